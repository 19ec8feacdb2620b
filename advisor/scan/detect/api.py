"""Detector: the Llama architecture and Meta's own code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.core.kinds import Confidence, Kind
from advisor.scan.detect.imports import root_of
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.places import Role, siblings
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_address, cut_token, word_start
from advisor.scan.manifests import Declared

_IDENTIFIER = re.compile(r"[A-Za-z_$][\w$]{0,119}")
_FRAMEWORKS = frozenset(
    {"torch", "jax", "flax", "tensorflow", "paddle", "mindspore", "keras", "mlx", "transformers"}
)
_MODULAR = frozenset({"python", "rust", "unknown"})
"""Languages whose dotted names may be modules; `llama.model` in C is a member."""
_PAGES = (
    ["issues"],
    ["pull"],
    ["pulls"],
    ["blob"],
    ["tree"],
    ["discussions"],
    ["wiki"],
    ["commit"],
    ["releases"],
)
_FROM = re.compile(r"\s{0,40}from\s{1,4}([\w.]{1,80})\s{1,4}import\s{1,4}([\w, ()*]{1,200})")
_OWN_ROOTS = frozenset({"crate", "self", "super"})
"""How Rust calls the project's own modules."""
_QUALIFIED = re.compile(r"([\w.]{1,120})(?:\.|::)$")
_FETCH_WORD = re.compile(r"git\+|[A-Za-z]{3,12}(?: =)?")
_CONFIG_LANGUAGES = frozenset({"json", "jsonl", "yaml", "toml"})


def find_api(scene: Scene) -> Iterator[Mark]:
    """The Llama architecture in code, and Meta's own code.

    **What it finds.** Architecture and tokenizer classes (`LlamaForCausalLM`, `LlamaTokenizer`,
    `MllamaForConditionalGeneration`), modules of the Llama architecture in other libraries
    (`torchtune.models.llama3`), Meta's reference code and what is imported from it, commands that clone
    or install one of Meta's repositories, and a `model_type: llama` in configuration; whatever weights
    they load.

    **Why it matters.** A model of another architecture does not load through these classes.

    **What to do.** Use the `Auto…` classes, or the classes of the new model; check tokenizer options.
    What is fetched of Meta's code goes with the code that uses it.

    **Example.** `from transformers import LlamaForCausalLM, LlamaTokenizer`

    **Namesakes.** `Llama` of llama-cpp-python, `LlamaModel` of node-llama-cpp and of Rust bindings,
    LlamaIndex's classes, and a project's own classes with such a name.
    """
    for hit in scene.open_hits():
        mark = (
            _module(scene, hit) or _class(scene, hit) or _repository(scene, hit) or _architecture(scene, hit)
        )
        if mark is not None:
            yield mark


def _identifier(scene: Scene, hit: int) -> tuple[int, int]:
    line_start, _ = scene.view.line_span(hit)
    first = word_start(scene.view.text, hit, max(line_start, hit - 120))
    for match in _IDENTIFIER.finditer(scene.view.text, first, hit + 160):
        if match.start() <= hit < match.end():
            return match.span()
    return hit, hit


def _module(scene: Scene, hit: int) -> Mark | None:
    """A dotted module of the Llama architecture, or a name imported from one."""
    start, end = cut_token(scene, hit)
    written = scene.view.text[start:end]
    module = _module_of(scene, written.lower().lstrip("."))
    if module and not _is_member(scene, hit, module):
        why = f"{module} holds the Llama architecture or Meta's reference code."
        return scene.finding(start, end, Kind.API, "LA-API-002", why)
    if scene.role(scene.region(hit)) is not Role.CODE:
        return None
    first = written.partition(".")[0].partition(":")[0]
    source = scene.facts.imports.source(first).lower()
    if _module_of(scene, source) or _is_reference(scene, hit, first, source):
        why = f"{first} comes from {source or first}, the Llama architecture or Meta's reference code."
        return scene.finding(start, end, Kind.API, "LA-API-002", why)
    return None


def _is_member(scene: Scene, hit: int, module: str) -> bool:
    """True for `llama.model` in C or Go: a field of a variable, as only Python writes its modules so."""
    is_code = scene.view.language.mode == "code" and scene.view.language.name != "python"
    return is_code and "." in module and scene.role(scene.region(hit)) is Role.CODE


def _module_of(scene: Scene, dotted: str) -> str:
    """The module of the table that a lower-case dotted name is, or leads into; "" when none."""
    modules = scene.kit.tables.api.modules
    language = scene.view.language
    if not dotted.startswith(modules) or (language.mode == "code" and language.name not in _MODULAR):
        return ""
    leads = (
        module for module in modules if dotted == module or dotted.startswith((module + ".", module + "::"))
    )
    return next(leads, "")


def _is_reference(scene: Scene, hit: int, first: str, source: str) -> bool:
    """True for `from llama import Llama` of Meta's reference code, and for what was imported so."""
    table = scene.kit.tables.api
    if source == table.reference_module:
        return first in table.reference_names
    match = _FROM.match(scene.view.line(hit))
    if match is None or match.group(1) != table.reference_module:
        return False
    return not table.reference_names.isdisjoint(_IDENTIFIER.findall(match.group(2)))


