"""Own SVG icons from `resources/icons`, drawn in the colours of the theme.

The files use `currentColor`; the theme's ink takes its place when an icon is made, so one file
serves both palettes and every scale.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from advisor.gui.qt import QByteArray, QIcon, QPainter, QPixmap, QRectF, QSize, QSvgRenderer, Qt
from advisor.gui.theme import THEME

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def _folder() -> Path:
    """Where the icons are: inside the installed package or the frozen program, else in the source tree."""
    for candidate in (_PACKAGE / "_resources" / "icons", _PACKAGE.parent / "resources" / "icons"):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError("the program's icons are missing; install it again")


@cache
def _source(name: str) -> str:
    return (_folder() / f"{name}.svg").read_text(encoding="utf-8")


def icon(name: str, colour: str | None = None, size: int = 18) -> QIcon:
    """The icon `name`, in `colour` (`#rrggbb`) or the ink of the theme."""
    made = QIcon()
    for scale in (1, 2, 3):
        made.addPixmap(_pixmap(name, colour or THEME.scheme.text, size * scale))
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
