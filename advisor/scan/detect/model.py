"""Detector: names of Llama models and of models made from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from advisor.core.kinds import Confidence, Kind, NameClass
from advisor.core.names import ModelName
from advisor.scan.detect.address import judge_address
from advisor.scan.detect.lexer import Region, RegionKind
from advisor.scan.detect.names import (
    Reading,
    is_namesake,
    is_ordinal,
    is_source_file,
    is_unlisted,
    is_vague,
    narrowed,
    read_sentence,
    read_word,
    sentence_span,
)
from advisor.scan.detect.places import (
    COMMAND,
    Link,
    Role,
    command_words,
    is_command_model,
    looped,
    model_place,
    names_model,
    siblings,
    stops,
)
from advisor.scan.detect.scene import Mark, Scene
from advisor.scan.detect.tables import words_of
from advisor.scan.detect.tokens import cut_address, cut_token

_WORDS = re.compile(r"[A-Za-z]{2,40}")
_ANCHOR = re.compile(r"[(\"'<]#$")
"""What stands before a place on the same page: `[Llama 3](#llama-3-8b)`."""
_TEXT_BEFORE = re.compile(r">[^<>{}\"'`;=]{0,400}\Z")
_TEXT_BEHIND = re.compile(r"[^<>{}\"'`;=]{0,400}</[A-Za-z]")
_TEXT_REACH = 400
_SHOWN = re.compile(r"[\w.:/-]")
_PLAIN_WORDS = re.compile(r"(?<![\w/.-])[A-Za-z]{2,40}(?![\w/.-])")
_SHELL_MARKS = re.compile(r"[$|&=<>\\`{};]|--")
_SENTENCE_WORDS = 3
"""So many plain words besides the name make a sentence."""
_REST = re.compile(r"[\w-]{0,40}\.\w{1,8}(?![\w./-])")
_MODULE = re.compile(r"[a-z_]\w{0,60}(?:\.[a-z_]\w{0,60}){2,12}")
"""A module's dotted name, lower case."""
_PROPERTY = re.compile(r"(?:[a-z][a-z\d-]{0,60}\.){2,12}[a-z][a-z-]{0,60}")
"""A setting's dotted name: its last word has no number, as that of a model would."""
_MARKUP = re.compile(r"[:+]{1,8}")
"""What a document may put before a name: `env_var:+++NAME`."""
_VARIABLE = re.compile(r"[A-Z][A-Z\d]{0,40}(?:_[A-Z\d]{1,40}){1,8}")
"""A variable of the environment or a constant: `LLAMA2_ENDPOINT_NAME`."""
_QUALIFIED = re.compile(
    r"[A-Za-z]{0,40}[a-z][A-Z]\w{0,40}(?:\.|::)[a-z][a-z\d]{0,40}(?:_[A-Za-z\d]{1,40}){1,12}"
)
"""A member of a class, in code that a comment shows: `ModelId.llama_3_8b`."""
_MORE_BEFORE = re.compile(r"\w[ \t]{1,3}\Z")
_MORE_BEHIND = re.compile(r"[ \t]{1,3}\w")
_CAMEL = re.compile(r"[a-z\d][A-Z][a-z]")
_PREFIXED = re.compile(r"(?!(?:meta|code)?_?llama)[a-z\d]{1,20}_", re.IGNORECASE)
"""Something else comes first: `is_llama2_chat`."""
_OWN_FORMS = (re.compile(rf"\w{{0,120}}?{_CAMEL.pattern}"), _PREFIXED, re.compile(rf"{_VARIABLE.pattern}\Z"))
"""How a program's own names look, where the grammar has met words that nobody told it of."""
_TEMPLATE_CALLS = frozenset({"template", "conversation"})
_DATA_WORDS = frozenset({"dataset", "datasets"})
_SPACED = re.compile(r"\s")


def find_models(scene: Scene) -> Iterator[Mark]:
    """Names of Llama models and of models made from them.

    **What it finds.** Any spelling of Meta's Llama weights (`model`), or of weights made from them
    (`derivative`): hub ids, host ids, Ollama tags, file names, addresses, and prose that names a
    version or size. A bare word such as `llama3` or `vicuna` counts only where its place says that it
    names a model: a `model` key, a `--model` option, `ollama run`, a list of other models' names.

    **Why it matters.** A hosted id dies on its host's date; local weights stay under the Llama licence,
    and so does everything made from them, whatever their own tag says.

    **What to do.** Decide once per model and host, then change all places of that dependency together.

    **Example.** `model="llama-3.3-70b-versatile"`

    **Namesakes.** TinyLlama and OpenLLaMA have weights of their own; a data set named after a model is
    no model; identifiers, file names of source code, names of containers, volumes and other objects of the
    project's own, places on the same page and the animal are cleared.
    """
    for hit in scene.open_hits():
        start, end = cut_address(scene, hit)
        mark = judge_address(scene, start, end, hit) if end > start else _judge(scene, hit)
        if mark is not None:
            yield mark


