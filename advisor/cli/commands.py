"""From arguments to a use case to standard output: one function a command."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import __version__
from advisor.app import export
from advisor.cli import parser, window
from advisor.cli.talk import Talk, is_terminal, write
from advisor.core.errors import UsageError

if TYPE_CHECKING:
    from advisor.core.assessment import Assessment
    from advisor.core.findings import Skip
    from advisor.core.overlay import Overlay

DONE, GATE_CLOSED, INCOMPLETE = 0, 1, 4
_WIDTH = 88
"""Columns of a text report that nobody looks at yet."""


def run(arguments: list[str]) -> int:
    """Parse `arguments`, run the command, hand back the exit code. Raises `AdvisorError`."""
    if window.is_meant(arguments):
        return window.open_window(arguments)
    words = parser.build()
    given = words.parse_args(arguments)
    if given.version:
        write(f"llama-advisor {__version__}\n")
        return DONE
    if given.self_test:
        return _self_test()
    if given.command is None:
        words.error("name a command, or a folder to open; --help tells all")
    commands = {
        "scan": _scan,
        "checklist": _checklist,
        "identify": _identify,
        "catalog": _catalog,
        "benchmark": _benchmark,
    }
    return commands[given.command](given)


def _scan(given: argparse.Namespace) -> int:
    _needs_file(given)
    assessment = _analysed(given, Talk.of(given))
    if given.format == export.ReportFormat.PDF:
        content = window.pdf(assessment, include_cleared=given.include_cleared)
        return _finish(given, assessment, content)
    to_screen = given.output is None and is_terminal(sys.stdout)
    text = export.report(
        assessment,
        export.ReportFormat(given.format),
        include_cleared=given.include_cleared,
        colour=to_screen and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb",
        width=_width(to_screen=to_screen),
    )
    return _finish(given, assessment, text)


def _needs_file(given: argparse.Namespace) -> None:
    if given.format == export.ReportFormat.PDF and given.output in (None, Path("-")):
        raise UsageError("A PDF is no text for a screen or a pipe: name a file with --output.")
    if given.format == export.ReportFormat.PDF:
        window.check_paper()


def _width(*, to_screen: bool) -> int:
    """Columns of the text report: the terminal's; in a pipe those of COLUMNS, so that files are alike."""
    if to_screen:
        return min(shutil.get_terminal_size().columns, 100)
    wanted = os.environ.get("COLUMNS", "")
    return int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 6 else _WIDTH


def _checklist(given: argparse.Namespace) -> int:
    from advisor.app import checklist

    talk = Talk.of(given)
    _needs_file(given)
    if given.ticked is not None:
        checklist.read_ticks(given.ticked)  # what is wrong with it is said before the scan, not after
    assessment = _analysed(given, talk)
    if given.ticked is None:
        result = checklist.ticked(assessment, given.folder)
    else:
        result = checklist.import_ticks(assessment, given.folder, given.ticked)
    for message in result.messages:
        talk.say(message)
    form = export.ChecklistFormat(given.format)
    if form is export.ChecklistFormat.PDF:
        return _finish(given, result.assessment, window.checklist_pdf(result.assessment))
    return _finish(given, result.assessment, export.checklist(result.assessment, form))


def _analysed(given: argparse.Namespace, talk: Talk) -> Assessment:
    from advisor.app import configuration
    from advisor.app.analyse import Choices, analyse, cache_folder, load_policy
    from advisor.cli import interrupt, progress
    from advisor.core.progress import Cancel

    given.output = None if given.output == Path("-") else given.output
    if given.output is not None:
        export.check_target(given.output, given.folder)
    sources = configuration.Sources(project=not given.no_repo_config, suppressions=not given.no_suppressions)
    choices = Choices(
        given.as_of,
        load_policy(given.policy),
        given.to,
        given.all_files,
        given.output,
        _overlays(given),
        configuration.of(given.folder, sources),
        None if given.no_cache else cache_folder(),
    )
    cancel, shown = Cancel(), progress.choose(quiet=given.quiet)
    try:
        with interrupt.stoppable(cancel):
            assessment = analyse(given.folder, choices, progress=shown, cancel=cancel)
    finally:
        shown.clear()
    _tell(assessment, talk)
    return assessment


def _overlays(given: argparse.Namespace) -> tuple[Overlay, ...]:
    """Those in the user's folder, unless they are not wanted, then the given ones."""
    from advisor.app import overlays

    return overlays.in_force(given.overlays, own=not given.no_overlays)


