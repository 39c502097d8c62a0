"""What would win days: changes on the chain that drives a task, each tried, with the days it really won.

Nothing is guessed: every change is made in a draft and scheduled, and only what brings the date forward is
told. Each is a ChangeSet, so that taking one is an ordinary edit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from roadmap_app.calendar import worktime_of
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Calendar, Link, Task
from roadmap_app.model.text import days, duration, lag, long_date, quoted
from roadmap_app.model.time import DAY, day_of, weekday
from roadmap_app.schedule import Schedule, Step, chain, shift, update

FRIDAY, SATURDAY = 4, 5
WEEKENDS = 4  # so many are tried, the first that the chain passes over
MOST_TRIALS = 80

Trial = tuple[str, str, Callable[[Draft], object]]  # sentence, task, the change


@dataclass(frozen=True)
class Gain:
    """One change that brings a task's finish forward by `won` minutes that the project works, to `finish`."""

    sentence: str
    task: str
    won: int
    finish: int
    changes: ChangeSet


def gains(plan: Plan, schedule: Schedule, goal: str, today: int) -> tuple[Gain, ...]:
    """What brings the finish of `goal` forward, the most first; () where no single change does.

    Work before `today` is not touched. KeyError for an id that is not in the plan.
    """
    steps = chain(plan, schedule, goal, "finish")
    found = []
    for number, (sentence, task, change) in enumerate(_trials(plan, schedule, steps, today)):
        if number == MOST_TRIALS:
            break
        draft = Draft(plan)
        change(draft)
        changes = draft.changes()
        if not changes:
            continue
        tried = update(schedule, draft.plan, changes)
        won = shift(plan, tried.finish(goal), schedule.finish(goal))
        if won > 0:
            found.append(Gain(sentence, task, won, tried.finish(goal), changes))
    return tuple(sorted(found, key=lambda gain: -gain.won))


def _trials(plan: Plan, schedule: Schedule, steps: tuple[Step, ...], today: int) -> Iterator[Trial]:
    """The changes worth trying, kind by kind along the chain."""
    open_ = [
        step
        for step in steps
        if schedule.finish(step.task) > today and not plan.outline.is_summary(step.task)
    ]
    for step in open_:
        yield from _lifted(plan, step)
    for step in open_:
        yield from _shortened(plan, plan.tasks[step.task])
    for step in open_:
        # What is due at a milestone is due: it waits for the whole of what comes before.
        if step.driver.kind == "link" and not schedule.is_milestone(step.task):
            yield _overlapped(plan, plan.links[step.driver.link])
    yield from _weekends(plan, schedule, open_, today)


def _lifted(plan: Plan, step: Step) -> Iterator[Trial]:
    """Without the fact that holds a task where it is, other than its links."""
    task = plan.tasks[step.task]
    name = quoted(task.name)
    kind = step.driver.kind
    if kind == "constraint" and task.constraint_date is not None:
        sentence = f"Lift the constraint of {name} ({long_date(task.constraint_date)})"
        yield sentence, task.id, lambda draft: draft.change(task, constraint="asap", constraint_date=None)
    elif kind == "levelling":
        yield f"Take away the levelling delay of {name}", task.id, lambda draft: draft.change(task, levelling_delay=0)
    elif kind == "pinned":
        sentence = f"Release the dates that {name} keeps from the import"
        yield sentence, task.id, lambda draft: draft.change(task, pinned_start=None, pinned_finish=None)
    elif kind == "manual":
        yield f"Schedule {name} automatically", task.id, lambda draft: draft.change(task, manual=False)


def _shortened(plan: Plan, task: Task) -> Iterator[Trial]:
    project, elapsed = plan.project, task.elapsed
    day = DAY if elapsed else project.minutes_per_day
    left = task.duration * (100 - task.percent) // 100
    if left > day and not task.manual and task.pinned_start is None and task.actual_finish is None:
        shorter = task.duration - day
        remaining = None if task.remaining_duration is None else max(task.remaining_duration - day, 0)
        by, to = ("1ed", duration(shorter, project, "d", elapsed)) if elapsed else ("1 d", days(shorter, project))
        yield (
            f"Shorten {quoted(task.name)} by {by}, to {to}",
            task.id,
            lambda draft: draft.change(task, duration=shorter, remaining_duration=remaining),
        )


def _overlapped(plan: Plan, link: Link) -> Trial:
    """A day less of lag, or a day of lead."""
    day = plan.project.minutes_per_day
    less = 10 if link.lag_kind == "percent" else DAY if link.lag_kind == "elapsed" else day
    before, after = (quoted(plan.tasks[id].name) for id in (link.from_, link.to))
    shorter = replace(link, lag=link.lag - less)
    if link.lag >= less:
        sentence = f"Wait less between {before} and {after} ({lag(link, plan.project)} now)"
    else:
        sentence = f"Overlap {before} and {after}: {link.type}{lag(shorter, plan.project)}"
    return sentence, link.to, lambda draft: draft.change(link, lag=shorter.lag)


def _weekends(plan: Plan, schedule: Schedule, steps: list[Step], today: int) -> Iterator[Trial]:
    """Saturday and Sunday worked like the Friday before, on the project's calendar."""
    calendar = plan.calendars.get(plan.project.calendar)
    if calendar is None or not steps:
        return
    work = worktime_of(plan)
    first = max(day_of(today), day_of(min(schedule.start(step.task) for step in steps)))
    last = day_of(max(schedule.finish(step.task) for step in steps))
    saturdays = [day for day in range(first, last) if weekday(day) == SATURDAY]
    free = [day for day in saturdays if not work.is_workday(day) and not work.is_workday(day + 1)]
    for day in free[:WEEKENDS]:
        times = work.shifts(day - SATURDAY + FRIDAY)
        if times:
            sentence = f"Work the weekend of {long_date(day * DAY)} and {long_date((day + 1) * DAY)}"
            yield sentence, "", partial(_worked, calendar=calendar, day=day, times=times)


def _worked(draft: Draft, *, calendar: Calendar, day: int, times: tuple[tuple[int, int], ...]) -> None:
    extra = CalendarException(name="Worked weekend", first=day, last=day + 1, times=times)
    draft.change(calendar, exceptions=(extra, *calendar.exceptions))
