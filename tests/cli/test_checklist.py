"""`checklist`: the tasks, and the ticks that come back."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.cli.program import DAY, make, run

PHASES = ["decide", "prepare", "replace", "verify", "release", "clean-up"]


def tasks(folder: Path, *more: str | Path) -> list[dict[str, Any]]:
    done = run("checklist", ".", "--format", "json", *more, *DAY, cwd=folder)
    assert done.code == 0
    rows: list[dict[str, Any]] = done.json["tasks"]
    return rows


def boxes(text: str) -> list[str]:
    return re.findall(r"- \[.\]", text)


def test_tasks_stand_in_working_order_with_places_effort_and_criterion(shop: Path) -> None:
    rows = tasks(shop)
    order = [PHASES.index(row["phase"]) for row in rows]
    assert order == sorted(order)
    assert set(order) == set(range(len(PHASES)))
    assert all(row["acceptance"] and row["effort_points"] >= 0 and row["state"] == "open" for row in rows)
    places = {(place["path"], place["line"]) for row in rows for place in row["places"]}
    assert {("shop/chat.py", 3), ("shop/api.py", 1), ("requirements.txt", 1)} <= places


def test_markdown_is_a_github_task_list_with_places(shop: Path) -> None:
    text = run("checklist", ".", *DAY, cwd=shop).text
    assert len(re.findall(r"^\s*- \[ \] ", text, re.M)) == len(tasks(shop))
    assert "shop/chat.py:3" in text
    for title in ("Decide", "Prepare", "Replace", "Verify", "Release", "Clean up"):
        assert re.search(rf"^#+ .*{title}", text, re.M)


def test_ticks_of_an_edited_list_come_back_and_stay(shop: Path, tmp_path: Path) -> None:
    run("checklist", ".", "--output", tmp_path / "m.md", *DAY, cwd=shop)
    edited = (tmp_path / "m.md").read_text(encoding="utf-8").replace("- [ ]", "- [x]", 2)
    (tmp_path / "m.md").write_text(edited, encoding="utf-8")
    first = run("checklist", ".", "--import", tmp_path / "m.md", *DAY, cwd=shop)
    assert first.code == 0
    assert boxes(first.text) == boxes(edited)
    assert boxes(first.text)[:3] == ["- [x]", "- [x]", "- [ ]"]
    assert [row["state"] for row in tasks(shop)].count("done") == 2
    assert run("checklist", ".", *DAY, cwd=shop).text == first.text


def test_ticks_come_back_from_json_with_their_notes(shop: Path, tmp_path: Path) -> None:
    value = run("checklist", ".", "--format", "json", *DAY, cwd=shop).json
    value["tasks"][0] |= {"state": "won't do", "note": "agreed <b>today</b>"}
    make(tmp_path, {"m.json": json.dumps(value)})
    row = tasks(shop, "--import", tmp_path / "m.json")[0]
    assert (row["state"], row["note"]) == ("won't do", "agreed <b>today</b>")


def test_ticks_of_tasks_that_are_gone_are_kept_and_said(shop: Path, tmp_path: Path) -> None:
    text = run("checklist", ".", *DAY, cwd=shop).text.replace("- [ ]", "- [x]")
    make(tmp_path, {"m.md": text})
    kept = (shop / "shop/api.py").read_bytes()
    (shop / "shop/api.py").write_text("x = 1\n")
    done = run("checklist", ".", "--import", tmp_path / "m.md", *DAY, cwd=shop)
    assert re.search(r"\d+ of \d+ tasks in m.md are closed: their findings are gone", done.err)
    (shop / "shop/api.py").write_bytes(kept)
    assert {row["state"] for row in tasks(shop)} == {"done"}


def test_ticks_lie_in_the_users_folder_and_nothing_in_the_project(shop: Path, tmp_path: Path) -> None:
    before = sorted(path.relative_to(shop) for path in shop.rglob("*"))
    run("checklist", ".", "--output", tmp_path / "m.md", *DAY, cwd=shop)
    run("checklist", ".", "--import", tmp_path / "m.md", *DAY, cwd=shop)
    assert sorted(path.relative_to(shop) for path in shop.rglob("*")) == before
    kept = list((tmp_path / "user").rglob("*.json"))
    assert len(kept) == 1
    assert "shop" not in kept[0].name


def test_damaged_ticks_are_set_aside_and_said(shop: Path, tmp_path: Path) -> None:
    run("checklist", ".", "--output", tmp_path / "m.md", *DAY, cwd=shop)
    run("checklist", ".", "--import", tmp_path / "m.md", *DAY, cwd=shop)
    kept = next((tmp_path / "user").rglob("*.json"))
    kept.write_text("{")
    done = run("checklist", ".", *DAY, cwd=shop)
    assert done.code == 0
    assert "is damaged" in done.err
    assert kept.with_name(kept.name + ".bad").read_text() == "{"


def test_without_findings_the_list_says_so(tmp_path: Path) -> None:
    folder = make(tmp_path / "plain", {"a.txt": "nothing"})
    assert tasks(folder) == []
    assert run("checklist", ".", *DAY, cwd=folder).text.splitlines()[1].startswith("# ")


def test_an_id_that_is_put_together_elsewhere_in_its_file_has_that_place_named(tmp_path: Path) -> None:
    code = 'const model = "Llama-3.2-90B-Vision";\nconst id = `meta-llama/${model}-Instruct-Turbo`;\n'
    folder = make(tmp_path / "ocr", {"index.ts": f'import Together from "together-ai";\n{code}'})
    (replace,) = [row for row in tasks(folder) if row["phase"] == "replace"]
    assert "index.ts:3 puts meta-llama before something" in replace["steps"][-1]


def test_a_whole_id_has_no_such_step(tmp_path: Path) -> None:
    folder = make(tmp_path / "p", {"a.py": 'MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n# meta-llama\n'})
    assert not [row for row in tasks(folder) if "put together" in " ".join(row["steps"])]
