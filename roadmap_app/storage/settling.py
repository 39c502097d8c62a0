"""Taking one answer to a conflict: the one way, for choices in a window and for records that wait in a file.

All act on a draft; what only the whole plan can show is put right after by `repair.structure`.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Link, Record
from roadmap_app.model.text import quoted
from roadmap_app.schedule.loops import path_of_loop
from roadmap_app.storage.merge_values import PAIRS, Clash

SIDES = ("mine", "theirs", "base")


class Unsettled(Exception):
    """The answer cannot stand in the plan as it is now; the text is one sentence: why, and what to do."""


def take_record(draft: Draft, clash: Clash, side: str, loose: Collection[str] = ()) -> None:
    """Have a whole record as a side has it. `loose` are links that may go where one that is taken closes a loop.

    Unsettled where it still would; then nothing has changed.
    """
    wanted: Record | None = getattr(clash, side)
    there = draft.get(clash.kind, clash.id)
    if wanted is None:
        if there is not None:
            draft.remove(clash.kind, clash.id)
        return
    if isinstance(wanted, Link):
        _make_room(draft, wanted, loose)
    if there is None or side == "base" or isinstance(wanted, Link):
        draft.put(wanted)  # what was edited since the merge stays, where it is the side's own


def _make_room(draft: Draft, link: Link, loose: Collection[str]) -> None:
    """Leave out the loose links that would close a loop with one; Unsettled where that does not open it."""
    if {link.from_, link.to} - draft.tasks.keys():
        raise Unsettled("A task of this link is not in the plan; bring it back first, or leave the link out.")
    tried = Draft(draft.plan)
    if link.id in tried.links:
        tried.remove("link", link.id)
    path = path_of_loop(tried, link.from_, link.to)
    for id in sorted(set(loose) & tried.links.keys()):
        if path is None:
            break
        each = tried.links[id]
        if {each.from_, each.to} & set(path):
            tried.remove("link", id)
            now = path_of_loop(tried, link.from_, link.to)
            if now == path:
                tried.put(each)
            path = now
    if path is not None:
        names = ", ".join(quoted(draft.tasks[id].name) for id in dict.fromkeys(path) if id in draft.tasks)
        raise Unsettled(f"This link would make a loop ({names}); remove one of the other links first.")
    for id in draft.links.keys() - tried.links.keys() - {link.id}:
        draft.remove("link", id)


def take_field(draft: Draft, clash: Clash, value: Any, ord: str = "") -> None:
    """Set one member; of a parent, `ord` is the place among its children, "" the last one.

    A record that has been deleted since takes the question with it. Unsettled for a task below itself.
    """
    record = draft.get(clash.kind, clash.id)
    if record is None:
        return
    name, _, part = clash.field.partition(".")
    if part and name in PAIRS:
        pairs = dict(getattr(record, name))
        pairs.pop(part, None)
        if value is not None:
            pairs[part] = value
        draft.change(record, **{name: tuple(sorted(pairs.items()))})
    elif record.kind == "task" and name == "parent":
        _move(draft, record.id, value, ord)
    else:
        draft.change(record, **{clash.field: value})


def _move(draft: Draft, id: str, parent: str, ord: str) -> None:
    """Put a task below another one; what would then hold itself takes the place that the task leaves."""
    task, outline = draft.tasks[id], draft.outline
    if parent not in draft.tasks:
        parent = ""
    if parent == task.parent:
        if ord:
            draft.change(task, ord=ord)
        return
    line = [parent, *outline.ancestors(parent)] if parent else []
    if id in line:
        if parent == id:
            raise Unsettled("A task cannot stand below itself; choose another answer.")
        holder = draft.tasks[line[line.index(id) - 1]]
        draft.change(holder, parent=task.parent, ord=task.ord)
    keys = [draft.tasks[each].ord for each in draft.outline.children.get(parent, ()) if each != id]
    last = max(filter(is_key, keys), default="")
    draft.change(task, parent=parent, ord=ord or between(last, ""))
