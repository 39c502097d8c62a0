"""Whole rows copied: new tasks with all that the copied ones had, levels, links and assignments included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_app.commands import links, outline
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Assignment, Link, Task

HOLDERS = {"team": "resource", "owner": "resource", "calendar": "calendar", "sprint": "sprint"}


@dataclass(frozen=True)
class Rows:
    """Tasks as they were copied, (level, task) top to bottom, the links into them and who works on them."""

    tasks: tuple[tuple[int, Task], ...]
    links: tuple[Link, ...]
    assignments: tuple[Assignment, ...]


def with_branches(plan: Plan, ids: Sequence[str]) -> list[str]:
    """Tasks and all below them, in outline order: what copying and deleting these rows means."""
    tree = plan.outline
    found = {below for id in ids if id in tree.position for below in tree.branch(id)}
    return sorted(found, key=tree.position.__getitem__)


def take(plan: Plan, ids: Sequence[str]) -> Rows:
    """A copy of whole rows, branches included."""
    chosen = with_branches(plan, ids)
    inside = set(chosen)
    return Rows(
        tuple((plan.outline.depth[id], plan.tasks[id]) for id in chosen),
        tuple(link for id in chosen for link in plan.links_into.get(id, ())),
        tuple(entry for entry in plan.assignments.values() if entry.task in inside),
    )


def put(draft: Draft, rows: Rows, after: str | None) -> list[str]:
    """Copied rows as new tasks below `after` (None: at the end); answers their ids.

    Links between them link the copies; those from other tasks stay where these are in the plan.
    """
    parent, before = outline.below(draft.outline, after) if after is not None else ("", None)
    fresh = outline.add_block(
        draft, [(level, _fitting(draft, task)) for level, task in rows.tasks], parent=parent, before=before
    )
    new = {task.id: id for (_, task), id in zip(rows.tasks, fresh, strict=True)}
    copied = [link.but(id=new_id(), from_=new.get(link.from_, link.from_), to=new[link.to]) for link in rows.links]
    links.add_all(
        draft, [link for link in copied if link.from_ in draft.tasks and not links.misfit(draft, link.from_, link.to)]
    )
    for entry in rows.assignments:
        if entry.resource in draft.resources:
            draft.put(entry.but(id=new_id(), task=new[entry.task], uid=None))
    return fresh


def _fitting(draft: Draft, task: Task) -> Task:
    """A copied task without what would name it twice, or points at what this plan has not."""
    gone = {name: "" for name, kind in HOLDERS.items() if draft.get(kind, getattr(task, name)) is None}
    return task.but(code="", uid=None, **gone)
