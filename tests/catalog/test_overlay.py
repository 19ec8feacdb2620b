"""Files laid over the catalog: what they add and change, how it is marked, what is refused in which words."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor.app.catalog import Part, checked, listed, shown
from advisor.app.wanted import Wanted
from advisor.catalog import Catalog, load_catalog
from advisor.catalog.overlay import OWN_SECTIONS, TABLES, overlay_of, project_overlay
from advisor.core.errors import OverlayError, UsageError
from advisor.core.kinds import NameClass
from advisor.core.overlay import Overlay
from advisor.names import Namer

HEAD = "format_version = 1\nas_of = 2026-11-20\n"
ORIGIN = "overlay acme.toml"
ACME_1B = '[[alternatives]]\nid = "acme-1b"\nname = "Acme"\nvendor = "Acme"\nhf_repo = "acme/acme-1b"\n'


def overlay(text: str, name: str = "acme.toml", head: str = HEAD) -> Overlay:
    return overlay_of(tomllib.loads(head + text), name, "0123456789ab")


def laid(*texts: str) -> Catalog:
    overlays = [overlay(text, f"{number or 'acme'}.toml") for number, text in enumerate(texts)]
    return load_catalog(overlays=tuple(overlays))


def refusal(text: str, head: str = HEAD) -> str:
    with pytest.raises(OverlayError) as refused:
        load_catalog(overlays=(overlay(text, head=head),))
    return str(refused.value)


def test_an_empty_overlay_changes_nothing_but_the_stamp() -> None:
    bare, catalog = load_catalog(), laid("")
    assert catalog.alternatives == bare.alternatives
    assert catalog.stamp.digest != bare.stamp.digest
    (stamp,) = catalog.stamp.overlays
    assert (stamp.name, stamp.as_of, stamp.rows) == ("acme.toml", date(2026, 11, 20), 0)
    assert catalog.stamp.as_of == bare.stamp.as_of


def test_the_order_of_overlays_is_part_of_the_digest() -> None:
    one, two = overlay("", "one.toml"), overlay("", "two.toml")
    there, back = load_catalog(overlays=(one, two)), load_catalog(overlays=(two, one))
    assert there.stamp.digest != back.stamp.digest


def test_a_new_row_is_marked_sourced_and_says_what_nobody_checked() -> None:
    catalog = laid("""
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
    """)
    row = next(row for row in catalog.alternatives if row.id == "acme-34b")
    assert (row.origin, row.licence_class, row.rankable) == (ORIGIN, "permissive", True)
    assert [(source.ref, source.read_on) for source in row.sources] == [(ORIGIN, date(2026, 11, 20))]
    assert "tool_calling" in row.not_checked
    assert all(other.origin is None for other in catalog.alternatives if other.id != "acme-34b")


def test_a_row_without_a_licence_is_not_ranked() -> None:
    text = ACME_1B + "params_total_b = 1"
    row = next(row for row in laid(text).alternatives if row.id == "acme-1b")
    assert not row.rankable
    assert "licence" in row.not_checked


def test_a_row_of_a_known_name_changes_the_keys_it_has() -> None:
    before = next(row for row in load_catalog().providers if row.id == "groq")
    catalog = laid('[[providers]]\nid = "groq"\nprefixes = ["acme-groq/"]\nname = "Groq (contract 7)"')
    after = next(row for row in catalog.providers if row.id == "groq")
    assert after.prefixes == (*before.prefixes, "acme-groq/")  # what a thing goes by grows
    assert (after.name, after.hosts, after.origin) == ("Groq (contract 7)", before.hosts, ORIGIN)


def test_the_later_overlay_has_the_last_word() -> None:
    rows = [f'[[providers]]\nid = "groq"\nname = "{name}"' for name in ("First", "Second")]
    row = next(row for row in laid(*rows).providers if row.id == "groq")
    assert (row.name, row.origin) == ("Second", "overlay 1.toml")


def test_own_dates_and_tiers_of_a_host_replace_those_of_the_catalog() -> None:
    known = next(row for row in load_catalog().lifecycle if row.provider == "groq" and row.end_on)
    catalog = laid(f"""
        [[lifecycle]]
        provider = "groq"
        model_id = "{known.model_id}"
        end_on = 2027-03-31
        tiers = ["enterprise"]
    """)
    row = next(row for row in catalog.lifecycle if row.id == known.id)
    assert (row.end_on, row.tiers, row.origin) == (date(2027, 3, 31), ("enterprise",), ORIGIN)
    assert (row.source.ref, row.announced_on) == (ORIGIN, known.announced_on)


def test_a_new_class_of_a_licence_holds_for_all_that_come_under_it() -> None:
    catalog = laid('[[licences]]\nid = "mit"\nlicence_class = "conditional"')
    under = [row for row in catalog.alternatives if row.licence == "mit"]
    assert under
    assert {(row.licence_class, row.origin) for row in under} == {("conditional", ORIGIN)}


def test_a_package_with_a_host_is_bound_to_it_by_itself() -> None:
    catalog = laid("""
        [[packages]]
        ecosystem = "pypi"
        name = "acme-groq"
        package_class = "carrier"
        provider = "groq"
    """)
    host = next(row for row in catalog.providers if row.id == "groq")
    assert "pypi/acme-groq" in host.packages


def test_own_names_are_read_as_made_from_their_base() -> None:
    namer = Namer(laid('[[names]]\nname = "acme/helpdesk-*"\nbase = "llama-3.1-8b-instruct"'))
    for name in ("acme/helpdesk-v3", "groq/acme/helpdesk-2", "models/helpdesk-v3"):
        found = namer.identify(name)
        assert (found.name_class, found.family, found.made_from) == (
            NameClass.DERIVATIVE,
            "llama-3.1",
            "llama-3.1-8b-instruct",
        )
        assert found.origin == ORIGIN
        assert f"from {ORIGIN}" in found.why


def test_a_namesake_clears_a_name_with_its_own_reason() -> None:
    text = '[[namesakes]]\nword = "llama-3-ledger"\nwhy = "Our book-keeping."'
    assert Namer(load_catalog()).identify("acme/llama-3-ledger-8b").is_llama
    found = Namer(laid(text)).identify("acme/llama-3-ledger-8b")
    assert not found.is_llama
    assert "Our book-keeping." in found.why
    assert ORIGIN in found.why


def test_verdicts_and_lists_stand_in_the_rulings() -> None:
    catalog = laid("""
        allowed_models = ["qwen3-*"]
        [[verdicts]]
        licence = "mit"
        verdict = "refused"
        why = "Never."
    """)
    rulings = catalog.rulings
    assert rulings.licences["mit"].words == f"refused by {ORIGIN}: Never."
    assert next(row for row in catalog.licences if row.id == "mit").ruling == f"refused by {ORIGIN}: Never."
    assert {row.id for row in catalog.alternatives if rulings.models[row.id].allowed} == {
        row.id for row in catalog.alternatives if row.id.startswith("qwen3-")
    }
    assert set(rulings.models) == {row.id for row in catalog.alternatives}


def test_lists_and_single_rows_say_where_they_come_from() -> None:
    catalog = laid('[[names]]\nname = "acme/helpdesk-*"\nfamily = "llama-3.1"')
    head = listed(Part.DERIVATIVES, Wanted(), as_json=False, catalog=catalog).splitlines()[0]
    assert "overlay acme.toml (1 row of 2026-11-20)" in head
    told = shown(["own-acme-helpdesk"], as_json=False, catalog=catalog)
    assert "origin: " in told
    assert ORIGIN in told
    (row,) = json.loads(shown(["own-acme-helpdesk"], as_json=True, catalog=catalog))["rows"]
    assert row["row"]["origin"] == ORIGIN
    text, clean = checked(as_json=False, catalog=catalog)
    assert clean
    assert "overlay acme.toml" in text


REFUSED = {
    "a key nobody knows": (
        '[[names]]\nname = "acme-x*"\nbse = "x"',
        ["[[names]] acme-x*", "unknown key bse"],
    ),
    "a section nobody knows": ("[[model]]\nid = 1", ["unknown key model", "Known are:"]),
    "an unknown base": (
        '[[names]]\nname = "acme-x*"\nbase = "llama-3.1-8b-instrukt"',
        ["[[names]] acme-x*, ".removesuffix(", "), "key base", "llama-3.1-8b-instruct"],
    ),
    "a base of another family": (
        '[[names]]\nname = "acme-x*"\nbase = "llama-3.1-8b-instruct"\nfamily = "llama-2"',
        ["key family", "of the family llama-3.1, not llama-2"],
    ),
    "a name that fits everything": (
        '[[names]]\nname = "*"\nfamily = "llama-2"',
        ["key name", "at least four"],
    ),
    "a name the catalog has": (
        '[[names]]\nname = "Lmsys/Vicuna-*-V1.5*"\nfamily = "llama-2"',
        ["the catalog has that name in its row lmsys-vicuna-v1.5", "[[derivatives]]"],
    ),
    "a row twice": ('[[providers]]\nid = "groq"\n[[providers]]\nid = "groq"', ["groq: stands there twice"]),
    "a missing key": (
        '[[packages]]\necosystem = "pypi"\nname = "a-b"',
        ["pypi/a-b", "key package_class is missing"],
    ),
    "a row without its name": ('[[providers]]\nname = "Acme"', ["[[providers]] 1", "key id is missing"]),
    "a value of the wrong type": (
        '[[providers]]\nid = "groq"\nprefixes = "acme/"',
        ["[[providers]] groq", "key prefixes", "expected a list"],
    ),
    "an unknown host": (
        '[[lifecycle]]\nprovider = "acme"\nmodel_id = "x"\nstatus = "active"',
        ["[[lifecycle]] acme/x", "key provider", "no row acme"],
    ),
    "an end before its announcement": (
        '[[lifecycle]]\nprovider = "groq"\nmodel_id = "x"\nstatus = "shutdown"\n'
        "announced_on = 2026-05-01\nend_on = 2026-04-01",
        ["[[lifecycle]] groq/x", "after its end 2026-04-01"],
    ),
    "a chain that leads back": (
        '[[lifecycle]]\nprovider = "groq"\nmodel_id = "x"\nstatus = "shutdown"\nend_on = 2026-04-01\n'
        'replacements = ["y"]\n[[lifecycle]]\nprovider = "groq"\nmodel_id = "y"\nstatus = "shutdown"\n'
        'end_on = 2026-05-01\nreplacements = ["x"]',
        ["[[lifecycle]] groq/x", "key replacements", "leads back"],
    ),
    "an unknown licence": (
        '[[verdicts]]\nlicence = "mitt"\nverdict = "refused"\nwhy = "x"',
        ["[[verdicts]] mitt", "key licence", "Near to it: mit"],
    ),
    "both verdicts": (
        '[[verdicts]]\nlicence = "mit"\nverdict = "refused"\nwhy = "x"\n'
        '[[verdicts]]\nlicence = "mit"\nverdict = "allowed"\nwhy = "x"',
        ["both allows and refuses mit"],
    ),
    "a model allowed and refused": (
        'allowed_models = ["qwen3-8b"]\nrefused_models = ["qwen3-*"]',
        ["both name qwen3-8b"],
    ),
    "a model that is none": (
        'refused_models = ["qwen3-8bb"]',
        ["key refused_models", "Near to it: qwen3-8b"],
    ),
    "a rule of the program's own": (
        '[[rules]]\nid = "LA-MODEL-001"\nkind = "api"\nfind = ["acme*"]\nwhy = "x"',
        ["key id must be like LA-USER-GATEWAY"],
    ),
    "a rule that fits everything": (
        '[[rules]]\nid = "LA-USER-A"\nkind = "api"\nfind = ["*"]\nwhy = "x"',
        ["LA-USER-A", "key find", "four letters"],
    ),
    "a rule over several words": (
        '[[rules]]\nid = "LA-USER-A"\nkind = "api"\nfind = ["acme chat"]\nwhy = "x"',
        ["key find", "no blank"],
    ),
    "a rule for no model of Meta's": (
        '[[rules]]\nid = "LA-USER-A"\nkind = "model"\nmodel = "acme"\nfind = ["acme*"]\nwhy = "x"',
        ["key model", "names one of Meta's"],
    ),
    "a released day of the future": (
        ACME_1B + "released = 2027-01-01",
        ["[[alternatives]] acme-1b", "key released", "2027-01-01"],
    ),
}


@pytest.mark.parametrize("what", sorted(REFUSED))
def test_a_fault_is_told_with_its_file_row_and_key(what: str) -> None:
    text, words = REFUSED[what]
    message = refusal(text)
    assert message.startswith("acme.toml")
    assert [word for word in words if word not in message] == [], message


@pytest.mark.parametrize(
    ("head", "words"),
    [
        ("as_of = 2026-11-20\n", "key format_version must be 1"),
        ("format_version = true\nas_of = 2026-11-20\n", "key format_version must be 1"),
        ("format_version = 1\n", "key as_of must be the day"),
        ('format_version = 1\nas_of = "soon"\n', "key as_of must be the day"),
    ],
)
def test_a_file_without_its_head_is_refused(head: str, words: str) -> None:
    assert words in refusal("", head)


def test_facts_may_be_younger_than_the_catalog_but_then_the_overlay_says_so() -> None:
    text = '[[lifecycle]]\nprovider = "groq"\nmodel_id = "x"\nstatus = "active"\n'
    catalog = load_catalog(overlays=(overlay(text, head="format_version = 1\nas_of = 2026-12-24\n"),))
    assert catalog.stamp.as_of < date(2026, 12, 24)
    assert catalog.stamp.overlays[0].as_of == date(2026, 12, 24)


def test_a_project_adds_names_and_changes_none() -> None:
    rows: list[Any] = [
        {"name": "acme/nightjar-*", "family": "llama-3.1"},
        {"name": "llama-3.3-70b*", "family": "llama-2"},
        {"name": "vicuna-7b*", "family": "llama-3"},
        {"name": "tinyllama*", "family": "llama-2"},
    ]
    names = project_overlay(rows, ".llama-advisor.toml", "0123456789ab")
    before, after = Namer(load_catalog()), Namer(load_catalog(overlays=(names,)))
    assert after.identify("acme/nightjar-2").family == "llama-3.1"
    assert after.identify("acme/nightjar-2").origin == ".llama-advisor.toml"
    for name in ("groq/llama-3.3-70b-versatile", "lmsys/vicuna-7b-v1.5", "TinyLlama-1.1B", "vicuna-7b"):
        assert after.identify(name) == before.identify(name), name


def test_an_overlay_comes_back_from_the_wire_as_it_was() -> None:
    for one in (overlay('[[names]]\nname = "acme-x*"\nfamily = "llama-2"'), project_overlay([], "x", "")):
        assert Overlay.from_json(json.loads(json.dumps(one.to_json()))) == one


VALUES: Any = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates()
    | st.sampled_from(
        ["groq", "mit", "llama-3.1", "llama-2", "acme-helpdesk*", "LA-USER-X", "model", "shutdown"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    [
        *("id", "name", "base", "family", "provider", "model_id", "status", "end_on", "replacements"),
        *("licence", "verdict", "why", "word", "kind", "find", "model", "ecosystem", "package_class"),
    ]
)
ROWS = st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=3) | VALUES
SECTIONS = st.sampled_from(
    [*TABLES, *OWN_SECTIONS, "allowed_models", "refused_models", "about", "as_of", "odd"]
)


@settings(max_examples=150)
@given(st.dictionaries(SECTIONS, ROWS, max_size=3))
def test_any_content_is_laid_or_refused_by_name(content: dict[str, Any]) -> None:
    value = {"format_version": 1, "as_of": date(2026, 11, 20), **content}
    try:
        load_catalog(overlays=(overlay_of(value, "any.toml", "0"),))
    except UsageError as refused:
        assert str(refused).startswith("any.toml")
