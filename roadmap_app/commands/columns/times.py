"""When a task is: its dates and duration, what they wait for, and how much room there is."""

from __future__ import annotations

from roadmap_app.commands import dates, links
from roadmap_app.commands.columns.column import (
    Ask,
    Column,
    Entry,
    finish_of,
    lengths,
    one_of,
    start_of,
    taken_length,
    typed_date,
    usual_start,
)
from roadmap_app.commands.columns.column import date as shown_date
from roadmap_app.commands.columns.column import dates as dated
from roadmap_app.commands.typed import parse_duration, parse_instant
from roadmap_app.model import text as written
from roadmap_app.model.records import Link
from roadmap_app.schedule import slack_told

CONSTRAINT_NAMES = {
    "asap": "As soon as possible",
    "alap": "As late as possible",
    "snet": "Start no earlier than",
    "snlt": "Start no later than",
    "fnet": "Finish no earlier than",
    "fnlt": "Finish no later than",
    "mso": "Must start on",
    "mfo": "Must finish on",
}
FINISHES = ("fnet", "fnlt", "mfo")  # constraints that hold a finish


def _duration(ask: Ask) -> str:
    task, project = ask.task, ask.plan.project
    if ask.plan.outline.is_summary(ask.id):
        return written.duration(ask.schedule.duration(ask.id), project)
    return written.task_duration(task, project)


def _take_duration(entry: Entry, typed: str) -> None:
    task, project = entry.task, entry.draft.project
    duration = parse_duration(typed, project)
    unit = duration.unit
    if typed.strip().replace(",", ".").replace(".", "").isdigit() and task.duration_unit in ("w", "mo"):
        unit = "d"
    dates.set_duration(entry.draft, entry.id, duration.minutes, unit, duration.elapsed)


def _take_start(entry: Entry, typed: str) -> None:
    dates.set_start(entry.draft, entry.schedule, entry.id, start_of(entry.draft, typed, entry.today))


def _take_finish(entry: Entry, typed: str) -> None:
    dates.set_finish(entry.draft, entry.schedule, entry.id, finish_of(entry.draft, typed, entry.today))


def _take_deadline(entry: Entry, typed: str) -> None:
    entry.change(deadline=finish_of(entry.draft, typed, entry.today) if typed.strip() else None)


def _take_constraint(entry: Entry, typed: str) -> None:
    kind = one_of(typed, CONSTRAINT_NAMES, "constraint") if typed.strip() else "asap"
    dates.set_constraint(entry.draft, entry.schedule, entry.id, kind)


def _take_constraint_date(entry: Entry, typed: str) -> None:
    task, project = entry.task, entry.draft.project
    if not typed.strip():
        dates.set_constraint(entry.draft, entry.schedule, entry.id, "asap")
        return
    kind = task.constraint if task.constraint not in ("asap", "alap") else "snet"
    time = project.default_finish if kind in FINISHES else project.default_start
    dates.set_constraint(entry.draft, entry.schedule, entry.id, kind, parse_instant(typed, entry.today, time))


def _constraint_typed(ask: Ask) -> str:
    project = ask.plan.project
    usual = project.default_finish if ask.task.constraint in FINISHES else project.default_start
    return typed_date(ask.task.constraint_date, usual)


def _linked(ask: Ask, found: list[tuple[Link, str]]) -> str:
    outline, tasks = ask.plan.outline, ask.plan.tasks
    known = [(link, other) for link, other in found if other in tasks]
    known.sort(key=lambda pair: outline.position[pair[1]])
    return "; ".join(written.predecessor(link, outline.wbs[other], ask.plan.project) for link, other in known)


def _predecessors(ask: Ask) -> str:
    return _linked(ask, [(link, link.from_) for link in ask.plan.links_into.get(ask.id, ())])


def _successors(ask: Ask) -> str:
    return _linked(ask, [(link, link.to) for link in ask.plan.links_from.get(ask.id, ())])


LINKS, SLACK = "Links and slack", "Links and slack"
COLUMNS: dict[str, Column] = {
    "duration": Column("Duration", _duration, _take_duration, right=True, kind="duration", group="Dates"),
    "start": dated("Start", lambda a: a.schedule.start(a.id), "Dates", _take_start, usual_start),
    "finish": dated("Finish", lambda a: a.schedule.finish(a.id), "Dates", _take_finish),
    "deadline": dated("Deadline", lambda a: a.task.deadline, "Dates", _take_deadline, of_summaries=True),
    "constraint": Column(
        "Constraint", lambda a: CONSTRAINT_NAMES[a.task.constraint], _take_constraint, of_summaries=True,
        kind="list", group="Scheduling", choices=lambda plan: tuple(CONSTRAINT_NAMES.values()),
    ),
    "constraint_date": Column(
        "Constraint date", lambda a: shown_date(a.task.constraint_date, a), _take_constraint_date, _constraint_typed,
        of_summaries=True, right=True, kind="date", group="Scheduling",
    ),
    "predecessors": Column(
        "Predecessors", _predecessors, lambda e, typed: links.set_predecessors(e.draft, e.id, typed),
        of_summaries=True, kind="tasks", group=LINKS,
    ),
    "successors": Column(
        "Successors", _successors, lambda e, typed: links.set_successors(e.draft, e.id, typed),
        of_summaries=True, kind="tasks", group=LINKS,
    ),
    "total_slack": lengths("Total slack", lambda a: slack_told(a.schedule, a.id), SLACK),
    "free_slack": lengths(
        "Free slack", lambda a: slack_told(a.schedule, a.id, a.schedule.free_slack(a.id)), SLACK
    ),
    "late_start": dated("Late start", lambda a: a.schedule.late_start(a.id), SLACK, None, usual_start),
    "late_finish": dated("Late finish", lambda a: a.schedule.late_finish(a.id), SLACK),
    "optimistic": lengths("Optimistic duration", lambda a: a.task.optimistic, "Dates", taken_length("optimistic")),
    "likely": lengths("Likely duration", lambda a: a.task.likely, "Dates", taken_length("likely")),
    "pessimistic": lengths("Pessimistic duration", lambda a: a.task.pessimistic, "Dates", taken_length("pessimistic")),
}  # fmt: skip
