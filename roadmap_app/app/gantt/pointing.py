"""The mouse and the keys over the chart: from a press to a selection or to a gesture and its end.

A press waits until the pointer has moved far enough; then the part it fell on decides the gesture
(`gestures.begin`). All gestures share what stands here: the threshold, scrolling at the edges, Esc.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent

from roadmap_app.app.gantt.gesture import Gesture, Pointer
from roadmap_app.app.gantt.gestures import begin
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.scene.hits import EMPTY, Hit, hit

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

EDGE = 24  # px from the edge at which a drag scrolls
STEP = 60  # px that an arrow key scrolls
CURSORS = {
    "start": Qt.CursorShape.SizeHorCursor,
    "finish": Qt.CursorShape.SizeHorCursor,
    "progress": Qt.CursorShape.SplitHCursor,
    "link_start": Qt.CursorShape.CrossCursor,
    "link_finish": Qt.CursorShape.CrossCursor,
    "body": Qt.CursorShape.SizeAllCursor,
}


class Pointing:
    """What the mouse is doing in one chart."""

    def __init__(self, chart: GanttView) -> None:
        self.chart = chart
        self.workspace = chart.workspace
        self.gesture: Gesture | None = None
        self._pressed: tuple[Hit, Pointer] | None = None
        self._space = False
        self._edge_timer = QTimer(chart)
        self._edge_timer.setInterval(30)
        self._edge_timer.timeout.connect(self._scroll_on)

    def hit_at(self, point: QPointF) -> Hit:
        """The part of a bar under a point; for an empty place the row's id with the part `empty`."""
        number = self.chart.row_at(point.y())
        row = self.workspace.rows.rows[number].id if number is not None else PLACEHOLDER
        sizes, over = self.workspace.tokens.hit, frozenset([row])
        found = hit(self.chart.shown_frame().bars, point.x(), point.y(), sizes, handles_of=over)
        return Hit("empty", row) if found is EMPTY else found

    # Mouse ----------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        self.chart.setFocus(Qt.FocusReason.MouseFocusReason)
        pointer, left = Pointer.of(event), event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (self._space and left):
            self._pressed = (Hit("pan"), pointer)
            self._begin(pointer)
        elif left and not self.gesture:
            found = self.hit_at(event.position())
            self._pressed = (found, pointer)
            if found.part != "empty" and found.id not in self.workspace.selection:
                self._select(found.id, pointer)

    def move(self, event: QMouseEvent) -> None:
        pointer = Pointer.of(event)
        if self.gesture:
            self.gesture.move(pointer)
            self._scroll_at_edge(pointer)
            self.chart.viewport().update()
        elif self._pressed and event.buttons() & Qt.MouseButton.LeftButton:
            start = self._pressed[1]
            far = abs(pointer.x - start.x) + abs(pointer.y - start.y)
            if far >= self.workspace.tokens.hit.drag_threshold:
                self._begin(pointer)
        else:
            self._hover(event.position())

    def release(self, event: QMouseEvent) -> None:
        self._edge_timer.stop()
        if self.gesture:
            self.gesture.move(Pointer.of(event))
            self._end(commit=True)
        elif self._pressed and event.button() == Qt.MouseButton.LeftButton:
            found, pointer = self._pressed
            self._select(found.id, pointer)
        self._pressed = None

    def double_click(self, event: QMouseEvent) -> None:
        found = self.hit_at(event.position())
        if found.part != "empty" and found.id in self.workspace.document.plan.tasks:
            self.workspace.select([found.id])
            self.chart.window_.focus_inspector()
        elif found.id == PLACEHOLDER:
            self.workspace.edit_requested.emit(PLACEHOLDER, "name")

    def _hover(self, point: QPointF) -> None:
        number = self.chart.row_at(point.y())
        self.workspace.hover(self.workspace.rows.rows[number].id if number is not None else "")
        found = self.hit_at(point)
        shape = CURSORS.get(found.part, Qt.CursorShape.ArrowCursor)
        if found.part != "empty" and found.id == self.workspace.plan.project.id:
            shape = Qt.CursorShape.ArrowCursor
        self.chart.viewport().setCursor(shape)

    def _select(self, id: str, pointer: Pointer) -> None:
        workspace = self.workspace
        if id == PLACEHOLDER:
            workspace.select(())
        elif pointer.control:
            workspace.select(set(workspace.selection) ^ {id}, id)
        elif pointer.shift and workspace.current:
            places = [workspace.rows.index(workspace.current), workspace.rows.index(id)]
            if None not in places:
                low, high = sorted(place for place in places if place is not None)
                workspace.select((row.id for row in workspace.rows.rows[low : high + 1]), workspace.current)
        else:
            workspace.select([id], id)

    # Gestures -------------------------------------------------------------------------------------

    def _begin(self, pointer: Pointer) -> None:
        assert self._pressed is not None
        found, start = self._pressed
        self.gesture = begin(self.chart, found, start)
        if self.gesture:
            self.workspace.hover("")
            self.gesture.move(pointer)
            self.chart.forget()

    def _end(self, *, commit: bool) -> None:
        gesture, self.gesture = self.gesture, None
        self._edge_timer.stop()
        if gesture:
            self.workspace.show_preview(None)
            (gesture.commit if commit else gesture.cancel)()
        self.chart.viewport().unsetCursor()
        self.chart.forget()
        self.chart.time_header.update()
        self.chart.window_.status.refresh()

    def cancel(self) -> bool:
        """Give up what the mouse is doing; answers whether it was doing anything."""
        if not (self.gesture or self._pressed):
            return False
        self._pressed = None
        self._end(commit=False)
        return True

    def _scroll_at_edge(self, pointer: Pointer) -> None:
        """Scroll while a drag is held at an edge."""
        inside = QRectF(self.chart.viewport().rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if self.gesture and self.gesture.scrolls and not inside.contains(pointer.x, pointer.y):
            if not self._edge_timer.isActive():
                self._edge_timer.start()
        else:
            self._edge_timer.stop()

    def _scroll_on(self) -> None:
        if self.gesture is None:
            self._edge_timer.stop()
            return
        x, y = self.gesture.pointer.x, self.gesture.pointer.y
        width, height = self.chart.viewport().width(), self.chart.viewport().height()
        dx = min(x - EDGE, 0) + max(x - width + EDGE, 0)
        dy = min(y - EDGE, 0) + max(y - height + EDGE, 0)
        if dx:
            self.workspace.set_axis(self.workspace.axis.scrolled(dx / 2))
            self.gesture.scrolled(dx / 2)
        if dy:
            bar = self.chart.verticalScrollBar()
            bar.setValue(bar.value() + int(dy / 2))
        self.gesture.move(self.gesture.pointer)

    # Keys -----------------------------------------------------------------------------------------

    def key_press(self, event: QKeyEvent) -> bool:
        """Act on a key; answers whether it meant something here."""
        key, workspace = event.key(), self.workspace
        if key == Qt.Key.Key_Escape:
            return self.cancel()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.chart.viewport().setCursor(QCursor(Qt.CursorShape.OpenHandCursor))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._step(-1 if key == Qt.Key.Key_Up else 1, extend)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            workspace.set_axis(workspace.axis.scrolled(-STEP if key == Qt.Key.Key_Left else STEP))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_F2) and workspace.current:
            workspace.edit_requested.emit(workspace.current, "name")
        elif key == Qt.Key.Key_Alt and self.gesture:
            self.gesture.move(self.gesture.pointer.but(alt=True))
        else:
            return False
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        """Act on a key let go; answers whether it meant something here."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.chart.viewport().unsetCursor()
        elif event.key() == Qt.Key.Key_Alt and self.gesture:
            self.gesture.move(self.gesture.pointer.but(alt=False))
        else:
            return False
        return True

    def _step(self, by: int, extend: bool) -> None:
        rows = self.workspace.rows
        here = rows.index(self.workspace.current)
        number = min(max((here if here is not None else -by) + by, 0), len(rows) - 1)
        id = rows.rows[number].id
        if id != PLACEHOLDER:
            self.workspace.select({*self.workspace.selection, id} if extend else [id], id)
            self.workspace.reveal(id)
