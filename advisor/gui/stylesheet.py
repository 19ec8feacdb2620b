"""The style sheet of the window, made from a colour scheme.

Names in it are `objectName`s and the `role` property that `advisor.gui.widgets` sets.
"""

from __future__ import annotations

from pathlib import Path

from advisor.gui.scheme import Scheme


def stylesheet(scheme: Scheme, points: float, icons: Path, scale: float = 1.0) -> str:
    """The whole sheet.

    `points` is the size of body text, `icons` the folder of the tick marks, `scale` how much larger
    than usual the words are.
    """
    marks = _marks(scheme, icons, scale)
    parts = (_frames(scheme), _type(scheme, points), _buttons(scheme, points), marks)
    return "\n".join((*parts, _fields(scheme, icons), _views(scheme, points), _bars(scheme)))


def _frames(s: Scheme) -> str:
    return f"""
QMainWindow, QDialog, QWidget#page, QWidget#pageBody {{ background: {s.window}; }}
QScrollArea, QScrollArea > QWidget > QWidget#pageBody {{ background: {s.window}; border: none; }}
QScrollArea {{ border: 1px solid transparent; border-radius: 4px; }}
QScrollArea[ring="true"] {{ border: 1px solid {s.focus}; }}
QFrame[role="card"] QScrollArea, QFrame[role="card"] QScrollArea > QWidget > QWidget#pageBody {{
  background: {s.surface}; }}
QWidget#sidebar {{ background: {s.sidebar}; border-right: 1px solid {s.border}; }}
QFrame[role="header"] {{ background: {s.window}; border: none; border-bottom: 1px solid {s.border}; }}
QFrame[role="card"] {{ background: {s.surface}; border: 1px solid {s.border}; border-radius: 10px; }}
QFrame[role="popup"] QListWidget {{ border: none; border-top: 1px solid {s.border}; border-radius: 0; }}
QFrame[role="popup"] {{ background: {s.surface}; border: 1px solid {s.strong_border}; }}
QFrame[role="drop"] {{ background: {s.surface}; border: 2px dashed {s.strong_border};
  border-radius: 14px; }}
QFrame[role="drop"][hover="true"] {{ background: {s.selection}; border: 2px dashed {s.accent}; }}
QFrame[role="banner"] {{ background: {s.surface}; border: none; border-bottom: 1px solid {s.border}; }}
QFrame[role="notice"] {{ background: {s.selection}; border: none; border-bottom: 1px solid {s.border}; }}
QFrame[role="rule"] {{ background: {s.border}; max-height: 1px; min-height: 1px; border: none; }}
QToolTip {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.strong_border};
  padding: 4px 6px; }}
"""


def _type(s: Scheme, points: float) -> str:
    return f"""
QLabel {{ background: transparent; }}
QLabel[role="hero"] {{ font-size: {points * 1.5:.1f}pt; font-weight: 600; }}
QLabel[role="title"] {{ font-size: {points * 1.45:.1f}pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: {points * 1.1:.1f}pt; font-weight: 600; }}
QLabel[role="label"] {{ font-size: {points * 0.9:.1f}pt; font-weight: 600; color: {s.muted}; }}
QLabel[role="link"] {{ color: {s.accent}; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="muted"] {{ color: {s.muted}; }}
QLabel[role="small"] {{ color: {s.muted}; font-size: {points * 0.9:.1f}pt; }}
QLabel[role="warning"] {{ color: {s.warning}; font-size: {points * 0.9:.1f}pt; font-weight: 600; }}
QLabel[role="number"] {{ font-size: {points * 1.7:.1f}pt; font-weight: 600; }}
"""


