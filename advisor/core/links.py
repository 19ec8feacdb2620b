"""How a name carries a model from the line that spells it to the lines that read it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from advisor.core.kinds import Context


class LinkKind(StrEnum):
    """What kind of name leads from a finding to the place that reads it."""

    CONSTANT = "constant"
    """A name at the top of a module or class that other code reads or imports."""
    VARIABLE = "variable"
    """A name inside one function or block."""
    PARAMETER = "parameter"
    """The default of a function's parameter."""
    FIELD = "field"
    """An attribute of a class, a setting, an entry of a named table."""
    OPTION = "option"
    """A command-line option's default."""
    ENVIRONMENT = "environment variable"
    HELM = "Helm value"
    TERRAFORM = "Terraform variable"
    KEY = "configuration key"
    """A key of a configuration file that the code names."""
    FILE = "file"
    """A file or folder of weights, loaded by its path."""
    OLLAMA = "Ollama model"
    """What `ollama create` calls a Modelfile's model."""


@dataclass(frozen=True, slots=True)
class Use:
    """A line that reads what a finding defines; it need not spell a model itself."""

    path: str
    """Relative to the scanned folder, `/` as separator."""
    line: int
    """1-based."""
    name: str
    """The exact name that both places share."""
    how: LinkKind
    finding_id: str
    """The finding that spells the model."""
    context: Context
    """The part of the project the reading line belongs to."""
