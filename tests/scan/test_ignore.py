"""Ignore rules mean for folders what git's own manual says they mean."""

from __future__ import annotations

import os

import pytest

from advisor.scan.ignore import IgnoreFile, folder_is_ignored


def ignored(rules: str, path: str) -> bool | None:
    """What one ignore file at the top says about a folder."""
    return IgnoreFile("", rules, 1000).decide(path.rpartition("/")[2], path)


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ("build", "build"),
        ("build/", "a/b/build"),
        ("/build", "build"),
        ("a/build", "a/build"),
        ("*.egg-info", "pkg.egg-info"),
        ("**/logs", "a/b/logs"),
        ("**/logs", "logs"),
        ("a/**/b", "a/b"),
        ("a/**/b", "a/x/y/b"),
        ("a/**", "a/x"),
        ("doc?", "docs"),
        ("[a-c]1", "b1"),
        ("[!a-c]1", "d1"),
        ("[^a-c]1", "d1"),
        ("[[:digit:]]x", "7x"),
        ("[]]", "]"),
        (r"\#tmp", "#tmp"),
        (r"\!tmp", "!tmp"),
        (r"sp\ ", "sp "),
        ("spaced   ", "spaced"),
        ("build\r\nother", "build"),
        ("\ufeffbuild", "build"),
        ("!build\nbuild", "build"),
    ],
)
def test_a_rule_ignores_what_it_matches(rules: str, path: str) -> None:
    assert ignored(rules, path) is True


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ("/build", "a/build"),
        ("a/build", "x/a/build"),
        ("build", "builds"),
        ("a/**", "a"),
        ("a/*/b", "a/b"),
        ("a*b", "a/b"),
        ("Build", "build"),
        ("# build", "build"),
        ("", "build"),
        ("/", "build"),
        ("[a", "a"),
        ("[z-a]", "z"),
        ("tab\t", "tab"),
        ("?", "é"),
        ("[!a]", "é"),
    ],
)
def test_a_rule_says_nothing_about_the_rest(rules: str, path: str) -> None:
    assert ignored(rules, path) is None


def test_the_last_rule_that_matches_decides() -> None:
    assert ignored("logs\n!logs", "logs") is False
    assert ignored("logs\n!logs\nlogs", "logs") is True


def test_a_deeper_file_beats_a_shallower_one() -> None:
    top, inner = IgnoreFile("", "out", 99), IgnoreFile("a/", "!out\n/only", 99)
    assert folder_is_ignored([top, inner], "out", "a/out") is False
    assert folder_is_ignored([top], "out", "b/out") is True
    assert folder_is_ignored([top, inner], "only", "a/only") is True
    assert folder_is_ignored([top, inner], "only", "a/b/only") is None


def test_a_name_that_is_no_utf8_is_matched_by_its_bytes() -> None:
    name = os.fsdecode(b"caf\xe9")
    rules = os.fsdecode(b"caf\xe9\n")
    assert ignored(rules, name) is True
    assert ignored("caf?", name) is True


def test_rules_beyond_the_limit_are_dropped_and_that_is_known() -> None:
    kept = IgnoreFile("", "a\n# no rule\nb\nc", 2)
    assert (kept.rule_count, kept.cut) == (2, True)
    assert kept.decide("b", "b") is True
    assert kept.decide("c", "c") is None
    assert IgnoreFile("", "a\nb", 2).cut is False


@pytest.mark.parametrize(
    "pattern", ["*a" * 30 + "*b", "**/a/" * 30 + "b", "[ab]*" * 30 + "c", "a/**/" * 30 + "b", "?*" * 60 + "c"]
)
def test_a_hostile_pattern_is_answered_and_does_not_hang(pattern: str) -> None:
    assert ignored(pattern, "a" * 250) is None
    assert ignored(pattern, "/".join("a" * 120)) is None
