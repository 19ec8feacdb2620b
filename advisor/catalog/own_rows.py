"""The sections that only overlays have: own names, namesakes, rules, verdicts; as rows of the catalog.

Whoever writes them is a person with an editor, so each fault is told with its section, row and key. No
section takes a regular expression: names and words are globs, and each has to say enough to be looked for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from advisor.core.errors import OverlayError
from advisor.core.kinds import Confidence, Kind
from advisor.core.overlay import OwnRule

CALLED_BY: Mapping[str, str] = {"names": "name", "namesakes": "word", "rules": "id", "verdicts": "licence"}
"""The key by which messages call a row of a section."""

_NAME = re.compile(r"[\w./@:*-]{1,200}", re.ASCII)
_BEGINS = re.compile(r"[\w.-]{4}", re.ASCII)
_WORD = re.compile(r"[a-z0-9][a-z0-9._-]{3,79}")
_GLOB = re.compile(r"[!-~]{1,200}")
_LITERAL = re.compile(r"[a-z0-9._/:@-]{4,80}")
_RULE = re.compile(r"LA-USER(-[A-Z0-9]{1,40}){1,8}")
_MOST_STARS = 4
_MOST_GLOBS = 20
_RULE_KEYS = (
    *("id", "kind", "title", "why", "action", "find", "paths"),
    *("model", "family", "provider", "confidence"),
)
_VERDICTS = {"allowed": True, "refused": False}


def derivative(row: Mapping[str, Any], where: str, models: Mapping[str, Any]) -> dict[str, Any]:
    """The row of derivatives that a row of `names` stands for: what weights are called, and their origin."""
    _keys(row, ("name", "base", "family", "licence", "note"), where)
    name = _text(row, "name", where)
    publisher, _, own = name.rpartition("/")
    if not _NAME.fullmatch(name) or not _BEGINS.match(own) or name.count("*") > _MOST_STARS:
        raise OverlayError(
            f"{where}: key name: {name!r} is no name to look for. After its last slash it begins with at "
            f"least four letters or digits; * stands for anything, {_MOST_STARS} times at the most."
        )
    family, base = _origin(row, where, models)
    made: dict[str, Any] = {
        "id": f"own-{_slug(name)}",
        "pattern": name,
        "organisation": publisher if publisher and "*" not in publisher else None,
        "family": family,
        "base": base,
        "licence": row.get("licence", _licence(family, base, models)),
        "modality": models[base]["modality"] if base else None,
    }
    return made if "note" not in row else {**made, "note": row["note"]}


def _origin(row: Mapping[str, Any], where: str, models: Mapping[str, Any]) -> tuple[str, str | None]:
    """Family and base of what a name stands for; the base tells the family."""
    base, family = row.get("base"), row.get("family")
    if base is not None:
        if base not in models:
            raise OverlayError(f"{where}: key base: {_no_model(str(base), models)}")
        own = str(models[base]["family"])
        if family not in (None, own):
            raise OverlayError(f"{where}: key family: {base} is of the family {own}, not {family}.")
        return own, str(base)
    known = {str(model["family"]) for model in models.values()}
    if family not in known:
        raise OverlayError(
            f"{where}: give a base (a Llama of the catalog) or a family, one of {', '.join(sorted(known))}."
        )
    return str(family), None


def _no_model(name: str, models: Mapping[str, Any]) -> str:
    near = get_close_matches(name.lower(), list(models), n=3, cutoff=0.4)
    return f"the catalog has no Llama {name}." + (f" Near to it: {', '.join(near)}." if near else "")


def _licence(family: str, base: str | None, models: Mapping[str, Any]) -> str | None:
    """The licence that follows the weights; None where the family's models have several."""
    if base is not None:
        return models[base]["licence"] or None
    found = {model["licence"] for model in models.values() if model["family"] == family}
    return found.pop() if len(found) == 1 else None


