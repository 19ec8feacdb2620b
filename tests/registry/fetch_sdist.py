"""Fetches one source distribution and runs none of it: `python fetch_sdist.py NAME VERSION FOLDER`.

Run by the Python of a throw-away environment, whose pip brings the user's own configuration (index, proxy,
certificates). `pip download` is of no use here: to learn the requirements it runs the build code of what it
fetched. So pip's finder is asked for the link, and the file is only stored. Prints its SHA-256 and its name;
ends with `AWAY` when the index cannot be reached.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

AWAY = 75
_PATIENCE = ["--retries", "1", "--timeout", "30"]


def main(name: str, version: str, folder: str) -> int:
    """Store the archive in `folder`. A fault raises; an index that does not answer is an exit code."""
    from pip._internal.commands.download import DownloadCommand
    from pip._vendor.requests.exceptions import RequestException

    command = DownloadCommand("download", "fetches a distribution")
    options, _ = command.parse_args(_PATIENCE)
    with command.main_context():
        session = command.get_default_session(options)
        candidates = command._build_package_finder(options, session).find_all_candidates(name)
        if not candidates:
            return AWAY  # the finder only logs that it could not reach the index
        link = archive_link(candidates, name, version)
        try:
            answer = session.get(link.url_without_fragment)
            answer.raise_for_status()
        except RequestException as error:
            print(type(error).__name__, file=sys.stderr)
            return AWAY
    (Path(folder) / link.filename).write_bytes(answer.content)
    print(hashlib.sha256(answer.content).hexdigest(), link.filename)
    return 0


def archive_link(candidates: Sequence[Any], name: str, version: str) -> Any:
    """The link to the source distribution of exactly this version."""
    for candidate in candidates:
        if str(candidate.version) == version and candidate.link.filename.endswith(".tar.gz"):
            return candidate.link
    raise LookupError(f"the index has no source distribution of {name} {version}")


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
