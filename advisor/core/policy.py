"""What the user allows, needs and has: the policy that candidates and verdicts are judged under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits on candidates and facts no scanner can see. The default is cautious."""

    licence_classes: tuple[str, ...] = ("permissive", "conditional")
    """Licence classes a candidate may have."""
    exclude_vendors: tuple[str, ...] = ()
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
    name: str = field(default="", compare=False)
    """Name of the file it comes from, without its folder; empty where there is none."""
