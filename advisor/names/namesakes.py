"""Words that merely look like Llama: projects, runtimes, weights of somebody's own, data sets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from advisor.names.vocabulary import Vocabulary
from advisor.names.words import Word, split

_LONGEST = 3


class Namesakes:
    """Namesakes by the words of the vocabulary; what stands between their words does not count."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._own_weights = vocabulary.words("own_weights")
        self._unversioned = vocabulary.words("own_weights_without_version")
        self._projects = vocabulary.words("projects")
        self._data_sets = vocabulary.words("data_sets")
        self._publishers = vocabulary.words("organisations_with_root")

    def is_publisher(self, segment: str) -> bool:
        """True for a publisher whose name has the root in it."""
        return segment in self._publishers

    def dataset(self, segments: Sequence[str]) -> str | None:
        """Why the spelling names a data set; None when it does not."""
        for name in ("/".join(segments[-2:]), segments[-1] if segments else ""):
            if name in self._data_sets:
                return f"{name} is a data set, not weights."
        return None

    def own_weights(self, segment: str, version: str | None) -> str | None:
        """Why a name stands for weights that are not Meta's; None when it does not.

        A version that Meta's weights have tells some of them from Meta's: `o1-open-llama-3.1`.
        """
        for name, _ in _phrases(split(segment)):
            if name in self._own_weights and (version is None or name not in self._unversioned):
                return f"{name}: trained on its own, only the architecture or the name is Llama's."
        return None

    def project(self, segment: str) -> str | None:
        """Why a name stands for a program or project; None when it does not."""
        for name, _ in _phrases(split(segment)):
            if name in self._projects:
                return f"{name} is a program or project, not weights."
        return None

    def without_projects(self, segment: str) -> str:
        """The segment with the names of programs blanked out, so that their words open no name."""
        for name, words in _phrases(split(segment)):
            if name in self._projects:
                start, end = words[0].start, words[-1].end
                segment = segment[:start] + "-" * (end - start) + segment[end:]
        return segment


def _phrases(words: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """Every one to three words in a row as one word, trailing digits off, the longer first."""
    for count in range(_LONGEST, 0, -1):
        for start in range(len(words) - count + 1):
            part = words[start : start + count]
            text = "".join(word.text for word in part)
            yield text, part
            bare = text.rstrip("0123456789")
            if bare != text and count == 1:
                yield bare, part