def _judge(scene: Scene, hit: int) -> Mark | None:
    """Decide about one hit that is no address."""
    region = scene.region(hit)
    role = scene.role(region)
    start, end = narrowed(scene, hit, *cut_token(scene, hit))
    if role is Role.CODE:
        return _in_code(scene, hit, region, start, end)
    word = read_word(scene, start, end)
    if _ANCHOR.search(scene.view.text, max(0, start - 2), start) is not None:
        return scene.cleared(start, end, "LA-CLEAR-LINK")
    if not word.name.is_llama and is_namesake(scene, scene.view.text[start:end]):
        return None
    sentence = read_sentence(scene, hit, region)
    if sentence is not None and _says_more(scene, sentence, word, end - start):
        return _sentence(scene, sentence, region, role)
    if not word.name.is_llama:
        return None
    return _word(scene, word, region, role)


def _says_more(scene: Scene, sentence: Reading, word: Reading, length: int) -> bool:
    """True where the words around belong to the name: `Llama 3.1 8B` says more than `Llama`."""
    if not word.name.is_llama:
        return True
    text = scene.view.text[sentence.start : sentence.end]
    return len(text) > length and _SPACED.search(text) is not None and not is_vague(sentence.name, text)


def _in_code(scene: Scene, hit: int, region: Region, start: int, end: int) -> Mark | None:
    """Between strings and comments: an identifier, unless blanks or dots show text for people."""
    sentence = read_sentence(scene, hit, region)
    if sentence is not None and _SPACED.search(scene.view.text[sentence.start : sentence.end]):
        return _sentence(scene, sentence, region, Role.SAID)
    language = scene.view.language.name
    if language in ("html", "template") or (language == "jsx" and _is_shown(scene, hit)):
        word = read_word(scene, *(_shown_word(scene, hit) if language == "jsx" else (start, end)))
        if word.name.is_llama and not word.name.bare:
            return _word(scene, word, region, Role.SAID)
    return None


def _is_shown(scene: Scene, hit: int) -> bool:
    """True between the tags of an element on one line: `<div>ollama pull llama3.2:3b</div>`."""
    low, high = scene.view.line_span(hit)
    before = _TEXT_BEFORE.search(scene.view.text, max(low, hit - _TEXT_REACH), hit)
    return before is not None and _TEXT_BEHIND.match(scene.view.text, hit, high) is not None


def _shown_word(scene: Scene, hit: int) -> tuple[int, int]:
    """The word of an element's text, as prose writes words."""
    text = scene.view.text
    start, end = hit, hit
    while _SHOWN.match(text, start - 1) is not None and start > 0:
        start -= 1
    while _SHOWN.match(text, end) is not None:
        end += 1
    return start, max(end, hit + 1)


def kind_of(name: ModelName) -> Kind:
    """The kind of a finding that names this."""
    return Kind.MODEL if name.name_class is NameClass.MODEL else Kind.DERIVATIVE


def rule_of(name: ModelName, number: str) -> str:
    """The rule's id for a model or a derivative."""
    return f"LA-{'MODEL' if name.name_class is NameClass.MODEL else 'DERIVATIVE'}-{number}"


def _sentence(scene: Scene, reading: Reading, region: Region, role: Role) -> Mark | None:
    """A name in prose, a comment or a sentence of a string: it counts with a version or a size."""
    start, end, name = reading.start, reading.end, reading.name
    if _is_dataset(scene, scene.view.text[start:end].lower(), start, region):
        return scene.cleared(start, end, "LA-CLEAR-DATASET")
    if is_vague(name, scene.view.text[start:end]):
        return scene.cleared(start, end, "LA-CLEAR-PROSE")
    if is_source_file(scene, scene.view.text[start : end + len(_rest_of_word(scene, end))]):
        return scene.cleared(start, end, "LA-CLEAR-FILE")
    where = "a comment" if region.kind is RegionKind.COMMENT else "text"
    why = f"{where.capitalize()} names {name.model or name.family} by version or size. {name.why}".strip()
    sure = Confidence.HIGH if role is Role.VALUE else Confidence.MEDIUM
    return scene.naming(start, end, kind_of(name), rule_of(name, "003"), why, name, sure)


