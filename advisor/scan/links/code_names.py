"""Which names a value is bound to in program code, read by text and brackets: one routine for all languages.

A declaration is looked for in front of the value, on the line where its statement begins. Only what surely
hands the value on may stand between: a reading of the environment, `??`, a conversion to a string.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from advisor.core.links import LinkKind
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.views import View
from advisor.scan.links.values import Binding, Read
from advisor.scan.links.words import belongs_to, is_constant, is_environment_call, is_short_list, places_of

_HEAD = 240
_LEVELS = 4
_MOST_READS = 200
_MOST_BRACES = 4_000
_FAR_BACK = 4_000
_CALLEE = re.compile(r"([\w$.:!]{1,80})(?:<[\w<>, ]{0,40}>)?[!?]?\s{0,2}$")
_ASSIGNED = re.compile(
    r"^\s{0,80}(?P<modifiers>(?:(?:export|default|pub|public|private|protected|internal|static|final|const"
    r"|constexpr|let|var|val|readonly|override|mut|declare|local|open|lazy|auto|inline|companion|@\w{1,30})"
    r"(?:\(\w{1,10}\))?\s{1,8}){0,7})"
    r"(?P<type>(?:[\w.<>\[\]*&?]|::){1,40}[ \t]{1,4})?"
    r"(?P<name>(?:this\.|self\.|@|\$)?[A-Za-z_]\w{0,79})\??"
    r"(?:\s{0,4}:\s{0,4}[^=;(){}\r\n]{1,60}|[ \t]{1,4}[*&]?[\w.\[\]]{1,40})?"
    r"\s{0,8}(?::=|\?\?=|\|\|=|=(?![=>~])|(?P<pair>:(?!:)|=>))\s{0,8}(?P<rest>[^\r\n]{0,200})$"
)
_DEFINE = re.compile(
    r"(?:#\s{0,4}define\s{1,8}|\bdefine\(\s{0,4}['\"])(\w{1,80})['\"]?\s{0,4},?\s{0,4}[\"']?$"
)
_HANDED_ON = re.compile(r"(?:.{0,190}(?:\|\||\?\?|\?:|\bor\b|\?|:)\s{0,4})?[&@]?[\"'`]?$", re.DOTALL)
_OBJECT = re.compile(
    r"(?:const|let|var|val|export|static|readonly|final|object|enum|class|struct|return)?\s{0,4}"
    r"\b([A-Za-z_]\w{0,79})(?:\s{0,4}:\s{0,4}[^=;(){}\r\n]{1,60})?\s{0,4}(?:=\s{0,4}(?:\w{1,30}\s{0,4}\(\s{0,4})?)?$"
)
_TYPE = re.compile(
    r"\b(?:class|struct|object|enum|interface|trait|impl|module|namespace|record)\s{1,4}(\w{1,80})"
)
_RECEIVER = re.compile(r"([\w$]{1,60})(?:\(\))?(?:!|\?)?(?:\.|->)$")
_TRANSPARENT = frozenset(
    {
        *("string", "str", "tostring", "from", "some", "of", "orelse", "orelseget", "fallback", "coalesce"),
        *("unwrap_or", "unwrap_or_else", "unwrap_or_default", "getordefault", "default", "literal", "into"),
    }
)
"""Calls that hand a value on."""
_CLASS_MARKS = frozenset({"static", "final", "const", "val", "readonly", "pub", "public", "private", "var"})


def bindings(view: View, start: int) -> list[Binding]:
    """The names that the value at an offset is bound to."""
    return list(_bindings(view, start))


def _bindings(view: View, start: int) -> Iterator[Binding]:
    region = view.lexed.at(start)
    is_string = region.kind is RegionKind.STRING
    position = region.outer_start if is_string else start
    around = region.parent if is_string else opener_of(view, start)
    found = _statement(view, position, around)
    if found is None:
        yield from _listed(view, start, around)
        return
    low, parent = found
    head = _line_head(view, low)
    tail = view.text[low:position]
    defined = _DEFINE.search(head + tail)
    if defined is not None:
        yield Binding(defined[1], LinkKind.CONSTANT, start=start)
        return
    match = _ASSIGNED.match(head + (tail if "\n" not in tail else ""))
    if match is None or _HANDED_ON.match(match["rest"]) is None:
        return
    yield from _declared(view, start, match, parent)


def _listed(view: View, start: int, opener: int) -> Iterator[Binding]:
    """The constant whose value is a short list that a value stands in."""
    if opener < 0 or not is_short_list(view.text, opener):
        return
    match = _ASSIGNED.match(_line_head(view, opener))
    if match is None or match["pair"] or match["rest"] or not is_constant(match["name"]):
        return
    parent = view.lexed.parents.get(opener, -1)
    if parent < 0 or _is_file_level(view, parent):
        yield Binding(match["name"], LinkKind.CONSTANT, _owner(view, parent), start, listed=True)


def _statement(view: View, position: int, parent: int) -> tuple[int, int] | None:
    """Where the expression around a value begins, and the block it stands in; None in a call or a list."""
    text, parents = view.text, view.lexed.parents
    for _ in range(_LEVELS):
        if parent < 0 or text[parent] == "{" or parent >= position:
            return position, parent
        head = text[max(0, parent - _HEAD) : parent]
        callee = _CALLEE.search(head)
        name = callee[1] if callee else ""
        is_group = text[parent] == "(" and name in ("const", "var")
        if is_group:
            return position, parents.get(parent, -1)
        last = name.replace("::", ".").rpartition(".")[2].strip("!").lower()
        hands_on = text[parent] == "(" and (not name or last in _TRANSPARENT)
        if not hands_on and not (name and is_environment_call(name)):
            return None
        position = parent - len(head) + callee.start() if callee else parent
        parent = parents.get(parent, -1)
    return None


def opener_of(view: View, offset: int) -> int:
    """The bracket that an offset outside strings stands in; -1 at the top."""
    depth = 0
    for position in range(offset - 1, max(-1, offset - _FAR_BACK), -1):
        char = view.text[position]
        if char in "()[]{}" and view.lexed.at(position).kind is not RegionKind.STRING:
            depth += 1 if char in ")]}" else -1
            if depth < 0:
                return position
    return -1


def _line_head(view: View, position: int) -> str:
    start, _ = view.line_span(position)
    return view.text[max(start, position - _HEAD) : position]


def _declared(view: View, start: int, match: re.Match[str], parent: int) -> Iterator[Binding]:
    modifiers = frozenset(match["modifiers"].split())
    raw = match["name"]
    name = re.sub(r"^(?:this\.|self\.|[@$])", "", raw)
    owner = _owner(view, parent)
    if match["pair"]:
        table = _table(view, parent)
        if table and not modifiers:
            yield Binding(name, LinkKind.FIELD, table, start)
    elif raw.startswith(("this.", "self.", "@")):
        yield Binding(name, LinkKind.FIELD, owner, start)
    elif parent < 0 or _is_file_level(view, parent):
        yield Binding(name, LinkKind.CONSTANT, owner, start)
    elif owner and _is_type_body(view, parent):
        is_fixed = {"static", "const"} & modifiers or (is_constant(name) and modifiers & _CLASS_MARKS)
        yield Binding(name, LinkKind.CONSTANT if is_fixed else LinkKind.FIELD, owner, start)
    else:
        yield Binding(name, LinkKind.VARIABLE, "", start, (start, block_end(view, start)))


def _is_file_level(view: View, parent: int) -> bool:
    """True in the braces of a namespace or module: what stands there is as good as at the top."""
    head = view.text[max(0, parent - 120) : parent]
    return re.search(r"\b(?:namespace|mod|module|package)\s{1,4}[\w.:]{1,80}\s{0,4}$", head) is not None


def _is_type_body(view: View, parent: int) -> bool:
    line = view.text[max(view.text.rfind("\n", 0, parent) - 200, 0) : parent]
    return _TYPE.search(line[-200:]) is not None and "=" not in line[-60:] and ")" not in line[-2:]


def _owner(view: View, parent: int) -> str:
    """The nearest class, object or module around; "" for none."""
    for _ in range(_LEVELS + 2):
        if parent < 0:
            return ""
        found = _TYPE.findall(view.text[max(0, parent - 160) : parent].rpartition("}")[2].rpartition(";")[2])
        if found and view.text[parent] == "{":
            return str(found[-1]) if found[-1] != "object" else ""
        parent = view.lexed.parents.get(parent, -1)
    return ""


def _table(view: View, parent: int) -> str:
    """The name of the object literal that a key stands in: `config` of `const config = {`."""
    if parent < 0:
        return ""
    match = _OBJECT.search(view.text[max(0, parent - 160) : parent])
    is_table = match is not None and re.search(r"[=(]\s{0,4}$", view.text[max(0, parent - 6) : parent])
    return match[1] if match is not None and is_table else ""


def block_end(view: View, offset: int) -> int:
    """Where the innermost braces around an offset close; the text's end where they do not."""
    depth = 0
    braces = re.compile(r"[{}]").finditer(view.text, offset)
    for _, brace in zip(range(_MOST_BRACES), braces, strict=False):
        if view.lexed.at(brace.start()).kind in (RegionKind.STRING, RegionKind.COMMENT):
            continue
        depth += 1 if brace.group() == "{" else -1
        if depth < 0:
            return brace.start()
    return len(view.text)


