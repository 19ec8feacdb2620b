"""Repository text stays text in Markdown, judged by a Markdown reader and not by eye."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from advisor.report.md import cell, code, link, prose, table
from tests.report.example import EVIL

READER = MarkdownIt("gfm-like", {"linkify": True})


def rendered(text: str) -> str:
    return READER.render(text)


@pytest.mark.parametrize(
    "text",
    [
        "- [x] done",
        "1. one",
        "# head",
        "> quote",
        "    indented",
        "a_b_c *x* ~~y~~",
        "[x](y)",
        "![i](j)",
        "| a | b |",
        "=== x",
    ],
)
def test_marks_render_as_themselves(text: str) -> None:
    assert rendered(prose(text)) == f"<p>{text.strip().replace('>', '&gt;')}</p>\n"


@pytest.mark.parametrize(
    "text", ["@team", "fixes #12", "GH-7", "!9", "https://evil.example/x", "www.evil.example"]
)
def test_nothing_links_or_calls_anybody(text: str) -> None:
    shown = rendered(f"- {prose(text)}")
    assert "\u200b" in shown
    assert "<a" not in shown


def test_html_is_shown_and_not_used() -> None:
    assert rendered(prose("<s>[INST] & <!-- x")) == "<p>&lt;s&gt;[INST] &amp; &lt;!-- x</p>\n"


def test_a_code_span_holds_any_backticks() -> None:
    assert rendered(code("a ``` b `")) == "<p><code>a ``` b `</code></p>\n"
    assert code("  ") == "(nothing)"


@given(st.text(alphabet="`\\|a<@# \n", min_size=1, max_size=40))
def test_any_text_keeps_a_table_in_shape(text: str) -> None:
    html = rendered("\n".join(table(("A", "B"), [(code(text), prose(text))])))
    assert html.count("<td>") == 2
    assert html.count("<tr>") == 2


def test_a_pipe_that_is_escaped_already_is_left() -> None:
    assert cell(r"a\|b|c\\|d") == r"a\|b\|c\\\|d"


def test_only_web_addresses_become_links() -> None:
    assert link("https://example.com/a") == "<https://example.com/a>"
    assert link("javascript:alert(1)") == "javascript:alert(1)"
    assert link("owner/repo path#3") == "owner/repo path#&#8203;3"
    assert "<a" not in rendered(link("https://x <img>"))


def test_poison_has_no_effect() -> None:
    html = rendered(f"- {prose(EVIL)} {code(EVIL)}")
    assert "<img" not in html
    assert "<a" not in html
    assert "\x1b" not in html
