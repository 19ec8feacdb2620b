"""What happens to a thing as of a date: the verdict table of the design, and nothing besides.

| what is known                                        | status                              |
|------------------------------------------------------|-------------------------------------|
| as_of >= end                                         | dead                                |
| announced <= as_of < end                             | ends, with the date                 |
| deprecated without a day                             | ends, date null                     |
| as_of < end, announced later or on an unknown day    | served, and `why` says so           |
| only "no later than D"                               | dead from D on, before D unknown    |
| provider known, id not in the table                  | unknown                             |
| active row                                           | served                              |
| hub ids, files, Ollama, self-hosted servers          | yours                               |

An end that holds for some tiers counts and names them; a policy that states another tier lifts it. A day of
the form "no later than" is never shown as an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from advisor.assess.lifecycle import LifecycleIndex, Match, MatchedBy
from advisor.assess.order import status_rank, verdict_key
from advisor.assess.tables import Texts
from advisor.core.findings import Verdict
from advisor.core.kinds import Status
from advisor.core.knowledge import LifecycleRow, Package

_ACTIVE = "active"
_DEPRECATED = "deprecated"
_SHUTDOWN = "shutdown"


class Judge:
    """Gives verdicts as of one day, for a user on known tiers."""

    def __init__(
        self,
        index: LifecycleIndex,
        texts: Texts,
        as_of: date,
        tiers: Mapping[str, str] | None = None,
        first_release: date | None = None,
        renames: Mapping[str, date] | None = None,
        gone: Mapping[str, date] | None = None,
    ) -> None:
        """`tiers` maps a provider to the tier the user is on; providers not named count every end.

        `renames` tells the day on which something took the name a package row has as successor.

        `gone` tells the day on which a provider's whole service was shut down, where that has come.

        Before `first_release`, the day of the first Llama, nothing of it can be served or dead.
        """
        self._first_release = first_release
        self._renames = dict(renames or {})
        self._gone = dict(gone or {})
        self._index = index
        self._say = texts.say
        self._as_of = as_of
        self._tiers = {provider: tier.strip().lower() for provider, tier in (tiers or {}).items()}

    def hosted(self, provider: str, host: str, written: str, model: str | None) -> Verdict:
        """The verdict on an id at a host; `host` is the host's name for the sentence."""
        match = self._index.find(provider, written, model)
        if match is None and provider in self._gone:
            day = self._gone[provider]
            why = self._say("verdict.service-dead", host=host, day=_day(day))
            return Verdict(Status.DEAD, date=day, why=why)
        if match is None:
            return Verdict(Status.UNKNOWN, why=self._say("verdict.not-in-table", id=written, host=host))
        row, verdict = self._gravest(match.rows)
        chain = self._successors(row, verdict)
        return replace(
            verdict,
            replacement=chain[-1] if chain else None,
            why=verdict.why + self._how_matched(match, row, written) + self._chain_words(provider, chain),
        )

    def unreleased(self, name: str, released: date) -> Verdict:
        """The verdict on what had not been released by the day."""
        return Verdict(Status.UNKNOWN, why=self._say("verdict.unreleased", name=name, day=_day(released)))

    def service(self, provider: str, host: str) -> Verdict:
        """The verdict on a host's whole service: as long as any of its ids lives, it lives."""
        if (early := self._too_early(host)) is not None:
            return early
        verdicts = [self.row(row) for row in self._index.of_provider(provider)]
        if not verdicts:
            return Verdict(Status.UNKNOWN, why=self._say("verdict.service-unknown", host=host))
        last = max(verdicts, key=_lifetime)
        if last.status is Status.DEAD:
            return replace(last, why=self._say("verdict.service-dead", host=host, day=_day(last.date)))
        return last

    def package(self, package: Package | None, written: str) -> Verdict:
        """The verdict on a package by itself: dead from the day its service was shut down."""
        if package is None or package.retired_on is None:
            why = self._say("verdict.package", name=written) + self._renamed(package)
            return Verdict(Status.YOURS, why=why)
        if (early := self._too_early(package.name)) is not None:
            return early
        source = package.sources[0] if package.sources else None
        dead = self._as_of >= package.retired_on
        key = "verdict.package-dead" if dead else "verdict.package-later"
        return Verdict(
            Status.DEAD if dead else Status.SERVED,
            date=package.retired_on if dead else None,
            replacement=package.successor if dead else None,
            source=source.ref if source else None,
            read_on=source.read_on if source else None,
            why=self._say(key, name=package.name, day=package.retired_on.isoformat()),
            origin=package.origin,
        )

    def _renamed(self, package: Package | None) -> str:
        """A sentence where its project had taken another name by the day; else nothing."""
        name = package.successor if package else None
        day = self._renames.get(name or "")
        if name is None or day is None or day > self._as_of:
            return ""
        return " " + self._say("verdict.package-renamed", name=name, day=day.isoformat())

    def _too_early(self, name: str) -> Verdict | None:
        first = self._first_release
        if first is None or self._as_of >= first:
            return None
        return self.unreleased(name, first)

    def row(self, row: LifecycleRow) -> Verdict:
        """The verdict one row of the table gives, as of the day and under the user's tier."""
        if self._lifted(row):
            return self._verdict(row, Status.SERVED, "verdict.lifted", tier=self._tiers[row.provider])
        if row.status == _ACTIVE:
            return self._verdict(row, Status.SERVED, "verdict.served")
        if row.end_on is not None:
            return self._with_end(row, row.end_on)
        if row.no_later_than is not None or row.status == _SHUTDOWN:
            return self._by_then(row, row.no_later_than or row.source.read_on)
        if row.status == _DEPRECATED:
            return self._deprecated(row)
        return self._verdict(row, Status.UNKNOWN, "verdict.unknown")

    def _with_end(self, row: LifecycleRow, end: date) -> Verdict:
        if self._as_of >= end:
            seen = row.source.read_on >= end  # a page read before that day can only announce it
            return self._verdict(row, Status.DEAD, "verdict.dead" if seen else "verdict.dead-announced", end)
        if row.announced_on is not None and row.announced_on > self._as_of:
            return self._verdict(row, Status.SERVED, "verdict.announced-later")
        if row.announced_on is not None:
            return self._verdict(row, Status.ENDS, "verdict.ends", end)
        if self._announced(row):
            return self._verdict(row, Status.ENDS, "verdict.ends-announced", end)
        return self._verdict(row, Status.SERVED, "verdict.announced-unknown")

    def _announced(self, row: LifecycleRow) -> bool:
        """True where the end had certainly been announced by the day."""
        known = row.announced_on or row.announced_by
        return known is not None and known <= self._as_of

    def _by_then(self, row: LifecycleRow, bound: date) -> Verdict:
        """Only an upper bound of the end is known: `bound` decides and is not shown."""
        if self._as_of >= bound:
            return self._verdict(row, Status.DEAD, "verdict.dead-undated")
        if self._announced(row):
            return self._verdict(row, Status.ENDS, "verdict.ends-undated")
        return self._verdict(row, Status.UNKNOWN, "verdict.unknown-end")

    def _deprecated(self, row: LifecycleRow) -> Verdict:
        if row.announced_on is not None and row.announced_on > self._as_of:
            return self._verdict(row, Status.SERVED, "verdict.announced-later")
        return self._verdict(row, Status.ENDS, "verdict.ends-undated")

    def _lifted(self, row: LifecycleRow) -> bool:
        """True where the end holds for some tiers only and the user is on another."""
        tier = self._tiers.get(row.provider)
        return bool(row.tiers) and tier is not None and tier not in {name.lower() for name in row.tiers}

    def _verdict(
        self, row: LifecycleRow, status: Status, key: str, day: date | None = None, tier: str = ""
    ) -> Verdict:
        ends = status in (Status.DEAD, Status.ENDS)
        why = self._say(
            key,
            id=row.model_id,
            day=_day(row.end_on),
            announced=_day(row.announced_on or row.announced_by),
            read_on=row.source.read_on.isoformat(),
            tier=tier,
            tiers=", ".join(row.tiers),
        )
        if ends and row.tiers:
            why += " " + self._say("verdict.tiers", tiers=", ".join(row.tiers))
        return Verdict(
            status,
            date=day,
            tiers=row.tiers if ends else (),
            source=row.source.ref,
            read_on=row.source.read_on,
            why=why,
            origin=row.origin,
        )

    def _gravest(self, rows: Iterable[LifecycleRow]) -> tuple[LifecycleRow, Verdict]:
        judged = [(row, self.row(row)) for row in rows]
        return min(judged, key=lambda pair: (*verdict_key(pair[1]), pair[0].model_id))

    def _how_matched(self, match: Match, row: LifecycleRow, written: str) -> str:
        """A sentence where the id was not matched letter by letter; else nothing."""
        if match.by is MatchedBy.ID:
            return ""
        key = "verdict.by-model" if match.by is MatchedBy.MODEL else "verdict.by-spelling"
        return " " + self._say(key, id=row.model_id, written=written)

    def _successors(self, row: LifecycleRow, verdict: Verdict) -> tuple[str, ...]:
        """What to move to by the host's own words, for what is dead or ends; empty: nothing alive is named.

        The last is the one to move to; those before it were named first and have ended, or end, themselves.
        """
        if verdict.status not in (Status.DEAD, Status.ENDS):
            return ()
        return self._walk(row)

    def _walk(self, start: LifecycleRow) -> tuple[str, ...]:
        """Follows replacements, nearest first, to the best one alive; every id is visited once.

        Served (or not in the table: no Llama, no end known) beats unknown beats ending.
        """
        queue: list[tuple[str, ...]] = [(name,) for name in start.replacements]
        seen = {start.model_id.lower()}
        best: tuple[int, tuple[str, ...]] | None = None
        while queue:
            chain = queue.pop(0)
            if chain[-1].lower() in seen:
                continue
            seen.add(chain[-1].lower())
            rank, followers = self._alive(start.provider, chain[-1])
            queue.extend((*chain, name) for name in followers)
            if rank is not None and (best is None or rank < best[0]):
                best = rank, chain
        return best[1] if best else ()

    def _chain_words(self, provider: str, chain: tuple[str, ...]) -> str:
        """How the host's words lead to the last of the chain; nothing where it names that one at once."""
        if len(chain) < 2:
            return ""
        parts = [" " + self._say("verdict.chain-first", name=chain[0], fate=self._fate(provider, chain[0]))]
        for middle in chain[1:-1]:
            parts.append(self._say("verdict.chain-next", name=middle, fate=self._fate(provider, middle)))
        return " ".join([*parts, self._say("verdict.chain-last", name=chain[-1])])

    def _fate(self, provider: str, name: str) -> str:
        """`itself ended on 2026-08-16`, of an id in the middle of a chain."""
        match = self._index.find(provider, name, None)
        verdict = self._gravest(match.rows)[1] if match is not None else Verdict(Status.UNKNOWN)
        key = "dead" if verdict.status is Status.DEAD else "ends"
        if verdict.date is None:
            return self._say(f"verdict.chain-{key}-undated")
        return self._say(f"verdict.chain-{key}", day=_day(verdict.date))

    def _alive(self, provider: str, name: str) -> tuple[int | None, tuple[str, ...]]:
        """(how alive a replacement is: 0 well, None dead; what is recommended in its place)."""
        match = self._index.find(provider, name, None)
        if match is None:
            return 0, ()
        row, verdict = self._gravest(match.rows)
        if verdict.status is Status.DEAD:
            return None, row.replacements
        order = {Status.SERVED: 0, Status.UNKNOWN: 1, Status.ENDS: 2}
        return order[verdict.status], row.replacements if verdict.status is Status.ENDS else ()


def _lifetime(verdict: Verdict) -> tuple[bool, bool, int, date]:
    """Sort key: what lives longest comes last."""
    alive, lasting = verdict.status is not Status.DEAD, verdict.status is not Status.ENDS
    return alive, alive and lasting, status_rank(verdict.status), verdict.date or date.min


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
