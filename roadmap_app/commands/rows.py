"""Whole rows copied: new tasks with all that the copied ones had, levels, links and assignments included.

Rows that were cut come back as the same tasks once; after that, as copies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from roadmap_app.commands import links, outline
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.ids import new_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Assignment, BaselineTask, Conflict, Link, Record, Task
from roadmap_app.model.text import plural, quoted
from roadmap_app.schedule.loops import loop_within_reach, path_of_loop

HOLDERS = {"team": "resource", "owner": "resource", "calendar": "calendar", "sprint": "sprint"}
NOUNS = {"baseline_task": "baseline date"}


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


# Rows that were cut -----------------------------------------------------------------------------------


def restorable(plan: Plan, cut: ChangeSet) -> bool:
    """True while none of the tasks that a cut took is back in the plan: then a paste moves them, else it copies."""
    return not any(id in plan.tasks for id in cut.ids("task"))


def restore(draft: Draft, rows: Rows, cut: ChangeSet, after: str | None) -> tuple[list[str], list[str]]:
    """Put rows that were cut below `after` (None: at the end), with their ids and all that went with them.

    `cut` is what cutting them changed. Only their place in the outline becomes another; what the plan has no
    room for any more stays out. Answers their ids, top to bottom, and in words what stayed out.
    """
    gone: dict[str, list[Record]] = {}
    for was, now in cut.pairs.values():
        if was is not None and now is None and not isinstance(was, Task):
            gone.setdefault(was.kind, []).append(was)
    ids = [task.id for _, task in rows.tasks]
    left = _restore_tasks(draft, [task for _, task in rows.tasks], after)
    left += _restore_links(draft, [record for record in gone.pop("link", []) if isinstance(record, Link)])
    for kind in sorted(gone, key=lambda kind: kind != "assignment"):  # what hangs on assignments comes after them
        fitting = [record for record in gone[kind] if _hangs(draft, record)]
        for record in fitting:
            draft.put(record)
        if lost := len(gone[kind]) - len(fitting):
            left.append(plural(lost, NOUNS.get(kind, kind)))
    for was, now in cut.pairs.values():
        if was is not None and now is not None and not _refer_again(draft, was, now):
            name = getattr(was, "name", "")
            left.append(f"what {f'the {was.kind} {quoted(name)}' if name else f'a {was.kind}'} said of them")
    return ids, left


def _restore_tasks(draft: Draft, tasks: Sequence[Task], after: str | None) -> list[str]:
    parent, before = outline.below(draft.outline, after) if after is not None else ("", None)
    back, lost = [], 0
    for task in tasks:
        held = ((name, draft.get(kind, getattr(task, name))) for name, kind in HOLDERS.items() if getattr(task, name))
        names = [name for name, record in held if record is None]
        back.append(task.but(**dict.fromkeys(names, "")))
        lost += len(names)
    outline.put_back(draft, back, parent=parent, before=before)
    return [f"{plural(lost, 'reference')} to things that the plan no longer has"] if lost else []


def _restore_links(draft: Draft, wanted: Sequence[Link]) -> list[str]:
    """Put links back, those last that would make a loop at the new place."""
    ancestors = draft.outline.ancestors
    external = [link for link in wanted if link.from_ not in draft.tasks and link.external]
    fitting = [
        link
        for link in wanted
        if link.from_ in draft.tasks
        and link.to in draft.tasks
        and link.from_ not in ancestors(link.to)
        and link.to not in ancestors(link.from_)
    ]
    for link in (*external, *fitting):
        draft.put(link)
    back = len(external) + len(fitting)
    if loop_within_reach(draft, [link.to for link in fitting]):
        for link in fitting:
            draft.remove("link", link.id)
        for link in fitting:
            if path_of_loop(draft, link.from_, link.to):
                back -= 1
            else:
                draft.put(link)
    lost = len(wanted) - back
    return [plural(lost, "link")] if lost else []


def _hangs(draft: Draft, record: Record) -> bool:
    """True where what a record that hung on a cut task belongs to is in the plan."""
    if isinstance(record, Assignment):
        return record.task in draft.tasks and (not record.resource or record.resource in draft.resources)
    if isinstance(record, BaselineTask):
        held = record.of in draft.tasks or record.of in draft.assignments or record.of in draft.resources
        return held and record.baseline in draft.baselines
    if isinstance(record, Conflict):
        return draft.get(record.of_kind, record.of) is not None
    return True


def _refer_again(draft: Draft, was: Record, now: Record) -> bool:
    """Let a record that referred to cut tasks do so again, what was changed of it since staying.

    False where just that was changed. One that is gone has nothing to say any more.
    """
    current = draft.get(was.kind, was.id)
    if current is None:
        return True
    members: dict[str, Any] = {}
    whole = True
    for name in {*was.__dict__, *now.__dict__}:
        old, cut, here = getattr(was, name), getattr(now, name), getattr(current, name)
        if old == cut:
            continue
        if here == cut:
            members[name] = old
        elif isinstance(old, tuple):
            members[name] = (*here, *(each for each in old if each not in cut and each not in here))
        else:
            whole = False
    draft.change(current, **members)
    return whole
