"""The same weights somewhere else: which hosts are known to serve them, and what one's own machine needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from advisor.assess.exposure import Exposure
from advisor.assess.facts import Facts
from advisor.assess.forecast import Forecasts, forecast, total
from advisor.assess.history import Records
from advisor.assess.memory import memory
from advisor.assess.needs import OldModel
from advisor.assess.order import verdict_key
from advisor.assess.verdicts import Judge
from advisor.core.findings import Verdict
from advisor.core.kinds import Status
from advisor.core.knowledge import LifecycleRow, LlamaModel, MemoryFigures
from advisor.core.memory import MemoryNeed
from advisor.core.policy import Policy
from advisor.core.scenarios import HostOption, MemoryOption

_SERVES = frozenset({Status.SERVED, Status.ENDS})


class Elsewhere:
    """Looks for other homes of weights, as of one day."""

    def __init__(
        self, facts: Facts, judge: Judge, records: Records, as_of: date, policy: Policy | None = None
    ) -> None:
        """A host that `policy` leaves out is no other home."""
        self._out = facts.hosts.among(policy.exclude_hosts) if policy else frozenset[str]()
        self._facts = facts
        self._judge = judge
        self._records = records
        self._as_of = as_of
        self._tables = facts.tables
        self._forecasts: dict[tuple[object, ...], Forecasts] = {}
        self._served: dict[str, list[tuple[str, LifecycleRow, Verdict]]] = {}
        self._rows_of: dict[tuple[str, str], list[LifecycleRow]] | None = None

    def hosts(self, model: str, host: str | None, exposure: Exposure, effort: float) -> list[HostOption]:
        """The hosts other than `host` whose table has this very model alive on the day.

        The least likely to fail within the horizons stands first. `effort` is what a change of host takes.
        """
        found = [
            self._option(provider, row, verdict, exposure, effort)
            for provider, row, verdict in self._rows(self._facts.official(model))
            if provider != host and provider not in self._out
        ]
        return sorted(found, key=lambda one: (total(one.forecast), one.name))

    def own_machine(self, exposure: Exposure, effort: float) -> HostOption:
        """Serving the weights oneself."""
        verdict = Verdict(Status.YOURS, why=self._tables.texts.say("scenario.own-machine.why"))
        return HostOption(
            provider=None,
            name=self._tables.texts.say("scenario.own-machine.name"),
            model_id=None,
            status=Status.YOURS,
            ends=None,
            why=verdict.why,
            source=None,
            read_on=None,
            effort_points=effort + self._tables.risk.self_host_points,
            forecast=self._forecast(exposure, verdict, None),
        )

    def memory(self, old: OldModel, context: int | None) -> tuple[MemoryOption, ...]:
        """What the weights need at each precision, for `context` tokens or the table's assumption."""
        figures = self._figures(old)
        tokens = context or self._tables.unstated_context
        return tuple(
            _memory_option(precision, tokens, memory(old.size_b, bits, figures, tokens), figures)
            for precision in self._tables.risk.precisions
            if (bits := self._tables.bits_per_weight.get(precision)) is not None
        )

    def _option(
        self, provider: str, row: LifecycleRow, verdict: Verdict, exposure: Exposure, effort: float
    ) -> HostOption:
        return HostOption(
            provider=provider,
            name=self._facts.hosts.name(provider),
            model_id=row.model_id,
            status=verdict.status,
            ends=verdict.date,
            why=verdict.why,
            source=verdict.source,
            read_on=verdict.read_on,
            effort_points=effort,
            forecast=self._forecast(exposure, verdict, provider),
        )

    def _forecast(self, exposure: Exposure, verdict: Verdict, provider: str | None) -> Forecasts:
        """The forecast there; the same question is answered once."""
        key = (provider, verdict, *_features(exposure))
        if key not in self._forecasts:
            record = self._records.of(provider) if provider else None
            moved = replace(exposure, verdict=verdict, record=record, broken=0)
            self._forecasts[key] = forecast(moved, self._as_of, self._tables)
        return self._forecasts[key]

    def _rows(self, model: str) -> list[tuple[str, LifecycleRow, Verdict]]:
        """One row a host: the mildest verdict of those that speak of the model and say it is alive."""
        if model not in self._served:
            self._served[model] = list(self._search(model))
        return self._served[model]

    def _search(self, model: str) -> Iterator[tuple[str, LifecycleRow, Verdict]]:
        released = self._facts.released(model, None)
        if released is None or released > self._as_of:
            return
        for provider in self._facts.lifecycle.providers:
            alive = [
                (row, verdict) for row, verdict in self._judged(provider, model) if verdict.status in _SERVES
            ]
            if alive and self._facts.hosts.is_host(provider):
                row, verdict = max(alive, key=lambda pair: (verdict_key(pair[1]), pair[0].model_id))
                yield provider, row, verdict

    def _judged(self, provider: str, model: str) -> Iterable[tuple[LifecycleRow, Verdict]]:
        for row in self._index().get((provider, model), ()):
            yield row, self._judge.row(row)

    def _index(self) -> dict[tuple[str, str], list[LifecycleRow]]:
        """The rows by host and model served; read once, since every model is looked for at every host."""
        if self._rows_of is None:
            self._rows_of = defaultdict(list)
            for provider in self._facts.lifecycle.providers:
                for row in self._facts.lifecycle.of_provider(provider):
                    name = self._facts.canonical(row.model_id)
                    if name is not None:
                        model = self._facts.served(provider, row.model_id, name)
                        self._rows_of[provider, model].append(row)
        return self._rows_of

    def _figures(self, old: OldModel) -> MemoryFigures | None:
        """The published figures of the model itself, else of the same size of the same line."""
        catalog = self._facts.catalog
        models = sorted(catalog.llama_models, key=lambda one: (one.id != old.id, one.id))
        alike = (one for one in models if one.id == old.id or _same_build(one, old))
        repos = (repo for one in alike for repo in one.repos)
        return next((known for repo in repos if (known := catalog.memory_of(repo)) is not None), None)


def _features(exposure: Exposure) -> tuple[object, ...]:
    """What of an exposure a forecast elsewhere depends on."""
    return (
        exposure.context,
        len(exposure.finding_ids),
        exposure.effort_points,
        exposure.ranked == 0,
        bool(exposure.conflict_ids),
        exposure.frozen_since,
        exposure.line_since,
        exposure.gap,
    )


def _same_build(model: LlamaModel, old: OldModel) -> bool:
    """Same line, size and modality: base, chat and instruct weights share one architecture."""
    return (
        old.size_b is not None
        and (model.family, model.size_b) == (old.family, old.size_b)
        and (model.modality or "text") == (old.modality or "text")
    )


def _memory_option(
    precision: str, tokens: int, need: MemoryNeed, figures: MemoryFigures | None
) -> MemoryOption:
    return MemoryOption(
        quantisation=precision,
        context_tokens=tokens,
        memory_gib=None if need.total_gib is None else round(need.total_gib, 2),
        weights_gib=None if need.weights_gib is None else round(need.weights_gib, 2),
        figures_of=figures.hf_repo if figures is not None else None,
    )
