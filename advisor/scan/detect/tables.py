"""The detectors' tables, read once from `resources/detection.json` and `resources/hints.json`.

Only shapes are checked here; the full check against the schemas is the catalog's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

_WORDS = re.compile(r"[A-Z]{2,120}(?![a-z])|[A-Z]?[a-z]{1,120}|\d{1,120}|[A-Z]")


def words_of(name: str) -> list[str]:
    """The lower-case words of an identifier: `baseModelId` and `BASE_MODEL_ID` are the same three."""
    return [word.lower() for word in _WORDS.findall(name[-120:])]


def lowered(values: Iterable[str]) -> frozenset[str]:
    """A set for look-ups that ignore case."""
    return frozenset(value.lower() for value in values)


def globs(patterns: Iterable[str]) -> re.Pattern[str]:
    """One pattern for several file-name globs, case ignored; it matches nothing when there are none."""
    return re.compile("|".join(translate(pattern.lower()) for pattern in patterns) or r"(?!)")


@dataclass(frozen=True, slots=True)
class SpecialToken:
    """A literal of a Llama prompt format."""

    text: str
    family: str
    role: str
    """`opens` is a finding by itself; `closes` only beside an opening one; `shared` is others' too;
    `together` counts only in a file that holds all of `beside`.
    """
    beside: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    """Words of other makers whose formats have it, too."""


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Words that merely contain a needle, and the rule that clears them."""

    rule: str
    starts: tuple[str, ...]
    contains: tuple[str, ...]
    exceptions: tuple[str, ...]

    def covers(self, token: str) -> bool:
        """True where a lower-case token is one of these."""
        if any(word in token for word in self.exceptions):
            return False
        return token.startswith(self.starts) or any(word in token for word in self.contains)


@dataclass(frozen=True, slots=True)
class Places:
    """What tells that a place names a model."""

    model_words: frozenset[str]
    model_keys: frozenset[str]
    stop_words: frozenset[str]
    wrappers: frozenset[str]
    calls: frozenset[str]
    options: frozenset[str]
    option_blockers: frozenset[str]
    commands: tuple[tuple[str, ...], ...]
    command_hosts: Mapping[str, str]
    """Whose runtime or hub the first word of a command is."""
    slug_keys: frozenset[str]
    slug_words: frozenset[str]
    object_words: frozenset[str]
    """Kinds of objects of an orchestrator, as keys around a name or before its slash."""
    folder_commands: frozenset[str]
    fetchers: frozenset[str]
    """Commands that write what they fetch under a name that an option tells."""
    name_bodies: tuple[str, ...]
    """Paths of an API whose requests name a model under `name`."""
    sibling_words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Datasets:
    """What tells that a place names data."""

    keys: frozenset[str]
    calls: frozenset[str]
    name_words: tuple[str, ...]
    exact: frozenset[str]


@dataclass(frozen=True, slots=True)
class Hub:
    """A site whose addresses name models."""

    host: str
    least: int
    """Parts of an address that name a model; fewer lead to an organisation."""
    skip: frozenset[str]
    api: tuple[str, ...]
    provider: str | None = None
    """Whose runtime pulls models from there; None where weights go anywhere."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Meta's own Llama API, and what is not it."""

    hosts: tuple[str, ...]
    other_hosts: tuple[str, ...]
    rival_hosts: tuple[str, ...]
    """Hosts of others whose users keep their key in a variable of the same name."""
    key_variables: frozenset[str]
    other_key_variables: frozenset[str]
    clients: frozenset[str]
    provider: str


@dataclass(frozen=True, slots=True)
class Api:
    """Class names, modules and repositories of the Llama architecture and of Meta's code."""

    sure: re.Pattern[str]
    open: re.Pattern[str]
    sources: frozenset[str]
    modules: tuple[str, ...]
    reference_module: str
    reference_names: frozenset[str]
    """What Meta's reference code offers under its short module name, which others may use as well."""
    neutral_sources: frozenset[str]
    repositories: frozenset[str]
    fetch_words: frozenset[str]
    clients: frozenset[str]
    architecture_keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class LicenceWords:
    """Phrases, addresses and keys that mark a Llama licence."""

    phrases: re.Pattern[str]
    telling: frozenset[str]
    """One rare word of each phrase: without any of them no phrase stands in a text."""
    addresses: tuple[str, ...]
    pages: tuple[str, ...]
    """Addresses that lead to a licence only where the line speaks of one."""
    keys: frozenset[str]
    values: frozenset[str]
    file_words: tuple[str, ...]
    title_words: tuple[str, ...]
    text_words: tuple[str, ...]
    """What stands in a licence's own text and in no mention of it."""


