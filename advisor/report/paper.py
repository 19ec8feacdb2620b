"""The HTML report laid out for paper: what the writer of the PDF sets, in the part of HTML and CSS it knows.

The writer knows neither variables nor grids nor inline SVG, so colours are written out, columns follow one
another and a chart is a picture with a name of its own. The content is that of `html_report`, word for word.
"""

from __future__ import annotations

from dataclasses import dataclass

from advisor.core.assessment import Assessment
from advisor.report import html_report, palette
from advisor.report.drawing import Drawing, Tone

CHART = "chart:"
"""What the name of a chart's picture begins with; its number follows."""

_WIDE, _NARROW = 660.0, 430.0
"""Pixels of the charts: the text of an A4 page is a little wider."""
_IN_FULL = 12
"""Dependencies told with all their lines, so that the report stays one that is read on paper."""
_WIDTHS = {
    "Way on": 15,
    "Move to": 16,
    "Licence": 12,
    "Why": 26,
    "Missing or not checked": 17,
    "What is lost or not checked": 24,
    "Duty": 40,
    "To do": 40,
}
"""Per cent of the page for columns that hold sentences: the writer would make them as narrow as a word."""

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
code{font-family:monospace;font-size:8pt}
th{color:#555e6c;font-weight:600;text-align:left;font-size:8pt}
td{font-size:8pt}
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

    setting = html_report.Setting(picture, wide=_WIDE, narrow=_NARROW, in_full=_IN_FULL)
    inside = html_report.body(assessment, setting, include_cleared=include_cleared)
    return Sheet(_for_paper(inside), _RULES + _chips(), tuple(charts))


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
    for word, share in _WIDTHS.items():
        flat = flat.replace(f'<th scope="col">{word}<', f'<th scope="col" width="{share}%">{word}<')
    return f"<body>{flat}</body>"


def _chips() -> str:
    return "".join(
        f".is-{tone}{{background-color:{shade.wash};color:{shade.ink};font-weight:600}}"
        for tone, shade in palette.LIGHT.items()
        if tone is not Tone.RULE
    )
