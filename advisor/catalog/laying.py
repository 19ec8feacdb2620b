"""Lays overlays over the files of the catalog: rows added, rows changed, and what only overlays can say.

A row with the name of one in the catalog changes the keys it has and leaves the others; lists of what a thing
goes by grow, all else is replaced. Any other row is added; what it leaves out is not known, and so not
checked. The outcome is a set of files like any other, so all that reads and checks the catalog holds for it.
"""

from __future__ import annotations

import hashlib
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from typing import Any

from advisor.catalog import own_rows
from advisor.catalog.check import ERROR, found_in
from advisor.catalog.files import TABLES as KINDS
from advisor.catalog.files import Files, Seal, rows_key
from advisor.catalog.overlay import LISTS, OWN_SECTIONS, TABLES
from advisor.catalog.rows import MARKS, ShapeError, label, read_row
from advisor.catalog.sources import may_be_null
from advisor.core.errors import OverlayError
from advisor.core.globs import is_word
from advisor.core.knowledge import Problem
from advisor.core.overlay import Overlay, OverlayStamp, OwnRule, Ruling, Rulings

_SHOWN_DIGITS = 12
_GROWS = frozenset(
    {"aliases", "duties", "hosts", "imports", "keys", "packages", "prefixes", "repos", "sources"}
)
"""Lists of what a thing goes by: a row adds to them."""
_DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "alternatives": {"from_meta": False},
    "derivatives": {"relation": "finetune", "llama_weights": True, "evidence": "seen"},
    "providers": {"kind": "host"},
}
"""What a new row that says nothing else is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Where a row of the outcome was said."""

    overlay: Overlay
    section: str
    called: str

    @property
    def words(self) -> str:
        """`acme.toml, [[lifecycle]] groq/x`."""
        return f"{self.overlay.name}, [[{self.section}]] {self.called}"


class LaidFiles(Files):
    """The files of a catalog with overlays over them.

    Attributes:
        entries: by file and row, the line of an overlay that has its say there.
    """

    def __init__(self, base: Files, overlays: Sequence[Overlay]) -> None:
        """Raises OverlayError for the first row that cannot be laid."""
        super().__init__(base.folder)
        self._base = base
        sheet = _Sheet(base)
        self._stamps = [sheet.lay(overlay) for overlay in overlays]
        sheet.settle()
        self._documents = sheet.documents
        self._overlays = tuple(overlays)
        self.entries: Mapping[tuple[str, str], Entry] = sheet.entries
        self._own_rules = tuple(sheet.own_rules)
        self._rulings = Rulings(sheet.licence_rulings, sheet.model_rulings)

    def read(self, name: str) -> Mapping[str, Any]:
        """The file with what was laid over it. Raises CatalogError like the files below."""
        return self._documents.get(name) or self._base.read(name)

    def origin(self, table: str, row: str) -> str | None:
        """Whose word a row is; None: the catalog's own."""
        entry = self.entries.get((table, row))
        return None if entry is None else entry.overlay.origin

    @property
    def own_rules(self) -> tuple[OwnRule, ...]:
        """The rules of detection that overlays bring."""
        return self._own_rules

    @property
    def rulings(self) -> Rulings:
        """What they say of licences and models."""
        return self._rulings

    @property
    def overlays(self) -> tuple[OverlayStamp, ...]:
        """Which overlays were laid, in their order."""
        return tuple(self._stamps)

    @cached_property
    def seal(self) -> Seal:
        """That of the files below."""
        return self._base.seal

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """Those of the files below."""
        return self._base.digests

    @property
    def digest(self) -> str:
        """Over the files below and the overlays in their order."""
        lines = "".join(f"{one.name} {one.digest}\n" for one in self._overlays)
        return hashlib.sha256(f"{self._base.digest}\n{lines}".encode()).hexdigest()[:_SHOWN_DIGITS]

    @property
    def latest(self) -> date:
        """The latest day up to which facts were read, here or in an overlay."""
        return max([self.seal.as_of, *(one.as_of for one in self._overlays if one.as_of is not None)])

    def require_sound(self) -> None:
        """Raises OverlayError where the outcome contradicts itself, naming the overlay's row and key."""
        errors = [problem for problem in found_in(self) if problem.severity == ERROR]
        if not errors:
            return
        ours = [one for one in errors if (one.file.removesuffix(".json"), one.row) in self.entries]
        first = self._told((ours or errors)[0])
        more = f" There are {len(errors) - 1} more faults." if len(errors) > 1 else ""
        raise OverlayError(f"{first}.{more} Nothing was changed; mend the file, or leave it out.")

    def _told(self, problem: Problem) -> str:
        message = problem.message.replace("field ", "key ", 1)
        entry = self.entries.get((problem.file.removesuffix(".json"), problem.row))
        if entry is not None:
            return f"{entry.words}: {message}"
        names = ", ".join(one.name for one in self._overlays)
        return f"{names}: with it, {problem.file}, row {problem.row}: {message}"


