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

_PROPRIETARY, _OPEN = "proprietary", "open-weights"


def outlook(
    events: Iterable[OutlookEvent], llamas: Iterable[LlamaModel], as_of: date, read_on: date, texts: Texts
) -> Outlook:
    """The outlook as of a day, from a catalog of the day `read_on`."""
    known = sorted((event for event in events if event.on <= as_of), key=lambda event: (event.on, event.id))
    looked = min(as_of, read_on).isoformat()
    launches = [event for event in known if event.kind == _PROPRIETARY]
    opened = [event for event in known if event.kind == _OPEN]
    sentences = [_newest(llamas, as_of, looked, texts)]
    if launches:
        first = launches[0]
        sentences.insert(0, texts.say("outlook.proprietary", title=first.title, day=first.on.isoformat()))
        sentences.append(_since(opened, looked, texts))
    unknown = (
        ["outlook.unknown-support", "outlook.unknown-timeline"] if launches else ["outlook.unknown-support"]
    )
    return Outlook(
        sentence=" ".join(sentences),
        events=tuple(known),
        unknown=tuple(texts.say(key, looked=looked) for key in unknown),
    )


def frozen_since(events: Iterable[OutlookEvent], as_of: date) -> date | None:
    """The day the maker's next line came out proprietary; None where that was not by `as_of`."""
    days = [event.on for event in events if event.kind == _PROPRIETARY and event.on <= as_of]
    return min(days, default=None)


def _newest(llamas: Iterable[LlamaModel], as_of: date, looked: str, texts: Texts) -> str:
    """The newest Llama out on the day, in fair words: none newer was *found*."""
    out = [model for model in llamas if model.released is not None and model.released <= as_of]
    if not out:
        return texts.say("outlook.no-llama", looked=looked)
    newest = max(out, key=lambda model: (model.released or date.min, model.id))
    day = newest.released.isoformat() if newest.released else ""
    return texts.say("outlook.newest", name=newest.name, day=day, looked=looked)


def _since(opened: Sequence[OutlookEvent], looked: str, texts: Texts) -> str:
    if not opened:
        return texts.say("outlook.none-opened", looked=looked)
    listed = "; ".join(f"{event.title} ({event.on.isoformat()})" for event in opened)
    return texts.say("outlook.opened", listed=listed, looked=looked)
