"""Takes a spelling out of what clients, routers and hosts put around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate

from advisor.core.knowledge import Provider
from advisor.names.vocabulary import Vocabulary

LONGEST = 512
"""Of a longer spelling only the end is read: no name of a model is that long."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{0,30}://")
_PATH = re.compile(r"[a-z]:[\\/]|file:|[/~.]")
"""How a path on a disk begins: no router's id does."""
_CUTS = re.compile(r"/|::|\||\\|__")
_DIGEST = re.compile(r"@sha(?:256|512):[0-9a-f]{6,128}")
"""Which bytes of an image are meant, behind its name."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """A spelling opened, in lower case."""

    whole: str
    segments: tuple[str, ...]
    """Its parts between slashes, the client's and router's first; each with its own tag."""
    provider: str | None
    """Slug of the host that the whole spelling belongs to by its form."""
    is_page: bool
    """The address of something to read, not of weights."""
    is_path: bool = False
    """A path on a disk: its folders are nobody's prefixes."""


class Opener:
    """Opens spellings by the catalog's providers and the vocabulary's forms."""

    def __init__(
        self, vocabulary: Vocabulary, providers: Iterable[Provider], publishers: Iterable[str]
    ) -> None:
        """`publishers` are those whose names the catalog knows."""
        self._publishers = vocabulary.meta | {publisher.lower() for publisher in publishers}
        self._root = vocabulary.root
        self._forms = [
            (host.provider, re.compile("|".join(_digits(translate(glob)) for glob in host.globs), re.DOTALL))
            for host in vocabulary.spellings
        ]
        self._suffixes = {
            host.provider: (host.chat_suffix,) for host in vocabulary.spellings if host.chat_suffix
        }
        self._prefixes: dict[str, str] = {}
        self._names: dict[str, str] = {}
        for provider in providers:
            self._names.update({word.lower(): provider.id for word in (provider.id, *provider.aliases)})
            for prefix in provider.prefixes:
                first, *more = re.split(r"[/:]+", prefix.lower().rstrip("/:"))
                if not more:
                    self._prefixes.setdefault(first, provider.id)
        self._local = vocabulary.words("path_words")
        self._pages = vocabulary.words("page_words")
        self._page_endings = tuple(sorted(vocabulary.words("page_endings")))
        self._tags = re.compile("|".join(_digits(translate(glob)) for glob in vocabulary.tag_globs))
        self._tag_provider = vocabulary.tag_provider

    def open(self, spelling: str) -> Envelope:
        """The parts of a spelling in lower case, without quotes, scheme, query and fragment."""
        text = spelling[-LONGEST:].strip().strip("\"'`<>").strip()
        whole = text
        scheme = _SCHEME.match(text)
        text = text[scheme.end() :] if scheme else text
        text = _DIGEST.sub("", text.split("#", 1)[0].split("?", 1)[0])
        text = text.replace("--", "/") if "models--" in text else text
        segments: list[str] = list(self._called(scheme))
        for part in _CUTS.split(text):
            segments.extend(piece for piece in self._uncolon(part) if piece)
        is_web = scheme is not None and scheme.group().startswith("http")
        is_page = is_web and (
            len(segments) < 2
            or not self._pages.isdisjoint(segments)
            or segments[-1].endswith(self._page_endings)
        )
        return Envelope(whole, tuple(segments), self._form(whole), is_page, _PATH.match(whole) is not None)

    def _called(self, scheme: re.Match[str] | None) -> Iterator[str]:
        """The host that a scheme of its own stands for: `hf://organisation/name`, `ollama://llama3.2`."""
        word = scheme.group().removesuffix("://") if scheme is not None else ""
        if word in self._prefixes or word in self._names:
            yield word

    def _uncolon(self, part: str) -> list[str]:
        """`groq:llama-3` is two segments, `llama3:8b` one with its tag."""
        for mark in (":", "@"):
            left, found, right = part.partition(mark)
            is_host = left in self._prefixes or left in self._names
            is_name = self._root in left and not is_host
            if found and is_host and self._root not in left and right:
                return [left, *self._uncolon(right)]
            is_tag = mark == ":" and self._tags.fullmatch(right) is not None
            if found and self._root in right and left and not is_tag and (mark == "@" or not is_name):
                return [left, *self._uncolon(right)]
        return [part]

    def _form(self, whole: str) -> str | None:
        behind = whole.rpartition(":")[2]
        found = next(
            (
                provider
                for provider, form in self._forms
                if form.fullmatch(whole) or (len(behind) < len(whole) and form.fullmatch(behind))
            ),
            None,
        )
        if found is None and "/" not in whole and self._tags.fullmatch(whole.partition(":")[2]):
            return self._tag_provider
        return found

    def chat_suffixes(self, provider: str | None) -> tuple[str, ...]:
        """What chat-tuned weights' ids end with in a host's spelling; empty for most."""
        return self._suffixes.get(provider or "", ())

    def router(self, envelope: Envelope, at: int) -> str | None:
        """Slug of the host that segments before the name's own belong to, the innermost first.

        Directly before the name only a client's prefix counts: a publisher may be called like a host. The
        bare root is a host's alias only where it comes first: further on it is a folder. The address of a
        registry (`nvcr.io/nim/meta/…`) says where the weights come from, whatever folders it has.
        """
        segments = () if envelope.is_path else envelope.segments[:at]
        if segments and "." in segments[0] and segments[0] in self._prefixes:
            return self._prefixes[segments[0]]
        for index in range(len(segments) - 1, -1, -1):
            word = segments[index]
            is_name = index < at - 1 and (word != self._root or index == 0)
            found = self._prefixes.get(word) or (self._names.get(word) if is_name else None)
            if found is not None:
                return found
        return None

    def publisher(self, segments: tuple[str, ...], at: int) -> str | None:
        """The segment before the name's own, where it is no word of a path and no client's prefix."""
        if at == 0:
            return self._prefixed(segments[0])
        word = segments[at - 1].removeprefix("@")
        if word in self._local or word in self._prefixes or ("." in word and at > 1):
            return None
        return word

    def _prefixed(self, segment: str) -> str | None:
        """The publisher of `publisher_Name-of-model`, as file names of quantisers are put together."""
        publisher, mark, name = segment.partition("_")
        return publisher if mark and name and publisher in self._publishers else None

    def publishes(self, name: str) -> bool:
        """True for a publisher that the catalog knows."""
        return name in self._publishers

    def is_path(self, segment: str) -> bool:
        """True for a word of a path that names nothing: `resolve`, `models`."""
        return segment in self._local

    @staticmethod
    def own_part(segments: tuple[str, ...], at: int, publisher: str | None) -> str:
        """The segment without the publisher that stands inside it: `TheBloke_Llama-2-7B`.

        After a publisher's own segment a word like his belongs to the name: `openchat/openchat_v2`.
        """
        return segments[at].removeprefix(f"{publisher}_") if publisher and at == 0 else segments[at]


def _digits(pattern: str) -> str:
    """A translated glob in which `#` stands for a digit."""
    return pattern.replace(r"\#", r"\d").replace("#", r"\d")
