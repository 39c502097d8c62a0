"""Records to lines of JSON and back. Nothing here knows of seals, headers or files."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from roadmap_app.model.parts import Part
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import KINDS, Record, Unknown
from roadmap_app.storage import jsontext
from roadmap_app.storage.schema import Schema, Wrong, read_members, schema_of, write_members

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # our own are ids.ID_PATTERN; other writers have a little room
NAMED = {"task", "resource"}  # whose ids stand in thousands of other records, which share the text
RANK = {kind: rank for rank, kind in enumerate(KINDS)}
_READERS: dict[str, tuple[type[Record], Schema]] = {
    kind: (cls, schema_of(cls)) for kind, cls in KINDS.items() if cls is not Unknown
}


class NoRecord(ValueError):
    """The value is no record at all; the message completes "it is set aside: ..."."""


def decode(value: Any) -> Record:
    """The record of a parsed line; NoRecord where it has no kind or no usable id. Takes `value` apart."""
    if type(value) is not dict:
        raise NoRecord("it is no record")
    kind, id = value.get("t"), value.get("id")
    if type(kind) is not str or not kind:
        raise NoRecord("it does not say which kind of record it is")
    if type(id) is not str or not ID.fullmatch(id):
        raise NoRecord("its id is missing, or no id")
    del value["t"], value["id"]
    known = _READERS.get(kind)
    if known is None:
        extra = tuple(sorted((name, jsontext.write(inner)) for name, inner in value.items()))
        return Unknown(id=id, t=kind, extra=extra)
    cls, schema = known
    members = read_members(schema, value)
    members["id"] = sys.intern(id) if kind in NAMED else id
    return cls.build(members)


def encode(record: Record) -> str:
    """The line of a record, without seal: sorted members, no spaces, none at its default."""
    kind = record.t if isinstance(record, Unknown) else record.kind
    pieces = [f'"id":"{record.id}"', f'"t":{jsontext.quote(kind)}']
    if isinstance(record, Unknown):
        named = [("id", pieces[0]), ("t", pieces[1])]
        named += [(name, f"{jsontext.quote(name)}:{text}") for name, text in record.extra]
        return "{" + ",".join(piece for _, piece in sorted(named)) + "}"
    return "{" + ",".join(write_members(record, pieces)) + "}"


def line_order(record: Record) -> tuple[int, str, str]:
    """Where a record's line stands in the file: by kind, then by id."""
    return RANK[record.kind], record.t if isinstance(record, Unknown) else "", record.id


def wrong_members(entry: Record | Part) -> Iterator[tuple[str, str, str]]:
    """(name, what it must be, the text that stands there) of each known member that could not be taken."""
    if isinstance(entry, Unknown):
        return
    schema = schema_of(type(entry))
    for name, text in entry.extra:
        if name in schema.members:
            try:
                schema.members[name].read(jsontext.parse(text))
            except Wrong as wrong:
                yield name, str(wrong), text
            except TypeError:
                yield name, "a text", text
    for attr, value in entry.__dict__.items():
        if attr != "extra" and type(value) is tuple and value and isinstance(value[0], Part):
            for part in value:
                for name, right, text in wrong_members(part):
                    yield f"{attr}.{name}", right, text


def cleaned(plan: Plan) -> Plan:
    """The plan with NUL and lone surrogates in texts replaced: neither can be stored."""
    return make_plan(plan.doc, [_cleaned(record) for record in plan.records()])


def _cleaned(entry: Any) -> Any:
    members = {}
    for attr, value in entry.__dict__.items():
        if type(value) is tuple and value and isinstance(value[0], Part):
            members[attr] = tuple(_cleaned(part) for part in value)
        elif attr == "extra":
            clean = [(name, jsontext.cleaned(jsontext.parse(text))) for name, text in value]
            members[attr] = tuple((jsontext.cleaned(name), jsontext.write(inner)) for name, inner in clean)
        else:
            members[attr] = jsontext.cleaned(value)
    return entry.build(members) if isinstance(entry, Record) else type(entry)(**members)
