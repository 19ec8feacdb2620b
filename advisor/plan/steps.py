"""The steps of one replace task, for a developer who starts there: old and new id, what changes beside them.

Written for the chosen alternative, else for the first candidate, and then said to be so. Every step follows
from a finding, a need or a field of the alternative's row; what was not checked is no step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.assess.needs import OWN_MACHINE
from advisor.assess.order import MENTIONS
from advisor.core.assessment import Candidate, Dependency
from advisor.core.findings import Finding
from advisor.core.kinds import Kind
from advisor.core.knowledge import Alternative
from advisor.core.swap import SwapMember
from advisor.core.words import listed
from advisor.plan.draft import Writer

_IDS_SHOWN = 4
_PLACES_SHOWN = 4
_HOSTS_SHOWN = 4
_OLLAMA = "ollama"
_BODY, _PARSER, _CLASS, _TOKENIZER = "body", "parser", "class", "tokenizer"
_TOLD_ELSEWHERE = frozenset({"id", "base", "weights", "test", "document", "licence", "package", "client"})
"""Roles whose step is that of the id, or a task of its own."""

_WEIGHTS = frozenset({Kind.MODEL, Kind.DERIVATIVE})


def steps(dependency: Dependency, writer: Writer) -> tuple[str, ...]:
    """What to do for this dependency, in order."""
    if dependency.model is not None:
        return tuple(_Weights(dependency, writer).steps())
    if dependency.kind is Kind.ENDPOINT:
        host = writer.provider(dependency.provider)
        return (writer.say("step.endpoint", host=host or dependency.title),)
    if dependency.kind is Kind.PACKAGE:
        return (writer.say("step.package", name=_listed_written(writer, dependency.finding_ids)),)
    return ()


def chosen(dependency: Dependency) -> Candidate | None:
    """The candidate that the user chose; None where none was, or it is not in the catalog."""
    return next((one for one in dependency.candidates if one.alternative.id == dependency.chosen), None)


class _Weights:
    """The steps of moving one model."""

    def __init__(self, dependency: Dependency, writer: Writer) -> None:
        self._dependency = dependency
        self._writer = writer
        self._say = writer.say
        self._needs = {need.name: need for need in dependency.needs}
        self._own = self._needs["runs"].value == OWN_MACHINE if "runs" in self._needs else True

    def steps(self) -> Iterator[str]:
        candidate = chosen(self._dependency)
        if candidate is None:
            best = [one for one in self._dependency.candidates if one.rank == 1]
            if not best:
                yield self._say("step.no-candidate")
                return
            candidate = best[0]
            yield self._say("step.unchosen", name=candidate.alternative.name)
        yield from self._ids(candidate)
        yield from self._reads()
        yield from self._together(candidate.alternative)
        yield from self._behaviour(candidate.alternative)

    # -- old and new id ----------------------------------------------------------------------------

    def _ids(self, candidate: Candidate) -> Iterator[str]:
        if self._writer.is_own_name(self._dependency.id):
            yield self._say("step.own-name", old=self._old(), name=candidate.alternative.name)
        elif self._dependency.kind is not Kind.ARTIFACT:
            if self._dependency.provider is None:
                yield self._say("step.find-host")
            if self._old():
                yield self._id_of_own(candidate.alternative) if self._own else self._id_at_host(candidate)
            yield from self._arns(candidate)
        if self._own and candidate.memory_gib is not None:
            gib = f"{candidate.memory_gib:.1f}"
            yield self._say("step.memory", gib=gib, note=candidate.memory_note or "")

    def _old(self) -> str:
        """The old ids as they are written where something runs; empty where only ARNs hold them."""
        bare = [key for key in self._dependency.finding_ids if not _is_arn(self._writer.finding(key))]
        return _listed_written(self._writer, bare) if bare else ""

    def _arns(self, candidate: Candidate) -> Iterator[str]:
        """An ARN keeps its form: a bare id in a policy would allow nothing."""
        found = [self._writer.finding(key) for key in self._dependency.finding_ids]
        arns = [one for one in found if _is_arn(one) and one not in self._writer.mentions]
        if not arns:
            return
        ids = candidate.hosted_as.get(self._dependency.provider or "", ())
        key = "step.arn" if ids else "step.arn-elsewhere"
        yield self._say(key, places=_places(arns), new=ids[0] if ids else "")

    def _id_at_host(self, candidate: Candidate) -> str:
        row, hosts = candidate.alternative, candidate.hosted_as
        slots = {"old": self._old(), "name": row.name, "repo": row.hf_repo}
        slots["read_on"] = row.hosted_on.isoformat() if row.hosted_on else "?"
        slots["host"] = self._writer.provider(self._dependency.provider)
        ids = hosts.get(self._dependency.provider or "", ())
        if ids:
            return self._say("step.id-host", new=ids[0], **slots)
        others = [
            self._say("plan.other-hosts", host=self._writer.provider(slug), id=known[0])
            for slug, known in sorted(hosts.items())
            if known
        ]
        if others:
            gone = "-gone" if self._writer.is_gone(self._dependency.provider) else ""
            return self._say(f"step.id-elsewhere{gone}", hosts=", ".join(others[:_HOSTS_SHOWN]), **slots)
        return self._say("step.id-nowhere", **slots)

    def _id_of_own(self, row: Alternative) -> str:
        if self._dependency.provider != _OLLAMA:
            return self._say("step.id-hub", old=self._old(), new=row.hf_repo)
        if row.ollama_tag is None:
            return self._say("step.id-ollama-unknown", old=self._old(), name=row.name, repo=row.hf_repo)
        return self._say("step.id-ollama", old=self._old(), new=row.ollama_tag)

    # -- what changes beside it --------------------------------------------------------------------

    def _together(self, row: Alternative) -> Iterator[str]:
        """A step for each role of the swap set but the ids; tests and documents have tasks of their own."""
        linked = [self._writer.finding(key) for key in self._dependency.swap_with]
        roles: dict[str, list[SwapMember]] = {}
        for member in self._dependency.members:
            if member.role not in _TOLD_ELSEWHERE and self._runs(member):
                roles.setdefault(member.role, []).append(member)
        here = f"step.host.{self._dependency.provider}"
        if _BODY in roles and here in self._writer:
            yield self._say(here)
        for role, members in roles.items():
            yield from self._fields(members) if role == _BODY else [self._step(role, members, row)]
        yield from self._files(row, linked)

    def _runs(self, member: SwapMember) -> bool:
        key = member.finding_id
        return key is None or self._writer.finding(key) not in self._writer.mentions

    def _step(self, role: str, members: Sequence[SwapMember], row: Alternative) -> str:
        """The step of one role: in words of its own where it has them, else what is to be done there."""
        key = f"step.role.{role}"
        if role == _PARSER and row.tool_parser:
            key = "step.role.parser-named"
        slots = {
            "places": _listed(member.place for member in members),
            "title": members[0].title,
            "action": members[0].action,
            "name": row.name,
            "new": self._classes(row) if role in (_CLASS, _TOKENIZER) else "",
            "parser": row.tool_parser or "",
            "window": f"{row.context_tokens:,} tokens" if row.context_tokens else "not checked",
        }
        return self._say(key if key in self._writer else "step.member", **slots)

    def _fields(self, members: Sequence[SwapMember]) -> Iterator[str]:
        """A step for each field of the provider's own form, with what it is called elsewhere."""
        spots: dict[str, list[str]] = {}
        for member in members:
            spots.setdefault(member.written.strip("\"'"), []).append(member.place)
        for written, places in spots.items():
            new = self._writer.field(self._dependency.provider, written)
            key = "step.field" if new else "step.field-unknown"
            yield self._say(key, old=written, new=new or "", places=_listed(places))

    def _files(self, row: Alternative, linked: list[Finding]) -> Iterator[str]:
        """Weights to fetch; a file that only names its model has its id replaced."""
        own = [self._writer.finding(key) for key in self._dependency.finding_ids]
        named = {(one.path, one.line) for one in own if one.kind in _WEIGHTS}
        both = {one.id: one for one in (*own, *linked)}
        files = [one for one in both.values() if one.kind is Kind.ARTIFACT]
        weights = [
            one for one in files if not self._writer.is_adapter(one) and (one.path, one.line) not in named
        ]
        if weights:
            yield self._say("step.artifact", places=_places(weights), new=row.hf_repo)

    def _classes(self, row: Alternative) -> str:
        if row.transformers_class is None:
            sees = "vision" in self._needs and "image" in row.modalities_in
            return self._say("step.auto-class-vision" if sees else "step.auto-class")
        if row.transformers_min is None:
            return self._say("step.class-any", name=row.transformers_class)
        least = row.transformers_min.lstrip("><= ")
        return self._say("step.class", name=row.transformers_class, least=least)

    def _reads(self) -> Iterator[str]:
        """Lines that the value flows to: somebody has to look at what they do with it."""
        running = [use for use in self._dependency.uses if use.context not in MENTIONS]
        spots = list(dict.fromkeys(f"{use.path}:{use.line} ({use.name})" for use in running))
        more = len(spots) - _PLACES_SHOWN
        if spots:
            shown = [*spots[:_PLACES_SHOWN], *([f"{more} more"] if more > 0 else [])]
            yield self._say("step.reads", places=listed(shown))

    def _behaviour(self, row: Alternative) -> Iterator[str]:
        tools = self._needs.get("tools")
        if tools is not None and tools.value == "yes":
            if self._own and row.tool_parser:
                yield self._say("step.tools-parser", parser=row.tool_parser)
            yield self._say("step.tools")
        if row.reasoning == "yes":
            yield self._say("step.thinks")


