"""The words that the readable formats share: verdicts, sizes, counts, ledger rows.

Everything here hands back harmless plain text (see `clean`); a format adds its own escaping.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from advisor.core.assessment import Assessment, Candidate, Dependency, Risk, Task
from advisor.core.exits import LicenceChange, LicenceExit
from advisor.core.findings import Finding, Skip, Verdict
from advisor.core.kinds import Phase, SkipReason, Status
from advisor.core.knowledge import Alternative, OutlookEvent, Source
from advisor.core.own import Owner
from advisor.core.policy import Policy
from advisor.core.swap import Estimate, SwapMember
from advisor.core.words import files_in, listed, short_licence
from advisor.report.clean import cut, plain
from advisor.report.decided import overlays_words

_SOURCE_SHOWN = 40
"""Characters of a source that is only pointed to."""

WORDS_ONLY = frozenset({"document", "licence"})
"""Roles of a swap set that are words about it: their number says enough where room is scarce."""

_ID = "id"
"""The role of the ids in a swap set."""

WRITTEN_LIMIT = 100
"""Characters of repository text shown at one place."""

_FRESH_DAYS = 60
"""So long after the catalog's day its facts are told as they are; later, the report says it looks ahead."""

PHASE_TITLES: Mapping[Phase, str] = {
    Phase.DECIDE: "Decide",
    Phase.PREPARE: "Prepare",
    Phase.REPLACE: "Replace",
    Phase.VERIFY: "Verify",
    Phase.RELEASE: "Release",
    Phase.CLEAN_UP: "Clean up",
}


STATUS_SHORT: Mapping[Status, str] = {
    Status.DEAD: "dead",
    Status.ENDS: "ending",
    Status.SERVED: "still served",
    Status.YOURS: "in your own hands",
    Status.UNKNOWN: "not known",
}


def sum_words(risk: Risk) -> str:
    """The sum of all scores in one line; what it is made of stands in the other formats."""
    total = counted(risk.total, "point")
    return f"All scores together: {total}, neither high nor low by itself; compare it with your next scan."


BROKEN_FIRST = "Broken now, so before anything else"
"""Over the tasks that mend what is dead where something runs."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 place`, `1,204 places`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def owner(assessment: Assessment) -> Owner:
    """Whose the assessment is, as checklists carry it."""
    return Owner.of(plain(assessment.project), (one.id for one in assessment.dependencies))


_EFFORT_SCALE = (
    "Effort by Konveyor's scale: 0 information, 1 trivial, 3 complex but documented, 5 redesign, "
    "7 new architecture, 13 unknown. The gravest part gives the grade, the parts add up to the points."
)


def effort_scale(assessment: Assessment) -> str:
    """What the points mean, and what the hours beside them rest on."""
    told = [one.estimate for one in assessment.dependencies if one.estimate is not None]
    assumed = f" Hours rest on this: {plain(told[0].assumption)}." if told else ""
    return f"{_EFFORT_SCALE}{assumed}"


def effort_points(number: float) -> str:
    """`1 point`, `4.5 points`."""
    return f"{points(number)} {'point' if number == 1 else 'points'}"


def points(number: float) -> str:
    """Effort or risk points without a useless `.0`."""
    return f"{number:g}"


def verdict_words(verdict: Verdict) -> str:
    """The verdict in a few words: `dead since 2026-07-06 (free tier)`."""
    words = {
        Status.DEAD: f"dead since {verdict.date}" if verdict.date else "dead",
        Status.ENDS: f"ends {verdict.date}" if verdict.date else "deprecated, last day not known",
        Status.SERVED: "still served",
        Status.YOURS: "in your own hands",
        Status.UNKNOWN: "not known",
    }[verdict.status]
    if not verdict.tiers:
        return words
    return f"{words} ({tiers_words(verdict.tiers)} only)"


def tiers_words(tiers: Sequence[str]) -> str:
    """`free tier`, `free and developer tiers`."""
    return f"{listed(plain(tier) for tier in tiers)} {'tier' if len(tiers) == 1 else 'tiers'}"


def successor(verdict: Verdict) -> str:
    """The id the host names in its place; "" where there is none, or the verdict's words tell of it."""
    name = verdict.replacement or ""
    return "" if name in verdict.why else name


def source_words(ref: str | None, read_on: date | None) -> str:
    """`https://… (read 2026-11-23)`; empty when there is no source."""
    if not ref:
        return ""
    return f"{plain(ref)} (read {read_on})" if read_on else plain(ref)


