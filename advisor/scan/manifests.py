"""What only the manifests of a whole tree can tell of a package: whose it is, and who asked for it.

A project is no dependency of its own: what names a package below the manifest that declares the project
under that very name is cleared, unless the package is bound to a host, whose end its own code meets as
well. A lock file's line is told which manifest asks for what it holds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from advisor.core.findings import Cleared, Finding, Skip
from advisor.core.kinds import SkipReason
from advisor.scan.detect.manifest.includes import Include

OWN_PACKAGE = "LA-CLEAR-OWN-PACKAGE"
_MOST_NAMED = 3
"""Manifests that a lock file's line names."""


@dataclass(frozen=True, slots=True)
class Declared:
    """Which package a finding is about, and how its place asks for it."""

    package: str
    """`ecosystem/name` of its row in the catalog."""
    how: str
    """`asked` in a manifest, `locked` in a lock file, `used` anywhere else."""
    version: str = ""
    """As written; "" where the place names none."""
    bound: bool = False
    """True for a package that is bound to one host."""
    extras: bool = False
    """True where only extras of it are asked for."""


@dataclass(frozen=True, slots=True)
class PackagePlace:
    """A finding of a package."""

    finding_id: str
    path: str
    declared: Declared


@dataclass(frozen=True, slots=True)
class Home:
    """A manifest that declares its own project under the name of a package."""

    path: str
    package: str


def folder_of(path: str) -> str:
    """The folder a path lies in; "" is the scanned folder itself."""
    return path.rpartition("/")[0]


class Settled:
    """The package findings of a scan in the light of all its manifests."""

    def __init__(
        self, findings: Sequence[Finding], places: Iterable[PackagePlace], homes: Iterable[Home]
    ) -> None:
        """Takes all findings of a scan, the places of packages among them, and the projects' own names."""
        self._places = {place.finding_id: place for place in places}
        asked = [place for place in self._places.values() if place.declared.how == "asked"]
        strangers = {(one.path, one.declared.package) for one in asked if not one.declared.extras}
        self._homes: dict[str, list[Home]] = {}
        for home in homes:
            if (home.path, home.package) not in strangers:
                self._homes.setdefault(home.package, []).append(home)
        self._asked: dict[str, list[PackagePlace]] = {}
        for place in sorted(asked, key=lambda one: (one.path.count("/"), one.path)):
            self._asked.setdefault(place.declared.package, []).append(place)
        self.findings: list[Finding] = []
        self.cleared: list[Cleared] = []
        for finding in findings:
            self._judge(finding)
        self.gone = frozenset(finding.id for finding in findings) - {one.id for one in self.findings}
        """Ids of findings that are cleared."""

    def _judge(self, finding: Finding) -> None:
        place = self._places.get(finding.id)
        home = self._home_of(place) if place is not None else None
        if home is not None:
            self.cleared.append(_own(finding, home))
        elif place is not None and place.declared.how == "locked":
            self.findings.append(self._with_askers(finding, place))
        else:
            self.findings.append(finding)

    def _home_of(self, place: PackagePlace) -> Home | None:
        """The manifest whose own project a place names: the nearest above it."""
        if place.declared.bound:
            return None
        above = [
            home
            for home in self._homes.get(place.declared.package, ())
            if not folder_of(home.path) or place.path.startswith(f"{folder_of(home.path)}/")
        ]
        return max(above, key=lambda home: (len(folder_of(home.path)), home.path), default=None)

    def _with_askers(self, finding: Finding, place: PackagePlace) -> Finding:
        """The finding of a lock file with the manifests beside or above it that ask for the package."""
        folder = folder_of(place.path)
        askers: dict[str, str] = {}
        for one in self._asked.get(place.declared.package, ()):
            if _is_near(folder_of(one.path), folder):
                askers.setdefault(one.path, one.declared.version)
        if not askers:
            return replace(finding, why=f"{finding.why} No manifest that was read here asks for it by name.")
        told = [
            f"{path} ({version})" if version else path for path, version in list(askers.items())[:_MOST_NAMED]
        ]
        more = "" if len(askers) <= _MOST_NAMED else f" and {len(askers) - _MOST_NAMED} more"
        return replace(finding, why=f"{finding.why} Asked for in {', '.join(told)}{more}.")


def _is_near(folder: str, lock_folder: str) -> bool:
    """True where a manifest lies beside a lock file or, as a workspace's member, below it."""
    return folder == lock_folder or not lock_folder or folder.startswith(f"{lock_folder}/")


def _own(finding: Finding, home: Home) -> Cleared:
    package = home.package.partition("/")[2]
    return Cleared(
        finding.path,
        finding.line,
        finding.column,
        finding.end_column,
        finding.written,
        OWN_PACKAGE,
        f"{home.path} declares this very project as {package}; a project is no dependency of its own.",
        finding.context,
        finding.id,
    )


def include_skips(includes: Iterable[Include], paths: Collection[str]) -> list[Skip]:
    """Rows for includes that are not followed: out of the folder, or to a file that is not read.

    Args:
        includes: what the manifests of the scan lead to.
        paths: the files of the scan, relative.
    """
    rows = []
    for one in sorted(set(includes), key=lambda row: (row.path, row.line, row.written)):
        written = one.written if len(one.written) <= 120 else f"{one.written[:119]}…"
        where = f"line {one.line}: {written}"
        if not one.target:
            rows.append(Skip(one.path, SkipReason.NOT_FOLLOWED, f"{where} leads outside the folder"))
        elif one.requirements and one.target not in paths:
            rows.append(
                Skip(one.path, SkipReason.NOT_FOLLOWED, f"{where} is not among the files that are read")
            )
    return rows
