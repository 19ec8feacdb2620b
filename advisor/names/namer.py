"""Decides what a spelling means: the order in which its parts are asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Protocol

from advisor.core.decisions import PROJECT_FILE
from advisor.core.kinds import Confidence, NameClass
from advisor.core.knowledge import Derivative, LlamaModel, Provider
from advisor.core.names import ModelName
from advisor.names.derivatives import Derivatives, Pattern, folded
from advisor.names.envelope import Envelope, Opener
from advisor.names.lines import Checkpoint, Family, Lines, spell
from advisor.names.namesakes import Namesakes
from advisor.names.prose import Prose
from advisor.names.reading import Reader, Reading
from advisor.names.vocabulary import Vocabulary
from advisor.names.words import lower, runs, split

_VARIANTS = ("instruct", "chat", "python", "vision", "scout", "maverick", "base")
_COPIES = frozenset({"quantisation", "mirror"})
_LEAST_UNLISTED = 4.0
"""From this size on (thousands of millions) nobody trained weights of their own and called them a Llama."""
_REMEMBERED = 8_192
_COMPOUND = re.compile(r"(?<=\d|[bB])-[A-Z][a-z]{2,30}\Z")
"""A noun that other languages join to a name: `Llama-3-Format`, `Llama-3-Vorlage`."""
_NUMBERED = re.compile(r"(?:-\d{1,4}){1,8}\Z")
"""What tells endpoints of one name apart, a count or a day: `…-llama-2-13b-f-1`."""
_OFFICIAL = "official"
_SURE = {"seen": Confidence.HIGH, "base inferred": Confidence.MEDIUM, "id_seen": Confidence.MEDIUM}


class Facts(Protocol):
    """The catalog, as far as names need it."""

    @property
    def llama_models(self) -> Sequence[LlamaModel]:
        """The official checkpoints."""

    @property
    def derivatives(self) -> Sequence[Derivative]:
        """Patterns of weights made from Llama, and traps."""

    @property
    def providers(self) -> Sequence[Provider]:
        """Hosts, hubs and local runtimes."""

    def document(self, name: str) -> Mapping[str, Any]:
        """A data file that is no table of facts."""


@dataclass(frozen=True, slots=True)
class _Case:
    """One segment of a spelling that may be the name, and what surrounds it."""

    written: str
    segment: str
    publisher: str | None
    provider: str | None
    form: str | None
    """Slug of the host whose form the whole spelling has."""
    reading: Reading


class Namer:
    """The grammar, made from one catalog.

    Attributes:
        needle_words: lower-case words one of which stands in every name the grammar knows.
    """

    def __init__(self, catalog: Facts) -> None:
        self._vocabulary = vocabulary = Vocabulary(catalog.document("vocabulary"))
        lines = dict.fromkeys(head.line for head in vocabulary.heads)
        self._lines = Lines(catalog.llama_models, lines, vocabulary.size_aliases)
        self._reader = Reader(vocabulary, self._lines)
        self._opener = Opener(
            vocabulary,
            catalog.providers,
            [row.organisation for row in catalog.derivatives if row.organisation],
        )
        self._derivatives = Derivatives(catalog.derivatives, vocabulary)
        self._namesakes = Namesakes(vocabulary)
        self._labels = vocabulary.words("labels")
        self._first = (vocabulary.root, *sorted(vocabulary.words("needles")))
        self.needle_words: tuple[str, ...] = tuple(sorted({*self._first, *self._derivatives.needles}))
        self._prose = Prose(vocabulary, self._derivatives)
        self._said = lru_cache(_REMEMBERED)(self._identify)

    def identify(self, name: str) -> ModelName:
        """What a name means where a model is named.

        Args:
            name: any text; the whole of it is taken as the name.

        Returns:
            A reading of class model or derivative, else a neutral one whose `why` says what stood against it.
            Remembered: what a scan has read, its judgement asks for again.
        """
        return self._said(name)

    def _identify(self, name: str) -> ModelName:
        lowered = lower(name[-2048:])
        if not self._may_name(lowered):
            return _neutral(name, "LA-NAME-NONE", "No word in it belongs to a name of Llama weights.")
        envelope = self._opener.open(lowered)
        if envelope.is_page:
            return _neutral(name, "LA-NAME-PAGE", "The address of a page, not of weights.")
        dataset = self._namesakes.dataset(envelope.segments)
        if dataset is not None:
            return _neutral(name, "LA-NAME-DATASET", dataset)
        return self._best(name, envelope)

    def find_in_prose(self, text: str) -> Iterable[tuple[int, int, ModelName]]:
        """Names that stand in a sentence: start, end (exclusive) and reading, from left to right."""
        for start, end, name in self._prose.candidates(text):
            found, last = self._said(name), end
            compound = _COMPOUND.search(text, start, end) if found.rule == "LA-NAME-THING" else None
            if compound is not None:
                last = compound.start()
                found = self._said(name[: last - end])
            if found.is_llama:
                is_open = text.count("(", start, last) > text.count(")", start, last)
                last += is_open and text.startswith(")", last)
                yield start, last, replace(found, written=text[start:last])

    def _may_name(self, lowered: str) -> bool:
        return any(word in lowered for word in self._first) or self._derivatives.may_know(lowered)

    def _best(self, name: str, envelope: Envelope) -> ModelName:
        """The reading of the last segment that names something; else the last reason against."""
        refusal: ModelName | None = None
        for at in range(len(envelope.segments) - 1, -1, -1):
            segment = envelope.segments[at]
            if at < len(envelope.segments) - 1 and self._namesakes.is_publisher(segment):
                continue
            if not self._may_name(segment):
                if self._of_others(segment):
                    return _neutral(name, "LA-NAME-OTHER", f"{segment} is another vendor's model.")
                continue
            found = self._segment(name, envelope, at)
            if found.is_llama:
                return found
            refusal = refusal or found
            if found.rule in ("LA-NAME-TRAP", "LA-NAME-OWN-WEIGHTS", "LA-NAME-OTHER"):
                break
        return refusal or _neutral(name, "LA-NAME-NONE", "No word in it belongs to a name of Llama weights.")

    def _of_others(self, segment: str) -> bool:
        return not self._vocabulary.other_bases.isdisjoint(runs(segment))

    def _segment(self, name: str, envelope: Envelope, at: int) -> ModelName:
        publisher = self._opener.publisher(envelope.segments, at)
        segment = self._opener.own_part(envelope.segments, at, publisher)
        joined = segment
        if at + 1 < len(envelope.segments):
            joined = self._with_size_after(segment, envelope.segments[at + 1 :])
        reading = self._reader.read(self._namesakes.without_projects(joined))
        provider = self._opener.router(envelope, at) or envelope.provider
        case = _Case(name, joined, publisher, provider, envelope.provider, reading)
        if reading.size is None and self._is_publisher(envelope.segments, at):
            return _neutral(name, "LA-NAME-NONE", f"{segment} is the publisher of something else.")
        own = self._namesakes.own_weights(joined, reading.version)
        if own is not None:
            return _neutral(name, "LA-NAME-OWN-WEIGHTS", own)
        if reading.dataset:
            return _neutral(name, "LA-NAME-DATASET", "It names a data set, not weights.")
        if reading.line is None and (project := self._namesakes.project(segment)) is not None:
            return _neutral(name, "LA-NAME-PROJECT", project)
        return self._judge(case, segment)

    def _judge(self, case: _Case, segment: str) -> ModelName:
        """By the row of the catalog that knows the name, else by the grammar alone."""
        prefix, _, rest = segment.partition("_")
        names = dict.fromkeys(
            (segment, case.reading.own, "" if prefix in self._vocabulary.common_words else rest)
        )
        known = self._derivatives.find(case.publisher, names) or self._published_within(segment)
        if known is None or not self._believes(known[0], case.reading, segment):
            return self._by_grammar(case)
        if (
            known[0].row.origin == PROJECT_FILE
        ):  # a stranger's: it may add a name, never change what one means
            found = self._by_grammar(case)
            if found.is_llama:
                return found
        return self._by_row(case, known[0].row, known[1])

    def _published_within(self, segment: str) -> tuple[Pattern, str] | None:
        """The row of a name that stands behind its publisher's in one word: `BEI-nvidia-llama-embed-…`."""
        words = segment.split("-")
        for at in range(1, len(words) - 1):
            if self._opener.publishes(words[at]):
                found = self._derivatives.find(words[at], ("-".join(words[at + 1 :]),))
                if found is not None:
                    return found
        return None

    def _is_publisher(self, segments: tuple[str, ...], at: int) -> bool:
        """True where a later segment has a name of its own: then this one tells who published it."""
        return any(
            self._reader.read(part).unknown for part in segments[at + 1 :] if not self._opener.is_path(part)
        )

    def _with_size_after(self, segment: str, rest: tuple[str, ...]) -> str:
        """The segment and the size of a later one: `llama-3.1/pytorch/8b-instruct`, `llama2/7b_lora`.

        Without a version the size has to stand right behind, as in Meta's first folders (`llama/7B`).
        """
        reading = self._reader.read(segment)
        if reading.size is not None:
            return segment
        rest = rest if reading.version is not None else rest[:1]
        later = next((told for part in rest if (told := self._reader.size_words(part))), None)
        return f"{segment}-{later}" if later else segment

    def _believes(self, pattern: Pattern, reading: Reading, segment: str) -> bool:
        """A row's name with another vendor's base in it is that vendor's, unless the row says so itself.

        A teacher's name is none where a size shows weights: `airoboros-33b-gpt4` learnt from GPT-4's answers.
        """
        if not pattern.row.llama_weights or reading.version is not None:
            return True
        others = self._vocabulary.other_bases.intersection(runs(segment))
        if reading.size is not None:
            others -= self._vocabulary.teachers
        return others <= set(runs(lower(pattern.row.pattern)))

    # -- by data

    def _by_row(self, case: _Case, row: Derivative, matched: str) -> ModelName:
        if row.relation == "trap":
            note = row.note or "Its weights are not made from Llama."
            told = f"{row.pattern} is no Llama: {note}{_from(row.origin)}"
            return replace(_neutral(case.written, "LA-NAME-TRAP", told), origin=row.origin)
        copied = row.relation == _OFFICIAL or (row.relation in _COPIES and not case.reading.unknown)
        if copied and case.reading.line is not None:
            return replace(self._model(case, self._lines.families.get(row.family or "")), origin=row.origin)
        family = self._family_by(row, case.reading)
        base = row.base if family == row.family and row.base else family
        name = self._settled(case, matched, row)
        sure = _SURE.get(row.evidence, Confidence.LOW)
        made = f"made from {base}" if base else "made from Llama weights"
        found = self._found(
            case,
            NameClass.DERIVATIVE,
            name,
            family,
            rule="LA-NAME-DERIVATIVE",
            evidence=sure,
            made_from=base,
            why=f"The catalog knows {row.pattern} as {made} ({row.relation}, evidence: {row.evidence})"
            f"{_from(row.origin)}.",
        )
        on_hub = "/" in row.pattern or row.organisation is not None
        return replace(found, modality=row.modality, on_hub=on_hub, origin=row.origin)

    def _settled(self, case: _Case, matched: str, row: Derivative | None = None) -> str:
        """A derivative's own name: the shortest form that by itself is read as the same again."""
        other = self._reader.read(matched)
        short = (case.reading.own, other.own, case.reading.full, other.full)
        longer = (f"{case.publisher}-{name}" for name in short if case.publisher)
        second = None
        for name in filter(None, dict.fromkeys((*short, *longer))):
            if self._is_own_name(name):
                if self._row_of(name) is row:
                    return name
                second = second or name
        return second or case.reading.own or folded(case.segment)

    def _row_of(self, name: str) -> Derivative | None:
        known = self._derivatives.find(None, dict.fromkeys((name, self._reader.read(name).own)))
        return known[0].row if known else None

    def _is_own_name(self, name: str) -> bool:
        """True when a name is read as a derivative of that name."""
        reading = self._reader.read(name)
        if name not in (reading.own, reading.full):
            return False
        row = self._row_of(name)
        if row is not None:
            return row.relation not in ("trap", _OFFICIAL, *_COPIES)
        alone = _Case(name, name, None, None, None, reading)
        return self._is_others(reading) and reading.line is not None and self._refusal(alone) is None

    def _family_by(self, row: Derivative, reading: Reading) -> str | None:
        """The row's family; but a version that the name tells and the row's pattern does not goes first."""
        found = self._family(reading, exact=True)
        told = found.id if found else None
        pattern = self._reader.read(lower(row.pattern).rpartition("/")[2].replace("*", ""))
        if reading.version is not None and reading.version != pattern.version:
            return told or row.family
        return row.family or told

    # -- by grammar

    def _by_grammar(self, case: _Case) -> ModelName:
        reading = case.reading
        refusal = self._refusal(case)
        if refusal is not None:
            return _neutral(case.written, *refusal)
        if case.publisher in self._vocabulary.meta:
            return self._model(case)
        is_others = self._is_others(reading) or bool(self._translated(case))
        return self._unlisted(case) if is_others else self._model(case)

    def _translated(self, case: _Case) -> str:
        """The language at the end of a publisher's name, `eu` of `acme/llama-2-7b-chat-eu`; else "".

        `it` is one where another word tells the variant already.
        """
        words, variants = case.segment.split("-"), self._vocabulary.variants
        last = words[-1]
        is_told = last not in variants or any(word in variants for word in words[:-1])
        is_published = case.publisher is not None and case.provider is None
        return last if is_published and is_told and last in self._vocabulary.tongues else ""

    def _is_others(self, reading: Reading) -> bool:
        """True where words tell weights of somebody's own, not merely a thing around Meta's."""
        told = any(word not in self._vocabulary.things for word in reading.unknown)
        return told or reading.short or self._is_stretched(reading)

    def _is_stretched(self, reading: Reading) -> bool:
        """True for a length of context that none of the family's models has: somebody trained it longer."""
        family = self._family(reading, exact=False)
        lengths = [one.model.context_tokens for one in family.checkpoints] if family else []
        known = [length for length in lengths if length is not None]
        return bool(known) and reading.context > max(known) * 1.1

    def _refusal(self, case: _Case) -> tuple[str, str] | None:
        """The rule and the reason why the words name no Llama weights."""
        reading = case.reading
        if reading.line is None:
            return "LA-NAME-NONE", "No word in it names a line of Llama."
        if reading.ending or case.publisher in self._labels:
            return "LA-NAME-THING", "It names a file of text or a label, not weights."
        if reading.things and reading.size is None and not self._is_published(case):
            return "LA-NAME-THING", f"It names a thing around a model ({', '.join(reading.unknown)})."
        if reading.unknown and reading.size is None and all(len(word) == 1 for word in reading.unknown):
            return "LA-NAME-THING", "One letter before the name: somebody's short word for a model."
        if reading.version is None and not reading.stands_alone:
            return self._unversioned(reading, case.publisher)
        major = (reading.version or "").partition(".")[0]
        if major and not any(
            known.partition(".")[0] in ("", major) for known in self._lines.of(reading.line)
        ):
            return "LA-NAME-VERSION", f"No version {reading.version} of {reading.line} is known."
        return None

    def _is_published(self, case: _Case) -> bool:
        """True under a publisher; a folder (`assets/tokenizer.llama2`) publishes no mere thing."""
        if case.publisher is None or self._opener.publishes(case.publisher):
            return case.publisher is not None
        return any(word not in self._vocabulary.things for word in case.reading.unknown)

    def _is_official(self, reading: Reading, publisher: str | None) -> bool:
        """True for `meta-llama/Llama-Vision`: Meta's own name of a variant without version and size."""
        told = bool(reading.variants - {"base"}) and not reading.unknown
        return (
            told and publisher in self._vocabulary.meta and reading.version is None and reading.size is None
        )

    def _unversioned(self, reading: Reading, publisher: str | None) -> tuple[str, str] | None:
        if self._is_official(reading, publisher):
            return None
        if reading.size is None:
            return "LA-NAME-BARE", "Llama without version or size: programs and projects bear the name too."
        if reading.unknown and reading.size >= _LEAST_UNLISTED:
            return None
        if not self._lines.with_size(reading.line or "", reading.size):
            return "LA-NAME-SIZE", f"No Llama has {reading.size:g}B parameters: weights of its own."
        return None

    def _family(self, reading: Reading, *, exact: bool) -> Family | None:
        """The family named; None when none is, or the name leaves it open."""
        if reading.line is None:
            return None
        if reading.version is None and reading.size is None and not reading.stands_alone:
            return None
        return self._lines.family(reading.line, reading.version, reading.size, exact=exact)

    def _model(self, case: _Case, known: Family | None = None) -> ModelName:
        """A model of Meta's; `known` is the family that the catalog knows where the name tells none."""
        reading = case.reading
        assert reading.line is not None
        family = self._family(reading, exact=False) or known
        named = reading.variants | self._told_by_host(case, family)
        if family is None:
            stem = reading.line if reading.version is None else f"{reading.line}-{reading.version}"
            name, official = spell(stem, reading.size, named - {"base"}), None
            if self._is_official(reading, case.publisher):
                name = f"{case.publisher}/{name}"
        else:
            name, official = self._lines.name(family, reading.size, named)
        copy = (
            case.publisher is not None
            and case.publisher not in self._vocabulary.meta
            and case.provider is None
        )
        found = self._found(
            case,
            NameClass.MODEL,
            name,
            family.id if family else None,
            rule="LA-NAME-SLUG" if self._is_slug(case) else "LA-NAME-COPY" if copy else "LA-NAME-MODEL",
            why=_why_model(case, name, family, copy),
            made_from=name if copy else None,
        )
        return replace(
            found,
            variant=_variant(official, named),
            modality=_modality(official, family, named),
            origin=official.model.origin if official else None,
        )

    def _is_slug(self, case: _Case) -> bool:
        """True for `gpu-llama3`: what a program or a machine that runs it may be called."""
        reading = case.reading
        told = reading.size is not None or bool(reading.variants) or case.provider is not None
        known = case.publisher is not None and self._opener.publishes(case.publisher)
        return reading.led and not told and not known

    def _told_by_host(self, case: _Case, family: Family | None) -> frozenset[str]:
        """The chat-tuned variant, where only that is served under such an id."""
        reading = case.reading
        if (
            family is None
            or reading.variants & {"instruct", "chat", "base", "python"}
            or family.tuned is None
        ):
            return frozenset()
        sized = reading.size is not None or bool(reading.variants)
        served = reading.services & self._vocabulary.instruct_services
        suffixed = _NUMBERED.sub("", case.segment).endswith(self._opener.chat_suffixes(case.form))
        if served or suffixed or (sized and case.provider in self._vocabulary.chat_providers):
            return frozenset({family.tuned})
        return frozenset()

    def _unlisted(self, case: _Case) -> ModelName:
        """Somebody's own words around a Llama's name: weights made from it that no row knows."""
        reading = case.reading
        found = self._family(reading, exact=True)
        family = found.id if found else None
        words = ", ".join(dict.fromkeys(reading.unknown)) or self._translated(case) or reading.own
        base = family or reading.line
        return self._found(
            case,
            NameClass.DERIVATIVE,
            self._settled(case, case.segment),
            family,
            rule="LA-NAME-UNLISTED",
            evidence=Confidence.LOW,
            made_from=base,
            why=f"The name says that it was made from {base}; {words}: not Meta's words.",
        )

    def _found(
        self,
        case: _Case,
        kind: NameClass,
        model: str,
        family: str | None,
        *,
        rule: str,
        why: str,
        evidence: Confidence = Confidence.HIGH,
        made_from: str | None = None,
    ) -> ModelName:
        reading = case.reading
        return ModelName(
            written=case.written,
            name_class=kind,
            model=model,
            family=family,
            size_b=reading.size,
            variant=_variant(None, reading.variants),
            quantisation=reading.quantisation,
            provider=case.provider,
            organisation=_as_written(case),
            made_from=made_from,
            evidence=evidence,
            bare=self._is_bare(case, kind),
            rule=rule,
            why=why,
        )

    def _is_bare(self, case: _Case, kind: NameClass) -> bool:
        if case.publisher or case.provider or ":" in case.segment:
            return False
        if kind is NameClass.DERIVATIVE and case.reading.line is None:
            return len(runs(case.segment)) == 1
        if case.reading.stands_alone:
            return case.reading.plain and len(split(case.segment)) == 1
        return case.reading.plain and "." not in case.segment


