"""What a project's own file and the user's settings do: read, refused whole, said, taken back."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advisor.app import configuration, decide, live, overlays
from advisor.app.analyse import Choices, analyse, judge
from advisor.app.checklist import Ticked
from advisor.core.assessment import Assessment
from advisor.core.decisions import PROJECT_FILE, USER_ORIGIN, Decisions, Where
from advisor.core.errors import OverlayError, UsageError
from advisor.core.findings import ScanResult
from advisor.core.globs import escaped, is_word
from advisor.core.kinds import Context, Kind
from advisor.core.policy import Policy
from tests.cli.program import make

DAY = date(2026, 11, 24)
FILES = {
    "app.py": 'MODEL = "llama-3.3-70b-versatile"\nferry = connect("llama-ferry")\n',
    "sub/train.py": 'BASE = "meta-llama/Llama-3.1-8B-Instruct"\n',
}
OVERLAY = (
    'format_version = 1\nas_of = 2026-11-20\n[[names]]\nname = "acme/helpdesk-*"\nfamily = "llama-3.1"\n'
)


def project(tmp_path: Path, settings: str | bytes | None = None) -> Path:
    files: dict[str, str | bytes] = dict(FILES)
    if settings is not None:
        files[PROJECT_FILE] = settings
    return make(tmp_path / "project", files)


def assessed(folder: Path, data: Path, **more: bool) -> Assessment:
    found = configuration.of(folder, configuration.Sources(**more), data=data)
    return analyse(folder, Choices(as_of=DAY, configuration=found))


def test_a_project_without_settings_is_judged_as_ever(tmp_path: Path) -> None:
    folder = project(tmp_path)
    assert configuration.of(folder, data=tmp_path) == configuration.Configuration()
    assert assessed(folder, tmp_path) == analyse(folder, Choices(as_of=DAY))


def test_the_projects_file_counts_and_says_what_it_did(tmp_path: Path) -> None:
    folder = project(
        tmp_path,
        """
        [[count]]
        written = "llama-ferry"
        model = "llama-3.1-8b-instruct"
        reason = "It runs there."
        [[suppress]]
        paths = ["sub"]
        reason = "Only an experiment."
        [[context]]
        paths = ["app.py"]
        context = "test"
        """,
    )
    done = assessed(folder, tmp_path)
    assert [(row.path, row.written, row.context) for row in done.findings] == [
        ("app.py", "llama-3.3-70b-versatile", Context.TEST),
        ("app.py", "llama-ferry", Context.TEST),
    ]
    assert [(row.finding.path, row.reason, row.origin) for row in done.suppressed] == [
        ("sub/train.py", "Only an experiment.", PROJECT_FILE)
    ]
    (part,) = done.configuration
    assert (part.overruled, part.suppressed, part.contexts, part.unused) == (1, 1, 1, ())
    assert done.summary.findings == 2


def test_suppressions_and_the_whole_file_can_be_left_out(tmp_path: Path) -> None:
    folder = project(
        tmp_path, '[[suppress]]\npaths = ["**"]\nreason = "x"\n[[context]]\npaths = ["*"]\ncontext = "docs"'
    )
    assert assessed(folder, tmp_path).findings == ()
    counted = assessed(folder, tmp_path, suppressions=False)
    assert [row.context for row in counted.findings] == [Context.DOCS, Context.DOCS]
    assert counted.suppressed == ()
    without = assessed(folder, tmp_path, project=False)
    assert without.findings == analyse(folder, Choices(as_of=DAY)).findings
    assert without.configuration == ()


def test_names_of_the_project_are_found_and_counted(tmp_path: Path) -> None:
    folder = project(tmp_path, '[[names]]\nname = "acme/nightjar-*"\nfamily = "llama-3.1"')
    make(folder, {"bird.py": 'MODEL = "acme/nightjar-2"\n'})
    done = assessed(folder, tmp_path)
    (row,) = [row for row in done.findings if row.origin]
    assert (row.written, row.family, row.origin) == ("acme/nightjar-2", "llama-3.1", PROJECT_FILE)
    assert done.configuration[0].names == 1


FAULTS: dict[str, tuple[str | bytes, str]] = {
    "no TOML": ("[[", "is not well-formed"),
    "no UTF-8": (b"\xff\xfe\x00", "is not UTF-8 text"),
    "an unknown key": ('names = []\nregex = "a+"', "unknown key regex; known are"),
    "another version": ("format_version = 2", "key format_version must be 1"),
    "a fault in a row": ('[[suppress]]\npaths = ["a"]', "[[suppress]] 1, key reason"),
    "a name of no family": ('[[names]]\nname = "acme-x*"\nfamily = "fox"', "give a base"),
    "an overlay": ('[[providers]]\nid = "groq"', "unknown key providers"),
    "too large": ("#" * 300_000, "larger than 256 KiB"),
    "too deep": ("a = " + "[" * 5_000, "is not well-formed"),
}


@pytest.mark.parametrize("what", sorted(FAULTS))
def test_a_file_with_a_fault_is_not_used_at_all_and_that_is_said(what: str, tmp_path: Path) -> None:
    content, words = FAULTS[what]
    content = content.encode() if isinstance(content, str) else content
    folder = project(tmp_path, content + b'\n[[suppress]]\npaths = ["**"]\nreason = "x"\n')
    done = assessed(folder, tmp_path)
    assert done.findings == analyse(folder, Choices(as_of=DAY)).findings
    (part,) = done.configuration
    assert words in part.fault
    assert (part.suppressed, done.suppressed) == (0, ())


@pytest.mark.skipif(sys.platform == "win32", reason="needs links and pipes")
@pytest.mark.parametrize("kind", ["link", "pipe", "folder"])
def test_a_link_pipe_or_folder_is_no_settings_and_nobody_waits(kind: str, tmp_path: Path) -> None:
    folder = project(tmp_path)
    path = folder / PROJECT_FILE
    if kind == "link":
        secret = make(tmp_path / "out", {"s.toml": '[[suppress]]\npaths = ["**"]\nreason = "x"'})
        path.symlink_to(secret / "s.toml")
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        path.mkdir()
    done = assessed(folder, tmp_path)
    assert len(done.findings) == 2
    assert done.configuration[0].fault


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=120))
def test_any_bytes_are_settings_or_a_fault(tmp_path: Path, content: bytes) -> None:
    (tmp_path / PROJECT_FILE).write_bytes(content)
    found = configuration.of(tmp_path, data=tmp_path / "data")
    assert found.decisions.faults or found.decisions == Decisions()


def test_settings_in_a_folder_below_count_for_nothing(tmp_path: Path) -> None:
    folder = project(tmp_path)
    make(folder / "sub", {PROJECT_FILE: '[[suppress]]\npaths = ["**"]\nreason = "x"'})
    assert len(assessed(folder, tmp_path).findings) == 2


# -- one click ------------------------------------------------------------------------------------


def scanned(folder: Path) -> ScanResult:
    from advisor.app.analyse import scan

    return scan(folder, Choices(), overlays.laid(()))


def shown(folder: Path, data: Path) -> Ticked:
    return live.judged(folder, scanned(folder), DAY, {}, data=data)


def test_one_click_counts_a_cleared_place_and_it_is_remembered(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (ferry,) = [row for row in shown(folder, tmp_path).assessment.cleared if row.written == "llama-ferry"]
    decide.count(folder, ferry, model="llama-3.1-8b-instruct", data=tmp_path)
    done = shown(folder, tmp_path).assessment
    (row,) = [row for row in done.findings if row.origin == USER_ORIGIN]
    assert (row.written, row.kind, row.model) == ("llama-ferry", Kind.MODEL, "llama-3.1-8b-instruct")
    assert ferry not in done.cleared
    decide.take_back(folder, decide.kept(folder, data=tmp_path).overrules[0], data=tmp_path)
    assert ferry in shown(folder, tmp_path).assessment.cleared


def test_it_survives_edits_elsewhere_in_the_file(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (ferry,) = [row for row in scanned(folder).cleared if row.written == "llama-ferry"]
    decide.count(folder, ferry, data=tmp_path)
    app = folder / "app.py"
    app.write_text("import os\n\n" + app.read_text(encoding="utf-8"), encoding="utf-8")
    (row,) = [row for row in shown(folder, tmp_path).assessment.findings if row.origin]
    assert row.line == 4


def test_a_finding_is_left_out_with_a_reason_only(tmp_path: Path) -> None:
    folder = project(tmp_path)
    row = scanned(folder).findings[0]
    with pytest.raises(UsageError, match="Say why"):
        decide.suppress(folder, row, " ", data=tmp_path)
    decide.suppress(folder, row, "gone in\nMay", data=tmp_path)
    decide.suppress(folder, row, "gone in June", data=tmp_path)  # in place of the older
    (left_out,) = shown(folder, tmp_path).assessment.suppressed
    assert (left_out.finding.id, left_out.reason, left_out.origin) == (row.id, "gone in June", USER_ORIGIN)


def test_several_decisions_are_kept_together_or_not_at_all_and_taken_back_together(tmp_path: Path) -> None:
    folder = project(tmp_path)
    first, second = scanned(folder).findings
    older = decide.leaving_out(first, "gone in May")
    decide.lay(folder, older, data=tmp_path)
    both = tuple(decide.leaving_out(row, "gone in June") for row in (first, second))
    assert decide.lay(folder, *both, data=tmp_path) == (older,)
    assert decide.kept(folder, data=tmp_path).suppressions == both
    bad = replace(decide.leaving_out(second, "x"), where=Where(paths=("a\\b",)))
    with pytest.raises(UsageError, match="cannot be kept"):
        decide.lay(folder, decide.leaving_out(first, "never"), bad, data=tmp_path)
    assert decide.kept(folder, data=tmp_path).suppressions == both
    decide.take_back(folder, *both, instead=(older,), data=tmp_path)
    assert decide.kept(folder, data=tmp_path).suppressions == (older,)


def test_more_single_places_than_are_read_are_not_kept(tmp_path: Path) -> None:
    folder = project(tmp_path)
    row = scanned(folder).findings[0]
    many = [decide.leaving_out(replace(row, id=f"{number:016x}"), "gone") for number in range(5_001)]
    with pytest.raises(UsageError, match="5,001 rows; 5,000 are read"):
        decide.lay(folder, *many, data=tmp_path)
    decide.lay(folder, *many[1:], data=tmp_path)
    assert len(decide.kept(folder, data=tmp_path).suppressions) == 5_000


def test_a_whole_rule_counts_and_contexts_are_moved(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (ferry,) = [row for row in scanned(folder).cleared if row.written == "llama-ferry"]
    decide.count(folder, ferry, whole_rule=True, data=tmp_path)
    decide.set_context(folder, ("sub",), Context.DATA, data=tmp_path)
    done = shown(folder, tmp_path).assessment
    assert {row.path: row.context for row in done.findings}["sub/train.py"] is Context.DATA
    assert decide.kept(folder, data=tmp_path).overrules[0].where.rule == ferry.rule


def test_what_one_user_decided_can_be_shared_as_the_projects_file(tmp_path: Path) -> None:
    folder = project(tmp_path)
    decide.suppress(folder, scanned(folder).findings[0], 'says "so"', data=tmp_path)
    before = shown(folder, tmp_path).assessment.suppressed
    text = decide.as_project_lines(decide.kept(folder, data=tmp_path))
    (folder / PROJECT_FILE).write_text(text, encoding="utf-8")
    after = assessed(folder, tmp_path / "another").suppressed
    assert [row.finding.id for row in after] == [row.finding.id for row in before]
    assert after[0].reason == 'says "so"'


def test_the_window_says_what_a_strangers_settings_did(tmp_path: Path) -> None:
    folder = project(tmp_path, '[[suppress]]\npaths = ["**"]\nreason = "x"')
    (message,) = shown(folder, tmp_path).messages
    assert message == (
        "The project's own .llama-advisor.toml suppresses 2 places. To see it without: --no-repo-config."
    )


def test_another_day_is_judged_under_the_same_decisions(tmp_path: Path) -> None:
    folder = project(tmp_path, '[[suppress]]\npaths = ["**"]\nuntil = 2026-12-01\nreason = "x"')
    found = configuration.of(folder, data=tmp_path)
    result, catalog = scanned(folder), overlays.laid(())
    held = judge(result, catalog, Policy(), DAY, found.decisions)
    over = judge(result, catalog, Policy(), date(2026, 12, 1), found.decisions)
    assert (len(held.suppressed), len(over.suppressed), len(over.findings)) == (2, 0, 2)


# -- the user's own overlays ----------------------------------------------------------------------


def test_an_overlay_is_kept_used_by_the_window_and_taken_away(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", {"app.py": 'M = "acme/helpdesk-3"\n'})
    source = make(tmp_path / "in", {"acme.toml": OVERLAY}) / "acme.toml"
    kept = overlays.add(source, data=tmp_path)
    assert overlays.kept(data=tmp_path) == (kept,)
    scan = live.start(folder, data=tmp_path)
    scan.join(60)
    result = scan.poll().result
    assert result is not None
    (row,) = live.judged(folder, result, DAY, {}, data=tmp_path).assessment.findings
    assert row.origin == "overlay acme.toml"
    overlays.remove("acme.toml", data=tmp_path)
    assert overlays.in_force(data=tmp_path) == ()
    with pytest.raises(UsageError, match=r"There is no overlay acme\.toml"):
        overlays.remove("acme.toml", data=tmp_path)


def test_a_faulty_overlay_is_not_kept_and_nothing_is_lost(tmp_path: Path) -> None:
    good = make(tmp_path / "in", {"acme.toml": OVERLAY, "bad/acme.toml": OVERLAY + "fox = 1"})
    kept = overlays.add(good / "acme.toml", data=tmp_path)
    with pytest.raises(OverlayError, match="unknown key fox"):
        overlays.add(good / "bad" / "acme.toml", data=tmp_path)
    assert kept.read_text(encoding="utf-8") == OVERLAY


def test_a_kept_overlay_that_broke_says_where_it_lies(tmp_path: Path) -> None:
    make(tmp_path / "overlays", {"acme.toml": "[["})
    with pytest.raises(OverlayError) as refused:
        overlays.in_force(data=tmp_path)
    assert "acme.toml is not well-formed" in str(refused.value)
    assert str(tmp_path / "overlays") in str(refused.value)
    assert overlays.in_force(own=False, data=tmp_path) == ()


def test_two_overlays_of_one_name_are_refused(tmp_path: Path) -> None:
    both = make(tmp_path / "in", {"a/acme.toml": OVERLAY, "b/acme.toml": OVERLAY})
    with pytest.raises(OverlayError, match=r"Two overlays are called acme\.toml"):
        overlays.read([both / "a/acme.toml", both / "b/acme.toml"])


def test_everything_cleared_with_the_same_words_counts_and_nothing_else(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "more.py").write_text('a = connect("llama-ferry")\nb = connect("llama-barge")\n')
    ferry = next(row for row in scanned(folder).cleared if row.written == "llama-ferry")
    decide.lay(folder, decide.counting(ferry, same_words=True), data=tmp_path)
    done = shown(folder, tmp_path).assessment
    counted = sorted((row.path, row.written) for row in done.findings if row.origin)
    assert counted == [("app.py", "llama-ferry"), ("more.py", "llama-ferry")]
    assert "llama-barge" in {row.written for row in done.cleared}


def test_a_later_line_about_the_same_places_hands_back_the_one_it_replaces(tmp_path: Path) -> None:
    folder = project(tmp_path)
    ferry = next(row for row in scanned(folder).cleared if row.written == "llama-ferry")
    first = decide.counting(ferry, same_words=True)
    assert decide.lay(folder, first, data=tmp_path) == ()
    second = decide.counting(ferry, reason="again", same_words=True)
    assert decide.lay(folder, second, data=tmp_path) == (first,)
    assert decide.kept(folder, data=tmp_path).overrules == (second,)


def test_words_that_mean_something_in_a_glob_stand_for_themselves() -> None:
    assert is_word(escaped("llama[1]*?"), "Llama[1]*?")
    assert not is_word(escaped("llama[1]*?"), "llama1xy")


def test_a_decision_that_no_file_could_hold_is_refused_and_the_others_stay(tmp_path: Path) -> None:
    folder = project(tmp_path)
    row = scanned(folder).findings[0]
    decide.suppress(folder, row, "gone", data=tmp_path)
    with pytest.raises(UsageError, match="This cannot be kept"):
        decide.lay(folder, decide.moving(("a\\b",), Context.TEST), data=tmp_path)
    assert len(decide.kept(folder, data=tmp_path).suppressions) == 1


@pytest.mark.parametrize("same_words", [False, True])
def test_the_line_behind_a_place_that_counts_is_found(tmp_path: Path, same_words: bool) -> None:
    folder = project(tmp_path)
    ferry = next(row for row in scanned(folder).cleared if row.written == "llama-ferry")
    line = decide.counting(ferry, same_words=same_words)
    decide.lay(folder, line, data=tmp_path)
    findings = shown(folder, tmp_path).assessment.findings
    (counted,) = [row for row in findings if row.origin]
    assert decide.behind(folder, [counted, counted], data=tmp_path) == (line,)
    assert decide.behind(folder, [row for row in findings if not row.origin], data=tmp_path) == ()


def test_the_line_behind_a_place_left_out_is_found(tmp_path: Path) -> None:
    folder = project(tmp_path)
    row = scanned(folder).findings[0]
    assert decide.behind(folder, [row], data=tmp_path) == ()
    decide.suppress(folder, row, "gone", data=tmp_path)
    assert decide.behind(folder, [row], data=tmp_path) == (decide.leaving_out(row, "gone"),)


def test_a_project_whose_places_are_all_suppressed_is_not_called_free_of_llama(tmp_path: Path) -> None:
    folder = project(
        tmp_path,
        """
        [[suppress]]
        paths = ["app.py", "sub"]
        reason = "Only an experiment."
        """,
    )
    done = assessed(folder, tmp_path)
    assert done.findings == ()
    assert done.summary.sentence == (
        f"No place that depends on Llama is left to count: {len(done.suppressed)} places suppressed."
    )
