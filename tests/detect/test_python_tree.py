"""Python's own parser, asked where the text around a bare word does not say what it is for."""

from __future__ import annotations

import warnings

import pytest

from advisor.core.kinds import Kind, SkipReason
from advisor.scan.detect.python_tree import PythonTree, SyntaxRefusedError
from tests.detect.look import inspect

HOSTILE = {
    "sum": 'x = "llama3"\ny = ' + "+0" * 20_000,
    "minus": 'x = "llama3"\ny = ' + "-" * 20_000 + "1",
    "parentheses": 'x = "llama3"\ny = ' + "(" * 5_000 + ")" * 5_000,
    "attributes": 'x = "llama3"\ny = a' + ".b" * 20_000,
    "digits": 'x = "llama3"\ny = ' + "9" * 6_000,
    "surrogate": 'x = "llama3"\ny = "\udc80"\n',
    "python 2": 'print "llama3"\n',
}


def models(text: str) -> list[str | None]:
    return [draft.model for draft in inspect(text).drafts if draft.kind is Kind.MODEL]


@pytest.mark.parametrize(
    "code",
    [
        'model = "llama3" if fast else "gpt-4o"',
        'model = (None\n    or "llama3")',
        'def default_model():\n    return "llama3"',
        'def run(model, text):\n    pass\nrun("llama3", "hello")',
        'class Chat:\n    def ask(self, model):\n        pass\nchat.ask("llama3")',
        'def ask(text, *, model="llama3"):\n    pass',
        'if "llama3" in model_name:\n    pass',
        'for model in ["llama3"]:\n    pass',
        'config = {"model": [None, "llama3"][0]}',
        'if (model := "llama3"):\n    pass',
    ],
)
def test_a_bare_word_counts_where_the_syntax_says_that_it_names_a_model(code: str) -> None:
    assert models(code) == ["llama-3"]


@pytest.mark.parametrize(
    "code",
    [
        'label = "llama3" if fast else "gpt-4o"',
        'def title():\n    return "llama3"',
        'def run(text, model):\n    pass\nrun("llama3", "gpt-4o")',
        'greet("llama3")',
        'colour = {"llama3": "brown"}',
    ],
)
def test_a_bare_word_anywhere_else_is_cleared(code: str) -> None:
    seen = inspect(code)
    assert seen.drafts == []
    assert {row.rule for row in seen.cleared} == {"LA-CLEAR-BARE"}


@pytest.mark.parametrize("source", HOSTILE.values(), ids=HOSTILE.keys())
def test_source_that_python_refuses_is_read_as_text_and_has_a_row(source: str) -> None:
    text = source + '\nmodel = "llama-3.1-8b-instant"\n'
    seen = inspect(text)
    assert [draft.model for draft in seen.drafts] == ["llama-3.1-8b-instruct"]
    assert [skip.reason for skip in seen.skips] == [SkipReason.NOT_PARSED]


def test_a_file_that_needs_no_parser_is_not_parsed() -> None:
    seen = inspect('print "llama-3.1-8b-instant"\n')
    assert len(seen.drafts) == 1
    assert seen.skips == []


def test_warnings_of_a_strangers_code_reach_nobody() -> None:
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("always")
        PythonTree('x = "\\d" is 1\n')
    assert heard == []


def test_magic_lines_of_a_cell_are_no_syntax_errors() -> None:
    PythonTree('%matplotlib inline\n!ls\nx = "llama3"\n', is_cell=True)
    with pytest.raises(SyntaxRefusedError):
        PythonTree("%matplotlib inline\n")
