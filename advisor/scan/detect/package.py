"""Detector: packages of Meta's Llama stack."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.core.kinds import Kind
from advisor.core.knowledge import Package
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.manifest.owner import is_own_name
from advisor.scan.detect.manifest.read import entry_at, reads_entries, version_at
from advisor.scan.detect.manifest.requirement import line_entry, locked
from advisor.scan.detect.manifest.table import Manifest
from advisor.scan.detect.manifest.values import Asked, Entry, shown
from advisor.scan.detect.places import Role, command_words
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_token
from advisor.scan.manifests import Declared

_SPECIFIER = re.compile(r"[\[<>=!~;@ (,]")
_LOCKED = re.compile(r"[\[<>=!~;@ (,]|/(?=\d)")
"""What may follow a name in a lock file; the slash is pnpm's."""
_KEYLESS = frozenset({"requirements", "setup", "conda", "strings", "pom", "gradle"})
"""Styles whose keys do not tell dependencies from the rest."""
_TAILS = frozenset({"npm", "pypi", "crates"})
"""Ecosystems whose manifests write a path before a name."""
_ANY = frozenset({"*", "latest", "x", "any"})
_PYTHON_IMPORT = re.compile(
    r"^[ \t>]{0,40}(?:from[ \t]{1,4}([\w.]{1,200})[ \t]{1,4}import\b|import[ \t]{1,4}([\w., \t]{1,400}))"
)
_CODE_IMPORT = re.compile(
    r"^[ \t]{0,20}(?:pub[ \t]{1,4})?(?:import|use|using|extern crate)[ \t]{1,4}"
    r"(?:static[ \t]{1,4})?([\w.:]{1,200})"
)
_STRING_IMPORT = re.compile(
    r"(?:\bfrom|\bimport|\brequire|import_module|__import__|\bimport\s{1,4}[\w.]{0,40})\s{0,4}\(?\s{0,4}[\"'`]$"
)
_GO_STRING = re.compile(r"^[ \t]{0,8}(?:import[ \t]{1,4})?[\w.]{0,40}[ \t]{0,4}\"")
_PINNED = re.compile(r"[A-Za-z][\w.-]{0,80}(?:\[[\w, .-]{0,80}\])? {0,2}(?:[=~<>!]=|===|[<>]) {0,2}\d")
_DEPENDENCIES = re.compile(
    r"depend|packages|requires|install|extras|overrides|resolutions|plugins", re.IGNORECASE
)


def find_packages(scene: Scene) -> Iterator[Mark]:
    """Packages of Meta's Llama stack.

    **What it finds.** A package of Meta's Llama stack, or one that is good for Llama only, where a
    manifest or lock file declares it, a line of any text file pins it, code imports it, a command
    installs it, or a container is built on its image. The reason gives the version as it is written
    there; a lock file's line also which manifests beside it ask for the package. Lists of requirements
    are read under any name by which another list includes them; an include that leads out of the
    scanned folder is a row of what was skipped.

    **Why it matters.** Some bind to a service that was shut down, some were renamed; all tie the code
    to Llama.

    **What to do.** See the package's row in the catalog for its successor; take it out together with
    the calls it serves.

    **Example.** `llama-stack-client==0.1.3` in `requirements.txt`

    **Namesakes.** LlamaIndex, llama-cpp-python, Ollama's clients and LLaMA-Factory are other people's
    packages for any model: cleared by name. What stands in a comment of a manifest asks for nothing. A
    project is no dependency of its own: below a manifest that declares the project under a package's very
    name, that package is cleared, unless it is bound to a host whose end stops the project as well, or the
    manifest asks for it besides.
    """
    manifest = scene.kit.manifests.of(scene.facts.path, included=scene.facts.included)
    for hit in scene.open_hits():
        mark = _declared(scene, hit, manifest) if manifest is not None else _pinned(scene, hit)
        mark = mark or _imported(scene, hit) or _installed(scene, hit) or _image(scene, hit)
        if mark is not None:
            yield mark


