#!/usr/bin/env python3
"""Runs other scanners beside ours on `tests/data/peers` and keeps what each named, for `docs/accuracy.md`.

    .venv/bin/python .ci/peers.py FOLDER

Each scanner is installed from your package index at the version in `peers.json`, in an environment of its own
below FOLDER, and stays there. A place counts as named when a scanner's output holds one of the words that
`peers.json` gives for it, whatever the scanner takes it for: that is generous to all of them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parent.parent
DATA = TOP / "tests" / "data" / "peers"
KEPT = DATA / "compared.json"
OURS = "Llama Advisor"
PATIENCE = 120.0
Named = dict[str, dict[str, list[str]]]


def ours(folder: Path) -> str:
    """What our own findings in a folder hold; what was cleared is none of it."""
    command = [
        sys.executable,
        "-m",
        "advisor",
        "scan",
        str(folder),
        "--as-of",
        "2026-11-24",
        "--format",
        "json",
        "--no-cache",
    ]
    done = subprocess.run([*command, "--quiet"], cwd=TOP, check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)["findings"]
    return "\n".join(f"{row['path']}:{row['line']} {row['written']}" for row in found)


def installed(peer: Mapping[str, Any], below: Path) -> Path:
    """The folder of a peer's programs, in an environment that is made when it is not there."""
    home = below / f"{peer['name']}-{peer['version']}"
    programs = home / ("Scripts" if sys.platform == "win32" else "bin")
    if not home.exists():
        venv.create(home, with_pip=True)
        pip = [str(programs / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, f"{peer['name']}=={peer['version']}"], check=True)
    return programs


def theirs(peer: Mapping[str, Any], programs: Path, folder: Path) -> str:
    """All that a peer's commands print or write about a folder."""
    return "\n".join(
        text
        for command in peer["commands"]
        for text in _outputs(command, programs, folder, programs.parent / "out.json")
    )


def _outputs(command: Sequence[str], programs: Path, folder: Path, output: Path) -> Iterator[str]:
    output.unlink(missing_ok=True)
    words = [word.format(folder=folder, output=output) for word in command]
    words[0] = str(programs / words[0])
    done = subprocess.run(
        words, cwd=programs.parent, timeout=PATIENCE, check=False, capture_output=True, text=True
    )
    yield done.stdout
    if output.exists():
        yield output.read_text(encoding="utf-8", errors="replace")


def named(output: str, wanted: Mapping[str, Sequence[str]]) -> list[str]:
    """Which of some things an output holds a word of."""
    lowered = output.lower()
    return [thing for thing, words in wanted.items() if any(word.lower() in lowered for word in words)]


def main() -> int:
    """Run all, say it and keep it."""
    if len(sys.argv) != 2:
        print((__doc__ or "").strip(), file=sys.stderr)
        return 2
    data = json.loads((DATA / "peers.json").read_text(encoding="utf-8"))
    told: dict[str, Named] = {}
    for folder, words in data["folders"].items():
        outputs = {OURS: ours(DATA / folder)}
        for peer in data["peers"]:
            programs = installed(peer, Path(sys.argv[1]).resolve())
            outputs[f"{peer['name']} {peer['version']}"] = theirs(peer, programs, DATA / folder)
        for name, output in outputs.items():
            told.setdefault(name, {})[folder] = {what: named(output, words[what]) for what in words}
    KEPT.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name, folders in told.items():
        print(name, {folder: len(found["places"]) for folder, found in folders.items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
