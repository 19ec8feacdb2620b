"""What is known of the future of the Llama line on a day, and what was looked for and not found.

Only dated events up to the day count. Nothing here expects a release: what is not out has no date. What was
"not found" was not found by the catalog's own day at the latest, so a later day of assessment does not
stretch that claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from advisor.assess.tables import Texts
from advisor.core.assessment import Outlook
from advisor.core.knowledge import LlamaModel, OutlookEvent
from advisor.core.words import family_name, listed

_PROPRIETARY, _OPEN = "proprietary", "open-weights"


def outlook(
    events: Iterable[OutlookEvent], llamas: Iterable[LlamaModel], as_of: date, read_on: date, texts: Texts
) -> Outlook:
    """The outlook as of a day, from a catalog of the day `read_on`."""
    known = sorted((event for event in events if event.on <= as_of), key=lambda event: (event.on, event.id))
    looked = min(as_of, read_on).isoformat()
    launches = [event for event in known if event.kind == _PROPRIETARY]
    opened = opened_by(known, as_of)
    sentences = [_newest(llamas, as_of, looked, texts)]
    unknown = ["outlook.unknown-support"]
    if launches:
        first = launches[0]
        sentences.insert(0, texts.say("outlook.proprietary", title=first.title, day=first.on.isoformat()))
        sentences.append(_since(opened, looked, texts))
        unknown.append("outlook.unknown-timeline")
    return Outlook(
        sentence=" ".join(sentences),
        events=tuple(known),
        unknown=tuple(texts.say(key, looked=looked) for key in unknown),
    )


def frozen_since(events: Iterable[OutlookEvent], as_of: date) -> date | None:
    """The day the maker's next line came out proprietary; None where that was not by `as_of`."""
    days = [event.on for event in events if event.kind == _PROPRIETARY and event.on <= as_of]
    return min(days, default=None)


def opened_by(events: Iterable[OutlookEvent], as_of: date) -> list[OutlookEvent]:
    """What the maker has released the weights of beside its Llama line by `as_of`, in order of the days."""
    opened = (event for event in events if event.kind == _OPEN and event.on <= as_of)
    return sorted(opened, key=lambda event: (event.on, event.id))


def _newest(llamas: Iterable[LlamaModel], as_of: date, looked: str, texts: Texts) -> str:
    """The newest line of Llama out on the day, in fair words: none newer was *found*."""
    first: dict[str, date] = {}
    for model in llamas:
        if model.released is not None and model.released <= as_of and _is_line(model.family):
            first[model.family] = min(first.get(model.family, date.max), model.released)
    if not first:
        return texts.say("outlook.no-llama", looked=looked)
    newest = max(first, key=lambda family: (first[family], family))
    return texts.say("outlook.newest", name=family_name(newest), day=first[newest].isoformat(), looked=looked)


def _is_line(family: str) -> bool:
    """True for the numbered lines (`llama-3.1`), not for guards and code models beside them."""
    return family.startswith("llama-") and family[len("llama-") :][:1].isdigit()


def _since(opened: Sequence[OutlookEvent], looked: str, texts: Texts) -> str:
    if not opened:
        return texts.say("outlook.none-opened", looked=looked)
    names = listed(f"{event.title} ({event.on.isoformat()})" for event in opened)
    return texts.say("outlook.opened", listed=names, looked=looked)
