"""Sorts very many values in small steps, so that whoever shares the thread or the interpreter is not held.

One call of `sorted` over 100,000 rows cannot be interrupted: for a third of a second no other thread runs and
no key is heard. Here the values are dealt out between a few hundred of them, pile by pile in order, and each
pile is sorted by itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterable
from typing import Any, TypeVar

_PILE = 1000
"""Values sorted in one call, about."""
_SAMPLE = 16
"""Values looked at for each pile: more make the piles more even."""
_DEALT = 4000
"""Values dealt out between two stops."""
T = TypeVar("T", bound=Any)


def in_order(values: Iterable[T]) -> list[T]:
    """What `sorted` hands back, equal values in the order they had; other threads go on meanwhile."""
    steps = sorting(list(values))
    try:
        while True:
            next(steps)
    except StopIteration as done:
        found: list[T] = done.value
        return found


def sorting(values: list[T]) -> Generator[None, None, list[T]]:
    """The same with a stop after every few thousandths of a second."""
    bounds = _bounds(values)
    piles: list[list[T]] = [[] for _ in range(len(bounds) + 1)]
    for start in range(0, len(values), _DEALT):
        for value in values[start : start + _DEALT]:
            piles[bisect_right(bounds, value)].append(value)  # equal values lie in one pile, in their order
        yield
    done: list[T] = []
    for number, pile in enumerate(piles, 1):
        done += sorted(pile)
        if number % 4 == 0:
            yield
    return done


def _bounds(values: list[Any]) -> list[Any]:
    """Values that part all of them into piles of about one size."""
    piles = len(values) // _PILE
    if piles < 2:
        return []
    sample = sorted(values[:: max(len(values) // (piles * _SAMPLE), 1)])
    return sample[_SAMPLE::_SAMPLE]
