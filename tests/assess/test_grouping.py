"""Findings that are one decision become one dependency, under the nearest manifest."""

from __future__ import annotations

from dataclasses import replace

from advisor.core.assessment import Assessment, Dependency
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind, Phase, Status
from advisor.core.knowledge import Package
from tests.assess.build import (
    LLAMA_8B,
    LLAMA_70B,
    PROSE,
    SOURCE,
    SmallCatalog,
    finding,
    judged,
    only,
    real_catalog,
    row,
)

GROQ = {"provider": "groq", **LLAMA_70B}


def titles(assessment: Assessment) -> list[str]:
    return sorted(one.title for one in assessment.dependencies)


def holding(assessment: Assessment, one: Finding) -> Dependency:
    """The dependency that owns the finding or changes with it."""
    return next(each for each in assessment.dependencies if one.id in (*each.finding_ids, *each.swap_with))


def test_the_same_model_at_the_same_host_is_one_dependency() -> None:
    found = only(
        judged(
            finding("llama-3.3-70b-versatile", path="a.py", **GROQ),
            finding("groq/llama-3.3-70b-versatile", path="b.py", **GROQ),
        )
    )
    assert found.title == "Llama-3.3-70B-Instruct at Groq"
    assert found.places == ("a.py:1", "b.py:1")


def test_another_host_is_another_dependency() -> None:
    assessment = judged(
        finding("llama-3.3-70b-versatile", path="a.py", **GROQ),
        finding("us.meta.llama3-3-70b", path="b.py", provider="aws-bedrock", **LLAMA_70B),
    )
    assert len(assessment.dependencies) == 2


def test_each_manifest_folder_decides_for_itself_and_titles_name_it() -> None:
    assessment = judged(
        finding("x", path="web/src/a.ts", **GROQ),
        finding("x", path="api/b.py", **GROQ),
        manifests=("web/package.json", "api/pyproject.toml", "README.md"),
    )
    assert [(one.root, one.title) for one in assessment.dependencies] == [
        ("api", "Llama-3.3-70B-Instruct at Groq (in api)"),
        ("web", "Llama-3.3-70B-Instruct at Groq (in web)"),
    ]


def test_the_deepest_manifest_counts_and_a_folder_of_like_name_does_not() -> None:
    assessment = judged(
        finding("x", path="web/admin/a.ts", **GROQ),
        finding("x", path="website/b.ts", **GROQ),
        manifests=("web/package.json", "web/admin/package.json"),
    )
    assert {one.root for one in assessment.dependencies} == {"web/admin", ""}


def test_a_document_joins_the_one_dependency_on_its_model() -> None:
    one = finding(
        "Llama 3.3 70B", path="README.md", context=Context.DOCS, model="llama-3.3-70b", family="llama-3.3"
    )
    found = only(
        judged(finding("x", **GROQ), one, catalog=SmallCatalog(lifecycle=(row("x", end="2026-08-16"),)))
    )
    assert found.places == ("app.py:1", "README.md:1")
    assert found.verdict.status is Status.DEAD


def test_a_document_on_a_model_at_two_hosts_joins_neither() -> None:
    one = finding(
        "Llama 3.3 70B", path="README.md", context=Context.DOCS, model="llama-3.3-70b", family="llama-3.3"
    )
    assessment = judged(finding("x", **GROQ), finding("y", provider="together", **LLAMA_70B), one)
    assert holding(assessment, one).finding_ids == (one.id,)
    assert holding(assessment, one).verdict.status is Status.UNKNOWN


def test_a_label_goes_with_the_id_it_speaks_of() -> None:
    label = finding("Llama 3.3 70B", line=9, model="llama-3.3-70b", family="llama-3.3")
    found = only(judged(finding("llama-3.3-70b-versatile", line=9, **GROQ), label))
    assert len(found.finding_ids) == 2


def test_code_does_not_join_what_only_documents_name() -> None:
    document = finding(
        "ollama pull llama3.3", path="README.md", context=Context.DOCS, provider="ollama", **LLAMA_70B
    )
    code = finding("llama-70b", path="app.py", **LLAMA_70B)
    assert len(judged(document, code).dependencies) == 2


