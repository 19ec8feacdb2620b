"""Facts about needs near findings: how much context, which features, at whose API.

A hint is no finding. It is read from files that hold one, so that a replacement can be asked for what the
project uses today. What to look for stands in `resources/hints.json`; hosts, key variables and packages of
providers come from the catalog, so that a new provider is one row there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import Any

from advisor.core.kinds import Context
from advisor.core.knowledge import Package, Provider
from advisor.scan.detect.entries import bracket_span, entry_span
from advisor.scan.inspection import HintDraft
from advisor.scan.read import char_offsets
from advisor.scan.sift import sifter

_PROVIDER = "provider"
_SAID = "said"
"""The need by which a provider is told that a sentence says a model runs at."""
_SETTINGS = (".yaml", ".yml", ".json", ".toml")
"""Files in which an address stands in the entry that it is of."""
_MOST_SCOPED = 1_000
"""Hints of one text whose entries are looked for; a file has no use for so many."""
_BEGIN = 2
"""Letters by which words are looked up; none is shorter."""
_ASSIGNED = re.compile(
    r"""["'`]?\]?[)>]?[ \t]{0,4}(?::[ \t]{0,4}(?:int|u32|usize|number|Optional\[int\])[ \t]{0,4})?"""
    r"""(?:=>|:=|[:=,]|(?<=[\w])[ \t])[ \t]{0,8}(?:\r?\n[ \t]{0,40})?["'`]?"""
)
_NUMBER = re.compile(r"(\d[\d_]{0,11})(?:[ \t]{0,2}\*[ \t]{0,2}(1000|1024)\b|([kK])\b)?(?![\w.])")
_NAME = re.compile(r"[A-Za-z][\w .&'-]{0,40}")
_WORD = re.compile(r"\w")
_RUNS_AT = re.compile(r"\b(?:on|via|by|through|at)[ \t]\Z")
_RUNS_AT_REACH = 10
_IMPORT_LINE = re.compile(
    r"\s{0,40}(?:[-+>]\s)?(?:from|import|use|using|export|const|let|var|extern|require)\b|\s{0,20}[}\w.]{0,40}\s?(?:from\s{1,4})?[\"'][^\"']{1,200}[\"'];?\s{0,4}$"
)
_HOST_PART = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing to look for.

    `kind` is `number` (a key and a number), `setting` (a key and one of some values), `word` (it stands
    there), `said` (the same after a word such as `on`), `host` (a host name), `import` (a module or package
    that is imported) or `named` (a key whose value is a provider's name).
    """

    kind: str
    need: str
    word: str
    value: str = ""
    """The hint's value; "" is what is written."""
    least: int = 0
    most: int = 0
    values: tuple[str, ...] = ()
    pattern: str = ""
    """A host name whole, as a regular expression."""
    named: Mapping[str, str] = field(default_factory=dict)
    """What the value may be to the hint's own value, lower case."""


class HintRules:
    """The rules of `hints.json` and of the catalog's providers, ready to be looked for."""

    def __init__(
        self,
        document: Mapping[str, Any],
        providers: Iterable[Provider] = (),
        packages: Iterable[Package] = (),
    ) -> None:
        """`document` is the parsed `hints.json`; KeyError or TypeError when it is not as its schema says."""
        self._silent = frozenset(Context(name) for name in document["silent_contexts"])
        providers = tuple(providers)
        rules = [
            *_from_document(document),
            *_from_providers(providers, packages),
            *_from_keys(document, providers),
            *_from_names(document, providers),
        ]
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.word.lower(), []).append(rule)
        self._by_start: dict[str, list[str]] = {}
        for word in sorted(self._rules, key=len, reverse=True):
            self._by_start.setdefault(word[:_BEGIN], []).append(word)

    @cached_property
    def _hits(self) -> Callable[[memoryview], list[int]]:
        return sifter(sorted(word.encode("ascii") for word in self._rules if word.isascii()))

    def find(self, text: str, context: Context, path: str = "") -> list[HintDraft]:
        """The hints of a file.

        Args:
            text: the whole file, or a window of it.
            context: the file's; documents, data and other people's code say nothing of needs.
            path: what it is called; in a file of settings a provider is named for its own entry.
        """
        if context in self._silent:
            return []
        data = text.encode("utf-8", "replace")
        places = char_offsets(data, self._hits(memoryview(data)), "utf-8")
        is_settings = path.lower().endswith(_SETTINGS)
        found = [pair for place in places for pair in self._at(text, place)]
        scoped = [_scoped(hint, rule, text, is_settings) for hint, rule in found[:_MOST_SCOPED]]
        return [*scoped, *(hint for hint, rule in found[_MOST_SCOPED:] if rule.kind != "named")]

    def _at(self, text: str, place: int) -> Iterator[tuple[HintDraft, Rule]]:
        for word in self._by_start.get(text[place : place + _BEGIN].lower(), ()):
            end = place + len(word)
            if text[place:end].lower() != word:
                continue
            for rule in self._rules[word]:
                hint = _READERS[rule.kind](text, place, end, rule)
                if hint is not None:
                    yield hint, rule