def short_source(ref: str) -> str:
    """`github.com/huggingface/blog/…`: host and path, cut; the whole stands in the other formats."""
    return cut(plain(ref).removeprefix("https://").removeprefix("http://"), _SOURCE_SHOWN)


def sources_words(sources: Sequence[Source]) -> str:
    """Several sources in one line."""
    return "; ".join(source_words(source.ref, source.read_on) for source in sources)


def size_words(alternative: Alternative) -> str:
    """`30.5B, 3.3B active`; `size not checked` when null."""
    if alternative.params_total_b is None:
        return "size not checked"
    total = f"{alternative.params_total_b:g}B"
    active = alternative.params_active_b
    return f"{total}, {active:g}B active" if active and active != alternative.params_total_b else total


def tokens_words(tokens: int | None) -> str:
    """`131,072 tokens`; `context not checked` when null."""
    return "context not checked" if tokens is None else f"{tokens:,} tokens"


def licence_words(licence: str | None, licence_class: str | None) -> str:
    """`apache-2.0 (permissive)`; `licence not checked` when null."""
    if not licence:
        return "licence not checked"
    return f"{plain(licence)} ({plain(licence_class)})" if licence_class else plain(licence)


def memory_words(candidate: Candidate) -> str:
    """`20.1 GiB`; empty when no figure was seen."""
    return "" if candidate.memory_gib is None else f"{candidate.memory_gib:.1f} GiB"


def ranked(dependency: Dependency) -> list[Candidate]:
    """The candidates that were not ruled out, best first."""
    return [candidate for candidate in dependency.candidates if candidate.rank is not None]


def offered(dependency: Dependency, most: int) -> list[Candidate]:
    """The candidates to show: the chosen one first, then the best, `most` in all; none that is ruled out."""
    best = ranked(dependency)
    mine = [candidate for candidate in best if candidate.alternative.id == dependency.chosen]
    return [*mine, *(candidate for candidate in best if candidate not in mine)][:most]


def against_choice(dependency: Dependency) -> str:
    """What speaks against the chosen alternative where it is ruled out; empty where it is not."""
    for candidate in dependency.candidates:
        if candidate.alternative.id == dependency.chosen and candidate.rejected:
            reasons = "; ".join(plain(reason) for reason in candidate.rejected)
            return f"Chosen, but ruled out: {plain(candidate.alternative.name)} ({reasons})."
    return ""


def candidate_facts(candidate: Candidate) -> list[str]:
    """Size, context, licence and memory of a candidate; what is not known says so."""
    row, memory = candidate.alternative, memory_words(candidate)
    facts = [
        size_words(row),
        tokens_words(row.context_tokens),
        licence_words(row.licence, row.licence_class),
        f"{memory} of memory" if memory else "",
    ]
    return [fact for fact in facts if fact]


def ruled_out_words(dependency: Dependency) -> str:
    """`41 ruled out: 20 made for something else, 12 licence class not allowed`; empty for none."""
    if not dependency.rejected_total:
        return ""
    reasons = ", ".join(f"{number} {plain(reason)}" for reason, number in dependency.rejected_by.items())
    head = f"{dependency.rejected_total} ruled out"
    return f"{head}: {reasons}." if reasons else f"{head}."


def hours_words(estimate: Estimate) -> str:
    """`6 to 24 hours`; `up to 3 hours` where the least is less than one."""
    if not estimate.hours_high:
        return "no hours"
    if estimate.hours_low < 1:
        return f"up to {counted(round(estimate.hours_high), 'hour')}"
    return f"{estimate.hours_low:g} to {estimate.hours_high:g} hours"


def effort_head(dependency: Dependency) -> str:
    """`Effort: mandatory (it is broken as it is), complex but documented, 5.75 points, 6 to 23 hours`."""
    sum_of_parts = effort_points(dependency.effort_points)
    estimate = dependency.estimate
    if estimate is None:
        return f"Effort {sum_of_parts}"
    why = f"{estimate.category} ({plain(estimate.why)})"
    return f"Effort: {why}, {plain(estimate.word)}, {sum_of_parts}, {hours_words(estimate)}"


def effort_words(dependency: Dependency) -> str:
    """`Effort 4 points: another id … (3); a new tokenizer … (1).`."""
    head = effort_head(dependency)
    shares = "; ".join(f"{plain(row.text)} ({points(row.points or 0)})" for row in dependency.effort)
    return f"{head}: {shares}." if shares else f"{head}."


