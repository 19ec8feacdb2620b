"""Everything that is kept about one project goes at once and comes back; others keep theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.core.errors import UsageError
from advisor.store import forgetting, targets


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path, Path]:
    for name in ("shop", "billing"):
        (tmp_path / name).mkdir()
        targets.save(tmp_path / "data", tmp_path / name, {"one": name})
    return tmp_path / "data", tmp_path / "shop", tmp_path / "billing"


def test_one_project_is_forgotten_and_another_is_not(folders: tuple[Path, Path, Path]) -> None:
    data, shop, billing = folders
    forgetting.forget(data, shop)
    assert targets.load(data, shop) == {}
    assert targets.load(data, billing) == {"one": "billing"}


def test_what_was_forgotten_comes_back_as_it_was(folders: tuple[Path, Path, Path]) -> None:
    data, shop, _ = folders
    gone = forgetting.forget(data, shop)
    forgetting.put_back(data, gone)
    assert targets.load(data, shop) == {"one": "shop"}


def test_a_project_nobody_knows_has_nothing_to_forget(folders: tuple[Path, Path, Path]) -> None:
    data, shop, _ = folders
    assert forgetting.forget(data, shop / "inner") == {}


def test_every_kind_of_file_by_project_is_among_them() -> None:
    store = Path(forgetting.__file__).parent
    told = [
        path.stem for path in store.glob("*.py") if "project_key(folder)}" in path.read_text(encoding="utf-8")
    ]
    assert sorted(told) == sorted(forgetting._KINDS)


def test_where_a_file_cannot_be_removed_nothing_is_lost(
    folders: tuple[Path, Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, shop, _ = folders

    def refuse(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(UsageError, match="Permission denied"):
        forgetting.forget(data, shop)
    assert targets.load(data, shop) == {"one": "shop"}
