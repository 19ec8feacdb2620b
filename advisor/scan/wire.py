"""How parent and worker talk: JSON messages, each behind its length. Names may hold any bytes.

Lone surrogates (bytes of a file name that are no UTF-8) travel as `\\udcXX` escapes.
"""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

from advisor.core.findings import Cleared, Finding, Hint, Skip
from advisor.core.kinds import Confidence, Context, Kind, SkipReason
from advisor.core.links import LinkKind, Use
from advisor.scan.detect.manifest.includes import Include
from advisor.scan.engine import Batch
from advisor.scan.links.values import Bound, Lookup, Sighting, Wanted
from advisor.scan.manifests import Declared, Home, PackagePlace

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
            [c.path, c.line, c.column, c.end_column, c.written, c.rule, c.why, c.context, c.id]
            for c in batch.cleared
        ],
        "hints": [[h.path, h.line, h.need, h.value, h.written, h.first, h.last] for h in batch.hints],
        "skips": [[s.path, s.reason, s.detail, s.count] for s in batch.skips],
        "bound": [[*_bound_head(b), list(b.finding_ids)] for b in batch.bound],
        "uses": [[u.path, u.line, u.name, u.how, u.finding_id, u.context] for u in batch.uses],
        "sightings": [_sighting_to_row(one) for one in batch.sightings],
        "packages": [[p.finding_id, p.path, *_declared_row(p.declared)] for p in batch.packages],
        "homes": [[h.path, h.package] for h in batch.homes],
        "includes": [[i.path, i.line, i.target, i.written, i.requirements, i.known] for i in batch.includes],
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
        bound=[_bound_from_row(row) for row in message["bound"]],
        uses=[_use_from_row(row) for row in message["uses"]],
        sightings=[_sighting_from_row(row) for row in message["sightings"]],
        packages=[PackagePlace(row[0], row[1], Declared(*row[2:])) for row in message["packages"]],
        homes=[Home(*row) for row in message["homes"]],
        includes=[Include(*row) for row in message["includes"]],
    )


def _declared_row(declared: Declared) -> list[object]:
    return [declared.package, declared.how, declared.version, declared.bound, declared.extras]


def lookup_to_json(lookup: Lookup) -> list[list[str]]:
    """The names to look for as plain lists."""
    return [list(row) for row in lookup.names]


def lookup_from_json(rows: list[list[str]]) -> Lookup:
    """The names that `lookup_to_json` wrote."""
    return Lookup(tuple(Wanted(name, LinkKind(kind), family, near) for name, kind, family, near in rows))


def _bound_head(bound: Bound) -> list[object]:
    return [bound.path, bound.line, bound.name, bound.kind, bound.owner, bound.family]


def _bound_from_row(row: list[Any]) -> Bound:
    path, line, name, kind, owner, family, ids = row
    return Bound(path, line, name, LinkKind(kind), owner, family, tuple(ids))


def _use_from_row(row: list[Any]) -> Use:
    path, line, name, how, identifier, context = row
    return Use(path, line, name, LinkKind(how), identifier, Context(context))


def _sighting_to_row(s: Sighting) -> list[object]:
    place = [s.path, s.line, s.name, s.kind, s.family, s.receiver]
    given = [[list(one) for one in s.binds], [list(one) for one in s.inner]]
    return [*place, list(s.modules), *given, s.defines, s.context]


def _sighting_from_row(row: list[Any]) -> Sighting:
    path, line, name, kind, family, receiver, modules, binds, inner, defines, context = row
    return Sighting(
        path,
        line,
        name,
        LinkKind(kind),
        family,
        receiver,
        tuple(modules),
        tuple((one, LinkKind(how), owner) for one, how, owner in binds),
        tuple((where, one, LinkKind(how)) for where, one, how in inner),
        defines,
        Context(context),
    )


def _finding_to_row(f: Finding) -> list[object]:
    place = [f.id, f.path, f.line, f.column, f.end_column]
    judgement = [f.kind, f.written, f.model, f.family, f.provider, f.context, f.confidence]
    return [*place, *judgement, f.rule, f.why, f.cell, f.origin]


def _cleared_from_row(row: list[Any]) -> Cleared:
    path, line, column, end_column, written, rule, why, context, identifier = row
    return Cleared(path, line, column, end_column, written, rule, why, Context(context), identifier)


def _finding_from_row(row: list[Any]) -> Finding:
    number, path, line, column, end_column, kind, written, model, family, provider, *rest = row
    context, confidence, rule, why, cell, origin = rest
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
        origin=origin,
    )
