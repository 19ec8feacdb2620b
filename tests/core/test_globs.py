"""Globs over paths and words: what they mean, and that no glob of a stranger takes long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.globs import is_path, is_word

NAMES = st.text(alphabet="ab*.?[]", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("glob", "fits", "misses"),
    [
        ("docs", ["docs/a.md", "web/docs/b/c.md", "docs"], ["docs2/a.md", "mydocs/a.md"]),
        ("docs/", ["docs/a.md", "web/docs/b.md"], ["docs2/a.md"]),
        ("/docs", ["docs/a.md"], ["web/docs/a.md"]),
        ("*.py", ["a.py", "src/b.py"], ["a.pyc", "a.txt"]),
        ("src/*.py", ["src/a.py"], ["src/b/a.py", "web/src/a.py"]),
        ("src/**", ["src/a.py", "src/b/c.py"], ["web/src/a.py"]),
        ("src/**/old_*.py", ["src/old_a.py", "src/b/c/old_x.py"], ["old_a.py", "src/new.py"]),
        ("**", ["a", "a/b/c"], []),
        ("a/b", ["a/b", "a/b/c.py"], ["a/bc", "x/a/b"]),
    ],
)
def test_a_glob_of_paths_means_what_it_does_in_an_ignore_file(
    glob: str, fits: list[str], misses: list[str]
) -> None:
    assert [path for path in fits if not is_path(glob, path)] == []
    assert [path for path in misses if is_path(glob, path)] == []


def test_paths_count_as_written_and_words_in_any_case() -> None:
    assert not is_path("Docs", "docs/a.md")
    assert is_word("ACME-*", "acme-Chat")
    assert not is_word("acme", "acme-chat")


def test_a_glob_full_of_stars_on_a_long_path_ends() -> None:
    assert not is_path("/".join(["**", "*a*a*a*"] * 20) + "/x", "/".join(["a" * 60] * 60))
    assert not is_word("*a" * 60 + "b", "a" * 4_000)


@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(st.text("ab.", min_size=1, max_size=6), min_size=1))
def test_any_glob_and_any_path_have_an_answer(glob: list[str], path: list[str]) -> None:
    assert is_path("/".join(glob), "/".join(path)) in (True, False)


@given(st.lists(st.text("ab.-", min_size=1, max_size=6), min_size=1, max_size=6))
def test_a_path_without_magic_names_itself(path: list[str]) -> None:
    assert is_path("/" + "/".join(path), "/".join(path))
