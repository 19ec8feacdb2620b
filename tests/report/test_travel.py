"""Every format of three projects and of the hostile tree: valid, counting alike, the same bytes twice."""

from __future__ import annotations

import io
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from advisor.api import analyse
from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.core.assessment import Assessment
from advisor.report.clean import plain
from tests.conftest import QT_PROBLEM
from tests.hostile.tree import NAME_SECRET, SECRETS, build
from tests.report.example import hostile, long_one
from tests.report.travel import FORMS, Form, check, expected, named, own_schema, rendered

TOP = Path(__file__).resolve().parents[2]
AS_OF = date(2026, 11, 24)
PROJECTS = ("resources/sample-project", "tests/cases/helm-tgi", "tests/cases/namesakes")
"""Everything at once; a chart that runs its own server; one that only looks like Llama."""
HOSTILE = pytest.param(
    "hostile",
    marks=pytest.mark.skipif(sys.platform == "win32", reason="the tree needs names that Windows refuses"),
)


@pytest.fixture(scope="module", params=[*PROJECTS, HOSTILE])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    folder = TOP / request.param
    if request.param == "hostile":
        folder = build(tmp_path_factory.mktemp("hostile")).root
    made = analyse(folder, as_of=AS_OF)
    FOLDERS[made.project] = folder
    return made


FOLDERS: dict[str, Path] = {}
"""Where the projects lie, by their names."""


@pytest.mark.parametrize("form", FORMS, ids=named)
def test_a_format_is_valid_and_counts_what_all_others_count(project: Assessment, form: Form) -> None:
    counted = check(project, form)
    assert counted
    there = expected(project)
    assert counted == {key: there[key] for key in counted}


@pytest.mark.parametrize("form", FORMS, ids=named)
@pytest.mark.parametrize("make", [hostile, long_one])
def test_poison_in_every_field_and_a_long_report_are_valid_too(make: object, form: Form) -> None:
    subject = counted_anew(make())  # type: ignore[operator]
    counted = check(subject, form)
    if "tasks" in counted:
        assert counted["tasks"] == len(subject.tasks)


def counted_anew(made: Assessment) -> Assessment:
    """A hand-made assessment whose summary counts what is in it."""
    rules = Counter(one.rule for one in made.cleared)
    summary = replace(
        made.summary,
        findings=len(made.findings),
        dependencies=len(made.dependencies),
        cleared=len(made.cleared),
        cleared_by_rule=dict(rules),
    )
    return replace(made, summary=summary)


def test_another_scan_gives_the_same_bytes(project: Assessment) -> None:
    again = analyse(FOLDERS[project.project], as_of=AS_OF)
    assert [form for form in FORMS if rendered(project, form) != rendered(again, form)] == []


@pytest.mark.skipif(bool(QT_PROBLEM), reason=str(QT_PROBLEM))
@pytest.mark.hazard("4.3", "4.7")
def test_the_words_of_both_pdfs_can_be_taken_out_and_hold_no_secret(project: Assessment) -> None:
    from advisor.gui import application, pdf

    application.make_application()
    for content in (pdf.pdf(project, include_cleared=True), pdf.checklist_pdf(project)):
        pages = [bare(page.extract_text()) for page in PdfReader(io.BytesIO(content), strict=True).pages]
        assert all(f"{number}of{len(pages)}" in text for number, text in enumerate(pages, 1))
        text = "".join(pages)
        assert bare(plain(project.summary.sentence)) in text
        assert bare("not legal advice") in text
        assert str(project.catalog.as_of) in text
        assert {name for name, secret in SECRETS.items() if bare(secret) in text} == set()
        assert NAME_SECRET not in text
        # Letters that no font here has come out as \x00: the reader's word for them, not the project's.
        assert not set("\x1b\u202e\u200b") & set(text)


def bare(text: str) -> str:
    """Letters alone: a reader of PDFs makes spaces of kerning, and ligatures are letters of their own."""
    return "".join(text.replace("ﬁ", "fi").replace("ﬂ", "fl").replace("ﬀ", "ff").split())


def test_the_schema_of_the_checklist_is_that_of_the_report_where_they_share_keys() -> None:
    report, checklist = dict(own_schema("report").schema), dict(own_schema("checklist").schema)
    own_schema("checklist").check_schema(checklist)
    assert checklist["properties"] == {key: report["properties"][key] for key in checklist["properties"]}
    assert checklist["$defs"] == {key: report["$defs"][key] for key in checklist["$defs"]}


def test_excel_gets_a_byte_order_mark_and_programs_do_not() -> None:
    for form in (ReportFormat, ChecklistFormat):
        assert rendered(long_one(), form.CSV_EXCEL) == "\ufeff" + rendered(long_one(), form.CSV)
