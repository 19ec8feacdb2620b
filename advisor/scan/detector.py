"""What the engine asks of the detectors, and the one set of detectors the product has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from advisor.core.kinds import Context
from advisor.scan.document import Document
from advisor.scan.inspection import HintDraft, Inspection
from advisor.scan.links.values import Lookup, Sighting


class Sight(Protocol):
    """Looks through texts for names."""

    @property
    def needles(self) -> Sequence[bytes]:
        """ASCII strings, found letter by letter; a text without any of them holds no name."""

    def wants(self, path: str) -> bool:
        """True for a file that could read one of the names."""

    def look(self, document: Document, hits: Sequence[int]) -> list[Sighting]:
        """The places in a text that read a name; `hits` are the sorted offsets of needles."""

    def hints(self, document: Document, context: Context) -> list[HintDraft]:
        """Facts about needs in a text that reads a name."""


class Detector(Protocol):
    """Judges texts and names. Has no I/O, no clock and no memory of earlier files."""

    @property
    def needles(self) -> Sequence[bytes]:
        """Lower-case ASCII strings; a file without any of them is not inspected unless wanted."""

    def wants(self, path: str) -> bool:
        """True for a file that is inspected even without a needle in it (manifests)."""

    def in_text(self, document: Document, hits: Sequence[int]) -> Inspection:
        """What stands in a text; `hits` are the sorted offsets of needles."""

    def in_name(self, path: str, head: bytes | None) -> Inspection:
        """What a file's name, and the head of a weights file, say."""

    def sight(self, lookup: Lookup) -> Sight:
        """What looks through texts for names that findings are bound to."""

    def context(self, path: str) -> Context:
        """The part of the project a file belongs to."""
