"""What a word stands in: the key, the call, the option or the command that says what it is for.

`links` walks outwards from a word: the key beside it, the call around it, the list that call stands in.
The walk reads text and brackets only, so one routine serves every language; Python's own parser
(`advisor.scan.detect.python_tree`) is asked where a bare word needs a surer answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.tables import Places, Tables, words_of
from advisor.scan.detect.views import LineShape, View

COMMAND = "the command "
"""How the reason begins where a command takes the model; its words follow."""
_HEAD = 160
_COMMAND_LINE = 1_000
_LEVELS = 4
_KEY = re.compile(
    r"""(?<![\w$.\-/])([\w$.\-/]{1,60})["'`]?[\])]{0,2}[ \t]{0,40}"""
    r"""(?::[ \t]{0,4}[\w\[\]<>|&.?* ]{1,40})?\s{0,8}"""
    r"""(?:=>|:=|===?|!==?|\?\?=?|\?[=:]|\+=|\|[ \t]{0,4}default\b\(?|\|\|=?|<-|->|~=|=|:|"""
    r"""\b(?:or|in|eq|is)\b)\s{0,40}"""
    r"""(?:[rbfuRBFU]{1,2}|[&*@'`]|\$\{\w{1,40}:?[-=]|await |new |return |\[\w{0,8}\][\w.*]{1,40})?$"""
)
_PROPERTY = re.compile(r"(\w{1,60})\s{0,4}\{[ \t\w;]{1,60}\}\s{0,4}=\s{0,8}[@$]{0,2}[\"']?$")
"""A property with a value of its own in C#: `string Model { get; set; } = "…"`."""
_FIELD = re.compile(r"(\w{1,60})[ \t]{1,20}[\w\[\]*.]{1,60}[ \t]{1,20}`?$")
"""A field of Go before its tag: ``Model string `default:"…"` ``."""
_ANNOTATION = re.compile(r"(?:#!?\[|@|^[ \t]{0,80}\[)[ \t]{0,4}[\w.:]{1,60}$", re.MULTILINE)
_DECLARED_AFTER = re.compile(
    r"[^\n;{}]{0,160}?[)\]]\s{1,80}"
    r"(?:(?:pub|public|private|protected|internal|static|final|readonly|required|val|var|let)\s{1,8}){0,5}"
    r"(?:(\w{1,60})\s{0,4}:|[\w<>?.\[\]]{1,60}\s{1,8}(\w{1,60})\s{0,4}[;={,)\n])"
)
"""What is declared behind an annotation: `#[arg(default_value = "…")] model: String`."""
_MEMBER = re.compile(r"\s{0,8}(?::|=>)")
_TESTS = frozenset(
    {"startswith", "endswith", "includes", "contains", "hasprefix", "equals", "starts_with", "include"}
)
"""Calls, in lower case, that ask whether a text is or holds another."""
_ARGUMENT = re.compile(r"([A-Za-z_][\w.]{0,60})\)?\s{0,4},\s{0,8}$")
_EXPECTS = frozenset(
    {
        "tobe",
        "toequal",
        "tostrictequal",
        "tocontain",
        "tomatch",
        "tohaveproperty",
        "isequalto",
        "equalto",
        "to_eq",
    }
    | {"assertequals", "assertequal", "assert_equal", "assertsame", "areequal", "equal", "eq", "assert_eq"}
    | {"expect_equal", "expect_identical"}
)
"""Calls of tests, in lower case, that say what a value is to be."""
_SUBJECT = re.compile(
    r"(?:expect|assertThat|and|expectThat|should|that)\s?\(([^;{}\"']{1,100})\)\s{0,40}"
    r"(?:(?:\.|->)\s{0,4}not)?(?:\.|->)\s{0,4}\w{1,30}$"
)
_NAME = re.compile(r"[A-Za-z_]\w{0,60}")
_NEXT_ARGUMENT = re.compile(r"[\"'`]{1,3}\s{0,4},\s{0,8}([^,;{}\"'\n]{1,100}?)\s{0,4}[,)]")
_LAST_ARGUMENT = re.compile(r"([^,;{}\"'\n]{1,100}?)\s{0,4},\s{0,8}$")
_PROVIDER = re.compile(
    r"\b\w{0,40}(?:[Pp]rovider|[Bb]ackend|Lab|Driver|Vendor)\w{0,20}(?:::|\.)(\w{1,40})\s{0,4},\s{0,8}$"
)
"""Whose model the next argument names: `using(Provider::Ollama, 'llama2')`."""
_ASKED_OF = re.compile(r"([A-Za-z_][\w.]{0,60}?)(?:\??\.\w{1,24}\(\)){1,3}\??\.\w{1,24}$")
"""Who is asked, behind calls that only change his case: `model.lower().startswith`."""
_COMPARED_WITH = re.compile(
    r"[\"'`]{1,3}(?:\.(?:equals|equalsIgnoreCase|Equals|eq|contentEquals)\(|\s{0,4}[!=]==?)\s{0,4}"
    r"([A-Za-z_$][\w.$]{0,60})"
)
"""What stands behind a string that comes first: `"llama3".equals(model)`, `"llama3" == model`."""
_INSERT = re.compile(
    r"insert\s{1,8}(?:or\s{1,8}\w{1,20}\s{1,8})?into\s{1,8}[`\"\[]?([\w.]{1,80})[`\"\]]?\s{0,8}"
    r"\(([^();]{1,800})\)\s{0,8}values\b[^;]{0,6000}\Z",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?:^|[\"'`\n])[ \t]{0,80}FROM[ \t]{1,8}\Z")
_MODELFILE = re.compile(r"(?:\n|\\n)[ \t]{0,80}(?:PARAMETER|SYSTEM|TEMPLATE|ADAPTER|MESSAGE)[ \t]")
"""What follows the first line of a Modelfile, in a block or in one string."""
_QUOTED = re.compile(r"'(?:[^']|''){0,2000}'")
_REQUEST = 240
"""Characters between the path of a request and the name in its body."""
_NAMES = frozenset({"name", "$.name"})
_ROWS_BEFORE = 6_000
_ENTRY = frozenset({"name", "id", "slug", "key", "value", "code"})
"""Columns that hold what a row of a table is called."""
_ANNOTATED = frozenset({"rust", "java"})
_LOOP = re.compile(r"\s{0,80}for\s{1,8}(\w{1,60})\s{1,8}in\s")
_BEFORE_VALUE = " \t\r\n\"'`"
_ELSE = frozenset({"unwrap_or", "unwrap_or_else", "orElse", "getOrElse", "or_else"})
_ASKED = re.compile(r"[\"'](\w{1,60})[\"']\)$")
_NO_KEY = frozenset([*",()[]};.!+", ""])
"""What stands before a value that has no key of its own: most values are items or arguments."""
_LISP_KEY = re.compile(r":([\w-]{1,60})\s{1,8}['`(]{0,3}$")
_OTHER_KEYS = {"lisp": _LISP_KEY, "java": _PROPERTY, "go": _FIELD}
_CALL = re.compile(r"(?<![\w$.:])([\w$.:]{1,80})(?:<[\w<>, .\[\]]{0,60}>)?[!?]?\s{0,2}$")
_SWITCH = re.compile(r"\b(?:switch|match|when|case)\s{0,3}\(?\s{0,3}([\w.$]{1,60})\s{0,3}\)?\s{0,3}$")
_DECLARED = re.compile(r"\b(?:enum|class|struct|interface|type)\s{1,4}(\w{1,60})[^{}]{0,60}$")
_LINE_KEY = re.compile(
    r"""^([ \t]{0,200}(?:-[ \t]{1,20}){0,8})(?:(?:export|ENV|ARG|set)[ \t]{1,8})?"""
    r"""["']?([\w.$@/{} \-]{1,80}?)["']?[ \t]{0,40}[?+:]?[:=](?![:/])"""
)
_SECTION = re.compile(r"^\s{0,8}\[{1,2}[ \t]{0,8}([^\]\r\n]{1,80})\]{1,2}")
_SPLIT = re.compile(r"[\s\"'`,;|&()\[\]=<>]{1,400}")
_CONTINUED = re.compile(r"[\\^`][ \t]{0,40}$")


class Role(Enum):
    """How a word is meant."""

    SAID = "said"
    """Written for people: prose, comments, sentences in strings."""
    VALUE = "value"
    """Handed to a program: a string, a configuration value, a shell word."""
    CODE = "code"
    """Part of the program: an identifier, a module."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step outwards from a word."""

    key: str = ""
    call: str = ""
    beside: tuple[str, ...] = ()
    """Strings before it in the same bracket, nearest first."""


def region_of(view: View, offset: int) -> Region:
    """What the offset lies in."""
    return view.lexed.at(offset)


def role_of(view: View, region: Region) -> Role:
    """How a word in a region is meant."""
    if region.kind is RegionKind.COMMENT:
        return Role.SAID
    if region.kind is RegionKind.STRING:
        return Role.VALUE
    if view.language.is_prose:
        return Role.SAID
    return Role.CODE if region.kind is RegionKind.CODE else Role.VALUE


def _code_links(view: View, position: int, parent: int) -> Iterator[Link]:
    """The chain of keys and calls by brackets."""
    lexed = view.lexed
    for _ in range(_LEVELS):
        head = view.text[max(parent + 1, position - _HEAD) : position]
        key = _key_before(view, head)
        call, callee = _call_before(view, parent)
        key = key or _asked_before(view, call, callee)
        near = lexed.before(position, parent)
        beside = tuple(view.text[r.start : min(r.end, r.start + 80)] for r in near if not _is_key(view, r))
        yield Link(key, call, beside)
        if parent < 0:
            return
        position, parent = callee, lexed.parents.get(parent, -1)


def _asked_before(view: View, call: str, callee: int) -> str:
    """What a call gives another value for: the variable of `env::var("MODEL").unwrap_or("…")`."""
    if call.rpartition(".")[2] not in _ELSE:
        return ""
    asked = _ASKED.search(view.text[max(0, callee - _HEAD) : callee])
    return asked.group(1) if asked is not None else ""


def _is_key(view: View, region: Region) -> bool:
    """True for the name of a member: `{"model": …, "name": …}` says nothing of what stands behind it."""
    return _MEMBER.match(view.text, region.end + 1) is not None


def _key_before(view: View, head: str) -> str:
    before = head.rstrip(_BEFORE_VALUE)
    if before[-1:] in _NO_KEY and not before.endswith("default("):
        return ""
    match = _KEY.search(head)
    if match is None:
        other = _OTHER_KEYS.get(view.language.name)
        match = other.search(head) if other is not None else None
    return match.group(1).strip("\"'") if match else ""


def _call_before(view: View, opener: int) -> tuple[str, int]:
    """The name before a bracket and where it starts; what is switched on counts as a name."""
    if opener < 0:
        return "", opener
    head = view.text[max(0, opener - _HEAD) : opener]
    if view.text[opener] == "(":
        match = _CALL.search(head)
        return (match.group(1), opener - len(head) + match.start()) if match else ("", opener)
    if view.text[opener] == "{":
        for pattern in (_SWITCH, _DECLARED):
            if (match := pattern.search(head)) is not None:
                return match.group(1), opener
    return "", opener


def _line_links(view: View, offset: int) -> Iterator[Link]:
    """The chain of keys by indentation and sections, for configuration files."""
    number = view.line_number(offset)
    start, line = view.line_at(number)
    inline = _KEY.search(view.text[max(start, offset - _HEAD) : offset])
    own = _LINE_KEY.match(line)
    if inline is not None:
        yield Link(inline.group(1), beside=_named_beside(view, number))
    if (
        own is not None
        and own.end() <= offset - start + 1
        and (inline is None or own.group(2) != inline.group(1))
    ):
        yield Link(own.group(2).strip(), beside=_named_beside(view, number))
    if inline is None and own is None:
        loop = _LOOP.match(line) if view.language.mode == "shell" else None
        yield Link(loop.group(1)) if loop is not None else Link(beside=_items_before(view, number))
    yield from _parents_above(view, number, line)


def _named_beside(view: View, number: int) -> tuple[str, ...]:
    """The `name:` that belongs to a `value:`, on the lines around it."""
    found = []
    for near in (number - 1, number + 1, number - 2):
        _, line = view.line_at(near)
        match = re.match(
            r"\s{0,40}(?:-\s{1,4})?[\"']?(?:name|key|variable)[\"']?\s?[:=]\s{0,4}[\"']?([\w.\-]{1,80})", line
        )
        if match:
            found.append(match.group(1))
    return tuple(found)


def _items_before(view: View, number: int) -> tuple[str, ...]:
    """The list items above an item: an option stands on the line before its value."""
    found: list[str] = []
    for near in range(number - 1, max(-1, number - 8), -1):
        _, line = view.line_at(near)
        item = line.strip()
        if not item.startswith("- "):
            break
        found.append(item[2:].strip("\"' "))
    return tuple(found)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


def _depth(line: str) -> tuple[int, bool]:
    """How far the keys a line may stand under are indented at most, and whether it is an item of a list."""
    is_item = line.lstrip().startswith("- ")
    return _indent(line) + is_item, is_item


def _shape(view: View, number: int) -> LineShape:
    """What a line looks like from below; many words of a file ask the same lines."""
    found = view.shapes.get(number)
    if found is None:
        _, line = view.line_at(number)
        section = _SECTION.match(line)
        name = section.group(1) if section is not None else ""
        found = view.shapes[number] = LineShape(name, not line.strip(), _indent(line), _depth(line))
    return found


def _parents_above(view: View, number: int, line: str) -> Iterator[Link]:
    """Keys of the lines that a line is indented under, nearest first; or its section."""
    depth, is_item = _depth(line)
    found = 0
    for near in range(number - 1, max(-1, number - 400), -1):
        section, is_blank, indent, own_depth = _shape(view, near)
        if section:
            yield Link(section)
            return
        if is_blank or indent >= depth or (is_item and own_depth == (depth, True)):
            continue
        match = _LINE_KEY.match(view.line_at(near)[1])
        if match is None:
            continue
        yield Link(match.group(2).strip())
        found += 1
        depth, is_item = own_depth
        if found >= _LEVELS or depth == 0:
            return


def links(view: View, start: int, region: Region) -> list[Link]:
    """The keys, calls and lists around a word, innermost first."""
    inner = _inner_link(view, start, region)
    if inner is not None:
        return [inner, *_outer_links(view, start, region)]
    return _outer_links(view, start, region)


def _inner_link(view: View, start: int, region: Region) -> Link | None:
    """The key before a word that stands deep in a string: JSON handed to `curl`, a query, a sentence."""
    if region.kind is not RegionKind.STRING or start <= region.start + 2:
        return None
    key = _key_before(view, view.text[max(region.start, start - _HEAD) : start].rstrip("\"'`\\"))
    return Link(key) if key else None


def _outer_links(view: View, start: int, region: Region) -> list[Link]:
    if region.kind is RegionKind.STRING and view.language.mode not in ("shell", "keyvalue"):
        return list(_code_links(view, region.outer_start, region.parent))
    if view.language.mode in ("keyvalue", "shell", "modelfile", "lines"):
        found = list(_line_links(view, region.outer_start if region.kind is RegionKind.STRING else start))
        if region.kind is RegionKind.STRING and region.parent >= 0:
            return [*_code_links(view, region.outer_start, region.parent), *found]
        return found
    if view.language.is_prose:
        return []
    return list(_code_links(view, start, -1))


def command_words(view: View, start: int, region: Region) -> list[str]:
    """The words of the command line before a word, oldest first.

    A string's own words come first; where it is one of several in a list (`["ollama", "pull", …]`) the
    others are its command line.
    """
    if region.kind is RegionKind.STRING and view.language.mode != "shell":
        own = view.text[max(region.start, start - 400) : start]
        beside = view.lexed.before(region.outer_start, region.parent) if region.parent >= 0 else []
        words = [view.text[r.start : min(r.end, r.start + 120)] for r in reversed(beside)]
        return _words(" ".join([*words, own]))
    return _words(_logical_line(view, start))


def _words(line: str) -> list[str]:
    """The words of a command line; a notebook puts `!` or `%` before the first."""
    return [word for word in (part.lstrip("!%") for part in _SPLIT.split(line)) if word]


def _logical_line(view: View, start: int) -> str:
    """The text before an offset on its line and on the lines that a backslash joins to it."""
    number = view.line_number(start)
    line_start, _ = view.line_at(number)
    parts = [view.text[max(line_start, start - _COMMAND_LINE) : start]]
    for near in range(number - 1, max(-1, number - 20), -1):
        _, above = view.line_at(near)
        if not _CONTINUED.search(above):
            break
        parts.append(above.rstrip(" \t")[:-1])
    return " ".join(reversed(parts))


def is_command_model(words: list[str], places: Places) -> str:
    """The option or command that takes a model here, as a phrase; empty when none does."""
    if not words:
        return ""
    last = words[-1]
    if last in places.options and not (last == "-m" and places.option_blockers & set(words[:-1])):
        return f"the option {last}"
    plain = [word for word in words if not word.startswith("-")][-6:]
    plain = [word.rpartition("/")[2] or word for word in plain]
    for command in places.commands:
        if tuple(plain[-len(command) :]) == command:
            return f"{COMMAND}{' '.join(command)}"
    return ""


def is_modelfile_base(view: View, start: int) -> bool:
    """True behind the `FROM` of a Modelfile that stands within another file, as a block or a string."""
    head = view.text[max(0, start - 100) : start]
    if not head.rstrip(" \t").endswith("FROM") or _FROM.search(head) is None:
        return False
    return _MODELFILE.search(view.text, start, start + 600) is not None


def names_model(name: str, places: Places) -> bool:
    """True where a key, variable or call is called after a model."""
    if name.lower() in places.model_keys:
        return True
    words = words_of(name)
    if not words or places.stop_words & set(words):
        return False
    return bool(places.model_words & set(words))


def stops(name: str, places: Places) -> bool:
    """True where a key says that its value is something else than a model."""
    return bool(places.stop_words & set(words_of(name)))


def is_wrapper(name: str, places: Places) -> bool:
    """True for keys such as `default` or `value` that say nothing by themselves."""
    return not name or name.rpartition(".")[2].lower() in places.wrappers


def model_place(view: View, start: int, region: Region, chain: list[Link], tables: Tables) -> str:
    """Why a place says that it names a model, in words; empty when it does not."""
    places = tables.places
    if is_modelfile_base(view, start):
        return "the FROM of a Modelfile"
    command = is_command_model(command_words(view, start, region), places)
    if command:
        return command
    word = view.text[start : start + 80].lower()
    for link in chain:
        if link.key and word.startswith(link.key.lower()):
            continue
        if link.key and names_model(link.key, places):
            return f"the key {link.key}"
        if link.key and not is_wrapper(link.key, places) and stops(link.key, places):
            return ""
        if path := _requested(view, start, link, places):
            return f"the request to {path}"
        named = next((word for word in link.beside[:3] if _is_name(word) and names_model(word, places)), "")
        if named and is_wrapper(link.key, places):
            return f"the name {named} beside it"
        call = link.call.replace("::", ".").rpartition(".")[2]
        if call and (call.lower() in places.calls or names_model(call, places)):
            return f"the call {link.call}"
        if call.lower() in _TESTS and (tested := _tested(view, region, link.call)):
            return f"the test of {tested}" if names_model(tested, places) else ""
        if (expected := _expected(view, region, call, places)) or (
            expected := _provided(view, region, places)
        ):
            return expected
    return _said_after(view, region, places)


def _requested(view: View, start: int, link: Link, places: Places) -> str:
    """The path of the request in whose body the name stands: `/api/pull`, `{"name": "llama3"}`."""
    if _NAMES.isdisjoint((link.key.lower(), *link.beside[:1])):
        return ""
    before = view.text[max(0, start - _REQUEST) : start]
    return next((path for path in places.name_bodies if path in before), "")


def _said_after(view: View, region: Region, places: Places) -> str:
    """What follows a string, or the column it fills, says that it is a model's name."""
    if region.kind is not RegionKind.STRING:
        return ""
    compared = _COMPARED_WITH.match(view.text, region.end)
    if compared is not None and names_model(compared.group(1).rpartition(".")[2], places):
        return f"the test of {compared.group(1)}"
    if region.parent < 0:
        return ""
    if view.language.name == "sql":
        return _column(view, region, places)
    return _declared_after(view, region, places)


def _column(view: View, region: Region, places: Places) -> str:
    """The column that a value of `INSERT INTO chats (id, model) VALUES (1, 'llama3')` fills."""
    head = view.text[max(0, region.parent - _ROWS_BEFORE) : region.parent]
    at = head.lower().rfind("insert")
    found = _INSERT.match(head, at) if at >= 0 else None
    if found is None:
        return ""
    names = [name.strip('`"[] \t\r\n') for name in found.group(2).split(",")]
    before = _QUOTED.sub("", view.text[region.parent + 1 : region.outer_start][-_ROWS_BEFORE:])
    index = before.count(",")
    name = names[index] if index < len(names) else ""
    if names_model(name, places):
        return f"the column {name}"
    is_models = name.lower() in _ENTRY and names_model(found.group(1), places)
    return f"the table {found.group(1)}" if is_models else ""


def _expected(view: View, region: Region, call: str, places: Places) -> str:
    """What a test says is to be the string: `expect(config.model).toBe("llama3")`, `assertEquals(…)`."""
    if call.lower() not in _EXPECTS or region.kind is not RegionKind.STRING or region.parent < 0:
        return ""
    head = view.text[max(0, region.parent - _HEAD) : region.parent]
    inside = view.text[max(region.parent + 1, region.outer_start - _HEAD) : region.outer_start]
    others = (
        _SUBJECT.search(head),
        _LAST_ARGUMENT.search(inside),
        _NEXT_ARGUMENT.match(view.text, region.end),
    )
    for other in filter(None, others):
        names = _NAME.findall(other.group(1))
        if names and names_model(names[-1], places):
            return f"the test of {names[-1]}"
    return ""


def _provided(view: View, region: Region, places: Places) -> str:
    """The provider before a string among the arguments of a call."""
    if region.kind is not RegionKind.STRING or region.parent < 0:
        return ""
    head = view.text[max(region.parent + 1, region.outer_start - _HEAD) : region.outer_start]
    found = _PROVIDER.search(head)
    return (
        f"the provider {found.group(1)}" if found is not None and names_model(found.group(1), places) else ""
    )


def _tested(view: View, region: Region, call: str) -> str:
    """What a call compares with a string: its owner, or the argument before: `HasPrefix(model, …)`."""
    before = _ARGUMENT.search(
        view.text[max(region.parent + 1, region.outer_start - _HEAD) : region.outer_start]
    )
    if before is not None:
        return before.group(1).rpartition(".")[2]
    owner = call.rpartition(".")[0].rpartition(".")[2]
    if not owner and region.parent >= 0:
        asked = _ASKED_OF.search(view.text[max(0, region.parent - _HEAD) : region.parent])
        owner = asked.group(1).rpartition(".")[2] if asked is not None else ""
    return (
        owner
        if region.parent >= 0 and view.text[region.parent + 1 : region.outer_start].strip() == ""
        else ""
    )


def _declared_after(view: View, region: Region, places: Places) -> str:
    """The field behind the annotation that a string stands in."""
    if view.language.name not in _ANNOTATED:
        return ""
    head = view.text[max(0, region.parent - _HEAD) : region.parent]
    if view.text[region.parent] != "(" or _ANNOTATION.search(head) is None:
        return ""
    match = _DECLARED_AFTER.match(view.text, region.end)
    name = (match.group(1) or match.group(2)) if match is not None else ""
    return f"the field {name}" if name and names_model(name, places) else ""


def _is_name(word: str) -> bool:
    """A variable or option, not a sentence nor a model id."""
    return len(word) <= 60 and re.fullmatch(r"-{0,2}[A-Za-z_][\w.-]{0,60}", word) is not None


def siblings(view: View, region: Region) -> list[str]:
    """The other strings of the list a string stands in, and of the lists beside that one.

    An object's members in JSON are no list: the same word again says no more than the first.
    """
    if region.kind is not RegionKind.STRING or region.parent < 0:
        return []
    found = view.lexed.around(region)
    if view.language.mode == "data" and view.text[region.parent] == "{":
        own = view.text[region.start : region.end]
        found = [one for one in found if view.text[one.start : one.end] != own]
    return [view.text[r.start : min(r.end, r.start + 80)] for r in found]


def looped(view: View, start: int) -> list[str]:
    """The words of a shell's list that a loop goes through: `for m in llama3 mistral; do`."""
    line = view.line(start) if view.language.mode == "shell" else ""
    loop = _LOOP.match(line)
    return _words(line[loop.end() :].partition(";")[0]) if loop is not None else []
