"""Where a Python text gives a name a value and where it reads it, scope by scope.

The tree is walked with a list, and only into parts that stand on lines where one of the wanted words stands:
a long file with few such lines costs little more than its parsing.
"""

from __future__ import annotations

import ast
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Path = tuple[tuple[int, str], ...]
"""The branches a statement stands in, outermost first: which statement, which part of it."""

_BRANCHES = {
    ast.If: ("body", "orelse"),
    ast.For: ("body", "orelse"),
    ast.AsyncFor: ("body", "orelse"),
    ast.While: ("body", "orelse"),
    ast.Try: ("body", "handlers", "orelse"),
    ast.TryStar: ("body", "handlers", "orelse"),
    ast.Match: ("cases",),
}
"""Statements of which one part may run and another not."""

_EXCLUSIVE = frozenset({("body", "orelse"), ("orelse", "body")})
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_RECEIVER_PARTS = 6


@dataclass(eq=False, slots=True)
class Scope:
    """A module, a class or a function."""

    node: ast.AST
    parent: Scope | None
    path: Path
    """Where it stands in its parent."""
    own: set[str] = field(default_factory=set)
    """Names that are given a value in it."""
    outer: set[str] = field(default_factory=set)
    """Names that it declares to be its surroundings'."""

    @property
    def is_class(self) -> bool:
        """True for the body of a class, whose names its methods do not see."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def owner(self) -> str:
        """The class it is, or is a method of; "" outside classes."""
        scope: Scope | None = self
        while scope is not None and not scope.is_class:
            scope = scope.parent
        return scope.node.name if scope is not None and isinstance(scope.node, ast.ClassDef) else ""


@dataclass(frozen=True, slots=True)
class Event:
    """A name that is read or given a value."""

    name: str
    scope: Scope
    line: int
    column: int
    """In UTF-8 bytes, as Python's own parser counts."""
    path: Path
    is_load: bool
    is_import: bool = False


@dataclass(frozen=True, slots=True)
class Access:
    """A part of something: `receiver.name`, `receiver["name"]`, `receiver.get("name")`."""

    name: str
    receiver: str
    scope: Scope
    line: int
    is_load: bool
    by_key: bool


