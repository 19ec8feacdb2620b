"""Keeps Python's cycle collector from stopping the window, and from ending it.

A full collection walks every object there is: over 20,000 findings it held the whole process for 120 ms
(measured). So it rests while a scan and its judging run; afterwards what they made is left out of later
collections. It rests, too, while rows are brought into order: that makes and drops two values for each of
them. Values without cycles, as ours are, are freed by their reference counts all the same.

Python collects in whatever thread makes the next object. Widgets that are garbage could then be taken apart
beside the main thread, which Qt forbids. So in the program a timer of the main thread collects, nothing else.
"""

from __future__ import annotations

import gc

from advisor.gui.qt import QObject, QTimer

SWEEP_MS = 250
"""How often the main thread looks whether there is enough to collect."""

_at_work: set[object] = set()
"""Who wants it to rest."""
_lasting = False
"""True when what was made meanwhile is there to stay."""
_swept = False
"""True once the main thread collects."""


def rest(who: object = "scan", *, lasting: bool = True) -> None:
    """No collection until `who` resumes; what is made meanwhile is `lasting`, or gone by then."""
    global _lasting  # noqa: PLW0603 - there is one collector in a process
    _lasting = _lasting or lasting
    _at_work.add(who)
    gc.disable()


def resume(who: object = "scan") -> None:
    """Collect again once nobody wants it to rest, and from then on without walking what came to stay."""
    global _lasting  # noqa: PLW0603
    if who not in _at_work:
        return
    _at_work.discard(who)
    if _at_work:
        return
    if _lasting:
        gc.freeze()
    _lasting = False
    if not _swept:
        gc.enable()


def sweep(parent: QObject) -> None:
    """From now on collect in the main thread only, as long as `parent` lives."""
    global _swept  # noqa: PLW0603
    _swept = True
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(SWEEP_MS)
    timer.timeout.connect(collect)
    timer.start()


def collect() -> None:
    """Collect what Python itself would have by now, unless somebody wants it to rest."""
    due = [count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True)]
    if not _at_work and due[0]:
        gc.collect(2 if all(due) else 1 if due[1] else 0)
