"""What the Licences page lists: licences of today and after the move, their duties, the list as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from advisor.core.assessment import Assessment, DutyState
from advisor.core.exits import DutyAfter, LicenceArrival
from advisor.core.knowledge import Licence, Source
from advisor.gui.duty_words import STATES, sign, when_words
from advisor.gui.plain import shown, tr
from advisor.report.wording import licence_notice


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A duty as it is shown: what it asks for, where that stands, and how it stands with the project."""

    name: str
    text: str
    section: str | None
    when: str | None
    state: str
    why: str
    asks: str = ""
    finding_ids: tuple[str, ...] = ()
    met_by: tuple[str, ...] = ()
    ends: str = ""
    stays: str = ""
    evidence: str | None = None
    """How the licence was read: `text`, `partial` or `secondary`."""

    @property
    def title(self) -> str:
        """Its name with a capital letter."""
        return self.name[:1].upper() + self.name[1:]

    @property
    def place(self) -> str:
        """The section, or that nobody read it there."""
        return place_words(self.section, self.evidence)

    def haystack(self) -> str:
        """What the filter looks at."""
        state, when = sign(self.state).word, when_words(self.when)
        return " ".join((self.name, self.text, self.place, when, state, self.why)).casefold()


def place_words(section: str | None, evidence: str | None) -> str:
    """`section 1.b.i`, `USE_POLICY.md`, or how it comes that nobody knows."""
    if section:
        named = section[:1].isdigit()
        return tr("section {section}").format(section=section) if named else section
    if evidence == "secondary":
        return tr("section not checked: from secondary sources")
    if evidence == "partial":
        return tr("section not checked: the text was read in part")
    return tr("section not checked")


def source_of(licence: Licence | None, section: str | None) -> Source | None:
    """Where a section is read: the source that bears its name, else the first."""
    sources = licence.sources if licence else ()
    named = [each for each in sources if section and each.ref.endswith(f"/{section}")]
    return next(iter((*named, *sources)), None)


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
    everything = (*assessment.duties, *assessment.idle_duties)
    bound = dict.fromkeys((*(d.licence for d in everything), *(e.licence for e in assessment.exits)))
    today = [_today(slug, known.get(slug), assessment) for slug in bound]
    after = [_after(each, known.get(each.licence)) for each in assessment.arrivals]
    return [*sorted(today, key=lambda row: row.name), *after]


def _today(slug: str, licence: Licence | None, assessment: Assessment) -> LicenceRow:
    states = [each for each in (*assessment.duties, *assessment.idle_duties) if each.licence == slug]
    way = next((each for each in assessment.exits if each.licence == slug), None)
    ids = way.finding_ids if way else tuple(dict.fromkeys(i for d in states for i in d.finding_ids))
    bound = set(way.dependency_ids) if way else set()
    by = tuple(each.name for each in assessment.dependencies if each.id in bound)
    rows = tuple(_state_row(each, licence) for each in states)
    name = licence.name if licence else slug
    return LicenceRow(f"today/{slug}", slug, name, licence, True, tuple(dict.fromkeys(by)), ids, rows)


def _state_row(duty: DutyState, licence: Licence | None) -> DutyRow:
    return DutyRow(
        name=duty.name or duty.duty,
        text=duty.text,
        section=duty.section,
        when=duty.when,
        state=duty.state,
        why=duty.why,
        asks=duty.asks,
        finding_ids=duty.finding_ids,
        met_by=duty.met_by,
        ends=duty.ends,
        stays=duty.stays,
        evidence=licence.evidence if licence else None,
    )


def _after(arrival: LicenceArrival, licence: Licence | None) -> LicenceRow:
    slug, name = arrival.licence, licence.name if licence else arrival.licence
    rows = tuple(after_row(each, licence) for each in arrival.duties)
    return LicenceRow(f"after/{slug}", slug, name, licence, False, arrival.alternatives, (), rows)


def after_row(after: DutyAfter, licence: Licence | None) -> DutyRow:
    """A duty of the licence moved to, with the words of its text."""
    text = next((each for each in (licence.duties if licence else ()) if each.id == after.duty), None)
    return DutyRow(
        name=after.name,
        text=text.text if text else "",
        section=text.section if text else None,
        when=text.when if text else None,
        state=after.applies,
        why=after.why,
        asks=after.asks,
        evidence=licence.evidence if licence else None,
    )


def targets_words(assessment: Assessment) -> str:
    """Whether what is shown after the move was chosen, or is what the plan would take first."""
    chosen, total = sum(1 for each in assessment.dependencies if each.chosen), len(assessment.dependencies)
    if not chosen:
        return tr("no target is chosen: the plan's first candidates")
    if chosen == total:
        return tr("the targets you chose")
    told = tr("{chosen} of {total} with a target you chose, else the plan's first candidates")
    return told.format(chosen=chosen, total=total)


def counts_words(counts: Mapping[str, int]) -> str:
    """`not seen: 1, cannot be seen: 7`."""
    return ", ".join(f"{sign(state).word}: {counts[state]}" for state in STATES if counts[state])


def as_text(row: LicenceRow, duties: Sequence[DutyRow], assessment: Assessment, *, markdown: bool) -> str:
    """The duty list to hand on, with its sections and the sentence that it is no advice."""
    head = f"## {_flat(row.name)}" if markdown else row.name
    mark = "- **{state}**: {text} ({place})" if markdown else "{state}: {text} ({place})"
    lines = []
    for each in duties:
        told = mark.format(state=sign(each.state).word, text=_flat(each.text), place=each.place)
        lines.append(f"{told} {_flat(each.why)}".rstrip())
    sources = row.licence.sources if row.licence else ()
    read = [tr("Source: {ref}, read {day}").format(ref=one.ref, day=one.read_on) for one in sources]
    notice = licence_notice(assessment.catalog.as_of)
    if markdown:
        read = [f"- {each}" for each in read]
    return "\n".join((head, "", *lines, "", *read, "", notice))


def _flat(text: str) -> str:
    return " ".join(shown(text, 2000).split())
