"""Writing resources and assignments."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.exchange.mspdi.assignments import CONTOURS
from roadmap_app.exchange.mspdi.ids import guid_of
from roadmap_app.exchange.mspdi.out import Out, decimal
from roadmap_app.exchange.mspdi.resources import ACCRUALS, TABLES
from roadmap_app.exchange.mspdi.write_tasks import write_baseline
from roadmap_app.model.parts import Rate
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import FULL_UNITS, Assignment, BaselineTask, Resource, Task
from roadmap_app.model.time import instant
from roadmap_app.schedule import Schedule

TYPE_NUMBERS = {"material": 0, "person": 1, "team": 1, "cost": 2}
SEGMENT_NUMBERS = {"remaining": 1, "actual": 2, "overtime": 3}
NOBODY = -65535
ALWAYS, FOREVER = instant(1984, 1, 1), instant(2049, 12, 31, 23, 59)

Rows = Mapping[str, list[tuple[int, BaselineTask]]]


def write_resources(
    out: Out, plan: Plan, uids: Mapping[str, int], calendars: Mapping[str, int], baselines: Rows
) -> None:
    """All resources in their order; `calendars` gives the unique id of the calendar of each by id."""
    out.open("Resources")
    ordered = sorted(plan.resources.values(), key=lambda each: (each.ord, each.id))
    for place, resource in enumerate(ordered, 1):
        _resource(out, plan, resource, place, uids, calendars, baselines)
    out.close("Resources")


def _resource(
    out: Out,
    plan: Plan,
    resource: Resource,
    place: int,
    uids: Mapping[str, int],
    calendars: Mapping[str, int],
    baselines: Rows,
) -> None:
    scale = 10**plan.project.currency_digits
    team = resource if resource.type == "team" else plan.resources.get(resource.team)
    out.open("Resource")
    out.number("UID", uids[resource.id])
    out.text("GUID", guid_of(resource.id))
    out.number("ID", place)
    out.name("Name", resource.name)
    out.number("Type", TYPE_NUMBERS.get(resource.type, 1))
    out.flag("IsNull", False)
    out.name("Initials", resource.code)
    out.name("MaterialLabel", resource.material_label)
    out.name("Group", team.name if team else "")
    out.name("EmailAddress", resource.email)
    out.number("MaxUnits", decimal(resource.units, FULL_UNITS))
    out.choice("AccrueAt", ACCRUALS, resource.accrual)
    first = next((rate for rate in resource.rates if rate.table == "A"), Rate())
    out.number("StandardRate", decimal(first.standard, scale))
    out.number("StandardRateFormat", 2)
    out.number("OvertimeRate", decimal(first.overtime, scale))
    out.number("OvertimeRateFormat", 2)
    out.number("CostPerUse", decimal(first.per_use * 100, scale))
    out.number("CalendarUID", calendars.get(resource.id))
    out.text("Notes", resource.notes)
    out.flag("IsGeneric", resource.generic or resource.type == "team")
    out.flag("IsInactive", not resource.active)
    for number, row in baselines.get(resource.id, ()):
        write_baseline(out, number, row, plan.project.currency_digits, ())
    if resource.type == "cost":
        out.flag("IsCostResource", True)
    if resource.availability:
        out.open("AvailabilityPeriods")
        for period in resource.availability:
            out.open("AvailabilityPeriod")
            out.instant("AvailableFrom", ALWAYS if period.first is None else period.first)
            out.instant("AvailableTo", FOREVER if period.last is None else period.last)
            out.number("AvailableUnits", decimal(period.units, FULL_UNITS))
            out.close("AvailabilityPeriod")
        out.close("AvailabilityPeriods")
    if resource.rates:
        out.open("Rates")
        for rate in resource.rates:
            _rate(out, rate, resource.rates, scale)
        out.close("Rates")
    out.close("Resource")
    _tell_team(out, plan, resource, team)


def _rate(out: Out, rate: Rate, all: tuple[Rate, ...], scale: int) -> None:
    """One row of a rate table; it holds until the next one of its table."""
    first = ALWAYS if rate.first is None else rate.first
    later = [each.first for each in all if each.table == rate.table and each.first is not None and each.first > first]
    out.open("Rate")
    out.instant("RatesFrom", first)
    out.instant("RatesTo", min(later, default=FOREVER))
    out.choice("RateTable", TABLES, rate.table)
    out.number("StandardRate", decimal(rate.standard, scale))
    out.number("StandardRateFormat", 2)
    out.number("OvertimeRate", decimal(rate.overtime, scale))
    out.number("OvertimeRateFormat", 2)
    out.number("CostPerUse", decimal(rate.per_use * 100, scale))
    out.close("Rate")


def _tell_team(out: Out, plan: Plan, resource: Resource, team: Resource | None) -> None:
    """Count what the name of a group cannot say: the format has no teams, only this name."""
    if resource.type == "team":
        if resource.team:
            out.lost["teams of teams"] += 1
        same = [each for each in plan.resources.values() if each.type == "team" and each.name == resource.name]
        if len(same) > 1 or not resource.name or resource.name != resource.name.strip():
            out.lost["teams without a name of their own"] += 1
    elif resource.team and (team is None or team.type != "team" or (resource.generic and resource.name == team.name)):
        out.lost["teams of people that cannot be told by a name"] += 1


def write_assignments(
    out: Out,
    plan: Plan,
    schedule: Schedule,
    uids: Mapping[str, int],
    task_uids: Mapping[str, int],
    resource_uids: Mapping[str, int],
    baselines: Rows,
) -> None:
    """All assignments, those of nobody too; one without dates of its own gets its task's, as the format wants some."""
    out.open("Assignments")
    for each in sorted(plan.assignments.values(), key=lambda each: uids[each.id]):
        if each.task in task_uids and (not each.resource or each.resource in resource_uids):
            _assignment(out, plan, schedule, each, uids, task_uids, resource_uids, baselines)
        else:
            out.lost["assignments whose task or resource is not there"] += 1
    free = max(uids.values(), default=0)
    for task in plan.tasks.values():
        if task.splits:
            free += 1
            _split(out, schedule, task, free, task_uids[task.id], worktime_of(plan, task.calendar))
    out.close("Assignments")


