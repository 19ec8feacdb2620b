"""Reads a model name out of an address, or says why the address names none."""

from __future__ import annotations

import re
from dataclasses import replace

from advisor.core.kinds import Confidence, Kind, NameClass
from advisor.core.names import ModelName
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.names import (
    is_guess,
    is_namesake,
    is_source_file,
    is_unlisted,
    is_vague,
)
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tables import Hub

_SERVICE = re.compile(r"[\w-]{1,80}")
"""A host by one word is a service beside, called as its owner likes: `http://llama3:11434`."""
_PARTS = re.compile(r"[/?&=#]")
_PLACE = re.compile(r"#(?![/!])")
"""A place on a page, unless a program in the browser reads it as a path."""


def judge_address(scene: Scene, start: int, end: int, hit: int) -> Mark | None:
    """Decide about an address.

    Args:
        scene: the view under inspection.
        start: where the address begins.
        end: where it ends.
        hit: the hit inside it.

    Returns:
        A finding where a model hub's address names a model, or where another host's path holds a full
        name; a cleared row for pages, data sets, source code and other people's sites.
    """
    address = scene.view.text[start:end]
    scheme, _, rest = address.rpartition("://")
    host, _, path = rest.partition("/")
    host = host.lower().rpartition("@")[2].partition(":")[0].removeprefix("www.")
    hub = next((row for row in scene.kit.tables.hubs if host == row.host), None)
    if scheme.lower() in ("http", "https") and _SERVICE.fullmatch(host):
        parts = [part for part in _PARTS.split(path) if part]
        return _path(scene, start, end, parts) or scene.cleared(start, end, "LA-CLEAR-LINK")
    if scheme.lower() not in ("http", "https", "") or "." not in host:
        return _path(scene, start, end, [part for part in _PARTS.split(rest) if part], scheme)
    if hub is not None:
        return _hub(scene, start, end, path, hub)
    if is_namesake(scene, rest):
        return None
    if any(
        host == page or host.endswith("." + page) or host.startswith(page)
        for page in scene.kit.tables.page_hosts
    ):
        return scene.cleared(start, end, "LA-CLEAR-LINK")
    parts = [part for part in _PARTS.split(_PLACE.split(path, maxsplit=1)[0]) if part]
    if is_source_file(scene, "/".join(parts[-2:])):
        return scene.cleared(start, end, "LA-CLEAR-LINK")
    is_page = scene.kit.tables.api_parts.isdisjoint(part.lower() for part in parts)
    for named in (parts, [host.partition(".")[0]]):  # nobody's host is a publisher
        if (found := _path(scene, start, end, named, is_page=is_page)) is not None:
            return found
    return scene.cleared(start, end, "LA-CLEAR-LINK")


def _hub(scene: Scene, start: int, end: int, path: str, hub: Hub) -> Mark | None:
    """A model hub's address: organisation and name, or a file of theirs."""
    for prefix in hub.api:
        path = path.removeprefix(prefix + "/")
    parts = [part for part in _PARTS.split(path) if part]
    if len(parts) < hub.least or parts[0].lower() in hub.skip:
        is_data = bool(parts) and parts[0].lower() == "datasets"
        return scene.cleared(start, end, "LA-CLEAR-DATASET" if is_data else "LA-CLEAR-LINK")
    for candidate in ("/".join(parts[:2]), parts[hub.least - 1], parts[-1]):
        name = scene.kit.identify(candidate)
        if name.is_llama:
            told = replace(name, provider=name.provider or hub.provider)
            return _found(scene, start, end, told, f"The address of a model at {hub.host}.")
    return None if is_namesake(scene, path) else scene.cleared(start, end, "LA-CLEAR-LINK")


def _path(
    scene: Scene, start: int, end: int, parts: list[str], scheme: str = "", *, is_page: bool = False
) -> Mark | None:
    """Any other address or path: the full name of a model in two neighbouring parts, or in one.

    A scheme of its own may name the host (`hf://`, `ollama://`), so it is read with the whole. On a page
    somebody's own words around a name are a title: `/blog/how-to-tune-llama-2`.
    """
    pairs = ["/".join(parts[index : index + 2]) for index in range(len(parts) - 1)]
    whole = "/".join(parts)
    for candidate in [f"{scheme}://{whole}" if scheme else whole, *pairs, *reversed(parts)]:
        name = scene.kit.identify(candidate[:200])
        is_sure = name.is_llama and not name.bare and not is_guess(name)
        is_sure = is_sure and not (is_page and is_unlisted(name))
        if is_sure and not is_vague(name, candidate) and not is_namesake(scene, candidate):
            return _found(scene, start, end, name, "The address names a model.")
    return None


def _found(scene: Scene, start: int, end: int, name: ModelName, why: str) -> Mark:
    kind = Kind.MODEL if name.name_class is NameClass.MODEL else Kind.DERIVATIVE
    is_said = scene.region(start).kind is RegionKind.COMMENT  # a link for the reader: nothing fetches it
    rule = f"LA-{'MODEL' if kind is Kind.MODEL else 'DERIVATIVE'}-{'003' if is_said else '004'}"
    return scene.naming(start, end, kind, rule, f"{why} {name.why}".strip(), name, Confidence.HIGH)
