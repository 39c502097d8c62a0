"""What is put on paper: a plan, its dates, and how it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from roadmap_app.analysis import variance
from roadmap_app.analysis.checks import about
from roadmap_app.analysis.filtering import Readers
from roadmap_app.analysis.progress import complete
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.totals import totals
from roadmap_app.analysis.variance import Variance
from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.commands import fields, shown
from roadmap_app.commands.read import readers
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import long_date, quoted
from roadmap_app.scene.frame import Look
from roadmap_app.scene.rows import Row, RowList, visible_rows
from roadmap_app.schedule import Schedule

T = TypeVar("T")
COLUMNS = ("wbs", "name", "duration", "start", "finish", "predecessors", "team", "percent", "status")


@dataclass(frozen=True, eq=False)
class Content:
    """A snapshot that a job can draw from; `rows` are those shown, folded and filtered as in the window."""

    plan: Plan
    schedule: Schedule
    rows: RowList
    look: Look
    today: int
    columns: tuple[str, ...] = COLUMNS
    chosen_standing: Standing | None = None
    _found: dict[str, Any] = field(default_factory=dict, init=False, repr=False)  # not for a copy with another look

    def once(self, key: str, find: Callable[[], T]) -> T:
        """What is found by looking at all rows, kept for the next layout of the same content."""
        if key not in self._found:
            self._found[key] = find()
        found: T = self._found[key]
        return found

    @cached_property
    def standing(self) -> Standing:
        return self.chosen_standing or Standing(self.schedule)

    @cached_property
    def readers(self) -> Readers:
        return readers(self.plan.project, self.today)

    @cached_property
    def variance(self) -> Variance | None:
        return variance.of(self.plan, self.schedule) if self.plan.project.baseline else None

    @cached_property
    def worktime(self) -> WorkTime:
        return worktime_of(self.plan, "")

    @cached_property
    def percent(self) -> int:
        return complete(self.plan, self.schedule)

    def cell(self, row: Row, column: str) -> str:
        """The text of a cell."""
        if row.kind == "project":
            return shown.project_cell(self.plan, self.schedule, column, self.today, self.percent)
        if row.kind == "group":
            figures = self.once(row.id, lambda: totals(self.plan, self.schedule, self.rows.groups.get(row.id, ())))
            return shown.group_cell(self.plan, figures, row.words, column, self.today)
        if row.kind != "task":
            return ""
        return shown.task_cell(self.plan, self.schedule, row.id, column, self.today)

    def text(self, id: str, column: str) -> str:
        """What a column says of a task beside its bar; nothing of one that the plan does not have."""
        known = fields.has(self.plan, column)
        return fields.text(self.plan, self.schedule, id, column, self.today) if known else ""

    def advice(self, id: str) -> str:
        """What the checks say of a task, in a sentence; "" for nothing."""
        found = about(self.plan, self.schedule, id, self.today)
        return found.message if found else ""

    def told(self, id: str) -> str:
        """What a bar or a link is, in words: `API freeze, Mon 4 May to Fri 8 May`."""
        plan, schedule = self.plan, self.schedule
        if id == plan.project.id:
            return f"{plan.project.name or 'The plan'}, {_span(schedule.project_start, schedule.project_finish)}"
        if id in plan.tasks:
            begin, end = schedule.start(id), schedule.finish(id)
            when = long_date(end) if schedule.is_milestone(id) else _span(begin, end)
            return f"{plan.tasks[id].name or '(no name)'}, {when}"
        link = plan.links.get(id)
        if link is None:
            return ""
        ends = (quoted(plan.tasks[end].name) for end in (link.from_, link.to))
        return f"{link.type} from {' to '.join(ends)}"


def _span(start: int, finish: int) -> str:
    return f"{long_date(start)} to {long_date(finish)}"


def content_of(plan: Plan, schedule: Schedule, today: int) -> Content:
    """A plan as a window would first show it: folded as it was saved."""
    collapsed = [task.id for task in plan.tasks.values() if task.collapsed]
    return Content(plan, schedule, without_placeholder(visible_rows(plan, collapsed)), Look(), today)


def without_placeholder(rows: RowList) -> RowList:
    """The rows but for the one that takes a new task."""
    return replace(rows, rows=tuple(row for row in rows.rows if row.kind != "placeholder"))
