"""How parent and worker talk: JSON messages, each behind its length. Names may hold any bytes.

Lone surrogates (bytes of a file name that are no UTF-8) travel as `\\udcXX` escapes.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from advisor.core.findings import Cleared, Finding, Hint, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.scan.engine import Batch

Message = dict[str, Any]

_LENGTH = struct.Struct("<I")
_LONGEST = 1 << 30


def send(pipe: BinaryIO, message: Message) -> None:
    """Write one message and flush. Raises OSError when the other side is gone."""
    data = json.dumps(message, separators=(",", ":")).encode("ascii")
    pipe.write(_LENGTH.pack(len(data)) + data)
    pipe.flush()


def receive(pipe: BinaryIO) -> Message | None:
    """Read one message; None when the other side is gone or talks nonsense."""
    head = pipe.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    data = pipe.read(length) if length <= _LONGEST else b""
    if not data or len(data) < length:
        return None
    message = json.loads(data)
    return message if isinstance(message, dict) else None


def batch_to_json(batch: Batch) -> Message:
    """A batch as plain lists."""
    return {
        "counts": [batch.files_done, batch.files_read, batch.bytes_read, batch.candidates],
        "findings": [_finding_to_row(finding) for finding in batch.findings],
        "cleared": [
            [c.path, c.line, c.column, c.end_column, c.written, c.rule, c.why, c.context]
            for c in batch.cleared
        ],
        "hints": [[h.path, h.line, h.need, h.value, h.written] for h in batch.hints],
        "skips": [[s.path, s.reason, s.detail, s.count] for s in batch.skips],
    }


def batch_from_json(message: Message) -> Batch:
    """The batch that `batch_to_json` wrote."""
    done, read, size, candidates = message["counts"]
    return Batch(
        files_done=done,
        files_read=read,
        bytes_read=size,
        candidates=candidates,
        findings=[_finding_from_row(row) for row in message["findings"]],
        cleared=[_cleared_from_row(row) for row in message["cleared"]],
        hints=[Hint(*row) for row in message["hints"]],
        skips=[
            Skip(path, SkipReason(reason), detail, count) for path, reason, detail, count in message["skips"]
        ],
    )


def _finding_to_row(f: Finding) -> list[object]:
    place = [f.id, f.path, f.line, f.column, f.end_column]
    judgement = [f.kind, f.written, f.model, f.family, f.provider, f.context, f.confidence]
    return [*place, *judgement, f.rule, f.why, f.cell]


def _cleared_from_row(row: list[Any]) -> Cleared:
    path, line, column, end_column, written, rule, why, context = row
    return Cleared(path, line, column, end_column, written, rule, why, Context(context))


def _finding_from_row(row: list[Any]) -> Finding:
    number, path, line, column, end_column, kind, written, model, family, provider, *rest = row
    context, confidence, rule, why, cell = rest
    return Finding(
        id=number,
        path=path,
        line=line,
        column=column,
        end_column=end_column,
        kind=Kind(kind),
        written=written,
        model=model,
        family=family,
        provider=provider,
        context=Context(context),
        confidence=Confidence(confidence),
        rule=rule,
        why=why,
        cell=cell,
    )
