"""The catalog for browsing: rows as they are, with memory, filters and what overlays say of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from advisor.app.shelf import Shelf, shelf
from advisor.app.wanted import Wanted
from advisor.core.errors import OverlayError

OVERLAY = """
format_version = 1
as_of = 2026-11-20
refused_models = ["gpt-oss-20b"]

[[verdicts]]
licence = "gemma-tou"
verdict = "refused"
why = "Legal said no."

[[alternatives]]
id = "acme-34b"
name = "Acme 34B"
vendor = "Acme"
hf_repo = "acme/acme-34b"
licence = "mit"
params_total_b = 34
context_tokens = 65536
released = 2026-10-01
tasks = ["chat"]
modalities_in = ["text"]
"""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(data=tmp_path_factory.mktemp("home"))


@pytest.fixture
def laid(tmp_path: Path) -> Shelf:
    (tmp_path / "overlays").mkdir()
    (tmp_path / "overlays" / "acme.toml").write_text(OVERLAY, encoding="utf-8")
    return shelf(data=tmp_path)


def by_id(found: Shelf) -> dict[str, object]:
    return {row.id: row for row in found.alternatives}


def test_memory_is_weights_and_cache_at_the_quantisation_and_context_asked_for(plain: Shelf) -> None:
    row = next(row for row in plain.alternatives if row.id == "gpt-oss-120b")
    small, large = plain.memory(row, "q4", 8192), plain.memory(row, "bf16", 131_072)
    assert small.weights_gib == pytest.approx(116.8e9 * 4.9 / 8 / 1024**3, rel=0.01)
    assert small.total_gib is not None and large.total_gib is not None
    assert large.total_gib > 3 * small.total_gib


def test_memory_without_figures_is_not_reckoned(plain: Shelf) -> None:
    row = next(row for row in plain.alternatives if plain.figures(row) is None)
    assert plain.memory(row, "q4").total_gib is None
    assert not plain.fits(row, Wanted(memory_gib=100_000))


def test_a_row_fits_where_all_that_is_wanted_is_known_and_so(plain: Shelf) -> None:
    wanted = Wanted(licence_class="permissive", task="code", memory_gib=24, released_before=date(2026, 4, 8))
    fitting = [row for row in plain.alternatives if plain.fits(row, wanted)]
    assert fitting
    for row in fitting:
        assert row.licence_class == "permissive" and "code" in row.tasks
        assert row.released is not None and row.released < date(2026, 4, 8)
        needed = plain.memory(row, "q4").total_gib
        assert needed is not None and needed <= 24


def test_a_licence_is_found_by_its_slug_and_hosts_by_theirs(plain: Shelf) -> None:
    licence = plain.licence("llama-3.3")
    assert licence is not None and licence.user_threshold == 700_000_000
    assert plain.licence(None) is None and plain.licence("no-such-licence") is None
    assert plain.hosts["groq"] == "Groq"


def test_rows_of_the_users_overlay_are_there_and_marked(laid: Shelf) -> None:
    row = by_id(laid)["acme-34b"]
    assert getattr(row, "origin", None) == "overlay acme.toml"
    assert laid.ruling("gpt-oss-20b") == "refused by overlay acme.toml"
    assert laid.ruling("gpt-oss-120b") == ""
    gemma = laid.licence("gemma-tou")
    assert gemma is not None and gemma.ruling == "refused by overlay acme.toml: Legal said no."


def test_an_overlay_that_cannot_be_used_is_an_error_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "overlays").mkdir()
    (tmp_path / "overlays" / "bad.toml").write_text("format_version = 1\nnonsense = true\n", encoding="utf-8")
    with pytest.raises(OverlayError, match=r"bad\.toml"):
        shelf(data=tmp_path)
