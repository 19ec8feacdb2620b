"""Asks Python's own parser what a word in a string is for, where the text around it does not say.

Used for a bare word (`llama3`, `vicuna`) alone: parsing is the dearest thing a detector does. The tree is
walked with a list, never by recursion; source that does not parse, or that Python refuses, is plain text.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice

from advisor.scan.detect.places import is_wrapper, names_model, stops
from advisor.scan.detect.tables import Places
from advisor.scan.document import line_starts

_MAGIC = re.compile(r"^[ \t]{0,40}[%!?].{0,4000}$", re.MULTILINE)
_MOST_NODES = 400_000
_MOST_VISITS = 2_000_000
"""Nodes looked at for all words of a text together."""
_MOST_STEPS = 12
_MOST_LINES = 200
"""A string that began more lines ago is a text."""
_STATEMENTS = (ast.stmt, ast.ExceptHandler, ast.match_case)
_LONG_QUOTES = ('"""', "'''")
_PASSES_ON = (
    ast.IfExp,
    ast.BoolOp,
    ast.List,
    ast.Tuple,
    ast.Set,
    ast.Starred,
    ast.Await,
    ast.NamedExpr,
    ast.BinOp,
    ast.Dict,
    ast.JoinedStr,
    ast.FormattedValue,
    ast.keyword,
    ast.Expr,
)
"""Nodes that hand a value on to what they stand in."""


class SyntaxRefusedError(Exception):
    """The source is not read as Python; the message says why, for a skip row."""


