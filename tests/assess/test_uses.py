"""What lines that read a name add to the judgement of the model it is bound to."""

from __future__ import annotations

from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind, Phase
from advisor.core.links import LinkKind, Use
from advisor.report import markdown, text
from tests.assess.build import LLAMA_70B, PROSE, SmallCatalog, finding, hint, judged, only, row

VERSATILE = "llama-3.3-70b-versatile"
HUB_ID = "meta-llama/Llama-3.3-70B-Instruct"
CATALOG = SmallCatalog(
    lifecycle=(row(VERSATILE, "groq", end="2026-08-16"), row(HUB_ID, "together", status="active"))
)


def use(
    of: Finding,
    path: str = "app/ask.py",
    line: int = 5,
    name: str = "CHAT_MODEL",
    context: Context = Context.PRODUCTION,
    how: LinkKind = LinkKind.CONSTANT,
) -> Use:
    return Use(path, line, name, how, of.id, context)


def defined(written: str = VERSATILE, path: str = "config/names.yaml", **changes: object) -> Finding:
    return finding(written, path=path, context=Context.CONFIG, **LLAMA_70B, **changes)  # type: ignore[arg-type]


class TestContext:
    def test_a_value_in_configuration_that_production_reads_stands_in_production(self) -> None:
        one = defined()
        assert only(judged(one, catalog=CATALOG)).context is Context.CONFIG
        assert only(judged(one, catalog=CATALOG, uses=(use(one),))).context is Context.PRODUCTION

    def test_a_test_that_reads_it_makes_it_no_milder(self) -> None:
        one = defined()
        found = judged(one, catalog=CATALOG, uses=(use(one, context=Context.TEST),))
        assert only(found).context is Context.CONFIG

    def test_a_document_that_is_read_nowhere_stays_one(self) -> None:
        one = finding(VERSATILE, path="README.md", context=Context.DOCS, rule=PROSE, **LLAMA_70B)
        assert only(judged(one, catalog=CATALOG, uses=(use(one),))).context is Context.DOCS


class TestHome:
    def test_the_client_where_a_constant_is_read_says_where_the_model_runs(self) -> None:
        one = defined()
        hints = (hint("provider", "groq", "app/ask.py", 3),)
        found = judged(one, catalog=CATALOG, uses=(use(one),), hints=hints)
        assert only(found).provider == "groq"
        assert "CHAT_MODEL is read at app/ask.py:5." in only(found).verdict.why
        assert "app/ask.py:3" in only(found).verdict.why

    def test_two_hosts_at_two_readers_say_nothing(self) -> None:
        one = defined("Llama-3.3-70B-Instruct")
        readers = (use(one), use(one, "app/other.py"))
        hints = (hint("provider", "groq", "app/ask.py", 3), hint("provider", "together", "app/other.py", 3))
        assert only(judged(one, catalog=CATALOG, uses=readers, hints=hints)).provider is None

    def test_what_the_calling_file_needs_is_needed(self) -> None:
        one = defined()
        hints = (hint("tools", "yes", "app/ask.py", 6),)
        without = {
            need.name for need in only(judged(one, catalog=CATALOG, hints=hints)).needs if not need.inferred
        }
        found = only(judged(one, catalog=CATALOG, uses=(use(one),), hints=hints))
        assert "tools" not in without
        assert "app/ask.py:6" in {
            spot for need in found.needs if need.name == "tools" for spot in need.seen_at
        }


class TestGroups:
    def test_a_definition_and_a_default_of_one_variable_are_one_decision(self) -> None:
        one = defined(HUB_ID, path=".env", provider="together")
        other = finding(HUB_ID, path="api/app.py", line=4, provider="together", **LLAMA_70B)
        manifests = ("api/pyproject.toml",)
        link = use(one, "api/app.py", 4, how=LinkKind.ENVIRONMENT)
        apart = judged(one, other, catalog=CATALOG, manifests=manifests)
        together = judged(one, other, catalog=CATALOG, manifests=manifests, uses=(link,))
        assert len(apart.dependencies) == 2
        assert set(only(together).finding_ids) == {one.id, other.id}

    def test_two_models_of_one_variable_are_two(self) -> None:
        one = defined(path=".env", provider="groq")
        other = finding(
            "llama-3.1-8b-instant", path="app.py", line=4, provider="groq", model="llama-3.1-8b-instruct"
        )
        found = judged(one, other, catalog=CATALOG, uses=(use(one, "app.py", 4),))
        assert len(found.dependencies) == 2

    def test_weights_go_with_the_line_that_loads_them_and_names_the_model(self) -> None:
        file = finding("weights/brain.gguf", Kind.ARTIFACT, path="weights/brain.gguf", line=0, **LLAMA_70B)
        line = finding(HUB_ID, path="app.py", line=4, **LLAMA_70B)
        found = judged(file, line, catalog=CATALOG, uses=(use(file, "app.py", 4, how=LinkKind.FILE),))
        assert set(only(found).finding_ids) == {file.id, line.id}


class TestTold:
    def test_the_dependency_names_the_readers_that_are_no_findings_gravest_first(self) -> None:
        one = defined(provider="groq")
        other = finding(VERSATILE, path="b.py", line=2, provider="groq", **LLAMA_70B)
        readers = (use(one, "t.py", 1, context=Context.TEST), use(one), use(one, "b.py", 2))
        found = only(judged(one, other, catalog=CATALOG, uses=readers))
        assert [(row.path, row.line) for row in found.uses] == [("app/ask.py", 5), ("t.py", 1)]

    def test_a_task_says_where_the_value_flows(self) -> None:
        one = defined(provider="groq")
        found = judged(one, catalog=CATALOG, uses=(use(one),))
        steps = [step for task in found.tasks if task.phase is Phase.REPLACE for step in task.steps]
        assert any("read at app/ask.py:5 (CHAT_MODEL)" in step for step in steps)

    def test_the_reports_name_the_readers(self) -> None:
        one = defined(provider="groq")
        found = judged(one, catalog=CATALOG, uses=(use(one),))
        assert "Read at app/ask.py:5 (CHAT_MODEL)." in text.render(found)
        assert "| `app/ask.py:5` | `CHAT_MODEL` | constant | production |" in markdown.render(found)
