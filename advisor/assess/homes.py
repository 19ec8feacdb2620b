"""Where a named model runs: the provider stated by its spelling, or inferred from what stands around it.

An inferred provider is said to be inferred, with the place it was read from. Nothing is inferred where the
neighbours disagree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from advisor.assess.hosts import HUB, Hosts
from advisor.assess.lifecycle import LifecycleIndex
from advisor.assess.order import MENTIONS, Mentions, place
from advisor.assess.tables import Texts
from advisor.assess.uses import NO_USES, Uses
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Kind
from advisor.core.links import Use
from advisor.core.words import listed

WEIGHTS = frozenset({Kind.MODEL, Kind.DERIVATIVE})
"""The kinds that name weights."""

_LOADS = frozenset({Kind.API, Kind.ARTIFACT})
"""A file with one of these loads weights itself."""

_PROVIDER = "provider"
_LOADING = "loads"
"""The need by which hints tell of calls that load weights from a hub."""
_SAID = "said"
"""The need by which hints tell of sentences that say where a model runs."""
_CALL_LINES = 1
"""How far above a name a call may begin that takes it."""
NEAR_LINES = 60
"""Two clients in one file: only a hint this near is taken for the finding's own."""

FAR_LINES = 300
"""Further away not even the only client of a file is a sign."""

_CLEARLY = 2
"""Of two clients near by, one is the finding's own only where the other is so many times further away."""

_DEFAULT_HUB = "huggingface"
"""The hub whose ids are `organisation/name`."""

OLLAMA = "ollama"
_MODELFILE = "modelfile"
"""What the name of a file holds that Ollama builds a model from."""

_KEY_AND_VALUE = re.compile(r"\w{1,80}[\"'\]]{0,2}\s{0,8}[:=]")
"""What is written of a key that names a provider, `providerId": "groq`; an address has no value."""

_CACHE_FOLDER = re.compile(r"(?:^|/)models--[\w.-]{1,100}?--[\w.-]{1,120}(?:$|/)")
"""The folder that Hugging Face's cache keeps a repository in: `models--organisation--name`."""

_SHOWN = 3
"""So many of several possible hosts are named."""


@dataclass(frozen=True, slots=True)
class Home:
    """The provider a finding's model runs at, and how that is known."""

    provider: str | None
    how: str = ""
    """Empty when the spelling or the finding itself states it; else one sentence."""
    in_hand: bool = False
    """True for a weights file named by its path: no provider, and nobody else's."""


