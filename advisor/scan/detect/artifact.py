"""Detector: files that are, or describe, Llama weights or an adapter on them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.core.kinds import Confidence, Kind
from advisor.core.names import ModelName
from advisor.scan.detect.headers import Header, read_header
from advisor.scan.detect.kit import Kit
from advisor.scan.detect.model import kind_of, rule_of
from advisor.scan.detect.names import Reading, read_word
from advisor.scan.detect.places import Role
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tokens import cut_token
from advisor.scan.inspection import ClearedDraft, Draft

_SHARD = re.compile(r"-\d{5}-of-\d{5}(?=\.\w{1,12}$)")
_MODEL_TYPE = re.compile(r'"(?:model_type|architectures|transformers_version|torch_dtype)"\s{0,4}:')
_LONGEST = 200
_ADDRESS = re.compile(r"(?:https?://)?(?:huggingface\.co|hf\.co)/")


def find_artifacts(scene: Scene) -> Iterator[Mark]:
    """Files that are, or describe, Llama weights or an adapter on them.

    **What it finds.** Weights files, by what the header says (GGUF, safetensors) whatever the file is
    called, else by their own name or their folder's; the `FROM` and `ADAPTER` lines of a Modelfile; the
    base model of an adapter's configuration, of a model's own configuration and of a model card. Such a
    line is a `model` or `derivative` finding as well. A header is read where the file's ending is one of
    weights (`.gguf`, `.safetensors`, `.bin` …); nothing is loaded or unpickled.

    **Why it matters.** Weights in hand stay usable for ever, and stay under the Llama licence: who hands
    them on, or a product with them in it, owes what the licence of their version asks for, such as a copy
    of it and a notice. An adapter fits the one base it was trained on and no other model.

    **What to do.** Replace the file and its configuration together; train adapters anew on the new base.

    **Example.** `FROM llama3.1:8b` in a `Modelfile`

    **Namesakes.** Many makers' weights have the *architecture* `llama`: a header that names other weights
    clears the file. A vocabulary without tensors is no weights file.
    """
    how = _described_by(scene)
    if how is None:
        return
    for hit in scene.open_hits():
        reading = _base(scene, hit, how)
        if reading is not None:
            yield from _both(scene, reading, how)


def _described_by(scene: Scene) -> str | None:
    """What describes weights here: `modelfile`, `adapter`, `config`, `card`; None for other files."""
    table, name = scene.kit.tables.artifacts, scene.facts.name
    if scene.view.language.mode == "modelfile" and not scene.view.quoted:
        return "modelfile"
    if name in table.adapter_files:
        return "adapter"
    if name in table.config_files and _MODEL_TYPE.search(scene.facts.text):
        return "config"
    if scene.view.is_front_matter:
        return "card"
    return None


def _base(scene: Scene, hit: int, how: str) -> Reading | None:
    """The name a line gives as its base; None where the line says something else."""
    region = scene.region(hit)
    if scene.role(region) is Role.SAID:
        return None
    start, end = cut_token(scene, hit)
    reading = read_word(scene, start, end)
    if not reading.name.is_llama or not _is_base(scene, start, how):
        return None
    return reading


def _is_base(scene: Scene, start: int, how: str) -> bool:
    table = scene.kit.tables.artifacts
    if how == "modelfile":
        line_start, _ = scene.view.line_span(start)
        words = scene.view.text[line_start:start].split()
        return len(words) == 1 and words[0].upper() in table.modelfile_words
    keys = table.config_keys if how == "config" else table.adapter_keys
    chain = scene.links(start, scene.region(start))
    return any(link.key.lower() in keys for link in chain[:2])


def _both(scene: Scene, reading: Reading, how: str) -> Iterator[Draft]:
    """The line as artifact and as the name of weights."""
    start, end, name = reading.start, reading.end, reading.name
    named = name.model or name.family
    texts = {
        "modelfile": (f"A Modelfile builds on {named}.", "003"),
        "adapter": (f"The adapter was trained on {named}.", "002"),
        "config": (f"The configuration describes weights of {named}.", "002"),
        "card": (f"A model card names {named} as its base.", "002"),
    }
    why, number = texts[how]
    high = Confidence.HIGH
    yield scene.naming(start, end, Kind.ARTIFACT, f"LA-ARTIFACT-{number}", why, name, high)
    rule = rule_of(name, "005")
    yield scene.naming(start, end, kind_of(name), rule, f"{why} {name.why}".strip(), name, high)


def judge_file(kit: Kit, path: str, head: bytes | None) -> Draft | ClearedDraft | None:
    """Judge a file by its name and, where its first bytes are given, by its header.

    Args:
        kit: the detectors' tables and the grammar of names.
        path: relative to the scanned folder, with `/`.
        head: the first bytes of a file whose name says that it holds weights; else None.

    Returns:
        A finding or a cleared row for the whole file; None where nothing points to Llama.
    """
    header = read_header(head) if head is not None else None
    if header is not None and header.tensors == 0:
        return _cleared(kit, path, "LA-CLEAR-NO-WEIGHTS") if _has_needle(kit, path) else None
    named = _in_header(kit, header) if header is not None else None
    if header is not None and named is not None:
        key, name = named
        return _file(
            path, name, "LA-ARTIFACT-001", f"The {header.format} header ({key}) names it. {name.why}"
        )
    if head is None:
        return _other_file(kit, path)
    found = _in_path(kit, path)
    if found is not None:
        return _file(path, found, "LA-ARTIFACT-001", f"The name of a weights file. {found.why}")
    if header is not None and _is_llama_architecture(kit, header):
        return _cleared(kit, path, "LA-CLEAR-ARCHITECTURE")
    return _cleared(kit, path, "LA-CLEAR-FILE") if _has_needle(kit, path) else None


def _in_header(kit: Kit, header: Header) -> tuple[str, ModelName] | None:
    """The first entry of a header that names Llama weights, and what it names."""
    keys = (
        kit.tables.artifacts.gguf_keys if header.format == "GGUF" else kit.tables.artifacts.safetensors_keys
    )
    for key in keys:
        text = _ADDRESS.sub("", header.values.get(key, ""))[:_LONGEST]
        if text and kit.namesake(text) is None:
            name = kit.identify(text.strip().rstrip("/"))
            if name.is_llama:
                return key, name
    return None


def _in_path(kit: Kit, path: str) -> ModelName | None:
    """The name in a weights file's own name, else the full name of the folder it lies in."""
    folders, _, file_name = path.rpartition("/")
    stem = _SHARD.sub("", file_name)
    if kit.namesake(stem) is not None:
        return None
    name = kit.identify(stem)
    if name.is_llama:
        return name
    folder = folders.rpartition("/")[2]
    name = kit.identify(folder)
    return name if name.is_llama and not name.bare and kit.namesake(folder) is None else None


def _other_file(kit: Kit, path: str) -> ClearedDraft | None:
    """An archive, picture or library with such a word in its own name: no weights file."""
    return _cleared(kit, path, "LA-CLEAR-FILE") if _has_needle(kit, path) else None


def _has_needle(kit: Kit, path: str) -> bool:
    return kit.has_needle(path.rpartition("/")[2])


def _is_llama_architecture(kit: Kit, header: Header) -> bool:
    return header.values.get("general.architecture", "").lower() in kit.tables.artifacts.llama_architectures


def _file(path: str, name: ModelName, rule: str, why: str) -> Draft:
    written = path.rpartition("/")[2].encode("utf-8", "replace").decode("utf-8")
    return Draft(
        -1,
        -1,
        Kind.ARTIFACT,
        written,
        rule,
        why.strip(),
        name.model,
        name.family,
        name.provider,
        name.evidence,
        origin=name.origin,
    )


def _cleared(kit: Kit, path: str, rule: str) -> ClearedDraft:
    written = path.rpartition("/")[2].encode("utf-8", "replace").decode("utf-8")
    return ClearedDraft(-1, -1, written, rule, kit.why(rule))
