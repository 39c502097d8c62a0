"""Conflicts that nobody has decided yet, as records of the plan: nothing is lost by committing or mailing it.

A record holds both answers as JSON texts. Its id follows from what it is about, so that two people who merge the
same versions get the same record. Settling takes one answer and leaves a plan that is sound.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import KINDS, Conflict, Record, Unknown
from roadmap_app.storage import codec, jsontext
from roadmap_app.storage.merge_values import PAIRS, Clash
from roadmap_app.storage.repair import structure
from roadmap_app.storage.schema import Member, schema_of
from roadmap_app.storage.settling import SIDES, Unsettled, take_field, take_record

NOTHING = "null"


def conflict_id(kind: str, id: str, field: str) -> str:
    """The id of the record about one thing, an id as any other."""
    digest = hashlib.sha256("\0".join((kind, id, field)).encode()).digest()
    return base64.b32encode(digest[:10]).decode("ascii").lower()


def kept_as_records(plan: Plan, clashes: Iterable[Clash], who: str = "") -> Plan:
    """The plan with a record for each clash; `who` is theirs' name, where it is known."""
    draft = Draft(plan)
    for clash in clashes:
        if clash.kind != "conflict":  # two answers to an answer: the record itself still has both sides' first ones
            draft.put(record_of(clash, who))
    return draft.plan


def record_of(clash: Clash, who: str = "") -> Conflict:
    """A clash as a record; its field is named as in the file."""
    field = file_name(clash.kind, clash.field)
    base, mine, theirs = (text_of(clash, value) for value in (clash.base, clash.mine, clash.theirs))
    id = conflict_id(clash.kind, clash.id, field)
    return Conflict(
        id=id, of_kind=clash.kind, of=clash.id, field=field, base=base, mine=mine, theirs=theirs, who=who
    )  # fmt: skip


def file_name(kind: str, field: str) -> str:
    """The field of a clash as the file names it."""
    member = _member(kind, field)
    return member.name if member else field


def text_of(clash: Clash, value: Any) -> str:
    """A value of a clash as JSON text; `null` for what is not there."""
    if value is None:
        return NOTHING
    if isinstance(value, Record):
        return codec.encode(value)
    member = _member(clash.kind, clash.field)
    return member.write(value) if member else jsontext.write(value)


def value_of(conflict: Conflict, side: str) -> Any:
    """The answer of a side (mine, theirs, base); Unsettled where the record does not hold it."""
    text = getattr(conflict, side)
    member = _member(conflict.of_kind, conflict.field)
    try:
        value = jsontext.parse(text or NOTHING)
        if not conflict.field:
            return None if value is None else codec.decode(value)
        if value is None:
            return member.default if member else None
        return member.read(value) if member else value
    except ValueError:  # no JSON, no record, or no value of this member
        raise Unsettled("The answer in the file cannot be read; choose another one.") from None


def clash_of(conflict: Conflict, sides: Iterable[str] = SIDES) -> Clash:
    """A record as the clash that it was, with the answers of some sides; Unsettled where one cannot be read."""
    member = _member(conflict.of_kind, conflict.field)
    field = member.attr if member else conflict.field
    base, mine, theirs = (value_of(conflict, side) if side in sides else None for side in ("base", "mine", "theirs"))
    return Clash(conflict.of_kind, conflict.of, field, base, mine, theirs)


def settle(draft: Draft, id: str, choice: str) -> None:
    """Take one side's answer to a conflict and remove its record.

    KeyError where there is no such conflict, ValueError for a side that is none, Unsettled where the answer
    cannot stand; then nothing has changed.
    """
    if choice not in SIDES:
        raise ValueError(f"'{choice}' is not a side")
    clash = clash_of(draft.conflicts[id], (choice,))
    if not clash.field:
        take_record(draft, clash, choice)
    elif knows(clash):
        take_field(draft, clash, getattr(clash, choice))
    else:
        raise Unsettled("This version does not know the field; settle it with the version that wrote it.")
    draft.remove("conflict", id)
    structure(draft)


def knows(clash: Clash) -> bool:
    """Whether this version knows the field of a clash."""
    return clash.field.partition(".")[0] in PAIRS or _member(clash.kind, clash.field) is not None


def _member(kind: str, field: str) -> Member | None:
    """The member that a field names, by attribute or as in the file; None for a part of one, or an unknown one."""
    cls = KINDS.get(kind)
    if cls is None or cls is Unknown:
        return None
    return schema_of(cls).members.get(field.rstrip("_"))
