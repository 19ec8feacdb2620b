"""What the licences in force ask of the project today, and what ends when the findings are gone.

A reading of public licence texts, not legal advice. Duties follow the licence *version* of the weights found.
Weights that are Llama's by their name alone raise a question, never a duty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from advisor.assess.applies import BELOW, THRESHOLD, Situation, for_multimodal, for_weights_in_hand, ground
from advisor.assess.duty_states import States
from advisor.assess.licence_texts import texts_of_others
from advisor.assess.tables import Texts
from advisor.assess.thresholds import above, by_users
from advisor.core.assessment import DutyState, Reason
from advisor.core.exits import IDLE
from advisor.core.findings import Finding
from advisor.core.kinds import Context
from advisor.core.knowledge import Licence, LicenceDuty
from advisor.core.policy import Policy
from advisor.core.words import listed, short_licence

_LEAST_LIKELY = "question.users"
"""The question whose answer matters to the fewest, asked last."""

_FORBIDDEN = "forbidden"
"""How the catalog's `outputs_for_training` begins where training on outputs is not allowed."""

_IN_USE = frozenset({Context.PRODUCTION, Context.INFRA, Context.CONFIG})
"""Contexts that show real use, not a mention or a trial."""

_NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Use:
    """One dependency on weights, as licences see it."""

    name: str
    findings: tuple[Finding, ...]
    """Its weights, named or in a file, where they are used."""
    licences: tuple[str, ...]
    in_hand: bool
    """True when the weights are run or kept by the project itself, not called at a host."""
    multimodal: bool
    sure: bool
    """False when only a name speaks for Llama weights."""

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of its findings."""
        return tuple(finding.id for finding in self.findings)

    @property
    def in_use(self) -> tuple[str, ...]:
        """Ids of the findings that show real use."""
        return tuple(finding.id for finding in self.findings if finding.context in _IN_USE)


@dataclass(frozen=True, slots=True)
class LicenceReport:
    """Duties in force, uses a licence rules out, and what only the user can answer."""

    duties: tuple[DutyState, ...]
    conflicts: tuple[Reason, ...]
    questions: tuple[Reason, ...]
    idle: tuple[DutyState, ...] = ()
    """Duties that nothing sets off, or that an answer rules out."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """A conflict or question (its sentence's key) that one licence raises."""

    key: str
    name: str
    ids: tuple[str, ...]
    url: str | None


class Reader:
    """Reads the licences in force against what the scan saw and what the policy tells."""

    def __init__(
        self,
        licences: Mapping[str, Licence],
        seen: Sequence[Finding],
        trained: Sequence[str],
        policy: Policy,
        texts: Texts,
    ) -> None:
        """`seen` are the licence findings; `trained` the ids of findings beside training code."""
        self._licences = licences
        self._seen = seen
        self._trained = frozenset(trained)
        self._policy = policy
        self._say = texts.say
        self._states = States(seen, texts)

    def read(self, uses: Iterable[Use]) -> LicenceReport:
        """The report over all dependencies on weights."""
        everything = list(uses)
        sure = [use for use in everything if use.sure and use.licences]
        doubtful = [use for use in everything if not (use.sure and use.licences)]
        slugs = sorted({slug for use in sure for slug in use.licences})
        by_licence = [(slug, [use for use in sure if slug in use.licences]) for slug in slugs]
        duties = [duty for slug, uses in by_licence for duty in self._duties(slug, uses)]
        owed = tuple(duty for duty in duties if duty.state != IDLE)
        idle = tuple(duty for duty in duties if duty.state == IDLE)
        conflicts = [row for slug, uses in by_licence for row in self._conflicts(slug, uses)]
        questions = [row for slug, uses in by_licence for row in self._questions(slug, uses)]
        questions.sort(key=lambda row: row.key == _LEAST_LIKELY)
        open_ones = (
            *self._merged(questions),
            *self._origin(doubtful),
            *self._texts_of_others(everything, slugs),
        )
        return LicenceReport(owed, self._merged(conflicts), open_ones, idle)

    def _merged(self, rows: Iterable[_Raised]) -> tuple[Reason, ...]:
        """One sentence a matter, whatever the number of licences that raise it."""
        matters: dict[str, list[_Raised]] = {}
        for row in rows:
            matters.setdefault(row.key, []).append(row)
        return tuple(self._reason(key, raised) for key, raised in matters.items())

    def _reason(self, key: str, raised: Sequence[_Raised]) -> Reason:
        ids = dict.fromkeys(identifier for row in raised for identifier in row.ids)
        names = listed(short_licence(row.name) for row in raised)
        url = raised[0].url if len(raised) == 1 else None
        return Reason(self._say(key, licence=names), None, tuple(ids), url, key)

    # -- duties ------------------------------------------------------------------------------------

    def _duties(self, slug: str, uses: Sequence[Use]) -> Iterator[DutyState]:
        """Every duty of the licence's text: in force, or why it does not apply."""
        licence = self._licences.get(slug)
        here = Situation(any(use.in_hand for use in uses), any(use.multimodal for use in uses))
        for duty in licence.duties if licence else ():
            if licence is None:
                return
            because = ground(duty, licence, self._policy, here)
            told = duty.id == THRESHOLD and because.reason == BELOW
            if because.applies == IDLE and not told:
                yield self._states.idle(licence, duty, because)
            elif ids := _set_off(duty, uses):
                yield self._states.owed(licence, duty, ids, because)

    # -- conflicts and questions -------------------------------------------------------------------

    def _conflicts(self, slug: str, uses: Sequence[Use]) -> Iterator[_Raised]:
        licence = self._licences.get(slug)
        if licence is None:
            return
        in_use = tuple(identifier for use in uses for identifier in use.in_use)
        if licence.commercial_use == "no" and self._policy.commercial and in_use:
            yield _Raised("conflict.non-commercial", licence.name, in_use, licence.url)
        if self._policy.eu and (bound := self._bound_in_eu(licence, uses)):
            yield _Raised("conflict.eu", licence.name, bound, licence.url)
        if above(licence, self._policy) and in_use:
            yield _Raised("conflict.users", licence.name, in_use, licence.url)
        if self._policy.trains_on_outputs and _forbids_training(licence):
            yield _Raised("conflict.outputs", licence.name, _all_ids(uses), licence.url)

    def _questions(self, slug: str, uses: Sequence[Use]) -> Iterator[_Raised]:
        licence = self._licences.get(slug)
        if licence is None:
            yield _Raised("question.licence-unread", slug, _all_ids(uses), None)
            return
        if self._policy.eu is None and (bound := self._bound_in_eu(licence, uses)):
            yield _Raised("question.eu", licence.name, bound, licence.url)
        trained = tuple(identifier for identifier in _all_ids(uses) if identifier in self._trained)
        if self._policy.trains_on_outputs is None and trained and _forbids_training(licence):
            yield _Raised("question.outputs", licence.name, trained, licence.url)
        in_hand = _all_ids([use for use in uses if use.in_hand])
        if self._policy.redistributes is None and in_hand:
            yield _Raised("question.redistribution", licence.name, in_hand, licence.url)
        in_use = tuple(identifier for use in uses for identifier in use.in_use)
        if self._policy.monthly_users is None and by_users(licence) and in_use:
            yield _Raised(_LEAST_LIKELY, self._with_day(licence), in_use, licence.url)

    def _with_day(self, licence: Licence) -> str:
        """The licence with the day of its version, before which users are counted."""
        if licence.version_date is None:
            return licence.name
        return self._say("licence.released", name=licence.name, day=licence.version_date)

    def _bound_in_eu(self, licence: Licence, uses: Sequence[Use]) -> tuple[str, ...]:
        """Findings of multimodal weights whose rights the licence's policy withholds in the EU."""
        if not licence.geographic_limits:
            return ()
        return tuple(identifier for use in uses if use.multimodal for identifier in use.ids)

    def _origin(self, doubtful: Sequence[Use]) -> Iterator[Reason]:
        """One question for all that is Llama's by name alone."""
        names = list(dict.fromkeys(use.name for use in doubtful))
        if names:
            more = [f"{len(names) - _NAMES_SHOWN} more"] if len(names) > _NAMES_SHOWN else []
            text = self._say("question.origin", names=listed([*names[:_NAMES_SHOWN], *more]))
            yield Reason(text, None, _all_ids(doubtful), key="question.origin")

    def _texts_of_others(self, uses: Sequence[Use], slugs: Sequence[str]) -> Iterator[Reason]:
        """A question where licence texts name a version that no weights found are under."""
        used = {slug for use in uses for slug in use.licences}
        found = texts_of_others(self._seen, used if slugs else (), self._licences)
        if found:
            names = listed(short_licence(self._licences[slug].name) for slug in found)
            borne = listed(
                short_licence(self._licences[slug].name) for slug in slugs if slug in self._licences
            )
            ids = tuple(identifier for row in found.values() for identifier in row)
            text = self._say("question.licence-version", names=names, licence=borne)
            yield Reason(text, None, ids, key="question.licence-version")


def _set_off(duty: LicenceDuty, uses: Sequence[Use]) -> tuple[str, ...]:
    """Findings that set the duty off: those of weights in hand, of multimodal ones, or all.

    A model made from outputs is in hand though the weights that taught it are called at a host.
    """
    if for_weights_in_hand(duty):
        uses = [use for use in uses if use.in_hand] or uses
    elif for_multimodal(duty):
        uses = [use for use in uses if use.multimodal]
    return _all_ids(uses)


def _all_ids(uses: Iterable[Use]) -> tuple[str, ...]:
    return tuple(identifier for use in uses for identifier in use.ids)


def _forbids_training(licence: Licence) -> bool:
    return (licence.outputs_for_training or "").strip().lower().startswith(_FORBIDDEN)
