"""Detector: Llama licence texts, notices and display duties."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.core.kinds import Kind
from advisor.scan.detect.places import Role
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_address, cut_token

_DISPLAY = re.compile(r"built\s{1,3}with", re.IGNORECASE)
_LONGER = re.compile(
    r"[\w]|[.-]\w|\s{0,3}-?\d{1,6}\.\d|\s{0,3}-?[124-9]\b|\s{1,3}\d{1,3}\s?[bB]\b|\s{1,3}(?:index|stack|parse|factory|cpp|c\+\+)\b",
    re.IGNORECASE,
)
_TITLE_PART = 3_000


def find_licences(scene: Scene) -> Iterator[Mark]:
    """Llama licence texts, notices and "Built with Llama" lines.

    **What it finds.** A licence or acceptable-use text of any Llama version, a notice that names it, a
    link to it, a model card's `license: llama3.1`, and the display text "Built with Llama".

    **Why it matters.** The Llama licences oblige whoever hands on weights or a product with them: copy of
    the licence, notice, display text, naming. The duties differ by version and end only when the last
    weights and everything made from them are gone.

    **What to do.** Keep the notice while any Llama weights or fine-tunes are left; remove it with the
    last of them, and add what the new model's licence asks for.

    **Example.** `Llama 3.1 is licensed under the Llama 3.1 Community License, Copyright (c) Meta …`

    **Namesakes.** "Built with LlamaIndex" is about another product. Of a licence text only its first
    line is a finding.
    """
    for hit in scene.open_hits():
        line_start, line_end = scene.view.line_span(hit)
        low, high = max(line_start, hit - 200), min(line_end, hit + 200)
        match = _phrase_at(scene, hit, low, high)
        if match is not None and match.start() <= hit and not _is_longer(scene, match):
            yield _phrase(scene, match)
        elif scene.facts.seen("licence text", mark=False):
            yield scene.cleared(hit, hit + 5, "LA-CLEAR-LICENCE-TEXT")
        else:
            yield from _address(scene, hit)
            yield from _card_key(scene, hit)


def _phrase_at(scene: Scene, hit: int, low: int, high: int) -> re.Match[str] | None:
    """The phrase of a licence that a hit stands in or before; none without its telling word nearby."""
    words = scene.kit.tables.licence
    text = scene.view.text[low:high].lower()
    if not any(word in text for word in words.telling):
        return None
    return next((one for one in words.phrases.finditer(scene.view.text, low, high) if one.end() > hit), None)


def _is_longer(scene: Scene, match: re.Match[str]) -> bool:
    """True where the display text goes on into another name: "Built with LlamaIndex"."""
    if not _DISPLAY.match(match.group()):
        return scene.view.text[
            match.end() : match.end() + 1
        ].isalpha() and not match.group().lower().endswith("s")
    return _LONGER.match(scene.view.text, match.end()) is not None


def _phrase(scene: Scene, match: re.Match[str]) -> Mark:
    start, end = match.span()
    if scene.role(scene.region(start)) is Role.CODE and scene.view.language.mode != "markup":
        return scene.cleared(start, end, "LA-CLEAR-IDENTIFIER")
    if _DISPLAY.match(match.group()):
        why = 'The display text that the Llama licences ask for ("Built with Llama").'
        return scene.finding(start, end, Kind.LICENCE, "LA-LICENCE-002", why)
    if scene.facts.seen("licence text", mark=_is_text(scene)):
        return scene.cleared(start, end, "LA-CLEAR-LICENCE-TEXT")
    named = " ".join(scene.written(start, end).split())
    if _is_whole(scene):
        why = f"The text of the licence “{named}” stands here."
        return scene.finding(start, end, Kind.LICENCE, "LA-LICENCE-005", why)
    why = f"“{named}” names a Llama licence or policy."
    return scene.finding(start, end, Kind.LICENCE, "LA-LICENCE-001", why)


def _is_whole(scene: Scene) -> bool:
    """True where the licence's own text stands in the file: a title or a link alone is no copy of it."""
    text = scene.facts.lower
    return len(text) > _TITLE_PART and any(word in text for word in scene.kit.tables.licence.text_words)


def _is_text(scene: Scene) -> bool:
    """True where the file is a licence text rather than one that mentions a licence."""
    top = scene.facts.lower[:_TITLE_PART]
    words = scene.kit.tables.licence
    named = any(word in scene.facts.name for word in words.file_words)
    return (
        scene.view.language.is_prose
        and scene.view.cell is None
        and len(scene.facts.text) > _TITLE_PART
        and (named or any(word in top[:300] for word in words.title_words))
    )


def _address(scene: Scene, hit: int) -> Iterator[Mark]:
    """A link to a licence text."""
    start, end = cut_address(scene, hit)
    address = scene.view.text[start:end].lower()
    words = scene.kit.tables.licence
    is_page = any(part in address for part in words.pages) and "licen" in scene.view.line(hit).lower()
    if is_page or any(part in address for part in words.addresses):
        why = "The address of a Llama licence or acceptable-use text."
        yield scene.finding(start, end, Kind.LICENCE, "LA-LICENCE-004", why)


def _card_key(scene: Scene, hit: int) -> Iterator[Mark]:
    """`license: llama3.1` in a model card or manifest."""
    words = scene.kit.tables.licence
    start, end = cut_token(scene, hit)
    if scene.view.text[start:end].lower() not in words.values:
        return
    if any(link.key.lower() in words.keys for link in scene.links(start, scene.region(start))[:2]):
        why = f"The licence field names the licence of {scene.written(start, end)}."
        yield scene.finding(start, end, Kind.LICENCE, "LA-LICENCE-003", why)
