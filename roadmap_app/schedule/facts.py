"""From records to the facts of a node: which rule, which calendar, how long."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_app.calendar import CLOCK, WorkTime, intersect, worktime_of
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import FULL_UNITS, Assignment, Link, Project, Resource, Task
from roadmap_app.schedule import late, rules
from roadmap_app.schedule.node import FS, NEVER, TYPES, Edge, Node, Part

HARD = {"mso", "mfo", "snlt", "fnlt"}
WORKERS = {"person", "team"}
# Members whose absence tells a plain task: a record that was read holds no member at its default.
PLAIN = frozenset(
    {
        "active", "calendar", "elapsed", "splits", "constraint", "deadline", "levelling_delay", "manual", "external",
        "pinned_start", "pinned_finish", "actual_start", "actual_finish",
    }
)  # fmt: skip


ENDS = 3  # members of a plain link: its id and both ends
_tuple = tuple.__new__  # past the constructor of NamedTuple, which takes twice as long


class Facts:
    """What compiling nodes of one plan looks up again and again."""

    def __init__(self, plan: Plan, known: Facts | None = None) -> None:
        """`known` are the facts of a plan before an edit; what the edit left alone is taken from them."""
        self.plan = plan
        self.project: Project = plan.project
        self.time: WorkTime = worktime_of(plan)
        # From the finish, what may not be late is what stands as late as it can (rule 18).
        self.late_kinds = ("alap", "snlt", "fnlt") if self.project.schedule_from == "finish" else ("alap",)
        self.honour = self.project.honour_constraints
        self.alap = False  # whether a task compiled so far is to be as late as possible
        self.resources: Mapping[str, Resource] = plan.resources
        self.assignments: dict[str, list[Assignment]] = {}
        if known is not None and known.plan.tables.get("assignment") is plan.tables.get("assignment"):
            self.assignments = known.assignments
            return
        for assignment in plan.assignments.values():
            self.assignments.setdefault(assignment.task, []).append(assignment)

    def task(self, node: Node) -> None:
        """Fill in the facts of a leaf that has none yet, and choose its rules."""
        task = node.task
        node.place, node.late = rules.place_task, late.late_task
        if (duration := task.duration) > 0:
            node.duration = node.length = duration
        plain = PLAIN.isdisjoint(task.__dict__)
        if not plain:
            node.active = task.active
            if task.calendar:
                node.own = node.work = worktime_of(self.plan, task.calendar)
        if self.assignments and task.id in self.assignments:
            node.special = self._assigned(node, task)
            self._spent(node)
            node.length = node.duration
        if not plain:
            self._special(node, task)

    def task_again(self, node: Node) -> None:
        """The facts of a leaf that had others."""
        node.forget(self.time)
        self.task(node)

    def _special(self, node: Node, task: Task) -> None:
        """The facts that most tasks do not have."""
        if task.elapsed:
            node.work = CLOCK
        if task.splits and not node.parts:
            node.duration += sum(split.gap for split in task.splits if split.after < node.duration)
        dated = task.constraint != "asap"
        if dated or task.deadline is not None or task.levelling_delay:
            node.special = True
            node.hard = self.honour and task.constraint in HARD and task.constraint_date is not None
        if is_fixed(task):
            node.place, node.late = rules.place_fixed, late.late_fixed
            if task.actual_finish is not None:
                node.late = late.late_done
        elif task.actual_start is not None or task.actual_finish is not None:
            node.place = rules.place_begun
            node.late = late.late_begun if task.actual_finish is None else late.late_done
            node.resume = self.resume(task)
        else:
            node.alap = task.constraint in self.late_kinds
            self.alap |= node.alap

    def resume(self, task: Task) -> int:
        """Rule 16: the entered resume date, else the status date where the plan moves what remains to it."""
        if task.resume is not None:
            return task.resume
        status = self.project.status_date
        return status if self.project.move_remaining_forward and status is not None else NEVER

    def _assigned(self, node: Node, task: Task) -> bool:
        """Rules 4 and 14: assignments run on their resources' calendars and take work ÷ units, or the span
        of their time-phased work where that is given. Answers whether they take their own times."""
        if task.elapsed or not node.duration or task.task_type == "fixed_duration":
            return False
        parts = []
        for assignment in self.assignments[task.id]:
            part = self._part(task, assignment, node.duration, node.own)
            if part is not None and part.minutes:
                parts.append(part)
        if not parts:
            return False
        if all(part.plain and part.time is parts[0].time for part in parts):
            node.work = parts[0].time
            node.duration = max(part.minutes for part in parts)
            return False
        node.parts = tuple(sorted(parts, key=lambda part: part.id))
        return True

    def _spent(self, node: Node) -> None:
        """Rule 14: costs that began move a start; their dates tell no work."""
        begun = [
            assignment.actual_start
            for assignment in self.assignments[node.id]
            if assignment.actual_start is not None and self._costs(assignment)
        ]
        node.spent = min(begun, default=NEVER)
        if begun and node.duration:
            node.place, node.late = rules.place_spent, late.late_fixed

    def _costs(self, assignment: Assignment) -> bool:
        resource = self.resources.get(assignment.resource)
        return resource is not None and resource.type == "cost"

    def summary(self, node: Node) -> None:
        """The work that is assigned to a summary itself: its roll-up reaches at least to that work's end."""
        parts = [self._part(node.task, assignment, 0, node.own) for assignment in self.assignments.get(node.id, ())]
        node.parts = tuple(part for part in parts if part is not None and part.minutes)

    def _part(self, task: Task, assignment: Assignment, duration: int, own: WorkTime) -> Part | None:
        resource = self.resources.get(assignment.resource)
        if resource is None and not (assignment.segments and not assignment.resource):
            return None
        if resource is not None and resource.type not in WORKERS:
            return None
        time = own if resource is None else self.of_resource(task, resource, own)
        segments = assignment.segments
        minutes = duration
        if segments:
            minutes = time.worked(segments[0].start, max(segment.finish for segment in segments))
        elif assignment.work is not None and assignment.units > 0:
            work = assignment.work - assignment.overtime_work
            minutes = worked_through(work, assignment.units, duration)
            if assignment.stop is not None and assignment.resume is not None:
                minutes += max(0, time.worked(assignment.stop, assignment.resume))
        return Part(
            time,
            assignment.delay,
            assignment.levelling_delay,
            minutes,
            bool(segments),
            assignment.actual_start,
            assignment.actual_finish,
            assignment.id,
        )

    def of_resource(self, task: Task, resource: Resource, own: WorkTime) -> WorkTime:
        """Rule 4: the resource's calendar within the task's, unless the task ignores resource calendars."""
        if not resource.calendar or task.ignore_resource_calendars:
            return own
        theirs = worktime_of(self.plan, resource.calendar)
        return intersect(own, theirs) if task.calendar else theirs


def edge_of(begin: Node, end: Node, link: Link) -> Edge:
    """A link as an edge; its lag runs on the successor's calendar, on the clock or is a percentage."""
    if len(link.__dict__) == ENDS:
        return _tuple(Edge, (begin.index, end.index, FS, 0, end.own, link))
    kind = link.lag_kind
    time = end.own if kind == "worked" else CLOCK if kind == "elapsed" else None
    return _tuple(Edge, (begin.index, end.index, TYPES.get(link.type, FS), link.lag, time, link))


def worked_through(work: int, units: int, duration: int) -> int:
    """Minutes that work takes at some units; the task's duration where they differ by rounding only, since
    work is whole minutes."""
    minutes = round(work * FULL_UNITS / units)
    return duration if abs(minutes - duration) * units <= FULL_UNITS else minutes


def is_fixed(task: Task) -> bool:
    """Rules 12, 13: whether a task keeps entered dates."""
    if task.pinned_start is not None or task.pinned_finish is not None:
        return True
    if task.manual or task.external or not task.active:
        return task.start is not None or task.finish is not None
    return False
