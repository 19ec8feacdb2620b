"""Python's collector of cycles: it rests while somebody is at work; in the program one thread runs it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from advisor.gui import collector
from advisor.gui.qt import QObject


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(collector, "_swept", False)
    yield
    gc.enable()


class Knot:
    """Holds itself: only the collector frees it."""

    def __init__(self) -> None:
        self.own = self


def test_it_rests_until_all_who_asked_for_it_are_done() -> None:
    collector.rest("one")
    collector.rest("two", lasting=False)
    collector.resume("one")
    assert not gc.isenabled()
    collector.resume("two")
    assert gc.isenabled()


def test_who_did_not_ask_wakes_nobody() -> None:
    collector.rest("one", lasting=False)
    collector.resume("another")
    assert not gc.isenabled()
    collector.resume("one")


def test_in_the_program_only_the_main_threads_timer_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = QObject()
    collector.sweep(parent)
    collector.rest("one", lasting=False)
    collector.resume("one")
    assert not gc.isenabled()
    knot = ref(Knot())
    monkeypatch.setattr(gc, "get_threshold", lambda: (0, 0, 0))
    monkeypatch.setattr(gc, "get_count", lambda: (1, 1, 1))
    collector.rest("one", lasting=False)
    collector.collect()
    assert knot() is not None
    collector.resume("one")
    collector.collect()
    assert knot() is None


def test_little_garbage_is_left_lying(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "get_count", lambda: (3, 0, 0))
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda generation=2: asked.append(generation))
    collector.collect()
    assert asked == []
    monkeypatch.setattr(gc, "get_count", lambda: (100_000, 100, 0))
    collector.collect()
    assert asked == [1]
