"""The record of a host: how many of the Llama ids it is known for had ended, or were to end, by a day.

Defined so that nothing of it is known later than the day judged by, and that neither an earlier end nor a
longer look ahead can lower it:

- **known** (n) are the host's ids in the lifecycle table whose model had been released by the day and of
  whose life something was known on it: served, with an announced end, or ended. Ids of which only "gone at
  some later time" is known are not counted before that time.
- **ended by D** are those of them whose end, as known on the day judged by, is D or earlier. An end that had
  not been announced by then is not known; one whose day is not known counts once it is past.
- the **share** is ended by D / known. A host of which fewer ids are known than `pool_below` in
  `resources/risk.json` says is judged by all hosts together, and the reason says so with both numbers.

It is a record of Llama ids only and says nothing of how a host treats other models.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from advisor.assess.facts import Facts
from advisor.assess.verdicts import Judge
from advisor.core.kinds import Status
from advisor.core.knowledge import LifecycleRow

_COUNTED = frozenset({Status.DEAD, Status.ENDS, Status.SERVED})


@dataclass(frozen=True, slots=True)
class HostRecord:
    """The ends a host's Llama ids have come to or are known to come to, and how many ids are known."""

    host: str
    ends: tuple[date, ...]
    """In order; an end without a known day that is past stands as the first day of the calendar."""
    known: int
    pooled: bool = False
    """True when too few ids are known of the host alone: the counts are those of all hosts."""

    def ended_by(self, day: date) -> int:
        """How many of the known ids have ended, or are known to end, on that day or before."""
        return bisect_right(self.ends, day)

    def share(self, day: date) -> float:
        """Their share of the known ids, 0 to 1; 0 where none is known."""
        return self.ended_by(day) / self.known if self.known else 0.0


class Records:
    """The records of all hosts as of one day; each is reckoned once."""

    def __init__(self, facts: Facts, judge: Judge, as_of: date) -> None:
        """`judge` gives the rows' verdicts as of that same day."""
        self._facts = facts
        self._judge = judge
        self._as_of = as_of
        self._records: dict[str, HostRecord] = {}

    def of(self, host: str) -> HostRecord:
        """The host's own record; that of all hosts together where too few of its ids are known."""
        if host not in self._records:
            self._records[host] = self._reckon(host)
        return self._records[host]

    def _reckon(self, host: str) -> HostRecord:
        name = self._facts.hosts.name(host)
        own = self._record(name, [host])
        if own.known >= self._facts.tables.risk.pool_below:
            return own
        return self._record(name, self._facts.lifecycle.providers, pooled=True)

    def _record(self, name: str, hosts: Iterable[str], *, pooled: bool = False) -> HostRecord:
        known: set[str] = set()
        ends: dict[str, date] = {}
        for row in (row for host in hosts for row in self._facts.lifecycle.of_provider(host)):
            verdict = self._judge.row(row)
            if verdict.status not in _COUNTED or not self._is_out(row):
                continue
            known.add(row.id)
            day = verdict.date or (date.min if verdict.status is Status.DEAD else None)
            if day is not None:
                ends[row.id] = min(day, ends.get(row.id, date.max))
        return HostRecord(name, tuple(sorted(ends.values())), len(known), pooled)

    def _is_out(self, row: LifecycleRow) -> bool:
        """False where the model that the row speaks of came later."""
        read = self._facts.read(row.model_id)
        released = self._facts.released(read.model, read.family or row.family)
        return released is None or released <= self._as_of
