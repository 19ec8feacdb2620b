"""The colours of the window: one light and one dark scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from advisor.report import palette
from advisor.report.drawing import Tone
from advisor.report.palette import Shade


@dataclass(frozen=True, slots=True)
class Scheme:
    """All colours of one look."""

    name: str
    window: str
    sidebar: str
    surface: str
    raised: str
    border: str
    strong_border: str
    text: str
    muted: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    focus: str
    warning: str
    shades: Mapping[Tone, Shade]


LIGHT = Scheme(
    name="light",
    window="#f5f6f8",
    sidebar="#eceef2",
    surface="#ffffff",
    raised="#f8f9fb",
    border="#dde1e7",
    strong_border="#868f9e",
    text="#191d24",
    muted="#555e6c",
    accent="#3451c6",
    on_accent="#ffffff",
    accent_hover="#2a43a8",
    selection="#e3e8fb",
    focus="#3451c6",
    warning="#8a4b06",
    shades=palette.LIGHT,
)
DARK = Scheme(
    name="dark",
    window="#15181d",
    sidebar="#101317",
    surface="#1d2127",
    raised="#23282f",
    border="#30363f",
    strong_border="#66707e",
    text="#e8ebef",
    muted="#a2acb9",
    accent="#8ea6ff",
    on_accent="#0e1430",
    accent_hover="#a9bbff",
    selection="#2a3559",
    focus="#8ea6ff",
    warning="#f2c06a",
    shades=palette.DARK,
)
