"""Updates of the catalog: what is taken in, what is refused and why, and that the old one stays whole."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from advisor.app.download import Download
from advisor.app.update import Wish, back_to_own, folder_in_use, standing, update, version_in_use
from advisor.catalog import load_catalog, resources_folder
from advisor.catalog.files import Files
from advisor.catalog.signed import make_release
from advisor.core.errors import UpdateKeyError, UpdateRefusedError, UsageError
from advisor.store import releases
from tests.app.https_server import Server, running

TODAY = date(2026, 11, 25)
LATER = date(2027, 2, 1)

Edit = Callable[[Path], None]


def clock() -> date:
    return TODAY


class Publisher:
    """Makes releases with a key of its own, that only tests know."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = Ed25519PrivateKey.generate()
        self.key = folder / "publisher.pem"
        pem = self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        self.key.write_bytes(pem)

    def release(self, version: str, expires: date = LATER, edit: Edit | None = None) -> bytes:
        """A release of the bundled facts under another version; `edit` may change a file before the seal."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        copy.mkdir()
        for path in resources_folder().glob("*.json"):
            shutil.copy(path, copy)
        if edit is not None:
            edit(copy)
        seal = json.loads((copy / "seal.json").read_text())
        seal |= {"version": version, "digests": dict(Files(copy).digests)}
        (copy / "seal.json").write_text(json.dumps(seal))
        return make_release(Files(copy), expires, self.private)

    def file(self, version: str, expires: date = LATER, edit: Edit | None = None) -> Path:
        path = self.folder / f"{version}.signed"
        path.write_bytes(self.release(version, expires, edit))
        return path


@pytest.fixture
def publisher(tmp_path: Path) -> Publisher:
    folder = tmp_path / "publisher"
    folder.mkdir()
    return Publisher(folder)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with running(tmp_path) as (server, certificate):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        yield server


def take(source: str | Path, publisher: Publisher, home: Path) -> str:
    return update(Wish(str(source), publisher.key), data=home, clock=clock).version


def refusal(source: str | Path, publisher: Publisher, home: Path) -> str:
    """Why it is refused; whatever it is, the catalog in use and its files are as before."""
    before, files = version_in_use(home), contents(home)
    with pytest.raises(UpdateRefusedError) as raised:
        update(Wish(str(source), publisher.key), data=home, clock=clock)
    assert f"The catalog {before} stays in use" in str(raised.value)
    assert version_in_use(home) == before
    assert contents(home) == files
    return str(raised.value)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def first_name(name: str) -> Edit:
    """An edit that shows which release a catalog is: the first alternative's name."""

    def edit(folder: Path) -> None:
        path = folder / "alternatives.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        document["rows"][0]["name"] = name
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    return edit


def own_version() -> str:
    return Files(resources_folder()).seal.version


def test_a_newer_release_from_a_file_is_taken_in_and_used(publisher: Publisher, home: Path) -> None:
    source = publisher.file("2099.1.1", edit=first_name("The renamed one"))
    outcome = update(Wish(str(source), publisher.key), data=home, clock=clock)
    assert (outcome.changed, outcome.version) == (True, "2099.1.1")
    assert "good until 2027-02-01" in outcome.message
    folder = folder_in_use(home)
    assert folder is not None
    assert load_catalog(folder).alternatives[0].name == "The renamed one"


def test_the_catalog_of_the_program_is_untouched_by_an_update(publisher: Publisher, home: Path) -> None:
    before = contents(resources_folder())
    take(publisher.file("2099.1.1"), publisher, home)
    assert contents(resources_folder()) == before


@pytest.mark.loopback
def test_a_newer_release_from_a_server_is_taken_in(publisher: Publisher, home: Path, server: Server) -> None:
    server.serves(publisher.release("2099.1.1"), ETag='"1"')
    assert take(server.url(), publisher, home) == "2099.1.1"


