"""The heads of the columns, in line with the lower row of the time header.

A click makes a column the current one, which the verbs of heads act on; it selects no cells, so that Del cannot
empty a whole column by surprise (Ctrl+Space selects them). Dragging a head moves its column, dragging its right
edge changes its width, and a double click there fits it to its texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QHeaderView, QToolTip

from roadmap_app.app import verbs
from roadmap_app.app.arranging import headmarks
from roadmap_app.app.grid import frozen
from roadmap_app.app.grid.headdrag import HeadDrag, MoveColumn, ResizeColumn
from roadmap_app.app.grid.widths import LEAST, PAD
from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.commands import fields

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView
    from roadmap_app.app.workspace import Workspace

GRASP = 4  # px beside an edge that still take hold of it
LEFT = Qt.MouseButton.LeftButton


class GridHead(QHeaderView):
    """Separators stand in the lower half only; the column of marks carries a flag."""

    def __init__(self, grid: GridView, workspace: Workspace) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self._workspace = workspace
        self._hovered = -1
        self.drag: HeadDrag | None = None
        self.setSectionsClickable(False)  # Qt's own clicks would select whole columns
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Columns")
        workspace.arrangement_changed.connect(self.viewport().update)
        self.take_look()

    def take_look(self) -> None:
        self.setFixedHeight(self._workspace.tokens.size.time_header)

    # Geometry -----------------------------------------------------------------------------------

    def section_rect(self, place: int) -> QRect:
        """A column's head in viewport coordinates, also where it stays in view."""
        left = self.sectionViewportPosition(place) + frozen.shift(self._grid, place)
        return QRect(left, 0, self.sectionSize(place), self.height())

    def edge_at(self, x: int) -> int:
        """The column whose right edge is under the hand, -1 for none."""
        fixed = frozen.width(self._grid, frozen.count(self._grid))
        found = -1
        for place in range(self.count()):
            right = self.section_rect(place).right() + 1
            covered = place >= frozen.count(self._grid) and right < fixed
            if not covered and abs(x - right) <= GRASP:
                found = place
        return found

    # Painting -----------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        if self._grid.horizontalScrollBar().value():
            for place in range(frozen.count(self._grid)):
                self.paintSection(painter, self.section_rect(place), place)
        frozen.paint_edge(self._grid, painter, self.height())
        if self.drag is not None:
            self.drag.paint(painter)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        tokens, columns = self._workspace.tokens, self._grid.cell_model.columns
        column = columns[place]
        lower = rect.adjusted(0, rect.height() - tokens.size.time_header_row, 0, -1)
        line = QColor(tokens.line.border)
        dragged = self.drag is not None and self.drag.holds(place)
        painter.fillRect(rect, QColor(tokens.surface.sunken))
        if dragged or place == self._hovered:
            painter.fillRect(lower, QColor(tokens.accent.selection if dragged else tokens.accent.hover_row))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if column.id != "wbs" and place != len(columns) - 1:
            painter.fillRect(rect.right(), lower.top() + 2, 1, lower.height() - 2, line)
        current = self._grid.hasFocus() and column.id == self._grid.current_column
        colour = tokens.text.primary if current else tokens.text.secondary
        if current:
            painter.fillRect(rect.left(), rect.bottom() - 1, rect.width() - 1, 2, QColor(tokens.accent.base))
        if column.id == "status":
            middle = QRectF(lower).center()
            icons.paint(painter, "deadline", colour, QRectF(middle.x() - 7, middle.y() - 7, 14, 14))
            return
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.font("caption", True))
        painter.setPen(QColor(colour))
        room, marks = lower.adjusted(PAD, 0, -PAD - 1, 0), headmarks.marks(self._workspace, column.id)
        beside = room.adjusted(0, 0, -headmarks.width(marks), 0)
        if painter.fontMetrics().horizontalAdvance(column.title) <= beside.width():
            room, where = beside, lower
        else:  # above the title, where it would be cut
            where = QRect(rect.left(), rect.top(), rect.width(), lower.top() + 3 - rect.top())
        headmarks.paint(painter, where, marks, tokens.accent.base)
        title = painter.fontMetrics().elidedText(column.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, readable(title))

    # Events -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != LEFT or not self._grid.finish_editing():
            return
        at = event.position().toPoint()
        edge, place = self.edge_at(at.x()), frozen.place_at(self._grid, at.x())
        if edge >= 0:
            self._grid.setFocus()  # which Esc goes to
            self.drag = ResizeColumn(self._grid, edge, at)
        elif place >= 0:
            self._grid.go_to_column(self._grid.cell_model.columns[place].id)
            self.drag = MoveColumn(self._grid, place, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self.drag is not None:
            self.drag.move(at)
            return
        on_edge = self.edge_at(at.x()) >= 0
        if on_edge:
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)
        else:
            self.viewport().unsetCursor()
        self._hover(-1 if on_edge else frozen.place_at(self._grid, at.x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self.drag = self.drag, None
        if drag is not None:
            drag.end()
            self.viewport().unsetCursor()
            self.viewport().update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        edge = self.edge_at(event.position().toPoint().x())
        if event.button() == LEFT and edge >= 0 and self._grid.finish_editing():
            self._grid.fit_columns([self._grid.cell_model.columns[edge].id])

    def cancel_drag(self) -> bool:
        """Leave all as it was before the drag under way; False where there is none."""
        if self.drag is None:
            return False
        self.drag.cancel()
        self.drag = None
        self.viewport().unsetCursor()
        self.viewport().update()
        return True

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        place = frozen.place_at(self._grid, event.pos().x())
        if place >= 0 and self._grid.finish_editing():
            self._grid.go_to_column(self._grid.cell_model.columns[place].id)
        self.open_menu(event.globalPos())

    def open_menu(self, at: QPoint | None = None) -> None:
        """The menu of the current column, at a place of the screen (None: below its head)."""
        if at is None:
            rect = self.section_rect(self._grid.place(self._grid.current_column))
            at = self.viewport().mapToGlobal(rect.bottomLeft())
        menu = verbs.head_menu(self._grid.window_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return bool(super().viewportEvent(event))

    def words_at(self, x: int) -> str:
        """The tooltip of a head: its field's whole name."""
        place = frozen.place_at(self._grid, x)
        if place < 0:
            return ""
        id = self._grid.cell_model.columns[place].id
        return fields.column_of(self._workspace.document.plan, id).title

    def _hover(self, place: int) -> None:
        if place != self._hovered:
            self._hovered = place
            self.viewport().update()
