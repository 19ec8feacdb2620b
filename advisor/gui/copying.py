"""Findings as text for the clipboard: lines or tasks in Markdown; harmless wherever they are pasted."""

from __future__ import annotations

from collections.abc import Sequence

from advisor.core.findings import Finding
from advisor.gui.finding_rows import place, short_verdict
from advisor.report.clean import no_commands, plain
from advisor.report.md import code, prose


def as_lines(findings: Sequence[Finding]) -> str:
    """`src/app.py:12 model llama-3.3-70b-versatile`, a line each, secrets masked."""
    return "\n".join(plain(f"{place(row)} {row.kind} {row.written}") for row in findings)


def as_tasks(findings: Sequence[Finding]) -> str:
    """Open boxes of a task list, with the verdict where there is one."""
    return no_commands("\n".join(_task(row) for row in findings))


def as_paths(findings: Sequence[Finding]) -> str:
    """The files, each once."""
    return "\n".join(dict.fromkeys(plain(row.path) for row in findings))


def _task(row: Finding) -> str:
    verdict = f": {prose(short_verdict(row))}" if row.verdict else ""
    return f"- [ ] {code(place(row))} {row.kind} {code(row.written)}{verdict}"
