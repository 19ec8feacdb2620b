"""The page on judgement: its tables are those of the data files, and every mark is filled."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

TOP = Path(__file__).resolve().parents[1]


def page() -> Any:
    """The script that fills the page, as a module."""
    spec = importlib.util.spec_from_file_location("judgement_page", TOP / ".ci" / "judgement_page.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["judgement_page"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_are_what_the_data_files_say_today() -> None:
    script = page()
    assert script.PAGE.read_text(encoding="utf-8") == script.filled(), (
        "run: .venv/bin/python .ci/judgement_page.py"
    )


def test_every_row_of_points_of_risk_stands_on_the_page() -> None:
    script = page()
    text, risk = script.PAGE.read_text(encoding="utf-8"), script.document("risk")
    for key in (*risk["likelihood"], *risk["impact"]):
        assert f"| `{key}` |" in text


def test_what_can_be_made_is_shown_and_no_mark_is_left_open() -> None:
    script = page()
    text = script.PAGE.read_text(encoding="utf-8")
    assert set(re.findall(r"<!-- made: ([a-z-]+) -->", text)) == set(script.MADE)
    assert text.count("<!-- made:") == text.count("<!-- /made -->")
