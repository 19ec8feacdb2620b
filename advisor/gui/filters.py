"""What rows a page shows: the filter of the findings, without Qt.

Chips of one group are alternatives, groups and words narrow each other. A word may name the field that it is
looked for in: `path:src`, `kind:prompt`, `family:llama-3`, `host:groq`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from advisor.core.findings import Finding
from advisor.gui.plain import to_tr

PATTERN_LIMIT = 200
"""Characters of filter text that are looked at."""

NOT_JUDGED = to_tr("not judged yet")
FIELDS: Mapping[str, Callable[[Finding], str]] = {
    "path": lambda row: row.path,
    "kind": lambda row: row.kind.value,
    "family": lambda row: (row.family or "").replace(" ", "-"),
    "host": lambda row: row.provider or "",
}
"""What may stand before a colon in the filter text."""


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
        return bool(self.text.strip() or self.chips or self.ids is not None)

    @property
    def chips(self) -> bool:
        """True when a chip is on."""
        return bool(self.kinds or self.statuses or self.contexts)

    def matches(self, finding: Finding) -> bool:
        """Whether the finding passes chips and ids; words are looked at by `reads`."""
        return (
            (not self.kinds or finding.kind in self.kinds)
            and (not self.contexts or finding.context in self.contexts)
            and (not self.statuses or status_of(finding) in self.statuses)
            and (self.ids is None or finding.id in self.ids)
        )

    def reads(self) -> Callable[[Finding, str], bool]:
        """Whether a finding, and everything its words are looked for in, hold all words."""
        words, fields = self.words(), self.fields()

        def all_there(finding: Finding, hay: str) -> bool:
            return all(word in hay for word in words) and all(
                word in FIELDS[name](finding).casefold() for name, word in fields
            )

        return all_there

    def words(self) -> tuple[str, ...]:
        """The words that must all stand somewhere in a row, folded."""
        return tuple(word for word in self._parts() if not _field(word))

    def fields(self) -> tuple[tuple[str, str], ...]:
        """The words that must stand in one field of a row: its name, and the word, folded."""
        return tuple(pair for word in self._parts() if (pair := _field(word)))

    def _parts(self) -> list[str]:
        return self.text[:PATTERN_LIMIT].casefold().split()

    def with_text(self, text: str) -> FindingFilter:
        """The same with other words."""
        return replace(self, text=text)


def _field(word: str) -> tuple[str, str] | None:
    name, colon, rest = word.partition(":")
    return (name, rest) if colon and rest and name in FIELDS else None


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


class ChipCounts:
    """How many findings each chip would show: those that all other groups and the words let through."""

    def __init__(self, wanted: FindingFilter) -> None:
        self.statuses: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.contexts: Counter[str] = Counter()
        self._wanted = wanted

    def take(self, findings: Iterable[Finding]) -> list[Finding]:
        """Count findings that hold the words; hand back those that pass the chips, too."""
        wanted, passing = self._wanted, []
        for finding in findings:
            if wanted.ids is not None and finding.id not in wanted.ids:
                continue
            status = status_of(finding)
            kind = not wanted.kinds or finding.kind in wanted.kinds
            context = not wanted.contexts or finding.context in wanted.contexts
            judged = not wanted.statuses or status in wanted.statuses
            self.kinds[finding.kind] += context and judged
            self.contexts[finding.context] += kind and judged
            self.statuses[status] += kind and context
            if kind and context and judged:
                passing.append(finding)
        return passing

    def of(self, group: str) -> Counter[str]:
        """The counts of one group of chips."""
        counts: Counter[str] = getattr(self, group)
        return counts
