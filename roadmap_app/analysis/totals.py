"""Figures of many tasks together: how many, how long, from when to when, how far, how much."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Totals:
    """`count` tasks, summaries not among them; `days` and `work` are minutes, `cost` minor units. Inactive tasks
    are counted, and add nothing else."""

    count: int = 0
    days: int = 0  # durations, one after the other
    start: int | None = None
    finish: int | None = None
    percent: int = 0  # weighted by duration
    work: int = 0
    cost: int = 0


def totals(plan: Plan, schedule: Schedule, ids: Iterable[str]) -> Totals:
    """Of tasks that the schedule knows. A summary stands for the tasks below it, each of which counts once."""
    children, outline = plan.outline.children, plan.outline
    leaves: dict[str, None] = {}
    for id in ids:
        if id in children:
            leaves.update((below, None) for below in outline.branch(id) if below not in children)
        else:
            leaves[id] = None
    assignments, tasks = schedule.network.facts.assignments, plan.tasks
    days = work = cost = done = least = 0
    starts: list[int] = []
    finishes: list[int] = []
    for id in leaves:
        task = tasks[id]
        if not task.active:
            continue
        shares = assignments.get(id, ())
        minutes = schedule.duration(id)
        days += minutes
        done += minutes * task.percent
        least = min(least, task.percent) if starts else task.percent
        work += sum(each.work or 0 for each in shares) if shares else task.work or 0
        cost += task.fixed_cost + sum(each.cost for each in shares)
        starts.append(schedule.start(id))
        finishes.append(schedule.finish(id))
    percent = (2 * done + days) // (2 * days) if days else least
    return Totals(len(leaves), days, min(starts, default=None), max(finishes, default=None), percent, work, cost)
