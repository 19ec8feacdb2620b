"""Which software this program rests on here, in which version and under which licence, with its text.

Read from what is installed beside it, and in the frozen program from what was put there: nothing is told that
is not there.
"""

from __future__ import annotations

import platform
import re
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement

from advisor import __version__
from advisor.gui.plain import tr
from advisor.gui.qt import qVersion

ROOTS = (
    "PySide6-Essentials",
    "packaging",
    "requests",
    "cryptography",
    "pypdf",
    "hyperscan",
    "ahocorasick-rs",
)
"""What the program asks for by itself; what those ask for is found out."""
TEXT_LIMIT = 200_000
_TREE = Path(__file__).resolve().parents[2]
_TEXTS = re.compile(r"(?:LICEN[CS]E|NOTICE|COPYING)", re.IGNORECASE)
_QT = ("pyside6-essentials", "shiboken6")


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of software, as it says itself."""

    name: str
    version: str
    licence: str
    """What it calls its licence; "" where it does not say."""
    files: tuple[Path, ...]
    """Where its licence texts lie here."""

    def text(self) -> str:
        """Its licence texts; "" where this installation carries none."""
        return "\n\n".join(text for file in self.files if (text := _read(file)))


def parts() -> Sequence[Part]:
    """This program, Python, and every distribution there is of those it needs."""
    own = Part("Llama Advisor", __version__, "Apache-2.0", _own_files())
    python = Part("Python", platform.python_version(), "PSF-2.0", _python_files())
    found = sorted(_needed(), key=lambda one: one.name.lower())
    return (own, python, *(_part(one) for one in found))


def versions() -> str:
    """All versions on a line each, for a report of a fault."""
    rows = [f"{part.name} {part.version}" for part in parts()]
    return "\n".join([*rows, f"Qt {qVersion()}", tr("System {name}").format(name=platform.platform())])


def _needed() -> Iterator[metadata.Distribution]:
    """Each distribution once, wherever it is asked for first; those that are not there are left out."""
    waiting, seen = list(ROOTS), set[str]()
    while waiting:
        name = waiting.pop(0)
        key = _key(name)
        if key in seen:
            continue
        seen.add(key)
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        waiting += _asked_by(found)
        yield found


def _key(name: str) -> str:
    """The name as indexes write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _asked_by(one: metadata.Distribution) -> Iterator[str]:
    for line in one.requires or ():
        try:
            wanted = Requirement(line)
        except InvalidRequirement:
            continue
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            yield wanted.name


def _part(one: metadata.Distribution) -> Part:
    about = one.metadata
    said = (about[key] for key in ("License-Expression", "License") if key in about)
    licence = next(said, "")
    files = tuple(Path(str(file.locate())) for file in one.files or () if _TEXTS.match(file.name))
    if _key(one.name) in _QT:
        files = _kept_texts("LGPL-3.0.txt", "GPL-3.0.txt")
    return Part(one.name, one.version, licence.splitlines()[0] if licence else "", files)


def _own_files() -> tuple[Path, ...]:
    """Licence and notice, where a frozen program, an installed one or a source tree has them."""
    try:
        installed = metadata.files("llama-advisor") or []
    except metadata.PackageNotFoundError:
        installed = []
    found = tuple(Path(str(file.locate())) for file in installed if _is_own_text(file))
    return found or (_TREE / "LICENSE", _TREE / "NOTICE")


def _is_own_text(file: metadata.PackagePath) -> bool:
    """True beside the distribution's metadata; the sample project has a NOTICE, too."""
    return file.name in ("LICENSE", "NOTICE") and any(part.endswith(".dist-info") for part in file.parts)


def _python_files() -> tuple[Path, ...]:
    """Python's own text: beside its library, in the frozen program among the others."""
    beside = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    return (beside,) if beside.is_file() else _kept_texts("LICENSE.txt")


def _kept_texts(*names: str) -> tuple[Path, ...]:
    """Texts that the distribution itself does not carry, from the folder beside the program."""
    for folder in (_TREE / "licences", _TREE / "docs" / "licences"):
        if folder.is_dir():
            return tuple(folder / name for name in names)
    return ()


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8", errors="replace") as opened:
            return opened.read(TEXT_LIMIT)
    except OSError:
        return ""
