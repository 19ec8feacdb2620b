"""Duties by licence version: what sets each off, whether it was seen to be met, what ends and what stays."""

from __future__ import annotations

from typing import Any

import pytest

from advisor.core.assessment import Assessment, DutyState
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Confidence, Context, Kind
from advisor.core.knowledge import LicenceDuty
from advisor.core.policy import Policy
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    SmallCatalog,
    duty,
    finding,
    hint,
    judged,
    licence,
    real_catalog,
)

NOTICE = "Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright © Meta Platforms, Inc."
LICENCES = (
    licence(
        "llama-3.1",
        duty("copy", "redistribution"),
        duty("notice", "redistribution"),
        duty("display", "redistribution, also as part of a product"),
        duty("aup"),
        notice_text=NOTICE,
        display_text="Built with Llama",
        outputs_for_training="allowed",
    ),
    licence(
        "llama-2",
        duty("outputs", "training on outputs"),
        outputs_for_training="forbidden to improve any other large language model",
    ),
    licence("llama-1", duty("non-commercial"), commercial_use="no", licence_class="non-commercial"),
    licence(
        "llama-4",
        duty("geography", "multimodal models"),
        geographic_limits="not granted in the European Union",
    ),
    licence("llama-3.3", duty("aup")),
)


def own(written: str = "meta-llama/Llama-3.1-8B-Instruct", **changes: Any) -> Finding:
    """A model of the project's own machines."""
    return finding(written, **{"provider": "huggingface", **LLAMA_8B, **changes})


def words(written: str, path: str = "NOTICE") -> Finding:
    return finding(written, Kind.LICENCE, path=path, context=Context.DOCS)


def read(*findings: Finding, policy: Policy | None = None, hints: tuple[Hint, ...] = ()) -> Assessment:
    from tests.assess.build import llama

    models = (
        *SmallCatalog().llama_models,
        llama("llama-2-7b-chat"),
        llama("llama-1-7b"),
    )
    catalog = SmallCatalog(licences=LICENCES, llama_models=models)
    return judged(*findings, catalog=catalog, policy=policy, hints=hints)


def states(assessment: Assessment) -> dict[str, str]:
    return {one.duty: one.state for one in assessment.duties}


def the(assessment: Assessment, name: str) -> DutyState:
    return next(one for one in assessment.duties if one.duty == name)


class TestStates:
    def test_without_its_texts_the_duties_of_handing_on_are_not_seen(self) -> None:
        assert states(read(own())) == {
            "copy": "not seen",
            "notice": "not seen",
            "display": "not seen",
            "aup": "cannot be seen",
        }

    def test_a_notice_is_met_by_its_sentence_whatever_the_sign_for_copyright(self) -> None:
        sentence = NOTICE.replace("©", "(c)")
        assert states(read(own(), words(sentence)))["notice"] == "met"

    def test_a_notice_of_another_version_does_not_meet_it(self) -> None:
        sentence = "Llama 3.3 is licensed under the Llama 3.3 Community License"
        assert states(read(own(), words(sentence)))["notice"] == "not seen"

    def test_the_line_is_met_by_built_with_llama_anywhere(self) -> None:
        assert states(read(own(), words("Built with Llama", "README.md")))["display"] == "met"

    def test_a_copy_is_met_by_the_text_of_the_licence_wherever_it_lies(self) -> None:
        title = "LLAMA 3.1 COMMUNITY LICENSE AGREEMENT"
        text = finding(title, Kind.LICENCE, rule="LA-LICENCE-005", path="legal/llama.txt")
        assert states(read(own(), text))["copy"] == "met"

    def test_a_title_without_the_text_is_no_copy_even_in_a_licence_file_and_its_place_is_told(self) -> None:
        title = "Llama 3.1 Community License"
        assessment = read(own(), words(title, "THIRD_PARTY_LICENSES.md"))
        assert states(assessment)["copy"] == "not seen"
        place = "is only named at THIRD_PARTY_LICENSES.md:1; its text was not found."
        assert the(assessment, "copy").text.endswith(place)


