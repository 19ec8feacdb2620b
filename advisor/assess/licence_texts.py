"""Which Llama licences the project's own texts name, beside those of the weights in use.

A licence file, a notice or a model card's licence field says under which licence weights are handed on.
Where it names another version than the weights bear, one of the two is out of date.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from advisor.core.findings import Finding
from advisor.core.kinds import Context
from advisor.core.knowledge import Licence

_FIELD = "LA-LICENCE-003"
"""The rule of a licence field; what a README says in passing asserts nothing."""
_NAMES = ("licen", "notice", "copying", "use_policy", "use-policy")
"""What the names of files hold that state a licence."""
_OTHERS = frozenset({Context.VENDORED, Context.TEST, Context.DATA})
"""Contexts in which texts speak of somebody else's weights."""
_VERSION = re.compile(r"llama[ -]?([1-9](?:\.\d)?)", re.IGNORECASE)
_SAME = {"code-llama": "llama-2"}
"""Licences that are the text of another one."""


def texts_of_others(
    seen: Iterable[Finding], used: Collection[str], licences: Mapping[str, Licence]
) -> dict[str, list[str]]:
    """Licences that texts of the project name and no weights in use are under.

    Args:
        seen: the licence findings.
        used: slugs of the licences of the weights found; none means that nothing can be compared.
        licences: the licences known, by slug.

    Returns:
        For each such licence's slug the ids of the findings that name it, in the order of the findings.
    """
    borne = {_SAME.get(slug, slug) for slug in used}
    found: dict[str, list[str]] = {}
    for finding in seen:
        slug = _named(finding)
        if borne and slug in licences and slug not in borne:
            found.setdefault(slug, []).append(finding.id)
    return found


def _named(finding: Finding) -> str:
    """The slug of the licence that a text states; "" where it states none with a version."""
    name = finding.path.rpartition("/")[2].lower()
    is_stated = finding.rule == _FIELD or any(word in name for word in _NAMES)
    version = _VERSION.search(" ".join(finding.written.split()))
    if not is_stated or version is None or finding.context in _OTHERS:
        return ""
    return f"llama-{version.group(1)}"
