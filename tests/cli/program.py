"""Runs the real program, as a user does: another process, another folder, its own user folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parents[2]
DAY = ("--as-of", "2026-11-24")
PROGRAM = (sys.executable, "-m", "advisor")


@dataclass(frozen=True, slots=True)
class Done:
    """How a run ended."""

    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(home: Path, **more: str) -> dict[str, str]:
    """The tests' environment, with the user's folder in `home`, our package found and no screen."""
    kept = {key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    kept.pop("QT_QPA_PLATFORM", None)
    return {**kept, "PYTHONPATH": str(PROJECT), "LLAMA_ADVISOR_HOME": str(home / "user"), **more}


def run(*arguments: str | Path, cwd: Path, given: bytes = b"", **env: str) -> Done:
    """Run `llama-advisor` with `arguments` in the folder `cwd`, `given` on its standard input."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=cwd,
        env=environment(cwd.parent, **env),
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))


def make(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Lay `files` below `root`."""
    root.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        full = root / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


SHOP = {
    "shop/chat.py": 'from groq import Groq\n\nMODEL = "llama-3.3-70b-versatile"\n',
    "shop/api.py": 'URL = "https://api.llama.com/v1/"\nKEY = os.environ["LLAMA_API_KEY"]\n',
    "requirements.txt": "llama-stack-client==0.2.0\nllama-index\n",
    "README.md": "Runs on Llama 3.1 8B. We use llama.cpp for tests.\n",
    "node_modules/x/index.js": 'const model = "meta-llama/Llama-3.1-8B-Instruct"\n',
}
"""A small project with something to find, to clear and to skip."""
