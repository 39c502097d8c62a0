"""The mark of a row: one icon that tells how a task stands, and the words behind it."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.analysis.consistency import of_task
from roadmap_app.analysis.progress import as_of, is_done
from roadmap_app.analysis.question import Question
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Contract
from roadmap_app.model.text import days, long_date
from roadmap_app.model.time import DAY, day_of
from roadmap_app.schedule.counted import shift
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Mark:
    """An icon's name, its colour's, and the words of its tooltip."""

    icon: str
    role: str
    words: str


def mark(plan: Plan, schedule: Schedule, id: str, today: int) -> Mark:
    """The most urgent thing to know of a task, in this order: done, breaks a contract, late, does not hold
    together, kept, constrained, behind, begun."""
    task = plan.tasks[id]
    if is_done(plan, schedule, id):
        return Mark("done", "state.ok", "Done")
    late = [contract for contract in plan.contracts.values() if contract.task == id and lateness(schedule, contract)]
    if late:
        worst = max(late, key=lambda contract: lateness(schedule, contract))
        over = lateness(schedule, worst)
        words = f"'{worst.name}' comes {f'{days(over, plan.project)} ' if over > 1 else ''}after it is needed"
        return Mark("contract", "state.late", words)
    finish = schedule.finish(id)
    if task.deadline is not None and finish > task.deadline:
        over = shift(plan, task.deadline, finish)
        by = f" by {days(over, plan.project)}" if over else ""
        return Mark("deadline", "state.late", f"Misses its deadline of {long_date(task.deadline)}{by}")
    if wrong := _contradiction(plan, schedule, id, today):
        return Mark("warning", "state.late", wrong.message)
    if task.pinned_start is not None:
        return Mark("fixed", "text.secondary", "Keeps the dates of the import")
    if task.constraint_date is not None and task.constraint not in ("asap", "alap"):
        words = f"Has a constraint of {long_date(task.constraint_date)}; a click removes it"
        return Mark("constraint", "text.secondary", words)
    due = expected(schedule, id, as_of(plan, today))
    if schedule.percent(id) < due:
        return Mark("warning", "state.warn", f"{schedule.percent(id)} % done, where {due} % should be")
    if schedule.percent(id) > 0 or task.actual_start is not None:
        return Mark("in-progress", "accent.base", f"{schedule.percent(id)} % done")
    return Mark("not-started", "text.disabled", "Not started")


def _contradiction(plan: Plan, schedule: Schedule, id: str, today: int) -> Finding | None:
    """A constraint against links, or entered facts that do not go together."""
    if conflict := schedule.conflict(id):
        return conflict
    task = plan.tasks[id]
    if plan.outline.is_summary(id) or not task.active or not (task.manual or id in plan.links_into):
        return None
    return next(of_task(Question(plan, schedule, today, today), task), None)


def lateness(schedule: Schedule, contract: Contract) -> int:
    """Minutes that the project works by which a contract's task finishes after the day it is needed by; 0 for in
    time, 1 for late over days off only."""
    if contract.need_by is None or contract.task not in schedule:
        return 0
    finish = schedule.finish(contract.task)
    if day_of(finish) <= day_of(contract.need_by):
        return 0
    return max(shift(schedule.plan, day_of(contract.need_by) * DAY + DAY - 1, finish), 1)


def late_in_words(plan: Plan, late: int) -> str:
    """`4 d late`; `late` over days off only."""
    return f"{days(late, plan.project)} late" if late > 1 else "late"


def expected(schedule: Schedule, id: str, at: int) -> int:
    """Percent of a task that lies before an instant by its own dates, rounded down."""
    start, finish = schedule.start(id), schedule.finish(id)
    if at <= start:
        return 0
    worktime = schedule.worktime(id)
    whole = worktime.worked(start, finish)
    return 100 if at >= finish or whole <= 0 else worktime.worked(start, at) * 100 // whole
