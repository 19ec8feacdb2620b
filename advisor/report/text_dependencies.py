"""The dependencies in the text report: the gravest in full, the others in a few lines each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from advisor.core.assessment import Assessment, Candidate, Dependency
from advisor.core.findings import Finding
from advisor.core.kinds import Confidence, Status
from advisor.core.scenarios import ScenarioKind
from advisor.report import decided, hours, read_at, wording
from advisor.report.clean import cut, plain
from advisor.report.digest import best_fits, history, in_full, only_named
from advisor.report.layout import table
from advisor.report.setting import Setting
from advisor.report.ways import over_time, same_weights, turning, way, ways_of
from advisor.report.wording import counted

_IN_FULL = 3
_IN_ROWS = 40
_NAMED_SHOWN = 20
_PLACES_SHOWN = 8
_WRITTEN_SHOWN = 60
"""Characters of what stands at a place: enough to know it by, and mostly one line of the terminal."""

_PLACES_IN_ROW = 2
_READS_SHOWN = 4
_TOGETHER_SHOWN = 4
_CANDIDATES_SHOWN = 3
_FITS_SHOWN = 3
_LACKS_SHOWN = 2
_INDENT = " " * 5


def dependencies(assessment: Assessment, setting: Setting) -> list[str]:
    """The section's lines; none where nothing depends on Llama."""
    everything = assessment.dependencies
    if not everything:
        return []
    lines = _top(assessment, setting)
    desk = _Desk(assessment, setting)
    full = in_full(everything, _IN_FULL)
    for number, dependency in enumerate(everything[:full], start=1):
        lines += ["", *desk.in_full(number, dependency)]
    rest = [one for one in everything[full:] if not only_named(one)]
    rows = rest[:_IN_ROWS]
    if rows:
        lines.append("")
    for number, dependency in enumerate(rows, start=full + 1):
        lines += desk.in_row(number, dependency)
    lines += _mentions([one for one in everything[full:] if only_named(one)], setting)
    hidden = len(rest) - len(rows)
    if hidden > 0:
        more = counted(hidden, "more dependency", "more dependencies")
        lines += ["", f"{_INDENT}… and {more}; --format json has all"]
    return lines


def _top(assessment: Assessment, setting: Setting) -> list[str]:
    """Heading, total, and what the points mean; where nothing runs there is nothing to reckon."""
    number = counted(len(assessment.dependencies), "dependency", "dependencies")
    if not assessment.summary.effort_points:
        return [setting.heading("What names Llama", "nothing of it runs here")]
    points = wording.effort_points(assessment.summary.effort_points)
    return [
        setting.heading("What depends on Llama", f"{number}, effort {points}"),
        *setting.faint(hours.note(assessment), "  "),
    ]


def _mentions(named: Sequence[Dependency], setting: Setting) -> list[str]:
    """Models that only words speak of, in one paragraph."""
    if not named:
        return []
    words = [f"{plain(one.name)} ({_where(one.places)})" for one in named[:_NAMED_SHOWN]]
    more = f" and {len(named) - _NAMED_SHOWN} more" if len(named) > _NAMED_SHOWN else ""
    return ["", *setting.lines(f"{', '.join(words)}{more}.", f"{_INDENT}Only named, nothing runs: ", _INDENT)]


def _where(places: Sequence[str]) -> str:
    """`docs/a.md:12 and 5 more`: a place to begin to look at."""
    more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
    return f"{plain(places[0])}{more}"


