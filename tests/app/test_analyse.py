"""From a folder to an assessment, from Python; what is refused, and how a cancelled scan is told."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from advisor import api
from advisor.app.analyse import Choices, analyse, refuse_silence
from advisor.core.findings import Finding, ScanResult, ScanStats, Skip
from advisor.core.kinds import Kind, SkipReason, Status
from advisor.core.progress import Cancel, SilentProgress

DAY = date(2026, 11, 24)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "chat.py").write_text('client = Groq()\nMODEL = "llama3-70b-8192"\n')
    (folder / "api.py").write_text('URL = "https://api.llama.com/v1/"\n')
    return folder


@pytest.mark.parametrize("as_text", [True, False])
def test_python_gets_what_the_command_line_prints(shop: Path, as_text: bool) -> None:
    assessment = api.analyse(str(shop) if as_text else shop, as_of=DAY)
    assert [(row.path, row.line, row.kind) for row in assessment.findings] == [
        ("api.py", 1, Kind.ENDPOINT),
        ("chat.py", 2, Kind.MODEL),
    ]
    assert [row.verdict.status for row in assessment.dependencies] == [Status.DEAD, Status.DEAD]
    assert assessment.tasks
    assert assessment.as_of == DAY
    assert not assessment.partial


def test_an_assessment_cannot_be_changed(shop: Path) -> None:
    assessment = api.analyse(shop, as_of=DAY)
    with pytest.raises(dataclasses.FrozenInstanceError):
        assessment.project = "other"  # type: ignore[misc]


def test_without_a_day_today_is_asked_for_once(shop: Path) -> None:
    asked = []

    def clock() -> date:
        asked.append(True)
        return date(2026, 4, 8)

    assert analyse(shop, clock=clock).as_of == date(2026, 4, 8)
    assert len(asked) == 1
    assert analyse(shop, Choices(as_of=DAY), clock=clock).as_of == DAY
    assert len(asked) == 1


def test_a_policy_and_a_target_reach_the_plan(shop: Path) -> None:
    policy = api.Policy(licence_classes=("permissive",), targets={"*": "Qwen3.6-27B"})
    assessment = api.analyse(shop, as_of=DAY, policy=policy)
    model = next(row for row in assessment.dependencies if row.kind is Kind.MODEL)
    assert model.chosen == "qwen3.6-27b"
    other = api.analyse(shop, as_of=DAY, policy=policy, to="gpt-oss-120b")
    assert next(row for row in other.dependencies if row.kind is Kind.MODEL).chosen == "gpt-oss-120b"


def test_a_model_the_catalog_lacks_is_refused_before_the_scan(tmp_path: Path) -> None:
    with pytest.raises(api.UsageError, match="no alternative llama-5"):
        api.analyse(tmp_path / "none", as_of=DAY, to="llama-5")


def test_wrong_and_empty_folders_are_errors_of_their_own(tmp_path: Path) -> None:
    with pytest.raises(api.UsageError, match="There is no folder"):
        api.analyse(tmp_path / "none", as_of=DAY)
    with pytest.raises(api.NothingScannedError, match="is empty"):
        api.analyse(tmp_path, as_of=DAY)
    assert api.UsageError("").exit_code == 2
    assert api.NothingScannedError("").exit_code == 3
    assert issubclass(api.CatalogError, api.AdvisorError)


def test_reports_are_written_from_python_too(shop: Path) -> None:
    assessment = api.analyse(shop, as_of=DAY)
    assert "api.llama.com" in api.report(assessment, api.ReportFormat.TEXT)
    assert "\n# " in api.checklist(assessment, api.ChecklistFormat.MARKDOWN)


def test_a_cancelled_analysis_keeps_what_was_found_and_is_labelled(
    shop: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor.scan.client._TALK_SECONDS", 0.0)
    for number in range(300):
        (shop / f"z{number}.txt").write_text("x\n")

    class Stop(SilentProgress):
        def found(self, batch: Sequence[Finding]) -> None:
            cancel.cancel()

    cancel = Cancel()
    assessment = api.analyse(shop, as_of=DAY, progress=Stop(), cancel=cancel)
    assert assessment.partial
    assert len(assessment.findings) == 2
    assert "not reached before the scan was cancelled" in {row.reason for row in assessment.skipped}


def test_an_analysis_works_off_the_main_thread(shop: Path) -> None:
    done = []
    thread = threading.Thread(target=lambda: done.append(api.analyse(shop, as_of=DAY)))
    thread.start()
    thread.join()
    assert done == [api.analyse(shop, as_of=DAY)]


SKIP = Skip("a.png", SkipReason.MEDIA)


@pytest.mark.parametrize(
    ("result", "words"),
    [
        (ScanResult("p"), "is empty"),
        (ScanResult("p", skipped=(Skip("r", SkipReason.OWN_OUTPUT),)), "is empty"),
        (ScanResult("p", skipped=(SKIP, dataclasses.replace(SKIP, count=1200))), r"media file \(1,201\)\.$"),
        (ScanResult("p", skipped=(Skip("v", SkipReason.PRUNED),)), "--all reads"),
        (ScanResult("p", skipped=(Skip(".", SkipReason.UNREADABLE, "Permission denied"),)), "cannot be read"),
    ],
)
def test_silence_is_refused_with_its_reason(result: ScanResult, words: str) -> None:
    with pytest.raises(api.NothingScannedError, match=words):
        refuse_silence(result, Path("p"))


@pytest.mark.parametrize(
    "result",
    [
        ScanResult("p", stats=ScanStats(files_read=1), skipped=(SKIP,)),
        ScanResult("p", partial=True),
    ],
)
def test_a_scan_that_read_something_or_was_stopped_is_no_silence(result: ScanResult) -> None:
    assert refuse_silence(result, Path("p")) is None
