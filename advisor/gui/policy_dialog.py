"""The policy as a panel beside the work: every change is judged under at once, nothing is scanned again."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from advisor.app.policies import MUSE_OPEN, OWN_MACHINE
from advisor.core.assessment import Assessment
from advisor.core.policy import Policy, hours_range
from advisor.gui.boxes import Box
from advisor.gui.choices import Choices
from advisor.gui.dialogs import fitting, footer
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel, action_text, several, shown, to_tr, tr
from advisor.gui.qt import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSize,
    QSizePolicy,
    Qt,
    QTimer,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.service import Offer
from advisor.gui.speech import LiveLabel
from advisor.gui.stacking import letters
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Card, button, column, scrolled
from advisor.report.wording import policy_words

FIRST = QSize(600, 720)
PAUSE_MS = 250
"""How long after a change the next one is waited for: a number is typed digit by digit."""
_FIELD = 35
"""Letters that a field is wide at least."""
_LINES = 9
"""Lines of a list that are seen without scrolling it."""
_MOST_TOKENS = 9
_MOST_DIGITS = 6
_CLASSES: Mapping[str, str] = {
    "permissive": to_tr("permissive"),
    "conditional": to_tr("with conditions"),
    "non-commercial": to_tr("non-commercial only"),
}
_PRECISIONS: Mapping[str, str] = {
    "q4": to_tr("4 bits (q4)"),
    "q8": to_tr("8 bits (q8)"),
    "bf16": to_tr("16 bits (bf16)"),
}
_FLAGS: Mapping[str, str] = {
    "tools": to_tr("Calls tools"),
    "vision": to_tr("Reads images"),
    "structured-output": to_tr("Gives structured output"),
    "streaming": to_tr("Streams its answer"),
    "fine-tuning": to_tr("Is fine-tuned"),
}
_AS_SEEN = ""
CORRECTABLE = frozenset({*_FLAGS, "context", "languages", "runs", "task", "quantisation"})
"""Needs that the panel has a field for."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A line of text in the panel, how it is checked, and what is said of a wrong one."""

    edit: QLineEdit
    fits: Callable[[str], bool]
    trouble: str


