"""What rows a page shows: the filter of the findings, without Qt.

Chips of one group are alternatives, groups and words narrow each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from advisor.core.findings import Finding

PATTERN_LIMIT = 200
"""Characters of filter text that are looked at."""

NOT_JUDGED = "not judged yet"


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings are shown. The default shows all."""

    text: str = ""
    kinds: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None
    """Only these, when a number elsewhere led here."""
    label: str = ""
    """What `ids` are, for a person: "Groq: llama-3.3-70b"."""

    @property
    def active(self) -> bool:
        """True when anything is left out."""
        return bool(self.text.strip() or self.kinds or self.statuses or self.contexts or self.ids is not None)

    def matches(self, finding: Finding) -> bool:
        """Whether the finding passes chips and ids; words are looked at by `words_match`."""
        return (
            (not self.kinds or finding.kind in self.kinds)
            and (not self.contexts or finding.context in self.contexts)
            and (not self.statuses or status_of(finding) in self.statuses)
            and (self.ids is None or finding.id in self.ids)
        )

    def words(self) -> tuple[str, ...]:
        """The words that must all stand in a row, folded."""
        return tuple(self.text[:PATTERN_LIMIT].casefold().split())

    def with_text(self, text: str) -> FindingFilter:
        """The same with other words."""
        return replace(self, text=text)


def status_of(finding: Finding) -> str:
    """The verdict's word; before the assessment there is none."""
    return finding.verdict.status.value if finding.verdict else NOT_JUDGED


def haystack(finding: Finding) -> str:
    """Everything the words of a filter are looked for in, folded."""
    parts = (
        finding.path,
        finding.written,
        finding.model or "",
        finding.family or "",
        finding.provider or "",
        finding.rule,
        finding.kind.value,
    )
    return "\n".join(parts).casefold()


def chip_counts(findings: Iterable[Finding]) -> Mapping[str, Counter[str]]:
    """How many findings have each kind, verdict and context."""
    kinds: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    contexts: Counter[str] = Counter()
    for finding in findings:
        kinds[finding.kind] += 1
        statuses[status_of(finding)] += 1
        contexts[finding.context] += 1
    return {"kinds": kinds, "statuses": statuses, "contexts": contexts}
