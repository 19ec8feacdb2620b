"""The dependencies: what the project rests on, each with its risk, its last day, its effort and its target."""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import QWidget
from advisor.report.wording import counted


class DependenciesPage(Page):
    """All dependencies on Llama."""

    name = "dependencies"
    title = "Dependencies"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = PlainLabel("", "muted")
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.outer.addStretch(1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another assessment."""
        self.count.setText(counted(len(assessment.dependencies), "dependency", "dependencies"))
