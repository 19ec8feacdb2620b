"""Refuses a policy that would silently have no effect: unknown needs, providers, vendors, tasks.

A limit that matches nothing looks like one that holds. So each name in a policy has to be known, and a
refusal lists what is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from advisor.assess.languages import codes
from advisor.assess.needs import CONTEXT, LANGUAGES, OWN_MACHINE, RUNS, TASK, known_needs, tokens
from advisor.assess.tables import Tables
from advisor.core.errors import UsageError
from advisor.core.policy import Policy, hours_range

if TYPE_CHECKING:
    from advisor.catalog import Catalog

EVERYTHING = "*"
"""The key of a target that holds for every dependency without one of its own."""

_DEPENDENCY = "dep-"
"""How the ids of dependencies begin; one of another project, or of yesterday, is no mistake."""


def check_policy(policy: Policy, catalog: Catalog, is_llama: Callable[[str], bool], tables: Tables) -> None:
    """Raises `UsageError`, naming the key, where a name or value of `policy` means nothing here.

    `is_llama` tells whether a name is that of Llama weights or of weights made from them.
    """
    everything = catalog.alternatives
    _check_hours(policy)
    _check_runs(policy, catalog, tables)
    _check_needs(policy, {task for one in everything for task in one.tasks}, tables)
    _check_tiers(policy, catalog, tables)
    vendors = {one.vendor for one in everything}
    for name in policy.exclude_vendors:
        if not any(is_vendor(name, vendor) for vendor in vendors):
            raise _refusal(tables, "policy.vendor", name, vendors)
    _check_hosts(policy, catalog, tables)
    for name in policy.targets:
        if name != EVERYTHING and not name.startswith(_DEPENDENCY) and not is_llama(name):
            raise UsageError(tables.texts.say("policy.target", name=name))


def _check_hours(policy: Policy) -> None:
    try:
        hours_range(policy.hours_per_point)
    except ValueError as error:
        raise UsageError(f"The policy: {error}.") from error


def _check_hosts(policy: Policy, catalog: Catalog, tables: Tables) -> None:
    """Hosts that nothing may run at: known ones, and not the one it is to run at."""
    hosts = {provider.id: provider.name for provider in catalog.providers if provider.kind == "host"}
    spellings = {word.casefold() for pair in hosts.items() for word in pair}
    for name in policy.exclude_hosts:
        if name.strip().casefold() not in spellings:
            raise _refusal(tables, "policy.host", name, hosts)
    wanted = policy.needs.get(RUNS, "").strip().lower()
    out = {name.strip().casefold() for name in policy.exclude_hosts}
    if out & {wanted, hosts.get(wanted, wanted).casefold()}:
        raise UsageError(tables.texts.say("policy.contradiction-host", host=wanted))


def _check_runs(policy: Policy, catalog: Catalog, tables: Tables) -> None:
    """Where it is to run: a host of the catalog, or one's own machines."""
    said = policy.needs.get(RUNS, "").strip().lower()
    hosts = {provider.id for provider in catalog.providers if provider.kind == "host"} | {OWN_MACHINE}
    if said and said not in hosts:
        raise UsageError(tables.texts.say("policy.need-runs", value=said, known=", ".join(sorted(hosts))))


def _check_tiers(policy: Policy, catalog: Catalog, tables: Tables) -> None:
    """A tier that no row names would lift every end that holds for some tiers only."""
    hosts = {provider.id for provider in catalog.providers}
    for host, tier in policy.tiers.items():
        if host not in hosts:
            raise _refusal(tables, "policy.tier-host", host, hosts)
        named = {name.lower() for row in catalog.lifecycle if row.provider == host for name in row.tiers}
        known = named.union(tables.tiers)
        if tier.strip().lower() not in known:
            listed = ", ".join(sorted(known))
            raise UsageError(tables.texts.say("policy.tier", host=host, tier=tier, known=listed))


def _check_needs(policy: Policy, tasks: Iterable[str], tables: Tables) -> None:
    allowed = known_needs(tables)
    for name, value in policy.needs.items():
        if name not in allowed:
            raise _refusal(tables, "policy.need-unknown", name, allowed)
        if name == CONTEXT and tokens(value) is None:
            raise UsageError(tables.texts.say("policy.need-number", value=value))
        if name == LANGUAGES and (unknown := codes(value, tables.languages)[1]):
            raise UsageError(tables.texts.say("policy.need-languages", name=unknown[0]))
        known = sorted(tasks)
        if name == TASK and value.strip().lower() not in known:
            raise UsageError(tables.texts.say("policy.need-task", value=value, known=", ".join(known)))


def is_vendor(name: str, vendor: str) -> bool:
    """True where `name` is the vendor's name or whole words of it: `Qwen` is `Alibaba Qwen`."""
    wanted, words = name.casefold().split(), vendor.casefold().split()
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(words[start : start + len(wanted)] == wanted for start in starts)


def _refusal(tables: Tables, key: str, name: str, known: Iterable[str]) -> UsageError:
    return UsageError(tables.texts.say(key, name=name, known=", ".join(sorted(known))))
