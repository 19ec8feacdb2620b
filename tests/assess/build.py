"""Rows and findings made by hand, so that a test says only what it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from advisor.assess import assess
from advisor.assess.tables import Tables, read_tables
from advisor.catalog import Catalog, load_catalog
from advisor.core.assessment import Assessment, Dependency
from advisor.core.findings import Finding, Hint, ScanResult, ScanStats
from advisor.core.kinds import Confidence, Context, Kind
from advisor.core.knowledge import (
    Alternative,
    CatalogStamp,
    Licence,
    LicenceDuty,
    LifecycleRow,
    LlamaModel,
    MemoryFigures,
    OutlookEvent,
    Package,
    Provider,
    RuleText,
    Source,
)
from advisor.core.links import Use
from advisor.core.overlay import Rulings
from advisor.core.policy import Policy
from advisor.plan import plan

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
    announced_by: str | None = None,
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
        announced_by=day(announced_by),
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
    rule: str = "LA-TEST-001",
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
        rule=rule,
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


def llama(identifier: str, **changes: Any) -> LlamaModel:
    """An official text model of 8B under the licence of its family; any field can be given."""
    family = "-".join(identifier.split("-")[:2])
    values: dict[str, Any] = {
        "id": identifier,
        "name": identifier.title(),
        "family": family,
        "size_b": 8.0,
        "active_b": None,
        "variant": "instruct",
        "modality": "text",
        "context_tokens": 131072,
        "released": date(2024, 7, 23),
        "licence": family,
        "repos": (f"meta-llama/{identifier}",),
        "sources": (SOURCE,),
    }
    return LlamaModel(**(values | changes))


def duty(identifier: str, when: str | None = "any use") -> LicenceDuty:
    return LicenceDuty(identifier, f"What {identifier} asks.", "1.b", when)


def licence(identifier: str, *duties: LicenceDuty, **changes: Any) -> Licence:
    """A conditional licence with the duties given; any field can be given."""
    values: dict[str, Any] = {
        "id": identifier,
        "name": f"{identifier.title().replace('-', ' ')} Community License Agreement",
        "spdx": None,
        "licence_ref": None,
        "url": "https://example.org/licence",
        "version_date": None,
        "osi_approved": False,
        "commercial_use": "conditional",
        "commercial_condition": None,
        "licence_class": "conditional",
        "user_threshold": None,
        "threshold_unit": None,
        "notice_text": None,
        "display_text": None,
        "naming": None,
        "outputs_for_training": None,
        "geographic_limits": None,
        "aup_url": None,
        "aup_binding": None,
        "copyleft": False,
        "duties": duties,
        "evidence": "text",
        "sources": (SOURCE,),
    }
    return Licence(**(values | changes))


def provider(identifier: str, kind: str = "host") -> Provider:
    return Provider(identifier, identifier.title(), kind, (), (), (), (), (), (SOURCE,))


def event(identifier: str, on: str, kind: str) -> OutlookEvent:
    return OutlookEvent(identifier, date.fromisoformat(on), identifier.title(), "Told.", kind, (SOURCE,))


APACHE = licence(
    "apache-2.0",
    licence_class="permissive",
    commercial_use="yes",
    name="Apache License 2.0",
    osi_approved=True,
)
EVENTS = (
    event("muse-spark", "2026-04-08", "proprietary"),
    event("api-end", "2026-07-06", "shutdown"),
    event("glimmer", "2026-08-10", "open-weights"),
)


NO_RULINGS = Rulings()
PROSE = "LA-MODEL-003"
"""The rule for a name in prose or a comment."""

STAMP = CatalogStamp("2026.11", READ_ON, "0123456789ab")


@dataclass(frozen=True, eq=False)
class SmallCatalog:
    """A catalog small enough to know by heart; points, sentences and vocabulary are the product's own."""

    stamp: CatalogStamp = STAMP
    llama_models: tuple[LlamaModel, ...] = (
        llama("llama-3.1-8b-instruct"),
        llama("llama-3.2-11b-vision-instruct", size_b=11.0, variant="vision", modality="text+image"),
        llama("llama-3.3-70b-instruct", size_b=70.0, released=date(2024, 12, 6)),
        llama("llama-4-scout-instruct", size_b=109.0, modality="text+image", released=date(2025, 4, 5)),
        llama("llama-guard-4", family="llama-guard-4", licence="llama-4", released=date(2025, 4, 29)),
    )
    derivatives: tuple[Any, ...] = ()
    alternatives: tuple[Alternative, ...] = (alternative(), alternative("new-70b", params_total_b=70.0))
    licences: tuple[Licence, ...] = (APACHE, licence("llama-3.1"), licence("llama-3.3"), licence("llama-4"))
    lifecycle: tuple[LifecycleRow, ...] = ()
    packages: tuple[Package, ...] = ()
    providers: tuple[Provider, ...] = (
        provider("groq"),
        provider("together"),
        provider("aws-bedrock"),
        provider("meta-llama-api"),
        provider("huggingface", "hub"),
        provider("kaggle", "hub"),
        provider("ollama", "local"),
        provider("vllm", "local"),
    )
    outlook: tuple[OutlookEvent, ...] = EVENTS
    figures: Mapping[str, MemoryFigures] | None = None
    rulings: Rulings = NO_RULINGS
    rules: tuple[RuleText, ...] = (RuleText(PROSE, "model", "In prose", "Read by people.", mention=True),)

    def memory_of(self, hf_repo: str) -> MemoryFigures | None:
        return (self.figures or {}).get(hf_repo)

    def document(self, name: str) -> Mapping[str, Any]:
        return document(name)


@cache
def real_catalog() -> Catalog:
    """The product's own facts."""
    return load_catalog()


TODAY = date(2026, 11, 24)


def judged(
    *findings: Finding,
    hints: tuple[Hint, ...] = (),
    catalog: Any = None,
    policy: Policy | None = None,
    as_of: date = TODAY,
    manifests: tuple[str, ...] = (),
    uses: tuple[Use, ...] = (),
) -> Assessment:
    """What the product says of these findings, plan included."""
    scan = ScanResult(
        "project",
        findings=findings,
        hints=hints,
        manifests=manifests,
        uses=uses,
        stats=ScanStats(files_seen=9, files_read=9),
    )
    assessment = assess(scan, catalog or SmallCatalog(), policy or Policy(), as_of, tool_version="0")
    return replace(assessment, tasks=plan(assessment))


def only(assessment: Assessment) -> Dependency:
    """The one dependency there is."""
    (dependency,) = assessment.dependencies
    return dependency


LLAMA_8B = {"model": "llama-3.1-8b-instruct", "family": "llama-3.1"}
LLAMA_70B = {"model": "llama-3.3-70b-instruct", "family": "llama-3.3"}
