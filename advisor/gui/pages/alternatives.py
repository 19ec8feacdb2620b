"""The alternatives: for each dependency the ranked candidates, why they fit and why others do not."""

from __future__ import annotations

from advisor.core.assessment import Assessment, Candidate, Dependency, Task
from advisor.core.kinds import Phase
from advisor.core.swap import SwapMember
from advisor.gui.choices import Choices
from advisor.gui.filters import FindingFilter
from advisor.gui.pages.base import Page
from advisor.gui.pages.swap_view import fill_members, fill_needs
from advisor.gui.plain import PlainLabel, shown, tr
from advisor.gui.qt import (
    QCheckBox,
    QHBoxLayout,
    QResizeEvent,
    QSplitter,
    QStackedWidget,
    Qt,
    QWidget,
    Signal,
)
from advisor.gui.rows import Column, RowModel
from advisor.gui.tables import Table
from advisor.gui.theme import SPACE
from advisor.gui.widgets import (
    Body,
    Card,
    EmptyState,
    FlowLayout,
    Pill,
    button,
    carded,
    clear,
    column,
    line,
    scrolled,
)
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES, Tone
from advisor.report.wording import (
    counted,
    effort_head,
    licence_words,
    memory_words,
    ranked,
    ruled_out_words,
    size_words,
    sources_words,
    tokens_words,
    verdict_words,
)

CANDIDATE, MEMBERS, NEEDS = "candidate", "members", "needs"
"""What the pane below the candidates shows."""
LOW_BELOW = 560
"""Height of the page below which the needs stand in their view alone."""
_LICENCE_TONES = {"permissive": Tone.SERVED, "conditional": Tone.ENDS, "non-commercial": Tone.DEAD}


def _rank_key(candidate: Candidate) -> tuple[int, str]:
    return candidate.rank if candidate.rank is not None else 10**6, candidate.alternative.name


def _hay(candidate: Candidate) -> str:
    alternative = candidate.alternative
    return (
        f"{alternative.name}\n{alternative.vendor}\n{alternative.licence}\n{alternative.hf_repo}".casefold()
    )


def _size(candidate: Candidate) -> str:
    """`116.8B (5.1B)`: the parameters, and those at work for a token where they are fewer."""
    total, active = candidate.alternative.params_total_b, candidate.alternative.params_active_b
    if total is None:
        return "not checked"
    return f"{total:g}B ({active:g}B)" if active and active != total else f"{total:g}B"


def _reads(candidate: Candidate) -> str:
    """`text, image +1`: all of them stand in the tool tip."""
    first, rest = candidate.alternative.modalities_in[:2], candidate.alternative.modalities_in[2:]
    return (", ".join(first) or "not checked") + (f" +{len(rest)}" if rest else "")


def _aloud(candidate: Candidate) -> str:
    alternative = candidate.alternative
    place = f"rank {candidate.rank}" if candidate.rank is not None else "ruled out"
    licence = alternative.licence or "licence not checked"
    return f"{alternative.name}, {place}, {size_words(alternative)}, {licence}"


