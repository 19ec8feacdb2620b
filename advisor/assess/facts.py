"""The catalog as this room needs it: looked up once, so that judgement stays pure and quick."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from advisor.assess.candidates import Shelf
from advisor.assess.hosts import Hosts
from advisor.assess.lifecycle import LifecycleIndex
from advisor.assess.needs import OldModel
from advisor.assess.order import Mentions
from advisor.assess.packages import PackageIndex
from advisor.assess.tables import Tables, read_tables
from advisor.core.findings import Finding
from advisor.core.kinds import Kind
from advisor.core.knowledge import LlamaModel
from advisor.core.names import ModelName
from advisor.core.words import family_name

if TYPE_CHECKING:
    from advisor.catalog import Catalog

_UNLISTED = "LA-NAME-UNLISTED"
"""The rule of the grammar for names that bear Llama's besides their own."""

_RENAME = "rename"
"""The kind of event by which a project takes another name; the event's id is that name."""

_TUNED = ("instruct", "chat")
"""How the name of a tuned checkpoint goes on where that of its base ends."""

_DOCUMENTS = ("texts", "risk", "effort", "ranking")


class Facts:
    """One catalog, indexed for assessment."""

    def __init__(self, catalog: Catalog, identify: Callable[[str], ModelName]) -> None:
        """`identify` reads a model name (`Namer(catalog).identify`)."""
        self.catalog = catalog
        self._identify = identify
        self._names: dict[str, ModelName] = {}
        self._rows: dict[str, LlamaModel | None] = {}
        self.tables: Tables = read_tables({name: catalog.document(name) for name in _DOCUMENTS})
        self.hosts = Hosts(
            {provider.id: provider.kind for provider in catalog.providers},
            {provider.id: provider.name for provider in catalog.providers},
        )
        self.lifecycle = LifecycleIndex(catalog.lifecycle, self.canonical)
        self.packages = PackageIndex(catalog.packages)
        self.mentions = Mentions(frozenset(rule.id for rule in catalog.rules if rule.mention))
        self.licences = {licence.id: licence for licence in catalog.licences}
        self.repos = frozenset(repo for model in catalog.llama_models for repo in model.repos)
        self._llamas = {model.id: model for model in catalog.llama_models}
        self._licences_of: dict[str, set[str]] = defaultdict(set)
        for model in catalog.llama_models:
            if model.licence is not None:
                self._licences_of[model.family].add(model.licence)

    @cached_property
    def shelf(self) -> Shelf:
        """The alternatives with their licences, memory figures and the models they are suggested for."""
        alternatives = tuple(self.catalog.alternatives)
        figures = {one.hf_repo: self.catalog.memory_of(one.hf_repo) for one in alternatives}
        return Shelf(
            alternatives,
            self.licences,
            {repo: known for repo, known in figures.items() if known is not None},
            {one.id: frozenset(map(self._suggested, one.replaces)) for one in alternatives},
            frozenset(slug for slugs in self._licences_of.values() for slug in slugs),
            self.catalog.rulings,
            self.hosts,
        )

    @cached_property
    def suggested(self) -> frozenset[str | None]:
        """Canonical names of the models that some alternative is suggested for."""
        return frozenset(name for names in self.shelf.replaces.values() for name in names)

    def read(self, written: str) -> ModelName:
        """What a spelling means; each is read once."""
        if written not in self._names:
            self._names[written] = self._identify(written)
        return self._names[written]

    @cached_property
    def _first_days(self) -> dict[str, date]:
        """The day each family's first model was released, and under "" that of the first of all."""
        days: dict[str, date] = {}
        for model in self.catalog.llama_models:
            if model.released is not None:
                for key in (model.family, ""):
                    days[key] = min(model.released, days.get(key, model.released))
        return days

    def released(self, name: str | None, family: str | None) -> date | None:
        """The day before which a model cannot have been used: its own release, else its family's first.

        None where neither is known.
        """
        row = self.llama(name) if name else None
        if row is not None and row.released is not None:
            return row.released
        return self._first_days.get(family, None) if family else None

    @cached_property
    def renames(self) -> dict[str, date]:
        """The day on which a project took a new name, by that name: an event of the outlook is called so."""
        return {event.id: event.on for event in self.catalog.outlook if event.kind == _RENAME}

    def gone(self, as_of: date) -> dict[str, date]:
        """The providers whose whole service had been shut down by a day, with the day of it."""
        ended = {one.id: one.retired_on for one in self.catalog.providers}
        return {slug: day for slug, day in ended.items() if day is not None and day <= as_of}

    @property
    def first_release(self) -> date | None:
        """The day the first Llama was released."""
        return self._first_days.get("")

    def is_llama(self, written: str) -> bool:
        """True where the spelling names Llama weights or weights made from them."""
        return self.read(written).is_llama

    def is_own_name(self, finding: Finding) -> bool:
        """True for a name of the project's own that Llama's is a part of: a fine-tune, a job."""
        return (
            finding.kind is Kind.DERIVATIVE
            and "/" not in finding.written
            and self.read(finding.written).rule == _UNLISTED
        )

    def canonical(self, written: str) -> str | None:
        """The canonical model name of an id; None where it names no Llama."""
        return self.read(written).model

    def _suggested(self, name: str) -> str:
        return name if name in self._llamas else self.canonical(name) or name

    def llama(self, name: str) -> LlamaModel | None:
        """The official model of that canonical name, or the only one whose name goes on where it ends."""
        if name not in self._rows:
            self._rows[name] = self._find_llama(name)
        return self._rows[name]

    def _find_llama(self, name: str) -> LlamaModel | None:
        if name in self._llamas:
            return self._llamas[name]
        longer = [model for key, model in self._llamas.items() if key.startswith(f"{name}-")]
        return longer[0] if len(longer) == 1 else None

    def official(self, name: str) -> str:
        """The canonical name of the official model that `name` stands for; `name` itself where none does."""
        row = self.llama(name)
        return row.id if row is not None else name

    def served(self, provider: str, written: str, name: str) -> str:
        """The canonical name of what a host runs under an id that names the model `name`.

        A host serves the tuned checkpoint under the plain name, unless the id says that it is the base: by
        the word, by Meta's own spelling of it, or because that host has another id for the tuned one.
        """
        official = self.official(name)
        tuned = self._tuned.get(official)
        if tuned is None or not self.hosts.is_host(provider) or self._says_base(written, official):
            return official
        others = (row for row in self.lifecycle.of_provider(provider) if row.model_id != written)
        known = {self.official(self.canonical(row.model_id) or "") for row in others}
        return official if tuned in known else tuned

    def _says_base(self, written: str, official: str) -> bool:
        """True for `…-base`, and for the name of the base model's own repository, letter by letter."""
        tail = written.rpartition("/")[2]
        repos = {repo.rpartition("/")[2] for repo in self._llamas[official].repos}
        return tail in repos or not self._base_words.isdisjoint(re.split(r"[^a-z]+", written.lower()))

    @cached_property
    def _base_words(self) -> frozenset[str]:
        return frozenset(self.catalog.document("vocabulary")["variants"]["base"])

    @cached_property
    def _tuned(self) -> dict[str, str]:
        """The tuned checkpoint of each base model that has one, by canonical name."""
        return {
            name: f"{name}-{variant}"
            for name in self._llamas
            for variant in _TUNED
            if f"{name}-{variant}" in self._llamas
        }

    def old_model(self, name: str, family: str | None, written: str) -> OldModel:
        """What is known of the model a dependency rests on, from the catalog, else from its name."""
        row = self.llama(name)
        if row is not None:
            return OldModel(
                row.name,
                row.id,
                row.family,
                row.size_b,
                row.active_b,
                row.variant,
                row.modality,
                row.context_tokens,
                published=bool(row.repos),
            )
        read = self.read(written)
        tail = written.rpartition("/")[2]
        spelt = family_name(name) if name == family else name
        return OldModel(
            name=tail if tail.lower() == name else spelt,
            id=name,
            family=family or read.family,
            size_b=read.size_b or self._size_of_base(read),
            variant=read.variant,
            modality=read.modality,
            published=read.on_hub or None,
        )

    def _size_of_base(self, read: ModelName) -> float | None:
        """Weights made from others are as large, where their own name tells no size (a pruned one's does)."""
        base = self._llamas.get(read.made_from or "")
        return base.size_b if base is not None else None

    def licences_following(self, name: str, family: str | None) -> tuple[str, ...]:
        """Slugs of the licences that follow weights: the model's own, else all of its family's."""
        row = self.llama(name)
        if row is not None and row.licence is not None:
            return (row.licence,)
        return tuple(sorted(self._licences_of.get(family or "", ())))
