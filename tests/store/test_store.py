"""What is kept survives crashes, damage and strangers' hands."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from pathlib import Path

import pytest

from advisor.core.assessment import Tick
from advisor.core.errors import UsageError
from advisor.core.kinds import TaskState
from advisor.core.policy import Policy
from advisor.store import atomic, folders, policy_file, recents, state, ticks

DONE = Tick(TaskState.DONE, "seen")


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "/h/.local/share/llama-advisor"),
        ("linux", {"XDG_DATA_HOME": "/x"}, "/x/llama-advisor"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/h/.local/share/llama-advisor"),
        ("darwin", {}, "/h/Library/Application Support/llama-advisor"),
        ("win32", {}, "/h/AppData/Local/llama-advisor"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/llama-advisor"),
        ("linux", {"LLAMA_ADVISOR_HOME": "/all"}, "/all/data"),
    ],
)
def test_data_lies_where_the_system_keeps_it(platform: str, environ: dict[str, str], expected: str) -> None:
    assert folders.data_folder(environ, platform, Path("/h")) == Path(expected)


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, "/h/.cache/llama-advisor"),
        ("linux", {"XDG_CACHE_HOME": "/x"}, "/x/llama-advisor"),
        ("linux", {"XDG_CACHE_HOME": "relative"}, "/h/.cache/llama-advisor"),
        ("darwin", {}, "/h/Library/Caches/llama-advisor"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/llama-advisor/cache"),
        ("linux", {"LLAMA_ADVISOR_HOME": "/all"}, "/all/cache"),
    ],
)
def test_what_can_be_made_anew_lies_where_the_system_keeps_it(
    platform: str, environ: dict[str, str], expected: str
) -> None:
    assert folders.cache_folder(environ, platform, Path("/h")) == Path(expected)


def test_a_saved_file_has_exactly_the_text_and_leaves_nothing_else(tmp_path: Path) -> None:
    atomic.write_text(tmp_path / "a.md", "größe\n")
    assert (tmp_path / "a.md").read_bytes() == "größe\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "chmod"])
def test_a_failed_save_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str
) -> None:
    path = tmp_path / "a.md"
    path.write_text("old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, fail)
    with pytest.raises(OSError, match="No space"):
        atomic.write_text(path, "new")
    assert path.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_save_keeps_permissions_and_follows_a_link(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("old")
    real.chmod(0o640)
    (tmp_path / "link.md").symlink_to(real)
    atomic.write_text(tmp_path / "link.md", "new")
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link.md").is_symlink()


def test_ticks_come_back_for_their_project_and_for_no_other(tmp_path: Path) -> None:
    ticks.save(tmp_path, Path("/p/shop"), {"t1": DONE})
    assert ticks.load(tmp_path, Path("/p/shop")).by_task == {"t1": DONE}
    assert ticks.load(tmp_path, Path("/p/other")).by_task == {}


def test_a_project_is_the_same_by_every_way_to_it(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (tmp_path / "link").symlink_to(real)
    assert ticks.project_key(tmp_path / "link") == ticks.project_key(real / "." / ".." / "real")
    assert ticks.project_key(Path("/bad\udcff")) != ticks.project_key(real)


def test_new_ticks_win_but_silence_about_a_note_keeps_it() -> None:
    merged = ticks.merge({"a": DONE, "b": DONE}, {"a": Tick(TaskState.OPEN), "c": Tick(TaskState.DONE, "")})
    assert merged == {"a": Tick(TaskState.OPEN, "seen"), "b": DONE, "c": Tick(TaskState.DONE, "")}


def test_one_mangled_row_does_not_cost_the_others(tmp_path: Path) -> None:
    ticks.save(tmp_path, Path("/p"), {"t1": DONE})
    path = next((tmp_path / "ticks").iterdir())
    value = json.loads(path.read_text())
    value["ticks"] |= {"t2": {"state": "maybe"}, "t3": 7, "t4": {"state": ["x"]}}
    path.write_text(json.dumps(value))
    assert ticks.load(tmp_path, Path("/p")).by_task == {"t1": DONE}


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff\xfe", b'{"format_version": 99}', b"[" * 200_000, b"null", b"{}"]
)
def test_a_damaged_file_is_kept_aside_and_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    loaded = state.load(path)
    assert loaded.value == {}
    assert loaded.message is not None and "x.json.bad" in loaded.message
    assert (tmp_path / "x.json.bad").read_bytes() == content
    state.save(path, {"a": 1})
    assert state.load(path).value["a"] == 1


def test_no_file_is_no_complaint(tmp_path: Path) -> None:
    assert state.load(tmp_path / "x.json") == state.Loaded({})


def test_a_far_too_large_file_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.json").open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    assert "far too large" in (state.load(tmp_path / "x.json").message or "")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless device here")
def test_a_policy_without_end_is_refused_and_not_read_for_ever() -> None:
    with pytest.raises(UsageError, match="larger than 1 MiB"):
        policy_file.load(Path("/dev/zero"))


def test_state_that_cannot_be_saved_is_a_message_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "ticks").write_text("a file where the folder should be")
    with pytest.raises(UsageError, match="cannot be saved"):
        ticks.save(tmp_path, Path("/p"), {})


def test_recents_are_newest_first_ten_at_most_and_each_once(tmp_path: Path) -> None:
    for number in range(12):
        recents.remember(tmp_path, Path(f"/p{number}"))
    recents.remember(tmp_path, Path("/p5"))
    known = recents.load(tmp_path).folders
    assert known[:2] == (Path("/p5"), Path("/p11"))
    assert len(known) == len(set(known)) == 10
    assert Path("/p5") not in recents.forget(tmp_path, Path("/p5")).folders


def policy(tmp_path: Path, text: str, name: str = "policy.json") -> Policy:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return policy_file.load(tmp_path / name)


def test_a_policy_is_read_from_json_and_toml_alike(tmp_path: Path) -> None:
    wanted = Policy(
        licence_classes=("permissive",),
        memory_gib=24.0,
        needs={"context": "16384", "tools": "yes"},
        tiers={"groq": "x"},
    )
    as_json = (
        '{"licence_classes": ["permissive"], "memory_gib": 24,'
        ' "needs": {"context": 16384, "tools": true}, "tiers": {"groq": "x"}}'
    )
    as_toml = """
        licence_classes = ["permissive"]
        memory_gib = 24
        [needs]
        context = 16384
        tools = true
        [tiers]
        groq = "x"
    """
    assert policy(tmp_path, as_json) == wanted
    assert policy(tmp_path, as_toml, "policy.toml") == wanted
    assert policy(tmp_path, "{}") == Policy()


def test_a_day_in_a_policy_is_written_as_a_day_or_as_a_word(tmp_path: Path) -> None:
    wanted = Policy(what_if={"muse_open": "2027-06-01"})
    for text in ("what_if = { muse_open = 2027-06-01 }", 'what_if = { muse_open = "2027-06-01" }'):
        assert policy(tmp_path, text, "policy.toml") == wanted
    with pytest.raises(UsageError, match="must be a day"):
        policy(tmp_path, "what_if = { muse_open = 2027-06-01T10:00:00 }", "policy.toml")


def test_every_field_of_a_policy_can_be_written_in_a_file() -> None:
    assert set(policy_file._CHECKS) == {part.name for part in fields(Policy)} - {"name"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not well-formed"),
        ("[]", "no table"),
        ('{"licenses": [], "vendor": 1}', "unknown keys: licenses, vendor. Known are: licence_classes"),
        ('{"licence_classes": "permissive"}', "licence_classes must be a list"),
        ('{"licence_classes": ["free"]}', "known are permissive"),
        ('{"memory_gib": "24"}', "memory_gib must be a number"),
        ('{"memory_gib": NaN}', "memory_gib must be a number"),
        ('{"memory_gib": true}', "memory_gib must be a number"),
        ('{"quantisation": "q3"}', "one of q4, q8, bf16"),
        ('{"needs": []}', "needs must be a table"),
        ('{"needs": {"context": []}}', "needs.context must be a word or a number"),
        ('{"commercial": "yes"}', "commercial must be true or false"),
        ('{"redistributes": 1}', "redistributes must be true or false"),
        ('{"monthly_users": -1}', "monthly_users must be a whole number"),
        ('{"monthly_users": "many"}', "monthly_users must be a whole number"),
        ('{"monthly_users": true}', "monthly_users must be a whole number"),
        ('{"annual_revenue_musd": -0.5}', "annual_revenue_musd must be a number"),
        ('{"annual_revenue_musd": NaN}', "annual_revenue_musd must be a number"),
        ('{"what_if": "2027-06-01"}', "what_if must be a table of names and days"),
        ('{"what_if": {"muse_open": "2027-02-30"}}', "what_if.muse_open is 2027-02-30, which is no day"),
        ('{"what_if": {"muse_open": 2027}}', "what_if.muse_open must be a day such as 2027-06-01"),
    ],
)
def test_what_is_wrong_in_a_policy_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        policy(tmp_path, text)


def test_a_policy_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        policy_file.load(tmp_path / "none.json")
    (tmp_path / "b.json").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not UTF-8"):
        policy_file.load(tmp_path / "b.json")
