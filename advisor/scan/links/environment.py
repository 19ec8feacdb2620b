"""What a word means that is called like an environment variable: read here, defined here, or neither."""

from __future__ import annotations

import re
from dataclasses import dataclass

from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.views import View
from advisor.scan.links.words import is_environment_call

_CALL = re.compile(r"([\w$.:!>-]{1,80})\s{0,2}(?:\(\)\s{0,2}\.\w{1,20})?[(\[]\s{0,40}$")
_NAMED = re.compile(
    r"\b(?:env|envvar|env_var|env_name|alias|validation_alias|environ)\s{0,2}[=:]\s{0,2}(?:\w{1,20}\()?$"
)
_DOTTED = re.compile(r"[\w.$]{0,40}\b(?:env|ENV|Env)\.$")
_EXPRESSION = re.compile(r"(?:\$\{\{\s{0,4})?[^{}\r\n]{0,60}\b(?:env|vars|secrets|inputs|build\.args)\.$")
_SHELL = re.compile(r"(?:\$\{?|\$\(|\$\{?env:|%)$")
_GIVEN = re.compile(
    r"\s{0,80}(?:-\s{1,8})?(?:(?:export|ENV|ARG|set|declare|local)\s{1,8})?[\"']?$", re.IGNORECASE
)
_VALUE = re.compile(r"[\"']?[ \t]{0,20}[?:+]{0,2}[=:][ \t]{0,8}(?![^\r\n]{0,120}(?:\$|\{\{))[\"']?[\w/@.]")
_REFERENCE = re.compile(r"\b(?:configMapKeyRef|secretKeyRef|fromSecret|valueFrom)\b")
_NAME_ABOVE = re.compile(r"\s{0,80}-?\s{0,8}name:\s{0,4}[\"']?([A-Za-z_]\w{0,79})[\"']?\s{0,4}$")
_LINES_ABOVE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a view that reads a name or gives it a value."""

    at: int
    """Offset of the name."""
    start: int
    """Offset at which the expression begins that reads it."""
    defines: bool = False
    gives: tuple[str, ...] = ()
    """Other variables of the environment that the place gives the value to."""


def environment_place(view: View, offset: int, name: str) -> Place | None:
    """How a word that stands at an offset is meant; None where it is no variable of the environment."""
    text, end = view.text, offset + len(name)
    if re.search(r"\w", text[max(0, offset - 1) : offset] + text[end : end + 1]):
        return None
    region = view.lexed.at(offset)
    if view.language.mode in ("code", "markup") and view.language.name != "template":
        if region.kind is RegionKind.STRING:
            return _quoted(view, offset, end) if (region.start, region.end) == (offset, end) else None
        dotted = _DOTTED.search(text[max(0, offset - 60) : offset])
        return Place(offset, offset - len(dotted.group().lstrip())) if dotted else None
    return _in_settings(view, offset, end)


def _quoted(view: View, start: int, end: int) -> Place | None:
    """`os.environ["NAME"]`, `System.getenv("NAME")`, `Field(env="NAME")`."""
    outer = view.lexed.at(start).outer_start
    before = view.text[max(0, outer - 160) : outer]
    call = _CALL.search(before)
    if (call is not None and is_environment_call(call[1])) or _NAMED.search(before):
        return Place(start, start)
    return None


def _in_settings(view: View, offset: int, end: int) -> Place | None:
    """`${NAME}`, `$(NAME)`, `${{ env.NAME }}`, a reference to a ConfigMap, a value of its own."""
    low, high = view.line_span(offset)
    before, after = view.text[max(low, offset - 200) : offset], view.text[end : min(high, end + 160)]
    shell = _SHELL.search(before)
    if shell is not None and (shell.group() != "%" or after.startswith("%")):
        return Place(offset, offset - len(shell.group()))
    expression = _EXPRESSION.search(before)
    if expression is not None:
        return Place(offset, offset - len(expression.group()))
    if re.search(r"\bkey:\s{0,4}[\"']?$", before):
        return _referenced(view, offset)
    if re.fullmatch(r"\s{0,80}-\s{1,8}[\"']?", before) and re.fullmatch(r"[\"']?\s{0,8}", after):
        return Place(offset, offset)
    if _GIVEN.fullmatch(before) and _VALUE.match(after):
        return Place(offset, offset, defines=True)
    return None


def _referenced(view: View, offset: int) -> Place | None:
    """A key of a ConfigMap or secret that a container's variable is filled from."""
    number = view.line_number(offset)
    above = [view.line_at(near)[1] for near in range(number - 1, max(-1, number - _LINES_ABOVE), -1)]
    near = [view.line_at(number + 1)[1], *above]
    if not any(_REFERENCE.search(line) for line in near):
        return None
    names = [match[1] for match in map(_NAME_ABOVE.match, above) if match is not None and match[1].isupper()]
    return Place(offset, offset, gives=tuple(names[:1]))
