"""The table of findings: its columns, and how a row is read aloud."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from advisor.core.findings import Finding
from advisor.core.kinds import Context, Status
from advisor.gui.plain import to_tr, tr
from advisor.gui.rows import Column
from advisor.report.clean import masked
from advisor.report.drawing import STATUS_TONES, Tone
from advisor.report.wording import verdict_words

_STATUS_ORDER = {status: number for number, status in enumerate(Status)}
_CONTEXT_ORDER = {context: number for number, context in enumerate(Context)}


def place(finding: Finding) -> str:
    """`src/app.py:12`, the path alone for a whole file."""
    return f"{finding.path}:{finding.line}" if finding.line else finding.path


def short_verdict(finding: Finding) -> str:
    """The verdict for a cell, tiers left to the details; an ellipsis while the scan runs."""
    return verdict_words(replace(finding.verdict, tiers=())) if finding.verdict else "…"


def _verdict_key(finding: Finding) -> tuple[int, str, str, int]:
    order = _STATUS_ORDER[finding.verdict.status] if finding.verdict else len(_STATUS_ORDER)
    day = str(finding.verdict.date or "9999") if finding.verdict else ""
    return order, day, finding.path, finding.line


def verdict_tone(finding: Finding) -> Tone:
    """The meaning of a finding's verdict."""
    return STATUS_TONES[finding.verdict.status] if finding.verdict else Tone.UNKNOWN


def aloud(finding: Finding) -> str:
    """A row as it is read aloud."""
    return f"{place(finding)}, {finding.kind}, {finding.written}, {short_verdict(finding)}"


COLUMNS = (
    Column[Finding](
        to_tr("Verdict"), short_verdict, _verdict_key, verdict_tone, sample="dead since 2026-07-06 xx"
    ),
    Column[Finding](
        to_tr("Place"),
        place,
        lambda row: (row.path, row.line, row.column),
        sample="src/agents/summariser/llm.py:1042",
        path=True,
    ),
    Column[Finding](
        to_tr("Written"),
        lambda row: masked(row.written),
        lambda row: row.written,
        sample="meta-llama/Llama-3.1-70B-Inst",
    ),
    Column[Finding](to_tr("Kind"), lambda row: row.kind.value, sample="derivative"),
    Column[Finding](
        to_tr("Part"),
        lambda row: row.context.value,
        lambda row: (_CONTEXT_ORDER[row.context], row.path, row.line),
        sample="production",
    ),
)


def finding_columns(home: Callable[[Finding], str | None] | None = None) -> tuple[Column[Finding], ...]:
    """The columns of the table; `home` gives the provider that was inferred for one that names none."""

    def provider(finding: Finding) -> str:
        inferred = home(finding) if home else None
        return finding.provider or (tr("{host} (inferred)").format(host=inferred) if inferred else "")

    return (*COLUMNS, Column[Finding](to_tr("Provider"), provider, sample="meta-llama-api xx"))


def gravity(finding: Finding) -> tuple[int, int, str, int, int]:
    """Sort key: dead first, production before the rest, then by place."""
    status = _STATUS_ORDER[finding.verdict.status] if finding.verdict else len(_STATUS_ORDER)
    return status, _CONTEXT_ORDER[finding.context], finding.path, finding.line, finding.column


STATUS_LABELS: Mapping[Status, str] = {
    Status.DEAD: to_tr("already dead"),
    Status.ENDS: to_tr("end announced"),
    Status.SERVED: to_tr("still served"),
    Status.YOURS: to_tr("in your own hands"),
    Status.UNKNOWN: to_tr("not known"),
}
"""What a verdict is called on tiles and chips."""
CHIP_GROUPS: Mapping[str, str] = {
    "statuses": to_tr("Verdict"),
    "kinds": to_tr("Kind"),
    "contexts": to_tr("Part"),
}
