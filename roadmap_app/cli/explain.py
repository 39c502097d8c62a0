"""`explain FILE TASK`: why a task starts and ends when it does, what it drives, and what would win days."""

from __future__ import annotations

import argparse
from typing import Any

from roadmap_app.cli import opening, output, streams, tasks
from roadmap_app.cli.arguments import add_json, add_today, today
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import Schedule, compute, driven, explain, slack_told, toward

HELP = "why a task starts and ends when it does, in sentences"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("task", metavar="TASK", help="an id, a unique id, a WBS number or a name")
    parser.add_argument("--to", metavar="TASK", help="the milestone that it may move (else the plan's own)")
    parser.add_argument("--gains", action="store_true", help="also what would bring the task forward, each tried")
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    opened = opening.read(given.file)
    plan = opened.plan
    schedule = compute(plan)
    id = tasks.find(plan, given.task)
    goal = tasks.find(plan, given.to) if given.to else plan.project.milestone
    reasons = explain(plan, schedule, id)
    won = _gains(plan, schedule, id, today(given.today)) if given.gains else []
    problems = output.problems(opening.all_findings(opened, schedule))
    if given.json:
        answer = {
            "task": {
                **_named(plan, id),
                "uid": plan.tasks[id].uid,
                "start": output.iso(schedule.start(id)),
                "finish": output.iso(schedule.finish(id)),
            },
            "reasons": [{"sentence": each.sentence, "task": each.task, "also": list(each.also)} for each in reasons],
            "drives": [_named(plan, other) for other in driven(plan, schedule, id)],
            "to": _towards(plan, schedule, id, goal),
            **({"gains": won} if given.gains else {}),
            "problems": output.as_json(problems),
        }
        output.write_json(answer, given.json)
    else:
        lines = [each.sentence for each in reasons]
        if given.to:
            lines.append(_room(plan, schedule, id, goal))
        lines += [f"{gain['sentence']}: saves {text.days(gain['won_min'], plan.project)}." for gain in won]
        if given.gains and not won:
            lines.append("No single change of a day would save anything.")
        streams.out("\n".join(map(text.plain, lines)) + "\n")
    if problems and given.json != "-":
        output.tell(problems)
    return 1 if problems else 0


def _named(plan: Plan, id: str) -> dict[str, Any]:
    task = plan.tasks[id]
    return {"id": id, "wbs": task.code or plan.outline.wbs[id], "name": task.name}


def _towards(plan: Plan, schedule: Schedule, id: str, goal: str) -> dict[str, Any] | None:
    """The milestone and the slack until it moves (null: the task does not lead to it); None without one."""
    if goal not in plan.tasks:
        return None
    return {**_named(plan, goal), "slack_min": toward(schedule, goal).slack.get(id)}


def _room(plan: Plan, schedule: Schedule, id: str, goal: str) -> str:
    slack = toward(schedule, goal).slack.get(id)
    name = text.quoted(plan.tasks[goal].name)
    if slack is None:
        return f"It does not lead to {name}."
    room = slack_told(schedule, id, max(slack, 0))
    return f"It has {text.days(room, plan.project)} before it moves {name}."


def _gains(plan: Plan, schedule: Schedule, id: str, at: int) -> list[dict[str, Any]]:
    from roadmap_app.analysis.gains import gains

    return [
        {"sentence": gain.sentence, "won_min": gain.won, "finish": output.iso(gain.finish)}
        for gain in gains(plan, schedule, id, at)
    ]
