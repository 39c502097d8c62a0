"""Writing tasks: entered facts, and beside them the dates and slack that our schedule computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_app.exchange.mspdi.ids import guid_of
from roadmap_app.exchange.mspdi.links import TYPES as LINK_TYPES
from roadmap_app.exchange.mspdi.lost import file_name
from roadmap_app.exchange.mspdi.out import Out, decimal, duration_format
from roadmap_app.exchange.mspdi.tasks import ACCRUALS, CONSTRAINTS, TASK_TYPES, is_blank
from roadmap_app.exchange.mspdi.write_fields import FieldWriter
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import BaselineTask, Link, Reference, Task
from roadmap_app.schedule import Schedule


@dataclass
class TaskWriter:
    """What writing every task needs: the plan, its dates, and the unique ids of tasks and calendars."""

    out: Out
    plan: Plan
    schedule: Schedule
    uids: Mapping[str, int]
    calendar_uids: Mapping[str, int]
    baselines: Mapping[str, list[tuple[int, BaselineTask]]]
    fields: FieldWriter

    def write(self) -> None:
        """All tasks, the project summary first."""
        out, project = self.out, self.plan.project
        out.open("Tasks")
        out.open("Task")
        out.number("UID", 0)
        out.text("GUID", guid_of(project.id))
        out.number("ID", 0)
        out.name("Name", project.name)
        out.number("OutlineNumber", 0)
        out.number("OutlineLevel", 0)
        if self.plan.tasks:
            out.instant("Start", self.schedule.project_start)
            out.instant("Finish", self.schedule.project_finish)
        out.flag("Summary", True)
        out.text("Notes", project.notes)
        out.close("Task")
        for place, id in enumerate(self.plan.outline.order, 1):
            self._task(self.plan.tasks[id], place)
        out.close("Tasks")

    def _task(self, task: Task, place: int) -> None:
        """One task, its elements in the order of the format's schema."""
        out, plan, schedule, id = self.out, self.plan, self.schedule, task.id
        summary = plan.outline.is_summary(id)
        kept = bool(task.external) or not task.active  # its entered dates count, whatever drives it
        wbs = plan.outline.wbs[id]
        out.open("Task")
        out.number("UID", self.uids[id])
        out.text("GUID", guid_of(id))
        out.number("ID", place)
        if is_blank(task) and not (summary or id in plan.links_into or id in self.baselines):
            out.flag("IsNull", True)
            out.number("OutlineLevel", plan.outline.depth[id] + 1)
            out.close("Task")
            return
        out.name("Name", task.name)
        out.flag("Active", task.active)
        out.flag("Manual", task.manual)
        out.choice("Type", TASK_TYPES, task.task_type)
        out.flag("IsNull", False)
        out.name("WBS", task.code or wbs)
        out.text("OutlineNumber", wbs)
        out.number("OutlineLevel", plan.outline.depth[id] + 1)
        out.number("Priority", task.priority)
        out.instant("Start", task.start if kept and task.start is not None else schedule.start(id))
        out.instant("Finish", task.finish if kept and task.finish is not None else schedule.finish(id))
        duration = schedule.duration(id) if summary and not task.manual else task.duration
        out.length("Duration", duration)
        if task.manual or kept:
            out.instant("ManualStart", task.start)
            out.instant("ManualFinish", task.finish)
            out.length("ManualDuration", task.duration)
        out.number("DurationFormat", duration_format(task.duration_unit, task.elapsed, task.estimated))
        out.length("Work", task.work)
        out.instant("Stop", task.stop)
        out.instant("Resume", task.resume)
        out.flag("EffortDriven", task.effort_driven)
        out.flag("Recurring", task.recurring)
        out.flag("Estimated", task.estimated)
        out.flag("Milestone", schedule.is_milestone(id))
        out.flag("Summary", summary)
        out.flag("Critical", schedule.is_critical(id))
        self._elsewhere(task)
        out.instant("LateStart", schedule.late_start(id))
        out.instant("LateFinish", schedule.late_finish(id))
        out.tenths("FreeSlack", schedule.free_slack(id))
        out.tenths("TotalSlack", schedule.total_slack(id))
        self._money("FixedCost", task.fixed_cost)
        out.choice("FixedCostAccrual", ACCRUALS, task.fixed_cost_accrual)
        out.number("PercentComplete", schedule.percent(id))
        out.number("PercentWorkComplete", task.percent_work)
        out.instant("ActualStart", task.actual_start)
        out.instant("ActualFinish", task.actual_finish)
        done, left = task.actual_duration, task.remaining_duration
        if done is left is None and not schedule.percent(id) and task.actual_start is None:
            done, left = 0, duration  # said of every task, as MS Project does: other schedulers ask for it
        out.length("ActualDuration", done)
        out.length("RemainingDuration", left)
        out.choice("ConstraintType", CONSTRAINTS, task.constraint)
        out.number("CalendarUID", self.calendar_uids.get(task.calendar, -1))
        out.instant("ConstraintDate", task.constraint_date)
        out.instant("Deadline", task.deadline)
        out.tenths("LevelingDelay", task.levelling_delay)
        out.number("LevelingDelayFormat", 8)
        self._hyperlink(task)
        out.flag("IgnoreResourceCalendar", task.ignore_resource_calendars)
        out.text("Notes", task.notes)
        out.number("PhysicalPercentComplete", task.physical_percent)
        for link in plan.links_into.get(id, ()):
            self._link(link)
        self.fields.values(task)
        for number, row in self.baselines.get(id, ()):
            write_baseline(out, number, row, plan.project.currency_digits, ("start", "finish", "duration"))
        self.fields.codes_of(task)
        out.close("Task")

    def _elsewhere(self, task: Task) -> None:
        """A task of another plan, or a plan put in here."""
        out = self.out
        if task.reference:
            out.flag("IsSubproject", True)
            other = self.plan.get("reference", task.reference)
            out.name("SubprojectName", task.external or (other.path if isinstance(other, Reference) else ""))
        elif task.external:
            out.flag("ExternalTask", True)
            out.name("ExternalTaskProject", task.external)

    def _hyperlink(self, task: Task) -> None:
        if task.hyperlinks:
            link = task.hyperlinks[0]
            self.out.name("Hyperlink", link.label or link.url)
            self.out.name("HyperlinkAddress", link.url)

    def _money(self, tag: str, amount: int) -> None:
        if amount:
            self.out.number(tag, decimal(amount * 100, 10**self.plan.project.currency_digits))

    def _uid_of(self, external: str) -> int:
        """The unique id that a path to a task of another plan ends with, but none that one of ours has."""
        last = file_name(external)
        taken = self.uids.values()
        named = int(last) if last.isdecimal() and len(last) < 10 else 0
        return named if named and named not in taken else max(taken, default=0) + 1

    def _link(self, link: Link) -> None:
        out = self.out
        out.open("PredecessorLink")
        out.number("PredecessorUID", self.uids[link.from_] if link.from_ in self.uids else self._uid_of(link.external))
        out.choice("Type", LINK_TYPES, link.type)
        if link.external:
            out.flag("CrossProject", True)
            out.name("CrossProjectName", link.external)
        percent = link.lag_kind == "percent"
        out.number("LinkLag", link.lag if percent else link.lag * 10)
        out.number("LagFormat", 19 if percent else duration_format(link.lag_unit, link.lag_kind == "elapsed"))
        out.close("PredecessorLink")


def write_baseline(out: Out, number: int, row: BaselineTask, digits: int, members: tuple[str, ...]) -> None:
    """One row of a baseline within a task, a resource or an assignment.

    `members` are those that the schema has for it; others that the row holds are counted as lost.
    """
    out.open("Baseline")
    out.number("Number", number)
    if "start" in members:
        out.instant("Start", row.start)
        out.instant("Finish", row.finish)
    if "duration" in members and row.duration is not None:
        out.length("Duration", row.duration)
        out.number("DurationFormat", 7)
    out.length("Work", row.work)
    if row.cost is not None:
        out.number("Cost", decimal(row.cost * 100, 10**digits))
    out.close("Baseline")
    for member in ("start", "finish", "duration"):
        if member not in members and getattr(row, member) is not None:
            out.lost[f"{member} in baselines of assignments and resources"] += 1