def task_effort(task: Task) -> str:
    """`mandatory, effort 5.75, 6 to 23 hours`; `effort 1` for a task all dependencies share."""
    effort = f"effort {points(task.effort_points)}"
    if task.estimate is None:
        return effort
    return f"{task.estimate.category}, {effort}, {hours_words(task.estimate)}"


def swap_rows(dependency: Dependency) -> list[tuple[str, list[SwapMember]]]:
    """The swap set by role, the ids themselves left out: they are the places of the dependency."""
    roles: dict[str, list[SwapMember]] = {}
    for member in dependency.members:
        if member.role != _ID:
            roles.setdefault(member.title, []).append(member)
    return list(roles.items())


def change_words(change: LicenceChange) -> str:
    """`With gpt-oss-20b (Apache License 2.0): gone: …; new: …; still asked for: ….`."""
    parts = [("gone", change.gone), ("new", change.new), ("still asked for", change.kept)]
    told = "; ".join(f"{word}: {listed(map(plain, rows))}" for word, rows in parts if rows)
    names = listed(map(plain, change.alternatives))
    return f"With {names} ({plain(change.name)}): {told or 'nothing is asked for'}."


def exit_head(way: LicenceExit) -> str:
    """`Llama 3.1: its duties end when all its 4 places are gone.`."""
    number = len(way.finding_ids)
    gone = "its one place is gone" if number == 1 else f"all its {number:,} places are gone"
    return f"{plain(short_licence(way.name))}: its duties end when {gone}."


def event_words(event: OutlookEvent) -> str:
    """`Muse Spark (proprietary)`; what the title says itself is not said again."""
    kind = {"proprietary": " (proprietary)", "open-weights": " (open weights)"}.get(event.kind, "")
    return f"{plain(event.title)}{kind}"


def looked_words(assessment: Assessment) -> str:
    """How much was read, and how much was set aside: the ledgers in one line."""
    stats, summary = assessment.stats, assessment.summary
    parts = [f"{stats.files_read:,} of {counted(stats.files_seen, 'file')} read"]
    if summary.cleared:
        parts.append(f"{counted(summary.cleared, 'place')} looked at and not counted")
    if assessment.suppressed:
        parts.append(f"{counted(len(assessment.suppressed), 'place')} suppressed")
    parts += unread_parts(assessment.skipped)
    return f"{', '.join(parts)}."


def unread_parts(skipped: Sequence[Skip]) -> list[str]:
    """`2 files not fully read`, `1 file read as plain text only`, `3 files set aside`: those there are.

    The first is what `--strict` counts. A file is counted once in each.
    """
    plain_only = SkipReason.NOT_PARSED
    groups = (
        ("not fully read", [row for row in skipped if row.reason.incomplete]),
        ("read as plain text only", [row for row in skipped if row.reason is plain_only]),
        ("set aside", [row for row in skipped if not row.reason.incomplete and row.reason is not plain_only]),
    )
    return [f"{unread_words(rows)} {words}" for words, rows in groups if files_in(rows)]


def ids_words(identifiers: Sequence[str], assessment: Assessment, most: int = 4) -> str:
    """The first places of findings, and how many more there are."""
    by_id = {finding.id: finding for finding in assessment.findings}
    places = list(dict.fromkeys(place_words(by_id[key]) for key in identifiers if key in by_id))
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return f"{', '.join(places[:most])}{more}"


def seen_words(identifiers: Sequence[str], assessment: Assessment) -> str:
    """`Seen at NOTICE:3.`: where what meets a duty stands."""
    return f"Seen at {ids_words(identifiers, assessment, most=3)}."


def place_words(finding: Finding) -> str:
    """`src/app.py:12`, or the path alone for a whole file; a notebook names its cell."""
    place = plain(finding.path) + (f":{finding.line}" if finding.line else "")
    return f"{place} (cell {finding.cell})" if finding.cell else place


def written_words(written: str) -> str:
    """What stands at a place, harmless and not too long."""
    return cut(plain(written), WRITTEN_LIMIT)


@dataclass(frozen=True, slots=True)
class ClearedRule:
    """One rule of the cleared ledger: how often it cleared something, and an example's reason."""

    rule: str
    count: int
    why: str


