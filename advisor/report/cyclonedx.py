"""The models a project rests on as a bill of materials: CycloneDX 1.6 or 1.7, with model cards (ML-BOM).

Source of the format: the CycloneDX specification, ECMA-424. A component is one dependency: a Llama model or a
derivative at one host, or a package of Meta's stack; Meta's own API is a service. Its licences are those that
follow the weights, its evidence the places where it stands. A model card says what the catalog knows of the
checkpoint and nothing else. What is neither (prompt formats, classes, licence texts) is counted in the
metadata. The serial number is made from the content, so the same assessment gives the same bytes.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from advisor.core.assessment import Assessment, Dependency
from advisor.core.findings import Finding, JsonObject
from advisor.core.kinds import Kind
from advisor.core.knowledge import Licence, LlamaModel, Package
from advisor.core.own import TOOL
from advisor.report.clean import plain
from advisor.report.decided import head_lines
from advisor.report.json_report import dumps
from advisor.report.wording import (
    disclaimer,
    facts_words,
    looked_words,
    skip_words,
    verdict_words,
    written_words,
)

VERSIONS = ("1.6", "1.7")
_PROJECT = "project"
_REPO = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,95}/[A-Za-z0-9][A-Za-z0-9._-]{0,95}")
_WEB = re.compile(r"https?://[!-~]{1,2000}")
_PURL_TYPES: Mapping[str, str] = {"pypi": "pypi", "npm": "npm", "crates": "cargo", "nuget": "nuget"}
"""Ecosystems of the catalog whose names alone make a package URL."""
_MODALITIES: Mapping[str, Sequence[str]] = {"text": ("text",), "text+image": ("text", "image")}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the bill takes from the catalog."""

    models: Mapping[str, LlamaModel]
    """By canonical name."""
    packages: Mapping[str, Sequence[Package]]
    """By name; several where more than one ecosystem has it."""

    @classmethod
    def of(cls, models: Iterable[LlamaModel], packages: Iterable[Package]) -> Facts:
        """The facts by the names they are looked up by."""
        by_name: dict[str, list[Package]] = {}
        for row in packages:
            by_name.setdefault(row.name, []).append(row)
        return cls({row.id: row for row in models}, by_name)


def render(assessment: Assessment, facts: Facts, version: str = "1.6") -> str:
    """The bill as JSON. `version` is one of `VERSIONS`."""
    return dumps(as_object(assessment, facts, version))


def as_object(assessment: Assessment, facts: Facts, version: str) -> JsonObject:
    """The same as plain dictionaries and lists."""
    findings = {finding.id: finding for finding in assessment.findings}
    licences = {licence.id: licence for licence in assessment.licences}
    told = [one for one in assessment.dependencies if one.model or one.kind is Kind.PACKAGE]
    components = [_component(one, findings, licences, facts) for one in told]
    services = [_service(one) for one in assessment.dependencies if _is_service(one)]
    content: JsonObject = {
        "version": 1,
        "metadata": _metadata(assessment, len(assessment.dependencies) - len(components) - len(services)),
        "components": components,
        "services": services,
        "dependencies": _graph([*components, *services]),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, f"{TOOL}:{version}:{dumps(content)}")
    head = {
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{serial}",
    }
    return {**head, **content}


def _is_service(dependency: Dependency) -> bool:
    return dependency.kind is Kind.ENDPOINT and not dependency.model


def _service(dependency: Dependency) -> JsonObject:
    """Meta's own API: a service has no evidence in this format, so its places are properties."""
    places = [_property("place", place) for place in dependency.places]
    return {
        "bom-ref": dependency.id,
        "name": plain(dependency.name),
        "description": plain(dependency.title),
        "properties": [*_component_properties(dependency), *places],
    }


def _metadata(assessment: Assessment, others: int) -> JsonObject:
    summary = assessment.summary
    told = {
        "as-of": str(assessment.as_of),
        "catalog": facts_words(assessment),
        "summary": summary.sentence,
        "read": looked_words(assessment),
        "findings": str(summary.findings),
        "dependencies-of-other-kinds": str(others),
        "cleared": str(summary.cleared),
        "suppressed": str(len(assessment.suppressed)),
        "settings": " ".join(head_lines(assessment)),
        "not-read-in-full": str(summary.skipped),
        "partial": str(assessment.partial).lower(),
        "notice": disclaimer(assessment),
    }
    unread = [("not-read", skip_words(row)) for row in assessment.skipped if row.reason.incomplete]
    return {
        "timestamp": f"{assessment.as_of}T00:00:00Z",
        "tools": {"components": [{"type": "application", "name": TOOL, "version": assessment.tool_version}]},
        "component": {"type": "application", "bom-ref": _PROJECT, "name": plain(assessment.project) or "-"},
        "properties": [_property(name, text) for name, text in [*told.items(), *unread]],
    }


def _graph(components: Sequence[JsonObject]) -> list[JsonObject]:
    refs = [component["bom-ref"] for component in components]
    return [{"ref": _PROJECT, "dependsOn": refs}, *({"ref": ref, "dependsOn": []} for ref in refs)]


