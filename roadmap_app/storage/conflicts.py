"""Conflicts that nobody has decided yet, as records of the plan: nothing is lost by committing or mailing it.

A record holds both answers as JSON texts. Its id follows from what it is about, so that two people who merge the
same versions get the same record. Settling takes one answer and leaves a plan that is sound.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from typing import Any

from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import KINDS, Conflict, Link, Record, Unknown
from roadmap_app.schedule.loops import path_of_loop
from roadmap_app.storage import codec, jsontext
from roadmap_app.storage.merge_values import PAIRS, Clash
from roadmap_app.storage.repair import structure
from roadmap_app.storage.schema import Member, schema_of

SIDES = ("mine", "theirs", "base")
NOTHING = "null"


class Unsettled(Exception):
    """The answer cannot stand in the plan as it is now; the text is one sentence: why, and what to do."""


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


def settle(draft: Draft, id: str, choice: str) -> None:
    """Take one side's answer to a conflict and remove its record.

    KeyError where there is no such conflict, ValueError for a side that is none, Unsettled where the answer
    cannot stand; then nothing has changed.
    """
    if choice not in SIDES:
        raise ValueError(f"'{choice}' is no side")
    conflict = draft.conflicts[id]
    value = value_of(conflict, choice)
    if not conflict.field:
        _settle_record(draft, conflict, value, choice)
    else:
        _settle_field(draft, conflict, value)
    draft.remove("conflict", id)
    structure(draft)


def _member(kind: str, field: str) -> Member | None:
    """The member that a field names, by attribute or as in the file; None for a part of one, or an unknown one."""
    cls = KINDS.get(kind)
    if cls is None or cls is Unknown:
        return None
    return schema_of(cls).members.get(field.rstrip("_"))


def _settle_record(draft: Draft, conflict: Conflict, wanted: Record | None, choice: str) -> None:
    kind = wanted.kind if wanted is not None else conflict.of_kind
    there = draft.get(kind, conflict.of)
    if wanted is None:
        if there is not None:
            draft.remove(kind, conflict.of)
        return
    if isinstance(wanted, Link):
        _refuse_loop(draft, wanted)
    if there is None or choice == "base" or isinstance(wanted, Link):
        draft.put(wanted)  # what was edited since the merge stays, where it is the side's own


def _refuse_loop(draft: Draft, link: Link) -> None:
    """Unsettled where a link would close a loop with those that the plan has besides it."""
    others = Draft(draft.plan)
    if link.id in others.links:
        others.remove("link", link.id)
    missing = [end for end in (link.from_, link.to) if end not in draft.tasks]
    if missing:
        raise Unsettled("A task of this link is not in the plan; bring it back first, or leave the link out.")
    path = path_of_loop(others, link.from_, link.to)
    if path is not None:
        names = ", ".join(f"'{draft.tasks[id].name}'" for id in dict.fromkeys(path) if id in draft.tasks)
        raise Unsettled(f"This link would make a loop ({names}); remove one of the other links first.")


def _settle_field(draft: Draft, conflict: Conflict, value: Any) -> None:
    record = draft.get(conflict.of_kind, conflict.of)
    if record is None:
        return  # it has been deleted since, and the question with it
    name, _, part = conflict.field.partition(".")
    if part and name in PAIRS:
        pairs = dict(getattr(record, name))
        pairs.pop(part, None)
        if value is not None:
            pairs[part] = value
        draft.change(record, **{name: tuple(sorted(pairs.items()))})
        return
    if record.kind == "task" and name == "parent":
        _move(draft, record.id, value)
        return
    member = _member(conflict.of_kind, conflict.field)
    if member is None:
        raise Unsettled("This version does not know the field; settle it with the version that wrote it.")
    draft.change(record, **{member.attr: value})


def _move(draft: Draft, id: str, parent: str) -> None:
    """Put a task last below another one; what would then hold itself takes the place that the task leaves."""
    task, outline = draft.tasks[id], draft.outline
    if parent not in draft.tasks:
        parent = ""
    if parent == task.parent:
        return
    line = [parent, *outline.ancestors(parent)] if parent else []
    if id in line:
        if parent == id:
            raise Unsettled("A task cannot stand below itself; choose another answer.")
        holder = draft.tasks[line[line.index(id) - 1]]
        draft.change(holder, parent=task.parent, ord=task.ord)
    last = [draft.tasks[each].ord for each in draft.outline.children.get(parent, ()) if each != id]
    keys = [ord for ord in last if is_key(ord)]
    draft.change(task, parent=parent, ord=between(max(keys, default=""), ""))
