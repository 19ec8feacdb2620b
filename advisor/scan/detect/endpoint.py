"""Detector: Meta's own Llama API."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.core.kinds import Confidence, Kind
from advisor.scan.detect.imports import root_of
from advisor.scan.detect.places import Role
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_address, cut_token, word_start

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]{0,79}")


def find_endpoints(scene: Scene) -> Iterator[Mark]:
    """Meta's own Llama API.

    **What it finds.** Its hosts (`api.llama.com`), its key and base-URL variables (`LLAMA_API_KEY`) and
    its client classes (`LlamaAPIClient`).

    **Why it matters.** The service was a preview and has been shut down; every call fails.

    **What to do.** Move to another host or run a model yourself; remove the key from stores and
    pipelines.

    **Example.** `OpenAI(base_url="https://api.llama.com/compat/v1/", api_key=os.environ["LLAMA_API_KEY"])`

    **Namesakes.** `LLAMA_CLOUD_API_KEY` belongs to LlamaParse, `api.llama.fi` to DefiLlama,
    `api.llama-api.com` to a third party. Where a file talks to that third party, its `LLAMA_API_KEY` is
    cleared too.
    """
    for hit in scene.open_hits():
        word = _identifier(scene, hit)
        mark = _host(scene, hit) or _variable(scene, *word) or _client(scene, *word)
        if mark is not None:
            yield mark


def _host(scene: Scene, hit: int) -> Mark | None:
    table = scene.kit.tables.endpoints
    line_start, line_end = scene.view.line_span(hit)
    text = scene.view.text[max(line_start, hit - 60) : min(line_end, hit + 80)].lower()
    offset = max(line_start, hit - 60)
    for host in table.hosts:
        at = offset + text.find(host)
        if at < offset or not at <= hit < at + len(host) or _is_part(scene, at, at + len(host)):
            continue
        start, end = cut_address(scene, hit)
        start, end = (start, end) if start <= at and end >= at + len(host) else (at, at + len(host))
        why = f"{host} is a host of Meta's own Llama API."
        return scene.finding(start, end, Kind.ENDPOINT, "LA-ENDPOINT-001", why, provider=table.provider)
    return None


def _is_part(scene: Scene, start: int, end: int) -> bool:
    """True where the host is only a piece of a longer name: `api.llama.company`."""
    before, after = scene.view.text[start - 1 : start], scene.view.text[end : end + 1]
    return before.isalnum() or (before in (".", "-") and start > 0) or after.isalnum() or after == "-"


def _identifier(scene: Scene, hit: int) -> tuple[int, int]:
    """The identifier around a hit, whatever it stands in."""
    line_start, _ = scene.view.line_span(hit)
    first = word_start(scene.view.text, hit, max(line_start, hit - 80))
    for match in _IDENTIFIER.finditer(scene.view.text, first, hit + 120):
        if match.start() <= hit < match.end():
            return match.span()
    return hit, hit


def _variable(scene: Scene, start: int, end: int) -> Mark | None:
    table = scene.kit.tables.endpoints
    name = scene.view.text[start:end]
    if name in table.other_key_variables:
        return scene.cleared(start, end, "LA-CLEAR-OTHER-KEY")
    if name not in table.key_variables:
        return None
    if _names(scene, table.rival_hosts) and not _names(scene, table.hosts):
        return scene.cleared(
            start, end, "LA-CLEAR-OTHER-KEY", f"{name} is the key of another service in this file."
        )
    why = f"{name} is a variable of Meta's own Llama API."
    return scene.finding(start, end, Kind.ENDPOINT, "LA-ENDPOINT-002", why, provider=table.provider)


def _names(scene: Scene, hosts: tuple[str, ...]) -> bool:
    return any(host in scene.facts.lower for host in hosts)


def _client(scene: Scene, start: int, end: int) -> Mark | None:
    """A client class, unless it stands in its own import: that line is the package's."""
    table = scene.kit.tables.endpoints
    name = scene.view.text[start:end]
    if name not in table.clients or scene.role(scene.region(start)) is Role.VALUE:
        return None
    if re.match(r"\s*(?:from|import|use|using|const\s*\{)\b", scene.view.line(start)):
        return None
    source = scene.facts.imports.source(name)
    if source and root_of(source) in scene.kit.tables.api.neutral_sources:
        return None
    why = f"{name} is the client of Meta's own Llama API."
    sure = Confidence.HIGH if source else Confidence.MEDIUM
    return scene.finding(
        start, end, Kind.ENDPOINT, "LA-ENDPOINT-003", why, provider=table.provider, confidence=sure
    )


def clear_other_hosts(scene: Scene) -> Iterator[Mark]:
    """Clear the hosts and addresses of services that only sound alike."""
    for hit in scene.open_hits():
        start, end = cut_address(scene, hit)
        start, end = (start, end) if end > start else cut_token(scene, hit)
        text = scene.view.text[start:end].lower()
        host = next((host for host in scene.kit.tables.endpoints.other_hosts if host in text), None)
        if host is not None:
            yield scene.cleared(
                start, end, "LA-CLEAR-NAMESAKE", f"{host} is the host of an unrelated service."
            )
