"""CycloneDX: the strict validator, and what it lets through: references, package URLs, cards."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion

from advisor.catalog import load_catalog
from advisor.core.assessment import Assessment
from advisor.core.kinds import Kind
from advisor.report import cyclonedx
from tests.report.example import assessment, finding, hostile
from tests.report.travel import strictly

VERSIONS = {"1.6": SchemaVersion.V1_6, "1.7": SchemaVersion.V1_7}


@cache
def facts() -> cyclonedx.Facts:
    catalog = load_catalog()
    return cyclonedx.Facts.of(catalog.llama_models, catalog.packages)


def bill(subject: Assessment, version: str = "1.6") -> dict[str, Any]:
    """The bill, after the strict validator and what that one does not check."""
    return strictly(cyclonedx.render(subject, facts(), version), VERSIONS[version])


@pytest.mark.parametrize("version", VERSIONS)
def test_the_bill_is_valid_and_says_its_version(version: str) -> None:
    document = bill(assessment(), version)
    assert document["specVersion"] == version
    assert version in document["$schema"]


def test_every_dependency_is_a_component_a_service_or_counted() -> None:
    document = bill(assessment())
    told = {row["name"]: row["value"] for row in document["metadata"]["properties"]}
    counted = int(told["llama-advisor:dependencies-of-other-kinds"])
    assert len(document["components"]) + len(document["services"]) + counted == len(assessment().dependencies)


def test_a_component_has_its_licence_its_places_and_a_card() -> None:
    component = bill(assessment())["components"][0]
    places = {(row["location"], row.get("line")) for row in component["evidence"]["occurrences"]}
    dependency = next(one for one in assessment().dependencies if one.id == component["bom-ref"])
    by_id = {one.id: one for one in assessment().findings}
    assert places == {(by_id[key].path, by_id[key].line or None) for key in dependency.finding_ids}
    assert component["modelCard"]["modelParameters"]["architectureFamily"] == "llama"


def test_the_card_of_an_official_model_says_what_the_catalog_knows() -> None:
    dependency = replace(assessment().dependencies[0], kind=Kind.MODEL, model="llama-3.2-11b-vision-instruct")
    card = bill(replace(assessment(), dependencies=(dependency,)))["components"][0]["modelCard"]
    assert card["modelParameters"]["inputs"] == [{"format": "text"}, {"format": "image"}]
    told = {row["name"]: row["value"] for row in card["properties"]}
    assert told["llama-advisor:context-tokens"] == "131072"
    assert "llama-advisor:source" in told


def test_a_derivative_has_the_family_it_was_made_from_as_its_ancestor() -> None:
    dependency = replace(
        assessment().dependencies[0], kind=Kind.DERIVATIVE, model="vicuna-13b", family="llama-1"
    )
    component = bill(replace(assessment(), dependencies=(dependency,)))["components"][0]
    assert [one["name"] for one in component["pedigree"]["ancestors"]] == ["llama-1"]


def with_package(name: str) -> Assessment:
    found = finding(id="p1", kind=Kind.PACKAGE, written=name, model=None, rule="LA-PACKAGE-001")
    base = assessment().dependencies[0]
    dependency = replace(base, kind=Kind.PACKAGE, model=None, family=None, licences=(), finding_ids=("p1",))
    return replace(assessment(), findings=(found,), dependencies=(dependency,))


def test_a_package_of_one_ecosystem_has_its_address() -> None:
    component = bill(with_package("llama-models"))["components"][0]
    assert (component["type"], component["purl"]) == ("library", "pkg:pypi/llama-models")


def test_a_package_that_two_ecosystems_have_is_given_no_address() -> None:
    assert "purl" not in bill(with_package("llama-stack-client"))["components"][0]


def test_a_repository_of_the_hub_is_an_address() -> None:
    found = finding(written="meta-llama/Llama-3.1-8B-Instruct", provider="huggingface")
    dependency = replace(assessment().dependencies[0], provider="huggingface", finding_ids=(found.id,))
    subject = replace(assessment(), findings=(found,), dependencies=(dependency,))
    assert bill(subject)["components"][0]["purl"] == "pkg:huggingface/meta-llama/Llama-3.1-8B-Instruct"


def test_a_licence_that_spdx_does_not_know_goes_by_its_name() -> None:
    rows = [row["license"] for one in bill(assessment())["components"] for row in one.get("licenses", ())]
    assert rows
    assert all(row.get("id", "Apache-2.0") in {"Apache-2.0", "MIT"} for row in rows)


def test_the_same_assessment_gives_the_same_serial_number_and_another_another() -> None:
    first, second = bill(assessment()), bill(assessment())
    assert first["serialNumber"] == second["serialNumber"]
    other = bill(replace(assessment(), project="another"))
    assert other["serialNumber"] != first["serialNumber"]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_hostile_project_gives_a_valid_bill_too(version: str) -> None:
    shown = json.dumps(bill(hostile(), version), ensure_ascii=False)
    assert not {"\x1b", "\u202e"} & set(shown)
