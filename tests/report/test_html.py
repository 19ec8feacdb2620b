"""The HTML report: one file that loads and runs nothing, the same content as the others, readable colours."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import html5lib
import pytest

from advisor.app.export import ReportFormat, report
from advisor.core.assessment import Assessment
from advisor.core.own import HEAD_BYTES, is_own
from advisor.report import html_report, palette
from advisor.report.drawing import Tone
from tests.report.example import assessment, finding, hostile

LOADING = {"src", "srcset", "action", "formaction", "background", "poster", "data", "ping", "manifest"}


class Page(HTMLParser):
    """Everything that a browser would act on."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def shown(subject: Assessment) -> str:
    return html_report.render(subject, include_cleared=True)


@pytest.mark.parametrize("subject", [assessment(), hostile()], ids=["plain", "hostile"])
def test_the_page_is_well_formed(subject: Assessment) -> None:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(shown(subject))
    assert [child.tag for child in tree] == ["head", "body"]


@pytest.mark.parametrize("subject", [assessment(), hostile()], ids=["plain", "hostile"])
def test_nothing_runs_and_nothing_is_loaded(subject: Assessment) -> None:
    page = Page(shown(subject))
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    assert page.tags.count("style") == 1
    for tag, name, value in page.attributes:
        assert not name.startswith("on")
        assert name not in LOADING
        assert name != "style"
        if name == "href":
            assert tag == "a"
            assert (value or "").startswith(("https://", "http://", "#"))
    assert "url(" not in shown(subject)
    assert "@import" not in shown(subject)


def test_the_policy_forbids_everything_but_the_style_of_that_hash() -> None:
    text = shown(assessment())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'" in text


def test_text_of_the_project_stays_text() -> None:
    poison = finding(written='"><script>alert(1)</script><img src=x onerror=1>', path="a<b>&'\".py")
    page = Page(html_report.render(replace(assessment(), findings=(poison,), project="<h1>x</h1>")))
    assert "script" not in page.tags
    assert "img" not in page.tags
    assert page.tags.count("h1") == 1
    assert any('"><script>alert(1)</script>' in words for words in page.words)


def test_every_finding_dependency_and_duty_is_on_the_page() -> None:
    subject = assessment()
    words = " ".join(Page(shown(subject)).words)
    for one in subject.findings:
        assert one.path in words
        assert one.written in words
    for dependency in subject.dependencies:
        assert dependency.title in words
    assert subject.summary.sentence in words
    assert "not legal advice" in words
    assert str(subject.catalog.as_of) in words


def test_the_charts_tell_what_they_show() -> None:
    text = shown(assessment())
    charts = re.findall(r'<svg role="img"[^>]*><title>([^<]+)</title>', text)
    assert len(charts) == 4
    assert charts[0].startswith("Places by verdict")


def test_a_stopped_scan_and_an_empty_one_say_so() -> None:
    assert "Partial: the scan was stopped" in html_report.render(replace(assessment(), partial=True))
    empty = replace(assessment(), findings=(), dependencies=(), duties=(), tasks=(), skipped=())
    assert "every file was read to its end" in html_report.render(empty)


def test_links_inside_the_page_lead_somewhere() -> None:
    page = Page(shown(assessment()))
    anchors = {value for _, name, value in page.attributes if name == "id"}
    inner = {value[1:] for _, name, value in page.attributes if name == "href" and value and value[0] == "#"}
    assert inner
    assert inner <= anchors


@pytest.mark.parametrize("form", [form for form in ReportFormat if form.is_text])
def test_a_report_of_ours_is_known_again_in_every_format(form: ReportFormat) -> None:
    text = report(assessment(), form)
    assert is_own(text.encode()[:HEAD_BYTES].decode(errors="ignore").removeprefix("\ufeff"))


def test_a_page_with_our_mark_that_may_run_scripts_is_no_report() -> None:
    assert not is_own("<!-- llama-advisor: page -->\n<!DOCTYPE html>\n<html><script>run()</script>")


@pytest.mark.parametrize(
    ("shades", "surface"), [(palette.LIGHT, "#ffffff"), (palette.DARK, "#1d2127")], ids=["light", "dark"]
)
def test_words_read_on_their_ground(shades: dict[Tone, palette.Shade], surface: str) -> None:
    """At least 4.5:1 (WCAG 2.2, 1.4.3) on wash and surface, and on the strong ground."""
    for tone, shade in shades.items():
        if tone is Tone.RULE:
            continue
        assert contrast(shade.ink, shade.wash) >= 4.5, tone
        assert contrast(shade.ink, surface) >= 4.5, tone
        assert contrast(shade.on_solid, shade.solid) >= 4.5, tone


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, by the formula of WCAG 2.2."""
    lights = sorted((luminance(one), luminance(other)), reverse=True)
    return (lights[0] + 0.05) / (lights[1] + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
