"""Precision and recall of findings against labelled lines: pure counting, no files.

Three questions are asked of every labelled or reported place: is it a dependency at all (`line`), is its
kind right (`kind`), is its model family right (`family`). Labels marked optional are neither wanted nor
punished; a label may accept other kinds (`also`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

NEUTRAL = "neutral"
_WITH_FAMILY = frozenset({"model", "derivative", "artifact"})
_OF_THE_FILE = frozenset({"artifact", "licence"})
"""Kinds that speak of a file rather than of a line: judged at the nearest label of the same kind."""

Place = tuple[str, int]
"""Path and line; line 0 is the whole file."""


class Question(StrEnum):
    """What is asked of a place."""

    LINE = "line"
    KIND = "kind"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Label:
    """What a person wrote down about a line."""

    path: str
    line: int
    kind: str
    model: str | None
    context: str
    optional: bool = False
    also: tuple[str, ...] = ()

    def accepts(self, kind: str) -> bool:
        """Whether a finding of `kind` agrees with this label."""
        return kind == self.kind or kind in self.also


@dataclass(frozen=True, slots=True)
class Reported:
    """What the scanner said about a line."""

    path: str
    line: int
    kind: str
    model: str | None


@dataclass(slots=True)
class Tally:
    """Right, wrong and missing answers."""

    hits: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float | None:
        """Share of answers that were right; None when there was none."""
        answers = self.hits + self.wrong
        return self.hits / answers if answers else None

    @property
    def recall(self) -> float | None:
        """Share of what was wanted that was found; None when nothing was wanted."""
        wanted = self.hits + self.missed
        return self.hits / wanted if wanted else None

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.hits += other.hits
        self.wrong += other.wrong
        self.missed += other.missed


def _per_question() -> dict[Question, Tally]:
    return {question: Tally() for question in Question}


@dataclass(slots=True)
class Score:
    """The counts of one repository or of several."""

    overall: dict[Question, Tally] = field(default_factory=_per_question)
    by_context: dict[str, dict[Question, Tally]] = field(default_factory=lambda: defaultdict(_per_question))
    by_kind: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    wrong: list[Reported] = field(default_factory=list)
    wrong_kind: list[Reported] = field(default_factory=list)
    """Answers of another kind at places that are dependencies."""
    wrong_family: list[Reported] = field(default_factory=list)
    """Answers of another family at places that are dependencies."""
    missed: list[Label] = field(default_factory=list)

    def count(self, question: Question, context: str, answer: Tally) -> None:
        """Count one place's answer to one question."""
        self.overall[question].add(answer)
        self.by_context[context][question].add(answer)

    def add(self, other: Score) -> None:
        """Count another repository in; its list of places stays with it."""
        for question, tally in other.overall.items():
            self.overall[question].add(tally)
        for context, tallies in other.by_context.items():
            for question, tally in tallies.items():
                self.by_context[context][question].add(tally)
        for kind, tally in other.by_kind.items():
            self.by_kind[kind].add(tally)


FamilyOf = Callable[[str], frozenset[str]]
"""The families a model name stands for; two names agree when they share one."""


def score(
    labels: Iterable[Label],
    reported: Iterable[Reported],
    family_of: FamilyOf,
    *,
    excluded: frozenset[str] = frozenset(),
    opaque: frozenset[str] = frozenset(),
) -> Score:
    """Compare one repository's findings with its labels.

    `excluded` files are not judged at all; `opaque` ones (binary or very large) only where the file as a
    whole is labelled.
    """
    desk = _Desk([label for label in labels if label.path not in excluded], family_of)
    for answer in reported:
        whole = (answer.path, 0) in desk.labels
        if answer.kind != NEUTRAL and answer.path not in excluded and (whole or answer.path not in opaque):
            desk.lay(answer)
    return desk.judge()