def _tell(assessment: Assessment, talk: Talk) -> None:
    from advisor.report.wording import unread_words

    stats = assessment.stats
    talk.detail(f"catalog {assessment.catalog.version}, facts of {assessment.catalog.as_of}")
    talk.detail(
        f"{stats.files_read:,} of {stats.files_seen:,} files read, {stats.candidate_files:,} looked into"
    )
    if assessment.partial:
        talk.say("The scan was stopped; the report holds what was found until then and says so.")
    for part in assessment.configuration:
        if part.fault:
            talk.say(f"{part.origin} of this project is not used: {part.fault}.")
    unread = _unread(assessment)
    if unread:
        talk.say(f"{unread_words(unread)} not fully read; the report says which.")


def _unread(assessment: Assessment) -> list[Skip]:
    return [row for row in assessment.skipped if row.reason.incomplete]


def _finish(given: argparse.Namespace, assessment: Assessment, content: str | bytes) -> int:
    if given.output is not None:
        export.save(given.output, content, given.folder)
        Talk.of(given).say(f"Written to {given.output}.")
    elif isinstance(content, str):
        write(content)
    return INCOMPLETE if given.strict and _unread(assessment) else DONE


def _identify(given: argparse.Namespace) -> int:
    from advisor.app.identify import identify
    from advisor.report.json_report import as_json_line

    for meaning in identify(_names(given.names), _overlays(given)):
        write(as_json_line(meaning))
    return DONE


def _names(arguments: Iterable[str]) -> Iterator[str]:
    from advisor.app.identify import lines

    for argument in arguments:
        if argument == "-":
            yield from lines(sys.stdin.buffer)
        else:
            yield argument


def _catalog(given: argparse.Namespace) -> int:
    from advisor.app import catalog
    from advisor.app.wanted import Wanted

    as_json = given.format == "json"
    match given.part:
        case "list":
            wanted = Wanted(
                licence_class=given.licence,
                min_size_b=given.min_size,
                max_size_b=given.max_size,
                min_context=given.context,
                modality=given.modality,
                task=given.task,
                released_before=given.released_before,
                memory_gib=given.memory,
                quantisation=given.quantisation,
            )
            facts = catalog.with_overlays(_overlays(given))
            write(catalog.listed(catalog.Part(given.of), wanted, as_json=as_json, catalog=facts))
        case "show":
            facts = catalog.with_overlays(_overlays(given))
            write(catalog.shown(given.ids, as_json=as_json, catalog=facts))
        case "update":
            _update(given)
        case _:
            return _check(given)
    return DONE


def _check(given: argparse.Namespace) -> int:
    from advisor.app import catalog

    if given.as_of is not None and not given.fix:
        raise UsageError("--as-of names the day of a new seal; it goes with --fix.")
    if given.fix:
        Talk.of(given).say(catalog.fixed(given.as_of).strip())
    facts = catalog.with_overlays(_overlays(given))
    text, clean = catalog.checked(as_json=given.format == "json", catalog=facts)
    write(text)
    return DONE if clean else GATE_CLOSED


def _update(given: argparse.Namespace) -> None:
    from advisor.app import update
    from advisor.report.json_report import dumps

    if given.bundled and (given.source or given.key):
        raise UsageError("--bundled goes back to the program's own catalog; leave out --from and --key.")
    wish = update.Wish(given.source, given.key)
    outcome = update.back_to_own() if given.bundled else update.update(wish)
    told = {"format_version": 1, "changed": outcome.changed, "version": outcome.version}
    write(dumps({**told, "message": outcome.message}) if given.format == "json" else f"{outcome.message}\n")


def _benchmark(given: argparse.Namespace) -> int:
    from advisor.app import overlays
    from advisor.app.benchmark import benchmark
    from advisor.cli import benchmark_text

    talk = Talk.of(given)
    result = benchmark(given.directory, overlays.read(given.overlays))
    for text in [*result.warnings, *(f"{name} is not there and not counted." for name in result.missing)]:
        talk.say(text)
    write(benchmark_text.render(result, as_json=given.format == "json"))
    if given.floor is not None and not result.reaches(*given.floor):
        talk.say(f"Below the floor: precision {given.floor[0]:g}, recall {given.floor[1]:g}.")
        return GATE_CLOSED
    return DONE


def _self_test() -> int:
    from advisor.app.self_test import self_test

    checks = self_test()
    for check in checks:
        write(f"{'ok    ' if check.passed else 'FAILED'}  {check.name}: {check.detail}\n")
    return DONE if all(check.passed for check in checks) else INCOMPLETE
