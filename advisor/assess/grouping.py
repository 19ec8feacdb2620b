"""Gathers findings that are one decision: the same model at the same provider under the same manifest.

Each finding lands in exactly one group, as one of its own, or as a companion that has to change with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from advisor.assess.homes import OLLAMA, WEIGHTS, Home, Homes
from advisor.assess.hosts import HUB, Hosts
from advisor.assess.order import NO_MENTIONS, Mentions, context_rank, place_key
from advisor.assess.packages import PackageIndex
from advisor.assess.uses import NO_USES, Uses
from advisor.core.findings import Finding
from advisor.core.kinds import Context, Kind
from advisor.core.links import Use

_OWN_ONLY = frozenset({Kind.API, Kind.ARTIFACT})
"""Classes and files belong to weights one runs oneself, never to a model at a host."""

_NICKNAME_LINES = 2
"""How far below an id the short names stand that a project gives it."""

_ENTRY_LINES = 6
"""How far a name of the project's own may stand from the hub id in an entry of a file of settings."""
_SETTINGS = (".yaml", ".yml")
"""Files whose entries have a name of the project's own and beside it what that stands for."""

_OWN_HANDS = "own hands"
"""What stands for the provider of weights one runs oneself, where groups are told apart."""

_COMPANIONS = (Kind.ARTIFACT, Kind.API, Kind.PROMPT)


@dataclass(slots=True)
class Group:
    """Findings that are one decision, while they are being gathered."""

    kind: Kind
    name: str
    """Canonical model, package name, or "" where the kind alone makes the group."""
    provider: str | None
    root: str
    own: list[Finding] = field(default_factory=list)
    """Findings with a home of their own; they decide the verdict."""
    joined: list[Finding] = field(default_factory=list)
    """Findings that name the same model without saying where it runs."""
    linked: list[Finding] = field(default_factory=list)
    """Findings of other kinds that must change together with it."""
    how: str = ""
    """How the provider was inferred; empty when it is stated."""
    mentions: Mentions = NO_MENTIONS
    """Tells which of the findings only name the model."""
    uses: Uses = NO_USES
    """Tells which lines read what the findings define."""
    in_hand: bool = False
    """True for weights named by the path of their file, and by nothing else."""
    own_hands: bool = False
    """True for weights one runs oneself: named by their file, by a hub, beside a server, or by all three."""
    partners: list[Group] = field(default_factory=list)
    """Groups that are decisions of their own but fall together: an endpoint and the models called at it."""

    @property
    def findings(self) -> list[Finding]:
        """Own and joined, gravest context first."""
        return sorted([*self.own, *self.joined], key=place_key)

    @property
    def everything(self) -> list[Finding]:
        """Also the linked ones."""
        return sorted([*self.own, *self.joined, *self.linked], key=place_key)

    @property
    def context(self) -> Context:
        """The gravest context among places where something runs or reads a name that is bound to the model;
        `docs` at most where it is only named.
        """
        own = self.mentions.context((*self.own, *self.joined))
        return min([own, *self.uses.contexts(self._running)], key=context_rank)

    @property
    def _running(self) -> list[Finding]:
        return [
            finding for found in (self.own, self.joined) for finding in found if finding not in self.mentions
        ]

    @property
    def read_at(self) -> tuple[Use, ...]:
        """Lines that read a name its findings are bound to, none of them findings; gravest context first."""
        own = {(finding.path, finding.line) for finding in self.everything}
        found = self.uses.of_all(self.everything)
        return tuple(use for use in found if (use.path, use.line) not in own)

    @property
    def runs(self) -> bool:
        """True where something runs at one of its places; False for mere mentions."""
        return bool(self._running)

    @property
    def is_weights(self) -> bool:
        """True for a model, a derivative or a file with known weights."""
        return self.kind in WEIGHTS or (self.kind is Kind.ARTIFACT and bool(self.name))


def manifest_root(path: str, folders: Sequence[str]) -> str:
    """The deepest of the manifest folders that holds `path`; "" where none does."""
    best = ""
    for folder in folders:
        if path.startswith(f"{folder}/") and len(folder) > len(best):
            best = folder
    return best