def _buttons(s: Scheme, points: float) -> str:
    return f"""
QPushButton {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.strong_border};
  border-radius: 7px; padding: 6px 14px; }}
QPushButton:hover {{ background: {s.raised}; border-color: {s.accent}; }}
QPushButton:pressed {{ background: {s.selection}; }}
QPushButton:focus {{ border: 2px solid {s.focus}; padding: 5px 13px; }}
QPushButton:disabled {{ color: {s.muted}; border-color: {s.border}; background: {s.window}; }}
QPushButton[role="primary"] {{ background: {s.accent}; color: {s.on_accent};
  border: 1px solid {s.accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {s.accent_hover}; }}
QPushButton[role="primary"]:focus {{ border: 1px solid {s.accent}; padding: 6px 14px; }}
QPushButton[role="primary"]:disabled {{ background: {s.border}; color: {s.muted};
  border-color: {s.border}; }}
QPushButton[role="link"] {{ background: transparent; border: 1px solid transparent; color: {s.accent};
  padding: 4px 0px; text-align: left; }}
QPushButton[role="link"]:hover {{ text-decoration: underline; }}
QPushButton[role="find"] {{ text-align: left; color: {s.muted}; padding: 6px 10px; }}
QPushButton[role="find"]:focus {{ padding: 5px 9px; }}
QPushButton[role="link"]:focus {{ border: 1px solid {s.focus}; border-radius: 4px; padding: 4px 0px; }}
QPushButton[role="nav"] {{ background: transparent; border: 1px solid transparent; border-radius: 8px;
  padding: 8px 10px; text-align: left; color: {s.text}; }}
QPushButton[role="nav"]:hover {{ background: {s.border}; }}
QPushButton[role="nav"]:checked {{ background: {s.selection}; color: {s.accent}; }}
QPushButton[role="nav"]:focus {{ border: 1px solid {s.focus}; }}
QPushButton[role="nav"]:disabled {{ color: {s.muted}; background: transparent; }}
QPushButton[role="chip"] {{ border-radius: 11px; padding: 2px 10px; border: 1px solid {s.border};
  background: {s.surface}; font-size: {points * 0.9:.1f}pt; min-height: 18px; }}
QPushButton[role="chip"]:hover {{ border-color: {s.accent}; }}
QPushButton[role="chip"]:checked {{ background: {s.accent}; color: {s.on_accent};
  border-color: {s.accent}; }}
QPushButton[role="chip"]:focus {{ border: 1px solid {s.focus}; padding: 2px 10px; }}
QPushButton[role="tile"] {{ background: {s.surface}; border: 1px solid {s.border}; border-radius: 9px;
  padding: 0; }}
QPushButton[role="tile"]:hover {{ border-color: {s.accent}; background: {s.raised}; }}
QPushButton[role="tile"]:disabled {{ background: {s.surface}; }}
QPushButton[role="tile"]:focus {{ border: 2px solid {s.focus}; }}
QPushButton[role="row"] {{ background: transparent; border: 1px solid transparent; border-radius: 6px;
  padding: 0; text-align: left; }}
QPushButton[role="row"]:hover {{ background: {s.raised}; border-color: {s.border}; }}
QPushButton[role="row"]:checked {{ background: {s.selection}; }}
QPushButton[role="row"]:focus {{ border: 1px solid {s.focus}; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px; }}
QToolButton:hover {{ background: {s.border}; }}
QToolButton:focus {{ border: 1px solid {s.focus}; }}
"""


def _marks(s: Scheme, icons: Path, scale: float) -> str:
    """Boxes to tick and round ones to choose by, as large as the words beside them."""
    side, dot = 2 * round(7 * scale), 2 * round(3 * scale)
    tick = (icons / f"tick-{s.name}.svg").as_posix()
    dash = (icons / f"dash-{s.name}.svg").as_posix()
    return f"""
QRadioButton, QCheckBox {{ spacing: 8px; padding: 3px 4px; background: transparent;
  border: 1px solid transparent; border-radius: 5px; }}
QRadioButton:focus, QCheckBox:focus {{ border: 1px solid {s.focus}; }}
QRadioButton:disabled, QCheckBox:disabled {{ color: {s.muted}; }}
QCheckBox::indicator, QTreeView::indicator, QListView::indicator {{ width: {side}px; height: {side}px;
  border-radius: 4px; border: 1px solid {s.strong_border}; background: {s.surface}; }}
QCheckBox::indicator:hover, QTreeView::indicator:hover, QListView::indicator:hover {{
  border-color: {s.accent}; }}
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {{
  background: {s.accent}; border-color: {s.accent}; image: url("{tick}"); }}
QTreeView::indicator:indeterminate {{ image: url("{dash}"); }}
QRadioButton::indicator {{ width: {side}px; height: {side}px; border-radius: {side // 2 + 1}px;
  border: 1px solid {s.strong_border}; background: {s.surface}; }}
QRadioButton::indicator:hover {{ border-color: {s.accent}; }}
QRadioButton::indicator:checked {{ width: {dot}px; height: {dot}px;
  border: {(side - dot) // 2 + 1}px solid {s.accent};
  background: {s.on_accent}; }}
QRadioButton::indicator:checked:disabled {{ border-color: {s.strong_border}; }}
"""


