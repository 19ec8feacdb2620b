"""Colours, type and spacing of the window: one light and one dark scheme on Fusion.

Colours have meanings (`Tone`); every meaning has a strong colour, a wash and the ink that reads on
each with a contrast of at least 4.5:1, which a test holds. Qt's own colour scheme does nothing
without a desktop theme behind it, so the palette is set by the program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum

from advisor.gui.places import icon_folder
from advisor.gui.qt import QApplication, QColor, QFont, QFontDatabase, QFontInfo, QPalette, Qt
from advisor.gui.scheme import DARK, LIGHT, Scheme
from advisor.gui.stylesheet import stylesheet
from advisor.report.drawing import Size, Tone

SPACE = 8
"""The spacing unit in logical pixels; margins and gaps are multiples of half of it."""
CHART_FONT = 13
"""Pixels of the body font that charts have room for; with a larger one the whole chart grows."""


class Mode(StrEnum):
    """What the user asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_SIZES: Mapping[Size, float] = {Size.SMALL: 0.9, Size.BODY: 1.0, Size.TITLE: 1.25}


class Theme:
    """The look in force. Widgets that paint themselves ask it; `apply` changes it.

    Attributes:
        mode: what the user asked for.
        scheme: what that is on this system.
    """

    def __init__(self) -> None:
        self.mode = Mode.SYSTEM
        self.scheme = LIGHT
        self._base_points = 10.0

    def apply(self, app: QApplication, mode: Mode) -> None:
        """Dress the whole application; `Mode.SYSTEM` follows the desktop, light where it says nothing."""
        self.mode = mode
        dark = mode is Mode.DARK or (
            mode is Mode.SYSTEM and app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        )
        scheme = DARK if dark else LIGHT
        if scheme is self.scheme and app.styleSheet():
            return  # dressing every widget anew takes its time
        self.scheme = scheme
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        self._base_points = max(app.font().pointSizeF(), 9.0)
        app.setPalette(_palette(self.scheme))
        app.setStyleSheet(stylesheet(self.scheme, self._base_points, icon_folder(), self.scale()))

    def ink(self, tone: Tone) -> QColor:
        """The colour of words and lines of that meaning."""
        return QColor(self.scheme.shades[tone].ink)

    def wash(self, tone: Tone) -> QColor:
        """The faint background of that meaning."""
        return QColor(self.scheme.shades[tone].wash)

    def solid(self, tone: Tone) -> QColor:
        """The strong background of that meaning."""
        return QColor(self.scheme.shades[tone].solid)

    def on_solid(self, tone: Tone) -> QColor:
        """What reads on that strong background."""
        return QColor(self.scheme.shades[tone].on_solid)

    def font(self, size: Size = Size.BODY, *, bold: bool = False) -> QFont:
        """The interface font of a step of the type scale."""
        font = QFont(QApplication.font())
        font.setPointSizeF(self._base_points * _SIZES[size])
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def font_of(self, points: float, *, bold: bool = False) -> QFont:
        """The interface font in a size of its own, for paper."""
        font = QFont(QApplication.font())
        font.setPointSizeF(points)
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def scale(self) -> float:
        """How much larger the interface font is than the one that charts are laid out for."""
        return max(1.0, QFontInfo(self.font()).pixelSize() / CHART_FONT)

    @contextmanager
    def within(self, scale: float) -> Iterator[None]:
        """Fonts for a painter that enlarges everything so much."""
        points = self._base_points
        self._base_points = points / scale
        try:
            yield
        finally:
            self._base_points = points

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """The light look for as long as something is painted for paper; no widget is dressed anew."""
        scheme, points = self.scheme, self._base_points
        self.scheme, self._base_points = LIGHT, 10.0
        try:
            yield
        finally:
            self.scheme, self._base_points = scheme, points

    def code_font(self) -> QFont:
        """The fixed-width font for source text."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self._base_points * 0.95)
        return font


THEME = Theme()
"""The one look of the running program: a palette is process-wide in Qt as well."""


def _palette(scheme: Scheme) -> QPalette:
    roles = QPalette.ColorRole
    colours = {
        roles.Window: scheme.window,
        roles.WindowText: scheme.text,
        roles.Base: scheme.surface,
        roles.AlternateBase: scheme.raised,
        roles.Text: scheme.text,
        roles.Button: scheme.raised,
        roles.ButtonText: scheme.text,
        roles.BrightText: scheme.text,
        roles.Highlight: scheme.selection,
        roles.HighlightedText: scheme.text,
        roles.Link: scheme.accent,
        roles.LinkVisited: scheme.accent,
        roles.ToolTipBase: scheme.surface,
        roles.ToolTipText: scheme.text,
        roles.PlaceholderText: scheme.muted,
        roles.Light: scheme.raised,
        roles.Midlight: scheme.border,
        roles.Mid: scheme.strong_border,
        roles.Dark: scheme.strong_border,
        roles.Shadow: scheme.strong_border,
        roles.Accent: scheme.accent,
    }
    palette = QPalette()
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(scheme.muted))
    return palette


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
