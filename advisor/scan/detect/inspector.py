"""Joins the detectors: cuts a file into views, lets each detector judge, clears what is left over."""

from __future__ import annotations

import json
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from advisor.core.dots import has_endless_key
from advisor.core.findings import Skip
from advisor.core.kinds import Context, SkipReason
from advisor.scan.detect.api import find_api
from advisor.scan.detect.artifact import find_artifacts, judge_file
from advisor.scan.detect.endpoint import clear_other_hosts, find_endpoints
from advisor.scan.detect.kit import Kit
from advisor.scan.detect.licence import find_licences
from advisor.scan.detect.manifest.includes import includes_of
from advisor.scan.detect.manifest.table import Manifest
from advisor.scan.detect.model import find_models
from advisor.scan.detect.own import find_own
from advisor.scan.detect.package import find_packages
from advisor.scan.detect.prompt import find_prompts
from advisor.scan.detect.scene import FileFacts, Mark, Scene
from advisor.scan.detect.sweep import sweep
from advisor.scan.detect.views import View, plain_view, views_of
from advisor.scan.document import Document
from advisor.scan.inspection import ClearedDraft, Draft, Inspection
from advisor.scan.links.notes import names_of
from advisor.scan.links.sight import Sight
from advisor.scan.links.values import Lookup

_MANY = 1_000
_ENOUGH = 4
_AROUND = 24
_TOML_CHARS = 512 << 10
"""Characters of a manifest in TOML up to which its grammar is checked."""
_WANTED = (".json", ".txt", ".in", "requirements", "constraints")
_DETECTORS: tuple[Callable[[Scene], Iterator[Mark]], ...] = (
    find_own,
    find_artifacts,
    find_prompts,
    find_endpoints,
    clear_other_hosts,
    find_licences,
    find_packages,
    find_api,
    find_models,
    sweep,
)
"""In the order they are asked, the narrower question first; what one marks is closed to the rest."""


