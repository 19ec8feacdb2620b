"""The colours of the charts and of the HTML report by what they mean: one light look, one dark.

The window wears the same, so a chart looks alike in a report and on the screen. Every ink reads with at least
4.5:1 on its wash and on the surface; a test reckons it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.report.drawing import Tone


@dataclass(frozen=True, slots=True)
class Shade:
    """The colours of one meaning."""

    ink: str
    """Text on a surface or on the wash."""
    wash: str
    """A faint background."""
    solid: str
    """A strong background."""
    on_solid: str
    """Reads on the strong background."""


LIGHT: Mapping[Tone, Shade] = {
    Tone.INK: Shade("#191d24", "#eceef2", "#191d24", "#ffffff"),
    Tone.MUTED: Shade("#555e6c", "#eceef2", "#555e6c", "#ffffff"),
    Tone.RULE: Shade("#555e6c", "#f5f6f8", "#b9c0cb", "#191d24"),
    Tone.ACCENT: Shade("#3451c6", "#e6eafb", "#3451c6", "#ffffff"),
    Tone.DEAD: Shade("#ab1f2d", "#fbe6e7", "#c4313f", "#ffffff"),
    Tone.ENDS: Shade("#8a4b06", "#fcefd9", "#c9841b", "#2b1a02"),
    Tone.SERVED: Shade("#1a6b3f", "#e2f3e9", "#27804f", "#ffffff"),
    Tone.YOURS: Shade("#245c8f", "#e3eef8", "#3a77b0", "#ffffff"),
    Tone.UNKNOWN: Shade("#525b68", "#eceef1", "#8b94a1", "#10141a"),
    Tone.CALM: Shade("#2f6d52", "#edf7f1", "#7db898", "#06200f"),
    Tone.MIDDLE: Shade("#6b5a00", "#faf5cf", "#d8c233", "#1f1a00"),
}
DARK: Mapping[Tone, Shade] = {
    Tone.INK: Shade("#e8ebef", "#2a3038", "#e8ebef", "#15181d"),
    Tone.MUTED: Shade("#a2acb9", "#2a3038", "#a2acb9", "#15181d"),
    Tone.RULE: Shade("#a2acb9", "#1a1e24", "#4a5360", "#e8ebef"),
    Tone.ACCENT: Shade("#9db2ff", "#252e4d", "#8ea6ff", "#0e1430"),
    Tone.DEAD: Shade("#ff9d9d", "#402024", "#e5646b", "#1a0507"),
    Tone.ENDS: Shade("#f2c06a", "#3a2c13", "#e0a03c", "#231602"),
    Tone.SERVED: Shade("#7fd3a2", "#17331f", "#4cae78", "#04170c"),
    Tone.YOURS: Shade("#93c4f0", "#1b2f43", "#5a9bd4", "#03121f"),
    Tone.UNKNOWN: Shade("#b4bdc9", "#2b3139", "#8d97a5", "#0e1217"),
    Tone.CALM: Shade("#a8cdb9", "#1f2a25", "#3b6b52", "#eef7f1"),
    Tone.MIDDLE: Shade("#e2d774", "#333013", "#cdbf45", "#1a1700"),
}
