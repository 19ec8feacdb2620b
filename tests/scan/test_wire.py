"""What a worker sends arrives as it was, and a torn message is the end of the talk, not a crash."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from advisor.core.findings import Cleared, Finding, Hint, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.links import LinkKind, Use
from advisor.scan.budgets import BUDGETS, Budgets
from advisor.scan.engine import Batch
from advisor.scan.links.values import Bound, Lookup, Sighting, Wanted
from advisor.scan.wire import (
    batch_from_json,
    batch_to_json,
    lookup_from_json,
    lookup_to_json,
    receive,
    send,
)

FINDING = Finding(
    id="0123456789abcdef",
    path="bad\udcff/a\nb.ipynb",
    line=7,
    column=3,
    end_column=12,
    kind=Kind.MODEL,
    written="Llama 3 \u202e 😀",
    model="llama-3",
    family="llama-3",
    provider=None,
    context=Context.NOTEBOOK,
    confidence=Confidence.MEDIUM,
    rule="LA-MODEL-001",
    why="because",
    cell=4,
)
BATCH = Batch(
    files_done=3,
    files_read=2,
    bytes_read=99,
    candidates=1,
    findings=[FINDING, replace(FINDING, cell=None, provider="groq", model=None, family=None)],
    cleared=[Cleared("a", 1, 2, 3, "llama.cpp", "LA-CLEAR-1", "why", Context.DOCS)],
    hints=[Hint("a", 1, "context", "8192", "num_ctx", 1, 3)],
    skips=[Skip("b", SkipReason.TIME_OUT, "10 s", 1)],
    bound=[Bound("a", 1, "MODEL", LinkKind.CONSTANT, "Names", "python", ("f1", "f2"))],
    uses=[Use("a", 7, "MODEL", LinkKind.CONSTANT, "f1", Context.TEST)],
    sightings=[
        Sighting(
            "b",
            2,
            "MODEL",
            LinkKind.ENVIRONMENT,
            "python",
            "config",
            ("app.config", "app"),
            (("NAME", LinkKind.FIELD, "Settings"),),
            ((3, "NAME", LinkKind.FIELD),),
            defines=True,
            context=Context.INFRA,
        )
    ],
)


def test_names_to_look_for_travel_to_the_worker() -> None:
    lookup = Lookup((Wanted("MODEL", LinkKind.CONSTANT, "python", "config"),))
    assert lookup_from_json(lookup_to_json(lookup)) == lookup


def test_a_batch_arrives_as_it_was_sent() -> None:
    pipe = io.BytesIO()
    send(pipe, batch_to_json(BATCH))
    pipe.seek(0)
    message = receive(pipe)
    assert message is not None
    assert batch_from_json(message) == BATCH


def test_limits_travel_to_the_worker() -> None:
    budgets = replace(BUDGETS, seconds_per_file=0.5, findings_per_file=7)
    assert Budgets.from_json(budgets.to_json()) == budgets


def test_messages_come_one_after_the_other_until_the_pipe_ends() -> None:
    pipe = io.BytesIO()
    send(pipe, {"at": 1})
    send(pipe, {"at": 2})
    pipe.seek(0)
    assert [receive(pipe), receive(pipe), receive(pipe)] == [{"at": 1}, {"at": 2}, None]


@given(st.integers(0, 30))
def test_a_torn_message_is_the_end(length: int) -> None:
    pipe = io.BytesIO()
    send(pipe, {"paths": ["a", "b", "c"]})
    whole = pipe.getvalue()
    cut = min(length, len(whole) - 1)
    assert receive(io.BytesIO(whole[:cut])) is None


def test_a_message_that_is_no_object_or_far_too_long_is_the_end() -> None:
    assert receive(io.BytesIO(b"\x02\0\0\0[]")) is None
    assert receive(io.BytesIO(b"\xff\xff\xff\xff{}")) is None
