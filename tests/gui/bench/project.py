"""A made project as large as one asks for; needs no Qt."""

from __future__ import annotations

from pathlib import Path

LINES_PER_FILE = 50
SPELLINGS = (
    "meta-llama/Llama-3.1-8B-Instruct",
    "meta-llama/Llama-3.3-70B-Instruct",
    "llama-3.3-70b-versatile",
    "meta.llama3-1-70b-instruct-v1:0",
    "meta-llama/Llama-2-7b-chat-hf",
    "lmsys/vicuna-13b-v1.5",
    "meta-llama/Llama-Guard-3-8B",
    "codellama/CodeLlama-34b-Instruct-hf",
)
FOLDERS = ("src/serving", "tests", "deploy", "notebooks/old", "docs", "tools", "web/api", "jobs/nightly")


def make_project(root: Path, findings: int) -> None:
    """A folder whose files name Llama models `findings` times."""
    for number in range(findings // LINES_PER_FILE):
        folder = root / FOLDERS[number % len(FOLDERS)] / f"part{number // 100}"
        folder.mkdir(parents=True, exist_ok=True)
        lines = (
            f'MODEL_{line} = "{SPELLINGS[(number + line) % len(SPELLINGS)]}"  # {number}.{line}'
            for line in range(LINES_PER_FILE)
        )
        (folder / f"module{number}.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
