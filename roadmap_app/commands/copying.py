"""Copying tasks within a plan: Ctrl while dragging does this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from roadmap_app.commands import dates, outline
from roadmap_app.commands.dates import FREE, MoveOutcome
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule, update

# What happened to a task, where it came from, and dates kept for it: a copy has none of that.
UNDONE: dict[str, Any] = {
    "uid": None, "code": "", "percent": 0, "percent_work": None, "physical_percent": None,
    "actual_start": None, "actual_finish": None, "actual_duration": None, "remaining_duration": None,
    "stop": None, "resume": None, "pinned_start": None, "pinned_finish": None,
}  # fmt: skip
UNWORKED: dict[str, Any] = {
    "actual_work": 0, "remaining_work": None, "percent": 0, "start": None, "finish": None, "actual_start": None,
    "actual_finish": None, "stop": None, "resume": None, "segments": (), "actual_cost": 0,
}  # fmt: skip


def names(plan: Plan, ids: Iterable[str]) -> dict[str, str]:
    """An id for the copy of each task and of all below it, top to bottom: chosen once, so that a preview and
    the edit make the same tasks."""
    below = {id for top in ids for id in plan.outline.branch(top)}
    return {id: new_id() for id in plan.outline.order if id in below}


def copy(draft: Draft, schedule: Schedule, copies: Mapping[str, str], by: int) -> MoveOutcome:
    """Copy tasks, shifted by minutes on their calendars; `copies` gives each one's new id.

    The links among them are copied too, those to others are not. Copies stand below the last of their
    originals. `schedule` is that of the draft's origin.
    """
    _rows(draft, copies)
    _work(draft, copies)
    plan = draft.plan
    driven = _links(draft, plan, schedule, copies)
    placed = {
        new: schedule.start(id) + by
        for id, new in copies.items()
        if id not in driven and (not plan.outline.is_summary(id) or plan.tasks[id].manual)
    }
    inner = Draft(draft.plan)
    outcome = dates.place(inner, update(schedule, inner.plan, draft.changes()), placed)
    for _, after in inner.changes().pairs.values():
        if after is not None:
            draft.put(after)
    return outcome


def _rows(draft: Draft, copies: Mapping[str, str]) -> None:
    """Put the copies into the outline."""
    tree = draft.outline
    last: dict[str, list[str]] = {}  # parent -> its children that are copied on their own
    for id, new in copies.items():
        task = draft.tasks[id]
        if task.parent not in copies:
            last.setdefault(tree.parent[id], []).append(id)
        draft.put(task.but(id=new, parent=copies.get(task.parent, task.parent), **UNDONE))
    for parent, tops in last.items():
        siblings = tree.children[parent]
        following = siblings[siblings.index(tops[-1]) + 1 :]
        before = following[0] if following else None
        outline.move(draft, [copies[id] for id in tops], parent=parent, before=before)


def _work(draft: Draft, copies: Mapping[str, str]) -> None:
    """Assign the copies as their originals are, with nothing done."""
    for assignment in list(draft.assignments.values()):
        if assignment.task in copies:
            draft.put(assignment.but(id=new_id(), task=copies[assignment.task], **UNWORKED))


def _links(draft: Draft, plan: Plan, schedule: Schedule, copies: Mapping[str, str]) -> set[str]:
    """Copy the links among the tasks; answers the originals whose start one of these sets."""
    driven = set()
    for id in copies:
        driver = schedule.start_driver(id).link
        for link in plan.links_into.get(id, ()):
            if link.from_ in copies:
                draft.put(link.but(id=new_id(), from_=copies[link.from_], to=copies[id]))
                if link.id == driver and plan.tasks[id].constraint in FREE:
                    driven.add(id)
    return driven