class Inspector:
    """The product's detectors behind the one face the engine knows (`advisor.scan.detector.Detector`)."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    @property
    def needles(self) -> Sequence[bytes]:
        """See `Detector.needles`."""
        return self._kit.needles

    def wants(self, path: str) -> bool:
        """See `Detector.wants`: manifests in JSON, as a broken one is told of, whatever is left of it;
        lists of requirements, for what they include.
        """
        if not path.endswith(_WANTED):
            return False
        manifest = self._kit.manifests.of(path)
        return manifest is not None and manifest.style in ("npm", "requirements")

    def context(self, path: str) -> Context:
        """See `Detector.context`."""
        return self._kit.contexts.of(path)

    def sight(self, lookup: Lookup) -> Sight:
        """See `Detector.sight`."""
        return Sight(lookup, self._kit.languages, self._kit.hints)

    def in_name(self, path: str, head: bytes | None) -> Inspection:
        """See `Detector.in_name`."""
        seen = Inspection()
        mark = judge_file(self._kit, path, head)
        if mark is not None:
            _keep(seen, mark)
        return seen

    def in_text(self, document: Document, hits: Sequence[int]) -> Inspection:
        """See `Detector.in_text`."""
        seen = Inspection()
        hits = _without_echoes(document, hits) if len(hits) > _MANY else hits
        hits = [hit for hit in hits if self._may_tell(document.text, hit)]
        facts = FileFacts(document.text, document.path, whole=document.complete, included=document.included)
        context = self.context(document.path)
        shared: set[int] = set()
        scenes: list[Scene] = []
        views = self._views(document, seen)
        values: list[tuple[View, int, Draft]] = []
        for view in views:
            view.hits = view.own(hits)
            if view.hits:
                shared.update(map(view.in_file, view.hits))
                scenes.append(Scene(view, self._kit, facts, context))
                values += self._look(scenes[-1], seen)
        if document.complete:
            parsed = scenes[0].parsed if len(scenes) == 1 else None
            seen.names.extend(names_of(views, values, context, parsed))
        self._clear_unseen(document, [hit for hit in hits if hit not in shared], seen)
        if seen.drafts:
            seen.hints.extend(self._kit.hints.find(document.text, context, document.path))
        seen.skips.extend(facts.skips)
        seen.homes.extend(dict.fromkeys(facts.homes))
        self._look_for_includes(document, seen)
        return seen

    def _look_for_includes(self, document: Document, seen: Inspection) -> None:
        """What a manifest that is read whole leads to."""
        manifest = self._manifest(document) if document.complete else None
        if manifest is None or manifest.lock:
            return
        for offset, include in includes_of(document.path, document.text, manifest.style):
            line, _ = document.position(offset)
            known = not include.requirements or self._kit.manifests.of(include.target) is not None
            seen.includes.append(replace(include, line=line, known=known))

    def _manifest(self, document: Document) -> Manifest | None:
        return self._kit.manifests.of(document.path, included=document.included)

    def _may_tell(self, text: str, hit: int) -> bool:
        """False for letters of another word, unless a rule of the user's looks for just them."""
        return not self._kit.is_inside_word(text, hit) or self._kit.own_rules.near(text, hit)

    def _views(self, document: Document, seen: Inspection) -> list[View]:
        if not document.complete:
            return [plain_view(document, self._kit.languages)]

        def on_broken(detail: str) -> None:
            seen.skips.append(Skip(document.path, SkipReason.NOT_PARSED, detail))

        manifest = self._manifest(document)
        if manifest is not None and (broken := _fault(manifest, document)):
            on_broken(broken)
        return views_of(document, self._kit.languages, on_broken)

    def _look(self, scene: Scene, seen: Inspection) -> list[tuple[View, int, Draft]]:
        """Let the detectors judge a view; returns the findings with their offsets in it."""
        values: list[tuple[View, int, Draft]] = []
        for detector in _DETECTORS:
            if not scene.open:
                break
            for mark in detector(scene):
                scene.claim(mark.start, mark.end)
                start, end = scene.view.span_in_file(mark.start, mark.end)
                kept = replace(mark, start=start, end=end)
                _keep(seen, kept)
                if isinstance(kept, Draft):
                    values.append((scene.view, mark.start, kept))
        return values

    def _clear_unseen(self, document: Document, hits: list[int], seen: Inspection) -> None:
        """Hits outside every view: a notebook's outputs and metadata. One row a line."""
        lines: set[int] = set()
        for hit in hits:
            line = document.line_index(hit)
            if line not in lines:
                lines.add(line)
                rule = "LA-CLEAR-OUTPUT"
                written = document.text[hit : hit + 40].split("\n", 1)[0]
                seen.cleared.append(ClearedDraft(hit, hit + len(written), written, rule, self._kit.why(rule)))


def _fault(manifest: Manifest, document: Document) -> str:
    """What is wrong with a manifest in JSON or TOML; empty where nothing is. Lock files are not asked."""
    if manifest.style == "npm":
        return _fault_of(json.loads, document.text)
    is_toml = not manifest.lock and document.name.lower().endswith(("toml", "pipfile"))
    if not is_toml or len(document.text) > _TOML_CHARS:
        return ""
    if has_endless_key(document.text):
        return "a key has too many parts"
    return _fault_of(tomllib.loads, document.text)


def _fault_of(load: Callable[[str], object], text: str) -> str:
    try:
        load(text)
    except RecursionError:
        return "nested too deeply"
    except ValueError as error:
        return str(error)
    return ""


def _without_echoes(document: Document, hits: Sequence[int]) -> list[int]:
    """The hits without those whose like stands often enough before them on the same line.

    A line yields each finding and each cleared word once; an endless line that repeats itself a million
    times is no reason to judge the same words a million times.
    """
    text = document.text
    often: Counter[str] = Counter()
    kept: list[int] = []
    end = 0
    for hit in hits:
        if hit >= end:
            often.clear()
            end = document.line_span(document.line_index(hit))[1] + 1
        around = text[max(0, hit - _AROUND) : hit + 2 * _AROUND]
        often[around] += 1
        if often[around] <= _ENOUGH:
            kept.append(hit)
    return kept


def _keep(seen: Inspection, mark: Mark) -> None:
    if isinstance(mark, Draft):
        seen.drafts.append(mark)
    else:
        seen.cleared.append(mark)
