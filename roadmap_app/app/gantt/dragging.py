"""Dragging bars: moving them, changing their length, setting how much is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.arranging.telling import title_of
from roadmap_app.app.gantt import bar_painter
from roadmap_app.app.gantt.gesture import Change, Gesture, Pointer
from roadmap_app.commands import copying, dates, labels, regroup
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import change, quoted
from roadmap_app.scene.arranged import Group
from roadmap_app.scene.bars import bar_of
from roadmap_app.scene.preview import Tooltip, carried, moves, span, tooltip
from roadmap_app.scene.snap import snap_finish, snap_start
from roadmap_app.schedule import changed_ids

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

REACH = 40  # rows above and below whose ends a drag snaps to


class Drag(Gesture):
    """A gesture on one task (and, moving, on the selection with it)."""

    staying = ""  # what is said of tasks in hand that do not go along

    def __init__(self, chart: GanttView, start: Pointer, id: str) -> None:
        super().__init__(chart, start)
        self.id = id
        self.ids: tuple[str, ...] = (id,)
        self.schedule = self.document.schedule
        self.task = self.document.plan.tasks[id]
        self.worktime = self.schedule.worktime(id)
        self._targets = tuple(self._ends())

    def _ends(self) -> Iterator[int]:
        """Starts and finishes of the rows nearby: what an end may snap to."""
        rows = self.workspace.rows
        here = rows.index(self.id) or 0
        for row in rows.rows[max(here - REACH, 0) : here + REACH]:
            if row.kind == "task" and row.id not in self.ids and not row.has_children:
                yield self.schedule.start(row.id)
                yield self.schedule.finish(row.id)

    def targets(self) -> tuple[int, ...]:
        return () if self.pointer.alt else self._targets

    def dates(self) -> list[tuple[int, bool]]:
        return self._dates_of(self.id)

    def _dates_of(self, id: str) -> list[tuple[int, bool]]:
        shown = self.workspace.schedule
        return [] if self.refusal or id not in shown else [(shown.start(id), False), (shown.finish(id), True)]

    def tooltip(self) -> Tooltip | None:
        if self.refusal:
            return super().tooltip()
        outcome = self._outcome
        notes = outcome.notes if isinstance(outcome, dates.MoveOutcome) else ()
        notes += (self.staying,) if self.staying else ()
        shown = self.workspace
        moved = tuple(self.chart.moves().values())
        return tooltip(
            shown.plan, self.schedule, shown.schedule, self.ids, moved, notes=notes, exact=self.exact
        )

    def place(self) -> QPointF:
        """Below the bar, so that the tooltip hides neither it nor its row."""
        number = self.workspace.rows.index(self.id)
        y = self.chart.row_top(number + 1) if number is not None else self.pointer.y
        return QPointF(self.pointer.x + 40, y + 8)


class MoveTasks(Drag):
    """Drag a bar: it and the selection move; a summary moves its branch. With Ctrl, copies of them go there."""

    keeps_axis = True

    def __init__(self, chart: GanttView, start: Pointer, id: str) -> None:
        super().__init__(chart, start, id)
        chosen = self.workspace.selected_tasks
        self.ids = (id, *(other for other in chosen if other != id)) if id in chosen else (id,)
        self.origin = self.schedule.start(id)
        self.copies = copying.names(self.document.plan, self.ids)
        self.staying = labels.stays(self.document.plan, self.ids).removesuffix(".")

    @property
    def lane(self) -> Group | None:
        """The group that the pointer is over, where it is another than that of the bar in hand."""
        arranging = self.workspace.arranging
        row = self.chart.row_at(self.pointer.y)
        over = arranging.group_of(row) if row is not None and arranging.applied.groups else None
        return over if over is not None and self.id not in over.members else None

    @property
    def at_evening(self) -> bool:
        """True of a milestone that falls on the end of a day: so it does on the days that it is dragged to."""
        milestone = self.schedule.is_milestone(self.id)
        return milestone and self.worktime.last_finish(self.origin) == self.origin

    @property
    def copying(self) -> bool:
        return self.pointer.control

    @property
    def label(self) -> str:
        return f"{'Copying' if self.copying else 'Moving'} {labels.named(self.document.plan, self.ids)}"

    def change(self) -> Change | None:
        axis, free = self.workspace.axis, self.pointer.alt
        x = axis.x_of(self.origin)
        snap = snap_finish if self.at_evening else snap_start
        rest = snap(axis.minute_at(x), axis, self.worktime, free=free).minute
        there = snap(axis.minute_at(x + self.dx), axis, self.worktime, self.targets(), free=free).minute
        by, lane = there - rest, self.lane
        if not by and lane is None:
            return None
        ids, schedule, copies = self.ids, self.schedule, self.copies
        facet, today = self.workspace.arrangement.group, self.workspace.today

        def change(draft: Draft) -> object:
            done: object = None
            if self.copying:
                done = copying.copy(draft, schedule, copies, by)
            elif by:
                done = dates.move(draft, schedule, ids, by)
            if lane is not None:
                regroup.put(draft, schedule, list(copies.values()) if self.copying else ids, facet, lane.key, today)
            return done

        return change

    def dates(self) -> list[tuple[int, bool]]:
        return self._dates_of(self.copies[self.id] if self.copying else self.id)

    def tooltip(self) -> Tooltip | None:
        made, shown = self.copies[self.id], self.workspace.schedule
        if self.refusal or not self.copying or made not in shown:
            said, lane = super().tooltip(), self.lane
            if said is None or self.refusal or lane is None:
                return said
            title = title_of(self.chart.window_, self.workspace.arrangement.group)
            return replace(said, rows=((title, lane.words, "accent"), *said.rows))
        words = span(shown.start(made), shown.finish(made), self.exact)
        what = labels.named(self.document.plan, self.ids)
        return Tooltip(words, f"a copy of {what}", (), "Esc cancels. Let go of Ctrl to move.")

    def paint(self, painter: QPainter) -> None:
        """Copies have no rows yet: they are shown in those of their originals. Another group shows where it is."""
        if self.lane is not None:
            self._paint_lane(painter, self.lane)
        shown = self.workspace.preview
        if not self.copying or shown is None:
            return
        chart, rows = self.chart, self.workspace.rows
        for id, made in self.copies.items():
            number = rows.index(id)
            if number is not None:
                row, top = rows.rows[number]._replace(id=made), chart.row_top(number)
                bar = bar_of(shown.plan, shown.schedule, None, self.workspace.axis, row, top, chart.row_size)
                if bar is not None:
                    bar_painter.body(painter, bar, self.workspace.tokens, False, True)

    def _paint_lane(self, painter: QPainter, lane: Group) -> None:
        """A line around the rows of a group."""
        rows = self.workspace.rows
        first = rows.index(lane.id) or 0
        count = 1 + sum(rows.index(id) is not None for id in lane.members)
        top, height = self.chart.row_top(first), count * self.chart.row_size.height
        painter.setPen(QPen(QColor(self.workspace.tokens.accent.base), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(1, top, self.chart.viewport().width() - 2, height - 1))

    def commit(self) -> None:
        super().commit()
        made = self.copies[self.id]
        if made in self.document.plan.tasks:
            self.workspace.select([self.copies[id] for id in self.ids], made)
            self.workspace.reveal(made)

    def name(self) -> str:
        plan, lane = self.document.plan, self.lane
        shown = self.document.preview(self._change) if self._change else None
        if shown is None or self.copying:
            return f"Copy {labels.named(plan, self.ids)}" if self.copying else self.label
        moved = moves(self.schedule, shown.schedule, changed_ids(self.schedule, shown.schedule))
        by = carried(plan, self.schedule, shown.schedule, self.ids, moved)
        name = labels.move(plan, dates.going(plan, self.ids), by)
        if lane is None:
            return name
        return regroup.label(plan, self.ids, lane.words) + name.removeprefix(labels.verb("Move", plan, self.ids))


class ResizeTask(Drag):
    """Drag an edge: the duration changes, the other end stays."""

    def __init__(self, chart: GanttView, start: Pointer, id: str, edge: str) -> None:
        super().__init__(chart, start, id)
        self.edge = edge
        self.label = f"Changing {quoted(self.task.name)}"

    def change(self) -> Change | None:
        axis, free, schedule, id = self.workspace.axis, self.pointer.alt, self.schedule, self.id
        begun, ended = schedule.start(id), schedule.finish(id)
        if self.edge == "finish":
            at = axis.minute_at(axis.x_of(ended) + self.dx - 1e-6)
            finish = snap_finish(at, axis, self.worktime, self.targets(), free=free).minute
            finish = max(finish, self.worktime.add(begun, self._least()))
            return None if finish == ended else lambda draft: dates.set_finish(draft, schedule, id, finish)
        at = axis.minute_at(axis.x_of(begun) + self.dx)
        start = snap_start(at, axis, self.worktime, self.targets(), free=free).minute
        start = min(start, self.worktime.add(ended, -self._least()))
        return None if start == begun else lambda draft: dates.set_span(draft, schedule, id, start, ended)

    def _least(self) -> int:
        """The shortest that a drag makes a task: a step of the scale, or what it was if that is less."""
        step = (
            60
            if self.workspace.axis.clock or self.pointer.alt
            else self.document.plan.project.minutes_per_day
        )
        return min(step, max(self.schedule.duration(self.id), 1))

    def name(self) -> str:
        plan = self.document.plan
        shown = self.document.preview(self._change) if self._change else None
        before = self.schedule.duration(self.id)
        after = shown.schedule.duration(self.id) if shown else before
        return f"Duration of {quoted(self.task.name)} {change(before, after, self.task, plan.project)}"


class SetProgress(Drag):
    """Drag the grip: how much is done, in steps of five per cent (Alt: of one)."""

    def __init__(self, chart: GanttView, start: Pointer, id: str) -> None:
        super().__init__(chart, start, id)
        self.label = f"Progress of {quoted(self.task.name)}"
        self.percent = self.task.percent

    def change(self) -> Change | None:
        bar = self.chart.bar_of(self.id, before=True)
        if bar is None:
            return None
        axis, schedule, id = self.workspace.axis, self.schedule, self.id
        start, finish = schedule.start(id), schedule.finish(id)
        whole = max(self.worktime.worked(start, finish), 1)
        x = min(max(self.pointer.x, bar.x0), bar.x1)
        done = self.worktime.worked(start, axis.minute_at(x)) / whole * 100
        step = 1 if self.pointer.alt else 5
        percent = min(max(round(done / step) * step, 0), 100)
        if x >= bar.x1 - 1:
            percent = 100
        self.percent = percent
        return (
            None
            if percent == self.task.percent
            else lambda draft: dates.set_percent(draft, schedule, id, percent)
        )

    def dates(self) -> list[tuple[int, bool]]:
        return []

    def tooltip(self) -> Tooltip | None:
        if self.refusal:
            return super().tooltip()
        return Tooltip(
            f"{self.percent} % done",
            f"was {self.task.percent} %",
            (),
            "Esc cancels. Hold Alt for single steps.",
        )

    def name(self) -> str:
        return f"Progress of {quoted(self.task.name)} {self.percent} %"
