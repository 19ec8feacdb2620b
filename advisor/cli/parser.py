"""The words of the command line. Help texts are written for people; nothing is done here."""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import NoReturn

from advisor.app.catalog import Part
from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.cli.talk import say_error
from advisor.report.clean import plain

EXIT_CODES = """\
exit codes:
  0  done; also when something was skipped, or stopped with Ctrl+C and labelled partial
  1  a gate is closed: benchmark below --floor, problems found by catalog check
  2  wrong usage, wrong path, output that cannot be written, no display for the window
  3  nothing could be scanned: empty folder, unreadable, or every file skipped
  4  with --strict, a text, manifest or artifact file was not fully read; or a crash
"""

_DESCRIPTION = """\
Finds where a project depends on Meta's Llama, says what is dead and what ends when,
what to move to under which licence, and writes the migration checklist.
Works offline; runs nothing of the scanned project and changes nothing in it."""

_POLICY_HELP = """\
Keys of a --policy file: licence_classes, exclude_vendors, exclude_hosts, memory_gib, quantisation,
commercial, redistributes, eu, trains_on_outputs, monthly_users, annual_revenue_musd, hours_per_point; tables
needs, tiers (host = tier), targets (* or a model or a dependency = the alternative) and what_if
(muse_open = a day). The README has one in full under "A policy file"."""

_FORMATS = """\
text is for reading in a terminal, markdown for an issue (cut to its 65,536 characters), html and pdf
for sending on; csv for spreadsheets, csv-excel with the mark by which Excel knows UTF-8; json has
every place and every candidate; sarif is for code scanning, github and github-summary for workflow
runs, junit for build servers, qtcreator for its issues pane, cyclonedx (1.6) and cyclonedx-1.7 are
bills of materials. pdf needs --output, and Qt.

"""

_USAGE = """\
llama-advisor [FOLDER]            open the window
       llama-advisor COMMAND [OPTIONS]   see the commands below
       llama-advisor --version | --self-test | --help"""

_EXAMPLES = f"""\
examples:
  llama-advisor .                                     the window, on the current folder
  llama-advisor ./scan                                the same on a folder named like a command
  llama-advisor scan .                                the report of the current folder
  llama-advisor scan . --format json --output llama.json
  llama-advisor scan . --format html --output llama.html   the page to send to a colleague
  llama-advisor scan . --as-of 2026-04-08             what was known on that day
  llama-advisor checklist . --output MIGRATION.md     tasks as a GitHub list
  llama-advisor checklist . --import MIGRATION.md     take the ticked boxes back
  llama-advisor identify meta-llama/Llama-3.1-8B-Instruct
  llama-advisor catalog list --licence permissive --context 128k

{EXIT_CODES}"""


def build() -> argparse.ArgumentParser:
    """The whole parser; the chosen command stands in `command`."""
    parser = _parser(_Words, "llama-advisor", _DESCRIPTION, _EXAMPLES, usage=_USAGE)
    parser.add_argument("--version", action="store_true", help="print the version and end")
    parser.add_argument("--self-test", action="store_true", help="check that this installation is whole")
    parser.add_argument("--verbose", action="store_true", help=argparse.SUPPRESS)
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", title="commands", prog="llama-advisor"
    )
    _scan(commands.add_parser)
    _checklist(commands.add_parser)
    _identify(commands.add_parser)
    _catalog(commands.add_parser)
    _benchmark(commands.add_parser)
    return parser


class _Words(argparse.ArgumentParser):
    """A parser whose complaints cannot steer the terminal, whatever was typed or pasted."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and end with 2."""
        if self.usage is None:  # a command's own usage is long: its help has it, sorted
            sys.stderr.write(f"usage: {self.prog} …, in full: {self.prog} --help\n")
        else:
            self.print_usage(sys.stderr)
        say_error(f"{plain(message)}.")
        sys.exit(2)


_Add = Callable[..., argparse.ArgumentParser]


def _parser(
    make: _Add, name: str, description: str, epilog: str = "", **more: str
) -> argparse.ArgumentParser:
    formatter = argparse.RawDescriptionHelpFormatter
    described = {
        "description": description,
        "epilog": epilog,
        "formatter_class": formatter,
        "allow_abbrev": False,
    }
    return make(name, **described, **more)


def _scan(add: _Add) -> None:
    parser = _parser(
        add,
        "scan",
        "Reads a folder and reports every dependence on Llama, with verdict, risk and candidates.",
        _FORMATS + _POLICY_HELP,
        help="report what depends on Llama",
    )
    _folder(parser)
    parser.add_argument(
        "--format",
        choices=[form.value for form in ReportFormat],
        default=ReportFormat.TEXT.value,
        help="default: text",
    )
    parser.add_argument(
        "--include-cleared",
        action="store_true",
        help="list every place that was looked at and not counted, not only how many",
    )
    _analysis(parser)


