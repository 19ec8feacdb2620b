"""What a replacement has to offer: seen in code, inferred from the old model, or set by the policy."""

from __future__ import annotations

import pytest

from advisor.assess.facts import Facts
from advisor.assess.languages import codes
from advisor.assess.needs import OldModel, needs, tokens
from advisor.core.assessment import Need
from advisor.core.errors import UsageError
from advisor.core.findings import Hint
from advisor.core.kinds import Context
from advisor.core.policy import Policy
from advisor.names import namer_of
from tests.assess.build import LLAMA_8B, LLAMA_70B, PROSE, finding, hint, judged, only, real_catalog, tables

TEXT = OldModel("Old 8B", "old-8b", "llama-3.1", 8.0, None, "instruct", "text", 131072)
SEES = OldModel("Old 11B Vision", "old-11b", "llama-3.2", 11.0, None, "vision", "text+image", 131072)


def need(name: str, *hints: Hint, old: OldModel = TEXT, policy: Policy | None = None) -> Need | None:
    return needs(old, None, hints, policy or Policy(), tables()).get(name)


def test_the_largest_context_seen_is_needed_and_the_places_that_say_so_told() -> None:
    found = need("context", hint("context", "4096", line=3), hint("context", "16384", line=9))
    assert found is not None
    assert (found.value, found.seen_at, found.inferred) == ("16384", ("app.py:9",), False)


def test_without_a_sign_the_old_window_is_an_upper_bound_and_only_inferred() -> None:
    found = need("context")
    assert found is not None
    assert (found.value, found.inferred) == ("131072", True)
    assert "at most 131,072" in found.text


def test_a_context_that_is_no_number_is_no_sign() -> None:
    found = need("context", hint("context", "${MAX_LEN}"))
    assert found is not None and found.inferred


def needs_of(line: int, *others: int) -> dict[str, str]:
    """The needs of a model on a line of a file with a hint on line 500; other models stand on other lines."""
    one = finding("x", line=line, provider="groq", **LLAMA_70B)
    rest = [finding("y", line=other, provider="groq", **LLAMA_8B) for other in others]
    found = judged(one, *rest, hints=(hint("tools", "tools=", line=500),))
    (mine,) = (each for each in found.dependencies if one.id in each.finding_ids)
    return {need.name: need.value for need in mine.needs}


def test_a_hint_far_off_is_about_the_only_model_of_the_file() -> None:
    assert "tools" in needs_of(3)


def test_a_hint_far_off_and_nearer_to_another_model_is_about_that_one() -> None:
    assert "tools" not in needs_of(3, 480)
    assert "tools" in needs_of(480, 3)


def test_a_hint_near_two_models_is_about_both() -> None:
    assert "tools" in needs_of(450, 480)


def test_images_are_needed_where_code_passes_them() -> None:
    found = need("vision", hint("vision", "yes", line=7))
    assert found is not None
    assert (found.seen_at, found.inferred) == (("app.py:7",), False)


def test_a_vision_model_by_name_needs_images_a_model_that_could_only_perhaps() -> None:
    named = need("vision", old=SEES)
    could = need("vision", old=OldModel("Old", modality="text+image", variant="instruct"))
    assert named is not None and not named.inferred
    assert could is not None and could.inferred
    assert need("vision") is None


def test_a_switched_off_setting_is_no_need() -> None:
    assert need("vision", hint("vision", "false")) is None


@pytest.mark.parametrize(
    ("family", "task"),
    [("llama-guard-4", "guard"), ("prompt-guard-2", "guard"), ("code-llama", "code"), ("llama-3.3", "chat")],
)
def test_the_task_follows_the_family(family: str, task: str) -> None:
    found = need("task", old=OldModel("Old", family=family))
    assert found is not None and found.value == task


def test_the_policy_overrides_what_was_seen_and_says_so() -> None:
    found = need("context", hint("context", "4096"), policy=Policy(needs={"context": "32,768"}))
    assert found is not None
    assert (found.value, found.inferred) == ("32768", False)
    assert "policy" in found.text


@pytest.mark.parametrize("word", ["no", "false", "No", "off"])
def test_the_policy_takes_a_need_away(word: str) -> None:
    assert need("tools", hint("tools", "yes"), policy=Policy(needs={"tools": word})) is None


@pytest.mark.parametrize("word", ["yes", "true", "required"])
def test_any_other_word_asks_for_it(word: str) -> None:
    found = need("tools", policy=Policy(needs={"tools": word}))
    assert found is not None and found.value == "yes"


