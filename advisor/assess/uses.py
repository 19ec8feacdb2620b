"""Lines that read what findings define: how they weigh in contexts, homes and groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from advisor.assess.order import MENTIONS, context_rank
from advisor.core.findings import Finding
from advisor.core.kinds import Context
from advisor.core.links import Use


class Uses:
    """The uses of one scan, looked up from either end."""

    def __init__(self, uses: Iterable[Use] = ()) -> None:
        self._of: dict[str, list[Use]] = defaultdict(list)
        self._at: dict[tuple[str, int], list[str]] = defaultdict(list)
        for use in sorted(uses, key=lambda one: (one.path, one.line, one.name, one.finding_id)):
            self._of[use.finding_id].append(use)
            self._at[use.path, use.line].append(use.finding_id)

    def of(self, finding: Finding) -> tuple[Use, ...]:
        """The lines that read what a finding defines, in order of place."""
        return tuple(self._of.get(finding.id, ()))

    def of_all(self, findings: Iterable[Finding]) -> tuple[Use, ...]:
        """The same for several findings, each line and name once, gravest context first."""
        found = {(use.path, use.line, use.name): use for one in findings for use in reversed(self.of(one))}
        return tuple(
            sorted(found.values(), key=lambda use: (context_rank(use.context), use.path, use.line, use.name))
        )

    def read_at(self, finding: Finding) -> tuple[str, ...]:
        """Ids of the findings whose value is read on the line of this one."""
        ids = self._at.get((finding.path, finding.line), ())
        return tuple(one for one in ids if one != finding.id)

    def contexts(self, findings: Iterable[Finding]) -> list[Context]:
        """Contexts of the lines where something runs that reads one of these."""
        return [use.context for one in findings for use in self.of(one) if use.context not in MENTIONS]


NO_USES = Uses()
"""Nothing is read anywhere else."""