def _fields(s: Scheme, icons: Path) -> str:
    down = (icons / f"down-{s.name}.svg").as_posix()
    return f"""
QLineEdit, QPlainTextEdit {{ background: {s.surface}; color: {s.text};
  border: 1px solid {s.strong_border}; border-radius: 7px; padding: 5px 8px;
  selection-background-color: {s.accent}; selection-color: {s.on_accent}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {s.focus}; padding: 4px 7px; }}
QComboBox {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.strong_border};
  border-radius: 7px; padding: 4px 8px; combobox-popup: 0; }}
QComboBox:hover {{ border-color: {s.accent}; }}
QComboBox:focus {{ border: 2px solid {s.focus}; padding: 3px 7px; }}
QComboBox::drop-down {{ border: none; width: 20px; }}
QComboBox::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
QComboBox QAbstractItemView {{ background: {s.surface}; color: {s.text};
  border: 1px solid {s.strong_border}; selection-background-color: {s.selection};
  selection-color: {s.text}; outline: 0; padding: 2px; }}
QComboBox QAbstractItemView::item {{ padding: 4px 6px; border: none; color: {s.text}; }}
QComboBox QAbstractItemView::item:selected {{ background: {s.selection}; color: {s.text}; }}
QPlainTextEdit#code {{ border-radius: 8px; padding: 2px; background: {s.surface};
  border: 1px solid {s.border}; }}
QPlainTextEdit#code:focus {{ border: 1px solid {s.focus}; padding: 2px; }}
"""


def _views(s: Scheme, points: float) -> str:
    return f"""
QTableView, QTreeView, QListWidget {{ background: {s.surface}; border: 1px solid {s.border};
  border-radius: 8px; gridline-color: {s.border};
  selection-background-color: {s.selection}; selection-color: {s.text};
  outline: 0; }}
QTreeView {{ show-decoration-selected: 1; }}
QTableView:focus, QTreeView:focus, QListWidget:focus {{ border: 1px solid {s.focus}; }}
QTableView::item, QTreeView::item, QListWidget::item {{ padding: 3px 6px; border: none; }}
QTableView::item:selected, QTreeView::item:selected, QListWidget::item:selected {{
  background: {s.selection}; color: {s.text}; }}
QHeaderView {{ background: {s.surface}; border: none; border-top-left-radius: 7px;
  border-top-right-radius: 7px; }}
QHeaderView::section:first {{ border-top-left-radius: 7px; }}
QHeaderView::section:last {{ border-top-right-radius: 7px; }}
QHeaderView::section:only-one {{ border-top-left-radius: 7px; border-top-right-radius: 7px; }}
QHeaderView::section {{ background: {s.surface}; color: {s.muted}; border: none;
  border-bottom: 1px solid {s.border}; padding: 7px 9px; font-weight: 600;
  font-size: {points * 0.9:.1f}pt; }}
QTableCornerButton::section {{ background: {s.surface}; border: none; }}
QSplitter::handle {{ background: transparent; }}
QSplitter::handle:hover {{ background: {s.border}; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle {{ background: {s.strong_border}; border-radius: 4px; min-height: 28px;
  min-width: 28px; }}
QScrollBar::handle:hover {{ background: {s.muted}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
"""


def _bars(s: Scheme) -> str:
    return f"""
QSlider {{ min-height: 22px; background: transparent; }}
QSlider::groove:horizontal {{ height: 4px; background: {s.strong_border}; border-radius: 2px; }}
QSlider::handle:horizontal {{ width: 12px; margin: -5px 0; border-radius: 7px;
  background: {s.surface}; border: 1px solid {s.accent}; }}
QSlider::handle:horizontal:hover {{ background: {s.selection}; }}
QSlider::handle:horizontal:focus {{ background: {s.accent}; border-color: {s.text}; }}
QProgressBar {{ background: {s.border}; border: none; border-radius: 4px; max-height: 8px;
  min-height: 8px; }}
QProgressBar::chunk {{ background: {s.accent}; border-radius: 4px; }}
QMenuBar {{ background: {s.sidebar}; color: {s.text}; border-bottom: 1px solid {s.border}; }}
QMenuBar::item {{ padding: 5px 10px; background: transparent; border-radius: 5px; }}
QMenuBar::item:selected {{ background: {s.border}; }}
QMenu {{ background: {s.surface}; color: {s.text}; border: 1px solid {s.strong_border}; padding: 4px; }}
QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 5px; }}
QMenu::item:selected {{ background: {s.selection}; color: {s.text}; }}
QMenu::item:disabled {{ color: {s.muted}; }}
QMenu::separator {{ height: 1px; background: {s.border}; margin: 4px 8px; }}
"""
