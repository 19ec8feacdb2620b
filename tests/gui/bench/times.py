"""How long one waits: for the window, for the first finding, for the end of a cancelled scan.

    python -m tests.gui.bench.times [--findings N]

Each figure is taken in a process of its own, from its very start where the window is meant. A script and no
test, for the same reason as `gaps`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMITS_MS = {"window painted": 1500.0, "first finding": 1000.0, "cancelled": 300.0}


def waited(since: float) -> float:
    """Milliseconds since a time of the wall clock."""
    return (time.time() - since) * 1000


def inside(project: Path, started: float) -> None:
    """The measured process: opens the window, scans, cancels; prints a figure a line."""
    from advisor.gui.application import make_application
    from advisor.gui.session import Session
    from advisor.gui.use_cases import UseCases
    from advisor.gui.window import MainWindow
    from tests.gui.bench.gaps import AS_OF, wait_until

    app = make_application()
    session = Session(UseCases(), AS_OF)
    window = MainWindow(session.service, session)
    window.show()
    app.processEvents()
    window.grab()
    print(f"window painted\t{waited(started)}")
    begun = time.time()
    window.open_folder(project)
    wait_until(lambda: window.findings.model.total > 0)
    print(f"first finding\t{waited(begun)}")
    begun = time.time()
    ended: list[float] = []
    session.judging.connect(lambda: ended.append(waited(begun)))
    session.cancel()
    wait_until(lambda: bool(ended) and session.assessment is not None)
    assert session.assessment is not None
    print(f"cancelled\t{ended[0]}")
    window.close()


def main() -> int:
    """Measure, print, compare with the limits."""
    parser = argparse.ArgumentParser(description="Measure what one waits for.")
    parser.add_argument("--findings", type=int, default=20_000)
    parser.add_argument("--inside", nargs=2, metavar=("PROJECT", "STARTED"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.inside:
        inside(Path(given.inside[0]), float(given.inside[1]))
        return 0
    from tests.gui.bench.project import make_project

    with tempfile.TemporaryDirectory() as place:
        make_project(Path(place) / "project", given.findings)
        env = {**os.environ, "LLAMA_ADVISOR_HOME": str(Path(place) / "home"), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "tests.gui.bench.times", "--inside", str(Path(place) / "project")]
        done = subprocess.run(
            [*command, str(time.time())], env=env, stdout=subprocess.PIPE, text=True, check=True
        )
    rows = [line.split("\t") for line in done.stdout.splitlines()]
    for name, figure in rows:
        print(f"{float(figure):7.0f} ms  {name}, limit {LIMITS_MS[name]:.0f}")
    return int(any(float(figure) > LIMITS_MS[name] for name, figure in rows))


if __name__ == "__main__":
    sys.exit(main())
