"""The roles of a swap set, Konveyor's grades and the assumed hours, read from `resources/effort.json`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.core.swap import Category


@dataclass(frozen=True, slots=True)
class Role:
    """What makes a finding or hint a member in that role; an empty condition holds for all."""

    role: str
    title: str
    action: str
    category: Category
    kinds: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()
    written: frozenset[str] = frozenset()
    """Exact spellings, lower case."""
    words: tuple[str, ...] = ()
    """Parts of what is written, lower case."""
    files: tuple[str, ...] = ()
    """Parts of the file's name, lower case."""
    needs: frozenset[str] = frozenset()
    """For hints: the need they speak of. A role with needs is never a finding's."""
    tasks: frozenset[str] = frozenset()
    """Only where the old model is made for one of these."""
    mention: bool = False
    """Only where the model is merely named."""
    adapter: bool = False
    """Only for what lies on top of other weights."""
    same_provider: bool = False
    """For hints: only where their value is the provider of the dependency."""


@dataclass(frozen=True, slots=True)
class SwapTables:
    """Roles in the order they are tried, grades, categories and hours."""

    roles: tuple[Role, ...]
    fields: Mapping[str, str]
    """What a field of a provider's own form is called elsewhere, by `provider/field`."""
    order: Mapping[str, int]
    """Where each role stands when they are told."""
    levels: Mapping[int, str]
    """Points of the scale to what they mean."""
    categories: Mapping[str, str]
    hours: tuple[float, float]
    assumption: str

    @property
    def needs(self) -> frozenset[str]:
        """What hints may speak of to be members."""
        return frozenset(need for role in self.roles for need in role.needs)


def read_swaps(effort: Mapping[str, Any]) -> SwapTables:
    """The tables from the document `effort`; KeyError, TypeError or ValueError where a part is missing."""
    hours = effort["hours_per_point"]
    return SwapTables(
        roles=tuple(map(_role, effort["roles"])),
        fields={f"{row['provider']}/{row['old']}": str(row["new"]) for row in effort["fields"]},
        order={str(role): position for position, role in enumerate(effort["role_order"])},
        levels={int(row["points"]): str(row["word"]) for row in effort["levels"]},
        categories=dict(effort["categories"]),
        hours=(float(hours["low"]), float(hours["high"])),
        assumption=str(hours["assumption"]),
    )


def _role(row: Mapping[str, Any]) -> Role:
    def some(key: str) -> frozenset[str]:
        return frozenset(str(item).lower() for item in row.get(key, ()))

    return Role(
        role=str(row["role"]),
        title=str(row["title"]),
        action=str(row["action"]),
        category=Category(row["category"]),
        kinds=some("kinds"),
        rules=frozenset(row.get("rules", ())),
        contexts=some("contexts"),
        written=some("written"),
        words=tuple(sorted(some("words"))),
        files=tuple(sorted(some("files"))),
        needs=some("needs"),
        tasks=some("tasks"),
        mention=bool(row.get("mention", False)),
        adapter=bool(row.get("adapter", False)),
        same_provider=bool(row.get("same_provider", False)),
    )
