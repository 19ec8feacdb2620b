"""The counting of the benchmark, on places small enough to count by hand."""

from __future__ import annotations

from advisor.app.scoring import Label, Question, Reported, Score, Tally, score


def label(line: int, kind: str = "model", model: str | None = "llama-3", **more: object) -> Label:
    return Label("a.py", line, kind, model, "production", **more)  # type: ignore[arg-type]


def said(line: int, kind: str = "model", model: str | None = "llama-3", path: str = "a.py") -> Reported:
    return Reported(path, line, kind, model)


def counted(labels: list[Label], answers: list[Reported], **more: frozenset[str]) -> Score:
    return score(labels, answers, lambda name: frozenset({name}), **more)


def line(result: Score) -> tuple[int, int, int]:
    return _numbers(result.overall[Question.LINE])


def kind(result: Score) -> tuple[int, int, int]:
    return _numbers(result.overall[Question.KIND])


def family(result: Score) -> tuple[int, int, int]:
    return _numbers(result.overall[Question.FAMILY])


def _numbers(tally: Tally) -> tuple[int, int, int]:
    return tally.hits, tally.wrong, tally.missed


def test_found_wrong_and_missed_places_are_counted() -> None:
    result = counted([label(1), label(2), label(3, "neutral", None)], [said(1), said(3), said(9)])
    assert line(result) == (1, 2, 1)
    assert result.overall[Question.LINE].precision == 1 / 3
    assert result.overall[Question.LINE].recall == 1 / 2
    assert [row.line for row in result.wrong] == [3, 9]
    assert [row.line for row in result.missed] == [2]


def test_no_answer_and_nothing_wanted_give_no_figure() -> None:
    tally = counted([], []).overall[Question.LINE]
    assert tally.precision is None
    assert tally.recall is None


def test_an_optional_place_is_neither_wanted_nor_punished() -> None:
    assert line(counted([label(1, optional=True)], [said(1)])) == (0, 0, 0)
    assert line(counted([label(1, optional=True)], [])) == (0, 0, 0)
    assert line(counted([label(1, "neutral", None, optional=True)], [said(1)])) == (0, 0, 0)


def test_the_wrong_kind_at_the_right_place_is_a_hit_by_line_only() -> None:
    result = counted([label(1)], [said(1, "prompt", None), said(2, "prompt", None)])
    assert line(result) == (1, 1, 0)
    assert kind(result) == (0, 2, 1)
    assert [row.line for row in result.wrong_kind] == [1]


def test_a_kind_that_the_label_accepts_too_is_right() -> None:
    assert kind(counted([label(1, also=("derivative",))], [said(1, "derivative")])) == (1, 0, 0)


def test_two_kinds_at_one_place_are_two_wants() -> None:
    result = counted([label(1), label(1, "artifact")], [said(1)])
    assert line(result) == (1, 0, 0)
    assert kind(result) == (1, 0, 1)


def test_families_are_compared_once_each() -> None:
    result = counted([label(1), label(1, model="llama-2")], [said(1), said(1), said(1, model="llama-4")])
    assert family(result) == (1, 1, 1)
    assert [row.model for row in result.wrong_family] == ["llama-4"]


def test_a_family_is_not_punished_where_no_label_tells_one() -> None:
    assert family(counted([label(1, "prompt", None)], [said(1)])) == (0, 0, 0)
    assert family(counted([], [said(1)])) == (0, 1, 0)


def test_an_artifact_is_judged_at_the_nearest_artifact_of_its_file() -> None:
    assert line(counted([label(4, "artifact"), label(40, "artifact")], [said(38, "artifact")])) == (1, 0, 1)


def test_a_remark_on_a_whole_file_goes_to_a_label_of_its_kind_or_is_not_judged() -> None:
    assert line(counted([label(4)], [said(0)])) == (1, 0, 0)
    assert line(counted([label(4)], [said(0, "prompt", None)])) == (0, 0, 1)
    assert line(counted([label(4)], [said(0, path="b.py")])) == (0, 1, 1)


def test_excluded_files_are_left_out_and_opaque_ones_count_only_as_a_whole() -> None:
    out = frozenset({"a.py"})
    assert line(counted([label(1)], [said(1), said(2)], excluded=out)) == (0, 0, 0)
    assert line(counted([], [said(2)], opaque=out)) == (0, 0, 0)
    assert line(counted([label(0, "artifact")], [said(0, "artifact")], opaque=out)) == (1, 0, 0)


def test_neutral_answers_are_no_answers() -> None:
    assert line(counted([label(1)], [said(1, "neutral")])) == (0, 0, 1)


def test_scores_of_repositories_add_up() -> None:
    total = Score()
    total.add(counted([label(1)], [said(1)]))
    total.add(counted([label(1)], []))
    assert line(total) == (1, 0, 1)
    assert total.by_kind["model"].missed == 1
    assert total.by_context["production"][Question.LINE].hits == 1
