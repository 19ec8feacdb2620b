"""Times a whole scan against one search by ripgrep, pair by pair, on trees given by path.

    .venv/bin/python .ci/bench.py [--pairs N] [--program "COMMAND …"] TREE …

For each tree: one run of both to warm the page cache, then N pairs in turn (scan, rg, scan, rg …). Printed
are medians: of the scan's wall and processor seconds, of rg's wall seconds, of the pairs' ratios with their
range, and the largest memory of one process. It judges nothing: the ratio of a small tree is that of two
start-ups.
"""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_SEARCH = ("-il", "--hidden", "-g", "!.git", "llama")
_AS_OF = "2026-11-24"


@dataclass(frozen=True)
class Run:
    """One finished process, its children included; memory is that of the largest single process."""

    wall: float
    processor: float
    peak_mib: float


def timed(command: list[str]) -> Run:
    """Run a command to its end with its output thrown away; OSError where it cannot be started."""
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise SystemExit(f"{shlex.join(command)} ended with {process.returncode}.")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def line_of(tree: Path, program: list[str], search: str, pairs: int, *, kept: bool) -> str:
    """The figures of one tree as a row of a Markdown table."""
    with tempfile.TemporaryDirectory() as folder:
        report = str(Path(folder) / "report.json")
        scan = [*program, "scan", str(tree), "--format", "json", "--as-of", _AS_OF, "--output", report]
        scan += [] if kept else ["--no-cache"]
        rg = [search, *_SEARCH, str(tree)]
        timed(scan), timed(rg)
        runs = [(timed(scan), timed(rg)) for _ in range(pairs)]
    ratios = sorted(ours.wall / theirs.wall for ours, theirs in runs)
    return (
        f"| {tree.resolve().name} | {median(ours.wall for ours, _ in runs):.2f} "
        f"| {median(ours.processor for ours, _ in runs):.2f} "
        f"| {median(theirs.wall for _, theirs in runs):.3f} "
        f"| {median(ratios):.1f} ({ratios[0]:.1f} to {ratios[-1]:.1f}) "
        f"| {max(ours.peak_mib for ours, _ in runs):.0f} |"
    )


def main() -> None:
    """Read the arguments, say what is measured with, print a row a tree."""
    parser = argparse.ArgumentParser(description="Times a whole scan against one search by ripgrep.")
    parser.add_argument("trees", nargs="+", type=Path, metavar="TREE")
    parser.add_argument("--pairs", type=int, default=9)
    parser.add_argument(
        "--kept", action="store_true", help="use what the scan before kept of unchanged files"
    )
    parser.add_argument("--program", default=f"{shlex.quote(sys.executable)} -m advisor")
    arguments = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its modules compiled
    search = shutil.which("rg")
    if search is None:
        raise SystemExit("There is no rg on this machine: install ripgrep and run this again.")
    version = subprocess.run([search, "--version"], capture_output=True, text=True, check=True).stdout
    print(f"{version.splitlines()[0]}, Python {sys.version.split()[0]}, {os.cpu_count()} cores")
    print("| tree | scan s | processor s | rg s | ratio (range) | peak MiB |")
    print("|---|---|---|---|---|---|")
    for tree in arguments.trees:
        count = max(1, arguments.pairs)
        print(line_of(tree, shlex.split(arguments.program), search, count, kept=arguments.kept), flush=True)


if __name__ == "__main__":
    main()
