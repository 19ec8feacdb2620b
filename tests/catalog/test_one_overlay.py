"""To teach the product something new is one row of an overlay, as it is one edit of its own files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from advisor.app.analyse import judge
from advisor.catalog import Catalog, load_catalog
from advisor.catalog.overlay import overlay_of
from advisor.core.assessment import Assessment
from advisor.core.kinds import Kind, Status
from advisor.core.overlay import Overlay
from advisor.core.policy import Policy
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.client import ProcessClient
from advisor.scan.load import knowledge_of
from advisor.scan.options import ScanOptions

DAY = date(2026, 11, 24)
ORIGIN = "overlay acme.toml"


def overlay(row: str) -> Overlay:
    text = f"format_version = 1\nas_of = 2026-11-20\n\n{row}\n"
    return overlay_of(tomllib.loads(text), "acme.toml", "0")


def catalog_with(row: str | None) -> Catalog:
    return load_catalog(overlays=(overlay(row),) if row else ())


def assessed(
    tmp_path: Path, line: str, row: str | None, *, name: str = "app.py", isolated: bool = False
) -> Assessment:
    """A project of one line, judged with a row laid over the catalog, or without."""
    project = tmp_path / "project"
    project.mkdir(exist_ok=True)
    (project / name).write_text(line + "\n", encoding="utf-8")
    catalog = catalog_with(row)
    options = ScanOptions(isolated=isolated, overlays=(overlay(row),) if row else ())
    result = ProcessClient(knowledge_of(catalog)).scan(project, options, SilentProgress(), Cancel())
    return judge(result, catalog, Policy(), DAY)


@dataclass(frozen=True)
class Case:
    """A line of a project, the row that teaches it, and what it is then."""

    line: str
    row: str
    kind: Kind
    model: str | None
    family: str | None
    provider: str | None = None
    file: str = "app.py"
    marked: bool = True


CASES = {
    "a model": Case(
        'model = "meta-llama/Llama-3.9-40B-Instruct"',
        '[[llama-models]]\nid = "llama-3.9-40b-instruct"\nname = "Llama 3.9 40B Instruct"\n'
        'family = "llama-3.9"\nsize_b = 40\nvariant = "instruct"\nlicence = "llama-3.3"\n'
        'repos = ["meta-llama/Llama-3.9-40B-Instruct"]',
        Kind.MODEL,
        "llama-3.9-40b-instruct",
        "llama-3.9",
    ),
    "a derivative": Case(
        'model = "quetzal/plover-13b"',
        '[[derivatives]]\nid = "quetzal-plover"\npattern = "quetzal/plover-*"\nfamily = "llama-2"\n'
        'licence = "llama-2"',
        Kind.DERIVATIVE,
        "plover-13b",
        "llama-2",
    ),
    "an own name": Case(
        'model = "acme/helpdesk-v3"',
        '[[names]]\nname = "acme/helpdesk-*"\nbase = "llama-3.1-8b-instruct"',
        Kind.DERIVATIVE,
        "helpdesk-v3",
        "llama-3.1",
    ),
    "a package": Case(
        "quetzal-weights==1.0",
        '[[packages]]\necosystem = "pypi"\nname = "quetzal-weights"\npackage_class = "package"\n'
        'retired_on = 2026-07-06\nsuccessor = "kolibri"',
        Kind.PACKAGE,
        None,
        None,
        file="requirements.txt",
    ),
    "a prefix of a host": Case(
        'model = "acme_infer/llama-3.1-8b-instruct"',
        '[[providers]]\nid = "acme-infer"\nname = "Acme"\nprefixes = ["acme_infer/"]',
        Kind.MODEL,
        "llama-3.1-8b-instruct",
        "llama-3.1",
        "acme-infer",
        marked=False,
    ),
    "a rule": Case(
        "call(acme_large)",
        '[[rules]]\nid = "LA-USER-LARGE"\nkind = "derivative"\nmodel = "acme-large"\nfamily = "llama-3.3"\n'
        'find = ["acme_large"]\nwhy = "Made from Llama 3.3 in May."',
        Kind.DERIVATIVE,
        "acme-large",
        "llama-3.3",
    ),
}


@pytest.mark.parametrize("what", sorted(CASES))
def test_one_row_and_it_is_found(what: str, tmp_path: Path) -> None:
    case = CASES[what]
    before = assessed(tmp_path, case.line, None, name=case.file)
    after = assessed(tmp_path, case.line, case.row, name=case.file)
    (row,) = after.findings
    assert (row.kind, row.model, row.family) == (case.kind, case.model, case.family)
    assert row.provider == case.provider
    assert row.origin == (ORIGIN if case.marked else None)
    told = [(old.kind, old.model, old.family, old.provider) for old in before.findings]
    assert (case.kind, case.model, case.family, case.provider) not in told


@pytest.mark.parametrize("what", ["an own name", "a rule"])
def test_child_processes_know_it_too(what: str, tmp_path: Path) -> None:
    case = CASES[what]
    (row,) = assessed(tmp_path, case.line, case.row, isolated=True).findings
    assert (row.kind, row.model, row.origin) == (case.kind, case.model, ORIGIN)


def test_a_package_is_judged_by_its_row(tmp_path: Path) -> None:
    case = CASES["a package"]
    (row,) = assessed(tmp_path, case.line, case.row, name=case.file).findings
    assert row.verdict is not None
    assert (row.verdict.status, row.verdict.replacement) == (Status.DEAD, "kolibri")
    assert (row.verdict.source, row.verdict.origin) == (ORIGIN, ORIGIN)


def test_one_row_and_a_namesake_is_cleared(tmp_path: Path) -> None:
    line = 'model = "acme/llama-3-ledger-8b"'
    row = '[[namesakes]]\nword = "llama-3-ledger"\nwhy = "Our book-keeping."'
    assert len(assessed(tmp_path, line, None).findings) == 1
    after = assessed(tmp_path, line, row)
    assert after.findings == ()
    (cleared,) = after.cleared
    assert cleared.rule == "LA-USER-LLAMA-3-LEDGER"
    assert cleared.why == "Our book-keeping. (from overlay acme.toml)"


def test_own_dates_decide_about_own_hosts(tmp_path: Path) -> None:
    row = (
        '[[providers]]\nid = "acme-infer"\nname = "Acme"\nprefixes = ["acme_infer/"]\n\n'
        '[[lifecycle]]\nprovider = "acme-infer"\nmodel_id = "llama-3.1-8b-instruct"\nstatus = "shutdown"\n'
        'announced_on = 2026-10-01\nend_on = 2027-03-31\ntiers = ["shared"]\nreplacements = ["qwen3-8b"]'
    )
    (finding,) = assessed(tmp_path, 'model = "acme_infer/llama-3.1-8b-instruct"', row).findings
    verdict = finding.verdict
    assert verdict is not None
    assert (verdict.status, verdict.date, verdict.tiers) == (Status.ENDS, date(2027, 3, 31), ("shared",))
    assert (verdict.replacement, verdict.origin) == ("qwen3-8b", ORIGIN)


LINE = 'model = "meta-llama/Llama-3.1-8B-Instruct"'


def ranked(assessment: Assessment) -> list[str]:
    (dependency,) = assessment.dependencies
    return [row.alternative.id for row in dependency.candidates if row.rank is not None]


def test_a_refused_licence_rules_out_what_comes_under_it(tmp_path: Path) -> None:
    before = assessed(tmp_path, LINE, None)
    licence = before.dependencies[0].candidates[0].alternative.licence
    row = f'[[verdicts]]\nlicence = "{licence}"\nverdict = "refused"\nwhy = "Legal said no."'
    after = assessed(tmp_path, LINE, row)
    shown = after.dependencies[0].candidates
    assert licence not in {one.alternative.licence for one in shown if one.rank is not None}
    said = [text for one in after.dependencies[0].candidates for text in one.rejected]
    assert f"refused by {ORIGIN}: Legal said no." in said
    assert "refused by an overlay" in after.dependencies[0].rejected_by


def test_only_allowed_models_are_ranked(tmp_path: Path) -> None:
    best = ranked(assessed(tmp_path, LINE, None))
    after = assessed(tmp_path, LINE, f'allowed_models = ["{best[1]}"]')
    assert ranked(after) == [best[1]]


def test_an_allowed_licence_is_no_objection_any_more_and_says_on_whose_word(tmp_path: Path) -> None:
    row = (
        'allowed_models = ["acme-nc-8b"]\n'
        '[[alternatives]]\nid = "acme-nc-8b"\nname = "Acme NC 8B"\nvendor = "Acme"\nhf_repo = "acme/nc"\n'
        'licence = "cohere-cc-by-nc"\nparams_total_b = 8\ncontext_tokens = 131072\nreleased = 2026-10-01\n'
        'tasks = ["chat"]\nreplaces = ["llama-3.1-8b-instruct"]\n'
    )
    allowed = '[[verdicts]]\nlicence = "cohere-cc-by-nc"\nverdict = "allowed"\nwhy = "Contract 12."\n'
    assert "acme-nc-8b" not in ranked(assessed(tmp_path, LINE, row))
    after = assessed(tmp_path, LINE, row + allowed)
    (candidate,) = [one for one in after.dependencies[0].candidates if one.alternative.id == "acme-nc-8b"]
    assert candidate.rank is not None
    assert f"allowed by {ORIGIN}: Contract 12." in candidate.fits
    assert candidate.alternative.origin == ORIGIN
