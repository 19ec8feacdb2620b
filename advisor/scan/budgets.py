"""Every limit of a scan, in one place. Whatever hits one of them becomes a row of the skipped ledger.

The scanned folder is written by a stranger: each limit bounds time or memory for some hostile input
(a 2 GB one-line file, a million matches, a regular expression in an ignore file, a poisoned parse).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Budgets:
    """The limits. The defaults are the product's; tests hand in smaller ones."""

    parse_bytes: int = 2 << 20
    """Structured reading (syntax trees, manifests) of a file up to this size."""
    structured_bytes: int = 16 << 20
    """The same for notebooks, JSON and lock files."""
    window_bytes: int = 1 << 20
    """Files above this size are read alone; text too large for structured reading in windows of it."""
    overlap_chars: int = 4096
    """How much two neighbouring windows share on either side of their border."""
    text_bytes: int = 64 << 20
    """Text is sifted up to here; the rest of a larger file is not read."""
    sniff_bytes: int = 8192
    """A NUL byte within these makes a file binary."""
    head_bytes: int = 64 << 10
    """So much of a weights file is read for its header."""
    findings_per_file: int = 1_000
    findings_per_scan: int = 100_000
    cleared_per_file: int = 5_000
    cleared_per_scan: int = 200_000
    hints_per_file: int = 500
    link_names: int = 2_000
    """Names that findings are bound to and other files are searched for, in one round."""
    link_rounds: int = 3
    """So often the project is searched for names: a name may hand its value to another."""
    link_uses: int = 20_000
    """Places that read such a name, in a scan."""
    link_sightings: int = 200
    """Places of such names looked at in one file."""
    hits_per_file: int = 30_000
    """Places that look like Llama and are judged, each of which costs up to a tenth of a millisecond."""
    written_chars: int = 240
    """What a finding quotes is cut here."""
    seconds_per_file: float = 10.0
    """Of processor time; three times as long by the clock."""
    seconds_per_batch: float = 60.0
    """How long a worker may stay silent while it only reads and sifts."""
    worker_memory: int = 3 << 30
    """Address space of one worker process, where the system can limit it."""
    worker_deaths: int = 100
    """After so many dead or hung workers a failing batch is given up instead of retried."""
    batch_files: int = 128
    """Paths in one message to a worker."""
    small_tree_files: int = 4_000
    """Up to so many files a scan stays in its own process unless isolation is asked for."""
    ignore_bytes: int = 256 << 10
    """So much of one .gitignore is read."""
    ignore_rules: int = 5_000
    """Ignore rules in force at one place."""
    pruned_count: int = 20_000
    """Files and folders counted in one pruned folder."""
    pruned_count_total: int = 100_000
    """Files counted in all pruned folders together."""
    head_file_bytes: int = 4096
    """Of `.git/HEAD`."""

    def to_json(self) -> dict[str, int | float]:
        """The limits as a JSON object, for a worker process."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, int | float]) -> Budgets:
        """The limits that `to_json` wrote."""
        return cls(**values)  # type: ignore[arg-type]


BUDGETS = Budgets()
"""The product's limits."""
