"""Use case: is this installation whole? Each check does the real thing once: read, find, judge, write.

It runs the same from a source tree, an editable install, a wheel and a frozen program.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import advisor
from advisor.core.errors import AdvisorError
from advisor.core.findings import ScanResult
from advisor.core.progress import Cancel, SilentProgress

_KNOWN_LINE = 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n'
_KNOWN_MODEL = "llama-3.1-8b-instruct"
_DAY = date(2026, 4, 8)
"""Any fixed day will do: the same checks on every day."""


@dataclass(frozen=True, slots=True)
class SelfCheck:
    """One check: what it is about, how it went, and what was seen."""

    name: str
    passed: bool
    detail: str


class _FailedError(AdvisorError):
    """A check saw something else than it should."""


def self_test() -> list[SelfCheck]:
    """All checks, in order; none ends the others."""
    return [_checked(name, check) for name, check in _CHECKS]


def _checked(name: str, check: Callable[[], str]) -> SelfCheck:
    try:
        return SelfCheck(name, True, check())
    except AdvisorError as error:
        return SelfCheck(name, False, str(error))
    except (OSError, ImportError, ValueError, LookupError, TypeError, AttributeError) as error:
        return SelfCheck(name, False, f"{type(error).__name__}: {error}")


def _version() -> str:
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{advisor.__version__}, {_installed_as()}, {python} on {sys.platform} {platform.machine()}"


def _installed_as() -> str:
    if getattr(sys, "frozen", False):
        return "frozen program"
    package = Path(advisor.__file__).parent
    return "installed package" if (package / "_resources").is_dir() else "source tree or editable install"


def _catalog() -> str:
    from advisor.catalog import load_catalog
    from advisor.catalog.check import check

    catalog = load_catalog()
    errors = check(catalog.files).errors
    if errors:
        first = errors[0]
        raise _FailedError(f"{len(errors)} errors, first in {first.file}, row {first.row}: {first.message}")
    changed = "; files differ from their seal" if catalog.stamp.modified else ""
    return f"{catalog.stamp.version}, facts of {catalog.stamp.as_of}, checked in full{changed}"


def _schemas() -> str:
    from advisor.catalog import load_catalog

    files = load_catalog().files
    names = files.names()
    for name in names:
        path = files.folder / "schemas" / f"{name}.schema.json"
        if not isinstance(json.loads(path.read_bytes()), dict):
            raise _FailedError(f"{path.name} is no JSON object")
    return f"one for each of {len(names)} data files"


def _names() -> str:
    from advisor.catalog import load_catalog
    from advisor.names import Namer

    meaning = Namer(load_catalog()).identify("us.meta.llama3-1-8b-instruct-v1:0")
    if meaning.model != _KNOWN_MODEL:
        raise _FailedError(f"a known spelling was read as {meaning.model}")
    return f"a host's spelling is read as {meaning.model}"


def _detectors() -> str:
    with _folder_with_a_known_line() as folder:
        return _found(_scan(folder, isolated=False))


def _worker() -> str:
    with _folder_with_a_known_line() as folder:
        return f"a child process started; {_found(_scan(folder, isolated=True))}"


@contextmanager
def _folder_with_a_known_line() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="llama-advisor-") as folder:
        (Path(folder) / "known.py").write_text(_KNOWN_LINE, encoding="utf-8")
        yield Path(folder)


def _scan(folder: Path, *, isolated: bool) -> ScanResult:
    from advisor.scan.client import ProcessClient
    from advisor.scan.load import load_knowledge
    from advisor.scan.options import ScanOptions

    client = ProcessClient(load_knowledge(None, ()))
    return client.scan(folder, ScanOptions(isolated=isolated, workers=1), SilentProgress(), Cancel())


def _found(result: ScanResult) -> str:
    found = [(row.path, row.line, row.model) for row in result.findings]
    if found != [("known.py", 1, _KNOWN_MODEL)]:
        raise _FailedError(f"of one known line, {found} was found; skipped: {result.skipped}")
    return "a known line was found"


def _matcher() -> str:
    from advisor.scan.sift import ENGINES, engine_in_use

    engine = engine_in_use()
    slower = "" if engine == ENGINES[0] else f"; {ENGINES[0]} would be faster and finds the same"
    return f"{engine}{slower}"


def _sample() -> str:
    from advisor.app.analyse import Choices, analyse
    from advisor.app.export import ReportFormat, report
    from advisor.app.projects import sample

    assessment = analyse(sample(), Choices(as_of=_DAY))
    for form in ReportFormat:
        if form.is_text:
            report(assessment, form)
    if not (assessment.findings and assessment.dependencies and assessment.tasks):
        raise _FailedError("the sample project has no findings, dependencies or tasks")
    return f"{len(assessment.findings)} findings, {len(assessment.tasks)} tasks, every format of text written"


def _icons() -> str:
    from advisor.catalog import resources_folder

    icons = sorted((resources_folder() / "icons").glob("*.svg"))
    if "llama-advisor" not in [path.stem for path in icons]:
        raise _FailedError("the program's own icon is missing")
    for path in icons:
        if b"<svg" not in path.read_bytes():
            raise _FailedError(f"{path.name} is no SVG")
    return f"{len(icons)} pictures"


_CHECKS: tuple[tuple[str, Callable[[], str]], ...] = (
    ("version", _version),
    ("catalog", _catalog),
    ("schemas", _schemas),
    ("names", _names),
    ("matcher", _matcher),
    ("detectors", _detectors),
    ("worker", _worker),
    ("sample project", _sample),
    ("icons", _icons),
)
