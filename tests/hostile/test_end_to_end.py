"""The hostile repository, scanned as a user does it: by command line and by window, both watched.

A hook in every Python process that the run starts, workers included, writes down what is opened, changed,
started and connected to. The frozen program scans the same tree in `.ci/hostile.py`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.api import analyse
from advisor.app import export
from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.core.assessment import Assessment
from advisor.report.clean import visible
from tests.cli.program import DAY, PROJECT, environment
from tests.conftest import QT_PROBLEM
from tests.hostile.tree import CANONICAL, NAME_SECRET, SECRETS, Hostile, build, fingerprint
from tests.hostile.watch_log import Event, events, watched

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the tree needs names that Windows refuses")
CHANGES = ("os.chmod", "os.link", "os.mkdir", "os.re", "os.rmdir", "os.symlink", "os.truncate", "os.utime")
AS_OF = date(2026, 11, 24)
HARMFUL = "\x1b\x07\x9b\u202e\u200b\u2060\x00"
"""Characters that no reader may ever get raw."""


@dataclass(slots=True)
class Run:
    """How a watched run ended."""

    code: int
    out: bytes
    said: str
    events: list[Event]
    report: Any = None
    shown: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Scene:
    """The tree, what it was before anybody looked at it, and the runs over it."""

    made: Hostile
    before: Mapping[str, object]
    place: Path
    runs: dict[str, Run] = field(default_factory=dict)

    def run(self, name: str, command: Sequence[str], cwd: Path) -> Run:
        """Run a Python command under watch; the same name a second time is not run again."""
        if name not in self.runs:
            log = self.place / f"events-{name}"
            env = watched({**environment(self.place), "QT_QPA_PLATFORM": "offscreen"}, log, PROJECT)
            whole = [sys.executable, "-P", *command]
            done = subprocess.run(whole, cwd=cwd, env=env, capture_output=True, timeout=300, check=False)
            said = done.stderr.decode("utf-8", "backslashreplace")
            self.runs[name] = Run(done.returncode, done.stdout, said, events(log))
        return self.runs[name]

    def scan(self) -> Run:
        """The command line's scan, from inside the tree."""
        words = ["scan", ".", "--format", "json", "--include-cleared", *DAY]
        run = self.run("scan", ["-m", "advisor", *words], self.made.root)
        if run.code == 0:
            run.report = json.loads(run.out)
        return run

    def window(self) -> Run:
        """The window's scan of the same tree, every page visited."""
        kept = self.place / "window.json"
        command = ["-m", "tests.hostile.window", str(self.made.root), str(kept)]
        run = self.run("window", command, self.place)
        if run.code == 0:
            run.shown = json.loads(kept.read_text("utf-8"))
            run.report = run.shown["report"]
        return run


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    place = tmp_path_factory.mktemp("hostile")
    made = build(place)
    return Scene(made, fingerprint(place), place)


WAYS = ["scan", pytest.param("window", marks=pytest.mark.skipif(bool(QT_PROBLEM), reason=str(QT_PROBLEM)))]


def way(scene: Scene, name: str) -> Run:
    return scene.scan() if name == "scan" else scene.window()


def written(path: str) -> str:
    """A path as JSON has it: bytes that are no text are spelled out."""
    return "".join(visible(char) if "\ud800" <= char <= "\udfff" else char for char in path).replace(
        NAME_SECRET, "gsk_****"
    )


@pytest.mark.hazard("2.1", "2.3", "2.4", "2.5", "3.6", "3.7", "6.2", "6.4")
@pytest.mark.parametrize("name", WAYS)
def test_every_place_in_the_hostile_tree_is_found(scene: Scene, name: str) -> None:
    run = way(scene, name)
    assert run.code == 0, run.said[-2000:]
    found = {(row["path"], row["line"]) for row in run.report["findings"] if row["model"] == CANONICAL}
    assert {(written(path), line) for path, line in scene.made.found} - found == set()


@pytest.mark.hazard("2.7", "2.8", "2.10", "3.1", "3.3", "3.5", "6.1", "6.3")
@pytest.mark.parametrize("name", WAYS)
def test_every_skip_in_the_hostile_tree_is_named_with_its_reason(scene: Scene, name: str) -> None:
    rows = {(row["path"], row["reason"]) for row in way(scene, name).report["skipped"]}
    assert {(written(path), reason) for path, reason in scene.made.skipped.items()} - rows == set()
    assert any(path.startswith("deep/d") and reason == "cannot be read" for path, reason in rows)


@pytest.mark.hazard("2.2", "3.8")
def test_no_file_of_the_hostile_tree_is_passed_over_in_silence(scene: Scene) -> None:
    report = scene.scan().report
    said = {row["path"] for key in ("findings", "cleared", "skipped") for row in report[key]}
    assert scene.made.named - said == set()


@pytest.mark.skipif(bool(QT_PROBLEM), reason=str(QT_PROBLEM))
def test_window_and_command_line_say_the_same_of_the_hostile_tree(scene: Scene) -> None:
    here, there = scene.scan().report, scene.window().report
    assert here["findings"] == there["findings"]
    assert here["skipped"] == there["skipped"]


@pytest.mark.hazard("1.1", "1.2", "1.3", "1.4", "1.5")
@pytest.mark.parametrize("name", WAYS)
def test_nothing_of_the_hostile_tree_runs(scene: Scene, name: str) -> None:
    run = way(scene, name)
    assert not scene.made.canary.exists()
    programs = {
        event.what
        for event in run.events
        if event.name.startswith(("subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.system"))
    }
    assert programs <= {sys.executable}
    assert not [event for event in run.events if event.name.startswith(("pickle.", "os.system"))]
    assert programs or name == "scan"


