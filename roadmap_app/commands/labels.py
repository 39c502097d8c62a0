"""Names of undo steps: what was done, to what."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_app.commands import dates, fields
from roadmap_app.commands.typed import parse_instant
from roadmap_app.model.changes import ChangeSet, invert
from roadmap_app.model.plan import Plan, apply
from roadmap_app.model.records import Resource, Task
from roadmap_app.model.text import days, difference, long_date, number, plural, quoted, task_duration, unit_minutes
from roadmap_app.model.time import day_of, to_date
from roadmap_app.schedule import Schedule, changed_ids, update
from roadmap_app.schedule.counted import shift


def named(plan: Plan, ids: Sequence[str]) -> str:
    """`'API freeze'`, or `3 tasks`."""
    known = [id for id in ids if id in plan.tasks]
    return quoted(plan.tasks[known[0]].name) if len(known) == 1 else plural(len(known), "task")


def verb(name: str, plan: Plan, ids: Sequence[str]) -> str:
    """`Indent 'API freeze'`."""
    return f"{name} {named(plan, ids)}"


def delete(plan: Plan, ids: Sequence[str], name: str = "Delete") -> str:
    """`Delete 'Ledger v2' (with 5 below)`: what lies in them and was not chosen itself is counted."""
    below = len({inner for id in ids if id in plan.tasks for inner in plan.outline.branch(id)}.difference(ids))
    return f"{verb(name, plan, ids)} (with {below} below)" if below else verb(name, plan, ids)


def move(plan: Plan, ids: Sequence[str], worked: int) -> str:
    """`Move 'API freeze' +3 d`: by minutes of work. Over days off only, it says no days."""
    by = f" {difference(worked, plan.project)}" if worked else ""
    return f"Move {named(plan, ids)}{by}"


def moved(plan: Plan, schedule: Schedule, changes: ChangeSet, ids: Sequence[str]) -> str:
    """`Move 'API freeze' +3 d`, told from the plan after the whole step: by what moves first in the tasks in hand."""
    undone = invert(changes)
    before = update(schedule, apply(plan, undone), undone)
    held = {below for id in ids if id in plan.tasks for below in plan.outline.branch(id)}
    changed = [id for id in changed_ids(before, schedule) if id in held and not plan.outline.is_summary(id)]
    first = next((id for id in ids if id in changed), next(iter(changed), ids[0]))
    return move(plan, ids, shift(plan, before.start(first), schedule.start(first)))


def stays(plan: Plan, ids: Sequence[str]) -> str:
    """`'Unit' has started and stays.`, of the tasks of a move that do not go with it; "" where all go."""
    staying = dates.started(plan, ids)
    if not staying:
        return ""
    return f"{named(plan, staying)} {'has started and stays' if len(staying) == 1 else 'have started and stay'}."


def cells(plan: Plan, schedule: Schedule, changes: ChangeSet, ids: Sequence[str], column: str, today: int) -> str:
    """The step that gave cells of one column a value, as it was understood: from the plan after it.

    `Start of 'D' Mon 11 May`, `Duration of 'A' 5d`, `Rename 'A' to 'Dig'`, `New team 'Ops', owner of 3 tasks`.
    """
    whom = named(plan, ids)
    if column == "name":
        old = changes.pairs.get(("task", ids[0]), (None, None))[0] if len(ids) == 1 else None
        was = old.name if isinstance(old, Task) else ""
        if was and not all(plan.tasks[id].name for id in ids):
            return f"Name of {quoted(was)} cleared"
        return f"Rename {quoted(was)} to {whom}" if was else f"Name {whom}"
    teams = _new_teams(changes)
    if column == "team" and teams:
        return f"New team {quoted(teams[0].name)}, owner of {whom}"
    if column == "percent":
        title = f"Progress of {whom}"
    else:
        title = f"{fields.column_of(plan, column).title} of {whom}"
    values = {_understood(plan, schedule, id, column, today) for id in ids}
    value = values.pop() if len(values) == 1 else ""
    value = value if len(value) <= 30 else value[:29] + "…"
    if not value and not values:
        return f"{title} cleared"
    return f"{title} {value}".rstrip()


def _understood(plan: Plan, schedule: Schedule, id: str, column: str, today: int) -> str:
    shown = " ".join(fields.text(plan, schedule, id, column, today).split())
    if shown and fields.column_of(plan, column).kind == "date":
        instant = parse_instant(fields.edit_text(plan, schedule, id, column, today), today, 0)
        return long_date(instant, to_date(day_of(today)).year)
    return f"{shown} %" if column == "percent" else shown


def with_new(name: str, changes: ChangeSet) -> str:
    """A step's name with the teams and people that it made: `Paste, new team 'Ops', 2 new people`."""
    made = [new for _, old, new in changes.of("resource") if old is None and isinstance(new, Resource)]
    for type_, one, many in (("team", "team", "teams"), ("person", "person", "people")):
        found = [each for each in made if each.type == type_]
        if found:
            name += f", new {one} {quoted(found[0].name)}" if len(found) == 1 else f", {len(found)} new {many}"
    return name


def _new_teams(changes: ChangeSet) -> list[Resource]:
    found = [new for _, old, new in changes.of("resource") if old is None and isinstance(new, Resource)]
    return [each for each in found if each.type == "team"]


def longer(plan: Plan, changes: ChangeSet, ids: Sequence[str]) -> str:
    """`One day longer: 'D' 4 d → 5 d`, `2 days shorter: 3 tasks`: from the plan after the step."""
    old, new = changes.pairs.get(("task", ids[0]), (None, None))
    if not isinstance(old, Task) or not isinstance(new, Task):
        return f"Duration of {named(plan, ids)}"
    before, after = old.duration, new.duration
    by, elapsed = abs(after - before), new.elapsed
    day = unit_minutes(plan.project, "d", elapsed)
    amount = "One day" if by == day else f"{number(by, day)} days"
    head = f"{amount} {'longer' if after > before else 'shorter'}: {named(plan, ids)}"
    if len(ids) > 1:
        return head
    if elapsed:
        return f"{head} {task_duration(old, plan.project)} → {task_duration(new, plan.project)}"
    return f"{head} {days(before, plan.project)} → {days(after, plan.project)}"
