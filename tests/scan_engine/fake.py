"""Small detectors for tests of the engine, and a worker that serves them: `python fake.py [MISCHIEF]`."""

from __future__ import annotations

import json
import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from advisor.core.kinds import Context, Kind
from advisor.scan.document import Document
from advisor.scan.inspection import ClearedDraft, Draft, HintDraft, Inspection
from advisor.scan.knowledge import Knowledge
from advisor.scan.links.sight import needle_of
from advisor.scan.links.values import Lookup, Sighting
from advisor.scan.rules import DiscoveryRules
from advisor.scan.worker import serve

RESOURCES = Path(__file__).parents[2] / "resources"
RULES = DiscoveryRules.from_json(json.loads((RESOURCES / "discovery.json").read_text(encoding="utf-8")))
TOKEN = re.compile(r"llama[\w.-]{0,60}", re.IGNORECASE)


class FakeSight:
    """Sees a name wherever it stands; a text with "hang" or "crash" in it misbehaves."""

    def __init__(self, lookup: Lookup) -> None:
        self._names = {needle_of(name, kind): (name, kind) for name, kind, _, _ in lookup.names}
        self.needles: Sequence[bytes] = sorted(needle.encode() for needle in self._names)

    def wants(self, path: str) -> bool:
        return path.endswith(".py")

    def look(self, document: Document, hits: Sequence[int]) -> list[Sighting]:
        if "sight-crash" in document.text:
            raise ValueError("a fault of the reader of names")
        found = []
        for hit in hits:
            for needle, (name, kind) in self._names.items():
                if document.text.startswith(needle, hit):
                    line, _ = document.position(hit)
                    found.append(Sighting(document.path, line, name, kind, "python", needle))
        return found

    def hints(self, document: Document, context: Context) -> list[HintDraft]:
        return []


class FakeDetector:
    """Finds every word that begins with "llama"; "llama-neutral" is cleared; `llama-crash` … misbehaves."""

    needles: Sequence[bytes] = (b"llama", b"[inst]")

    def __init__(self, mischief: str = "") -> None:
        self._mischief = mischief

    def wants(self, path: str) -> bool:
        return path.endswith("wanted.toml")

    def in_text(self, document: Document, hits: Sequence[int]) -> Inspection:
        seen = Inspection()
        for hit in hits:
            match = TOKEN.match(document.text, hit)
            if match:
                self._judge(match, document, seen)
        if self.wants(document.path):
            seen.hints.append(HintDraft(0, "context", "8192", "num_ctx"))
        return seen

    def _judge(self, match: re.Match[str], document: Document, seen: Inspection) -> None:
        word = match[0].lower()
        if word == "llama-neutral":
            seen.cleared.append(ClearedDraft(match.start(), match.end(), match[0], "LA-CLEAR-TEST", "test"))
            return
        if document.complete:
            misbehave(word)
        if self._mischief and word == "llama-evil":
            misbehave(self._mischief)
        seen.drafts.append(
            Draft(match.start(), match.end(), Kind.MODEL, match[0], "LA-MODEL-TEST", "test", model=word)
        )

    def in_name(self, path: str, head: bytes | None) -> Inspection:
        seen = Inspection()
        if "llama" in path.lower():
            seen.drafts.append(Draft(-1, -1, Kind.ARTIFACT, path, "LA-FILE-TEST", f"{head is not None}"))
        return seen

    def sight(self, lookup: Lookup) -> FakeSight:
        return FakeSight(lookup)

    def context(self, path: str) -> Context:
        return Context.TEST if path.startswith("tests/") else Context.PRODUCTION


def misbehave(word: str) -> None:
    if word == "llama-deep":
        raise RecursionError
    if word == "llama-memory":
        raise MemoryError
    if word == "llama-slow":
        time.sleep(60)
    if word == "llama-deaf":
        signal.signal(signal.SIGALRM, signal.SIG_IGN)
        time.sleep(60)
    if word == "llama-kill":
        os.kill(os.getpid(), signal.SIGKILL)


def knowledge(mischief: str = "") -> Knowledge:
    return Knowledge(RULES, lambda: FakeDetector(mischief))


COMMAND = (sys.executable, "-P", "-m", "tests.scan_engine.fake")

if __name__ == "__main__":
    sys.exit(serve(lambda resources, overlays: knowledge(sys.argv[1] if len(sys.argv) > 1 else "")))