CANDIDATE_COLUMNS = (
    Column[Candidate](
        "Model",
        lambda row: row.alternative.name,
        sample="Mistral Small 3.2 24B",
        tip=lambda row: f"{row.alternative.name} by {row.alternative.vendor}",
    ),
    Column[Candidate](
        "Size (active)",
        _size,
        lambda row: row.alternative.params_total_b or 0.0,
        sample="116.8B (5.1B)",
        tip=lambda row: size_words(row.alternative),
    ),
    Column[Candidate](
        "Context",
        lambda row: (
            f"{row.alternative.context_tokens:,}" if row.alternative.context_tokens else "not checked"
        ),
        lambda row: row.alternative.context_tokens or 0,
        sample="1,048,576",
        right=True,
    ),
    Column[Candidate](
        "Reads",
        _reads,
        sample="text, image +1",
        tip=lambda row: ", ".join(row.alternative.modalities_in),
    ),
    Column[Candidate](
        "Licence",
        lambda row: row.alternative.licence or "not checked",
        tone=lambda row: _LICENCE_TONES.get(row.alternative.licence_class or "", Tone.UNKNOWN),
        sample="apache-2.0 xx",
        tip=lambda row: licence_words(row.alternative.licence, row.alternative.licence_class),
    ),
    Column[Candidate](
        "Memory",
        lambda row: memory_words(row) or "not checked",
        lambda row: row.memory_gib if row.memory_gib is not None else -1.0,
        sample="not checked ",
        right=True,
        tip=lambda row: row.memory_note or "",
    ),
)
DEPENDENCY_COLUMNS = (
    Column[Dependency](
        "Dependency",
        lambda row: f"✓ {row.title}" if row.chosen else row.title,
        lambda row: row.title,
        sample="Llama 3.3 70B at Groq",
        tip=lambda row: f"{row.title}: its target is chosen" if row.chosen else row.title,
    ),
    Column[Dependency](
        "Risk",
        lambda row: row.risk.level.value,
        lambda row: (row.risk.score, row.title),
        lambda row: LEVEL_TONES[row.risk.level],
        sample="very high xx",
    ),
)


