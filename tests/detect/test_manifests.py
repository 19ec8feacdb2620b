"""Manifests and lock files: which package, in which version, asked for where; whose a package is."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.core.findings import ScanResult
from advisor.core.kinds import Context, Kind, SkipReason
from advisor.core.progress import Cancel, SilentProgress
from advisor.scan.client import ProcessClient
from advisor.scan.detect.manifest.includes import includes_of
from advisor.scan.detect.manifest.read import STYLES
from advisor.scan.manifests import OWN_PACKAGE
from advisor.scan.options import ScanOptions
from tests.detect.look import inspect, knowledge, rows, scan

ROOT = Path(__file__).parents[1] / "data" / "manifests"
FOLDERS = sorted(path.name for path in ROOT.iterdir() if path.is_dir())
_TOLD = frozenset({OWN_PACKAGE, "LA-CLEAR-OWN-NAME", "LA-CLEAR-RUNTIME"})


def _seen(result: ScanResult) -> list[str]:
    found = [
        f"{f.path}:{f.line}:{f.column} {f.kind.value} | {f.why if f.kind is Kind.PACKAGE else f.model}"
        for f in result.findings
    ]
    skipped = [f"{s.path} skipped | {s.reason.value}: {s.detail}" for s in result.skipped]
    cleared = [f"{c.path}:{c.line}:{c.column} {c.rule} | {c.why}" for c in result.cleared if c.rule in _TOLD]
    return [*found, *skipped, *cleared]


@pytest.mark.parametrize("folder", FOLDERS)
def test_each_reader_tells_place_version_and_who_asks(folder: str) -> None:
    expected = (ROOT / f"{folder}.txt").read_text(encoding="utf-8").splitlines()
    assert _seen(scan(ROOT / folder)) == expected


def _why(text: str, path: str) -> list[str]:
    return [draft.why for draft in inspect(text, path).drafts if draft.kind is Kind.PACKAGE]


def test_a_password_in_an_address_is_not_told() -> None:
    line = "llama-stack @ git+https://user:hunter2@git.example/llama-stack\n"
    (why,) = _why(line, "requirements.txt")
    assert why == "llama-stack is declared in requirements.txt, from git+https://git.example/llama-stack."


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("requirements.txt", "# llama-stack==1\n    # via llama-stack\n--find-links llama-stack\n"),
        ("pyproject.toml", "[project]\ndependencies = [\n  # 'llama-stack',\n]\n"),
        ("build.gradle", '// implementation "com.llama.llamastack:llama-stack-client-kotlin:1"\n'),
    ],
)
def test_what_stands_in_a_comment_is_not_declared(path: str, text: str) -> None:
    assert _why(text, path) == []


def test_a_list_of_requirements_by_another_name_is_known_by_who_includes_it(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("-r deps/base\n")
    (tmp_path / "deps").mkdir()
    (tmp_path / "deps" / "base").write_text("-r more.list\n")
    (tmp_path / "deps" / "more.list").write_text("torch\nllama-stack\n")
    result = scan(tmp_path)
    assert [(f.path, f.line, f.rule) for f in result.findings] == [("deps/more.list", 2, "LA-PACKAGE-001")]
    assert (result.stats.files_seen, result.stats.files_read) == (3, 3)


def test_lists_that_include_each_other_are_read_once(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("-r a\n-r requirements.txt\n")
    (tmp_path / "a").write_text("-r b\nllama-stack==1\n")
    (tmp_path / "b").write_text("-r a\n")
    assert [(f.path, f.line) for f in scan(tmp_path).findings] == [("a", 2)]


@pytest.mark.parametrize(
    ("line", "detail"),
    [
        ("-r ../base.txt", "line 1: ../base.txt leads outside the folder"),
        ("--constraint=/etc/pins.txt", "line 1: /etc/pins.txt leads outside the folder"),
        ("-cC:\\pins.txt", "line 1: C:\\pins.txt leads outside the folder"),
        ("-r gone.txt", "line 1: gone.txt is not among the files that are read"),
        ("-e ../sibling", "line 1: ../sibling leads outside the folder"),
    ],
)
def test_an_include_that_is_not_followed_is_said(tmp_path: Path, line: str, detail: str) -> None:
    (tmp_path / "requirements.txt").write_text(f"{line}\n")
    found = [(s.path, s.detail) for s in scan(tmp_path).skipped if s.reason is SkipReason.NOT_FOLLOWED]
    assert found == [("requirements.txt", detail)]


def test_an_include_from_a_server_is_no_file() -> None:
    assert list(includes_of("requirements.txt", "-r https://host.example/base.txt\n", "requirements")) == []


def test_a_package_bound_to_a_host_is_found_in_its_own_project_too() -> None:
    result = scan(ROOT / "own")
    assert "client/example.py" in {f.path for f in result.findings}
    assert not any(f.path.startswith("kit/src") and f.written == "llama_recipes" for f in result.findings)


def test_nothing_that_hangs_on_an_own_package_outlives_it(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text("from setuptools import setup\nsetup(name='llama-recipes')\n")
    (tmp_path / "run.py").write_text("import llama_recipes\nmax_tokens = 4096\nnum_ctx = 8192\n")
    result = scan(tmp_path)
    assert (result.findings, result.hints, result.uses) == ((), (), ())
    assert [(c.path, c.line) for c in result.cleared if c.rule == OWN_PACKAGE] == [("run.py", 1)]


@pytest.mark.parametrize(
    "path",
    [
        "package-lock.json",
        "npm-shrinkwrap.json",
        "pnpm-lock.yaml",
        "go.sum",
        "pylock.toml",
        "uv.lock",
        "Package.resolved",
        "gradle.lockfile",
        "conda-lock.yml",
        "packages.lock.json",
    ],
)
def test_a_lock_file_is_other_peoples_code(path: str) -> None:
    assert knowledge().detector.context(f"app/{path}") is Context.VENDORED


_EVERY_KIND = sorted(
    {
        "requirements.txt", "pyproject.toml", "Pipfile", "setup.py", "setup.cfg", "environment.yml",
        "uv.lock",
        "poetry.lock", "Pipfile.lock", "conda-lock.yml", "package.json", "package-lock.json", "yarn.lock",
        "pnpm-lock.yaml", "bun.lock", "deno.json", "go.mod", "go.sum", "Cargo.toml", "Cargo.lock", "pom.xml",
        "build.gradle.kts", "libs.versions.toml", "gradle.lockfile", "app.csproj", "packages.lock.json",
        "Package.swift", "Package.resolved", "Podfile", "Podfile.lock", "Gemfile", "Gemfile.lock",
        "composer.json", "composer.lock", "pubspec.yaml", "pubspec.lock", "mix.exs", "mix.lock",
    }
)  # fmt: skip
_DEEP = 100_000
_HOSTILE = {
    "empty": "",
    "cut off": '{"dependencies": {"llama-stack-client": {"version": "0.2',
    "brackets": "{[(" * _DEEP + '"llama-stack"',
    "tables": "[a." * _DEEP + 'llama-stack = "1"',
    "elements": "<dependency><artifactId>llama-stack-client-kotlin" * 2_000,
    "keys": '{"llama-stack": ' * 10_000,
    "entities": '<!DOCTYPE x [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><artifactId>&a;llama-stack<',
    "anchors": "a: &a [*a, *a]\nb: &b [*a, *b]\nllama-stack: *b\n",
    "itself": '[[package]]\nname = "llama-stack"\nversion = "1"\nversion = "2"\n[[package]]\n' * 2,
    "ends": "llama-stack-client\r==1\n\rllama-stack\u2028==2\x0c\n-r\n-r \n-e\n",
    "one line": "llama-stack" + "," * 300_000,
}


@pytest.mark.parametrize("path", _EVERY_KIND)
@pytest.mark.parametrize("name", _HOSTILE)
def test_a_broken_manifest_is_read_as_far_as_it_makes_sense(path: str, name: str) -> None:
    text = _HOSTILE[name]
    seen = rows(text, path)
    places = [(f.line, f.column, f.end_column) for f in seen.findings]
    places += [(c.line, c.column, c.end_column) for c in seen.cleared]
    for line, column, end_column in places:
        assert 1 <= line <= len(text.splitlines()) + 1
        assert 0 <= column < end_column


@pytest.mark.parametrize("path", ["package.json", "pyproject.toml", "Pipfile", "Cargo.toml"])
@pytest.mark.parametrize(
    "text", ["{[(llama-stack", "[a." * _DEEP + "llama-stack", "x = [" * _DEEP + "'llama-stack'"]
)
def test_a_manifest_that_is_not_well_formed_has_its_row(path: str, text: str) -> None:
    skips = inspect(text, path).skips
    assert [skip.reason for skip in skips] == [SkipReason.NOT_PARSED]


def test_bytes_that_are_no_utf_8_do_not_hide_a_package(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_bytes(b"caf\xe9==1\nllama-stack==0.2\n")
    (tmp_path / "pyproject.toml").write_bytes(
        "\ufeff[project]\ndependencies = ['llama-stack']\n".encode("utf-16-le")
    )
    assert {(f.path, f.line) for f in scan(tmp_path).findings} == {
        ("requirements.txt", 2),
        ("pyproject.toml", 2),
    }


def test_every_style_of_the_data_has_a_reader() -> None:
    from advisor.catalog import load_catalog

    listed = {row["style"] for row in load_catalog(None).document("detection")["manifests"]}
    assert listed == STYLES


def test_a_pinned_list_is_a_lock_file_by_its_name() -> None:
    text = "-e file:.\nllama-stack==0.2.3\n    # via llama-stack-client\nllama-models>=0.1\n"
    assert _why(text, "requirements-dev.lock") == [
        "llama-stack 0.2.3 is locked in requirements-dev.lock.",
        "llama-models is listed in requirements-dev.lock, version >=0.1.",
    ]


def test_child_processes_say_the_same_of_manifests(tmp_path: Path) -> None:
    (tmp_path / "requirements.txt").write_text("-r deps/base\n-r ../gone.txt\n")
    (tmp_path / "deps").mkdir()
    (tmp_path / "deps" / "base").write_text("llama-stack>=0.2\nllama-recipes\n")
    (tmp_path / "uv.lock").write_text('[[package]]\nname = "llama-stack"\nversion = "0.2.3"\n')
    (tmp_path / "setup.py").write_text("from setuptools import setup\nsetup(name='llama-recipes')\n")
    client = ProcessClient(knowledge())
    there = client.scan(tmp_path, ScanOptions(isolated=True), SilentProgress(), Cancel())
    assert there == scan(tmp_path)
    assert there.findings[-1].why.endswith("is locked in uv.lock. Asked for in deps/base (>=0.2).")
    assert [(c.path, c.line) for c in there.cleared if c.rule == OWN_PACKAGE] == [("deps/base", 2)]