class _Desk:
    """Sets dependencies one after the other, and remembers what was said already."""

    def __init__(self, assessment: Assessment, setting: Setting) -> None:
        self._assessment = assessment
        self._findings: Mapping[str, Finding] = {finding.id: finding for finding in assessment.findings}
        self._setting = setting
        self._shown: dict[tuple[str, ...], int] = {}
        self._reasons: dict[tuple[str, ...], int] = {}
        self._said: set[str] = set()

    def in_full(self, number: int, dependency: Dependency) -> list[str]:
        """Title, verdict, figures, places, needs and candidates."""
        lines = self._setting.strong(plain(dependency.title), f"{number:>3}. ")
        lines += self._verdict(dependency)
        lines += self._figures(number, dependency)
        lines += self._over_time(dependency)
        lines += self._places(dependency)
        lines += self._read_at(dependency)
        lines += self._together(dependency)
        lines += self._needs(dependency)
        return lines + self._candidates(number, dependency) + self._same_weights(dependency)

    def in_row(self, number: int, dependency: Dependency) -> list[str]:
        """The same in two lines, or a few where its names are long."""
        risk, words = dependency.risk, wording.verdict_words(dependency.verdict)
        effort = wording.points(dependency.effort_points)
        record = f". {plain(history(dependency))}" if history(dependency) else ""
        text = f"{plain(dependency.title)}: {words}; risk {risk.level}, effort {effort}{record}"
        lines = self._setting.lines(text, f"{number:>3}. ")
        places = [plain(place) for place in dependency.places]
        more = f" and {len(places) - _PLACES_IN_ROW} more" if len(places) > _PLACES_IN_ROW else ""
        move = "".join(f"; move to {_named(one)}" for one in wording.offered(dependency, 1))
        return lines + self._setting.faint(f"{', '.join(places[:_PLACES_IN_ROW])}{more}{move}", _INDENT)

    # -- parts -------------------------------------------------------------------------------------

    def _verdict(self, dependency: Dependency) -> list[str]:
        verdict, paint = dependency.verdict, self._setting.paint
        words = wording.STATUS_SHORT[verdict.status]
        colours = {Status.DEAD: paint.bad, Status.ENDS: paint.warn, Status.SERVED: paint.good}
        name = wording.successor(verdict)
        named = f" The host names {plain(name)} as successor." if name else ""
        lines = self._setting.lines(f"{words}: {plain(verdict.why)}{named}", _INDENT)
        lines[0] = lines[0].replace(words, colours.get(verdict.status, paint.strong)(words), 1)
        return lines + self._setting.faint(wording.source_words(verdict.source, verdict.read_on), _INDENT)

    def _figures(self, number: int, dependency: Dependency) -> list[str]:
        """Risk and effort; reasons for the effort that were given before are pointed to."""
        risk = dependency.risk
        record = f" {plain(history(dependency))}" if history(dependency) else ""
        graded = f"Risk {risk.level} (likelihood {risk.likelihood} × impact {risk.impact} of 5).{record}"
        key = tuple(row.text for row in dependency.effort if row.key != "places")
        earlier = self._reasons.setdefault(key, number)
        effort = wording.effort_words(dependency)
        if earlier != number:
            effort = f"{wording.effort_head(dependency)} (reasons as for {earlier})."
        return self._setting.lines(f"{graded} {effort}", _INDENT)

    def _over_time(self, dependency: Dependency) -> list[str]:
        """The levels of all horizons, and what alone would change the one told above."""
        told = [over_time(dependency.risk), *turning(dependency.risk.flips)]
        return self._setting.lines(" ".join(told), _INDENT) if told[0] else []

    def _same_weights(self, dependency: Dependency) -> list[str]:
        """Who else serves these very weights."""
        change = way(ways_of(self._assessment, dependency), ScenarioKind.CHANGE_HOST)
        text = same_weights(change) if change else ""
        return self._setting.lines(text, _INDENT, " " * 13) if text else []

    def _places(self, dependency: Dependency) -> list[str]:
        places = list(dict.fromkeys(map(_place_row, self._of(dependency.finding_ids))))
        rows = places[:_PLACES_SHOWN]
        lines = table(rows, self._setting.width, "       ")
        hidden = len(places) - len(rows)
        if hidden > 0:
            more = counted(hidden, "more place", "more places")
            lines.append(f"       … and {more}; --format json has all")
        return lines

    def _read_at(self, dependency: Dependency) -> list[str]:
        """Lines that read a name the model is bound to."""
        uses, hidden = read_at.shown(dependency, _READS_SHOWN)
        if not uses:
            return []
        places = [f"{plain(use.path)}:{use.line} ({plain(use.name)})" for use in uses]
        more = f" and {hidden} more" if hidden else ""
        return self._setting.lines(f"{', '.join(places)}{more}.", f"{_INDENT}Read at ", " " * 12)

    def _together(self, dependency: Dependency) -> list[str]:
        """The swap set: a line a role, with its first places."""
        rows = []
        for title, members in wording.swap_rows(dependency):
            places = list(dict.fromkeys(plain(member.place) for member in members))
            if members[0].role in wording.WORDS_ONLY:
                rows.append(f"{plain(title)} ({counted(len(places), 'place')})")
                continue
            more = f" and {len(places) - _TOGETHER_SHOWN} more" if len(places) > _TOGETHER_SHOWN else ""
            rows.append(f"{plain(title)} ({', '.join(places[:_TOGETHER_SHOWN])}{more})")
        if not rows:
            return []
        return self._setting.lines(f"{'; '.join(rows)}.", f"{_INDENT}Changes with it: ", " " * 12)

    def _needs(self, dependency: Dependency) -> list[str]:
        """What was seen or set; what only follows from the old model stands in the other formats."""
        words = [f"{plain(need.text)}{_seen(need.seen_at)}" for need in dependency.needs if not need.inferred]
        return self._setting.lines(f"Needs: {'; '.join(words)}.", _INDENT, " " * 12) if words else []

    def _candidates(self, number: int, dependency: Dependency) -> list[str]:
        best = wording.offered(dependency, _CANDIDATES_SHOWN)
        if not best and not dependency.rejected_total:
            return []
        against = wording.against_choice(dependency)
        lines = [self._setting.paint.warn(line) for line in self._setting.lines(against, _INDENT) if against]
        return lines + self._best(number, dependency, best)

    def _best(self, number: int, dependency: Dependency, best: Sequence[Candidate]) -> list[str]:
        key = tuple(candidate.alternative.id for candidate in best)
        earlier = self._shown.setdefault(key, number)
        if best and earlier != number:
            names = ", ".join(plain(candidate.alternative.name) for candidate in best)
            return self._setting.lines(f"Move to: {names} (see {earlier}).", _INDENT, " " * 13)
        if not best:
            lines = [f"{_INDENT}No candidate fits the needs and the policy."]
        else:
            lines = self._candidate(best[0], dependency.chosen)
            others = [f"{plain(one.alternative.name)} ({_short(one)})" for one in best[1:]]
            lines += self._setting.lines(f"then {', '.join(others)}", " " * 13) if others else []
        aside = self._memory(best) if best else wording.ruled_out_words(dependency)
        return lines + self._once(aside)

    def _memory(self, best: Sequence[Candidate]) -> str:
        """What the figure of memory beside the first candidate holds for."""
        if not best or best[0].memory_gib is None:
            return ""
        return f"Memory: {plain(best[0].memory_note or '')}"

    def _once(self, text: str) -> list[str]:
        """An aside, unless it was made before in the same words."""
        if text in self._said:
            return []
        self._said.add(text)
        return self._setting.faint(text, _INDENT)

    def _candidate(self, candidate: Candidate, chosen: str | None) -> list[str]:
        mark = " (chosen)" if chosen == candidate.alternative.id else ""
        facts = wording.candidate_facts(candidate)
        text = f"{decided.name_words(candidate.alternative)}{mark}: {', '.join(facts)}"
        lines = self._setting.lines(text, f"{_INDENT}Move to ")
        lines += self._setting.faint(_joined(best_fits(candidate, _FITS_SHOWN)), " " * 13 + "+ ")
        more = len(candidate.lacks) - _LACKS_SHOWN
        lacks = [*candidate.lacks[:_LACKS_SHOWN], *([f"{more} more"] if more > 0 else [])]
        return lines + self._setting.faint(_joined(lacks), " " * 13 + "? ")

    def _of(self, identifiers: Sequence[str]) -> list[Finding]:
        return [self._findings[key] for key in identifiers if key in self._findings]


def _place_row(finding: Finding) -> tuple[str, str]:
    unsure = f", {finding.confidence} confidence" if finding.confidence is not Confidence.HIGH else ""
    written = cut(wording.written_words(finding.written), _WRITTEN_SHOWN)
    whose = decided.origin_words(finding.origin)
    return wording.place_words(finding), f"{written}  [{finding.context}{unsure}{whose}]"


def _named(candidate: Candidate) -> str:
    row = candidate.alternative
    return f"{plain(row.name)} ({wording.licence_words(row.licence, None)})"


def _short(candidate: Candidate) -> str:
    row = candidate.alternative
    return f"{wording.size_words(row)}, {wording.licence_words(row.licence, None)}"


def _seen(places: Sequence[str]) -> str:
    return f" ({', '.join(plain(place) for place in places[:2])})" if places else ""


def _joined(texts: Iterable[str]) -> str:
    return "; ".join(plain(text) for text in texts)