# -- reads -----------------------------------------------------------------------------------------


def reads(view: View, binding: Binding) -> list[Read]:
    """Places of the same text that read a binding."""
    if binding.kind in (LinkKind.CONSTANT, LinkKind.VARIABLE):
        offsets = _plain_reads(view, binding)
    elif binding.kind is LinkKind.FIELD:
        offsets = _field_reads(view, binding)
    else:
        return []
    return [Read(offset, binding.name, binding.kind) for offset in offsets]


def words(view: View, name: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Places where a name stands as a word of the program, not in a comment or a plain string."""
    for _, offset in zip(range(_MOST_READS), places_of(view.text, name, low, high), strict=False):
        region = view.lexed.at(offset)
        is_inside = region.kind is RegionKind.STRING and _is_interpolated(view, region.start, offset)
        if is_inside or region.kind not in (RegionKind.STRING, RegionKind.COMMENT):
            yield offset


def _is_interpolated(view: View, start: int, offset: int) -> bool:
    """`"…${NAME}…"`, `"…{NAME}…"` of an f-string or format, `$"{NAME}"`."""
    head = view.text[max(start, offset - 40) : offset]
    return re.search(r"(?:[$#]\{|\{|\$)[\w.]{0,30}$", head) is not None


def _plain_reads(view: View, binding: Binding) -> Iterator[int]:
    """Reads of a plain name, up to the next value it is given on the same level."""
    low, high = binding.span if binding.span[1] else (0, len(view.text))
    own_line = view.line_number(binding.start)
    if not is_constant(binding.name) and binding.kind is LinkKind.CONSTANT:
        return  # a plain word at the top of a file: parameters and fields are called so everywhere
    for offset in words(view, binding.name, low, high):
        if view.line_number(offset) == own_line:
            continue
        end = offset + len(binding.name)
        if is_given(view, end):
            if binding.kind is LinkKind.VARIABLE:
                return
            continue
        if is_read(view, offset, end, binding.owner):
            yield offset


def is_given(view: View, end: int) -> bool:
    """True where the name that ends at an offset is declared or assigned once more."""
    after = view.text[end : end + 80]
    return re.match(r"\s{0,4}(?::\s{0,4}[\w<>\[\]&'. ]{1,40})?\s{0,4}(?::=|\+?=(?![=>]))", after) is not None


def is_read(view: View, start: int, end: int, owner: str) -> bool:
    """True for a read of a plain name: neither a key, nor a part of something else, nor an import."""
    before = view.text[max(0, start - 80) : start]
    after = view.text[end : end + 8]
    if re.match(r"\s{0,4}:(?!:)", after) and "?" not in before.rpartition("\n")[2]:
        return False
    if is_import_line(view.line(start)):
        return False
    qualifier = re.search(r"([\w$]{1,80})\)?(?:\.|::|->|\?\.)$", before)
    if qualifier is not None:
        return qualifier[1] in ("this", "self", "Self", "static", owner) and bool(qualifier[1])
    return not before.endswith((".", "::"))


def is_import_line(line: str) -> bool:
    """True for a line that imports or exports names and does nothing with them."""
    return (
        re.match(r"\s{0,20}(?:import|from|use|using|pub use|export\s{0,4}[{*]|#include|require)\b", line)
        is not None
    )


def _field_reads(view: View, binding: Binding) -> Iterator[int]:
    """`this.model` in a class, `config.model` and `config["model"]` of a table."""
    own_line = view.line_number(binding.start)
    for offset in words(view, binding.name):
        if view.line_number(offset) == own_line or is_given(view, offset + len(binding.name)):
            continue
        receiver = _RECEIVER.search(view.text[max(0, offset - 80) : offset])
        if receiver is None:
            continue
        is_self = receiver[1] in ("this", "self") and _owner_at(view, offset) == binding.owner
        if is_self or belongs_to(receiver[1], binding.owner):
            yield offset


def _owner_at(view: View, offset: int) -> str:
    """The class an offset lies in: the last one declared before it."""
    starts, names = _types(view.text)
    index = bisect_right(starts, offset) - 1
    return names[index] if index >= 0 else ""


@lru_cache(maxsize=2)
def _types(text: str) -> tuple[list[int], list[str]]:
    """Where classes are declared in a text, and what they are called."""
    found = [(match.start(), match[1]) for match in _TYPE.finditer(text)]
    return [start for start, _ in found], [name for _, name in found]
