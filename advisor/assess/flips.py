"""Which single assumption, turned round alone, would change a level of risk.

Each is a change of one thing that the assessment had to assume or that can turn out otherwise: what the host
does, what the place is for, what a licence question is answered with, whether a candidate is found. The
level is reckoned anew with that one thing changed; only those that change it are told. Facts (a model that
is dead for everybody, the maker's next line) are no assumptions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from advisor.assess.exposure import Exposure
from advisor.assess.order import MENTIONS
from advisor.assess.tables import Texts
from advisor.core.assessment import Dependency, Flip, Risk
from advisor.core.findings import Verdict
from advisor.core.kinds import Context, Level, Status

_RUNS = frozenset({Context.PRODUCTION, Context.INFRA, Context.CONFIG})
_LEVELS = tuple(Level)
_DAY = timedelta(days=1)

_SHARED = frozenset({"conflict-denied", "conflict-confirmed"})
"""What is assumed once for the whole project: turned round, it changes every dependency it bears on."""


@dataclass(frozen=True, slots=True)
class Turned:
    """An exposure with one assumption turned round."""

    key: str
    text: str
    exposure: Exposure
    finding_ids: tuple[str, ...]


def turned_round(exposure: Exposure, as_of: date, texts: Texts) -> Iterator[Turned]:
    """Every assumption the exposure rests on, each turned round alone."""
    for key, changes, ids in _changes(exposure, as_of):
        host = exposure.record.host if exposure.record else ""
        yield Turned(key, texts.say(f"flip.{key}", host=host), _changed(exposure, changes), ids)


_Change = tuple[str, Mapping[str, Any], tuple[str, ...]]
"""A key of `flip.…`, the fields of the exposure that differ, and the findings it is assumed of."""


def _changes(exposure: Exposure, as_of: date) -> Iterator[_Change]:
    everything = exposure.finding_ids
    for key, verdict in _fates(exposure, as_of):
        mended = {"broken": 0} if exposure.verdict.status is Status.DEAD else {}
        yield key, {"verdict": verdict, **mended}, everything
    if exposure.record is not None and exposure.verdict.status in (Status.SERVED, Status.ENDS):
        yield "record-no-guide", {"record": None}, ()
    if exposure.context in _RUNS:
        yield "not-production", {"context": Context.TEST}, everything
    else:
        key = "runs-after-all" if exposure.context in MENTIONS else "is-production"
        yield key, {"context": Context.PRODUCTION}, everything
    yield from _licences(exposure)
    if exposure.ranked == 0:
        yield "candidate-found", {"ranked": 1}, ()


def _changed(exposure: Exposure, changes: Mapping[str, Any]) -> Exposure:
    return replace(exposure, **changes)


def _licences(exposure: Exposure) -> Iterator[_Change]:
    if exposure.conflict_ids:
        yield "conflict-denied", {"conflict_ids": ()}, exposure.conflict_ids
    elif exposure.doubt_ids:
        yield "conflict-confirmed", {"conflict_ids": exposure.doubt_ids}, exposure.doubt_ids


def _fates(exposure: Exposure, as_of: date) -> Iterator[tuple[str, Verdict]]:
    """Verdicts it could turn out to have instead."""
    status, tiers = exposure.verdict.status, exposure.verdict.tiers
    soon = as_of + _DAY if as_of < date.max else as_of
    if tiers:
        yield "other-tier", Verdict(Status.SERVED)
    elif status is Status.ENDS:
        yield "end-put-off", Verdict(Status.SERVED)
    if status is Status.UNKNOWN and exposure.record is None:
        yield "own-machine", Verdict(Status.YOURS)
    if exposure.record is not None and status in (Status.UNKNOWN, Status.SERVED):
        yield "host-ends", Verdict(Status.ENDS, soon)


def changing(flips: Iterable[Flip]) -> tuple[Flip, ...]:
    """Those that lower the level first, then those that raise it; each by its key."""
    return tuple(sorted(flips, key=lambda flip: (_LEVELS.index(flip.level), flip.key)))


def whole_flips(dependencies: Sequence[Dependency], texts: Texts) -> tuple[Flip, ...]:
    """The single assumptions that change the level of the whole: the worst of all dependencies' levels.

    An assumption about one dependency changes that one alone; what is assumed for the whole project (the
    answer to a licence question) changes all it bears on.
    """
    risks = [dependency.risk for dependency in dependencies]
    now = _worst(risk.level for risk in risks)
    others = _levels_without(risks)
    found = [
        Flip(flip.key, _of(flip, dependency, texts), new, flip.finding_ids)
        for dependency, rest in zip(dependencies, others, strict=True)
        for flip in dependency.risk.flips
        if flip.key not in _SHARED and (new := max(flip.level, rest, key=_LEVELS.index)) is not now
    ]
    return changing([*found, *_shared(risks, now)])


def _of(flip: Flip, dependency: Dependency, texts: Texts) -> str:
    return texts.say("flip.of", title=dependency.title, text=flip.text)


def _shared(risks: Sequence[Risk], now: Level) -> Iterator[Flip]:
    for key in sorted(_SHARED):
        borne = [next((flip for flip in risk.flips if flip.key == key), None) for risk in risks]
        levels = (flip.level if flip else risk.level for flip, risk in zip(borne, risks, strict=True))
        told = [flip for flip in borne if flip is not None]
        if told and (new := _worst(levels)) is not now:
            ids = tuple(dict.fromkeys(identifier for flip in told for identifier in flip.finding_ids))
            yield Flip(key, told[0].text, new, ids)


def _levels_without(risks: Sequence[Risk]) -> list[Level]:
    """For each risk, the worst level of all the others."""
    order = sorted((_LEVELS.index(risk.level) for risk in risks), reverse=True)
    second = order[1] if len(order) > 1 else 0
    return [_LEVELS[second if _LEVELS.index(risk.level) == order[0] else order[0]] for risk in risks]


def _worst(levels: Iterable[Level]) -> Level:
    return max(levels, key=_LEVELS.index)
