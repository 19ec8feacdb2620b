"""The tables of the catalog page: one set of columns for each part of the catalog."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from advisor.app.shelf import Shelf
from advisor.core.knowledge import (
    Alternative,
    Derivative,
    Licence,
    LifecycleRow,
    LlamaModel,
    OutlookEvent,
    Package,
)
from advisor.core.words import released_words
from advisor.gui.pages.catalog_facts import LIFE_TONES, OVER, class_tone, how_sure
from advisor.gui.plain import to_tr, tr
from advisor.gui.rows import Column
from advisor.report.catalog_text import NOT_CHECKED
from advisor.report.drawing import Tone
from advisor.report.wording import size_words, tiers_words

_NONE = "–"
_NOT_KNOWN = to_tr("day not known")
_LIST_END = date.max


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the catalog: its word, its title and how its rows are listed."""

    word: str
    title: str
    columns: Sequence[Column[Any]]
    rows: Callable[[Shelf], Sequence[Any]]
    stretch: int = 0
    second: int | None = None
    lines: int = 1
    spare: tuple[int, ...] = ()
    """Columns in the order in which they give way; the lower half of the page tells them as well."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the table of alternatives asks the page."""

    mark: Callable[[Alternative], bool]
    """Whether a row is in the comparison."""
    memory: Callable[[Alternative], float | None]
    """GiB at the chosen quantisation and context; None: not checked."""
    memory_told: Callable[[Alternative], str]


def _name(row: Any) -> str:
    """A row's name; what an overlay brought or changed says so."""
    name = getattr(row, "name", None) or row.id
    return f"{name} (from {row.origin})" if getattr(row, "origin", None) else str(name)


def _day(day: date | None, otherwise: str = NOT_CHECKED) -> str:
    return day.isoformat() if day else otherwise


def _day_key(day: date | None) -> date:
    return day or date.min


def _open(row: Any, field: str) -> str:
    """How a null reads: nobody looked, or there is none."""
    return NOT_CHECKED if field in getattr(row, "not_checked", ()) else _NONE


def _released(row: Alternative) -> str:
    _, _, words = released_words(row).partition(" ")
    return words or NOT_CHECKED


def _size(row: Alternative) -> str:
    if row.params_total_b is None:
        return NOT_CHECKED
    total, active = row.params_total_b, row.params_active_b
    return f"{total:g}B ({active:g}B)" if active and active != total else f"{total:g}B"


def hay(row: Any) -> str:
    """Everything of a row that the words of the filter are looked for in, folded."""
    fields = (
        *("id", "name", "vendor", "hf_repo", "licence", "licence_named", "licence_class", "tasks", "family"),
        *("repos", "pattern", "organisation", "relation", "spdx", "provider", "model_id", "status"),
        *("package_class", "imports", "title", "text", "kind", "origin", "replaces", "hosted_ids"),
    )
    return "\n".join(str(value) for field in fields if (value := getattr(row, field, None))).casefold()


def aloud(row: Any) -> str:
    """A row as a screen reader says it."""
    if isinstance(row, Alternative):
        named = row.licence or row.licence_named or tr("licence")
        licence = f"{named}, {row.licence_class or NOT_CHECKED}"
        told = tr("{name} by {vendor}, {size}, {licence}, released {day}")
        return told.format(
            name=_name(row), vendor=row.vendor, size=size_words(row), licence=licence, day=_released(row)
        )
    if isinstance(row, LifecycleRow):
        told = tr("{name} at {host}, {status}, ends {day}")
        day = _day(row.end_on, tr("on no known day"))
        return told.format(name=row.model_id, host=row.provider, status=row.status, day=day)
    if isinstance(row, Licence):
        return f"{_name(row)}, {row.licence_class or NOT_CHECKED}"
    return f"{_name(row)}"


