"""What is said when no window can open: before Qt starts, with the one command that helps, exit 2."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from advisor.gui import qtguard
from advisor.gui.qtguard import Machine, problem

PROJECT = Path(__file__).parents[2]
SCREEN = {"DISPLAY": ":0"}


def asked(
    environment: Mapping[str, str],
    lacking: tuple[str, ...] = (),
    version: str | None = "6.11.3",
    platform: str = "linux",
    manager: str = "apt-get",
    answers: bool = True,
) -> str | None:
    machine = Machine(
        platform=platform,
        can_load=lambda name: name not in lacking,
        can_reach=lambda display: answers,
        has_program=lambda name: name == manager,
        version=lambda: version,
    )
    return problem(environment, machine)


def test_nothing_is_said_where_a_window_can_open() -> None:
    assert asked(SCREEN) is None


def test_a_missing_library_is_named_with_the_package_that_holds_it() -> None:
    told = asked(SCREEN, lacking=("libEGL.so.1",))
    assert told is not None
    assert "apt-get install -y --no-install-recommends libegl1" in told
    assert "libgl1" not in told


def test_all_missing_libraries_are_named_in_one_command() -> None:
    told = asked(SCREEN, lacking=("libGL.so.1", "libxcb-cursor.so.0", "libglib-2.0.so.0"))
    assert told is not None
    assert told.splitlines()[1:] == [
        "  sudo apt-get install -y --no-install-recommends libglib2.0-0 libgl1 libxcb-cursor0"
    ]


def test_fedora_is_told_its_own_command() -> None:
    told = asked(SCREEN, lacking=("libGL.so.1", "libxcb-shm.so.0", "libxcb-xkb.so.1"), manager="dnf")
    assert told is not None
    assert told.endswith("\n  sudo dnf install -y libglvnd-glx libxcb")


def test_libraries_of_the_screen_are_not_asked_for_without_one() -> None:
    assert asked({"QT_QPA_PLATFORM": "offscreen"}, lacking=("libxcb-cursor.so.0",)) is None


def test_no_display_is_said_with_the_way_round_it() -> None:
    told = asked({})
    assert told is not None
    assert "DISPLAY" in told
    assert "llama-advisor scan FOLDER" in told


def test_a_display_that_nobody_answers_at_is_named() -> None:
    told = asked({"DISPLAY": ":77"}, answers=False)
    assert told is not None
    assert "DISPLAY=:77" in told


def test_wayland_is_a_display() -> None:
    assert asked({"WAYLAND_DISPLAY": "wayland-0"}) is None


@pytest.mark.parametrize("version", ["6.7.2", "6.10.1", "5.15.0"])
def test_a_version_that_does_not_fit_is_named_with_the_one_that_does(version: str) -> None:
    told = asked(SCREEN, version=version)
    assert told is not None
    assert version in told
    assert qtguard.REQUIREMENT in told


def test_the_build_that_loses_references_is_refused_on_this_python() -> None:
    told = asked(SCREEN, version="6.12.0")
    assert (told is not None) == (sys.version_info < (3, 12))


def test_a_machine_without_pyside_is_told_how_to_get_it() -> None:
    told = asked(SCREEN, version=None)
    assert told is not None
    assert "pip install" in told


def test_other_systems_bring_their_own_libraries_and_display() -> None:
    assert asked({}, lacking=("libGL.so.1",), platform="darwin") is None


def test_the_same_bounds_stand_in_the_project_file() -> None:
    assert qtguard.REQUIREMENT in (PROJECT / "pyproject.toml").read_text(encoding="utf-8")


ENTRY = """
import sys
from advisor.gui.main import main
code = main(sys.argv[1:])
print(code, [name for name in sys.modules if name.startswith("PySide6")])
"""


def started(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The entry in a process of its own, without this one's display and platform."""
    inherited = {
        key: value
        for key, value in os.environ.items()
        if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-c", ENTRY, *arguments],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=inherited | environment,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays are looked for on Linux alone")
def test_the_program_ends_with_2_before_it_loads_qt_where_there_is_no_display() -> None:
    done = started()
    assert done.stdout.strip() == "2 []"
    assert "display" in done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are asked on Linux alone")
def test_a_dead_display_is_a_message_and_no_abort() -> None:
    done = started(DISPLAY=":7777")
    assert done.stdout.strip() == "2 []"
    assert "llama-advisor: " in done.stderr


def test_a_wrong_option_is_a_usage_error() -> None:
    done = started("--as-of", "yesterday")
    assert done.returncode == 2
    assert "2026-11-24" in done.stderr