def _variant(official: Checkpoint | None, named: frozenset[str]) -> str | None:
    if official is not None:
        return official.model.variant
    return next((word for word in _VARIANTS if word in named), None)


def _modality(official: Checkpoint | None, family: Family | None, named: frozenset[str]) -> str | None:
    if official is not None:
        return official.model.modality
    if family is None:
        return None
    told = {one.model.modality for one in family.checkpoints if not named or named & one.words} or {None}
    return told.pop() if len(told) == 1 else None


def _why_model(case: _Case, name: str, family: Family | None, copy: bool) -> str:
    told = [f"it reads {name}"]
    if copy:
        told.append(f"a copy of Meta's weights published by {_as_written(case)}")
    if case.provider:
        told.append(f"spelt the way {case.provider} writes it")
    if case.reading.quantisation:
        told.append(f"quantised {case.reading.quantisation}")
    if family is None:
        told.append("which family it is, the name leaves open")
    text = "; ".join(told)
    return f"{text[0].upper()}{text[1:]}."


def _as_written(case: _Case) -> str | None:
    if case.publisher is None:
        return None
    at = lower(case.written).rfind(case.publisher)
    return case.written[at : at + len(case.publisher)] if at >= 0 else case.publisher


def _from(origin: str | None) -> str:
    """` (from overlay acme.toml)`; nothing for the bundled catalog."""
    return f" (from {origin})" if origin else ""


def _neutral(name: str, rule: str, why: str) -> ModelName:
    return ModelName(written=name, name_class=NameClass.NEUTRAL, rule=rule, why=why)
