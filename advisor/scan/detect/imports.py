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
_RUST = re.compile(
    r"^[ \t]{0,40}(?:pub[ \t]{1,4})?use[ \t]{1,4}([\w:]{1,200}?)::(?:\{([^;]{0,2000})\}|(\w{1,80}|\*))",
    re.MULTILINE,
)
_JAVA = re.compile(
    r"^[ \t]{0,8}(?:import|using)[ \t]{1,4}(?:static[ \t]{1,4})?"
    r"([\w.]{1,200})\.(\w{1,80}|\*)[ \t]{0,4};?[ \t]{0,40}$",
    re.MULTILINE,
)
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


def _statements(text: str) -> Iterator[tuple[str, str]]:
    """Module and the text that lists its names."""
    for match in _PYTHON.finditer(text):
        yield match.group(1), match.group(2) or match.group(3) or ""
    for match in _PLAIN.finditer(text):
        for module in match.group(1).split(","):
            yield module.split()[0] if module.split() else "", ""
    for pattern in (_SCRIPT, _REQUIRE):
        for match in pattern.finditer(text):
            yield match.group(2), match.group(1)
    for match in _RUST.finditer(text):
        yield match.group(1), match.group(2) or match.group(3) or ""
    for match in _JAVA.finditer(text):
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
