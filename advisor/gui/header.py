"""The line above the pages: which project, how its scan stands, as of which day, how old the facts are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from advisor.core.assessment import Assessment
from advisor.core.knowledge import CatalogStamp, OutlookEvent
from advisor.gui.icons import icon, icon_size
from advisor.gui.plain import CutLabel, PlainLabel, action_text, set_tip, shown, to_tr, tr
from advisor.gui.qt import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPoint,
    QResizeEvent,
    Qt,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.sidebar import search_words
from advisor.gui.speech import LiveLabel
from advisor.gui.stacking import least_width
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import Pill, PressButton, button, clear, column, icon_button, line
from advisor.report.age import OLD_AFTER_DAYS
from advisor.report.clean import cut
from advisor.report.decided import overlays_words
from advisor.report.drawing import Tone
from advisor.report.wording import counted, policy_words

EVENTS_OFFERED = 4
DAY_LENGTH = 30
WHAT_IF = to_tr("What-if")
NAME_LENGTH = 24
"""Characters of a policy's name on its button."""
NAME_SEEN = 12
"""So many letters of the project's name are seen in any case."""
_TURNING_POINTS = ("proprietary", "open-weights", "shutdown")


@dataclass(frozen=True, slots=True)
class Form:
    """How much the header says, and over how many rows; the whole is in the tool tips."""

    state: bool
    """The state of the scan in full; it stands in the strip below as well."""
    words: bool
    """Buttons with their words, the day with "as of"."""
    rows: int = 1


FORMS = (
    Form(state=True, words=True),
    Form(state=False, words=True),
    Form(state=False, words=False),
    Form(state=True, words=True, rows=2),
    Form(state=False, words=True, rows=2),
    Form(state=False, words=False, rows=2),
)
"""From the fullest to the one that needs the least room."""


class AsOfPopup(QFrame):
    """Asks for the day that everything is judged as of.

    Signals:
        day_chosen(object): a `date`, or None for the real day.
    """

    day_chosen = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self.setAccessibleName(tr("The day everything is judged as of"))
        self._today = today
        outer = column(self, margin=2 * SPACE, gap=SPACE)
        outer.addWidget(PlainLabel(tr("Judge as of"), "heading"))
        told = tr("Verdicts, outlook and candidates are those of that day. Nothing is scanned again.")
        outer.addWidget(PlainLabel(told, "muted", wrap=True))
        self.trouble = LiveLabel("", "warning", wrap=True)
        self.trouble.hide()
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("YYYY-MM-DD"))
        self.edit.setAccessibleName(tr("Judge as of this day"))
        self.edit.setMaxLength(DAY_LENGTH)
        self.edit.returnPressed.connect(self._take)
        self.edit.textEdited.connect(lambda _text: self.trouble.hide())
        self.use = button(tr("Judge as of this day"), self._take, role="primary")
        row = line(gap=SPACE)
        row.addWidget(self.edit, 1)
        row.addWidget(self.use)
        outer.addLayout(row)
        outer.addWidget(self.trouble)
        self.presets: QVBoxLayout = column(gap=2)
        outer.addLayout(self.presets)

    def offer(self, stamp: CatalogStamp | None, events: Sequence[OutlookEvent]) -> None:
        """Offer the real day, the day of the facts and the turning points of the outlook."""
        clear(self.presets)
        self._preset(tr("Today, {day}").format(day=self._today), None)
        if stamp and stamp.as_of != self._today:
            self._preset(tr("The day of the facts, {day}").format(day=stamp.as_of), stamp.as_of)
        turns = [event for event in events if event.kind in _TURNING_POINTS]
        for event in turns[-EVENTS_OFFERED:]:
            self._preset(f"{event.title}, {event.on}", event.on)

    def _preset(self, text: str, day: date | None) -> None:
        self.presets.addWidget(button(text, lambda: self._choose(day), role="link"))

    def open_at(self, place: QPoint, day: date) -> None:
        """Show it with its right upper corner at a place of the screen, `day` to start from."""
        self.edit.setText(str(day))
        self.edit.selectAll()
        self.trouble.hide()
        self.adjustSize()
        self.move(place.x() - self.width(), place.y())
        self.show()
        self.edit.setFocus()

    def _take(self) -> None:
        written = self.edit.text().strip()
        try:
            day = date.fromisoformat(written)
        except ValueError:
            self.trouble.setText(
                shown(
                    tr("{written} is no date. Write one like {day}.").format(
                        written=written or tr("Nothing"), day=self._today
                    )
                )
            )
            self.trouble.show()
            self.adjustSize()
            self.edit.setFocus()
            return
        self._choose(None if day == self._today else day)

    def _choose(self, day: date | None) -> None:
        self.hide()
        self.day_chosen.emit(day)


