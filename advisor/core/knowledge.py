"""The rows of the catalog as every room sees them: facts with a source and the day it was read.

A field that was not checked is None and stands in the row's `not_checked`; nothing is guessed.
Reading, checking and indexing the files is the work of `advisor.catalog`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as fresh
from datetime import date

from advisor.core.overlay import OverlayStamp


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact stands and the day it was read there."""

    ref: str
    """A web address, or a repository and path."""
    read_on: date


@dataclass(frozen=True, slots=True)
class LlamaModel:
    """One official Llama checkpoint."""

    id: str
    """Canonical lower-case name: `llama-3.1-8b-instruct`."""
    name: str
    family: str
    size_b: float | None
    active_b: float | None
    variant: str | None
    modality: str | None
    context_tokens: int | None
    released: date | None
    licence: str | None
    """Slug of a row of the licences."""
    repos: tuple[str, ...]
    """Official hub ids, today's first, old names after."""
    sources: tuple[Source, ...]
    not_checked: tuple[str, ...] = ()
    note: str | None = None
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class Derivative:
    """A pattern of names of weights made from Llama, or a trap that must not match."""

    id: str
    pattern: str
    """A glob over the name, case ignored: `*`, `{a,b}`; no regular expression."""
    organisation: str | None
    relation: str
    """`finetune`, `merge`, `quantisation`, `adapter`, `pruned`, `distillation`, `mirror` … or `trap`."""
    llama_weights: bool
    family: str | None
    """The Llama family it was made from; None when not known."""
    base: str | None
    """Canonical name of the base model where the source tells it."""
    licence: str | None
    """Slug of the licence that follows the weights, whatever their tag says."""
    evidence: str
    """`seen`, `base inferred`, `id_seen`, `name` or `recall`; the last two raise questions only."""
    modality: str | None
    sources: tuple[Source, ...]
    not_checked: tuple[str, ...] = ()
    note: str | None = None
    more_licences: tuple[str, ...] = ()
    """Slugs of licences that apply besides the one that follows the weights."""
    declared: str | None = None
    """The licence its publisher's tag declares, where that was seen."""
    conflict: str | None = None
    """How the declared licence contradicts the one that follows."""
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class Score:
    """A benchmark figure with the conditions it was made under."""

    name: str
    value: float
    unit: str
    conditions: str | None
    reported_by: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class AttentionGroup:
    """Layers of one attention kind, for the size of the KV cache."""

    type: str
    """`full`, `sliding`, `linear` or `mla`."""
    layers: int
    window: int | None
    kv_heads: int | None = None
    """Of this group, where it differs from the checkpoint's."""
    head_dim: int | None = None
    own_cache_layers: int | None = None
    """Layers that hold a cache of their own; None: all (others reuse an earlier layer's)."""
    kv_lora_rank: int | None = None
    """`mla`: width of the cached latent."""
    qk_rope_head_dim: int | None = None
    """`mla`: width of the cached rotary key."""
    indexer_head_dim: int | None = None
    """Width of a sparse indexer's cached key; one key for each cached entry."""
    shared_key_value: bool = False
    """True where one vector serves as key and value, so that one is cached instead of two."""
    compress_ratio: int | None = None
    """`full`: one cached entry for so many tokens."""
    also_window: int | None = None
    """`full` with `compress_ratio`: uncompressed tokens kept besides."""
    num_value_heads: int | None = None
    """`linear`: heads of the fixed state (Mamba-2: heads)."""
    key_head_dim: int | None = None
    """`linear`: rows of one head's state (Mamba-2: state size)."""
    value_head_dim: int | None = None
    """`linear`: columns of one head's state (Mamba-2: head size)."""


