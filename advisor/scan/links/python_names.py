"""Which names a value in Python text is bound to, and which lines of the text read them."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from advisor.core.links import LinkKind
from advisor.scan.detect.python_tree import PythonTree
from advisor.scan.document import line_starts
from advisor.scan.links.python_scopes import Access, PythonScopes, Scope, dotted
from advisor.scan.links.words import belongs_to, is_constant, is_environment_call, is_options, places_of

_HANDS_ON = (ast.BoolOp, ast.IfExp, ast.Await, ast.Expr)
_FIELD_CALLS = frozenset({"Field", "field", "str", "Path", "SecretStr", "Column"})
"""Calls whose value is what they were given, as far as a name of a model goes."""
_OPTION_CALLS = frozenset({"add_argument", "option", "Option", "Argument", "argument", "DEFINE_string"})
_DEFAULTS = frozenset({"default", "default_factory", "value"})
_MOST_WORDS = 2_000
"""Places of one name in one text that are looked at."""


@dataclass(frozen=True, slots=True)
class PythonBinding:
    """A name and the scope it holds in."""

    name: str
    kind: LinkKind
    owner: str
    node: ast.AST | None
    """The module, class or function; None for names that hold everywhere."""
    line: int
    """Where the name is given its value, for names that a scope has."""
    by_key: bool = False
    """True for the entry of a table."""
    listed: bool = False
    """True where the value is one of a short list."""


class PythonText:
    """One Python text: a file, or the cells of a notebook one after the other."""

    def __init__(self, text: str, tree: PythonTree) -> None:
        self.text = text
        self._tree = tree
        self._starts = line_starts(text)

    def line_of(self, offset: int) -> int:
        """1-based line of an offset."""
        return bisect_right(self._starts, offset)

    def start_of(self, line: int) -> int:
        """Offset at which a 1-based line begins."""
        return self._starts[min(line, len(self._starts)) - 1]

    def bindings(self, offsets: Sequence[int]) -> list[list[PythonBinding]]:
        """For each offset the names that the string there is the value of."""
        return [list(_climb(chain)) for chain in self._tree.chains(offsets)]

    def scopes(self, names: Iterable[str]) -> PythonScopes:
        """Where these names are given values and read."""
        wanted = frozenset(names)
        lines = {self.line_of(offset) for name in sorted(wanted) for offset in self._places(name)}
        return PythonScopes(self._tree.root, wanted, sorted(lines))

    def _places(self, name: str) -> Iterator[int]:
        for _, offset in zip(range(_MOST_WORDS), places_of(self.text, name), strict=False):
            yield offset

    def reads(self, binding: PythonBinding, scopes: PythonScopes) -> list[int]:
        """Lines that read a binding, in order."""
        scope = scopes.scope_of(binding.node) if binding.node is not None else None
        if scope is None:
            return []
        lines: list[int] = []
        if binding.kind in (LinkKind.CONSTANT, LinkKind.VARIABLE, LinkKind.PARAMETER):
            lines = scopes.reads(binding.name, scope, binding.line)
        elif binding.kind in (LinkKind.FIELD, LinkKind.OPTION):
            lines = [one.line for one in _accesses(binding, scopes.accesses, scope)]
        if binding.kind is LinkKind.FIELD and scope.is_class:
            lines += scopes.reads(binding.name, scope, binding.line)
        return sorted(set(lines) - {binding.line})


def _accesses(binding: PythonBinding, accesses: Sequence[Access], scope: Scope) -> Iterator[Access]:
    """Reads of a field or option; a field that methods give other values is still the same field."""
    for one in accesses:
        if one.name != binding.name or not one.is_load:
            continue
        last = one.receiver.rpartition(".")[2]
        if binding.kind is LinkKind.OPTION:
            fits = not one.by_key and is_options(last)
        elif last in ("self", "cls"):
            fits = not one.by_key and one.scope.owner == binding.owner
        elif binding.by_key:
            fits = one.by_key and one.receiver == binding.owner
        else:
            fits = not one.by_key and belongs_to(last, binding.owner)
        if fits:
            yield one


def _climb(chain: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    """The bindings of the string that a chain of nodes begins with."""
    for index in range(1, len(chain)):
        node, parent, above = chain[index - 1], chain[index], chain[index + 1 :]
        if isinstance(parent, ast.Call):
            yield from _of_call(node, parent, above)
            if not _passes(node, parent):
                return
        elif isinstance(parent, ast.keyword):
            if parent.arg not in _DEFAULTS and parent.arg is not None:
                return
        elif isinstance(parent, ast.Subscript):
            if not is_environment_call(dotted(parent.value)):
                return
        elif isinstance(parent, ast.Lambda):
            if parent.body is not node:
                return
        elif isinstance(parent, ast.List):
            yield from _of_list(parent, above)
            return
        elif not isinstance(parent, _HANDS_ON):
            yield from _ends(node, parent, above)
            return


def _of_list(node: ast.List, above: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    """The constant at the top of a module whose value is the list."""
    if above and isinstance(above[0], ast.Assign | ast.AnnAssign):
        for binding in _ends(node, above[0], above[1:]):
            if binding.kind is LinkKind.CONSTANT and is_constant(binding.name):
                yield replace(binding, listed=True)


def _passes(node: ast.AST, call: ast.Call) -> bool:
    name = dotted(call.func)
    last = name.rpartition(".")[2]
    return last in _FIELD_CALLS or is_environment_call(name)


def _of_call(node: ast.AST, call: ast.Call, above: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    """The option that a default belongs to."""
    name = dotted(call.func)
    first = call.args[0] if call.args else None
    if not isinstance(first, ast.Constant) or not isinstance(first.value, str) or first is node:
        return
    if name.rpartition(".")[2] in _OPTION_CALLS:
        destination = _destination(call)
        if destination:
            module = above[-1] if above else call
            yield PythonBinding(destination, LinkKind.OPTION, "", module, node_line(node))


def _destination(call: ast.Call) -> str:
    """What `args` calls an option: `dest`, or its first long flag without dashes."""
    for keyword in call.keywords:
        if keyword.arg == "dest" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    flags = [one.value for one in call.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    name = next((flag for flag in flags if flag.startswith("--")), flags[0] if flags else "")
    return name.lstrip("-").replace("-", "_")


def _ends(node: ast.AST, parent: ast.AST, above: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    """The binding at the end of a way outwards."""
    if isinstance(parent, ast.arguments):
        yield from _of_parameter(node, parent, above)
    elif isinstance(parent, ast.Dict):
        yield from _of_table(node, parent, above)
    elif isinstance(parent, ast.Assign | ast.AnnAssign | ast.NamedExpr):
        targets = parent.targets if isinstance(parent, ast.Assign) else [parent.target]
        for target in targets:
            yield from _of_target(target, above)


def _of_target(target: ast.AST, above: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    holder = _holder(above)
    if isinstance(target, ast.Name) and holder is not None:
        if isinstance(holder, ast.ClassDef):
            yield PythonBinding(target.id, LinkKind.FIELD, holder.name, holder, target.lineno)
        else:
            at_top = isinstance(holder, ast.Module)
            kind = LinkKind.CONSTANT if at_top else LinkKind.VARIABLE
            yield PythonBinding(target.id, kind, "", holder, target.lineno)
    elif isinstance(target, ast.Attribute) and dotted(target.value) in ("self", "cls"):
        owner = next((one for one in above if isinstance(one, ast.ClassDef)), None)
        if owner is not None:
            yield PythonBinding(target.attr, LinkKind.FIELD, owner.name, owner, target.lineno)


def _of_parameter(
    node: ast.AST, arguments: ast.arguments, above: Sequence[ast.AST]
) -> Iterator[PythonBinding]:
    function = above[0] if above else None
    plain = [*arguments.posonlyargs, *arguments.args]
    pairs = [
        *zip(plain[len(plain) - len(arguments.defaults) :], arguments.defaults, strict=True),
        *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True),
    ]
    for argument, default in pairs:
        if default is node and function is not None:
            yield PythonBinding(argument.arg, LinkKind.PARAMETER, "", function, argument.lineno)


def _of_table(node: ast.AST, table: ast.Dict, above: Sequence[ast.AST]) -> Iterator[PythonBinding]:
    """The entry of a table that has a name: `CONFIG = {"model": …}`."""
    statement = above[0] if above else None
    if not isinstance(statement, ast.Assign | ast.AnnAssign):
        return
    target = statement.targets[0] if isinstance(statement, ast.Assign) else statement.target
    holder = _holder(above)
    for key, value in zip(table.keys, table.values, strict=True):
        if value is node and isinstance(key, ast.Constant) and isinstance(key.value, str) and holder:
            name = dotted(target)
            if name:
                yield PythonBinding(key.value, LinkKind.FIELD, name, holder, node_line(node), by_key=True)


def _holder(above: Sequence[ast.AST]) -> ast.AST | None:
    """The module, class or function around a statement."""
    opens = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    return next((one for one in above if isinstance(one, opens)), None)


def node_line(node: ast.AST) -> int:
    """The line a node begins on."""
    return int(getattr(node, "lineno", 0))
