"""The formats of an export as people know them: a name, what it is for, and how its file ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advisor.app.export import ChecklistFormat, ReportFormat

REPORT, CHECKLIST = "report", "checklist"


@dataclass(frozen=True, slots=True)
class Form:
    """One format."""

    name: str
    purpose: str
    suffix: str
    """Without the leading dot; `cdx.json` has two parts."""


_FORMS: Mapping[str, Form] = {
    "markdown": Form("Markdown", "for people, issues and pull requests", "md"),
    "html": Form("HTML page", "one file with its charts, to send to a colleague", "html"),
    "pdf": Form("PDF", "to print and to hand over", "pdf"),
    "text": Form("Plain text", "as the command line shows it", "txt"),
    "json": Form("JSON", "everything, for programs; its schema is published", "json"),
    "csv": Form("CSV", "a table, one row each", "csv"),
    "csv-excel": Form("CSV for Excel", "the same, marked as UTF-8 as Excel wants it", "csv"),
    "sarif": Form("SARIF 2.1.0", "for GitHub code scanning and editors", "sarif"),
    "github": Form("GitHub annotations", "lines for the log of a workflow run", "txt"),
    "github-summary": Form("GitHub step summary", "for $GITHUB_STEP_SUMMARY", "md"),
    "junit": Form("JUnit", "for the test page of a build server", "xml"),
    "qtcreator": Form("Qt Creator tasks", "for the issues pane of Qt Creator", "tasks"),
    "cyclonedx": Form("CycloneDX 1.6", "a bill of materials with its models", "cdx.json"),
    "cyclonedx-1.7": Form("CycloneDX 1.7", "a bill of materials with its models", "cdx.json"),
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
