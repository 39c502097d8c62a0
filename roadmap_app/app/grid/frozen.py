"""The columns that stay in view: drawn over the others while the grid is scrolled sideways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPainter

if TYPE_CHECKING:
    from roadmap_app.app.grid.cellview import CellView

MOST = 0.7  # of the grid's width that may stay in view: the rest must be there to scroll in


def count(grid: CellView) -> int:
    """How many columns stay, from the left: up to the one that was chosen, as far as there is room."""
    wanted = grid.cell_model.places.get(grid.window_.workspace.frozen, -1) + 1
    room = grid.viewport().width() * MOST
    while wanted and width(grid, wanted) > room:
        wanted -= 1
    return wanted


def width(grid: CellView, columns: int) -> int:
    return sum(grid.columnWidth(place) for place in range(columns))


def shift(grid: CellView, place: int) -> int:
    """How far to the right of its scrolled place a column stands."""
    return grid.horizontalScrollBar().value() if place < count(grid) else 0


def place_at(grid: CellView, x: int) -> int:
    """The column at a place of the viewport, -1 where there is none."""
    fixed = count(grid)
    if x < width(grid, fixed):
        return grid.horizontalHeader().logicalIndexAt(x - grid.horizontalScrollBar().value())
    return grid.horizontalHeader().logicalIndexAt(x)


def paint(grid: CellView, painter: QPainter, dirty: QRect) -> None:
    """The columns that stay, and the line where the others begin to go below them."""
    fixed, scrolled = count(grid), grid.horizontalScrollBar().value()
    if not fixed:
        return
    edge = width(grid, fixed)
    if scrolled and dirty.left() < edge:
        painter.save()
        seen = dirty & QRect(0, dirty.top(), edge, dirty.height())
        painter.setClipRect(seen)
        grid.cells.paint_cells(painter, seen, range(fixed), scrolled)
        painter.restore()
    paint_edge(grid, painter, grid.viewport().height())


def paint_edge(grid: CellView, painter: QPainter, height: int) -> None:
    """A line at the right of what stays, where there is anything to scroll."""
    fixed = count(grid)
    if fixed and grid.horizontalScrollBar().maximum():
        colour = QColor(grid.window_.workspace.tokens.line.border_strong)
        painter.fillRect(width(grid, fixed) - 1, 0, 1, height, colour)
