"""Own SVG icons from `resources/icons`, drawn in the colours of the theme.

The files use `currentColor`; the theme's ink takes its place when an icon is made, so one file
serves both palettes and every scale.
"""

from __future__ import annotations

from functools import cache

from advisor.gui.places import icon_folder
from advisor.gui.qt import QByteArray, QIcon, QPainter, QPixmap, QRectF, QSize, QSvgRenderer, Qt, QWidget
from advisor.gui.theme import THEME


@cache
def _source(name: str) -> str:
    return (icon_folder() / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str | None = None, size: int = 18) -> QIcon:
    """The icon `name`, in `colour` (`#rrggbb`) or the ink of the theme."""
    made = QIcon()
    for scale in (1, 2, 3):
        made.addPixmap(_pixmap(name, colour or THEME.scheme.text, size * scale))
    return made


def icon_size(beside: QWidget, least: int = 16) -> QSize:
    """The size of an icon beside the words of a widget: it grows with large fonts."""
    side = max(least, beside.fontMetrics().height())
    return QSize(side, side)


def app_icon() -> QIcon:
    """The program's own mark, in the sizes that title bars and task lists ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        made.addPixmap(_pixmap("llama-advisor", THEME.scheme.text, size))
    return made


def picture(name: str, size: int, scale: float, colour: str | None = None) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen of that `scale`."""
    pixmap = _pixmap(name, colour or THEME.scheme.text, round(size * scale))
    pixmap.setDevicePixelRatio(scale)
    return pixmap


def _pixmap(name: str, colour: str, pixels: int) -> QPixmap:
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixmap = QPixmap(QSize(pixels, pixels))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return pixmap
