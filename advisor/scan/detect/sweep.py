"""Clears what no detector took: every hit that is left gets a row with the rule that fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.places import Role
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_address, cut_token

_PLAIN = re.compile(r"[A-Za-z]{1,40}")
_FILE = re.compile(r"\.([A-Za-z0-9]{1,8})$")


def sweep(scene: Scene) -> Iterator[Mark]:
    """What was looked at and not counted.

    **What it finds.** Every place that names Llama, or weights made from it, or something that sounds so,
    and in which no detector saw a dependency. The word tells the rule: a namesake, an address, a file, an
    identifier, a data set, prose without version or size, or a spelling that the grammar of names reads
    as something else. A word that only looked like one to the sift (`orca` in a text on whales) was no
    candidate and gets no row.

    **Why it matters.** Whoever doubts a silence finds its reason here: a scanner that only says what it
    found cannot be checked for what it passed over.

    **What to do.** Nothing, where the reason is true. The list stands in the report with
    `--include-cleared`, and in the window under "Cleared & skipped". A place that is cleared wrongly is a
    fault of the rule.

    **Example.** `from llama_cpp import Llama`: a runtime for any model.
    """
    for hit in scene.open_hits():
        start, end = cut_address(scene, hit)
        is_address = end > start
        if not is_address:
            start, end = cut_token(scene, hit)
        if is_address or scene.kit.is_candidate(scene.view.text[start:end]):
            rule, why = _rule(scene, hit, start, end, is_address)
            yield scene.cleared(start, end, rule, why)


def _rule(scene: Scene, hit: int, start: int, end: int, is_address: bool) -> tuple[str, str]:
    """The rule's id, and words of its own where the rule's are not enough."""
    word = scene.view.text[start:end]
    namesake = scene.kit.namesake(word) or scene.kit.namesake(scene.view.text[hit:end])
    if namesake is not None:
        return namesake, ""
    if is_address:
        return "LA-CLEAR-LINK", ""
    role = scene.role(scene.region(hit))
    if role is Role.CODE:
        return "LA-CLEAR-IDENTIFIER", ""
    if _is_file(scene, word):
        return "LA-CLEAR-FILE", ""
    if role is Role.SAID or _is_sentence(scene, start, end):
        return "LA-CLEAR-PROSE", ""
    return _by_name(scene, word)


def _is_file(scene: Scene, word: str) -> bool:
    """True for a path, or for the name of a file of source code, text or pictures."""
    found = _FILE.search(word)
    return (found is not None and found.group(1).lower() in scene.kit.tables.source_suffixes) or word.count(
        "/"
    ) >= 2


def _is_sentence(scene: Scene, start: int, end: int) -> bool:
    """True for a word among others in a string."""
    region = scene.region(start)
    if region.kind is not RegionKind.STRING:
        return False
    return (
        scene.view.text[max(region.start, start - 1) : start].isspace()
        or scene.view.text[end : min(region.end, end + 1)].isspace()
    )


def _by_name(scene: Scene, word: str) -> tuple[str, str]:
    """A value that might have been a name: what the grammar says of it, where it says anything."""
    name = scene.kit.identify(word)
    if name.is_llama:
        return "LA-CLEAR-BARE", ""
    if _PLAIN.fullmatch(word):
        return "LA-CLEAR-WORD", ""
    return "LA-CLEAR-OTHER-NAME", name.why
