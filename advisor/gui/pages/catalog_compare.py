"""Up to four alternatives side by side, beside today's model where a project is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from advisor.core.knowledge import Alternative, LlamaModel
from advisor.gui.pages.catalog_detail import value_of
from advisor.gui.pages.catalog_facts import CatalogFacts, Fact
from advisor.gui.pages.catalog_filters import choice
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import QDialog, QGridLayout, Qt, QVBoxLayout, QWidget
from advisor.gui.room import chars
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, button, clear, column, line, rule, scrolled
from advisor.report.age import age_words
from advisor.report.wording import licence_notice

MOST = 4
_LABEL_CHARS, _COLUMN_CHARS = 19, 28


class CompareDialog(QDialog):
    """One column a model, one line a fact, the same order for all; Esc closes it.

    `today` holds the Llama models that the open project depends on, the gravest first; none: no column.
    """

    def __init__(
        self,
        facts: CatalogFacts,
        chosen: Sequence[Alternative],
        today: Sequence[LlamaModel],
        day: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._facts = facts
        self._chosen = tuple(chosen)
        self._today = tuple(today)
        self.setWindowTitle(tr("Compare models"))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        self.which = choice(tr("Today's model to compare with"))
        self._build_head(outer)
        body = Body()
        self.grid = QGridLayout(body)
        self.grid.setHorizontalSpacing(2 * SPACE)
        self.grid.setVerticalSpacing(SPACE)
        area = scrolled(body, tr("Models side by side"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        outer.addWidget(area, 1)
        stamp = facts.shelf.stamp
        told = f"{age_words(stamp, day)} {licence_notice(stamp.as_of)}"
        outer.addWidget(PlainLabel(shown(told), "small", wrap=True))
        row = line()
        row.addStretch()
        close = button(tr("Close"), self.accept)
        close.setDefault(True)
        row.addWidget(close)
        outer.addLayout(row)
        self._fill()
        self._fit(parent)
        area.setFocus()

    def _build_head(self, outer: QVBoxLayout) -> None:
        for model in self._today:
            self.which.addItem(shown(model.name, 60), model)
        self.which.currentIndexChanged.connect(lambda _index: self._fill())
        if len(self._today) > 1:
            row = line(gap=SPACE)
            row.addWidget(PlainLabel(tr("Today's model:"), "muted"))
            row.addWidget(self.which)
            row.addStretch()
            outer.addLayout(row)

    def _fit(self, parent: QWidget | None) -> None:
        wide = chars(_LABEL_CHARS) + (len(self.models()) * (chars(_COLUMN_CHARS) + 4 * SPACE)) + 8 * SPACE
        most = parent.window().size() if parent else self.screen().availableGeometry().size()
        self.resize(min(max(wide, 640), most.width() - 4 * SPACE), min(700, most.height() - 6 * SPACE))

    def models(self) -> list[Alternative | LlamaModel]:
        """The models that are shown, today's first."""
        today = self.which.currentData()
        return [*([today] if today is not None else []), *self._chosen]

    def _fill(self) -> None:
        clear(self.grid)
        models = self.models()
        told = [self._facts.compared(model) for model in models]
        for number, model in enumerate(models, 1):
            self.grid.addWidget(self._title(model), 0, number, Qt.AlignmentFlag.AlignTop)
            self.grid.setColumnMinimumWidth(number, chars(_COLUMN_CHARS))
            self.grid.setColumnStretch(number, 1)
        for number, facts in enumerate(zip(*told, strict=True)):
            self._row(2 * number + 1, [model.name for model in models], facts)
        self.grid.setRowStretch(2 * len(told[0]) + 1 if told else 0, 1)

    def _title(self, model: Alternative | LlamaModel) -> QWidget:
        holder = QWidget()
        both = column(holder, gap=2)
        by = model.vendor if isinstance(model, Alternative) else tr("today's model")
        both.addWidget(PlainLabel(shown(model.name, 80), "heading", wrap=True))
        both.addWidget(
            PlainLabel(
                shown(by + (tr(", from {origin}").format(origin=model.origin) if model.origin else "")),
                "small",
            )
        )
        return holder

    def _row(self, place: int, names: Sequence[str], facts: Sequence[Fact]) -> None:
        self.grid.addWidget(rule(), place, 0, 1, len(facts) + 1)
        label = PlainLabel(shown(facts[0].label, 60), "label", wrap=True)
        label.setFixedWidth(chars(_LABEL_CHARS))
        self.grid.addWidget(label, place + 1, 0, Qt.AlignmentFlag.AlignTop)
        for number, (name, fact) in enumerate(zip(names, facts, strict=True), 1):
            value = value_of(fact)
            value.setAccessibleName(f"{shown(name)}, {value.accessibleName()}")
            self.grid.addWidget(value, place + 1, number, Qt.AlignmentFlag.AlignTop)