class PolicyDialog(QDialog):
    """Shows a policy and hands on another at every change; answers about the user stand on the report page.

    `kept` gives the limits that are kept now.

    Signals:
        policy_changed(object): the `Policy` to judge under from now on.
        file_wanted(): the user wants to choose a policy file.
        undo_wanted(): the user wants the last step taken back.
    """

    policy_changed = Signal(object)
    file_wanted = Signal()
    undo_wanted = Signal()

    def __init__(self, offer: Offer, kept: Callable[[], Policy], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Policy"))
        self.resize(fitting(FIRST, parent))
        self._offer = offer
        self._kept = kept
        self._policy = kept()
        self._fields: list[_Field] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE_MS)
        self._later.timeout.connect(self._hand_on)
        outer = column(self, margin=2 * SPACE, gap=SPACE)
        self._build_head(outer)
        body = Body()
        self._body = column(body, gap=SPACE + 4)
        self._body.setContentsMargins(0, 0, SPACE, 0)
        self._build_allowed()
        self._build_needs()
        self._build_hosts()
        self._build_what_if()
        self._area = scrolled(body, tr("Policy"))
        outer.addWidget(self._area, 1)
        self.told = LiveLabel("", "warning", wrap=True)
        outer.addWidget(self.told)
        self._build_foot(outer)
        for each in self.findChildren(QPushButton):
            each.setAutoDefault(False)  # Return in a field shall press none of them
        self._show()

    # --- building ---

    def _build_head(self, outer: QVBoxLayout) -> None:
        told = tr("Each change is judged under at once; nothing is scanned again.")
        outer.addWidget(PlainLabel(told, "muted", wrap=True))
        self.effect = LiveLabel("", "strong", wrap=True)
        outer.addWidget(self.effect)

    def _build_allowed(self) -> None:
        card = self._card(tr("What may be moved to"))
        holder = QWidget()
        row = FlowLayout(holder, gap=2 * SPACE)
        self.classes: dict[str, QCheckBox] = {}
        for key, text in _CLASSES.items():
            self.classes[key] = QCheckBox(action_text(tr(text)))
            self.classes[key].setAccessibleName(tr("Licences allowed: {licences}").format(licences=tr(text)))
            self.classes[key].toggled.connect(self._changed)
            row.addWidget(self.classes[key])
        card.body.addWidget(PlainLabel(tr("Licences"), "label"))
        card.body.addWidget(holder)
        self._build_memory(card)
        self.vendors = self._ticked_list(card, tr("Makers left out"), self._offer.vendors)
        names = [name for host, name in self._offer.hosts.items() if host in self._host_ids()]
        self.hosts = self._ticked_list(card, tr("Hosts left out"), names)

    def _host_ids(self) -> list[str]:
        """One's own machines are no host that a policy leaves out."""
        return [host for host in self._offer.hosts if host != OWN_MACHINE]

    def _ticked_list(self, card: Card, title: str, names: Sequence[str]) -> QListWidget:
        made = QListWidget()
        made.setAccessibleName(title)
        made.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())
        for name in names:
            made.addItem(QListWidgetItem(shown(name, 60)))
        made.itemChanged.connect(self._changed)
        card.body.addWidget(PlainLabel(title, "label"))
        card.body.addWidget(made)
        return made

    def _build_memory(self, card: Card) -> None:
        grid = self._grid(card)
        self.memory = self._field(_is_memory, tr("A number of GiB above 0, such as 24."))
        self.memory.setPlaceholderText(tr("not limited"))
        self._add(grid, tr("Memory of the machine, GiB"), self.memory)
        self.precision = self._combo({key: tr(text) for key, text in _PRECISIONS.items()})
        self._add(grid, tr("Precision it is reckoned for"), self.precision)

    def _build_needs(self) -> None:
        card = self._card(tr("What it has to offer"), tr("for every dependency, whatever was seen"))
        grid = self._grid(card)
        self.context = self._field(_is_tokens, tr("A number of tokens such as 16384."))
        self.context.setPlaceholderText(tr("as seen"))
        self._add(grid, tr("Context, tokens"), self.context)
        words = {_AS_SEEN: tr("as seen"), "yes": tr("yes"), "no": tr("no")}
        self.flags: dict[str, Choices] = {}
        for key, text in _FLAGS.items():
            self.flags[key] = Choices(tr(text), words)
            self.flags[key].chosen.connect(self._changed)
            self._add(grid, tr(text), self.flags[key])
        self.languages = self._field(lambda _text: True, "")
        self.languages.setPlaceholderText(tr("as seen; or German …"))
        self._add(grid, tr("Languages of the answers"), self.languages)
        self.runs = self._combo({_AS_SEEN: tr("as seen"), **self._offer.hosts})
        self._add(grid, tr("Where it is to run"), self.runs)
        self.task = self._combo({_AS_SEEN: tr("as seen"), **{one: one for one in self._offer.tasks}})
        self._add(grid, tr("Made for"), self.task)

    def _build_hosts(self) -> None:
        card = self._card(tr("Your tiers"), tr("an end may hold for some tiers only"))
        grid = self._grid(card)
        self.tiers: dict[str, QComboBox] = {}
        for host, tiers in self._offer.tiers.items():
            self.tiers[host] = self._combo({_AS_SEEN: tr("not told"), **{one: one for one in tiers}})
            self._add(grid, shown(self._offer.hosts.get(host, host), 60), self.tiers[host])

    def _build_what_if(self) -> None:
        card = self._card(tr("Assumptions"))
        grid = self._grid(card)
        self.hours = self._field(_is_hours, tr("Two numbers of hours such as 1-4, the lower first."))
        self.hours.setPlaceholderText(tr("the table's own"))
        self._add(grid, tr("Hours that a point of effort takes"), self.hours)
        self.what_if = self._field(_is_day, tr("A day such as 2027-06-01."))
        self.what_if.setPlaceholderText(tr("YYYY-MM-DD"))
        self._add(grid, tr("What-if: an open Muse on"), self.what_if)
        told = tr("No day is known. A what-if is called one wherever it shows, and it lowers no risk.")
        card.body.addWidget(PlainLabel(told, "small", wrap=True))

    def _build_foot(self, outer: QVBoxLayout) -> None:
        file = button(tr("Choose a policy file…"), self.file_wanted.emit)
        self.default = button(tr("Back to the default"), lambda: self.policy_changed.emit(Policy()))
        self.undo = button(tr("Undo"), self.undo_wanted.emit)
        close = button(tr("Close"), self.accept)
        outer.addWidget(footer(file, self.default, self.undo, close, apart=3))

    def _card(self, heading: str, aside: str = "") -> Card:
        card = Card(heading, aside)
        self._body.addWidget(card)
        return card

    def _grid(self, card: Card) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(0, 1)
        card.body.addLayout(grid)
        return grid

    @staticmethod
    def _add(grid: QGridLayout, text: str, widget: QWidget) -> None:
        row = grid.rowCount()
        widget.setAccessibleName(text)
        widget.setAccessibleDescription(text)  # of a list its choice is the name
        hint = widget.placeholderText() if isinstance(widget, QLineEdit) else ""
        least = max(letters(widget, _FIELD), widget.fontMetrics().horizontalAdvance(hint) + 4 * SPACE)
        widget.setMinimumWidth(least)
        widget.setSizePolicy(QSizePolicy.Policy.Preferred, widget.sizePolicy().verticalPolicy())
        grid.addWidget(PlainLabel(text, wrap=True), row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(widget, row, 1)

    def _combo(self, options: Mapping[str, str]) -> QComboBox:
        made = Box()
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, text in options.items():
            made.addItem(shown(text, 60), key)
        made.currentIndexChanged.connect(self._changed)
        return made

    def _field(self, fits: Callable[[str], bool], trouble: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setMaxLength(80)
        edit.textEdited.connect(self._changed)
        self._fields.append(_Field(edit, fits, trouble))
        return edit

    # --- a policy on show ---

    def _show(self) -> None:
        """Show the policy without taking it for a change."""
        policy = self._policy
        parts = [*self.classes.values(), self.vendors, self.hosts, self.precision, self.runs, self.task]
        quiet: list[QWidget] = [*parts, *self.tiers.values()]
        for part in quiet:
            part.blockSignals(True)
        for key, box in self.classes.items():
            box.setChecked(key in policy.licence_classes)
        self._show_left_out(policy)
        _choose(self.precision, policy.quantisation)
        _choose(self.runs, policy.needs.get("runs", _AS_SEEN))
        _choose(self.task, policy.needs.get("task", _AS_SEEN))
        for host, combo in self.tiers.items():
            _choose(combo, policy.tiers.get(host, _AS_SEEN))
        for key, flag in self.flags.items():
            flag.choose(policy.needs.get(key, _AS_SEEN))
        self._show_texts(policy)
        for part in quiet:
            part.blockSignals(False)
        self.default.setEnabled(policy != Policy())

    def _show_left_out(self, policy: Policy) -> None:
        makers = {name.casefold() for name in policy.exclude_vendors}
        hosts = {name.casefold() for name in policy.exclude_hosts}
        for number, name in enumerate(self._offer.vendors):
            _tick(self.vendors, number, name.casefold() in makers)
        for number, host in enumerate(self._host_ids()):
            spellings = {host.casefold(), self._offer.hosts[host].casefold()}
            _tick(self.hosts, number, bool(hosts & spellings))

    def _show_texts(self, policy: Policy) -> None:
        for edit, text in (
            (self.memory, f"{policy.memory_gib:g}" if policy.memory_gib else ""),
            (self.context, policy.needs.get("context", "")),
            (self.languages, policy.needs.get("languages", "")),
            (self.hours, policy.hours_per_point),
            (self.what_if, policy.what_if.get(MUSE_OPEN, "")),
        ):
            if edit.text().strip() != text:
                edit.setText(text)

    def take_assessment(self, assessment: Assessment) -> None:
        """Another judgement is there: show what it was made under and what came of it."""
        if self._later.isActive():
            return  # the user is at work; what is typed is not overwritten
        self._policy = self._kept()
        self._show()
        ranked = {
            one.alternative.id for each in assessment.dependencies for one in each.candidates if one.rank
        }
        many = tr("{count} candidates among the best", "", len(ranked))
        told = tr("{level} risk, {candidates}.").format(
            level=assessment.risk.level.value.capitalize(),
            candidates=several(len(ranked), tr("1 candidate among the best"), many),
        )
        self.effect.setText(shown(f"{told} {policy_words(assessment.policy)}", 400))

    def say(self, told: str) -> None:
        """Something was refused, or has to be known."""
        self.told.setText(shown(told, 600))

    def focus_need(self, name: str) -> None:
        """Put the keyboard where a need is set; an unknown one is looked for among all."""
        flag = self.flags.get(name)
        fields = {
            "context": self.context,
            "languages": self.languages,
            "runs": self.runs,
            "task": self.task,
            "quantisation": self.precision,
        }
        wanted = next(iter(flag.chips.values())) if flag is not None else fields.get(name)
        if wanted is not None:
            wanted.setFocus()
            QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(wanted, 0, 8 * SPACE))

    # --- changes ---

    def _changed(self, *_values: object) -> None:
        self._later.start()

    def _hand_on(self) -> None:
        wrong = [each for each in self._fields if not each.fits(each.edit.text().strip())]
        self.told.setText(wrong[0].trouble if wrong else "")
        if wrong:
            return
        policy = self.policy()
        if policy != self._policy:
            self._policy = policy
            self.policy_changed.emit(policy)

    def policy(self) -> Policy:
        """The policy as the panel has it now; what the panel does not show stays as it was."""
        classes = tuple(key for key, box in self.classes.items() if box.isChecked())
        day = self.what_if.text().strip()
        return replace(
            self._policy,
            name="",  # it is no longer what its file says
            licence_classes=classes,
            exclude_vendors=_ticked(self.vendors, self._offer.vendors),
            exclude_hosts=_ticked(self.hosts, self._host_ids()),
            memory_gib=float(memory) if (memory := self.memory.text().strip()) else None,
            quantisation=self.precision.currentData(),
            needs=self._needs(),
            tiers=self._with(self._policy.tiers, {key: one.currentData() for key, one in self.tiers.items()}),
            hours_per_point=self.hours.text().strip(),
            what_if={MUSE_OPEN: day} if day else {},
        )

    def _needs(self) -> dict[str, str]:
        told = {key: flag.current() for key, flag in self.flags.items()}
        told["context"] = self.context.text().strip()
        told["languages"] = self.languages.text().strip()
        told["runs"], told["task"] = self.runs.currentData(), self.task.currentData()
        return self._with(self._policy.needs, told)

    @staticmethod
    def _with(old: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
        """`old` with what the panel tells; an empty word takes a key out."""
        fresh = {key: value for key, value in old.items() if key not in told}
        return fresh | {key: value for key, value in told.items() if value}


def _tick(rows: QListWidget, number: int, on: bool) -> None:
    rows.item(number).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)


def _ticked(rows: QListWidget, keys: Sequence[str]) -> tuple[str, ...]:
    """The keys, one for each row, whose rows are ticked."""
    checked = Qt.CheckState.Checked
    return tuple(key for number, key in enumerate(keys) if rows.item(number).checkState() is checked)


def _choose(combo: QComboBox, key: str) -> None:
    """Show a key; one that a policy file brought and nobody offers is added as it is."""
    if combo.findData(key) < 0:
        combo.addItem(shown(key, 60), key)
    combo.setCurrentIndex(combo.findData(key))


def _is_tokens(text: str) -> bool:
    digits = text.replace(",", "").replace("_", "")
    return not text or (digits.isascii() and digits.isdecimal() and 0 < len(digits) <= _MOST_TOKENS)


def _is_memory(text: str) -> bool:
    whole, _, part = text.partition(".")
    digits = whole + part
    known = digits.isascii() and digits.isdecimal() and 0 < len(digits) <= _MOST_DIGITS
    return not text or (known and bool(whole) and float(text) > 0)


def _is_hours(text: str) -> bool:
    try:
        hours_range(text)
    except ValueError:
        return False
    return True


def _is_day(text: str) -> bool:
    if not text:
        return True
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
