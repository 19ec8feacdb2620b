"""A stranger's folder may cost itself rows; it never costs a traceback, the neighbours or the reader."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.program import DAY, PROJECT, Done, environment, make, run

GOOD = {"good.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'}
MODEL = "llama-3.1-8b-instruct"


def scan(folder: Path) -> tuple[Done, Any]:
    done = run("scan", ".", "--format", "json", "--include-cleared", *DAY, cwd=folder)
    assert done.code == 0
    assert "Traceback" not in done.err
    report = done.json
    assert ("good.py", 1, MODEL) in found(report)
    return done, report


def found(report: Any) -> list[tuple[str, int, str | None]]:
    return [(row["path"], row["line"], row["model"]) for row in report["findings"]]


def rows(report: Any) -> dict[str, str]:
    return {row["path"]: row["reason"] for row in report["skipped"]}


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [{"cell_type": "code", "source": ["m = \\"meta-llama/Llama-3.1-8B-Instruct\\""]',
        '{"cells": 7, "a": "meta-llama/Llama-3.1-8B-Instruct"}',
        '{"cells": [null, {"source": {"x": "meta-llama/Llama-3.1-8B-Instruct"}}]}',
        "[" * 100_000 + '"meta-llama/Llama-3.1-8B-Instruct"',
    ],
    ids=["torn", "no list", "odd cells", "deep"],
)
def test_a_broken_notebook_is_never_passed_over_in_silence(tmp_path: Path, text: str) -> None:
    _, report = scan(make(tmp_path / "p", {**GOOD, "bad.ipynb": text}))
    cleared = {row["path"] for row in report["cleared"]}
    assert "bad.ipynb" in {path for path, _, _ in found(report)} | set(rows(report)) | cleared


def test_bytes_that_are_no_utf8_cost_nothing(tmp_path: Path) -> None:
    data = b"# caf\xe9 \xff\xfe\nMODEL = 'meta-llama/Llama-3.1-8B-Instruct'\n"
    _, report = scan(make(tmp_path / "p", {**GOOD, "bad.py": data}))
    assert ("bad.py", 2, MODEL) in found(report)


def test_nonsense_in_requirements_costs_only_its_own_lines(tmp_path: Path) -> None:
    lines = [
        "===",
        "-r ../../etc/passwd",
        "[llama",
        "llama-stack == ? 1",
        "llama-stack-client>=0.1 ; python_version <",
        "%%% llama",
    ]
    folder = make(tmp_path / "p", {**GOOD, "requirements.txt": "\n".join(lines)})
    _, report = scan(folder)
    assert ("requirements.txt", 5, None) in found(report)


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "+0" * 100_000,
        "(" * 5000,
        "not " * 20_000 + "1",
        "a = '\ud800'",
        "def f(:\n",
        "# coding: nonsense\n",
    ],
    ids=["sum", "brackets", "nots", "surrogate", "syntax", "cookie"],
)
def test_python_that_does_not_parse_is_read_as_text(tmp_path: Path, source: str) -> None:
    text = (
        "from transformers import LlamaForCausalLM\n" + source + "\nM = 'meta-llama/Llama-3.1-8B-Instruct'\n"
    )
    _, report = scan(make(tmp_path / "p", {**GOOD, "bad.py": text.encode("utf-8", "surrogatepass")}))
    assert ("bad.py", 3 + source.count("\n"), MODEL) in found(report)


@pytest.mark.parametrize(
    "name", ["a.json", "a.toml", "a.yaml", "package.json", "poetry.lock", "a.tf", "Modelfile"]
)
def test_deep_nesting_costs_a_row_or_nothing(tmp_path: Path, name: str) -> None:
    text = "[" * 100_000 + "\n" + 'model: "meta-llama/Llama-3.1-8B-Instruct"\n'
    _, report = scan(make(tmp_path / "p", {**GOOD, name: text}))
    assert name in {path for path, _, _ in found(report)} | set(rows(report))


def test_one_endless_line_of_json_is_read_in_windows_and_the_cut_is_said(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", GOOD)
    with (folder / "big.json").open("wb") as file:
        file.write(b'{"model": "meta-llama/Llama-3.1-8B-Instruct", "a": "')
        for _ in range(80):
            file.write(b"x" * (1 << 20))
        file.write(b'", "model": "meta-llama/Llama-3.3-70B-Instruct"}')
    done, report = scan(folder)
    assert ("big.json", 1, MODEL) in found(report)
    assert rows(report)["big.json"] in {
        "larger than the text limit",
        "larger than the limit for structured reading",
    }
    assert "not fully read" in done.err
    assert run("scan", ".", "--strict", *DAY, cwd=folder).code == 4


def test_names_of_any_bytes_are_shown_so_that_they_harm_nobody(tmp_path: Path) -> None:
    names = [b"bad\xff.py", b"a\nb.py", b"x\x1b[31m.py", "rtl\u202egnp.py".encode(), b"::add-mask::x.py"]
    folder = make(tmp_path / "p", {**GOOD, **{os.fsdecode(name): GOOD["good.py"] for name in names}})
    _, report = scan(folder)
    assert len(report["findings"]) == len(names) + 1
    for form in ("text", "markdown"):
        done = run("scan", ".", "--format", form, *DAY, cwd=folder)
        assert b"\x1b" not in done.out
        assert "\u202e" not in done.text
        assert not [line for line in done.text.splitlines() if line.lstrip().startswith("::")]
        assert done.code == 0
    assert run("checklist", ".", *DAY, cwd=folder).code == 0


def test_nothing_is_followed_out_of_the_folder(tmp_path: Path) -> None:
    make(tmp_path / "outside", {"secret.py": "SECRET = 'meta-llama/Llama-3.3-70B-Instruct'\n"})
    folder = make(
        tmp_path / "p", {**GOOD, "requirements.txt": "-r ../outside/secret.py\n-r /etc/passwd\nllama-stack\n"}
    )
    (folder / "link").symlink_to("../outside")
    (folder / "link.py").symlink_to("../outside/secret.py")
    os.mkfifo(folder / "pipe")
    _, report = scan(folder)
    assert "SECRET" not in json.dumps(report)
    assert rows(report)["link"] == rows(report)["link.py"] == "symbolic link"
    assert rows(report)["pipe"] == "special file"


def test_nothing_in_the_folder_is_changed_or_run(tmp_path: Path) -> None:
    canary = f"open({str(tmp_path / 'canary')!r}, 'w')"
    folder = make(
        tmp_path / "p",
        {
            **GOOD,
            "setup.py": canary,
            "conftest.py": canary,
            ".git/config": f"[core]\n\tfsmonitor = touch {tmp_path}/canary\n",
            ".git/HEAD": "ref: refs/heads/main\n",
            "weights.pkl": b"cos\nsystem\n(S'touch canary'\ntR.",
        },
    )
    before = _fingerprint(folder)
    scan(folder)
    run("checklist", ".", *DAY, cwd=folder)
    assert _fingerprint(folder) == before
    assert not (tmp_path / "canary").exists()


def test_secrets_beside_a_finding_are_masked_in_every_format(tmp_path: Path) -> None:
    secret = "gsk_" + "a1B2" * 12
    text = f'client = Groq(api_key="{secret}", model="llama-3.3-70b-versatile")\nLLAMA_API_KEY="{secret}"\n'
    folder = make(tmp_path / "p", {**GOOD, "a.py": text, ".env": f"LLAMA_API_KEY={secret}\n"})
    for form in ("text", "json", "markdown"):
        done = run("scan", ".", "--format", form, "--include-cleared", *DAY, cwd=folder)
        assert secret.encode() not in done.out
    assert secret not in run("checklist", ".", *DAY, cwd=folder).text


def test_warnings_from_a_strangers_source_stay_off_stderr(tmp_path: Path) -> None:
    source = "from transformers import LlamaForCausalLM\nx = '\\d' is 'a'\nassert (1, 2)\n"
    done, _ = scan(make(tmp_path / "p", {**GOOD, "warn.py": source}))
    assert "Warning" not in done.err


def _fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


WATCHED = """
import sys
seen = set()