class PythonTree:
    """The syntax tree of one text, asked by offset."""

    def __init__(self, text: str, *, is_cell: bool = False) -> None:
        """Parse; in a notebook's cell the lines that are commands to the notebook count as comments.

        Raises SyntaxRefusedError where Python does not take the text.
        """
        source = _MAGIC.sub(lambda match: "#" + match.group()[1:], text) if is_cell else text
        self._lines = line_starts(source)
        self._source = source
        self._root = _parse(source)
        if len(source) > _MOST_NODES:
            _refuse_giant(self._root)
        self._parent: dict[ast.AST, ast.AST] = {}
        self._left = _MOST_VISITS

    @cached_property
    def _functions(self) -> dict[str, ast.arguments]:
        """Functions by name; they stand in statements alone."""
        found: dict[str, ast.arguments] = {}
        waiting: list[ast.AST] = [self._root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found.setdefault(node.name, node.args)
            waiting += [child for child in ast.iter_child_nodes(node) if isinstance(child, _STATEMENTS)]
        return found

    def _strings_over(self, line: int) -> Iterator[ast.Constant]:
        """Strings that a line has part in, with their parents noted; the rest of the tree is passed over."""
        waiting: list[ast.AST] = [self._root]
        while waiting and self._left > 0:
            node = waiting.pop()
            self._left -= 1
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node
            for child in ast.iter_child_nodes(node):
                if _first_line(child) <= line <= (getattr(child, "end_lineno", None) or line):
                    self._parent[child] = node
                    waiting.append(child)

    def place(self, offset: int, places: Places) -> str:
        """Why a string at an offset names a model, in words; empty where the tree does not say so."""
        node: ast.AST | None = self._string_at(offset)
        for _ in range(_MOST_STEPS):
            parent = self._parent.get(node) if node is not None else None
            if node is None or parent is None:
                return ""
            name = self._role(node, parent)
            if name and names_model(name, places):
                return f"the name {name}"
            if name and (stops(name, places) or not is_wrapper(name, places)):
                return ""
            if not isinstance(parent, (*_PASSES_ON, ast.Compare, ast.Return, ast.Call)):
                return ""
            node = self._holder(parent) if isinstance(parent, ast.Return) else parent
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                return f"the function {node.name}" if names_model(node.name, places) else ""
        return ""

    @property
    def root(self) -> ast.AST:
        """The module."""
        return self._root

    def chains(self, offsets: Sequence[int]) -> list[list[ast.AST]]:
        """For each offset the string there and the nodes it stands in, innermost first; empty where none is.

        One walk for all of them.
        """
        lines = sorted({bisect_right(self._lines, offset) for offset in offsets})
        strings: list[tuple[int, int, ast.Constant]] = []
        for node in self._strings_on(lines):
            start = self._offset(node.lineno, node.col_offset)
            end = self._offset(node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)
            strings.append((start, end, node))
        strings.sort(key=lambda row: row[:2])
        starts = [start for start, _, _ in strings]
        found: list[list[ast.AST]] = []
        for offset in offsets:
            index = bisect_right(starts, offset) - 1
            is_inside = index >= 0 and offset < strings[index][1]
            found.append(self._upwards(strings[index][2]) if is_inside else [])
        return found

    def _strings_on(self, lines: Sequence[int]) -> Iterator[ast.Constant]:
        """Strings that one of some sorted lines has part in, with their parents noted."""
        waiting: list[ast.AST] = [self._root]
        while waiting and self._left > 0:
            node = waiting.pop()
            self._left -= 1
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node
            for child in ast.iter_child_nodes(node):
                index = bisect_left(lines, _first_line(child))
                last = getattr(child, "end_lineno", None)
                if last is None or (index < len(lines) and lines[index] <= last):
                    self._parent[child] = node
                    waiting.append(child)

    def _upwards(self, node: ast.AST) -> list[ast.AST]:
        found = [node]
        while node in self._parent and len(found) < _MOST_LINES:
            node = self._parent[node]
            found.append(node)
        return found

    def _string_at(self, offset: int) -> ast.Constant | None:
        """The string that begins nearest before an offset and ends after it."""
        line = bisect_right(self._lines, offset)
        covering = [
            node
            for node in self._strings_over(line)
            if node.lineno > line - _MOST_LINES and self._covers(node, offset)
        ]
        return max(covering, key=lambda node: node.lineno, default=None)

    def _covers(self, node: ast.Constant, offset: int) -> bool:
        if node.end_lineno is None or node.end_col_offset is None:
            return False
        return (
            self._offset(node.lineno, node.col_offset)
            <= offset
            < self._offset(node.end_lineno, node.end_col_offset)
        )

    def _offset(self, line: int, column: int) -> int:
        """Offset of a position of the tree, whose columns count UTF-8 bytes."""
        start = self._lines[min(line, len(self._lines)) - 1]
        head = self._source[start : start + column]
        return start + (column if head.isascii() else len(head.encode()[:column].decode("utf-8", "ignore")))

    def _holder(self, node: ast.AST) -> ast.AST | None:
        """The function a statement stands in."""
        while node in self._parent:
            node = self._parent[node]
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                return node
        return None

    def _role(self, node: ast.AST, parent: ast.AST) -> str:
        """The name a parent gives to what its child is for."""
        if isinstance(parent, ast.keyword):
            return parent.arg or ""
        if isinstance(parent, ast.Call):
            return self._parameter(node, parent)
        if isinstance(parent, ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr | ast.For):
            return _target(parent)
        if isinstance(parent, ast.arguments):
            return _default(node, parent)
        if isinstance(parent, ast.Compare):
            return next((name for name in map(_dotted, [parent.left, *parent.comparators]) if name), "")
        if isinstance(parent, ast.Dict):
            return _dict_key(node, parent)
        return ""

    def _parameter(self, node: ast.AST, call: ast.Call) -> str:
        """The parameter a positional argument fills, for a function of the same file."""
        name = _dotted(call.func).rpartition(".")[2]
        arguments = self._functions.get(name)
        if arguments is None or node not in call.args:
            return ""
        names = [one.arg for one in [*arguments.posonlyargs, *arguments.args]]
        names = names[1:] if names[:1] in (["self"], ["cls"]) else names
        index = call.args.index(node)
        return names[index] if index < len(names) else ""


def is_statement(text: str, start: int, end: int) -> bool:
    """True for a string that is a statement of its own, as texts of documentation are: it names nothing.

    Args:
        text: the source.
        start: where the string's opening quotes begin, outside all brackets.
        end: where its closing quotes begin.
    """
    quotes = text[start : start + 3]
    line_start = text.rfind("\n", 0, start) + 1
    is_first = not text[line_start:start].strip() and text[line_start - 2 : line_start - 1] != "\\"
    return quotes in _LONG_QUOTES and is_first and text[end + 3 : end + 4] in ("\n", "\r", "")


def _first_line(node: ast.AST) -> int:
    """The first line of a node, its decorators included; 0 for nodes that tell none."""
    lines: list[int] = [one.lineno for one in getattr(node, "decorator_list", ())]
    return min([getattr(node, "lineno", 0), *lines])


def _refuse_giant(root: ast.AST) -> None:
    """Raise SyntaxRefusedError for a tree of too many nodes."""
    if sum(1 for _ in islice(ast.walk(root), _MOST_NODES + 1)) > _MOST_NODES:
        raise SyntaxRefusedError("too many parts for structured reading")


def _parse(source: str) -> ast.AST:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise SyntaxRefusedError(f"{type(error).__name__}: Python does not read it") from None


def _dotted(node: ast.AST) -> str:
    """`a.b.c` of a name, `a.lower` of a call of that; "" for anything else."""
    parts: list[str] = []
    if isinstance(node, ast.Call):
        node = node.func
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if isinstance(node, ast.Subscript) and not parts:
        return str(node.slice.value) if isinstance(node.slice, ast.Constant) else ""
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ".".join(reversed(parts))


def _target(node: ast.Assign | ast.AnnAssign | ast.AugAssign | ast.NamedExpr | ast.For) -> str:
    targets: list[ast.AST] = [*node.targets] if isinstance(node, ast.Assign) else [node.target]
    for target in targets[:1]:
        targets += target.elts if isinstance(target, ast.Tuple) else ()
    return next((name for name in map(_dotted, targets) if name), "")


def _default(node: ast.AST, arguments: ast.arguments) -> str:
    """The parameter a default belongs to."""
    return next((name for name, default in _defaults(arguments) if default is node), "")


def _defaults(arguments: ast.arguments) -> Iterator[tuple[str, ast.AST | None]]:
    plain = [*arguments.posonlyargs, *arguments.args]
    for argument, default in zip(
        plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True
    ):
        yield argument.arg, default
    for argument, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        yield argument.arg, value


def _dict_key(node: ast.AST, parent: ast.Dict) -> str:
    """The key of a value; nothing for a key."""
    for key, value in zip(parent.keys, parent.values, strict=True):
        if value is node and isinstance(key, ast.Constant) and isinstance(key.value, str):
            return key.value
    return ""
