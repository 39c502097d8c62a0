"""`show FILE`: a plan as readable text, for `git diff` and for mails. Same plan, same text."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from roadmap_app.cli import opening, output, streams
from roadmap_app.cli.arguments import add_today
from roadmap_app.document import wording
from roadmap_app.model import text
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import KINDS, Record, Unknown
from roadmap_app.schedule import Schedule, compute
from roadmap_app.storage.schema import schema_of

HELP = "a plan as readable text"
IN_THE_LINE = {"name", "code", "parent", "ord", "duration", "duration_unit", "elapsed", "percent", "collapsed"}
NO_YEAR = 0


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE")
    parser.add_argument("--textconv", action="store_true", help="for git: a file that is no plan is shown as it is")
    add_today(parser)


def run(given: argparse.Namespace) -> int:
    try:
        opened = opening.read(given.file)
    except Unreadable:
        if not given.textconv:
            raise
        streams.out(Path(given.file).read_text(encoding="utf-8", errors="replace"))
        return 0
    schedule = compute(opened.plan)
    streams.out("\n".join(map(text.plain, lines(opened.plan, schedule))) + "\n")
    problems = output.problems(opening.all_findings(opened, schedule))
    output.tell(problems)
    return 1 if problems and not given.textconv else 0  # git takes any other code for a failure


def lines(plan: Plan, schedule: Schedule) -> Iterator[str]:
    """The project, the outline with dates, and all other records but links, which stand with their tasks."""
    first, last = (text.long_date(at, NO_YEAR) for at in (schedule.project_start, schedule.project_finish))
    yield f"{plan.project.name or 'Plan'}: {first} to {last}"
    yield from _details(plan, plan.project, {"name"}, "  ")
    if plan.tasks:
        yield ""
    for id in plan.outline.order:
        yield from _task(plan, schedule, id)
    for kind in KINDS:
        if kind not in ("project", "task", "link"):
            table = plan.tables.get(kind, {})
            if table:
                yield from ("", f"{kind.replace('_', ' ').capitalize()} records")
            for record in sorted(table.values(), key=lambda each: (getattr(each, "name", ""), each.id)):
                yield f"  {wording.title(plan, record)}"
                yield from _details(plan, record, {"name"}, "    ")


def _task(plan: Plan, schedule: Schedule, id: str) -> Iterator[str]:
    task = plan.tasks[id]
    indent = "  " * plan.outline.depth[id]
    start, finish = (text.long_date(at, NO_YEAR) for at in (schedule.start(id), schedule.finish(id)))
    when = finish if schedule.is_milestone(id) else f"{start} to {finish}"
    length = text.task_duration(task, plan.project)
    parts = [when] if plan.outline.is_summary(id) else [when, length]
    if task.percent:
        parts.append(f"{task.percent} %")
    yield f"{indent}{task.code or plan.outline.wbs[id]} {task.name}: {', '.join(parts)}"
    links = [
        text.predecessor(link, text.quoted(plan.tasks[link.from_].name), plan.project)
        for link in plan.links_into.get(id, ())
        if link.from_ in plan.tasks
    ]
    if links:
        yield f"{indent}    after {', '.join(sorted(links))}"
    yield from _details(plan, task, IN_THE_LINE, f"{indent}    ")


def _details(plan: Plan, record: Record, but: set[str], indent: str) -> Iterator[str]:
    """The members of a record that are not at their default, one a line."""
    if not isinstance(record, Unknown):
        for name, member in schema_of(type(record)).members.items():
            if name not in but and getattr(record, member.attr) != member.default:
                yield f"{indent}{wording.member_name(name)}: {_whole(plan, record, name)}"
    for name, value in record.extra:
        yield f"{indent}{name}: {value}"


def _whole(plan: Plan, record: Record, name: str) -> str:
    """A value in words; long texts are not cut, as they are in sentences."""
    found = getattr(record, name, None)
    if isinstance(found, str) and name in ("notes", "goal", "terms", "response"):
        return " ".join(found.split())
    return wording.value(plan, record, name)
