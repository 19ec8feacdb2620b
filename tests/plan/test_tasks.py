"""The plan: six phases, one replacement a dependency, stable ids, and an order one can follow."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.core.assessment import Assessment, Task, Tick
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind, Phase, TaskState
from advisor.core.policy import Policy
from advisor.plan import merge_states
from tests.assess.build import (
    APACHE,
    LLAMA_8B,
    LLAMA_70B,
    SmallCatalog,
    alternative,
    duty,
    finding,
    hint,
    judged,
    licence,
    llama,
    real_catalog,
    row,
)


def groq(written: str = "llama-3.3-70b-versatile", **changes: Any) -> Finding:
    return finding(written, **{"provider": "groq", **LLAMA_70B, **changes})


def titles(assessment: Assessment, phase: Phase) -> list[str]:
    return [task.title for task in assessment.tasks if task.phase is phase]


def the(assessment: Assessment, start: str) -> Task:
    return next(task for task in assessment.tasks if task.title.startswith(start))


WHOLE = judged(
    groq(),
    groq(path="tests/t.py", context=Context.TEST),
    groq(path="README.md", context=Context.DOCS),
    finding("llama3.1:8b", path="desk.py", provider="ollama", **LLAMA_8B),
    finding("LLAMA_API_KEY", Kind.ENDPOINT, path=".env", context=Context.CONFIG, provider="meta-llama-api"),
    finding("llama-stack", Kind.PACKAGE, path="requirements.txt", context=Context.CONFIG),
    finding("Built with Llama", Kind.LICENCE, path="NOTICE", context=Context.DOCS),
)


def test_the_phases_come_in_working_order() -> None:
    order = [list(Phase).index(task.phase) for task in WHOLE.tasks]
    assert order == sorted(order)
    assert {task.phase for task in WHOLE.tasks} == set(Phase)


def test_every_task_says_why_and_when_it_is_done_and_has_points() -> None:
    assert all(task.why and task.acceptance and task.effort_points > 0 for task in WHOLE.tasks)


def test_ids_are_unique() -> None:
    assert len({task.id for task in WHOLE.tasks}) == len(WHOLE.tasks)


def test_nothing_comes_after_what_comes_later() -> None:
    seen: set[str] = set()
    for task in WHOLE.tasks:
        assert set(task.after) <= seen
        seen.add(task.id)


def test_one_replacement_a_dependency_whatever_its_places() -> None:
    assert sorted(titles(WHOLE, Phase.REPLACE)) == [
        "Replace Llama-3.1-8B-Instruct in Ollama",
        "Replace Llama-3.3-70B-Instruct at Groq",
        "Replace the calls to Meta-Llama-Api",
        "Replace the package llama-stack",
    ]


def test_a_replacement_lists_the_places_where_something_runs() -> None:
    assert [place.path for place in the(WHOLE, "Replace Llama-3.3").places] == ["app.py"]


def test_tests_and_documents_have_tasks_of_their_own() -> None:
    assert [place.path for place in the(WHOLE, "Mend the tests").places] == ["tests/t.py"]
    assert [place.path for place in the(WHOLE, "Bring documents").places] == ["README.md"]
    assert [place.path for place in the(WHOLE, "Bring licence files").places] == ["NOTICE"]


def test_each_model_is_chosen_once_for_all_its_hosts() -> None:
    assessment = judged(groq(), finding("x", path="b.py", provider="together", **LLAMA_70B))
    assert titles(assessment, Phase.DECIDE) == ["Choose what replaces Llama-3.3-70B-Instruct"]


def family_of(sizes: range) -> Assessment:
    """A project that calls one Llama 3.1 of each size."""
    models = tuple(llama(f"llama-3.1-{size}b-instruct", size_b=float(size)) for size in sizes)
    found = [
        finding("x", path=f"{one.id}.py", provider="groq", model=one.id, family="llama-3.1") for one in models
    ]
    return judged(*found, catalog=SmallCatalog(llama_models=models))


def test_a_choice_keeps_its_id_whatever_models_of_the_family_are_added() -> None:
    few, many = (the(family_of(range(1, most)), "Choose what") for most in (3, 12))
    assert few.id == many.id
    assert many.title.endswith("and 7 more")


def test_a_choice_for_models_of_unlike_size_names_the_candidates_of_each() -> None:
    found = judged(
        finding("x", path="a.py", provider="huggingface", **LLAMA_8B),
        finding("y", path="b.py", provider="huggingface", model="llama-3.1-70b-instruct", family="llama-3.1"),
        catalog=real_catalog(),
    )
    why = the(found, "Choose what").why
    assert "First candidates for Llama 3.1 8B Instruct:" in why
    assert "First candidates for Llama 3.1 70B Instruct:" in why


def test_a_choice_for_one_model_at_two_hosts_says_which_candidates_are_for_which() -> None:
    found = judged(
        finding("x", path="a.py", provider="groq", **LLAMA_70B),
        finding("y", path="b.py", provider="huggingface", **LLAMA_70B),
        catalog=real_catalog(),
    )
    why = the(found, "Choose what").why
    assert "for Llama 3.3 70B Instruct at Groq:" in why
    assert "for Llama 3.3 70B Instruct from Hugging Face Hub:" in why


def test_a_family_is_chosen_for_at_a_time() -> None:
    models = tuple(llama(f"llama-3.1-{size}b-instruct", size_b=float(size)) for size in range(1, 11))
    found = [
        finding("x", path=f"{one.id}.py", provider="groq", model=one.id, family="llama-3.1") for one in models
    ]
    assessment = judged(*found, catalog=SmallCatalog(llama_models=models))
    assert len(titles(assessment, Phase.DECIDE)) == 1
    assert len(titles(assessment, Phase.REPLACE)) == 10


def test_a_replacement_waits_for_its_own_choice_and_for_no_other() -> None:
    after = the(WHOLE, "Replace Llama-3.3").after
    assert the(WHOLE, "Choose what replaces Llama-3.3").id in after
    assert the(WHOLE, "Choose what replaces Llama-3.1").id not in after


def test_questions_on_licences_hold_up_notices_and_not_the_work() -> None:
    answer = the(WHOLE, "Find out whether weights")
    assert answer.id in the(WHOLE, "Bring licence files").after
    assert not any(answer.id in task.after for task in WHOLE.tasks if task.phase is Phase.REPLACE)


def test_a_conflict_is_settled_first() -> None:
    research = licence("llama-1", commercial_use="no", licence_class="non-commercial")
    catalog = SmallCatalog(licences=(research, APACHE), llama_models=(llama("llama-1-7b"),))
    one = finding("x", provider="huggingface", model="llama-1-7b", family="llama-1")
    first = judged(one, catalog=catalog).tasks[0]
    assert first.title == "Settle a licence conflict"
    assert "No commercial or production use" in first.why
    assert first.places[0].finding_id == one.id


def test_the_choice_names_the_first_candidates_with_their_licences() -> None:
    assert "New-70B (apache-2.0)" in the(WHOLE, "Choose what replaces Llama-3.3").why


def test_a_target_is_named_in_choice_and_replacement() -> None:
    assessment = judged(groq(), policy=Policy(targets={"*": "new-8b"}))
    assert "Chosen: New-8B." in the(assessment, "Choose").why
    assert titles(assessment, Phase.REPLACE) == ["Replace Llama-3.3-70B-Instruct at Groq with New-8B"]


def test_a_target_that_is_ruled_out_is_planned_for_and_what_speaks_against_it_told() -> None:
    out = SmallCatalog(alternatives=(alternative(licence="x", licence_class="non-commercial"),))
    assessment = judged(groq(), catalog=out, policy=Policy(targets={"*": "new-8b"}))
    assert "Chosen: New-8B, although it was ruled out: its licence class" in the(assessment, "Choose").why
    assert titles(assessment, Phase.REPLACE) == ["Replace Llama-3.3-70B-Instruct at Groq with New-8B"]


def test_without_a_candidate_the_choice_says_so() -> None:
    assessment = judged(groq(), catalog=SmallCatalog(alternatives=()))
    assert "No candidate fits" in the(assessment, "Choose").why


def test_what_the_evaluation_has_to_cover_is_what_was_seen() -> None:
    assessment = judged(groq(), hints=(hint("tools", "yes"),))
    assert "calls tools" in the(assessment, "Collect an evaluation set").why


def test_dead_models_give_no_more_answers_to_compare_with() -> None:
    table = SmallCatalog(lifecycle=(row("gone", end="2026-01-01"),))
    assert "from logs" in the(judged(groq("gone"), catalog=table), "Collect an evaluation").why
    assert "from logs" not in the(judged(groq(), catalog=table), "Collect an evaluation").why


def test_the_hosts_own_successor_is_told() -> None:
    table = SmallCatalog(lifecycle=(row("gone", end="2026-01-01", replacements=("new/one",)),))
    assert "The host itself recommends new/one." in the(judged(groq("gone"), catalog=table), "Replace").why


def test_notices_name_the_duties_not_seen() -> None:
    catalog = SmallCatalog(licences=(APACHE, licence("llama-3.1", duty("copy", "redistribution"))))
    assessment = judged(finding("x", provider="huggingface", **LLAMA_8B), catalog=catalog)
    assert "copy of the licence (Llama 3.1)" in the(assessment, "Bring licence files").why


class TestLittle:
    def test_no_findings_no_tasks(self) -> None:
        assert judged().tasks == ()

    def test_a_mention_alone_is_a_matter_of_words(self) -> None:
        assessment = judged(finding("Llama 2 7B", path="README.md", context=Context.DOCS, model="llama-2-7b"))
        assert [task.title for task in assessment.tasks] == [
            "Bring documents, data and vendored copies up to date"
        ]

    def test_a_link_to_a_licence_in_a_text_is_words_where_no_weights_run(self) -> None:
        link = finding(
            "https://llama.com/llama3_1/license/",
            Kind.LICENCE,
            path="blog.md",
            context=Context.DOCS,
            rule="LA-LICENCE-004",
        )
        assert [task.title[:15] for task in judged(link).tasks] == ["Bring documents"]
        runs = finding("llama3.1", provider="ollama", model="llama-3.1-8b-instruct", family="llama-3.1")
        told = {task.title[:15]: task for task in judged(link, runs).tasks}
        assert [place.path for place in told["Bring licence f"].places] == ["blog.md"]

    def test_a_licence_text_alone_is_a_matter_of_notices(self) -> None:
        assessment = judged(finding("Built with Llama", Kind.LICENCE, path="NOTICE", context=Context.DOCS))
        assert [task.phase for task in assessment.tasks] == [Phase.RELEASE]

    def test_tests_alone_are_mended(self) -> None:
        assessment = judged(groq(path="tests/t.py", context=Context.TEST))
        assert [task.phase for task in assessment.tasks] == [Phase.VERIFY]

    def test_a_roll_out_only_where_users_meet_it(self) -> None:
        assert "Roll out with a way back" in titles(WHOLE, Phase.RELEASE)
        notebook = judged(groq(path="a.ipynb", context=Context.NOTEBOOK))
        assert "Roll out with a way back" not in titles(notebook, Phase.RELEASE)


class TestStableIds:
    def ids(self, *findings: Finding, **changes: Any) -> dict[str, str]:
        return {task.title: task.id for task in judged(*findings, **changes).tasks}

    def test_moving_lines_and_adding_places_changes_none(self) -> None:
        before = self.ids(groq(line=5))
        after = self.ids(groq(line=50), groq(path="b.py"))
        assert before == after

    def test_another_model_elsewhere_changes_none_of_the_old(self) -> None:
        before = self.ids(groq())
        after = self.ids(groq(), finding("x", path="b.py", provider="ollama", **LLAMA_8B))
        assert before.items() <= after.items()

    def test_another_candidate_changes_none(self) -> None:
        with_one = SmallCatalog(alternatives=(alternative(),))
        assert self.ids(groq()) == self.ids(groq(), catalog=with_one)


class TestStates:
    def test_saved_states_and_notes_are_laid_over_a_new_plan(self) -> None:
        first = WHOLE.tasks[0]
        merged = merge_states(WHOLE.tasks, {first.id: Tick(TaskState.DONE, "Asked on Monday.")})
        assert (merged[0].state, merged[0].note) == (TaskState.DONE, "Asked on Monday.")
        assert merged[1:] == WHOLE.tasks[1:]

    def test_a_tick_without_a_note_leaves_it_empty(self) -> None:
        first = WHOLE.tasks[0]
        assert merge_states(WHOLE.tasks, {first.id: Tick(TaskState.WONT_DO)})[0].note == ""

    def test_a_state_whose_task_is_gone_is_left_alone(self) -> None:
        assert merge_states(WHOLE.tasks, {"task-of-yesterday": Tick(TaskState.DONE)}) == WHOLE.tasks


@pytest.mark.parametrize("phase", list(Phase))
def test_every_phase_of_a_whole_project_has_work(phase: Phase) -> None:
    assert titles(WHOLE, phase)


def test_each_question_has_a_task_of_its_own_and_a_tick_hides_no_new_one() -> None:
    before = judged(finding("meta-llama/x", provider="huggingface", **LLAMA_8B), catalog=real_catalog())
    vision = finding(
        "meta-llama/y",
        provider="huggingface",
        path="b.py",
        model="llama-3.2-11b-vision-instruct",
        family="llama-3.2",
    )
    after = judged(
        finding("meta-llama/x", provider="huggingface", **LLAMA_8B), vision, catalog=real_catalog()
    )
    asked = {task.id for task in before.tasks if task.title.startswith("Find out")}
    ticked = merge_states(after.tasks, {key: Tick(TaskState.DONE) for key in asked})
    left = [
        task.title for task in ticked if task.title.startswith("Find out") and task.state is TaskState.OPEN
    ]
    assert left == ["Find out whether you sit in the European Union"]


def test_a_task_that_shows_some_places_tells_how_many_there_are() -> None:
    found = [groq(path=f"a{number}.py") for number in range(12)]
    task = the(judged(*found), "Choose what")
    assert (len(task.places), task.places_total) == (5, 12)


def test_a_replacement_carries_category_and_hours() -> None:
    task = the(judged(groq()), "Replace Llama-3.3")
    assert task.estimate is not None
    assert (task.estimate.category, task.estimate.hours_low) == ("potential", 5)