def _checklist(add: _Add) -> None:
    parser = _parser(
        add,
        "checklist",
        "Writes the tasks of the migration: Decide, Prepare, Replace, Verify, Release, Clean up.\n"
        "Ticks are kept for each project in your user folder, never in the project.",
        "Tick boxes in the file, then hand it back: llama-advisor checklist . --import MIGRATION.md\n"
        "What is longer than an issue takes comes in parts, one behind the other: each can be filed and\n"
        "handed back alone. html, pdf and csv are for reading; ticks come back from markdown and json.\n\n"
        + _POLICY_HELP,
        help="write the migration checklist",
    )
    _folder(parser)
    parser.add_argument(
        "--format",
        choices=[form.value for form in ChecklistFormat],
        default=ChecklistFormat.MARKDOWN.value,
        help="default: markdown",
    )
    parser.add_argument(
        "--import",
        dest="ticked",
        metavar="FILE",
        type=path,
        help="take ticks back from an edited checklist (Markdown or JSON) before writing the new one",
    )
    _analysis(parser)


def _folder(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", type=path, help="the project to read")


def _analysis(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        metavar="FILE",
        type=path,
        help="write there instead of standard output; whole or not at all; - is standard output",
    )
    parser.add_argument(
        "--as-of",
        metavar="DATE",
        type=day,
        help="judge by what was known on this day, YYYY-MM-DD; default: today",
    )
    parser.add_argument(
        "--policy",
        metavar="FILE",
        type=path,
        help="what you allow and have: licence classes, memory, tiers (JSON, TOML)",
    )
    _overlays(parser)
    parser.add_argument(
        "--no-repo-config",
        action="store_true",
        help="leave out what .llama-advisor.toml in the folder says",
    )
    parser.add_argument(
        "--no-suppressions",
        action="store_true",
        help="count what that file, or your own settings for the folder, suppress",
    )
    parser.add_argument("--to", metavar="MODEL", help="plan the move to this model: an id from catalog list")
    parser.add_argument(
        "--all", action="store_true", dest="all_files", help="read ignored and dependency folders too"
    )
    parser.add_argument(
        "--no-cache",
        action="store_true",
        help="read everything anew, and keep nothing of what was seen in files for the next scan",
    )
    parser.add_argument(
        "--strict",
        action="store_true",
        help="end with 4 when a text, manifest or artifact file was not fully read: "
        "a limit, an error, a time-out, a dead worker",
    )
    _talk(parser)


def _overlays(parser: argparse.ArgumentParser, *, own: bool = True) -> None:
    parser.add_argument(
        "--overlay",
        metavar="FILE",
        dest="overlays",
        type=path,
        action="append",
        default=[],
        help="lay your own models, names, hosts, dates or verdicts over the catalog (TOML, JSON); repeatable",
    )
    if own:
        parser.add_argument(
            "--no-overlays", action="store_true", help="leave out those kept in your user folder"
        )


def _talk(parser: argparse.ArgumentParser) -> None:
    talk = parser.add_mutually_exclusive_group()
    talk.add_argument("--quiet", action="store_true", help="nothing on standard error but errors")
    talk.add_argument("--verbose", action="store_true", help="more on standard error; details of a crash")


def _identify(add: _Add) -> None:
    parser = _parser(
        add,
        "identify",
        "Says what model names mean: one line of JSON for each, class model, derivative or neutral.",
        "examples:\n"
        "  llama-advisor identify llama3:8b lmsys/vicuna-7b-v1.5\n"
        "  cut -f2 models.tsv | llama-advisor identify -",
        help="say what a model name means",
    )
    parser.add_argument(
        "names", metavar="NAME", nargs="+", help="a name, or - for one a line on standard input"
    )
    _overlays(parser)
    _talk(parser)


def _catalog(add: _Add) -> None:
    parser = _parser(
        add,
        "catalog",
        "Shows, checks and updates the facts that the advice rests on.",
        help="show, check and update the facts",
    )
    parts = parser.add_subparsers(dest="part", metavar="list|show|check|update", required=True)
    _catalog_list(parts.add_parser)
    show = _parser(
        parts.add_parser, "show", "Everything known about one row, with sources.", help="one row with sources"
    )
    show.add_argument("ids", metavar="ID", nargs="+", help="an id from catalog list; more follow one another")
    _overlays(show)
    _machine_or_person(show)
    check = _parser(
        parts.add_parser,
        "check",
        "Checks schema, references, dates and sources of the whole catalog; problems end with 1.",
        help="check the whole catalog",
    )
    check.add_argument(
        "--fix",
        action="store_true",
        help="first put the files into their one form, sorted, and seal them; for those who edit facts",
    )
    check.add_argument(
        "--as-of", metavar="DATE", type=day, help="with --fix: the day up to which the facts were read"
    )
    _overlays(check)
    _machine_or_person(check)
    _catalog_update(parts.add_parser)


def _catalog_update(add: _Add) -> None:
    parser = _parser(
        add,
        "update",
        "Takes in a newer catalog: the one command that uses the network, and only when you give it.\n"
        "A release counts only when a key you trust signed it, its version rises, it has not expired and\n"
        "it passes the full check; else the catalog in use stays, and the reason is told (exit 1).",
        "Address and key are remembered once a release came. How to publish one: docs/catalog-updates.md.\n\n"
        "examples:\n"
        "  llama-advisor catalog update --from https://catalog.example.org/llama.signed --key publisher.pem\n"
        "  llama-advisor catalog update\n"
        "  llama-advisor catalog update --bundled",
        help="take in a newer catalog, or go back to the program's own",
    )
    parser.add_argument(
        "--from", dest="source", metavar="SOURCE", help="an https:// address or a file; default: the last one"
    )
    parser.add_argument(
        "--key", metavar="FILE", type=path, help="the publisher's public key to trust: Ed25519 in PEM"
    )
    parser.add_argument(
        "--bundled", action="store_true", help="go back to the catalog that came with the program"
    )
    _machine_or_person(parser)


def _catalog_list(add: _Add) -> None:
    parser = _parser(
        add,
        "list",
        "Lists the open-weight alternatives, or another part of the catalog.",
        "examples:\n"
        "  llama-advisor catalog list --licence permissive --max-size 10 --task code\n"
        "  llama-advisor catalog list --of licences",
        help="list alternatives or another part",
    )
    parser.add_argument(
        "--of",
        choices=[part.value for part in Part],
        default=Part.ALTERNATIVES.value,
        help="default: alternatives",
    )
    group = parser.add_argument_group("filters for alternatives; what is not known does not pass")
    group.add_argument("--licence", metavar="CLASS", choices=LICENCE_CLASSES, help=", ".join(LICENCE_CLASSES))
    group.add_argument(
        "--min-size", metavar="B", type=size, help="at least so many thousand million parameters"
    )
    group.add_argument("--max-size", metavar="B", type=size, help="at most so many")
    group.add_argument(
        "--context", metavar="TOKENS", type=tokens, help="at least so many tokens: 131072, 128k or 1M"
    )
    group.add_argument("--modality", metavar="WORD", help="takes it in: text, image, audio, video")
    group.add_argument("--task", metavar="WORD", help="chat, code, vision, guard, embedding, reranker, edge")
    group.add_argument("--released-before", metavar="DATE", type=day, help="released before this day")
    group.add_argument(
        "--memory",
        metavar="GIB",
        type=size,
        help="weights and KV cache fit into so much memory, at the context asked for, else 8,192 tokens",
    )
    group.add_argument(
        "--quantisation",
        choices=("q4", "q8", "bf16"),
        default="q4",
        help="of the weights, for --memory; default: q4",
    )
    _overlays(parser)
    _machine_or_person(parser)


LICENCE_CLASSES = ("permissive", "conditional", "non-commercial")


def _machine_or_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _talk(parser)


def _benchmark(add: _Add) -> None:
    parser = _parser(
        add,
        "benchmark",
        "Measures precision and recall on labelled repositories. DIR holds labels.jsonl, scope.json and\n"
        "repos/<owner>__<name>; repositories that are not there are named and not counted.",
        help="measure precision and recall",
    )
    parser.add_argument("directory", metavar="DIR", type=path, help="the labelled sample")
    parser.add_argument(
        "--floor", metavar="P,R", type=floor, help="end with 1 when precision or recall is lower"
    )
    _overlays(parser, own=False)
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    _talk(parser)


def path(text: str) -> Path:
    """A path; an empty word (an unset variable of a script) is none and does not mean this folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty word is no path; . is the current folder")
    return Path(text)


def day(text: str) -> date:
    """A date from `2026-11-24` and no other spelling."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2026-11-24") from None


def tokens(text: str) -> int:
    """A number of tokens from `131072`, `128k` or `1M` (1k is 1,024, 1M is 1,024k)."""
    factor = {"k": 1024, "m": 1024 * 1024}.get(text[-1:].lower(), 1)
    digits = text[:-1] if factor > 1 else text
    if not digits.isascii() or not digits.isdigit() or len(digits) > 12:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of tokens; write it like 131072, 128k or 1M")
    return int(digits) * factor


def size(text: str) -> float:
    """A number of parameters in thousands of millions, from `8` or `0.5`."""
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not 0 <= number < math.inf:
        raise argparse.ArgumentTypeError(f"{text!r} is no size; write it like 8 or 0.5")
    return number


def floor(text: str) -> tuple[float, float]:
    """Precision and recall from `0.97,0.95`."""
    try:
        precision, recall = (float(part) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no floor; write it like 0.97,0.95") from None
    if not (0 <= precision <= 1 and 0 <= recall <= 1):
        raise argparse.ArgumentTypeError("precision and recall lie between 0 and 1")
    return precision, recall
