"""Parts share the room: a pane goes below where both have none, columns give way, a page scrolls."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from advisor.gui.breaking import BREAK, broken
from advisor.gui.flow import FlowLayout
from advisor.gui.plain import PlainLabel
from advisor.gui.qt import QApplication, QLabel, QWidget
from advisor.gui.room import Beside, chars
from advisor.gui.settings import Settings
from advisor.gui.widgets import button


def beside(qtbot: Any) -> Beside:
    made = Beside(100)
    for _ in range(2):
        made.addWidget(QWidget())
    made.setSizes([300, 100])
    qtbot.addWidget(made)
    return made


def test_the_second_part_goes_below_and_comes_back_as_wide_as_it_was(qtbot: Any) -> None:
    both = beside(qtbot)
    both.resize(chars(120), 400)
    both.show()
    first = both.sizes()
    both.resize(chars(90), 400)
    assert both.turned
    both.resize(chars(120), 400)
    assert not both.turned
    assert both.sizes() == first
    assert first[0] > 2 * first[1]


def test_a_window_left_narrow_finds_its_parts_side_by_side_as_they_were(qtbot: Any, tmp_path: Path) -> None:
    both, again = beside(qtbot), beside(qtbot)
    both.resize(chars(120), 400)
    both.show()
    both.moveSplitter(chars(40), 1)
    both.resize(chars(90), 400)
    settings = Settings(tmp_path)
    settings.keep(both, {"both": both})
    settings.restore(QWidget(), {"both": again})
    again.resize(chars(120), 400)
    again.show()
    assert abs(again.sizes()[0] - chars(40)) < chars(2)


def test_what_nobody_moved_is_not_remembered(qtbot: Any) -> None:
    both = beside(qtbot)
    both.resize(chars(90), 400)
    both.show()
    assert both.saveState().isEmpty()


def test_a_line_breaks_before_what_has_no_room_and_the_rest_stands_at_its_end(qtbot: Any) -> None:
    holder, filling, pushed = QWidget(), button("fills"), button("end")
    filling.setMaximumWidth(200)
    flow = FlowLayout(holder)
    flow.fill(filling)
    flow.push(pushed)
    qtbot.addWidget(holder)
    holder.resize(600, flow.heightForWidth(600))
    holder.show()
    assert filling.width() == 200
    assert pushed.geometry().right() == 599
    holder.resize(filling.minimumSizeHint().width() + 10, 200)
    QApplication.processEvents()
    assert pushed.y() > filling.y()
    assert pushed.x() == 0


def test_only_a_word_that_has_no_room_is_broken_and_first_after_its_marks() -> None:
    text = "see meta-llama/Llama-3.1 for it"
    assert broken(text, 100, len) == text
    assert broken(text, 12, len) == f"see meta-{BREAK}llama/{BREAK}Llama-{BREAK}3.1 for it"
    assert broken("x" * 9, 4, len).split(BREAK) == ["x"] * 9


def test_what_is_read_and_copied_of_a_broken_word_is_whole(qtbot: Any) -> None:
    word = "a-long-name/of-a-model-that-has-no-room"
    label = PlainLabel(word, wrap=True).selectable()
    qtbot.addWidget(label)
    label.resize(60, 300)
    label.show()
    label.setSelection(0, len(QLabel.text(label)))
    assert label.text() == label.selectedText() == word


def test_a_link_is_cut_where_it_has_no_room_and_its_tip_says_all(qtbot: Any) -> None:
    link = button("github.com/meta-llama/llama-models/blob/main", role="link")
    qtbot.addWidget(link)
    link.resize(link.minimumSizeHint())
    link.show()
    assert link.minimumSizeHint().width() < link.sizeHint().width()
    assert "llama-models" in link.toolTip()
    link.resize(link.sizeHint())
    QApplication.processEvents()
    assert link.toolTip() == ""
