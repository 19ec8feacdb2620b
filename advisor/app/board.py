"""Use case: the board of one dependency, made when somebody looks at it: every candidate, none left out."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from advisor.app import live
from advisor.core.assessment import Assessment
from advisor.core.board import Board, MachineMemory
from advisor.core.errors import UsageError

_GIB = 1024**3
_OWN = "the main memory of this machine"
_OTHER_FACTS = "The catalog is another one since this was judged. Rescan to see every candidate."


def board(folder: Path, assessment: Assessment, dependency: str, *, data: Path | None = None) -> Board:
    """Every candidate for the dependency with that id, by the same facts and policy as `assessment`.

    Raises `UsageError` where the facts are others by now or there is no such dependency, `CatalogError` where
    they are damaged.
    """
    from advisor.assess.board import board as weighed

    row = next((one for one in assessment.dependencies if one.id == dependency), None)
    if row is None:
        raise UsageError(f"There is no dependency {dependency} in this assessment.")
    catalog = live.catalog_of(folder, data=data)
    if catalog.stamp != assessment.catalog:
        raise UsageError(_OTHER_FACTS)
    made = weighed(assessment, row, catalog)
    return replace(made, machines=(*_own_machine(), *made.machines))


def _own_machine() -> tuple[MachineMemory, ...]:
    """This machine's main memory, where the system tells it at once; no card is asked."""
    try:
        gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    except (AttributeError, OSError, ValueError):  # no such call or name on this system
        return ()
    return (MachineMemory(_OWN, gib),) if gib > 0 else ()
