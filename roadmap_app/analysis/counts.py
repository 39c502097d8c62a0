"""How many tasks and milestones there are to do: summaries and blank rows are not counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from roadmap_app.model.plan import Plan


class Counts(NamedTuple):
    tasks: int
    milestones: int


def counts(plan: Plan) -> Counts:
    """Of the whole plan."""
    return _of(plan, plan.tasks)


def counts_after(known: Counts, before: Plan, after: Plan, changed: Iterable[str]) -> Counts:
    """Of `after`, where `known` are those of `before` and only the tasks `changed` came, went or are others."""
    if before.outline.mended or after.outline.mended:  # others may have moved with them
        return counts(after)
    ids = set(changed)
    for plan in (before, after):  # a task may have become a summary, or be none any more
        ids.update(plan.outline.parent.get(id, "") for id in tuple(ids))
    gone, come = _of(before, ids), _of(after, ids)
    return Counts(known.tasks - gone.tasks + come.tasks, known.milestones - gone.milestones + come.milestones)


def _of(plan: Plan, ids: Iterable[str]) -> Counts:
    summaries, tasks, found, milestones = plan.outline.children, plan.tasks, 0, 0
    for id in ids:
        task = tasks.get(id)
        if task is not None and task.name and id not in summaries:
            if task.milestone or task.duration == 0:
                milestones += 1
            else:
                found += 1
    return Counts(found, milestones)