def _scoped(hint: HintDraft, rule: Rule, text: str, is_settings: bool) -> HintDraft:
    """A hint with the entry that it speaks of."""
    if rule.kind == "named" or (is_settings and hint.need == _PROVIDER):
        return replace(hint, span=entry_span(text, hint.start))
    if rule.kind in ("number", "setting"):
        return replace(hint, span=bracket_span(text, hint.start))
    return hint


def _from_document(document: Mapping[str, Any]) -> Iterator[Rule]:
    for row in document["numbers"]:
        for key in row["keys"]:
            yield Rule("number", row["need"], key, least=row["least"], most=row["most"])
    for row in document["settings"]:
        for key in row["keys"]:
            yield Rule("setting", row["need"], key, row["value"], values=tuple(row["values"]))
    for row in document["words"]:
        for word in row["words"]:
            yield Rule("word", row["need"], word, row["value"])
    for row in document["clients"]:
        for word in row["words"]:
            yield Rule("word", _PROVIDER, word, row["provider"])


def _from_providers(providers: Iterable[Provider], packages: Iterable[Package]) -> Iterator[Rule]:
    modules = {f"{one.ecosystem}/{one.name}": one.imports for one in packages}
    for provider in providers:
        for host in provider.hosts:
            part = max(host.split("*"), key=len).strip(".")
            yield Rule("host", _PROVIDER, part, provider.id, pattern=_host_pattern(host))
        for key in provider.keys:
            yield Rule("word", _PROVIDER, key, provider.id)
        for package in provider.packages:
            for word in {package.partition("/")[2], *modules.get(package, ())}:
                yield Rule("import", _PROVIDER, word, provider.id)


def _from_keys(document: Mapping[str, Any], providers: Iterable[Provider]) -> Iterator[Rule]:
    """Keys such as `providerId`, whose value calls a provider by one of its names."""
    left_out = frozenset(document["names_of_others"])
    named = {
        name.lower(): one.id
        for one in providers
        for name in (one.id, one.name, *one.aliases)
        if name.lower() not in left_out
    }
    for key in document["provider_keys"]:
        yield Rule("named", _PROVIDER, key, named=named)


def _from_names(document: Mapping[str, Any], providers: Iterable[Provider]) -> Iterator[Rule]:
    """Providers' names as sentences write them: `Llama 3.1 70B on Groq`."""
    left_out = frozenset(document["names_of_others"])
    for one in providers:
        if one.name.lower() not in left_out:
            yield Rule("said", _SAID, one.name, one.id)


