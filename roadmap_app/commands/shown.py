"""What the cells of a row show, in the grid and on paper."""

from __future__ import annotations

from roadmap_app.analysis.totals import Totals
from roadmap_app.calendar import worktime_of
from roadmap_app.commands import fields
from roadmap_app.commands.columns.tracking import money
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import duration, number, short_date
from roadmap_app.model.time import day_of, to_date
from roadmap_app.schedule import Schedule


def task_cell(plan: Plan, schedule: Schedule, id: str, column: str, today: int) -> str:
    """A task's cell; KeyError for a column or task that there is not.

    Days are a bare number, as the column's head says; another unit is written out; milestones show none.
    """
    if column != "duration":
        return fields.text(plan, schedule, id, column, today)
    task = plan.tasks[id]
    if schedule.is_milestone(id):
        return ""
    if not plan.outline.is_summary(id) and (task.duration_unit not in ("d", "w", "mo") or task.elapsed):
        return fields.text(plan, schedule, id, column, today)
    return number(schedule.duration(id), plan.project.minutes_per_day)


def project_cell(plan: Plan, schedule: Schedule, column: str, today: int, percent: int) -> str:
    """A cell of the row that stands for the whole plan, of which `percent` is done."""
    if column == "name":
        return plan.project.name or "Untitled plan"
    if not plan.tasks:
        return ""
    year = to_date(day_of(today)).year
    if column == "start":
        return short_date(schedule.project_start, year)
    if column == "finish":
        return short_date(schedule.project_finish, year)
    if column == "duration":
        worked = worktime_of(plan, "").worked(schedule.project_start, schedule.project_finish)
        return number(worked, plan.project.minutes_per_day)
    return str(percent) if column == "percent" else ""


def group_cell(plan: Plan, figures: Totals, words: str, column: str, today: int) -> str:
    """A cell of a group's head: its name and how many tasks it has, then their figures together."""
    if column == "name":
        return f"{words} ({figures.count:,})"
    year = to_date(day_of(today)).year
    if column in ("start", "finish"):
        instant = figures.start if column == "start" else figures.finish
        return "" if instant is None else short_date(instant, year)
    if column == "duration":
        return number(figures.days, plan.project.minutes_per_day)
    if column == "percent":
        return str(figures.percent)
    if column == "work":
        return duration(figures.work, plan.project, "h") if figures.work else ""
    return money(figures.cost, plan.project) if column == "cost" and figures.cost else ""
