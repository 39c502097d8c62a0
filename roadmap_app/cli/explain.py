"""`explain FILE TASK`: why a task starts and ends when it does."""

from __future__ import annotations

import argparse
import sys

from roadmap_app.cli import opening, output, tasks
from roadmap_app.cli.arguments import add_json, add_today
from roadmap_app.schedule import compute, explain

HELP = "why a task starts and ends when it does, in sentences"


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("task", metavar="TASK", help="an id, a unique id, a WBS number or a name")
    add_json(parser)
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    opened = opening.read(given.file)
    plan = opened.plan
    schedule = compute(plan)
    id = tasks.find(plan, given.task)
    reasons = explain(plan, schedule, id)
    problems = output.problems(opening.all_findings(opened, schedule))
    if given.json:
        answer = {
            "task": {
                "uid": plan.tasks[id].uid,
                "id": id,
                "wbs": plan.tasks[id].code or plan.outline.wbs[id],
                "name": plan.tasks[id].name,
                "start": output.iso(schedule.start(id)),
                "finish": output.iso(schedule.finish(id)),
            },
            "reasons": [{"sentence": each.sentence, "task": each.task, "also": list(each.also)} for each in reasons],
            "problems": output.as_json(problems),
        }
        output.write_json(answer, given.json)
    else:
        sys.stdout.write("\n".join(output.plain(each.sentence) for each in reasons) + "\n")
    if problems and given.json != "-":
        output.tell(problems)
    return 1 if problems else 0
