"""What meets a duty and what does not apply stand in every readable report, and in the one for programs."""

from __future__ import annotations

import json
from dataclasses import replace

from advisor.core.assessment import Assessment
from advisor.core.exits import DutyAfter, LicenceArrival
from advisor.report import html_report, json_report, markdown
from advisor.report.digest import duty_lines, idle_lines
from tests.report.example import assessment


def told() -> Assessment:
    base = assessment()
    met = replace(base.duties[0], state="met", met_by=(base.findings[0].id,))
    idle = replace(
        base.duties[0], duty="geo", name="Europe", state="does not apply", finding_ids=(), why="Text."
    )
    coming = DutyAfter("copy", "copy", "open", "Nobody knows.", "redistributes")
    arrival = LicenceArrival(base.licences[0].id, ("New 8B",), ("d1",), (coming,))
    return replace(base, duties=(met,), idle_duties=(idle,), arrivals=(arrival,))


def test_the_place_that_meets_a_duty_is_told() -> None:
    finding = told().findings[0]
    for report in (markdown.render(told()), html_report.render(told())):
        assert f"Seen at {finding.path}:{finding.line}." in report


def test_what_does_not_apply_is_told_with_its_reason() -> None:
    for report in (markdown.render(told()), html_report.render(told())):
        assert "Does not apply: Europe (Llama 3.3): Text." in report


def test_duties_that_one_reason_rules_out_are_told_together() -> None:
    (one,) = told().idle_duties
    both = replace(told(), idle_duties=(one, replace(one, name="copy")))
    assert idle_lines(both) == ["Europe and copy (Llama 3.3): Text."]


def test_duties_of_one_kind_about_other_matters_are_told_apart() -> None:
    (one,) = told().duties
    other = replace(one, licence="other", name="another line")
    assert [line.name for line in duty_lines(replace(told(), duties=(one, other)))] == [one.name, other.name]


def test_programs_find_evidence_idle_duties_and_what_comes() -> None:
    licence = json.loads(json_report.render(told()))["licences"][0]
    assert licence["states"][0]["met_by"] == [told().findings[0].id]
    assert licence["idle"][0]["state"] == "does not apply"
    assert licence["arrival"]["duties"][0]["applies"] == "open"
    assert licence["arrival"]["duties"][0]["asks"] == "redistributes"
