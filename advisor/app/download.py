"""Fetches one small file over https: the one place of the product with a network, and only when asked.

What a server can do to a client stands here with its limit: another protocol or host, endless or packed data,
a length that is not true, and time. The time limit is for the whole, so a server that sends a byte now and
then gains nothing: the fetching runs in a thread that is left behind when the time is over.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from advisor import __version__
from advisor.core.errors import UpdateRefusedError, UsageError

if TYPE_CHECKING:
    import requests

MOST_BYTES = 5 * 1000 * 1000
MOST_SECONDS = 20.0
_MOST_REDIRECTS = 1
_CHUNK = 16 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may take."""

    most_bytes: int = MOST_BYTES
    seconds: float = MOST_SECONDS
    """For all of it: names, connection, redirect, content."""


@dataclass(frozen=True, slots=True)
class Download:
    """What came; `content` is None where the server has nothing newer than `etag`."""

    content: bytes | None
    etag: str | None


def checked_url(url: str) -> SplitResult:
    """The parts of an https address. Raises UsageError for any other, and for one with a password in it."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 - a port that is no number is refused here
    except ValueError:
        raise UsageError(f"{url!r} is no address.") from None
    if parts.scheme != "https" or not parts.hostname:
        raise UsageError(f"{url!r} cannot be used: updates come over https:// only.")
    if parts.username or parts.password:
        raise UsageError("An address with a user or password in it is not used: it would be kept and shown.")
    return parts


def fetch(url: str, etag: str | None = None, limits: Limits | None = None) -> Download:
    """The file at `url`; `etag` is that of the copy at hand.

    Raises UsageError for an address that is not https, UpdateRefusedError with the reason for whatever the
    server did or did not do.
    """
    checked_url(url)
    job = _Job(url, etag, limits or Limits())
    thread = threading.Thread(target=job.run, name="catalog update", daemon=True)
    thread.start()
    thread.join(job.limits.seconds)
    return job.outcome()


class _Job:
    """One fetch and how it ended; run in a thread of its own, read when it ended or the time is over."""

    def __init__(self, url: str, etag: str | None, limits: Limits) -> None:
        self.limits = limits
        self._url = url
        self._etag = etag
        self._deadline = time.monotonic() + limits.seconds
        self._done: Download | UpdateRefusedError | None = None

    def outcome(self) -> Download:
        """What came. Raises UpdateRefusedError where nothing did."""
        match self._done:
            case Download() as download:
                return download
            case UpdateRefusedError() as error:
                raise error
        raise _too_slow(self.limits)

    def run(self) -> None:
        """Fetch; whatever happens ends in `outcome`."""
        import requests

        try:
            with requests.Session() as session:
                self._done = self._fetched(session)
        except UpdateRefusedError as error:
            self._done = error
        except requests.Timeout:
            self._done = _too_slow(self.limits)
        except requests.exceptions.SSLError:
            self._done = UpdateRefusedError("the server's certificate is not one that this machine trusts")
        except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
            self._done = UpdateRefusedError("the server cannot be reached, or broke off before the end")
        except (requests.RequestException, ValueError, OSError) as error:
            self._done = UpdateRefusedError(f"the server's answer cannot be read ({type(error).__name__})")

    def _fetched(self, session: requests.Session) -> Download:
        url = self._url
        for _ in range(_MOST_REDIRECTS + 1):
            with self._asked(session, url) as answer:
                if answer.status_code in _REDIRECTS:
                    url = _next(url, answer.headers.get("Location", ""))
                    continue
                return self._received(answer)
        raise UpdateRefusedError("the server sends from one address to another more than once")

    def _asked(self, session: requests.Session, url: str) -> requests.Response:
        headers = {"Accept-Encoding": "identity", "User-Agent": f"llama-advisor/{__version__}"}
        if self._etag:
            headers["If-None-Match"] = self._etag
        return session.get(
            url,
            headers=headers,
            stream=True,
            allow_redirects=False,
            timeout=self.limits.seconds,
            auth=lambda request: request,  # none, and none from a .netrc either
        )

    def _received(self, answer: requests.Response) -> Download:
        if answer.status_code == 304:
            return Download(None, self._etag)
        if answer.status_code != 200:
            raise UpdateRefusedError(f"the server answered {answer.status_code}")
        if answer.headers.get("Content-Encoding", "identity").strip().lower() != "identity":
            raise UpdateRefusedError("the server sends it packed, which was not asked for")
        content = b"".join(self._chunks(answer))
        declared = answer.headers.get("Content-Length")
        if declared is not None and declared != str(len(content)):
            raise UpdateRefusedError("it is not as long as the server says")
        return Download(content, answer.headers.get("ETag"))

    def _chunks(self, answer: requests.Response) -> Iterator[bytes]:
        declared = answer.headers.get("Content-Length", "")
        left = self.limits.most_bytes
        if declared.isascii() and declared.isdigit() and len(declared) < 20 and int(declared) > left:
            raise _too_large(self.limits)
        for chunk in answer.iter_content(_CHUNK):
            left -= len(chunk)
            if left < 0:
                raise _too_large(self.limits)
            if time.monotonic() > self._deadline:
                raise _too_slow(self.limits)
            yield chunk


def _next(url: str, location: str) -> str:
    """Where a redirect leads, when that is the same host over https."""
    try:
        target = urljoin(url, location)
        old, new = urlsplit(url), urlsplit(target)
        same = (new.scheme, new.hostname, new.port) == ("https", old.hostname, old.port)
    except ValueError:
        target, same = "", False
    if not location or not same:
        raise UpdateRefusedError("the server sends on to another host or protocol")
    return target


def _too_large(limits: Limits) -> UpdateRefusedError:
    return UpdateRefusedError(f"it is larger than {limits.most_bytes / 1e6:g} MB")


def _too_slow(limits: Limits) -> UpdateRefusedError:
    unit = "second" if limits.seconds == 1 else "seconds"
    return UpdateRefusedError(f"it took longer than {limits.seconds:g} {unit}")
