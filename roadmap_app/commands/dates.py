"""Moving tasks in time: start, finish, duration, progress, constraints.

A move never leaves a hidden or a useless constraint: where the links alone would put a task earlier than
it was dropped, it gets "start no earlier than" that place, and says so; where they hold it, or put it just
there, it has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roadmap_app.calendar import WorkTime
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Task
from roadmap_app.model.text import long_date, plural, quoted
from roadmap_app.model.time import day_of
from roadmap_app.schedule import Schedule, update
from roadmap_app.schedule.explain import TYPES

FREE = ("asap", "snet", "alap")
ROUNDS = 5  # how often it is looked whether links put tasks where they are wanted


@dataclass(frozen=True)
class MoveOutcome:
    """What a move does beside moving: constraints that it sets, and what holds tasks back, in sentences."""

    notes: tuple[str, ...] = ()


def move(draft: Draft, schedule: Schedule, ids: Sequence[str], by: int) -> MoveOutcome:
    """Shift the starts of tasks by minutes (on each one's calendar); a summary moves what lies below it.

    `schedule` is that of the draft's origin. Tasks that follow others of the same selection through a link
    follow them; the others are placed. Refuses what has started, and what lies in a fixed summary.
    """
    moving = _leaves(draft, ids)
    inside = set(moving)
    placed = {}
    for id in moving:
        driver = draft.links.get(schedule.start_driver(id).link)
        if driver is not None and driver.from_ in inside and draft.tasks[id].constraint in FREE:
            continue
        placed[id] = _rest(schedule, id, schedule.start(id) + by)
    return _place(draft, schedule, placed)


def held(plan: Plan, schedule: Schedule, ids: Sequence[str]) -> str:
    """Why tasks that were to start earlier stay where they are, in a sentence; the first of them stands for all."""
    id = ids[0]
    while (driver := schedule.start_driver(id)).kind == "children" and driver.task:
        id = driver.task
    name, link = quoted(plan.tasks[id].name), plan.links.get(driver.link)
    if link is not None and link.from_ in plan.tasks:
        whom = quoted(plan.tasks[link.from_].name)
        return f"{name} waits for {whom} ({TYPES.get(link.type, link.type)}); it cannot start earlier."
    return f"{name} cannot start earlier."


def started(plan: Plan, ids: Sequence[str]) -> list[str]:
    """The tasks in those of a move that stay, as they have started while others have not."""
    moving = set(_leaves(plan, ids))
    return [id for id in _within(plan, ids) if id not in moving]


def going(plan: Plan, ids: Sequence[str]) -> tuple[str, ...]:
    """The tasks of a move without those that stay."""
    staying = set(started(plan, ids))
    return tuple(id for id in ids if id not in staying)


def set_start(draft: Draft, schedule: Schedule, id: str, instant: int) -> MoveOutcome:
    """Start a task at an instant, its duration staying; typing a date in the grid does this."""
    return set_starts(draft, schedule, {id: instant})


def set_starts(draft: Draft, schedule: Schedule, instants: Mapping[str, int]) -> MoveOutcome:
    """Start many tasks, each at its instant: the links are looked at once for all of them."""
    for id in instants:
        _no_summary(draft, id, "start")
    return _place(draft, schedule, {id: _rest(schedule, id, instant) for id, instant in instants.items()})


def place(draft: Draft, schedule: Schedule, starts: dict[str, int]) -> MoveOutcome:
    """Start several tasks, each at its instant or when work next begins. `schedule` is that of the draft's origin."""
    return _place(draft, schedule, {id: _rest(schedule, id, instant) for id, instant in starts.items()})


def set_finish(draft: Draft, schedule: Schedule, id: str, instant: int) -> None:
    """Finish a task at an instant by changing its duration; its start stays. A milestone moves there."""
    _no_summary(draft, id, "finish")
    task = draft.tasks[id]
    if schedule.is_milestone(id) and not task.duration:
        _place(draft, schedule, {id: _rest(schedule, id, instant)})
        return
    start = schedule.start(id)
    if instant < start:
        raise Refusal(
            f"{quoted(task.name)} starts on {long_date(start)}; it cannot finish before. Move its start first."
        )
    _stretch(draft, schedule, task, start, instant)


def set_span(draft: Draft, schedule: Schedule, id: str, start: int, finish: int) -> MoveOutcome:
    """Start and finish a task at two instants: dragging its left edge does this."""
    _no_summary(draft, id, "start")
    task = draft.tasks[id]
    _movable(task)
    _stretch(draft, schedule, task, start, finish)
    task = draft.tasks[id]
    if _entered(task):
        draft.change(task, start=start, finish=finish)
        return MoveOutcome()
    if task.constraint in ("fnet", "mfo"):  # the finish is the one that is held: the start follows the duration
        return MoveOutcome()
    return _place(draft, schedule, {id: start})


def set_length(draft: Draft, schedule: Schedule, id: str, start: int, finish: int) -> None:
    """Give a task the duration between two instants, wherever it stands; a milestone stays one."""
    if draft.tasks[id].duration or day_of(start) != day_of(finish):
        _stretch(draft, schedule, draft.tasks[id], start, finish)


def set_duration(draft: Draft, id: str, minutes: int, unit: str = "d", elapsed: bool = False) -> None:
    """Give a task another duration; none makes it a milestone."""
    _no_summary(draft, id, "duration")
    task = draft.tasks[id]
    if minutes < 0:
        raise Refusal("A duration cannot be negative. Type one such as 3d, 2w or 4h.")
    members: dict[str, object] = {
        "duration": minutes,
        "duration_unit": unit,
        "elapsed": elapsed,
        "estimated": False,
    }
    if task.remaining_duration is not None or task.actual_duration is not None:
        members |= {"remaining_duration": None, "actual_duration": None}
    if task.actual_finish is not None:
        members["actual_finish"] = None
    if _entered(task) and task.start is not None and task.finish is not None:
        members["finish"] = None
    if task.pinned_start is not None:
        members |= {"pinned_start": None, "pinned_finish": None}
    draft.change(task, **members)


def set_percent(draft: Draft, schedule: Schedule, id: str, percent: int) -> None:
    """How much of a task is done, 0 to 100. Its dates become actual ones, and do not move by that."""
    task = draft.tasks[id]
    if draft.outline.is_summary(id):
        raise Refusal(f"The progress of {quoted(task.name)} comes from its tasks. Set it there.")
    members: dict[str, object] = {"percent": percent, "percent_work": None}
    members["actual_start"] = None if percent == 0 else _known(task.actual_start, schedule.start(id))
    members["actual_finish"] = schedule.finish(id) if percent >= 100 else None
    if percent < 100:
        members |= {"stop": None, "resume": None, "actual_duration": None, "remaining_duration": None}
    draft.change(task, **members)


def set_constraint(draft: Draft, schedule: Schedule, id: str, constraint: str, date: int | None = None) -> None:
    """Give a task a constraint; one that needs a date and has none takes the task's own."""
    _no_summary_constraint(draft, id, constraint)
    task = draft.tasks[id]
    if constraint in ("asap", "alap"):
        draft.change(task, constraint=constraint, constraint_date=None)
        return
    own = schedule.finish(id) if constraint in ("fnet", "fnlt", "mfo") else schedule.start(id)
    draft.change(task, constraint=constraint, constraint_date=_known(date, _known(task.constraint_date, own)))


def release_constraint(draft: Draft, id: str) -> None:
    """Take a task's constraint away: its links alone set its dates."""
    draft.change(draft.tasks[id], constraint="asap", constraint_date=None)


def _rest(schedule: Schedule, id: str, instant: int) -> int:
    """The start that an instant means: work begins at the next one, a milestone may stay at the end of a day."""
    worktime = schedule.worktime(id)
    if schedule.is_milestone(id) and worktime.last_finish(instant) == instant:
        return instant
    return worktime.next_start(instant)


def _place(draft: Draft, schedule: Schedule, starts: dict[str, int]) -> MoveOutcome:
    """Put tasks at starts that are working instants."""
    notes: list[str] = []
    free: dict[str, int] = {}
    for id, start in starts.items():
        task = draft.tasks[id]
        _movable(task)
        if _entered(task):
            _shift(draft, schedule, task, start, "start", "finish")
        elif task.pinned_start is not None:
            _shift(draft, schedule, task, start, "pinned_start", "pinned_finish")
        elif task.constraint not in FREE:
            worktime = schedule.worktime(id)
            date = _known(task.constraint_date, schedule.start(id))
            moved = _carry(worktime.worked(schedule.start(id), start), date, worktime, task.constraint)
            draft.change(task, constraint_date=moved)
            notes.append(f"Its constraint moves along to {long_date(moved)}")
        else:
            free[id] = start
    if free:
        notes += _place_free(draft, schedule, free)
    return MoveOutcome(tuple(dict.fromkeys(notes)))


def _place_free(draft: Draft, schedule: Schedule, starts: dict[str, int]) -> list[str]:
    """Constrain only those tasks that their links alone would put earlier."""
    pinned, natural = _pins(draft, schedule, starts)
    notes = []
    for id, start in starts.items():
        task = draft.tasks[id]
        earliest = natural.start(id)
        if id in pinned:
            draft.change(task, constraint="snet", constraint_date=start)
            if task.constraint != "snet" or len(starts) == 1:
                notes.append(f"Will start no earlier than {long_date(start)}")
            continue
        release_constraint(draft, id)
        if start < earliest:
            link = draft.links.get(natural.start_driver(id).link)
            by = f" by {quoted(draft.tasks[link.from_].name)}" if link and link.from_ in draft.tasks else ""
            notes.append(f"Held{by}: it cannot start before {long_date(earliest)}")
    if len(notes) > 2:
        held = sum(note.startswith("Will") for note in notes)
        return [f"{plural(held, 'task')} will start no earlier than dropped"] if held else notes[:1]
    return notes


def _pins(draft: Draft, schedule: Schedule, starts: dict[str, int]) -> tuple[set[str], Schedule]:
    """Which of the tasks need a constraint to start there, and the dates without it.

    Those first that wait for none of the others: with these in place, the others may need none.
    """
    reached = update(schedule, draft.plan, draft.changes()) if draft.changes() else schedule
    trial = Draft(draft.plan)
    for id in starts:
        trial.change(trial.tasks[id], constraint="asap", constraint_date=None)
    natural = update(reached, trial.plan, trial.changes())
    pinned: set[str] = set()
    for _ in range(ROUNDS):
        off = {id for id, start in starts.items() if id not in pinned and not _natural(draft, natural, id, start)}
        first = {id for id in off if not any(link.from_ in off for link in draft.links_into.get(id, ()))}
        if not first or first == off:
            break
        pinned |= first
        for id in first:
            trial.change(trial.tasks[id], constraint="snet", constraint_date=starts[id])
        natural = update(reached, trial.plan, trial.changes())
    return pinned | off, natural


def _natural(draft: Draft, natural: Schedule, id: str, start: int) -> bool:
    """True for a task that needs no constraint: its links put it there, or hold it."""
    earliest = natural.start(id)
    if start >= earliest:
        return start == earliest
    return any(draft.links_into.get(holder) for holder in (id, *draft.outline.ancestors(id)))


def _shift(draft: Draft, schedule: Schedule, task: Task, start: int, start_name: str, finish_name: str) -> None:
    """Move two entered dates, the worked time between them staying."""
    worktime = schedule.worktime(task.id)
    old_start, old_finish = schedule.start(task.id), schedule.finish(task.id)
    length = worktime.worked(old_start, old_finish)
    finish = worktime.add(start, length) if length else start + max(old_finish - old_start, 0)
    draft.change(task, **{start_name: start, finish_name: finish})


def _stretch(draft: Draft, schedule: Schedule, task: Task, start: int, finish: int) -> None:
    """Give a task the duration between two instants."""
    minutes = finish - start if task.elapsed else schedule.worktime(task.id).worked(start, finish)
    if minutes <= 0:
        raise Refusal(f"There is no working time between {long_date(start)} and {long_date(finish)}.")
    set_duration(draft, task.id, minutes, task.duration_unit, task.elapsed)
    task = draft.tasks[task.id]
    if _entered(task) and task.start is not None:
        draft.change(task, start=start, finish=finish)


def _entered(task: Task) -> bool:
    """True for a task that keeps the dates that people give it."""
    return task.manual or bool(task.external) or not task.active


def _movable(task: Task) -> None:
    if task.actual_start is not None and not task.manual:
        raise Refusal(
            f"{quoted(task.name)} started on {long_date(task.actual_start)}, so it cannot be moved. "
            "Set its progress to 0 % first, or change its finish."
        )


def _carry(worked: int, date: int, worktime: WorkTime, constraint: str) -> int:
    """A constraint's date after so much worked time, as a start or a finish by its kind."""
    moved = worktime.add(date, worked)
    return worktime.next_start(moved) if constraint in ("snlt", "mso") else worktime.last_finish(moved)


def _within(plan: Plan | Draft, ids: Sequence[str]) -> list[str]:
    """What has dates of its own in tasks and below them, each once."""
    outline, tasks = plan.outline, plan.tasks
    below = (each for id in ids for each in outline.branch(id))
    return list(dict.fromkeys(id for id in below if not outline.is_summary(id) or tasks[id].manual))


def _leaves(plan: Plan | Draft, ids: Sequence[str]) -> list[str]:
    found = _within(plan, ids)
    if not found:
        raise Refusal("Select a task first.")
    open_ = [id for id in found if plan.tasks[id].percent < 100 and plan.tasks[id].actual_start is None]
    if len(found) > 1 and open_:  # of a branch, what has started stays
        return open_
    return found


def _no_summary(draft: Draft, id: str, what: str) -> None:
    outline, task = draft.outline, draft.tasks[id]
    if outline.is_summary(id) and not task.manual:
        count = plural(len(outline.children[id]), "task")
        raise Refusal(f"The {what} of {quoted(task.name)} comes from its {count}. Change it there.")


def _no_summary_constraint(draft: Draft, id: str, constraint: str) -> None:
    if draft.outline.is_summary(id) and constraint not in ("asap", "snet", "fnlt"):
        name = quoted(draft.tasks[id].name)
        raise Refusal(f"{name} is a summary: it can only start no earlier, or finish no later, than a date.")


def _known(value: int | None, other: int) -> int:
    return other if value is None else value
