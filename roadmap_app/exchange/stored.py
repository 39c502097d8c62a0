"""Stored dates first: an import shows the dates that its source had stored, until someone wants ours.

Where our own schedule differs from them by a minute or more the task is pinned to what was stored, so that
every date is shown exactly as it came. Differences beyond rounding are listed with the reason, the others only
counted; pins are released by an ordinary edit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import clock, long_date, quoted, task_duration
from roadmap_app.schedule import Driver, Schedule, compute

TOLERANCE = 1  # minutes: sources keep seconds, we keep minutes, and dates this close differ by rounding
ROUNDING = "Our own dates lie within a minute of these, which is rounding."
MOST_ROUNDS = 20
NO_YEAR = 0  # so that the year is always said
Span = tuple[int, int]  # start and finish, instants


@dataclass(frozen=True)
class Difference:
    """A task whose dates we compute otherwise than its source stored them. All dates are instants.

    `slight` tells that it is kept for rounding alone: such a one is counted, not listed.
    """

    task: str
    stored_start: int
    stored_finish: int
    our_start: int
    our_finish: int
    reason: str
    slight: bool = False


def differences(
    plan: Plan, schedule: Schedule, stored: Mapping[str, Span]
) -> tuple[Difference, ...]:
    """Tasks to be kept as stored, in the order of the outline; `schedule` is the plan's own.

    Keeping one may move those that follow it away from what they had stored: these are among them too, so
    that with all of them kept every task shows its stored dates. Summaries span their tasks and are not
    among them, nor is what the file says twice the same way (manual tasks).
    """
    apart, current = _kept(plan, schedule, stored, {}, TOLERANCE)
    kept, _ = _kept(plan, current, stored, apart, 0)  # a minute before a pause can move others by a night
    return tuple(
        Difference(
            id, *kept[id], schedule.start(id), schedule.finish(id),
            reason(plan, schedule, id, apart) if id in apart else ROUNDING, id not in apart,
        )
        for id in plan.outline.order
        if id in kept
    )  # fmt: skip


def _kept(
    plan: Plan, schedule: Schedule, stored: Mapping[str, Span], kept: Mapping[str, Span], within: int
) -> tuple[dict[str, Span], Schedule]:
    """The tasks to keep so that all show their stored dates within so many minutes, and the schedule with them.

    `schedule` is the one with the tasks that are `kept` already.
    """
    kept = dict(kept)
    for _ in range(MOST_ROUNDS):
        found = _differing(plan, schedule, stored, kept, within)
        if not found:
            break
        kept |= found
        draft = Draft(plan)
        _pin(draft, kept)
        schedule = compute(draft.plan)
    return kept, schedule


def keep(draft: Draft, differences: Iterable[Difference]) -> None:
    """Pin the tasks to what was stored."""
    _pin(draft, {each.task: (each.stored_start, each.stored_finish) for each in differences})


def release(draft: Draft, ids: Iterable[str]) -> None:
    """Let our own schedule date these tasks again; ids without a pin are passed over."""
    for id in ids:
        task = draft.tasks.get(id)
        if task is not None and (task.pinned_start is not None or task.pinned_finish is not None):
            draft.change(task, pinned_start=None, pinned_finish=None)


def _pin(draft: Draft, dates: Mapping[str, Span]) -> None:
    for id, (start, finish) in dates.items():
        draft.change(draft.tasks[id], pinned_start=start, pinned_finish=finish)


def _differing(
    plan: Plan, schedule: Schedule, stored: Mapping[str, Span], kept: Mapping[str, Span], within: int
) -> dict[str, Span]:
    children = plan.outline.children
    return {
        id: (start, finish)
        for id, (start, finish) in stored.items()
        if id not in children
        and id not in kept
        and (abs(schedule.start(id) - start) > within or abs(schedule.finish(id) - finish) > within)
    }


def reason(plan: Plan, schedule: Schedule, id: str, kept: Mapping[str, Span]) -> str:
    """Why our dates are what they are, as one sentence."""
    start, finish = kept[id]
    if abs(schedule.start(id) - start) > TOLERANCE:
        return _sentence(plan, schedule.start_driver(id), kept, "start", schedule.start(id))
    if abs(schedule.finish(id) - finish) <= TOLERANCE:
        if (schedule.start(id), schedule.finish(id)) != (start, finish):
            return ROUNDING
        return "Our own dates are these too, but a task before it is kept as stored."
    driver = schedule.finish_driver(id)
    if driver != schedule.start_driver(id):
        return _sentence(plan, driver, kept, "finish", schedule.finish(id))
    length = task_duration(plan.tasks[id].but(duration=schedule.duration(id)), plan.project)
    return f"From its start, {length} by its calendar end {_when(schedule.finish(id))}."


def _sentence(
    plan: Plan, driver: Driver, kept: Mapping[str, Span], side: str, instant: int
) -> str:
    other = plan.tasks.get(driver.task)
    if other is not None and driver.task in kept:
        return f"It follows {quoted(other.name)}, whose dates differ."
    if other is not None and driver.kind == "link":
        return f"Its link from {quoted(other.name)} sets its {side} at {_when(instant)}."
    if other is not None:
        return f"{quoted(other.name)} sets its {side} at {_when(instant)}."
    return f"{_FACTS.get(driver.kind, 'Its calendar sets')} its {side} at {_when(instant)}."


def _when(instant: int) -> str:
    return f"{long_date(instant, NO_YEAR)} {clock(instant)}"


_FACTS = {
    "constraint": "Its constraint sets",
    "project_start": "The project's start sets",
    "project_finish": "The project's finish sets",
    "actual": "Its progress sets",
    "manual": "Its own entered dates set",
    "resource": "The work of its resources sets",
    "levelling": "Its levelling delay sets",
}
