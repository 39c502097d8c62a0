"""The heads of the columns, in line with the lower row of the time header."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHeaderView

from roadmap_app.app.grid.widths import PAD
from roadmap_app.app.theme import fonts, icons

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView
    from roadmap_app.app.workspace import Workspace

LEAST = 24


class GridHead(QHeaderView):
    """Separators stand in the lower half only; the column of marks carries a flag."""

    def __init__(self, grid: GridView, workspace: Workspace) -> None:
        super().__init__(Qt.Orientation.Horizontal, grid)
        self._grid = grid
        self._workspace = workspace
        self.setSectionsClickable(False)  # a click there would select the column, and Delete then every task
        self.setHighlightSections(False)
        self.setMinimumSectionSize(LEAST)
        self.take_look()

    def take_look(self) -> None:
        self.setFixedHeight(self._workspace.tokens.size.time_header)

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        tokens, columns = self._workspace.tokens, self._grid.cell_model.columns
        column = columns[place]
        lower = rect.adjusted(0, rect.height() - tokens.size.time_header_row, 0, -1)
        line = QColor(tokens.line.border)
        painter.fillRect(rect, QColor(tokens.surface.sunken))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, line)
        if column.id != "wbs" and place != len(columns) - 1:
            painter.fillRect(rect.right(), lower.top() + 2, 1, lower.height() - 2, line)
        if column.id == "status":
            middle = QRectF(lower).center()
            icons.paint(painter, "deadline", tokens.text.secondary, QRectF(middle.x() - 7, middle.y() - 7, 14, 14))
            return
        side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(fonts.font("caption", True))
        painter.setPen(QColor(tokens.text.secondary))
        painter.drawText(lower.adjusted(PAD, 0, -PAD - 1, 0), side | Qt.AlignmentFlag.AlignVCenter, column.title)