@dataclass(frozen=True, slots=True)
class MemoryFigures:
    """What the KV cache of a checkpoint needs, per its published configuration."""

    hf_repo: str
    layers: int | None
    kv_heads: int | None
    head_dim: int | None
    attention: tuple[AttentionGroup, ...]
    vocab_size: int | None
    sources: tuple[Source, ...]
    not_checked: tuple[str, ...] = ()
    derived: tuple[str, ...] = ()
    """Figures that are arithmetic on other published ones, not readings."""
    note: str | None = None
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """One open-weight checkpoint to move to."""

    id: str
    name: str
    vendor: str
    hf_repo: str
    released: date | None
    """None hides it before `read_on` of its first source (design: verdict rules)."""
    licence: str | None
    """Slug of the licence of this very checkpoint; None makes it unrankable."""
    licence_class: str | None
    """`permissive`, `conditional` or `non-commercial`."""
    params_total_b: float | None
    params_active_b: float | None
    context_tokens: int | None
    context_note: str | None
    architecture: str | None
    tasks: tuple[str, ...]
    """`chat`, `code`, `vision`, `guard`, `embedding`, `reranker`, `edge`."""
    modalities_in: tuple[str, ...]
    modalities_out: tuple[str, ...]
    tool_calling: bool | None
    reasoning: str | None
    """`yes`, `no` or `hybrid`."""
    languages: tuple[str, ...] | None
    chat_template: str | None
    tool_parser: str | None
    """vLLM's `--tool-call-parser` value."""
    reasoning_parser: str | None
    vllm_min: str | None
    transformers_class: str | None
    transformers_min: str | None
    runtimes: tuple[str, ...]
    ollama_tag: str | None
    hosted_ids: Mapping[str, tuple[str, ...]]
    """Provider slug to the ids under which that host serves it, as of the sources' day."""
    replaces: tuple[str, ...]
    """Llama names that its source or its size class suggests it for."""
    scores: tuple[Score, ...]
    from_meta: bool
    rankable: bool
    """Licence, size, context, repository and date were all seen."""
    sources: tuple[Source, ...]
    not_checked: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    note: str | None = None
    released_precision: str = "day"
    """`day`, or `month`: then `released` is that month's last day."""
    licence_named: str | None = None
    """The licence's name as seen where no row of the licences has its text; terms not checked."""
    hosted_on: date | None = None
    """The day the hosted ids were read."""
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class LicenceDuty:
    """One duty, limit or grant of a licence, in plain words of our own."""

    id: str
    """Stable within the licence: `copy`, `notice`, `display`, `naming`, `threshold`, `geography`,
    `outputs`, `aup`, `termination`, `non-commercial` …"""
    text: str
    section: str | None
    when: str | None = None
    """What sets it off: `redistribution`, `any use`, `training on outputs` …"""


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as read: structured duties with sections. A reading of the text, not legal advice."""

    id: str
    name: str
    spdx: str | None
    licence_ref: str | None
    url: str | None
    version_date: str | None
    osi_approved: bool | None
    commercial_use: str | None
    """`yes`, `no` or `conditional`."""
    commercial_condition: str | None
    licence_class: str | None
    """`permissive`, `conditional` or `non-commercial`, from the text."""
    user_threshold: int | None
    threshold_unit: str | None
    notice_text: str | None
    display_text: str | None
    naming: str | None
    outputs_for_training: str | None
    geographic_limits: str | None
    aup_url: str | None
    aup_binding: str | None
    copyleft: bool | None
    duties: tuple[LicenceDuty, ...]
    evidence: str | None
    """`text` when the licence text itself was read."""
    sources: tuple[Source, ...]
    not_checked: tuple[str, ...] = ()
    note: str | None = None
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""
    ruling: str | None = None
    """What an overlay says of it: `refused by overlay acme.toml: …`; null: nothing."""


@dataclass(frozen=True, slots=True)
class LifecycleRow:
    """What one host says about one id."""

    provider: str
    model_id: str
    family: str | None
    status: str
    """`shutdown`, `deprecated`, `active` or `unknown`."""
    announced_on: date | None
    end_on: date | None
    no_later_than: date | None
    """Only known to be over by this day; never shown as the end."""
    tiers: tuple[str, ...]
    """The tiers the end holds for; empty: all."""
    replacements: tuple[str, ...]
    confidence: str | None
    source: Source
    note: str | None = None
    announced_by: date | None = None
    """Where the day of the announcement is not known: a day on which it had been announced."""
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""

    @property
    def id(self) -> str:
        """`provider/model_id`: how the row is named in messages and by `catalog show`."""
        return f"{self.provider}/{self.model_id}"


@dataclass(frozen=True, slots=True)
class Package:
    """A package of Meta's Llama stack, a neutral namesake, or a carrier of model ids."""

    ecosystem: str
    """`pypi`, `npm`, `go`, `crates`, `maven`, `nuget`, `docker`, `swift`, `binary`, `word`."""
    name: str
    imports: tuple[str, ...]
    package_class: str
    """`package`, `neutral`, `carrier`, `llama-specific` or `llama-model-image`."""
    provider: str | None
    """For a carrier bound to one host: that host's slug."""
    retired_on: date | None
    """The day the service it binds to was shut down."""
    successor: str | None
    sources: tuple[Source, ...]
    note: str | None = None
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""

    @property
    def id(self) -> str:
        """`ecosystem/name`: how the row is named in messages and by `catalog show`."""
        return f"{self.ecosystem}/{self.name}"


@dataclass(frozen=True, slots=True)
class Provider:
    """Who serves or hands out models: what it is called and how its use shows in a project."""

    id: str
    """The slug that lifecycle rows, names and hosted ids use."""
    name: str
    kind: str
    """`host`: an id can end there; `hub`: hands out weights; `local`: runs on the user's machine."""
    aliases: tuple[str, ...]
    """Other slugs under which libraries and catalogs know it."""
    prefixes: tuple[str, ...]
    """What client libraries put before an id: `groq/`, `bedrock/converse/`."""
    hosts: tuple[str, ...]
    """Host names of its base URLs; `*` stands for one or more labels."""
    keys: tuple[str, ...]
    """Environment variables that hold its key or account and belong to it alone."""
    packages: tuple[str, ...]
    """`ecosystem/name` of packages that talk to it alone."""
    sources: tuple[Source, ...]
    retired_on: date | None = None
    """The day the whole service was shut down; null: no such day is known."""
    not_checked: tuple[str, ...] = ()
    note: str | None = None
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class OutlookEvent:
    """A dated event of the Llama and Muse lines."""

    id: str
    on: date
    title: str
    text: str
    kind: str
    """`release`, `proprietary`, `open-weights`, `shutdown`, `rename` or `notice`."""
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a rule of detection or clearing is called and means, for reports and its page."""

    id: str
    kind: str
    """A finding kind, or `cleared`."""
    title: str
    why: str
    action: str | None = None
    example: str | None = None
    mention: bool = False
    """True where people read a name and nothing runs: prose, a comment, a sentence."""
    origin: str | None = None
    """`overlay acme.toml` where that file has the row or changed it; null: the bundled catalog's own."""


@dataclass(frozen=True, slots=True)
class CatalogStamp:
    """Which catalog was used."""

    version: str
    as_of: date
    digest: str
    """SHA-256 over the resource files, first 12 hex digits."""
    modified: bool = False
    """True when files differ from their seal; they were checked in full."""
    overlays: tuple[OverlayStamp, ...] = ()
    """What was laid over it, in this order; checked in full likewise, and part of the digest."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something `catalog check` has to say about one row of one file."""

    file: str
    row: str
    message: str
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many values of a field are sourced and how many are null."""

    file: str
    field: str
    sourced: int
    null: int
    extra: Mapping[str, int] = fresh(default_factory=dict)
