"""The schedule after an edit, from the schedule before it."""

from __future__ import annotations

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan
from roadmap_app.schedule.schedule import Schedule, compute


def update(schedule: Schedule, plan: Plan, changes: ChangeSet) -> Schedule:
    """The schedule of `plan`, which is `schedule.plan` after `changes`; equal to compute(plan)."""
    return compute(plan)
