"""Use cases: the facts that the advice rests on, listed, shown with their sources, and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from advisor.app.wanted import Wanted
from advisor.core.errors import UsageError

if TYPE_CHECKING:
    from datetime import date

    from advisor.catalog import Catalog
    from advisor.core.overlay import Overlay

FORMAT_VERSION = 1


class Part(StrEnum):
    """The parts of the catalog that can be listed."""

    ALTERNATIVES = "alternatives"
    LLAMA = "llama"
    DERIVATIVES = "derivatives"
    LICENCES = "licences"
    LIFECYCLE = "lifecycle"
    PACKAGES = "packages"


_TABLES: Mapping[str, str] = {
    Part.ALTERNATIVES: "alternatives",
    Part.LLAMA: "llama_models",
    Part.DERIVATIVES: "derivatives",
    Part.LICENCES: "licences",
    Part.LIFECYCLE: "lifecycle",
    Part.PACKAGES: "packages",
    "providers": "providers",
    "outlook": "outlook",
    "rules": "rules",
}
"""All parts a row can be shown of, with the tables of the catalog that hold them."""


def listed(part: Part, wanted: Wanted, *, as_json: bool, catalog: Catalog | None = None) -> str:
    """The rows of a part, as a table or as JSON. Raises UsageError for filters that the part has not."""
    if part is not Part.ALTERNATIVES and not wanted.is_anything:
        raise UsageError(f"The filters are for alternatives; leave them out to list {part}.")
    facts = catalog or _load()
    _refuse_unknown_words(wanted, facts)
    rows = getattr(facts, _TABLES[part])
    if part is Part.ALTERNATIVES:
        from advisor.app.shelf import Shelf

        shelf = Shelf(facts)
        rows = [row for row in rows if shelf.fits(row, wanted)]
    if as_json:
        return _json(facts, {str(part): rows})
    from advisor.report import catalog_text

    return catalog_text.listing(str(part), rows, facts.stamp)


def _refuse_unknown_words(wanted: Wanted, facts: Catalog) -> None:
    """Raise UsageError for a task or modality that no alternative has: a slip is no answer."""
    for called, word, has in (
        ("task", wanted.task, {task for row in facts.alternatives for task in row.tasks}),
        ("modality", wanted.modality, {one for row in facts.alternatives for one in row.modalities_in}),
    ):
        if word is not None and word.lower() not in has:
            raise UsageError(f"No alternative has the {called} {word}; known are: {', '.join(sorted(has))}.")


def shown(identifiers: Sequence[str], *, as_json: bool, catalog: Catalog | None = None) -> str:
    """Everything the catalog holds of rows, with sources. Raises UsageError where there is no such row."""
    facts = catalog or _load()
    found: list[Mapping[str, Any]] = []
    for identifier in dict.fromkeys(identifiers):
        rows = _find(facts, identifier)
        if not rows:
            raise UsageError(_no_such_row(facts, identifier))
        found += rows
    if as_json:
        return _json(facts, {"rows": found})
    from advisor.report import catalog_text

    return catalog_text.everything(found, facts.stamp)


def checked(*, as_json: bool, catalog: Catalog | None = None) -> tuple[str, bool]:
    """What the full check of the catalog says, and whether it found no error."""
    from advisor.app.update import folder_in_use
    from advisor.catalog import Catalog
    from advisor.catalog.check import check
    from advisor.catalog.files import Files, resources_folder

    # Not loaded as usual: files that were edited and are not sound are to be told of, not refused.
    facts = catalog or Catalog(Files(folder_in_use() or resources_folder()))
    result = check(facts.files)
    clean = not result.errors
    if as_json:
        return _json(facts, {"problems": result.problems, "coverage": result.coverage}), clean
    from advisor.report import catalog_text

    return catalog_text.checked(result.problems, result.coverage, facts.stamp), clean


def fixed(as_of: date | None = None, catalog: Catalog | None = None) -> str:
    """Put the files of facts into their one form and seal them anew; what was done, in words.

    `as_of` is the day up to which the facts were read; None: the day of the last seal. Raises CatalogError
    where a file is missing or no JSON.
    """
    from advisor.catalog.files import Files, resources_folder
    from advisor.catalog.writer import seal

    files = catalog.files if catalog else Files(resources_folder())
    before = files.digests
    seal(files.folder, as_of or files.seal.as_of)
    after = Files(files.folder)
    changed = [f"{name}.json" for name, digest in after.digests.items() if before.get(name) != digest]
    form = f"Put into form: {', '.join(changed)}." if changed else "All files were in form."
    return f"{form} Sealed as {after.seal.version}, facts of {after.seal.as_of}.\n"


def with_overlays(overlays: Sequence[Overlay]) -> Catalog | None:
    """The catalog with overlays over it, for the functions above; None where there are none.

    Raises OverlayError for an overlay that contradicts itself or the catalog.
    """
    from advisor.app.overlays import laid

    return laid(overlays) if overlays else None


def _load() -> Catalog:
    from advisor.app import facts

    return facts.load()


def _json(catalog: Catalog, content: Mapping[str, Any]) -> str:
    from advisor.report.json_report import as_json, dumps
    from advisor.report.wording import licence_notice

    stamp = {**as_json(catalog.stamp), "notice": licence_notice(catalog.stamp.as_of)}
    return dumps({"format_version": FORMAT_VERSION, "catalog": stamp, **as_json(content)})


def _find(catalog: Catalog, identifier: str) -> list[Mapping[str, Any]]:
    """The rows of that id, of whatever part; else those known by that name or hub repository."""
    wanted = identifier.strip().lower()
    named: list[Mapping[str, Any]] = []
    for part, table in _TABLES.items():
        rows = getattr(catalog, table)
        exact = [row for row in rows if row.id.lower() == wanted]
        if exact:
            return [_with_company(catalog, part, row) for row in exact]
        named += [_with_company(catalog, part, row) for row in rows if wanted in _other_names(row)]
    return named


def _other_names(row: Any) -> set[str]:
    names = (getattr(row, "name", None), getattr(row, "hf_repo", None), *getattr(row, "repos", ()))
    return {name.lower() for name in names if name}


def _with_company(catalog: Catalog, part: str, row: Any) -> Mapping[str, Any]:
    """A row with the rows it leads to: the licence of weights, the memory figures of a repository."""
    company: dict[str, Any] = {"of": str(part), "row": row}
    if hasattr(row, "licence"):
        company["licence"] = next((one for one in catalog.licences if one.id == row.licence), None)
    if hasattr(row, "hf_repo"):
        company["memory"] = catalog.memory_of(row.hf_repo)
    return company


def _no_such_row(catalog: Catalog, identifier: str) -> str:
    known = [row.id for table in _TABLES.values() for row in getattr(catalog, table)]
    near = get_close_matches(identifier.lower(), known, n=3, cutoff=0.5)
    hint = f" Near to it: {', '.join(near)}." if near else ""
    return f"The catalog has no row {identifier}.{hint} To see what there is: llama-advisor catalog list."
