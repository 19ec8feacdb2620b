"""What the Licences page lists: licences of today and after the move, their duties, the list as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.core.assessment import Assessment, DutyState
from advisor.core.exits import LicenceExit
from advisor.core.knowledge import Licence
from advisor.gui.plain import shown, tr
from advisor.report.wording import licence_notice

MET, NOT_SEEN, CANNOT, IDLE, ASKED = "met", "not seen", "cannot be seen", "does not apply", "asked for"
STATES = (NOT_SEEN, CANNOT, MET, IDLE, ASKED)


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as it is shown: what it asks for, where that stands, and how it stands with the project."""

    text: str
    section: str | None
    when: str | None
    state: str
    why: str
    finding_ids: tuple[str, ...] = ()
    ends: str = ""
    stays: str = ""
    evidence: str | None = None
    """How the licence was read: `text`, `partial` or `secondary`."""

    @property
    def place(self) -> str:
        """The section, or that nobody read it there."""
        if self.section:
            return tr("section {section}").format(section=self.section)
        if self.evidence == "secondary":
            return tr("section not checked: from secondary sources")
        if self.evidence == "partial":
            return tr("section not checked: the text was read in part")
        return tr("section not checked")

    def haystack(self) -> str:
        """What the filter looks at."""
        return " ".join((self.text, self.place, self.when or "", self.state, self.why)).casefold()


@dataclass(frozen=True, slots=True)
class LicenceRow:
    """A licence that binds today, or one that the project moves to."""

    key: str
    id: str
    name: str
    licence: Licence | None
    today: bool
    by: tuple[str, ...]
    """Today: the dependencies under it. After: the models that bring it."""
    finding_ids: tuple[str, ...]
    duties: tuple[DutyRow, ...]

    def counts(self) -> Counter[str]:
        """How many duties have each state."""
        return Counter(each.state for each in self.duties)


def licence_rows(assessment: Assessment) -> list[LicenceRow]:
    """Those of today by their name, then those after the move."""
    known = {each.id: each for each in assessment.licences}
    bound = dict.fromkeys((*(d.licence for d in assessment.duties), *(e.licence for e in assessment.exits)))
    today = [_today(slug, known.get(slug), assessment) for slug in bound]
    return [*sorted(today, key=lambda row: row.name), *_after(known, assessment)]


def _today(slug: str, licence: Licence | None, assessment: Assessment) -> LicenceRow:
    states = [each for each in assessment.duties if each.licence == slug]
    way = next((each for each in assessment.exits if each.licence == slug), None)
    ids = way.finding_ids if way else tuple(dict.fromkeys(i for d in states for i in d.finding_ids))
    by = tuple(each.name for each in assessment.dependencies if slug in each.licences)
    rows = tuple(_owed(each, licence) for each in states) + _idle(licence, states)
    name = licence.name if licence else slug
    return LicenceRow(f"today/{slug}", slug, name, licence, True, tuple(dict.fromkeys(by)), ids, rows)


def _owed(duty: DutyState, licence: Licence | None) -> DutyRow:
    whys = {
        MET: tr("Seen in the project."),
        NOT_SEEN: tr("It could stand in the repository and was not seen there."),
        CANNOT: tr("No scan can see whether it is met."),
    }
    why = whys.get(duty.state, "")
    if duty.duty == "threshold" and duty.state != CANNOT:
        why = tr("By your answer, not by the scan.")
    evidence = licence.evidence if licence else None
    return DutyRow(
        duty.text, duty.section, duty.when, duty.state, why, duty.finding_ids, duty.ends, duty.stays, evidence
    )


def _idle(licence: Licence | None, states: Sequence[DutyState]) -> tuple[DutyRow, ...]:
    owed = {each.duty for each in states}
    why = tr("Neither the scan nor your answers name anything that sets it off.")
    if licence is None:
        return ()
    rest = [each for each in licence.duties if each.id not in owed]
    return tuple(
        DutyRow(each.text, each.section, each.when, IDLE, why, evidence=licence.evidence) for each in rest
    )


def _after(known: Mapping[str, Licence], assessment: Assessment) -> list[LicenceRow]:
    models: dict[str, list[str]] = {}
    for way in assessment.exits:
        for change in way.changes:
            models.setdefault(change.licence, []).extend(change.alternatives)
    why = tr("The text asks for it; whether it is met shows after the move.")
    made = []
    for slug in sorted(models):
        licence = known.get(slug)
        duties = licence.duties if licence else ()
        evidence = licence.evidence if licence else None
        rows = tuple(
            DutyRow(each.text, each.section, each.when, ASKED, why, evidence=evidence) for each in duties
        )
        by = tuple(dict.fromkeys(models[slug]))
        name = licence.name if licence else slug
        made.append(LicenceRow(f"after/{slug}", slug, name, licence, False, by, (), rows))
    return made


def targets_words(assessment: Assessment) -> str:
    """Whether what is shown after the move was chosen, or is what the plan would take first."""
    chosen, total = sum(1 for each in assessment.dependencies if each.chosen), len(assessment.dependencies)
    if not chosen:
        return tr("no target is chosen: the plan's first candidates")
    if chosen == total:
        return tr("the targets you chose")
    told = tr("{chosen} of {total} with a target you chose, else the plan's first candidates")
    return told.format(chosen=chosen, total=total)


def way_out(row: LicenceRow, assessment: Assessment) -> tuple[LicenceExit, ...]:
    """The exits that concern this licence: out of it today, or into it after the move."""
    if row.today:
        return tuple(each for each in assessment.exits if each.licence == row.id)
    return tuple(
        each for each in assessment.exits if any(change.licence == row.id for change in each.changes)
    )


def as_text(row: LicenceRow, duties: Sequence[DutyRow], assessment: Assessment, *, markdown: bool) -> str:
    """The duty list to hand on, with its sections and the sentence that it is no advice."""
    head = f"## {_flat(row.name)}" if markdown else row.name
    mark = "- **{state}**: {text} ({place})" if markdown else "{state}: {text} ({place})"
    lines = [mark.format(state=each.state, text=_flat(each.text), place=each.place) for each in duties]
    sources = row.licence.sources if row.licence else ()
    read = [tr("Source: {ref}, read {day}").format(ref=one.ref, day=one.read_on) for one in sources]
    notice = licence_notice(assessment.catalog.as_of)
    if markdown:
        read = [f"- {each}" for each in read]
    return "\n".join((head, "", *lines, "", *read, "", notice))


def _flat(text: str) -> str:
    return " ".join(shown(text, 2000).split())
