"""Which file an import leads to, told from the paths of the project alone."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable

_SCRIPT_ENDINGS = (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte")
_SOURCE_FOLDERS = ("", "src", "lib", "app", "source", "python", "packages")
_DEEPEST = 24


def folder_of(path: str) -> str:
    """The folder of a file; "" at the top."""
    return path.rpartition("/")[0]


def stem_of(path: str) -> str:
    """What a file is called without its last ending; for `mod.rs` and its like the folder."""
    stem = path.rpartition("/")[2].partition(".")[0]
    return folder_of(path).rpartition("/")[2] if stem in ("mod", "index", "__init__") else stem


class Modules:
    """The files of one project."""

    def __init__(self, paths: Iterable[str]) -> None:
        self._paths = frozenset(paths)
        self._known: dict[tuple[str, str, str], frozenset[str]] = {}

    def exists(self, path: str) -> bool:
        """True for a file that the scan came by."""
        return path in self._paths

    @staticmethod
    def join(folder: str, relative: str) -> str:
        """A path relative to a folder, normalised; one that leaves the project begins with `..`."""
        return posixpath.normpath(posixpath.join(folder, relative))

    def leads_to(self, module: str, reader: str, target: str, family: str) -> bool:
        """True where an import in `reader` names the file `target`."""
        key = (module, folder_of(reader), family)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = frozenset(self._files(module, folder_of(reader), family))
        if found or family in ("python", "javascript"):
            return target in found
        parts = [part for part in re.split(r"::|[./\\]", module) if part not in ("crate", "super", "self")]
        return bool(parts) and parts[-1] == stem_of(target)

    def _files(self, module: str, folder: str, family: str) -> list[str]:
        if family == "python":
            return self._python(module, folder)
        return self._script(module, folder) if family == "javascript" else []

    def _python(self, module: str, folder: str) -> list[str]:
        dots = len(module) - len(module.lstrip("."))
        inner = module.lstrip(".").replace(".", "/")
        if dots:
            for _ in range(dots - 1):
                folder = folder_of(folder)
            return self._as_python(folder, inner)
        for base in _upwards(folder):
            for source in _SOURCE_FOLDERS[:4]:
                found = self._as_python(posixpath.join(base, source) if source else base, inner)
                if found:
                    return found
        return []

    def _as_python(self, base: str, inner: str) -> list[str]:
        path = "/".join(part for part in (base, inner) if part)
        endings = (f"{path}.py", f"{path}/__init__.py") if path else ("__init__.py",)
        return [one for one in endings if one in self._paths][:1]

    def _script(self, module: str, folder: str) -> list[str]:
        if module.startswith("."):
            return self._as_script(self.join(folder, module))
        alias = re.match(r"(?:@|~|#|\$lib|\$)/", module)
        inner = module[alias.end() :] if alias else module
        if not alias and "/" not in module:
            return []
        for base in _upwards(folder):
            for source in _SOURCE_FOLDERS:
                found = self._as_script("/".join(part for part in (base, source, inner) if part))
                if found:
                    return found
        return []

    def _as_script(self, path: str) -> list[str]:
        stem = re.sub(r"\.(?:m|c)?js$", "", path)
        names = [
            path,
            *(stem + one for one in _SCRIPT_ENDINGS),
            *(f"{stem}/index{one}" for one in _SCRIPT_ENDINGS),
        ]
        return [one for one in names if one in self._paths][:1]


def _upwards(folder: str) -> list[str]:
    """A folder and those above it, nearest first; the top is ""."""
    found = [folder]
    while folder and len(found) < _DEEPEST:
        folder = folder_of(folder)
        found.append(folder)
    return found