class TestWhy:
    def test_what_meets_a_duty_is_named_with_its_place(self) -> None:
        notice = words(NOTICE)
        state = the(read(own(), notice), "notice")
        assert state.met_by == (notice.id,)
        assert state.why.startswith("Seen at NOTICE:1.")

    def test_a_notice_outside_of_a_notice_file_is_told(self) -> None:
        asked = LicenceDuty("notice", "Keep it in a text file named “Notice”.", "1", "redistribution")
        rows = (licence("llama-3.1", asked, notice_text=NOTICE),)
        catalog = SmallCatalog(licences=rows)
        elsewhere = the(judged(own(), words(NOTICE, "README.md"), catalog=catalog), "notice")
        assert elsewhere.state == "met"
        assert "no file of that name" in elsewhere.why
        assert (
            "no file"
            not in the(judged(own(), words(NOTICE, "legal/NOTICE.txt"), catalog=catalog), "notice").why
        )

    def test_what_was_not_found_is_quoted(self) -> None:
        state = the(read(own()), "display")
        assert state.met_by == ()
        assert "“Built with Llama” was found in no file" in state.why

    def test_a_duty_says_which_answer_it_hangs_on(self) -> None:
        state = the(read(own()), "copy")
        assert state.asks == "redistributes"
        assert "not answered yet" in state.why
        told = the(read(own(), policy=Policy(redistributes=True)), "copy")
        assert (told.asks, told.state) == ("redistributes", "not seen")
        assert "You answered" in told.why

    def test_without_a_sentence_to_look_for_nothing_is_said_to_be_missing(self) -> None:
        rows = (licence("llama-3.1", duty("notice", "redistribution")),)
        assert states(judged(own(), catalog=SmallCatalog(licences=rows))) == {"notice": "cannot be seen"}


class TestWhatDoesNotApply:
    def idle(self, *findings: Finding, policy: Policy | None = None) -> dict[str, str]:
        rows = read(*findings, policy=policy).idle_duties
        assert {row.state for row in rows} <= {"does not apply"}
        assert all(row.finding_ids == () for row in rows)
        return {row.duty: row.why for row in rows}

    def test_handing_on_is_not_asked_of_what_is_called_at_a_host(self) -> None:
        rows = self.idle(finding("llama-3.1-8b-instant", provider="groq", **LLAMA_8B))
        assert set(rows) == {"copy", "notice", "display"}
        assert "only called at a host" in rows["copy"]

    def test_an_answer_is_the_reason(self) -> None:
        assert "You answered" in self.idle(own(), policy=Policy(redistributes=False))["copy"]

    def test_a_limit_on_multimodal_models_is_not_asked_of_others(self) -> None:
        text = finding("x", provider="groq", model="llama-guard-4", family="llama-guard-4")
        assert "none was found" in self.idle(text)["geography"]

    def test_every_duty_of_the_text_stands_in_one_of_the_two_lists(self) -> None:
        for policy in (Policy(), Policy(redistributes=False, eu=False, trains_on_outputs=False)):
            found = judged(own(), catalog=real_catalog(), policy=policy)
            (row,) = [one for one in found.licences if one.id == "llama-3.1"]
            told = sorted(one.duty for one in (*found.duties, *found.idle_duties))
            assert told == sorted(one.id for one in row.duties)