@pytest.mark.loopback
def test_source_and_key_are_remembered_and_the_mark_of_what_is_in_use_is_sent(
    publisher: Publisher, home: Path, server: Server
) -> None:
    server.serves(publisher.release("2099.1.1"), ETag='"1"')
    take(server.url(), publisher, home)
    outcome = update(Wish(), data=home, clock=clock)
    assert not outcome.changed
    assert "if-none-match" not in server.asked[0][1]
    assert server.asked[1][1]["if-none-match"] == '"1"'


def test_without_a_source_the_user_is_told_how_to_name_one(home: Path) -> None:
    with pytest.raises(UsageError, match="--from"):
        update(Wish(), data=home, clock=clock)


def test_without_a_key_nothing_is_taken_in(publisher: Publisher, home: Path) -> None:
    with pytest.raises(UsageError, match="--key"):
        update(Wish(str(publisher.file("2099.1.1"))), data=home, clock=clock)


def test_a_key_of_a_refused_release_is_not_trusted_later(publisher: Publisher, home: Path) -> None:
    refusal(publisher.file("2001.1.1"), publisher, home)
    with pytest.raises(UsageError, match="No key is trusted"):
        update(Wish(str(publisher.file("2099.1.1"))), data=home, clock=clock)


def test_a_release_signed_by_another_is_refused(publisher: Publisher, home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    assert "no trusted key signed it" in refusal(Publisher(other).file("2099.1.1"), publisher, home)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.2, 0.5, 0.9, 0.9999])
def test_one_flipped_bit_anywhere_is_refused(publisher: Publisher, home: Path, share: float) -> None:
    content = bytearray(publisher.release("2099.1.1"))
    content[int(share * (len(content) - 1))] ^= 1
    source = publisher.folder / "flipped"
    source.write_bytes(content)
    assert refusal(source, publisher, home).startswith("The update was refused: ")


def test_a_release_cut_short_is_refused(publisher: Publisher, home: Path) -> None:
    source = publisher.folder / "short"
    source.write_bytes(publisher.release("2099.1.1")[:-100])
    assert "no JSON" in refusal(source, publisher, home)


def test_an_expired_release_is_refused(publisher: Publisher, home: Path) -> None:
    source = publisher.file("2099.1.1", expires=date(2026, 11, 24))
    assert "it expired on 2026-11-24" in refusal(source, publisher, home)


def test_a_release_is_good_on_its_last_day(publisher: Publisher, home: Path) -> None:
    assert take(publisher.file("2099.1.1", expires=TODAY), publisher, home) == "2099.1.1"


def test_an_older_release_than_the_program_brings_is_refused(publisher: Publisher, home: Path) -> None:
    assert f"not higher than {own_version()}" in refusal(publisher.file("2026.1.1"), publisher, home)


