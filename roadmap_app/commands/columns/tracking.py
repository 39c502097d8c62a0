"""How a task goes: progress, actual dates, the baseline, work and money."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from roadmap_app.analysis import variance
from roadmap_app.analysis.variance import Variance
from roadmap_app.commands import dates
from roadmap_app.commands.columns.column import (
    Ask,
    Column,
    Entry,
    Take,
    finish_of,
    flags,
    lengths,
    start_of,
    usual_start,
)
from roadmap_app.commands.columns.column import (
    dates as dated,
)
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_money, parse_percent
from roadmap_app.model import text as written
from roadmap_app.model.records import BaselineTask, Project
from roadmap_app.schedule import Schedule
from roadmap_app.schedule.rules import remaining

PROGRESS, BASELINE, COST = "Progress", "Baseline", "Work and cost"


def _status(ask: Ask) -> str:
    task, schedule = ask.task, ask.schedule
    percent = schedule.percent(ask.id)
    if percent >= 100:
        return "Done"
    if task.deadline is not None and schedule.finish(ask.id) > task.deadline:
        return "Late"
    if percent:
        return "In progress"
    return "Overdue" if ask.today > schedule.finish(ask.id) else "Not started"


def _take_percent(entry: Entry, typed: str) -> None:
    dates.set_percent(entry.draft, entry.schedule, entry.id, parse_percent(typed or "0"))


def _take_physical(entry: Entry, typed: str) -> None:
    entry.change(physical_percent=parse_percent(typed) if typed.strip() else None)


def _take_actual_start(entry: Entry, typed: str) -> None:
    task = entry.task
    instant = start_of(entry.draft, typed, entry.today) if typed.strip() else None
    name = written.quoted(task.name)
    if instant is None and task.percent:
        raise Refusal(f"{name} is {task.percent} % done, so it has begun. Set its progress to 0 % first.")
    if instant is not None and task.actual_finish is not None and instant > task.actual_finish:
        raise Refusal(f"{name} was finished on {written.long_date(task.actual_finish)}; it began before that.")
    entry.change(actual_start=instant)


def _take_actual_finish(entry: Entry, typed: str) -> None:
    """A task that was finished is done; one that was not is no longer."""
    task, schedule = entry.task, entry.schedule
    if not typed.strip():
        entry.change(actual_finish=None, percent=min(task.percent, 99))
        return
    instant = finish_of(entry.draft, typed, entry.today)
    begun = task.actual_start if task.actual_start is not None else min(schedule.start(entry.id), instant)
    if instant < begun:
        raise Refusal(f"{written.quoted(task.name)} began on {written.long_date(begun)}; it was finished after that.")
    dates.set_percent(entry.draft, schedule, entry.id, 100)
    entry.change(actual_start=begun, actual_finish=instant)


def _remaining(ask: Ask) -> int | None:
    return None if ask.plan.outline.is_summary(ask.id) else remaining(ask.schedule.node(ask.id))


def _spent(ask: Ask) -> int | None:
    if ask.plan.outline.is_summary(ask.id):
        return None
    node = ask.schedule.node(ask.id)
    return node.length - remaining(node)


def _take_remaining(entry: Entry, typed: str) -> None:
    """What remains is what was typed; what is done stays, and the duration is both."""
    task, project = entry.task, entry.draft.project
    node = entry.schedule.node(entry.id)
    done = node.length - remaining(node)
    typed_length = parse_duration(typed, project)
    left = typed_length.minutes
    if task.elapsed and not typed_length.elapsed:  # on a task of the clock, a day is one of the clock
        unit = typed_length.unit
        left = left * written.unit_minutes(project, unit, True) // written.unit_minutes(project, unit)
    whole = done + left
    dates.set_duration(entry.draft, entry.id, whole, task.duration_unit, task.elapsed)
    if task.percent or not left:
        dates.set_percent(entry.draft, entry.schedule, entry.id, round(done * 100 / whole) if whole else 100)


# The baseline ------------------------------------------------------------------------------------------


@lru_cache(maxsize=1)
def _compared(schedule: Schedule) -> tuple[Variance, dict[str, BaselineTask]]:
    """The variance against the baseline that the project shows, and what that says of each task."""
    plan = schedule.plan
    shown = plan.project.baseline
    rows = {row.of: row for row in plan.baseline_tasks.values() if shown and row.baseline == shown}
    return variance.of(plan, schedule), rows


def _planned(member: str) -> Callable[[Ask], int | None]:
    def read(ask: Ask) -> int | None:
        row = _compared(ask.schedule)[1].get(ask.id)
        value = getattr(row, member) if row is not None else None
        return value if isinstance(value, int) else None

    return read


def _slip(read: Callable[[Variance, str], int | None]) -> Callable[[Ask], str]:
    def shown(ask: Ask) -> str:
        by = read(_compared(ask.schedule)[0], ask.id)
        return "" if by is None else written.slip(by, ask.plan.project)

    return shown


# Work and money ----------------------------------------------------------------------------------------


def _work(ask: Ask) -> str:
    """The work of all assigned, else what was entered, in hours."""
    shares = [each.work or 0 for each in ask.schedule.network.facts.assignments.get(ask.id, ())]
    minutes = sum(shares) if shares else ask.task.work
    return "" if minutes is None else written.duration(minutes, ask.plan.project, "h")


def _take_work(entry: Entry, typed: str) -> None:
    count = len(entry.schedule.network.facts.assignments.get(entry.id, ()))
    if count:
        name = written.quoted(entry.task.name)
        raise Refusal(f"The work of {name} comes from its {written.plural(count, 'assignment')}. Change it there.")
    entry.change(work=parse_duration(typed, entry.draft.project).minutes if typed.strip() else None)


def money(amount: int | None, project: Project) -> str:
    """`1,200.50`: minor units as an amount, with the cents only where there are some."""
    if amount is None:
        return ""
    whole, cents = divmod(abs(amount), 10**project.currency_digits)
    rest = f".{cents:0{project.currency_digits}d}" if cents else ""
    return f"{'-' if amount < 0 else ''}{whole:,}{rest}"


def _take_money(member: str) -> Take:
    def take(entry: Entry, typed: str) -> None:
        entry.change(**{member: parse_money(typed, entry.draft.project) if typed.strip() else 0})

    return take


def _moneys(title: str, read: Callable[[Ask], int | None], take: Take | None = None) -> Column:
    return Column(
        title, lambda a: money(read(a) or None, a.plan.project), take,
        of_summaries=True, right=True, kind="money", group=COST,
    )  # fmt: skip


def _cost(ask: Ask) -> int:
    assigned = ask.schedule.network.facts.assignments.get(ask.id, ())
    return ask.task.fixed_cost + sum(each.cost for each in assigned)


COLUMNS: dict[str, Column] = {
    "percent": Column(
        "Done", lambda a: str(a.schedule.percent(a.id)), _take_percent, right=True, kind="percent", group=PROGRESS
    ),
    "status": Column("Status", _status, group=PROGRESS),
    "actual_start": dated(
        "Actual start", lambda a: a.task.actual_start, PROGRESS, _take_actual_start, usual_start
    ),
    "actual_finish": dated("Actual finish", lambda a: a.task.actual_finish, PROGRESS, _take_actual_finish),
    "remaining_duration": lengths("Remaining duration", _remaining, PROGRESS, _take_remaining),
    "actual_duration": lengths("Actual duration", _spent, PROGRESS),
    "physical_percent": Column(
        "Physically done", lambda a: "" if a.task.physical_percent is None else str(a.task.physical_percent),
        _take_physical, of_summaries=True, right=True, kind="percent", group=PROGRESS,
    ),
    "critical": flags("Critical", lambda a: a.schedule.is_critical(a.id), None, "Links and slack"),
    "baseline_start": dated(
        "Baseline start", lambda a: _compared(a.schedule)[0].baseline_start(a.id), BASELINE, None, usual_start
    ),
    "baseline_finish": dated(
        "Baseline finish", lambda a: _compared(a.schedule)[0].baseline_finish(a.id), BASELINE
    ),
    "baseline_duration": lengths("Baseline duration", _planned("duration"), BASELINE),
    "start_variance": Column(
        "Start variance", _slip(Variance.start), right=True, kind="duration", group=BASELINE
    ),
    "finish_variance": Column(
        "Finish variance", _slip(Variance.finish), right=True, kind="duration", group=BASELINE
    ),
    "work": Column("Work", _work, _take_work, right=True, kind="duration", group=COST),
    "baseline_work": lengths("Baseline work", _planned("work"), COST),
    "cost": _moneys("Cost", _cost),
    "fixed_cost": _moneys("Fixed cost", lambda a: a.task.fixed_cost, _take_money("fixed_cost")),
    "budget": _moneys("Budget", lambda a: a.task.budget, _take_money("budget")),
    "baseline_cost": _moneys("Baseline cost", _planned("cost")),
}  # fmt: skip
