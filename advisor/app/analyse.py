"""Use case: from a folder to an assessment. The only place that asks for today's date."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor import __version__
from advisor.app.configuration import Configuration, with_catalog
from advisor.core.assessment import Assessment, Tick
from advisor.core.decisions import Decisions
from advisor.core.errors import NothingScannedError, UsageError
from advisor.core.findings import ScanResult, Skip
from advisor.core.kinds import SkipReason
from advisor.core.overlay import Overlay
from advisor.core.policy import Policy
from advisor.core.progress import Cancel, Progress, SilentProgress
from advisor.core.words import count

if TYPE_CHECKING:
    from advisor.catalog import Catalog

Clock = Callable[[], date]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user chose for one analysis."""

    as_of: date | None = None
    """The day to judge by; None is today."""
    policy: Policy = field(default_factory=Policy)
    target: str | None = None
    """The alternative to move to: an id, a name or a hub id of the catalog."""
    all_files: bool = False
    """Read what is ignored and what was installed, too."""
    exclude: Path | None = None
    """A file to leave out: the report being written."""
    overlays: tuple[Overlay, ...] = ()
    """What is laid over the catalog, in this order."""
    configuration: Configuration = field(default_factory=Configuration)
    """What people decided on single places of the project."""
    cache: Path | None = None
    """The folder in which is kept what was seen in files; None: everything is read anew."""


def cache_folder() -> Path:
    """The user's folder for what scans keep of unchanged files: made anew at any time, so safe to delete."""
    from advisor.store import folders

    return folders.cache_folder()


def analyse(
    folder: Path,
    choices: Choices | None = None,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
    clock: Clock = date.today,
) -> Assessment:
    """Scan `folder`, judge what was found and plan the way out.

    `progress` hears how far the scan is; `cancel` stops it, and the assessment of what was found until
    then says that it is partial. Raises `UsageError` for a wrong path or choice, `NothingScannedError` when
    no file could be read, `CatalogError` when the facts are damaged.
    """
    chosen = choices or Choices()
    configuration, catalog, laid = with_catalog(chosen.configuration, chosen.overlays)
    policy = with_target(chosen.policy, chosen.target, catalog)
    result = scan(folder, replace(chosen, overlays=laid), catalog, progress=progress, cancel=cancel)
    return judge(result, catalog, policy, chosen.as_of or clock(), configuration.decisions)


def scan(
    folder: Path,
    choices: Choices,
    catalog: Catalog,
    *,
    progress: Progress | None = None,
    cancel: Cancel | None = None,
) -> ScanResult:
    """Only the reading: what stands in `folder`. Raises like `analyse`.

    `choices.overlays` are those that `catalog` was made with: child processes lay them again.
    """
    from advisor.scan.client import ProcessClient
    from advisor.scan.load import knowledge_of
    from advisor.scan.options import ScanOptions

    options = ScanOptions(
        all_files=choices.all_files,
        exclude_output=choices.exclude,
        resources=catalog.files.folder,
        overlays=choices.overlays,
        cache=choices.cache,
    )
    client = ProcessClient(knowledge_of(catalog))
    result = client.scan(folder, options, progress or SilentProgress(), cancel or Cancel())
    refuse_silence(result, folder)
    return result


def judge(
    result: ScanResult, catalog: Catalog, policy: Policy, as_of: date, decisions: Decisions | None = None
) -> Assessment:
    """Only the judging and planning: the same scan under another day, policy or other decisions."""
    from advisor.assess import assess
    from advisor.assess.decide import decide
    from advisor.names import namer_of
    from advisor.plan import plan

    decided = decide(result, decisions or Decisions(), namer_of(catalog).identify, as_of)
    assessment = assess(decided.scan, catalog, policy, as_of, tool_version=__version__)
    if decided.suppressed and not assessment.findings:
        assessment = _none_left(assessment, len(decided.suppressed))
    return replace(
        assessment,
        tasks=plan(assessment),
        suppressed=decided.suppressed,
        configuration=decided.applied,
    )


def _none_left(assessment: Assessment, suppressed: int) -> Assessment:
    """The assessment with a sentence that does not call a project clean where all it has is suppressed."""
    texts = assessment.tables.texts
    start = texts["summary.partial"] + " " if assessment.partial else ""
    sentence = start + texts["summary.suppressed"].format(places=count(suppressed, "place"))
    return replace(assessment, summary=replace(assessment.summary, sentence=sentence))


def with_ticks(assessment: Assessment, ticks: Mapping[str, Tick]) -> Assessment:
    """The assessment with what a person said about its tasks."""
    from advisor.plan import merge_states

    return replace(assessment, tasks=merge_states(assessment.tasks, ticks))


def with_target(policy: Policy, target: str | None, catalog: Catalog) -> Policy:
    """`policy` with `target` chosen for everything. Raises `UsageError` for a model the catalog lacks."""
    targets = {key: _alternative_id(name, catalog) for key, name in policy.targets.items()}
    if target is not None:
        targets["*"] = _alternative_id(target, catalog)
    return replace(policy, targets=targets)


def load_policy(path: Path | None) -> Policy:
    """The policy in a file, the cautious default without one. Raises `UsageError` with what is wrong."""
    from advisor.store import policy_file

    return Policy() if path is None else policy_file.load(path)


def _alternative_id(name: str, catalog: Catalog) -> str:
    wanted = name.strip().casefold()
    for row in catalog.alternatives:
        if wanted in (row.id.casefold(), row.name.casefold(), row.hf_repo.casefold()):
            return row.id
    from difflib import get_close_matches

    near = get_close_matches(wanted, [row.id for row in catalog.alternatives], n=3, cutoff=0.4)
    hint = f" Near to it: {', '.join(near)}." if near else ""
    raise UsageError(f"The catalog has no alternative {name}.{hint} All of them: llama-advisor catalog list.")


def refuse_silence(result: ScanResult, folder: Path) -> None:
    """Raise `NothingScannedError` when a report of this scan would be green for want of anything read."""
    if result.findings or result.stats.files_read or result.partial:
        return
    skipped = [row for row in result.skipped if row.reason is not SkipReason.OWN_OUTPUT]
    for row in skipped:
        if row.path == "." and row.reason is SkipReason.UNREADABLE:
            raise NothingScannedError(f"{folder} cannot be read: {row.detail}. Check its permissions.")
    if not skipped:
        raise NothingScannedError(f"{folder} is empty: there is no file in it to read.")
    raise NothingScannedError(f"Nothing in {folder} could be read; all was skipped: {_reasons(skipped)}.")


def _reasons(skipped: Sequence[Skip]) -> str:
    counts: dict[SkipReason, int] = {}
    for row in skipped:
        counts[row.reason] = counts.get(row.reason, 0) + row.count
    words = ", ".join(f"{reason} ({count:,})" for reason, count in sorted(counts.items()))
    return f"{words}. --all reads ignored and installed folders too" if SkipReason.PRUNED in counts else words
