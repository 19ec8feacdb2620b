"""Every format of one assessment, held against its own judge: schema, strict validator, parser, boxes.

`check` raises what is wrong and returns what the format counts, so that the formats can be held against one
another. Both the tests and `.ci/formats.py` use it.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import html5lib
import jsonschema
import xmlschema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markdown_it import MarkdownIt

from advisor.app import export
from advisor.app.export import ChecklistFormat, ReportFormat
from advisor.core.assessment import Assessment
from advisor.report import checklist_json, checklist_markdown
from advisor.report.wording import skip_words

TOP = Path(__file__).resolve().parents[2]
Form = ReportFormat | ChecklistFormat
FORMS: tuple[Form, ...] = tuple(form for form in (*ReportFormat, *ChecklistFormat) if form.is_text)
ISSUE = 65_536
"""Characters that the body of an issue takes."""
LOADING = {"src", "srcset", "action", "formaction", "background", "poster", "data", "ping", "manifest"}


def named(form: Form) -> str:
    """`checklist-markdown`, `report-json`."""
    return f"{'checklist' if isinstance(form, ChecklistFormat) else 'report'}-{form}"


def rendered(assessment: Assessment, form: Form) -> str:
    """The report, with every cleared place, or the checklist."""
    if isinstance(form, ChecklistFormat):
        return export.checklist(assessment, form)
    return export.report(assessment, form, include_cleared=True)


def expected(assessment: Assessment) -> dict[str, int]:
    """What there is to count."""
    return {
        "findings": len(assessment.findings),
        "suppressed": len(assessment.suppressed),
        "cleared": sum(assessment.summary.cleared_by_rule.values()),
        "not read": len(assessment.skipped),
        "dependencies": len(assessment.dependencies),
        "tasks": len(assessment.tasks),
    }


def check(assessment: Assessment, form: Form) -> dict[str, int]:
    """Hold a format against its judge; what it counts. Raises what is wrong."""
    text = rendered(assessment, form)
    assert text == rendered(assessment, form), f"{form} differs the second time"
    text.encode("utf-8")
    assert "not legal advice" in re.sub(r"\s+", " ", text)
    assert str(assessment.as_of) in text
    assert str(assessment.catalog.as_of) in text
    judge = _CHECKLISTS[form] if isinstance(form, ChecklistFormat) else _REPORTS[form]
    return judge(text, assessment)


# --- for people --------------------------------------------------------------------------------------


def in_words(text: str) -> dict[str, int]:
    """What a readable report counts in its head: nothing told is nothing there."""
    flat = re.sub(r"\s+", " ", text)
    return {
        key: _number(re.search(rf"(?<![\w.,])([0-9][0-9,]*) {words}", flat))
        for key, words in {
            "findings": r"places? in (?:[0-9][0-9,]* )?files? depends? on Llama",
            "suppressed": "places? suppressed",
            "cleared": "places? looked at and not counted",
            "dependencies": r"dependenc(?:y|ies), effort",
        }.items()
    }


def _number(found: re.Match[str] | None) -> int:
    return int(found[1].replace(",", "")) if found else 0


def _text(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)
    return in_words(text)


_TAGS = {"h1", "h2", "h3", "p", "strong", "em", "ul", "ol", "li", "code", "pre", "a", "hr", "br"} | {
    *("table", "thead", "tbody", "tr", "th", "td"),
}


def _markdown(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    assert len(text) <= ISSUE
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    tags = set(re.findall(r"<([a-z0-9]+)", html))
    assert tags <= _TAGS
    return in_words(text)


class Page(HTMLParser):
    """What a browser would act on, and the words it would show."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.words: list[str] = []
        self.bad: list[tuple[str, str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count the tag, keep what it might load or run."""
        self.tags[tag] += 1
        for name, value in attrs:
            leads = name == "href" and not (value or "").startswith(("https://", "http://", "#"))
            if name.startswith("on") or name in LOADING or name == "style" or leads:
                self.bad.append((tag, name, value))

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words.append(data)


def _page(text: str) -> Page:
    html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)
    page = Page(text)
    assert page.bad == []
    assert not {"script", "img", "link", "iframe", "object", "embed", "base", "form"} & set(page.tags)
    assert "default-src 'none'" in text
    return page


def _html(text: str, assessment: Assessment) -> dict[str, int]:
    page = _page(text)
    words = " ".join(page.words)
    for row in assessment.skipped[:100]:
        assert skip_words(row) in words
    return in_words(words)


def _html_checklist(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    page = _page(text)
    return {"tasks": page.tags["h3"], **_without(in_words(" ".join(page.words)), "dependencies")}


def _without(counts: Mapping[str, int], *keys: str) -> dict[str, int]:
    return {key: number for key, number in counts.items() if key not in keys}


def _checklist(text: str, assessment: Assessment) -> dict[str, int]:
    ticks = checklist_markdown.read_ticks(text)
    assert {key: tick.state for key, tick in ticks.items()} == {row.id: row.state for row in assessment.tasks}
    parts = checklist_markdown.parts(assessment)
    assert "\n".join(parts) == text
    assert [len(part) for part in parts if len(part) > ISSUE] == []
    boxes = 0
    for part in parts:
        html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(part)
        boxes += len(re.findall(r"<li>\s*(?:<p>)?\[[ x]\] ", html))
    return {"tasks": boxes, **_without(in_words(text), "dependencies")}


# --- for programs ------------------------------------------------------------------------------------


@cache
def own_schema(name: str) -> jsonschema.Draft202012Validator:
    """The check against a published schema of ours."""
    path = TOP / "resources" / "schemas" / f"{name}.schema.json"
    return jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))


def _json(text: str, assessment: Assessment) -> dict[str, int]:
    report = json.loads(text)
    own_schema("report").validate(report)
    assert report["summary"]["findings"] == len(report["findings"])
    assert report["summary"]["dependencies"] == len(report["dependencies"])
    assert report["summary"]["cleared"] == len(report["cleared"])
    names = {"not read": "skipped"}
    return {key: len(report[names.get(key, key)]) for key in expected(assessment)}


def _json_checklist(text: str, assessment: Assessment) -> dict[str, int]:
    value = json.loads(text)
    own_schema("checklist").validate(value)
    ticks = checklist_json.read_ticks(text)
    assert {key: tick.state for key, tick in ticks.items()} == {row.id: row.state for row in assessment.tasks}
    summary = value["summary"]
    return {
        "tasks": len(value["tasks"]),
        **{key: summary[key] for key in ("findings", "cleared", "dependencies")},
    }


def table(text: str) -> list[dict[str, str]]:
    """The rows as a reader of RFC 4180 sees them."""
    raw = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))
    assert {len(row) for row in raw} == {len(raw[0])}
    assert text.count("\r\n") == len(raw)
    rows = [dict(zip(raw[0], row, strict=True)) for row in raw[1:]]
    formulas = [
        cell for row in rows for cell in row.values() if cell.lstrip()[:1] in ("=", "+", "-", "@", "|", "%")
    ]
    assert formulas == []
    return rows


def _csv(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    rows = table(text)
    number = Counter(row["row"] for row in rows)
    return {
        "findings": number["finding"],
        "suppressed": number["suppressed"],
        "not read": number["not read"],
        "cleared": sum(int(row["count"]) for row in rows if row["row"] == "cleared"),
    }


def _csv_checklist(text: str, assessment: Assessment) -> dict[str, int]:
    rows = [row for row in table(text) if row["row"] == "task"]
    assert [(row["id"], row["state"]) for row in rows] == [
        (task.id, task.state.value) for task in assessment.tasks
    ]
    return {"tasks": len(rows)}


@cache
def sarif_schema() -> jsonschema.Draft4Validator:
    """The check against the published schema of SARIF."""
    path = TOP / "tests" / "data" / "schemas" / "sarif-schema-2.1.0.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


def _sarif(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    document = json.loads(text)
    sarif_schema().validate(document)
    (run,) = document["runs"]
    as_github_does(run)
    results = Counter("suppressions" in one for one in run["results"])
    told = run["properties"]
    assert (told["findings"], told["suppressed"]) == (results[False], results[True])
    return {
        "findings": results[False],
        "suppressed": results[True],
        "cleared": sum(told["clearedByRule"].values()),
    }


def as_github_does(run: Mapping[str, Any]) -> None:
    """What GitHub code scanning asks for besides the schema; raises what it would refuse."""
    driver = run["tool"]["driver"]
    assert driver["name"]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert len(rule["properties"]["tags"]) <= 10
        assert "security-severity" not in rule["properties"]
    assert len(run["results"]) <= 25_000
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]["primaryLocationLineHash"]
        place = result["locations"][0]["physicalLocation"]
        assert re.fullmatch(r"(?!/)(?:[A-Za-z0-9._~/-]|%[0-9A-F]{2})+", place["artifactLocation"]["uri"])
        region = place["region"]
        assert region["endLine"] >= region["startLine"] >= 1
        assert region["endColumn"] > region["startColumn"] >= 1


def strictly(text: str, version: SchemaVersion) -> dict[str, Any]:
    """A CycloneDX bill, after the strict validator and what that one lets through."""
    assert JsonStrictValidator(version).validate_str(text) is None
    document: dict[str, Any] = json.loads(text)
    refs = list(references(document))
    assert len(refs) == len(set(refs))
    for row in document["dependencies"]:
        assert {row["ref"], *row["dependsOn"]} <= set(refs)
    for component in document["components"]:
        assert ("modelCard" in component) == (component["type"] == "machine-learning-model")
        assert re.fullmatch(r"pkg:[a-z]+/[A-Za-z0-9%._~/-]+", component.get("purl", "pkg:x/y"))
    return document


def references(value: object) -> Any:
    """Every `bom-ref` anywhere."""
    if isinstance(value, dict):
        yield from (child for key, child in value.items() if key == "bom-ref")
        for child in value.values():
            yield from references(child)
    elif isinstance(value, list):
        for child in value:
            yield from references(child)


def _cyclonedx(version: SchemaVersion) -> Callable[[str, Assessment], dict[str, int]]:
    def judge(text: str, assessment: Assessment) -> dict[str, int]:
        del assessment
        document = strictly(text, version)
        told = {row["name"].partition(":")[2]: row["value"] for row in document["metadata"]["properties"]}
        parts = len(document["components"]) + len(document["services"])
        return {
            "findings": int(told["findings"]),
            "suppressed": int(told["suppressed"]),
            "cleared": int(told["cleared"]),
            "dependencies": parts + int(told["dependencies-of-other-kinds"]),
        }

    return judge


def _annotations(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    lines = text.splitlines()
    assert all(re.match(r"::(?:error|warning|notice) [^\n]*?::", line) for line in lines)
    return {"findings": sum(" file=" in line.partition("::")[2].partition("::")[0] for line in lines)}


def _summary(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    assert len(text.encode()) < 1024 * 1024
    return _without(in_words(text), "dependencies")


@cache
def _junit_schema() -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(TOP / "tests" / "data" / "schemas" / "junit-10.xsd")


def _junit(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    _junit_schema().validate(text)
    tree = xmlschema.XMLResource(text).root
    (suite,) = tree.iter("testsuite")
    cases = list(suite.iter("testcase"))
    assert int(suite.get("tests", "")) == len(cases)
    assert int(suite.get("failures", "")) == sum(case.find("failure") is not None for case in cases)
    return {"findings": len(cases)}


def _tasks(text: str, assessment: Assessment) -> dict[str, int]:
    del assessment
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    assert {len(row) for row in rows} <= {4}
    assert {row[2] for row in rows} <= {"err", "warn"}
    return {"findings": len(rows)}


_REPORTS: Mapping[ReportFormat, Callable[[str, Assessment], dict[str, int]]] = {
    ReportFormat.TEXT: _text,
    ReportFormat.JSON: _json,
    ReportFormat.MARKDOWN: _markdown,
    ReportFormat.HTML: _html,
    ReportFormat.CSV: _csv,
    ReportFormat.CSV_EXCEL: _csv,
    ReportFormat.SARIF: _sarif,
    ReportFormat.GITHUB: _annotations,
    ReportFormat.GITHUB_SUMMARY: _summary,
    ReportFormat.JUNIT: _junit,
    ReportFormat.QT_CREATOR: _tasks,
    ReportFormat.CYCLONEDX: _cyclonedx(SchemaVersion.V1_6),
    ReportFormat.CYCLONEDX_1_7: _cyclonedx(SchemaVersion.V1_7),
}
_CHECKLISTS: Mapping[ChecklistFormat, Callable[[str, Assessment], dict[str, int]]] = {
    ChecklistFormat.MARKDOWN: _checklist,
    ChecklistFormat.JSON: _json_checklist,
    ChecklistFormat.HTML: _html_checklist,
    ChecklistFormat.CSV: _csv_checklist,
    ChecklistFormat.CSV_EXCEL: _csv_checklist,
}
