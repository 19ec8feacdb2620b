"""Filter and grouping come back with their project; what is damaged does no harm."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.gui.dependency_rows import DependencyFilter
from advisor.gui.filters import FindingFilter
from advisor.gui.settings import Settings
from advisor.gui.views import KEPT, Views
from advisor.gui.window import MainWindow


def test_each_project_has_its_own(tmp_path: Path) -> None:
    wanted = FindingFilter("path:src", frozenset({"model"}))
    Views(Settings(tmp_path)).keep(Path("/a"), wanted, "file")
    assert Views(Settings(tmp_path)).load(Path("/a")) == (wanted, "file")
    assert Views(Settings(tmp_path)).load(Path("/b")) == (FindingFilter(), "")


@pytest.mark.parametrize("word", ["{", "[]", '{"x": 1}', "[" * 100_000, "null"])
def test_what_is_damaged_means_the_defaults(tmp_path: Path, word: str) -> None:
    settings = Settings(tmp_path)
    settings.keep_word("findings-views", word)
    assert Views(settings).load(Path("/a")) == (FindingFilter(), "")


def test_the_oldest_projects_are_forgotten(tmp_path: Path) -> None:
    views = Views(Settings(tmp_path))
    for number in range(KEPT + 1):
        views.keep(Path(f"/{number}"), FindingFilter(), "file")
    assert [views.load(Path(f"/{number}"))[1] for number in (0, 1, KEPT)] == ["", "file", "file"]


def test_the_window_takes_a_project_up_where_it_was_left(opened: MainWindow, tmp_path: Path) -> None:
    page, root = opened.findings, opened.session.folder
    assert root is not None
    page.groups.setCurrentIndex(page.groups.findData("kind"))
    page.set_filter(FindingFilter("app"))
    page.begin_scan(tmp_path)
    assert (page.filter.text, page.groups.currentData()) == ("", "none")
    page.begin_scan(root)
    assert (page.filter.text, page.groups.currentData()) == ("app", "kind")


def test_findings_and_dependencies_of_a_project_do_not_take_each_other_s_place(tmp_path: Path) -> None:
    views, folder = Views(Settings(tmp_path)), Path("/a")
    wanted = DependencyFilter("groq", frozenset({"dead"}), frozenset({"high"}), frozenset({"production"}))
    views.keep(folder, FindingFilter("app"), "file")
    views.keep_dependencies(folder, wanted, "host")
    views.keep(folder, FindingFilter("src"), "kind")
    assert views.load(folder) == (FindingFilter("src"), "kind")
    assert views.load_dependencies(folder) == (wanted, "host")


def test_the_dependencies_are_taken_up_where_they_were_left(opened: MainWindow, tmp_path: Path) -> None:
    page, root = opened.dependencies, opened.session.folder
    assert root is not None
    page.groups.setCurrentIndex(page.groups.findData("host"))
    page.show_filter(DependencyFilter("groq"))
    page.begin_scan(tmp_path)
    assert (page.search.text(), page.groups.currentData()) == ("", "none")
    page.begin_scan(root)
    assert (page.search.text(), page.groups.currentData()) == ("groq", "host")
