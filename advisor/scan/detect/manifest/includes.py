"""What a manifest leads to: other requirements, and folders and files of dependencies by their path."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass

_INCLUDE = re.compile(
    r"^[ \t]{0,20}(?:-r|-c|--requirement|--constraint)(?:[ \t]{1,8}|=|(?=[^\s=-]))[\"']?([^\s\"'#]{1,300})",
    re.MULTILINE,
)
_EDITABLE = re.compile(
    r"^[ \t]{0,20}(?:-e[ \t]{1,8}|--editable[ \t=]{1,8})?(?:file:(?://)?)?[\"']?(\.\.[^\s\"'#;\[]{0,300})",
    re.MULTILINE,
)
_PATH = re.compile(
    r"(?:\b(?:path|use|url|includeBuild|Include|Project|relativePath|module)\b"
    r"[\"']?[ \t]{0,4}[:=>(]{0,2}[ \t]{0,4}"
    r"|=>[ \t]{0,4}|\b(?:file|link|portal|workspace):(?://)?)[\"']?(\.\.(?:[\\/][^\s\"'<>,)}\]]{0,300})?)(?=[\s\"'<>,)}\]]|$)",
    re.MULTILINE,
)
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Include:
    """A place of a manifest that leads to another file or folder."""

    path: str
    """The manifest."""
    line: int
    target: str
    """Relative to the scanned folder; "" where it leads out of it."""
    written: str
    requirements: bool
    """True where the target is a list of requirements."""
    known: bool = True
    """False where its name does not tell that it is one."""


def includes_of(path: str, text: str, style: str) -> Iterator[tuple[int, Include]]:
    """What a manifest leads to, with the offset of each place; `line` is for the caller to set.

    Of requirements every include; of other manifests only the paths that lead out of the scanned folder.
    """
    folder = path.rpartition("/")[0]
    if style == "requirements":
        for match in _INCLUDE.finditer(text):
            if not _ADDRESS.match(match.group(1)):
                yield match.start(1), _include(path, folder, match.group(1), requirements=True)
    pattern = _EDITABLE if style == "requirements" else _PATH
    for match in pattern.finditer(text) if ".." in text else ():
        found = _include(path, folder, match.group(1), requirements=False)
        if not found.target:
            yield match.start(1), found


def _include(path: str, folder: str, written: str, *, requirements: bool) -> Include:
    plain = written.replace("\\", "/").removeprefix("file://").removeprefix("file:")
    target = posixpath.normpath(posixpath.join(folder, plain))
    is_outside = target.startswith(("../", "/", "~")) or target == ".." or plain[1:2] == ":"
    return Include(path, 0, "" if is_outside else target, written, requirements)
