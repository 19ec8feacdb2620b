"""Use case: the policy a project is judged under in the window: limits, answers and targets kept for it.

The command line takes the same keys from a policy file. What no longer means anything (a model that left the
catalog, a what-if day that has come) is left out and said: nothing that is kept may stop a judgement.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.app import projects
from advisor.assess.needs import OWN_MACHINE as OWN_MACHINE
from advisor.core.policy import FACTS, Policy

if TYPE_CHECKING:
    from advisor.catalog import Catalog

MUSE_OPEN = "muse_open"
"""The what-if day on which an open successor is imagined."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a policy can be made of, by the catalog in use."""

    vendors: tuple[str, ...]
    """Makers of the alternatives, by name."""
    hosts: Mapping[str, str]
    """Where a model can run: id to name, by name; one's own machine first."""
    tiers: Mapping[str, tuple[str, ...]]
    """Host id to the tiers that may matter there: those that an announcement names, and the common ones."""
    tasks: tuple[str, ...] = ()
    """What alternatives are made for: `chat`, `code` …"""


def offer(catalog: Catalog) -> Offer:
    """What `catalog` offers."""
    hosts = {row.id: row.name for row in catalog.providers if row.kind == "host"}
    common = catalog.document("ranking")["tiers"]
    tiers: dict[str, set[str]] = {}
    for row in catalog.lifecycle:
        if row.tiers and row.provider in hosts:
            tiers.setdefault(row.provider, set(common)).update(row.tiers)
    by_name = dict(sorted(hosts.items(), key=lambda pair: pair[1].casefold()))
    return Offer(
        tuple(sorted({row.vendor for row in catalog.alternatives}, key=str.casefold)),
        {OWN_MACHINE: "your own machine", **by_name},
        {host: tuple(sorted(tiers[host])) for host in by_name if host in tiers},
        tuple(sorted({task for row in catalog.alternatives for task in row.tasks})),
    )


def in_force(
    folder: Path, chosen: Mapping[str, str], catalog: Catalog, as_of: date, *, data: Path | None = None
) -> tuple[Policy, tuple[str, ...]]:
    """The policy for the project in `folder`, and sentences on what of it does not hold any more.

    `chosen` are the targets chosen in the window, by dependency; they stand over those of a policy file.
    """
    limits, answers = projects.kept_limits(folder, data=data), projects.kept_answers(folder, data=data)
    known = {row.id for row in catalog.alternatives}
    by_name = {name.casefold(): row.id for row in catalog.alternatives for name in (row.name, row.hf_repo)}
    wanted = {
        key: by_name.get(name.casefold(), name) for key, name in {**limits.policy.targets, **chosen}.items()
    }
    gone = sorted({name for name in wanted.values() if name not in known})
    what_if = {key: day for key, day in limits.policy.what_if.items() if day > as_of.isoformat()}
    past = [day for key, day in limits.policy.what_if.items() if key not in what_if]
    messages = [message for message in (limits.message, answers.message) if message]
    if past:
        messages.append(f"The what-if of {', '.join(past)} is no what-if as of {as_of}, and is left out.")
    if gone:
        messages.append(f"No longer in the catalog, so no target any more: {', '.join(gone)}.")
    policy = replace(
        limits.policy,
        **{key: getattr(answers.policy, key) for key in FACTS},
        targets={key: name for key, name in wanted.items() if name in known},
        what_if=what_if,
    )
    return policy, tuple(messages)
