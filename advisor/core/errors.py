"""The errors that reach a user, each with the exit code the command line ends with.

Rooms raise these and nothing else on purpose; `advisor.cli` and `advisor.gui` alone turn them
into messages. A file that cannot be read is no error but a `Skip`.
"""

from __future__ import annotations


class AdvisorError(Exception):
    """Something the user has to know. The message says what happened and what to do next."""

    exit_code = 4


class UsageError(AdvisorError):
    """Wrong usage, wrong path, unwritable output, no display: exit 2."""

    exit_code = 2


class NothingScannedError(AdvisorError):
    """The folder is empty, unreadable, or every file in it was skipped: exit 3."""

    exit_code = 3


class CatalogError(AdvisorError):
    """The knowledge in `resources/` cannot be used: missing, damaged or of another format."""

    exit_code = 4


class UpdateRefusedError(AdvisorError):
    """An update of the catalog was not taken in, and the one in use stays: exit 1, a closed gate.

    The message is a reason that completes "The update was refused: …".
    """

    exit_code = 1


class UpdateKeyError(UsageError):
    """The key that an update is to be checked with is missing or is none: exit 2."""


class OverlayError(UsageError):
    """A file laid over the catalog cannot be used: exit 2. The message names file, row and key."""
