"""Gestures on empty places: drawing a new task, selecting by a rectangle, panning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.gantt.gesture import Gesture, Pointer
from roadmap_app.calendar import worktime_of
from roadmap_app.commands import outline
from roadmap_app.model.plan import Draft
from roadmap_app.scene.preview import Tooltip, how_long, span, when
from roadmap_app.scene.rows import parent_below
from roadmap_app.scene.snap import snap_finish, snap_start

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

NEW_NAME = "New task"


class DrawTask(Gesture):
    """Draw on an empty row: a task from here to there, its name asked for right after."""

    label = "Drawing a task"
    keeps_axis = True

    def __init__(self, chart: GanttView, start: Pointer) -> None:
        super().__init__(chart, start)
        self.worktime = worktime_of(self.document.plan, "")

    def span(self) -> tuple[int, int]:
        """Start and finish as drawn, whichever way."""
        axis, free = self.workspace.axis, self.pointer.alt
        left, right = sorted((self.start.x, self.pointer.x))
        day = axis.minute_at(left) if free or axis.clock else axis.minute_at(left) // 1440 * 1440
        start = snap_start(day, axis, self.worktime, free=True).minute
        if not free and axis.clock:
            start = snap_start(axis.minute_at(left), axis, self.worktime).minute
        finish = snap_finish(axis.minute_at(right - 1e-6), axis, self.worktime, free=free).minute
        least = 60 if axis.clock else self.document.plan.project.minutes_per_day
        return start, max(finish, self.worktime.add(start, least))

    def dates(self) -> list[tuple[int, bool]]:
        start, finish = self.span()
        return [(start, False), (finish, True)]

    def tooltip(self) -> Tooltip | None:
        start, finish = self.span()
        length = how_long(self.document.plan, self.worktime.worked(start, finish), self.exact)
        pinned = f"Will start no earlier than {when(start, self.exact)}"
        notes = () if self._first(start) else (("", pinned, ""),)
        return Tooltip(span(start, finish, self.exact), f"a new task, {length} long", notes, "Esc cancels.")

    def _first(self, start: int) -> bool:
        """Whether a task without links begins there by itself."""
        return start == self.document.plan.project.start == self.document.schedule.project_start

    def paint(self, painter: QPainter) -> None:
        tokens, axis = self.workspace.tokens, self.workspace.axis
        start, finish = self.span()
        number = int((self.start.y + self.chart.verticalScrollBar().value()) // self.chart.row_size.height)
        top = self.chart.row_top(min(number, len(self.workspace.rows) - 1)) + self.chart.row_size.bar_top
        painter.setPen(QPen(QColor(tokens.accent.base), 1))
        painter.setBrush(QColor(tokens.gantt.bar))
        x0, x1 = round(axis.x_of(start)), round(axis.x_of(finish))
        painter.drawRoundedRect(
            QRectF(x0 + 0.5, top + 0.5, max(x1 - x0, 3) - 1, self.chart.row_size.bar - 1), 3, 3
        )

    def commit(self) -> None:
        start, finish = self.span()
        minutes = self.worktime.worked(start, finish)
        members = {} if self._first(start) else {"constraint": "snet", "constraint_date": start}
        parent = parent_below(self.workspace.rows, self.document.plan.outline)
        made: list[str] = []

        def add(draft: Draft) -> None:
            made.append(
                outline.add_task(draft, after=None, name=NEW_NAME, duration=minutes, parent=parent, **members)
            )

        if self.chart.window_.edit("Draw a task", add):
            self.workspace.select(made)
            self.workspace.edit_requested.emit(made[0], "name")


class Marquee(Gesture):
    """Drag over empty chart: select the bars that the rectangle touches."""

    label = "Selecting"

    def __init__(self, chart: GanttView, start: Pointer) -> None:
        super().__init__(chart, start)
        self._before = self.workspace.selection, self.workspace.current

    def cancel(self) -> None:
        self.workspace.select(*self._before)

    def move(self, pointer: Pointer) -> None:
        self.pointer = pointer
        area = self._area()
        touched = [
            bar.id
            for bar in self.chart.shown_frame().bars
            if area.intersects(QRectF(*bar.rect)) and bar.kind != "project"
        ]
        kept = self._before[0] if pointer.control else ()
        self.workspace.select({*touched, *kept})

    def _area(self) -> QRectF:
        return QRectF(
            QPointF(self.start.x, self.start.y), QPointF(self.pointer.x, self.pointer.y)
        ).normalized()

    def paint(self, painter: QPainter) -> None:
        tokens = self.workspace.tokens
        painter.setPen(QPen(QColor(tokens.accent.base), 1))
        fill = QColor(tokens.accent.base)
        fill.setAlphaF(0.10)
        painter.setBrush(fill)
        painter.drawRect(self._area())


class Pan(Gesture):
    """Space or the middle button: move the paper."""

    label = "Panning"
    scrolls = False
    keeps_axis = True

    def move(self, pointer: Pointer) -> None:
        before, self.pointer = self.pointer, pointer
        self.workspace.set_axis(self.workspace.axis.scrolled(before.x - pointer.x))
        bar = self.chart.verticalScrollBar()
        bar.setValue(bar.value() + round(before.y - pointer.y))