class AlternativesPage(Page):
    """What to move to.

    Signals:
        target_wanted(str, str): id of a dependency and of the alternative to move to, "" for none.
        need_wanted(str): a need that the user wants to put right, "" for any.
        line_wanted(str, int, str): a file, a line and words in it that the user wants to see.
    """

    target_wanted = Signal(str, str)
    need_wanted = Signal(str)
    line_wanted = Signal(str, int, str)

    name = "alternatives"
    title = "Alternatives"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._assessment: Assessment | None = None
        self.dependencies: RowModel[Dependency] = RowModel(
            DEPENDENCY_COLUMNS,
            lambda row: row.title.casefold(),
            lambda row: f"{row.title}, {row.risk.level} risk" + (", target chosen" if row.chosen else ""),
        )
        self.candidates: RowModel[Candidate] = RowModel(
            (Column("#", self._rank_words, _rank_key, sample="✓ 10"), *CANDIDATE_COLUMNS), _hay, self._aloud
        )
        self.count = PlainLabel("", "muted")
        self.head.addWidget(self.count)
        self.head.addStretch()
        self._build()

    def _is_target(self, candidate: Candidate) -> bool:
        dependency = self.list.current()
        return dependency is not None and dependency.chosen == candidate.alternative.id

    def _rank_words(self, candidate: Candidate) -> str:
        rank = f"{candidate.rank}." if candidate.rank is not None else "out"
        return f"✓ {rank}" if self._is_target(candidate) else rank

    def _aloud(self, candidate: Candidate) -> str:
        return _aloud(candidate) + (", the chosen target" if self._is_target(candidate) else "")

    def _build(self) -> None:
        self.list = Table(self.dependencies, "Dependencies", stretch=0, lines=2)
        self.list.chosen.connect(self._show_dependency)
        self.table = Table(self.candidates, "Candidates", stretch=1, lines=2)
        self.table.chosen.connect(self._show_candidate)
        self.table.opened.connect(lambda _candidate: self.choose_current())
        right = QWidget()
        inner = column(right, gap=SPACE)
        inner.setContentsMargins(SPACE, 0, 0, 0)
        inner.addWidget(self._build_header())
        inner.addLayout(self._build_tools())
        self.why_out = PlainLabel("", "muted", wrap=True)
        self.why_out.hide()
        inner.addWidget(self.why_out)
        self.parts = parts = QSplitter(Qt.Orientation.Vertical)
        parts.setHandleWidth(SPACE)
        parts.addWidget(self.table)
        parts.addWidget(self._build_about())
        parts.setSizes([300, 220])
        parts.setChildrenCollapsible(False)
        inner.addWidget(parts, 1)
        self.splitter = both = QSplitter(Qt.Orientation.Horizontal)
        both.setHandleWidth(SPACE)
        both.addWidget(self.list)
        both.addWidget(right)
        both.setSizes([268, 780])
        both.setStretchFactor(0, 1)
        both.setStretchFactor(1, 3)
        both.setChildrenCollapsible(False)
        self.empty = EmptyState()
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.stack.addWidget(self.empty)
        self.outer.addWidget(self.stack, 1)

    def _build_about(self) -> QWidget:
        """Below the candidates: the one that is current, what changes with the model, or its needs."""
        holder = QWidget()
        outer = column(holder, gap=SPACE // 2)
        self.views = Choices(tr("Show"), {})
        self.views.chosen.connect(lambda _view: self._fill_about())
        outer.addWidget(self.views)
        body = Body()
        self.about = column(body, gap=2)
        self.about.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        outer.addWidget(carded(scrolled(body, "About the candidate")), 1)
        return holder

    def _offer_views(self, dependency: Dependency) -> None:
        options = {
            CANDIDATE: tr("The candidate"),
            MEMBERS: f"What changes with it ({len(dependency.members):,})",
            NEEDS: f"Needs ({len(dependency.needs):,})",
        }
        if not (dependency.candidates or dependency.rejected_total):
            del options[CANDIDATE], options[NEEDS]
        kept = self.views.current()
        self.views.offer(options, kept if kept in options else next(iter(options)))

    def _fill_about(self) -> None:
        self._show_candidate(self.table.current())

    def _build_header(self) -> QWidget:
        card = Card()
        self.title_label = PlainLabel("", "heading", wrap=True)
        self.verdict = Pill("", Tone.UNKNOWN)
        self.risk = Pill("", Tone.UNKNOWN)
        self.facts = PlainLabel("", "muted", wrap=True)
        self.needs = PlainLabel("", wrap=True)
        self.places = button("", self._show_places, role="link")
        self.target = PlainLabel("", "strong")
        self.to_tasks = button("", self._show_task, role="link")
        card.body.addWidget(self.title_label)
        card.body.addWidget(self._flowing(self.risk, self.verdict, self.places, self.to_tasks, self.target))
        card.body.addWidget(self.facts)
        card.body.addWidget(self.needs)
        return card

    @staticmethod
    def _flowing(*parts: QWidget) -> QWidget:
        """Parts in a line that breaks where it has to."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=SPACE)
        for part in parts:
            flow.addWidget(part)
        return holder

    def _build_tools(self) -> QHBoxLayout:
        tools = line(gap=SPACE)
        self.choose = button("Move to this one", self.choose_current, role="primary")
        self.unchoose = button("Take the choice back", self._take_back)
        self.ruled_out = QCheckBox("Show those ruled out")
        self.ruled_out.setAccessibleName("Show candidates that were ruled out")
        self.ruled_out.toggled.connect(lambda _on: self._apply())
        tools.addWidget(self.choose)
        tools.addWidget(self.unchoose)
        tools.addStretch()
        tools.addWidget(self.ruled_out)
        return tools

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - overrides Qt
        """Where the page is low the rows come before the needs, which have a view of their own."""
        super().resizeEvent(event)
        self.needs.setVisible(event.size().height() >= LOW_BELOW)

    # --- filling ---

    def show_assessment(self, assessment: Assessment) -> None:
        """Show the dependencies, gravest first; the one that was shown stays."""
        kept = self.list.current()
        self._assessment = assessment
        gravest = sorted(assessment.dependencies, key=lambda each: (-each.risk.score, each.title))
        self.dependencies.set_rows(gravest)
        chosen = sum(1 for each in gravest if each.chosen)
        self.count.setText(
            f"{counted(len(gravest), 'dependency', 'dependencies')}, {chosen} with a target"
            if gravest
            else ""
        )
        self.stack.setCurrentIndex(0 if gravest else 1)
        self.empty.say("Nothing to replace", "The scan found no dependency on Llama.", icon="check")
        if not (kept and self.list.select_where(kept.id)) and gravest:
            self.list.select_number(next((n for n, each in enumerate(gravest) if ranked(each)), 0))

    def show_dependency(self, identifier: str) -> None:
        """Bring one dependency to the front."""
        self.list.select_where(identifier)

    def _show_dependency(self, dependency: Dependency | None) -> None:
        if dependency is None:
            self.candidates.set_rows(())
            return
        self.title_label.setText(shown(dependency.title))
        self.verdict.set(verdict_words(dependency.verdict), STATUS_TONES[dependency.verdict.status])
        self.risk.set(f"{dependency.risk.level} risk", LEVEL_TONES[dependency.risk.level])
        self.facts.setText(shown(_facts(dependency)))
        needs = "; ".join(need.text + ("" if need.seen_at else " (inferred)") for need in dependency.needs)
        self.needs.setText(shown(f"Needs {needs}." if needs else "No particular needs were seen."))
        self.places.setText(f"Show {counted(len(dependency.finding_ids), 'place')}")
        self.places.setAccessibleName(f"Show the {len(dependency.finding_ids)} places of {dependency.title}")
        self._say_target(dependency)
        task = self._task_of(dependency)
        self.to_tasks.setText(
            "Its decision in the checklist" if _decides(task) else "Its task in the checklist"
        )
        self.to_tasks.setAccessibleName(f"Show the task of {dependency.title}")
        self.to_tasks.setVisible(task is not None)
        self._say_ruled_out(dependency)
        self._offer_views(dependency)
        self.candidates.set_rows(dependency.candidates)
        self._apply()

    def _apply(self) -> None:
        dependency = self.list.current()
        self.why_out.setVisible(self.ruled_out.isChecked() and bool(self.why_out.text()))
        self.candidates.set_filter(None if self.ruled_out.isChecked() else lambda row: row.rank is not None)
        chosen = dependency.chosen if dependency else None
        number = next((n for n, each in enumerate(self.candidates.rows) if each.alternative.id == chosen), 0)
        if self.candidates.rows:
            self.table.select_number(number)
        else:
            self._show_candidate(None)

    def _task_of(self, dependency: Dependency) -> Task | None:
        """The decision about it, else the first task that touches it."""
        tasks = self._assessment.tasks if self._assessment else ()
        mine = [task for task in tasks if dependency.id in task.dependency_ids]
        return next(filter(_decides, mine), mine[0] if mine else None)

    def _show_task(self) -> None:
        dependency = self.list.current()
        task = self._task_of(dependency) if dependency else None
        if task:
            self.page_wanted.emit("checklist", task.id)

    def _say_ruled_out(self, dependency: Dependency) -> None:
        """How many were ruled out, how many of them can be shown, and what ruled out all of them."""
        near = sum(1 for each in dependency.candidates if each.rank is None)
        out = max(dependency.rejected_total, near)
        told = f"{near} nearest of {out:,}" if out > near else f"{out:,}"
        self.ruled_out.setText(f"Show those ruled out ({told})")
        self.ruled_out.setEnabled(bool(near))
        self.why_out.setText(shown(ruled_out_words(dependency), 1000))

    def _say_target(self, dependency: Dependency) -> None:
        names = {each.alternative.id: each.alternative.name for each in dependency.candidates}
        target = names.get(dependency.chosen or "", dependency.chosen or "")
        replaceable = bool(dependency.candidates or dependency.rejected_total)
        self.target.setText(shown(f"Moves to {target}") if target else "No target chosen yet")
        self.unchoose.setVisible(bool(target))
        for part in (self.target, self.choose, self.ruled_out, self.table):
            part.setVisible(replaceable)

    def _show_candidate(self, candidate: Candidate | None) -> None:
        clear(self.about)
        dependency = self.list.current()
        taken = candidate is not None and self._is_target(candidate)
        self.choose.setText("This is the target" if taken else "Move to this one")
        self.choose.setEnabled(candidate is not None and candidate.rank is not None and not taken)
        if dependency is not None and self.views.current() == MEMBERS:
            fill_members(self.about, dependency, self._show_member)
        elif dependency is not None and self.views.current() == NEEDS:
            fill_needs(self.about, dependency, self.need_wanted.emit)
        elif candidate is None:
            self._say_no_candidate()
        else:
            self._fill_candidate(candidate)

    def _show_member(self, member: SwapMember) -> None:
        """To the finding behind a place that changes; a setting beside findings is shown as a line."""
        if member.finding_id is not None:
            wanted = FindingFilter(ids=frozenset({member.finding_id}), label=member.title)
            self.findings_wanted.emit(wanted)
        else:
            self.line_wanted.emit(member.path, member.line, member.written)

    def _fill_candidate(self, candidate: Candidate) -> None:
        alternative = candidate.alternative
        self.about.addWidget(
            PlainLabel(shown(f"{alternative.name} · {alternative.hf_repo}"), "heading", wrap=True)
        )
        released = f"released {alternative.released}" if alternative.released else "release date not checked"
        licence = licence_words(alternative.licence, alternative.licence_class)
        self.about.addWidget(
            PlainLabel(
                shown(f"{licence} · {tokens_words(alternative.context_tokens)} · {released}"),
                "muted",
                wrap=True,
            )
        )
        self._list("Ruled out because", candidate.rejected)
        self._list("Why it fits", candidate.fits)
        self._list("What it lacks", candidate.lacks)
        self._list("Memory", tuple(filter(None, (memory_words(candidate), candidate.memory_note))))
        hosts = [f"{host}: {', '.join(ids)}" for host, ids in sorted(candidate.hosted_as.items())]
        self._list("Hosted as", tuple(hosts))
        self._list("Sources", (sources_words(alternative.sources),))
        self.about.addStretch()

    def _say_no_candidate(self) -> None:
        dependency = self.list.current()
        if dependency is None or dependency.rejected_total or dependency.candidates:
            text = "No candidate passes these needs. Those ruled out say why; a policy file can relax a need."
        else:
            text = "No weights are replaced here, so there is nothing to choose: its tasks say what to do."
        self.about.addWidget(PlainLabel(text, "muted", wrap=True))
        self.about.addStretch()

    def _list(self, label: str, texts: tuple[str, ...]) -> None:
        said = [text for text in texts if text]
        if said:
            self.about.addSpacing(SPACE)
            self.about.addWidget(PlainLabel(label, "label"))
            bullets = "\n".join(f"•  {shown(text)}" for text in said) if len(said) > 1 else shown(said[0])
            self.about.addWidget(PlainLabel(bullets, wrap=True).selectable())

    # --- acting ---

    def choose_current(self) -> None:
        """Make the current candidate the target of the current dependency."""
        dependency, candidate = self.list.current(), self.table.current()
        if dependency and candidate and candidate.rank is not None:
            self.target_wanted.emit(dependency.id, candidate.alternative.id)

    def _take_back(self) -> None:
        dependency = self.list.current()
        if dependency:
            self.target_wanted.emit(dependency.id, "")

    def _show_places(self) -> None:
        dependency = self.list.current()
        if dependency:
            wanted = FindingFilter(ids=frozenset(dependency.finding_ids), label=dependency.title)
            self.findings_wanted.emit(wanted)

    def focus_content(self) -> None:
        """Into the list of dependencies."""
        self.list.setFocus()

    def retouch(self) -> None:
        """Pills repaint themselves; nothing else carries colours."""
        self.update()


def _decides(task: Task | None) -> bool:
    return task is not None and task.phase is Phase.DECIDE


def _facts(dependency: Dependency) -> str:
    parts = [
        dependency.verdict.why,
        effort_head(dependency),
        f"in {dependency.context}" + (f" under {dependency.root}" if dependency.root else ""),
    ]
    if dependency.licences:
        parts.append("today under " + ", ".join(dependency.licences))
    return " · ".join(part for part in parts if part)
