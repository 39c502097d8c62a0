"""Progress and health: how far the work is, how far it should be, and how tasks and milestones stand.

Everything is as of one instant: the project's status date, or today where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.schedule import Schedule, slack_told

DONE, IN_PROGRESS, NOT_STARTED, LATE, INACTIVE = "Done", "In progress", "Not started", "Late", "Inactive"
STATUSES = (NOT_STARTED, IN_PROGRESS, LATE, DONE, INACTIVE)

ON_TRACK, ABSORBED, AT_RISK = "On track", "Absorbed", "At risk"
STATES = (DONE, ON_TRACK, ABSORBED, AT_RISK, LATE)


def as_of(plan: Plan, today: int) -> int:
    """The end of the day of which a report speaks: the status date's, else that of the day before today.

    Work that ends today is not late yet.
    """
    status = plan.project.status_date
    if status is not None:
        return status // DAY * DAY + DAY
    return today // DAY * DAY


def is_done(plan: Plan, schedule: Schedule, id: str) -> bool:
    return schedule.percent(id) >= 100 or plan.tasks[id].actual_finish is not None


def status(plan: Plan, schedule: Schedule, id: str, at: int) -> str:
    """One of STATUSES. Late: its finish, or its deadline, lies before what is and it is not done."""
    task = plan.tasks[id]
    if not task.active:
        return INACTIVE
    if is_done(plan, schedule, id):
        return DONE
    finish = schedule.finish(id)
    if finish < at or (task.deadline is not None and finish > task.deadline):
        return LATE
    if schedule.percent(id) > 0 or task.actual_start is not None:
        return IN_PROGRESS
    return NOT_STARTED


def milestone_state(plan: Plan, schedule: Schedule, variance: Variance, id: str, at: int) -> str:
    """One of STATES.

    Late: past its deadline, or due and not reached. At risk: later than the baseline without slack to take
    it, or without slack against a deadline. Absorbed: later, but slack takes it.
    """
    task = plan.tasks[id]
    if is_done(plan, schedule, id):
        return DONE
    if status(plan, schedule, id, at) == LATE:
        return LATE
    slack = schedule.total_slack(id)
    if slack < 0:
        return AT_RISK
    slipped = (variance.finish(id) or 0) > 0
    if slipped and task.active:
        return AT_RISK if slack <= plan.project.critical_slack else ABSORBED
    return ON_TRACK


def milestones(plan: Plan, schedule: Schedule) -> tuple[str, ...]:
    """Active milestones by date, then by their place in the outline."""
    place = plan.outline.position
    found = [id for id in plan.outline.order if schedule.is_milestone(id) and plan.tasks[id].active]
    return tuple(sorted(found, key=lambda id: (schedule.finish(id), place[id])))


def health(plan: Plan, schedule: Schedule, variance: Variance, at: int) -> str:
    """One of STATES: that of the project's milestone (the last one where none is chosen); At risk where it
    stands well and another milestone is late."""
    listed = milestones(plan, schedule)
    key = _key(plan, listed)
    if not key:
        leaves = [id for id in plan.outline.order if not plan.outline.is_summary(id)]
        states = {status(plan, schedule, id, at) for id in leaves}
        if LATE in states:
            return LATE
        return DONE if states and states <= {DONE, INACTIVE} else ON_TRACK
    state = milestone_state(plan, schedule, variance, key, at)
    if state in (ON_TRACK, ABSORBED) and any(
        milestone_state(plan, schedule, variance, id, at) == LATE for id in listed
    ):
        return AT_RISK
    return state


def health_reason(plan: Plan, schedule: Schedule, variance: Variance, at: int) -> tuple[str, str]:
    """Why the health is what it is, in one sentence, and the id of the task that shows it; ("", "") where all
    is well or done."""
    listed = milestones(plan, schedule)
    key = _key(plan, listed)
    if not key:
        late = [id for id in leaves(plan, plan.outline.order) if status(plan, schedule, id, at) == LATE]
        return _are_late(plan, late, "task")
    state = milestone_state(plan, schedule, variance, key, at)
    if state in (ON_TRACK, ABSORBED):
        late = [id for id in listed if milestone_state(plan, schedule, variance, id, at) == LATE]
        if late:
            return _are_late(plan, late, "milestone")
    return _state_reason(plan, schedule, variance, key, state, at), key


def _key(plan: Plan, listed: tuple[str, ...]) -> str:
    """The milestone that answers for the plan: the one chosen, else the last; "" where there is none."""
    return plan.project.milestone if plan.project.milestone in plan.tasks else (listed[-1] if listed else "")


def _are_late(plan: Plan, late: list[str], noun: str) -> tuple[str, str]:
    if not late:
        return "", ""
    name = text.quoted(plan.tasks[late[0]].name)
    if len(late) == 1:
        return f"{name} is late.", late[0]
    return f"{name} and {text.plural(len(late) - 1, f'other {noun}')} are late.", late[0]


def _state_reason(plan: Plan, schedule: Schedule, variance: Variance, id: str, state: str, at: int) -> str:
    task, project, year = plan.tasks[id], plan.project, to_date(day_of(at)).year
    name, finish = text.quoted(task.name), schedule.finish(id)
    slack, slipped = schedule.total_slack(id), variance.finish(id) or 0
    if state == LATE:
        if task.deadline is not None and finish > task.deadline:
            return f"{name} finishes after its deadline, {text.long_date(task.deadline, year)}."
        return f"{name} was due on {text.long_date(finish, year)} and is not done."
    if state == AT_RISK and slack < 0:
        missing = -slack_told(schedule, id, slack)
        return f"{name} would have to be {f'{text.days(missing, project)} ' if missing else ''}earlier."
    if state == AT_RISK:
        slack = slack_told(schedule, id, slack)
        left = f"only {text.days(slack, project)} of slack is left" if slack else "no slack is left"
        return f"{name} is {text.days(slipped, project)} later than in the baseline, and {left}."
    if state == ABSORBED:
        later, room = text.days(slipped, project), text.days(slack_told(schedule, id, slack), project)
        return f"{name} is {later} later than in the baseline; its slack of {room} takes it."
    return ""


def leaves(plan: Plan, ids: Iterable[str]) -> list[str]:
    """Those of `ids` that are active and no summary."""
    return [id for id in ids if not plan.outline.is_summary(id) and plan.tasks[id].active]


def complete(plan: Plan, schedule: Schedule) -> int:
    """Percent complete of the whole plan, weighted by duration, rounded."""
    whole, done = schedule.weight("")
    if not whole:
        return min((schedule.percent(id) for id in leaves(plan, plan.outline.order)), default=0)
    return (2 * done + whole) // (2 * whole)


def expected(plan: Plan, schedule: Schedule, variance: Variance, ids: Iterable[str], at: int) -> int:
    """Percent that should be complete at an instant: by the baseline's dates, else by the present ones."""
    done = whole = 0
    for id in leaves(plan, ids):
        start, finish = variance.baseline_start(id), variance.baseline_finish(id)
        if start is None or finish is None:
            start, finish = schedule.start(id), schedule.finish(id)
        weight = schedule.duration(id)
        worktime = schedule.worktime(id)
        span = worktime.worked(start, finish)
        past = worktime.worked(start, min(max(at, start), finish)) if span > 0 else 0
        whole += weight
        done += weight * past // span if span > 0 else (weight if at >= finish else 0)
    return done * 100 // whole if whole else 0