class Grouper:
    """Builds the groups of one scan, step by step from the surest to the loosest."""

    def __init__(
        self,
        homes: Homes,
        hosts: Hosts,
        packages: PackageIndex,
        manifests: Iterable[str],
        official: Callable[[str], str],
        knows: Callable[[str, str], bool],
        mentions: Mentions,
        uses: Uses = NO_USES,
        served: Callable[[str, str, str], str] = lambda provider, written, name: name,
    ) -> None:
        """`official` gives the one official model that a name stands for, or the name itself.

        `served` gives, of a provider, an id and the model it names, the model that runs there under it.

        `knows` tells whether a provider's table has an id; `mentions` what only names a model; `uses` which
        lines read what a finding defines.
        """
        self._knows = knows
        self._served = served
        self._uses = uses
        self._leaders: dict[str, Finding] = {}
        self._named: set[tuple[str, int]] = set()
        self._mentions = mentions
        self._homes = homes
        self._official = official
        self._hosts = hosts
        self._packages = packages
        self._folders = sorted({path.rpartition("/")[0] for path in manifests} - {""})
        self._roots: dict[str, str] = {}
        self._groups: dict[tuple[str, str, str | None, str], Group] = {}
        self._by_file: dict[str, list[tuple[int, Group]]] = {}
        self._by_root: dict[str, list[Group]] = {}
        self._by_name: dict[str, list[Group]] = {}
        self._longer: dict[str, dict[str, None]] = {}
        self._matches: dict[tuple[str, str, str | None, int], Group | None] = {}
        self._sole: dict[tuple[str, bool, bool, str | None], Group | None] = {}

    def group(self, findings: Iterable[Finding]) -> list[Group]:
        """All groups; order is that of the first finding of each, by path."""
        ordered = sorted(findings, key=lambda one: (one.path, one.line, one.column, one.id))
        self._find_leaders([finding for finding in ordered if finding.kind in WEIGHTS])
        homeless = self._gather_weights([finding for finding in ordered if finding.kind in WEIGHTS])
        self._gather_files([finding for finding in ordered if finding.kind is Kind.ARTIFACT])
        self._join_homeless(homeless)
        self._gather_companions([finding for finding in ordered if finding.kind in _COMPANIONS])
        rest = {Kind.PACKAGE, Kind.ENDPOINT, Kind.LICENCE}
        self._gather_rest([finding for finding in ordered if finding.kind in rest])
        self._pair()
        return list(self._groups.values())

    def _find_leaders(self, weights: list[Finding]) -> None:
        """Findings on a line that reads what another defines, and name the same: one decision with it."""
        by_id = {finding.id: finding for finding in weights}
        self._named = {(finding.path, finding.line) for finding in weights if finding not in self._mentions}
        for finding in weights:
            defining = [by_id[key] for key in self._uses.read_at(finding) if key in by_id]
            same = [one for one in defining if self._name(one) == self._name(finding)]
            if same and finding not in self._mentions:
                self._leaders[finding.id] = same[0]

    def _pair(self) -> None:
        """Step 5: an endpoint and the models called there, under the same manifest, know of each other."""
        for endpoint in [one for one in self._groups.values() if one.kind is Kind.ENDPOINT]:
            for group in self._by_root.get(endpoint.root, ()):
                if endpoint.provider is not None and group.provider == endpoint.provider:
                    endpoint.partners.append(group)
                    group.partners.append(endpoint)

    def _root(self, finding: Finding) -> str:
        if finding.path not in self._roots:
            self._roots[finding.path] = manifest_root(finding.path, self._folders)
        return self._roots[finding.path]

    def _at(
        self, finding: Finding, kind: Kind, name: str, provider: str | None, in_hand: bool = False
    ) -> Group:
        """The group of that identity, made when it is new."""
        root = self._root(self._leaders.get(finding.id, finding))
        weights = bool(name) and kind in {*WEIGHTS, Kind.ARTIFACT}
        mine = weights and self._is_ones_own(kind, provider, in_hand)
        key = ("weights" if weights else kind.value, name, _OWN_HANDS if mine else provider, root)
        if key not in self._groups:
            group = Group(
                kind, name, provider, root, mentions=self._mentions, uses=self._uses, in_hand=in_hand
            )
            group.own_hands = mine
            self._groups[key] = group
            if weights:
                self._register(group)
        self._settle(self._groups[key], provider)
        return self._groups[key]

    def _register(self, group: Group) -> None:
        """Let a group of weights be found by its root and by what its name begins with."""
        self._by_root.setdefault(group.root, []).append(group)
        self._by_name.setdefault(group.name, []).append(group)
        for shorter in _beginnings(group.name):
            self._longer.setdefault(shorter, {})[group.name] = None

    def _is_ones_own(self, kind: Kind, provider: str | None, in_hand: bool) -> bool:
        """True for files, hub ids and servers of one's own: the same weights, however they are named.

        Ollama keeps a library with names of its own, and what it pulls is not what a hub hands out.
        """
        if provider is None:
            return in_hand or kind is Kind.ARTIFACT
        return provider != OLLAMA and not self._hosts.is_host(provider)

    def _settle(self, group: Group, provider: str | None) -> None:
        """Weights in own hands are called by the server that runs them, else by the hub they come from."""
        if not group.own_hands or provider is None or provider == group.provider:
            return
        if group.provider is None or (self._is_hub(group.provider) and not self._is_hub(provider)):
            group.provider, group.in_hand = provider, False

    def _is_hub(self, provider: str) -> bool:
        return self._hosts.kinds.get(provider) == HUB

    def _own(self, group: Group, finding: Finding, home: Home) -> None:
        if finding.kind in WEIGHTS and group.kind is Kind.ARTIFACT:
            group.kind = finding.kind
        group.own.append(finding)
        group.how = group.how or home.how
        self._by_file.setdefault(finding.path, []).append((finding.line, group))

    def _gather_weights(self, findings: list[Finding]) -> list[Finding]:
        """Step 1: weights whose provider is known, ids before labels; hands back the others."""
        homeless = []
        for finding in sorted(findings, key=self._is_label):
            beside = self._labelled(finding)
            home = self._homes.of(finding)
            beside = beside or self._nicknamed(finding, home)
            if beside is not None:
                beside.joined.append(finding)
            elif home.provider is None:
                homeless.append(finding)
            else:
                name = self._served(home.provider, finding.written, self._name(finding))
                group = self._at(finding, finding.kind, name, home.provider)
                self._own(group, finding, home)
        return homeless

    def _labelled(self, finding: Finding) -> Group | None:
        """The group of the id in the same file that a label ("Llama 3.3 70B") speaks of; else None."""
        if not self._is_label(finding):
            return None
        name, here = self._name(finding), self._by_file.get(finding.path, ())
        near = [(abs(line - finding.line), group) for line, group in here if _alike(name, group.name)]
        return min(near, key=lambda pair: pair[0])[1] if near else None

    def _nicknamed(self, finding: Finding, home: Home) -> Group | None:
        """The group of the id just above that a short name of the project's own stands for.

        The host knows no such id, and the one of the same model beside it does not say where else it runs.
        """
        is_hosted = home.provider is not None and self._hosts.is_host(home.provider)
        if not home.how or not is_hosted or self._knows(home.provider or "", finding.written):
            return None
        name, here = self._name(finding), self._by_file.get(finding.path, ())
        near = [
            group
            for line, group in here
            if 0 <= finding.line - line <= _NICKNAME_LINES
            and group.provider == home.provider
            and group.name != name
            and _alike(name, group.name)
        ]
        return near[-1] if near else None

    def _is_label(self, finding: Finding) -> bool:
        """True for a name as people write it, with spaces or in running text: no host's id."""
        spaced = any(map(str.isspace, finding.written.strip()))
        return spaced or (finding.rule in self._mentions.rules and finding.provider is None)

    def _name(self, finding: Finding) -> str:
        return self._official(weights_name(finding))

    def _gather_files(self, files: list[Finding]) -> None:
        """Step 2: weights files that name their model and stand in no file with a model of its own.

        A model card is words about weights that lie elsewhere.
        """
        for finding in files:
            card = finding.line > 0 and finding in self._mentions
            if not finding.model or card or self._beside(finding):
                continue
            if not self._loaded_on_lines(finding):
                group = self._at(finding, Kind.ARTIFACT, self._name(finding), None)
                self._own(group, finding, Home(None))

    def _join_homeless(self, homeless: list[Finding]) -> None:
        """Step 3: a model without a provider joins its one group, or makes its own; prose comes last.

        Ids of one file are one list: where they would go to different hosts, none goes to any.
        """
        code = [
            finding for finding in homeless if finding not in self._mentions and not self._beside_id(finding)
        ]
        found = {finding.id: self._sole_match(finding) for finding in code}
        hosts: dict[str, set[str | None]] = {}
        for finding in code:
            match = found[finding.id]
            hosts.setdefault(finding.path, set()).add(match.provider if match else None)
        for finding in code:
            self._place(finding, found[finding.id] if len(hosts[finding.path]) == 1 else None)
        for finding in homeless:
            if finding in self._mentions:
                self._place(finding, self._sole_match(finding))

    def _beside_id(self, finding: Finding) -> bool:
        """Join a name to the hub id beside it: `name: llama3` with `modelURL: meta-llama/Llama-3.1-8B`."""
        if not finding.path.lower().endswith(_SETTINGS):
            return False
        name = self._name(finding)
        near = [
            (abs(line - finding.line), group)
            for line, group in self._by_file.get(finding.path, ())
            if group.own_hands and abs(line - finding.line) <= _ENTRY_LINES and _calls(name, group.name)
        ]
        if near:
            min(near, key=lambda pair: pair[0])[1].joined.append(finding)
        return bool(near)

    def _place(self, finding: Finding, match: Group | None) -> None:
        """Into the group that names the same model, else into one of its own."""
        if match is not None:
            match.joined.append(finding)
            self._by_file.setdefault(finding.path, []).append((finding.line, match))
            return
        home = self._homes.of(finding)
        group = self._at(finding, finding.kind, self._name(finding), None, home.in_hand)
        self._own(group, finding, home)

    def _sole_match(self, finding: Finding) -> Group | None:
        """The one group that names the same model, in the finding's root or else in the whole project.

        A mention does not decide where code runs: code joins no group that only mentions made, and no host's
        but under a spelling of its own.
        """
        spelling = None if finding in self._mentions else finding.written
        key = (self._root(finding), self._name(finding), spelling, len(self._groups))
        if key not in self._matches:
            self._matches[key] = self._search(*key[:3])
        return self._matches[key]

    def _takes(self, group: Group, spelling: str | None) -> bool:
        """True for a mention; for code where something runs there under that spelling, or could."""
        if spelling is None:
            return True
        if not group.runs:
            return False
        if group.provider is None:
            return True
        plain = _plain(spelling)
        return self._knows(group.provider, spelling) or any(plain == _plain(one.written) for one in group.own)

    def _search(self, root: str, name: str, spelling: str | None) -> Group | None:
        names = [*self._longer.get(name, ()), *_beginnings(name), name]
        fit = [
            group for other in names for group in self._by_name.get(other, ()) if self._takes(group, spelling)
        ]
        for groups in ([group for group in fit if group.root == root], fit):
            exact = [group for group in groups if group.name == name]
            alike = exact or groups
            if alike:
                return alike[0] if len(alike) == 1 else None
        return None

    def _gather_companions(self, findings: list[Finding]) -> None:
        """Step 4: files, classes and prompts go with the model they serve, or with their own kind."""
        placed = {finding.id for group in self._groups.values() for finding in group.own}
        for finding in findings:
            if finding.id in placed:
                continue
            group = self._beside(finding) or self._loaded_at(finding) or self._sole_in_root(finding)
            if group is not None:
                group.linked.append(finding)
            else:
                self._at(finding, finding.kind, "", None).own.append(finding)

    def _loaded_on_lines(self, finding: Finding) -> bool:
        """True for a file of weights that is loaded on a line which names its model itself."""
        return any((use.path, use.line) in self._named for use in self._uses.of(finding))

    def _loaded_at(self, finding: Finding) -> Group | None:
        """The group of the line that loads a file."""
        for use in self._uses.of(finding):
            for line, group in self._by_file.get(use.path, ()):
                if line == use.line and self._fits(finding, group):
                    return group
        return None

    def _beside(self, finding: Finding) -> Group | None:
        """The fitting group with a finding nearest by in the same file."""
        here = self._by_file.get(finding.path, ())
        near = [(line, group) for line, group in here if self._fits(finding, group)]
        if not near:
            return None
        return min(near, key=lambda pair: (abs(pair[0] - finding.line), pair[0], pair[1].name))[1]

    def _sole_in_root(self, finding: Finding) -> Group | None:
        """The one fitting group under the same manifest, when their families agree."""
        key = (
            self._root(finding),
            finding.kind in _OWN_ONLY,
            finding in self._mentions,
            finding.family,
        )
        if key not in self._sole:
            self._sole[key] = self._search_root(finding)
        return self._sole[key]

    def _search_root(self, finding: Finding) -> Group | None:
        groups = [group for group in self._by_root.get(self._root(finding), ()) if self._fits(finding, group)]
        if len(groups) != 1 or not _same_line(finding.family, groups[0]):
            return None
        return groups[0]

    def _fits(self, finding: Finding, group: Group) -> bool:
        """Code goes with no group of mere mentions, and a class never with a model at a host."""
        if not group.runs and finding not in self._mentions:
            return False
        own_only = finding.kind in _OWN_ONLY
        return not (own_only and group.provider is not None and self._hosts.is_host(group.provider))

    def _gather_rest(self, findings: list[Finding]) -> None:
        """Packages by name, endpoints by host, licence texts by family; a host's package goes with it."""
        for finding in findings:
            if finding.kind is Kind.ENDPOINT:
                self._at(finding, Kind.ENDPOINT, "", finding.provider).own.append(finding)
        for finding in findings:
            if finding.kind is Kind.LICENCE:
                self._at(finding, Kind.LICENCE, finding.family or "", None).own.append(finding)
            elif finding.kind is Kind.PACKAGE:
                self._gather_package(finding)

    def _gather_package(self, finding: Finding) -> None:
        package = self._packages.find(finding)
        bound_to = package.provider if package else None
        endpoint = self._groups.get((Kind.ENDPOINT.value, "", bound_to, self._root(finding)))
        if bound_to is not None and endpoint is not None:
            endpoint.linked.append(finding)
        else:
            self._at(finding, Kind.PACKAGE, self._packages.name(finding), None).own.append(finding)


