"""What a replacement has to offer, read from the code around a dependency, the model itself and the policy.

A need that was seen has its places; one that follows from the old model alone is marked inferred and never
rules a candidate out on its own, unless the model is one made for that very thing. The policy overrides both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from advisor.assess.tables import Tables
from advisor.core.assessment import Need
from advisor.core.findings import Hint
from advisor.core.policy import Policy

CONTEXT, VISION, TOOLS, RUNS, TASK = "context", "vision", "tools", "runs", "task"
LANGUAGES, QUANTISATION, HARDWARE, CHUNK, SIZE = "languages", "quantisation", "hardware", "chunk", "size"
YES, NO = "yes", "no"
OWN_MACHINE = "own machine"
CHAT = "chat"

_WORDED = frozenset({LANGUAGES, QUANTISATION, RUNS, TASK})
"""Needs whose value is a word or a list of them, and not yes or no."""

_NO_WORDS = frozenset({"no", "false", "none", "off", "0"})


@dataclass(frozen=True, slots=True)
class OldModel:
    """What is known of the model to be replaced; None where it is not."""

    name: str
    """As people write it."""
    id: str | None = None
    """Canonical name."""
    family: str | None = None
    size_b: float | None = None
    active_b: float | None = None
    variant: str | None = None
    modality: str | None = None
    context_tokens: int | None = None
    size_assumed: bool = False
    """True where the size is what a runtime pulls for a name that tells none."""
    published: bool | None = None
    """Whether a hub repository of its weights is known; False: none of an official model; None: not checked.
    """

    @property
    def size_words(self) -> str:
        """`8B`, `8B (assumed)`; empty where it is not known."""
        if not self.size_b:
            return ""
        return f"{self.size_b:g}B (assumed)" if self.size_assumed else f"{self.size_b:g}B"


@dataclass(frozen=True, slots=True)
class Needs:
    """The needs of one dependency, by name, in a fixed order."""

    rows: tuple[Need, ...]
    _by_name: Mapping[str, Need] = field(init=False, repr=False, compare=False)
    """The rows again: one ranking looks a need up a thousand times."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_name", {need.name: need for need in self.rows})

    def get(self, name: str) -> Need | None:
        """The need of that name."""
        return self._by_name.get(name)

    def wants(self, name: str) -> bool:
        """True where a yes-or-no need says yes."""
        need = self.get(name)
        return need is not None and need.value == YES

    @property
    def context(self) -> int | None:
        """Tokens of context; None where neither project nor model tells."""
        need = self.get(CONTEXT)
        return int(need.value) if need is not None else None

    @property
    def task(self) -> str:
        """What the model is used for: `chat`, `code`, `guard`, `embedding` …"""
        need = self.get(TASK)
        return need.value if need is not None else CHAT


def needs(old: OldModel, host: str | None, hints: Iterable[Hint], policy: Policy, tables: Tables) -> Needs:
    """The needs of a dependency on `old`, run at the host named `host` (None: on own machines or not stated).

    `hints` are those of the files the dependency stands in. A hint that no sentence speaks of (where a model
    runs, what a request body holds) is no need.
    """
    by_need: dict[str, list[Hint]] = {}
    for hint in hints:
        by_need.setdefault(hint.need, []).append(hint)
    told = sorted((name, found) for name, found in by_need.items() if f"need.{name}" in tables.texts)
    rows = [
        _task(old, tables),
        _runs(host, tables),
        _context(old, by_need.get(CONTEXT, []), tables),
        _size(old, host, tables),
        _vision(old, by_need.get(VISION, []), tables),
        *(_seen(name, found, tables) for name, found in told if name not in (CONTEXT, VISION)),
    ]
    known = {need.name: need for need in rows if need is not None}
    return Needs(tuple(_overridden(known, policy.needs, tables).values()))


def _task(old: OldModel, tables: Tables) -> Need:
    task = tables.task_by_modality.get(old.modality or "", CHAT)
    family = old.family or ""
    for start, made_for in tables.task_by_family:
        if family.startswith(start):
            task = made_for
    return Need(TASK, task, tables.texts.say("need.task", task=task), inferred=True)


def _runs(host: str | None, tables: Tables) -> Need:
    if host is None:
        return Need(RUNS, OWN_MACHINE, tables.texts.say("need.runs-own"), inferred=True)
    return Need(RUNS, host, tables.texts.say("need.runs-hosted", host=host), inferred=True)


