"""What findings can be grouped by, and the words for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from advisor.core.assessment import Assessment, Dependency
from advisor.core.findings import Finding
from advisor.core.kinds import Level
from advisor.gui.arranging import Grouping
from advisor.gui.plain import tr

_NOTHING = "\uffff"
"""The key of what belongs nowhere: last in any order."""


def labels() -> Mapping[str, str]:
    """What each way of grouping is called."""
    return {
        "none": tr("Not grouped"),
        "file": tr("By file"),
        "kind": tr("By kind"),
        "dependency": tr("By dependency"),
        "task": tr("By task"),
        "risk": tr("By risk"),
        "family": tr("By model family"),
    }


def grouping(name: str, assessment: Assessment, of: Mapping[str, Dependency]) -> Grouping | None:
    """How to group by `name`; None for no groups. `of` gives the dependency of a finding."""
    if name == "file":
        return Grouping(lambda row: row.path)
    if name == "kind":
        return Grouping(lambda row: row.kind.value)
    if name == "family":
        return Grouping(lambda row: row.family or _NOTHING, _titles({_NOTHING: tr("No family named")}))
    if name == "dependency":
        names = {each.id: each.title for each in assessment.dependencies}
        return Grouping(_keyed({key: each.id for key, each in of.items()}), _titles(names))
    if name == "task":
        return _by_task(assessment)
    if name == "risk":
        order = {level.value: -number for number, level in enumerate(Level)}
        keyed = _keyed({key: each.risk.level.value for key, each in of.items()})
        return Grouping(keyed, _titles({}), lambda key: order.get(key, 1))
    return None


def _by_task(assessment: Assessment) -> Grouping:
    """By the first task that names the place."""
    first: dict[str, str] = {}
    for task in assessment.tasks:
        for place in task.places:
            first.setdefault(place.finding_id, task.id)
    return Grouping(_keyed(first), _titles({task.id: task.title for task in assessment.tasks}))


def _keyed(keys: Mapping[str, str]) -> Callable[[Finding], str]:
    return lambda row: keys.get(row.id, _NOTHING)


def _titles(names: Mapping[str, str]) -> Callable[[str], str]:
    known = {_NOTHING: tr("None"), **names}
    return lambda key: known.get(key, key)