def test_a_class_does_not_go_with_what_only_documents_name() -> None:
    document = finding("Llama 3.3 70B", path="README.md", context=Context.DOCS, **LLAMA_70B)
    loader = finding("LlamaForCausalLM", Kind.API, path="app.py")
    assert holding(judged(document, loader), loader).finding_ids == (loader.id,)


def test_classes_and_prompts_change_with_the_model_in_their_file() -> None:
    model = finding("meta-llama/Llama-3.1-8B-Instruct", line=5, provider="huggingface", **LLAMA_8B)
    loader = finding("LlamaForCausalLM", Kind.API, line=9)
    prompt = finding("<|eot_id|>", Kind.PROMPT, line=20, family="llama-3")
    found = only(judged(model, loader, prompt))
    assert found.finding_ids == (model.id, loader.id, prompt.id)
    assert found.swap_with == (loader.id, prompt.id)


def test_a_class_never_goes_with_a_model_at_a_host() -> None:
    assessment = judged(finding("x", **GROQ), finding("LlamaTokenizer", Kind.API, line=2))
    assert titles(assessment) == ["Llama classes in code", "Llama-3.3-70B-Instruct at Groq"]


def test_a_prompt_goes_with_the_only_model_of_its_manifest_when_the_line_agrees() -> None:
    prompt = finding("<|eot_id|>", Kind.PROMPT, path="prompts.py", family="llama-3")
    model = finding("x", **GROQ)
    assert holding(judged(model, prompt), prompt).finding_ids == (model.id, prompt.id)
    other = finding("[INST]", Kind.PROMPT, path="prompts.py", family="llama-2")
    assert holding(judged(model, other), other).finding_ids == (other.id,)


def test_an_adapter_file_stands_for_the_model_it_lies_on() -> None:
    artifact = finding(
        "adapter_config.json", Kind.ARTIFACT, path="lora/adapter_config.json", line=0, **LLAMA_8B
    )
    found = only(judged(artifact))
    assert (found.kind, found.model) == (Kind.ARTIFACT, "llama-3.1-8b-instruct")


def test_an_endpoint_its_package_and_the_models_called_there_fall_together() -> None:
    package = Package(
        "pypi", "llama-api-client", ("llama_api_client",), "package", "meta-llama-api", None, None, (SOURCE,)
    )
    endpoint = finding("https://api.llama.com", Kind.ENDPOINT, provider="meta-llama-api")
    declared = finding("llama-api-client==0.1", Kind.PACKAGE, path="requirements.txt")
    model = finding("Llama-3.3-70B-Instruct", line=9, provider="meta-llama-api", **LLAMA_70B)
    assessment = judged(endpoint, declared, model, catalog=SmallCatalog(packages=(package,)))
    by_kind = {one.kind: one for one in assessment.dependencies}
    assert set(by_kind) == {Kind.ENDPOINT, Kind.MODEL}
    assert set(by_kind[Kind.ENDPOINT].swap_with) == {declared.id, model.id}
    assert by_kind[Kind.MODEL].swap_with == (endpoint.id,)


def test_every_finding_is_in_exactly_one_dependency_of_its_own() -> None:
    findings = [
        finding("x", **GROQ),
        finding("LlamaTokenizer", Kind.API, path="b.py"),
        finding("[INST]", Kind.PROMPT, path="c.py", family="llama-2"),
        finding("Built with Llama", Kind.LICENCE, path="NOTICE", context=Context.DOCS),
        finding("llama-stack", Kind.PACKAGE, path="requirements.txt"),
        finding("LLAMA_API_KEY", Kind.ENDPOINT, path=".env", provider="meta-llama-api"),
        finding("model.gguf", Kind.ARTIFACT, path="model.gguf", line=0),
        finding("Llama 2 7B", path="README.md", context=Context.DOCS, model="llama-2-7b", family="llama-2"),
    ]
    dependencies = judged(*findings).dependencies
    owned = [key for one in dependencies for key in one.finding_ids]
    assert sorted(owned) == sorted(one.id for one in findings)


