"""No pattern of the detectors takes more than linear time, whatever a stranger writes."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import advisor.scan.detect
from tests.detect.look import inspect, knowledge

SIZE = 100_000
FAMILIES = {
    "letters": "a",
    "blanks": " ",
    "slashes": "llama/",
    "dashes": "llama-",
    "dots": "llama.",
    "colons": "model:",
    "brackets": "[(",
    "quotes": "'\"`",
    "fences": "\n```\n",
    "equals": "model = ",
    "escapes": "\\",
    "imports": "from a import (b, ",
}


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    for module in pkgutil.iter_modules(advisor.scan.detect.__path__):
        loaded = importlib.import_module(f"advisor.scan.detect.{module.name}")
        for name, value in vars(loaded).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{module.name}.{name}", value


PATTERNS = dict(patterns())


def endless(parsed: Any) -> Iterator[str]:
    """The repeats of a parsed pattern that have no upper bound."""
    for code, value in parsed:
        if code in (codes.MAX_REPEAT, codes.MIN_REPEAT):
            if value[1] == codes.MAXREPEAT:
                yield str(value[2])
            yield from endless(value[2])
        elif code is codes.SUBPATTERN:
            yield from endless(value[3])
        elif code is codes.BRANCH:
            for branch in value[1]:
                yield from endless(branch)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from endless(value[1])


@pytest.mark.parametrize("name", PATTERNS)
def test_every_repeat_in_a_pattern_has_a_bound(name: str) -> None:
    pattern = PATTERNS[name]
    assert list(endless(parser.parse(pattern.pattern, pattern.flags))) == []


@pytest.mark.parametrize("family", FAMILIES)
def test_patterns_come_back_from_100_kb_of_hostile_text(family: str) -> None:
    text = (FAMILIES[family] * SIZE)[:SIZE]
    for name, pattern in PATTERNS.items():
        found = sum(1 for _ in pattern.finditer(text))
        assert found <= SIZE + 1, name


@pytest.mark.parametrize("path", ["app.py", "README.md", "values.yaml"])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_model_behind_hostile_text_is_still_found(family: str, path: str) -> None:
    text = (FAMILIES[family] * SIZE)[: SIZE // 25] + '\n\n\nmodel: "meta-llama/Llama-3.1-8B-Instruct"\n'
    seen = inspect(text, path)
    assert "llama-3.1-8b-instruct" in {draft.model for draft in seen.drafts}


def test_the_sift_takes_the_detectors_needles() -> None:
    needles = knowledge().detector.needles
    assert len(needles) == len(set(needles))
    assert all(needle == needle.lower() and len(needle) > 2 for needle in needles)
