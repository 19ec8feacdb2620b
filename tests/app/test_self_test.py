"""The self-test passes where all is well and names what is broken where it is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from advisor.app import self_test as module
from advisor.app.self_test import SelfCheck, self_test
from advisor.catalog import resources_folder
from tests.cli.program import run


def test_every_check_passes_here() -> None:
    checks = self_test()
    assert [check for check in checks if not check.passed] == []
    assert [check.name for check in checks] == [
        "version", "catalog", "schemas", "names", "matcher", "detectors", "worker", "sample project", "icons",
    ]  # fmt: skip


def test_the_command_prints_a_line_a_check_and_ends_with_zero(tmp_path: Path) -> None:
    done = run("--self-test", cwd=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert len([line for line in done.text.splitlines() if line.startswith("ok ")]) == 9


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the resources that everything reads from now on."""
    copy = tmp_path / "resources"
    shutil.copytree(resources_folder(), copy)
    monkeypatch.setattr("advisor.catalog.catalog.resources_folder", lambda: copy)
    monkeypatch.setattr("advisor.catalog.resources_folder", lambda: copy)
    return copy


def failed(checks: list[SelfCheck]) -> set[str]:
    return {check.name for check in checks if not check.passed}


def test_a_missing_data_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (broken(tmp_path, monkeypatch) / "detection.json").unlink()
    checks = self_test()
    assert {"catalog", "detectors", "sample project"} <= failed(checks)
    assert any("detection.json" in check.detail for check in checks)
    assert {"version", "matcher", "icons"}.isdisjoint(failed(checks))


def test_a_missing_schema_and_a_broken_icon_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = broken(tmp_path, monkeypatch)
    (copy / "schemas" / "risk.schema.json").unlink()
    (copy / "icons" / "check.svg").write_bytes(b"no picture")
    checks = self_test()
    assert {"schemas", "icons"} <= failed(checks)
    details = " ".join(check.detail for check in checks if not check.passed)
    assert "risk.schema.json" in details
    assert "check.svg is no SVG" in details


def test_a_worker_that_does_not_start_fails_only_its_own_check(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("advisor.scan.client.worker_command", lambda: ["/nowhere/python"])
    checks = self_test()
    assert failed(checks) == {"worker"}
    assert "cannot be started" in next(check.detail for check in checks if check.name == "worker")


def test_a_failing_self_test_ends_with_four(
    monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    from advisor.cli.main import main

    monkeypatch.setattr(module, "_CHECKS", (("icons", lambda: "fine"), ("worker", _fail)))
    assert main(["--self-test"]) == 4
    assert capsysbinary.readouterr().out == b"ok      icons: fine\nFAILED  worker: OSError: broken\n"


def _fail() -> str:
    raise OSError("broken")
