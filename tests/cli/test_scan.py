"""`scan`: the report in each format, its options, and the same bytes for the same tree."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.program import DAY, environment, make, run

TOP_LEVEL = [
    "format_version", "tool", "catalog", "as_of", "policy", "project", "summary", "findings", "cleared",
    "skipped", "suppressed", "configuration", "dependencies", "risk", "outlook", "alternatives", "scenarios",
    "licences", "tasks",
]  # fmt: skip

SCRIPT = "import sys\nfrom advisor.cli.main import console\nsys.exit(console())\n"
"""What an installer writes for `llama-advisor`."""


def test_the_text_report_opens_with_one_sentence_of_verdict(shop: Path) -> None:
    done = run("scan", ".", *DAY, cwd=shop)
    assert done.code == 0
    head = r"^\d+ places in \d+ files depend on Llama \(\d+ only names? it\); \d+ are already dead"
    assert re.search(head, done.text, re.M)
    assert "llama-3.3-70b-versatile" in done.text
    assert "shop/api.py:1" in done.text
    assert "node_modules" in done.text
    assert done.err == ""


def test_json_has_every_key_always(shop: Path, tmp_path: Path) -> None:
    assert list(run("scan", ".", "--format", "json", *DAY, cwd=shop).json) == TOP_LEVEL
    plain = make(tmp_path / "plain", {"a.txt": "nothing"})
    report = run("scan", ".", "--format", "json", *DAY, cwd=plain).json
    assert list(report) == TOP_LEVEL
    assert report["findings"] == report["tasks"] == []


def test_json_names_places_kinds_and_verdicts(shop: Path) -> None:
    report = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    found = {(row["path"], row["line"], row["kind"], row["model"]) for row in report["findings"]}
    assert ("shop/chat.py", 3, "model", "llama-3.3-70b-instruct") in found
    assert ("shop/api.py", 1, "endpoint", None) in found
    assert ("requirements.txt", 1, "package", None) in found
    endpoint = next(row for row in report["findings"] if row["kind"] == "endpoint")
    assert (endpoint["verdict"]["status"], endpoint["verdict"]["date"]) == ("dead", "2026-07-06")
    assert report["as_of"] == "2026-11-24"


def test_cleared_places_are_counted_always_and_listed_when_asked_for(shop: Path) -> None:
    short = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    long = run("scan", ".", "--format", "json", "--include-cleared", *DAY, cwd=shop).json
    assert short["cleared"] == []
    assert {row["path"] for row in long["cleared"]} == {"README.md", "requirements.txt"}
    assert short["summary"] == long["summary"]
    assert short["summary"]["cleared"] == len(long["cleared"])


def test_markdown_is_a_document_with_the_same_counts(shop: Path) -> None:
    text = run("scan", ".", "--format", "markdown", *DAY, cwd=shop).text
    sentence = run("scan", ".", "--format", "json", *DAY, cwd=shop).json["summary"]["sentence"]
    assert text.splitlines()[1].startswith("# ")
    assert sentence in text


@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_the_same_tree_gives_the_same_bytes_wherever_it_lies(shop: Path, tmp_path: Path, form: str) -> None:
    first = run("scan", ".", "--format", form, "--include-cleared", *DAY, cwd=shop)
    elsewhere = make(tmp_path / "other" / "place" / "shop", {})
    elsewhere.rmdir()
    shop.rename(elsewhere)
    second = run(
        "scan", elsewhere, "--format", form, "--include-cleared", *DAY, cwd=tmp_path, TZ="Asia/Tokyo"
    )
    assert first.out == second.out
    assert str(tmp_path).encode() not in first.out


def test_a_day_in_april_knows_less_than_a_day_in_november(shop: Path) -> None:
    april = run("scan", ".", "--format", "json", "--as-of", "2026-04-08", cwd=shop).json
    november = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    status = lambda report: {row["id"]: row["verdict"]["status"] for row in report["findings"]}  # noqa: E731
    endpoint = next(row["id"] for row in november["findings"] if row["kind"] == "endpoint")
    assert status(april).keys() == status(november).keys()
    assert status(april)[endpoint] != "dead"
    assert status(november)[endpoint] == "dead"
    assert max(row["on"] for row in april["outlook"]["events"]) == "2026-04-08"
    assert len(april["outlook"]["events"]) < len(november["outlook"]["events"])
    assert not [row for row in april["alternatives"] if (row["released"] or "") > "2026-04-08"]


def test_a_day_after_the_catalog_is_headed_as_a_projection(shop: Path) -> None:
    done = run("scan", ".", "--as-of", "2027-06-01", cwd=shop)
    assert "projected from facts of" in done.text
    assert "projected from facts of" not in run("scan", ".", "--as-of", "2026-04-08", cwd=shop).text


def test_output_goes_to_the_file_alone_and_is_the_same_text(shop: Path, tmp_path: Path) -> None:
    printed = run("scan", ".", "--format", "json", *DAY, cwd=shop)
    done = run("scan", ".", "--format", "json", "--output", tmp_path / "r.json", *DAY, cwd=shop)
    assert (done.code, done.out) == (0, b"")
    assert "Written to" in done.err
    assert (tmp_path / "r.json").read_bytes() == printed.out


def test_a_dash_is_standard_output(shop: Path) -> None:
    assert run("scan", ".", "--output", "-", *DAY, cwd=shop).out == run("scan", ".", *DAY, cwd=shop).out


def test_a_report_inside_the_folder_is_left_out_of_the_scan_and_twice_the_same(shop: Path) -> None:
    run("scan", ".", "--format", "json", "--output", "r.json", *DAY, cwd=shop)
    first = (shop / "r.json").read_bytes()
    run("scan", ".", "--format", "json", "--output", "r.json", *DAY, cwd=shop)
    assert (shop / "r.json").read_bytes() == first
    report = json.loads(first)
    assert [row["path"] for row in report["skipped"] if row["reason"] == "a report of Llama Advisor"] == [
        "r.json"
    ]
    assert not [row for row in report["findings"] if row["path"] == "r.json"]
    assert [path.name for path in shop.iterdir() if path.name.startswith(".")] == []


def test_an_old_report_in_the_folder_is_scanned_like_any_file(shop: Path) -> None:
    make(shop, {"old.md": "We use Llama 3.1 8B."})
    report = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    assert "old.md" in {row["path"] for row in report["findings"]}


OUTPUTS = {
    "MIGRATION.md": ("checklist",),
    "todo.json": ("checklist", "--format", "json"),
    "llama.json": ("scan", "--format", "json", "--include-cleared"),
    "docs/llama.md": ("scan", "--format", "markdown"),
    "docs/llama.txt": ("scan",),
}


def test_reports_and_checklists_left_in_the_folder_change_no_finding(shop: Path) -> None:
    before = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    (shop / "docs").mkdir(exist_ok=True)
    for name, (command, *options) in OUTPUTS.items():
        assert run(command, ".", *options, "--output", name, *DAY, cwd=shop).code == 0
    done = run("scan", ".", "--format", "json", "--strict", *DAY, cwd=shop)
    assert done.code == 0
    assert done.json["findings"] == before["findings"]
    rows = {row["path"]: row for row in done.json["skipped"]}
    assert {rows[name]["reason"] for name in OUTPUTS} == {"a report of Llama Advisor"}


def test_a_report_counts_as_ours_after_an_editor_set_it_anew(shop: Path) -> None:
    report = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    text = run("scan", ".", *DAY, cwd=shop).text
    make(shop, {"four.json": json.dumps(report, indent=4), "one.json": json.dumps(report)})
    make(shop, {"windows.txt": text.replace("\n", "\r\n").encode("utf-16")})
    again = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    assert again["findings"] == report["findings"]


def test_the_mark_hides_neither_code_nor_manifests_nor_what_it_does_not_begin(shop: Path) -> None:
    mark = "<!-- llama-advisor: report -->\n"
    model = "meta-llama/Llama-3.1-8B-Instruct"
    head = {"format_version": 1, "tool": {"name": "llama-advisor"}}
    package = json.dumps({**head, "dependencies": {"llama-stack-client": "1.0"}})
    make(shop, {"a.py": f"# {mark}MODEL = '{model}'\n", "b.md": f"\n{mark}We run {model}.\n"})
    make(shop, {"c/package.json": package, "d.yaml": f"# {mark}model: {model}\n"})
    report = run("scan", ".", "--format", "json", *DAY, cwd=shop).json
    found = {row["path"] for row in report["findings"]}
    assert {"a.py", "b.md", "c/package.json", "d.yaml"} <= found


def test_output_to_a_device_writes_to_it_and_leaves_it_there(shop: Path) -> None:
    done = run("scan", ".", "--output", "/dev/null", *DAY, cwd=shop)
    assert done.code == 0
    assert Path("/dev/null").is_char_device()


def test_all_reads_installed_folders_too(shop: Path) -> None:
    paths = {
        row["path"] for row in run("scan", ".", "--all", "--format", "json", *DAY, cwd=shop).json["findings"]
    }
    assert "node_modules/x/index.js" in paths


def test_a_target_is_chosen_by_id_name_or_hub_id(shop: Path) -> None:
    for name in ("gpt-oss-120b", "GPT-OSS-120B", "openai/gpt-oss-120b"):
        report = run("scan", ".", "--to", name, "--format", "json", *DAY, cwd=shop).json
        assert {row["chosen"] for row in report["dependencies"] if row["kind"] == "model"} == {"gpt-oss-120b"}


def test_a_policy_rules_out_what_it_does_not_allow(shop: Path, tmp_path: Path) -> None:
    policy = (
        make(tmp_path, {"p.toml": 'licence_classes = ["permissive"]\nexclude_vendors = ["OpenAI"]\n'})
        / "p.toml"
    )
    report = run("scan", ".", "--policy", policy, "--format", "json", *DAY, cwd=shop).json
    ranked = {
        row["alternative"] for part in report["dependencies"] for row in part["candidates"] if row["rank"]
    }
    rows = [row for row in report["alternatives"] if row["id"] in ranked]
    assert rows
    assert {row["licence_class"] for row in rows} == {"permissive"}
    assert "OpenAI" not in {row["vendor"] for row in rows}


def test_quiet_says_nothing_and_verbose_says_more(shop: Path, tmp_path: Path) -> None:
    target = tmp_path / "r.txt"
    assert run("scan", ".", "--quiet", "--output", target, *DAY, cwd=shop).err == ""
    loud = run("scan", ".", "--verbose", "--output", target, *DAY, cwd=shop).err
    assert "facts of" in loud
    assert "files read" in loud


def test_a_folder_of_evil_modules_is_only_read(shop: Path, tmp_path: Path) -> None:
    evil = "open('canary', 'w').close()\n"
    names = ("json", "argparse", "datetime", "advisor", "requests", "sitecustomize", "setup", "conftest")
    make(shop, {f"{name}.py": evil for name in names} | {"advisor/__init__.py": evil})
    script = make(tmp_path / "bin", {"llama-advisor": SCRIPT}) / "llama-advisor"
    command = [sys.executable, script, "scan", ".", *DAY]
    done = subprocess.run(command, cwd=shop, env=environment(tmp_path), capture_output=True, check=False)
    assert done.returncode == 0
    assert not (shop / "canary").exists()