def test_an_older_release_than_the_one_taken_in_is_refused(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.2.1"), publisher, home)
    assert "not higher than 2099.2.1" in refusal(publisher.file("2099.1.1"), publisher, home)


def test_going_back_does_not_make_an_older_release_good_again(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.2.1"), publisher, home)
    assert back_to_own(data=home).version == own_version()
    assert folder_in_use(home) is None
    refusal(publisher.file("2099.1.1"), publisher, home)


def test_after_going_back_the_newest_release_can_be_taken_in_again(publisher: Publisher, home: Path) -> None:
    source = publisher.file("2099.2.1")
    take(source, publisher, home)
    back_to_own(data=home)
    assert take(source, publisher, home) == "2099.2.1"


def test_the_release_in_use_is_told_to_be_the_newest(publisher: Publisher, home: Path) -> None:
    source = publisher.file("2099.1.1")
    take(source, publisher, home)
    outcome = update(Wish(str(source)), data=home, clock=clock)
    assert not outcome.changed
    assert "is the newest that the source has" in outcome.message


def test_the_same_release_signed_anew_prolongs_it(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.1.1", expires=TODAY), publisher, home)
    update(Wish(str(publisher.file("2099.1.1", expires=LATER))), data=home, clock=clock)
    assert releases.load(home).expires == LATER


def test_nothing_new_from_the_server_after_the_expiry_is_said(publisher: Publisher, home: Path) -> None:
    def answer(url: str, etag: str | None) -> Download:
        return Download(None, etag) if etag else Download(release, '"1"')

    release = publisher.release("2099.1.1", expires=TODAY)
    wish = Wish("https://localhost/catalog", publisher.key)
    update(wish, data=home, clock=clock, fetch=answer)
    late = update(Wish(), data=home, clock=lambda: date(2026, 12, 24), fetch=answer)
    assert "It expired on 2026-11-25: a newer one may exist" in late.message


def test_a_release_that_fails_the_check_is_refused_with_the_row(publisher: Publisher, home: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "alternatives.json"
        document = json.loads(path.read_text(encoding="utf-8"))
        document["rows"][0]["licence"] = "no-such-licence"
        path.write_text(json.dumps(document), encoding="utf-8")

    told = refusal(publisher.file("2099.1.1", edit=edit), publisher, home)
    assert "alternatives.json, row" in told


def test_a_release_of_a_later_format_asks_for_a_newer_program(publisher: Publisher, home: Path) -> None:
    def edit(folder: Path) -> None:
        path = folder / "memory.json"
        path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"format_version": 2}))

    assert "install a newer program first" in refusal(publisher.file("2099.1.1", edit=edit), publisher, home)


def resigned(publisher: Publisher, change: Callable[[dict[str, Any]], None]) -> Path:
    """A release whose payload was changed and signed again: a publisher that errs, not an attacker."""
    import base64

    from advisor.catalog.signed import _CONTEXT

    envelope = json.loads(publisher.release("2099.1.1"))
    payload = json.loads(envelope["payload"])
    change(payload)
    envelope["payload"] = json.dumps(payload)
    signature = publisher.private.sign(_CONTEXT + envelope["payload"].encode())
    envelope["signature"] = base64.b64encode(signature).decode()
    path = publisher.folder / "resigned"
    path.write_text(json.dumps(envelope))
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda payload: payload["files"].update({"../../evil": "{}"}), "other data files"),
        (lambda payload: payload["files"].pop("memory"), "other data files"),
        (lambda payload: payload["files"].update(memory=7), "no text"),
        (lambda payload: payload["files"].update(memory="[" * 100_000), "no JSON"),
        (lambda payload: payload.update(version="../x"), "does not name its version"),
        (lambda payload: payload.update(version="9" * 5000), "does not name its version"),
        (lambda payload: payload.update(expires=None), "does not name its version"),
        (lambda payload: payload.pop("as_of"), "does not name its version"),
        (lambda payload: payload.update(version="2099.1.2"), "not those that its own seal names"),
        (lambda payload: payload["files"].update(texts='{"format_version": 1}'), "its own seal names"),
        (lambda payload: payload["files"].update(seal='{"format_version": 1}'), "cannot be used"),
    ],
)
def test_a_signed_release_that_is_not_what_it_should_be_is_refused(
    publisher: Publisher, home: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    assert reason in refusal(resigned(publisher, change), publisher, home)


def test_a_file_larger_than_any_catalog_is_refused(publisher: Publisher, home: Path) -> None:
    source = publisher.folder / "large"
    with source.open("wb") as file:
        file.truncate(10_000_000_000)
    assert "larger than 5 MB" in refusal(source, publisher, home)


def test_a_key_that_is_none_is_refused(publisher: Publisher, home: Path) -> None:
    publisher.key.write_text("no key")
    with pytest.raises(UsageError, match="no public key in PEM"):
        update(Wish(str(publisher.file("2099.1.1")), publisher.key), data=home, clock=clock)


def test_a_disk_that_does_not_take_it_leaves_the_old_one(
    publisher: Publisher, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(publisher.file("2099.1.1"), publisher, home)
    before = contents(home)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("advisor.store.releases.os.fsync", full)
    with pytest.raises(UsageError, match="No space left on device"):
        take(publisher.file("2099.2.1"), publisher, home)
    monkeypatch.undo()
    assert contents(home) == before
    assert version_in_use(home) == "2099.1.1"


def test_an_update_somebody_edited_is_not_used(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.1.1"), publisher, home)
    folder = releases.folder(home, "2099.1.1")
    first_name("edited")(folder)
    assert folder_in_use(home) is None
    assert version_in_use(home) == own_version()


def test_an_update_older_than_a_newly_installed_program_is_not_used(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.1.1"), publisher, home)
    releases.save(home, replace(releases.load(home), active="2001.1.1"))
    assert folder_in_use(home) is None


@pytest.mark.parametrize("active", ["../../..", "", "x", "2099.1.1"])
def test_a_state_that_names_no_release_means_the_catalog_of_the_program(home: Path, active: str) -> None:
    releases.save(home, releases.Kept(active=active))
    assert folder_in_use(home) is None


def test_only_the_release_in_use_is_kept(publisher: Publisher, home: Path) -> None:
    take(publisher.file("2099.1.1"), publisher, home)
    take(publisher.file("2099.2.1"), publisher, home)
    assert [path.name for path in (home / "catalog" / "releases").iterdir()] == ["2099.2.1"]


def test_a_scan_is_judged_by_the_update_in_use_and_the_report_says_so(
    publisher: Publisher, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from advisor.api import analyse

    project = tmp_path / "project"
    project.mkdir()
    (project / "app.py").write_text('MODEL = "meta-llama/Llama-3.1-8B-Instruct"\n')
    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(home))
    assert analyse(project, as_of=TODAY).catalog.version == own_version()
    take(publisher.file("2099.1.1"), publisher, home / "data")
    assert analyse(project, as_of=TODAY).catalog.version == "2099.1.1"
    back_to_own(data=home / "data")
    assert analyse(project, as_of=TODAY).catalog.version == own_version()


def test_the_commands_on_the_catalog_show_the_update_in_use(
    publisher: Publisher, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from advisor.cli.main import main

    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(home))
    source = publisher.file("2099.1.1", edit=first_name("The renamed one"))
    assert main(["catalog", "update", "--from", str(source), "--key", str(publisher.key)]) == 0
    capsys.readouterr()
    assert main(["catalog", "list", "--format", "json"]) == 0
    shown = capsys.readouterr().out
    assert "The renamed one" in shown
    assert "2099.1.1" in shown
    assert main(["catalog", "check"]) == 0
    assert "2099.1.1" in capsys.readouterr().out


def test_a_refused_update_ends_with_one_and_a_missing_source_with_two(
    publisher: Publisher, home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from advisor.cli.main import main

    monkeypatch.setenv("LLAMA_ADVISOR_HOME", str(home))
    old = publisher.file("2001.1.1")
    assert main(["catalog", "update", "--from", str(old), "--key", str(publisher.key)]) == 1
    assert "stays in use" in capsys.readouterr().err
    assert main(["catalog", "update"]) == 2
    assert main(["catalog", "update", "--bundled", "--from", str(old)]) == 2


def test_how_it_stands_is_told_before_an_update_and_after(publisher: Publisher, home: Path) -> None:
    own = standing(data=home)
    assert own.is_own and own.version == version_in_use(home)
    assert (own.source, own.trusts, own.expires) == (None, 0, None)
    take(publisher.file("9999.1.1"), publisher, home)
    now = standing(data=home)
    assert (now.version, now.is_own, now.trusts, now.expires) == ("9999.1.1", False, 1, LATER)


def test_what_is_wrong_with_a_key_is_told_apart_from_the_rest(publisher: Publisher, home: Path) -> None:
    source = publisher.file("9999.1.1")
    no_key = publisher.folder / "no-key.pem"
    no_key.write_text("not a key", encoding="utf-8")
    for key in (None, no_key, publisher.folder / "gone.pem"):
        with pytest.raises(UpdateKeyError):
            update(Wish(str(source), key), data=home, clock=clock)
    with pytest.raises(UsageError) as raised:
        update(Wish(str(publisher.folder / "gone.signed"), publisher.key), data=home, clock=clock)
    assert not isinstance(raised.value, UpdateKeyError)
