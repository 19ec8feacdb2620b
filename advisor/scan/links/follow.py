"""Follows the names of one scan from round to round: what to look for next, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cache

from advisor.core.findings import Finding, Hint, Skip
from advisor.core.kinds import Kind, SkipReason
from advisor.core.links import LinkKind, Use
from advisor.core.pieces import in_order
from advisor.scan.budgets import Budgets
from advisor.scan.links.modules import Modules, folder_of
from advisor.scan.links.resolve import Project, Resolver
from advisor.scan.links.values import Bound, Lookup, Sighting

_TOP = "."
_WEIGHTS = (".gguf", ".ggml", ".safetensors", ".bin", ".pth", ".pt", ".llamafile", ".pte", ".task")
_IN_FOLDER = frozenset({"config.json", "adapter_config.json", "tokenizer_config.json", "params.json"})


class Follow:
    """The second half of a scan."""

    def __init__(
        self,
        findings: Sequence[Finding],
        bound: Iterable[Bound],
        uses: Iterable[Use],
        paths: Sequence[str],
        manifests: Iterable[str],
        budgets: Budgets,
    ) -> None:
        """`paths` are all files of the tree, `manifests` those that mark a folder as a project's root."""
        self._budgets = budgets
        self._round = 0
        self._names_left = 0
        self._inner = list(uses)
        self._with_findings = {finding.path for finding in findings}
        self._hints: list[Hint] = []
        project = Project(Modules(paths), _roots(manifests))
        known = [*_with_modelfiles(bound, findings, project.modules), *_artifacts(findings)]
        self._resolver = Resolver(project, known)

    def next_lookup(self) -> Lookup | None:
        """What to look for next; None where there is nothing, or rounds enough were made."""
        if self._round >= self._budgets.link_rounds:
            return None
        self._round += 1
        lookup, left = self._resolver.lookup(self._budgets.link_names)
        self._names_left += left
        return lookup if lookup.names else None

    def take(self, sightings: Iterable[Sighting], hints: Iterable[Hint]) -> None:
        """Take in what one round saw, in the order of the files."""
        self._resolver.take(sightings)
        self._hints.extend(hints)

    def uses(self) -> tuple[Use, ...]:
        """All uses, in order of place, each once, within the limit of a scan."""
        return tuple(self._all()[: self._budgets.link_uses])

    def _all(self) -> list[Use]:
        found = {(one.path, one.line, one.name, one.finding_id): one for one in self._resolver.uses()}
        found |= {(one.path, one.line, one.name, one.finding_id): one for one in self._inner}
        return [found[key] for key in in_order(found)]

    def hints(self) -> list[Hint]:
        """Facts about needs in files that read a name and hold no finding of their own."""
        paths = {use.path for use in self.uses()} - self._with_findings
        return sorted(
            {hint for hint in self._hints if hint.path in paths}, key=lambda one: (one.path, one.line)
        )

    def limit_rows(self) -> list[Skip]:
        """The rows for limits that were reached."""
        rows: list[Skip] = []
        if self._names_left:
            detail = f"{self._names_left:,} names that models are bound to were not followed"
            rows.append(Skip(_TOP, SkipReason.LINKS_CAP, detail))
        hidden = len(self._all()) - self._budgets.link_uses
        if hidden > 0:
            detail = f"{hidden:,} more places that read a model's name were not kept"
            rows.append(Skip(_TOP, SkipReason.LINKS_CAP, detail))
        return rows


def _roots(manifests: Iterable[str]) -> Callable[[str], str]:
    known = frozenset(map(folder_of, manifests))

    @cache
    def root(folder: str) -> str:
        if not folder or folder in known:
            return folder
        return root(folder_of(folder))

    return lambda path: root(folder_of(path))


def _artifacts(findings: Iterable[Finding]) -> list[Bound]:
    """Files of weights by their path; what describes weights stands for its folder."""
    rows = []
    for finding in findings:
        if finding.kind is not Kind.ARTIFACT:
            continue
        name = finding.path.rpartition("/")[2].lower()
        if name.endswith(_WEIGHTS):
            rows.append((finding.path, "file", finding))
        if name in _IN_FOLDER and folder_of(finding.path):
            rows.append((folder_of(finding.path), "folder", finding))
    return [
        Bound(finding.path, finding.line, path, LinkKind.FILE, owner, "", (finding.id,))
        for path, owner, finding in rows
    ]


def _with_modelfiles(bound: Iterable[Bound], findings: Sequence[Finding], modules: Modules) -> list[Bound]:
    """Names given by `ollama create` get the findings of the Modelfile they are made from."""
    by_path: dict[str, list[str]] = {}
    for finding in findings:
        if "modelfile" in finding.path.rpartition("/")[2].lower():
            by_path.setdefault(finding.path, []).append(finding.id)
    rows = []
    for one in bound:
        is_made = one.kind is LinkKind.OLLAMA
        row = replace(one, finding_ids=_modelfile_ids(one, by_path, modules)) if is_made else one
        if row.finding_ids:
            rows.append(row)
    return rows


def _modelfile_ids(bound: Bound, by_path: dict[str, list[str]], modules: Modules) -> tuple[str, ...]:
    for base in (folder_of(bound.path), ""):
        ids = by_path.get(modules.join(base, bound.owner))
        if ids:
            return tuple(ids)
    tail = bound.owner.removeprefix("./").lstrip("/")
    fit = [path for path in by_path if f"/{path}".endswith(f"/{tail}")]
    return tuple(by_path[fit[0]]) if len(fit) == 1 else ()
