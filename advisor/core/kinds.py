"""The closed vocabularies of the product: kinds, contexts, statuses, phases, skip reasons.

Members are strings, so they print, compare and serialise as the words the reports use.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a finding is."""

    MODEL = "model"
    """Names Meta Llama weights, hosted or local, in any provider's spelling."""
    DERIVATIVE = "derivative"
    """Names weights that others made from Llama weights."""
    PACKAGE = "package"
    """A declared or imported package of Meta's Llama stack."""
    API = "api"
    """A `Llama*` architecture or tokenizer class, or Meta's own code."""
    PROMPT = "prompt"
    """A hand-written Llama prompt format or special token."""
    ENDPOINT = "endpoint"
    """Meta's own Llama API: base URL, key variable, client."""
    ARTIFACT = "artifact"
    """A file that is, or describes, Llama weights or an adapter on them."""
    LICENCE = "licence"
    """A Llama licence text, notice, acceptable-use policy or "Built with Llama" line."""


class Context(StrEnum):
    """What part of the project a file belongs to."""

    PRODUCTION = "production"
    CONFIG = "config"
    INFRA = "infra"
    TEST = "test"
    DOCS = "docs"
    NOTEBOOK = "notebook"
    DATA = "data"
    VENDORED = "vendored"


class Confidence(StrEnum):
    """How sure a finding is: as sure as the less sure of its two halves, what is written and where it stands.

    **High.** What is written can mean nothing else, and it stands where a program reads it: a value, an
    option, an import, an address, the line of a Modelfile or adapter, the header or name of a weights
    file. Special tokens, hosts, packages and licence texts count as high wherever they stand.

    **Medium.** One half leaves a doubt. The place: prose, a comment, or a single word of text. The
    writing: a short name that only its place makes a model's (`llama3`, `vicuna`); weights whose base the
    catalog infers; a class or client that the file does not import from a library that is known; an
    architecture named in a configuration; `[INST]` where nobody's model is named.

    **Low.** The name alone says that the weights were made from Llama: no row of the catalog knows it, or
    the row rests on the name or on memory. Such a finding raises a question, never a duty.
    """

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Status(StrEnum):
    """What is true of a finding or dependency as of a date."""

    DEAD = "dead"
    ENDS = "ends"
    SERVED = "served"
    YOURS = "yours"
    UNKNOWN = "unknown"


class NameClass(StrEnum):
    """What a name means where a model is named."""

    MODEL = "model"
    DERIVATIVE = "derivative"
    NEUTRAL = "neutral"


class Phase(StrEnum):
    """The phases of a migration, in working order."""

    DECIDE = "decide"
    PREPARE = "prepare"
    REPLACE = "replace"
    VERIFY = "verify"
    RELEASE = "release"
    CLEAN_UP = "clean-up"


class TaskState(StrEnum):
    """Where a task of the checklist stands."""

    OPEN = "open"
    DONE = "done"
    WONT_DO = "won't do"


class Level(StrEnum):
    """A grade of risk, likelihood or impact: the five words of NIST SP 800-30 Rev. 1, mildest first."""

    VERY_LOW = "very low"
    LOW = "low"
    MEDIUM = "medium"
    """The publication says "moderate"."""
    HIGH = "high"
    VERY_HIGH = "very high"


class SkipReason(StrEnum):
    """Why something was not read, or not read to its end."""

    PRUNED = "pruned folder"
    LINK = "symbolic link"
    SPECIAL = "special file"
    BINARY = "binary file"
    ARCHIVE = "archive"
    MEDIA = "media file"
    WEIGHTS = "weights file, known by name and header only"
    UNREADABLE = "cannot be read"
    VANISHED = "vanished during the scan"
    CHANGED = "changed while reading"
    TOO_LARGE = "larger than the text limit"
    PARSE_LIMIT = "larger than the limit for structured reading"
    NOT_PARSED = "not well-formed, read as plain text"
    NOT_FOLLOWED = "an include that is not followed"
    FINDINGS_CAP = "too many findings in the file"
    SCAN_CAP = "too many findings in the scan"
    LINKS_CAP = "too many names to follow"
    TIME_OUT = "took too long"
    WORKER_DIED = "the worker process died"
    ERROR = "internal error"
    OWN_OUTPUT = "a report of Llama Advisor"
    OWN_SETTINGS = "the project's settings for Llama Advisor"
    CANCELLED = "not reached before the scan was cancelled"

    @property
    def incomplete(self) -> bool:
        """True where a text, manifest or artifact file was not fully read: what `--strict` counts.

        Limits, errors, time-outs, dead workers. A file that is not well-formed was read, as plain text.
        """
        return self in _INCOMPLETE


_INCOMPLETE = frozenset(
    {
        SkipReason.UNREADABLE,
        SkipReason.VANISHED,
        SkipReason.CHANGED,
        SkipReason.TOO_LARGE,
        SkipReason.PARSE_LIMIT,
        SkipReason.FINDINGS_CAP,
        SkipReason.SCAN_CAP,
        SkipReason.TIME_OUT,
        SkipReason.WORKER_DIED,
        SkipReason.ERROR,
        SkipReason.CANCELLED,
    }
)
