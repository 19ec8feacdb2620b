"""The catalog: the facts that the advice rests on, to browse, filter and compare, with their sources."""

from __future__ import annotations

from datetime import date
from typing import Any

from advisor.app.shelf import Shelf
from advisor.app.update import Outcome
from advisor.core.assessment import Assessment
from advisor.core.knowledge import Alternative, LlamaModel
from advisor.gui.background import Background
from advisor.gui.catalog_service import CatalogService
from advisor.gui.flow import FlowLayout
from advisor.gui.pages.base import Page
from advisor.gui.pages.catalog_columns import CatalogParts, Marks, Part, aloud, hay
from advisor.gui.pages.catalog_compare import MOST, CompareDialog
from advisor.gui.pages.catalog_detail import DetailPane
from advisor.gui.pages.catalog_facts import CatalogFacts, class_tone
from advisor.gui.pages.catalog_filters import FILTER_PAUSE_MS, FilterBar
from advisor.gui.pages.catalog_update import UpdateDialog, Updater
from advisor.gui.plain import PlainLabel, action_text, shown, to_tr, tr
from advisor.gui.qt import (
    QAction,
    QButtonGroup,
    QKeySequence,
    QShowEvent,
    QSplitter,
    Qt,
    QTimer,
    QWidget,
    Signal,
)
from advisor.gui.room import Stack, filter_field
from advisor.gui.rows import RowModel
from advisor.gui.speech import LiveLabel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Chip, EmptyState, button, one_of
from advisor.report.age import age_meaning, age_words
from advisor.report.catalog_text import NOT_CHECKED
from advisor.report.drawing import Tone
from advisor.report.wording import licence_notice

ALTERNATIVES = "alternatives"


