"""The parts that the HTML report is built from: escaping, tables, links, the page round it all.

Text of a repository is text in every place: it is made harmless, then escaped, and goes into no attribute but
`href`, which takes web addresses of the catalog alone. The page forbids itself everything by a content
security policy: no script, no image, no font, no address; its own style is named by its hash.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from advisor.report import palette
from advisor.report.clean import plain
from advisor.report.drawing import Tone

_ADDRESS = re.compile(r"https?://[^\s<>\"'`|\\]{1,2000}\Z")

_RULES = """
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink-ink);font:15px/1.55 system-ui,-apple-system,
"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
main,header,footer{max-width:1080px;margin:0 auto;padding:0 24px}
header{padding-top:40px}
h1{font-size:30px;line-height:1.2;margin:0 0 4px;letter-spacing:-.01em;overflow-wrap:anywhere}
h2{font-size:21px;margin:0 0 12px;letter-spacing:-.005em}
h3{font-size:16px;margin:24px 0 4px;overflow-wrap:anywhere}
p{margin:0 0 10px}
.lead{font-size:19px;line-height:1.4;font-weight:600;margin:18px 0 14px;max-width:52em}
.quiet{color:var(--muted-ink)}
section{background:var(--surface);border:1px solid var(--border);border-radius:10px;
padding:22px 24px;margin:18px 0}
nav{display:flex;flex-wrap:wrap;gap:6px 16px;margin:18px 0 4px;font-size:14px}
a{color:var(--accent-ink);text-underline-offset:2px}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
.scroll{overflow-x:auto;margin:10px 0}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{overflow-wrap:break-word}
th,td{text-align:left;vertical-align:top;padding:7px 10px 7px 0;border-bottom:1px solid var(--border)}
th{font-weight:600;color:var(--muted-ink);font-size:13px;white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
tr:last-child td{border-bottom:0}
td[data-head=Licences],td[data-head=Memory]{min-width:7.5em}
td[data-head=Place],td[data-head=Written],td[data-head="Way on"]{min-width:11em}
code{font:13px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;
overflow-wrap:anywhere}
ul{margin:6px 0 10px;padding-left:20px}
li{margin:3px 0}
.chip{display:inline-block;border-radius:6px;padding:0 8px;font-size:13px;font-weight:600;white-space:nowrap}
.counts{display:flex;flex-wrap:wrap;gap:8px 22px;margin:12px 0}
.counts b{font-size:20px;margin-right:6px;font-variant-numeric:tabular-nums}
.columns{display:grid;grid-template-columns:minmax(0,1.15fr) minmax(0,1fr);gap:8px 36px}
.broken{border-left:4px solid var(--dead-solid);padding:6px 12px;background:var(--dead-wash);
color:var(--dead-ink);border-radius:0 6px 6px 0;font-weight:600}
svg{display:block;max-width:100%;height:auto;margin:8px 0}
svg text{font-family:inherit}
.halo{paint-order:stroke;stroke:var(--surface);stroke-width:3px;stroke-linejoin:round}
footer{color:var(--muted-ink);font-size:13px;padding-bottom:48px}
@media screen and (max-width:760px){.columns{grid-template-columns:1fr}main,header,footer{padding:0 14px}
section{padding:16px 14px}thead{display:none}table,tbody,tr,td{display:block;width:100%}
tr{padding:8px 0;border-bottom:1px solid var(--border)}tr:last-child{border-bottom:0}
td,td.number{border:0;padding:1px 0;text-align:left}td:empty{display:none}
td[data-head]::before{content:attr(data-head) ": ";color:var(--muted-ink);font-size:13px}
section .scroll>svg{min-width:620px}}
@media print{body{background:#fff;font-size:9pt;line-height:1.4}table{font-size:8pt}code{font-size:7.5pt}
th{font-size:7.5pt}th,td{padding:3px 8px 3px 0}.chip{font-size:7.5pt}.lead{font-size:12pt}
h1{font-size:20pt}h2{font-size:14pt}h3{font-size:10.5pt}
section{border:0;border-radius:0;padding:0;margin:14pt 0}
h2,h3{break-after:avoid}tr,svg{break-inside:avoid}nav{display:none}.scroll{overflow:visible}
main,header,footer{max-width:none;padding:0}a{color:inherit;text-decoration:none}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}
@page{margin:16mm 15mm}
"""
_SURFACES = {
    "light": {"page": "#f5f6f8", "surface": "#ffffff", "border": "#dde1e7"},
    "dark": {"page": "#15181d", "surface": "#1d2127", "border": "#30363f"},
}


def text(value: str) -> str:
    """Any text as HTML that shows it and does nothing."""
    return escape(plain(value))


def code(value: str) -> str:
    """A path, an id or a line of code."""
    return f"<code>{text(value)}</code>"


def link(ref: str, shown: str | None = None) -> str:
    """A source as a link when it is a web address, else in words."""
    words = text(shown or ref)
    if not _ADDRESS.match(ref):
        return words
    return f'<a href="{escape(ref)}" rel="noreferrer noopener">{words}</a>'


def chip(words: str, tone: Tone) -> str:
    """A word on the colour of its meaning; the word says it without the colour."""
    return f'<span class="chip is-{tone}">{text(words)}</span>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: Sequence[int] = ()) -> str:
    """A table of finished cells; the columns in `numbers` stand to the right.

    Each cell repeats its heading for narrow screens, where the cells of a row stand below one another.
    """
    kinds = [' class="number"' if index in numbers else "" for index in range(len(head))]
    cells = [f'{kind} data-head="{text(word)}"' for kind, word in zip(kinds, head, strict=True)]
    top = "".join(f'<th scope="col"{kind}>{text(word)}</th>' for kind, word in zip(kinds, head, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(cells, row, strict=True)) + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def bullets(items: Iterable[str]) -> str:
    """A list of finished items; nothing where there are none."""
    rows = "".join(f"<li>{item}</li>" for item in items)
    return f"<ul>{rows}</ul>" if rows else ""


def paragraph(*parts: str, kind: str = "") -> str:
    """Finished parts as a paragraph; nothing where all are empty."""
    words = " ".join(part for part in parts if part)
    of_kind = f' class="{kind}"' if kind else ""
    return f"<p{of_kind}>{words}</p>" if words else ""


def section(anchor: str, title: str, *parts: str) -> str:
    """A part of the page with its heading; nothing where it is empty."""
    inside = "".join(parts)
    return f'<section id="{anchor}"><h2>{text(title)}</h2>{inside}</section>' if inside else ""


def page(title: str, mark: str, body: str) -> str:
    """The whole file. `mark` is the comment by which our own reports are known again."""
    style = _style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        f"{mark}\n<!DOCTYPE html>\n"
        '<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light dark">'
        f"<title>{text(title)}</title><style>{style}</style></head>\n<body>{body}</body></html>\n"
    )


def _style() -> str:
    light = _variables(palette.LIGHT, _SURFACES["light"])
    dark = _variables(palette.DARK, _SURFACES["dark"])
    chips = "".join(
        f".is-{tone}{{background:var(--{tone}-wash);color:var(--{tone}-ink)}}" for tone in palette.LIGHT
    )
    return f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}{_RULES}{chips}"


def _variables(shades: Mapping[Tone, palette.Shade], surfaces: Mapping[str, str]) -> str:
    rows = [f"--{name}:{colour}" for name, colour in surfaces.items()]
    for tone, shade in shades.items():
        rows += [
            f"--{tone}-ink:{shade.ink}",
            f"--{tone}-wash:{shade.wash}",
            f"--{tone}-solid:{shade.solid}",
            f"--{tone}-on-solid:{shade.on_solid}",
        ]
    return ";".join(rows)
