"""Detector: hand-written Llama prompt formats and special tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.core.kinds import Confidence, Context, Kind
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.places import Role, command_words, is_modelfile_base, is_wrapper
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tables import SpecialToken
from advisor.scan.detect.tokens import cut_token

_BEFORE = 3_000
_AFTER = 1_200
_OUTWARDS = 2
"""Steps from a name to the setting it is a default of: `chat_format: str = Field(default="llama-2")`."""
_FORMATS = ("chat_format", "chat_template", "chatformat", "chattemplate")
"""How calls end that define or ask for a format by name."""
_OWN = frozenset({"opens", "together"})
"""Roles of tokens that no other maker's format has."""
_LONGEST = 40
"""Characters of the longest special token, and some."""
_FORMAT = re.compile(
    r"(?:tool_chat_template_|chat_template_|template_)?(llama[-_ ]?v?\d(?:[._]\d)?)(?![\dbB])", re.IGNORECASE
)
"""A format's name begins with Llama's name and version; `llama_cpp` has none."""


def find_prompts(scene: Scene) -> Iterator[Mark]:
    """Hand-written Llama prompt formats.

    **What it finds.** The special tokens of the Llama 2, 3 and 4 prompt formats, where somebody wrote
    them down: `[INST]`, `<<SYS>>`, `<|begin_of_text|>`, `<|start_header_id|>`, `<|eot_id|>`,
    `<|header_start|>`, `<|eot|>` …, and Code Llama's infill markers where all three stand in a file. One
    finding a line; in a data file only the first line. Also a
    setting that chooses such a format or parser by name (`--tool-call-parser llama3_json`,
    `chat_format="llama-3"`).

    **Why it matters.** Another model reads these tokens as ordinary text. The answers get worse without
    any error, and stop sequences never match.

    **What to do.** Let the tokenizer's chat template or the host's chat endpoint build the prompt; change
    stop sequences together with the model.

    **Example.** `f"<s>[INST] <<SYS>>\\n{system}\\n<</SYS>>\\n\\n{user} [/INST]"`

    **Namesakes.** Mistral uses `[INST]` too, Muse Glimmer `<|eot|>`: such a token is cleared where the
    other maker is named nearer than Llama. A line with only a closing token (`[/INST]`, `<</SYS>>`) is no
    finding of its own.
    """
    for hit in scene.open_hits():
        line_start, line_end = scene.view.line_span(hit)
        low, high = max(line_start, hit - _LONGEST), min(line_end, hit + _LONGEST)
        tokens = scene.kit.tables.token_pattern.finditer(scene.view.text, low, high)
        if any(match.start() <= hit < match.end() for match in tokens):
            yield from _line(scene, line_start, line_end)
        else:
            yield from _chosen(scene, hit)


def _chosen(scene: Scene, hit: int) -> Iterator[Mark]:
    """A prompt format or parser chosen by name: `--tool-call-parser llama3_json`."""
    region = scene.region(hit)
    if scene.role(region) is Role.CODE:
        return
    start, end = cut_token(scene, hit)
    word = scene.view.text[start:end]
    match = _FORMAT.match(word.rpartition("/")[2])
    if match is None or scene.kit.namesake(word) is not None or not _chooses_format(scene, start, region):
        return
    name = scene.kit.identify(match.group(1))
    why = f"{word} is a prompt format or parser of {name.family or 'Llama'}, chosen by name."
    yield scene.finding(start, end, Kind.PROMPT, "LA-PROMPT-003", why, family=name.family)


def _chooses_format(scene: Scene, start: int, region: Region) -> bool:
    """True where a key or option asks for a prompt format; a Modelfile's base is none under any key."""
    tables = scene.kit.tables
    if is_modelfile_base(scene.view, start):
        return False
    keys = tables.prompt_format_keys
    words = command_words(scene.view, start, region)[-1:]
    if words and words[0].startswith("--") and words[0].lower().replace("_", "-") in keys:
        return True
    if scene.role(region) is Role.SAID and region.kind is not RegionKind.STRING:
        return False
    for link in scene.links(start, region)[:_OUTWARDS]:
        key = link.key.lower()
        if key in keys:
            return True
        if not is_wrapper(key, tables.places):
            return False
        beside = link.beside[0].lower() if link.beside else ""
        if beside in keys or (beside.startswith("--") and beside.replace("_", "-") in keys):
            return True
        if link.call.lower().endswith(_FORMATS):
            return True
    return False


def _line(scene: Scene, line_start: int, line_end: int) -> Iterator[Mark]:
    """Decide all tokens of one line together."""
    tables = scene.kit.tables
    found = [
        (match, token)
        for match in tables.token_pattern.finditer(
            scene.view.text, line_start, min(line_end, line_start + 200_000)
        )
        if _is_whole(scene, token := tables.tokens[match.group()])
    ]
    if not found:
        return
    opening = [(match, token) for match, token in found if token.role != "closes"]
    match, token = (opening or found)[0]
    yield _judge(scene, match, token, [token for _, token in opening])
    for other, _ in found:
        scene.claim(other.start(), other.end())


