"""`--overlay`, `--no-overlays`, `--no-repo-config` and `--no-suppressions`, as a user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import DAY, PROJECT, make, run

OVERLAY = """\
format_version = 1
as_of = 2026-11-20

[[names]]
name = "acme/helpdesk-*"
base = "llama-3.1-8b-instruct"
"""
SETTINGS = """\
[[suppress]]
paths = ["old"]
reason = "Goes with the old desk."
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A project with a name that only an overlay knows, and settings of its own."""
    files = {
        "app.py": 'MODEL = "acme/helpdesk-3"\n',
        "old/app.py": 'MODEL = "llama-3.3-70b-versatile"\n',
        ".llama-advisor.toml": SETTINGS,
    }
    make(tmp_path, {"acme.toml": OVERLAY, "bad.toml": OVERLAY + 'bse = "x"\n'})
    return make(tmp_path / "desk", files)


def written(report: dict[str, list[dict[str, str]]]) -> list[str]:
    return [row["written"] for row in report["findings"]]


def test_an_overlay_is_used_marked_and_stamped(desk: Path) -> None:
    report = run("scan", ".", *DAY, "--format", "json", "--overlay", "../acme.toml", cwd=desk).json
    (row,) = report["findings"]
    assert (row["model"], row["origin"]) == ("helpdesk-3", "overlay acme.toml")
    (stamp,) = report["catalog"]["overlays"]
    assert (stamp["name"], stamp["rows"], stamp["as_of"]) == ("acme.toml", 1, "2026-11-20")
    bare = run("scan", ".", *DAY, "--format", "json", cwd=desk).json
    assert bare["findings"] == bare["catalog"]["overlays"] == []
    assert bare["catalog"]["digest"] != report["catalog"]["digest"]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_readable_reports_name_overlay_and_settings_at_their_head(form: str, desk: Path) -> None:
    done = run("scan", ".", *DAY, "--format", form, "--overlay", "../acme.toml", cwd=desk)
    words = " ".join(done.text.replace("\\", "").split())
    assert "with overlay acme.toml (1 row of 2026-11-20)" in words
    assert "The project's own .llama-advisor.toml suppresses 1 place." in words
    assert "--no-repo-config" in words
    assert "from overlay acme.toml" in words
    assert "Goes with the old desk. (.llama-advisor.toml)" in words
    assert words.index("suppresses 1 place") < words.index(
        "What depends on Llama" if form == "markdown" else "WHAT DEPENDS"
    )


def test_a_checklist_says_so_too(desk: Path) -> None:
    words = run("checklist", ".", *DAY, "--overlay", "../acme.toml", cwd=desk).text.replace("\\", "")
    assert "with overlay acme.toml" in words
    assert "suppresses 1 place" in words


def test_an_overlay_in_the_users_folder_holds_for_every_run(desk: Path) -> None:
    make(desk.parent / "user" / "data" / "overlays", {"acme.toml": OVERLAY})
    assert written(run("scan", ".", *DAY, "--format", "json", cwd=desk).json) == ["acme/helpdesk-3"]
    assert run("identify", "acme/helpdesk-3", cwd=desk).json["class"] == "derivative"
    assert run("identify", "acme/helpdesk-3", "--no-overlays", cwd=desk).json["class"] == "neutral"
    assert run("scan", ".", *DAY, "--format", "json", "--no-overlays", cwd=desk).json["findings"] == []


def test_every_command_over_the_catalog_takes_one(desk: Path) -> None:
    over = ("--overlay", "../acme.toml")
    assert run("identify", "acme/helpdesk-3", *over, cwd=desk).json["family"] == "llama-3.1"
    assert "own-acme-helpdesk" in run("catalog", "list", "--of", "derivatives", *over, cwd=desk).text
    assert "overlay acme.toml" in run("catalog", "show", "own-acme-helpdesk", *over, cwd=desk).text
    check = run("catalog", "check", *over, cwd=desk)
    assert (check.code, "with overlay acme.toml" in check.text) == (0, True)


def test_an_overlay_with_a_fault_ends_with_2_and_a_sentence(desk: Path) -> None:
    for command in (
        ("scan", "."),
        ("checklist", "."),
        ("identify", "x"),
        ("catalog", "check"),
        ("benchmark", PROJECT / "tests/data/sample"),
    ):
        done = run(*command, "--overlay", "../bad.toml", cwd=desk)
        assert (done.code, done.out) == (2, b""), command
        assert "bad.toml, [[names]] acme/helpdesk-*: unknown key bse." in done.err, command
        assert "Traceback" not in done.err


def test_a_missing_overlay_ends_with_2(desk: Path) -> None:
    done = run("scan", ".", "--overlay", "nowhere.toml", cwd=desk)
    assert done.code == 2
    assert "The overlay nowhere.toml cannot be read: No such file or directory." in done.err


def test_a_scanned_project_cannot_lay_an_overlay(desk: Path) -> None:
    make(desk, {"overlays/acme.toml": OVERLAY, "acme.toml": OVERLAY})
    assert run("scan", ".", *DAY, "--format", "json", cwd=desk).json["catalog"]["overlays"] == []


def test_suppressions_and_settings_can_be_left_out(desk: Path) -> None:
    plain = run("scan", ".", *DAY, "--format", "json", cwd=desk).json
    assert written(plain) == []
    (row,) = plain["suppressed"]
    assert row["suppression"] == {"reason": "Goes with the old desk.", "origin": ".llama-advisor.toml"}
    assert (row["path"], row["verdict"]) == ("old/app.py", None)
    for option in ("--no-suppressions", "--no-repo-config"):
        report = run("scan", ".", *DAY, "--format", "json", option, cwd=desk).json
        assert written(report) == ["llama-3.3-70b-versatile"]
        assert report["suppressed"] == []


def test_settings_with_a_fault_are_said_and_stop_nothing(desk: Path) -> None:
    make(desk, {".llama-advisor.toml": SETTINGS + 'regex = "x"\n'})
    done = run("scan", ".", *DAY, "--format", "json", cwd=desk)
    assert done.code == 0
    assert written(done.json) == ["llama-3.3-70b-versatile"]
    fault = done.json["configuration"][0]["fault"]
    assert fault.startswith("[[suppress]] 1: unknown key regex")
    assert ".llama-advisor.toml of this project is not used" in done.err
