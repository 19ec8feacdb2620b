"""The grammar of names: any provider's spelling of a model in, one `ModelName` out."""

from advisor.names.namer import Namer

__all__ = ["Namer"]