def _used(scene: Scene, start: int, end: int, package: Package | None, rule: str, how: str) -> Mark | None:
    """A package where it is used: imported, installed, run."""
    if package is None:
        return None
    name = scene.written(start, end) if package.name.endswith("*") else package.name
    return _mark(scene, start, end, package, rule, f"{name} is {how}.", Asked(), "used")


def _mark(
    scene: Scene, start: int, end: int, package: Package, rule: str, told: str, asked: Asked, how: str
) -> Mark:
    """A finding for a package of the stack, a cleared row for a namesake; `told` is a sentence."""
    if not scene.kit.packages.is_finding(package):
        why = f"{told} {package.note or ''}".strip() + _from(package)
        return scene.cleared(start, end, _namesake_rule(scene, package.name), why)
    declared = Declared(
        package.id, how, asked.version or "", bound=package.provider is not None, extras=asked.extras
    )
    finding = scene.finding(
        start,
        end,
        Kind.PACKAGE,
        rule,
        f"{told}{_from(package)}",
        provider=package.provider,
        origin=package.origin,
    )
    return replace(finding, declared=declared)


def _from(package: Package) -> str:
    return f" (From {package.origin}.)" if package.origin else ""


def _namesake_rule(scene: Scene, name: str) -> str:
    lowered = name.lower()
    return next((row.rule for row in scene.kit.tables.namesakes if row.covers(lowered)), "LA-CLEAR-NAMESAKE")


def _declared(scene: Scene, hit: int, manifest: Manifest) -> Mark | None:
    """A dependency of a manifest or lock file."""
    if scene.region(hit).kind is RegionKind.COMMENT:
        return None
    entry = _entry(scene, hit, manifest)
    if entry is None:
        return None
    package = _package(scene, entry.name, manifest.ecosystem)
    if not manifest.lock and is_own_name(manifest.style, scene.view.text, entry.start):
        scene.facts.homes.extend([package.id] if package is not None else ())
        return scene.cleared(entry.start, entry.end, "LA-CLEAR-OWN-NAME")
    key = _own_key(scene, hit, manifest)
    if key in scene.kit.tables.own_name_keys:
        return scene.cleared(*cut_token(scene, hit), "LA-CLEAR-OWN-NAME")
    if key in scene.kit.tables.prose_keys or package is None:
        return None
    rule = "LA-PACKAGE-005" if manifest.lock else "LA-PACKAGE-001"
    asked = shown(entry.asked)
    how = "locked" if manifest.lock else "asked" if asked.asks else "used"
    told = _told(scene, package, asked, manifest)
    return _mark(scene, entry.start, entry.end, package, rule, told, asked, how)


def _package(scene: Scene, name: str, ecosystem: str) -> Package | None:
    found = scene.kit.packages.named(name, ecosystem)
    if found is None and ecosystem == "go":
        found = scene.kit.packages.imported(name, ecosystem) or _leading(scene, name, ecosystem)
    return found


def _told(scene: Scene, package: Package, asked: Asked, manifest: Manifest) -> str:
    """What a manifest or lock file says of a package, as a sentence."""
    file = scene.facts.path.rpartition("/")[2]
    if asked.locked:
        return f"{' '.join(filter(None, (package.name, asked.version)))} is locked in {file}."
    verb = "listed" if manifest.lock else "declared" if asked.asks else "named"
    return f"{package.name} is {verb} in {file}{_as_version(asked.version)}."


def _as_version(version: str | None) -> str:
    """How a sentence goes on with a version, constraint or address as a manifest writes it."""
    if version is None:
        return ""
    if not version:
        return " without a version"
    if version in _ANY:
        return ", in any version"
    return f", from {version}" if "://" in version or "/" in version else f", version {version}"


