"""The chart: draws the scene for the visible rows and hands the mouse to gestures."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea

from roadmap_app.app import verbs
from roadmap_app.app.gantt import overlay, painter
from roadmap_app.app.gantt.gesture import Gesture, Pointer
from roadmap_app.app.gantt.gestures import begin
from roadmap_app.app.gantt.timeheader import TimeHeader
from roadmap_app.app.theme import fonts
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.model.time import DAY
from roadmap_app.scene import preview
from roadmap_app.scene.bars import Bar, bar_of
from roadmap_app.scene.frame import Frame, frame
from roadmap_app.scene.header import header
from roadmap_app.scene.hits import EMPTY, Hit, hit, part_rect
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.shading import shading
from roadmap_app.scene.tokens import MAX_PX_PER_DAY, MIN_PX_PER_DAY, RowSize
from roadmap_app.schedule import changed_ids

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

EDGE = 24  # px from the edge at which a drag scrolls
CURSORS = {
    "start": Qt.CursorShape.SizeHorCursor,
    "finish": Qt.CursorShape.SizeHorCursor,
    "progress": Qt.CursorShape.SplitHCursor,
    "link_start": Qt.CursorShape.CrossCursor,
    "link_finish": Qt.CursorShape.CrossCursor,
    "body": Qt.CursorShape.SizeAllCursor,
}


class GanttView(QAbstractScrollArea):
    """One row list with the grid, one vertical scroll bar for both."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.workspace = window.workspace
        self.gesture: Gesture | None = None
        self._pressed: tuple[Hit, Pointer] | None = None
        self._frame: Frame | None = None
        self._index: LinkIndex | None = None
        self._indexed: object = None  # the table of links that the index was made of
        self._fit_pending = False
        self._following = False
        self._moved_for: object = None
        self._moved: dict[str, preview.Move] = {}
        self._space = False
        self.setAccessibleName("Gantt chart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.time_header = TimeHeader(self)
        self.setViewportMargins(0, self.workspace.tokens.size.time_header, 0, 0)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self._auto_scroll = QTimer(self)
        self._auto_scroll.setInterval(30)
        self._auto_scroll.timeout.connect(self._scroll_on)
        grid_bar = window.grid.verticalScrollBar()
        self.verticalScrollBar().valueChanged.connect(grid_bar.setValue)
        grid_bar.valueChanged.connect(self.verticalScrollBar().setValue)
        workspace = self.workspace
        workspace.plan_changed.connect(lambda update: self._forget())
        workspace.rows_changed.connect(self._after_rows)
        workspace.preview_changed.connect(self._forget)
        workspace.selection_changed.connect(self._forget)
        workspace.hover_changed.connect(lambda old, new: self.viewport().update())
        workspace.axis_changed.connect(self._forget)
        workspace.look_changed.connect(self._after_rows)

    # Geometry -----------------------------------------------------------------------------------

    @property
    def row_size(self) -> RowSize:
        return self.workspace.tokens.rows[self.workspace.look.density]

    def x_of(self, minute: int) -> float:
        """Viewport pixels of an instant."""
        return self.workspace.axis.x_of(minute)

    def minute_at(self, x: float) -> int:
        """The instant at a viewport pixel."""
        return self.workspace.axis.minute_at(x)

    def row_top(self, number: int) -> float:
        return number * self.row_size.height - self.verticalScrollBar().value()

    def row_at(self, y: float) -> int | None:
        """The number of the row at a viewport pixel, None below the last."""
        number = int((y + self.verticalScrollBar().value()) // self.row_size.height)
        return number if 0 <= number < len(self.workspace.rows) else None

    def bar_of(self, id: str) -> Bar | None:
        """The bar of a row that is shown, also when it lies outside the viewport."""
        workspace = self.workspace
        number = workspace.rows.index(id)
        if number is None:
            return None
        row = workspace.rows.rows[number]
        top = self.row_top(number)
        return bar_of(workspace.plan, workspace.schedule, None, workspace.axis, row, top, self.row_size)

    def bar_rect(self, task_id: str, part: str = "body") -> QRect | None:
        """Where a part of a bar can be grabbed, in viewport coordinates; None for a row that is not shown."""
        bar = self.bar_of(task_id)
        rect = part_rect(bar, part, self.workspace.tokens.hit) if bar else None
        return QRectF(*rect).toRect() if rect else None

    # Scale and place ------------------------------------------------------------------------------

    def fit(self) -> None:
        """Show the whole plan in time."""
        schedule = self.workspace.document.schedule
        if self.workspace.document.plan.tasks:
            axis = self.workspace.axis.fitting(
                schedule.project_start, schedule.project_finish, self.viewport().width()
            )
        else:
            axis = self.workspace.axis.at_scale(8, 0)
            axis = axis.scrolled(axis.x_of(self.workspace.today) - 64)
        self.workspace.set_axis(axis)

    def fit_when_shown(self) -> None:
        """Fit as soon as the chart has its size."""
        self._fit_pending = not self.isVisible()
        if self.isVisible():
            self.fit()

    def zoom_at(self, factor: float, x: float) -> None:
        self.workspace.set_axis(self.workspace.axis.zoomed(factor, x))

    def zoom_by(self, factor: float) -> None:
        """Zoom around the selected task where it is in view, else around the middle."""
        bar = self.bar_of(self.workspace.current) if self.workspace.current else None
        middle = self.viewport().width() / 2
        x = bar.x0 if bar and 0 < bar.x0 < self.viewport().width() else middle
        self.zoom_at(factor, x)

    def zoom_share(self) -> float:
        """The scale as a share from 0 (years) to 1 (hours)."""
        least = math.log(MIN_PX_PER_DAY)
        return (math.log(self.workspace.axis.px_per_day) - least) / (math.log(MAX_PX_PER_DAY) - least)

    def zoom_to_share(self, share: float) -> None:
        least = math.log(MIN_PX_PER_DAY)
        scale = math.exp(least + share * (math.log(MAX_PX_PER_DAY) - least))
        self.workspace.set_axis(self.workspace.axis.at_scale(scale, self.viewport().width() / 2))

    def show_today(self) -> None:
        x = self.workspace.axis.x_of(self.workspace.today // DAY * DAY + 480)
        self.workspace.set_axis(self.workspace.axis.scrolled(x - self.viewport().width() / 3))

    def show_task(self, id: str) -> None:
        """Scroll in time until a task's bar is in view."""
        bar = self.bar_of(id)
        width = self.viewport().width()
        if bar and (bar.x1 < 20 or bar.x0 > width - 60):
            self.workspace.set_axis(self.workspace.axis.scrolled(bar.x0 - width / 3))

    # Drawing --------------------------------------------------------------------------------------

    @property
    def gesture_label(self) -> str:
        return self.gesture.label if self.gesture else ""

    def gesture_dates(self) -> list[tuple[int, bool]]:
        """Instants that the time header marks during a gesture."""
        return self.gesture.dates() if self.gesture else []

    def moves(self) -> dict[str, preview.Move]:
        """What the preview moves, by id; empty without one."""
        shown = self.workspace.preview
        if shown is not self._moved_for:
            self._moved_for = shown
            before = self.workspace.document.schedule
            found = preview.moves(before, shown.schedule, changed_ids(before, shown.schedule)) if shown else ()
            self._moved = {move.id: move for move in found}
        return self._moved

    def shown_frame(self) -> Frame:
        """The frame of the rows in view, made when it is first asked for."""
        if self._frame is None:
            workspace = self.workspace
            size = self.row_size
            links = workspace.plan.links
            if self._index is None or self._indexed is not links:
                self._index, self._indexed = LinkIndex(workspace.plan, workspace.rows), links
            first = self.verticalScrollBar().value() // size.height
            last = (self.verticalScrollBar().value() + self.viewport().height()) // size.height
            plan, schedule = workspace.plan, workspace.schedule
            self._frame = frame(
                plan, schedule, workspace.rows, workspace.axis, first_row=first, last_row=last,
                top=self.row_top(first), width=self.viewport().width(), size=size, look=workspace.look,
                links=self._index, measure=self._measure, today=workspace.today,
                variance=workspace.variance if not workspace.preview else None,
                before=workspace.document.schedule if workspace.preview else None, moved=self.moves(),
                lit=frozenset(id for id in [workspace.hovered] if id and self.gesture is None),
            )  # fmt: skip
        return self._frame

    def _measure(self, words: str, strong: bool) -> float:
        return fonts.metrics(self._label_size, strong).horizontalAdvance(words)

    @property
    def _label_size(self) -> int:
        return self.row_size.font - 1

    def _forget(self, *, index: bool = False) -> None:
        """What is drawn is out of date; `index`: so are the links."""
        self._frame = None
        if index:
            self._index = None
        self.viewport().update()

    def _after_rows(self) -> None:
        self._set_range()
        self._forget(index=True)

    def paintEvent(self, event: QPaintEvent) -> None:
        workspace, tokens = self.workspace, self.workspace.tokens
        drawn = self.shown_frame()
        width, height = self.viewport().width(), self.viewport().height()
        brush = QPainter(self.viewport())
        brush.fillRect(self.viewport().rect(), QColor(tokens.surface.panel))
        axis, plan = workspace.axis, workspace.plan
        painter.shading(brush, shading(axis, width, workspace.worktime), height, tokens)
        size = self.row_size
        first = self.row_top(self.verticalScrollBar().value() // size.height)
        halo = self._tint_rows(brush, width)
        painter.row_lines(brush, first, size.height, width, height, tokens)
        painter.month_lines(brush, header(axis, width), height, tokens)
        if plan.project.status_date is not None:
            painter.vertical(
                brush, axis.x_of(plan.project.status_date), height, tokens.gantt.status_date, 1, (4, 3)
            )
        today = axis.x_of(workspace.today // DAY * DAY + axis.day_from)
        painter.vertical(brush, today, height, tokens.gantt.today, 1.5)
        for instant, _ in self.gesture_dates():
            painter.vertical(brush, axis.x_of(instant), height, tokens.accent.base, 1, (3, 3))
        chosen = frozenset(workspace.selection)
        hovered = workspace.hovered if self.gesture is None else ""
        painter.frame(
            brush,
            drawn,
            tokens,
            hovered=hovered,
            selected=chosen,
        )
        painter.labels(brush, drawn.labels, tokens, self._label_size, halo)
        for bar in drawn.bars:
            if bar.id in self._handled():
                painter.handles(brush, bar, tokens, tokens.hit.link_handle_offset)
        if self.gesture:
            self.gesture.paint(brush)
            overlay.tooltip(
                brush, self.gesture.tooltip(), self.gesture.place(), self.viewport().rect(), tokens
            )
        if self.hasFocus() and not workspace.selection:
            brush.setPen(QColor(tokens.accent.focus_ring))
            brush.setBrush(Qt.BrushStyle.NoBrush)
            brush.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        brush.end()

    def _tint_rows(self, brush: QPainter, width: int) -> dict[str, str]:
        """Tint the hovered and the selected rows; answers the colour behind each row's words."""
        workspace, tokens = self.workspace, self.workspace.tokens
        halo = {}
        for id, colour in [(workspace.hovered, tokens.accent.hover_row)] + [
            (id, tokens.accent.selection) for id in workspace.selection
        ]:
            number = workspace.rows.index(id) if id else None
            if number is not None:
                top = self.row_top(number)
                brush.fillRect(QRectF(0, top, width, self.row_size.height - 1), QColor(colour))
                halo[id] = colour
        return halo

    def _handled(self) -> frozenset[str]:
        """Rows whose bars show what can be grabbed."""
        if self.gesture or self.window_.document.read_only:
            return frozenset()
        return frozenset([self.workspace.hovered]) if self.workspace.hovered else frozenset()

    # Mouse ----------------------------------------------------------------------------------------

    def hit_at(self, point: QPointF) -> Hit:
        """The part of a bar under a point; for an empty place the row's id with the part `empty`."""
        number = self.row_at(point.y())
        row = self.workspace.rows.rows[number].id if number is not None else PLACEHOLDER
        sizes, over = self.workspace.tokens.hit, frozenset([row])
        found = hit(self.shown_frame().bars, point.x(), point.y(), sizes, handles_of=over)
        return Hit("empty", row) if found is EMPTY else found

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        pointer = Pointer.of(event)
        if event.button() == Qt.MouseButton.MiddleButton or (
            self._space and event.button() == Qt.MouseButton.LeftButton
        ):
            self._pressed = (Hit("pan"), pointer)
            self._start_gesture(pointer)
            return
        if event.button() != Qt.MouseButton.LeftButton or self.gesture:
            return
        found = self.hit_at(event.position())
        self._pressed = (found, pointer)
        if found.part != "empty" and found.id not in self.workspace.selection:
            self._select(found.id, pointer)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        pointer = Pointer.of(event)
        if self.gesture:
            self.gesture.move(pointer)
            self._auto(pointer)
            self.viewport().update()
            return
        if self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
            start = self._pressed[1]
            far = abs(pointer.x - start.x) + abs(pointer.y - start.y)
            if far >= self.workspace.tokens.hit.drag_threshold:
                self._start_gesture(pointer)
            return
        number = self.row_at(pointer.y)
        self.workspace.hover(self.workspace.rows.rows[number].id if number is not None else "")
        found = self.hit_at(event.position())
        shape = CURSORS.get(found.part, Qt.CursorShape.ArrowCursor)
        if found.part != "empty" and found.id == self.workspace.plan.project.id:
            shape = Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._auto_scroll.stop()
        if self.gesture:
            pointer = Pointer.of(event)
            self.gesture.move(pointer)
            self._end_gesture(commit=True)
        elif self._pressed and event.button() == Qt.MouseButton.LeftButton:
            found, pointer = self._pressed
            self._select(found.id, pointer)
        self._pressed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        found = self.hit_at(event.position())
        if found.part != "empty" and found.id in self.workspace.document.plan.tasks:
            self.workspace.select([found.id])
            self.window_.focus_inspector()
        elif found.id == PLACEHOLDER:
            self.workspace.edit_requested.emit(PLACEHOLDER, "name")

    def _select(self, id: str, pointer: Pointer) -> None:
        workspace = self.workspace
        if id == PLACEHOLDER:
            workspace.select(())
        elif pointer.control:
            chosen = set(workspace.selection) ^ {id}
            workspace.select(chosen, id)
        elif pointer.shift and workspace.current:
            places = [workspace.rows.index(workspace.current), workspace.rows.index(id)]
            if None not in places:
                low, high = sorted(place for place in places if place is not None)
                workspace.select((row.id for row in workspace.rows.rows[low : high + 1]), workspace.current)
        else:
            workspace.select([id], id)

    def _start_gesture(self, pointer: Pointer) -> None:
        assert self._pressed is not None
        found, start = self._pressed
        self.gesture = begin(self, found, start)
        if self.gesture:
            self.workspace.hover("")
            self.gesture.move(pointer)
            self._forget()

    def _end_gesture(self, *, commit: bool) -> None:
        gesture, self.gesture = self.gesture, None
        self._auto_scroll.stop()
        if gesture:
            self.workspace.show_preview(None)
            if commit:
                gesture.commit()
            else:
                gesture.cancel()
        self.viewport().unsetCursor()
        self._forget()
        self.time_header.update()
        self.window_.status.refresh()

    def _auto(self, pointer: Pointer) -> None:
        """Scroll while a drag is held at an edge."""
        inside = QRectF(self.viewport().rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if self.gesture and self.gesture.scrolls and not inside.contains(pointer.x, pointer.y):
            if not self._auto_scroll.isActive():
                self._auto_scroll.start()
        else:
            self._auto_scroll.stop()

    def _scroll_on(self) -> None:
        if self.gesture is None:
            self._auto_scroll.stop()
            return
        x, y = self.gesture.pointer.x, self.gesture.pointer.y
        width, height = self.viewport().width(), self.viewport().height()
        dx = min(x - EDGE, 0) + max(x - width + EDGE, 0)
        dy = min(y - EDGE, 0) + max(y - height + EDGE, 0)
        if dx:
            self.workspace.set_axis(self.workspace.axis.scrolled(dx / 2))
            self.gesture.scrolled(dx / 2)
        if dy:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + int(dy / 2))
        self.gesture.move(self.gesture.pointer)

    def leaveEvent(self, event: QEvent) -> None:
        self.workspace.hover("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        found = self.hit_at(QPointF(event.pos()))
        if found.id and found.id not in self.workspace.selection:
            self.workspace.select([found.id])
        menu = verbs.context_menu(self.window_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = self.viewport().mapFromGlobal(event.globalPosition().toPoint()).x()
            self.zoom_at(1.0015 ** (delta.y() or delta.x()), x)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(delta.x()) > abs(delta.y()):
            self.workspace.set_axis(self.workspace.axis.scrolled(-(delta.x() or delta.y()) / 1.5))
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(delta.y() / 120 * 3 * self.row_size.height))
        event.accept()

    # Keys -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and (self.gesture or self._pressed):
            self._pressed = None
            self._end_gesture(commit=False)
        elif key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.viewport().setCursor(QCursor(Qt.CursorShape.OpenHandCursor))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(
                -1 if key == Qt.Key.Key_Up else 1, bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            )
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.workspace.set_axis(self.workspace.axis.scrolled(-60 if key == Qt.Key.Key_Left else 60))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_F2) and self.workspace.current:
            self.workspace.edit_requested.emit(self.workspace.current, "name")
        elif key == Qt.Key.Key_Alt and self.gesture:
            self.gesture.move(self.gesture.pointer.but(alt=True))
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.viewport().unsetCursor()
        elif event.key() == Qt.Key.Key_Alt and self.gesture:
            self.gesture.move(self.gesture.pointer.but(alt=False))
        else:
            super().keyReleaseEvent(event)

    def _step(self, by: int, extend: bool) -> None:
        rows = self.workspace.rows
        here = rows.index(self.workspace.current)
        number = min(max((here if here is not None else -by) + by, 0), len(rows) - 1)
        id = rows.rows[number].id
        if id != PLACEHOLDER:
            self.workspace.select({*self.workspace.selection, id} if extend else [id], id)
            self.workspace.reveal(id)

    # Scrolling ------------------------------------------------------------------------------------

    def _scrolled(self) -> None:
        self._forget()

    def _set_range(self) -> None:
        bar = self.verticalScrollBar()
        whole = len(self.workspace.rows) * self.row_size.height
        bar.setSingleStep(self.row_size.height)
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(whole - self.viewport().height(), 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.time_header.setGeometry(0, 0, self.viewport().width(), self.workspace.tokens.size.time_header)
        self._set_range()
        if self._fit_pending and self.isVisible():
            self._fit_pending = False
            self.fit()
        self._forget()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if self._fit_pending:
            self._fit_pending = False
            self.fit()
