"""What was done, told for people: the steps of a document, and of them those that touched one task.

Steps know what people entered; dates are computed again on the way back, so that a step tells also what it
shifted without touching it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_app.document import differences
from roadmap_app.document.history import Step
from roadmap_app.model.changes import ChangeSet, invert
from roadmap_app.model.plan import Plan, apply
from roadmap_app.model.records import Log, Record, Task
from roadmap_app.model.text import long_date, slip
from roadmap_app.model.time import day_of, to_date
from roadmap_app.schedule import Schedule, shift, update

SILENT = {"collapsed", "uid"}  # members that say nothing about the work
LONGEST = 90
POINTS_AT = {
    "link": ("from_", "to"),
    "assignment": ("task",),
    "contract": ("task", "consumer_task"),
    "baseline_task": ("of",),
}


@dataclass(frozen=True)
class Stage:
    """One step between the plan and dates before it and those after it."""

    step: Step
    before: Plan
    schedule_before: Schedule
    after: Plan
    schedule: Schedule


@dataclass(frozen=True)
class Told:
    """A step as a list shows it: when (UTC minutes, None: not known), its name, and what it did, line by line."""

    at: int | None
    label: str
    lines: tuple[str, ...] = ()
    who: str = ""  # of a save, who saved


def backwards(steps: Sequence[Step], plan: Plan, schedule: Schedule) -> Iterator[Stage]:
    """The steps that led to a plan, the last one first; each costs an update of the dates, when it is asked for."""
    for step in reversed(steps):
        undone = invert(step.changes)
        before = apply(plan, undone)
        earlier = update(schedule, before, undone)
        yield Stage(step, before, earlier, plan, schedule)
        plan, schedule = before, earlier


def of_step(stage: Stage, most: int = 20) -> tuple[str, ...]:
    """What a step did, in sentences; past `most` only how many more there are."""
    return of_changes(stage.step.changes, stage.before, stage.after, most)


def of_changes(changes: ChangeSet, before: Plan, after: Plan, most: int = 20) -> tuple[str, ...]:
    """The same of any change that leads from one plan to the other."""
    found = differences.told(changes, before, after)
    lines = [_short(each.sentence) for each in found if each.field not in SILENT]
    more = len(lines) - most
    return (*lines[:most], f"and {more:,} more") if more > 0 else tuple(lines)


def of_task(stage: Stage, id: str) -> Told | None:
    """What a step did to one task; None where it left it alone."""
    step = stage.step
    lines = [*_shifted(stage, id), *_entered(stage, id)]
    return Told(step.at, step.label, tuple(lines)) if lines else None


def saves(plan: Plan) -> tuple[Told, ...]:
    """The saves that the plan's file tells of, the last one first."""
    found = sorted(plan.log.values(), key=lambda log: (log.at or 0, log.id), reverse=True)
    return tuple(_save(log) for log in found)


def saves_of(plan: Plan, name: str) -> tuple[Told, ...]:
    """Those of them that name a task among what was done."""
    named = f"'{name}'"
    found = (each for each in saves(plan) if name)
    lines = ((each, tuple(line for line in each.lines if named in line)) for each in found)
    return tuple(Told(each.at, each.label, kept, each.who) for each, kept in lines if kept)


def since_baseline(plan: Plan, start: int | None, finish: int | None) -> str:
    """`Since the baseline: start +2 d, finish +4 d.`, from shifts in worked minutes; "" without a baseline."""
    if start is None or finish is None:
        return ""
    if not start and not finish:
        return "As in the baseline."
    return f"Since the baseline: start {slip(start, plan.project)}, finish {slip(finish, plan.project)}."


def _save(log: Log) -> Told:
    return Told(log.at, f"Saved by {log.who}" if log.who else "Saved", log.labels, log.who)


def _shifted(stage: Stage, id: str) -> Iterator[str]:
    """`start Mon 4 May → Thu 7 May (+3 d)`."""
    before, after = stage.schedule_before, stage.schedule
    if id not in before or id not in after:
        return
    year = to_date(day_of(after.project_start)).year
    for words, was, now in (
        ("start", before.start(id), after.start(id)),
        ("finish", before.finish(id), after.finish(id)),
    ):
        if was != now:
            by = slip(shift(stage.after, was, now), stage.after.project)
            yield f"{words} {long_date(was, year)} → {long_date(now, year)} ({by})"


def _entered(stage: Stage, id: str) -> Iterator[str]:
    """What people entered about the task, its links and what else hangs on it."""
    touching = {key: pair for key, pair in stage.step.changes.pairs.items() if _touches(pair, id)}
    for each in differences.told(ChangeSet(touching), stage.before, stage.after):
        if each.field in SILENT:
            continue
        if each.field == "ord":
            yield "moved within its summary or level"
        elif each.kind == "task" and each.field:
            yield _short(each.short)
        else:
            yield _short(each.sentence)


def _touches(pair: tuple[Record | None, Record | None], id: str) -> bool:
    return any(record is not None and _speaks_of(record, id) for record in pair)


def _speaks_of(record: Record, id: str) -> bool:
    if isinstance(record, Task):
        return record.id == id
    if record.kind == "risk":
        return id in record.tasks  # type: ignore[attr-defined]
    return any(getattr(record, name) == id for name in POINTS_AT.get(record.kind, ()))


def _short(line: str) -> str:
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