class Homes:
    """Resolves the provider of each finding of one scan."""

    def __init__(
        self,
        findings: Iterable[Finding],
        hints: Iterable[Hint],
        hosts: Hosts,
        index: LifecycleIndex,
        texts: Texts,
        repos: Iterable[str] = (),
        mentions: Mentions | None = None,
        *,
        weights_files: Iterable[str] = (),
        weights_stores: Iterable[str] = (),
        root_of: Callable[[str], str] = lambda path: "",
        is_own_name: Callable[[Finding], bool] = lambda finding: False,
        uses: Uses = NO_USES,
    ) -> None:
        """What is known beside the findings and hints of the scan.

        `repos` are the official hub ids of Llama models; `mentions` tells what only names a model;
        `weights_files` is how names of weights files end, `weights_stores` how addresses of stores begin;
        `root_of` gives the folder of the nearest manifest
        of a path; `is_own_name` tells a name of the project's own (a fine-tune, a job) from a published one;
        `uses` which lines read what a finding defines.
        """
        self._uses = uses
        self._mentions = mentions or Mentions()
        self._weights_files = tuple(weights_files)
        self._weights_stores = tuple(weights_stores)
        self._root_of = root_of
        self._is_own_name = is_own_name
        self._roots: dict[str, dict[str, str]] = defaultdict(dict)
        self._spelt_repos = frozenset(repos)
        self._repos = frozenset(repo.lower() for repo in self._spelt_repos)
        self._official = frozenset(_bare(repo) for repo in self._repos)
        self._organisations = frozenset(repo.partition("/")[0] for repo in self._repos)
        self._hosts = hosts
        self._index = index
        self._say = texts.say
        self._found: dict[Finding, Home] = {}
        self._hints: dict[str, list[Hint]] = defaultdict(list)
        self._stated: dict[str, dict[str, str]] = defaultdict(dict)
        self._folder: dict[str, dict[str, str]] = defaultdict(dict)
        self._project: dict[str, str] = {}
        self._loads: dict[str, str] = {}
        self._calls: dict[tuple[str, int], str] = {}
        self._said: dict[tuple[str, int], set[str]] = defaultdict(set)
        findings = tuple(findings)
        named = defaultdict(list)
        for finding in findings:
            if finding.kind in WEIGHTS:
                named[finding.path].append(finding.line)
        self._read_hints(hints, named)
        for finding in sorted(findings, key=lambda one: (one.path, one.line, one.column, one.id)):
            if finding.kind in _LOADS:
                self._loads.setdefault(finding.path, place(finding))
            if finding.provider and hosts.is_host(finding.provider):
                self._stated[finding.path].setdefault(finding.provider, place(finding))
                self._note(finding.path, finding.provider, place(finding))

    def _read_hints(self, hints: Iterable[Hint], named: Mapping[str, list[int]]) -> None:
        """Sort what hints tell of hosts; `named` are the lines of each file that name weights."""
        for hint in sorted(hints, key=lambda one: (one.path, one.line, one.value)):
            if hint.need == _SAID:
                self._said[hint.path, hint.line].add(hint.value)
            if hint.need == _LOADING:
                self._calls[hint.path, hint.line] = hint.value
            if hint.need == _PROVIDER:
                self._hints[hint.path].append(_with_reach(hint, named.get(hint.path, ())))
                self._note(hint.path, hint.value, f"{hint.path}:{hint.line}")

    def _note(self, path: str, provider: str, where: str) -> None:
        """Remember where a provider was seen first, by folder and in the whole project."""
        self._folder[_folder(path)].setdefault(provider, where)
        self._roots[self._root_of(path)].setdefault(provider, where)
        self._project.setdefault(provider, where)

    def of(self, finding: Finding) -> Home:
        """The home of a finding that names weights; looked for once, though grouping and verdicts ask."""
        if finding not in self._found:
            self._found[finding] = self._find(finding)
        return self._found[finding]

    def _find(self, finding: Finding) -> Home:
        stated = finding.provider
        if stated is not None and stated != _DEFAULT_HUB:
            return Home(stated)
        if finding in self._mentions:
            return self._as_said(finding) or Home(stated)
        if stated is None and self._is_kept(finding.written.lower()):
            return Home(None, in_hand=True)
        return (
            self._loaded_there(finding)
            or self._by_table(finding)
            or self._in_modelfile(finding)
            or self._loaded_here(finding)
            or self._from_uses(finding)
            or self._from_hints(finding)
            or self._from_file(finding)
            or self._by_spelling(finding)
            or self._by_own_spelling(finding)
            or self._hub(finding)
            or self._from_folder(finding)
            or self._from_root(finding)
            or Home(None, self._doubt(finding))
        )

    def _as_said(self, finding: Finding) -> Home | None:
        """The one host that the line itself says, and that the file has a client of: `Llama 3.1 on Groq`."""
        said = self._said.get((finding.path, finding.line), set())
        clients = {hint.value for hint in self._hints.get(finding.path, ())}
        if len(said) != 1 or not said <= clients:
            return None
        return self._inferred(next(iter(said)), place(finding), "home.hint")

    def _is_kept(self, written: str) -> bool:
        """True for a file of weights, or a folder of them in a store of one's own."""
        return written.endswith(self._weights_files) or written.startswith(self._weights_stores)

    def _in_modelfile(self, finding: Finding) -> Home | None:
        """What a Modelfile rests on is pulled by Ollama, hub ids and files aside."""
        name = finding.path.rpartition("/")[2].lower()
        if _MODELFILE not in name or is_hub_id(finding):
            return None
        return Home(OLLAMA, self._say("home.modelfile"))

    def _doubt(self, finding: Finding) -> str:
        """Which providers it could be, and what speaks for each; empty where nothing does."""
        seen: dict[str, str] = {hint.value: f"{hint.path}:{hint.line}" for hint in self._about(finding)}
        seen |= self._stated.get(finding.path, {})
        seen = seen or self._folder.get(_folder(finding.path), {}) or self._roots[self._root_of(finding.path)]
        able = {slug: where for slug, where in sorted(seen.items()) if self._could_run(slug, finding)}
        if not able:
            return ""
        named = [
            self._say("home.named", provider=self._hosts.name(slug), where=where)
            for slug, where in list(able.items())[:_SHOWN]
        ]
        more = len(able) - len(named)
        names = listed([*named, *([self._say("home.more", number=more)] if more > 0 else [])])
        if self._is_own_name(finding):
            return self._say("home.own-name", name=finding.written, named=names)
        return self._say("home.one-of" if len(able) > 1 else "home.perhaps", named=names)

    def _could_run(self, slug: str, finding: Finding) -> bool:
        return self._hosts.kinds.get(slug) != HUB and self._runs_such(slug, finding)

    def _by_table(self, finding: Finding) -> Home | None:
        """The one host named in the same file whose table has this id."""
        here = {hint.value: f"{hint.path}:{hint.line}" for hint in reversed(self._about(finding))}
        here |= self._stated.get(finding.path, {})
        known = {slug: where for slug, where in here.items() if self._knows(slug, finding)}
        return self._from_sole(known, "home.table")

    def _about(self, finding: Finding) -> list[Hint]:
        """The hints of the file that may speak of a line: those of its own entry alone, where it has some."""
        here = self._hints.get(finding.path, [])
        own = [hint for hint in here if hint.first and hint.first <= finding.line <= hint.last]
        if not own:
            return [hint for hint in here if not hint.first]
        least = min(hint.last - hint.first for hint in own)
        return [hint for hint in own if hint.last - hint.first == least]

    def _from_uses(self, finding: Finding) -> Home | None:
        """The one host at the lines of other files that read the name the model is bound to."""
        found: dict[str, tuple[Use, Home]] = {}
        for use in self._uses.of(finding):
            if use.path == finding.path or use.context in MENTIONS:
                continue
            there = replace(finding, path=use.path, line=use.line)
            home = self._by_table(there) or self._from_hints(there) or self._from_file(there)
            if home is not None and home.provider is not None:
                found.setdefault(home.provider, (use, home))
        if len(found) != 1:
            return None
        use, home = next(iter(found.values()))
        where = f"{use.path}:{use.line}"
        how = self._say("home.use", name=use.name, where=where, how=home.how)
        return Home(home.provider, how)

    def _by_spelling(self, finding: Finding) -> Home | None:
        """The one host, of those named in the folder or else the project, that writes the id just so.

        Further away than the file only the exact spelling counts: hub ids often differ from a host's in case.
        Further away than the folder the plain name is no sign among several hosts: many write it so. With a
        publisher and in another case than on the hub it is one: it was copied from that host's list.
        """
        writers = self._index.written_by(finding.written)
        places = [self._folder.get(_folder(finding.path), {})]
        is_copied = "/" in finding.written and finding.written not in self._spelt_repos
        if len(self._project) == 1 or is_copied or not self._is_plain(finding):
            places.append(self._project)
        for seen in places:
            known = {slug: where for slug, where in seen.items() if slug in writers}
            if known:
                return self._from_sole(known, "home.table")
        return None

    def _by_own_spelling(self, finding: Finding) -> Home | None:
        """The one host in the whole table that writes the id just so, where that spelling is its own.

        A file that names other hosts and not this one calls its models by short names of its own.
        """
        if finding.written.lower() in self._repos or self._is_plain(finding):
            return None
        spelt = [slug for slug in self._index.written_by(finding.written) if self._hosts.is_host(slug)]
        here = {hint.value for hint in self._about(finding)} | set(self._stated.get(finding.path, {}))
        if len(spelt) != 1 or (here and spelt[0] not in here):
            return None
        return Home(spelt[0], self._say("home.spelling", provider=self._hosts.name(spelt[0])))

    def _is_plain(self, finding: Finding) -> bool:
        """True for the model's plain name: no proof of a host, however few of them are known to use it."""
        name = _bare(finding.written)
        return name in self._official or name == _bare(finding.model or "")

    def _knows(self, slug: str | None, finding: Finding) -> bool:
        """True for a host whose table has the id, in whatever case."""
        if slug is None or not self._hosts.is_host(slug):
            return False
        return self._index.find(slug, finding.written, None) is not None

    def _loaded_here(self, finding: Finding) -> Home | None:
        """A hub id in a file that loads weights itself is run by the project."""
        where = self._loads.get(finding.path)
        if where is None or not is_hub_id(finding):
            return None
        return Home(finding.provider or _DEFAULT_HUB, self._say("home.loaded", where=where))

    def _loaded_there(self, finding: Finding) -> Home | None:
        """A hub id that a call takes which loads weights is run by the project, whatever clients stand near.

        The call decides, on the line itself or where the name is read that it is bound to; of one that is
        also read elsewhere nothing is said here.
        """
        if not is_hub_id(finding):
            return None
        uses = [use for use in self._uses.of(finding) if use.context not in MENTIONS]
        places = [(use.path, use.line) for use in uses] or [(finding.path, finding.line)]
        calls = [self._call_at(*each) for each in places]
        hubs = {hub for hub in calls if hub is not None}
        if None in calls or len(hubs) != 1:
            return None
        path, line = places[0]
        return Home(hubs.pop(), self._say("home.loaded", where=f"{path}:{line}"))

    def _call_at(self, path: str, line: int) -> str | None:
        """The hub that a call on a line, or begun just above it, loads weights from."""
        near = (self._calls.get((path, line - up)) for up in range(_CALL_LINES + 1))
        return next((hub for hub in near if hub is not None), None)

    def _from_hints(self, finding: Finding) -> Home | None:
        """The host or runtime that the same file names; of several the one nearest by, if one is near.

        Ollama has tags of its own: a hub id beside its client is not pulled from it. A link to a hub mostly
        leads to something else there: only ids such as hubs write are taken to come from it.
        """
        nearest: dict[str, tuple[int, Hint]] = {}
        for hint in self._about(finding):
            distance = abs(hint.line - finding.line)
            known = nearest.get(hint.value)
            if self._may_run(hint.value, finding) and (known is None or distance < known[0]):
                nearest[hint.value] = distance, hint
        ordered = sorted(nearest.values(), key=lambda pair: (pair[0], pair[1].line, pair[1].value))
        if not ordered or not _stands_out([distance for distance, _ in ordered]):
            return None
        hint = ordered[0][1]
        return self._inferred(hint.value, f"{hint.path}:{hint.line}", "home.hint")

    def _from_file(self, finding: Finding) -> Home | None:
        """The one host that the file's other ids state, where no client of another stands there.

        A weak sign, as that of the folder: a table of models of many hosts states one of them, too.
        """
        stated = self._stated.get(finding.path, {})
        others = {hint.value for hint in self._about(finding)} - set(stated)
        fit = {slug: where for slug, where in stated.items() if self._may_run(slug, finding)}
        home = None if others or len(stated) != 1 else self._from_sole(fit, "home.same-file")
        return home if home is None or self._is_borne_out(home, finding) else None

    def _may_run(self, provider: str, finding: Finding) -> bool:
        """Whether an id so written can be taken to be that provider's.

        A name of the project's own tells nothing of a host: it may be run anywhere.
        """
        if self._hosts.is_host(provider) and self._is_own_name(finding):
            return False
        return self._runs_such(provider, finding)

    def _runs_such(self, provider: str, finding: Finding) -> bool:
        """Whether an id so written can be that provider's at all."""
        hub_id = is_hub_id(finding)
        if provider == OLLAMA:
            return not hub_id
        if self._hosts.kinds.get(provider) == HUB:
            return hub_id or (provider == _DEFAULT_HUB and finding.path in self._loads)
        return not hub_id or self._index.has_publishers(provider)

    def _from_sole(self, seen: Mapping[str, str], key: str) -> Home | None:
        """The one provider seen; None where there are none or several."""
        if len(seen) != 1:
            return None
        provider, where = next(iter(seen.items()))
        return self._inferred(provider, where, key)

    def _from_folder(self, finding: Finding) -> Home | None:
        """The one host of the folder, for a file without any client of its own.

        A weak sign: a host that has a table must know the very id.
        """
        if self._hints.get(finding.path) or self._stated.get(finding.path):
            return None
        seen = self._folder.get(_folder(finding.path), {})
        fit = {slug: where for slug, where in seen.items() if self._may_run(slug, finding)}
        home = self._from_sole(fit, "home.same-folder") if len(seen) == 1 else None
        return home if home is None or self._is_borne_out(home, finding) else None

    def _is_borne_out(self, home: Home, finding: Finding) -> bool:
        """False where the host has a table that lacks the id."""
        return not self._is_listed(home.provider) or self._knows(home.provider, finding)

    def _from_root(self, finding: Finding) -> Home | None:
        """The one host named under the same manifest, where its table has this very id."""
        if self._hints.get(finding.path) or self._stated.get(finding.path):
            return None
        seen = self._roots[self._root_of(finding.path)]
        fit = {slug: where for slug, where in seen.items() if self._knows(slug, finding)}
        return self._from_sole(fit, "home.same-root") if len(seen) == 1 else None

    def _is_listed(self, provider: str | None) -> bool:
        """True for a host with a table of its ids."""
        return provider is not None and bool(self._index.of_provider(provider))

    def _hub(self, finding: Finding) -> Home | None:
        """A hub id with no host in sight stands for weights that one loads oneself.

        A name under Meta's own organisation that is no repository there is some host's spelling, not a hub's.
        """
        written = finding.written.lower()
        own = written.partition("/")[0] in self._organisations and written not in self._repos
        if not is_hub_id(finding) or (own and finding.provider is None):
            return None
        return Home(finding.provider or _DEFAULT_HUB, "" if finding.provider else self._say("home.hub"))

    def _inferred(self, provider: str, where: str, key: str) -> Home:
        return Home(provider, self._say(key, provider=self._hosts.name(provider), where=where))


