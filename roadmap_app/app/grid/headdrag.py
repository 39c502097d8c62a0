"""What a press on a head becomes: the column moves, or its width changes, until the button or Esc ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.grid import frozen

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

THRESHOLD = 4  # px before a press becomes a drag
EDGE = 16  # px from the sides where the columns begin to scroll
STEP = 24  # px that they then scroll at a time


class HeadDrag(Protocol):
    """`holds` tells which head is under the hand."""

    def move(self, at: QPoint) -> None: ...
    def end(self) -> None: ...
    def cancel(self) -> None: ...
    def holds(self, place: int) -> bool: ...
    def paint(self, painter: QPainter) -> None: ...
    def line_x(self) -> int | None: ...


class ResizeColumn:
    """The column follows the hand, and is as wide as before where the hand gives up."""

    def __init__(self, grid: GridView, place: int, at: QPoint) -> None:
        self._grid, self._x = grid, at.x()
        self._id = grid.cell_model.columns[place].id
        self._width = grid.columnWidth(place)
        self._kept = grid.window_.settings.columns.get(self._id)

    def move(self, at: QPoint) -> None:
        place = self._grid.place(self._id)
        self._grid.head.resizeSection(place, max(self._width + at.x() - self._x, self._grid.head.minimumSectionSize()))
        self._grid.viewport().update()

    def end(self) -> None:
        if self._grid.columnWidth(self._grid.place(self._id)) != self._width:
            self._grid.size_columns()

    def cancel(self) -> None:
        if self._kept is None:
            self._grid.window_.settings.columns.pop(self._id, None)
        else:
            self._grid.window_.settings.columns[self._id] = self._kept
        self._grid.size_columns()

    def holds(self, place: int) -> bool:
        return False

    def paint(self, painter: QPainter) -> None:
        return

    def line_x(self) -> int | None:
        return None


class MoveColumn:
    """A click until it moves; then a line shows where the column would stand."""

    def __init__(self, grid: GridView, place: int, at: QPoint) -> None:
        self._grid, self._place = grid, place
        self._start = self._at = at
        self.gap: int | None = None  # columns that would stand before it, counted as they stand now
        self._scroller = QTimer(grid)
        self._scroller.timeout.connect(self._scroll)

    def move(self, at: QPoint) -> None:
        self._at = at
        if self.gap is None and abs(at.x() - self._start.x()) < THRESHOLD:
            return
        head, grid = self._grid.head, self._grid
        self.gap = min(self._gaps(), key=lambda gap: abs(self._gaps()[gap] - at.x()))
        if self._pull():
            if not self._scroller.isActive():
                self._scroller.start(40)
        else:
            self._scroller.stop()
        head.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        head.viewport().update()
        grid.viewport().update()

    def _gaps(self) -> dict[int, int]:
        """Where each gap between columns is that can be seen, by the count of columns before it."""
        grid, head = self._grid, self._grid.head
        fixed = frozen.count(grid)
        edge = frozen.width(grid, fixed)
        places = {gap: head.section_rect(gap - 1).right() + 1 if gap else 1 for gap in range(head.count() + 1)}
        return {gap: x for gap, x in places.items() if gap <= fixed or x > edge}

    def _pull(self) -> int:
        """Which way the columns scroll under the hand: -1, 0 or 1."""
        bar, x = self._grid.horizontalScrollBar(), self._at.x()
        edge = frozen.width(self._grid, frozen.count(self._grid))
        if x > self._grid.head.viewport().width() - EDGE and bar.value() < bar.maximum():
            return 1
        return -1 if edge - EDGE < x < edge + EDGE and bar.value() else 0

    @property
    def order(self) -> tuple[str, ...]:
        """The columns as they would stand."""
        ids = list(self._grid.window_.workspace.columns)
        if self.gap is None:
            return tuple(ids)
        moved = ids.pop(self._place)
        ids.insert(self.gap - (self.gap > self._place), moved)
        return tuple(ids)

    def end(self) -> None:
        order = self.order
        self._rest()
        self._grid.window_.workspace.set_columns(order)

    def cancel(self) -> None:
        self._rest()

    def _rest(self) -> None:
        self.gap = None
        self._scroller.stop()
        self._scroller.deleteLater()
        self._grid.viewport().update()

    def holds(self, place: int) -> bool:
        return self.gap is not None and place == self._place

    def line_x(self) -> int | None:
        """Where the line stands; None while nothing would move."""
        if self.gap is None or self.order == self._grid.window_.workspace.columns:
            return None
        if self.gap == 0:
            return 1
        return self._grid.head.section_rect(self.gap - 1).right() + 1

    def paint(self, painter: QPainter) -> None:
        x = self.line_x()
        if x is not None:
            tokens = self._grid.window_.workspace.tokens
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent.base), 2))
            painter.setBrush(QColor(tokens.surface.panel))
            top = self._grid.head.height() - tokens.size.time_header_row
            painter.drawLine(QPointF(x, top + 4), QPointF(x, self._grid.head.height()))
            painter.drawEllipse(QPointF(x, top + 2), 3, 3)

    def _scroll(self) -> None:
        bar = self._grid.horizontalScrollBar()
        bar.setValue(bar.value() + STEP * self._pull())
        self.move(self._at)
