"""A file in parts: fenced blocks, front matter, cells; every place leads back to the file."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.kinds import Context, Kind, SkipReason
from advisor.scan.detect.notebook import NotebookError, read_cells
from tests.detect.look import inspect, knowledge, rows


def notebook(*sources: str, kind: str = "code") -> str:
    cells = [{"cell_type": kind, "source": source.splitlines(keepends=True)} for source in sources]
    return json.dumps({"cells": cells, "metadata": {}}, indent=1)


def test_a_finding_in_a_notebook_has_the_raw_line_and_the_cell() -> None:
    text = notebook("import os", 'x = 1\nmodel = "llama-3.1-8b-instant"  # \u00e9\n')
    (finding,) = rows(text, "demo.ipynb").findings
    raw = text.splitlines()[finding.line - 1]
    assert "llama-3.1-8b-instant" in raw
    assert finding.cell == 2
    assert raw[finding.column - 1 : finding.end_column - 1] == finding.written == "llama-3.1-8b-instant"


@pytest.mark.parametrize(
    "source",
    [
        "Swap it for [this one](https://huggingface.co/meta-llama/Llama-3.2-11B-Vision-Instruct).",
        "We use `meta-llama/Llama-3.1-8B-Instruct` throughout.",
        "```bash\nvllm serve meta-llama/Llama-3.1-70B-Instruct\n```",
    ],
    ids=["link", "name", "shown code"],
)
def test_the_text_of_a_notebook_is_a_document_and_its_code_is_not(source: str) -> None:
    """What people read between the cells of code runs no more than a README does."""
    (told,) = rows(notebook(source, kind="markdown"), "demo.ipynb").findings
    assert (told.context, told.cell) == (Context.DOCS, 1)
    (code,) = rows(notebook('model = "meta-llama/Llama-3.1-8B-Instruct"'), "demo.ipynb").findings
    assert code.context is Context.NOTEBOOK


def test_the_text_of_a_notebook_among_tests_stays_with_the_tests() -> None:
    (told,) = rows(notebook("Llama 3.1 8B is slow.", kind="markdown"), "tests/demo.ipynb").findings
    assert told.context is Context.TEST


def test_outputs_of_a_notebook_are_cleared_not_found() -> None:
    text = json.dumps(
        {"cells": [{"cell_type": "code", "source": [], "outputs": [{"text": "meta-llama/Llama-3.2-1B"}]}]}
    )
    seen = inspect(text, "demo.ipynb")
    assert seen.drafts == []
    assert [row.rule for row in seen.cleared] == ["LA-CLEAR-OUTPUT"]


@pytest.mark.parametrize(
    "text",
    [
        '{"cells": [{"cell_type": "code", "source": ["model = \\"llama-3.1-8b-instant\\"',
        '{"cells": [}, "model": "llama-3.1-8b-instant"',
        '{"a":' * 300 + '"llama-3.1-8b-instant"' + "}" * 300,
        "llama-3.1-8b-instant",
    ],
    ids=["cut off", "brackets", "deep", "no JSON"],
)
def test_a_broken_notebook_is_read_as_text(text: str) -> None:
    seen = inspect(text, "broken.ipynb")
    assert [draft.model for draft in seen.drafts] == ["llama-3.1-8b-instruct"] or seen.cleared
    assert {skip.reason for skip in seen.skips} <= {SkipReason.NOT_PARSED}


@pytest.mark.parametrize("text", ['{"dependencies": {"llama-stack-client": "1', '{"name": "cut o'])
def test_a_broken_manifest_is_read_as_text_and_has_a_row(text: str) -> None:
    seen = inspect(text, "web/package.json")
    assert [skip.reason for skip in seen.skips] == [SkipReason.NOT_PARSED]


def test_a_whole_manifest_and_a_config_with_comments_have_no_row() -> None:
    assert inspect('{"dependencies": {"llama-stack-client": "1.0"}}', "package.json").skips == []
    assert inspect('// "llama3"\n{"model": "llama3"}', "tsconfig.json").skips == []


def test_nesting_without_end_raises_what_the_reader_promises() -> None:
    with pytest.raises(NotebookError):
        read_cells("[" * 100_000)


def test_commands_in_a_cell_are_read_as_commands() -> None:
    text = notebook('!ollama pull llama3\nname = "llama3"\n%pip install llama-stack-client\n')
    found = {(draft.kind, draft.written) for draft in inspect(text, "demo.ipynb").drafts}
    assert found == {(Kind.MODEL, "llama3"), (Kind.PACKAGE, "llama-stack-client")}


def test_a_quote_in_a_command_does_not_upset_the_rest_of_its_cell() -> None:
    text = notebook('!echo it\'s ready\nmodel = "llama3"\n')
    assert [draft.written for draft in inspect(text, "demo.ipynb").drafts] == ["llama3"]


def test_a_heredoc_without_an_end_is_none() -> None:
    script = 'x = <<~SH\nollama pull llama3\nmodel = "llama3"\n'
    assert [draft.written for draft in inspect(script, "run.rb").drafts] == ["llama3"]
    closed = [draft.written for draft in inspect(script + "SH\n", "run.rb").drafts]
    assert closed == ["llama3", "llama3"]


def test_text_after_a_closed_fence_is_prose_again() -> None:
    text = (
        "```bash\nollama run llama3\n```\n\nRuns Llama 3.1 8B.\n\n```\nollama run llama2\n```\nand llama3.\n"
    )
    drafts = sorted(inspect(text, "README.md").drafts, key=lambda draft: draft.start)
    assert [(draft.written, draft.rule) for draft in drafts] == [
        ("llama3", "LA-MODEL-002"),
        ("Llama 3.1 8B", "LA-MODEL-003"),
        ("llama2", "LA-MODEL-002"),
        ("llama3", "LA-MODEL-003"),
    ]


def test_a_fence_in_a_list_that_is_never_closed_runs_to_the_end() -> None:
    text = "- first\n\n  ```bash\n  ollama run llama3\n  ollama run llama2\n"
    assert [draft.written for draft in inspect(text, "README.md").drafts] == ["llama3", "llama2"]


def test_the_head_of_a_model_card_is_data() -> None:
    text = "---\nbase_model: meta-llama/Llama-3.2-1B\nlicense: llama3.2\n---\nA card.\n"
    kinds = sorted(draft.kind for draft in inspect(text, "README.md").drafts)
    assert kinds == [Kind.ARTIFACT, Kind.LICENCE, Kind.MODEL]


@given(st.lists(st.text(alphabet="ab `~\n\"'#-|{}\\!%", max_size=40), max_size=6))
def test_every_hit_of_any_document_is_accounted_for_at_its_place(parts: list[str]) -> None:
    text = "model = llama3 ".join(["", *parts])
    for path in ("README.md", "app.py", "run.sh", "values.yaml"):
        seen = inspect(text, path)
        for row in [*seen.drafts, *seen.cleared]:
            assert text[row.start : row.end] == row.written
        assert len(seen.drafts) + len(seen.cleared) >= text.count("llama3")


def test_a_window_of_a_large_notebook_is_read_as_text_without_a_row() -> None:
    from advisor.scan.document import Document

    text = '"model": "llama-3.1-8b-instant"'
    window = Document("big.ipynb", text, first_line=9, complete=False)
    seen = knowledge().detector.in_text(window, [text.index("llama")])
    assert [draft.model for draft in seen.drafts] == ["llama-3.1-8b-instruct"]
    assert seen.skips == []