def _with_reach(hint: Hint, named: Iterable[int]) -> Hint:
    """An address or variable whose entry holds no model speaks of the whole file: an environment, a service.

    A key that names a provider never speaks of more than its entry: a table holds other makers' models, too.
    """
    if _KEY_AND_VALUE.match(hint.written) or any(hint.first <= line <= hint.last for line in named):
        return hint
    return replace(hint, first=0, last=0)


def _stands_out(distances: Sequence[int]) -> bool:
    """True where the nearest of several clients is near, and clearly nearer than the next; one may be far."""
    if len(distances) == 1:
        return distances[0] <= FAR_LINES
    first, second = distances[:2]
    return first <= NEAR_LINES and second > _CLEARLY * first


def is_hub_id(finding: Finding) -> bool:
    """True for `organisation/name` as hubs write it, for the folder of a hub's cache that holds it, and for
    what a hub is stated for.
    """
    if _CACHE_FOLDER.search(finding.written) is not None:
        return True
    organisation, slash, name = finding.written.partition("/")
    shaped = bool(slash and organisation and name) and "/" not in name and not any(map(str.isspace, name))
    return shaped or finding.provider == _DEFAULT_HUB


def _bare(written: str) -> str:
    """The name without publisher and without Meta's: `meta-llama/Meta-Llama-3-8B` as `llama-3-8b`."""
    return written.strip().lower().rpartition("/")[2].removeprefix("meta-")


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
