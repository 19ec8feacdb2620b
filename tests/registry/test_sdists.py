"""Real source distributions, fetched at pinned versions and never run: one dependent, four namesakes.

What the scan finds in each is listed in `expected/NAME.toml`, place by place, with the reason why it is
right; somebody read each of them. A namesake's own names are never findings.
"""

from __future__ import annotations

import subprocess
import tarfile
import tomllib
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor.api import analyse
from advisor.core.assessment import Assessment
from tests.registry.fetch_sdist import AWAY

pytestmark = pytest.mark.registry

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 11, 24)


@dataclass(frozen=True)
class Distribution:
    """One pinned archive, as `expected/NAME.toml` describes it."""

    name: str
    version: str
    sha256: str
    own_names: tuple[str, ...]
    """Names it bears without being a dependence on Llama; empty where it is one."""
    findings: tuple[dict[str, Any], ...]
    """What somebody read: `places` (`path:line,line`), `kind`, `model` where there is one, `reason`."""


def described(path: Path) -> Distribution:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    return Distribution(
        path.stem, told["version"], told["sha256"], tuple(told["own_names"]), tuple(told.get("finding", ()))
    )


DISTRIBUTIONS = [described(path) for path in sorted(HERE.glob("expected/*.toml"))]
NAMESAKES = [distribution for distribution in DISTRIBUTIONS if distribution.own_names]


@pytest.fixture(scope="session")
def throw_away_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment made for the fetching alone."""
    home = tmp_path_factory.mktemp("throw-away")
    try:
        venv.create(home, with_pip=True)
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no throw-away environment with pip can be made here: {error}")
    return next(home.glob("[bS]*[ns]/python*"))


@pytest.fixture(scope="session")
def assessed(throw_away_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Fetch, unpack and scan a distribution, once a session."""
    known: dict[str, Assessment] = {}

    def assess(distribution: Distribution) -> Assessment:
        if distribution.name not in known:
            folder = tmp_path_factory.mktemp(distribution.name)
            known[distribution.name] = analyse(unpacked(throw_away_python, distribution, folder), as_of=AS_OF)
        return known[distribution.name]

    return assess


def unpacked(python: Path, distribution: Distribution, folder: Path) -> Path:
    """The unpacked archive; skips when the index is away, fails when the archive is another one."""
    script = HERE / "fetch_sdist.py"
    command = [python, script, distribution.name, distribution.version, folder]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if ran.returncode == AWAY:
        pytest.skip(f"the package index did not answer for {distribution.name}: {ran.stderr.strip()[-200:]}")
    assert ran.returncode == 0, ran.stderr
    digest, name = ran.stdout.split()
    assert digest == distribution.sha256
    with tarfile.open(folder / name) as archive:
        extract(archive, folder)
    return folder / name.removesuffix(".tar.gz")


def extract(archive: tarfile.TarFile, folder: Path) -> None:
    """Write the regular files of an archive below `folder`, nothing else and nowhere else."""
    for member in archive:
        target = (folder / member.name).resolve()
        content = archive.extractfile(member) if member.isfile() else None
        if content is not None and target.is_relative_to(folder.resolve()):
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())


Place = tuple[str, str, str]
"""`path:line`, kind and model."""


def found(assessment: Assessment) -> set[Place]:
    return {(f"{row.path}:{row.line}", str(row.kind), row.model or "") for row in assessment.findings}


def listed(distribution: Distribution) -> Iterator[Place]:
    for row in distribution.findings:
        for place in row["places"]:
            path, lines = place.rsplit(":", 1)
            for line in lines.split(","):
                yield f"{path}:{line}", row["kind"], row.get("model", "")


@pytest.mark.parametrize("distribution", DISTRIBUTIONS, ids=lambda row: row.name)
def test_every_finding_is_one_that_somebody_read(distribution: Distribution, assessed: Any) -> None:
    assert found(assessed(distribution)) == set(listed(distribution))
    assert all(row["reason"] for row in distribution.findings)


@pytest.mark.parametrize("distribution", NAMESAKES, ids=lambda row: row.name)
def test_a_namesakes_own_name_is_never_a_finding(distribution: Distribution, assessed: Any) -> None:
    own = set(distribution.own_names)
    assert [row for row in assessed(distribution).findings if row.written.casefold() in own] == []


@pytest.mark.parametrize("distribution", NAMESAKES, ids=lambda row: row.name)
def test_a_namesakes_own_name_stands_in_the_cleared_ledger(distribution: Distribution, assessed: Any) -> None:
    cleared = {row.written.casefold() for row in assessed(distribution).cleared}
    assert any(own in written for own in distribution.own_names for written in cleared)


def test_the_client_of_llama_stack_does_not_depend_on_itself_but_on_what_its_examples_ask_for(
    assessed: Any,
) -> None:
    client = next(row for row in DISTRIBUTIONS if row.name == "llama-stack-client")
    assert {str(row.kind) for row in assessed(client).findings} == {"model", "licence"}
    own = [row for row in assessed(client).cleared if row.rule == "LA-CLEAR-OWN-PACKAGE"]
    assert {"src", "tests", "examples"} <= {row.path.split("/")[0] for row in own}
