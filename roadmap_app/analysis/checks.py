"""Checks: advice about a plan that can be computed. Each check is one function in CHECKS.

What makes a plan impossible (loops, constraints against links) is in `Schedule.problems` and not said again
here; a finding of this module is never a problem of the file.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_app.analysis import progress
from roadmap_app.analysis.consistency import consistency
from roadmap_app.analysis.question import Check, Question
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import days, quoted
from roadmap_app.model.time import DAY, FIRST_PLANNED, day_from_iso, instant
from roadmap_app.schedule import Schedule, shift, slack_told


def deadline_missed(ask: Question) -> Iterator[Finding]:
    """A task or summary that finishes after its deadline."""
    for id in ask.ids:
        task = ask.plan.tasks[id]
        if task.deadline is None or not task.active or progress.is_done(ask.plan, ask.schedule, id):
            continue
        finish = ask.schedule.finish(id)
        if finish > task.deadline:
            late = shift(ask.plan, task.deadline, finish)
            by = f"{days(late, ask.plan.project)} after" if late > 0 else "after"
            yield ask.advice(
                "deadline_missed",
                task,
                f"{quoted(task.name)} finishes on {ask.date(finish)}, {by} its deadline on "
                f"{ask.date(task.deadline)}.",
                "Shorten what comes before it, or agree on another deadline.",
            )


def negative_slack(ask: Question) -> Iterator[Finding]:
    """A task that comes too late for a deadline or a date further on."""
    for task in ask.open_leaves():
        slack = ask.schedule.total_slack(task.id)
        missing = -slack_told(ask.schedule, task.id, slack)
        late = f"{days(missing, ask.plan.project)} too late" if missing else "too late"
        if slack < 0 and (task.deadline is None or ask.schedule.finish(task.id) <= task.deadline):
            yield ask.advice(
                "negative_slack",
                task,
                f"{quoted(task.name)} is {late} for a deadline or a fixed date that depends on it.",
                "Shorten it or what it waits for, or move the date that it endangers.",
            )


def overdue(ask: Question) -> Iterator[Finding]:
    """A task whose finish has passed and that is not complete."""
    for task in ask.open_leaves():
        finish = ask.schedule.finish(task.id)
        if finish < ask.at:
            yield ask.advice(
                "overdue",
                task,
                f"{quoted(task.name)} should have been finished on {ask.date(finish)} and is at "
                f"{ask.schedule.percent(task.id)} %.",
                "Enter its progress, or a new finish.",
            )


def not_started(ask: Question) -> Iterator[Finding]:
    """A task whose start has passed (and whose finish has not) without any progress."""
    for task in ask.open_leaves():
        start = ask.schedule.start(task.id)
        begun = task.percent or task.actual_start is not None or (task.percent_work or 0) > 0
        if start < ask.at <= ask.schedule.finish(task.id) and not begun:
            yield ask.advice(
                "not_started",
                task,
                f"{quoted(task.name)} should have started on {ask.date(start)} and has no progress.",
                "Enter its progress, or a new start.",
            )


def progress_ahead(ask: Question) -> Iterator[Finding]:
    """Progress on work that has not come yet."""
    for task in ask.leaves():
        start, finish = ask.schedule.start(task.id), ask.schedule.finish(task.id)
        if progress.is_done(ask.plan, ask.schedule, task.id):
            if finish >= ask.today // DAY * DAY + DAY:
                yield ask.advice(
                    "progress_ahead",
                    task,
                    f"{quoted(task.name)} is complete but finishes only on {ask.date(finish)}.",
                    "Enter when it was really finished.",
                )
        elif task.percent and start >= ask.today // DAY * DAY + DAY:
            yield ask.advice(
                "progress_ahead",
                task,
                f"{quoted(task.name)} is at {task.percent} % but starts only on {ask.date(start)}.",
                "Enter when it really started.",
            )


def no_team(ask: Question) -> Iterator[Finding]:
    """An open task that nobody has: no team, no owner, no assignment."""
    assigned = {assignment.task for assignment in ask.plan.assignments.values() if assignment.resource}
    for task in ask.open_leaves():
        if not task.team and not task.owner and task.id not in assigned:
            message = f"{quoted(task.name)} has no team and no person."
            yield ask.advice("no_team", task, message, "Choose a team or a person.")


def not_linked(ask: Question) -> Iterator[Finding]:
    """An open task that neither waits for anything nor is waited for, itself or by a summary above it."""
    plan = ask.plan
    for task in ask.open_leaves():
        chain = (task.id, *plan.outline.ancestors(task.id))
        if ask.schedule.is_milestone(task.id) or task.manual or task.horizon or task.scope:
            continue
        if not any(id in plan.links_into or id in plan.links_from for id in chain):
            yield ask.advice(
                "not_linked",
                task,
                f"{quoted(task.name)} has no dependencies: a delay of it moves nothing.",
                "Link it to what needs it, or to a milestone.",
            )


def horizon_begun(ask: Question) -> Iterator[Finding]:
    """A task planned only roughly ("2027-Q2") whose time has come."""
    for task in ask.open_leaves():
        begin = horizon_start(task.horizon)
        if begin is not None and begin <= ask.today:
            yield ask.advice(
                "horizon_begun",
                task,
                f"{quoted(task.name)} is planned only as {task.horizon}, which has begun.",
                "Give it a duration and predecessors, or move it to a later time.",
            )


def contract_late(ask: Question) -> Iterator[Finding]:
    """What one team promised another comes after it is needed."""
    for id in sorted(ask.plan.contracts):
        contract = ask.plan.contracts[id]
        task = ask.plan.tasks.get(contract.task)
        if task is None or task.id not in ask or contract.need_by is None:
            continue
        if contract.status in ("delivered", "dropped"):
            continue
        finish = ask.schedule.finish(task.id)
        if finish > contract.need_by and not progress.is_done(ask.plan, ask.schedule, task.id):
            yield ask.advice(
                "contract_late",
                task,
                f"{quoted(contract.name)} is needed by {ask.date(contract.need_by)}, and {quoted(task.name)} "
                f"delivers it on {ask.date(finish)}.",
                "Agree on another date, or on a smaller first delivery.",
            )


CHECKS: tuple[Check, ...] = (
    deadline_missed,
    negative_slack,
    overdue,
    not_started,
    progress_ahead,
    contract_late,
    consistency,
    horizon_begun,
    no_team,
    not_linked,
)


def findings(plan: Plan, schedule: Schedule, today: int) -> tuple[Finding, ...]:
    """All advice, check by check in the order of CHECKS, each in the order of the outline.

    `today` is an instant; a status date of the project stands for it where progress is judged.
    """
    ask = Question(plan, schedule, today, progress.as_of(plan, today))
    return tuple(found for check in CHECKS for found in check(ask))


# What is worth a badge on a row: what neither its marks in the chart nor that of its progress in the grid tell.
TOLD_BY_BADGE: tuple[Check, ...] = (negative_slack, progress_ahead, consistency, horizon_begun)


def about(plan: Plan, schedule: Schedule, id: str, today: int) -> Finding | None:
    """The first thing that a badge on one task tells: a conflict of its dates, or advice; `today` is an instant."""
    if conflict := schedule.conflict(id):
        return conflict
    ask = Question(plan, schedule, today, progress.as_of(plan, today), (id,))
    return next((found for check in TOLD_BY_BADGE for found in check(ask)), None)


def findings_of(plan: Plan, schedule: Schedule, today: int, id: str) -> tuple[Finding, ...]:
    """The advice about one task."""
    ask = Question(plan, schedule, today, progress.as_of(plan, today), (id,))
    return tuple(found for check in CHECKS for found in check(ask))


def horizon_start(horizon: str) -> int | None:
    """The first instant of `2027`, `2027-H1`, `2027-Q2`, `2027-04` or `FROM/TO`; None for anything else."""
    first = horizon.partition("/")[0].strip()
    year, _, part = first.partition("-")
    try:
        if len(first) == 10:
            return max(day_from_iso(first) * DAY, FIRST_PLANNED)
        if not part:
            month = 1
        elif part[0] in "HQ":
            month = 1 + (int(part[1:]) - 1) * (6 if part[0] == "H" else 3)
        else:
            month = int(part)
        return instant(int(year), month, 1)
    except ValueError:
        return None
