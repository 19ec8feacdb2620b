"""The names that values of one file are bound to, with the places of the same file that read them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from advisor.core.links import LinkKind
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.python_tree import PythonTree, SyntaxRefusedError
from advisor.scan.detect.views import View
from advisor.scan.links import code_names, settings_names
from advisor.scan.links.python_names import PythonBinding, PythonText
from advisor.scan.links.values import Binding, Named
from advisor.scan.links.words import is_short_list, places_of

_LONGEST_VALUE = 300
_TOKEN = re.compile(r"[^\s\"'`=,;(\[{|]{0,200}$")
_BINDS = re.compile(r"(?:[\w\])}\"']\s{0,8}(?::[^=\r\n]{0,80})?=(?!=)|[\"']\s{0,4}:)")
_BEFORE_LIST = re.compile(r"environ\s{0,2}$|[A-Z\d]\s{0,4}(?::[^=\r\n]{0,60})?=\s{0,4}$")
_OPENS = re.compile(
    r"(?:\b(?:add_argument|option|Option|Argument|argument|DEFINE_string|Field|field|str|Path|SecretStr"
    r"|Column|config)|[\w.]{0,60}env\w{0,12}(?:\.\w{1,12})?|\bdef\s{1,4}\w{1,80}|[=:(,]|\breturn|^)\s{0,4}$",
    re.IGNORECASE,
)


def family_of(view: View) -> str:
    """The language whose files can read each other's constants."""
    return "javascript" if view.language.name == "jsx" else view.language.name


def value_at(view: View, offset: int) -> int | None:
    """Where the value begins that a place in a view is a part of; None where it is no value of its own."""
    region = view.lexed.at(offset)
    if view.quoted or view.language.is_prose or region.kind is RegionKind.COMMENT:
        return None
    if region.kind is RegionKind.STRING:
        return region.start if _is_value(view, region) else None
    if view.language.mode in ("code", "markup"):
        return None
    low, _ = view.line_span(offset)
    head = view.text[max(low, offset - 200) : offset]
    fallback = re.search(r"\$\{\w{1,80}:?[-=?+]?$", head)
    token = None if fallback else _TOKEN.search(head)
    return offset - len(token.group()) if token is not None else offset


def _is_value(view: View, region: Region) -> bool:
    text = view.text[region.start : min(region.end, region.start + _LONGEST_VALUE + 1)]
    return len(text) <= _LONGEST_VALUE and not any(map(str.isspace, text.strip()))


class FileNames:
    """The names of one file."""

    def __init__(self, views: Sequence[View], parsed: PythonTree | None = None) -> None:
        """`parsed` is the tree of a file that is one view in Python, where some detector has read it."""
        self._python = [view for view in views if view.language.name == "python" and not view.quoted]
        self._parsed = parsed if len(self._python) == 1 else None
        self._text: PythonText | None = None
        self._bases: list[int] = []

    def of(self, values: Sequence[tuple[View, int]]) -> list[list[Named]]:
        """For each value (a view, an offset of its first character in it) the names it is bound to."""
        python = [(view, start) for view, start in values if view in self._python and _may_bind(view, start)]
        read = self._python_names(python) if python else {}
        return [
            read.get((id(view), start), [])
            if view.language.name == "python"
            else [self._named(view, binding) for binding in _bindings(view, start)]
            for view, start in values
        ]

    def _named(self, view: View, binding: Binding) -> Named:
        is_code = not settings_names.is_settings(view)
        found = settings_names.reads(view, binding)
        found = found or (code_names.reads(view, binding) if is_code and not binding.listed else [])
        places = tuple((view.in_file(one.offset), one.name, one.kind) for one in found)
        return Named(binding.name, binding.kind, binding.owner, family_of(view), places)

    # -- Python ------------------------------------------------------------------------------------

    def _python_names(self, values: Sequence[tuple[View, int]]) -> dict[tuple[int, int], list[Named]]:
        text = self._python_text()
        if text is None:
            return {}
        keys = [(id(view), start) for view, start in values]
        offsets = [self._bases[self._python.index(view)] + start for view, start in values]
        bound = dict(zip(keys, text.bindings(offsets), strict=True))
        names = {binding.name for found in bound.values() for binding in found}
        if not names:
            return {}
        scopes = text.scopes(names)
        return {
            key: [self._of_python(one, () if one.listed else text.reads(one, scopes), text) for one in found]
            for key, found in bound.items()
        }

    def _of_python(self, binding: PythonBinding, lines: Sequence[int], text: PythonText) -> Named:
        places = [
            (self._in_file(self._word(text, line, binding.name)), binding.name, binding.kind)
            for line in lines
        ]
        kind = LinkKind.VARIABLE if binding.by_key else binding.kind  # nobody reads it from another file
        return Named(binding.name, kind, binding.owner, "python", tuple(places))

    def _word(self, text: PythonText, line: int, name: str) -> int:
        start = text.start_of(line)
        stop = text.start_of(line + 1) if line < text.line_of(len(text.text)) else len(text.text)
        return next(places_of(text.text, name, start, stop), start)

    def _in_file(self, offset: int) -> int:
        """The offset in the file of an offset in the joined cells."""
        index = max(at for at, base in enumerate(self._bases) if base <= offset)
        return self._python[index].in_file(offset - self._bases[index])

    def _python_text(self) -> PythonText | None:
        if self._text is None and self._python:
            is_cell = self._python[0].cell is not None
            parts = [view.text.rstrip("\n") + "\n" if is_cell else view.text for view in self._python]
            self._bases = [sum(map(len, parts[:index])) for index in range(len(parts))]
            source = "".join(parts)
            try:
                self._text = PythonText(source, self._parsed or PythonTree(source, is_cell=is_cell))
            except SyntaxRefusedError:
                self._python = []
        return self._text


def _bindings(view: View, start: int) -> list[Binding]:
    if settings_names.is_settings(view):
        return settings_names.bindings(view, start)
    return code_names.bindings(view, start) if view.language.mode in ("code", "markup") else []


def _may_bind(view: View, start: int) -> bool:
    """False where the text around says already that no name is bound to a value: parsing is dear."""
    region = view.lexed.at(start)
    position, parent = region.outer_start, region.parent
    if parent >= 0 and view.text[parent] == "[":
        head = view.text[max(0, parent - 80) : parent]
        return _BEFORE_LIST.search(head) is not None and (
            head.rstrip().endswith("environ") or is_short_list(view.text, parent)
        )
    if parent >= 0 and view.text[parent] == "(":
        head = view.text[max(0, parent - 80) : parent]
        return _OPENS.search(head) is not None
    low = max(view.text.rfind("\n", 0, position) + 1, position - 200, 0)
    return _BINDS.search(view.text[low:position]) is not None or "lambda" in view.text[low:position]


def created(views: Iterable[View]) -> Iterator[tuple[int, Named]]:
    """What `ollama create` calls models in a file: offset in the file and name."""
    for view in views:
        if "ollama create" in view.text:
            for one in settings_names.created(view):
                yield view.in_file(one.start), Named(one.name, one.kind, one.owner, family_of(view))
