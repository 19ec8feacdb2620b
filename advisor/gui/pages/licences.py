"""The licences: what binds the project today and after the move, duty by duty, and what only the user knows."""

from __future__ import annotations

from advisor.core.assessment import Assessment
from advisor.gui.pages.base import Page
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import QWidget
from advisor.report.wording import counted


class LicencesPage(Page):
    """Duties under the licences of today and of the models chosen."""

    name = "licences"
    title = "Licences"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = PlainLabel("", "muted")
        self.head.addWidget(self.count)
        self.head.addStretch(1)
        self.outer.addStretch(1)

    def show_assessment(self, assessment: Assessment) -> None:
        """Show another assessment."""
        self.count.setText(counted(len(assessment.duties), "duty", "duties"))
