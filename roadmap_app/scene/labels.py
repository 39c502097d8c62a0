"""The words beside bars: which, where, and never over another mark."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.marks import lateness
from roadmap_app.scene.tokens import LABEL_GAP
from roadmap_app.schedule.schedule import Schedule

Measure = Callable[[str, bool], float]  # text, strong -> width in pixels


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place: `x` is their left edge, `y` the middle of the row; `role` a colour by name."""

    id: str
    x: float
    y: float
    words: str
    strong: bool
    role: str


def words_of(
    plan: Plan, schedule: Schedule, variance: Variance | None, bar: Bar, year: int
) -> list[tuple[str, bool, str]]:
    """(words, strong, colour) beside a bar, left to right."""
    if bar.kind == "project":
        date = text.short_date(schedule.project_finish, to_date(day_of(schedule.project_finish)).year)
        slip = 0
        if variance is not None and variance.project_finish is not None:
            slip = variance.worktime.worked(variance.project_finish, schedule.project_finish)
        words = f"{date}, {text.slip(slip, plan.project)}" if slip else date
        return [(words, True, "text.primary")]
    if bar.kind == "summary":
        return []
    task = plan.tasks[bar.id]
    if bar.kind == "milestone":
        role = "text.secondary" if bar.done else "gantt.critical_text" if bar.critical else "text.primary"
        return [(task.name, True, role)] if task.name else []
    if bar.done:
        return []
    found = []
    holder = plan.resources.get(task.team) or plan.resources.get(task.owner)
    if holder:
        found.append((holder.name, False, "text.secondary"))
    found += [(words, True, "state.late") for words in late_contracts(plan, schedule, bar.id)]
    return found


def late_contracts(plan: Plan, schedule: Schedule, id: str) -> list[str]:
    """`4 d late for Mobile`: what this task owes others by when they need it."""
    found = []
    for contract in plan.contracts.values():
        late = lateness(schedule, contract) if contract.task == id else 0
        if late:
            consumer = plan.resources.get(contract.consumer)
            words = f"{text.days(late, plan.project)} late"
            found.append(f"{words} for {consumer.name}" if consumer else words)
    return found


def place(
    bar: Bar, words: list[tuple[str, bool, str]], measure: Measure, width: float, exits: float) -> list[Label]:
    """Labels after everything that sticks out at the right; at the left where they would be cut off."""
    if not words or bar.ends[0] > width:
        return []
    right = max(
        bar.x1,
        bar.slack[1] + 3 if bar.slack else bar.x1,
        bar.deadline + 5 if bar.deadline is not None else bar.x1,
    )
    right += bar.rect[2] / 2 if bar.kind == "milestone" else exits
    if bar.baseline:
        right = max(right, bar.baseline[1] if bar.kind == "milestone" else 0)
    gap = LABEL_GAP if bar.kind != "milestone" else LABEL_GAP - 3
    whole = sum(measure(part, strong) for part, strong, _ in words) + gap * len(words)
    x = right + gap
    if right + whole > width:
        left = min(bar.ends[0], bar.baseline[0] if bar.baseline else bar.ends[0]) - whole
        if bar.kind == "project" and left <= 0:
            return []  # half a date would mislead
        x = left if left > 0 else x
    if x < 0:
        return []
    labels = []
    for part, strong, role in words:
        labels.append(Label(bar.id, x, bar.row_top + bar.row_height / 2, part, strong, role))
        x += measure(part, strong) + gap
    return labels
