"""Looks through one text for names that findings elsewhere are bound to.

Whether a place means the very name is decided later, by `resolve`: here stands only what the text itself
says, where the name comes from and what it is given on to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from advisor.core.kinds import Context
from advisor.core.links import LinkKind
from advisor.scan.detect.hints import HintRules
from advisor.scan.detect.imports import Imports, read_imports
from advisor.scan.detect.languages import Language, Languages
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.python_tree import PythonTree, SyntaxRefusedError
from advisor.scan.detect.views import View, views_of
from advisor.scan.document import Document
from advisor.scan.inspection import HintDraft
from advisor.scan.links import code_names
from advisor.scan.links.binding import FileNames, family_of
from advisor.scan.links.environment import Place, environment_place
from advisor.scan.links.python_names import PythonText
from advisor.scan.links.values import IDENTIFIERS, Lookup, Named, Sighting, Wanted
from advisor.scan.links.words import is_telling

_MODES = frozenset({"code", "markup", "keyvalue", "shell", "lines", "notebook"})
_SILENT = frozenset({"css", "html", "sql", "requirements", "gomod", "lisp", "prisma", "cmake"})
_BEGIN = 3
_MOST = 1_000
"""Places of names in one text that are looked at."""
_MODULES = 12
_QUALIFIER = re.compile(r"([\w$]{1,80})\)?(?:\(\))?(?:\.|::|->|\?\.|!\.)$")
_PATH_HEAD = re.compile(r"[^\s\"'`=,:()\[\]{}<>|;]{0,200}$")


@dataclass(slots=True)
class _Seen:
    """One place, before what its value is given on to is known."""

    view: View
    place: Place
    name: str
    kind: LinkKind
    receiver: str = ""
    modules: tuple[str, ...] = ()
    named: list[Named] = field(default_factory=list)


class Sight:
    """Finds the names of one lookup.

    Attributes:
        needles: what one of must stand in a text, letter by letter, for anything to be found in it.
    """

    def __init__(self, lookup: Lookup, languages: Languages, hints: HintRules) -> None:
        self._languages = languages
        self._hints = hints
        self._families = {one.family for one in lookup.names if one.kind in IDENTIFIERS}
        self._is_wide = any(one.kind not in IDENTIFIERS for one in lookup.names)
        self._by_start: dict[str, list[tuple[str, Wanted]]] = defaultdict(list)
        for one in lookup.names:
            needle = needle_of(one.name, one.kind)
            self._by_start[needle[:_BEGIN]].append((needle, one))
        found = {needle.encode() for rows in self._by_start.values() for needle, _ in rows}
        self.needles: Sequence[bytes] = sorted(found)

    def wants(self, path: str) -> bool:
        """True for files that could read one of the names."""
        language = self._languages.of_path(path)
        if language.mode not in _MODES or language.name in _SILENT:
            return False
        return self._is_wide or _family(language) in self._families

    def hints(self, document: Document, context: Context) -> list[HintDraft]:
        """Facts about needs in a text that reads a name."""
        return self._hints.find(document.text, context, document.path)

    def look(self, document: Document, hits: Sequence[int]) -> list[Sighting]:
        """The sightings in a text; `hits` are the sorted offsets of needles."""
        family = _family(self._languages.of_path(document.path))
        found = self._wanted(document.text, hits, family)
        if not found:
            return []
        views = [one for one in views_of(document, self._languages, _ignore) if not one.quoted]
        views = [one for one in views if not one.language.is_prose]
        reader = _Text(document, views)
        for view in views:
            for offset in view.own(sorted(found)):
                for needle, one in found[view.in_file(offset)]:
                    reader.look(view, offset, needle, one.name, one.kind)
        return reader.sightings()

    def _wanted(self, text: str, hits: Sequence[int], family: str) -> dict[int, list[tuple[str, Wanted]]]:
        """What may be read at which offset, as far as the text holds the words that must stand near by."""
        holds: dict[str, bool] = {"": True}
        found: dict[int, list[tuple[str, Wanted]]] = {}
        for offset in hits:
            for needle, one in self._by_start.get(text[offset : offset + _BEGIN], ()):
                if one.family not in ("", family) or not text.startswith(needle, offset):
                    continue
                if one.near not in holds:
                    holds[one.near] = one.near in text
                if holds[one.near]:
                    found.setdefault(offset, []).append((needle, one))
            if len(found) >= _MOST:
                break
        return found


def _family(language: Language) -> str:
    return {"jsx": "javascript", "notebook": "python"}.get(language.name, language.name)


def needle_of(name: str, kind: LinkKind) -> str:
    """What to search for in order to find a name."""
    if kind is LinkKind.KEY:
        return name.partition("\t")[0]
    if kind is LinkKind.FILE:
        return name.rpartition("/")[2]
    return f".Values.{name}" if kind is LinkKind.HELM else name


class _Text:
    """The sightings of one text."""

    def __init__(self, document: Document, views: Sequence[View]) -> None:
        self._document = document
        self._views = views
        self._seen: list[_Seen] = []
        self._python: dict[str, LinkKind] = {}
        self._only_handed: list[Sighting] = []
        self._keys: set[str] = set()
        self._imports: Imports | None = None
        self._readers: dict[LinkKind, Callable[[View, int, str, str, LinkKind], None]] = {
            LinkKind.CONSTANT: self._identifier,
            LinkKind.FIELD: self._identifier,
            LinkKind.ENVIRONMENT: self._environment,
            LinkKind.HELM: self._helm,
            LinkKind.TERRAFORM: self._terraform,
            LinkKind.KEY: self._key,
            LinkKind.FILE: self._file,
            LinkKind.OLLAMA: self._ollama,
        }

    def look(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        """Take note of a place where a needle stands."""
        if view.lexed.at(offset).kind is not RegionKind.COMMENT:
            self._readers[kind](view, offset, needle, name, kind)

    def sightings(self) -> list[Sighting]:
        """All of them, in order of place."""
        code = [one for one in self._seen if one.kind not in IDENTIFIERS and not one.place.defines]
        starts = [(one.view, one.place.start) for one in code]
        for one, named in zip(code, FileNames(self._views).of(starts) if starts else [], strict=True):
            one.named = named
        found = [self._sighting(one) for one in self._seen]
        return [*found, *self._of_python(), *self._only_handed]

    def _sighting(self, seen: _Seen) -> Sighting:
        inner = {(self._line(place), name, kind) for one in seen.named for place, name, kind in one.reads}
        binds = [(one.name, one.kind, one.owner) for one in seen.named]
        binds += [(name, LinkKind.ENVIRONMENT, "") for name in seen.place.gives]
        return Sighting(
            self._document.path,
            self._line(seen.view.in_file(seen.place.at)),
            seen.name,
            seen.kind,
            family_of(seen.view),
            seen.receiver,
            seen.modules,
            tuple(dict.fromkeys(binds)),
            tuple(sorted(inner)),
            seen.place.defines,
        )

    def _line(self, offset: int) -> int:
        return self._document.position(offset)[0]

    @property
    def _imported(self) -> Imports:
        if self._imports is None:
            self._imports = read_imports(self._document.text)
        return self._imports

    # -- one kind each -----------------------------------------------------------------------------

    def _environment(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        place = environment_place(view, offset, name)
        if place is not None:
            self._seen.append(_Seen(view, place, name, kind))

    def _helm(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        if re.search(r"[\w.-]", _around(view, offset, offset + len(needle))):
            return
        low, _ = view.line_span(offset)
        opening = view.text.rfind("{{", low, offset)
        self._seen.append(_Seen(view, Place(offset, max(opening, low)), name, kind))

    def _terraform(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        around = _around(view, offset, offset + len(needle))
        if view.language.name == "terraform" and not re.search(r"[\w.-]", around):
            self._seen.append(_Seen(view, Place(offset, offset), name, kind))

    def _key(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        """In code that names the file: `["key"]`, `.get("key")`, `.key` where the key says enough."""
        region = view.lexed.at(offset)
        if region.kind is not RegionKind.STRING or family_of(view) in ("yaml", "toml", "ini", "json"):
            return
        key = name.partition("\t")[2]
        if name in self._keys or _around(view, offset, offset + len(needle))[-1] not in "\"'`":
            return
        self._keys.add(name)
        word = re.escape(key)
        pattern = rf"(?:\[|\bget(?:String)?\()\s{{0,2}}[\"']{word}[\"']"
        pattern += rf"|(?<=[\w)\]])\.{word}(?!\w|\()" if is_telling(key) else ""
        for one in self._views:
            for match in re.finditer(pattern, one.text):
                at = match.end() - len(key) - 1
                self._seen.append(_Seen(one, Place(at, at), name, kind))

    def _file(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        region = view.lexed.at(offset)
        if view.language.mode in ("code", "markup") and region.kind is not RegionKind.STRING:
            return
        low, _ = view.line_span(offset)
        head = _PATH_HEAD.search(view.text[max(low, offset - 200) : offset])
        tail = view.text[offset + len(needle) : offset + len(needle) + 2]
        if head is None or (head.group() and head.group()[-1] not in "/\\") or re.match(r"/?[\w.-]", tail):
            return
        written = head.group().replace("\\", "/") + needle
        self._seen.append(_Seen(view, Place(offset, offset), name, kind, written))

    def _ollama(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        line = view.line(offset)
        around = _around(view, offset, offset + len(needle))
        is_word = not re.search(r"[\w./:-]", around.replace(":", "") if ":latest" in line else around)
        says_model = re.search(r"model|ollama", line.replace(name, ""), re.IGNORECASE)
        if is_word and says_model and not re.search(r"\bollama\s{1,4}create\b", line):
            self._seen.append(_Seen(view, Place(offset, offset), name, kind))

    def _identifier(self, view: View, offset: int, needle: str, name: str, kind: LinkKind) -> None:
        around = _around(view, offset, offset + len(needle))
        if re.search(r"[\w$]", around):
            return
        if family_of(view) == "python":
            self._python.setdefault(name, kind)
            return
        end = offset + len(name)
        if next(code_names.words(view, name, offset, end), -1) < 0 or code_names.is_given(view, end):
            return
        self._read(view, offset, name, kind)

    def _read(self, view: View, offset: int, name: str, kind: LinkKind) -> None:
        qualifier = _QUALIFIER.search(view.text[max(0, offset - 90) : offset])
        source = self._source(view, qualifier[1] if qualifier else name)
        place = Place(offset, offset)
        if code_names.is_import_line(view.line(offset)):
            self._hand_on(view, name, kind, self._source(view, name))
        elif qualifier is not None:
            modules = (source,) if source else self._all_modules() if kind is LinkKind.FIELD else ()
            self._seen.append(_Seen(view, place, name, kind, qualifier[1], modules))
        elif kind is LinkKind.CONSTANT and not re.match(
            r"\s{0,4}:(?!:)", view.text[offset + len(name) : offset + len(name) + 8]
        ):
            self._seen.append(_Seen(view, place, name, kind, "", (source,) if source else ()))

    def _source(self, view: View, name: str) -> str:
        """The module that a name is imported from; "" where the text does not say."""
        if family_of(view) != "rust":
            return self._imported.source(name)
        word = re.escape(name)
        used = re.search(rf"\buse\s{{1,4}}([\w:]{{1,200}})::(?:\{{[^;}}]{{0,400}}\b)?{word}\b", view.text)
        return used[1] if used else ""

    def _hand_on(self, view: View, name: str, kind: LinkKind, source: str) -> None:
        if source:
            row = (self._document.path, 0, name, kind, family_of(view), "", (source,))
            self._only_handed.append(Sighting(*row, ((name, kind, ""),)))

    def _all_modules(self) -> tuple[str, ...]:
        return tuple(sorted(set(self._imported.source_of.values()))[:_MODULES])

    # -- Python ------------------------------------------------------------------------------------

    def _of_python(self) -> Iterator[Sighting]:
        """Reads of constants and fields, scope by scope."""
        if not self._python:
            return
        imported = self._imported
        text = self._document.text
        aliases = {name: _alias(text, name) for name in self._python if imported.source(name)}
        wanted = {*self._python, *aliases.values()}
        for view in self._views:
            if family_of(view) == "python" and any(name in view.text for name in wanted):
                yield from self._of_python_view(view, aliases, wanted)

    def _of_python_view(self, view: View, aliases: dict[str, str], wanted: set[str]) -> Iterator[Sighting]:
        try:
            text = PythonText(view.text, PythonTree(view.text, is_cell=view.cell is not None))
        except SyntaxRefusedError:
            return
        scopes = text.scopes(wanted)
        path = self._document.path
        for name, alias in sorted(aliases.items()):
            imports, reads = scopes.import_reads(alias)
            modules, kind = (self._imported.source(name),), self._python[name]
            for line in reads:
                where = self._line(view.in_file(text.start_of(line)))
                yield Sighting(path, where, name, kind, "python", "", modules)
            if imports:
                binds = ((alias, kind, ""),)
                yield Sighting(path, 0, name, kind, "python", "", modules, binds)
        for one in scopes.accesses:
            if one.is_load and not one.by_key and one.name in self._python and one.receiver:
                where = self._line(view.in_file(text.start_of(one.line)))
                row = (path, where, one.name, self._python[one.name], "python", one.receiver)
                yield Sighting(*row, self._modules(one.receiver))

    def _modules(self, receiver: str) -> tuple[str, ...]:
        """The modules that a receiver can come from, the likeliest first."""
        root = receiver.partition(".")[0]
        source = self._imported.source(root)
        if source:
            return (f"{source}.{root}" if not source.endswith(".") else source + root, source)
        named = re.search(
            rf"^[ \t]{{0,40}}import[ \t]{{1,4}}([\w.]{{1,200}})[ \t]{{1,4}}as[ \t]{{1,4}}{re.escape(root)}\b",
            self._document.text,
            re.MULTILINE,
        )
        if named is not None:
            return (named[1],)
        return (receiver,) if receiver.lower() in self._imported.modules else self._all_modules()


def _around(view: View, start: int, end: int) -> str:
    """The characters on either side of a span; a blank where the text ends."""
    return (view.text[max(0, start - 1) : start] or " ") + (view.text[end : end + 1] or " ")


def _alias(text: str, name: str) -> str:
    """What an imported name is called in the text: `B` of `import A as B`."""
    found = re.search(rf"(?<![\w.]){re.escape(name)}[ \t]{{1,4}}as[ \t]{{1,4}}([A-Za-z_]\w{{0,79}})", text)
    return found[1] if found else name


def _ignore(detail: str) -> None:
    """A file that is not well-formed has its row from the first look."""
