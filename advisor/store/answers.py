"""Facts about a user that no scanner can see, asked once for a project and kept like its ticks.

The same keys stand in a policy file. What was never answered stays unknown, and is judged cautiously.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from advisor.core.policy import FACTS, Policy
from advisor.store import policy_file, state
from advisor.store.ticks import project_key


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as a policy that says nothing else, and a sentence where the file could not be used."""

    policy: Policy = field(default_factory=Policy)
    message: str | None = None


def load(data: Path, folder: Path) -> Answers:
    """The answers for the project in `folder`, kept under the data folder `data`; never raises for them."""
    loaded = state.load(_path(data, folder))
    told = loaded.value.get("answers", {})
    known = {key: value for key, value in told.items() if key in FACTS} if isinstance(told, dict) else {}
    try:
        return Answers(policy_file.checked(known), loaded.message)
    except ValueError as error:
        return Answers(message=f"Your answers for this project cannot be used: {error}.")


def save(data: Path, folder: Path, policy: Policy) -> None:
    """Keep what `policy` answers. Raises `UsageError` when it cannot be done."""
    state.save(_path(data, folder), {"answers": {key: getattr(policy, key) for key in FACTS}})


def _path(data: Path, folder: Path) -> Path:
    return data / "answers" / f"{project_key(folder)}.json"
