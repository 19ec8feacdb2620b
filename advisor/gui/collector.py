"""Keeps Python's cycle collector from stopping the window while a large result is made and shown.

A full collection walks every object there is: over 20,000 findings it held the whole process for 120 ms
(measured). So it rests while a scan and its judging run; afterwards what they made is left out of later
collections. It rests, too, while rows are brought into order: that makes and drops two values for each of
them. Values without cycles, as ours are, are freed by their reference counts all the same.
"""

from __future__ import annotations

import gc

_at_work: set[object] = set()
"""Who wants it to rest."""
_lasting = False
"""True when what was made meanwhile is there to stay."""


def rest(who: object = "scan", *, lasting: bool = True) -> None:
    """No collection until `who` resumes; what is made meanwhile is `lasting`, or gone by then."""
    global _lasting  # noqa: PLW0603 - there is one collector in a process
    _lasting = _lasting or lasting
    _at_work.add(who)
    gc.disable()


def resume(who: object = "scan") -> None:
    """Collect again once nobody wants it to rest, and from then on without walking what came to stay."""
    global _lasting  # noqa: PLW0603
    _at_work.discard(who)
    if _at_work or gc.isenabled():
        return
    if _lasting:
        gc.freeze()
    _lasting = False
    gc.enable()
