"""`schedule FILE`: the dates of a plan, recomputed from what people entered."""

from __future__ import annotations

import argparse
from typing import Any

from roadmap_app.cli import opening, output, streams
from roadmap_app.cli.arguments import add_json, add_today
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule, compute, slack_told

HELP = "dates recomputed from what people entered"
Span = tuple[int | None, int | None]  # start and finish, instants
STORED = (
    "the dates as the source stored them; a plan file stores those that were kept from an import or entered, "
    "and all others are computed"
)


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--stored", action="store_true", help=STORED)
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    opened = opening.read(given.file)
    plan = opened.plan
    schedule = compute(plan)
    problems = output.problems(opening.all_findings(opened, schedule))
    dates = _stored(opened, schedule) if given.stored else None
    if given.json:
        answer = {
            "project": {
                "start": output.iso(schedule.project_start),
                "finish": output.iso(schedule.project_finish),
            },
            "tasks": [_row(plan, schedule, id, dates) for id in plan.outline.order],
            "problems": output.as_json(problems),
        }
        output.write_json(answer, given.json)
    else:
        _print(plan, schedule, dates)
    if problems and given.json != "-":
        output.tell(problems)
    return 1 if problems else 0


def _stored(opened: opening.Opened, schedule: Schedule) -> dict[str, Span]:
    """What the source stored. In a plan file no computed date stands: what was not kept or entered is ours."""
    plan = opened.plan
    spans = {id: opened.stored.get(id) or _entered(plan, id) for id in plan.tasks}
    return {id: _filled(span, schedule, id) for id, span in spans.items()} if opened.loaded else spans


def _entered(plan: Plan, id: str) -> Span:
    """The dates of a task that were kept from an import, or entered; None for one that was neither."""
    task = plan.tasks[id]
    if task.pinned_start is not None or task.pinned_finish is not None:
        return task.pinned_start, task.pinned_finish
    return task.start, task.finish


def _filled(span: Span, schedule: Schedule, id: str) -> Span:
    start, finish = span
    return schedule.start(id) if start is None else start, schedule.finish(id) if finish is None else finish


def _row(plan: Plan, schedule: Schedule, id: str, dates: dict[str, Span] | None) -> dict[str, Any]:
    task, iso = plan.tasks[id], output.iso
    start, finish = dates[id] if dates else (schedule.start(id), schedule.finish(id))
    return {
        "uid": task.uid,
        "id": id,
        "wbs": task.code or plan.outline.wbs[id],
        "name": task.name,
        "start": None if start is None else iso(start),
        "finish": None if finish is None else iso(finish),
        "duration_min": schedule.duration(id),
        "late_start": iso(schedule.late_start(id)),
        "late_finish": iso(schedule.late_finish(id)),
        "total_slack_min": schedule.total_slack(id),
        "free_slack_min": schedule.free_slack(id),
        "critical": schedule.is_critical(id),
    }


def _print(plan: Plan, schedule: Schedule, dates: dict[str, Span] | None) -> None:
    project = plan.project
    rows = [("WBS", "Start", "Finish", "Duration", "Slack", "Name")]
    for id in plan.outline.order:
        row = _row(plan, schedule, id, dates)
        name = "  " * plan.outline.depth[id] + text.plain(row["name"])
        slack = text.days(slack_told(schedule, id), project)
        length = text.days(row["duration_min"], project)
        if plan.tasks[id].elapsed and not plan.outline.is_summary(id):
            length = text.task_duration(plan.tasks[id], project)
        start, finish = (row[side].replace("T", " ") if row[side] else "" for side in ("start", "finish"))
        rows.append((row["wbs"], start, finish, length, slack, name))
    title = text.plain(project.name or "The plan")
    first, last = (text.long_date(at, 0) for at in (schedule.project_start, schedule.project_finish))
    streams.out(f"{title}: {first} to {last}\n\n{output.table(rows)}\n")