def namesake(
    row: Mapping[str, Any], where: str, origin: str
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    """A word that only sounds like Llama: a trap for names, a row that clears it in files, its rule."""
    _keys(row, ("word", "why"), where)
    word, why = _text(row, "word", where).lower(), _text(row, "why", where)
    if not _WORD.fullmatch(word):
        raise OverlayError(
            f"{where}: key word: {word!r} is no word of four to eighty letters, digits, dots and dashes."
        )
    rule = f"LA-USER-{_slug(word).upper()}"
    trap = {
        "id": f"own-namesake-{_slug(word)}",
        "pattern": f"{word}*",
        "relation": "trap",
        "llama_weights": False,
        "evidence": "seen",
        "note": why,
    }
    cleared = {"rule": rule, "starts": [word], "contains": [word], "not": []}
    return trap, cleared, _rule_text(rule, "cleared", f"The namesake {word}", f"{why} (from {origin})")


def rule(
    row: Mapping[str, Any], where: str, origin: str, models: Mapping[str, Any]
) -> tuple[OwnRule, dict[str, Any]]:
    """A rule of detection, and its text."""
    _keys(row, _RULE_KEYS, where)
    identifier, why = _text(row, "id", where), _text(row, "why", where)
    if not _RULE.fullmatch(identifier):
        raise OverlayError(f"{where}: key id must be like LA-USER-GATEWAY, found {identifier!r}.")
    kind = _one_of(row, "kind", tuple(Kind), where)
    globs = _globs(row, where)
    family = _family(row, where, kind, models)
    made = OwnRule(
        id=identifier,
        kind=Kind(kind),
        globs=globs,
        needles=tuple(_needle(glob, where) for glob in globs),
        paths=_paths(row, where),
        why=why,
        origin=origin,
        model=row.get("model"),
        family=family,
        provider=_optional(row, "provider", where),
        confidence=Confidence(_one_of({"confidence": "high", **row}, "confidence", tuple(Confidence), where)),
    )
    title = row.get("title") or f"A rule of {origin}"
    action = _optional(row, "action", where)
    return made, _rule_text(identifier, kind, title, f"{why} (from {origin})", action)


def verdict(row: Mapping[str, Any], where: str) -> tuple[str, bool, str]:
    """A licence's slug, whether it is allowed, and why."""
    _keys(row, ("licence", "verdict", "why"), where)
    said = _one_of(row, "verdict", tuple(_VERDICTS), where)
    return _text(row, "licence", where), _VERDICTS[said], _text(row, "why", where)


def _family(row: Mapping[str, Any], where: str, kind: str, models: Mapping[str, Any]) -> str | None:
    """The family of the model that a rule names; of Meta's own it is the catalog's."""
    model, family = _optional(row, "model", where), _optional(row, "family", where)
    if model is not None and model in models:
        own = str(models[model]["family"])
        if family not in (None, own):
            raise OverlayError(f"{where}: key family: {model} is of the family {own}, not {family}.")
        return own
    if kind == Kind.MODEL:
        raise OverlayError(
            f"{where}: key model: {_no_model(model or '(none)', models)} "
            "A rule of kind model names one of Meta's."
        )
    if family is not None and family not in {one["family"] for one in models.values()}:
        raise OverlayError(f"{where}: key family: {family} is no family of the catalog.")
    return family


def _globs(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    globs = row.get("find")
    if not isinstance(globs, list) or not globs or len(globs) > _MOST_GLOBS:
        raise OverlayError(f"{where}: key find must be a list of one to {_MOST_GLOBS} globs.")
    for glob in globs:
        if not isinstance(glob, str) or not _GLOB.fullmatch(glob) or glob.count("*") > _MOST_STARS:
            raise OverlayError(
                f"{where}: key find: {glob!r} is no glob over one word: no blank in it, ASCII only, "
                f"at most {_MOST_STARS} stars."
            )
    return tuple(glob.lower() for glob in globs)


def _needle(glob: str, where: str) -> str:
    """The longest stretch of a glob that stands for itself: what a text is searched for first."""
    found = _LITERAL.findall(re.sub(r"\[[^\]]{0,40}\]", "*", glob))
    if not found:
        raise OverlayError(f"{where}: key find: {glob!r} needs four letters or digits in a row.")
    return str(max(found, key=len))


def _paths(row: Mapping[str, Any], where: str) -> tuple[str, ...]:
    paths = row.get("paths", [])
    if not isinstance(paths, list) or not all(isinstance(one, str) and 0 < len(one) <= 200 for one in paths):
        raise OverlayError(f"{where}: key paths must be a list of globs of files.")
    return tuple(paths)


def _rule_text(identifier: str, kind: str, title: str, why: str, action: str | None = None) -> dict[str, Any]:
    return {
        "id": identifier,
        "kind": kind,
        "title": title,
        "why": why,
        "action": action,
        "example": None,
        "mention": False,
    }


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _keys(row: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    unknown = sorted(set(row) - set(known))
    if unknown:
        raise OverlayError(f"{where}: unknown key {unknown[0]}. Known are: {', '.join(known)}.")


def _text(row: Mapping[str, Any], key: str, where: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise OverlayError(f"{where}: key {key} is missing or no text.")
    return value.strip()


def _optional(row: Mapping[str, Any], key: str, where: str) -> str | None:
    return None if row.get(key) is None else _text(row, key, where)


def _one_of(row: Mapping[str, Any], key: str, known: tuple[str, ...], where: str) -> str:
    value = row.get(key)
    if value not in known:
        raise OverlayError(f"{where}: key {key} must be one of {', '.join(known)}, found {value!r}.")
    return str(value)
