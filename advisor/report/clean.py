"""The one place where text from a stranger's repository is made harmless before anybody reads it.

Three dangers, three cures: characters that steer a terminal or turn text round are made visible,
secrets are masked, home folders are shortened. Every writer of a format calls `plain`, then escapes
for its own format.
"""

from __future__ import annotations

import re
from bisect import bisect_right

MASK = "****"

_INVISIBLE = (
    (0x80, 0x9F),  # C1 controls; 0x9B alone starts a terminal sequence
    (0xAD, 0xAD),  # soft hyphen
    (0x61C, 0x61C),  # Arabic letter mark
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),
    (0x180B, 0x180E),
    (0x200B, 0x200F),  # zero width and direction marks
    (0x2028, 0x202E),  # line and paragraph separators, direction overrides
    (0x2060, 0x206F),  # word joiner, direction isolates
    (0x3164, 0x3164),
    (0xFE00, 0xFE0E),  # variation selectors; FE0F is left, it only colours an emoji
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),
    (0xFFF9, 0xFFFB),
    (0xE0000, 0xE0FFF),  # tags: whole sentences that nobody sees
)
_STARTS = tuple(low for low, _ in _INVISIBLE)
_SUSPECT = re.compile("[^ -~]")


def visible(text: str) -> str:
    """`text` with every control, invisible or undecodable character shown as something one can see.

    C0 controls and DEL become their pictures (`␛`), undecodable bytes `\\xff`, others `\\u202e`.
    """
    if text.isascii() and text.isprintable():
        return text
    return _SUSPECT.sub(lambda match: _shown(match.group()), text)


def _shown(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0xDC80 <= code <= 0xDCFF:  # how Python carries a byte of a file name that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if 0xD800 <= code <= 0xDFFF or _is_invisible(code):
        return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
    return char


def _is_invisible(code: int) -> bool:
    index = bisect_right(_STARTS, code) - 1
    return index >= 0 and code <= _INVISIBLE[index][1]


_TOKEN_SHAPES = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(sk-(?:ant-|proj-|or-)?)[A-Za-z0-9_-]{16,200}"
    r"|(hf_)[A-Za-z0-9]{16,100}"
    r"|(gh[pousr]_)[A-Za-z0-9]{16,255}"
    r"|(github_pat_)[A-Za-z0-9_]{16,255}"
    r"|(glpat-)[A-Za-z0-9_-]{16,100}"
    r"|(gsk_)[A-Za-z0-9]{16,100}"
    r"|(nvapi-)[A-Za-z0-9_-]{16,200}"
    r"|(r8_)[A-Za-z0-9]{20,60}"
    r"|(xox[abeoprs]-)[A-Za-z0-9-]{10,200}"
    r"|(AIza)[A-Za-z0-9_-]{30,60}"
    r"|(AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])"
    r"|(LLM\|)[0-9]{6,30}\|[A-Za-z0-9_-]{10,100}"
    r"|(eyJ)[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,4000}\.?[A-Za-z0-9_-]{0,4000}"
    r")"
)
_SURE_TOKEN = re.compile(
    r"(?<![A-Za-z0-9])(hf_|gh[pousr]_|gsk_|glpat-|AKIA|ASIA)(?=[A-Za-z]{0,200}[0-9])[A-Za-z0-9]{16,255}"
)
"""Shapes with a prefix that no word and no name of a file begins with."""
_USER_IN_URL = re.compile(r"(://[^\s/@:'\"]{0,100}:)[^\s/@'\"]{1,200}(?=@)")
_PEM = re.compile(r"(-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)([^-]{0,20000})")
_KEY_LINE = re.compile(r"[^\r\n]{1,20000}")
_BEARER = re.compile(
    r"(?i)(\b(?:bearer|basic)\s{1,4})(?=[A-Za-z0-9._~+/-]{0,200}[0-9])[A-Za-z0-9._~+/=-]{12,400}"
)
_NAMED_VALUE = re.compile(
    r"(?P<name>(?:[A-Z][A-Z0-9_]{0,60})?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD|CREDENTIALS)"
    r"|(?i:(?:api|access|auth|secret|private|client|hf|bearer)[_-]?(?:key|token|secret)|password|passwd))"
    r"(?P<sign>[\"']?\s{0,4}(?::=|=>|=|:)\s{0,4})"
    r"(?:(?P<quote>[\"'])(?P<quoted>[^\"'\n]{4,400})|(?P<bare>[^\s\"'`,;)}\]]{4,400}))"
)
_NOT_A_SECRET = re.compile(
    r"[$<{\[(&]|os\.|process\.|env[.\[(]|getenv|import\.|settings\.|config\.|self\.|secrets\.|\*{3}|%"
)
_HOME = re.compile(
    r"(?<![\w./-])(?:/home|/Users)/[^/\s\"'`:]{1,64}(?=/)"
    r"|\b[A-Za-z]:\\{1,2}Users\\{1,2}[^\\\s\"'`]{1,64}(?=\\)"
)
_MIGHT_HOLD_SECRET = re.compile(
    r"sk-|hf_|gh[pousr]_|github_pat_|glpat-|gsk_|nvapi-|r8_|xox|AIza|AKIA|ASIA|LLM\||eyJ|://|-----BEGIN"
    r"|(?i:key|token|secret|passw|pwd|credentials|bearer|basic)"
)


