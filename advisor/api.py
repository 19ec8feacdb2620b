"""The public face of the product for Python programs: `analyse` a folder, get an `Assessment`.

    from advisor.api import analyse

    assessment = analyse("path/to/project", as_of=date(2026, 11, 24))
    for dependency in assessment.dependencies:
        print(dependency.title, dependency.verdict.status)

Nothing of the scanned project is run, and nothing is fetched. The values are the frozen dataclasses of
`advisor.core`; `report` and `checklist` write them down as the command line does.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from advisor.app.analyse import Choices
from advisor.app.analyse import analyse as _analyse
from advisor.app.configuration import Sources, of
from advisor.app.export import ChecklistFormat, ReportFormat, checklist, report
from advisor.app.overlays import read
from advisor.core.assessment import Assessment
from advisor.core.errors import AdvisorError, CatalogError, NothingScannedError, UsageError
from advisor.core.policy import Policy
from advisor.core.progress import Cancel, Progress

__all__ = [
    "AdvisorError",
    "Assessment",
    "Cancel",
    "CatalogError",
    "ChecklistFormat",
    "NothingScannedError",
    "Policy",
    "Progress",
    "ReportFormat",
    "UsageError",
    "analyse",
    "checklist",
    "report",
]


def analyse(
    path: str | os.PathLike[str],
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    to: str | None = None,
    all_files: bool = False,
    overlays: Sequence[str | os.PathLike[str]] = (),
    repo_config: bool = True,
    suppressions: bool = True,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> Assessment:
    """Scan the folder `path` and say where it depends on Llama, what that means and what to do.

    `as_of` is the day to judge by, today if None; `policy` what is allowed and available; `to` the
    alternative to plan for: an id, a name or a hub id of the catalog; `all_files` reads ignored and installed
    folders, too. `overlays` are files laid over the catalog; `repo_config` says whether the project's own
    `.llama-advisor.toml` counts, `suppressions` whether what it suppresses is left out. Nothing is read from
    the user's folder. `progress` hears how far the scan is; `cancel`, set by a signal or another thread, ends
    it, and the assessment of what was found until then is marked partial.

    Raises `UsageError` for a wrong path, an unknown alternative or an overlay with a fault,
    `NothingScannedError` when no file could be read, `CatalogError` when the installed facts are damaged; all
    are `AdvisorError`.
    """
    sources = Sources(project=repo_config, user=False, suppressions=suppressions)
    laid, found = read([Path(one) for one in overlays]), of(Path(path), sources)
    choices = Choices(as_of, policy or Policy(), to, all_files, None, laid, found)
    return _analyse(Path(path), choices, progress=progress, cancel=cancel)