def _split(out: Out, schedule: Schedule, task: Task, uid: int, task_uid: int, worktime: WorkTime) -> None:
    """Work that nobody does, in the parts between a task's splits: so the format keeps them."""
    start, done, parts = schedule.start(task.id), 0, []
    for split in task.splits:
        finish = worktime.add(start, split.after - done)
        parts.append((start, finish, split.after - done))
        start = worktime.next_start(worktime.add(finish, split.gap))
        done = split.after
    left = max(task.duration - done, 1)
    parts.append((start, worktime.add(start, left), left))
    out.open("Assignment")
    out.number("UID", uid)
    out.number("TaskUID", task_uid)
    out.number("ResourceUID", NOBODY)
    out.instant("Finish", parts[-1][1])
    out.instant("Start", parts[0][0])
    out.number("Units", 1)
    out.number("WorkContour", CONTOURS.index("contoured"))
    for part in parts:
        _period(out, uid, SEGMENT_NUMBERS["remaining"], *part)
    out.close("Assignment")


def _period(out: Out, uid: int, type: int, start: int, finish: int, work: int) -> None:
    out.open("TimephasedData")
    out.number("Type", type)
    out.number("UID", uid)
    out.instant("Start", start)
    out.instant("Finish", finish)
    out.number("Unit", 2)
    out.length("Value", work)
    out.close("TimephasedData")


def _assignment(
    out: Out,
    plan: Plan,
    schedule: Schedule,
    each: Assignment,
    uids: Mapping[str, int],
    task_uids: Mapping[str, int],
    resource_uids: Mapping[str, int],
    baselines: Rows,
) -> None:
    scale = 10**plan.project.currency_digits
    uid = uids[each.id]
    out.open("Assignment")
    out.number("UID", uid)
    out.text("GUID", guid_of(each.id))
    out.number("TaskUID", task_uids[each.task])
    out.number("ResourceUID", resource_uids.get(each.resource, NOBODY))
    out.number("PercentWorkComplete", each.percent)
    if each.actual_cost:
        out.number("ActualCost", decimal(each.actual_cost * 100, scale))
    out.instant("ActualFinish", each.actual_finish)
    out.instant("ActualStart", each.actual_start)
    if each.actual_work:
        out.length("ActualWork", each.actual_work)
    if each.cost:
        out.number("Cost", decimal(each.cost * 100, scale))
    out.choice("CostRateTable", TABLES, each.rate_table)
    out.tenths("Delay", each.delay)
    out.instant("Finish", schedule.finish(each.task) if each.finish is None else each.finish)
    out.tenths("LevelingDelay", each.levelling_delay)
    out.number("LevelingDelayFormat", 8)
    out.text("Notes", each.notes)
    if each.overtime_work:
        out.length("OvertimeWork", each.overtime_work)
    out.length("RemainingWork", each.remaining_work)
    out.instant("Start", schedule.start(each.task) if each.start is None else each.start)
    out.instant("Stop", each.stop)
    out.instant("Resume", each.resume)
    out.number("Units", decimal(each.units, FULL_UNITS))
    out.length("Work", each.work)
    out.choice("WorkContour", CONTOURS, each.contour)
    for number, row in baselines.get(each.id, ()):
        write_baseline(out, number, row, plan.project.currency_digits, ("start", "finish"))
    for segment in each.segments:
        number = SEGMENT_NUMBERS.get(segment.type, 1)
        _period(out, uid, number, segment.start, segment.finish, segment.work)
    out.close("Assignment")
    resource = plan.resources.get(each.resource)
    if (each.cost or each.actual_cost) and (resource is None or resource.type != "cost"):
        out.lost["costs of assignments that are not of a cost resource"] += 1
