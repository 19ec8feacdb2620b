"""Where the value of a dependency flows: the lines that read a name its findings are bound to."""

from __future__ import annotations

from advisor.core.assessment import Dependency
from advisor.core.links import Use


def shown(dependency: Dependency, most: int) -> tuple[list[Use], int]:
    """The first reads, gravest context first, each line once; and how many lines are left out."""
    lines = {(use.path, use.line): use for use in reversed(dependency.uses)}
    uses = [use for use in dependency.uses if lines[use.path, use.line] is use]
    return uses[:most], max(0, len(uses) - most)
