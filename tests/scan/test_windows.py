"""A large file in windows reads like the same file in one piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import given
from hypothesis import strategies as st

from advisor.scan.document import Document
from advisor.scan.windows import Window, windows

TEXTS = st.text(st.sampled_from("abx\r\né😀"), max_size=120)


def pieces(data: bytes, size: int) -> Callable[[], bytes]:
    parts: Iterator[bytes] = (data[at : at + size] for at in range(0, len(data), size))
    return lambda: next(parts, b"")


def cut(text: str, size: int, overlap: int, encoding: str = "utf-8") -> list[Window]:
    return list(windows("a.txt", pieces(text.encode(encoding), size), encoding, overlap))


def own_text(window: Window) -> str:
    return window.document.text[window.own_from : window.own_to]


@given(TEXTS, st.integers(1, 40), st.integers(0, 12), st.sampled_from(["utf-8", "utf-16-le", "utf-32-be"]))
def test_every_character_belongs_to_exactly_one_window(
    text: str, size: int, overlap: int, encoding: str
) -> None:
    assert "".join(own_text(window) for window in cut(text, size, overlap, encoding)) == text


@given(TEXTS, st.integers(1, 40), st.integers(1, 12))
def test_places_in_windows_are_the_places_in_the_file(text: str, size: int, overlap: int) -> None:
    whole = Document("a.txt", text)
    expected = [whole.position(offset) for offset in range(len(text))]
    found = [
        window.document.position(offset)
        for window in cut(text, size, overlap)
        for offset in range(window.own_from, window.own_to)
    ]
    assert found == expected


@given(TEXTS, st.integers(1, 40), st.integers(1, 12))
def test_what_is_shorter_than_the_overlap_is_seen_whole(text: str, size: int, overlap: int) -> None:
    at = 0
    for window in cut(text, size, overlap):
        for offset in range(window.own_from, window.own_to):
            assert window.document.text[offset : offset + overlap] == text[at : at + overlap]
            at += 1


def test_a_byte_order_mark_is_no_character_of_the_text() -> None:
    first = cut("\ufeffab\ncd", 3, 1)[0]
    assert first.document.text.startswith("a")
    assert first.document.position(0) == (1, 1)


def test_damaged_bytes_are_replaced_and_never_an_error() -> None:
    found = list(windows("a.txt", pieces(b"a\xff\xfeb\xc3", 1), "utf-8", 0))
    assert "".join(own_text(window) for window in found) == "a\ufffd\ufffdb\ufffd"