def _rest_of_word(scene: Scene, end: int) -> str:
    """What goes on after a name without a blank: the suffix of `Llama 2 Chat.json`."""
    match = _REST.match(scene.view.text, end)
    return match.group() if match else ""


def _word(scene: Scene, reading: Reading, region: Region, role: Role) -> Mark | None:
    """A single word that may name a model."""
    start, end, name = reading.start, reading.end, reading.name
    token_start, token_end = cut_token(scene, start)
    token = scene.view.text[token_start:token_end].lower()
    if is_source_file(scene, token):
        return scene.cleared(token_start, token_end, "LA-CLEAR-FILE")
    if _is_dataset(scene, token, start, region) or _is_data(scene, name, start, region):
        return scene.cleared(token_start, token_end, "LA-CLEAR-DATASET")
    if name.size_b is None and _is_visited(scene, start, region):
        return scene.cleared(token_start, token_end, "LA-CLEAR-FILE")
    if _is_identifier(scene, token_start, token_end, name):
        return scene.cleared(token_start, token_end, "LA-CLEAR-IDENTIFIER")
    if role is Role.SAID:
        return _said(scene, reading, region)
    chain = scene.links(start, region)
    place = _place(scene, start, region, chain)
    if not place and name.size_b is None and _is_folder(scene, start, end):
        return scene.cleared(start, end, "LA-CLEAR-FILE")
    if name.size_b is None and _is_template(scene, name, chain):
        return scene.cleared(start, end, "LA-CLEAR-SLUG")
    bare = name.bare or is_vague(name, scene.view.text[start:end])
    if bare and not name.bare and not place and _is_slug(scene, reading, token, region, chain):
        return scene.cleared(start, end, "LA-CLEAR-SLUG")
    if name.bare and not place:
        place = _llama_key(scene, name, chain)
    if bare and not place:
        place = scene.python_place(start, region)
    if bare and (not place or _is_said_within(scene, reading, region)):
        return _bare(scene, reading, region)
    if not place and _is_slug(scene, reading, token, region, chain):
        return scene.cleared(start, end, "LA-CLEAR-SLUG")
    return _named(scene, reading, place)


def _is_said_within(scene: Scene, reading: Reading, region: Region) -> bool:
    """True for the `Nemotron` of `name = "Nemotron Cascade 2"`: some word of a value that names another."""
    if reading.name.name_class is not NameClass.DERIVATIVE or not _has_words_beside(scene, reading, region):
        return False
    return not is_command_model(command_words(scene.view, reading.start, region), scene.kit.tables.places)


def _has_words_beside(scene: Scene, reading: Reading, region: Region) -> bool:
    """True where a value has further words; in a string a blank beside shows it."""
    if region.kind is RegionKind.STRING:
        return _is_beside_blank(scene, reading.start, reading.end)
    text = scene.view.text
    before, behind = max(0, reading.start - 4), reading.end
    return scene.view.language.mode == "keyvalue" and (
        _MORE_BEFORE.search(text, before, reading.start) is not None
        or _MORE_BEHIND.match(text, behind) is not None
    )


def _is_identifier(scene: Scene, start: int, end: int, name: ModelName) -> bool:
    """True for a module, a class (`Llava15ChatHandler`), a program's own option (`--llama3-mode`), or the
    name of a setting (`quarkus.gpu-llama3.chat-model.enabled`).
    """
    token = scene.view.text[start:end]
    if is_unlisted(name):
        own = _MARKUP.split(token)[-1]
        if _PROPERTY.fullmatch(own) is not None:
            return True
        if own.isidentifier() and any(form.match(own) for form in _OWN_FORMS):
            return True
    if _QUALIFIED.fullmatch(token) is not None:
        return True
    if name.size_b is not None:
        return False
    is_class = token.isidentifier() and token.endswith(scene.kit.tables.class_tails)
    is_option = scene.view.text[max(0, start - 2) : start] == "--"
    return is_class or is_option or _MODULE.fullmatch(token) is not None


def _is_visited(scene: Scene, start: int, region: Region) -> bool:
    """True for `cd llama2-c`: the command takes a folder or file."""
    words = command_words(scene.view, start, region)[-1:]
    return not scene.kit.tables.places.folder_commands.isdisjoint(words)


def _is_template(scene: Scene, name: ModelName, chain: list[Link]) -> bool:
    """True for `conv_mode = "vicuna_v1"`: a way to write prompts, called after weights made from Llama."""
    keys = scene.kit.tables.prompt_format_keys
    first = chain[0] if chain else Link()
    asked = first.key.lower() in keys or _makes_template(first.call)
    return asked and name.name_class is NameClass.DERIVATIVE