def _is_arn(finding: Finding) -> bool:
    """True for a resource of Amazon's, whose name has a fixed form."""
    return finding.written.lower().startswith("arn:")


def _listed_written(writer: Writer, identifiers: Iterable[str]) -> str:
    """The spellings at places where something runs, each once, ids before labels; else those of documents."""
    findings = [writer.finding(key) for key in identifiers]
    running = [one for one in findings if one not in writer.mentions] or findings
    spelt = dict.fromkeys(one.written for one in running if one.kind in {*_WEIGHTS, Kind.PACKAGE})
    written = [text for text in spelt if not any(map(str.isspace, text))] or list(spelt)
    shown = ", ".join(written[:_IDS_SHOWN]) or "the old name"
    return f"{shown} …" if len(written) > _IDS_SHOWN else shown


def _places(findings: Iterable[Finding]) -> str:
    return _listed(f"{one.path}:{one.line}" if one.line else one.path for one in findings)


def _listed(places: Iterable[str]) -> str:
    """The first places, each once, and how many more there are."""
    spots = list(dict.fromkeys(places))
    shown = ", ".join(spots[:_PLACES_SHOWN])
    return f"{shown} and {len(spots) - _PLACES_SHOWN} more" if len(spots) > _PLACES_SHOWN else shown
