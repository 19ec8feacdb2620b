"""A worker process: receives batches of paths, sends back what stands in them. One thread, no children.

Started by `advisor.scan.client` alone. It ends when its parent closes the pipe, and never outlives it by
more than one file.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

from advisor import GARBAGE_THRESHOLDS
from advisor.core.errors import AdvisorError
from advisor.core.overlay import Overlay
from advisor.scan.budgets import Budgets
from advisor.scan.cache import CachePlace
from advisor.scan.deadline import Guard
from advisor.scan.engine import Scanner
from advisor.scan.knowledge import Knowledge
from advisor.scan.links.reader import NameReader
from advisor.scan.wire import Message, batch_to_json, lookup_from_json, receive, send

Load = Callable[[Path | None, tuple[Overlay, ...]], Knowledge]
"""Given the resource folder and overlays: what the scan has to know."""


def serve(load: Load) -> int:
    """Work for the parent until it closes the pipe. Returns the exit code."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent, which then ends its workers
    with _own_pipes() as (inbox, outbox), contextlib.suppress(OSError):
        hello = receive(inbox)
        if hello is None:
            return 0
        readers = _prepare(hello, load, outbox)
        if readers is None:
            return 1
        send(outbox, {"ready": True})
        while task := receive(inbox):
            _work(*readers, task, outbox)
    return 0


@contextlib.contextmanager
def _own_pipes() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The pipes to the parent; what anything prints goes nowhere instead of between messages."""
    with os.fdopen(os.dup(0), "rb") as inbox, os.fdopen(os.dup(1), "wb") as outbox:
        nowhere = os.open(os.devnull, os.O_RDWR)
        os.dup2(nowhere, 0)
        os.dup2(nowhere, 1)
        os.close(nowhere)
        yield inbox, outbox


def _prepare(hello: Message, load: Load, outbox: BinaryIO) -> tuple[Scanner, NameReader] | None:
    budgets = Budgets.from_json(hello["budgets"])
    resources = Path(hello["resources"]) if hello["resources"] else None
    try:
        knowledge = load(resources, tuple(map(Overlay.from_json, hello["overlays"])))
        hits = knowledge.hits
    except AdvisorError as error:
        send(outbox, {"error": str(error)})
        return None
    _limit_memory(budgets.worker_memory)
    guard = Guard(budgets.seconds_per_file)
    root, detector, rules = hello["root"], knowledge.detector, knowledge.rules
    cache = CachePlace(*hello["cache"]).open()
    scanner = Scanner(root, detector, rules, hits, budgets, guard, cache)
    return scanner, NameReader(root, detector, rules, budgets, guard)


def _work(scanner: Scanner, names: NameReader, task: Message, outbox: BinaryIO) -> None:
    def announce(index: int) -> None:
        send(outbox, {"at": index})

    if "names" in task:
        batch = names.scan(task["paths"], lookup_from_json(task["names"]), announce)
    else:
        is_included = task.get("included", False)
        batch = scanner.scan(task["paths"], announce, careful=task["careful"], included=is_included)
    send(outbox, {"batch": task["batch"], **batch_to_json(batch)})


def _limit_memory(size: int) -> None:
    """Cap the address space where the system can: a poisoned file then fails alone."""
    try:
        import resource
    except ImportError:
        return  # Windows; the parent still replaces a worker that the system ends
    with contextlib.suppress(ValueError, OSError):  # a lower limit is in force already
        resource.setrlimit(resource.RLIMIT_AS, (size, size))


def main() -> int:
    """Serve with the product's own detectors."""
    from advisor.scan.load import load_knowledge

    gc.set_threshold(*GARBAGE_THRESHOLDS)
    return serve(load_knowledge)


if __name__ == "__main__":
    sys.exit(main())
