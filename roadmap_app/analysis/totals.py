"""Figures of many tasks together: how many, how long, from when to when, how far, how much."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from roadmap_app.model.outline import Outline
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
    leaves = _leaves(plan.outline, tuple(ids))
    assignments, tasks = schedule.network.facts.assignments, plan.tasks
    at, nodes, dates = schedule.network.at, schedule.network.nodes, schedule.dates
    days = work = cost = done = 0
    counts = [tasks[id] for id in leaves if tasks[id].active]
    places = [at[task.id] for task in counts]
    for task, place in zip(counts, places, strict=True):
        minutes = nodes[place].length
        days += minutes
        done += minutes * task.percent
        cost += task.fixed_cost
        if shares := assignments.get(task.id):
            work += sum(each.work or 0 for each in shares)
            cost += sum(each.cost for each in shares)
        else:
            work += task.work or 0
    percent = (2 * done + days) // (2 * days) if days else min((task.percent for task in counts), default=0)
    start = min((dates[place][0] for place in places), default=None)
    finish = max((dates[place][1] for place in places), default=None)
    return Totals(len(leaves), days, start, finish, percent, work, cost)


def _leaves(outline: Outline, ids: Sequence[str]) -> Collection[str]:
    """What some tasks stand for: those without others below them, each once."""
    children = outline.children
    if len(ids) == len(outline.order):
        return [id for id in ids if id not in children]
    leaves: dict[str, None] = {}
    seen: set[str] = set()
    for id in ids:
        if id not in seen:  # it may lie in a summary that was there before it
            branch = outline.branch(id) if id in children else (id,)
            seen.update(branch)
            leaves.update((below, None) for below in branch if below not in children)
    return leaves
