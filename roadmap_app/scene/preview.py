"""What an edit under way would change: every task that moves, and the words of the drag's tooltip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_app.analysis.moved import Moved
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of
from roadmap_app.schedule.counted import shift, slack_told
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True)
class Tooltip:
    """Words beside a drag: title, subtitle, rows of (label, words, tone), and a foot line."""

    title: str
    subtitle: str
    rows: tuple[tuple[str, str, str], ...]
    foot: str = "Esc cancels. Hold Alt to place on any time."


def moves(before: Schedule, after: Schedule, ids: Iterable[str]) -> tuple[Moved, ...]:
    """Of these tasks those whose start or finish differs, in the order given."""
    found = []
    for id in ids:
        if id not in before or id not in after:
            continue
        old_start, old_finish = before.start(id), before.finish(id)
        start, finish = after.start(id), after.finish(id)
        if start != old_start or finish != old_finish:
            by = shift(after.plan, old_finish, finish)
            found.append(Moved(id, old_start, old_finish, start, finish, by))
    return tuple(found)


def carried(plan: Plan, before: Schedule, after: Schedule, dragged: Sequence[str], moved: Sequence[Moved]) -> int:
    """Minutes that the project works by which the tasks in hand move: of a summary, or a task that stays, by the
    first that does."""
    outline = plan.outline
    first = dragged[0]
    going = [move.id for move in moved if not outline.is_summary(move.id)]
    if first not in going:
        held = {below for id in dragged for below in outline.branch(id)}
        first = next((id for id in going if id in held), first)
    if after.is_milestone(first):
        return shift(plan, before.finish(first), after.finish(first))
    return shift(plan, before.start(first), after.start(first))


def tooltip(
    plan: Plan,
    before: Schedule,
    after: Schedule,
    dragged: Sequence[str],
    moved: Sequence[Moved],
    *,
    notes: Sequence[str] = (),
    exact: bool = False,
) -> Tooltip:
    """The consequences of a drag. `dragged` are the tasks in hand, `notes` sentences about constraints; `exact`
    tells times of day too."""
    first = dragged[0]
    start, finish = after.start(first), after.finish(first)
    milestone = after.is_milestone(first)
    longer = after.duration(first) - before.duration(first)
    takes = length(plan, after, first, exact)
    if longer and not plan.outline.is_summary(first):
        words = _longer(plan, before, after, first, exact)
    else:
        by = carried(plan, before, after, dragged, moved)
        words = _working(plan, by, exact) if by else ""
    if not milestone:
        words = " · ".join(part for part in (words, f"{'now' if longer else 'still'} {takes} long") if part)
    title = when(finish, exact) if milestone else span(start, finish, exact)
    return Tooltip(title, words, tuple(_rows(plan, before, after, dragged, moved, notes)))


def length(plan: Plan, after: Schedule, id: str, exact: bool) -> str:
    """`3 d`; of a task whose days are those of the clock as it is typed, `3ed`."""
    task, minutes = plan.tasks[id], after.duration(id)
    if task.elapsed and not plan.outline.is_summary(id):
        return text.duration(minutes, plan.project, task.duration_unit, elapsed=True)
    return how_long(plan, minutes, exact)


def _longer(plan: Plan, before: Schedule, after: Schedule, id: str, exact: bool) -> str:
    """`+2 working days`, `−1ed`: how much longer a task takes."""
    task, was, takes = plan.tasks[id], before.duration(id), after.duration(id)
    return text.change(was, takes, task, plan.project) if task.elapsed else _working(plan, takes - was, exact)


def when(instant: int, exact: bool) -> str:
    """`Mon 4 May`, or exactly `Mon 4 May 09:12`."""
    return f"{text.long_date(instant)} {text.clock(instant)}" if exact else text.long_date(instant)


def span(start: int, finish: int, exact: bool) -> str:
    """`Mon 4 May – Fri 8 May`, of one day `Mon 4 May`; exactly `Mon 4 May 09:12 – 17:00`."""
    same_day = day_of(start) == day_of(finish)
    if same_day and not exact:
        return when(start, exact)
    return f"{when(start, exact)} – {text.clock(finish) if same_day else when(finish, exact)}"


def how_long(plan: Plan, minutes: int, exact: bool) -> str:
    """`3 d`, `1 h`; exactly, what is no whole number of days in hours."""
    if exact and minutes % plan.project.minutes_per_day and abs(minutes) >= 60:
        return f"{text.number(minutes, 60)} h"
    return text.amount(minutes, plan.project)


def _working(plan: Plan, minutes: int, exact: bool) -> str:
    """`+8 working days`, `+1 working hour`."""
    amount, unit = how_long(plan, minutes, exact).split(" ")
    noun = {"d": "day", "h": "hour", "min": "minute"}[unit]
    return f"{'+' if minutes > 0 else ''}{amount} working {noun}{'' if amount.lstrip(text.MINUS) == '1' else 's'}"


def _rows(
    plan: Plan, before: Schedule, after: Schedule, dragged: Sequence[str], moved: Sequence[Moved], notes: Sequence[str]
) -> list[tuple[str, str, str]]:
    project, first = plan.project, dragged[0]
    rows: list[tuple[str, str, str]] = []
    outline = plan.outline
    held = {below for id in dragged for below in outline.branch(id)}
    leaves = [move for move in moved if not outline.is_summary(move.id) and move.id not in held]
    milestones = [move for move in leaves if after.is_milestone(move.id)]
    if leaves:
        counts = ((len(leaves) - len(milestones), "task"), (len(milestones), "milestone"))
        rows.append(("Also moves", ", ".join(text.plural(count, what) for count, what in counts if count), ""))
    goal = project.milestone if project.milestone in plan.tasks and project.milestone in after else ""
    if not goal and milestones:  # the plan is about none: the last one that moves
        goal = max(milestones, key=lambda move: move.finish).id
    if goal:
        rows += _goal(plan, before, after, goal)
    for move in leaves:
        task = plan.tasks[move.id]
        if task.deadline is None or move.id == goal or move.finish <= task.deadline:
            continue
        if move.old_finish <= task.deadline:
            late = _by(plan, task.deadline, move.finish)
            rows.append(("Deadline", f"{text.quoted(task.name)} missed{late}", "late"))
            break
    old, new = before.total_slack(first), after.total_slack(first)
    if new < old and not outline.is_summary(first):
        used = f"{text.days(slack_told(before, first, old) - slack_told(after, first, new), project)} used up"
        critical = after.is_critical(first) and not before.is_critical(first)
        rows.append(("Slack", used + (", now critical" if critical else ""), "critical" if critical else ""))
    rows += [("", note, "") for note in notes]
    return rows


def release_in_words(plan: Plan, before: Schedule, after: Schedule, moved: Sequence[Moved]) -> tuple[str, bool]:
    """`Release to move 8 items. GA launch would miss its deadline by 1 d.`, and whether that is worse than before."""
    count = sum(1 for move in moved if not plan.outline.is_summary(move.id))
    words = f"Release to move {text.plural(count, 'item')}." if count else ""
    goal = plan.tasks.get(plan.project.milestone)
    if goal is None or goal.id not in before or not count:
        return words, False
    old, new = before.finish(goal.id), after.finish(goal.id)
    if new == old:
        return words, False
    if goal.deadline is None or new <= goal.deadline:
        return f"{words} {goal.name} would be on {text.long_date(new)}.", False
    return f"{words} {goal.name} would miss its deadline{_by(plan, goal.deadline, new)}.", new > old


def _by(plan: Plan, due: int, finish: int) -> str:
    """` by 1 d`: how late; nothing where the project does not work between."""
    late = shift(plan, due, finish)
    return f" by {text.days(late, plan.project)}" if late else ""


def _goal(plan: Plan, before: Schedule, after: Schedule, id: str) -> list[tuple[str, str, str]]:
    task, project = plan.tasks[id], plan.project
    old, new = before.finish(id), after.finish(id)
    if new == old:
        return [(task.name, f"stays on {text.long_date(new)}", "")]
    by = shift(plan, old, new)
    words = f"{text.long_date(old)} to {text.long_date(new)}"
    rows = [(task.name, f"{text.slip(by, project)}, {words}" if by else words, "strong")]
    if task.deadline is not None and new > task.deadline:
        late = _by(plan, task.deadline, new)
        rows.append(("Deadline", f"missed{late} ({text.long_date(task.deadline)})", "late"))
    return rows
