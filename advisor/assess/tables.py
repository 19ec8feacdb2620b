"""The points and sentences that judgement is done with, read from the documents of the catalog.

They are data (`resources/risk.json`, `effort.json`, `ranking.json`, `texts.json`); the functions of this
room hold no number and no sentence of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from advisor.assess.languages import read_languages
from advisor.assess.model_tables import ModelTables, read_models
from advisor.assess.risk_tables import RiskTables, read_risk
from advisor.assess.swap_tables import SwapTables, read_swaps
from advisor.core.errors import CatalogError


@dataclass(frozen=True, slots=True)
class Texts:
    """Sentences by key, with `{slots}`."""

    sentences: Mapping[str, str]

    def say(self, key: str, /, **slots: object) -> str:
        """The sentence under `key` with its slots filled.

        Raises `CatalogError` where the key or a slot is not known: the resource file was edited wrongly.
        """
        try:
            return self.sentences[key].format(**slots)
        except (KeyError, IndexError, ValueError) as error:
            raise CatalogError(f"texts.json: the sentence {key!r} is missing or has a wrong slot") from error

    def __contains__(self, key: str) -> bool:
        return key in self.sentences


@dataclass(frozen=True, slots=True)
class Points:
    """A number of points and why it is so many."""

    points: float
    reason: str
    limit: float | None = None
    """The amount from which (or within which) the points count, where there is one."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Everything this room looks up besides facts."""

    texts: Texts
    risk: RiskTables
    effort: Mapping[str, Points]
    effort_places: Mapping[str, float]
    """Points of one place, by context."""
    effort_place_cap: float
    effort_further_file: float
    """What each further file with the same kind of companion adds."""
    adapter_words: tuple[str, ...]
    task_points: Mapping[str, float]
    ranking: Mapping[str, Points]
    bits_per_weight: Mapping[str, float]
    unstated_context: int
    """Tokens of context that memory is reckoned for where the project states none."""
    task_by_family: tuple[tuple[str, str], ...]
    """(start of a family's name, the task it was made for)."""
    task_by_modality: Mapping[str, str]
    needs: tuple[str, ...]
    """Needs that a policy may set."""
    tiers: tuple[str, ...]
    """Tiers that a policy may name for any host, beside those that its rows of the table name."""
    languages: Mapping[str, str]
    """Spellings of languages, in lower case, with their codes."""
    lost: tuple[tuple[str, str], ...]
    """(part of an old model's name, what no candidate makes up for)."""
    shown: Mapping[str, int]
    """How many `ranked` and `rejected` candidates a dependency shows."""
    swaps: SwapTables
    models: ModelTables


def read_tables(documents: Mapping[str, Mapping[str, Any]]) -> Tables:
    """Tables from the four documents `texts`, `risk`, `effort` and `ranking`.

    Raises `CatalogError` where one lacks a part; their schemas were checked when they were loaded.
    """
    try:
        return _read(documents)
    except (KeyError, TypeError, ValueError) as error:
        raise CatalogError(f"resources: risk, effort, ranking or texts lack a part ({error})") from error


def _read(documents: Mapping[str, Mapping[str, Any]]) -> Tables:
    risk, effort, ranking = documents["risk"], documents["effort"], documents["ranking"]
    return Tables(
        texts=Texts(dict(documents["texts"]["texts"])),
        risk=read_risk(risk),
        effort=_points(effort["items"]),
        effort_places={str(k): float(v) for k, v in effort["places"].items()},
        effort_place_cap=float(effort["place_cap"]),
        effort_further_file=float(effort["further_file"]),
        adapter_words=tuple(effort["adapter_words"]),
        task_points={str(k): float(v) for k, v in effort["tasks"].items()},
        ranking=_points(ranking["points"]),
        bits_per_weight={k: float(v["bits"]) for k, v in ranking["bits_per_weight"].items()},
        unstated_context=int(ranking["unstated_context"]),
        task_by_family=tuple((row["starts_with"], row["task"]) for row in ranking["task_by_family"]),
        task_by_modality=dict(ranking["task_by_modality"]),
        needs=tuple(ranking["needs"]),
        tiers=tuple(ranking["tiers"]),
        languages=read_languages(ranking["languages"]["names"]),
        lost=tuple((row["contains"], row["reason"]) for row in ranking["lost"]),
        shown={str(k): int(v) for k, v in ranking["shown"].items()},
        swaps=read_swaps(effort),
        models=read_models(ranking),
    )


def _points(rows: Mapping[str, Mapping[str, Any]]) -> dict[str, Points]:
    return {
        key: Points(float(row["points"]), str(row["reason"]), row.get("limit")) for key, row in rows.items()
    }
