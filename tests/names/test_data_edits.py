"""A new derivative, host prefix, namesake or model is one row of data: added to a copy, then found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from advisor.catalog import Catalog, load_catalog
from advisor.core.kinds import Confidence, NameClass
from advisor.names import Namer


class Edited:
    """The catalog with some tables replaced."""

    def __init__(self, catalog: Catalog, **tables: Any) -> None:
        self.llama_models = tables.get("llama_models", catalog.llama_models)
        self.derivatives = tables.get("derivatives", catalog.derivatives)
        self.providers = tables.get("providers", catalog.providers)
        self._vocabulary = tables.get("vocabulary", catalog.document("vocabulary"))

    def document(self, name: str) -> Mapping[str, Any]:
        assert name == "vocabulary"
        return self._vocabulary


CATALOG = load_catalog()


def test_a_new_derivative_without_llama_in_its_name_is_found() -> None:
    row = next(row for row in CATALOG.derivatives if row.id == "lmsys-vicuna-v1.5")
    new = replace(row, id="acme-foxglove", pattern="acme/Foxglove-*", organisation="acme", family="llama-3.3")
    before = Namer(CATALOG).identify("acme/Foxglove-70B")
    after = Namer(Edited(CATALOG, derivatives=(*CATALOG.derivatives, new)))
    assert before.name_class is NameClass.NEUTRAL
    assert after.identify("acme/Foxglove-70B").family == "llama-3.3"
    assert after.identify("quantiser/Foxglove-70B-GGUF").model == "foxglove-70b"
    assert "foxglove" in after.needle_words


def test_of_rows_that_say_the_same_the_one_that_was_seen_is_told() -> None:
    row = next(row for row in CATALOG.derivatives if row.id == "lmsys-vicuna-v1.5")
    seen = replace(row, id="acme-foxglove", pattern="acme/Foxglove-*-v2", organisation="acme")
    heard = replace(seen, id="foxglove", pattern="Foxglove-{7b,13b}-v2*", evidence="recall")
    namer = Namer(Edited(CATALOG, derivatives=(*CATALOG.derivatives, seen, heard)))
    assert namer.identify("acme/Foxglove-13b-v2").evidence is Confidence.HIGH


def test_of_rows_that_differ_the_more_exact_one_is_told() -> None:
    row = next(row for row in CATALOG.derivatives if row.id == "lmsys-vicuna-v1.5")
    seen = replace(row, id="acme-foxglove", pattern="acme/Foxglove-*", organisation="acme", family="llama-2")
    exact = replace(seen, id="foxglove-3", pattern="acme/Foxglove-3-13b", family="llama-3", evidence="recall")
    namer = Namer(Edited(CATALOG, derivatives=(*CATALOG.derivatives, seen, exact)))
    assert namer.identify("acme/Foxglove-3-13b").family == "llama-3"


def test_a_new_trap_clears_a_name() -> None:
    row = next(row for row in CATALOG.derivatives if row.relation == "trap")
    new = replace(
        row, id="acme-llama-3-own", pattern="acme/Llama-3-Own-*", organisation="acme", note="Own weights."
    )
    after = Namer(Edited(CATALOG, derivatives=(*CATALOG.derivatives, new)))
    assert Namer(CATALOG).identify("acme/Llama-3-Own-8B").is_llama
    assert not after.identify("acme/Llama-3-Own-8B").is_llama


def test_a_new_hosts_prefix_is_told_as_the_host() -> None:
    new = replace(CATALOG.providers[0], id="acme-host", aliases=(), prefixes=("acme_infer/",))
    after = Namer(Edited(CATALOG, providers=(*CATALOG.providers, new)))
    assert Namer(CATALOG).identify("acme_infer/llama-3.1-8b-instruct").provider is None
    assert after.identify("acme_infer/llama-3.1-8b-instruct").provider == "acme-host"


def test_a_new_namesake_is_cleared() -> None:
    vocabulary = dict(CATALOG.document("vocabulary"))
    vocabulary["own_weights"] = [*vocabulary["own_weights"], "hillllama"]
    after = Namer(Edited(CATALOG, vocabulary=vocabulary))
    assert Namer(CATALOG).identify("acme/HillLlama-7B").is_llama
    assert not after.identify("acme/HillLlama-7B").is_llama


def test_a_new_model_of_a_new_version_is_read() -> None:
    model = next(model for model in CATALOG.llama_models if model.id == "llama-3.3-70b-instruct")
    new = replace(model, id="llama-3.7-40b-instruct", family="llama-3.7", size_b=40)
    after = Namer(Edited(CATALOG, llama_models=(*CATALOG.llama_models, new)))
    found = after.identify("groq/llama-3-7-40b-versatile")
    assert (found.model, found.family) == ("llama-3.7-40b-instruct", "llama-3.7")


def test_a_new_word_of_hosting_leaves_the_name_metas() -> None:
    vocabulary = dict(CATALOG.document("vocabulary"))
    vocabulary["services"] = [*vocabulary["services"], "warpspeed"]
    after = Namer(Edited(CATALOG, vocabulary=vocabulary))
    assert Namer(CATALOG).identify("llama-3.1-8b-warpspeed").name_class is NameClass.DERIVATIVE
    assert after.identify("llama-3.1-8b-warpspeed").name_class is NameClass.MODEL
