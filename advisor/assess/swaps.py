"""The swap set of a dependency: every place that changes when its model does, each with its role.

Members are the findings of the dependency, those linked to it, and settings beside them that are no finding
(a request body in the provider's form, a window, a quantisation). The roles and what makes them stand in
`resources/effort.json`; the first that fits counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from advisor.assess.effort import is_adapter
from advisor.assess.grouping import Group
from advisor.assess.order import Mentions, place_key
from advisor.assess.swap_tables import Role, SwapTables
from advisor.core.findings import Finding, Hint
from advisor.core.swap import SwapMember


class SwapSets:
    """Tells members of swap sets from the tables of roles."""

    def __init__(self, tables: SwapTables, adapter_words: Sequence[str], mentions: Mentions) -> None:
        """`adapter_words` tell what lies on top of other weights, `mentions` what only names a model."""
        self._tables = tables
        self._adapter_words = adapter_words
        self._mentions = mentions

    def members(self, group: Group, hints: Iterable[Hint], task: str) -> tuple[SwapMember, ...]:
        """The set of one group: by role in the order they are told, then gravest place first.

        `hints` are those about the group; `task` is what its model is made for.
        """
        fallen = [finding for partner in group.partners for finding in partner.own]
        found: dict[tuple[str, str, int], SwapMember] = {}
        for finding in sorted([*group.everything, *fallen], key=place_key):
            self._add(found, self._of_finding(finding, task))
        if group.is_weights:
            for hint in sorted(hints, key=lambda one: (one.path, one.line, one.need, one.written)):
                self._add(found, self._of_hint(hint, group.provider, task))
        order = self._tables.order
        return tuple(sorted(found.values(), key=lambda one: order.get(one.role, len(order))))

    @staticmethod
    def _add(found: dict[tuple[str, str, int], SwapMember], member: SwapMember | None) -> None:
        """A place has each role once: a finding before a hint that says the same."""
        if member is not None:
            found.setdefault((member.role, member.path, member.line), member)

    def _of_finding(self, finding: Finding, task: str) -> SwapMember | None:
        role = next((one for one in self._tables.roles if self._fits(one, finding, task)), None)
        if role is None:
            return None
        return _member(role, finding.path, finding.line, finding.written, finding.id)

    def _fits(self, role: Role, finding: Finding, task: str) -> bool:
        written = finding.written.lower()
        return (
            not role.needs
            and (not role.mention or finding in self._mentions)
            and (not role.kinds or finding.kind.value in role.kinds)
            and (not role.rules or finding.rule in role.rules)
            and (not role.contexts or finding.context.value in role.contexts)
            and (not role.written or written in role.written)
            and (not role.words or any(word in written for word in role.words))
            and (not role.files or _in_name(role.files, finding.path))
            and (not role.tasks or task in role.tasks)
            and (not role.adapter or is_adapter(finding, self._adapter_words))
        )

    def _of_hint(self, hint: Hint, provider: str | None, task: str) -> SwapMember | None:
        for role in self._tables.roles:
            if (
                hint.need in role.needs
                and (not role.tasks or task in role.tasks)
                and (not role.files or _in_name(role.files, hint.path))
                and (not role.same_provider or hint.value == provider)
            ):
                return _member(role, hint.path, hint.line, hint.written, None)
        return None


def _member(role: Role, path: str, line: int, written: str, finding_id: str | None) -> SwapMember:
    return SwapMember(role.role, role.title, role.action, role.category, path, line, written, finding_id)


def _in_name(parts: Iterable[str], path: str) -> bool:
    name = path.rpartition("/")[2].lower()
    return any(part in name for part in parts)
