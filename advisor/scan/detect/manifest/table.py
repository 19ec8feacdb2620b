"""Which files are manifests, by `resources/detection.json`, and how each kind is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from advisor.scan.detect.tables import globs

_REMEMBERED = 4_096


@dataclass(frozen=True, slots=True)
class Manifest:
    """A kind of file that declares packages."""

    ecosystem: str
    style: str
    """How it is written: the name of a reader in `advisor.scan.detect.manifest.read`."""
    lock: bool
    """True where it holds fast what another file asks for."""


class ManifestTable:
    """The kinds of manifests in their order; the first whose names fit decides."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        listed = [(Manifest(row["ecosystem"], row["style"], row["lock"]), row["names"]) for row in rows]
        self._exact: dict[str, Manifest] = {}
        self._globs = []
        for manifest, names in listed:
            loose = [name for name in names if "*" in name or "/" in name]
            self._globs.append((globs(name for name in loose if "/" not in name), manifest))
            self._globs.append((globs(name for name in loose if "/" in name), manifest))
            for name in names:
                if name not in loose:
                    self._exact.setdefault(name.lower(), manifest)
        self._included = next(one for one, _ in listed if one.style == "requirements")
        self.of = lru_cache(_REMEMBERED)(self._find)

    def _find(self, path: str, *, included: bool = False) -> Manifest | None:
        """The kind of manifest a file is by its path; `included`: a requirements file named another one."""
        parts = path.lower().split("/")
        found = self._exact.get(parts[-1])
        if found is None:
            pair = "/".join(parts[-2:])
            fit = (one for pattern, one in self._globs if pattern.match(parts[-1]) or pattern.match(pair))
            found = next(fit, None)
        return self._included if found is None and included else found