@pytest.mark.parametrize(
    ("text", "size"),
    [("16384", 16384), ("16,384", 16384), ("16_384", 16384), ("lots", None), ("", None), ("9" * 20, None)],
)
def test_a_number_of_tokens_is_read_as_people_write_it(text: str, size: int | None) -> None:
    assert tokens(text) == size


class TestRefusals:
    @pytest.mark.parametrize(
        ("policy", "message"),
        [
            (Policy(needs={"langauge": "de"}), "langauge, which nothing here reads. Known are: context"),
            (Policy(needs={"context": "lots"}), "context is lots; it must be a number of tokens"),
            (Policy(needs={"task": "cooking"}), "task is cooking; known are: chat"),
            (
                Policy(targets={"lama-3.1": "new-8b"}),
                "targets name lama-3.1, which is neither a Llama model",
            ),
            (
                Policy(tiers={"grok": "enterprise"}),
                "grok, which is no provider of the catalog. Known are:.*groq",
            ),
            (
                Policy(tiers={"groq": "enterprize"}),
                "tiers name enterprize for groq; known there are: committed, .*enterprise",
            ),
            (
                Policy(needs={"languages": "German, Klingon"}),
                "languages names klingon, which is no language known here",
            ),
            (
                Policy(exclude_hosts=("ollama",)),
                "ollama, which is no host of the catalog. Known are: aws-bedrock",
            ),
            (
                Policy(exclude_hosts=("Groq",), needs={"runs": "groq"}),
                "wants it to run at groq and excludes that host",
            ),
            (
                Policy(exclude_vendors=("Nobody",)),
                "Nobody, which is no vendor of the catalog. Known are: Maker",
            ),
        ],
    )
    def test_a_policy_that_would_have_no_effect_is_refused_by_name(
        self, policy: Policy, message: str
    ) -> None:
        with pytest.raises(UsageError, match=message):
            judged(finding("x", provider="groq", **LLAMA_70B), policy=policy)

    def test_it_is_refused_even_where_nothing_was_found(self) -> None:
        with pytest.raises(UsageError):
            judged(policy=Policy(needs={"context": "lots"}))


def test_a_test_says_nothing_of_what_production_needs() -> None:
    code = finding("x", provider="groq", path="app.py", **LLAMA_70B)
    test = finding("x", provider="groq", path="test_app.py", context=Context.TEST, **LLAMA_70B)
    found = only(judged(code, test, hints=(hint("vision", "yes", "test_app.py", 2),)))
    assert "vision" not in {each.name for each in found.needs}


def test_another_test_of_the_same_file_says_nothing_either() -> None:
    test = finding("x", provider="groq", path="test_app.py", context=Context.TEST, **LLAMA_70B)
    hints = (hint("vision", "yes", "test_app.py", 90), hint("tools", "yes", "test_app.py", 3))
    names = {each.name for each in only(judged(test, hints=hints)).needs}
    assert "tools" in names and "vision" not in names


def test_a_comment_needs_nothing_of_what_stands_beside_it() -> None:
    named = finding("Llama 3.3 70B", path="app.py", rule=PROSE, **LLAMA_70B)
    found = only(judged(named, hints=(hint("vision", "yes", "app.py", 2),)))
    assert "vision" not in {each.name for each in found.needs if not each.inferred}


class TestWhatIsMoreThanYesOrNo:
    def test_languages_are_named(self) -> None:
        found = need("languages", hint("languages", "fr"), hint("languages", "de", line=2))
        assert found is not None
        assert (found.value, found.text) == ("de, fr", "answers in de, fr")

    def test_the_largest_machine_named_counts_with_its_memory(self) -> None:
        found = need("hardware", hint("hardware", "gpu"), hint("hardware", "nvidia-a10g-4", line=2))
        assert found is not None
        assert (found.value, found.text) == ("96", "runs on 4 × NVIDIA A10G (96 GB) today")

    def test_a_gpu_of_a_kind_not_stated_has_no_memory(self) -> None:
        found = need("hardware", hint("hardware", "gpu"))
        assert found is not None
        assert found.value == ""

    def test_quantisation_is_told_by_settings_and_by_the_spelling_itself(self) -> None:
        tagged = finding("llama3.1:8b-instruct-q4_K_M", provider="ollama", **LLAMA_8B)
        told = next(one for one in only(judged(tagged)).needs if one.name == "quantisation")
        assert (told.value, told.seen_at) == ("q4_k_m", ("app.py:1",))

    def test_weights_as_they_were_published_are_not_quantised(self) -> None:
        """`-fp16` in a name says so itself."""
        whole = finding("TheBloke/Llama-2-7B-fp16", model="llama-2-7b", family="llama-2")
        assert [one.name for one in only(judged(whole)).needs if one.name == "quantisation"] == []

    def test_the_largest_piece_counts(self) -> None:
        found = need("chunk", hint("chunk", "512"), hint("chunk", "1000", line=2))
        assert found is not None
        assert found.value == "1000"

    def test_what_only_a_swap_set_speaks_of_is_no_need(self) -> None:
        assert need("body", hint("body", "aws-bedrock")) is None

    @pytest.mark.parametrize("text", ["German, pt-BR; fr", "german portuguese fr", "DE, pt, French"])
    def test_languages_are_codes_or_names_however_they_are_set_apart(self, text: str) -> None:
        assert codes(text, tables().languages) == (("de", "pt", "fr"), ())

    def test_what_is_no_language_is_told(self) -> None:
        assert codes("de, klingon", tables().languages) == (("de",), ("klingon",))

    def test_a_language_of_two_words_is_one(self) -> None:
        assert codes("haitian creole, Scottish Gaelic", tables().languages) == (("ht", "gd"), ())


