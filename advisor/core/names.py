"""What a name means: the value that the grammar in `advisor.names` yields."""

from __future__ import annotations

from dataclasses import dataclass

from advisor.core.kinds import Confidence, NameClass


@dataclass(frozen=True, slots=True)
class ModelName:
    """One spelling of a model, read.

    For a neutral name only `written`, `name_class`, `why` and `rule` carry meaning.
    """

    written: str
    """The spelling as it was given."""
    name_class: NameClass
    """Whether it names Llama weights, weights made from them, or neither."""
    model: str | None = None
    """Canonical lower-case name, `llama-3.1-8b-instruct`; a derivative's own name, `vicuna-13b`."""
    family: str | None = None
    """`llama-1` … `llama-4`, `code-llama`, `llama-guard-1` …, `prompt-guard-1` …; null if unknown."""
    size_b: float | None = None
    """Parameters in thousands of millions as the name tells them; null when it does not."""
    variant: str | None = None
    """`instruct`, `chat`, `base`, `vision`, `scout`, `maverick`, `python` … or null."""
    modality: str | None = None
    """`text` or `text+image` where the name or its family tells; else null."""
    quantisation: str | None = None
    """`q4_k_m`, `awq`, `fp8` … as written in the name, lower-case; else null."""
    provider: str | None = None
    """Slug of the host or hub whose spelling this is (`groq`, `aws-bedrock`, `huggingface`,
    `ollama` …); null when the spelling belongs to nobody in particular."""
    organisation: str | None = None
    """The publisher part of a hub id, as written; else null."""
    made_from: str | None = None
    """For a derivative: canonical name or family of the Llama it was made from; else null."""
    evidence: Confidence = Confidence.HIGH
    """How sure the reading is. A derivative known only by name or recall is `low`."""
    on_hub: bool = False
    """True where the catalog knows a hub repository that is called so."""
    bare: bool = False
    """True for a word that names a model only where its place says so (`llama3`, `vicuna`)."""
    rule: str = ""
    """Stable id of the rule of the grammar that decided, e.g. `LA-NAME-HUB`."""
    why: str = ""
    """One sentence for a person: why it was read so."""
    origin: str | None = None
    """`overlay acme.toml` where a row of that file decided; null: the bundled catalog or the grammar."""

    @property
    def is_llama(self) -> bool:
        """True when the name means Llama weights or weights made from them."""
        return self.name_class is not NameClass.NEUTRAL