def _entry(scene: Scene, hit: int, manifest: Manifest) -> Entry | None:
    """The name that a hit stands in and how it is asked for; offsets are the view's."""
    text = scene.view.text
    if reads_entries(manifest.style):
        entry = entry_at(manifest.style, text, hit)
        if entry is not None and manifest.lock:
            entry = replace(entry, asked=locked(entry.asked))
        if entry is not None or manifest.style == "requirements":
            return entry
    start, end = _declared_span(scene, hit, manifest)
    asked = version_at(manifest.style, text, start, end) if not reads_entries(manifest.style) else Asked()
    return Entry(start, end, text[start:end], asked)


def _leading(scene: Scene, name: str, ecosystem: str) -> Package | None:
    """The package that a module path begins with: Go's `…/client-go/v2/option`."""
    parts = name.split("/")
    found = (
        scene.kit.packages.named("/".join(parts[:count]), ecosystem) for count in range(len(parts), 1, -1)
    )
    return next((package for package in found if package is not None), None)


def _declared_span(scene: Scene, hit: int, manifest: Manifest) -> tuple[int, int]:
    """The name alone, without version, extras and registry path."""
    region = scene.region(hit)
    if region.kind is RegionKind.STRING and region.end - region.start <= 300:
        start, end = region.start, region.end
    else:
        start, end = cut_token(scene, hit)
    text = scene.view.text
    prefix = text.rfind("node_modules/", start, end)
    start = prefix + len("node_modules/") if prefix >= 0 else start
    if text.rfind(":", start, hit) >= 0 and manifest.ecosystem != "maven":
        start = text.rfind(":", start, hit) + 1
    if text[start : start + 1] == "/" and manifest.lock:
        start += 1  # an entry of pnpm-lock.yaml
    if manifest.ecosystem == "swift":
        start, end = _repository(text, start, end)
    elif manifest.ecosystem in _TAILS:
        start = _tail(text, start, hit, manifest.ecosystem)
    cut = (_LOCKED if manifest.lock else _SPECIFIER).search(text, start + 1, end)
    return start, cut.start() if cut is not None and cut.start() > hit else end


def _tail(text: str, start: int, hit: int, ecosystem: str) -> int:
    """Where the name begins behind a path to it: `**/name`, `parent>name`, `[…dependencies.name]`."""
    if ecosystem == "npm":
        start = max(start, text.rfind(">", start, hit) + 1)
        return start + len("**/") if text.startswith("**/", start) else start
    dot = text.rfind(".", start, hit)
    is_heading = dot >= 0 and text[dot - len("dependencies") : dot] == "dependencies"
    return dot + 1 if is_heading else start


def _repository(text: str, start: int, end: int) -> tuple[int, int]:
    """The last part of an address without `.git`: how Swift names a package."""
    start = max(start, text.rfind("/", start, end) + 1)
    return start, end - len(".git") if text[start:end].endswith(".git") else end


def _own_key(scene: Scene, start: int, manifest: Manifest) -> str:
    """The key in lower case that a place of a manifest has outside its dependencies; else empty."""
    if manifest.lock or manifest.style in _KEYLESS:
        return ""
    chain = scene.links(start, scene.region(start))
    if not chain or any(_DEPENDENCIES.search(link.key) for link in chain):
        return ""
    return chain[0].key.strip("\"'").lower()


def _pinned(scene: Scene, hit: int) -> Mark | None:
    """A line that pins a package, in a text file called like no requirements file: `app_env.txt`."""
    if scene.facts.extension not in ("txt", "in") or not _PINNED.match(scene.view.line(hit)):
        return None
    entry = line_entry(scene.view.text, hit)
    package = scene.kit.packages.named(entry.name, "pypi") if entry is not None else None
    if entry is None or package is None:
        return None
    file = scene.facts.path.rpartition("/")[2]
    asked = shown(entry.asked)
    told = f"{package.name} is declared in {file}{_as_version(asked.version)}."
    return _mark(scene, entry.start, entry.end, package, "LA-PACKAGE-001", told, asked, "asked")