def weights_name(finding: Finding) -> str:
    """What a finding of weights is grouped by: the canonical name, else the family, else as written."""
    return finding.model or finding.family or finding.written.strip().lower()


def _plain(written: str) -> str:
    """An id without publisher, default tag and case: `Org/Llama-X` and `llama-x:latest` are one spelling."""
    return written.strip().lower().rpartition("/")[2].removesuffix(":latest").removeprefix("meta-")


def _alike(name: str, other: str) -> bool:
    """True where both are the same, or one is the other with more said: `x-8b` and `x-8b-instruct`."""
    return name == other or other.startswith(f"{name}-") or name.startswith(f"{other}-")


def _calls(name: str, other: str) -> bool:
    """True where a name without version or size may stand for another: `llama-3` for `llama-3.1-8b`."""
    return _alike(name, other) or other.startswith(f"{name}.")


def _beginnings(name: str) -> list[str]:
    """What a longer name begins with: `x-8b-instruct` with `x-8b` and `x`."""
    cuts = [index for index, char in enumerate(name) if char == "-"]
    return [name[:cut] for cut in cuts]


def _same_line(family: str | None, group: Group) -> bool:
    """True where a companion's family is unknown or of the same generation as the group's."""
    families = {finding.family for finding in group.findings if finding.family}
    return family is None or any(family.split(".")[0] == other.split(".")[0] for other in families)
