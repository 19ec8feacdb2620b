"""The filters beside the board: chips with counts, sliders, days. What is looked at, not what is judged."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from advisor.core.board import Board, BoardEntry, MachineMemory
from advisor.core.policy import Policy
from advisor.gui.choices import Choices
from advisor.gui.flow import FlowLayout
from advisor.gui.pages.board_filter import (
    NO,
    YES,
    BoardFilter,
    Seen,
    calls_tools,
    day_of,
    gib_of,
    licence_class,
    tokens_of,
)
from advisor.gui.pages.board_slider import MarkSlider, Scale
from advisor.gui.plain import PlainLabel, set_tip, shown, tip_text, tr
from advisor.gui.qt import (
    QLineEdit,
    QSizePolicy,
    QStyledItemDelegate,
    Qt,
    QTimer,
    QVBoxLayout,
    QWidget,
    Signal,
)
from advisor.gui.room import CutChoice, chars, filter_field, text_lines
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, Chip, button, clear, column, scrolled
from advisor.report.catalog_text import NOT_CHECKED
from advisor.report.wording import source_words

CONTEXTS = (8192, 16_384, 32_768, 65_536, 131_072, 262_144, 524_288, 1_048_576)
GIBS = (4.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0, 80.0, 128.0, 160.0, 320.0, 640.0)
PAUSE_MS = 120
_CLASSES = ("permissive", "conditional", "non-commercial", NOT_CHECKED)
_K = 1024
_WIDTH, _LINES = 40, 12
"""Characters that the panel is wide at the least, and lines that its questions are high."""


def tokens_words(value: float) -> str:
    """`32k`, `1M`, `100,000`: as it is typed."""
    tokens = int(value)
    if tokens % (_K * _K) == 0:
        return f"{tokens // (_K * _K)}M"
    return f"{tokens // _K}k" if tokens % _K == 0 else f"{tokens:,}"


def gib_field(value: float) -> str:
    """`24 GiB`, as it is typed."""
    return f"{round(value, 1):g} GiB"


class Facets(QWidget):
    """One question below the other; what is not answered is no matter.

    Signals:
        changed(): the answers are others.
        policy_wanted(): the answers shall judge, not only hide.
    """

    changed = Signal()
    policy_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumWidth(chars(_WIDTH))
        self._groups: dict[str, dict[str, Chip]] = {}
        self._flows: dict[str, FlowLayout] = {}
        self._labels: dict[str, PlainLabel] = {}
        self._machines: tuple[MachineMemory, ...] = ()
        self._words = QTimer(self)
        self._words.setSingleShot(True)
        self._words.setInterval(PAUSE_MS)
        self._words.timeout.connect(self.changed)
        outer = column(self, gap=SPACE)
        self._build_search(outer)
        body = Body()
        self._body = column(body, gap=SPACE)
        self._body.setContentsMargins(0, 0, SPACE + 4, 0)
        self._build_chips("licences", tr("Licence"))
        self._build_sliders()
        self._build_chips("reads", tr("Reads"))
        self._build_chips("tools", tr("Calls tools"))
        self._build_chips("hosts", tr("Hosted at"))
        self._build_days()
        self._body.addStretch()
        area = scrolled(body, tr("Filters of the board"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setMinimumHeight(text_lines(_LINES))
        outer.addWidget(area, 1)
        self._build_foot(outer)

    # --- building ---

    def _build_search(self, outer: QVBoxLayout) -> None:
        hint = tr("Filter by name, maker, licence")
        name = tr("Filter candidates by name, maker or licence")
        self.search = filter_field(hint, name, self._words.start)
        outer.addWidget(self.search)

    def _build_chips(self, group: str, title: str) -> None:
        self._labels[group] = PlainLabel(title, "label", wrap=True)
        self._body.addWidget(self._labels[group])
        holder = QWidget()
        self._flows[group] = FlowLayout(holder, gap=5)
        self._groups[group] = {}
        self._body.addWidget(holder)

    def _build_sliders(self) -> None:
        self.context = MarkSlider(
            Scale(
                tr("Context at least"),
                tr("any"),
                CONTEXTS,
                tokens_words,
                tokens_of,
                tr("A number of tokens such as 32k or 100,000."),
            )
        )
        self.memory = MarkSlider(
            Scale(
                tr("Memory at most"),
                tr("any"),
                GIBS,
                gib_field,
                gib_of,
                tr("A number of GiB such as 24."),
                most=True,
            )
        )
        self.context.changed.connect(self.changed)
        self.memory.changed.connect(self._memory_changed)
        self._body.addWidget(self.context)
        self._body.addWidget(self.memory)
        self.machine = CutChoice(tr("A machine or card that it shall fit"), 12)
        self.machine.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.machine.setItemDelegate(QStyledItemDelegate(self.machine))
        self.machine.activated.connect(self._take_machine)
        self._body.addWidget(self.machine)
        self.precision = Choices(tr("Precision that memory is reckoned at"), {})
        self.precision.chosen.connect(lambda _key: self.changed.emit())
        self._body.addWidget(self.precision)
        self.reckoned = PlainLabel("", "small", wrap=True)
        self._body.addWidget(self.reckoned)

    def _build_days(self) -> None:
        self._body.addWidget(PlainLabel(tr("Released"), "label"))
        below = column(gap=SPACE // 2)  # side by side their hints have no room
        self.since = self._day_field(tr("from YYYY-MM-DD"), tr("Released on this day or later"))
        self.before = self._day_field(tr("before YYYY-MM-DD"), tr("Released before this day"))
        below.addWidget(self.since)
        below.addWidget(self.before)
        self._body.addLayout(below)
        self.day_trouble = PlainLabel("", "warning", wrap=True)
        self.day_trouble.hide()
        self._body.addWidget(self.day_trouble)

    def _day_field(self, hint: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setPlaceholderText(hint)
        made.setAccessibleName(name)
        set_tip(made, name)
        made.setMaxLength(10)
        made.textChanged.connect(lambda _text: self._words.start())
        return made

    def _build_foot(self, outer: QVBoxLayout) -> None:
        row = FlowLayout(gap=SPACE)
        self.clear_button = button(tr("Clear"), self.reset, name=tr("Clear the filters of the board"))
        tip = tr(
            "Judge by what is asked for here: what does not fit is ruled out, in the whole project. "
            "Words, days and several hosts stay filters. Undo takes it back."
        )
        self.to_policy = button(tr("Make these the policy"), self.policy_wanted.emit, tip=tip)
        row.addWidget(self.clear_button)
        row.addWidget(self.to_policy)
        outer.addLayout(row)

    def stops(self) -> list[QWidget]:
        """Where Tab stops, as one reads."""
        chips = {group: list(held.values()) for group, held in self._groups.items()}
        sliders = (self.context.slider, self.context.field, self.memory.slider, self.memory.field)
        return [
            self.search,
            *chips["licences"],
            *sliders,
            self.machine,
            *self.precision.chips.values(),
            *chips["reads"],
            *chips["tools"],
            *chips["hosts"],
            self.since,
            self.before,
            self.clear_button,
            self.to_policy,
        ]

    # --- what is on offer ---

    def offer(self, board: Board, policy: Policy) -> None:
        """Offer what the candidates of a board have; answers that it still knows stay."""
        entries = board.entries
        reads = sorted({one for each in entries for one in each.candidate.alternative.modalities_in})
        called = {calls_tools(one) for one in entries}
        classes = {licence_class(one) for one in entries}
        self._offer("licences", {key: key for key in _CLASSES if key in classes})
        self._offer("reads", {key: key for key in ("text", *reads) if key in reads})
        self._offer("tools", {key: key for key in (YES, NO, NOT_CHECKED) if key in called})
        self._offer("hosts", self._hosts(board))
        kept = self.precision.current()
        precisions = list(board.precisions) or [policy.quantisation]
        self.precision.offer(
            {key: key for key in precisions}, kept if kept in precisions else policy.quantisation
        )
        self.reckoned.setText(self._reckoned(board))
        self._offer_machines(board.machines)

    @staticmethod
    def _hosts(board: Board) -> Mapping[str, str]:
        """The host of today first."""
        ordered = sorted(board.hosts, key=lambda host: (host != board.host, board.hosts[host].casefold()))
        return {host: board.hosts[host] for host in ordered}

    @staticmethod
    def _reckoned(board: Board) -> str:
        if not board.tokens:
            return ""
        told = tr("Weights and cache at {tokens} tokens, as the project states.")
        if not board.tokens_seen:
            told = tr("Weights and cache at {tokens} tokens: the project states no context.")
        return told.format(tokens=f"{board.tokens:,}")

    def _offer(self, group: str, options: Mapping[str, str]) -> None:
        chips = self._groups[group]
        if list(chips) == list(options):
            return
        on = {key for key, chip in chips.items() if chip.isChecked()}
        clear(self._flows[group])
        chips.clear()
        for key, label in options.items():
            chip = Chip(key, shown(label, 40), self._labels[group].text())
            chip.setChecked(key in on)
            chip.toggled.connect(lambda _on: self.changed.emit())
            chips[key] = chip
            self._flows[group].addWidget(chip)
        self._labels[group].setVisible(bool(options))

    def _offer_machines(self, machines: Sequence[MachineMemory]) -> None:
        self._machines = tuple(machines)
        self.machine.clear()
        self.machine.addItem(tr("that of a machine or card …"))
        for number, one in enumerate(machines, 1):
            self.machine.addItem(f"{shown(one.name, 60)}: {gib_field(one.gib)}")
            source = source_words(one.source.ref, one.source.read_on) if one.source else ""
            self.machine.setItemData(number, tip_text(source), Qt.ItemDataRole.ToolTipRole)
        self.machine.setVisible(bool(machines))

    # --- what is asked ---

    def wanted(self) -> BoardFilter:
        """The filter as it stands now."""
        context = self.context.value()
        return BoardFilter(
            words=tuple(self.search.text().casefold().split()),
            licences=self._on("licences"),
            reads=self._on("reads"),
            tools=self._on("tools"),
            hosts=self._on("hosts"),
            context=int(context) if context is not None else None,
            memory_gib=self.memory.value(),
            precision=self.precision.current(),
            since=self._day(self.since),
            before=self._day(self.before),
        )

    def ask(self, wanted: BoardFilter) -> None:
        """Ask for this, and tell once."""
        self.blockSignals(True)
        self.search.setText(" ".join(wanted.words))
        for group, on in (
            ("licences", wanted.licences),
            ("reads", wanted.reads),
            ("tools", wanted.tools),
            ("hosts", wanted.hosts),
        ):
            for key, chip in self._groups[group].items():
                chip.setChecked(key in on)
        self.context.ask(wanted.context)
        self.memory.ask(wanted.memory_gib)
        self.machine.setCurrentIndex(0)
        self.since.setText(wanted.since.isoformat() if wanted.since else "")
        self.before.setText(wanted.before.isoformat() if wanted.before else "")
        self._words.stop()
        self.blockSignals(False)
        self.changed.emit()

    def reset(self) -> None:
        """Ask for nothing; the precision stays, it asks for nothing by itself."""
        self.ask(BoardFilter(precision=self.precision.current()))

    def chip(self, group: str, key: str) -> Chip:
        """One of the chips."""
        return self._groups[group][key]

    def tell(self, seen: Seen, entries: Iterable[BoardEntry], policy: Policy, limits: bool) -> None:
        """Counts on the chips, and what can be done with the filter."""
        rows, wanted = tuple(entries), self.wanted()
        holds: Mapping[str, Callable[[str, BoardEntry], bool]] = {
            "licences": lambda key, one: licence_class(one) == key,
            "reads": lambda key, one: {key, *wanted.reads} <= set(one.candidate.alternative.modalities_in),
            "tools": lambda key, one: calls_tools(one) == key,
            "hosts": lambda key, one: key in one.candidate.hosted_as,
        }
        for group, chips in self._groups.items():
            for key, chip in chips.items():
                chip.set_count(seen.count(group, partial(holds[group], key), rows))
        self.clear_button.setEnabled(wanted.active)
        self.to_policy.setEnabled(limits and wanted.over(policy) != policy)
        self._say_days()

    def _on(self, group: str) -> frozenset[str]:
        return frozenset(key for key, chip in self._groups[group].items() if chip.isChecked())

    def _take_machine(self, number: int) -> None:
        self.memory.ask(self._machines[number - 1].gib if number else None)
        self.changed.emit()

    def _memory_changed(self) -> None:
        self.machine.setCurrentIndex(0)
        self.changed.emit()

    @staticmethod
    def _day(field: QLineEdit) -> date | None:
        return day_of(field.text())

    def _say_days(self) -> None:
        wrong = [
            text for one in (self.since, self.before) if (text := one.text().strip()) and not day_of(text)
        ]
        told = tr("{text} is no day; write one like 2026-04-08.").format(text=wrong[0]) if wrong else ""
        self.day_trouble.setText(shown(told))
        self.day_trouble.setVisible(bool(told))