class Header(QFrame):
    """Always there, whatever page is shown.

    Signals:
        day_chosen(object): the `date` to judge as of, None for the real day.
        policy_wanted(): the user wants other limits.
        rescan_wanted(): the user wants the folder scanned again.
        export_wanted(): the user wants a file.
        find_wanted(): the user wants to search for an action.
    """

    day_chosen = Signal(object)
    policy_wanted = Signal()
    rescan_wanted = Signal()
    export_wanted = Signal()
    find_wanted = Signal()

    def __init__(self, today: date, stamp: CatalogStamp | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setAccessibleName(tr("Project and day"))
        self._today = today
        self._stamp = stamp
        self._day = today
        self._policy_words = tr("Policy…")
        self._state = ("", "", Tone.UNKNOWN)
        self._form = FORMS[0]
        self._events: dict[str, OutlookEvent] = {}
        """All that were seen: an assessment of an earlier day knows fewer, and one wants to come back."""
        self._rows = line(self, gap=SPACE + 4)
        self._rows.setContentsMargins(3 * SPACE, SPACE, 2 * SPACE, SPACE)
        self._build_project(self._rows)
        row = line(gap=SPACE + 4)
        self._rows.addLayout(row)
        self._build_day(row)
        self.rescan = icon_button(tr("Rescan"), self.rescan_wanted.emit, tip=tr("Scan the folder again (F5)"))
        self.export = icon_button(
            tr("Export…"), self.export_wanted.emit, tip=tr("Save report or checklist (Ctrl+E)")
        )
        self.policy = icon_button(
            tr("Policy…"), self.policy_wanted.emit, tip=tr("Judge under other limits (Ctrl+L)")
        )
        self.finder = icon_button(search_words(), self.find_wanted.emit, role="find")
        row.addWidget(self.finder)
        row.addWidget(self.policy)
        row.addWidget(self.rescan)
        row.addWidget(self.export)
        self.popup = AsOfPopup(today, self)
        self.popup.day_chosen.connect(self.day_chosen)
        self.show_day(today)
        self.show_project(None)

    def _build_project(self, row: QHBoxLayout) -> None:
        texts = column(gap=1)
        self.project = CutLabel("", "strong")
        self.place = CutLabel("", "small")
        texts.addWidget(self.project)
        texts.addWidget(self.place)
        first = line(gap=SPACE + 4)
        first.addLayout(texts, 1)
        self.state = Pill("", Tone.UNKNOWN)
        first.addWidget(self.state)
        row.addLayout(first, 1)

    def _build_day(self, row: QHBoxLayout) -> None:
        texts = column(gap=1)
        self.catalog = PlainLabel("", "small")
        self.age = PlainLabel("", "small")
        for label in (self.catalog, self.age):
            texts.addWidget(label)
        row.addLayout(texts)
        row.addStretch()
        self.as_of = PressButton()
        self.as_of.setIconSize(icon_size(self))
        self.as_of.setCursor(Qt.CursorShape.PointingHandCursor)
        set_tip(self.as_of, tr("Judge as of another day (Ctrl+D)"))
        self.as_of.clicked.connect(lambda _checked=False: self.ask_day())
        row.addWidget(self.as_of)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where there is little room the project's name comes before all that can be said elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Say as much as there is room for."""
        name = self.project.fontMetrics().averageCharWidth() * NAME_SEEN
        self.project.setMinimumWidth(min(name, self.width() // 4))
        for form in FORMS:
            self._take_form(form)
            if least_width(self._rows) <= self.width():
                return

    def _take_form(self, form: Form) -> None:
        self._form = form
        for made, words in ((self.rescan, tr("Rescan")), (self.export, tr("Export…"))):
            made.setText(action_text(f" {words}") if form.words else "")
        told = form.words or self._policy_words == tr(WHAT_IF)  # a what-if is called one everywhere
        self.policy.setText(action_text(f" {self._policy_words}") if told else "")
        self.finder.setText(action_text(f" {search_words()}") if form.words else "")
        directions = QBoxLayout.Direction
        self._rows.setDirection(directions.LeftToRight if form.rows == 1 else directions.TopToBottom)
        self._rows.setSpacing(SPACE + 4 if form.rows == 1 else SPACE // 2)
        for label in (self.catalog, self.age):  # beside what stands to its right, or first of its row
            beside, first = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
            label.setAlignment(beside if form.rows == 1 else first)
        self._say_state()
        self._say_day()
        self._say_catalog()

    # --- what is the case ---

    def show_project(self, folder: Path | None, branch: str | None = None) -> None:
        """Name the project, its branch and its place; None: none is open."""
        self.project.set_full(shown(folder.name or str(folder), 80) if folder else tr("No project open"))
        parts = [
            tr("branch {name}").format(name=branch) if branch else "",
            str(folder.parent) if folder else "",
        ]
        self.place.set_full(shown("  ·  ".join(part for part in parts if part), 300))
        self.place.setVisible(folder is not None)
        self.rescan.setVisible(folder is not None)
        self.export.setVisible(folder is not None)
        self.policy.setVisible(folder is not None)
        self.finder.setVisible(folder is None)  # the navigation has it, where there is one
        if folder is None:
            self.show_state("", Tone.UNKNOWN)
        self._fit()

    def show_state(self, words: str, tone: Tone, short: str = "") -> None:
        """Say how the scan stands; "" says nothing. `short` is said where there is little room."""
        self._state = (words, short or words, tone)
        self._fit()

    def _say_state(self) -> None:
        words, short, tone = self._state
        self.state.set(words if self._form.state else short, tone)
        set_tip(self.state, words)
        self.state.setAccessibleName(words)
        self.state.setVisible(bool(words))

    def show_assessment(self, assessment: Assessment) -> None:
        """Take over day, catalog and outlook of an assessment."""
        self._stamp = assessment.catalog
        self._events |= {event.id: event for event in assessment.outlook.events}
        self.show_day(assessment.as_of)
        self._show_policy(assessment)

    def _show_policy(self, assessment: Assessment) -> None:
        """A policy of one's own is named, a what-if is called one: both change what everything says."""
        policy = assessment.policy
        mine = tr("Policy: yours") if policy_words(policy) else tr("Policy…")
        named = tr("Policy: {name}").format(name=policy.name) if policy.name else mine
        words = tr(WHAT_IF) if policy.what_if else named
        self._policy_words = cut(words, NAME_LENGTH)
        self._fit()
        set_tip(self.policy, policy_words(policy) or tr("Judge under other limits (Ctrl+L)"))
        self.policy.setAccessibleName(tr("{policy}. Press to change the limits.").format(policy=words))

    def show_catalog(self, stamp: CatalogStamp) -> None:
        """Another catalog is in use."""
        self._stamp = stamp
        self._fit()

    def show_day(self, day: date) -> None:
        """Say the day everything is judged as of, and how old the facts are on the real day."""
        self._day = day
        self._fit()

    def _say_day(self) -> None:
        day = f"{self._day}" if self._day != self._today else tr("{day} (today)").format(day=self._day)
        words = tr("as of {day}").format(day=day)
        self.as_of.setText(action_text(f" {words if self._form.words else day}"))
        self.as_of.setAccessibleName(tr("Judged {words}. Press to choose another day.").format(words=words))

    def _say_catalog(self) -> None:
        stamp = self._stamp
        if stamp is None:
            self.catalog.setText(tr("catalog cannot be read"))
            self.age.setText("")
            return
        days = (self._today - stamp.as_of).days
        full = tr("facts of {day}").format(day=stamp.as_of)
        full += tr(", changed here") if stamp.modified else ""
        if stamp.overlays:
            full += tr(" and {overlays}").format(overlays=counted(len(stamp.overlays), "overlay"))
        self.catalog.setText(full)
        old = tr("{days} old today").format(days=counted(days, "day"))
        told = old if days > 0 else tr("up to date")
        if self._form.words and self._day > stamp.as_of and self._day != self._today:
            told = tr("projected beyond them, {age}").format(age=told)
        self.age.setText(told)
        self._say_role("warning" if days > OLD_AFTER_DAYS else "small")
        words = tr("{facts}. Catalog {version}, {digest}").format(
            facts=full, version=stamp.version, digest=stamp.digest
        ) + overlays_words(stamp)
        set_tip(self.catalog, words)
        self.catalog.setAccessibleName(full)

    def _say_role(self, role: str) -> None:
        if self.age.property("role") != role:
            self.age.setProperty("role", role)
            self.age.style().unpolish(self.age)
            self.age.style().polish(self.age)

    # --- acting ---

    def ask_day(self) -> None:
        """Open the popup that asks for another day."""
        self.popup.offer(self._stamp, sorted(self._events.values(), key=lambda event: event.on))
        corner = self.as_of.mapToGlobal(QPoint(self.as_of.width(), self.as_of.height() + 4))
        self.popup.open_at(corner, self._day)

    def set_busy(self, busy: bool) -> None:
        """While a scan runs there is nothing to rescan or to export."""
        self.rescan.setEnabled(not busy)

    def retouch(self) -> None:
        """Icons carry colours of the theme."""
        self.as_of.setIcon(icon("calendar", THEME.scheme.muted))
        self.rescan.setIcon(icon("rescan"))
        self.policy.setIcon(icon("policy"))
        self.export.setIcon(icon("export"))
        self.finder.setIcon(icon("search", THEME.scheme.muted))