class PythonScopes:
    """The events of some names in one tree."""

    def __init__(self, root: ast.AST, names: frozenset[str], lines: Sequence[int]) -> None:
        """`lines` are all lines on which one of `names` stands as a word, sorted."""
        self._names = names
        self._lines = lines
        self.module = Scope(root, None, ())
        self._scopes: dict[int, Scope] = {id(root): self.module}
        self.events: dict[str, list[Event]] = defaultdict(list)
        self.accesses: list[Access] = []
        self._walk()

    def scope_of(self, node: ast.AST) -> Scope | None:
        """The scope that a module, class or function opens; None where it was passed over."""
        return self._scopes.get(id(node))

    def reads(self, name: str, scope: Scope, line: int) -> list[int]:
        """Lines that read what a scope's name was given on a line, each once, in order."""
        stores = [one for one in self.events[name] if not one.is_load and self._home(one) is scope]
        given = [one for one in stores if one.line == line]
        if not given:
            return []
        loads = (one for one in self.events[name] if one.is_load and self._home(one) is scope)
        return sorted({one.line for one in loads if _reaches(given[-1], one, stores, scope)} - {line})

    def import_reads(self, name: str) -> tuple[list[int], list[int]]:
        """Lines that import a name, and lines that read what was imported."""
        imports = [one for one in self.events[name] if one.is_import]
        reads = {line for one in imports for line in self.reads(name, self._home(one), one.line)}
        return sorted({one.line for one in imports}), sorted(reads)

    def _home(self, event: Event) -> Scope:
        """The scope whose name an event means."""
        scope: Scope | None = event.scope
        while scope is not None:
            sees = scope is event.scope or not scope.is_class
            if sees and event.name in scope.own and event.name not in scope.outer:
                return scope
            scope = scope.parent
        return self.module

    # -- the walk ----------------------------------------------------------------------------------

    def _walk(self) -> None:
        waiting: list[tuple[ast.AST, Scope, Path]] = [(self.module.node, self.module, ())]
        while waiting:
            node, scope, path = waiting.pop()
            self._note(node, scope, path)
            waiting += [
                (child, inner, branch)
                for child, inner, branch in self._parts(node, scope, path)
                if self._is_wanted(child)
            ]

    def _is_wanted(self, node: ast.AST) -> bool:
        first = getattr(node, "lineno", None)
        if first is None:
            return True
        for one in getattr(node, "decorator_list", ()):
            first = min(first, one.lineno)
        index = bisect_left(self._lines, first)
        return index < len(self._lines) and self._lines[index] <= (getattr(node, "end_lineno", None) or first)

    def _parts(self, node: ast.AST, scope: Scope, path: Path) -> Iterator[tuple[ast.AST, Scope, Path]]:
        opens = isinstance(node, (*_FUNCTIONS, ast.ClassDef, ast.Lambda))
        inner = self._open(node, scope, path) if opens else scope
        branches = _BRANCHES.get(type(node), ())
        for part, value in ast.iter_fields(node):
            is_body = opens and part == "body"
            branch = (*path, (id(node), part)) if part in branches else () if is_body else path
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, ast.AST):
                    where = (*branch, (id(child), "body")) if part in ("handlers", "cases") else branch
                    yield child, inner if is_body else scope, where

    def _open(self, node: ast.AST, scope: Scope, path: Path) -> Scope:
        inner = self._scopes[id(node)] = Scope(node, scope, path)
        arguments = getattr(node, "args", None)
        if isinstance(arguments, ast.arguments):
            for one in _parameters(arguments):
                self._store(one.arg, inner, one.lineno, one.col_offset, ())
        return inner

    def _note(self, node: ast.AST, scope: Scope, path: Path) -> None:
        if isinstance(node, ast.Name):
            if isinstance(node.ctx, ast.Load):
                if node.id in self._names:
                    event = Event(node.id, scope, node.lineno, node.col_offset, path, True)
                    self.events[node.id].append(event)
            else:
                self._store(node.id, scope, node.lineno, node.col_offset, path)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                name = alias.asname or alias.name.partition(".")[0]
                self._store(name, scope, node.lineno, node.col_offset, path, is_import=True)
        elif isinstance(node, ast.Global | ast.Nonlocal):
            scope.outer.update(node.names)
        elif isinstance(node, (*_FUNCTIONS, ast.ClassDef)):
            self._store(node.name, scope, node.lineno, node.col_offset, path)
        else:
            self._access(node, scope)

    def _access(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, ast.Attribute):
            is_load = isinstance(node.ctx, ast.Load)
            self._part(node.attr, node.value, scope, node.end_lineno or node.lineno, is_load, by_key=False)
        elif isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            is_load = isinstance(node.ctx, ast.Load)
            self._part(str(node.slice.value), node.value, scope, node.slice.lineno, is_load, by_key=True)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get":
            for key in node.args[:1]:
                if isinstance(key, ast.Constant):
                    self._part(str(key.value), node.func.value, scope, key.lineno, True, by_key=True)

    def _part(
        self, name: str, receiver: ast.AST, scope: Scope, line: int, is_load: bool, *, by_key: bool
    ) -> None:
        if name in self._names:
            self.accesses.append(Access(name, dotted(receiver), scope, line, is_load, by_key))

    def _store(
        self, name: str, scope: Scope, line: int, column: int, path: Path, *, is_import: bool = False
    ) -> None:
        if name in self._names:
            scope.own.add(name)
            self.events[name].append(Event(name, scope, line, column, path, False, is_import))


def _parameters(arguments: ast.arguments) -> list[ast.arg]:
    extra = [one for one in (arguments.vararg, arguments.kwarg) if one is not None]
    return [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *extra]


def _reaches(given: Event, load: Event, stores: Sequence[Event], scope: Scope) -> bool:
    """True where a value can still be there when the name is read.

    A later value on the same way hides it; one in another branch does not. What a function reads of its
    surroundings is taken to be read once they are complete.
    """
    is_later = load.scope is not scope
    path: Path = () if is_later else load.path
    if not is_later and (load.line, load.column) <= (given.line, given.column):
        return False
    if _exclude(given.path, path):
        return False
    return not any(
        (given.line, given.column) < (one.line, one.column)
        and (is_later or one.line < load.line)
        and path[: len(one.path)] == one.path
        for one in stores
    )


def _exclude(first: Path, second: Path) -> bool:
    """True for two branches of one statement of which only one runs."""
    for one, other in zip(first, second, strict=False):
        if one != other:
            return one[0] == other[0] and (one[1], other[1]) in _EXCLUSIVE
    return False


def dotted(node: ast.AST) -> str:
    """`a.b.c` of names and attributes, calls and subscripts passed through; "" for anything else."""
    parts: list[str] = []
    for _ in range(_RECEIVER_PARTS):
        if isinstance(node, ast.Attribute):
            parts.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        elif isinstance(node, ast.Subscript):
            node = node.value
        else:
            break
    return ".".join([node.id, *reversed(parts)]) if isinstance(node, ast.Name) else ""
