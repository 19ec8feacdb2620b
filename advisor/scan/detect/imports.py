"""Which name comes from which module, in the languages whose imports say so on their face.

Read by pattern from the whole text, so that it works in notebooks, in files that do not parse, and in
snippets; what is found is only used to tell `LlamaModel` of one library from that of another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PYTHON = re.compile(
    r"^[ \t>\"]{0,40}from[ \t]{1,4}([\w.]{1,200})[ \t]{1,4}import[ \t]{0,4}"
    r"(?:\(([^()]{0,4000})\)|([^\r\n(]{1,400}))",
    re.MULTILINE,
)
_PLAIN = re.compile(
    r"^[ \t>\"]{0,40}import[ \t]{1,4}([\w.]{1,200}(?:[ \t]{1,4}as[ \t]{1,4}\w{1,80})?"
    r"(?:[ \t]{0,4},[ \t]{0,4}[\w.]{1,200}){0,20})",
    re.MULTILINE,
)
_SCRIPT = re.compile(
    r"\bimport[ \t]{0,4}(?:type[ \t]{1,4})?([\w*${},\s]{0,2000}?)\s{0,10}"
    r"\bfrom\s{0,10}[\"']([^\"'\r\n]{1,200})[\"']"
)
_REQUIRE = re.compile(
    r"\b(?:const|let|var)\s{1,4}([\w{},:\s]{1,400}?)\s{0,4}=\s{0,4}"
    r"(?:await\s{1,4})?(?:require|import)\([\"']([^\"'\r\n]{1,200})[\"']\)"
)
_FROM_STRING = re.compile(r"from\s{0,10}[\"']")
"""What must stand somewhere before the dear pattern above is tried: in most languages it never does."""
_RUST = re.compile(
    r"^[ \t]{0,40}(?:pub[ \t]{1,4})?use[ \t]{1,4}([\w:]{1,200}?)::"
    r"(?:\{([^;]{0,2000})\}|(\w{1,80}|\*))(?=[ \t]{0,4}(?:;|as\b|$))",
    re.MULTILINE,
)
_JAVA = re.compile(
    r"^[ \t]{0,8}(?:import|using)[ \t]{1,4}(?:static[ \t]{1,4})?"
    r"([\w.]{1,200})\.(\w{1,80}|\*)[ \t]{0,4};?[ \t]{0,40}$",
    re.MULTILINE,
)
_HEAD = 300
"""Characters of a line in which the word `import` stands, if the line is one: a blank, `from`, a module."""
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,79}")


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of one file."""

    source_of: dict[str, str]
    """Imported name to the module it comes from; the first import wins."""
    modules: frozenset[str]
    """All modules imported from, lower-case."""

    def source(self, name: str) -> str:
        """The module a name was imported from; "" when no import tells."""
        return self.source_of.get(name, "")

    def any_of(self, roots: frozenset[str]) -> bool:
        """True where one of these packages, or a part of one, is imported."""
        return any(root_of(module) in roots or module in roots for module in self.modules)


def root_of(module: str) -> str:
    """The package a module belongs to, lower-case: `transformers` of `transformers.models.llama`."""
    if module.startswith("@"):
        return "/".join(module.lower().split("/")[:2])
    return re.split(r"[./:]", module.lower(), maxsplit=1)[0]


def _on_lines(pattern: re.Pattern[str], text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    """The matches of a pattern that begins with a line, as `finditer` gives them, on some lines only."""
    position = 0
    for start in starts:
        match = pattern.match(text, start) if start >= position else None
        if match is not None:
            yield match
            position = match.end()


def _lines_with(word: str, text: str) -> list[int]:
    """Where the lines begin that hold a word not far from their beginning."""
    starts: dict[int, None] = {}
    at = text.find(word)
    while at >= 0:
        low = max(0, at - _HEAD)
        start = text.rfind("\n", low, at) + 1
        if start or not low:
            starts[start] = None
        at = text.find(word, at + 1)
    return list(starts)


def _statements(text: str) -> Iterator[tuple[str, str]]:
    """Module and the text that lists its names."""
    lines = _lines_with("import", text)
    for match in _on_lines(_PYTHON, text, lines):
        yield match.group(1), match.group(2) or match.group(3) or ""
    for match in _on_lines(_PLAIN, text, lines):
        for module in match.group(1).split(","):
            yield module.split()[0] if module.split() else "", ""
    for match in _SCRIPT.finditer(text) if _FROM_STRING.search(text) else ():
        yield match.group(2), match.group(1)
    is_called = "require(" in text or "import(" in text
    for match in _REQUIRE.finditer(text) if is_called else ():
        yield match.group(2), match.group(1)
    for match in _RUST.finditer(text) if "::" in text else ():
        yield match.group(1), match.group(2) or match.group(3) or ""
    for match in _on_lines(_JAVA, text, sorted({*lines, *_lines_with("using", text)})):
        yield match.group(1), match.group(2)


def read_imports(text: str) -> Imports:
    """The imports a text shows, in Python, JavaScript, Rust, Java, Kotlin and C#.

    Args:
        text: the whole file; a notebook's raw JSON will do.
    """
    source_of: dict[str, str] = {}
    modules: set[str] = set()
    for module, names in _statements(text):
        if not module:
            continue
        modules.add(module.lower())
        for name in _NAME.findall(names):
            source_of.setdefault(name, module)
    return Imports(source_of, frozenset(modules))