def _is_whole(scene: Scene, token: SpecialToken) -> bool:
    """False for a word that is a token only beside others, in a file without one of them: `<MID>` alone."""
    return all(other in scene.facts.text for other in token.beside)


def _judge(scene: Scene, match: re.Match[str], token: SpecialToken, opening: list[SpecialToken]) -> Mark:
    start, end = match.span()
    if not opening:
        return scene.cleared(start, end, "LA-CLEAR-CLOSING")
    if scene.context is Context.DATA and scene.facts.seen("prompt"):
        return scene.cleared(start, end, "LA-CLEAR-DATA-REPEAT")
    if all(one.also and _is_others(scene, start, end, one) for one in opening):
        return scene.cleared(start, end, "LA-CLEAR-MISTRAL")
    if any(one.role in _OWN for one in opening):
        why = f"The special token {token.text} belongs to the prompt format of {token.family}."
        return scene.finding(start, end, Kind.PROMPT, "LA-PROMPT-001", why, family=token.family)
    return _shared(scene, start, end, token)


def _is_others(scene: Scene, start: int, end: int, token: SpecialToken) -> bool:
    """True where a maker whose format has the token as well is named nearer than Llama."""
    known = scene.facts.once(f"names {token.also[0]}", lambda: _first_named(scene, token.also))
    return bool(known) and _owner(scene, start, end, token.also) == "other"


def _first_named(scene: Scene, words: tuple[str, ...]) -> str:
    """The first of some words that stands in the file or its path; else ""."""
    path = scene.facts.path.lower()
    return next((word for word in words if word in path or word in scene.facts.lower), "")


def _shared(scene: Scene, start: int, end: int, token: SpecialToken) -> Mark:
    """`[INST]` belongs to whoever is named nearest."""
    owner = _owner(scene, start, end, scene.kit.tables.other_prompt_words)
    if owner == "other":
        return scene.cleared(start, end, "LA-CLEAR-MISTRAL")
    sure = Confidence.HIGH if owner == "llama" else Confidence.MEDIUM
    why = f"{token.text} opens an instruction in the prompt format of {token.family}"
    why += "; Llama is named nearby." if owner == "llama" else "; nobody else's model is named nearby."
    return scene.finding(start, end, Kind.PROMPT, "LA-PROMPT-002", why, family=token.family, confidence=sure)


def _owner(scene: Scene, start: int, end: int, others: tuple[str, ...]) -> str:
    """`llama`, `other` or "" by the words around, nearest first; then by the whole file."""
    text = scene.view.text
    before = text[max(0, start - _BEFORE) : start].lower()
    after = text[end : end + _AFTER].lower()
    llama = _distance(scene, before, after, scene.kit.tables.llama_prompt_words)
    other = _distance(scene, before, after, others)
    if llama is None and other is None:
        return scene.facts.once(f"prompt owner {others[0]}", lambda: _file_owner(scene, others))
    if other is None or (llama is not None and llama <= other):
        return "llama"
    return "other"


def _file_owner(scene: Scene, others: tuple[str, ...]) -> str:
    return _named(scene, scene.facts.path.lower(), others) or _named(scene, scene.facts.lower, others)


def _named(scene: Scene, text: str, others: tuple[str, ...]) -> str:
    """Who is named in a text, when only one of the two is."""
    llama = _has(scene, text, scene.kit.tables.llama_prompt_words)
    other = _has(scene, text, others)
    return "llama" if llama and not other else "other" if other and not llama else ""


def _has(scene: Scene, text: str, words: tuple[str, ...]) -> bool:
    return any(word in text and _place(scene, text, word, last=True) is not None for word in words)


def _distance(scene: Scene, before: str, after: str, words: tuple[str, ...]) -> int | None:
    """Characters to the nearest of some words; what stands before weighs more than what follows."""
    found = []
    for word in words:
        at = _place(scene, before, word, last=True)
        if at is not None:
            found.append(len(before) - at)
        at = _place(scene, after, word, last=False)
        if at is not None:
            found.append(2 * at + 1)
    return min(found, default=None)


def _place(scene: Scene, text: str, word: str, *, last: bool) -> int | None:
    """Where a word stands that is no part of a runtime's or tool's name."""
    at = text.rfind(word) if last else text.find(word)
    for _ in range(50):
        if at < 0:
            return None
        if not _is_namesake(scene, text, at):
            return at
        at = text.rfind(word, 0, at) if last else text.find(word, at + 1)
    return None


def _is_namesake(scene: Scene, text: str, at: int) -> bool:
    start, end = at, at
    while start > 0 and at - start < 40 and (text[start - 1].isalnum() or text[start - 1] in "._-"):
        start -= 1
    while end < len(text) and end - at < 40 and (text[end].isalnum() or text[end] in "._-"):
        end += 1
    return any(row.covers(text[start:end]) for row in scene.kit.tables.namesakes)
