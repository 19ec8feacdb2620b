"""Detector: packages of Meta's Llama stack."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.core.kinds import Kind
from advisor.core.knowledge import Package
from advisor.scan.detect.lexer import RegionKind
from advisor.scan.detect.places import Role, command_words
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tables import Manifest
from advisor.scan.detect.tokens import cut_token

_SPECIFIER = re.compile(r"[\[<>=!~;@ (,]")
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
    installs it, or a container is built on its image.

    **Why it matters.** Some bind to a service that was shut down, some were renamed; all tie the code
    to Llama.

    **What to do.** See the package's row in the catalog for its successor; take it out together with
    the calls it serves.

    **Example.** `llama-stack-client==0.1.3` in `requirements.txt`

    **Namesakes.** LlamaIndex, llama-cpp-python, Ollama's clients and LLaMA-Factory are other people's
    packages for any model: cleared by name. A project's own name in its own manifest is cleared.
    """
    manifest = manifest_of(scene)
    for hit in scene.open_hits():
        mark = _declared(scene, hit, manifest) if manifest is not None else _pinned(scene, hit)
        mark = mark or _imported(scene, hit) or _installed(scene, hit) or _image(scene, hit)
        if mark is not None:
            yield mark


def manifest_of(scene: Scene) -> Manifest | None:
    """What kind of manifest the file is, if any."""
    return next((row for row in scene.kit.tables.manifests if row.names.match(scene.facts.name)), None)


def _mark(scene: Scene, start: int, end: int, package: Package | None, rule: str, how: str) -> Mark | None:
    """A finding for a package of the stack, a cleared row for a namesake."""
    if package is None:
        return None
    if not scene.kit.packages.is_finding(package):
        return scene.cleared(
            start,
            end,
            _namesake_rule(scene, package.name),
            f"{package.name} is {how}. {package.note or ''}".strip() + _from(package),
        )
    why = f"{package.name} is {how}.{_from(package)}"
    return scene.finding(
        start, end, Kind.PACKAGE, rule, why, provider=package.provider, origin=package.origin
    )


def _from(package: Package) -> str:
    return f" (From {package.origin}.)" if package.origin else ""


def _namesake_rule(scene: Scene, name: str) -> str:
    lowered = name.lower()
    return next((row.rule for row in scene.kit.tables.namesakes if row.covers(lowered)), "LA-CLEAR-NAMESAKE")


def _declared(scene: Scene, hit: int, manifest: Manifest) -> Mark | None:
    """A dependency of a manifest or lock file."""
    key = _own_key(scene, hit, manifest)
    if key in scene.kit.tables.own_name_keys:
        return scene.cleared(*cut_token(scene, hit), "LA-CLEAR-OWN-NAME")
    if key in scene.kit.tables.prose_keys:
        return None
    start, end = _declared_span(scene, hit, manifest)
    name = scene.view.text[start:end]
    ecosystem = manifest.ecosystem
    package = scene.kit.packages.named(name, ecosystem)
    if package is None and ecosystem == "go":
        package = scene.kit.packages.imported(name, ecosystem) or _leading(scene, name, ecosystem)
    rule = "LA-PACKAGE-005" if manifest.lock else "LA-PACKAGE-001"
    return _mark(scene, start, end, package, rule, f"declared in {scene.facts.path.rpartition('/')[2]}")


def _leading(scene: Scene, name: str, ecosystem: str) -> Package | None:
    """The package that a module path begins with: Go's `…/client-go/v2/option`."""
    parts = name.split("/")
    found = (
        scene.kit.packages.named("/".join(parts[:count]), ecosystem) for count in range(len(parts), 1, -1)
    )
    return next((package for package in found if package is not None), None)


def _declared_span(scene: Scene, hit: int, manifest: Manifest) -> tuple[int, int]:
    """The name alone, without version, extras and registry path."""
    if manifest.style == "requirements":
        span = _requirement_span(scene, hit)
        if span is not None:
            return span
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
    cut = _SPECIFIER.search(text, start + 1, end)
    return start, cut.start() if cut is not None and cut.start() > hit else end


def _requirement_span(scene: Scene, hit: int) -> tuple[int, int] | None:
    """The name in a line of a requirements file, read by the packaging standard's own parser."""
    from packaging.requirements import InvalidRequirement, Requirement

    line_start, _ = scene.view.line_span(hit)
    line = scene.view.line(hit)
    declared = line.split(" #", 1)[0].split(" --", 1)[0].strip().rstrip("\\").strip()
    try:
        name = Requirement(declared[:500]).name
    except InvalidRequirement:
        return None
    start = line_start + line.find(name)
    return (start, start + len(name)) if start <= hit < start + len(name) else None


def _own_key(scene: Scene, start: int, manifest: Manifest) -> str:
    """The key in lower case that a place of a manifest has outside its dependencies; else empty."""
    if manifest.lock or manifest.style in ("requirements", "setup"):
        return ""
    chain = scene.links(start, scene.region(start))
    if not chain or any(_DEPENDENCIES.search(link.key) for link in chain):
        return ""
    return chain[0].key.strip("\"'").lower()


def _pinned(scene: Scene, hit: int) -> Mark | None:
    """A line that pins a package, in a text file called like no requirements file: `app_env.txt`."""
    if scene.facts.extension not in ("txt", "in") or not _PINNED.match(scene.view.line(hit)):
        return None
    span = _requirement_span(scene, hit)
    if span is None:
        return None
    package = scene.kit.packages.named(scene.view.text[slice(*span)], "pypi")
    how = f"declared in {scene.facts.path.rpartition('/')[2]}"
    return _mark(scene, *span, package, "LA-PACKAGE-001", how)


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
            return _mark(
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
    return _mark(scene, start, end, package, "LA-PACKAGE-002", "imported here")


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
            mark = _mark(
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
    for registry in (bare, bare.partition("/")[2]):
        package = scene.kit.packages.named(registry, "docker")
        if package is not None:
            return _mark(scene, start, end, package, "LA-PACKAGE-004", "the container image used here")
    return None
