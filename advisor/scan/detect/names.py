"""Reads a model name out of a word, a path, an address or a sentence.

What a spelling means is the grammar's business (`advisor.names`); here is decided which part of what
stands in the file is the spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from advisor.core.kinds import NameClass
from advisor.core.names import ModelName
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.scene import Scene

_SENTENCE = 400
_VERSIONED = re.compile(r"\d")
_SIZE_REACH = 24
_SIZE_BEFORE = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d)?) ?[bB](?:[- ]param(?:eter)?s?)? {1,2}$")
_ROOT_WORD = re.compile(r"llama(?![\w.+-]| [v\d])", re.IGNORECASE)
_SIZE_AFTER = re.compile(
    r"(?: (?:base|models?|family|sizes?|weights|variants?|of|in|with|at|the)){1,6} "
    r"\(?(\d{1,3}(?:\.\d)?) ?[bB]\b"
)
"""What leads from a name to its first size: `LLaMA models of 7B, 13B`."""
_MOST_NAMES = 4
_CLIENT = re.compile(r"[a-z][a-z_-]{1,30}:(?!/)")
_WINDOW = re.compile(r"\b\d{1,4}k\b", re.IGNORECASE)
_ORDINAL = re.compile(r"[A-Za-z]{3,40}[-_]v?\d{1,4}")
"""A word and a number that is no version: of those a family would be known."""
_SLUG = "LA-NAME-SLUG"
"""The grammar's rule for a line and a version behind a machine's or runtime's word."""
_UNLISTED = "LA-NAME-UNLISTED"
"""The grammar's rule for a name with words that nobody has told it of."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A name and where it stands."""

    start: int
    end: int
    name: ModelName


def read_word(scene: Scene, start: int, end: int) -> Reading:
    """The name in a word: the whole of it, else the parts of a path or of a `key:value`.

    Returns:
        The first part that means Llama; else the reading of the whole word, which is neutral.
    """
    text = scene.view.text[start:end]
    whole = scene.kit.identify(text)
    if whole.is_llama and not _is_doubtful(whole, text):
        return Reading(start, end, whole)
    if whole.is_llama or not is_namesake(scene, text) or text.count(":") > 1:
        part = _read_part(scene, start, text)
        if part is not None:
            return part
    if whole.is_llama and _is_path(text):
        whole = replace(whole, name_class=NameClass.NEUTRAL)
    return Reading(start, end, whole)


def _read_part(scene: Scene, start: int, text: str) -> Reading | None:
    """The first part of a path or of a `key:value` that means Llama without doubt."""
    for low, high in _parts(text):
        part = text[low:high]
        if is_namesake(scene, part) and not scene.kit.identify(part).is_llama:
            return None
        name = scene.kit.identify(part)
        if name.is_llama and not _is_doubtful(name, text):
            return Reading(start + low, start + high, name)
    return None


def narrowed(scene: Scene, hit: int, start: int, end: int) -> tuple[int, int]:
    """The one name of `llama2/llama3` that a hit stands in: parts that name models of different families."""
    text = scene.view.text[start:end]
    parts = text.split("/")
    if not 1 < len(parts) <= _MOST_NAMES:
        return start, end
    names = [scene.kit.identify(part) for part in parts]
    families = {name.family for name in names if name.name_class is NameClass.MODEL and name.family}
    if len(families) < len(parts):
        return start, end
    low = start + text.rfind("/", 0, hit - start) + 1
    return low, low + len(parts[text.count("/", 0, hit - start)])


def _is_path(text: str) -> bool:
    return text.count("/") > 1 or text.startswith(("/", "."))


def _is_doubtful(name: ModelName, text: str) -> bool:
    """True where a part of the text may be a better name than this one.

    In a path a folder may bear the name (`~/envs/llava/bin`); before a colon may stand a setting's name.
    """
    if _is_path(text):
        is_derivative = name.name_class is NameClass.DERIVATIVE
        return is_guess(name) or (is_derivative and _VERSIONED.search(name.model or "") is None)
    return is_unlisted(name) and ":" in text


