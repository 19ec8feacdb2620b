"""What steers or hides, in characters that every font has. Without Qt.

Reports show a control character by its picture (`␛`), which on many machines no font has: a window would show
an empty box for all of them.
"""

from __future__ import annotations

from advisor.report.clean import visible

_PICTURES = {0x2400 + code: f"\\x{code:02x}" for code in range(0x20)}
_PICTURES |= {0x2409: "\\t", 0x240A: "\\n", 0x240D: "\\r", 0x2421: "\\x7f"}


def legible(text: str) -> str:
    """`text` with control characters as `\\n` and `\\x1b`, all else that hides made visible as in reports."""
    return visible(text).translate(_PICTURES)