def _imported(scene: Scene, hit: int) -> Mark | None:
    """An import statement, or a string that is imported."""
    ecosystem = _ecosystem(scene)
    if not ecosystem:
        return None
    region = scene.region(hit)
    if region.kind is RegionKind.STRING:
        return _imported_string(scene, region.start, region.end, region.outer_start, ecosystem)
    if region.kind is RegionKind.COMMENT:
        return None
    line_start, _ = scene.view.line_span(hit)
    pattern = _PYTHON_IMPORT if scene.view.language.name == "python" else _CODE_IMPORT
    match = pattern.match(scene.view.line(hit))
    if match is None:
        return None
    for module in re.finditer(r"[\w.:]{1,200}", match.group(match.lastindex or 0)):
        start = line_start + match.start(match.lastindex or 0) + module.start()
        if start <= hit < start + len(module.group()):
            package = scene.kit.packages.imported(module.group(), ecosystem)
            return _used(
                scene, start, start + len(module.group()), package, "LA-PACKAGE-002", "imported here"
            )
    return None


def _ecosystem(scene: Scene) -> str:
    """Where the view's imports come from."""
    by_language = {"python": "pypi", "javascript": "npm", "jsx": "npm", "go": "go", "rust": "crates"}
    extensions = scene.kit.tables.import_ecosystems
    return by_language.get(scene.view.language.name) or extensions.get(scene.facts.extension, "")


def _imported_string(scene: Scene, start: int, end: int, outer: int, ecosystem: str) -> Mark | None:
    head = scene.view.text[max(0, outer - 60) : start]
    line_start, _ = scene.view.line_span(outer)
    is_import = _STRING_IMPORT.search(head) or (
        ecosystem == "go" and _GO_STRING.match(scene.view.text[line_start:start])
    )
    if not is_import or end - start > 200:
        return None
    name = scene.view.text[start:end]
    package = scene.kit.packages.imported(name, ecosystem) or scene.kit.packages.named(name, ecosystem)
    package = package or _leading(scene, name, ecosystem)
    return _used(scene, start, end, package, "LA-PACKAGE-002", "imported here")


def _installed(scene: Scene, hit: int) -> Mark | None:
    """A word of an install command, in a script, a document, a notebook or a string."""
    region = scene.region(hit)
    if scene.role(region) is Role.CODE and scene.view.language.name not in ("python", "unknown"):
        return None
    start, end = cut_token(scene, hit)
    name = _SPECIFIER.split(scene.view.text[start:end], maxsplit=1)[0].partition("==")[0]
    if not scene.kit.packages.is_name(name):
        return None
    words = command_words(scene.view, start, region)[-40:]
    if scene.kit.tables.install_words.isdisjoint(words):
        return None
    for row in scene.kit.tables.installers:
        size = len(row.words)
        if any(tuple(words[index : index + size]) == row.words for index in range(len(words) - size + 1)):
            package = scene.kit.packages.named(name, row.ecosystem)
            mark = _used(
                scene, start, start + len(name), package, "LA-PACKAGE-003", "installed by this command"
            )
            if mark is not None:
                return mark
    return None


def _image(scene: Scene, hit: int) -> Mark | None:
    """A container image of the stack."""
    if scene.role(scene.region(hit)) is Role.CODE:
        return None
    start, end = cut_token(scene, hit)
    name = scene.view.text[start:end]
    if "/" not in name:
        return None
    bare = name.partition("@")[0].partition(":")[0]
    for image in (bare, bare.partition("/")[2]):
        package = scene.kit.packages.named(image, "docker")
        package = package or scene.kit.packages.named(f"{image.rpartition('/')[0]}/*", "docker")
        if package is not None:
            return _used(scene, start, end, package, "LA-PACKAGE-004", "the container image used here")
    return None
