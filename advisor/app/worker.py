"""Use case of the programs, not of their users: being a worker process of a scan.

A frozen program has no interpreter beside it, so the scan client starts the program itself.
"""

from __future__ import annotations


def serve() -> int:
    """Work for the parent process until it is gone. Returns the exit code."""
    from advisor.scan.worker import main

    return main()
