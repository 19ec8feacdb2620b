"""Cuts the word, or the address, that a hit stands in.

The first thing done at every hit, so it looks at a bounded stretch of text and nothing else.
"""

from __future__ import annotations

import re

from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.places import Role
from advisor.scan.detect.scene import Scene

_FALLBACK = re.compile(r"[A-Za-z_]\w{0,79}:?[-=]")
"""The variable before its default: `MODEL:-` of `${MODEL:-llama-2-7b.bin}`."""
_REACH = 160
_ADDRESS_REACH = 400
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-/:@+")
_IDENTIFIER = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_$.:")
_ADDRESS_ENDS = frozenset("\"'<>()[]{}|`,;\\^")
_ADDRESS_END = re.compile(r"[\s\"'<>()\[\]{}|`,;\\^]")
_EDGES = "._-/:+"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,15}://|\bgit@(?=[\w.-]{1,80}:)")
_HOST = re.compile(r"(?:[a-z0-9-]{1,40}\.){1,5}[a-z]{2,12}/", re.IGNORECASE)


def _run(text: str, at: int, low: int, high: int, alphabet: frozenset[str]) -> tuple[int, int]:
    """The longest run of characters of an alphabet around a place, within bounds."""
    start = end = at
    while start > low and text[start - 1] in alphabet:
        start -= 1
    while end < high and text[end] in alphabet:
        end += 1
    return start, end


def word_start(text: str, at: int, low: int) -> int:
    """Where the run of letters, digits, `_` and `$` begins that reaches a place, at `low` the earliest."""
    while at > low and (text[at - 1].isalnum() or text[at - 1] in "_$"):
        at -= 1
    return at


def _bounds(scene: Scene, hit: int, reach: int) -> tuple[int, int]:
    """How far a word may go: not over its string or comment, nor out of reach."""
    region = scene.region(hit)
    low, high = max(0, hit - reach), min(len(scene.view.text), hit + reach)
    if region.kind in (RegionKind.STRING, RegionKind.COMMENT):
        low, high = max(low, region.start), min(high, region.end)
    return low, high


def cut_token(scene: Scene, hit: int) -> tuple[int, int]:
    """The span of the word a hit stands in, edges trimmed.

    In code it is a dotted identifier; elsewhere a model id, path or file name. An escape such as `\\n`
    before the word is no part of it, nor is the path after a volume's name (`models:/data/cache`).
    """
    found = scene.tokens.get(hit)
    if found is None:
        found = scene.tokens[hit] = _token(scene, hit)
    return found


def _token(scene: Scene, hit: int) -> tuple[int, int]:
    text = scene.view.text
    low, high = _bounds(scene, hit, _REACH)
    region = scene.region(hit)
    is_code = scene.role(region) is Role.CODE
    start, end = _run(text, hit, low, high, _IDENTIFIER if is_code else _WORD)
    if region.kind is RegionKind.STRING and text[start - 1 : start] == "\\" and start < hit:
        start += text[start] in "nrtbf"
    mount = text.find(":/", hit, end)
    if mount >= 0 and text[mount + 2 : mount + 3] != "/":
        end = mount
    while end > hit + 1 and text[end - 1] in _EDGES:
        end -= 1
    fallback = _FALLBACK.match(text, start, hit + 1) if text[start - 2 : start] == "${" else None
    start = fallback.end() if fallback is not None else start
    while start < hit and (text[start] in _EDGES or (text[start] == "@" and "/" not in text[start:end])):
        start += 1
    return start, end


def cut_address(scene: Scene, hit: int) -> tuple[int, int]:
    """The span of the address a hit stands in; an empty span when it is none."""
    found = scene.addresses.get(hit)
    if found is None:
        found = scene.addresses[hit] = _address(scene, hit)
    return found


def _address(scene: Scene, hit: int) -> tuple[int, int]:
    text = scene.view.text
    low, high = _bounds(scene, hit, _ADDRESS_REACH)
    start, end = hit, high
    while start > low and not _ends_address(text[start - 1]):
        start -= 1
    stop = _ADDRESS_END.search(text, hit, high)
    if stop is not None:
        end = stop.start()
    if text.find("://", start, end) >= 0 or text.find("git@", start, end) >= 0:
        found = _SCHEME.search(text, start, end)
        if found is not None and found.start() <= hit:
            return found.start(), _trimmed(text, hit, end)
    found = _HOST.match(text, start, end)
    if found is not None and not text[start:hit].endswith("="):
        return start, _trimmed(text, hit, end)
    return hit, hit


def _ends_address(character: str) -> bool:
    """What `_ADDRESS_END` finds, for one character."""
    return character in _ADDRESS_ENDS or character.isspace()


def _trimmed(text: str, hit: int, end: int) -> int:
    while end > hit + 1 and text[end - 1] in ".,:;!?*_":
        end -= 1
    return end