class _Sheet:
    """The catalog while overlays are being laid."""

    def __init__(self, base: Files) -> None:
        self._base = base
        self._rows: dict[str, dict[str, dict[str, Any]]] = {}
        self.documents: dict[str, dict[str, Any]] = {}
        self.entries: dict[tuple[str, str], Entry] = {}
        self.own_rules: list[OwnRule] = []
        self.licence_rulings: dict[str, Ruling] = {}
        self.model_rulings: dict[str, Ruling] = {}

    def lay(self, overlay: Overlay) -> OverlayStamp:
        """Take in one overlay."""
        self._day = (overlay.as_of or self._base.seal.as_of).isoformat()
        self._seen: set[tuple[str, str]] = set()
        count = 0
        for section in TABLES:
            for number, row in enumerate(overlay.content.get(section, ()), 1):
                self._lay_row(section, row, Entry(overlay, section, label(row, number)))
                count += 1
        for section, lay in self._own_sections().items():
            for number, row in enumerate(overlay.content.get(section, ()), 1):
                called = str(row.get(own_rows.CALLED_BY[section]) or number)
                lay(row, Entry(overlay, section, called))
                count += 1
        count += self._lay_lists(overlay)
        as_of = date.fromisoformat(self._day)
        return OverlayStamp(overlay.name, as_of, overlay.digest, count, overlay.from_project)

    def settle(self) -> None:
        """Put the rows back into their files."""
        for table, rows in self._rows.items():
            document = dict(self._base.read(table))
            document[rows_key(table)] = [rows[key] for key in sorted(rows)]
            self.documents[table] = document

    # -- rows of the catalog's own files -------------------------------------------------------------

    def _table(self, table: str) -> dict[str, dict[str, Any]]:
        if table not in self._rows:
            rows = self._base.read(table)[rows_key(table)]
            self._rows[table] = {label(row, number): dict(row) for number, row in enumerate(rows, 1)}
        return self._rows[table]

    def _lay_row(self, table: str, row: Mapping[str, Any], entry: Entry, key: str = "") -> None:
        """Add a row, or change the one of its name; `key` where the overlay calls it otherwise."""
        key = key or entry.called
        self._refuse_unknown(table, row, entry)
        if (table, key) in self._seen:
            raise OverlayError(f"{entry.words}: stands there twice.")
        self._seen.add((table, key))
        rows = self._table(table)
        known = rows.get(key)
        made = self._added(table, row, entry) if known is None else self._changed(known, row, entry)
        try:
            read_row(KINDS[table], made)
        except ShapeError as error:
            message = str(error).replace("field ", "key ", 1)
            raise OverlayError(f"{entry.words}: {message}.") from None
        rows[key] = made
        self.entries[table, key] = entry
        self._follow(table, made, entry)

    def _refuse_unknown(self, table: str, row: Mapping[str, Any], entry: Entry) -> None:
        known = [part.name for part in fields(KINDS[table]) if part.name not in MARKS]
        _refuse_unknown_keys(row, known, entry.words)

    def _added(self, table: str, row: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
        """The row with all its keys: what it does not say is not known, and so not checked."""
        made = {**_blank(table), **_DEFAULTS.get(table, {}), **row}
        source = {"ref": entry.overlay.origin, "read_on": self._day}
        if table == "lifecycle" and "source" not in row:
            made["source"] = source
        if "sources" in made and not row.get("sources"):
            made["sources"] = [source]
        if table == "alternatives":
            self._grade(made, row)
        if "not_checked" in made:
            made["not_checked"] = _open_fields(table, made)
        return made

    def _grade(self, made: dict[str, Any], row: Mapping[str, Any]) -> None:
        """The licence's own class, and whether all is known that a rank needs."""
        licence = self._table("licences").get(made.get("licence") or "", {})
        if "licence_class" not in row:
            made["licence_class"] = licence.get("licence_class")
        if "rankable" not in row:
            needed = ("licence", "params_total_b", "context_tokens", "hf_repo", "released")
            made["rankable"] = all(made.get(key) for key in needed)

    def _changed(self, known: Mapping[str, Any], row: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
        """A row of the catalog with the keys of the overlay's laid over."""
        made = {**known, **{key: _joined(key, known.get(key), value) for key, value in row.items()}}
        source = {"ref": entry.overlay.origin, "read_on": self._day}
        if isinstance(made.get("sources"), list) and "sources" not in row:
            made["sources"] = [*made["sources"], source]
        if "source" in made and "source" not in row:
            made["source"] = source
        if isinstance(made.get("not_checked"), list) and "not_checked" not in row:
            made["not_checked"] = [one for one in made["not_checked"] if row.get(one) is None]
        return made

    def _follow(self, table: str, made: Mapping[str, Any], entry: Entry) -> None:
        """What another row has to say as well: the class of a licence, the packages of a host."""
        if table == "licences":
            for key, row in self._table("alternatives").items():
                if row.get("licence") == made["id"] and row.get("licence_class") != made["licence_class"]:
                    row["licence_class"] = made["licence_class"]
                    self.entries["alternatives", key] = entry
        if table == "packages" and made.get("provider") in self._table("providers"):
            host = self._table("providers")[made["provider"]]
            if entry.called not in host["packages"]:
                host["packages"] = [*host["packages"], entry.called]
                self.entries.setdefault(("providers", host["id"]), entry)

    # -- what only overlays have ---------------------------------------------------------------------

    def _own_sections(self) -> Mapping[str, Callable[[Mapping[str, Any], Entry], None]]:
        lay = (self._lay_name, self._lay_namesake, self._lay_rule, self._lay_verdict)
        return dict(zip(OWN_SECTIONS, lay, strict=True))

    def _lay_name(self, row: Mapping[str, Any], entry: Entry) -> None:
        made = own_rows.derivative(row, entry.words, self._table("llama-models"))
        self._refuse_known_pattern(made, entry)
        self._lay_row("derivatives", made, entry, made["id"])

    def _refuse_known_pattern(self, made: Mapping[str, Any], entry: Entry) -> None:
        for key, known in self._table("derivatives").items():
            is_same = known["pattern"].lower() == made["pattern"].lower()
            if is_same and ("derivatives", key) not in self.entries:
                raise OverlayError(
                    f"{entry.words}: the catalog has that name in its row {key}. "
                    f'To change what it says, write [[derivatives]] with id = "{key}".'
                )

    def _lay_namesake(self, row: Mapping[str, Any], entry: Entry) -> None:
        trap, cleared, rule = own_rows.namesake(row, entry.words, entry.overlay.origin)
        self._lay_row("derivatives", trap, entry, trap["id"])
        self._lay_rule_text(rule, entry)
        document = self._document("detection")
        document["namesakes"] = [cleared, *document["namesakes"]]

    def _lay_rule(self, row: Mapping[str, Any], entry: Entry) -> None:
        rule, text = own_rows.rule(row, entry.words, entry.overlay.origin, self._table("llama-models"))
        self._lay_rule_text(text, entry)
        self.own_rules.append(rule)

    def _lay_rule_text(self, text: dict[str, Any], entry: Entry) -> None:
        rows = self._table("rules")
        if text["id"] in rows:
            raise OverlayError(f"{entry.words}: key id: there is a rule {text['id']} already.")
        rows[text["id"]] = text
        self.entries["rules", text["id"]] = entry

    def _document(self, name: str) -> dict[str, Any]:
        return self.documents.setdefault(name, dict(self._base.read(name)))

    def _lay_verdict(self, row: Mapping[str, Any], entry: Entry) -> None:
        licence, allowed, why = own_rows.verdict(row, entry.words)
        known = self._table("licences")
        if licence not in known:
            raise OverlayError(f"{entry.words}: key licence: {_near(licence, known)}")
        said = self.licence_rulings.get(licence)
        if said is not None and said.origin == entry.overlay.origin and said.allowed != allowed:
            raise OverlayError(f"{entry.words}: key verdict: the file both allows and refuses {licence}.")
        self.licence_rulings[licence] = Ruling(allowed, why, entry.overlay.origin)
        self.entries.setdefault(("licences", licence), entry)

    def _lay_lists(self, overlay: Overlay) -> int:
        """Allowed and refused models; where some are allowed, all others are not."""
        allowed, refused = (self._fitting(overlay, key) for key in LISTS)
        both = sorted(allowed & refused)
        if both:
            raise OverlayError(f"{overlay.name}: allowed_models and refused_models both name {both[0]}.")
        if allowed:
            refused = set(self._table("alternatives")) - allowed
        why = "not among its allowed models" if allowed else ""
        for name in refused:
            self.model_rulings[name] = Ruling(False, why, overlay.origin)
        for name in allowed:
            self.model_rulings[name] = Ruling(True, "", overlay.origin)
        return sum(len(overlay.content.get(key, ())) for key in LISTS)

    def _fitting(self, overlay: Overlay, key: str) -> set[str]:
        found: set[str] = set()
        for glob in overlay.content.get(key, ()):
            fits = {name for name in self._table("alternatives") if is_word(glob, name)}
            if not fits:
                known = _near(glob, self._table("alternatives"))
                raise OverlayError(f"{overlay.name}: key {key}: {known}")
            found |= fits
        return found


def _joined(key: str, old: object, value: object) -> object:
    """What a key of a known row holds with the overlay's value laid over it."""
    if key in _GROWS and isinstance(old, list) and isinstance(value, list):
        return [*old, *(one for one in value if one not in old)]
    if isinstance(old, dict) and isinstance(value, dict) and key != "source":
        return {**old, **value}
    return value


def _refuse_unknown_keys(row: Mapping[str, Any], known: Sequence[str], where: str) -> None:
    """Raises OverlayError for a key that a row cannot have: it would have no effect."""
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise OverlayError(f"{where}: unknown key {unknown[0]}. Known are: {', '.join(known)}.")


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name.lower(), list(known), n=3, cutoff=0.4)
    hint = f" Near to it: {', '.join(near)}." if near else ""
    return f"the catalog has no row {name}.{hint}"


def _open_fields(table: str, made: Mapping[str, Any]) -> list[str]:
    """What is null and could be known."""
    fixed = may_be_null(table)
    if fixed is None:
        return list(made["not_checked"])
    told = [key for key, value in made.items() if value is None and key not in fixed]
    return sorted({*made["not_checked"], *told})


@cache
def _blank(table: str) -> Mapping[str, Any]:
    """A row that says nothing; keys that every row has to have are left out."""
    kind = KINDS[table]
    hints = typing.get_type_hints(kind)
    values = {
        part.name: _nothing(hints[part.name], part.default)
        for part in fields(kind)
        if part.name not in MARKS and part.name not in ("id", *_named_by(table))
    }
    return {key: value for key, value in values.items() if value is not MISSING}


def _named_by(table: str) -> tuple[str, ...]:
    return {"lifecycle": ("provider", "model_id"), "packages": ("ecosystem", "name")}.get(table, ())


def _nothing(hint: Any, default: Any) -> Any:
    """What stands for "not said" in a field of that type; MISSING where it has to be said."""
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return None
    if typing.get_origin(hint) is tuple:
        return []
    if typing.get_origin(hint) is Mapping:
        return {}
    return default