def _host_pattern(host: str) -> str:
    """A host name whole; `*` stands for one or more labels."""
    return re.escape(host).replace(r"\*", _HOST_PART)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a text first asks for it: a run meets few of the many hosts."""
    return re.compile(pattern, re.IGNORECASE)


def _hint(text: str, start: int, end: int, rule: Rule, value: str = "") -> HintDraft:
    written = text[start:end].encode("utf-8", "replace").decode("utf-8")
    return HintDraft(start, rule.need, value or rule.value or written, written)


def _begins_inside(text: str, start: int, *, key: bool) -> bool:
    """True where a word goes on to the left. `OLLAMA_NUM_CTX` still is the key `num_ctx`."""
    before = text[start - 1 : start]
    if before == "_" and key:
        return not text[start : start + 3].isupper()
    return bool(_WORD.match(text[start]) and _WORD.match(before or " "))


def _ends_inside(text: str, end: int) -> bool:
    return bool(_WORD.match(text[end - 1]) and _WORD.match(text[end : end + 1] or " "))


def _number(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """`num_ctx: 8192`, `--max-model-len 32k`, `n_ctx=8 * 1024`."""
    assigned = None if _begins_inside(text, start, key=True) else _ASSIGNED.match(text, end)
    found = _NUMBER.match(text, assigned.end()) if assigned else None
    if found is None:
        return None
    factor = int(found.group(2) or (1024 if found.group(3) else 1))
    number = int(found.group(1).replace("_", "")) * factor
    if not rule.least <= number <= rule.most:
        return None
    return _hint(text, start, found.end(), rule, str(number))


def _setting(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """`stream=True`, `"format": "json"`."""
    assigned = None if _begins_inside(text, start, key=True) else _ASSIGNED.match(text, end)
    if assigned is None:
        return None
    stop = assigned.end()
    value = next((one for one in rule.values if text[stop : stop + len(one)].lower() == one), None)
    return None if value is None else _hint(text, start, stop + len(value), rule)


def _named(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """`"providerId": "togetherai"`, `model_provider="groq"`: said of the entry it stands in."""
    assigned = None if _begins_inside(text, start, key=True) else _ASSIGNED.match(text, end)
    value = _NAME.match(text, assigned.end()) if assigned is not None else None
    provider = rule.named.get(value.group().strip().lower()) if value is not None else None
    if value is None or provider is None:
        return None
    return _hint(text, start, value.end(), rule, provider)


def _word(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """A name that stands there exactly so."""
    if text[start:end] != rule.word or _begins_inside(text, start, key=False) or _ends_inside(text, end):
        return None
    return _hint(text, start, end, rule)


def _said(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """A name after a word such as `on`, in a sentence."""
    if _RUNS_AT.search(text, max(0, start - _RUNS_AT_REACH), start) is None:
        return None
    return _word(text, start, end, rule)


def _host(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """A host name, alone or in an address."""
    low = start
    while low > 0 and start - low < 80 and (text[low - 1].isalnum() or text[low - 1] in "-."):
        low -= 1
    for at in range(low, start + 1):
        if at == low or text[at - 1] == ".":
            found = _compiled(rule.pattern).match(text, at)
            if found is not None and found.end() >= end and not _ends_inside(text, found.end()):
                return _hint(text, at, found.end(), rule)
    return None


def _import(text: str, start: int, end: int, rule: Rule) -> HintDraft | None:
    """A module or package where it is imported."""
    if _begins_inside(text, start, key=False) or _ends_inside(text, end) or text[end : end + 1] == "-":
        return None
    if text[start - 1 : start] in ("-", "/", "@", "."):
        return None
    line_start = (
        max(text.rfind("\n", max(0, start - 400), start), text.rfind("\r", max(0, start - 400), start)) + 1
    )
    line_end = text.find("\n", end, end + 400)
    line = text[line_start : line_end if line_end >= 0 else end + 400]
    return _hint(text, start, end, rule) if _IMPORT_LINE.match(line) else None


_READERS: dict[str, Callable[[str, int, int, Rule], HintDraft | None]] = {
    "number": _number,
    "setting": _setting,
    "named": _named,
    "word": _word,
    "said": _said,
    "host": _host,
    "import": _import,
}
