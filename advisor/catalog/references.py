"""Whether what one row says agrees with the rows it names: slugs, families, chains of successors, rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from advisor.core.knowledge import Problem

Tables: TypeAlias = Mapping[str, tuple[Any, ...]]
"""The rows of each file, by its name without ending."""

_NOT_THERE = "warning"


def check(tables: Tables, rules_named: Mapping[str, str]) -> Iterator[Problem]:
    """All references of all files; `rules_named` are rules that a document names, with the document."""
    yield from _slugs(tables)
    yield from _licence_classes(tables)
    yield from _bound_packages(tables)
    yield from _figures(tables)
    yield from _lifecycle_loops(tables["lifecycle"])
    yield from _package_loops(tables["packages"])
    rules = {row.id for row in tables["rules"]}
    for rule, file in rules_named.items():
        if rule not in rules:
            yield Problem(file, rule, "is no rule of rules.json")


def _slugs(tables: Tables) -> Iterator[Problem]:
    licences = {row.id for row in tables["licences"]}
    families = {row.family for row in tables["llama-models"]}
    providers = {row.id for row in tables["providers"]}
    packages = {row.id for row in tables["packages"]}
    llamas = {row.id for row in tables["llama-models"]}
    for name, field, known, where in (
        ("llama-models", "licence", licences, "licences.json"),
        ("alternatives", "licence", licences, "licences.json"),
        ("alternatives", "hosted_ids", providers, "providers.json"),
        ("derivatives", "licence", licences, "licences.json"),
        ("derivatives", "more_licences", licences, "licences.json"),
        ("derivatives", "family", families, "llama-models.json"),
        ("derivatives", "base", llamas, "llama-models.json"),
        ("lifecycle", "provider", providers, "providers.json"),
        ("lifecycle", "family", families, "llama-models.json"),
        ("packages", "provider", providers, "providers.json"),
        ("providers", "packages", packages, "packages.json"),
    ):
        for row in tables[name]:
            for slug in _named(getattr(row, field)):
                if slug not in known:
                    yield Problem(f"{name}.json", row.id, f"field {field}: {where} has no row {slug}")


def _named(value: object) -> Iterable[str]:
    """The slugs a field holds: none, one, several, or the keys of a mapping."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else tuple(value)  # type: ignore[arg-type]


def _licence_classes(tables: Tables) -> Iterator[Problem]:
    classes = {row.id: row.licence_class for row in tables["licences"]}
    for row in tables["alternatives"]:
        if row.licence in classes and row.licence_class != classes[row.licence]:
            message = f"field licence_class: {row.licence} is {classes[row.licence]} in licences.json"
            yield Problem("alternatives.json", row.id, message)


def _bound_packages(tables: Tables) -> Iterator[Problem]:
    """A package names the provider it is bound to, and that provider names the package."""
    named = {(package, row.id) for row in tables["providers"] for package in row.packages}
    bound = {(row.id, row.provider) for row in tables["packages"] if row.provider is not None}
    for package, provider in sorted(named - bound):
        yield Problem("providers.json", provider, f"field packages: {package} does not name it as provider")
    for package, provider in sorted(bound - named):
        yield Problem("packages.json", package, f"field provider: {provider} does not name it in packages")


def _figures(tables: Tables) -> Iterator[Problem]:
    """Memory figures of a repository that nobody asks for are no error, but no use either."""
    repos = {row.hf_repo.lower() for row in tables["alternatives"]}
    repos |= {repo.lower() for row in tables["llama-models"] for repo in row.repos}
    for row in tables["memory"]:
        if row.hf_repo.lower() not in repos:
            message = "is the repository of no alternative and no Llama model"
            yield Problem("memory.json", row.hf_repo, message, _NOT_THERE)


def _lifecycle_loops(rows: Iterable[Any]) -> Iterator[Problem]:
    """Replacements that lead back to where they began; ids are compared per host, case ignored."""
    follows = {(row.provider, row.model_id.lower()): row for row in rows}
    steps = {key: [(key[0], name.lower()) for name in row.replacements] for key, row in follows.items()}
    for key in _in_loops(steps):
        yield Problem("lifecycle.json", follows[key].id, "field replacements: the chain leads back to it")


def _package_loops(rows: Iterable[Any]) -> Iterator[Problem]:
    follows = {(row.ecosystem, row.name): row for row in rows}
    steps = {key: [(key[0], row.successor)] if row.successor else [] for key, row in follows.items()}
    for key in _in_loops(steps):
        yield Problem("packages.json", follows[key].id, "field successor: the chain leads back to it")


def _in_loops(steps: Mapping[tuple[str, str], list[tuple[str, str]]]) -> Iterator[tuple[str, str]]:
    """The nodes from which a walk comes back to the node itself."""
    for start in steps:
        queue, seen = list(steps[start]), set()
        while queue:
            node = queue.pop()
            if node == start:
                yield start
                break
            if node not in seen:
                seen.add(node)
                queue.extend(steps.get(node, ()))
