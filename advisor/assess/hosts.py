"""Which provider slugs are hosts that can switch a model off, and what people call them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

HUB = "hub"
"""Hands out weights that run elsewhere."""

HOST = "host"
"""Serves models from its own machines: an id can end there."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """What is known of providers: kind (`host`, `hub`, `local`) and display name, by slug."""

    kinds: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def is_host(self, provider: str) -> bool:
        """True where somebody else decides how long the model is served.

        A slug nobody described counts as a host: "unknown" is the careful verdict, "yours" is not.
        """
        return self.kinds.get(provider, HOST) == HOST

    def among(self, names: Iterable[str]) -> frozenset[str]:
        """The slugs of the hosts that are named by slug or by display name, whatever the case."""
        wanted = {name.strip().casefold() for name in names}
        return frozenset(
            slug
            for slug in self.kinds
            if self.is_host(slug) and wanted & {slug.casefold(), self.name(slug).casefold()}
        )

    def name(self, provider: str) -> str:
        """The display name; the slug itself where none is known."""
        return self.names.get(provider, provider)
