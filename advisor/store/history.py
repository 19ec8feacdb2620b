"""How each project stood on the days it was looked at: one row a day, for its burn-down."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from advisor.core.past import Point
from advisor.store import lock, state
from advisor.store.ticks import project_key

MOST = 400
"""Rows; the oldest go first."""
_WHOLE = ("findings", "dependencies", "risk", "tasks_open", "tasks_settled")
_TEXTS = ("tool", "catalog", "level")


def load(data: Path, folder: Path) -> tuple[Point, ...]:
    """The rows for the project in `folder`, oldest first; none where nothing usable is kept."""
    rows = state.load(_path(data, folder)).value.get("days")
    points = [point for row in rows if (point := _point(row))] if isinstance(rows, list) else []
    return tuple(sorted(points, key=lambda point: point.day)[-MOST:])


def add(data: Path, folder: Path, point: Point) -> None:
    """Keep `point` as the last word on its day. Raises `UsageError` when it cannot be saved."""
    with lock.alone(data):
        before = load(data, folder)
        if point in before:
            return
        others = [each for each in before if each.day != point.day]
        ordered = sorted([*others, point], key=lambda each: each.day)[-MOST:]
        state.save(_path(data, folder), {"days": [_row(each) for each in ordered]})


def _row(point: Point) -> dict[str, Any]:
    row = {part.name: getattr(point, part.name) for part in fields(Point)}
    return {**row, "day": point.day.isoformat(), "by_status": dict(point.by_status)}


def _point(row: object) -> Point | None:
    """None for a row that somebody mangled: the others still count."""
    if not isinstance(row, dict):
        return None
    try:
        given: dict[str, Any] = {name: _number(row[name], int) for name in _WHOLE}
        given |= {name: str(row[name]) for name in _TEXTS}
        effort = _number(row["effort_left"], float)
        statuses = {str(key): _number(value, int) for key, value in row["by_status"].items()}
        day = date.fromisoformat(row["day"])
        return Point(day=day, effort_left=effort, by_status=statuses, **given)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _number(value: Any, kind: type[Any]) -> Any:
    number = kind(value)
    if isinstance(value, bool | str) or not 0 <= number < 1e12:
        raise ValueError("no number")
    return number


def _path(data: Path, folder: Path) -> Path:
    return data / "history" / f"{project_key(folder)}.json"
