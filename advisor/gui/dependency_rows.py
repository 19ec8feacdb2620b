"""The rows of the Dependencies page: columns, filter, groups and copies, without a widget.

Nothing is judged here: a row picks out what the assessment says of one dependency within one horizon.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.core.assessment import Assessment, Dependency, Risk
from advisor.core.kinds import Context, Level, Status
from advisor.core.swap import Estimate
from advisor.gui.filters import PATTERN_LIMIT
from advisor.gui.horizons import risk_at
from advisor.gui.plain import effort_words, to_tr, tr
from advisor.gui.rows import Column
from advisor.report.clean import no_commands, plain
from advisor.report.drawing import LEVEL_TONES, STATUS_TONES
from advisor.report.md import prose, table
from advisor.report.wording import hours_words, ranked, verdict_words

_STATUS_ORDER = {status: number for number, status in enumerate(Status)}
_CONTEXT_ORDER = {context: number for number, context in enumerate(Context)}
_LEVEL_ORDER = {level: -number for number, level in enumerate(Level)}
NOBODY = ""
"""The key of what belongs nowhere: last in any order."""


@dataclass(frozen=True, eq=False, slots=True)
class DependencyRow:
    """One dependency as it stands within the chosen horizon."""

    dependency: Dependency
    risk: Risk
    months: int | None
    """The horizon that was chosen; None where none is told."""
    host: str
    """The name of who serves it; empty where none is stated."""
    together: str
    """What it moves together with shares this key; empty where it moves alone."""

    @property
    def id(self) -> str:
        """The id of the dependency."""
        return self.dependency.id


@dataclass(frozen=True, slots=True)
class DependencyFilter:
    """Which dependencies are shown. The default shows all."""

    text: str = ""
    statuses: frozenset[str] = frozenset()
    levels: frozenset[str] = frozenset()
    contexts: frozenset[str] = frozenset()
    ids: frozenset[str] | None = None
    """Only these, when a number elsewhere led here."""
    label: str = ""
    """What `ids` are, for a person."""

    @property
    def active(self) -> bool:
        """True when anything may be left out."""
        chips = self.statuses or self.levels or self.contexts
        return bool(self.text.strip() or chips or self.ids is not None)

    def words(self) -> tuple[str, ...]:
        """The words that must all stand in a row, folded."""
        return tuple(self.text[:PATTERN_LIMIT].casefold().split())

    def matches(self, row: DependencyRow, *, but: str = "") -> bool:
        """Whether a row passes ids and chips, those of the group `but` left aside."""
        if self.ids is not None and row.id not in self.ids:
            return False
        for group, of in FACETS.items():
            chosen: frozenset[str] = getattr(self, group)
            if chosen and group != but and of(row) not in chosen:
                return False
        return True


FACETS: Mapping[str, Callable[[DependencyRow], str]] = {
    "statuses": lambda row: row.dependency.verdict.status.value,
    "levels": lambda row: row.risk.level.value,
    "contexts": lambda row: row.dependency.context.value,
}
"""What the groups of chips look at."""


def rows_of(
    assessment: Assessment, months: int | None, sets: Mapping[str, str] | None = None
) -> list[DependencyRow]:
    """All dependencies at a horizon, gravest first; `sets` are their `swap_sets`, where these are known."""
    names = assessment.tables.providers
    if sets is None:
        sets = swap_sets(assessment.dependencies)
    rows = [
        DependencyRow(
            one,
            risk_at(one.risk, months),
            months,
            names.get(one.provider or "", one.provider or ""),
            sets.get(one.id, NOBODY),
        )
        for one in assessment.dependencies
    ]
    return sorted(rows, key=gravity)


def gravity(row: DependencyRow) -> tuple[int, int, str]:
    """Sort key: the greatest risk first, and what is broken before what is not."""
    return -row.risk.score, -row.risk.broken, row.dependency.title


def swap_sets(dependencies: Sequence[Dependency]) -> dict[str, str]:
    """The id of the first dependency of each set, by the id of each that moves together with another."""
    first = {one.id: one.id for one in dependencies}

    def root(key: str) -> str:
        while first[key] != key:
            first[key] = first[first[key]]
            key = first[key]
        return key

    owners: dict[str, str] = {}
    for one in dependencies:
        for finding in dict.fromkeys((*one.finding_ids, *one.swap_with)):
            first[root(one.id)] = root(owners.setdefault(finding, one.id))
    sizes = Counter(map(root, first))
    return {key: root(key) for key in first if sizes[root(key)] > 1}


def hay(row: DependencyRow) -> str:
    """Everything the words of a filter are looked for in, folded."""
    one = row.dependency
    parts = (one.title, one.name, one.model or "", one.family or "", one.provider or "", one.kind.value)
    told = (*parts, row.host, *one.licences, *one.places, verdict_words(one.verdict), target_words(row))
    return "\n".join(told).casefold()


def aloud(row: DependencyRow) -> str:
    """A row as it is read aloud."""
    one = row.dependency
    told = tr("{title}, {verdict}, {level} risk, {places} places, {part}, target: {target}")
    return told.format(
        title=one.title,
        verdict=verdict_words(one.verdict),
        level=row.risk.level,
        places=len(one.finding_ids),
        part=one.context,
        target=target_words(row),
    )


# --- the words of the cells ---


def verdict_cell(row: DependencyRow) -> str:
    """The verdict for a cell; tip, pane and copies name the tiers it holds for."""
    return verdict_words(replace(row.dependency.verdict, tiers=()))


def host_words(row: DependencyRow) -> str:
    """Who serves it."""
    return row.host or tr("not stated")


def licence_cell(row: DependencyRow) -> str:
    """The licences that follow the weights today."""
    return ", ".join(row.dependency.licences) or tr("none known")


def assumed_hours(estimate: Estimate) -> str:
    """`assumed 5 to 20 hours`."""
    return tr("assumed {hours}").format(hours=hours_words(estimate))


def effort_cell(row: DependencyRow) -> str:
    """`mandatory, 5 points, assumed 5 to 20 hours`; the points alone where nothing is estimated."""
    one = row.dependency
    number = effort_words(one.effort_points)
    sum_of_parts = (tr("{number} point") if number == "1" else tr("{number} points")).format(number=number)
    if one.estimate is None:
        return sum_of_parts
    return f"{one.estimate.category}, {sum_of_parts}, {assumed_hours(one.estimate)}"


def target_words(row: DependencyRow) -> str:
    """`✓ gpt-oss-120b` when chosen, `first: …` when only ranked first, `none`."""
    one = row.dependency
    names = {each.alternative.id: each.alternative.name for each in one.candidates}
    if one.chosen:
        return f"✓ {names.get(one.chosen, one.chosen)}"
    best = ranked(one)
    return tr("first: {name}").format(name=best[0].alternative.name) if best else tr("none")


def _target_key(row: DependencyRow) -> tuple[int, str]:
    one = row.dependency
    return 0 if one.chosen else 1 if ranked(one) else 2, target_words(row)


def _verdict_key(row: DependencyRow) -> tuple[int, str, str]:
    verdict = row.dependency.verdict
    return _STATUS_ORDER[verdict.status], str(verdict.date or "9999"), row.dependency.title


COLUMNS = (
    Column[DependencyRow](
        to_tr("Risk"),
        lambda row: row.risk.level.value,
        gravity,
        lambda row: LEVEL_TONES[row.risk.level],
        sample="very high xx",
    ),
    Column[DependencyRow](
        to_tr("Dependency"), lambda row: row.dependency.title, sample="Llama 3.3 70B Instruct"
    ),
    Column[DependencyRow](
        to_tr("Verdict"),
        verdict_cell,
        _verdict_key,
        lambda row: STATUS_TONES[row.dependency.verdict.status],
        sample="dead since 2026-07-06 x",
        tip=lambda row: f"{verdict_words(row.dependency.verdict)}. {row.dependency.verdict.why}",
    ),
    Column[DependencyRow](
        to_tr("Places"),
        lambda row: f"{len(row.dependency.finding_ids):,}",
        lambda row: len(row.dependency.finding_ids),
        sample="1,000",
        right=True,
    ),
    Column[DependencyRow](
        to_tr("Target"),
        target_words,
        _target_key,
        sample="first: gpt-oss-120b",
    ),
    Column[DependencyRow](
        to_tr("Effort"),
        effort_cell,
        lambda row: row.dependency.effort_points,
        sample="mandatory, 10 points, x",
        tip=lambda row: row.dependency.estimate.assumption if row.dependency.estimate else "",
    ),
    Column[DependencyRow](
        to_tr("Part"),
        lambda row: row.dependency.context.value,
        lambda row: (_CONTEXT_ORDER[row.dependency.context], row.dependency.title),
        sample="production",
    ),
    Column[DependencyRow](to_tr("Host"), host_words, sample="meta-llama-api"),
    Column[DependencyRow](to_tr("Licence today"), licence_cell, sample="llama-guard-4"),
)
LESS_WANTED = (7, 8, 6, 5, 3, 4, 2)
"""Columns in the order in which they give way where there is no room: host, licence, part, effort, places,
target, verdict. The pane tells them as well; risk and name stay."""


# --- groups ---


@dataclass(frozen=True, slots=True)
class RowGrouping:
    """What rows are brought together by; headings stand in the order of `order`, else of the gravest."""

    key: Callable[[DependencyRow], str]
    title: Callable[[str], str]
    order: Callable[[DependencyRow], int] | None = None


def group_labels() -> Mapping[str, str]:
    """What each way of grouping is called."""
    return {
        "none": tr("Not grouped"),
        "risk": tr("By risk"),
        "verdict": tr("By verdict"),
        "host": tr("By host"),
        "family": tr("By model family"),
        "part": tr("By part"),
        "swap": tr("By what moves together"),
    }


def row_grouping(name: str, dependencies: Sequence[Dependency]) -> RowGrouping | None:
    """How to group by `name`; None for no groups."""
    if name == "swap":
        return RowGrouping(lambda row: row.together, _set_titles(dependencies))
    return {
        "risk": RowGrouping(FACETS["levels"], tr("{} risk").format, lambda row: _LEVEL_ORDER[row.risk.level]),
        "verdict": RowGrouping(
            FACETS["statuses"],
            _status_title,
            lambda row: _STATUS_ORDER[row.dependency.verdict.status],
        ),
        "host": RowGrouping(lambda row: row.host or NOBODY, _or(tr("Host not stated"))),
        "family": RowGrouping(lambda row: row.dependency.family or NOBODY, _or(tr("No family named"))),
        "part": RowGrouping(FACETS["contexts"], str, lambda row: _CONTEXT_ORDER[row.dependency.context]),
    }.get(name)


def _status_title(key: str) -> str:
    return STATUS_WORDS[Status(key)]


def _or(nobody: str) -> Callable[[str], str]:
    return lambda key: key or nobody


def _set_titles(dependencies: Iterable[Dependency]) -> Callable[[str], str]:
    titles = {one.id: one.title for one in dependencies}
    together = tr("Moves together with {title}")
    return lambda key: together.format(title=titles[key]) if key else tr("Each moves alone")


STATUS_WORDS: Mapping[Status, str] = {
    Status.DEAD: tr("already dead"),
    Status.ENDS: tr("end announced"),
    Status.SERVED: tr("still served"),
    Status.YOURS: tr("in your own hands"),
    Status.UNKNOWN: tr("not known"),
}


# --- copies ---


def _cells(row: DependencyRow) -> list[str]:
    """All columns as text; a copy names the tiers that the cell only marks."""
    return [
        plain(verdict_words(row.dependency.verdict) if column is COLUMNS[2] else column.text(row))
        for column in COLUMNS
    ]


def as_text(rows: Sequence[DependencyRow]) -> str:
    """One a line, columns parted by tabs."""
    return "\n".join("\t".join(_cells(row)) for row in rows)


def as_markdown(rows: Sequence[DependencyRow]) -> str:
    """A table."""
    head = [column.heading for column in COLUMNS]
    return no_commands("\n".join(table(head, [[prose(text) for text in _cells(row)] for row in rows])))
