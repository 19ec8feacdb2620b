"""Use case: what model names mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from advisor.core.findings import JsonObject
from advisor.core.names import ModelName
from advisor.core.overlay import Overlay


def identify(names: Iterable[str], overlays: Sequence[Overlay] = ()) -> Iterator[JsonObject]:
    """One object for each name, in order, as if each stood where a model is named; see `as_object`."""
    from advisor.app.overlays import laid
    from advisor.names import Namer

    namer = Namer(laid(overlays))
    for name in names:
        yield as_object(name, namer.identify(name))


def as_object(name: str, meaning: ModelName) -> JsonObject:
    """The published form; `size_b` is null when the name does not tell it."""
    return {
        "name": name,
        "class": str(meaning.name_class),
        "model": meaning.model,
        "family": meaning.family,
        "size_b": meaning.size_b,
        "provider": meaning.provider,
        "why": meaning.why,
    }


def lines(chunks: Iterable[bytes]) -> Iterator[str]:
    """Names from raw lines: UTF-8 with bad bytes replaced, the line end off, nothing else touched."""
    for index, raw in enumerate(chunks):
        line = raw.removeprefix(b"\xef\xbb\xbf") if index == 0 else raw
        yield line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