class CatalogPage(Page):
    """Reads the catalog when it is shown first; needs no project.

    Signals:
        catalog_changed(object, str): the stamp of another catalog in use, and what was said of it.
        dialog_wanted(object): a dialog to be opened over the window.
        filled(): the catalog was read, its rows can be gone to.

    Attributes:
        shelf: the catalog that is shown; None until it is read.
    """

    catalog_changed = Signal(object, str)
    dialog_wanted = Signal(object)
    filled = Signal()

    name = "catalog"
    title = to_tr("Catalog")
    needs_project = False

    def __init__(self, service: CatalogService, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._service = service
        self._today = today
        self.shelf: Shelf | None = None
        self._facts: CatalogFacts | None = None
        self._marked: list[str] = []
        self._models_today: tuple[LlamaModel, ...] = ()
        self._names_today: tuple[str, ...] = ()
        self._said = ""
        self._background = Background(self)
        self.updater = Updater(service, self)
        self.updater.answered.connect(self._answered)
        self.parts = CatalogParts().parts(Marks(self._is_marked, self._memory, self._memory_told))
        self.part = ALTERNATIVES
        self.models: dict[str, RowModel[Any]] = {}
        self.tables: dict[str, Table] = {}
        self._build()

    # --- building ---

    def _build(self) -> None:
        self._build_head()
        self.told = LiveLabel("", "muted", wrap=True)
        self.old = PlainLabel("", "warning", wrap=True)
        self.old.hide()
        self.outer.addWidget(self.told)
        self.outer.addWidget(self.old)
        self._build_chips()
        self.filters = FilterBar()
        self.filters.changed.connect(self._apply)
        self.outer.addWidget(self.filters)
        self._build_tables()
        self.detail = DetailPane()
        self.detail.mark_wanted.connect(self.toggle_mark)
        self.detail.compare_wanted.connect(self.compare)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setHandleWidth(SPACE)
        self.splitter.addWidget(self.lists)
        self.splitter.addWidget(self.detail)
        self.splitter.setSizes([290, 230])
        self.splitter.setChildrenCollapsible(False)
        self.empty = EmptyState()
        self.whole = Stack()
        self.whole.addWidget(self.splitter)
        self.whole.addWidget(self.empty)
        self.outer.addWidget(self.whole, 1)

    def _build_head(self) -> None:
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(FILTER_PAUSE_MS)
        self._later.timeout.connect(self._apply)
        self.count = LiveLabel("", "muted", wrap=True).wide()
        hint = tr("Filter by name …   Ctrl+F")
        self.search = filter_field(hint, tr("Filter the catalog"), self._later.start)
        self.update_button = button(tr("Update the catalog…"), self.ask_update)
        self.head.addWidget(self.count)
        self.head.fill(self.search)
        self.head.push(self.update_button)

    def _build_chips(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        self._group = QButtonGroup(self)
        self.chips: dict[str, Chip] = {}
        for word, part in self.parts.items():
            chip = self.chips[word] = Chip(word, part.title, tr("Part of the catalog"))
            chip.clicked.connect(lambda _checked=False, which=word: self.show_part(which))
            one_of(self._group, chip)
            flow.addWidget(chip)
        self.chips[self.part].setChecked(True)
        self.outer.addWidget(holder)

    def _build_tables(self) -> None:
        self.lists = Stack()
        for word, part in self.parts.items():
            self._build_table(word, part)
        self.nothing = EmptyState()
        self.lists.addWidget(self.nothing)
        space = QAction(action_text(tr("Compare this model")), self)
        space.setShortcut(QKeySequence(Qt.Key.Key_Space))
        space.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        space.triggered.connect(lambda _checked=False: self.toggle_mark())
        self.tables[ALTERNATIVES].addAction(space)

    def _build_table(self, word: str, part: Part) -> None:
        model = self.models[word] = RowModel(part.columns, hay, self._aloud)
        table = self.tables[word] = Table(
            model,
            part.title,
            stretch=part.stretch,
            second=part.second,
            lines=part.lines,
            spare=part.spare,
        )
        table.chosen.connect(lambda _row: self._show_row())
        table.opened.connect(lambda _row: self.detail.area.setFocus())
        self.lists.addWidget(table)

    # --- the catalog ---

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - overrides Qt
        """Read the catalog when it is looked at for the first time."""
        super().showEvent(event)
        if self.shelf is None and not self._background.busy:
            self.reload()

    def reload(self) -> None:
        """Read the catalog that is in use, away from the main thread."""
        if self.shelf is None:
            self.empty.say(tr("The catalog is being read"), tr("It takes a moment."))
            self.whole.setCurrentWidget(self.empty)
        self._background.run(self._service.read, self._take, self._refuse)

    def _refuse(self, error: str) -> None:
        self.shelf = None
        self.empty.say(tr("The catalog cannot be read"), error, tr("Try again"), self.reload)
        self.whole.setCurrentWidget(self.empty)
        for part in (self.told, self.old, self.filters):
            part.hide()

    def _take(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._facts = CatalogFacts(shelf)
        known = {row.id for row in shelf.alternatives}
        self._marked = [one for one in self._marked if one in known]
        self.filters.offer(shelf)
        self._find_today()
        for word, part in self.parts.items():
            rows = part.rows(shelf)
            self.models[word].set_rows(rows)
            self.chips[word].set_count(len(rows))
        self.whole.setCurrentWidget(self.splitter)
        self.show_part(self.part)
        self.filled.emit()
        if self._said:
            self.catalog_changed.emit(shelf.stamp, self._said)
            self._said = ""

    def _say_facts(self, shelf: Shelf) -> None:
        """How old the facts are, what that means, and what a reading of licences is not."""
        stamp = shelf.stamp
        memory = ""
        if self.part == ALTERNATIVES:
            memory = tr(" Memory at {} with {} tokens.").format(
                self.filters.chosen_quantisation, f"{self.filters.least_context:,}"
            )
        told = f"{age_words(stamp, self._today)}{memory} {licence_notice(stamp.as_of)}"
        self.told.setText(shown(told, 1000))
        self.told.show()
        meaning = age_meaning(stamp, self._today)
        self.old.setText(meaning)
        self.old.setVisible(bool(meaning))

    # --- the project, where one is open ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Take over which models the project depends on today, for the comparison."""
        gravest = sorted(assessment.dependencies, key=lambda one: (-one.risk.score, one.title))
        self._names_today = tuple(dict.fromkeys(one.model for one in gravest if one.model))
        self._find_today()

    def _find_today(self) -> None:
        known = {row.id: row for row in self.shelf.llama} if self.shelf else {}
        self._models_today = tuple(known[name] for name in self._names_today if name in known)

    # --- browsing ---

    def show_part(self, word: str) -> None:
        """Show a part of the catalog, by its word."""
        self.part = word
        self.chips[word].setChecked(True)
        self.filters.setVisible(word == ALTERNATIVES)
        self.detail.mark.setVisible(word == ALTERNATIVES)
        self._apply()

    def show_alternative(self, identifier: str) -> None:
        """Show one row of the alternatives, whatever was filtered."""
        self.clear_filter()
        self.show_part(ALTERNATIVES)
        self.tables[ALTERNATIVES].select_where(identifier)

    def _apply(self) -> None:
        """Show the rows that pass, and keep the chosen one where it does."""
        if self.shelf is None or self._facts is None:
            return
        self._facts.quantisation = self.filters.chosen_quantisation
        self._facts.context = self.filters.least_context
        self.filters.say_troubles()
        self._say_facts(self.shelf)
        table, model = self.tables[self.part], self.models[self.part]
        kept = table.current()
        passes = self.filters.passes(self.shelf) if self.part == ALTERNATIVES else None
        model.set_filter(passes, tuple(self.search.text().casefold().split()))
        self._say_count(model)
        self.lists.setCurrentWidget(table if model.rows else self.nothing)
        if model.rows and not (kept is not None and table.select_where(kept.id)):
            table.select_number(0)
        if not model.rows:
            self._say_nothing()

    def _say_count(self, model: RowModel[Any]) -> None:
        self.count.setText(tr("{} of {}").format(f"{len(model.rows):,}", f"{model.total:,}"))

    def _say_nothing(self) -> None:
        self.nothing.say(
            tr("The filter hides everything"),
            tr("What is not checked of a row does not pass a filter that asks for it."),
            tr("Clear filter"),
            self.clear_filter,
        )
        self._show_row()

    def _show_row(self) -> None:
        """Tell everything of the chosen row."""
        row = self.tables[self.part].current() if self.models[self.part].rows else None
        self._say_buttons()
        if row is None or self._facts is None:
            self.detail.say(tr("Nothing is chosen"), (), ())
            return
        name = getattr(row, "name", None) or getattr(row, "title", None) or row.id
        self.detail.say(name, self._marks_of(row), self._facts.sections(row))

    def _marks_of(self, row: Any) -> list[tuple[str, Tone]]:
        marks: list[tuple[str, Tone]] = []
        if isinstance(row, Alternative):
            graded = row.licence_class or tr("licence class {}").format(NOT_CHECKED)
            marks.append((graded, class_tone(row.licence_class)))
            if row.from_meta:
                marks.append((tr("made by Meta"), Tone.YOURS))
        if getattr(row, "origin", None):
            marks.append((tr("from {}").format(row.origin), Tone.ACCENT))
        return marks

    # --- memory ---

    def _memory(self, row: Alternative) -> float | None:
        if self.shelf is None:
            return None
        quantisation, context = self.filters.chosen_quantisation, self.filters.least_context
        return self.shelf.memory(row, quantisation, context).total_gib

    def _memory_told(self, row: Alternative) -> str:
        """Its parts, for the tool tip."""
        if self._facts is None:
            return ""
        return "; ".join(f"{fact.label}: {fact.text}" for fact in self._facts.memory(row).facts)

    def _aloud(self, row: Any) -> str:
        marked = isinstance(row, Alternative) and self._is_marked(row)
        return aloud(row) + (tr(", in the comparison") if marked else "")

    # --- comparing ---

    def _is_marked(self, row: Alternative) -> bool:
        return row.id in self._marked

    def marked(self) -> list[Alternative]:
        """The alternatives in the comparison, in the order in which they were put there."""
        known = {row.id: row for row in self.shelf.alternatives} if self.shelf else {}
        return [known[one] for one in self._marked if one in known]

    def toggle_mark(self) -> None:
        """Put the chosen alternative into the comparison, or take it out."""
        row = self.tables[ALTERNATIVES].current()
        if row is None or self.part != ALTERNATIVES:
            return
        if row.id in self._marked:
            self._marked.remove(row.id)
        elif len(self._marked) < MOST:
            self._marked.append(row.id)
        self.tables[ALTERNATIVES].viewport().update()
        self._say_buttons()

    def _say_buttons(self) -> None:
        row = self.tables[ALTERNATIVES].current()
        there, full = row is not None and self._is_marked(row), len(self._marked) >= MOST
        words = tr("Take out of the comparison") if there else tr("Add to the comparison")
        if full and not there:
            words = tr("Four are compared at most")
        self.detail.mark.setText(words)
        self.detail.mark.setAccessibleName(words)
        self.detail.mark.setEnabled(row is not None and (there or not full))
        told = tr("Compare {}…").format(len(self._marked)) if self._marked else tr("Compare…")
        self.detail.compare.setText(told)
        self.detail.compare.setAccessibleName(told)
        self.detail.compare.setEnabled(bool(self._marked))

    def compare(self) -> None:
        """Show the chosen ones side by side, beside today's model where a project is open."""
        if self._facts is not None and self._marked:
            dialog = CompareDialog(self._facts, self.marked(), self._models_today, self._today, self)
            self.dialog_wanted.emit(dialog)

    # --- updating ---

    def ask_update(self) -> None:
        """Open the dialog that takes in a newer catalog."""
        self.dialog_wanted.emit(UpdateDialog(self.updater, self))

    def _answered(self, outcome: Outcome) -> None:
        """Another catalog is in use: read it, then tell the window."""
        if outcome.changed:
            self._said = outcome.message
            self.reload()

    def shut_down(self) -> None:
        """The window closes: wait for what runs."""
        self._background.wait()
        self.updater.wait()

    # --- what all pages can ---

    def clear_filter(self) -> None:
        """Show all rows."""
        self.search.clear()
        self._later.stop()
        self.filters.reset()

    def focus_content(self) -> None:
        """Into the table of the part that is shown."""
        self.tables[self.part].setFocus()

    def focus_filter(self) -> None:
        """Into the text field, its text selected."""
        self.search.setFocus()
        self.search.selectAll()

    def retouch(self) -> None:
        """Pills repaint themselves; nothing else carries colours."""
        self.update()
