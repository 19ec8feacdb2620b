"""From what detectors saw to the rows of a scan: lines and columns, stable ids, repeats, limits."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from advisor.core.findings import Cleared, Finding, Hint, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.links import Use
from advisor.scan.budgets import Budgets
from advisor.scan.detect.manifest.includes import Include
from advisor.scan.document import Document
from advisor.scan.inspection import ClearedDraft, Draft, HintDraft, Inspection, NameDraft
from advisor.scan.links.values import Bound
from advisor.scan.manifests import Home, PackagePlace
from advisor.scan.windows import Window

_RANK = {Confidence.HIGH: 0, Confidence.MEDIUM: 1, Confidence.LOW: 2}
_CAPPED_WORDS = {
    "findings": "findings were kept",
    "cleared": "cleared places were kept",
    "hints": "hints on needs were kept",
    "hits": "places that look like Llama were judged",
}
_WORD_END = re.compile(r"[\s\"'`]")
_LONG_LINE = 400
_AROUND = 120


def cleared_id(path: str, rule: str, written: str, line: str, ordinal: int) -> str:
    """Stable id of a cleared place, made like that of a finding from its rule and what stands there."""
    return _id_of(rule, written.lower(), line, path, ordinal)


def finding_id(path: str, kind: Kind, name: str, line: str, ordinal: int) -> str:
    """Stable id of a finding: 16 hex digits that survive edits elsewhere.

    `name` is the canonical model or what is written, lower-case; `line` the text of its line;
    `ordinal` counts the findings of one file that are equal in all of these, from 0.
    """
    return _id_of(kind.value, name, line, path, ordinal)


def _id_of(what: str, name: str, line: str, path: str, ordinal: int) -> str:
    parts = (what, name, " ".join(line.split()), path, str(ordinal))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


class FileRows:
    """Collects the rows of one file, from one document or from one window after the other.

    Attributes:
        full: True when the file has reached the limit of findings; the rest of it need not be read.
    """

    def __init__(self, path: str, context: Context, budgets: Budgets) -> None:
        self._path = path
        self._context = context
        self._budgets = budgets
        self._ordinals: Counter[tuple[str, str, str]] = Counter()
        self._seen: set[tuple[object, ...]] = set()
        self._capped: set[str] = set()
        self._hits = 0
        self.findings: list[Finding] = []
        self.cleared: list[Cleared] = []
        self.hints: list[Hint] = []
        self.skips: list[Skip] = []
        self.bound: list[Bound] = []
        self.uses: list[Use] = []
        self.packages: list[PackagePlace] = []
        self.homes: list[Home] = []
        self.includes: list[Include] = []
        self._ids: dict[tuple[int, Kind, str | None], str] = {}

    @property
    def full(self) -> bool:
        """True when no further finding would be kept, or no further place be judged."""
        return not self._capped.isdisjoint({"findings", "hits"})

    def affordable(self, text: str, hits: Sequence[int]) -> Sequence[int]:
        """Of the next hits of the sift in `text` those that the file's limit leaves to be judged.

        Hits within one word are judged together, so where there are many they count as one.
        """
        limit = self._budgets.hits_per_file
        if self._hits + len(hits) <= limit:
            self._hits += len(hits)
            return hits
        before = 0
        for index, hit in enumerate(hits):
            self._hits += _WORD_END.search(text, before, hit) is not None
            before = hit
            if self._hits > limit:
                self._capped.add("hits")
                return hits[:index]
        return hits

    def add(self, document: Document, inspection: Inspection, window: Window | None = None) -> None:
        """Take what was seen in a document; of a window only what begins in its own part."""
        is_own = _is_own(document, window)
        drafts = [draft for draft in inspection.drafts if is_own(draft.start)]
        for draft in _without_repeats(document, drafts):
            self._add_finding(document, draft)
        for cleared in sorted(inspection.cleared, key=lambda row: (row.start, row.end, row.rule)):
            if is_own(cleared.start):
                self._add_cleared(document, cleared)
        for hint in sorted(inspection.hints, key=lambda row: (row.start, row.need, row.value)):
            if is_own(hint.start):
                self._add_hint(document, hint)
        for name in inspection.names:
            self._add_name(document, name)
        self.homes.extend(Home(self._path, package) for package in inspection.homes)
        self.includes.extend(inspection.includes)
        self.skips.extend(skip for skip in inspection.skips if skip not in self.skips)

    def close(self) -> None:
        """Add the rows for limits that were reached. Call once, after the last `add`."""
        limits = {
            "findings": self._budgets.findings_per_file,
            "cleared": self._budgets.cleared_per_file,
            "hints": self._budgets.hints_per_file,
            "hits": self._budgets.hits_per_file,
        }
        for what in sorted(self._capped):
            detail = f"only the first {limits[what]:,} {_CAPPED_WORDS[what]}"
            self.skips.append(Skip(self._path, SkipReason.FINDINGS_CAP, detail))

    def _add_finding(self, document: Document, draft: Draft) -> None:
        line, column, end_column = _place(document, draft.start, draft.end)
        if ("finding", line, draft.kind, _name(draft)) in self._seen:
            return
        if not self._has_room("findings", len(self.findings), self._budgets.findings_per_file):
            return
        self._seen.add(("finding", line, draft.kind, _name(draft)))
        identifier = self._ids[line, draft.kind, _name(draft)] = self._id(document, draft)
        if draft.declared is not None:
            self.packages.append(PackagePlace(identifier, self._path, draft.declared))
        self.findings.append(
            Finding(
                id=identifier,
                path=self._path,
                line=line,
                column=column,
                end_column=end_column,
                kind=draft.kind,
                written=self._cut(draft.written),
                model=draft.model,
                family=draft.family,
                provider=draft.provider,
                context=self._context_of(draft),
                confidence=draft.confidence,
                rule=draft.rule,
                why=draft.why,
                cell=draft.cell,
                origin=draft.origin,
            )
        )

    def _context_of(self, draft: Draft) -> Context:
        """The file's own; the text around a notebook's code is a document, unless somebody says otherwise."""
        is_document = draft.is_told and self._context is Context.NOTEBOOK
        return Context.DOCS if is_document else self._context

    def _id(self, document: Document, draft: Draft) -> str:
        name = draft.model or draft.written.lower()
        text = _line_around(document, draft)
        return finding_id(self._path, draft.kind, name, text, self._next((draft.kind.value, name, text)))

    def _next(self, equals: tuple[str, str, str]) -> int:
        """How many rows of the file were equal in these before; counts this one."""
        ordinal = self._ordinals[equals]
        self._ordinals[equals] += 1
        return ordinal

    def _add_cleared(self, document: Document, draft: ClearedDraft) -> None:
        line, column, end_column = _place(document, draft.start, draft.end)
        if ("cleared", line, draft.rule, draft.written.lower()) in self._seen:
            return
        if not self._has_room("cleared", len(self.cleared), self._budgets.cleared_per_file):
            return
        self._seen.add(("cleared", line, draft.rule, draft.written.lower()))
        written, text = self._cut(draft.written), _line_around(document, draft)
        ordinal = self._next((draft.rule, written.lower(), text))
        identifier = cleared_id(self._path, draft.rule, written, text, ordinal)
        place = (self._path, line, column, end_column)
        self.cleared.append(Cleared(*place, written, draft.rule, draft.why, self._context, identifier))

    def _add_hint(self, document: Document, draft: HintDraft) -> None:
        line, _, _ = _place(document, draft.start, draft.start)
        if ("hint", line, draft.need, draft.value) in self._seen:
            return
        if not self._has_room("hints", len(self.hints), self._budgets.hints_per_file):
            return
        self._seen.add(("hint", line, draft.need, draft.value))
        value, written = self._cut(draft.value), self._cut(draft.written)
        first, last = (_place(document, at, at)[0] for at in draft.span) if draft.span else (0, 0)
        self.hints.append(Hint(self._path, line, draft.need, value, written, first, last))

    def _add_name(self, document: Document, name: NameDraft) -> None:
        """A name, with the places of the same file that read it, for the finding that its draft became."""
        line, _, _ = _place(document, name.start, name.start)
        draft, named = name.draft, name.named
        identifier = self._ids.get((line, draft.kind, _name(draft))) if draft is not None else None
        if draft is not None and identifier is None:
            return
        ids = () if identifier is None else (identifier,)
        row = (self._path, line, named.name, named.kind, named.owner, named.family)
        self.bound.append(Bound(*row, ids))
        for offset, read, kind in named.reads[: self._budgets.link_sightings]:
            where, _, _ = _place(document, offset, offset)
            if identifier is not None and where != line:
                self.uses.append(Use(self._path, where, read, kind, identifier, self._context))

    def _has_room(self, what: str, count: int, limit: int) -> bool:
        if count < limit:
            return True
        self._capped.add(what)
        return False

    def _cut(self, written: str) -> str:
        limit = self._budgets.written_chars
        return written if len(written) <= limit else written[: limit - 1] + "…"


def _is_own(document: Document, window: Window | None) -> Callable[[int], bool]:
    """A test whether a row that begins at an offset is for this document to report."""
    if window is None:
        return lambda start: True
    low, high, is_first = window.own_from, window.own_to, document.first_line == 1 and window.own_from == 0
    return lambda start: low <= start < high if start >= 0 else is_first


def _name(draft: Draft) -> str | None:
    """What makes two findings of one kind on one line different: the model, or the package."""
    return draft.written.lower() if draft.kind is Kind.PACKAGE else draft.model


def _without_repeats(document: Document, drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for each (line, kind, name): the surest, then the first; in order of place."""
    best: dict[tuple[int, Kind, str | None], Draft] = {}
    for draft in sorted(drafts, key=_order):
        key = (_place(document, draft.start, draft.end)[0], draft.kind, _name(draft))
        if key not in best or _RANK[draft.confidence] < _RANK[best[key].confidence]:
            best[key] = draft
    return sorted(best.values(), key=_order)


def _order(draft: Draft) -> tuple[int, int, str, str, str]:
    return draft.start, draft.end, draft.kind.value, draft.model or "", draft.rule


def _place(document: Document, start: int, end: int) -> tuple[int, int, int]:
    """Line, column and exclusive end column; a place that spans lines ends with its first."""
    if start < 0:
        return 0, 0, 0
    start = min(start, len(document.text))
    line, column = document.position(start)
    _, line_end = document.line_span(document.line_index(start))
    return line, column, column + max(0, min(end, line_end) - start)


def _line_around(document: Document, draft: Draft | ClearedDraft) -> str:
    """The text of the line a finding stands on; of an endless line only the surroundings."""
    if draft.start < 0:
        return ""
    start, end = document.line_span(document.line_index(min(draft.start, len(document.text))))
    if end - start > _LONG_LINE:
        start, end = max(start, draft.start - _AROUND), min(end, draft.end + _AROUND)
    return document.text[start:end]
