"""The grammar of names: any provider's spelling of a model in, its meaning out.

**What it finds.** Line, version, size, variant, quantisation, publisher and host, read from the words of a
spelling: hub ids, hosts' ids and resource names, Ollama tags, file names, names in a sentence. A row of the
catalog goes before the grammar for weights that others made from Llama, and for look-alikes that are not.
Each reading is decided by one of the rules below.

**Why it matters.** Every host and publisher spells the same weights in its own way, and new ones keep
coming; a list of spellings would miss all that it was not written for.

**What to do.** Ask `llama-advisor identify NAME`; it says the reason. The rule decides the kind of a
finding, its model, and how sure it is; a reading that names nothing ends in the ledger, under one of the
rules for [what was cleared](cleared.md).

**Example.** `us.meta.llama3-3-70b-instruct-v1:0` is `llama-3.3-70b-instruct` at Amazon Bedrock.

**Namesakes.** Programs and projects (`llama.cpp`), weights of their own (TinyLlama, OpenLLaMA), data sets
(`tatsu-lab/alpaca`), sizes and versions that no Llama has.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from advisor.names.namer import Namer

if TYPE_CHECKING:
    from advisor.catalog import Catalog

__all__ = ["Namer", "namer_of"]


@lru_cache(maxsize=2)
def namer_of(catalog: Catalog) -> Namer:
    """The grammar over a catalog, built once for all who read names by it."""
    return Namer(catalog)