def _context(old: OldModel, hints: list[Hint], tables: Tables) -> Need | None:
    sizes = [(size, hint) for hint in hints if (size := tokens(hint.value))]
    if sizes:
        most = max(size for size, _ in sizes)
        text = tables.texts.say("need.context", tokens=f"{most:,}")
        return Need(CONTEXT, str(most), text, _places(hint for size, hint in sizes if size == most))
    if old.context_tokens is None:
        return None
    text = tables.texts.say("need.context-bound", tokens=f"{old.context_tokens:,}", model=old.name)
    return Need(CONTEXT, str(old.context_tokens), text, inferred=True)


def _size(old: OldModel, host: str | None, tables: Tables) -> Need | None:
    """Only where it is assumed: what is known stands in the model's name."""
    if not old.size_assumed or not old.size_b:
        return None
    text = tables.texts.say("need.size-assumed", size=f"{old.size_b:g}B", model=old.name)
    return Need(SIZE, f"{old.size_b:g}", text, inferred=True)


def _vision(old: OldModel, hints: list[Hint], tables: Tables) -> Need | None:
    """Images: seen in code, or named by the model's variant, or only possible with the old model."""
    if any(_is_yes(hint.value) for hint in hints):
        return Need(VISION, YES, tables.texts.say("need.vision"), _places(hints))
    if old.variant == VISION:
        return Need(VISION, YES, tables.texts.say("need.vision-model", model=old.name))
    if "image" in (old.modality or ""):
        return Need(VISION, YES, tables.texts.say("need.vision-possible", model=old.name), inferred=True)
    return None


def _seen(name: str, hints: list[Hint], tables: Tables) -> Need:
    """A need that only code tells of: tools, structured output, streaming, languages, hardware …"""
    values = sorted({hint.value for hint in hints})
    if name == CHUNK:
        most = max(map(int, filter(str.isdecimal, values)), default=0)
        return Need(name, str(most), tables.texts.say("need.chunk", size=f"{most:,}"), _places(hints))
    if name == HARDWARE:
        return _hardware(values, hints, tables)
    words = ", ".join(values)
    value = words if name in _WORDED else YES
    return Need(name, value, tables.texts.say(f"need.{name}", value=words), _places(hints))


def _hardware(values: Iterable[str], hints: list[Hint], tables: Tables) -> Need:
    """The largest machine named; one of a kind not stated only where no other is."""
    known = [tables.models.machines[value] for value in values if value in tables.models.machines]
    best = max(known, key=lambda machine: (machine.gb or 0, machine.id))
    cards = f"{best.cards} × {best.name}" if best.cards > 1 else best.name
    memory = "" if best.gb is None else f" ({best.gb:g} GB)"
    text = tables.texts.say("need.hardware", machine=f"{cards}{memory}")
    return Need(HARDWARE, "" if best.gb is None else f"{best.gb:g}", text, _places(hints))


def _is_yes(value: str) -> bool:
    return value.strip().lower() not in _NO_WORDS


def _places(hints: Iterable[Hint]) -> tuple[str, ...]:
    return tuple(sorted({f"{hint.path}:{hint.line}" for hint in hints}))


def known_needs(tables: Tables) -> frozenset[str]:
    """The needs a policy may set: those the table of sentences has words for."""
    return frozenset(tables.needs)


def tokens(value: str) -> int | None:
    """`16384`, `16,384` or `16_384` as a number of tokens; None for anything else."""
    digits = value.strip().replace(",", "").replace("_", "")
    return int(digits) if digits.isascii() and digits.isdecimal() and 0 < len(digits) < 10 else None


def _overridden(known: dict[str, Need], wanted: Mapping[str, str], tables: Tables) -> dict[str, Need]:
    """The policy's word stands; "no" takes a yes-or-no need away. `check_policy` has looked at it before."""
    for name, value in sorted(wanted.items()):
        plain = value.strip().lower()
        if plain in _NO_WORDS:
            known.pop(name, None)
            continue
        size = tokens(value) if name == CONTEXT else None
        text = _words(name, plain, size, tables)
        meant = str(size) if size is not None else plain if name in _WORDED else YES
        known[name] = Need(name, meant, tables.texts.say("need.policy", text=text))
    return known


def _words(name: str, value: str, size: int | None, tables: Tables) -> str:
    if size is not None:
        return tables.texts.say("need.context", tokens=f"{size:,}")
    if name == TASK:
        return tables.texts.say("need.task", task=value)
    if name == RUNS:
        own = value == OWN_MACHINE
        return tables.texts.say("need.runs-own") if own else tables.texts.say("need.runs-hosted", host=value)
    return tables.texts.say(f"need.{name}", value=value)