def _parts(text: str) -> Iterator[tuple[int, int]]:
    """The last two parts of a path, each from the last, and what follows a colon, the last one or a shell's
    `:-`: `default:GGML:AUTO:Orca-2-13b.gguf`.
    """
    cuts = [-1, *(match.start() for match in re.finditer("/", text)), len(text)]
    if len(cuts) > 3:
        yield cuts[-3] + 1, len(text)
    if len(cuts) > 2:
        for index in range(len(cuts) - 1, max(0, len(cuts) - 7), -1):
            if cuts[index] - cuts[index - 1] > 1:
                yield cuts[index - 1] + 1, cuts[index]
    colon = text.find(":")
    if 0 < colon < len(text) - 1:
        if colon < (last := text.rfind(":")) < len(text) - 1:
            yield last + 1, len(text)
        default = text.startswith(":-", colon)
        yield colon + 1 + default, len(text)
        yield 0, colon


def is_namesake(scene: Scene, text: str) -> bool:
    """True for words that merely contain a needle."""
    return scene.kit.namesake(text) is not None


def is_vague(name: ModelName, written: str) -> bool:
    """True for `vicuna`, `alpaca-lora`, `llama2-webui` or `gpu-llama3`: a program or folder may be called
    so as well, and so for `vicuna_12`: the twelfth of some.

    Llama's own lines without a version never come here: `llama` names no model, and Code Llama and Llama
    Guard are versions by themselves.
    """
    if name.name_class is NameClass.MODEL:
        return name.rule == _SLUG
    if is_ordinal(name, written):
        return True
    if _VERSIONED.search(f"{name.model} {written.rpartition('/')[2]}") is None:
        return True
    is_hub_id = name.organisation is not None and written.count("/") == 1
    return is_guess(name) and not is_hub_id


def is_ordinal(name: ModelName, written: str) -> bool:
    """True for `vicuna_12`, or a prompt format's `vicuna_v1`: of a version a family would be known."""
    is_told = name.family is not None or name.size_b is not None
    return not is_told and _ORDINAL.fullmatch(written.rpartition("/")[2]) is not None


def is_guess(name: ModelName) -> bool:
    """True where words that the grammar does not know stand around a version.

    A size, a variant, the length of a context window (`llama-3-sonar-small-32k-chat`) or a client's prefix
    (`ollama:llama2-uncensored`) shows a model's id.
    """
    is_id = name.size_b is not None or name.variant is not None or _WINDOW.search(name.written) is not None
    is_id = is_id or (name.provider is not None and _CLIENT.match(name.written) is not None)
    return is_unlisted(name) and not is_id


def is_unlisted(name: ModelName) -> bool:
    """True where the grammar met words that nobody has told it of."""
    return name.rule == _UNLISTED


def is_source_file(scene: Scene, token: str) -> bool:
    """True for `train_llama3.py`: a file named after a model, not the model.

    What stands in a folder of weights belongs to them: `Llama-3-8B/config.json`.
    """
    stem, dot, extension = token.lower().rpartition(".")
    files = scene.kit.tables.artifacts
    if "/" in stem and token.lower().rpartition("/")[2] in files.config_files | files.adapter_files:
        return False
    return bool(dot) and extension in scene.kit.tables.source_suffixes


def sentence_span(scene: Scene, hit: int, region: Region) -> tuple[int, int]:
    """The stretch of one line of one region around a hit that may be read as a sentence.

    Hits near each other on an endless line share their stretch, so that it is read once.
    """
    start, end = scene.view.line_span(hit)
    block = (hit - start) // _SENTENCE
    low, high = start + (block - 1) * _SENTENCE, start + (block + 2) * _SENTENCE
    start, end = max(start, low), min(end, high)
    if region.kind in (RegionKind.STRING, RegionKind.COMMENT) or scene.view.language.has_identifiers:
        start, end = max(start, region.start), min(end, region.end)
    return start, end


def read_sentence(scene: Scene, hit: int, region: Region) -> Reading | None:
    """The name in the sentence around a hit that covers the hit; None when there is none."""
    for start, end, name in scene.prose(*sentence_span(scene, hit, region)):
        if start <= hit < end:
            return Reading(start, end, name)
    return _sized_apart(scene, hit)


def _sized_apart(scene: Scene, hit: int) -> Reading | None:
    """`a 7B LLaMA model`, `LLaMA models of 7B and 13B`: the size stands before or after, words between."""
    text = scene.view.text
    word = _ROOT_WORD.match(text, hit)
    if word is None:
        return None
    before = _SIZE_BEFORE.search(text[max(0, hit - _SIZE_REACH) : hit])
    after = None if before else _SIZE_AFTER.match(text, word.end())
    size = before or after
    if size is None:
        return None
    name = scene.kit.identify(f"{word.group()} {size.group(1)}B")
    start = hit - len(size.group()) if before else hit
    return Reading(start, after.end() if after else word.end(), name) if name.is_llama else None
