"""Writing tasks: entered facts, and beside them the dates and slack that our schedule computed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_app.exchange.mspdi.field_ids import FIELD_IDS, free_slot
from roadmap_app.exchange.mspdi.ids import guid_of
from roadmap_app.exchange.mspdi.links import TYPES as LINK_TYPES
from roadmap_app.exchange.mspdi.out import Out, decimal, duration_format, length, when
from roadmap_app.exchange.mspdi.tasks import ACCRUALS, CONSTRAINTS, TASK_TYPES
from roadmap_app.exchange.told import Told
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import BaselineTask, Field, Link, Reference, Task
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
    told: Told
    slots: dict[str, str] = field(default_factory=dict)  # field id -> the name of its slot

    def define_fields(self) -> None:
        """The custom fields that have a slot; the others are told."""
        fields = sorted(self.plan.fields.values(), key=lambda each: (each.ord, each.id))
        taken = {each.source for each in fields if each.source in FIELD_IDS}
        for each in fields:
            slot = each.source if each.source in FIELD_IDS and each.source not in self.slots.values() else ""
            slot = slot or free_slot(each.type, taken)
            if slot:
                taken.add(slot)
                self.slots[each.id] = slot
            else:
                self.told.add("mspdi.lost", f"MS Project has no room for the field '{each.name}'.", problem=False)
        if self.slots:
            self.out.open("ExtendedAttributes")
            for each in fields:
                if each.id in self.slots:
                    self._definition(each)
            self.out.close("ExtendedAttributes")

    def write(self) -> None:
        """All tasks, the project summary first."""
        out, project = self.out, self.plan.project
        out.open("Tasks")
        out.open("Task")
        out.number("UID", 0)
        out.number("ID", 0)
        out.text("GUID", guid_of(project.id))
        out.text("Name", project.name)
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

    def _definition(self, each: Field) -> None:
        out, slot = self.out, self.slots[each.id]
        out.open("ExtendedAttribute")
        out.number("FieldID", FIELD_IDS[slot])
        out.text("FieldName", slot)
        if each.name != slot:
            out.text("Alias", each.name)
        if each.choices:
            out.open("ValueList")
            for number, choice in enumerate(each.choices, 1):
                out.open("Value")
                out.number("ID", number)
                out.text("Value", choice)
                out.close("Value")
            out.close("ValueList")
        out.close("ExtendedAttribute")

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
        if not task.name and not task.active and not task.duration and not summary:
            out.flag("IsNull", True)
            out.close("Task")
            return
        out.text("Name", task.name)
        out.flag("Active", task.active)
        out.flag("Manual", task.manual)
        out.number("Type", TASK_TYPES.index(task.task_type))
        out.flag("IsNull", False)
        out.text("WBS", task.code or wbs)
        out.text("OutlineNumber", wbs)
        out.number("OutlineLevel", plan.outline.depth[id] + 1)
        out.number("Priority", task.priority)
        out.instant("Start", task.start if kept and task.start is not None else schedule.start(id))
        out.instant("Finish", task.finish if kept and task.finish is not None else schedule.finish(id))
        out.length("Duration", schedule.duration(id) if summary and not task.manual else task.duration)
        if task.manual:
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
        out.number("FixedCostAccrual", ACCRUALS.index(task.fixed_cost_accrual))
        out.number("PercentComplete", schedule.percent(id))
        out.number("PercentWorkComplete", task.percent_work)
        out.instant("ActualStart", task.actual_start)
        out.instant("ActualFinish", task.actual_finish)
        out.length("ActualDuration", task.actual_duration)
        out.length("RemainingDuration", task.remaining_duration)
        out.number("ConstraintType", CONSTRAINTS.index(task.constraint))
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
        self._values(task)
        for number, row in self.baselines.get(id, ()):
            write_baseline(out, number, row, plan.project.currency_digits)
        out.close("Task")

    def _elsewhere(self, task: Task) -> None:
        """A task of another plan, or a plan put in here."""
        out = self.out
        if task.reference:
            out.flag("IsSubproject", True)
            other = self.plan.get("reference", task.reference)
            out.text("SubprojectName", task.external or (other.path if isinstance(other, Reference) else ""))
        elif task.external:
            out.flag("ExternalTask", True)
            out.text("ExternalTaskProject", task.external)

    def _hyperlink(self, task: Task) -> None:
        if task.hyperlinks:
            link = task.hyperlinks[0]
            self.out.text("Hyperlink", link.label or link.url)
            self.out.text("HyperlinkAddress", link.url)

    def _money(self, tag: str, amount: int) -> None:
        if amount:
            self.out.number(tag, decimal(amount * 100, 10**self.plan.project.currency_digits))

    def _link(self, link: Link) -> None:
        out = self.out
        out.open("PredecessorLink")
        out.number("PredecessorUID", self.uids.get(link.from_, 0))
        out.number("Type", LINK_TYPES.index(link.type))
        if link.external:
            out.flag("CrossProject", True)
            out.text("CrossProjectName", link.external)
        percent = link.lag_kind == "percent"
        out.number("LinkLag", link.lag if percent else link.lag * 10)
        out.number("LagFormat", 19 if percent else duration_format(link.lag_unit, link.lag_kind == "elapsed"))
        out.close("PredecessorLink")

    def _values(self, task: Task) -> None:
        for id, value in task.fields:
            if id in self.slots:
                self.out.open("ExtendedAttribute")
                self.out.number("FieldID", FIELD_IDS[self.slots[id]])
                self.out.text("Value", self._value(self.plan.fields[id].type, value))
                self.out.close("ExtendedAttribute")

    def _value(self, type: str, value: str | int) -> str:
        if isinstance(value, int) and type == "date":
            return when(value)
        if isinstance(value, int) and type == "duration":
            return length(value)
        if isinstance(value, int) and type == "cost":
            return decimal(value * 100, 10**self.plan.project.currency_digits)
        return str(value)


def write_baseline(out: Out, number: int, row: BaselineTask, digits: int) -> None:
    """One row of a baseline within a task, a resource or an assignment."""
    out.open("Baseline")
    out.number("Number", number)
    out.instant("Start", row.start)
    out.instant("Finish", row.finish)
    out.length("Duration", row.duration)
    out.length("Work", row.work)
    if row.cost is not None:
        out.number("Cost", decimal(row.cost * 100, 10**digits))
    out.close("Baseline")
