"""Some of what differs between two versions of a plan, taken over: for restoring single changes and for recovery.

A pick names one changed member of a record, or with "" a whole record that one version lacks, as `differences`
tells them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from roadmap_app.commands import Refusal
from roadmap_app.document.differences import Change
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link, Record, Task, Unknown
from roadmap_app.model.text import quoted
from roadmap_app.schedule.loops import path_of_loop
from roadmap_app.storage.references import REFERENCES
from roadmap_app.storage.repair import structure
from roadmap_app.storage.schema import schema_of

Pick = tuple[str, str, str]  # kind, id, member as in the file
PLACE = ("parent", "ord")  # one is nothing without the other
LOG = "log"  # what was saved when, and by whom: no version takes that back


def pick_of(change: Change) -> Pick:
    return change.kind, change.id, change.field


def whole(now: Plan, goal: Plan) -> Plan:
    """The plan as `goal` has it, but with the log of saves of both."""
    draft = Draft(now)
    for kind in now.tables.keys() | goal.tables.keys():
        wanted = goal.tables.get(kind, {})
        if kind != LOG:
            for id in [id for id in draft.tables.get(kind, {}) if id not in wanted]:
                draft.remove(kind, id)
        for record in wanted.values():
            if draft.get(kind, record.id) != record:
                draft.put(record)
    return draft.plan


def picked(now: Plan, goal: Plan, picks: Collection[Pick]) -> Plan:
    """`now` with the picked members as `goal` has them, made sound.

    What a picked record refers to and `now` lacks comes with it; what hangs on a record that goes is repaired as
    when files are read. Refusal where a link would close a loop with what stays.
    """
    draft = Draft(now)
    fields: dict[tuple[str, str], set[str]] = {}
    for kind, id, field in picks:
        fields.setdefault((kind, id), set()).add(field)
    for (kind, id), wanted in fields.items():
        _take(draft, goal, kind, id, wanted)
    _bring_along(draft, goal, picks)
    _settle_rows(draft, goal)
    structure(draft)
    _refuse_loops(draft, now, picks)
    return draft.plan


def along(pick: Pick, changes: Iterable[Change], one: Plan, other: Plan) -> set[Pick]:
    """The picks of whole records that say nothing without a picked one, and itself: its branch, links, assignments.

    `one` and `other` are the two versions, in either order.
    """
    found = {pick}
    if pick[2]:
        return found
    loose = [each for each in map(pick_of, changes) if not each[2]]
    fresh = {pick[:2]}
    while fresh:
        hanging = {each for each in loose if each not in found and fresh & _holders(each, one, other)}
        found |= hanging
        fresh = {each[:2] for each in hanging}
    return found


def _holders(pick: Pick, one: Plan, other: Plan) -> set[tuple[str, str]]:
    """What a record that only one version has hangs on there."""
    kind, id, _ = pick
    record = one.get(kind, id) or other.get(kind, id)
    return set(_references(record, essential=True)) if record is not None else set()


def _references(record: Record, *, essential: bool = False) -> Iterator[tuple[str, str]]:
    """Kind and id of what a record refers to; with `essential` only of what it is nothing without, and its parent."""
    for reference in REFERENCES:
        if reference.kind != record.kind or (essential and not reference.essential and reference.attr != "parent"):
            continue
        held = getattr(record, reference.attr)
        ids = (held,) if type(held) is str else [each if type(each) is str else each[0] for each in held or ()]
        yield from ((target, id) for target in reference.targets for id in ids if id)


def _take(draft: Draft, goal: Plan, kind: str, id: str, fields: set[str]) -> None:
    wanted, there = goal.get(kind, id), draft.get(kind, id)
    if wanted is None:
        if there is not None and "" in fields:
            draft.remove(kind, id)
    elif there is None or "" in fields:
        draft.put(wanted)
    else:
        if fields & set(PLACE) and kind == "task":
            fields = {*fields, *PLACE}
        draft.put(_mixed(there, wanted, fields))


def _mixed(there: Record, wanted: Record, fields: set[str]) -> Record:
    """One record with some members of another of its kind and id."""
    members: dict[str, Any] = {}
    known = {} if isinstance(there, Unknown) else schema_of(type(there)).members
    for name in fields & known.keys():
        members[known[name].attr] = getattr(wanted, known[name].attr)
    strange = fields - known.keys()
    if strange:
        extra = {name: text for name, text in there.extra if name not in strange}
        extra.update({name: text for name, text in wanted.extra if name in strange})
        members["extra"] = tuple(sorted(extra.items()))
    return there.but(**members)


def _bring_along(draft: Draft, goal: Plan, picks: Collection[Pick]) -> None:
    """Put what picked records refer to and the plan lacks, as far as the goal has it."""
    waiting = [record for kind, id, _ in picks if (record := draft.get(kind, id)) is not None]
    while waiting:
        for kind, id in _references(waiting.pop()):
            record = goal.get(kind, id)
            if record is not None and draft.get(kind, id) is None:
                draft.put(record)
                waiting.append(record)


def _settle_rows(draft: Draft, goal: Plan) -> None:
    """Rows whose summary went stand where the goal has them."""
    for task in [task for task in draft.tasks.values() if task.parent and task.parent not in draft.tasks]:
        place = goal.tasks.get(task.id)
        if isinstance(place, Task) and (not place.parent or place.parent in draft.tasks):
            draft.change(task, parent=place.parent, ord=place.ord)


def _refuse_loops(draft: Draft, now: Plan, picks: Collection[Pick]) -> None:
    for kind, id, _ in picks:
        link = draft.links.get(id) if kind == "link" else None
        if isinstance(link, Link) and link != now.links.get(id) and {link.from_, link.to} <= draft.tasks.keys():
            path = path_of_loop(draft, link.from_, link.to)
            if path is not None:
                names = " → ".join(quoted(draft.tasks[each].name) for each in (*path, path[0]))
                raise Refusal(f"In the plan as it is now this would make a loop: {names}. Take more changes with it.")