class TestWhereItIsToRun:
    def test_the_policy_moves_it_to_own_machines(self) -> None:
        hosted = finding("x", provider="groq", **LLAMA_8B)
        found = only(judged(hosted, policy=Policy(needs={"runs": "own machine"})))
        assert "runs in the usual runtimes" in " ".join(found.candidates[0].fits)

    def test_a_host_that_nobody_knows_is_refused(self) -> None:
        with pytest.raises(UsageError, match=r"runs is grok; known are: .*groq.*own machine"):
            judged(finding("x", provider="groq", **LLAMA_8B), policy=Policy(needs={"runs": "grok"}))


class TestDefaultSizes:
    """Ollama pulls one size for a name without a tag; whoever counts on it says that it is assumed."""

    def test_a_version_alone_has_the_size_ollama_pulls(self) -> None:
        bare = finding("llama3", provider="ollama", model="llama-3", family="llama-3")
        found = only(judged(bare))
        told = next(one for one in found.needs if one.name == "size")
        assert told.inferred
        assert told.text.startswith("8B assumed: what Ollama pulls")
        assert any("the old model has 8B (assumed)" in text for text in found.candidates[0].fits)

    def test_elsewhere_nothing_is_assumed(self) -> None:
        bare = finding("llama-3", provider="groq", model="llama-3", family="llama-3")
        assert not any(one.name == "size" for one in only(judged(bare)).needs)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        ("AtlaAI/Selene-1-Mini-Llama-3.1", 8.0),
        ("castorini/repllama-v1-mteb", None),
        ("acme/tuned-Llama-3-70B", 70.0),
    ],
)
def test_a_fine_tune_is_as_large_as_the_one_checkpoint_it_was_made_from(
    written: str, size: float | None
) -> None:
    """Selene 1 Mini was made from Llama 3.1 8B; of RepLLaMA's name only the line is known, not the size."""
    facts = Facts(real_catalog(), namer_of(real_catalog()).identify)
    read = facts.read(written)
    assert facts.old_model(str(read.model), read.family, written).size_b == size


def test_a_size_that_the_old_model_never_offered_is_another_models() -> None:
    """Llama 3 70B has a window of 8,192 tokens; run by oneself it may be stretched, by no host."""
    sizes = (hint("context", "8192"), hint("context", "32768"), hint("context", "1040384"))
    told = [
        next(
            need.value
            for need in only(judged(one, hints=sizes, catalog=real_catalog())).needs
            if need.name == "context"
        )
        for one in (
            finding("llama3-70b-8192", provider="groq", model="llama-3-70b-instruct", family="llama-3"),
            finding("llama3:70b", provider="ollama", model="llama-3-70b-instruct", family="llama-3"),
        )
    ]
    assert told == ["8192", "32768"]


def test_what_an_entry_of_its_own_tells_outweighs_those_of_other_models() -> None:
    """A table of models, each with its window: the second is another's, however near it stands."""
    one = finding("llama3-70b-8192", provider="groq", path="limits.ts", line=2, **LLAMA_70B)
    own = Hint("limits.ts", 4, "context", "4096", "MAX_CONTEXT", 2, 5)
    other = Hint("limits.ts", 8, "context", "8192", "MAX_CONTEXT", 6, 9)
    found = only(judged(one, hints=(own, other)))
    assert next(need.value for need in found.needs if need.name == "context") == "4096"
