"""The formats of an export as people know them: a name, what it is for, and how its file ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.gui.plain import to_tr

REPORT, CHECKLIST = "report", "checklist"


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    name: str
    purpose: str
    suffix: str
    """Without the leading dot; `cdx.json` has two parts."""


_FORMS: Mapping[str, Form] = {
    "markdown": Form(to_tr("Markdown"), to_tr("for people, issues and pull requests"), "md"),
    "html": Form(to_tr("HTML page"), to_tr("one file with its charts, to send to a colleague"), "html"),
    "pdf": Form(to_tr("PDF"), to_tr("to print and to hand over"), "pdf"),
    "text": Form(to_tr("Plain text"), to_tr("as the command line shows it"), "txt"),
    "json": Form(to_tr("JSON"), to_tr("everything, for programs; its schema is published"), "json"),
    "csv": Form(to_tr("CSV"), to_tr("a table, one row each"), "csv"),
    "csv-excel": Form(to_tr("CSV for Excel"), to_tr("the same, marked as UTF-8 as Excel wants it"), "csv"),
    "sarif": Form(to_tr("SARIF 2.1.0"), to_tr("for GitHub code scanning and editors"), "sarif"),
    "github": Form(to_tr("GitHub annotations"), to_tr("lines for the log of a workflow run"), "txt"),
    "github-summary": Form(to_tr("GitHub step summary"), to_tr("for $GITHUB_STEP_SUMMARY"), "md"),
    "junit": Form(to_tr("JUnit"), to_tr("for the test page of a build server"), "xml"),
    "qtcreator": Form(to_tr("Qt Creator tasks"), to_tr("for the issues pane of Qt Creator"), "tasks"),
    "cyclonedx": Form(to_tr("CycloneDX 1.6"), to_tr("a bill of materials with its models"), "cdx.json"),
    "cyclonedx-1.7": Form(to_tr("CycloneDX 1.7"), to_tr("a bill of materials with its models"), "cdx.json"),
}


def form_of(word: str) -> Form:
    """A format by its word on the command line; one without a name here is called by its word."""
    return _FORMS.get(word, Form(word, "", "txt"))


def formats(what: str) -> list[str]:
    """The formats that a report or a checklist can have, those for people first."""
    known: type[StrEnum] = ChecklistFormat if what == CHECKLIST else ReportFormat
    words = [one.value for one in known]
    order = list(_FORMS)
    return sorted(words, key=lambda word: order.index(word) if word in order else len(order))
