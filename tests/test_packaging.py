"""What is handed out is whole: the wheel with its facts, the source distribution, the programs' names."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

from advisor import __version__

TOP = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def files_under(folder: str) -> set[str]:
    """Relative paths of what is ours in a folder of the source tree."""
    root = TOP / folder
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def build(kind: str, source: Path, target: Path) -> Path:
    """Build a `wheel` or an `sdist` of the tree at `source`; hands back the archive."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(target)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    return next(iter(target.iterdir()))


def members(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def run_unpacked(wheel: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the unpacked wheel as the only place our package can come from first."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return subprocess.run(
        [sys.executable, "-P", *arguments],
        check=False,
        cwd=os.sep,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", TOP, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked_sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = build("sdist", TOP, tmp_path_factory.mktemp("sdist"))
    target = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(archive) as tar:
        tar.extraction_filter = getattr(tarfile, "data_filter", lambda member, path: member)  # since 3.11.4
        tar.extractall(target)
    return target / archive.name.removesuffix(".tar.gz")


def test_the_wheel_carries_the_package_and_its_facts(wheel: Path) -> None:
    expected = {f"advisor/{name}" for name in files_under("advisor")}
    expected |= {f"advisor/_resources/{name}" for name in files_under("resources")}
    about_it = f"llama_advisor-{__version__}.dist-info/"
    assert {name for name in members(wheel) if not name.startswith(about_it)} == expected


def test_the_wheel_carries_licence_and_notice(wheel: Path) -> None:
    licences = f"llama_advisor-{__version__}.dist-info/licenses"
    assert {f"{licences}/LICENSE", f"{licences}/NOTICE"} <= members(wheel)


def test_an_unpacked_wheel_is_whole_by_its_own_self_test(wheel: Path, tmp_path: Path) -> None:
    ran = run_unpacked(wheel, tmp_path, "-m", "advisor", "--self-test")
    assert "FAILED" not in ran.stdout
    assert ran.returncode == 0


def test_an_unpacked_wheel_uses_the_facts_it_carries(wheel: Path, tmp_path: Path) -> None:
    question = "from advisor.catalog import resources_folder; print(resources_folder())"
    ran = run_unpacked(wheel, tmp_path, "-c", question)
    assert Path(ran.stdout.strip()).resolve() == (tmp_path / "advisor" / "_resources").resolve()


def test_a_wheel_built_from_the_source_distribution_is_the_same(
    wheel: Path, unpacked_sdist: Path, tmp_path: Path
) -> None:
    assert members(build("wheel", unpacked_sdist, tmp_path)) == members(wheel)


def test_the_source_distribution_can_be_tested_and_documented_by_itself(unpacked_sdist: Path) -> None:
    wanted = ("README.md", "CHANGELOG.md", "SECURITY.md", "advisor.spec", ".ci/run", "docs/adr", "tests/data")
    assert [name for name in wanted if not (unpacked_sdist / name).exists()] == []


@pytest.mark.parametrize("table", ["scripts", "gui-scripts"])
def test_every_program_name_leads_to_a_function(table: str) -> None:
    for target in PROJECT[table].values():
        module, function = target.split(":")
        tree = ast.parse((TOP / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        assert function in [node.name for node in tree.body if isinstance(node, ast.FunctionDef)]


def test_the_guard_of_the_window_names_the_qt_that_is_required() -> None:
    from advisor.gui.qtguard import REQUIREMENT

    assert REQUIREMENT in PROJECT["dependencies"]


def test_the_changelog_speaks_of_this_version() -> None:
    text = (TOP / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}]" in text or f"To become {__version__}." in text
