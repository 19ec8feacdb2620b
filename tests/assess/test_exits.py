"""Leaving a licence: what ends with its findings, what stays, what the next licence asks."""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.core.exits import LicenceExit
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind
from advisor.core.policy import Policy
from tests.assess.build import finding, hint, judged, real_catalog


def way(*findings: Finding, hints: tuple[Hint, ...] = (), policy: Policy | None = None) -> LicenceExit:
    (one,) = whole(*findings, hints=hints, policy=policy).exits
    return one


def whole(*findings: Finding, hints: tuple[Hint, ...] = (), policy: Policy | None = None) -> Assessment:
    return judged(*findings, hints=hints, policy=policy, catalog=real_catalog())


def hub(name: str = "meta-llama/Llama-3.1-8B-Instruct", **changes: object) -> Finding:
    values = {"model": "llama-3.1-8b-instruct", "family": "llama-3.1", "provider": "huggingface"}
    return finding(name, **{**values, **changes})  # type: ignore[arg-type]


def hosted() -> Finding:
    model = {"model": "llama-3.1-8b-instruct", "family": "llama-3.1"}
    return finding("llama-3.1-8b-instant", provider="groq", **model)  # type: ignore[arg-type]


def kept(one: LicenceExit) -> dict[str, str]:
    return {stay.what: stay.text for stay in one.stays}


def test_duties_end_with_the_findings_that_set_them_off() -> None:
    first, second = hub(), hub(path="b.py")
    found = way(first, second)
    assert found.licence == "llama-3.1"
    assert set(found.finding_ids) == {first.id, second.id}
    assert "acceptable use policy" in found.ends


def test_each_version_has_a_way_of_its_own() -> None:
    two = hub("meta-llama/Llama-2-7b-chat-hf", path="b.py", model="llama-2-7b-chat", family="llama-2")
    assert [one.licence for one in whole(hub(), two).exits] == ["llama-2", "llama-3.1"]


def test_only_named_weights_leave_nothing_behind() -> None:
    assert whole(hub(context=Context.DOCS)).exits == ()


class TestWhatStays:
    def test_a_fine_tune_stays_under_the_licence_of_its_base(self) -> None:
        base = hub("meta-llama/Llama-3.1-8B-Instruct", path="out/adapter_config.json", line=2)
        adapter = finding(
            "meta-llama/x", Kind.ARTIFACT, path="out/adapter_config.json", line=2, model=base.model
        )
        assert "out/adapter_config.json:2" in kept(way(base, adapter))["fine-tunes"]

    def test_data_made_from_llama_2_may_not_teach_others_even_later(self) -> None:
        teacher = hub("meta-llama/Llama-2-70b-chat-hf", model="llama-2-70b-chat", family="llama-2")
        text = kept(way(teacher, hints=(hint("distillation", "yes"),)))["distilled data"]
        assert "may not improve other models" in text

    def test_from_3_1_on_it_may_under_a_name_that_begins_with_llama(self) -> None:
        text = kept(way(hub(), hints=(hint("distillation", "yes"),)))["distilled data"]
        assert "name that begins with Llama" in text

    def test_a_teacher_is_not_what_is_fine_tuned(self) -> None:
        hints = (hint("distillation", "yes"), hint("fine-tuning", "yes"))
        assert "fine-tunes" not in kept(way(hub(), hints=hints))

    def test_nothing_of_a_model_at_a_host_is_in_ones_own_hands(self) -> None:
        assert "only called at a host" in kept(way(hosted()))["handed on"]
        assert "were handed on already" in kept(way(hub()))["handed on"]


class TestBeforeAndAfter:
    def test_an_apache_model_ends_the_threshold_and_keeps_the_copy(self) -> None:
        (change,) = way(hub(), policy=Policy(targets={"*": "qwen3-8b"})).changes
        assert change.licence == "apache-2.0"
        assert change.alternatives == ("Qwen3-8B",)
        assert {"700 million users", "acceptable use policy"} <= set(change.gone)
        assert "copy of the licence" in change.kept
        assert "changed files marked" in change.new

    def test_who_hands_nothing_on_owes_no_copy(self) -> None:
        policy = Policy(targets={"*": "qwen3-8b"}, redistributes=False)
        (change,) = way(hub(), policy=policy).changes
        assert "copy of the licence" not in {*change.kept, *change.new, *change.gone}

    def test_a_limit_on_revenue_is_another_matter_than_one_on_users(self) -> None:
        (change,) = way(hub(), policy=Policy(targets={"*": "lfm2.5-8b-a1b"})).changes
        assert "700 million users" in change.gone
        assert "10 million US dollars of revenue" in change.new

    def test_each_duty_says_why_it_comes_or_goes(self) -> None:
        (change,) = way(hub(), policy=Policy(targets={"*": "qwen3-8b"})).changes
        rows = {one.duty: one for one in change.duties}
        assert (rows["aup"].change, rows["aup"].applies) == ("gone", "not asked for")
        assert rows["aup"].why == "The next licence does not ask for it."
        assert (rows["copy"].change, rows["copy"].applies, rows["copy"].asks) == (
            "stays",
            "open",
            "redistributes",
        )
        assert (rows["changes"].change, rows["changes"].applies) == ("new", "open")

    def test_the_licence_moved_to_lists_all_its_duties_with_whether_they_apply(self) -> None:
        hosted_there = whole(hosted(), policy=Policy(targets={"*": "gpt-oss-20b"}, needs={"runs": "groq"}))
        (arrival,) = hosted_there.arrivals
        assert arrival.licence == "apache-2.0"
        applies = {one.duty: one.applies for one in arrival.duties}
        assert applies["copy"] == "does not apply"
        assert applies["patent"] == "applies"

    def test_an_answer_decides_what_the_next_licence_asks(self) -> None:
        policy = Policy(targets={"*": "qwen3-8b"}, redistributes=True)
        (arrival,) = whole(hub(), policy=policy).arrivals
        copy = next(one for one in arrival.duties if one.duty == "copy")
        assert (copy.applies, copy.asks) == ("applies", "redistributes")
        assert "You answered" in copy.why

    def test_what_words_alone_name_moves_nowhere(self) -> None:
        named = hub(
            "Llama 2 7B", path="README.md", context=Context.DOCS, model="llama-2-7b", family="llama-2"
        )
        found = whole(hub(), named, policy=Policy(targets={"*": "qwen3-8b"}))
        bound = {key for way in found.exits for key in way.dependency_ids}
        assert {key for arrival in found.arrivals for key in arrival.dependency_ids} == bound
