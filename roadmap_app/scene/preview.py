"""What an edit under way would change: every task that moves, and the words of the drag's tooltip."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_app.model import text
from roadmap_app.model.plan import Plan
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


def tooltip(
    plan: Plan,
    before: Schedule,
    after: Schedule,
    dragged: Sequence[str],
    moved: Sequence[Move],
    *,
    notes: Sequence[str] = (),
) -> Tooltip:
    """The consequences of a drag. `dragged` are the tasks in hand, `notes` sentences about constraints."""
    first = dragged[0]
    project = plan.project
    worktime = after.worktime(first)
    start, finish = after.start(first), after.finish(first)
    if after.is_milestone(first):
        title = text.long_date(finish)
        shift = worktime.worked(before.finish(first), finish)
    else:
        title = f"{text.long_date(start)} – {text.long_date(finish)}"
        shift = worktime.worked(before.start(first), start)
    longer = after.duration(first) - before.duration(first)
    length = text.days(after.duration(first), project)
    if longer:
        subtitle = f"{text.slip(longer, project).replace(' d', '')} working days · now {length} long"
    else:
        subtitle = f"{text.slip(shift, project).replace(' d', '')} working days"
        if not after.is_milestone(first):
            subtitle += f" · still {length} long"
    return Tooltip(title, subtitle, tuple(_rows(plan, before, after, dragged, moved, notes)))


def _rows(
    plan: Plan, before: Schedule, after: Schedule, dragged: Sequence[str], moved: Sequence[Move], notes: Sequence[str]
) -> list[tuple[str, str, str]]:
    project, first = plan.project, dragged[0]
    rows: list[tuple[str, str, str]] = []
    outline = plan.outline
    leaves = [move for move in moved if not outline.is_summary(move.id) and move.id not in dragged]
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
