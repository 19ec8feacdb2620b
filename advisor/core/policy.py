"""What the user allows, needs and has: the policy that candidates and verdicts are judged under."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits on candidates and facts no scanner can see. The default is cautious."""

    licence_classes: tuple[str, ...] = ("permissive", "conditional")
    """Licence classes a candidate may have."""
    exclude_vendors: tuple[str, ...] = ()
    exclude_hosts: tuple[str, ...] = ()
    """Hosts, by id or name, that nothing may run at: neither a candidate nor the same weights."""
    memory_gib: float | None = None
    """Memory of the machine that is to run it; null: not limited."""
    quantisation: str = "q4"
    """`q4`, `q8` or `bf16`: the weights' precision that memory is reckoned for."""
    needs: Mapping[str, str] = field(default_factory=dict)
    """Overrides of inferred needs: `{"context": "16384", "tools": "yes"}`."""
    tiers: Mapping[str, str] = field(default_factory=dict)
    """Provider slug to the tier the user is on: `{"groq": "enterprise"}`."""
    targets: Mapping[str, str] = field(default_factory=dict)
    """Dependency id, canonical model or `*` to the id of the chosen alternative."""
    commercial: bool = True
    redistributes: bool | None = None
    """Whether weights, or a product that contains them, are handed on; null: not known."""
    eu: bool | None = None
    """Whether the rights holder sits in the European Union; null: not known."""
    trains_on_outputs: bool | None = None
    """Whether model outputs train another model; null: not known."""
    hours_per_point: str = ""
    """Fewest and most hours that one point of effort takes, as `1-4`; empty: the table's assumption."""
    monthly_users: int | None = None
    """Monthly active users of all that one and one's affiliates make, in the month that the licence counts:
    for Llama the calendar month before the version's release; later growth does not count. Null: not known,
    and taken to be above no threshold."""
    annual_revenue_musd: float | None = None
    """Revenue of twelve months in millions of US dollars; null: not known."""
    what_if: Mapping[str, str] = field(default_factory=dict)
    """Days that are no facts, typed in to see what would follow: `{"muse_open": "2027-06-01"}`."""
    name: str = field(default="", compare=False)
    """Name of the file it comes from, without its folder; empty where there is none."""


FACTS = (
    "commercial",
    "redistributes",
    "eu",
    "trains_on_outputs",
    "monthly_users",
    "annual_revenue_musd",
)
"""Fields that no scanner can see: asked once for a project, and kept."""

_HOURS = re.compile(r"\s{0,3}(\d{1,4}(?:\.\d{1,2})?)\s{0,3}-\s{0,3}(\d{1,4}(?:\.\d{1,2})?)\s{0,3}")


def hours_range(text: str) -> tuple[float, float] | None:
    """`1-4` as 1.0 and 4.0; None for an empty text. Raises `ValueError` for anything else."""
    if not text.strip():
        return None
    found = _HOURS.fullmatch(text)
    low, high = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not 0 < low <= high:
        raise ValueError("hours_per_point must be two numbers of hours above 0 such as 1-4, the lower first")
    return low, high
