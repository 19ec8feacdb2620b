"""Use case: an assessment written down in a format, on paper or in a file."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.core.errors import UsageError

if TYPE_CHECKING:
    from advisor.core.assessment import Assessment


class ReportFormat(StrEnum):
    """The formats of the report."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    """Set by the window's room, which alone has Qt: see `advisor.gui.pdf`."""
    CSV = "csv"
    CSV_EXCEL = "csv-excel"
    """With the byte order mark by which Excel knows UTF-8."""
    SARIF = "sarif"
    GITHUB = "github"
    """Annotations of a workflow run."""
    GITHUB_SUMMARY = "github-summary"
    """For `$GITHUB_STEP_SUMMARY`."""
    JUNIT = "junit"
    QT_CREATOR = "qtcreator"
    CYCLONEDX = "cyclonedx"
    """CycloneDX 1.6."""
    CYCLONEDX_1_7 = "cyclonedx-1.7"

    @property
    def is_text(self) -> bool:
        """True for what `report` makes; False for what the window's room makes of bytes."""
        return self is not ReportFormat.PDF


class ChecklistFormat(StrEnum):
    """The formats of the checklist."""

    MARKDOWN = "markdown"
    JSON = "json"
    HTML = "html"
    PDF = "pdf"
    """See `ReportFormat.PDF`."""
    CSV = "csv"
    CSV_EXCEL = "csv-excel"

    @property
    def is_text(self) -> bool:
        """True for what `checklist` makes; False for what the window's room makes of bytes."""
        return self is not ChecklistFormat.PDF


def report(
    assessment: Assessment,
    form: ReportFormat,
    *,
    include_cleared: bool = False,
    colour: bool = False,
    width: int = 88,
) -> str:
    """The report in a format. `colour` and `width` (in columns) matter for text alone."""
    match form:
        case ReportFormat.TEXT:
            from advisor.report import text

            return text.render(assessment, colour=colour, width=width, include_cleared=include_cleared)
        case ReportFormat.JSON:
            from advisor.report import json_report

            return json_report.render(assessment, include_cleared=include_cleared)
        case ReportFormat.MARKDOWN:
            from advisor.report import markdown

            return markdown.render(assessment, include_cleared=include_cleared)
        case ReportFormat.HTML:
            from advisor.report import html_report

            return html_report.render(assessment, include_cleared=include_cleared)
        case _:
            return _for_programs(assessment, form)


def _for_programs(assessment: Assessment, form: ReportFormat) -> str:
    """The report for spreadsheets, build servers and editors."""
    from advisor.report import ci, csv_report

    match form:
        case ReportFormat.CSV:
            return csv_report.render(assessment)
        case ReportFormat.CSV_EXCEL:
            return csv_report.BYTE_ORDER_MARK + csv_report.render(assessment)
        case ReportFormat.SARIF | ReportFormat.CYCLONEDX | ReportFormat.CYCLONEDX_1_7:
            return _with_facts(assessment, form)
        case ReportFormat.GITHUB:
            return ci.github_annotations(assessment)
        case ReportFormat.GITHUB_SUMMARY:
            return ci.step_summary(assessment)
        case ReportFormat.JUNIT:
            return ci.junit(assessment)
        case ReportFormat.QT_CREATOR:
            return ci.tasks_file(assessment)
    raise UsageError(f"The format {form} is made by the window's room.")


def _with_facts(assessment: Assessment, form: ReportFormat) -> str:
    """The formats that print facts of the catalog besides the assessment."""
    from advisor.app import facts
    from advisor.report import cyclonedx, sarif

    catalog = facts.load()
    if form is ReportFormat.SARIF:
        return sarif.render(assessment, catalog.rules)
    known = cyclonedx.Facts.of(catalog.llama_models, catalog.packages)
    return cyclonedx.render(assessment, known, "1.7" if form is ReportFormat.CYCLONEDX_1_7 else "1.6")


def checklist(assessment: Assessment, form: ChecklistFormat) -> str:
    """The checklist in a format."""
    match form:
        case ChecklistFormat.MARKDOWN:
            from advisor.report import checklist_markdown

            return checklist_markdown.render(assessment)
        case ChecklistFormat.JSON:
            from advisor.report import checklist_json

            return checklist_json.render(assessment)
        case ChecklistFormat.HTML:
            from advisor.report import html_checklist

            return html_checklist.render(assessment)
        case ChecklistFormat.CSV | ChecklistFormat.CSV_EXCEL:
            from advisor.report import csv_report

            mark = csv_report.BYTE_ORDER_MARK if form is ChecklistFormat.CSV_EXCEL else ""
            return mark + csv_report.render_tasks(assessment)
    raise UsageError(f"The format {form} is made by the window's room.")


def check_target(path: Path, project: Path | None = None) -> None:
    """Say before a long scan that `path` cannot be written. Raises `UsageError` with the reason.

    Below `project`, the scanned folder, no link is followed: its author may have laid one under a name that
    a report is likely to get, and it would lead to a file of the user.
    """
    try:
        is_folder, has_folder = path.is_dir(), path.parent.is_dir()
        link = None if project is None else _link_inside(path, project)
    except OSError as error:  # a name too long, a folder that may not be looked into
        raise UsageError(f"{path} cannot be written: {error.strerror}. Choose another place.") from error
    if link is not None:
        raise UsageError(
            f"{link} is a link in the scanned project; writing through it would change what it points to. "
            "Choose another name."
        )
    if is_folder:
        raise UsageError(f"{path} is a folder; --output needs the name of a file.")
    if not has_folder:
        raise UsageError(f"There is no folder {path.parent} to write {path.name} to. Make it first.")
    if path.is_file() and not path.stat().st_mode & 0o222:  # asked of the file: root may write anything
        raise UsageError(f"{path} is write-protected; unprotect it, or choose another name.")
    if not os.access(path.parent, os.W_OK) and not path.exists():
        raise UsageError(f"Nothing may be written to {path.parent}; choose another place for {path.name}.")


def _link_inside(path: Path, project: Path) -> Path | None:
    """The first link on the way from `project` to `path`, when `path` is named as lying below it."""
    top, full = os.path.abspath(project), os.path.abspath(path)  # noqa: PTH100 - links stay as named
    for root in (top, os.path.realpath(top)):
        if full.startswith(root.rstrip(os.sep) + os.sep):
            inner = Path(full).relative_to(root).parts
            steps = (Path(root, *inner[:count]) for count in range(1, len(inner) + 1))
            return next((step for step in steps if step.is_symlink()), None)
    return None


def save(path: Path, content: str | bytes, project: Path | None = None) -> None:
    """Write `content` to `path`, whole or not at all; for `project` see `check_target`.

    Raises `UsageError` with the reason.
    """
    from advisor.store import atomic

    check_target(path, project)
    try:
        atomic.write(path, content if isinstance(content, bytes) else content.encode())
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written: {error.strerror}. The old file, if any, is as it was."
        ) from error
