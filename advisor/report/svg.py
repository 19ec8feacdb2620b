"""Writes a chart of `advisor.report.drawing` as inline SVG; its colours are variables of the page's style.

Nothing in it runs or loads. Every place of a chart that means something carries its words as a title, which
is shown by the pointer and read aloud.
"""

from __future__ import annotations

from functools import singledispatch
from html import escape

from advisor.report.clean import cut, plain
from advisor.report.drawing import Align, Area, Box, Dot, Drawing, Shape, Size, Stroke, Words

_PIXELS = {Size.SMALL: 12.0, Size.BODY: 13.0, Size.TITLE: 16.0}
_LETTER = 0.53
"""Width of a letter as a share of the type size: a mean of common sans-serif faces, for cutting alone."""
_ANCHORS = {Align.LEFT: "start", Align.CENTRE: "middle", Align.RIGHT: "end"}


def svg(drawing: Drawing) -> str:
    """The chart as one `svg` element that shrinks with the page."""
    shapes = sorted(drawing.shapes, key=lambda each: isinstance(each, Words))  # no line runs through words
    size = f'width="{drawing.width:g}" height="{drawing.height:g}"'
    return (
        f'<svg role="img" viewBox="0 0 {drawing.width:g} {drawing.height:g}" {size}>'
        f"<title>{_text(drawing.title)}</title>"
        f"{''.join(map(_shape, shapes))}{''.join(map(_area, drawing.areas))}</svg>"
    )


def _text(text: str) -> str:
    return escape(plain(text))


def _area(area: Area) -> str:
    place = f'x="{area.x:g}" y="{area.y:g}" width="{area.width:g}" height="{area.height:g}"'
    return f'<rect {place} fill="transparent"><title>{_text(area.label)}</title></rect>'


@singledispatch
def _shape(shape: Shape) -> str:
    raise TypeError(f"no way to write {type(shape).__name__}")


@_shape.register
def _box(box: Box) -> str:
    fill = f"var(--{box.tone}-{'solid' if box.solid else 'wash'})"
    edge = f' stroke="var(--{box.tone}-ink)"' if box.outline else ""
    place = f'x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" rx="{box.radius:g}"'
    return f'<rect {place} fill="{fill}"{edge}/>'


@_shape.register
def _words(words: Words) -> str:
    pixels = _PIXELS[words.size]
    room = max(int(words.width / (pixels * _LETTER)), 1)
    colour = f"var(--{words.tone}-{'on-solid' if words.on_solid else 'ink'})"
    weight = ' font-weight="600"' if words.bold else ""
    halo = "" if words.on_solid else ' class="halo"'
    return (
        f'<text x="{words.x:g}" y="{words.y:g}" dy="0.35em" font-size="{pixels:g}" fill="{colour}"'
        f' text-anchor="{_ANCHORS[words.align]}"{weight}{halo}>{escape(cut(plain(words.text), room))}</text>'
    )


@_shape.register
def _stroke(stroke: Stroke) -> str:
    dashes = ' stroke-dasharray="4 3"' if stroke.dashed else ""
    ends = f'x1="{stroke.x1:g}" y1="{stroke.y1:g}" x2="{stroke.x2:g}" y2="{stroke.y2:g}"'
    return f'<line {ends} stroke="var(--{stroke.tone}-solid)" stroke-width="{stroke.width:g}"{dashes}/>'


@_shape.register
def _dot(dot: Dot) -> str:
    colour = f"var(--{dot.tone}-solid)"
    fill = "none" if dot.hollow else colour
    place = f'cx="{dot.x:g}" cy="{dot.y:g}" r="{dot.radius:g}"'
    return f'<circle {place} fill="{fill}" stroke="{colour}" stroke-width="2"/>'
