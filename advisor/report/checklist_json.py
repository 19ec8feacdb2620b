"""The checklist as JSON, and the way back: states and notes that somebody changed."""

from __future__ import annotations

import json
from collections.abc import Mapping

from advisor.core.assessment import Assessment, Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState
from advisor.core.own import Owner
from advisor.report.json_report import FORMAT_VERSION, as_json, as_object, dumps

_KEYS = ("format_version", "tool", "catalog", "as_of", "policy", "project", "summary", "tasks")


def render(assessment: Assessment) -> str:
    """The tasks as JSON that ends with a newline; the keys are those of the report."""
    report = as_object(assessment)
    return dumps({key: report[key] for key in _KEYS})


def read_ticks(text: str) -> Mapping[str, Tick]:
    """Task id to tick. Raises `UsageError` when the text is no checklist or of a newer format."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The checklist is not well-formed JSON: {error}") from error
    if not isinstance(value, dict) or not isinstance(value.get("tasks"), list):
        raise UsageError("The JSON file is no checklist: it has no list named tasks.")
    if value.get("format_version") != FORMAT_VERSION:
        raise UsageError(
            f"The checklist has format version {as_json(str(value.get('format_version')))}; "
            f"this program reads version {FORMAT_VERSION}."
        )
    return {row["id"]: _tick(row) for row in value["tasks"] if _is_task(row)}


def read_owner(text: str) -> Owner | None:
    """Whose checklist `text` is, a text that `read_ticks` took; None where it does not say."""
    project = json.loads(text).get("project")
    if not isinstance(project, dict):
        return None
    name, fingerprint = project.get("name"), project.get("fingerprint")
    return Owner(name, fingerprint) if isinstance(name, str) and isinstance(fingerprint, str) else None


def _is_task(row: object) -> bool:
    return isinstance(row, dict) and isinstance(row.get("id"), str) and isinstance(row.get("state"), str)


def _tick(row: Mapping[str, object]) -> Tick:
    try:
        state = TaskState(str(row["state"]))
    except ValueError as error:
        known = ", ".join(TaskState)
        raise UsageError(f"Task {row['id']} has the state {row['state']!r}; known are: {known}.") from error
    note = row.get("note")
    return Tick(state, note if isinstance(note, str) else None)
