"""Detector: rules that a user wrote in an overlay, globs over one word of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.core.globs import is_path, word_pattern
from advisor.core.kinds import NameClass
from advisor.core.names import ModelName
from advisor.core.overlay import OwnRule
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.scene import Mark, Scene

_REACH = 200
_ENDS = frozenset(" \t\r\n\f\v\"'`<>()[]{}|,;")
_EDGES = ".:/-_+"


@dataclass(frozen=True, slots=True)
class _Glob:
    rule: OwnRule
    needle: str
    pattern: re.Pattern[str]


class OwnRules:
    """The rules, by what has to stand in a text for each of them.

    Attributes:
        needles: what the sift has to look for on their account; empty where there are no rules.
    """

    def __init__(self, rules: Sequence[OwnRule]) -> None:
        self._globs = [
            _Glob(rule, needle, word_pattern(glob))
            for rule in rules
            for needle, glob in zip(rule.needles, rule.globs, strict=True)
        ]
        self._words = frozenset(glob.needle for glob in self._globs)
        self.needles = frozenset(word.encode("ascii") for word in self._words)

    def near(self, text: str, hit: int) -> bool:
        """True where a word that a rule looks for may stand at a hit of the sift."""
        if not self._words:
            return False
        around = text[max(0, hit - _REACH) : hit + _REACH].lower()
        return any(word in around for word in self._words)

    def find(self, word: str, path: str) -> OwnRule | None:
        """The first rule that takes a word of that file."""
        lowered = word.lower()
        for glob in self._globs:
            paths = glob.rule.paths
            if (
                glob.needle in lowered
                and glob.pattern.match(lowered)
                and (not paths or any(is_path(one, path) for one in paths))
            ):
                return glob.rule
        return None


def find_own(scene: Scene) -> Iterator[Mark]:
    """Rules of an overlay: what a user calls a dependence on Llama, by globs over single words.

    **What it finds.** Every word (up to the next blank, quote, bracket or comma) that a glob of a rule fits
    as a whole, in the files that the rule names.

    **Why it matters.** Names of gateways, of a company's own wrappers and fine-tunes stand in no catalog.

    **What to do.** What the rule's own text says; it stands in the overlay.

    **Example.** `[[rules]]` with `find = ["*llm.acme.example/llama*"]`.

    **Namesakes.** None: what such a rule takes was asked for. One word too many asks for a narrower glob.
    """
    if not scene.kit.own_rules.needles:
        return
    for hit in scene.open_hits():
        start, end = _word(scene, hit)
        rule = scene.kit.own_rules.find(scene.view.text[start:end], scene.facts.path)
        if rule is not None:
            yield _mark(scene, start, end, rule)


def _mark(scene: Scene, start: int, end: int, rule: OwnRule) -> Mark:
    name = ModelName(
        written=scene.view.text[start:end],
        name_class=NameClass.MODEL,
        model=rule.model,
        family=rule.family,
        provider=rule.provider,
        origin=rule.origin,
    )
    why = f"{rule.why} (rule of {rule.origin})"
    return scene.naming(start, end, rule.kind, rule.id, why, name, rule.confidence)


def _word(scene: Scene, hit: int) -> tuple[int, int]:
    """The word around a hit, not beyond its string or comment."""
    text, region = scene.view.text, scene.region(hit)
    low, high = max(0, hit - _REACH), min(len(text), hit + _REACH)
    if region.kind in (RegionKind.STRING, RegionKind.COMMENT):
        low, high = max(low, region.start), min(high, region.end)
    start = end = hit
    while start > low and text[start - 1] not in _ENDS:
        start -= 1
    while end < high and text[end] not in _ENDS:
        end += 1
    while end > hit + 1 and text[end - 1] in _EDGES:
        end -= 1
    return start, end
