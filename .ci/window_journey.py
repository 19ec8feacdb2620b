#!/usr/bin/env python3
"""Journeys through the real window: a virtual screen, a window manager, real clicks, keys and drags.

    .ci/window_journey.py [--out FOLDER] [--sample FOLDER] [--only NAME …] [--without NAME …] [-- COMMAND …]

COMMAND starts the window (default: this tree's, with the interpreter that runs this script), FOLDER is the
sample project that it brings along.

first      sample project from the start page, every page, a cleared place counted and taken back, policy,
           filter, a tick by click and Space, an export; opened again; the last result from the start page
keys       the whole way by keys alone, with an editor that writes down what it is told
looks      every page in the dark palette and both palettes at 200 %
drop       real drags from another program: a folder, two folders, a file; the overlay while hovering
stopped    a scan stopped by Esc, "partial" in title and export; the next one, whole, says so no more
strangers  the hostile repository: every page, previews, copying, exports; nothing of it steers or runs
many       100,000 findings: sorted, filtered, grouped and walked; the memory that took

Asserted are titles, what the editor was told, what the user's folder keeps, exported files and exit statuses.
The pictures stay in the folder (build/window) for people to look at. Needs xvfb, openbox, xdotool and
imagemagick.
Exit: 0 done; 1 something was not as it should be; 2 a tool is missing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from journeys import drop, first, keys, looks, many, stopped, strangers
from journeys.screen import WrongError
from journeys.setting import missing_tools, parser, setting

JOURNEYS = {
    "first": first.travel,
    "keys": keys.travel,
    "looks": looks.travel,
    "drop": drop.travel,
    "stopped": stopped.travel,
    "strangers": strangers.travel,
    "many": many.travel,
}


def main() -> int:
    """Travel, and say how it went."""
    options = parser(__doc__, "window", "sample")
    options.add_argument("--only", action="append", choices=JOURNEYS, metavar="NAME")
    options.add_argument("--without", action="append", choices=JOURNEYS, metavar="NAME", default=[])
    given = options.parse_args()
    if missing := missing_tools():
        print(f"window journey: {missing}", file=sys.stderr)
        return 2
    scene = setting(given)
    for name in given.only or JOURNEYS:
        if name in given.without:
            continue
        begun = time.monotonic()
        try:
            JOURNEYS[name](scene)
        except (WrongError, subprocess.SubprocessError) as error:
            print(f"window journey {name}: {error}", file=sys.stderr)
            return 1
        print(f"window journey {name}: done in {time.monotonic() - begun:.0f} s", flush=True)
    print(f"window journeys: done; pictures in {scene.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