def _makes_template(call: str) -> bool:
    """True for `register_template(name=…)`, `Conversation(name=…)`."""
    return not _TEMPLATE_CALLS.isdisjoint(words_of(call))


def _is_folder(scene: Scene, start: int, end: int) -> bool:
    """True for one part of a longer path: `examples/llama-3/`."""
    text = scene.view.text
    whole = cut_token(scene, start)
    if "/" in text[start:end] or (start, end) == narrowed(scene, start, *whole) != whole:
        return False
    return text[start - 1 : start] == "/" or text[end : end + 1] == "/"


def _named(scene: Scene, reading: Reading, place: str, *, is_said: bool = False) -> Mark:
    """`is_said` tells code that a comment shows: nothing runs there."""
    name = _told_by_command(scene, reading.name, place)
    number = "003" if is_said else "002" if name.bare else "001"
    why = f"{place[:1].upper()}{place[1:]} names it. {name.why}" if place and name.bare else name.why
    sure = Confidence.MEDIUM if name.bare else Confidence.HIGH
    return scene.naming(
        reading.start, reading.end, kind_of(name), rule_of(name, number), why.strip(), name, sure
    )


def _told_by_command(scene: Scene, name: ModelName, place: str) -> ModelName:
    """The name with the runtime that its command belongs to: `ollama run llama2` runs at Ollama."""
    hosts = scene.kit.tables.places.command_hosts
    words = place.split()[2:] if place.startswith(COMMAND) else []
    host = next((hosts[word] for word in words if word in hosts), None)
    return replace(name, provider=name.provider or host)


def _place(scene: Scene, start: int, region: Region, chain: list[Link]) -> str:
    """Why the place names a model, in words; empty when it does not."""
    return model_place(scene.view, start, region, chain, scene.kit.tables)


def _bare(scene: Scene, reading: Reading, region: Region) -> Mark:
    """A bare word whose own place says nothing: its neighbours, or the sentence it stands in, may."""
    start, end, name = reading.start, reading.end, reading.name
    places = scene.kit.tables.places
    word = scene.view.text[start:end].lower()
    keys = [link.key for link in scene.links(start, region)]
    around_it = [key for key in keys if key and key.lower() != word][:2]
    if any(stops(key, places) for key in around_it) or is_ordinal(name, word):
        return scene.cleared(start, end, "LA-CLEAR-BARE")
    words = places.sibling_words
    beside, looped_over = siblings(scene.view, region), looped(scene.view, start)
    is_alone = name.name_class is NameClass.MODEL or not _has_words_beside(scene, reading, region)
    if (is_alone and _is_listed_with(beside, words, 2)) or _is_listed_with(looped_over, words, 2):
        return _named(scene, reading, "the list of models it stands in")
    low, high = sentence_span(scene, start, region)
    around = scene.view.text[low:start] + scene.view.text[end:high]
    is_text = _WORDS.search(around) is not None and _is_beside_blank(scene, start, end)
    is_said = region.kind is RegionKind.STRING or _is_printed(scene, start)
    if name.name_class is NameClass.MODEL and is_said and is_text:
        return _said(scene, reading, region)
    return scene.cleared(start, end, "LA-CLEAR-BARE")


def _is_listed_with(others: list[str], model_words: tuple[str, ...], least: int) -> bool:
    """True where so many others of a list bear words of models' names."""
    near = [other.lower() for other in others if len(other) < 60]
    return sum(any(part in other for part in model_words) for other in near) >= least


def _is_printed(scene: Scene, start: int) -> bool:
    """True for a sentence among the commands of a document: what a program printed."""
    line = scene.view.line(start)
    is_sentence = len(_PLAIN_WORDS.findall(line)) >= _SENTENCE_WORDS and _SHELL_MARKS.search(line) is None
    return is_sentence and scene.view.quoted and scene.view.text[start].isupper()


def _is_beside_blank(scene: Scene, start: int, end: int) -> bool:
    return scene.view.text[start - 1 : start].isspace() or scene.view.text[end : end + 1].isspace()


def _said(scene: Scene, reading: Reading, region: Region) -> Mark:
    """A word in prose or a comment: a version or a size must be named, or a command or key must take it."""
    start, end, name = reading.start, reading.end, reading.name
    place = is_command_model(command_words(scene.view, start, region), scene.kit.tables.places)
    if not place and region.kind in (RegionKind.COMMENT, RegionKind.STRING):
        place = _key_said(scene, start, region)
    if place:
        return _named(scene, reading, place, is_said=region.kind is RegionKind.COMMENT)
    if is_vague(name, scene.view.text[start:end]):
        return scene.cleared(start, end, "LA-CLEAR-PROSE")
    if name.size_b is None and _is_folder(scene, start, end):
        return scene.cleared(start, end, "LA-CLEAR-FILE")
    where = "A comment" if region.kind is RegionKind.COMMENT else "Text"
    why = f"{where} names {name.model or name.family}. {name.why}"
    return scene.naming(start, end, kind_of(name), rule_of(name, "003"), why.strip(), name, Confidence.MEDIUM)


