"""Writing MS Project XML: all that the format holds of a plan, with the dates that we computed.

Ids of ours ride in the GUIDs, so that a plan that went through MS Project is known again. What the
format has no place for is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.exchange.mspdi.carried import joined, labels
from roadmap_app.exchange.mspdi.ids import guid_of
from roadmap_app.exchange.mspdi.lost import tell_lost
from roadmap_app.exchange.mspdi.out import Out
from roadmap_app.exchange.mspdi.project import NO_CURRENCY, manager_of
from roadmap_app.exchange.mspdi.write_calendars import write_calendars
from roadmap_app.exchange.mspdi.write_fields import FieldWriter
from roadmap_app.exchange.mspdi.write_people import write_assignments, write_resources
from roadmap_app.exchange.mspdi.write_tasks import TaskWriter
from roadmap_app.exchange.told import Told
from roadmap_app.model.findings import Finding
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import BaselineTask, Project, Record
from roadmap_app.model.time import DAY
from roadmap_app.storage.saving import write_durably

if TYPE_CHECKING:
    from roadmap_app.schedule import Schedule

NAMESPACE = "http://schemas.microsoft.com/project"
HIGHEST_BASELINE = 10
CURRENCY = re.compile("[A-Z]{3}")


def write(
    path: Path | str, plan: Plan, schedule: Schedule, *, today: int, preset: str = "everything"
) -> tuple[Finding, ...]:
    """Write the plan; the findings tell what MS Project cannot hold. OSError where the file cannot be."""
    told = Told()
    out = Out()
    task_uids = _uids(plan.tasks[id] for id in plan.outline.order)
    calendar_uids = _uids(plan.calendars[id] for id in sorted(plan.calendars))
    resource_uids = _uids(plan.resources[id] for id in sorted(plan.resources, key=_place(plan)))
    assignment_uids = _uids((plan.assignments[id] for id in sorted(plan.assignments)), least=0)
    own, of_resources = _resource_calendars(plan, calendar_uids)
    numbers = _numbers(plan, told)
    baselines = _rows(plan, numbers)
    fields = FieldWriter(out, plan, labels(plan.resources.values(), resource_uids))
    out.pieces.append(f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Project xmlns="{NAMESPACE}">\n')
    _settings(out, plan, schedule, calendar_uids, numbers.get(plan.project.baseline))
    fields.define()
    write_calendars(out, plan, calendar_uids, own, told)
    TaskWriter(out, plan, schedule, task_uids, calendar_uids, baselines, fields).write()
    write_resources(out, plan, resource_uids, {**of_resources, **own}, baselines)
    write_assignments(out, plan, schedule, assignment_uids, task_uids, resource_uids, baselines)
    out.pieces.append("</Project>\n")
    tell_lost(plan, out.lost, told)
    pairs = {(link.from_ or link.external, link.to) for link in plan.links.values()}
    if more := len(plan.links) - len(pairs):
        message = f"MS Project takes one link between two tasks; {more:,} more were written."
        told.add("mspdi.link", message, problem=False)
    write_durably(Path(path), "".join(out.pieces).encode("utf-8"))
    return told.findings()


def _place(plan: Plan) -> Callable[[str], tuple[str, str]]:
    """The order of resources by id."""
    return lambda id: (plan.resources[id].ord, id)


def _uids(records: Iterable[Record], least: int = 1) -> dict[str, int]:
    """A unique id for each record: its own where it is the first to have it, else a new one.

    0 stands for the project summary among tasks, and for nobody among resources.
    """
    listed = list(records)
    made: dict[str, int] = {}
    taken: set[int] = set()
    for record in listed:
        uid = getattr(record, "uid", None)
        if uid is not None and uid >= least and uid not in taken:
            made[record.id] = uid
            taken.add(uid)
    free = max(taken, default=0)
    for record in listed:
        if record.id not in made:
            free += 1
            made[record.id] = free
    return made


def _resource_calendars(plan: Plan, uids: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """Unique ids of calendars by resource: derived ones to be written, and those that are there already.

    MS Project gives every resource a calendar of its own, derived from a shared one.
    """
    free = max(uids.values(), default=0)
    derived: dict[str, int] = {}
    there: dict[str, int] = {}
    for id in sorted(plan.resources, key=_place(plan)):
        resource = plan.resources[id]
        calendar = plan.calendars.get(resource.calendar)
        if calendar is None:
            continue
        if calendar.base:
            there[resource.id] = uids[calendar.id]
        else:
            free += 1
            derived[resource.id] = free
    return derived, there


def _numbers(plan: Plan, told: Told) -> dict[str, int]:
    """Numbers of baselines by id; a second one of a number gets a free one, as long as there are some."""
    numbers: dict[str, int] = {}
    for baseline in sorted(plan.baselines.values(), key=lambda each: (each.number, each.id)):
        free = (n for n in (baseline.number, *range(HIGHEST_BASELINE + 1)) if n not in numbers.values())
        number = next(free, None)
        if number is None or number > HIGHEST_BASELINE:
            told.add("mspdi.lost", f"MS Project has no room for the baseline '{baseline.name}'.", problem=False)
        else:
            numbers[baseline.id] = number
    return numbers


def _rows(plan: Plan, numbers: Mapping[str, int]) -> dict[str, list[tuple[int, BaselineTask]]]:
    """Rows of baselines by what they are of, with their numbers."""
    rows: dict[str, list[tuple[int, BaselineTask]]] = {}
    for row in plan.baseline_tasks.values():
        if row.baseline in numbers:
            rows.setdefault(row.of, []).append((numbers[row.baseline], row))
    for each in rows.values():
        each.sort(key=lambda pair: pair[0])
    return rows


def _settings(
    out: Out, plan: Plan, schedule: Schedule, calendars: Mapping[str, int], baseline: int | None
) -> None:
    """The project's own elements, in the order of the schema; `baseline` is the number of the one shown."""
    project = plan.project
    out.number("SaveVersion", 14)
    out.text("GUID", guid_of(plan.doc))
    out.name("Title", project.name)
    out.name("Category", joined(project.tags))
    out.name("Manager", manager_of(plan))
    out.flag("ScheduleFromStart", project.schedule_from == "start")
    out.instant("StartDate", _start(project, schedule, plan))
    out.instant("FinishDate", _finish(project, schedule, plan))
    out.number("FYStartDate", project.fiscal_month)
    out.number("CriticalSlackLimit", project.critical_slack // max(project.minutes_per_day, 1))
    out.number("CurrencyDigits", project.currency_digits)
    known = CURRENCY.fullmatch(project.currency)
    out.name("CurrencySymbol", project.currency if not known else "", 20)
    out.text("CurrencyCode", project.currency if known else NO_CURRENCY)
    out.number("CalendarUID", calendars.get(project.calendar, -1))
    out.number("DefaultStartTime", f"{project.default_start // 60:02d}:{project.default_start % 60:02d}:00")
    finish = project.default_finish % DAY
    out.number("DefaultFinishTime", f"{finish // 60:02d}:{finish % 60:02d}:00")
    out.number("MinutesPerDay", project.minutes_per_day)
    out.number("MinutesPerWeek", project.minutes_per_week)
    out.number("DaysPerMonth", project.days_per_month)
    out.number("DurationFormat", 7)
    out.flag("HonorConstraints", project.honour_constraints)
    out.flag("MultipleCriticalPaths", project.multiple_critical_paths)
    out.flag("SplitsInProgressTasks", project.splits_in_progress)
    out.number("WeekStartDay", (project.week_start + 1) % 7)
    out.flag("MoveCompletedEndsBack", project.move_completed_back)
    out.flag("MoveRemainingStartsBack", project.move_remaining_back)
    out.flag("MoveRemainingStartsForward", project.move_remaining_forward)
    out.flag("MoveCompletedEndsForward", project.move_completed_forward)
    out.number("BaselineForEarnedValue", baseline)
    out.instant("StatusDate", project.status_date)
    out.flag("NewTasksAreManual", project.new_tasks_manual)


def _start(project: Project, schedule: Schedule, plan: Plan) -> int | None:
    return schedule.project_start if project.start is None and plan.tasks else project.start


def _finish(project: Project, schedule: Schedule, plan: Plan) -> int | None:
    return schedule.project_finish if project.finish is None and plan.tasks else project.finish