@dataclass(frozen=True, slots=True)
class Artifacts:
    """Files that are, or describe, weights."""

    adapter_files: frozenset[str]
    adapter_keys: frozenset[str]
    config_files: frozenset[str]
    config_keys: frozenset[str]
    modelfile_words: frozenset[str]
    gguf_keys: tuple[str, ...]
    llama_architectures: frozenset[str]
    safetensors_keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Installer:
    """A command whose words are packages."""

    words: tuple[str, ...]
    ecosystem: str


@dataclass(frozen=True, slots=True)
class ContextRow:
    """Folders, names and extensions that tell a context."""

    folders: frozenset[str]
    names: re.Pattern[str]
    extensions: frozenset[str]
    within: frozenset[str]
    """Extensions that the folders hold for; empty: all."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything the detectors look up."""

    common_words: frozenset[str]
    tokens: Mapping[str, SpecialToken]
    token_pattern: re.Pattern[str]
    llama_prompt_words: tuple[str, ...]
    other_prompt_words: tuple[str, ...]
    prompt_format_keys: frozenset[str]
    api: Api
    endpoints: Endpoints
    licence: LicenceWords
    namesakes: tuple[Namesakes, ...]
    source_suffixes: frozenset[str]
    weights_suffixes: tuple[str, ...]
    """How files of weights end."""
    class_tails: tuple[str, ...]
    datasets: Datasets
    places: Places
    hubs: tuple[Hub, ...]
    code_hosts: tuple[str, ...]
    api_parts: frozenset[str]
    """Parts of an address that lead to a service, not to a page."""
    page_hosts: tuple[str, ...]
    artifacts: Artifacts
    installers: tuple[Installer, ...]
    install_words: frozenset[str]
    """The last words of the installers: `install`, `add` …"""
    prose_keys: frozenset[str]
    """Keys of a manifest whose value is text for people."""
    own_name_keys: frozenset[str]
    import_ecosystems: Mapping[str, str]
    contexts: Mapping[str, ContextRow]
    context_order: tuple[str, ...]


def _tokens(rows: Sequence[Mapping[str, Any]]) -> tuple[dict[str, SpecialToken], re.Pattern[str]]:
    tokens = {
        row["text"]: SpecialToken(
            row["text"],
            row["family"],
            row["role"],
            tuple(row.get("beside", ())),
            tuple(row.get("also", ())),
        )
        for row in rows
    }
    longest = sorted(tokens, key=len, reverse=True)
    return tokens, re.compile("|".join(re.escape(text) for text in longest))


def _class_names(rows: Mapping[str, Any], tails: Sequence[str]) -> re.Pattern[str]:
    """Every prefix, stem and tail joined: a closed list of literals."""
    prefixes = "|".join(re.escape(word) for word in rows["prefixes"])
    stems = "|".join(re.escape(word) for word in sorted(rows["stems"], key=len, reverse=True))
    ends = "|".join(re.escape(word) for word in sorted(tails, key=len, reverse=True))
    return re.compile(f"(?:{prefixes})?(?:{stems})(?:{ends})")


def _api(rows: Mapping[str, Any]) -> Api:
    return Api(
        sure=_class_names(rows, rows["sure_tails"]),
        open=_class_names(rows, rows["open_tails"]),
        sources=lowered(rows["sources"]),
        modules=tuple(rows["modules"]),
        reference_module=rows["reference_module"],
        reference_names=frozenset(rows["reference_names"]),
        neutral_sources=lowered(rows["neutral_sources"]),
        repositories=lowered(rows["repositories"]),
        fetch_words=frozenset(rows["fetch_words"]),
        clients=frozenset(rows["clients"]),
        architecture_keys=lowered(rows["architecture_keys"]),
    )


def _phrase(text: str) -> str:
    """A licence phrase with any short run of blanks or marks between its words."""
    return r"[\s*_\"'()-]{1,6}".join(re.escape(word) for word in text.split())


def _telling(phrase: str) -> str:
    """The longest word of a phrase that is not Llama's name and version alone."""
    words = [word for word in phrase.split() if not word.startswith("llama") or "-" in word]
    return max(words, key=len)


def _licence(rows: Mapping[str, Any]) -> LicenceWords:
    phrases = sorted(rows["phrases"], key=len, reverse=True)
    return LicenceWords(
        phrases=re.compile(
            r"(?<![\w-])(?:" + "|".join(_phrase(text) for text in phrases) + ")", re.IGNORECASE
        ),
        telling=frozenset(_telling(text) for text in phrases),
        addresses=tuple(rows["addresses"]),
        pages=tuple(rows["pages"]),
        keys=lowered(rows["keys"]),
        values=lowered(rows["values"]),
        file_words=tuple(rows["file_words"]),
        title_words=tuple(rows["title_words"]),
        text_words=tuple(rows["text_words"]),
    )


