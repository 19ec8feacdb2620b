"""What is on the virtual screen, point by point: whether the mark of the focus can be seen."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from journeys.reader import Box

AROUND = 3
"""Points beyond a part that its mark may take."""
CONTRAST = 3.0
"""Between a point with and without the mark, for it to count as seen (WCAG 2.2, 2.4.13)."""
ENOUGH = 24
"""Points of a mark that make it seen: less than the shortest side of what can be pressed."""
Points = list[bytes]


class Sight:
    """Reads the picture that Xvfb lays open with `-fbdir`: a header, then four bytes a point."""

    def __init__(self, frames: Path) -> None:
        self._file = (frames / "Xvfb_screen0").open("rb", buffering=0)
        head = struct.unpack(">25I", self._file.read(100))
        self._width, self._height = head[4], head[5]
        self._row = head[12]
        self._start = head[0] + 12 * head[19]

    def points(self, box: Box) -> Points:
        """The points of a part and a little around it, a string of bytes a line."""
        left, right = max(box.left - AROUND, 0), min(box.right + AROUND, self._width)
        lines = []
        for top in range(max(box.top - AROUND, 0), min(box.bottom + AROUND, self._height)):
            self._file.seek(self._start + top * self._row + 4 * left)
            lines.append(self._file.read(4 * max(right - left, 0)))
        return lines


def seen(with_mark: Points, without: Points) -> bool:
    """Whether as many points as a mark has differ by a contrast that can be seen."""
    pairs = _differing(with_mark, without)
    clear = (True for one, other in pairs if _contrast(one, other) >= CONTRAST)
    return sum(islice(clear, ENOUGH)) == ENOUGH


def _differing(one: Points, other: Points) -> Iterator[tuple[bytes, bytes]]:
    for line, before in zip(one, other, strict=False):
        if line != before:
            for at in range(0, min(len(line), len(before)), 4):
                if line[at : at + 3] != before[at : at + 3]:
                    yield line[at : at + 3], before[at : at + 3]


def _contrast(one: bytes, other: bytes) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(point: bytes) -> float:
    parts = [value / 255 for value in point]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2]
