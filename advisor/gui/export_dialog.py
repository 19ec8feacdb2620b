"""Choosing what to save: report or checklist, everything or what the filter shows, with a preview."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from advisor.core.assessment import Assessment
from advisor.gui.background import Background
from advisor.gui.boxes import Box
from advisor.gui.dialogs import fitting
from advisor.gui.formats import form_of, formats
from advisor.gui.plain import PlainLabel, action_text, tr
from advisor.gui.qt import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QSize,
    QVBoxLayout,
    QWidget,
)
from advisor.gui.speech import LiveLabel, name_box
from advisor.gui.stacking import letters
from advisor.gui.theme import SPACE, THEME
from advisor.gui.widgets import button, column, line, one_of
from advisor.report.clean import cut

PREVIEW_LIMIT = 20_000
"""Characters of the preview; the file has all."""
_LONGEST_NAME = 20
"""Characters."""
_PURPOSE = 35
"""Letters that the line on a format's purpose is wide."""


class ExportDialog(QDialog):
    """Asks for what, how much and in which format; shows what the file will hold.

    `render(assessment, what, format)` gives the content, away from the main thread; `task_ids` are those the
    filter shows, None when no filter is in force.
    """

    def __init__(
        self,
        assessment: Assessment,
        task_ids: Sequence[str] | None,
        render: Callable[[Assessment, str, str], str | bytes],
        what: str = "checklist",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._assessment = assessment
        self._task_ids = task_ids
        self._render = render
        self.content: str | bytes = ""
        self._background = Background(self)
        self.setWindowTitle(tr("Export"))
        self.resize(fitting(QSize(760, 560), parent))
        outer = column(self, margin=2 * SPACE, gap=SPACE + 4)
        choices = line(gap=4 * SPACE)
        self.what = self._choices(
            tr("What"), {"checklist": tr("Checklist"), "report": tr("Whole report")}, what, choices
        )
        self._build_format(choices)
        self.scope = self._choices(
            tr("Tasks"), self._scopes(), "filter" if task_ids is not None else "all", choices
        )
        choices.addStretch()
        outer.addLayout(choices)
        self.preview = QPlainTextEdit()
        self.preview.setObjectName("code")
        self.preview.setReadOnly(True)
        self.preview.setFont(THEME.code_font())
        self.preview.setAccessibleName(tr("What the file will hold"))
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setTabChangesFocus(True)
        outer.addWidget(self.preview, 1)
        self.told = LiveLabel("", "muted", wrap=True)
        outer.addWidget(self.told)
        self._build_buttons(outer)
        self._refresh()

    def _build_format(self, row: QHBoxLayout) -> None:
        """One of many, each with what it is for."""
        box = QWidget()
        inner = column(box, gap=6)
        inner.addWidget(PlainLabel(tr("Format"), "label"))
        self.format = Box()
        name_box(self.format, tr("Format"))
        self.format.setMinimumContentsLength(_LONGEST_NAME)
        self.purpose = PlainLabel("", "small", wrap=True)
        self.purpose.setFixedWidth(letters(self, _PURPOSE))
        self._offer_formats("markdown")
        self.format.currentIndexChanged.connect(lambda _number: self._refresh())
        inner.addWidget(self.format)
        inner.addWidget(self.purpose)
        inner.addStretch()
        row.addWidget(box)

    def _offer_formats(self, wanted: str) -> None:
        """Those of the report or of the checklist; the one that was chosen stays where both have it."""
        self.format.blockSignals(True)
        self.format.clear()
        for word in formats(self._chosen(self.what)):
            self.format.addItem(tr(form_of(word).name), word)
        self.format.setCurrentIndex(max(self.format.findData(wanted), 0))
        self.format.blockSignals(False)

    def choose_format(self, word: str) -> None:
        """Show another format, named as on the command line."""
        self.format.setCurrentIndex(self.format.findData(word))

    def _scopes(self) -> dict[str, str]:
        everything = {"all": tr("All {count}").format(count=len(self._assessment.tasks))}
        if self._task_ids is None:
            return everything
        return everything | {"filter": tr("The {count} the filter shows").format(count=len(self._task_ids))}

    def _choices(
        self, label: str, options: dict[str, str], first: str, row: QHBoxLayout
    ) -> dict[str, QRadioButton]:
        box = QWidget()
        inner = column(box, gap=2)
        inner.addWidget(PlainLabel(label, "label"))
        buttons, group = {}, QButtonGroup(box)
        for word, text in options.items():
            buttons[word] = QRadioButton(action_text(text))
            buttons[word].setAccessibleName(f"{label}: {text}")
            buttons[word].setChecked(word == first)
            buttons[word].toggled.connect(
                lambda on: self._turn() if on and hasattr(self, "preview") else None
            )
            one_of(group, buttons[word])
            inner.addWidget(buttons[word])
        inner.addStretch()
        row.addWidget(box)
        self._scope_box = box  # the last one made
        return buttons

    def _build_buttons(self, outer: QVBoxLayout) -> None:
        box = QDialogButtonBox()
        self.save = button(tr("Save as…"), role="primary")
        box.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(button(tr("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        outer.addWidget(box)

    @staticmethod
    def _chosen(buttons: dict[str, QRadioButton]) -> str:
        return next(word for word, each in buttons.items() if each.isChecked())

    def file_name(self) -> str:
        """A name to start from: `project-checklist.md`."""
        suffix = form_of(self.format.currentData()).suffix
        name = "".join(char if char.isalnum() or char in "-_." else "-" for char in self._assessment.project)
        return f"{name.strip('.') or 'project'}-{self._chosen(self.what)}.{suffix}"

    def _subset(self) -> Assessment:
        if self._chosen(self.what) == "report" or self._chosen(self.scope) == "all" or self._task_ids is None:
            return self._assessment
        wanted = set(self._task_ids)
        return replace(
            self._assessment, tasks=tuple(task for task in self._assessment.tasks if task.id in wanted)
        )

    def _turn(self) -> None:
        self._offer_formats(self.format.currentData())
        self._refresh()

    def _refresh(self) -> None:
        self._enable_scope()
        self.content = ""
        self.save.setEnabled(False)
        self.told.setText(tr("Writing …"))
        subset, what, form = self._subset(), self._chosen(self.what), self.format.currentData()
        self.purpose.setText(tr(form_of(form).purpose))
        self._background.run(lambda: self._render(subset, what, form), self._show, self.told.setText)

    def _show(self, content: str | bytes) -> None:
        self.content = content
        self.save.setEnabled(True)
        if isinstance(content, bytes):
            self.preview.setPlainText("")
            self.told.setText(
                tr("{count} bytes. No preview of this format: save it and open it.").format(
                    count=f"{len(content):,}"
                )
            )
            return
        self.preview.setPlainText(cut(content, PREVIEW_LIMIT))
        told = tr("{count} characters. Secrets are masked, paths are relative.")
        if len(content) > PREVIEW_LIMIT:
            told = tr(
                "{count} characters; the preview is cut, the file is not. Secrets are masked, paths relative."
            )
        self.told.setText(told.format(count=f"{len(content):,}"))

    @property
    def text(self) -> str:
        """The content where it is text; else nothing."""
        return self.content if isinstance(self.content, str) else ""

    def _enable_scope(self) -> None:
        """A filter of tasks means nothing to the whole report, and one choice is none."""
        self._scope_box.setVisible(len(self.scope) > 1)
        for each in self.scope.values():
            each.setEnabled(self._chosen(self.what) == "checklist")

    def done(self, result: int) -> None:
        """Nobody waits any longer for what is still being written."""
        self._background.wait()
        super().done(result)