class _Desk:
    """Labels and answers of one repository, laid together place by place."""

    def __init__(self, labels: Sequence[Label], family_of: FamilyOf) -> None:
        self.labels: dict[Place, list[Label]] = defaultdict(list)
        self._answers: dict[Place, list[Reported]] = defaultdict(list)
        self._of_kind: dict[tuple[str, str], list[Place]] = defaultdict(list)
        self._context: dict[str, str] = {}
        self._family_of = family_of
        for label in labels:
            self.labels[label.path, label.line].append(label)
        for place in sorted(self.labels):
            self._context[place[0]] = self.labels[place][0].context
            for label in self.labels[place]:
                if label.kind != NEUTRAL:
                    self._of_kind[label.path, label.kind].append(place)

    def lay(self, answer: Reported) -> None:
        """Put an answer to the place it is judged at; a remark on a whole file may have none."""
        place = self._place(answer)
        if place is not None:
            self._answers[place].append(answer)

    def _place(self, answer: Reported) -> Place | None:
        place = (answer.path, answer.line)
        same_kind = self._of_kind.get((answer.path, answer.kind), [])
        if self._is_settled(place, answer.kind):
            return place
        if answer.kind in _OF_THE_FILE and same_kind:
            return min(same_kind, key=lambda other: abs(other[1] - answer.line))
        if answer.line or answer.path not in self._context:
            return place
        if place in self.labels:
            return place
        return same_kind[0] if same_kind else None

    def _is_settled(self, place: Place, kind: str) -> bool:
        """Whether the labels at the very place are the ones to judge by."""
        labels = self.labels.get(place, ())
        if not labels or (place[1] == 0 and all(label.kind == NEUTRAL for label in labels)):
            return False
        return kind not in _OF_THE_FILE or any(label.accepts(kind) for label in labels)

    def judge(self) -> Score:
        result = Score()
        for place in sorted(set(self.labels) | set(self._answers)):
            labels, answers = self.labels.get(place, []), self._answers.get(place, [])
            context = labels[0].context if labels else self._context.get(place[0], "production")
            _judge_place(result, _Case(labels, answers, context, self._family_of))
        return result


@dataclass(frozen=True, slots=True)
class _Case:
    """One place with what was wanted and what was said."""

    labels: Sequence[Label]
    answers: Sequence[Reported]
    context: str
    family_of: FamilyOf

    @property
    def dependent(self) -> list[Label]:
        return [label for label in self.labels if label.kind != NEUTRAL]

    @property
    def wanted(self) -> list[Label]:
        return [label for label in self.dependent if not label.optional]


def _judge_place(result: Score, case: _Case) -> None:
    open_neutral = any(label.optional and label.kind == NEUTRAL for label in case.labels)
    forgiven = open_neutral or bool(case.dependent and not case.wanted)
    if case.wanted:
        result.count(Question.LINE, case.context, Tally(hits=1) if case.answers else Tally(missed=1))
        if not case.answers:
            result.missed.append(case.wanted[0])
    elif case.answers and not forgiven:
        result.count(Question.LINE, case.context, Tally(wrong=1))
        result.wrong.append(case.answers[0])
    if forgiven and not case.dependent:
        return
    _judge_kinds(result, case)
    _judge_families(result, case)


def _judge_kinds(result: Score, case: _Case) -> None:
    for kind in sorted({label.kind for label in case.wanted}):
        of_kind = [label for label in case.wanted if label.kind == kind]
        found = any(label.accepts(answer.kind) for label in of_kind for answer in case.answers)
        answer_tally = Tally(hits=1) if found else Tally(missed=1)
        result.count(Question.KIND, case.context, answer_tally)
        result.by_kind[kind].add(answer_tally)
    for kind, answer in sorted({answer.kind: answer for answer in reversed(case.answers)}.items()):
        if not any(label.accepts(kind) for label in case.dependent):
            result.count(Question.KIND, case.context, Tally(wrong=1))
            result.by_kind[kind].add(Tally(wrong=1))
            if case.dependent:
                result.wrong_kind.append(answer)


def _judge_families(result: Score, case: _Case) -> None:
    wanted = _families(case, (label.model for label in case.wanted if label.kind in _WITH_FAMILY))
    known = _families(case, (label.model for label in case.dependent))
    answers = [answer for answer in reversed(case.answers) if answer.kind in _WITH_FAMILY]
    said = {case.family_of(row.model) if row.model else frozenset[str](): row for row in answers}
    for families in wanted:
        hit = any(families & other for other in said)
        result.count(Question.FAMILY, case.context, Tally(hits=1) if hit else Tally(missed=1))
    for families, answer in said.items():
        not_told = bool(case.dependent) and not known
        if not not_told and not any(families & other for other in known):
            result.count(Question.FAMILY, case.context, Tally(wrong=1))
            if case.dependent:
                result.wrong_family.append(answer)


def _families(case: _Case, models: Iterable[str | None]) -> list[frozenset[str]]:
    """The families of `models`, each set once, in order; a label without a model tells none."""
    sets = (case.family_of(model) if model else frozenset[str]() for model in models if model is not None)
    return list(dict.fromkeys(sets))
