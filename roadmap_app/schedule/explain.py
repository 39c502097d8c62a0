"""Why a date is what it is, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True)
class Reason:
    """One sentence; `task` is the task it speaks of, `also` other tasks in it."""

    sentence: str
    task: str
    also: tuple[str, ...] = ()


def explain(plan: Plan, schedule: Schedule, id: str) -> tuple[Reason, ...]:
    return ()


def not_driving(plan: Plan, schedule: Schedule, id: str) -> tuple[Reason, ...]:
    return ()


def consequence(plan: Plan, schedule: Schedule, id: str, milestone_id: str) -> str:
    return ""