def cleared_rules(assessment: Assessment) -> list[ClearedRule]:
    """The cleared ledger by rule, most frequent first."""
    reasons: dict[str, str] = {}
    for row in assessment.cleared:
        reasons.setdefault(row.rule, plain(row.why))
    counts = assessment.summary.cleared_by_rule
    return [
        ClearedRule(rule, count, reasons.get(rule, ""))
        for rule, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    ]


def skips_by_reason(skipped: Sequence[Skip]) -> list[tuple[SkipReason, list[Skip]]]:
    """Skip rows under their reasons: what was not fully read first, then in the order of the reasons."""
    order = {reason: index for index, reason in enumerate(SkipReason)}
    groups: dict[SkipReason, list[Skip]] = {}
    for row in skipped:
        groups.setdefault(row.reason, []).append(row)
    return sorted(groups.items(), key=lambda item: (not item[0].incomplete, order[item[0]]))


def unread_words(rows: Sequence[Skip]) -> str:
    """`8 files`, however many rows speak of each."""
    return counted(files_in(rows), "file")


def skips_words(reason: SkipReason, rows: Sequence[Skip]) -> str:
    """`media file: 8 files`; the store of Git alone holds none of the project's."""
    return f"{reason}: {unread_words(rows)}" if files_in(rows) else str(reason)


def skip_words(row: Skip) -> str:
    """`node_modules (1,204 files): detail`."""
    files = f" ({counted(row.count, 'file')})" if row.count > 1 else ""
    detail = f": {cut(plain(row.detail), 160)}" if row.detail else ""
    return f"{plain(row.path) or '.'}{files}{detail}"


def facts_words(assessment: Assessment) -> str:
    """Which facts the report rests on, and whether it looks ahead of them; what that means is said, too."""
    stamp = assessment.catalog
    changed, laid = " (changed on this machine)" if stamp.modified else "", overlays_words(stamp)
    days = (assessment.as_of - stamp.as_of).days
    if days > _FRESH_DAYS:
        facts = f"projected from facts of {stamp.as_of}{changed}, catalog {plain(stamp.version)}{laid}"
        return f"{facts}, {days} days old: hosts may have ended more, newer models may be missing"
    return f"catalog {plain(stamp.version)}, facts of {stamp.as_of}{changed}{laid}"


POLICY_WORDS: Mapping[str, str] = {
    "licence_classes": "licences {}",
    "exclude_vendors": "without the makers {}",
    "exclude_hosts": "without the hosts {}",
    "memory_gib": "at most {} GiB of memory",
    "quantisation": "weights at {}",
    "needs": "needs {}",
    "tiers": "tiers {}",
    "targets": "targets {}",
    "commercial": "commercial use: {}",
    "redistributes": "weights handed on: {}",
    "eu": "in the European Union: {}",
    "trains_on_outputs": "outputs train a model: {}",
    "hours_per_point": "{} hours a point of effort",
    "monthly_users": "{} monthly active users",
    "annual_revenue_musd": "{} million US dollars of revenue a year",
    "what_if": "what if {}",
}
"""A setting of a policy in words, by its key."""


def policy_words(policy: Policy) -> str:
    """`Judged under the policy team.toml: tiers groq = enterprise.`; empty for the default."""
    default = Policy()
    parts = [
        POLICY_WORDS[part.name].format(_setting_words(getattr(policy, part.name)))
        for part in fields(policy)
        if part.name != "name" and getattr(policy, part.name) != getattr(default, part.name)
    ]
    named = f" the policy {plain(policy.name)}" if policy.name else ""
    if not parts:
        return f"Judged under{named}: it asks for what holds anyway." if named else ""
    return f"Judged under{named}: {'; '.join(parts)}."


def _setting_words(value: object) -> str:
    """A setting of a policy: `yes`, `24`, `permissive, conditional`, `groq = enterprise`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{plain(key)} = {plain(str(value[key]))}" for key in sorted(value))
    if isinstance(value, tuple):
        return ", ".join(map(plain, value)) or "none"
    if isinstance(value, int):
        return f"{value:,}"
    return plain(f"{value:g}" if isinstance(value, float) else str(value))


def licence_notice(as_of: date) -> str:
    """The fixed sentence that stands wherever licences are shown; `as_of` is the catalog's day."""
    return f"A reading of public licence texts as of {as_of}, not legal advice."


def disclaimer(assessment: Assessment) -> str:
    """The fixed sentences at the end of every report."""
    return (
        f"{licence_notice(assessment.catalog.as_of)} "
        "Llama Advisor is not affiliated with or endorsed by Meta; Llama and Muse are marks of their owners."
    )
