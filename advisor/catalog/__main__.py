"""Puts edited data files into their one form and seals them: `python -m advisor.catalog --as-of DATE`."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from advisor.catalog.files import resources_folder
from advisor.catalog.writer import seal


def main() -> None:
    """Seal the folder named on the command line, or the one the program uses."""
    parser = argparse.ArgumentParser(prog="python -m advisor.catalog", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=resources_folder())
    parser.add_argument(
        "--as-of", type=date.fromisoformat, required=True, help="the day up to which the facts were read"
    )
    given = parser.parse_args()
    seal(given.folder, given.as_of)


if __name__ == "__main__":
    main()
