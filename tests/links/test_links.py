"""A line that reads a name leads back to the line that spells the model, and no other line does."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import dedent
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.core.findings import ScanResult
from advisor.core.kinds import Context, SkipReason
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.budgets import BUDGETS
from advisor.scan.client import InProcessClient, ProcessClient
from advisor.scan.document import Document
from advisor.scan.links.values import ANYWHERE, Lookup, Wanted
from advisor.scan.options import ScanOptions
from tests.detect.look import inspect, knowledge, scan
from tests.detect.test_headers import LLAMA, gguf
from tests.scan_engine.helpers import make

Files = Mapping[str, str]


def scanned(root: Path, files: Files) -> ScanResult:
    return scan(make(root, {path: dedent(text).lstrip("\n") for path, text in files.items()}))


def links(result: ScanResult) -> set[str]:
    """`reader:line how name < definition:line`, one for each use."""
    at = {finding.id: f"{finding.path}:{finding.line}" for finding in result.findings}
    return {f"{use.path}:{use.line} {use.how} {use.name} < {at[use.finding_id]}" for use in result.uses}


LINKED: dict[str, tuple[Files, set[str]]] = {
    "a Python constant in its own file": (
        {
            "app.py": """
            MODEL = "llama-3.1-8b-instant"

            def ask(client, text):
                return client.create(model=MODEL, messages=text)
            """
        },
        {"app.py:4 constant MODEL < app.py:1"},
    ),
    "a Python constant imported under another name": (
        {
            "app/config.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
            "app/main.py": """
            from app.config import (
                CHAT_MODEL as M,
            )

            def ask(client):
                return client.create(model=M)
            """,
        },
        {"app/main.py:6 constant CHAT_MODEL < app/config.py:1"},
    ),
    "a Python constant imported relatively": (
        {
            "app/llm/names.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
            "app/llm/ask.py": "from .names import CHAT_MODEL\nask(CHAT_MODEL)\n",
        },
        {"app/llm/ask.py:2 constant CHAT_MODEL < app/llm/names.py:1"},
    ),
    "a variable of a worker at the edge": (
        {
            "wrangler.toml": '[vars]\nLONG_MODEL = "@cf/meta/llama-3.3-70b-instruct-fp8-fast"\n',
            "src/index.ts": "await env.AI.run(env.LONG_MODEL, { messages, stream: true });\n",
        },
        {"src/index.ts:1 environment variable LONG_MODEL < wrangler.toml:2"},
    ),
    "a short list that another Python file tries in turn": (
        {
            "app/names.py": 'FALLBACKS = [\n    "llama-3.1-8b-instant",\n    "gpt-4o",\n]\n',
            "app/ask.py": "from app.names import FALLBACKS\nask(FALLBACKS[0])\n",
        },
        {"app/ask.py:2 constant FALLBACKS < app/names.py:2"},
    ),
    "a short list that another TypeScript file tries in turn": (
        {
            "src/names.ts": "export const ROUTE: string[] = ['llama-3.1-8b-instant', 'gpt-4o'];\n",
            "src/ask.ts": "import { ROUTE } from './names.js';\nask(ROUTE);\n",
        },
        {"src/ask.ts:2 constant ROUTE < src/names.ts:1"},
    ),
    "a Python constant behind its module": (
        {
            "app/config.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
            "app/main.py": "from app import config\nask(config.CHAT_MODEL)\n",
        },
        {"app/main.py:2 constant CHAT_MODEL < app/config.py:1"},
    ),
    "a Python constant handed on by its package": (
        {
            "app/core/names.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
            "app/core/__init__.py": "from .names import CHAT_MODEL\n",
            "app/main.py": "from app.core import CHAT_MODEL\nask(CHAT_MODEL)\n",
        },
        {"app/main.py:2 constant CHAT_MODEL < app/core/names.py:1"},
    ),
    "two branches of Python that both reach a line": (
        {
            "app.py": """
            def choose(small):
                if small:
                    model = "llama-3.1-8b-instant"
                else:
                    model = "llama-3.3-70b-versatile"
                return ask(model=model)
            """
        },
        {"app.py:6 variable model < app.py:3", "app.py:6 variable model < app.py:5"},
    ),
    "the default of a Python parameter": (
        {"app.py": 'def ask(text, model="llama-3.1-8b-instant"):\n    return create(model=model)\n'},
        {"app.py:2 parameter model < app.py:1"},
    ),
    "an option of argparse": (
        {
            "run.py": """
            parser = argparse.ArgumentParser()
            parser.add_argument("--base-model", default="meta-llama/Llama-3.1-8B-Instruct")
            args = parser.parse_args()
            load(args.base_model)
            """
        },
        {"run.py:4 option base_model < run.py:2"},
    ),
    "a field of pydantic settings": (
        {
            "app/settings.py": """
            class Settings(BaseSettings):
                chat_model: str = Field(default="llama-3.1-8b-instant")

            settings = Settings()
            """,
            "app/main.py": "from app.settings import settings\nask(model=settings.chat_model)\n",
        },
        {"app/main.py:2 field chat_model < app/settings.py:2"},
    ),
    "an attribute that a Python class gives itself": (
        {
            "app.py": """
            class Chat:
                def __init__(self):
                    self.model = "llama-3.1-8b-instant"

                def ask(self):
                    return create(model=self.model)
            """
        },
        {"app.py:6 field model < app.py:3"},
    ),
    "an entry of a named Python table": (
        {"app.py": 'CONFIG = {"model": "llama-3.1-8b-instant"}\nask(CONFIG["model"])\n'},
        {"app.py:2 field model < app.py:1"},
    ),
    "a TypeScript constant exported and imported": (
        {
            "src/config.ts": 'export const CHAT_MODEL: string = "llama-3.1-8b-instant";\n',
            "src/ask.ts": """
            import { CHAT_MODEL } from "./config";
            export const ask = () => create({ model: CHAT_MODEL });
            """,
        },
        {"src/ask.ts:2 constant CHAT_MODEL < src/config.ts:1"},
    ),
    "a table of TypeScript read behind an alias of paths": (
        {
            "src/lib/config.ts": 'export const config = {\n  chatModel: "llama-3.1-8b-instant",\n};\n',
            "src/app/page.tsx": 'import { config } from "@/lib/config";\nask({ model: config.chatModel });\n',
        },
        {"src/app/page.tsx:2 field chatModel < src/lib/config.ts:2"},
    ),
    "a JavaScript variable inside its function": (
        {
            "ask.js": """
            async function ask() {
              const model = "llama-3.1-8b-instant";
              return create({ model });
            }
            """
        },
        {"ask.js:3 variable model < ask.js:2"},
    ),
    "a Go constant in its package and behind its name": (
        {
            "go.mod": "module example.org/x\n",
            "models/names.go": 'package models\n\nconst ChatModel = "llama-3.1-8b-instant"\n',
            "models/pick.go": "package models\n\nfunc Pick() string { return ChatModel }\n",
            "cmd/main.go": 'package main\n\nimport "example.org/x/models"\n\nvar m = models.ChatModel\n',
        },
        {
            "models/pick.go:3 constant ChatModel < models/names.go:3",
            "cmd/main.go:5 constant ChatModel < models/names.go:3",
        },
    ),
    "a Java constant behind its class": (
        {
            "src/Models.java": """
            public final class Models {
                public static final String CHAT = "llama-3.1-8b-instant";
            }
            """,
            "src/Ask.java": "class Ask {\n    String m = Models.CHAT;\n}\n",
        },
        {"src/Ask.java:2 constant CHAT < src/Models.java:2"},
    ),
    "a Rust constant behind its module and imported": (
        {
            "src/config.rs": 'pub const CHAT_MODEL: &str = "llama-3.1-8b-instant";\n',
            "src/main.rs": "mod config;\nfn main() { ask(config::CHAT_MODEL); }\n",
            "src/lib.rs": "use crate::config::CHAT_MODEL;\nfn go() { ask(CHAT_MODEL); }\n",
        },
        {
            "src/main.rs:2 constant CHAT_MODEL < src/config.rs:1",
            "src/lib.rs:2 constant CHAT_MODEL < src/config.rs:1",
        },
    ),
    "a variable of .env read by three languages": (
        {
            ".env": "CHAT_MODEL=llama-3.1-8b-instant\n",
            "a.py": 'import os\nask(os.environ["CHAT_MODEL"])\n',
            "b.ts": "ask(process.env.CHAT_MODEL);\n",
            "c.go": 'package main\n\nvar m = os.Getenv("CHAT_MODEL")\n',
            "d.rs": 'fn m() -> String { std::env::var("CHAT_MODEL").unwrap() }\n',
        },
        {
            "a.py:2 environment variable CHAT_MODEL < .env:1",
            "b.ts:1 environment variable CHAT_MODEL < .env:1",
            "c.go:3 environment variable CHAT_MODEL < .env:1",
            "d.rs:1 environment variable CHAT_MODEL < .env:1",
        },
    ),
    "a variable of .env through compose into code and on": (
        {
            ".env": "CHAT_MODEL=llama-3.1-8b-instant\n",
            "compose.yaml": "services:\n  api:\n    environment:\n      MODEL_ID: ${CHAT_MODEL}\n",
            "app.py": 'import os\nNAME = os.environ["MODEL_ID"]\n\ndef ask():\n    create(model=NAME)\n',
        },
        {
            "compose.yaml:4 environment variable CHAT_MODEL < .env:1",
            "app.py:2 environment variable MODEL_ID < .env:1",
            "app.py:5 constant NAME < .env:1",
        },
    ),
    "a Helm value through its template into code": (
        {
            "chart/Chart.yaml": "name: x\n",
            "chart/values.yaml": "llm:\n  # the one we serve\n  id: meta-llama/Llama-3.1-8B-Instruct\n",
            "chart/templates/pod.yaml": "env:\n  - name: SERVED_MODEL\n    value: {{ .Values.llm.id }}\n",
            "app.py": 'import os\nask(os.getenv("SERVED_MODEL"))\n',
        },
        {
            "chart/templates/pod.yaml:3 Helm value llm.id < chart/values.yaml:3",
            "app.py:2 environment variable SERVED_MODEL < chart/values.yaml:3",
        },
    ),
    "a ConfigMap through a reference into code": (
        {
            "k8s/map.yaml": "kind: ConfigMap\ndata:\n  SERVED: meta-llama/Llama-3.1-8B-Instruct\n",
            "k8s/pod.yaml": """
            env:
              - name: RUN_MODEL
                valueFrom:
                  configMapKeyRef:
                    name: map
                    key: SERVED
            """,
            "app.py": 'import os\nask(os.getenv("RUN_MODEL"))\n',
        },
        {
            "k8s/pod.yaml:6 environment variable SERVED < k8s/map.yaml:3",
            "app.py:2 environment variable RUN_MODEL < k8s/map.yaml:3",
        },
    ),
    "a Terraform variable": (
        {
            "tf/variables.tf": 'variable "model_id" {\n  default = "meta.llama3-1-8b-instruct-v1:0"\n}\n',
            "tf/main.tf": 'resource "x" "y" {\n  model = var.model_id\n}\n',
        },
        {"tf/main.tf:2 Terraform variable var.model_id < tf/variables.tf:2"},
    ),
    "the environment of a workflow": (
        {
            ".github/workflows/ci.yml": """
            env:
              CI_MODEL: llama3.2:1b
            jobs:
              test:
                steps:
                  - run: ollama pull ${{ env.CI_MODEL }}
            """
        },
        {".github/workflows/ci.yml:6 environment variable CI_MODEL < .github/workflows/ci.yml:2"},
    ),
    "a variable of a Makefile": (
        {"Makefile": "MODEL ?= llama3.1:8b\n\nrun:\n\tollama run $(MODEL)\n"},
        {"Makefile:4 variable MODEL < Makefile:1"},
    ),
    "an argument of a Dockerfile, and its environment": (
        {
            "Dockerfile": """
            ARG BASE=meta-llama/Llama-3.1-8B
            ENV HF_MODEL=meta-llama/Llama-3.1-8B
            RUN get $BASE
            """,
            "app.py": 'import os\nload(os.environ.get("HF_MODEL"))\n',
        },
        {
            "Dockerfile:3 variable BASE < Dockerfile:1",
            "app.py:2 environment variable HF_MODEL < Dockerfile:2",
        },
    ),
    "a variable of a shell script": (
        {"run.sh": 'MODEL="llama3.1:8b"\nollama pull "$MODEL"\nollama run ${MODEL}\n'},
        {"run.sh:2 variable MODEL < run.sh:1", "run.sh:3 variable MODEL < run.sh:1"},
    ),
    "a key of a file that the code names": (
        {
            "settings.yaml": "llm:\n  chat_model: llama-3.1-8b-instant\n",
            "app.py": 'cfg = load("settings.yaml")\nask(cfg["llm"]["chat_model"])\n',
        },
        {"app.py:2 configuration key chat_model < settings.yaml:2"},
    ),
    "a model that ollama creates from a Modelfile": (
        {
            "models/Modelfile": "FROM llama3.1:8b\n",
            "setup.sh": "ollama create house-cook -f models/Modelfile\n",
            "app.py": 'ollama.chat(model="house-cook", messages=[])\n',
        },
        {"app.py:1 Ollama model house-cook < models/Modelfile:1"},
    ),
    "cells of a notebook": (
        {
            "a.ipynb": """
            {"cells": [
             {"cell_type": "code", "source": ["MODEL = \\"llama-3.1-8b-instant\\"\\n"], "metadata": {}},
             {"cell_type": "code", "source": [
               "ask(model=MODEL)\\n"], "metadata": {}}
            ], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
            """
        },
        {"a.ipynb:4 constant MODEL < a.ipynb:2"},
    ),
}


@pytest.mark.parametrize("case", LINKED)
def test_a_line_that_reads_the_name_is_linked(case: str, tmp_path: Path) -> None:
    files, expected = LINKED[case]
    assert links(scanned(tmp_path, files)) == expected


APART: dict[str, Files] = {
    "the same constant in a module that is not imported": {
        "a/config.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
        "b/config.py": 'CHAT_MODEL = "gpt-4o"\n',
        "b/main.py": "from config import CHAT_MODEL\nask(CHAT_MODEL)\n",
    },
    "a constant that nobody imports": {
        "a/names.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
        "b/main.py": "def ask(CHAT_MODEL):\n    return create(CHAT_MODEL)\n",
    },
    "a parameter that shadows a constant": {
        "app.py": 'MODEL = "llama-3.1-8b-instant"\n\ndef ask(MODEL):\n    return create(model=MODEL)\n',
    },
    "a name that is given another value before it is read": {
        "app.py": 'model = "llama-3.1-8b-instant"\nmodel = load()\nmodel.run()\n',
    },
    "the other branch": {
        "app.py": """
        def ask(small):
            if small:
                model = "llama-3.1-8b-instant"
            else:
                print(model)
        """
    },
    "an argument called like a variable": {
        "app.py": 'model = "llama-3.1-8b-instant"\nask(model="gpt-4o")\n',
    },
    "a plain word at the top of a script in another language": {
        "a.js": 'const model = "llama-3.1-8b-instant";\nfunction f(model) {\n  return g(model);\n}\n',
    },
    "a key of another object": {
        "a.ts": 'export const CHAT = "llama-3.1-8b-instant";\nconst other = { CHAT: 1 };\nf(other.CHAT);\n',
    },
    "a variable that the reading script sets itself": {
        ".env": "CHAT_MODEL=llama-3.1-8b-instant\n",
        "run.sh": "CHAT_MODEL=gpt-4o\necho $CHAT_MODEL\n",
    },
    "a plain variable of another service": {
        "one/run.sh": "export MODEL=llama3.1:8b\n",
        "two/app.py": 'import os\nask(os.environ["MODEL"])\n',
    },
    "a service with a value of its own": {
        ".env": "CHAT_MODEL=llama-3.1-8b-instant\n",
        "web/package.json": '{"name": "web"}\n',
        "web/.env": "CHAT_MODEL=gpt-4o\n",
        "web/ask.ts": "ask(process.env.CHAT_MODEL);\n",
    },
    "a default that other readers do not get": {
        "a.py": 'import os\nask(os.getenv("CHAT_MODEL", "llama-3.1-8b-instant"))\n',
        "b.py": 'import os\nask(os.getenv("CHAT_MODEL"))\n',
    },
    "a value of another chart": {
        "one/Chart.yaml": "name: one\n",
        "one/values.yaml": "llm:\n  id: meta-llama/Llama-3.1-8B-Instruct\n",
        "two/Chart.yaml": "name: two\n",
        "two/templates/pod.yaml": "image: {{ .Values.llm.id }}\n",
    },
    "a longer Helm path": {
        "Chart.yaml": "name: one\n",
        "values.yaml": "llm:\n  id: meta-llama/Llama-3.1-8B-Instruct\n",
        "templates/pod.yaml": "image: {{ .Values.llm.idle }}\n",
    },
    "a Terraform variable of another folder": {
        "one/main.tf": 'variable "model_id" {\n  default = "meta.llama3-1-8b-instruct-v1:0"\n}\n',
        "two/main.tf": 'resource "x" "y" {\n  model = var.model_id\n}\n',
    },
    "a key of a file that the code does not name": {
        "settings.yaml": "llm:\n  chat_model: llama-3.1-8b-instant\n",
        "app.py": 'ask(cfg["chat_model"])\n',
    },
    "a client that is made with a model": {
        "app.py": 'llm = ChatGroq(model="llama-3.1-8b-instant")\nllm.invoke("hello")\n',
    },
    "a list of models": {
        "app.py": 'MODELS = ["llama-3.1-8b-instant", "gpt-4o"]\nshow(MODELS)\n',
    },
    "a menu of models that another file shows": {
        "menu.py": f'MODELS = ["llama-3.1-8b-instant", {", ".join(map(repr, "abcdefghi"))}]\n',
        "app.py": "from menu import MODELS\nshow(MODELS)\n",
    },
    "a comment and a string that repeat the name": {
        "app.py": 'MODEL = "llama-3.1-8b-instant"\n# MODEL is what we ask\nprint("MODEL")\n',
    },
    "a document that shows the code": {
        "README.md": '```python\nMODEL = "llama-3.1-8b-instant"\nask(MODEL)\n```\n',
    },
}


@pytest.mark.parametrize("case", APART)
def test_a_line_that_means_something_else_is_not(case: str, tmp_path: Path) -> None:
    result = scanned(tmp_path, APART[case])
    assert result.findings
    assert links(result) == set()


class TestFilesOfWeights:
    def test_the_line_that_loads_a_renamed_file_is_linked_to_it(self, tmp_path: Path) -> None:
        files: dict[str, str | bytes] = {
            "weights/brain.gguf": gguf(LLAMA),
            "app.py": 'm = Model("weights/brain.gguf")\nn = "brain.gguf.bak"\n',
        }
        expected = {"app.py:1 file weights/brain.gguf < weights/brain.gguf:0"}
        assert links(scan(make(tmp_path, files))) == expected

    def test_a_folder_of_weights_is_linked_by_its_path_and_not_by_its_last_word(self, tmp_path: Path) -> None:
        config = '{"base_model_name_or_path": "meta-llama/Llama-3.1-8B", "peft_type": "LORA"}'
        files = {
            "models/house/adapter_config.json": config,
            "app.py": 'load("models/house")\nbuild("house")\n',
        }
        found = {(use.path, use.line, use.name) for use in scan(make(tmp_path, files)).uses}
        assert found == {("app.py", 1, "models/house")}


class TestUses:
    FILES: ClassVar[Files] = {
        "config/names.py": 'CHAT_MODEL = "llama-3.1-8b-instant"\n',
        "src/ask.py": "from config.names import CHAT_MODEL\nask(CHAT_MODEL)\n",
        "tests/test_ask.py": "from config.names import CHAT_MODEL\nask(CHAT_MODEL)\n",
    }

    def test_each_tells_the_part_of_the_project_it_belongs_to(self, tmp_path: Path) -> None:
        contexts = {use.path: use.context for use in scanned(tmp_path, self.FILES).uses}
        assert contexts == {"src/ask.py": Context.PRODUCTION, "tests/test_ask.py": Context.TEST}

    def test_a_use_is_no_finding(self, tmp_path: Path) -> None:
        found = {finding.path for finding in scanned(tmp_path, self.FILES).findings}
        assert found == {"config/names.py"}

    def test_child_processes_find_the_same(self, tmp_path: Path) -> None:
        for number, (files, _) in enumerate(LINKED.values()):
            make(tmp_path / f"project{number}", {path: dedent(text) for path, text in files.items()})
        isolated = ProcessClient(knowledge()).scan(
            tmp_path, ScanOptions(isolated=True), SilentProgress(), Cancel()
        )
        here = scan(tmp_path)
        assert isolated.uses == here.uses
        assert len(here.uses) > len(LINKED)


class TestLimits:
    FILES: ClassVar[Files] = {
        "names.py": 'ONE_MODEL = "llama-3.1-8b-instant"\nTWO_MODEL = "llama-3.1-8b-instant"\n',
        "ask.py": "import names\n" + "ask(names.ONE_MODEL, names.TWO_MODEL)\n" * 30,
    }

    def cut(self, root: Path, **limits: int) -> tuple[int, list[str]]:
        options = ScanOptions(budgets=replace(BUDGETS, **limits))
        result = InProcessClient(knowledge()).scan(
            make(root, self.FILES), options, SilentProgress(), Cancel()
        )
        rows = [skip for skip in result.skipped if skip.reason is SkipReason.LINKS_CAP]
        return len(result.uses), [f"{row.path}: {row.detail}" for row in rows]

    def test_names_beyond_the_limit_are_told(self, tmp_path: Path) -> None:
        expected = 30, [".: 1 names that models are bound to were not followed"]
        assert self.cut(tmp_path, link_names=1) == expected

    def test_places_beyond_the_limit_of_a_file_are_told(self, tmp_path: Path) -> None:
        expected = 20, ["ask.py: only the first 20 places that read a name were kept"]
        assert self.cut(tmp_path, link_sightings=20) == expected

    def test_uses_beyond_the_limit_of_a_scan_are_told(self, tmp_path: Path) -> None:
        expected = 50, [".: 10 more places that read a model's name were not kept"]
        assert self.cut(tmp_path, link_uses=50) == expected


@given(st.text(alphabet="MODEL_id=\"'`$(){}[].:,;\\\n \tfxenv-><%#/", max_size=200))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_around_a_model_and_its_name_is_read_to_the_end(noise: str) -> None:
    for path in ("a.py", "a.ts", "a.rs", "a.yaml", "a.sh", "a.tf", ".env", "Dockerfile", "a.tsx"):
        text = f'{noise}MODEL = "llama-3.1-8b-instant"{noise}\nf(MODEL, env.MODEL){noise}'
        inspect(text, path)
        lookup = Lookup(tuple(Wanted("MODEL", kind, "", "") for kind in sorted(ANYWHERE)))
        hits = [match.start() for match in re.finditer("MODEL", text)]
        for row in knowledge().detector.sight(lookup).look(Document(path, text), hits):
            assert row.name == "MODEL"
            assert 0 <= row.line <= text.count("\n") + 1
