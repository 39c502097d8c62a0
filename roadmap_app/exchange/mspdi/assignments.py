"""Assignments: who works on what, and where that work lies when it does not simply follow the task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from roadmap_app.calendar.compile import intersect, worktime_of
from roadmap_app.calendar.worktime import WorkTime
from roadmap_app.exchange.mspdi.baselines import BaselineTable
from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.fields import FieldTable
from roadmap_app.exchange.mspdi.ids import Ids, built
from roadmap_app.exchange.mspdi.values import LONGEST, Source
from roadmap_app.exchange.told import Told
from roadmap_app.model.parts import Segment, Split
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import FULL_UNITS, Assignment

CONTOURS = (
    "flat", "back_loaded", "front_loaded", "double_peak", "early_peak", "late_peak", "bell", "turtle",
    "contoured",
)  # fmt: skip
SEGMENT_TYPES = {"1": "remaining", "2": "actual", "3": "overtime"}
TABLES = ("A", "B", "C", "D", "E")
MOST_UNITS = 10**9 * FULL_UNITS

# What tells where the work lies: facts of a shaped assignment, else computed by whoever wrote the file.
PLACED = ("start", "finish", "stop", "resume", "segments")


@dataclass
class ReadAssignment:
    members: dict[str, Any]
    gaps: tuple[tuple[int, int], ...]  # where nothing is to be done, worked time or not


@dataclass
class AssignmentTable:
    """Assignments in the order of the file; `records` decides which of them are shaped."""

    ids: Ids
    told: Told
    fields: FieldTable
    baselines: BaselineTable
    money: float
    rows: dict[str, ReadAssignment] = field(default_factory=dict)

    def read(self, element: Element) -> None:
        texts = element.texts
        uid_text, task, resource = (texts.get(name, "") for name in ("UID", "TaskUID", "ResourceUID"))
        source = Source(element, self.told, f"Assignment UID {uid_text[:20]} of task UID {task[:20]}")
        task_uid, resource_uid = source.number("TaskUID"), source.number("ResourceUID")
        uid = source.number("UID")
        if task_uid is None:
            source.tell("assignment", "It names no task; it was left out.")
            return
        if task_uid == 0:
            return  # of the project summary: budgets, which no task holds
        if uid is not None:
            self.ids.name("assignment", uid, texts.get("GUID", ""))
        id = self.ids.of("assignment", f"{task} {resource}" if uid is None else uid)
        if id in self.rows:
            source.tell("uid", "Its unique id is that of another assignment; it got a new one.")
            id, uid = self.ids.of("assignment", f"row {len(self.rows)}"), None
        nobody = resource_uid is None or resource_uid < 0
        segments, gaps = _segments(source)
        self.rows[id] = ReadAssignment(
            {
                "id": id,
                "uid": uid,
                "task": self.ids.of("task", task_uid),
                "resource": "" if nobody else self.ids.of("resource", resource_uid or 0),
                "units": source.whole("Units", 0, MOST_UNITS, FULL_UNITS, FULL_UNITS),
                "work": source.duration("Work"),
                "overtime_work": source.duration("OvertimeWork") or 0,
                "actual_work": source.duration("ActualWork") or 0,
                "remaining_work": source.duration("RemainingWork"),
                "percent": source.whole("PercentWorkComplete", 0, 100, 0),
                "delay": source.whole("Delay", -LONGEST, LONGEST, 0, 0.1),
                "levelling_delay": source.tenths("LevelingDelay"),
                "contour": source.choice("WorkContour", CONTOURS, "flat"),
                "start": source.instant("Start"),
                "finish": source.instant("Finish"),
                "actual_start": source.instant("ActualStart"),
                "actual_finish": source.instant("ActualFinish"),
                "stop": source.instant("Stop"),
                "resume": source.instant("Resume"),
                "segments": segments,
                "rate_table": TABLES[source.whole("CostRateTable", 0, 4, 0)],
                "cost": source.number("Cost", self.money) or 0,
                "actual_cost": source.number("ActualCost", self.money) or 0,
                "notes": texts.get("Notes", ""),
            },
            gaps,
        )
        self.fields.pass_over(element)
        self.baselines.read(source, id)

    def records(self, plan: Plan) -> list[Assignment]:
        """Assignments of the plan's tasks and resources.

        An unshaped one keeps no dates of its own. Those of nobody are none, but for ours: see `splits`.
        """
        worktimes: dict[tuple[str, str], WorkTime] = {}
        found = []
        for row in self.rows.values():
            members = row.members
            nobody = not members["resource"] and not self.ids.is_named("assignment", members["id"])
            if nobody or not self._known(members, plan):
                continue
            worktime = _worktime(plan, members, worktimes)
            begun = members["actual_start"] is not None or members["actual_work"] or members["percent"]
            split = any(worktime.worked(a, b) > 0 for a, b in row.gaps)
            delayed = members["delay"] or members["levelling_delay"]
            shaped = begun or split or delayed or members["contour"] != "flat"
            if not shaped:
                members = {name: value for name, value in members.items() if name not in PLACED}
            if not begun:
                members = {**members, "stop": None, "resume": None, "remaining_work": None}
            resource = plan.resources.get(members["resource"])
            if resource is None or resource.type != "cost":
                members = {**members, "cost": 0, "actual_cost": 0}  # these follow from rates
            found.append(built(Assignment, members))
        return found

    def splits(self, plan: Plan) -> dict[str, tuple[Split, ...]]:
        """Splits by task id: the format keeps those of a task without resources in work that nobody does."""
        worktimes: dict[tuple[str, str], WorkTime] = {}
        found: dict[str, tuple[Split, ...]] = {}
        for row in self.rows.values():
            members = row.members
            if members["resource"] or members["task"] not in plan.tasks or not row.gaps:
                continue
            if self.ids.is_named("assignment", members["id"]):
                continue
            worktime = _worktime(plan, members, worktimes)
            begin = members["segments"][0].start
            splits: list[Split] = []
            for start, finish in row.gaps:
                if gap := worktime.worked(start, finish):
                    done = worktime.worked(begin, start) - sum(split.gap for split in splits)
                    splits.append(Split(after=done, gap=gap))
            if splits:
                found[members["task"]] = tuple(splits)
        return found

    def _known(self, members: Mapping[str, Any], plan: Plan) -> bool:
        missing = [
            name for name, table in (("task", plan.tasks), ("resource", plan.resources))
            if members[name] and members[name] not in table
        ]  # fmt: skip
        if missing:
            self.told.add("mspdi.assignment", f"Its {missing[0]} is not in the file; it was left out.",
                          f"Assignment UID {members['uid']}")  # fmt: skip
        return not missing


def _segments(source: Source) -> tuple[tuple[Segment, ...], tuple[tuple[int, int], ...]]:
    """Time-phased work in the order of time, and the periods between its first and its last without any."""
    found: list[Segment] = []
    for element in source.element.parts.get("TimephasedData", ()):
        kind = SEGMENT_TYPES.get(element.texts.get("Type", ""))
        if kind is None:
            continue  # costs, and what baselines held
        inner = source.inner(element, "a period of work")
        start, finish = inner.instant("Start"), inner.instant("Finish")
        work = inner.duration("Value") if inner.text("Value") else 0
        if start is not None and finish is not None and finish > start and work:
            found.append(Segment(start=start, finish=finish, work=work, type=kind))
    found.sort(key=lambda segment: (segment.start, segment.finish, segment.type))
    gaps = []
    reached = found[0].finish if found else 0
    for segment in found:
        if segment.start > reached:
            gaps.append((reached, segment.start))
        reached = max(reached, segment.finish)
    return tuple(found), tuple(gaps)


def _worktime(plan: Plan, members: Mapping[str, Any], made: dict[tuple[str, str], WorkTime]) -> WorkTime:
    """When an assignment's work may be done: the resource's calendar, and the task's where it has one."""
    task = plan.tasks[members["task"]]
    resource = plan.resources.get(members["resource"])
    of_resource = resource.calendar if resource and not task.ignore_resource_calendars else ""
    key = (task.calendar, of_resource)
    if key not in made:
        made[key] = worktime_of(plan, of_resource or task.calendar)
        if of_resource and task.calendar:
            made[key] = intersect(made[key], worktime_of(plan, task.calendar))
    return made[key]
