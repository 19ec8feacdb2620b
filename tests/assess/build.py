"""Rows and findings made by hand, so that a test says only what it is about."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from advisor.assess.tables import Tables, read_tables
from advisor.core.findings import Finding, Hint
from advisor.core.kinds import Confidence, Context, Kind
from advisor.core.knowledge import Alternative, LifecycleRow, Source

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
READ_ON = date(2026, 11, 23)
SOURCE = Source("https://example.org/page", READ_ON)


def document(name: str) -> dict[str, Any]:
    """One of the product's own resource documents."""
    loaded: dict[str, Any] = json.loads((RESOURCES / f"{name}.json").read_text(encoding="utf-8"))
    return loaded


def tables() -> Tables:
    """The product's points and sentences."""
    return read_tables({name: document(name) for name in ("texts", "risk", "effort", "ranking")})


def day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def row(
    model_id: str = "llama-x",
    provider: str = "groq",
    *,
    status: str = "shutdown",
    announced: str | None = None,
    end: str | None = None,
    by: str | None = None,
    tiers: tuple[str, ...] = (),
    replacements: tuple[str, ...] = (),
) -> LifecycleRow:
    """A lifecycle row; dates as text."""
    return LifecycleRow(
        provider,
        model_id,
        None,
        status,
        day(announced),
        day(end),
        day(by),
        tiers,
        replacements,
        "high",
        SOURCE,
    )


_NUMBER = iter(range(1, 10**9))


def finding(
    written: str,
    kind: Kind = Kind.MODEL,
    *,
    path: str = "app.py",
    line: int = 1,
    model: str | None = None,
    family: str | None = None,
    provider: str | None = None,
    context: Context = Context.PRODUCTION,
    confidence: Confidence = Confidence.HIGH,
    identifier: str | None = None,
) -> Finding:
    """A finding; ids are numbered unless one is given."""
    return Finding(
        id=identifier or f"f{next(_NUMBER)}",
        path=path,
        line=line,
        column=1 if line else 0,
        end_column=1 + len(written) if line else 0,
        kind=kind,
        written=written,
        model=model,
        family=family,
        provider=provider,
        context=context,
        confidence=confidence,
        rule="LA-TEST-001",
        why="made by a test",
    )


def hint(need: str, value: str, path: str = "app.py", line: int = 1) -> Hint:
    return Hint(path, line, need, value, value)


def alternative(identifier: str = "new-8b", **changes: Any) -> Alternative:
    """A rankable, permissive 8B chat model of 2026-01-01 with 131,072 tokens of context."""
    values: dict[str, Any] = {
        "id": identifier,
        "name": identifier.title(),
        "vendor": "Maker",
        "hf_repo": f"maker/{identifier}",
        "released": date(2026, 1, 1),
        "licence": "apache-2.0",
        "licence_class": "permissive",
        "params_total_b": 8.0,
        "params_active_b": None,
        "context_tokens": 131072,
        "context_note": None,
        "architecture": "dense",
        "tasks": ("chat",),
        "modalities_in": ("text",),
        "modalities_out": ("text",),
        "tool_calling": True,
        "reasoning": "no",
        "languages": None,
        "chat_template": None,
        "tool_parser": None,
        "reasoning_parser": None,
        "vllm_min": None,
        "transformers_class": None,
        "transformers_min": None,
        "runtimes": ("vllm",),
        "ollama_tag": None,
        "hosted_ids": {},
        "replaces": (),
        "scores": (),
        "from_meta": False,
        "rankable": True,
        "sources": (SOURCE,),
    }
    return Alternative(**(values | changes))
