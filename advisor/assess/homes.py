"""Where a named model runs: the provider stated by its spelling, or inferred from what stands around it.

An inferred provider is said to be inferred, with the place it was read from. Nothing is inferred where the
neighbours disagree.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from advisor.assess.hosts import Hosts
from advisor.assess.lifecycle import LifecycleIndex
from advisor.assess.order import place
from advisor.assess.tables import Texts
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Context, Kind

WEIGHTS = frozenset({Kind.MODEL, Kind.DERIVATIVE})
"""The kinds that name weights."""

_LOADS = frozenset({Kind.API, Kind.ARTIFACT})
"""A file with one of these loads weights itself."""

_PROVIDER = "provider"
_NEAR_LINES = 60
"""Two clients in one file: only a hint this near is taken for the finding's own."""

_PROSE = frozenset({Context.DOCS})


@dataclass(frozen=True, slots=True)
class Home:
    """The provider a finding's model runs at, and how that is known."""

    provider: str | None
    how: str = ""
    """Empty when the spelling or the finding itself states it; else one sentence."""


class Homes:
    """Resolves the provider of each finding of one scan."""

    def __init__(
        self,
        findings: Iterable[Finding],
        hints: Iterable[Hint],
        hosts: Hosts,
        index: LifecycleIndex,
        texts: Texts,
    ) -> None:
        self._hosts = hosts
        self._index = index
        self._say = texts.say
        self._hints: dict[str, list[Hint]] = defaultdict(list)
        self._folder: dict[str, dict[str, str]] = defaultdict(dict)
        self._stated: dict[str, dict[str, str]] = defaultdict(dict)
        for hint in hints:
            if hint.need == _PROVIDER:
                self._hints[hint.path].append(hint)
                self._folder[_folder(hint.path)].setdefault(hint.value, f"{hint.path}:{hint.line}")
        self._loads: set[str] = set()
        for finding in findings:
            if finding.kind in _LOADS:
                self._loads.add(finding.path)
            if finding.provider and hosts.is_host(finding.provider):
                self._stated[finding.path].setdefault(finding.provider, place(finding))

    def of(self, finding: Finding) -> Home:
        """The home of a finding that names weights."""
        if finding.provider is None:
            return self._infer(finding)
        if not self._hosts.is_host(finding.provider):
            return self._hub_id_at_host(finding) or Home(finding.provider)
        return Home(finding.provider)

    def _infer(self, finding: Finding) -> Home:
        if finding.context in _PROSE:
            return Home(None)
        return (
            self._from_hints(finding)
            or self._from_sole(finding, self._stated.get(finding.path, {}), "home.same-file")
            or self._from_sole(finding, self._folder.get(_folder(finding.path), {}), "home.same-folder")
            or Home(None)
        )

    def _from_hints(self, finding: Finding) -> Home | None:
        """The host that the same file names; of several the one nearest by, if one is near."""
        hints = self._hints.get(finding.path, [])
        if len({hint.value for hint in hints}) > 1:
            hints = [hint for hint in hints if abs(hint.line - finding.line) <= _NEAR_LINES]
        if not hints:
            return None
        nearest = min(hints, key=lambda hint: (abs(hint.line - finding.line), hint.line, hint.value))
        return self._inferred(nearest.value, f"{nearest.path}:{nearest.line}", "home.hint")

    def _from_sole(self, finding: Finding, seen: Mapping[str, str], key: str) -> Home | None:
        """The one provider seen around the finding; None where there are none or several."""
        if len(seen) != 1:
            return None
        provider, where = next(iter(seen.items()))
        return self._inferred(provider, where, key)

    def _hub_id_at_host(self, finding: Finding) -> Home | None:
        """A hub id in a file that calls a host is read as that host's.

        Several hosts take hub ids as they are. It is moved to the host where the host's own table has the id,
        or where the file shows nothing but that one host: no other provider, no class or file that loads
        weights.
        """
        home = self._from_hints(finding)
        if home is None or home.provider is None or not self._hosts.is_host(home.provider):
            return None
        match = self._index.find(home.provider, finding.written, None)
        sole = len({hint.value for hint in self._hints[finding.path]}) == 1
        if match is not None or (sole and finding.path not in self._loads):
            return home
        return None

    def _inferred(self, provider: str, where: str, key: str) -> Home:
        return Home(provider, self._say(key, provider=self._hosts.name(provider), where=where))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
