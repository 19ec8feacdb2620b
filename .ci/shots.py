#!/usr/bin/env python3
"""Pictures of every page, for people to look at: light and dark, at 100, 150 and 200 %, on a virtual screen.

    .ci/shots.py [--out FOLDER] [--project FOLDER] [--docs] [-- COMMAND...]

PROJECT is opened (default: the sample project). `--docs` writes instead the six small pictures of the
documentation, in few colours; the path of PROJECT can be read in them. Needs what the journey needs (see
`window_journey.py`).
Exit: 0 done; 1 the window did not come up; 2 a tool is missing.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from journeys.looks import PAGES, look_round
from journeys.screen import WrongError
from journeys.setting import TOP, Setting, missing_tools, parser, setting

LOOKS = (("light", 1.0), ("dark", 1.0), ("light", 1.5), ("dark", 1.5), ("light", 2.0), ("dark", 2.0))
"""Palette and scale."""
DOCS = (
    ("report", "light"),
    ("findings", "light"),
    ("dependencies", "dark"),
    ("alternatives", "light"),
    ("licences", "light"),
    ("checklist", "dark"),
)
"""The pictures of the documentation: page and palette."""
DOCS_WIDTH, DOCS_COLOURS = 1000, 48


def small(source: Path, target: Path) -> None:
    """The picture at reading size and in few colours: under 100 kB."""
    smaller = ["-resize", f"{DOCS_WIDTH}x", "-dither", "None", "-colors", str(DOCS_COLOURS), "-strip"]
    subprocess.run(["convert", str(source), *smaller, f"PNG8:{target}"], check=True, timeout=60)


def pictures_for_docs(scene: Setting) -> None:
    """The six pictures of the documentation, taken anew."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        for look in sorted({look for _, look in DOCS}):
            look_round(replace(scene, out=out), look, 1.0)
        for page, look in DOCS:
            number = PAGES.index(page) + 1
            small(out / f"{number}-{page}-{look}.png", TOP / "docs" / f"window-{page}.png")


def main() -> int:
    """Take the pictures, and say where they are."""
    options = parser(__doc__, "shots", "project")
    options.add_argument("--docs", action="store_true", help="the pictures of the documentation instead")
    given = options.parse_args()
    if missing := missing_tools():
        print(f"shots: {missing}", file=sys.stderr)
        return 2
    scene = setting(given)
    try:
        if given.docs:
            pictures_for_docs(scene)
            return 0
        for look, scale in LOOKS:
            look_round(scene, look, scale)
    except (WrongError, subprocess.SubprocessError) as error:
        print(f"shots: {error}", file=sys.stderr)
        return 1
    print(f"shots: {len(list(scene.out.glob('*.png')))} pictures in {scene.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