def _component(
    dependency: Dependency,
    findings: Mapping[str, Finding],
    licences: Mapping[str, Licence],
    facts: Facts,
) -> JsonObject:
    places = [findings[key] for key in dependency.finding_ids if key in findings]
    is_package = dependency.kind is Kind.PACKAGE
    component: JsonObject = {
        "type": "library" if is_package else "machine-learning-model",
        "bom-ref": dependency.id,
        "name": plain(dependency.model or _package_name(places) or dependency.name),
        "description": plain(dependency.title),
    }
    if (purl := _package_url(places, facts) if is_package else _model_url(dependency, places)) is not None:
        component["purl"] = purl
    if rows := [_licence(licences[key]) for key in dependency.licences if key in licences]:
        component["licenses"] = rows
    if dependency.kind is Kind.DERIVATIVE and dependency.family:
        ancestor = {
            "type": "machine-learning-model",
            "bom-ref": f"{dependency.id}-base",
            "name": dependency.family,
        }
        component["pedigree"] = {"ancestors": [ancestor], "notes": "Made from weights of this Llama family."}
    if places:
        component["evidence"] = {"occurrences": [*map(_occurrence, places)]}
    if not is_package:
        component["modelCard"] = _card(dependency, facts.models.get(dependency.model or ""))
    component["properties"] = _component_properties(dependency)
    return component


def _package_name(places: Sequence[Finding]) -> str | None:
    """As it is declared; an import may spell it in another way."""
    declared = sorted(places, key=lambda one: one.rule)
    return declared[0].written if declared else None


def _package_url(places: Sequence[Finding], facts: Facts) -> str | None:
    """The package URL where one ecosystem alone has a package of that name."""
    for place in places:
        rows = facts.packages.get(place.written, ())
        kinds = {_PURL_TYPES[row.ecosystem] for row in rows if row.ecosystem in _PURL_TYPES}
        if len(kinds) == 1:
            return f"pkg:{kinds.pop()}/{quote(place.written, safe='/-._~')}"
    return None


def _model_url(dependency: Dependency, places: Sequence[Finding]) -> str | None:
    """`pkg:huggingface/…` where the project takes it from the hub, and from one repository alone."""
    if dependency.provider != "huggingface":
        return None
    repos = {one.written for one in places if _REPO.fullmatch(one.written)}
    return f"pkg:huggingface/{repos.pop()}" if len(repos) == 1 else None


def _licence(licence: Licence) -> JsonObject:
    """By its SPDX id, else by name: an id that SPDX does not know is none."""
    told: JsonObject = {"id": licence.spdx} if licence.spdx else {"name": plain(licence.name)}
    if licence.url and _WEB.fullmatch(licence.url):
        told["url"] = licence.url
    return {"license": told}


def _occurrence(finding: Finding) -> JsonObject:
    place: JsonObject = {"location": plain(finding.path)}
    if finding.line:
        place["line"] = finding.line
    place["symbol"] = written_words(finding.written)
    place["additionalContext"] = f"{finding.context}, {finding.rule}"
    return place


def _card(dependency: Dependency, model: LlamaModel | None) -> JsonObject:
    """What is known of the checkpoint; of a derivative, what it was made from."""
    parameters: JsonObject = {"architectureFamily": "llama"}
    properties: list[JsonObject] = []
    if model is not None:
        parameters["modelArchitecture"] = model.name
        forms = _MODALITIES.get(model.modality or "")
        if forms:
            parameters["inputs"] = [{"format": form} for form in forms]
            parameters["outputs"] = [{"format": "text"}]
        known: Mapping[str, Any] = {
            "parameters-billion": model.size_b,
            "active-parameters-billion": model.active_b,
            "context-tokens": model.context_tokens,
            "released": model.released,
        }
        properties = [_property(name, f"{value}") for name, value in known.items() if value is not None]
        properties += [_property("source", f"{row.ref} (read {row.read_on})") for row in model.sources]
    elif dependency.family:
        parameters["modelArchitecture"] = dependency.family
    verdict = dependency.verdict
    limits = [plain(f"{verdict_words(verdict)}. {verdict.why}".strip())]
    card: JsonObject = {
        "modelParameters": parameters,
        "considerations": {"technicalLimitations": limits},
    }
    return {**card, "properties": properties} if properties else card


def _component_properties(dependency: Dependency) -> list[JsonObject]:
    verdict = dependency.verdict
    told = {
        "kind": dependency.kind,
        "family": dependency.family,
        "host": dependency.provider,
        "context": dependency.context,
        "verdict": verdict.status,
        "verdict-date": verdict.date,
        "verdict-source": verdict.source,
        "replacement": verdict.replacement,
        "risk-of-staying": dependency.risk.level,
        "manifest-folder": dependency.root or None,
    }
    return [_property(name, str(value)) for name, value in told.items() if value is not None]


def _property(name: str, value: str) -> JsonObject:
    return {"name": f"{TOOL}:{name}", "value": plain(value)}
