"""The chart in words, for those who hear it: one sentence a bar, what it hangs on, how it stands."""

from __future__ import annotations

from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import long_date, plural, quoted
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.marks import mark
from roadmap_app.scene.preview import length, span, when
from roadmap_app.scene.rows import RowList
from roadmap_app.schedule.schedule import Schedule

PLACEHOLDER_WORDS = "New task, type its name"


def name(plan: Plan, schedule: Schedule, standing: Standing, rows: RowList, number: int, today: int) -> str:
    """`API freeze, Mon 4 May to Fri 8 May, critical, row 12`: the bar of a row; rows count from 1."""
    year = to_date(day_of(today)).year
    row = rows.rows[number]
    place = f"row {number + 1}"
    if row.kind == "placeholder":
        return f"{PLACEHOLDER_WORDS}, {place}"
    if row.kind == "group":
        return f"Group {row.words}, {place}"
    if row.kind == "project":
        words = plan.project.name or "Untitled plan"
        span = f"{long_date(schedule.project_start, year)} to {long_date(schedule.project_finish, year)}"
        return f"{words}, whole plan, {span}, {place}" if plan.tasks else f"{words}, {place}"
    task, start, finish = plan.tasks[row.id], schedule.start(row.id), schedule.finish(row.id)
    parts = [task.name or "Task without a name"]
    if schedule.is_milestone(row.id):
        parts += ["milestone", long_date(finish, year)]
    else:
        dates = long_date(start, year), long_date(finish, year)
        parts.append(dates[0] if dates[0] == dates[1] else " to ".join(dates))
    if row.has_children:
        below = plural(len(plan.outline.children.get(row.id, ())), "task")
        parts.append(f"summary of {below}, {'folded' if row.collapsed else 'open'}")
    if standing.is_critical(row.id):
        parts.append("critical")
    elif standing.is_near(row.id):
        parts.append("nearly critical")
    return ", ".join([*parts, place])


def tip(plan: Plan, schedule: Schedule, standing: Standing, id: str) -> str:
    """What a bar says where the mouse rests on it, line by line: name, dates and length, how it stands, who does it."""
    task = plan.tasks[id]
    dates = when(schedule.finish(id), False)
    if not schedule.is_milestone(id):
        dates = f"{span(schedule.start(id), schedule.finish(id), False)}, {length(plan, schedule, id, False)}"
    states = [value(schedule, id)]
    if standing.is_critical(id) or standing.is_near(id):
        states.append("critical" if standing.is_critical(id) else "nearly critical")
    holder = plan.resources.get(task.team) or plan.resources.get(task.owner)
    return "\n".join([task.name or "(no name)", dates, ", ".join(states), *([holder.name] if holder else [])])


def value(schedule: Schedule, id: str) -> str:
    """How much of a task is done."""
    return f"{schedule.percent(id)} % done"


def description(plan: Plan, schedule: Schedule, id: str, today: int) -> str:
    """Who does it, what it waits for and holds up, and what is wrong with it."""
    task = plan.tasks[id]
    holder = plan.resources.get(task.team) or plan.resources.get(task.owner)
    parts = [holder.name] if holder else []
    for words, ends in (
        ("after", [link.from_ for link in plan.links_into.get(id, ())]),
        ("before", [link.to for link in plan.links_from.get(id, ())]),
    ):
        if ends:
            names = ", ".join(quoted(plan.tasks[end].name) for end in ends[:3])
            more = f" and {len(ends) - 3} more" if len(ends) > 3 else ""
            parts.append(f"{words} {names}{more}")
    parts.append(mark(plan, schedule, id, today).words)
    return ". ".join(parts)
