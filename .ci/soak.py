"""Analyses one project many times in one process and tells whether its memory stays flat; kills the window's
settings in the middle of being saved.

    .venv/bin/python .ci/soak.py [--times 200] [--kills 50]

Exit: 1 when the memory after the last analyses is more than 5 % above that after the first tenth, or when
settings came back torn; else 0.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(TOP))
SAMPLE = TOP / "resources" / "sample-project"
AS_OF = date(2026, 11, 24)
MOST_GROWTH = 0.05
SAVER = """
import sys
from pathlib import Path
from advisor.gui.settings import Settings
kept = Settings(Path(sys.argv[1]))
print("ready", flush=True)
turn = 0
while True:
    turn += 1
    for key in range(200):
        kept._kept.setValue(f"folder/{key}", str(turn))
    kept._kept.sync()
"""


def resident() -> float:
    """MiB of memory this process holds now."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def analyses(times: int) -> bool:
    """Analyse over and over; True when the memory stays flat."""
    from advisor.api import analyse

    first = 0.0
    for number in range(1, times + 1):
        analyse(SAMPLE, as_of=AS_OF)
        if number == max(times // 10, 1):
            first = resident()
        if number % max(times // 5, 1) == 0:
            print(f"{number:4} analyses: {resident():.1f} MiB", flush=True)
    grown = resident() / first - 1
    print(f"from {first:.1f} to {resident():.1f} MiB: {grown:+.1%}")
    return grown <= MOST_GROWTH


def settings(kills: int) -> bool:
    """Kill a process that saves the window's settings; True when they are whole every time."""
    whole = 0
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(kills):
            process = subprocess.Popen([sys.executable, "-c", SAVER, folder], cwd=TOP, stdout=subprocess.PIPE)
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(random.random() * 0.05)
            process.send_signal(signal.SIGKILL)
            process.wait()
            whole += _is_whole(Path(folder) / "window.ini")
    print(f"settings: {whole} of {kills} kills left them whole")
    return whole == kills


def _is_whole(path: Path) -> bool:
    """True for no file yet, or for all keys with the value of one turn."""
    if not path.exists():
        return True
    rows = [line.partition("=") for line in path.read_text("utf-8").splitlines() if "=" in line]
    return len(rows) == 200 and len({value for _, _, value in rows}) == 1


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description="Memory over many analyses, settings under kills.")
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50)
    given = parser.parse_args()
    flat, whole = analyses(given.times), settings(given.kills)
    return 0 if flat and whole else 1


if __name__ == "__main__":
    sys.exit(main())