def test_an_id_survives_edits_that_move_no_decision() -> None:
    before = only(judged(finding("x", **GROQ)))
    after = only(judged(finding("x", path="other.py", line=99, **GROQ), finding("y", **GROQ)))
    assert before.id == after.id


def test_unknown_weights_keep_the_name_as_it_is_written() -> None:
    one = finding(
        "NousResearch/Hermes-9-Llama", Kind.DERIVATIVE, model="hermes-9-llama", provider="huggingface"
    )
    assert only(judged(one)).title == "Hermes-9-Llama from Huggingface"


def test_a_name_of_unknown_home_does_not_join_a_host_that_spells_it_otherwise() -> None:
    hosted = finding("@host/llama-8b", provider="groq", path="a/one.go", **LLAMA_8B)
    other = finding("llama_3_1_8b", path="b/two.go", **LLAMA_8B)
    same = finding("llama-8b", path="c/three.go", **LLAMA_8B)
    told = judged(hosted, other, same)
    assert holding(told, other).provider is None
    assert holding(told, same) is holding(told, hosted)


def test_ids_of_one_list_get_one_answer() -> None:
    hosted = finding("@host/llama-8b", provider="groq", path="a/one.go", **LLAMA_8B)
    known = finding("llama-8b", path="b/models.py", line=3, **LLAMA_8B)
    unknown = finding("llama-70b", path="b/models.py", line=7, **LLAMA_70B)
    told = judged(hosted, known, unknown)
    assert {holding(told, known).provider, holding(told, unknown).provider} == {None}


def test_a_comment_joins_what_runs_and_changes_nothing_of_its_verdict_or_breakage() -> None:
    code = finding("llama-8b", provider="groq", path="a.py", line=9, **LLAMA_8B)
    comment = finding("Llama 3.1 8B", path="a.py", line=8, rule=PROSE, **LLAMA_8B)
    dead = SmallCatalog(lifecycle=(row("llama-8b", end="2025-01-01"),))
    told = judged(code, comment, catalog=dead)
    assert only(told).risk.broken == 1
    assert holding(told, comment) is only(told)


def test_a_stale_comment_with_a_dead_id_is_only_named_and_makes_nothing_to_replace() -> None:
    comment = finding("llama-8b", provider="groq", rule=PROSE, **LLAMA_8B)
    told = judged(comment, catalog=SmallCatalog(lifecycle=(row("llama-8b", end="2025-01-01"),)))
    assert (only(told).verdict.status, only(told).risk.broken) == (Status.DEAD, 0)
    assert [task.phase for task in told.tasks] == [Phase.CLEAN_UP]
    assert told.duties == ()


def test_a_short_name_below_an_id_of_a_host_is_the_same_decision() -> None:
    model = {"model": "llama-3-70b-instruct", "family": "llama-3"}
    one = finding("llama3-70b-8192", path="apis.yml", line=4, provider="groq", **model)
    short = finding("llama3", path="apis.yml", line=5, model="llama-3", family="llama-3")
    far = replace(short, line=40, id="far")
    hints = (Hint("apis.yml", 2, "provider", "groq", "api.groq.com", 2, 50),)
    beside, apart = (judged(one, other, hints=hints, catalog=real_catalog()) for other in (short, far))
    assert holding(beside, short) is only(beside)
    assert len(apart.dependencies) == 2


def test_a_name_beside_a_hub_id_in_a_file_of_settings_is_what_that_is_called_here() -> None:
    model = {"model": "llama-3.1-8b-instruct", "family": "llama-3.1"}
    label = finding("llama3", path="values.yaml", line=4, model="llama-3", family="llama-3")
    weights = finding("meta-llama/Llama-3.1-8B-Instruct", path="values.yaml", line=7, **model)
    told = only(judged(label, weights, catalog=real_catalog()))
    assert (told.model, told.verdict.status) == ("llama-3.1-8b-instruct", Status.YOURS)
    far = judged(label, replace(weights, line=70), catalog=real_catalog())
    assert len(far.dependencies) == 2