class TestTriggers:
    def test_duties_follow_the_version_of_the_weights(self) -> None:
        assessment = read(own(), own("x", path="b.py", **LLAMA_70B))
        assert {one.licence for one in assessment.duties} == {"llama-3.1", "llama-3.3"}

    def test_weights_called_at_a_host_are_not_handed_on(self) -> None:
        assert states(read(finding("llama-3.1-8b-instant", provider="groq", **LLAMA_8B))) == {
            "aup": "cannot be seen"
        }

    def test_a_policy_that_hands_nothing_on_lifts_those_duties(self) -> None:
        assert states(read(own(), policy=Policy(redistributes=False))) == {"aup": "cannot be seen"}

    def test_a_mention_in_a_document_sets_nothing_off(self) -> None:
        assert read(own("Llama 3.1 8B", context=Context.DOCS, provider=None)).duties == ()

    def test_a_file_of_weights_does_wherever_it_lies(self) -> None:
        weights = finding(
            "llama.gguf", Kind.ARTIFACT, path="data/llama.gguf", line=0, context=Context.DATA, **LLAMA_8B
        )
        assert states(read(weights))["copy"] == "not seen"

    def test_a_limit_on_multimodal_models_is_set_off_by_those_alone(self) -> None:
        text = finding("x", provider="groq", model="llama-guard-4", family="llama-guard-4")
        images = finding("y", path="b.py", provider="groq", model="llama-4-scout-instruct", family="llama-4")
        assert states(read(text)) == {}
        assert the(read(text, images), "geography").finding_ids == (images.id,)

    def test_no_training_on_outputs_no_such_duty(self) -> None:
        one = own("x", model="llama-2-7b-chat", family="llama-2")
        assert states(read(one)) == {"outputs": "cannot be seen"}
        assert states(read(one, policy=Policy(trains_on_outputs=False))) == {}

    def test_every_duty_names_the_findings_that_set_it_off(self) -> None:
        first, second = own(), own(path="b.py")
        assert the(read(first, second), "aup").finding_ids == (first.id, second.id)

    def test_what_ends_and_what_stays_is_told(self) -> None:
        state = the(read(own()), "copy")
        assert "1 place today" in state.ends
        assert "still handed on" in state.stays


class TestConflicts:
    RESEARCH = {"model": "llama-1-7b", "family": "llama-1"}  # noqa: RUF012

    def test_research_weights_in_production(self) -> None:
        assessment = read(own("x", **self.RESEARCH))
        assert "No commercial or production use" in assessment.conflicts[0].text
        assert "Llama 1" in assessment.conflicts[0].text

    def test_research_weights_in_a_notebook_or_without_commerce_are_none(self) -> None:
        assert read(own("x", context=Context.NOTEBOOK, **self.RESEARCH)).conflicts == ()
        assert read(own("x", **self.RESEARCH), policy=Policy(commercial=False)).conflicts == ()

    def test_multimodal_weights_in_the_european_union(self) -> None:
        one = finding("y", provider="groq", model="llama-4-scout-instruct", family="llama-4")
        assert read(one, policy=Policy(eu=True)).conflicts[0].finding_ids == (one.id,)
        assert read(one, policy=Policy(eu=False)).conflicts == ()

    def test_outputs_that_train_another_model_where_that_is_forbidden(self) -> None:
        old = own("x", model="llama-2-7b-chat", family="llama-2")
        policy = Policy(trains_on_outputs=True)
        assert len(read(old, policy=policy).conflicts) == 1
        assert read(own(), policy=policy).conflicts == ()

    def test_a_conflict_raises_the_likelihood(self) -> None:
        clean = read(own("x", **self.RESEARCH), policy=Policy(commercial=False))
        assert read(own("x", **self.RESEARCH)).risk.likelihood > clean.risk.likelihood