class CatalogParts:
    """Makes the parts, in the order in which they are offered."""

    def parts(self, marks: Marks) -> Mapping[str, Part]:
        """All parts by their word; `marks` tells what the page knows of the alternatives."""
        made = (
            Part(
                "alternatives",
                tr("Alternatives"),
                (self._mark(marks), *self._alternatives(), self._memory(marks)),
                lambda shelf: shelf.alternatives,
                stretch=1,
                lines=2,
                spare=(2, 7, 8, 6, 3, 4),
            ),
            Part(
                "licences",
                tr("Licences"),
                self._licences(),
                lambda shelf: shelf.licences,
                lines=2,
                spare=(5, 4, 1, 3),
            ),
            Part(
                "lifecycle",
                tr("Hosted ids"),
                self._lifecycle(),
                lambda shelf: shelf.lifecycle,
                stretch=1,
                second=5,
                lines=2,
                spare=(6, 4, 2, 5),
            ),
            Part("llama", tr("Llama models"), self._llama(), lambda shelf: shelf.llama, spare=(1, 5, 3, 2)),
            Part(
                "derivatives",
                tr("Derivatives"),
                self._derivatives(),
                lambda shelf: shelf.derivatives,
                spare=(4, 3, 1),
            ),
            Part("packages", tr("Packages"), self._packages(), lambda shelf: shelf.packages, spare=(4, 2, 1)),
            Part("outlook", tr("Outlook"), self._outlook(), _by_day, stretch=2),
        )
        return {part.word: part for part in made}

    def _mark(self, marks: Marks) -> Column[Alternative]:
        return Column(
            "✓",
            lambda row: "✓" if marks.mark(row) else "",
            lambda row: not marks.mark(row),
            sample="✓",
            tip=lambda row: tr("In the comparison") if marks.mark(row) else "",
            spoken=to_tr("In the comparison"),
        )

    def _memory(self, marks: Marks) -> Column[Alternative]:
        def words(row: Alternative) -> str:
            gib = marks.memory(row)
            return NOT_CHECKED if gib is None else f"{gib:,.1f} GiB"

        def key(row: Alternative) -> float:
            gib = marks.memory(row)
            return -1.0 if gib is None else gib

        return Column(to_tr("Memory"), words, key, sample="not checked", right=True, tip=marks.memory_told)

    def _alternatives(self) -> Sequence[Column[Alternative]]:
        return (
            Column(to_tr("Model"), _name, sample="Mistral Small 3.2"),
            Column(to_tr("Vendor"), lambda row: row.vendor, sample="Mistral AI"),
            Column(
                to_tr("Size (active)"),
                _size,
                lambda row: row.params_total_b or 0.0,
                sample="116.8B (5.1B)",
                tip=size_words,
            ),
            Column(
                to_tr("Context"),
                lambda row: f"{row.context_tokens:,}" if row.context_tokens else NOT_CHECKED,
                lambda row: row.context_tokens or 0,
                sample="1,048,576x",
                right=True,
                tip=lambda row: row.context_note or "",
            ),
            Column(
                to_tr("Class"),
                lambda row: row.licence_class or NOT_CHECKED,
                tone=lambda row: class_tone(row.licence_class),
                sample="non-commercial x",
            ),
            Column(to_tr("Licence"), lambda row: row.licence or NOT_CHECKED, sample="nvidia-nemotron"),
            Column(to_tr("Tasks"), lambda row: ", ".join(row.tasks) or NOT_CHECKED, sample="embedding"),
            Column(to_tr("Released"), _released, lambda row: _day_key(row.released), sample="not checked"),
        )

    def _licences(self) -> Sequence[Column[Licence]]:
        return (
            Column(to_tr("Licence"), _name, sample="x" * 30),
            Column(to_tr("Id"), lambda row: row.id, sample="nvidia-nemotron-open-model"),
            Column(
                to_tr("Class"),
                lambda row: row.licence_class or NOT_CHECKED,
                tone=lambda row: class_tone(row.licence_class),
                sample="non-commercial x",
            ),
            Column(
                to_tr("Commercial use"), lambda row: row.commercial_use or NOT_CHECKED, sample="conditional"
            ),
            Column(
                to_tr("Duties"),
                lambda row: f"{len(row.duties)}" if row.duties else NOT_CHECKED,
                lambda row: len(row.duties),
                sample="not checked",
                right=True,
            ),
            Column(to_tr("Read"), lambda row: row.evidence or NOT_CHECKED, sample="not checked"),
        )

    def _lifecycle(self) -> Sequence[Column[LifecycleRow]]:
        return (
            Column(to_tr("Host"), lambda row: row.provider, sample="aws-bedrock xx"),
            Column(to_tr("Id"), _hosted_id, sample="x" * 20),
            Column(
                to_tr("Status"),
                lambda row: row.status,
                tone=lambda row: LIFE_TONES.get(row.status, Tone.UNKNOWN),
                sample="deprecated",
            ),
            Column(to_tr("Ends"), _end, lambda row: row.end_on or _LIST_END, sample="day not known xx"),
            Column(
                to_tr("Announced"),
                lambda row: _day(row.announced_on, _NONE),
                lambda row: _day_key(row.announced_on),
                sample="2026-07-07",
            ),
            Column(
                to_tr("The host's advice"),
                lambda row: ", ".join(row.replacements) or _NONE,
                sample="x" * 16,
            ),
            Column(
                to_tr("Read on"),
                lambda row: row.source.read_on.isoformat(),
                lambda row: row.source.read_on,
                sample="2026-07-07",
            ),
        )

    def _llama(self) -> Sequence[Column[LlamaModel]]:
        return (
            Column(to_tr("Model"), _name, lambda row: row.id, sample="x" * 24),
            Column(to_tr("Family"), lambda row: row.family, sample="prompt-guard-2"),
            Column(
                to_tr("Size"),
                lambda row: f"{row.size_b:g}B" if row.size_b is not None else NOT_CHECKED,
                lambda row: row.size_b or 0.0,
                sample="not checked",
            ),
            Column(
                to_tr("Context"),
                lambda row: f"{row.context_tokens:,}" if row.context_tokens else NOT_CHECKED,
                lambda row: row.context_tokens or 0,
                sample="10,485,760",
                right=True,
            ),
            Column(to_tr("Licence"), lambda row: row.licence or NOT_CHECKED, sample="llama-3.3 xx"),
            Column(
                to_tr("Released"),
                lambda row: _day(row.released),
                lambda row: _day_key(row.released),
                sample="not checked",
            ),
        )

    def _derivatives(self) -> Sequence[Column[Derivative]]:
        return (
            Column(to_tr("Names like"), _pattern, sample="x" * 20),
            Column(to_tr("Relation"), lambda row: row.relation, sample="quantisation"),
            Column(
                to_tr("Made from"),
                lambda row: (
                    (row.family or tr("family not known")) if row.llama_weights else tr("no Llama weights")
                ),
                sample="no Llama weights",
            ),
            Column(to_tr("How sure"), how_sure, sample="general knowledge, not checked"),
            Column(
                to_tr("Licence that follows"),
                lambda row: row.licence or _open(row, "licence"),
                sample="nvidia-open-model",
            ),
        )

    def _packages(self) -> Sequence[Column[Package]]:
        return (
            Column(to_tr("Package"), _package, lambda row: row.id, sample="x" * 28),
            Column(to_tr("Class"), lambda row: row.package_class, sample="llama-model-image"),
            Column(to_tr("Host"), lambda row: row.provider or _NONE, sample="aws-bedrock xx"),
            Column(
                to_tr("Service ended"),
                lambda row: _day(row.retired_on, _NONE),
                lambda row: _day_key(row.retired_on),
                sample="2026-07-06",
            ),
            Column(to_tr("Successor"), lambda row: row.successor or _NONE, sample="x" * 20),
        )

    def _outlook(self) -> Sequence[Column[OutlookEvent]]:
        return (
            Column(to_tr("Day"), lambda row: row.on.isoformat(), sample="2026-07-06 x"),
            Column(to_tr("Kind"), lambda row: row.kind, sample="open-weights x"),
            Column(to_tr("Event"), lambda row: row.title, sample="x" * 30),
        )


def _by_day(shelf: Shelf) -> Sequence[OutlookEvent]:
    return sorted(shelf.outlook, key=lambda event: event.on)


def _from(words: str, row: Any) -> str:
    return f"{words} (from {row.origin})" if row.origin else words


def _hosted_id(row: LifecycleRow) -> str:
    return _from(row.model_id, row)


def _pattern(row: Derivative) -> str:
    return _from(row.pattern, row)


def _package(row: Package) -> str:
    return _from(row.id, row)


def _end(row: LifecycleRow) -> str:
    tiers = f" ({tiers_words(row.tiers)} only)" if row.tiers else ""
    return _day(row.end_on, tr(_NOT_KNOWN) if row.status in OVER else _NONE) + tiers
