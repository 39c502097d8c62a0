"""What a change moves: from one schedule to another, in figures and in sentences, before it is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_app.calendar import worktime_of
from roadmap_app.model import text
from roadmap_app.model.findings import Finding
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.schedule import Schedule, changed_ids, explain


@dataclass(frozen=True, slots=True)
class Moved:
    """A task with other dates; `by` is what the project works between the two finishes (starts, where only these
    differ), in minutes; where it works nothing between them, what the task's own calendar does."""

    id: str
    old_start: int
    old_finish: int
    start: int
    finish: int
    by: int


@dataclass(frozen=True)
class Consequences:
    """What differs. `tasks` are those that move, summaries left out, milestones among them listed again; `missed`
    those whose deadline is met before and missed after; `problems` what the schedule did not have to say before."""

    before: Schedule
    after: Schedule
    tasks: tuple[Moved, ...]
    milestones: tuple[Moved, ...]
    missed: tuple[str, ...]
    problems: tuple[Finding, ...]
    finish_by: int

    def __bool__(self) -> bool:
        return bool(self.tasks or self.problems)


def consequences(before: Schedule, after: Schedule) -> Consequences:
    """Compare two schedules; the days between are counted on the project's calendar after the change."""
    plan, outline, work = after.plan, after.plan.outline, worktime_of(after.plan)
    found = []
    for id in changed_ids(before, after):
        if outline.is_summary(id):
            continue
        old, new = (before.start(id), before.finish(id)), (after.start(id), after.finish(id))
        side = 1 if old[1] != new[1] else 0
        by = work.worked(old[side], new[side]) or after.worktime(id).worked(old[side], new[side])
        found.append(Moved(id, *old, *new, by))
    missed = tuple(
        each.id
        for each in found
        if (due := plan.tasks[each.id].deadline) is not None and each.old_finish <= due < each.finish
    )
    known = {(each.code, each.message) for each in before.problems}
    return Consequences(
        before,
        after,
        tuple(found),
        tuple(each for each in found if after.is_milestone(each.id)),
        missed,
        tuple(each for each in after.problems if (each.code, each.message) not in known),
        work.worked(before.project_finish, after.project_finish),
    )


def headline(made: Consequences) -> str:
    """`12 tasks move, finish Fri 13 Nov → Tue 17 Nov (+2 d), 1 deadline missed`: the whole in one line."""
    project = made.after.plan.project
    if not made.tasks:
        parts = ["No task moves"]
    else:
        count = len(made.tasks)
        parts = [f"{text.plural(count, 'task')} {'moves' if count == 1 else 'move'}"]
        old, new = made.before.project_finish, made.after.project_finish
        year = to_date(day_of(made.before.project_start)).year
        if old == new:
            parts.append(f"the finish stays {text.long_date(new, year)}")
        else:
            span = _arrow(old, new, year)
            by = f" ({text.difference(made.finish_by, project)})" if made.finish_by else ""
            parts.append(f"finish {span}{by}")
        if made.missed:
            parts.append(f"{text.plural(len(made.missed), 'deadline')} missed")
    if made.problems:
        parts.append(f"{text.plural(len(made.problems), 'new problem')}")
    return ", ".join(parts)


def in_label(made: Consequences) -> str:
    """` (12 tasks shifted, finish +2 d)`: behind a step's name; nothing where nothing moves."""
    if not made.tasks:
        return ""
    finish = f", finish {text.difference(made.finish_by, made.after.plan.project)}" if made.finish_by else ""
    return f" ({text.plural(len(made.tasks), 'task')} shifted{finish})"


def reason(made: Consequences, moved: Moved, calendars: Sequence[str]) -> str:
    """Why a task moves when these calendars change: its own working time, or what it follows."""
    before, after = made.before, made.after
    plan = after.plan
    old_time, new_time = before.worktime(moved.id), after.worktime(moved.id)
    changed = {plan.calendars[id].name for id in calendars if id in plan.calendars}
    driver = after.start_driver(moved.id)
    waits = driver.kind == "link" and driver.task in after and _moves(made, driver.task)
    if waits and moved.old_start != moved.start:
        return f"follows {text.quoted(plan.tasks[driver.task].name)}"
    if old_time.name != new_time.name:
        return f"now works on {text.quoted(new_time.name)}"
    if differing := _first_other_day(before, after, moved):
        return differing
    if changed and new_time.name in changed:
        return f"works on {text.quoted(new_time.name)}"
    reasons = explain(plan, after, moved.id)
    return reasons[0].sentence if reasons else ""


def _first_other_day(before: Schedule, after: Schedule, moved: Moved) -> str:
    """`does not work Tue 12 May (Founders' day)`: the first day under the task on which its calendar differs."""
    old_time, new_time = before.worktime(moved.id), after.worktime(moved.id)
    first = day_of(min(moved.old_start, moved.start))
    last = day_of(max(moved.old_finish, moved.finish))
    others = [day for day in range(first, min(last, first + 400) + 1) if old_time.shifts(day) != new_time.shifts(day)]
    if not others:
        return ""
    day = others[0]
    name = new_time.day_name(day) or old_time.day_name(day)
    was, now = old_time.day_minutes(day), new_time.day_minutes(day)
    more = f" and {text.plural(len(others) - 1, 'day')} more" if len(others) > 1 else ""
    verb = "no longer works" if was and not now else "now works" if now and not was else "works other hours on"
    return f"{verb} {text.long_date(day * DAY)}{more}" + (f" ({name})" if name else "")


def _moves(made: Consequences, id: str) -> bool:
    before, after = made.before, made.after
    return id in before and (before.start(id), before.finish(id)) != (after.start(id), after.finish(id))


def dates(moved: Moved, this_year: int) -> str:
    """`13 Nov → 17 Nov`, as in cells: the finish, or the start where the finish stays."""
    if moved.old_finish == moved.finish:
        return f"starts {_short(moved.old_start, moved.start, this_year)}"
    return _short(moved.old_finish, moved.finish, this_year)


def _short(old: int, new: int, year: int) -> str:
    if day_of(old) == day_of(new):
        return f"{text.short_date(old, year)} {text.clock(old)} → {text.clock(new)}"
    return f"{text.short_date(old, year)} → {text.short_date(new, year)}"


def _arrow(old: int, new: int, year: int) -> str:
    """Two dates; with the time of day where they are of one day."""
    if day_of(old) == day_of(new):
        return f"{text.long_date(old, year)} {text.clock(old)} → {text.clock(new)}"
    return f"{text.long_date(old, year)} → {text.long_date(new, year)}"