@pytest.mark.hazard("3.1", "3.2", "6.1")
@pytest.mark.parametrize("name", WAYS)
def test_nothing_outside_the_hostile_tree_is_opened(scene: Scene, name: str) -> None:
    seen = [event for event in way(scene, name).events if event.name in ("open", "os.listdir", "os.scandir")]
    paths = {event.what for event in seen if event.what.startswith("/")}
    assert len({event.process for event in seen}) >= (1 if name == "scan" else 2)
    assert str(scene.made.root / "good.py") in paths
    assert [path for path in paths if path.startswith(str(scene.made.outside))] == []
    assert [path for path in paths if not path.startswith(_homes(scene))] == []
    inside = [path for path in paths if path.startswith(f"{scene.made.root}/")]
    assert [path for path in inside if os.path.realpath(path) != path] == []


def _homes(scene: Scene) -> tuple[str, ...]:
    """What a run may open: the tree, the program, Python, the system's fonts and devices, its own folder."""
    ours = (scene.made.root, PROJECT, scene.place / "user", scene.place / "window.json")
    python = (*filter(None, sys.path), sys.prefix, sys.base_prefix)
    system = ("/usr/lib", "/lib", "/usr/share", "/etc/fonts", "/proc/self/", "/dev/null", "/dev/urandom")
    return (*map(str, ours), *python, *system, *map(str, scene.place.glob("events-*")))


@pytest.mark.hazard("1.1", "5.3")
@pytest.mark.parametrize("name", WAYS)
def test_nothing_is_written_into_the_hostile_tree(scene: Scene, name: str) -> None:
    run = way(scene, name)
    writing = [event for event in run.events if event.writes or event.name.startswith(CHANGES)]
    assert [event for event in writing if event.what.startswith(str(scene.made.root))] == []
    assert fingerprint(scene.place) == scene.before


@pytest.mark.hazard("5.6")
@pytest.mark.parametrize("name", WAYS)
def test_no_connection_is_made_for_the_hostile_tree(scene: Scene, name: str) -> None:
    talks = ("socket.", "urllib.", "ftplib.", "http.", "smtplib.", "webbrowser.")
    assert [event for event in way(scene, name).events if event.name.startswith(talks)] == []


@pytest.fixture(scope="module")
def judged(scene: Scene) -> Assessment:
    """The tree as every format gets it."""
    return analyse(scene.made.root, as_of=AS_OF)


FORMS = [form for form in (*ReportFormat, *ChecklistFormat) if form.is_text]
"""PDF, which is set from the same page as HTML, is looked through in tests/gui/test_pdf.py."""
OWN_COMMANDS = {ReportFormat.GITHUB}
"""Formats that are commands of a build server: theirs are our own, one a line."""


def output(judged: Assessment, form: ReportFormat | ChecklistFormat) -> str:
    if isinstance(form, ChecklistFormat):
        return export.checklist(judged, form)
    return export.report(judged, form, include_cleared=True)


@pytest.mark.hazard("4.7")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{type(form).__name__}-{form}")
def test_no_report_on_the_hostile_tree_holds_a_secret(
    judged: Assessment, form: ReportFormat | ChecklistFormat
) -> None:
    text = output(judged, form)
    secrets = {**SECRETS, "key in the name of a file": NAME_SECRET}
    assert {name for name, secret in secrets.items() if secret in text} == set()
    assert "/home/somebody" not in text


@pytest.mark.hazard("1.7", "4.3")
@pytest.mark.parametrize("form", FORMS, ids=lambda form: f"{type(form).__name__}-{form}")
def test_no_report_on_the_hostile_tree_steers_a_terminal(
    judged: Assessment, form: ReportFormat | ChecklistFormat
) -> None:
    text = output(judged, form)
    assert set(HARMFUL) & set(text) == set()
    if form not in OWN_COMMANDS:
        assert not [line for line in text.split("\n") if line.lstrip().startswith(("::", "##["))]


@pytest.mark.hazard("4.7", "4.3")
def test_what_the_command_line_tells_beside_a_report_is_clean(scene: Scene) -> None:
    run = scene.run("verbose", ["-m", "advisor", "scan", ".", "--verbose", *DAY], scene.made.root)
    assert {name for name, secret in SECRETS.items() if secret in run.said} == set()
    assert set(HARMFUL) & set(run.said) == set()


@pytest.mark.skipif(bool(QT_PROBLEM), reason=str(QT_PROBLEM))
@pytest.mark.hazard("4.1", "4.3", "4.7")
def test_the_window_shows_the_hostile_tree_without_harm(scene: Scene) -> None:
    shown = scene.window().shown
    texts = [*shown["texts"], shown["copied"]]
    assert shown["told"] == []
    assert any("esc\\x1b[31m" in text for text in texts)
    assert [ascii(text) for text in texts if set(HARMFUL) & set(text)] == []
    leaks = {name for name, secret in SECRETS.items() for text in texts if secret in text}
    assert leaks == set()
    assert NAME_SECRET not in shown["copied"]


@pytest.mark.skipif(bool(QT_PROBLEM), reason=str(QT_PROBLEM))
@pytest.mark.hazard("4.7")
def test_the_windows_logs_hold_nothing_of_the_hostile_tree(scene: Scene) -> None:
    scene.window()
    logs = [path.read_text("utf-8", "replace") for path in (scene.place / "user").rglob("*.log*")]
    assert {name for name, secret in SECRETS.items() for text in logs if secret in text} == set()
    assert [text for text in logs if "Traceback" in text] == []


def test_what_this_system_does_not_let_us_lay_is_little(scene: Scene) -> None:
    assert len(scene.made.found) > 90
    assert len(scene.made.left_out) <= (5 if sys.platform == "linux" else 25), scene.made.left_out
