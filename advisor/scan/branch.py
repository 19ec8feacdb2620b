"""The checked-out branch, read as text from the scanned folder; no git process, nothing outside it."""

from __future__ import annotations

import os
import re
import stat

from advisor.scan.read import CannotRead, read_head

_REF = re.compile(r"ref: refs/heads/(?P<branch>[^\x00-\x20\x7f]{1,200})\s{0,2}\Z")


def branch_of(root: str, limit: int) -> str | None:
    """The branch that `.git/HEAD` names, of which `limit` bytes are read.

    None without one: no repository, a detached head, a `.git` file that points elsewhere (work trees
    and submodules keep their head outside the folder, where a scan does not look).
    """
    store = f"{root}{os.sep}.git"
    try:
        if not stat.S_ISDIR(os.lstat(store).st_mode):
            return None
        head = read_head(f"{store}{os.sep}HEAD", ".git/HEAD", limit)
    except (OSError, CannotRead):
        return None
    match = _REF.match(head.decode("utf-8", "replace"))
    return match["branch"] if match else None
