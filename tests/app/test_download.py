"""The one place with a network: what a server can do, tried on loopback."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from advisor.app.download import Limits, fetch
from advisor.core.errors import UpdateRefusedError, UsageError
from tests.app.https_server import Server, running

pytestmark = pytest.mark.loopback

QUICK = Limits(most_bytes=100_000, seconds=1.0)


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with running(tmp_path) as (server, certificate):
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        yield server


def test_content_and_its_mark_come_as_they_were_sent(server: Server) -> None:
    server.serves(b"facts", ETag='"7"')
    got = fetch(server.url())
    assert (got.content, got.etag) == (b"facts", '"7"')


def test_nothing_is_told_of_the_user_or_the_machine_and_nothing_packed_is_asked_for(server: Server) -> None:
    server.serves(b"facts")
    fetch(server.url())
    headers = server.asked[0][1]
    assert headers["accept-encoding"] == "identity"
    assert headers["user-agent"].startswith("llama-advisor/")
    assert not {"authorization", "cookie", "referer"} & headers.keys()


def test_a_password_in_a_netrc_file_is_not_sent(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine localhost login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server.serves(b"facts")
    fetch(server.url())
    assert "authorization" not in server.asked[0][1]


def test_the_mark_of_the_copy_at_hand_is_sent_and_not_modified_brings_nothing(server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(304)
        handler.end_headers()

    server.answers["/catalog"] = answer
    got = fetch(server.url(), '"7"')
    assert (got.content, got.etag) == (None, '"7"')
    assert server.asked[0][1]["if-none-match"] == '"7"'


@pytest.mark.parametrize(
    "url",
    ["http://localhost/catalog", "file:///etc/passwd", "ftp://localhost/x", "https:///x", "https://h:x/"],
)
def test_only_https_is_asked(url: str) -> None:
    with pytest.raises(UsageError):
        fetch(url)


def test_an_address_with_a_password_is_refused_without_showing_it() -> None:
    with pytest.raises(UsageError) as raised:
        fetch("https://me:hunter2@localhost/x")
    assert "hunter2" not in str(raised.value)


def test_one_redirect_on_the_same_host_is_followed(server: Server) -> None:
    server.sends_on("/new")
    server.serves(b"facts", "/new")
    assert fetch(server.url()).content == b"facts"


def test_a_second_redirect_is_not(server: Server) -> None:
    server.sends_on("/b")
    server.sends_on("/c", "/b")
    server.serves(b"facts", "/c")
    with pytest.raises(UpdateRefusedError, match="more than once"):
        fetch(server.url())
    assert [path for path, _ in server.asked] == ["/catalog", "/b"]


@pytest.mark.parametrize(
    "location",
    [
        "http://localhost/catalog",
        "file:///etc/passwd",
        "https://localhost:1/x",
        "//example.org/x",
        "",
    ],
)
def test_a_redirect_to_another_protocol_or_host_is_not_followed(server: Server, location: str) -> None:
    server.sends_on(location)
    with pytest.raises(UpdateRefusedError, match="another host or protocol"):
        fetch(server.url())
    assert len(server.asked) == 1


def test_a_redirect_to_no_address_at_all_is_refused(server: Server) -> None:
    server.sends_on("http://[")
    with pytest.raises(UpdateRefusedError, match="cannot be read"):
        fetch(server.url())


def test_a_declared_size_above_the_limit_ends_it_before_any_content(server: Server) -> None:
    server.serves(b"x", Content_Length="10000000000")
    with pytest.raises(UpdateRefusedError, match=r"larger than 0\.1 MB"):
        fetch(server.url(), None, QUICK)


def test_a_stream_without_end_is_cut_at_the_limit(server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"0" * 65536)

    server.answers["/catalog"] = answer
    with pytest.raises(UpdateRefusedError, match="larger than"):
        fetch(server.url(), None, Limits(most_bytes=100_000, seconds=20))


def test_packed_content_is_refused(server: Server) -> None:
    server.serves(gzip.compress(b"0" * 10_000_000), Content_Encoding="gzip")
    with pytest.raises(UpdateRefusedError, match="packed"):
        fetch(server.url())


def test_less_than_the_declared_length_is_refused(server: Server) -> None:
    server.serves(b"facts", Content_Length="50")
    with pytest.raises(UpdateRefusedError, match="broke off"):
        fetch(server.url())


def _stalls(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "5")
    handler.end_headers()
    handler.wfile.flush()
    threading.Event().wait(5)


def _drips_content(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"0")
        threading.Event().wait(0.1)


def _drips_headers(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        handler.wfile.write(b"0")
        threading.Event().wait(0.1)


@pytest.mark.parametrize("answer", [_stalls, _drips_content, _drips_headers])
def test_a_server_that_takes_its_time_is_left(server: Server, answer: object) -> None:
    server.answers["/catalog"] = answer  # type: ignore[assignment]
    with pytest.raises(UpdateRefusedError, match="longer than 1 second"):
        fetch(server.url(), None, QUICK)


def test_a_certificate_that_nobody_vouches_for_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    server.serves(b"facts")
    with pytest.raises(UpdateRefusedError, match="certificate"):
        fetch(server.url())


def test_a_server_that_is_not_there_is_told(server: Server) -> None:
    with pytest.raises(UpdateRefusedError, match="cannot be reached"):
        fetch("https://localhost:9/catalog", None, QUICK)


def test_an_error_of_the_server_is_told_with_its_number(server: Server) -> None:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_error(503)

    server.answers["/catalog"] = answer
    with pytest.raises(UpdateRefusedError, match="answered 503"):
        fetch(server.url())
