"""One row's mark in the chart as plain geometry: task, summary or milestone.

Coordinates are pixels in the chart; x grows with time, y downwards. Edges lie on whole pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.variance import Variance
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Task
from roadmap_app.scene import splits
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.colouring import USUAL, Colouring, Paint
from roadmap_app.scene.folded import Inner, inner_milestones
from roadmap_app.scene.rows import Row
from roadmap_app.scene.tokens import MILESTONE_RADIUS, MINIMUM_BAR, RowSize
from roadmap_app.schedule.schedule import Schedule

Rect = tuple[float, float, float, float]  # x, y, width, height
SUMMARY = Paint("gantt.summary", "gantt.summary", "gantt.summary")


@dataclass(frozen=True, slots=True)
class Bar:
    """What is drawn for one row, without its words.

    `kind` is task, summary, milestone or project. `x0` and `x1` are its edges (a milestone's both are its
    middle); `progress_x` is where the done part ends. Optional marks are None where there are none.
    """

    id: str
    kind: str
    x0: float
    x1: float
    top: float
    height: float
    row_top: float
    row_height: float
    progress_x: float
    paint: Paint = USUAL
    critical: bool = False
    near: bool = False  # nearly critical
    done: bool = False
    manual: bool = False
    pinned: bool = False
    constrained: bool = False  # carries the pin of a dated constraint
    inactive: bool = False
    baseline: tuple[float, float] | None = None
    deadline: float | None = None
    missed: bool = False
    slack: tuple[float, float] | None = None
    gaps: tuple[tuple[float, float], ...] = ()  # where no work is done on a task that is split
    inner: tuple[Inner, ...] = ()  # milestones that a folded summary hides
    folded: bool = False
    dimmed: bool = False  # steps back: behind what is lit, or only there for a row below that a filter finds

    @property
    def middle(self) -> float:
        return self.top + self.height / 2

    @property
    def rect(self) -> Rect:
        """The body: for a milestone the square around its diamond."""
        if self.kind == "milestone":
            r = MILESTONE_RADIUS
            return (self.x0 - r, self.middle - r, 2 * r, 2 * r)
        return (self.x0, self.top, self.x1 - self.x0, self.height)

    @property
    def ends(self) -> tuple[float, float]:
        """Where links leave and arrive: left and right x."""
        if self.kind == "milestone":
            return self.x0 - MILESTONE_RADIUS, self.x0 + MILESTONE_RADIUS
        return self.x0, self.x1

    @property
    def reach(self) -> tuple[float, float]:
        """From where to where it and its marks lie."""
        left, right = self.x0, self.x1
        for span in (self.baseline, self.slack):
            if span is not None:
                left, right = min(left, span[0]), max(right, span[1])
        if self.deadline is not None:
            left, right = min(left, self.deadline), max(right, self.deadline)
        return left, right

    def moved(self, dx: float, dy: float) -> Bar:
        """The same, so many pixels further right and down."""

        def along(span: tuple[float, float] | None) -> tuple[float, float] | None:
            return (span[0] + dx, span[1] + dx) if span is not None else None

        return replace(
            self, x0=self.x0 + dx, x1=self.x1 + dx, top=self.top + dy, row_top=self.row_top + dy,
            progress_x=self.progress_x + dx, baseline=along(self.baseline), slack=along(self.slack),
            deadline=self.deadline + dx if self.deadline is not None else None,
            gaps=tuple((left + dx, right + dx) for left, right in self.gaps),
            inner=tuple(replace(inner, x=inner.x + dx) for inner in self.inner),
        )  # fmt: skip


def bar_of(
    plan: Plan,
    schedule: Schedule,
    variance: Variance | None,
    axis: TimeAxis,
    row: Row,
    row_top: float,
    size: RowSize,
    standing: Standing | None = None,
    colours: Colouring | None = None,
) -> Bar | None:
    """The bar of a row; None for rows that have none (the placeholder, a blank line).

    `standing` tells what is critical; None: what is so for the project's finish. `colours` fill it; None: by that.
    """
    standing = standing or Standing(schedule)
    colours = colours or Colouring(plan, schedule, standing, "critical", 0)
    top = row_top + size.bar_top
    if row.kind == "project":
        x0, x1 = axis.pixel(schedule.project_start), axis.pixel(schedule.project_finish)
        x1 = max(x1, x0 + MINIMUM_BAR)
        return Bar(row.id, "project", x0, x1, top, size.bar, row_top, size.height, x0, SUMMARY)
    if row.kind != "task" or row.id not in schedule:
        return None
    task = plan.tasks[row.id]
    start, finish = schedule.start(row.id), schedule.finish(row.id)
    critical = standing.is_critical(row.id)
    x0, x1 = axis.pixel(start), axis.pixel(finish)
    if row.has_children:
        x1 = max(x1, x0 + MINIMUM_BAR)
        return Bar(
            row.id, "summary", x0, x1, top, size.bar, row_top, size.height, x0,
            colours.paint(row.id, "summary", critical), critical=critical,
            done=schedule.percent(row.id) >= 100, folded=row.collapsed,
            inner=inner_milestones(plan, schedule, axis, row.id, standing) if row.collapsed else (),
        )  # fmt: skip
    if _is_blank(plan, task):
        return None
    done = task.percent >= 100
    deadline = axis.pixel(task.deadline) if task.deadline is not None else None
    missed = task.deadline is not None and finish > task.deadline
    constrained = not done and task.constraint_date is not None and task.constraint not in ("asap", "alap")
    milestone = schedule.is_milestone(row.id)
    baseline = None
    if variance is not None:
        base_start, base_finish = variance.baseline_start(row.id), variance.baseline_finish(row.id)
        if (
            base_start is not None
            and base_finish is not None
            and (base_start, base_finish) != (start, finish)
        ):
            baseline = (axis.pixel(base_start), axis.pixel(base_finish))
    slack = None
    if not done and schedule.total_slack(row.id) > 0 and not milestone:
        end = axis.pixel(schedule.late_finish(row.id))
        if end > x1 + 2:
            slack = (x1, end)
    if milestone:
        return Bar(
            row.id, "milestone", x1, x1, top, size.bar, row_top, size.height, x1,
            colours.paint(row.id, "milestone", critical), critical=critical,
            near=standing.is_near(row.id), done=done, manual=task.manual,
            pinned=task.pinned_start is not None, constrained=constrained, inactive=not task.active,
            baseline=baseline, deadline=deadline, missed=missed,
        )  # fmt: skip
    x1 = max(x1, x0 + MINIMUM_BAR)
    pauses = splits.pauses(schedule, row.id)
    return Bar(
        row.id, "task", x0, x1, top, size.bar, row_top, size.height,
        _progress(axis, schedule, task.percent, row.id, x0, x1, pauses), colours.paint(row.id, "task", critical),
        critical=critical, near=standing.is_near(row.id), done=done, manual=task.manual,
        pinned=task.pinned_start is not None, constrained=constrained, inactive=not task.active,
        baseline=baseline, deadline=deadline, missed=missed, slack=slack,
        gaps=_gaps(axis, pauses, x0, x1),
    )  # fmt: skip


def link_end(
    plan: Plan, schedule: Schedule, axis: TimeAxis, row: Row, row_top: float, size: RowSize
) -> Bar | None:
    """The bar of a row with only where it lies, as its links need it; None for rows that have none."""
    if row.kind != "task" or row.id not in schedule or (not row.has_children and _is_blank(plan, plan.tasks[row.id])):
        return None
    x0, x1 = axis.pixel(schedule.start(row.id)), axis.pixel(schedule.finish(row.id))
    kind = "summary" if row.has_children else "milestone" if schedule.is_milestone(row.id) else "task"
    x0, x1 = (x1, x1) if kind == "milestone" else (x0, max(x1, x0 + MINIMUM_BAR))
    top = row_top + size.bar_top
    return Bar(row.id, kind, x0, x1, top, size.bar, row_top, size.height, x0)


def _is_blank(plan: Plan, task: Task) -> bool:
    """A line that was left empty."""
    return not task.name and not task.duration and not plan.links_into.get(task.id) and not task.milestone


def _gaps(axis: TimeAxis, pauses: splits.Spans, x0: float, x1: float) -> tuple[tuple[float, float], ...]:
    """Pauses as pixels, those that can be seen: a piece of work beside them always keeps one."""
    found = []
    for start, end in pauses:
        from_, to = max(axis.pixel(start), x0 + 1), min(axis.pixel(end), x1 - 1)
        if to - from_ >= 2:
            found.append((from_, to))
    return tuple(found)


def _progress(
    axis: TimeAxis, schedule: Schedule, percent: int, id: str, x0: float, x1: float, pauses: splits.Spans
) -> float:
    """Where the done part of a bar ends: the instant by which that share of the work time is over."""
    if percent <= 0:
        return x0
    if percent >= 100:
        return x1
    start, finish = schedule.start(id), schedule.finish(id)
    worktime = schedule.worktime(id)
    paused = [worktime.worked(*pause) for pause in pauses]
    at = worktime.add(start, (worktime.worked(start, finish) - sum(paused)) * percent // 100)
    for pause, length in zip(pauses, paused, strict=True):
        if at > pause[0]:
            at = worktime.add(at, length)
    return min(max(axis.pixel(at), x0), x1)
