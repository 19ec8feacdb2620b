"""What the catalog page says of one row: sections of labelled facts, each known or named as not checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from advisor.app.shelf import CONTEXT_TOKENS, Shelf
from advisor.core.knowledge import (
    Alternative,
    Derivative,
    Licence,
    LicenceDuty,
    LifecycleRow,
    LlamaModel,
    OutlookEvent,
    Package,
    Source,
)
from advisor.core.memory import MemoryNeed
from advisor.core.words import released_words
from advisor.gui.plain import to_tr, tr
from advisor.report.catalog_text import NOT_CHECKED, value_words
from advisor.report.drawing import Tone
from advisor.report.wording import tiers_words, tokens_words

Row = Alternative | Derivative | Licence | LifecycleRow | LlamaModel | OutlookEvent | Package

CLASS_TONES = {"permissive": Tone.SERVED, "conditional": Tone.ENDS, "non-commercial": Tone.DEAD}
"""The meaning of a licence class; one that was not checked is unknown."""
LIFE_TONES = {"shutdown": Tone.DEAD, "deprecated": Tone.ENDS, "active": Tone.SERVED}
"""The meaning of what a host says of an id."""
UNSURE = ("recall", "name")
"""Evidence that raises questions only."""
_EVIDENCE = {
    "seen": to_tr("seen at its publisher"),
    "base inferred": to_tr("seen, its base inferred"),
    "id_seen": to_tr("the name was seen"),
    "name": to_tr("by the name alone, not checked"),
    "recall": to_tr("general knowledge, not checked"),
}
OVER = ("shutdown", "deprecated")
"""An id of which a host says so has a last day, whether it is known or not."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value in words."""

    label: str
    text: str
    known: bool = True
    """False where the row says that nobody checked it: the words say so, and they are grey."""
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Facts that belong together, with where they stand."""

    title: str
    facts: tuple[Fact, ...] = ()
    sources: tuple[Source, ...] = ()
    aside: bool = False
    """True for what stands on the right: licences, hosts, sources."""


def class_tone(licence_class: str | None) -> Tone:
    """The colour of a licence class."""
    return CLASS_TONES.get(licence_class or "", Tone.UNKNOWN)


def how_sure(row: Derivative) -> str:
    """What is known of a name that was made from Llama, in words."""
    return tr(_EVIDENCE[row.evidence]) if row.evidence in _EVIDENCE else row.evidence


def size_of(total: float | None, active: float | None) -> str:
    """`116.8B (5.1B active)`; `not checked` where the size is null."""
    if total is None:
        return NOT_CHECKED
    return (
        tr("{total} ({active} active)").format(total=f"{total:g}B", active=f"{active:g}B")
        if active and active != total
        else f"{total:g}B"
    )


def _size(row: Alternative | LlamaModel) -> str:
    if isinstance(row, LlamaModel):
        return size_of(row.size_b, row.active_b)
    return size_of(row.params_total_b, row.params_active_b)


class CatalogFacts:
    """Tells rows of one shelf; memory is told at `quantisation` and `context` tokens."""

    def __init__(self, shelf: Shelf, quantisation: str = "q4", context: int = CONTEXT_TOKENS) -> None:
        self.shelf = shelf
        self.quantisation = quantisation
        self.context = context

    def sections(self, row: Row) -> list[Section]:
        """Everything the catalog holds of a row."""
        if isinstance(row, Alternative):
            return self._alternative(row)
        if isinstance(row, LlamaModel):
            return self._llama(row)
        if isinstance(row, Derivative):
            return self._derivative(row)
        if isinstance(row, Licence):
            terms, duties = self.licence(row)
            return [replace(terms, aside=False), duties]
        if isinstance(row, LifecycleRow):
            return self._lifecycle(row)
        return self._package(row) if isinstance(row, Package) else self._event(row)

    # --- parts of rows ---

    def _fact(self, row: Any, field: str, label: str, text: str = "", tone: Tone | None = None) -> Fact:
        """A field of a row; `text` replaces the plain words of a value that is there."""
        value, is_open = getattr(row, field), field in getattr(row, "not_checked", ())
        if text and value not in (None, (), {}):
            return Fact(label, text, tone=tone)
        return Fact(label, value_words(value, is_open=is_open), not is_open, tone)

    def _sources(self, sources: Sequence[Source]) -> Section:
        return Section(tr("Sources"), sources=tuple(sources), aside=True)

    def _marks(self, row: Any) -> list[Fact]:
        """What an overlay has to do with a row, and the note on it."""
        facts = []
        if row.origin:
            facts.append(Fact(tr("Comes from"), row.origin, tone=Tone.YOURS))
        if row.note:
            facts.append(Fact(tr("Note"), row.note))
        return facts

    # --- models ---

    def _alternative(self, row: Alternative) -> list[Section]:
        return [
            Section(tr("The model"), (*self._what(row), *self._marks(row))),
            Section(tr("How it is run"), tuple(self._run(row))),
            self.memory(row),
            *self._scores(row),
            *self._licence_of(row),
            self._hosted(row),
            self._sources(row.sources),
        ]

    def _what(self, row: Alternative) -> list[Fact]:
        _, _, released = released_words(row).partition(" ")
        context = f"{row.context_tokens:,} tokens" if row.context_tokens else ""
        context += f"; {row.context_note}" if context and row.context_note else ""
        facts = [
            self._fact(row, "vendor", tr("Vendor")),
            self._fact(row, "hf_repo", tr("Repository")),
            self._fact(row, "released", tr("Released"), released),
            self._fact(
                row,
                "params_total_b",
                tr("Parameters"),
                size_of(row.params_total_b, row.params_active_b),
            ),
            self._fact(row, "context_tokens", tr("Context"), context),
            self._fact(row, "architecture", tr("Architecture")),
            self._fact(row, "tasks", tr("Tasks")),
            self._fact(row, "modalities_in", tr("Reads")),
            self._fact(row, "modalities_out", tr("Writes")),
            self._fact(row, "tool_calling", tr("Calls tools")),
            self._fact(row, "reasoning", tr("Reasons")),
            self._fact(row, "languages", tr("Languages")),
            self._fact(row, "replaces", tr("Suggested for")),
        ]
        return facts + self._doubts(row)

    def _doubts(self, row: Alternative) -> list[Fact]:
        facts = []
        if row.from_meta:
            facts.append(Fact(tr("By Meta"), tr("yes; ranked by the same rules as all others")))
        if not row.rankable:
            facts.append(Fact(tr("Ranked"), tr("never: not all that a rank needs was seen")))
        if ruling := self.shelf.ruling(row.id):
            facts.append(Fact(tr("Your rule"), ruling, tone=Tone.YOURS))
        facts += [Fact(tr("Sources differ"), conflict) for conflict in row.conflicts]
        return facts

    def _run(self, row: Alternative) -> list[Fact]:
        return [
            self._fact(row, "runtimes", tr("Runtimes")),
            self._fact(row, "vllm_min", tr("vLLM from")),
            self._fact(row, "transformers_min", tr("Transformers from")),
            self._fact(row, "transformers_class", tr("Class")),
            self._fact(row, "ollama_tag", tr("Ollama tag")),
            self._fact(row, "chat_template", tr("Chat template")),
            self._fact(row, "tool_parser", tr("Tool-call parser")),
            self._fact(row, "reasoning_parser", tr("Reasoning parser")),
        ]

    def memory(self, row: Alternative | LlamaModel) -> Section:
        """What it needs at the quantisation and context that are chosen, part by part."""
        needs, figures = self._needs(row), self.shelf.figures(row)
        facts = [
            self._gib(tr("Weights at {}").format(self.quantisation), needs.weights_gib),
            self._gib(tr("Cache of {} tokens").format(f"{self.context:,}"), needs.cache_gib),
            self._gib(tr("Together"), needs.total_gib),
            Fact(tr("Rests on"), self.shelf.quantisations[self.quantisation]),
        ]
        return Section(tr("Memory"), tuple(facts), figures.sources if figures else ())

    def _needs(self, row: Alternative | LlamaModel) -> MemoryNeed:
        return self.shelf.memory(row, self.quantisation, self.context)

    def _gib(self, label: str, gib: float | None) -> Fact:
        return Fact(label, NOT_CHECKED if gib is None else f"{gib:.1f} GiB", gib is not None)

    def _scores(self, row: Alternative) -> list[Section]:
        facts = []
        for score in row.scores:
            parts = (
                score.conditions,
                score.reported_by and tr("as told by {whom}").format(whom=score.reported_by),
                score.source,
            )
            told = "; ".join(part for part in parts if part)
            facts.append(Fact(score.name, f"{score.value:g} {score.unit}" + (f" ({told})" if told else "")))
        return [Section(tr("Scores"), tuple(facts))] if facts else []

    def _hosted(self, row: Alternative) -> Section:
        """The ids under which hosts serve it, as of the day they were read."""
        day = tr("read {}").format(row.hosted_on) if row.hosted_on else tr("day not checked")
        facts = [
            Fact(self.shelf.hosts.get(host, host), f"{', '.join(ids)}  ({day})")
            for host, ids in sorted(row.hosted_ids.items())
        ]
        if not facts:
            is_open = "hosted_ids" in row.not_checked
            facts = [Fact(tr("By"), self._no_host(is_open), not is_open)]
        return Section(tr("Hosted as"), tuple(facts), aside=True)

    def _no_host(self, is_open: bool) -> str:
        return NOT_CHECKED if is_open else tr("no host seen")

    def _llama(self, row: LlamaModel) -> list[Section]:
        context = f"{row.context_tokens:,} tokens" if row.context_tokens else ""
        facts = [
            self._fact(row, "id", tr("Canonical name")),
            self._fact(row, "family", tr("Family")),
            self._fact(row, "size_b", tr("Parameters"), size_of(row.size_b, row.active_b)),
            self._fact(row, "variant", tr("Variant")),
            self._fact(row, "modality", tr("Reads")),
            self._fact(row, "context_tokens", tr("Context"), context),
            self._fact(row, "released", tr("Released")),
            self._fact(row, "repos", tr("Repositories")),
        ]
        return [
            Section(tr("The model"), (*facts, *self._marks(row))),
            self.memory(row),
            *self._licence_of(row),
            self._sources(row.sources),
        ]

    def _derivative(self, row: Derivative) -> list[Section]:
        weights = tr("yes") if row.llama_weights else tr("no: the name only looks so")
        facts = [
            self._fact(row, "pattern", tr("Names like")),
            self._fact(row, "organisation", tr("Organisation")),
            self._fact(row, "relation", tr("Relation")),
            self._fact(row, "llama_weights", tr("Llama weights"), weights),
            self._fact(row, "family", tr("Made from")),
            self._fact(row, "base", tr("Base")),
            Fact(tr("Evidence"), how_sure(row), row.evidence not in UNSURE),
            self._fact(row, "modality", tr("Reads")),
            self._fact(row, "declared", tr("Declared licence")),
        ]
        if row.conflict:
            facts.append(Fact(tr("Contradiction"), row.conflict))
        if row.more_licences:
            facts.append(self._fact(row, "more_licences", tr("Also under")))
        licences = self._licence_of(row) if row.licence else []
        model = Section(tr("What it is"), (*facts, *self._marks(row)))
        return [model, *licences, self._sources(row.sources)]

    # --- licences ---

    def _licence_of(self, row: Alternative | LlamaModel | Derivative) -> list[Section]:
        """The licence of weights, with its duties; what is known of it where its text has no row."""
        found = self.shelf.licence(row.licence)
        if found:
            return self.licence(found)
        named = row.licence or getattr(row, "licence_named", None)
        told = tr("{}; its terms are not checked").format(named) if named else NOT_CHECKED
        return [Section(tr("Licence"), (Fact(tr("Licence"), told, known=False),), aside=True)]

    def licence(self, row: Licence) -> list[Section]:
        """The terms of a licence, then its duties in plain words with their sections."""
        duties = tuple(self.duty(one) for one in row.duties)
        return [
            Section(tr("Licence"), tuple(self._terms(row)), aside=True),
            Section(
                tr("Duties"),
                duties or (Fact(tr("Duties"), NOT_CHECKED, known=False),),
                row.sources,
                aside=True,
            ),
        ]

    def _terms(self, row: Licence) -> list[Fact]:
        use = row.commercial_use or ""
        use += f": {row.commercial_condition}" if use and row.commercial_condition else ""
        graded = class_tone(row.licence_class)
        facts = [
            self._fact(row, "name", tr("Name")),
            Fact(tr("Class"), row.licence_class or NOT_CHECKED, row.licence_class is not None, graded),
            Fact(tr("Read"), *self._evidence(row.evidence)),
            self._fact(row, "commercial_use", tr("Commercial use"), use),
            Fact(tr("Threshold"), *self.threshold(row)),
            self._fact(row, "geographic_limits", tr("Where")),
            self._fact(row, "outputs_for_training", tr("Outputs for training")),
            self._fact(row, "osi_approved", tr("OSI approved")),
            self._fact(row, "notice_text", tr("Notice text")),
            self._fact(row, "display_text", tr("Display text")),
            self._fact(row, "naming", tr("Naming")),
            self._fact(row, "copyleft", tr("Copyleft")),
            self._fact(row, "aup_url", tr("Use policy")),
            self._fact(row, "aup_binding", tr("Policy binds")),
            self._fact(row, "spdx", tr("SPDX")),
            self._fact(row, "version_date", tr("Version of")),
            self._fact(row, "url", tr("Text at")),
        ]
        if row.ruling:
            facts.insert(2, Fact(tr("Your rule"), row.ruling, tone=Tone.YOURS))
        return [*facts, *self._marks(row)]

    def _evidence(self, evidence: str | None) -> tuple[str, bool]:
        told = {
            "text": tr("the licence text itself"),
            "partial": tr("parts of the licence text"),
            "secondary": tr("what others write of it, not the text itself"),
        }
        return (told.get(evidence, evidence), True) if evidence else (NOT_CHECKED, False)

    def threshold(self, row: Licence) -> tuple[str, bool]:
        """The number of users or the revenue from which other terms hold, and whether it was checked."""
        if row.user_threshold is None:
            is_open = {"user_threshold", "threshold_unit"} & set(row.not_checked) or not row.evidence
            return (NOT_CHECKED, False) if is_open else (tr("none"), True)
        return f"{row.user_threshold:,} {row.threshold_unit or ''}".strip(), True

    def duty(self, duty: LicenceDuty) -> Fact:
        """A duty: what it is called and where it stands, then what is to be done and when."""
        place = tr("section {}").format(duty.section) if duty.section else tr("section not checked")
        when = tr(" Holds for: {}.").format(duty.when) if duty.when else ""
        called = self._called().get(duty.id, duty.id)
        return Fact(f"{called}, {place}", f"{duty.text}{when}")

    def _called(self) -> Mapping[str, str]:
        """What kinds of duties are called; a kind that is not here goes by its id."""
        return {
            "aup": tr("use policy"),
            "changes": tr("marking changes"),
            "display": tr("words to show"),
            "geography": tr("where it holds"),
            "indemnity": tr("indemnity"),
            "non-commercial": tr("field of use"),
            "pass-on": tr("passing terms on"),
            "patent": tr("patents"),
            "trademarks": tr("marks"),
        }

    # --- the other parts ---

    def _lifecycle(self, row: LifecycleRow) -> list[Section]:
        tiers = tiers_words(row.tiers) if row.tiers else tr("all")
        announced = [self._fact(row, "announced_on", tr("Announced"))]
        if row.announced_by:
            announced = [Fact(tr("Announced"), tr("by {}").format(row.announced_by))]
        facts = [
            Fact(tr("Host"), self.shelf.hosts.get(row.provider, row.provider)),
            self._fact(row, "model_id", tr("Id")),
            self._fact(row, "family", tr("Family")),
            Fact(tr("Status"), row.status, tone=LIFE_TONES.get(row.status, Tone.UNKNOWN)),
            *announced,
            self._end(row),
            self._fact(row, "no_later_than", tr("Over by")),
            Fact(tr("Tiers"), tiers),
            self._fact(row, "replacements", tr("The host's advice")),
            self._fact(row, "confidence", tr("Confidence")),
        ]
        section = Section(tr("What the host says"), (*facts, *self._marks(row)))
        return [section, self._sources((row.source,))]

    def _end(self, row: LifecycleRow) -> Fact:
        """The last day; for an id that is over or on its way out, that nobody saw one is said."""
        if row.end_on is None and row.status in OVER:
            return Fact(tr("Ends"), tr("day not known"), known=False)
        return self._fact(row, "end_on", tr("Ends"))

    def _package(self, row: Package) -> list[Section]:
        facts = [
            self._fact(row, "ecosystem", tr("Ecosystem")),
            self._fact(row, "name", tr("Name")),
            self._fact(row, "package_class", tr("Class")),
            self._fact(row, "imports", tr("Imported as")),
            self._fact(row, "provider", tr("Host")),
            self._fact(row, "retired_on", tr("Service ended")),
            self._fact(row, "successor", tr("Successor")),
        ]
        section = Section(tr("The package"), (*facts, *self._marks(row)))
        return [section, self._sources(row.sources)]

    def _event(self, row: OutlookEvent) -> list[Section]:
        facts = (
            self._fact(row, "on", tr("Day")),
            self._fact(row, "kind", tr("Kind")),
            self._fact(row, "text", tr("What happened")),
        )
        return [Section(tr("The event"), facts), self._sources(row.sources)]

    # --- side by side ---

    def compared(self, row: Alternative | LlamaModel) -> list[Fact]:
        """The facts that a choice rests on, the same labels in the same order for every model."""
        found, needs = self.shelf.licence(row.licence), self._needs(row)
        size, context = _size(row), row.context_tokens and tokens_words(row.context_tokens)
        memory = tr("Memory at {}, {} tokens").format(self.quantisation, f"{self.context:,}")
        return [
            Fact(tr("Parameters"), size, size != NOT_CHECKED),
            Fact(tr("Context"), *self._told(context or None)),
            self._gib(memory, needs.total_gib),
            *self._abilities(row),
            Fact(
                tr("Class"),
                *self._told(found.licence_class if found else None),
                class_tone(found.licence_class if found else None),
            ),
            Fact(tr("Licence"), *self._told(row.licence or getattr(row, "licence_named", None))),
            Fact(tr("Commercial use"), *self._told(found.commercial_use if found else None)),
            Fact(tr("Threshold"), *(self.threshold(found) if found else (NOT_CHECKED, False))),
            Fact(tr("Duties"), *self._duties(found)),
            self._fact(row, "released", tr("Released")),
        ]

    def _abilities(self, row: Alternative | LlamaModel) -> Iterable[Fact]:
        if isinstance(row, LlamaModel):
            yield Fact(tr("Reads"), *self._told(row.modality))
            for label in (tr("Tasks"), tr("Calls tools"), tr("Reasons"), tr("Languages")):
                yield Fact(label, tr("not in the catalog"), known=False)
            yield Fact(tr("Hosted by"), tr("see Hosted ids"), known=False)
            return
        yield self._fact(row, "modalities_in", tr("Reads"))
        yield self._fact(row, "tasks", tr("Tasks"))
        yield self._fact(row, "tool_calling", tr("Calls tools"))
        yield self._fact(row, "reasoning", tr("Reasons"))
        yield self._fact(row, "languages", tr("Languages"))
        hosts = ", ".join(sorted(self.shelf.hosts.get(host, host) for host in row.hosted_ids))
        is_open = "hosted_ids" in row.not_checked
        yield Fact(tr("Hosted by"), hosts or self._no_host(is_open), bool(hosts) or not is_open)

    def _duties(self, licence: Licence | None) -> tuple[str, bool]:
        if licence is None or not licence.duties:
            return NOT_CHECKED, False
        return "\n".join(f"•  {one.text} ({self.duty(one).label})" for one in licence.duties), True

    @staticmethod
    def _told(text: str | None) -> tuple[str, bool]:
        return (text, True) if text else (NOT_CHECKED, False)
