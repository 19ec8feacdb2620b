"""One duty of a licence in force: whether it was seen to be met, by what, why, and what ends it.

A duty that asks for a text in the repository is met or not seen; one that depends on users, places or conduct
cannot be seen. What nothing sets off, or an answer rules out, does not apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.assess.applies import ABOVE, BELOW, THRESHOLD, Ground
from advisor.assess.duty_names import duty_name
from advisor.assess.tables import Texts
from advisor.core.assessment import DutyState
from advisor.core.exits import IDLE
from advisor.core.findings import Finding
from advisor.core.knowledge import Licence, LicenceDuty
from advisor.core.words import count, listed, short_licence

MET, NOT_SEEN, CANNOT_BE_SEEN = "met", "not seen", "cannot be seen"

_COPY, _NOTICE, _DISPLAY = "copy", "notice", "display"

_LICENCE_TEXT = "LA-LICENCE-005"
"""The rule of a licence's own text: a title, a link or a mention is no copy of it."""

_PLACES_SHOWN = 3

_LEAST_LETTERS = 12
"""A shorter part of a licence title or display text is no evidence."""

_NOTICE_WORDS = 4
"""A notice counts as seen when its first words stand there: the years and dashes after them vary."""

_NOTICE_FILE = "“Notice”"
"""What the text of a duty holds that asks for a file of that name."""


class States:
    """Tells the state of each duty from the licence findings of a scan and the policy."""

    def __init__(self, seen: Sequence[Finding], texts: Texts) -> None:
        self._seen = seen
        self._by_id: Mapping[str, Finding] = {finding.id: finding for finding in seen}
        self._texts = texts
        self._say = texts.say

    def owed(self, licence: Licence, duty: LicenceDuty, ids: tuple[str, ...], because: Ground) -> DutyState:
        """A duty that the findings with these ids set off."""
        met_by = self._evidence(licence, duty.id)
        state = CANNOT_BE_SEEN if met_by is None else MET if met_by else NOT_SEEN
        if duty.id == THRESHOLD and because.reason in (ABOVE, BELOW):
            state = NOT_SEEN if because.reason == ABOVE else MET
        return DutyState(
            licence=licence.id,
            duty=duty.id,
            text=f"{duty.text}{self._only_named(licence) if _lacks_copy(duty.id, state) else ''}",
            section=duty.section,
            state=state,
            finding_ids=ids,
            ends=self._say("duty.ends", places=count(len(ids), "place")),
            stays=self._first_of(f"duty.stays.{duty.id}", "duty.stays"),
            name=duty_name(licence, duty, self._texts),
            when=duty.when,
            why=_joined(self._why(licence, duty, state, met_by or ()), because.words(duty, self._texts)),
            met_by=met_by or (),
            asks=because.asks,
        )

    def idle(self, licence: Licence, duty: LicenceDuty, because: Ground) -> DutyState:
        """A duty that nothing sets off."""
        return DutyState(
            licence=licence.id,
            duty=duty.id,
            text=duty.text,
            section=duty.section,
            state=IDLE,
            finding_ids=(),
            ends="",
            name=duty_name(licence, duty, self._texts),
            when=duty.when,
            why=because.words(duty, self._texts),
            asks=because.asks,
        )

    def _first_of(self, *keys: str, **slots: object) -> str:
        return next(self._say(key, **slots) for key in keys if key in self._texts)

    # -- why ---------------------------------------------------------------------------------------

    def _why(self, licence: Licence, duty: LicenceDuty, state: str, met_by: Sequence[str]) -> str:
        if duty.id == THRESHOLD and state != CANNOT_BE_SEEN:
            return ""  # the answer is the reason
        if state == CANNOT_BE_SEEN:
            return self._first_of(f"duty.unseen.{duty.id}", "duty.unseen")
        if state == NOT_SEEN:
            wanted = licence.notice_text if duty.id == _NOTICE else licence.display_text
            return self._say(f"duty.not-seen.{duty.id}", sentence=wanted, licence=licence.name)
        return self._say(self._met_key(duty, met_by), places=self._places(met_by))

    def _met_key(self, duty: LicenceDuty, met_by: Iterable[str]) -> str:
        """A notice that stands in no file of that name is seen, but not where the licence wants it."""
        names = [self._by_id[key].path.rpartition("/")[2].casefold() for key in met_by]
        misplaced = duty.id == _NOTICE and _NOTICE_FILE in duty.text
        return "duty.met-elsewhere" if misplaced and not any("notice" in one for one in names) else "duty.met"

    def _places(self, ids: Iterable[str]) -> str:
        found = [self._by_id[key] for key in ids]
        spots = list(dict.fromkeys(f"{one.path}:{one.line}" if one.line else one.path for one in found))
        more = len(spots) - _PLACES_SHOWN
        return listed([*spots[:_PLACES_SHOWN], *([f"{more} more"] if more > 0 else [])])

    def _only_named(self, licence: Licence) -> str:
        """ " The licence is only named (NOTICE:1): its text was not found."; empty where nothing names it."""
        wanted = _plain(licence.name)
        version = short_licence(licence.name)
        by_id = [one for one in self._seen if _holds(_plain(one.written), wanted)]
        places = list(dict.fromkeys(f"{one.path}:{one.line}" for one in by_id))[:_PLACES_SHOWN]
        return " " + self._say("duty.only-named", licence=version, places=listed(places)) if places else ""

    # -- evidence ----------------------------------------------------------------------------------

    def _evidence(self, licence: Licence, duty: str) -> tuple[str, ...] | None:
        """Ids of licence findings that meet the duty; None where no file can show it, or nobody knows how."""
        if duty == _COPY:
            return _naming(licence.name, (one for one in self._seen if one.rule == _LICENCE_TEXT))
        if duty == _NOTICE and licence.notice_text:
            return _naming(" ".join(licence.notice_text.split()[:_NOTICE_WORDS]), self._seen)
        if duty == _DISPLAY and licence.display_text:
            return _naming(licence.display_text, self._seen)
        return None


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _lacks_copy(duty: str, state: str) -> bool:
    return duty == _COPY and state == NOT_SEEN


def _naming(wanted: str, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Ids of the findings that hold the text wanted, or enough of it."""
    plain = _plain(wanted)
    return tuple(finding.id for finding in findings if plain and _holds(_plain(finding.written), plain))


def _holds(written: str, wanted: str) -> bool:
    return wanted in written or (len(written) >= _LEAST_LETTERS and written in wanted)


def _plain(text: str) -> str:
    """Letters and digits only, so that quotes, dashes and line breaks do not hide a notice."""
    return "".join(char for char in text.lower() if char.isalnum())
