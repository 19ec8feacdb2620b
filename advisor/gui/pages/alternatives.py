"""The alternatives: the board of one dependency, every candidate with the reasons for its place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from advisor.core.assessment import Assessment, Dependency, Task
from advisor.core.board import Board, BoardEntry
from advisor.core.kinds import Phase
from advisor.core.policy import Policy
from advisor.core.swap import SwapMember
from advisor.gui.background import Background
from advisor.gui.choices import Choices
from advisor.gui.filters import FindingFilter
from advisor.gui.flow import FlowLayout
from advisor.gui.pages.alternatives_head import DependencyHead, DependencyPicker
from advisor.gui.pages.base import Page
from advisor.gui.pages.board_compare import MOST, BoardCompareDialog
from advisor.gui.pages.board_detail import fill_candidate
from advisor.gui.pages.board_facets import Facets
from advisor.gui.pages.board_filter import Seen, look, memory_at
from advisor.gui.pages.board_rows import (
    BoardLine,
    BoardModel,
    Marks,
    bars_words,
    is_ranked,
    lines,
    nearest_only,
)
from advisor.gui.pages.board_table import BoardTable
from advisor.gui.pages.swap_view import fill_members, fill_needs
from advisor.gui.plain import PlainLabel, action_text, set_tip, shown, to_tr, tr
from advisor.gui.qt import QAbstractButton, QResizeEvent, QSplitter, Qt, QWidget, Signal
from advisor.gui.room import Beside, Held, Stack, chars, text_lines
from advisor.gui.speech import LiveLabel
from advisor.gui.theme import SPACE
from advisor.gui.widgets import Body, EmptyState, button, carded, clear, column, scrolled
from advisor.report.wording import counted, ranked, ruled_out_words

CANDIDATE, MEMBERS, NEEDS = "candidate", "members", "needs"
"""What the pane below the candidates shows."""
ALL, RANKED, OUT = "all", "ranked", "out"
"""Which candidates are looked at."""
LOW_BELOW = 40
"""Lines of the page below which the rows come before the words on the dependency."""
NARROW_BELOW = 144
"""Characters of the page below which the filters are put away, one click from the board."""
BOTH_CHARS, ABOUT_LINES = 116, 7
"""From so many characters on the filters stand beside the board; the pane below it has so many lines."""

BoardOf = Callable[[Assessment, str], Board]


class AlternativesPage(Page):
    """What to move to. `board_of` weighs every candidate of a dependency, away from the main thread.

    Signals:
        target_wanted(str, str): id of a dependency and of the alternative to move to, "" for none.
        need_wanted(str): a need that the user wants to put right, "" for any.
        line_wanted(str, int, str): a file, a line and words in it that the user wants to see.
        policy_wanted(object): the `BoardFilter` that shall become the policy.
        dialog_wanted(object): a dialog to be opened.
    """

    target_wanted = Signal(str, str)
    need_wanted = Signal(str)
    line_wanted = Signal(str, int, str)
    policy_wanted = Signal(object)
    dialog_wanted = Signal(object)

    name = "alternatives"
    title = to_tr("Alternatives")

    def __init__(self, board_of: BoardOf | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board_of = board_of
        self._background = Background(self)
        self._assessment: Assessment | None = None
        self._board: Board | None = None
        self._currents: dict[str, str] = {}
        """The candidate that was current on the board of each dependency."""
        self._trouble = ""
        self._filters_wanted, self._narrow = True, False
        self.marks = Marks()
        self.candidates = BoardModel(self.marks)
        self._build()

    # --- building ---

    def _build(self) -> None:
        self.picker = DependencyPicker()
        self.picker.picked.connect(self._show_dependency)
        self.count = PlainLabel("", "muted", wrap=True).wide()
        self.head.fill(self.picker)
        self.head.addWidget(self.count)
        self.about_today = DependencyHead()
        self.about_today.places_wanted.connect(self._show_places)
        self.about_today.task_wanted.connect(self._show_task)
        self.about_today.take_back_wanted.connect(self._take_back)
        self.target, self.unchoose = self.about_today.target, self.about_today.unchoose
        self.places, self.to_tasks = self.about_today.places, self.about_today.to_tasks
        inside = QWidget()
        inner = column(inside, gap=SPACE)
        inner.addWidget(self.about_today)
        inner.addWidget(self._build_sides(), 1)
        self.empty = EmptyState()
        self.stack = Stack()
        self.stack.addWidget(inside)
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)

    def _build_sides(self) -> QWidget:
        self.facets = Facets()
        self.search = self.facets.search
        self.facets.changed.connect(self._refill)
        self.facets.policy_wanted.connect(self._hand_over)
        self.splitter = both = Beside(BOTH_CHARS, below=(2, 3))
        both.addWidget(self.facets)
        both.addWidget(self._build_right())
        both.setSizes([250, 760])
        both.setStretchFactor(1, 1)
        return both

    def _build_right(self) -> QWidget:
        self.parts = parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(SPACE)
        parts.addWidget(self._build_board())
        parts.addWidget(self._build_about())
        parts.setSizes([380, 200])
        parts.setStretchFactor(0, 1)
        parts.setChildrenCollapsible(False)
        return parts

    def _build_board(self) -> QWidget:
        self.board_side = holder = Held()
        outer = column(holder, gap=SPACE - 2)
        row = FlowLayout(gap=SPACE)
        self.scope = Choices(tr("Candidates"), {})
        self.scope.chosen.connect(lambda _key: self._refill())
        self.show_filters = button("", self._turn_filters, role="link")
        row.addWidget(self.scope)
        row.push(self.show_filters)
        outer.addLayout(row)
        self.told = LiveLabel("", "small", wrap=True)
        outer.addWidget(self.told)
        self.table = BoardTable(self.candidates, tr("Candidates"))
        self.table.chosen.connect(self._show_row)
        self.table.opened.connect(lambda _row: self.choose_current())
        self.table.picked.connect(self.pick)
        self.hidden = EmptyState()
        self.rows = Stack()
        self.rows.addWidget(self.table)
        self.rows.addWidget(self.hidden)
        outer.addWidget(self.rows, 1)
        return holder

    def _build_about(self) -> QWidget:
        """Below the board: what to do, then the candidate, what changes with it, or the needs."""
        holder = Held()
        outer = column(holder, gap=SPACE - 2)
        self.tools = QWidget()
        row = FlowLayout(self.tools, gap=SPACE)
        self.choose = button(tr("Move to this one"), self.choose_current, role="primary")
        self.tick = button("", self._pick_current)
        self.compare = button("", self.open_comparison)
        self.untick = button(tr("Take all out"), self._pick_none, role="link")
        for part in (self.choose, self.tick, self.compare, self.untick):
            row.addWidget(part)
        outer.addWidget(self.tools)
        self.views = Choices(tr("Show"), {})
        self.views.chosen.connect(lambda _view: self._fill_about())
        outer.addWidget(self.views)
        self._about_body = Body()
        self.about = column(self._about_body, gap=2)
        self.about.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        self.about_area = scrolled(self._about_body, tr("About the candidate"))
        self.about_area.setMinimumHeight(text_lines(ABOUT_LINES))
        outer.addWidget(carded(self.about_area), 1)
        return holder

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where there is little room the rows come first: before words on today, and before the filters."""
        super().resizeEvent(event)
        self.about_today.facts.setVisible(event.size().height() >= text_lines(LOW_BELOW))
        narrow = event.size().width() < chars(NARROW_BELOW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._filters_wanted = not narrow
            self._show_facets()

    def _turn_filters(self) -> None:
        self._filters_wanted = not self._filters_wanted
        self._show_facets()

    def _show_facets(self) -> None:
        self.facets.setVisible(self._filters_wanted and self.board_side.isVisibleTo(self))
        told = tr("Hide the filters") if self._filters_wanted else tr("Show the filters")
        self.show_filters.setText(action_text(told))
        self.show_filters.setAccessibleName(told)

    # --- a dependency ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the dependencies, gravest first; dependency and candidate that were current stay."""
        kept = self.picker.current()
        self._assessment = assessment
        gravest = sorted(assessment.dependencies, key=lambda each: (-each.risk.score, each.title))
        self.picker.offer(gravest)
        chosen = sum(1 for each in gravest if each.chosen)
        told = tr("{dependencies}, {chosen} with a target")
        number = counted(len(gravest), "dependency", "dependencies")
        self.count.setText(told.format(dependencies=number, chosen=chosen) if gravest else "")
        self.picker.setVisible(bool(gravest))
        self.stack.setCurrentIndex(0 if gravest else 1)
        self.empty.say(tr("Nothing to replace"), tr("The scan found no dependency on Llama."), icon="check")
        if not (kept and self.picker.pick(kept.id)) and gravest:
            self.picker.setCurrentIndex(next((n for n, each in enumerate(gravest) if ranked(each)), 0))

    def show_dependency(self, identifier: str) -> None:
        """Bring one dependency to the front."""
        self.picker.pick(identifier)

    @property
    def _policy(self) -> Policy:
        return self._assessment.policy if self._assessment else Policy()

    def _show_dependency(self, dependency: Dependency | None) -> None:
        if dependency is None or self._assessment is None:
            return
        self.about_today.show_dependency(dependency, self._task_of(dependency))
        self.marks.chosen = dependency.chosen
        self._offer_views(dependency)
        weights = bool(dependency.candidates or dependency.rejected_total)
        for part in (self.board_side, self.tools):
            part.setVisible(weights)
        self._show_facets()
        self._trouble = ""
        if self._board is None or self._board.dependency != dependency.id or self._board_of is None:
            self._take_board(nearest_only(dependency))
        else:
            self._refill()  # the old rows stand until the new ones are there: nothing jumps
        if weights:
            self._ask_board(self._assessment, dependency)

    def _ask_board(self, assessment: Assessment, dependency: Dependency) -> None:
        board_of = self._board_of
        if board_of is not None:
            self._background.run(
                lambda: board_of(assessment, dependency.id), self._take_board, self._say_trouble
            )

    def _say_trouble(self, error: str) -> None:
        self._trouble = error
        dependency = self.picker.current()
        if dependency is not None:
            self._take_board(nearest_only(dependency))

    def _take_board(self, board: Board) -> None:
        self._board = board
        self.marks.ticked = [key for key in self.marks.ticked if self._entry(key) or not board.hosts]
        if board.precisions or self._board_of is None:  # the few of a report offer no filters of their own
            self.facets.blockSignals(True)
            self.facets.offer(board, self._policy)
            self.facets.blockSignals(False)
        self._refill()

    # --- the board ---

    def _refill(self) -> None:
        """Show what the filter leaves, in the order of the judgement; current row and place stay."""
        board = self._board
        if board is None:
            return
        seen = self._look(board)
        place = self.table.verticalScrollBar().value()
        current = self._currents.get(board.dependency, self.marks.chosen or "")
        self.table.blockSignals(True)
        self.candidates.set_rows(lines(self._in_scope(seen.shown), board.entries))
        self.table.fit_headings()
        if self.candidates.rows and not (current and self.table.select_where(current)):
            self.table.select_number(0 if self.candidates.rows[0].entry else 1)
        self.table.blockSignals(False)
        self.table.verticalScrollBar().setValue(place)
        self._say_rows(board, seen)
        self._fill_about()

    def _order_tabs(self) -> None:
        """Tab goes as one reads: chips and rows that were made later stand where they are seen."""
        head = self.about_today
        before = [self.picker, head.unchoose, head.places, head.to_tasks, *self.facets.stops()]
        board = [*self.scope.chips.values(), self.show_filters, self.table]
        below = [self.choose, self.tick, self.compare, self.untick, *self.views.chips.values()]
        inside = [one for one in self.about_area.findChildren(QAbstractButton) if not one.isHidden()]
        stops: list[QWidget] = [*before, *board, *below, self.about_area, *inside]
        for one, two in pairwise(stops):
            QWidget.setTabOrder(one, two)

    def _look(self, board: Board) -> Seen:
        wanted = self.facets.wanted()
        seen = look(board.entries, wanted)
        self.facets.tell(seen, board.entries, self._policy, limits=self._board_of is not None)
        figures = [gib for one in board.entries if (gib := memory_at(one, wanted.precision)) is not None]
        plus = [sum(max(part.points or 0, 0) for part in one.candidate.parts) for one in board.entries]
        self.marks.precision = wanted.precision or self._policy.quantisation
        self.marks.limit_gib = wanted.memory_gib or self._policy.memory_gib
        self.marks.today = board.today.memory.get(self.marks.precision)
        self.marks.most_gib = max(figures, default=1.0)
        self.marks.most_points = max(plus, default=1.0)
        self._offer_scope(seen)
        return seen

    def _offer_scope(self, seen: Seen) -> None:
        fit = sum(1 for one in seen.shown if is_ranked(one))
        options = {
            ALL: tr("All {count}").format(count=f"{len(seen.shown):,}"),
            RANKED: tr("Ranked {count}").format(count=f"{fit:,}"),
            OUT: tr("Ruled out {count}").format(count=f"{len(seen.shown) - fit:,}"),
        }
        kept = self.scope.current() or ALL
        if list(self.scope.chips) != list(options):
            self.scope.offer(options, kept)
        for key, text in options.items():
            self.scope.chips[key].setText(action_text(text))
            self.scope.chips[key].setAccessibleName(tr("Candidates: {text}").format(text=text))

    def _in_scope(self, entries: tuple[BoardEntry, ...]) -> list[BoardEntry]:
        scope = self.scope.current()
        return [one for one in entries if scope == ALL or is_ranked(one) == (scope == RANKED)]

    def _say_rows(self, board: Board, seen: Seen) -> None:
        dependency, total = self.picker.current(), len(board.entries)
        all_told = dependency.ranked_total + dependency.rejected_total if dependency else total
        parts = [self._trouble] if self._trouble else []
        parts += [
            tr("{count} of {total} candidates").format(count=len(seen.shown), total=max(all_told, total))
        ]
        if dependency is not None and all_told > total:
            parts.append(
                tr("the best and the nearest misses of {told}").format(told=ruled_out_words(dependency))
            )
        if (bars := bars_words(self.marks)) and board.precisions:
            parts.append(bars)
        if seen.unknown:
            told = tr("{count} more hidden because a fact was not checked")
            parts.append(told.format(count=seen.unknown))
        if not any(map(is_ranked, board.entries)) and board.entries:
            nearest = board.entries[0].candidate
            told = tr("none fits; the nearest is {name}: {why}")
            parts.append(told.format(name=nearest.alternative.name, why="; ".join(nearest.rejected)))
        self.told.setText(shown(" · ".join(parts), 600))
        self.rows.setCurrentIndex(0 if self.candidates.rows else 1)
        if not self.candidates.rows:
            self._say_hidden(len(seen.shown))

    def _say_hidden(self, elsewhere: int) -> None:
        if elsewhere:
            told = tr("None is left under this heading; {count} stand under the others.")
            self.hidden.say(
                tr("Nothing here"),
                told.format(count=elsewhere),
                tr("Show all"),
                self._show_all,
                icon="findings",
            )
            return
        told = tr("No candidate is all that the filter asks for. What was not checked does not count as so.")
        self.hidden.say(tr("The filter hides all"), told, tr("Clear the filter"), self.clear_filter)

    def _show_all(self) -> None:
        self.scope.choose(ALL)
        self._refill()

    def _entry(self, identifier: str) -> BoardEntry | None:
        entries = self._board.entries if self._board else ()
        return next((one for one in entries if one.id == identifier), None)

    def _hand_over(self) -> None:
        """What is looked for becomes what is judged by; what no policy can say stays a filter."""
        wanted = self.facets.wanted()
        self.policy_wanted.emit(wanted)
        self.facets.ask(wanted.left_to_look())

    # --- the comparison ---

    def pick(self, entry: BoardEntry) -> None:
        """Put a candidate into the comparison, or take it out; the oldest makes room for a fifth."""
        ticked = self.marks.ticked
        if entry.id in ticked:
            ticked.remove(entry.id)
        else:
            ticked.append(entry.id)
            del ticked[:-MOST]
        self.candidates.renew()
        self._say_choice()

    def _pick_current(self) -> None:
        entry = self.table.current_entry()
        if entry is not None:
            self.pick(entry)

    def _pick_none(self) -> None:
        self.marks.ticked.clear()
        self.candidates.renew()
        self._say_choice()

    def open_comparison(self) -> None:
        """The picked ones beside today's model; where none is picked, the current one."""
        dependency, current = self.picker.current(), self.table.current_entry()
        picked = [one for key in self.marks.ticked if (one := self._entry(key))]
        entries = picked or ([current] if current else [])
        if self._board is None or dependency is None or not entries:
            return
        dialog = BoardCompareDialog(self._board, dependency, entries, self.marks.precision, self)
        dialog.target_wanted.connect(self.target_wanted)
        self.dialog_wanted.emit(dialog)

    # --- about the current one ---

    def _offer_views(self, dependency: Dependency) -> None:
        options = {
            CANDIDATE: tr("The candidate"),
            MEMBERS: tr("What changes with it ({count})").format(count=f"{len(dependency.members):,}"),
            NEEDS: tr("Needs ({count})").format(count=f"{len(dependency.needs):,}"),
        }
        if not (dependency.candidates or dependency.rejected_total):
            del options[CANDIDATE], options[NEEDS]
        kept = self.views.current()
        self.views.offer(options, kept if kept in options else next(iter(options)))

    def _show_row(self, row: BoardLine | None) -> None:
        if row is not None and row.entry is not None and self._board is not None:
            self._currents[self._board.dependency] = row.id
        self._fill_about()

    def _say_choice(self) -> None:
        """What can be done with the current candidate, and with those picked."""
        entry, ticked = self.table.current_entry(), self.marks.ticked
        taken = entry is not None and entry.id == self.marks.chosen
        self.choose.setText(action_text(tr("This is the target") if taken else tr("Move to this one")))
        self.choose.setEnabled(entry is not None and is_ranked(entry) and not taken)
        picked = entry is not None and entry.id in ticked
        told = tr("Take out of the comparison") if picked else tr("Compare (Space)")
        self.tick.setText(action_text(told))
        self.tick.setAccessibleName(told)
        self.tick.setEnabled(entry is not None)
        count = len(ticked) or 1
        self.compare.setText(action_text(tr("Side by side ({count})").format(count=count)))
        told = tr("Side by side with today's model: {count}").format(count=count)
        self.compare.setAccessibleName(told)
        set_tip(self.compare, told)
        self.compare.setEnabled(bool(ticked) or entry is not None)
        self.untick.setVisible(bool(ticked))

    def _fill_about(self) -> None:
        with self._about_body.refilled():
            self._refill_about()
        self._order_tabs()

    def _refill_about(self) -> None:
        clear(self.about)
        self._say_choice()
        dependency, view, entry = self.picker.current(), self.views.current(), self.table.current_entry()
        if dependency is not None and view == MEMBERS:
            fill_members(self.about, dependency, self._show_member)
        elif dependency is not None and view == NEEDS:
            fill_needs(self.about, dependency, self.need_wanted.emit)
        elif entry is not None and self._board is not None and self.candidates.rows:
            fill_candidate(self.about, entry, self.marks, self._board)
        else:
            self._say_no_candidate()

    def _say_no_candidate(self) -> None:
        dependency = self.picker.current()
        if dependency is None or dependency.rejected_total or dependency.candidates:
            text = tr("Choose a candidate above to see why it stands where it stands.")
        else:
            text = tr(
                "No weights are replaced here, so there is nothing to choose: its tasks say what to do."
            )
        self.about.addWidget(PlainLabel(text, "muted", wrap=True))
        self.about.addStretch()

    # --- acting ---

    def choose_current(self) -> None:
        """Make the current candidate the target of the current dependency."""
        dependency, entry = self.picker.current(), self.table.current_entry()
        if dependency and entry and is_ranked(entry):
            self.target_wanted.emit(dependency.id, entry.id)

    def target_words(self, alternative: str) -> str:
        """What has happened once `alternative` is the target, or once there is none any more."""
        dependency, entry = self.picker.current(), self._entry(alternative)
        title = dependency.title if dependency else ""
        if not alternative:
            return tr("{title} has no target any more; the plan is made anew.").format(title=title)
        name = entry.candidate.alternative.name if entry else alternative
        return tr("{title} moves to {name}; the plan is made anew.").format(title=title, name=name)

    def _take_back(self) -> None:
        dependency = self.picker.current()
        if dependency:
            self.target_wanted.emit(dependency.id, "")

    def _show_places(self) -> None:
        dependency = self.picker.current()
        if dependency:
            wanted = FindingFilter(ids=frozenset(dependency.finding_ids), label=dependency.title)
            self.findings_wanted.emit(wanted)

    def _show_member(self, member: SwapMember) -> None:
        """To the finding behind a place that changes; a setting beside findings is shown as a line."""
        if member.finding_id is not None:
            wanted = FindingFilter(ids=frozenset({member.finding_id}), label=member.title)
            self.findings_wanted.emit(wanted)
        else:
            self.line_wanted.emit(member.path, member.line, member.written)

    def _task_of(self, dependency: Dependency) -> Task | None:
        """The decision about it, else the first task that touches it."""
        tasks = self._assessment.tasks if self._assessment else ()
        mine = [task for task in tasks if dependency.id in task.dependency_ids]
        return next((task for task in mine if task.phase is Phase.DECIDE), mine[0] if mine else None)

    def _show_task(self) -> None:
        dependency = self.picker.current()
        task = self._task_of(dependency) if dependency else None
        if task:
            self.page_wanted.emit("checklist", task.id)

    def clear_filter(self) -> None:
        """Show every candidate."""
        self.scope.choose(ALL)
        self.facets.reset()

    def focus_filter(self) -> None:
        """Into the filter, which is shown for it."""
        self._filters_wanted = True
        self._show_facets()
        self.search.setFocus()
        self.search.selectAll()

    def focus_content(self) -> None:
        """Onto the board; where there is none, to the choice of the dependency."""
        (self.table if self.table.isVisibleTo(self) else self.picker).setFocus()

    def retouch(self) -> None:
        """What is painted here asks for the palette when it is painted."""
        self.update()

    def shut_down(self) -> None:
        """End what runs before the program does."""
        self._background.wait()
