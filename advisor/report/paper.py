"""The HTML report laid out for paper: what the writer of the PDF sets, in the part of HTML and CSS it knows.

The writer knows neither variables nor grids nor inline SVG, so colours are written out, columns follow one
another and a chart is a picture with a name of its own. The content is that of `html_report`, word for word.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from advisor.core.assessment import Assessment
from advisor.report import html_checklist, html_report, palette
from advisor.report.drawing import Drawing, Tone

CHART = "chart:"
"""What the name of a chart's picture begins with; its number follows."""

_WIDE, _NARROW = 660.0, 430.0
"""Pixels of the charts: the text of an A4 page is a little wider."""
_IN_FULL = 12
"""Dependencies told with all their lines, so that the report stays one that is read on paper."""
_MONTHS = ("3 months", "6 months", "12 months", "24 months")
_PLACES, _READS, _ROWS = 25, 8, 300
"""Places and reading lines of a dependency, and rows of the table of all places; what is left out is told."""
_COLUMNS: Mapping[tuple[str, ...], tuple[int, ...]] = {
    ("Way on", *_MONTHS, "Effort", "Licences", "Memory", "What is lost or not checked"): (
        *(15, 9, 9, 9, 9),
        *(7, 11, 13, 18),
    ),
    ("#", "Move to", "Size", "Context", "Licence", "Memory", "Why", "Missing or not checked"): (
        *(3, 14, 8, 10, 12, 9),
        *(27, 17),
    ),
    ("Place", "Written", "Kind", "Context"): (43, 33, 10, 14),
    ("Place", "Written", "Kind", "Model", "Verdict", "Context"): (25, 22, 10, 16, 16, 11),
    ("Place", "Written", "Kind", "Why"): (33, 25, 10, 32),
    ("Place", "Written", "Rule"): (45, 30, 25),
    ("Changes with it", "Asked for", "Places", "To do"): (21, 11, 38, 30),
    ("Read at", "Name", "As", "Context"): (38, 24, 24, 14),
    ("#", "What", "Verdict", "Risk", "Effort", "Places", "Move to"): (3, 22, 16, 9, 7, 26, 17),
    ("State", "Duty", "Licences and sections", "Places", "What stays when they are gone"): (9, 42, 18, 7, 24),
    ("Places", "Rule", "Why"): (9, 25, 66),
}
"""Per cent of the page for the columns of a table with these headings: by itself, the writer breaks words."""

_HEADINGS = re.compile(r"<thead><tr>.{0,4000}?</tr></thead>", re.DOTALL)
_HEADING = re.compile(r"<th [^>]{0,200}>([^<]{0,200})</th>")

_RULES = """
body{color:#191d24;font-size:9pt}
h1{font-size:22pt;font-weight:600}
h2{font-size:15pt;font-weight:600;margin-top:18px;margin-bottom:6px}
h3{font-size:11pt;font-weight:600;margin-top:12px;margin-bottom:2px}
p{margin-top:0;margin-bottom:5px}
li{margin-bottom:2px}
.lead{font-size:12pt;font-weight:600;margin-top:8px;margin-bottom:8px}
.quiet{color:#555e6c}
.broken{color:#ab1f2d;background-color:#fbe6e7;font-weight:600}
code{font-family:monospace;font-size:7.5pt}
th{color:#555e6c;font-weight:600;text-align:left;font-size:7.5pt}
td{font-size:7.5pt}
table{border-collapse:collapse;margin-top:4px;margin-bottom:6px}
td,th{border-bottom-width:1px;border-bottom-style:solid;border-bottom-color:#dde1e7}
a{color:#3451c6;text-decoration:none}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is to be set."""

    html: str
    style: str
    charts: tuple[Drawing, ...]
    """The pictures `chart:0`, `chart:1` … in this order."""


def sheet(assessment: Assessment, *, include_cleared: bool = False) -> Sheet:
    """The report for paper."""
    charts: list[Drawing] = []

    def picture(drawing: Drawing) -> str:
        charts.append(drawing)
        number = len(charts) - 1
        return f'<p><img src="{CHART}{number}" width="{drawing.width:g}" height="{drawing.height:g}"></p>'

    setting = html_report.Setting(
        picture, wide=_WIDE, narrow=_NARROW, in_full=_IN_FULL, places=_PLACES, reads=_READS, rows=_ROWS
    )
    inside = html_report.body(assessment, setting, include_cleared=include_cleared)
    return Sheet(_for_paper(inside), _RULES + _chips(), tuple(charts))


def checklist_sheet(assessment: Assessment) -> Sheet:
    """The checklist for paper."""
    return Sheet(_for_paper(html_checklist.body(assessment)), _RULES + _chips(), ())


def _for_paper(html: str) -> str:
    """The marks that carry layout alone replaced by what the writer knows."""
    begin, _, rest = html.partition("<nav")
    _, end, behind = rest.partition("</nav>")
    flat = begin + behind if end else html
    for old, new in (
        ("<table>", '<table width="100%" cellspacing="0" cellpadding="3">'),
        ("<section ", "<div "),
        ("</section>", "</div>"),
        ("</b><span", "</b> <span"),
        ("</span></span>", "</span> &nbsp; </span>"),
    ):
        flat = flat.replace(old, new)
    return f"<body>{_HEADINGS.sub(_measured, flat)}</body>"


def _measured(headings: re.Match[str]) -> str:
    """A row of headings, each with its share of the page."""
    words = tuple(_HEADING.findall(headings[0]))
    if words not in _COLUMNS:
        return headings[0]
    shares = iter(_COLUMNS[words])
    return _HEADING.sub(lambda one: f'<th width="{next(shares)}%">{one[1]}</th>', headings[0])


def _chips() -> str:
    return "".join(
        f".is-{tone}{{background-color:{shade.wash};color:{shade.ink};font-weight:600}}"
        for tone, shade in palette.LIGHT.items()
        if tone is not Tone.RULE
    )
