"""Use case: the ticks of a project's checklist, kept between runs and taken back from an edited file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from advisor.app.analyse import with_ticks
from advisor.core.assessment import Assessment, Tick
from advisor.core.errors import UsageError
from advisor.core.own import Owner
from advisor.store import folders, lock, reading, ticks

_LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Ticked:
    """An assessment with its ticks, and sentences for the user."""

    assessment: Assessment
    messages: tuple[str, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)
    """Task id to the day it was settled, where that is known."""


def ticked(assessment: Assessment, folder: Path, *, data: Path | None = None) -> Ticked:
    """The assessment with the ticks kept for the project in `folder`; `data` overrides the user's folder."""
    kept = ticks.load(data or folders.data_folder(), folder)
    days = {key: tick.day for key, tick in kept.by_task.items() if tick.day is not None}
    return Ticked(with_ticks(assessment, kept.by_task), (kept.message,) if kept.message else (), days)


def mark(folder: Path, *, data: Path | None = None) -> object:
    """Another value whenever the kept ticks of `folder` were saved anew, by whichever window."""
    return ticks.mark(data or folders.data_folder(), folder)


def keep(folder: Path, task_id: str, tick: Tick, *, data: Path | None = None) -> None:
    """Keep what a person said about one task of the project in `folder`. Raises as `keep_all`."""
    keep_all(folder, {task_id: tick}, data=data)


def keep_all(folder: Path, said: Mapping[str, Tick], *, data: Path | None = None) -> None:
    """Keep what a person said about some tasks, over what any window kept meanwhile.

    Raises `UsageError` when it cannot be saved; then none of it is.
    """
    home = data or folders.data_folder()
    with lock.alone(home):
        ticks.save(home, folder, ticks.merge(ticks.load(home, folder).by_task, said))


def import_ticks(assessment: Assessment, folder: Path, source: Path, *, data: Path | None = None) -> Ticked:
    """The same with the ticks of the checklist `source` laid over them and kept.

    Raises `UsageError` when `source` is no checklist, or that of another project. Ticks that cannot be kept
    still count in this run, and a message says so.
    """
    home = data or folders.data_folder()
    taken = read_ticks(source)
    _refuse_another(assessment, source)
    with lock.alone(home):
        kept = ticks.load(home, folder)
        merged = ticks.merge(kept.by_task, taken)
        messages = [kept.message] if kept.message else []
        try:
            ticks.save(home, folder, merged)
        except UsageError as error:
            messages.append(f"The ticks could not be kept for the next run. {error}")
    messages += _strangers(assessment, taken, source)
    return Ticked(with_ticks(assessment, merged), tuple(messages))


def _refuse_another(assessment: Assessment, source: Path) -> None:
    """Raise `UsageError` when `source` says that it is the checklist of another project."""
    from advisor.report.wording import owner

    theirs, ours = read_owner(source), owner(assessment)
    if theirs is not None and not ours.is_same(theirs):
        raise UsageError(
            f"{source} is the checklist of the project {theirs.name}; this project is {ours.name}. "
            f"Nothing was taken from it. If both are one project, write {ours.name} for its name in the file."
        )


def _strangers(assessment: Assessment, taken: Mapping[str, Tick], source: Path) -> list[str]:
    known = {task.id for task in assessment.tasks}
    gone = sum(key not in known for key in taken)
    told = f"{gone} of {len(taken)} tasks in {source.name} are closed: their findings are gone."
    return [f"{told} Their ticks are kept."] if gone else []


def read_ticks(source: Path) -> Mapping[str, Tick]:
    """The ticks in a checklist file, Markdown or JSON. Raises `UsageError` with what is wrong."""
    from advisor.report import checklist_json, checklist_markdown

    text = _text(source)
    if _is_json(text):
        return checklist_json.read_ticks(text)
    taken = checklist_markdown.read_ticks(text)
    if not taken:
        raise UsageError(
            f"{source} holds no task of a checklist of ours; the boxes carry their ids in hidden comments."
        )
    return taken


def read_owner(source: Path) -> Owner | None:
    """Whose checklist a file is that `read_ticks` took; None where it does not say."""
    from advisor.report import checklist_json

    text = _text(source)
    return checklist_json.read_owner(text) if _is_json(text) else Owner.read(text)


def _is_json(text: str) -> bool:
    return text.lstrip().startswith(("{", "["))


def _text(source: Path) -> str:
    try:
        return reading.read_bytes(source, _LARGEST).decode("utf-8-sig", "replace")
    except reading.TooLargeError as error:
        raise UsageError(f"{source} is larger than 64 MiB: that is no checklist.") from error
    except OSError as error:
        raise UsageError(f"{source} cannot be read: {error.strerror}.") from error
