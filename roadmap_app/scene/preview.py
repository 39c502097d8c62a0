"""What an edit under way would change: every task that moves, and the words of the drag's tooltip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Move:
    """A task whose dates differ; `by` is the worked minutes between the old finish and the new."""

    id: str
    old_start: int
    old_finish: int
    start: int
    finish: int
    by: int


@dataclass(frozen=True)
class Tooltip:
    """Words beside a drag: title, subtitle, rows of (label, words, tone), and a foot line."""

    title: str
    subtitle: str
    rows: tuple[tuple[str, str, str], ...]
    foot: str = "Esc cancels. Hold Alt to place on any time."


def moves(before: Schedule, after: Schedule, ids: Iterable[str]) -> tuple[Move, ...]:
    """Of these tasks those whose start or finish differs, in the order given."""
    found = []
    for id in ids:
        if id not in before or id not in after:
            continue
        old_start, old_finish = before.start(id), before.finish(id)
        start, finish = after.start(id), after.finish(id)
        if start != old_start or finish != old_finish:
            found.append(
                Move(id, old_start, old_finish, start, finish, after.worktime(id).worked(old_finish, finish))
            )
    return tuple(found)


def carried(plan: Plan, before: Schedule, after: Schedule, dragged: Sequence[str], moved: Sequence[Move]) -> int:
    """Worked minutes by which the tasks in hand move: of a summary, or a task that stays, by the first that does."""
    outline = plan.outline
    first = dragged[0]
    going = [move.id for move in moved if not outline.is_summary(move.id)]
    if first not in going:
        held = {below for id in dragged for below in outline.branch(id)}
        first = next((id for id in going if id in held), first)
    if after.is_milestone(first):
        return after.worktime(first).worked(before.finish(first), after.finish(first))
    return after.worktime(first).worked(before.start(first), after.start(first))


def tooltip(
    plan: Plan,
    before: Schedule,
    after: Schedule,
    dragged: Sequence[str],
    moved: Sequence[Move],
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
    if longer and not plan.outline.is_summary(first):
        shift, length = longer, f" · now {how_long(plan, after.duration(first), exact)} long"
    else:
        shift = carried(plan, before, after, dragged, moved)
        length = "" if milestone else f" · still {how_long(plan, after.duration(first), exact)} long"
        if longer:
            length = f" · now {how_long(plan, after.duration(first), exact)} long"
    title = when(finish, exact) if milestone else span(start, finish, exact)
    words = f"{_working(plan, shift, exact)}{length}"
    return Tooltip(title, words, tuple(_rows(plan, before, after, dragged, moved, notes)))


def when(instant: int, exact: bool) -> str:
    """`Mon 4 May`, or exactly `Mon 4 May 09:12`."""
    return f"{text.long_date(instant)} {text.clock(instant)}" if exact else text.long_date(instant)


def span(start: int, finish: int, exact: bool) -> str:
    """`Mon 4 May – Fri 8 May`, or exactly `Mon 4 May 09:12 – 17:00`."""
    same_day = exact and day_of(start) == day_of(finish)
    return f"{when(start, exact)} – {text.clock(finish) if same_day else when(finish, exact)}"


def how_long(plan: Plan, minutes: int, exact: bool) -> str:
    """`3 d`; exactly, what is no whole number of days in hours."""
    if exact and minutes % plan.project.minutes_per_day:
        return f"{text.number(minutes, 60)} h"
    return text.days(minutes, plan.project)


def _working(plan: Plan, minutes: int, exact: bool) -> str:
    """`+8 working days`."""
    amount, unit = how_long(plan, minutes, exact).split(" ")
    return f"{'+' if minutes > 0 else ''}{amount} working {'days' if unit == 'd' else 'hours'}"


def _rows(
    plan: Plan, before: Schedule, after: Schedule, dragged: Sequence[str], moved: Sequence[Move], notes: Sequence[str]
) -> list[tuple[str, str, str]]:
    project, first = plan.project, dragged[0]
    rows: list[tuple[str, str, str]] = []
    outline = plan.outline
    held = {below for id in dragged for below in outline.branch(id)}
    leaves = [move for move in moved if not outline.is_summary(move.id) and move.id not in held]
    milestones = [move for move in leaves if after.is_milestone(move.id)]
    if leaves:
        words = text.plural(len(leaves) - len(milestones), "task")
        if milestones:
            words += f", {text.plural(len(milestones), 'milestone')}"
        rows.append(("Also moves", words, ""))
    goal = plan.tasks.get(project.milestone)
    if goal is not None and goal.id in after:
        rows += _goal(plan, before, after, goal.id)
    for move in leaves:
        task = plan.tasks[move.id]
        if task.deadline is None or move.id == project.milestone or move.finish <= task.deadline:
            continue
        if move.old_finish <= task.deadline:
            late = text.days(after.worktime(move.id).worked(task.deadline, move.finish), project)
            rows.append(("Deadline", f"{text.quoted(task.name)} missed by {late}", "late"))
            break
    old, new = before.total_slack(first), after.total_slack(first)
    if new < old and not outline.is_summary(first):
        used = f"{text.days(old - new, project)} used up"
        critical = after.is_critical(first) and not before.is_critical(first)
        rows.append(("Slack", used + (", now critical" if critical else ""), "critical" if critical else ""))
    rows += [("", note, "") for note in notes]
    return rows


def release_in_words(plan: Plan, before: Schedule, after: Schedule, moved: Sequence[Move]) -> tuple[str, bool]:
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
    late = text.days(after.worktime(goal.id).worked(goal.deadline, new), plan.project)
    return f"{words} {goal.name} would miss its deadline by {late}.", new > old


def _goal(plan: Plan, before: Schedule, after: Schedule, id: str) -> list[tuple[str, str, str]]:
    task, project = plan.tasks[id], plan.project
    old, new = before.finish(id), after.finish(id)
    by = after.worktime(id).worked(old, new)
    if not by:
        return [(task.name, f"stays on {text.long_date(new)}", "")]
    rows = [
        (task.name, f"{text.slip(by, project)}, {text.long_date(old)} to {text.long_date(new)}", "strong")
    ]
    if task.deadline is not None and new > task.deadline:
        late = text.days(after.worktime(id).worked(task.deadline, new), project)
        rows.append(("Deadline", f"missed by {late} ({text.long_date(task.deadline)})", "late"))
    return rows
