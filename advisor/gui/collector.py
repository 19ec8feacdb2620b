"""Keeps Python's cycle collector from stopping the window while a large result is made and shown.

A full collection walks every object there is: over 20,000 findings it held the whole process for 120 ms
(measured). So it rests while a scan and its judging run; afterwards what they made is left out of later
collections. Values without cycles, as ours are, are freed by their reference counts all the same.
"""

from __future__ import annotations

import gc


def rest() -> None:
    """No collection until `resume`."""
    gc.disable()


def resume() -> None:
    """Collect again, from now on without walking what is there now."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
