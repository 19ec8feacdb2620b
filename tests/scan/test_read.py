"""Any bytes become text or a row, never an error; the text has the lines that an editor shows."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.core.kinds import SkipReason
from advisor.scan.document import Document
from advisor.scan.read import (
    CannotRead,
    char_offsets,
    decode,
    guess_encoding,
    mark_length,
    open_regular,
    read_head,
    read_up_to,
    skip_for,
)

TEXT = "# Grüße\r\nein = 1\rmodel = 'llama'\n"
ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16 little": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16 big": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "utf-32 little": b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"),
    "utf-32 big": b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"),
    "latin-1": TEXT.encode("latin-1"),
    "declared": b"# coding: iso-8859-1\n" + TEXT.encode("latin-1"),
}


@pytest.mark.parametrize("name", ENCODED)
def test_text_is_the_same_in_every_encoding(name: str) -> None:
    text = decode(ENCODED[name]).text
    assert text.removeprefix("# coding: iso-8859-1\n") == TEXT
    document = Document("a.py", text)
    line, column = document.position(text.index("llama"))
    assert (line - name.count("declared"), column) == (3, 10)


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b"# -*- coding: shift_jis -*-\n" + "日本".encode("shift_jis"), "shift_jis"),
        (b'<?xml version="1.0" encoding="koi8-r"?>' + "да".encode("koi8-r"), "koi8-r"),
        (b"# coding: utf-7\n\xff", "cp1252"),
        (b"# coding: rot13\n\xff", "cp1252"),
        (b"# coding: cp037\n\xff", "cp1252"),
        (b"# coding: no-such-thing\n\xff", "cp1252"),
        (b"# coding: unicode_escape\n\xff", "cp1252"),
        (b"\x81\x8d", "latin-1"),
    ],
)
def test_a_declared_encoding_counts_only_where_it_is_harmless_and_fits(head: bytes, encoding: str) -> None:
    assert decode(head).encoding == encoding


def test_a_few_damaged_bytes_do_not_change_the_encoding_of_the_rest() -> None:
    text = decode("größe und maße und fuß".encode() + b"\xff").text
    assert text == "größe und maße und fuß\ufffd"


@given(st.binary(max_size=80))
def test_any_bytes_become_text_that_can_be_written_again(data: bytes) -> None:
    assert decode(data).text.encode("utf-8").decode("utf-8") == decode(data).text


@given(st.binary(max_size=80))
def test_a_guess_from_a_beginning_always_names_an_encoding_that_reads_it(head: bytes) -> None:
    assert isinstance(head.decode(guess_encoding(head), "replace"), str)


def test_a_head_cut_inside_a_character_is_still_utf8() -> None:
    assert guess_encoding("é".encode() * 9 + b"\xc3") == "utf-8"


@given(st.text(st.sampled_from("aé😀\n\ufeff"), max_size=30), st.booleans())
def test_byte_offsets_become_character_offsets(text: str, marked: bool) -> None:
    data = b"\xef\xbb\xbf" * marked + text.encode()
    decoded = decode(data)
    offsets = [at for at in range(len(data)) if data[at : at + 1] == b"a"]
    found = char_offsets(data, offsets, decoded.encoding, mark_length(data, decoded.encoding))
    assert found == [at for at, char in enumerate(decoded.text) if char == "a"]


def test_offsets_hold_in_damaged_text() -> None:
    data = b"\xffa\xc3a\xe2\x82a"
    decoded = decode(data)
    offsets = char_offsets(data, [1, 3, 6], decoded.encoding)
    assert [decoded.text[offset] for offset in offsets] == ["a", "a", "a"]


def test_a_link_is_refused_when_it_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("llama")
    (tmp_path / "link").symlink_to("secret")
    with pytest.raises(CannotRead) as caught:
        open_regular(str(tmp_path / "link"), "link")
    assert caught.value.skip.reason is SkipReason.LINK


@pytest.mark.parametrize(
    ("make", "detail"), [(os.mkfifo, "named pipe"), (os.mkdir, "folder")], ids=["pipe", "folder"]
)
def test_what_is_no_regular_file_is_refused_without_waiting(
    tmp_path: Path, make: object, detail: str
) -> None:
    make(tmp_path / "it")  # type: ignore[operator]
    with pytest.raises(CannotRead) as caught:
        open_regular(str(tmp_path / "it"), "it")
    assert (caught.value.skip.reason, caught.value.skip.detail) == (SkipReason.SPECIAL, detail)


def test_a_device_is_refused() -> None:
    with pytest.raises(CannotRead) as caught:
        open_regular("/dev/zero", "zero")
    assert caught.value.skip.detail == "character device"


def test_a_vanished_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotRead) as caught:
        read_head(str(tmp_path / "none"), "none", 10)
    assert caught.value.skip.reason is SkipReason.VANISHED


def test_what_the_system_says_is_passed_on() -> None:
    assert skip_for("a", PermissionError(13, "Permission denied")).detail == "Permission denied"
    assert skip_for("a", OSError()).detail == "OSError"


def test_reading_stops_at_the_limit_and_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    descriptor, status = open_regular(str(path), "a")
    assert status.st_size == 100
    assert len(read_up_to(descriptor, 60)) == 60
    assert len(read_up_to(descriptor, 60)) == 40
    assert read_up_to(descriptor, 60) == b""
    os.close(descriptor)