def masked(text: str) -> str:
    """`text` with keys, tokens, passwords and private keys replaced by `****`; their names stay."""
    if not _MIGHT_HOLD_SECRET.search(text):
        return text
    text = _PEM.sub(rf"\1{MASK}", text)
    text = _USER_IN_URL.sub(rf"\1{MASK}", text)
    text = _TOKEN_SHAPES.sub(lambda match: (match.group(match.lastindex or 0)) + MASK, text)
    text = _BEARER.sub(rf"\1{MASK}", text)
    return _NAMED_VALUE.sub(_mask_value, text)


def tokens_masked(text: str) -> str:
    """`text`, the name of a file or an address, with keys masked whose shape leaves no doubt."""
    return _SURE_TOKEN.sub(rf"\1{MASK}", text)


def private_keys_masked(text: str) -> str:
    """A whole file's text with each line of a private key masked; lines keep their numbers."""
    if "PRIVATE KEY-----" not in text:
        return text
    return _PEM.sub(lambda match: match[1] + _KEY_LINE.sub(MASK, match[2]), text)


def _mask_value(match: re.Match[str]) -> str:
    value = match["quoted"] or match["bare"]
    if _NOT_A_SECRET.match(value) or value.lower() in {"none", "null", "true", "false"}:
        return match[0]
    return f"{match['name']}{match['sign']}{match['quote'] or ''}{MASK}"


def home_shortened(text: str) -> str:
    """`text` with anybody's home folder (`/home/x/`, `/Users/x/`, `C:\\Users\\x\\`) written as `~`.

    By its shape and not by who runs the program: the same tree gives the same report everywhere.
    """
    return _HOME.sub("~", text) if "/" in text or "\\" in text else text


def plain(text: str) -> str:
    """All three cures, for any text that may come from the repository."""
    return visible(home_shortened(masked(text)))


def cut(text: str, limit: int) -> str:
    """At most `limit` characters of `text`; what was cut is marked with an ellipsis."""
    return text if len(text) <= limit else text[: max(limit - 1, 0)] + "…"


_COMMAND_START = re.compile(r"(?m)^([^\S\n]{0,400})::")


def no_commands(report: str) -> str:
    """A report whose lines no build server takes for commands (`::error …`, `##[group]`).

    The runner trims a line before it looks for `::`, so indentation alone does not help.
    """
    return _COMMAND_START.sub(r"\1\\::", report).replace("##[", "#\\#[")
