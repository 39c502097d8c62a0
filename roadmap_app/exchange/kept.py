"""The dates that a plan keeps from an import, as anyone can see them later: stored, ours, why, and what for.

Read from the pins of the plan itself, so that they are told as well after a save and an undo.
"""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.exchange import stored
from roadmap_app.exchange.stored import Difference
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule, changed_ids, compute, shift, update

MOST_TRIED = 400  # so many are released one by one to see what moves


@dataclass(frozen=True)
class Kept:
    """A difference, and what using our dates for this task alone would do: the milestone that would move the
    most ("": none does, but the plan's finish) and by how many worked minutes."""

    difference: Difference
    milestone: str = ""
    by: int = 0


def kept(plan: Plan, schedule: Schedule) -> tuple[Kept, ...]:
    """The tasks with pinned dates, those that move milestones the most first; `schedule` is the plan's."""
    pins = {
        id: (task.pinned_start, task.pinned_finish)
        for id in plan.outline.order
        if (task := plan.tasks[id]).pinned_start is not None and task.pinned_finish is not None
    }
    if not pins:
        return ()
    free = Draft(plan)
    stored.release(free, pins)
    ours = compute(free.plan)
    found = []
    for number, (id, (start, finish)) in enumerate(pins.items()):
        reason = stored.reason(free.plan, ours, id, pins)
        difference = Difference(id, start, finish, ours.start(id), ours.finish(id), reason)
        effect = _effect(plan, schedule, id) if number < MOST_TRIED else ("", 0)
        found.append(Kept(difference, *effect))
    return tuple(sorted(found, key=lambda each: -abs(each.by)))


def _effect(plan: Plan, schedule: Schedule, id: str) -> tuple[str, int]:
    """What moves the most when one task is released: the plan's own milestone before any other, else its finish."""
    draft = Draft(plan)
    stored.release(draft, [id])
    tried = update(schedule, draft.plan, draft.changes())
    goal = plan.project.milestone
    moved = {
        other: shift(plan, schedule.finish(other), tried.finish(other))
        for other in changed_ids(schedule, tried)
        if schedule.is_milestone(other) and other != id
    }
    if moved.get(goal):
        return goal, moved[goal]
    if moved:
        return max(moved.items(), key=lambda each: abs(each[1]))
    return "", shift(plan, schedule.project_finish, tried.project_finish)
