"""Writes single tasks: identity, sentences, places and points."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from advisor.assess.effort import is_adapter
from advisor.assess.order import Mentions
from advisor.core.assessment import Place, PlanTables, Task
from advisor.core.errors import CatalogError
from advisor.core.findings import Finding
from advisor.core.kinds import Phase
from advisor.core.swap import Estimate


def task_id(phase: Phase, key: str) -> str:
    """Stable as long as the phase and what the task is about stay the same."""
    digest = hashlib.sha256(f"{phase.value}\n{key}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"task-{digest[:12]}"


class Writer:
    """Makes tasks with the sentences and points of one assessment."""

    def __init__(self, tables: PlanTables, findings: Iterable[Finding]) -> None:
        self._tables = tables
        self._findings: Mapping[str, Finding] = {finding.id: finding for finding in findings}

    def finding(self, identifier: str) -> Finding:
        """The finding of that id."""
        return self._findings[identifier]

    def say(self, key: str, /, **slots: object) -> str:
        """The sentence under `key`; raises `CatalogError` where texts.json lacks it."""
        try:
            return self._tables.texts[key].format(**slots)
        except (KeyError, IndexError, ValueError) as error:
            raise CatalogError(f"texts.json: the sentence {key!r} is missing or has a wrong slot") from error

    def __contains__(self, key: str) -> bool:
        return key in self._tables.texts

    def is_own_name(self, dependency: str) -> bool:
        """True where what is to be replaced bears a name of the project's own."""
        return dependency in self._tables.own_names

    @property
    def mentions(self) -> Mentions:
        """Tells which findings only name a model."""
        return Mentions(self._tables.mention_rules)

    def provider(self, slug: str | None) -> str:
        """The display name of a provider; the slug itself where none is known, "" for none."""
        return self._tables.providers.get(slug or "", slug or "")

    def is_gone(self, provider: str | None) -> bool:
        """True where the provider's whole service has been shut down."""
        return provider in self._tables.gone

    def is_adapter(self, finding: Finding) -> bool:
        """True for an artifact that lies on top of other weights."""
        return is_adapter(finding, self._tables.adapter_words)

    def points(self, key: str) -> float:
        """Points of a shared task; raises `CatalogError` where effort.json lacks it."""
        try:
            return self._tables.points[key]
        except KeyError as error:
            raise CatalogError(f"effort.json: no points for the task {key!r}") from error

    def field(self, provider: str | None, written: str) -> str | None:
        """What a field of a request in the provider's own form is called elsewhere; None where not known."""
        return self._tables.fields.get(f"{provider}/{written}")

    def places(self, identifiers: Iterable[str]) -> tuple[Place, ...]:
        """Places of findings, each line once."""
        seen: dict[tuple[str, int], Place] = {}
        for identifier in identifiers:
            finding = self._findings[identifier]
            spot = Place(finding.path, finding.line, finding.id, finding.written)
            seen.setdefault((finding.path, finding.line), spot)
        return tuple(seen.values())

    def task(
        self,
        phase: Phase,
        sentences: str,
        key: str,
        *,
        effort: float | None = None,
        estimate: Estimate | None = None,
        found: Iterable[str] = (),
        most: int | None = None,
        steps: tuple[str, ...] = (),
        dependencies: Iterable[str] = (),
        after: Iterable[Task] = (),
        **slots: object,
    ) -> Task:
        """A task whose title, why and done sentences stand under `task.<sentences>.…`.

        `key` is what the task is about; it makes the id. Without `effort`, the shared task's points hold.
        `found` are the ids of the findings whose places it touches; it shows `most` of them, or all.
        """
        places = self.places(found)
        return Task(
            id=task_id(phase, key),
            phase=phase,
            title=self.say(f"task.{sentences}.title", **slots),
            why=" ".join(self.say(f"task.{sentences}.why", **slots).split()),
            places=places[:most],
            effort_points=self.points(sentences) if effort is None else effort,
            acceptance=self.say(f"task.{sentences}.done", **slots),
            steps=steps,
            dependency_ids=tuple(dependencies),
            after=tuple(task.id for task in after),
            places_total=len(places),
            estimate=estimate,
        )
