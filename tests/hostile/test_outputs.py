"""Where a report goes, and what poses as one: no link of the project is written through."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.app import export
from advisor.core.errors import UsageError
from tests.cli.program import DAY, make, run

GOOD = {"good.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'}


@pytest.mark.hazard("6.6", "5.3")
@pytest.mark.parametrize("command", ["scan", "checklist"])
@pytest.mark.parametrize("output", ["report.md", "docs/report.md"])
def test_no_report_is_written_through_a_link_of_the_project(
    tmp_path: Path, command: str, output: str
) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "report.md").write_text("the user's own file")
    folder = make(tmp_path / "p", GOOD)
    (folder / "report.md").symlink_to("../outside/report.md")
    (folder / "docs").symlink_to("../outside")
    done = run(command, ".", "--format", "markdown", "--output", output, *DAY, cwd=folder)
    assert done.code == 2
    assert "is a link in the scanned project" in done.err
    assert (tmp_path / "outside" / "report.md").read_text() == "the user's own file"


@pytest.mark.hazard("6.6")
def test_a_link_of_the_users_own_is_written_through(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", GOOD)
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    export.save(tmp_path / "link.md", "new", folder)
    assert (tmp_path / "real.md").read_text() == "new"
    export.save(folder / "report.md", "new", folder)
    assert (folder / "report.md").read_text() == "new"


@pytest.mark.hazard("6.6")
def test_a_project_that_is_reached_by_a_link_is_still_the_project(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", GOOD)
    (folder / "report.md").symlink_to("../real.md")
    (tmp_path / "by-link").symlink_to("p")
    for root in (folder, tmp_path / "by-link"):
        for target in (folder, tmp_path / "by-link"):
            if root == target or target == folder:
                with pytest.raises(UsageError, match="is a link"):
                    export.save(target / "report.md", "x", root)
    assert not (tmp_path / "real.md").exists()


@pytest.mark.hazard("6.7", "3.8")
def test_a_file_that_poses_as_a_report_of_ours_is_listed_and_not_followed(tmp_path: Path) -> None:
    ours = '{"format_version": 1, "tool": {"name": "llama-advisor"}'
    mark = ours + ', "model": "meta-llama/Llama-3.3-70B-Instruct"}'
    files = {**GOOD, "config.json": mark, "package.json": mark, "src/app.py": f"# {mark}\n"}
    report = run("scan", ".", "--format", "json", *DAY, cwd=make(tmp_path / "p", files)).json
    skipped = {row["path"]: row["reason"] for row in report["skipped"]}
    assert skipped == {"config.json": "a report of Llama Advisor"}
    assert {"package.json", "src/app.py"} <= {row["path"] for row in report["findings"]}