def _class(scene: Scene, hit: int) -> Mark | None:
    """A class name of the architecture."""
    table = scene.kit.tables.api
    start, end = _identifier(scene, hit)
    name = scene.view.text[start:end]
    is_sure = table.sure.fullmatch(name) is not None
    if not is_sure and table.open.fullmatch(name) is None:
        return None
    source = _source(scene, name, start)
    if root_of(source) in table.neutral_sources if source else False:
        why = f"{name} comes from {source}, which runs any model."
        return scene.cleared(start, end, "LA-CLEAR-OWN-CLASS", why)
    is_own = _is_own_class(scene, name) or source.startswith(".") or root_of(source) in _OWN_ROOTS
    if is_own and not _has_framework(scene):
        return scene.cleared(start, end, "LA-CLEAR-OWN-CLASS", f"{name} is a class of this project.")
    if is_sure:
        return scene.finding(
            start, end, Kind.API, "LA-API-001", f"{name} is a class of the Llama architecture."
        )
    return _open_class(scene, start, end, name, source)


def _open_class(scene: Scene, start: int, end: int, name: str, source: str) -> Mark | None:
    """`LlamaModel` and the like: many libraries have one, so the import decides."""
    table = scene.kit.tables.api
    is_known = source != table.reference_module and (
        root_of(source) in table.sources or "llama" in source.rpartition(".")[2].lower()
    )
    if is_known or (not source.strip(".") and _has_framework(scene)):
        sure = Confidence.HIGH if is_known else Confidence.MEDIUM
        why = f"{name} is a class of the Llama architecture."
        return scene.finding(start, end, Kind.API, "LA-API-001", why, confidence=sure)
    region = scene.region(start)
    if scene.role(region) is Role.CODE or source == table.reference_module:
        return scene.cleared(start, end, "LA-CLEAR-OWN-CLASS")
    if region.kind is RegionKind.STRING and _is_listed(scene, region, start, end):
        why = f"{name} stands among names of classes of the Llama architecture."
        return scene.finding(start, end, Kind.API, "LA-API-001", why, confidence=Confidence.MEDIUM)
    return None


def _is_listed(scene: Scene, region: Region, start: int, end: int) -> bool:
    """True for a string that holds but this name, beside one that holds a class no other library has."""
    if scene.view.text[region.start : region.end].strip() != scene.view.text[start:end]:
        return False
    sure = scene.kit.tables.api.sure
    return any(sure.fullmatch(other) is not None for other in siblings(scene.view, region))


def _source(scene: Scene, name: str, start: int) -> str:
    """The module a class comes from: what stands before its dot, or its import."""
    head = scene.view.text[max(0, start - 140) : start]
    before = _QUALIFIED.search(head) if head.endswith((".", "::")) else None
    if before is not None:
        first = before.group(1).partition(".")[0]
        return scene.facts.imports.source(first) or before.group(1)
    return scene.facts.imports.source(name)


def _is_own_class(scene: Scene, name: str) -> bool:
    """True where the file defines the class itself."""
    return scene.facts.declares(name)


def _has_framework(scene: Scene) -> bool:
    """True where the file imports a library in which such a class would be the architecture."""
    return scene.facts.imports.any_of(_FRAMEWORKS | (scene.kit.tables.api.sources - {"llama"}))


def _repository(scene: Scene, hit: int) -> Mark | None:
    """Meta's own repositories, where they are fetched or built upon rather than linked to."""
    start, end = cut_address(scene, hit)
    address = scene.view.text[start:end].lower()
    if not any(host in address for host in scene.kit.tables.code_hosts):
        return None
    path = re.split(r"github\.com[/:]|gitlab\.com[/:]|githubusercontent\.com/", address, maxsplit=1)[-1]
    parts = re.split(r"[/@#?]", path)
    name = "/".join(parts[:2]).removesuffix(".git")
    if name not in scene.kit.tables.api.repositories or parts[2:3] in _PAGES:
        return None
    if scene.kit.tables.api.fetch_words.isdisjoint(_FETCH_WORD.findall(scene.view.line(hit))):
        return None
    why = f"{name} is Meta's own code, fetched here."
    finding = scene.finding(start, end, Kind.API, "LA-API-003", why)
    package = scene.kit.packages.anywhere(name.rpartition("/")[2])
    if package is None:
        return finding
    return replace(finding, declared=Declared(f"{package.ecosystem}/{package.name}", "used"))


def _architecture(scene: Scene, hit: int) -> Mark | None:
    """`model_type: llama` in a configuration file."""
    start, end = cut_token(scene, hit)
    word = scene.view.text[start:end].lower()
    if (
        word not in scene.kit.tables.artifacts.llama_architectures
        or scene.view.language.name not in _CONFIG_LANGUAGES
    ):
        return None
    region = scene.region(start)
    is_alone = scene.view.text[region.start : region.end].strip().lower() == word
    if region.kind is RegionKind.STRING and not is_alone:
        return None
    chain = scene.links(start, region)
    if not chain or chain[0].key.lower() not in scene.kit.tables.api.architecture_keys:
        return None
    why = f"The configuration asks for the {word} architecture."
    return scene.finding(start, end, Kind.API, "LA-API-004", why, confidence=Confidence.MEDIUM)