def _key_said(scene: Scene, start: int, region: Region) -> str:
    """The key before a word in code that a comment or documentation shows: `/// model: 'llava'`."""
    key = next((link.key for link in scene.links(start, region)), "")
    is_quoted = scene.view.text[start - 1 : start] in ("'", '"')
    return f"the key {key}" if is_quoted and names_model(key, scene.kit.tables.places) else ""


def _is_dataset(scene: Scene, token: str, start: int, region: Region) -> bool:
    """True where a data set is named rather than a model."""
    table = scene.kit.tables.datasets
    own = "/".join(token.split("/")[-2:])
    if token in table.exact or any(word in own for word in table.name_words):
        return True
    chain = scene.links(start, region)
    key = chain[0].key if chain else ""
    if _DATA_WORDS & set(words_of(key)) and not names_model(key, scene.kit.tables.places):
        return True
    words = command_words(scene.view, start, region)
    return bool(
        (words and words[-1].lower() in table.keys and words[-1].startswith("--"))
        or any(link.call.rpartition(".")[2].lower() in table.calls for link in chain[:1])
        or (key.lower() in table.keys and "/" not in token)
    )


def _is_data(scene: Scene, name: ModelName, start: int, region: Region) -> bool:
    """True where the keys around lead to data before they lead to a model: `datasets: - path: …`."""
    if name.name_class is NameClass.MODEL:
        return False
    for link in scene.links(start, region)[:3]:
        if names_model(link.key, scene.kit.tables.places):
            return False
        if link.key.lower() in scene.kit.tables.datasets.keys:
            return True
    return False


def _llama_key(scene: Scene, name: ModelName, chain: list[Link]) -> str:
    """`llama_version == "Llama-2"`: the key says Llama, the value which."""
    key = chain[0].key if chain else ""
    is_llama = name.name_class is NameClass.MODEL and "llama" in words_of(key)
    return f"the name {key}" if is_llama and not stops(key, scene.kit.tables.places) else ""


def _is_listed(scene: Scene, name: ModelName, chain: list[Link]) -> bool:
    """True for the `name` of an entry that bears a model's full name and is no object of an orchestrator."""
    keys = [link.key.lower() for link in chain[:2]]
    objects = scene.kit.tables.places.object_words
    is_object = not objects.isdisjoint(keys[1:]) or scene.view.language.name in ("terraform", "dockerfile")
    is_known = name.size_b is not None and not is_unlisted(name)
    is_full = name.name_class is NameClass.MODEL or is_known
    return keys[:1] == ["name"] and is_full and not is_object and not _makes_template(chain[0].call)


def _is_fetched(scene: Scene, reading: Reading, token: str, words: list[str]) -> bool:
    """True for `curl -o Llama-3-8B.gguf …`: what is written there are weights from elsewhere."""
    fetches = not scene.kit.tables.places.fetchers.isdisjoint(words)
    return fetches and token.endswith(scene.kit.tables.weights_suffixes) and not is_unlisted(reading.name)


def _is_slug(scene: Scene, reading: Reading, token: str, region: Region, chain: list[Link]) -> bool:
    """True where somebody's own thing is called after a model: a container, a run, an output folder."""
    keys = scene.kit.tables.places.slug_keys
    if _is_listed(scene, reading.name, chain):
        return False
    words = command_words(scene.view, reading.start, region)
    if words and words[-1] in keys and words[-1].startswith("-"):
        return not _is_fetched(scene, reading, token, words)
    if chain and scene.kit.tables.places.slug_words & set(words_of(chain[0].key)):
        return True
    if token.partition("/")[0] in scene.kit.tables.places.object_words and "/" in token:
        return True
    if chain and chain[0].key.lower() == "image" and "/" not in token:
        return True  # a registry's own image has its publisher before it
    if ":" in token or ("/" in token and not token.startswith(("/", ".", "~"))):
        return False
    if token.endswith(scene.kit.tables.weights_suffixes):
        return False
    return (
        bool(chain)
        and chain[0].key.lower() in keys
        and (is_unlisted(reading.name) or scene.view.language.mode in ("keyvalue", "shell", "code"))
    )
