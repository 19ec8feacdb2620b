"""What names say by their words: whose setting it is, whether a call reads the environment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from advisor.scan.detect.tables import words_of

_ENVIRONMENT = frozenset({"env", "environ", "getenv", "environment", "envvar", "dotenv", "viper"})
_OPTIONS = frozenset({"args", "arguments", "opts", "opt", "options", "flags", "namespace", "argv", "cli"})
_SETTINGS = frozenset(
    {"args", "arguments", "config", "cfg", "conf", "configuration", "settings", "setting", "options", "opts"}
    | {
        "opt",
        "params",
        "parameters",
        "flags",
        "props",
        "properties",
        "env",
        "constants",
        "consts",
        "defaults",
    }
)
_PLAIN = frozenset(
    {"model", "models", "name", "id", "path", "key", "value", "default", "type", "base", "file"}
)
_IN_WORD = re.compile(r"[\w$]")
_SHORT_LIST = re.compile(r"\[[^\[\]{}]{1,600}\]")
_MOST_LISTED = 8
"""Models of a list that are tried in turn; a longer one is a menu."""
_IDENTIFIER = re.compile(r"[A-Za-z_]\w{1,79}$")


def places_of(text: str, name: str, low: int = 0, high: int | None = None) -> Iterator[int]:
    """Offsets at which a name stands in a text as a word, in order."""
    high = len(text) if high is None else high
    at = text.find(name, low, high)
    while at >= 0:
        end = at + len(name)
        if not _IN_WORD.match(text[max(0, at - 1) : at]) and not _IN_WORD.match(text[end : end + 1]):
            yield at
        at = text.find(name, end, high)


def is_environment_call(name: str) -> bool:
    """True for `os.getenv`, `os.environ.get`, `std::env::var`, `System.getenv`, `envOrDefault`, `config`."""
    parts = re.split(r"[.:>\-]{1,3}", name.strip("!?"))
    words = {word for part in parts for word in words_of(part)}
    if parts[-1] == "config" and len(parts) == 1:
        return True
    return not _ENVIRONMENT.isdisjoint(words) and "viper" not in words


def is_short_list(text: str, opener: int) -> bool:
    """True for a bracket that opens a list of some plain values: what is tried in turn, and no menu."""
    match = _SHORT_LIST.match(text, opener)
    return match is not None and match.group().count(",") <= _MOST_LISTED


def is_options(receiver: str) -> bool:
    """True for a variable that holds the options of a command line."""
    words = words_of(receiver)
    return bool(words) and words[-1] in _OPTIONS


def belongs_to(receiver: str, owner: str) -> bool:
    """True where a variable is called after a class or table: `settings` of `Settings`, `cfg` of `AppConfig`.

    Words for settings in general fit any owner that is called so; all other words must stand in the owner.
    """
    if not receiver or not owner:
        return False
    if receiver == owner:
        return True
    said, known = words_of(receiver), frozenset(words_of(owner))
    own = [word for word in said if word not in _SETTINGS]
    is_settings = not known.isdisjoint(_SETTINGS)
    if not all(word in known for word in own):
        return False
    return bool(own) or (is_settings and len(own) < len(said))


def is_variable(name: str) -> bool:
    """True for the name of an environment variable: letters, digits and `_`, no small letters."""
    return _IDENTIFIER.match(name) is not None and name.upper() == name


def is_telling(name: str) -> bool:
    """True for a name of which two places mostly mean the same: two words, one of them not a mere `model`."""
    words = words_of(name)
    return len(words) > 2 or (len(words) > 1 and not _PLAIN.issuperset(words))


def is_constant(name: str) -> bool:
    """True for a name all in capitals, or of several words: no parameter or loop is called so by chance."""
    return (name.isupper() and len(name) > 2) or len(words_of(name)) > 1