FILES = ("open", "os.listdir", "os.scandir")
OTHER = ("subprocess.Popen", "os.exec", "os.posix_spawn", "os.system", "socket.connect")

def hook(event, details):
    if event in FILES + OTHER:
        seen.add((event, str(details[0])))

sys.addaudithook(hook)
from advisor.cli.main import main
code = main(sys.argv[1:])
for event, what in sorted(seen):
    print(event, what.encode("unicode_escape").decode(), file=sys.stderr)
sys.exit(code)
"""


def test_nothing_outside_folder_program_user_folder_and_standard_library_is_opened(tmp_path: Path) -> None:
    make(tmp_path / "outside", {"secret.py": "x", "sub/secret.py": "x"})
    text = "-r ../outside/secret.py\nllama-stack\n"
    folder = make(tmp_path / "p", {**GOOD, "requirements.txt": text, ".git/HEAD": "ref: refs/heads/main\n"})
    (folder / "link").symlink_to("../outside")
    (folder / "link.py").symlink_to("../outside/secret.py")
    (folder / ".gitignore").symlink_to("../outside/secret.py")
    command = [sys.executable, "-P", "-c", WATCHED, "scan", str(folder), "--quiet", *DAY]
    done = subprocess.run(command, env=environment(tmp_path), cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 0
    events = [line.split(" ", 1) for line in done.stderr.decode().splitlines()]
    assert {event for event, _ in events} <= {"open", "os.listdir", "os.scandir"}
    paths = [what for _, what in events if "/" in what]
    ours = (folder, PROJECT / "advisor", PROJECT / "resources", *sys.path[1:], sys.prefix, sys.base_prefix)
    ours = (*ours, tmp_path / "user")  # the user's own overlays and decisions
    homes = (*map(str, ours), "/usr/lib", "/lib", "/proc/self/")
    assert [what for what in paths if what.startswith(str(tmp_path / "outside"))] == []
    assert [what for what in paths if not what.startswith(homes)] == []
    assert str(folder / "good.py") in paths
