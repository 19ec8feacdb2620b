"""What is graver than what: the orders that grouping, risk, plan and reports share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.core.findings import Finding, Verdict
from advisor.core.kinds import Context, Status

_STATUSES = (Status.DEAD, Status.ENDS, Status.UNKNOWN, Status.SERVED, Status.YOURS)
"""Unknown stands before served: an end nobody looked up can be tomorrow, a served id was seen alive."""

_CONTEXTS = (
    Context.PRODUCTION,
    Context.INFRA,
    Context.CONFIG,
    Context.NOTEBOOK,
    Context.TEST,
    Context.DOCS,
    Context.DATA,
    Context.VENDORED,
)
"""What a user of the software meets first stands first. Infra and config decide what really runs, so they
come before notebooks and tests; documents mislead a reader but break nothing; data and vendored copies
are mostly somebody else's words."""

MENTIONS = frozenset({Context.DOCS, Context.DATA, Context.VENDORED})
"""Places that repeat a name; nothing of the project's own runs there."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Tells places where a model is only named from those where something runs."""

    rules: frozenset[str] = frozenset()
    """Rules for prose and comments, whatever file they stand in."""

    def __contains__(self, finding: object) -> bool:
        """True for a finding in documents, data or vendored copies, and for prose and comments in code."""
        return isinstance(finding, Finding) and (finding.context in MENTIONS or finding.rule in self.rules)

    def context(self, findings: Iterable[Finding]) -> Context:
        """The gravest context where something runs; `docs` at most where a model is only named."""
        running: list[Context] = []
        named: list[Context] = []
        for finding in findings:
            (named if finding in self else running).append(finding.context)
        told = [context if context in MENTIONS else Context.DOCS for context in named]
        return min(running or told, key=context_rank)


NO_MENTIONS = Mentions()
"""Goes by the context alone."""


def status_rank(status: Status) -> int:
    """0 for the gravest status, 4 for the mildest."""
    return _STATUSES.index(status)


def context_rank(context: Context) -> int:
    """0 for the gravest context, 7 for the mildest."""
    return _CONTEXTS.index(context)


def verdict_key(verdict: Verdict) -> tuple[int, date]:
    """Sort key: gravest first, and of those that end the earliest; an unknown day comes last."""
    return status_rank(verdict.status), verdict.date or date.max


def place_key(finding: Finding) -> tuple[int, str, int, int, str]:
    """Sort key of places: gravest context first, then path and position."""
    return context_rank(finding.context), finding.path, finding.line, finding.column, finding.id


def place(finding: Finding) -> str:
    """`path:line`, or the path alone for a finding on the whole file."""
    return f"{finding.path}:{finding.line}" if finding.line else finding.path