class TestQuestions:
    def asked(self, *findings: Finding, policy: Policy | None = None, hints: tuple[Hint, ...] = ()) -> str:
        return "\n".join(row.text for row in read(*findings, policy=policy, hints=hints).questions)

    def test_handing_on_is_asked_once_for_all_licences(self) -> None:
        text = self.asked(own(), own("x", path="b.py", **LLAMA_70B))
        assert text.count("handed on") == 1
        assert "Llama 3.1 and Llama 3.3" in text

    @pytest.mark.parametrize("answer", [True, False])
    def test_an_answer_in_the_policy_ends_the_question(self, answer: bool) -> None:
        assert self.asked(own(), policy=Policy(redistributes=answer)) == ""

    def test_training_code_beside_forbidden_outputs_is_asked_about(self) -> None:
        old = own("x", model="llama-2-7b-chat", family="llama-2")
        assert "train others" in self.asked(old, hints=(hint("fine-tuning", "yes"),))
        assert "train others" not in self.asked(old)

    def test_a_derivative_known_by_name_alone_raises_a_question_and_no_duty(self) -> None:
        one = finding(
            "some/llama-thing",
            Kind.DERIVATIVE,
            model="llama-thing",
            family="llama-3.1",
            provider="huggingface",
            confidence=Confidence.LOW,
        )
        assessment = read(one)
        assert assessment.duties == ()
        assert "by name alone" in assessment.questions[0].text

    def test_a_prompt_format_beside_the_weights_owes_nothing(self) -> None:
        prompt = finding("<|eot_id|>", Kind.PROMPT, path="app.py", line=9, family="llama-3")
        one = own(path="app.py")
        for duty_of in read(one, prompt).duties:
            assert duty_of.finding_ids == (one.id,)

    def test_all_that_is_llamas_by_name_alone_is_one_question(self) -> None:
        loose = {"provider": "huggingface", "family": None, "confidence": Confidence.LOW}
        names = [f"llama-thing-{number}" for number in range(20)]
        found = [finding(name, Kind.DERIVATIVE, path=f"{name}.py", model=name, **loose) for name in names]
        (question,) = read(*found).questions
        assert "llama-thing-0, " in question.text
        assert "and 8 more" in question.text
        assert len(question.finding_ids) == 20


class TestTextsOfAnotherVersion:
    def asked(self, *texts: Finding) -> list[Any]:
        return [one for one in read(own(), *texts).questions if one.key == "question.licence-version"]

    def test_a_notice_of_another_version_than_the_weights_is_asked_about(self) -> None:
        notice = words("Llama 3.3 Community License")
        (question,) = self.asked(notice)
        assert "names Llama 3.3" in question.text
        assert "under Llama 3.1" in question.text
        assert question.finding_ids == (notice.id,)

    def test_a_notice_of_the_weights_own_version_is_not(self) -> None:
        assert self.asked(words("Llama 3.1 Community License")) == []

    def test_a_readme_that_speaks_of_another_licence_states_none(self) -> None:
        assert self.asked(words("Llama 3.3 Community License", path="README.md")) == []

    def test_the_licence_of_somebody_elses_code_states_none(self) -> None:
        theirs = finding("Llama 3.3 License", Kind.LICENCE, path="vendor/x/LICENSE", context=Context.VENDORED)
        assert self.asked(theirs) == []

    def test_without_weights_there_is_nothing_to_compare(self) -> None:
        assert read(words("Llama 3.3 Community License")).questions == ()


class TestTheProductsOwnFacts:
    @pytest.mark.parametrize(
        ("model", "family", "training"),
        [
            ("llama-2-7b-chat", "llama-2", "Do not use"),
            ("llama-3-8b-instruct", "llama-3", "Do not use"),
            ("llama-3.1-8b-instruct", "llama-3.1", "is allowed"),
        ],
    )
    def test_training_with_outputs_is_forbidden_up_to_llama_3(
        self, model: str, family: str, training: str
    ) -> None:
        one = finding("x", model=model, family=family, provider="huggingface")
        assert training in the(judged(one, catalog=real_catalog()), "outputs").text

    def test_the_limit_in_the_european_union_is_not_told_of_text_models(self) -> None:
        text = finding("x", provider="groq", **LLAMA_70B)
        assert "geography" not in states(judged(text, catalog=real_catalog()))

    def test_llama_1_in_production_is_ruled_out(self) -> None:
        one = finding("huggyllama/llama-7b", model="llama-1-7b", family="llama-1", provider="huggingface")
        assert judged(one, catalog=real_catalog()).conflicts

    def test_every_duty_has_a_short_name(self) -> None:
        texts = real_catalog().document("texts")["texts"]
        llama = [row for row in real_catalog().licences if row.id.startswith("llama-")]
        unnamed = {one.id for row in llama for one in row.duties} - {
            key.removeprefix("duty.name.") for key in texts if key.startswith("duty.name.")
        }
        assert unnamed == set()
