#!/usr/bin/env python3
"""Pictures of every page, for people to look at: light and dark, at 100, 150 and 200 %, on a virtual screen.

    .ci/shots.py [--out FOLDER] [--project FOLDER] [--docs] [-- COMMAND...]

PROJECT is opened (default: the sample project). `--docs` writes instead the six small pictures of the
documentation, in few colours; the path of PROJECT can be read in them. Needs what the journey needs (see
`window_journey.py`).
Exit: 0 done; 1 the window did not come up.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from window_journey import AS_OF, PAGES, SAMPLE, TOP, Screen, Window, WrongError, gallery, settled

LOOKS = (("light", 1.0), ("dark", 1.0), ("light", 1.5), ("dark", 1.5), ("light", 2.0), ("dark", 2.0))
"""Palette and scale; the screen grows with the scale, so that every picture shows 1280 × 800."""
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


def look_round(look: str, scale: float, project: Path, out: Path, command: list[str]) -> None:
    """Every page in one palette at one scale, as PNG files in `out`."""
    suffix = "" if scale == 1 else f"-{scale * 100:.0f}"
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        settled(home, look)
        screen = Screen(round(1280 * scale), round(800 * scale), scale)
        window = None
        try:
            window = Window(screen, [*command, "--as-of", AS_OF, str(project)], home, out)
            window.wait_until_judged()
            gallery(window, look, suffix)
            window.close()
        finally:
            if window:
                window.kill()
            screen.stop()


def small(source: Path, target: Path) -> None:
    """The picture at reading size and in few colours: under 100 kB."""
    smaller = ["-resize", f"{DOCS_WIDTH}x", "-dither", "None", "-colors", str(DOCS_COLOURS), "-strip"]
    subprocess.run(["convert", str(source), *smaller, f"PNG8:{target}"], check=True, timeout=60)


def pictures_for_docs(project: Path, command: list[str]) -> None:
    """The six pictures of the documentation, taken anew."""
    with tempfile.TemporaryDirectory() as place:
        out = Path(place)
        for look in sorted({look for _, look in DOCS}):
            look_round(look, 1.0, project, out, command)
        for page, look in DOCS:
            number = PAGES.index(page) + 1
            small(out / f"{number}-{page}-{look}.png", TOP / "docs" / f"window-{page}.png")


def main() -> int:
    """Take the pictures, and say where they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--out", type=Path, default=TOP / "build" / "shots")
    parser.add_argument("--project", type=Path, default=SAMPLE)
    parser.add_argument("--docs", action="store_true", help="the pictures of the documentation instead")
    parser.add_argument("command", nargs="*", default=[sys.executable, "-P", "-m", "advisor.gui.main"])
    given = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(TOP), os.environ.get("PYTHONPATH"))))
    try:
        if given.docs:
            pictures_for_docs(given.project.resolve(), given.command)
            return 0
        given.out.mkdir(parents=True, exist_ok=True)
        for look, scale in LOOKS:
            look_round(look, scale, given.project.resolve(), given.out.resolve(), given.command)
    except (WrongError, subprocess.SubprocessError) as error:
        print(f"shots: {error}", file=sys.stderr)
        return 1
    print(f"shots: {len(list(given.out.glob('*.png')))} pictures in {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
