"""Scans the hostile repository with several builds of the program and holds their reports against each other.

    .venv/bin/python .ci/hostile.py COMMAND [COMMAND ...]      each one string, the first is the standard

For each build: the report is the first one's byte for byte, nothing ran, nothing in the tree or beside it
changed, the largest process stayed below 300 MiB and the run below 60 seconds (both far above what is
measured). Where there is a strace that works, the kernel's own list of what was opened, started and connected
to is looked through as well, for the frozen program has no hook in it.
Exit: 0 all as it should be; 1 not.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.hostile.tree import Hostile, build, fingerprint

MOST_SECONDS = 60.0
MOST_MIB = 300.0
WORDS = ["scan", ".", "--format", "json", "--include-cleared", "--quiet", "--as-of", "2026-11-24"]
CALLS = "open,openat,execve,connect"


@dataclass(frozen=True)
class Done:
    """One run: exit code, report, seconds, memory of its largest process."""

    code: int
    report: bytes
    seconds: float
    mib: float


def run(command: list[str], made: Hostile, place: Path) -> Done:
    """Scan the tree from inside it, the user's folder elsewhere."""
    env = {**os.environ, "LLAMA_ADVISOR_HOME": str(place / "home")}
    report = place / "report.json"
    began = time.perf_counter()
    with report.open("wb") as out:
        process = subprocess.Popen([*command, *WORDS], cwd=made.root, env=env, stdout=out)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    return Done(process.returncode, report.read_bytes(), seconds, usage.ru_maxrss / 1024)


def wrong(done: Done, standard: bytes, made: Hostile, before: object, place: Path) -> Iterator[str]:
    """What is not as it should be."""
    if done.code != 0:
        yield f"exit {done.code}"
    if done.report != standard:
        yield "another report"
    if made.canary.exists():
        yield "something of the project ran"
    if fingerprint(place) != before:
        yield "the tree or its neighbour changed"
    if done.seconds > MOST_SECONDS:
        yield f"{done.seconds:.0f} s"
    if done.mib > MOST_MIB:
        yield f"{done.mib:.0f} MiB"


def traced(command: list[str], made: Hostile, place: Path) -> Iterator[str]:
    """What the kernel saw of a run that it should not have seen."""
    log = place / "strace.txt"
    tracer = ["strace", "-f", "-qq", "-s", "4096", "-e", f"trace={CALLS}", "-o", str(log)]
    probe = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False)
    if probe.returncode:
        print("  no strace that works: the kernel's list is not looked through")
        return
    run([*tracer, *command], made, place)
    lines = [line for line in log.read_text("ascii", "replace").splitlines() if "ENOENT" not in line]
    yield from (f"connected: {line}" for line in lines if " connect(" in line and "AF_INET" in line)
    yield from (f"left the tree: {line}" for line in lines if str(made.outside) in line)
    started = {found[1] for line in lines if (found := re.search(r'execve\("([^"]+)"', line))}
    inside = {program for program in started if program.startswith(str(made.root))}
    yield from (f"started: {program}" for program in inside)
    print(f"  the kernel saw {len(lines):,} calls; started: {', '.join(sorted(started))}")


def main(commands: list[str]) -> int:
    """Lay the tree once, scan it with each build."""
    faults = 0
    place = Path(tempfile.mkdtemp(prefix="hostile-"))
    try:
        made = build(place)
        before = fingerprint(place)
        standard = b""
        for command in map(shlex.split, commands):
            done = run(command, made, place)
            standard = standard or done.report
            found = list(wrong(done, standard, made, before, place))
            size = len(done.report)
            print(f"{shlex.join(command)}: {done.seconds:.1f} s, {done.mib:.0f} MiB, {size:,} bytes")
            if shutil.which("strace"):
                found += traced(command, made, place)
            print("\n".join(f"  WRONG: {fault[:300]}" for fault in found) or "  as it should be")
            faults += len(found)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
