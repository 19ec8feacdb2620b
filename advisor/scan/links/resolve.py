"""Decides which sightings are reads of which name, and follows values from name to name.

A link is made only where the file itself says whose the name is: an import that leads to the defining file, a
class or module before the dot, the same chart, the same folder of Terraform, a variable of the environment
that nothing nearer by gives another value.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from advisor.core.kinds import Context
from advisor.core.links import LinkKind, Use
from advisor.core.pieces import in_order
from advisor.scan.links.modules import Modules, folder_of, stem_of
from advisor.scan.links.values import ANYWHERE, IDENTIFIERS, Bound, Lookup, Sighting, Wanted
from advisor.scan.links.words import belongs_to, is_constant, is_telling

Place = tuple[str, int, str, LinkKind, str]
"""A use before it has a context: path, line, name, kind, id of the finding."""

_DEPLOYMENT = frozenset(
    {
        *("deploy", "deployment", "deployments", "k8s", "kubernetes", "helm", "chart", "charts", "docker"),
        *(
            "infra",
            "infrastructure",
            "terraform",
            "config",
            "configs",
            "conf",
            "env",
            "envs",
            "github",
            "ops",
        ),
        *("scripts", "manifests", "compose", "devcontainer", "ci", "bin", "environments", "circleci"),
    }
)
"""Folders whose files set the environment of what lies beside them."""

_SHORTEST = 3
"""Letters of a name that is looked for."""

_GENERIC_FILE = frozenset(
    {"model", "models", "weights", "pytorch", "adapter", "consolidated", "checkpoint", "ggml", "gguf", "out"}
    | {"tokenizer", "output", "final", "latest", "best", "base", "config", "bin", "data", "lora", "merged"}
)


@dataclass(frozen=True, slots=True)
class Project:
    """What has to be known of the tree to tell names apart."""

    modules: Modules
    roots: Callable[[str], str]
    """Given a path: the folder of the nearest manifest above it."""


class Resolver:
    """Follows names through sightings, round by round."""

    def __init__(self, project: Project, bound: Iterable[Bound]) -> None:
        """`bound` are the names that findings are bound to."""
        self._project = project
        self._bound: dict[tuple[str, int, str, LinkKind], Bound] = {}
        self._waiting: list[Bound] = []
        self._sightings: dict[tuple[str, LinkKind], list[Sighting]] = defaultdict(list)
        self._asked: set[Wanted] = set()
        self._owners: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self._defined: dict[tuple[str, LinkKind], set[str]] = defaultdict(set)
        self._given: dict[tuple[str, LinkKind], dict[str, list[int]]] = defaultdict(dict)
        self._contexts: dict[str, Context] = {}
        self._files: dict[str, int] = {}
        self._places: dict[Place, None] = {}
        for one in bound:
            self._bind(one)

    def uses(self) -> list[Use]:
        """The uses found so far, in order of place."""
        return [
            Use(path, line, name, kind, identifier, self._contexts[path])
            for path, line, name, kind, identifier in in_order(self._places)
        ]

    def lookup(self, most: int) -> tuple[Lookup, int]:
        """The names to look for that were not looked for yet, at most so many, and how many were left out."""
        new = in_order({row for one in self._waiting for row in _wanted(one)} - self._asked)
        self._asked.update(new)
        return Lookup(tuple(new[:most])), max(0, len(new) - most)

    def take(self, sightings: Iterable[Sighting]) -> None:
        """Take in what a round has seen, and follow it as far as that leads."""
        for one in sightings:
            self._sightings[one.name, one.kind].append(one)
            self._contexts[one.path] = one.context
            if one.defines:
                self._given[one.name, one.kind].setdefault(one.path, []).append(one.line)
        waiting, self._waiting = self._waiting, []
        while waiting:
            bound = waiting.pop()
            for sighting in self._sightings.get((bound.name, bound.kind), ()):
                if self._is_same(bound, sighting):
                    self._read(bound, sighting)
            waiting += [one for one in self._waiting if self._was_asked(one)]
            self._waiting = [one for one in self._waiting if not self._was_asked(one)]

    def _was_asked(self, bound: Bound) -> bool:
        return self._asked.issuperset(_wanted(bound))

    def _bind(self, bound: Bound) -> None:
        """Take in a name, once for each place; more findings of one place are added to it."""
        if bound.kind not in ANYWHERE:
            return
        key = (bound.path, bound.line, bound.name, bound.kind)
        known = self._bound.get(key)
        more = tuple(one for one in bound.finding_ids if known is None or one not in known.finding_ids)
        if known is not None and not more:
            return
        kept = bound if known is None else replace(known, finding_ids=(*known.finding_ids, *more))
        self._bound[key] = kept
        self._owners[bound.family, bound.owner, bound.name].add(bound.path)
        self._defined[bound.name, bound.kind].add(bound.path)
        self._waiting.append(kept)

    def _read(self, bound: Bound, sighting: Sighting) -> None:
        for identifier in bound.finding_ids:
            if sighting.line:
                self._place(sighting.path, sighting.line, bound, identifier)
            for line, name, kind in sighting.inner:
                self._places.setdefault((sighting.path, line, name, kind, identifier))
        for name, kind, owner in sighting.binds:
            family = sighting.family
            row = Bound(sighting.path, sighting.line, name, kind, owner, family, bound.finding_ids)
            self._bind(row)

    def _place(self, path: str, line: int, bound: Bound, identifier: str) -> None:
        name = bound.name.rpartition("\t")[2]
        self._places.setdefault((path, line, name, bound.kind, identifier))

    # -- the same name? ----------------------------------------------------------------------------

    def _is_same(self, bound: Bound, sighting: Sighting) -> bool:
        if sighting.defines or (sighting.path, sighting.line) == (bound.path, bound.line):
            return False
        return _TESTS[bound.kind](self, bound, sighting)

    def _root(self, path: str) -> str:
        return self._project.roots(path)

    def _environment(self, bound: Bound, sighting: Sighting) -> bool:
        """Global to a project: its own root, or the whole tree where nothing nearer by defines it."""
        if bound.path == sighting.path:
            return True
        own, other = self._root(bound.path), self._root(sighting.path)
        if own == other:
            is_shared = is_telling(bound.name) or _are_related(bound.path, sighting.path)
            return is_shared and not self._is_shadowed(bound, sighting.path)
        is_above = not own or other.startswith(f"{own}/")
        if not is_above or other in self._defining_roots(bound):
            return False
        return is_telling(bound.name) or _are_related(bound.path, sighting.path)

    def _is_shadowed(self, bound: Bound, path: str) -> bool:
        """True where the reading file gives the name another value itself."""
        lines = self._given.get((bound.name, bound.kind), {}).get(path, ())
        return any((path, line, bound.name, bound.kind) not in self._bound for line in lines)

    def _defining_roots(self, bound: Bound) -> frozenset[str]:
        """The parts of the project in which a name is given a value."""
        key = (bound.name, bound.kind)
        paths = {*self._given.get(key, ()), *self._defined[key]}
        return frozenset(map(self._root, paths))

    def _identifier(self, bound: Bound, sighting: Sighting) -> bool:
        """A constant or field: imported from the defining file, or behind the name of its class or module."""
        if sighting.family != bound.family or sighting.path == bound.path:
            return False
        modules = self._project.modules
        is_from = any(
            modules.leads_to(module, sighting.path, bound.path, bound.family) for module in sighting.modules
        )
        if bound.kind is LinkKind.FIELD:
            last = sighting.receiver.rpartition(".")[2]
            return is_from and belongs_to(last, bound.owner)
        if bound.family in ("python", "javascript"):
            return is_from
        return self._qualified(bound, sighting, is_from)

    def _qualified(self, bound: Bound, sighting: Sighting, is_from: bool) -> bool:
        """`Config.MODEL`, `config::MODEL`, `pkg.Model`; in Go also the bare name in the same folder."""
        same_folder = folder_of(sighting.path) == folder_of(bound.path)
        if bound.family == "go" and not sighting.receiver:
            return same_folder and is_constant(bound.name)
        if self._root(sighting.path) != self._root(bound.path):
            return False
        if bound.family == "go":
            is_exported = bound.name[:1].isupper()
            return is_exported and sighting.receiver == folder_of(bound.path).rpartition("/")[2]
        owners = {bound.owner, stem_of(bound.path)} - {""}
        if not sighting.receiver:
            return is_from
        is_sole = len(self._owners[bound.family, bound.owner, bound.name]) == 1
        return sighting.receiver in owners and (same_folder or is_sole)

    def _helm(self, bound: Bound, sighting: Sighting) -> bool:
        chart = bound.owner
        inside = sighting.path.startswith(f"{chart}/") if chart else True
        return inside and self._project.modules.exists(f"{chart}/Chart.yaml" if chart else "Chart.yaml")

    def _terraform(self, bound: Bound, sighting: Sighting) -> bool:
        return folder_of(sighting.path) == bound.owner

    def _key(self, bound: Bound, sighting: Sighting) -> bool:
        """The code names the file; where several are called so, the one in the same part of the project.

        Tests write files of the same names for themselves.
        """
        if sighting.context is Context.TEST:
            return False
        return self._root(sighting.path) == self._root(bound.path) and sighting.path != bound.path

    def _file(self, bound: Bound, sighting: Sighting) -> bool:
        written = sighting.receiver
        parts = [part for part in written.split("/") if part not in ("", ".")]
        base = folder_of(sighting.path)
        exact = self._project.modules.join(base, written) == bound.name or "/".join(parts) == bound.name
        if exact and "/" in written:
            return True
        own = bound.name.split("/")
        shared = 0
        for one, other in zip(reversed(parts), reversed(own), strict=False):
            if one != other:
                break
            shared += 1
        if shared < len(parts) and not written.startswith("/"):
            return False
        if self._ending("/".join(parts)) > 1:
            return False
        return shared > 1 or (shared == 1 and bound.owner == "file" and not _is_generic(own[-1]))

    def _ending(self, tail: str) -> int:
        """How many files and folders of weights have a path that ends so."""
        if tail not in self._files:
            names = {key[2] for key in self._bound if key[3] is LinkKind.FILE}
            self._files[tail] = sum(f"/{name}".endswith(f"/{tail}") for name in names)
        return self._files[tail]

    def _ollama(self, bound: Bound, sighting: Sighting) -> bool:
        return self._root(sighting.path) == self._root(bound.path)


_TESTS: dict[LinkKind, Callable[[Resolver, Bound, Sighting], bool]] = {
    LinkKind.ENVIRONMENT: Resolver._environment,
    LinkKind.CONSTANT: Resolver._identifier,
    LinkKind.FIELD: Resolver._identifier,
    LinkKind.HELM: Resolver._helm,
    LinkKind.TERRAFORM: Resolver._terraform,
    LinkKind.KEY: Resolver._key,
    LinkKind.FILE: Resolver._file,
    LinkKind.OLLAMA: Resolver._ollama,
}


def _are_related(definition: str, reader: str) -> bool:
    """True where a plain name such as `MODEL` in one folder is likely to be meant by the other.

    One lies above the other, or the definition lies where deployments are described.
    """
    first, second = folder_of(definition).split("/"), folder_of(reader).split("/")
    shared = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        shared += 1
    apart = [part for part in first[shared:] if part]
    return not apart or not any(second[shared:]) or apart[0].lower().lstrip(".") in _DEPLOYMENT


def _wanted(bound: Bound) -> list[Wanted]:
    """How to look for a name; nothing for one so short or so common that no place tells whose it is."""
    needle = bound.name.rpartition("\t")[2].rpartition("/")[2]
    if len(needle) < _SHORTEST or not bound.name.isascii() or "\n" in bound.name or "\r" in bound.name:
        return []
    if bound.kind not in IDENTIFIERS:
        return [Wanted(bound.name, bound.kind, "", "")]
    if not bound.name.isidentifier() or bound.path.endswith(".ipynb"):
        return []
    nears = {stem_of(bound.path)}
    if bound.family == "go":
        nears = {""} if is_constant(bound.name) else set()
    elif bound.family not in ("python", "javascript"):
        nears |= {bound.owner} - {""}
    return [Wanted(bound.name, bound.kind, bound.family, near) for near in sorted(nears)]


def _is_generic(name: str) -> bool:
    """`model.safetensors`, `consolidated.00.pth`: a hundred folders hold one."""
    stem = name.lower().rpartition(".")[0] or name.lower()
    words = [word for word in stem.replace("-", ".").replace("_", ".").split(".") if not word.isdigit()]
    return all(word in _GENERIC_FILE or len(word) < 3 for word in words)
