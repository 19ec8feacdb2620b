"""What the program says about itself: versions to copy, and the licences of all that it rests on."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from advisor import __version__
from advisor.gui.about_dialog import AboutDialog
from advisor.gui.qt import QApplication, QLabel, Qt, qVersion
from advisor.gui.shipped import ROOTS, parts, versions
from tests.gui.fake import FakeService

TOP = Path(__file__).parents[2]


@pytest.fixture
def about(qtbot: Any, service: FakeService) -> AboutDialog:
    made = AboutDialog(service.stamp())
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_starts_from_what_the_project_asks_for() -> None:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [re.match(r"[\w.-]+", line) for line in project["dependencies"]]
    assert sorted(ROOTS) == sorted(name[0] for name in asked if name)


def test_what_those_rest_on_is_listed_too_and_nothing_for_tests() -> None:
    names = {part.name.lower().replace("_", "-") for part in parts()}
    assert {"llama advisor", "python", "requests", "urllib3", "certifi", "cffi", "shiboken6"} <= names
    assert not names & {"pytest", "hypothesis", "mypy"}


def test_versions_are_those_that_are_installed() -> None:
    told = {part.name: part.version for part in parts()}
    assert told["requests"] == metadata.version("requests")
    assert told["Llama Advisor"] == __version__


def test_each_part_names_its_licence_and_texts_are_there() -> None:
    texts = {part.name.lower(): part.text() for part in parts()}
    assert all(part.licence for part in parts())
    assert "Apache License" in texts["llama advisor"]
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in texts["pyside6_essentials"]
    assert "Apache License" in texts["requests"]


def test_the_program_s_own_text_is_not_that_of_the_sample_project_beside_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    texts = {
        "advisor/_data/resources/sample-project/NOTICE": "Ferry Desk uses models",
        "llama_advisor-0.1.0.dist-info/licenses/NOTICE": "This program uses facts",
    }
    files = []
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
        file = metadata.PackagePath(name)
        file.dist = metadata.PathDistribution(tmp_path / "llama_advisor-0.1.0.dist-info")
        files.append(file)
    monkeypatch.setattr(metadata, "files", lambda name: files)
    assert parts()[0].text() == "This program uses facts"


def test_the_text_of_what_is_chosen_is_shown(qtbot: Any, about: AboutDialog) -> None:
    assert "Apache License" in about.text.toPlainText()
    qtbot.keyClick(about.list, Qt.Key.Key_End)
    part = parts()[-1]
    assert about.text.toPlainText().strip() == part.text().strip()


def test_versions_are_copied_for_a_report(qtbot: Any, about: AboutDialog) -> None:
    qtbot.mouseClick(about.copy, Qt.MouseButton.LeftButton)
    copied = QApplication.clipboard().text()
    assert copied == versions()
    assert f"Llama Advisor {__version__}" in copied
    assert f"Qt {qVersion()}" in copied


def test_it_says_whose_the_marks_are_and_of_which_day_the_facts(
    about: AboutDialog, service: FakeService
) -> None:
    told = " ".join(label.text() for label in about.findChildren(QLabel))
    assert "Not affiliated with or endorsed by Meta" in told
    assert f"facts of {service.stamp().as_of}" in told
