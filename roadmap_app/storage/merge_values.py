"""Three-way merging of one value, and of one record member by member. Pure: no plan, no file.

A value that one side changed is taken from that side. Where both did, what people expect to go together does:
sets of words (tags), notes by paragraph, custom fields and unknown members one by one, lists of parts (holidays,
links to pages) item by item. What is left is a clash.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from functools import cache
from typing import Any

from roadmap_app.model.records import KINDS, Record, Task

Keyed = Callable[[Any], Any]
SETS = {"tags", "tasks", "choices"}  # words or ids whose order says little
PAIRS = {"fields", "extra", "options"}  # (name, value)
TEXTS = {"notes", "terms", "response"}  # merged by paragraph
PARTS: Mapping[str, Keyed] = {  # parts by what tells them apart
    "exceptions": lambda part: (part.name, part.first, part.last, part.recur),
    "weeks": lambda part: (part.first, part.last),
    "hyperlinks": lambda part: part.url,
    "availability": lambda part: part.first,
    "rates": lambda part: (part.table, part.first),
    "edits": lambda part: (part.kind, part.id, part.field),
}
PLACE = ("parent", "ord")  # of a task: where it stands, which makes sense only as a whole
_ABSENT = object()


@dataclass(frozen=True)
class Clash:
    """Both sides changed one thing. `field` is an attribute, `fields.ID` for a custom field, "" for the whole record.

    The values are those of the attribute (for "": records, None where the record is deleted). `kept` tells whose
    stands in the merged plan.
    """

    kind: str
    id: str
    field: str
    base: Any
    mine: Any
    theirs: Any
    kept: str = "mine"


def both_of(clash: Clash) -> Any:
    """What both sides put there, one after the other, where that makes sense: texts and lists; else None."""
    mine, theirs = clash.mine, clash.theirs
    if clash.field in TEXTS and mine and theirs:
        kept = mine.split("\n")
        return "\n".join([*kept, *(line for line in theirs.split("\n") if line not in kept)])
    if clash.field in SETS:
        return _set(clash.base, mine, theirs)
    return None


@cache
def attributes(kind: str) -> tuple[str, ...]:
    """Every member of a kind but its id."""
    return tuple(field.name for field in fields(KINDS[kind]) if field.name != "id")


def merged_record(base: Record, mine: Record, theirs: Record) -> tuple[Record, list[Clash]]:
    """One record from two later versions of it; what clashes is as mine has it."""
    members: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in attributes(mine.kind):
        was, ours, other = getattr(base, name), getattr(mine, name), getattr(theirs, name)
        if ours == other or other == was:
            continue
        if ours == was:
            members[name] = other
            continue
        merged, unsettled = _both(name, was, ours, other)
        if merged != ours:
            members[name] = merged
        clashes += [Clash(mine.kind, mine.id, *each) for each in unsettled]
    if isinstance(base, Task) and isinstance(mine, Task) and isinstance(theirs, Task):
        clashes = _in_place(members, clashes, base, mine, theirs)
    return mine.but(**members) if members else mine, clashes


def _in_place(members: dict[str, Any], clashes: list[Clash], base: Task, mine: Task, theirs: Task) -> list[Clash]:
    """The clashes of a task that both moved, its place taken as one: half of each would be neither's.

    One that only one side moved elsewhere is there, however the other ordered it where it was.
    """
    if not any(clash.field in PLACE for clash in clashes):
        return clashes
    for name in PLACE:
        members.pop(name, None)
    others = [clash for clash in clashes if clash.field not in PLACE]
    if mine.parent == theirs.parent:
        return [*others, Clash("task", mine.id, "ord", base.ord, mine.ord, theirs.ord)]
    if mine.parent == base.parent:
        members.update(parent=theirs.parent, ord=theirs.ord)
        return others
    if theirs.parent == base.parent:
        return others
    return [*others, Clash("task", mine.id, "parent", base.parent, mine.parent, theirs.parent)]


def _both(name: str, was: Any, mine: Any, theirs: Any) -> tuple[Any, list[tuple[str, Any, Any, Any]]]:
    """The merged value of an attribute that both changed, and what of it clashes as (field, base, mine, theirs)."""
    if name in SETS:
        return _set(was, mine, theirs), []
    if name in PAIRS:
        return _pairs(name, was, mine, theirs)
    if name in TEXTS:
        merged = paragraphs(was, mine, theirs)
        return (mine, [(name, was, mine, theirs)]) if merged is None else (merged, [])
    if name in PARTS:
        parts = _parts(PARTS[name], was, mine, theirs)
        return (mine, [(name, was, mine, theirs)]) if parts is None else (parts, [])
    return mine, [(name, was, mine, theirs)]


def _set(was: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Without what either took out, with what either put in; the same whoever is mine."""
    kept = [item for item in was if item in mine and item in theirs]
    return tuple(dict.fromkeys([*kept, *sorted(({*mine} | {*theirs}) - {*was})]))


def _pairs(
    name: str, was: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]
) -> tuple[Any, list[tuple[str, Any, Any, Any]]]:
    """Named values, each by itself."""
    base, ours, others = dict(was), dict(mine), dict(theirs)
    merged = dict(ours)
    clashes: list[tuple[str, Any, Any, Any]] = []
    for key in sorted({*base, *ours, *others}):
        values = tuple(table.get(key, _ABSENT) for table in (base, ours, others))
        before, own, other = values
        if own == other or other == before:
            continue
        if own != before:
            shown = [None if value is _ABSENT else value for value in values]
            clashes.append((f"{name}.{key}", shown[0], shown[1], shown[2]))
        elif other is _ABSENT:
            del merged[key]
        else:
            merged[key] = other
    return tuple(sorted(merged.items())), clashes


def _parts(key: Keyed, was: tuple[Any, ...], mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...] | None:
    """Parts by their keys, each as a whole; None where both changed one, or keys do not tell them apart."""
    tables = [{key(part): part for part in parts} for parts in (was, mine, theirs)]
    if any(len(table) < len(parts) for table, parts in zip(tables, (was, mine, theirs), strict=True)):
        return None
    base, ours, others = tables
    merged: dict[Any, Any] = {}
    for each in [*base, *sorted(({*ours} | {*others}) - {*base}, key=repr)]:
        before, own, other = (table.get(each) for table in tables)
        if own != before and other not in (own, before):
            return None
        part = other if own == before else own
        if part is not None:
            merged[each] = part
    return tuple(merged.values())


def paragraphs(was: str, mine: str, theirs: str) -> str | None:
    """A text that both changed, merged by paragraph (line); None where both changed the same ones."""
    base, own, other = (text.split("\n") if text else [] for text in (was, mine, theirs))
    edits = sorted(_hunks(base, own) + _hunks(base, other))
    merged: list[str] = []
    reached = 0
    last: tuple[int, int, list[str]] | None = None
    for first, end, lines in edits:
        if (first, end, lines) == last:
            continue  # the same change on both sides
        if first < reached:
            return None
        merged += base[reached:first] + lines
        reached, last = end, (first, end, lines)
    return "\n".join([*merged, *base[reached:]])


def _hunks(base: list[str], other: list[str]) -> list[tuple[int, int, list[str]]]:
    """(from, to, lines): what stands in place of these lines of the base."""
    codes = SequenceMatcher(None, base, other, autojunk=False).get_opcodes()
    return [(i1, i2, other[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal"]