def _places(rows: Mapping[str, Any]) -> Places:
    return Places(
        model_words=lowered(rows["model_words"]),
        model_keys=lowered(rows["model_keys"]),
        stop_words=lowered(rows["stop_words"]),
        wrappers=lowered(rows["wrappers"]),
        calls=lowered(rows["calls"]),
        options=frozenset(rows["options"]),
        option_blockers=frozenset(rows["option_blockers"]),
        commands=tuple(tuple(words) for words in rows["commands"]),
        command_hosts=dict(rows["command_hosts"]),
        slug_keys=lowered(rows["slug_keys"]),
        slug_words=lowered(rows["slug_words"]),
        object_words=lowered(rows["object_words"]),
        folder_commands=frozenset(rows["folder_commands"]),
        fetchers=frozenset(rows["fetchers"]),
        name_bodies=tuple(rows["name_bodies"]),
        sibling_words=tuple(rows["sibling_words"]),
    )


def _artifacts(rows: Mapping[str, Any]) -> Artifacts:
    return Artifacts(
        adapter_files=lowered(rows["adapter_files"]),
        adapter_keys=lowered(rows["adapter_keys"]),
        config_files=lowered(rows["config_files"]),
        config_keys=lowered(rows["config_keys"]),
        modelfile_words=frozenset(rows["modelfile_words"]),
        gguf_keys=tuple(rows["gguf_keys"]),
        llama_architectures=lowered(rows["llama_architectures"]),
        safetensors_keys=tuple(rows["safetensors_keys"]),
    )


def _endpoints(rows: Mapping[str, Any]) -> Endpoints:
    return Endpoints(
        hosts=tuple(rows["hosts"]),
        other_hosts=tuple(rows["other_hosts"]),
        rival_hosts=tuple(rows["rival_hosts"]),
        key_variables=frozenset(rows["key_variables"]),
        other_key_variables=frozenset(rows["other_key_variables"]),
        clients=frozenset(rows["clients"]),
        provider=rows["provider"],
    )


def _context(row: Mapping[str, Sequence[str]]) -> ContextRow:
    return ContextRow(
        lowered(row["folders"]),
        globs(row["names"]),
        lowered(row["extensions"]),
        lowered(row.get("within", ())),
    )


def build_tables(document: Mapping[str, Any]) -> Tables:
    """Turn the document `detection.json` into look-up tables.

    Args:
        document: the parsed file; its shape is held by `resources/schemas/detection.schema.json`.
    """
    tokens, pattern = _tokens(document["special_tokens"])
    datasets = document["datasets"]
    return Tables(
        common_words=frozenset(document["common_words"]),
        tokens=tokens,
        token_pattern=pattern,
        llama_prompt_words=tuple(document["shared_prompt_owners"]["llama"]),
        other_prompt_words=tuple(document["shared_prompt_owners"]["others"]),
        prompt_format_keys=lowered(document["prompt_format_keys"]),
        api=_api(document["api"]),
        endpoints=_endpoints(document["endpoints"]),
        licence=_licence(document["licence"]),
        namesakes=tuple(
            Namesakes(row["rule"], tuple(row["starts"]), tuple(row["contains"]), tuple(row.get("not", ())))
            for row in document["namesakes"]
        ),
        source_suffixes=lowered(document["source_suffixes"]),
        weights_suffixes=tuple(document["weights_suffixes"]),
        class_tails=tuple(document["class_tails"]),
        datasets=Datasets(
            lowered(datasets["keys"]),
            lowered(datasets["calls"]),
            tuple(word.lower() for word in datasets["name_words"]),
            lowered(datasets["exact"]),
        ),
        places=_places(document["places"]),
        hubs=tuple(
            Hub(
                row["host"],
                row["least"],
                frozenset(row["skip"]),
                tuple(row["api"]),
                row.get("provider"),
            )
            for row in document["hubs"]
        ),
        code_hosts=tuple(document["code_hosts"]),
        api_parts=lowered(document["api_parts"]),
        page_hosts=tuple(document["page_hosts"]),
        artifacts=_artifacts(document["artifacts"]),
        installers=tuple(Installer(tuple(row["words"]), row["ecosystem"]) for row in document["installers"]),
        install_words=frozenset(row["words"][-1] for row in document["installers"]),
        prose_keys=lowered(document["manifest_prose_keys"]),
        own_name_keys=lowered(document["manifest_own_name_keys"]),
        import_ecosystems={
            ext: row["ecosystem"] for row in document["imports"].values() for ext in row["extensions"]
        },
        contexts={name: _context(row) for name, row in document["contexts"].items()},
        context_order=tuple(document["context_order"]),
    )
