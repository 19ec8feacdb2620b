"""Text from strangers is shown as it is: no markup, no mnemonic, nothing invisible, not endless."""

from __future__ import annotations

import pytest

from advisor.gui.plain import CutLabel, PlainLabel, action_text, shown, tip_text
from advisor.gui.qt import Qt

PROMPT = "<s>[INST] <<SYS>> Be brief. <</SYS>> [/INST]"


def test_a_llama_prompt_is_no_markup_to_a_label(qtbot) -> None:  # type: ignore[no-untyped-def]
    label = PlainLabel(PROMPT)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == PROMPT


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("a\u202eb", "a\\u202eb"),
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("zero\u200bwidth", "zero\\u200bwidth"),
        ("\udcff", "\\xff"),
        ("R&D", "R&D"),
    ],
)
def test_what_steers_or_hides_is_made_visible(raw: str, seen: str) -> None:
    assert shown(raw) == seen


def test_endless_text_is_cut() -> None:
    assert len(shown("x" * 100_000)) == 500


def test_ampersands_of_actions_are_doubled() -> None:
    assert action_text("R&D <b>") == "R&&D <b>"


def test_a_tool_tip_escapes_everything() -> None:
    assert (
        tip_text('<img src="/etc/x"> & <b>') == "<qt>&lt;img src=&quot;/etc/x&quot;&gt; &amp; &lt;b&gt;</qt>"
    )
    assert tip_text("") == ""


def test_a_cut_label_keeps_the_whole_path_for_tool_tip_and_screen_reader(qtbot) -> None:  # type: ignore[no-untyped-def]
    label = CutLabel("src/" + "deep/" * 60 + "file.py")
    qtbot.addWidget(label)
    label.resize(160, 20)
    assert "…" in label.text()
    assert label.text().endswith("file.py")
    assert label.accessibleName().startswith("src/deep/")
