"""Dragging the corner of the selected cells: their values go on below or above, and show while they are dragged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.grid import frozen, pasteboard
from roadmap_app.app.grid.block import Block, select_block
from roadmap_app.app.grid.columns import GridColumn
from roadmap_app.app.grid.widths import PAD
from roadmap_app.commands.series import continued
from roadmap_app.commands.typed import parse_instant
from roadmap_app.model.text import short_date
from roadmap_app.model.time import day_of, to_date

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

SIZE, GRASP = 7, 5  # px of the handle, and around its middle that take hold of it
EDGE = 16  # px from the top or bottom where the rows begin to scroll


def source(grid: GridView) -> Block | None:
    """The cells that the handle continues: those that are selected, where all of them are of tasks."""
    block = grid.block()
    if block is None or grid.window_.document.read_only or grid.cells.editor is not None:
        return None
    rows = grid.window_.workspace.rows.rows[block.top : block.bottom + 1]
    return block if rows and all(row.kind == "task" for row in rows) else None


def handle_rect(grid: GridView) -> QRect | None:
    """Where the handle is seen, in viewport coordinates; None where there is none, or it lies below frozen columns."""
    block = source(grid)
    if block is None or not grid.hasFocus():
        return None
    cell = grid.visualRect(grid.cell_model.index(block.bottom, block.right))
    fixed = frozen.count(grid)
    if block.right >= fixed and cell.right() < frozen.width(grid, fixed):
        return None
    half = SIZE // 2
    right = min(cell.right(), grid.viewport().width() - half - 1)
    return QRect(right - half, cell.bottom() - half - 1, SIZE, SIZE)


def over_handle(grid: GridView, at: QPoint) -> bool:
    rect = handle_rect(grid)
    return rect is not None and (at - rect.center()).manhattanLength() <= 2 * GRASP


def paint_handle(grid: GridView, painter: QPainter) -> None:
    rect = handle_rect(grid)
    if rect is not None:
        tokens = grid.window_.workspace.tokens
        painter.fillRect(rect, QColor(tokens.surface.panel))
        painter.fillRect(rect.adjusted(1, 1, -1, -1), QColor(tokens.accent.base))


class FillDrag:
    """From the press on the handle until the button or Esc ends it; Ctrl makes copies, and of one number a series."""

    def __init__(self, grid: GridView, at: QPoint) -> None:
        self._grid, self._at = grid, at
        block = source(grid)
        if block is None:
            raise ValueError("there are no cells to continue")
        self.block = block
        self.rows: list[int] = []  # the rows that would be filled, nearest to the block first
        self.cancelled = False
        self._other = False
        self._scroller = QTimer(grid)
        self._scroller.timeout.connect(self._scroll)

    def move(self, at: QPoint, other: bool) -> None:
        """Follow the hand; `other` is whether Ctrl is held."""
        if self.cancelled:
            return
        self._at, self._other = at, other
        grid, rows = self._grid, self._grid.window_.workspace.rows.rows
        row = (at.y() + grid.verticalScrollBar().value()) // grid.row_height
        row = min(max(row, 0), len(rows) - 1)
        if row > self.block.bottom:
            wanted = list(range(self.block.bottom + 1, row + 1))
        else:
            wanted = list(range(self.block.top - 1, row - 1, -1))
        self.rows = [each for each in wanted if rows[each].kind == "task"]
        if EDGE < at.y() < grid.viewport().height() - EDGE:
            self._scroller.stop()
        elif not self._scroller.isActive():
            self._scroller.start(40)
        grid.viewport().setCursor(Qt.CursorShape.CrossCursor)
        grid.viewport().update()

    @property
    def up(self) -> bool:
        return bool(self.rows) and self.rows[0] < self.block.top

    def values(self) -> list[list[str]]:
        """What the rows would say: a list for each, nearest to the block first."""
        grid, workspace = self._grid, self._grid.window_.workspace
        columns = []
        for place in range(self.block.left, self.block.right + 1):
            column = grid.cell_model.columns[place]
            above = workspace.rows.rows[self.block.top : self.block.bottom + 1]
            texts = [grid.cell_text(row, column.id) for row in above]
            columns.append(
                continued(
                    texts, column.kind, len(self.rows), workspace.plan.project, workspace.worktime,
                    up=self.up, other=self._other,
                )
            )  # fmt: skip
        return [list(row) for row in zip(*columns, strict=True)]

    def cancel(self) -> None:
        self.cancelled = True
        self.rows = []
        self._rest()

    def release(self, at: QPoint) -> None:
        """The button is let go: fill, if there is anything to fill, and select all of it."""
        rows = self.rows
        values = self.values() if rows else []
        self.rows = []
        self._rest()
        self._scroller.deleteLater()
        if not rows:
            return
        grid, window = self._grid, self._grid.window_
        ids = [window.workspace.rows.rows[row].id for row in rows]
        columns = window.workspace.columns[self.block.left : self.block.right + 1]
        if pasteboard.continue_cells(window, ids, columns, values, "up" if rows[0] < self.block.top else "down"):
            top, bottom = min(self.block.top, *rows), max(self.block.bottom, *rows)
            select_block(grid.selectionModel(), Block(top, self.block.left, bottom, self.block.right))

    def _rest(self) -> None:
        self._scroller.stop()
        self._grid.viewport().unsetCursor()
        self._grid.viewport().update()

    def paint(self, painter: QPainter) -> None:
        """The values where they would stand, within one line."""
        if not self.rows:
            return
        grid, tokens = self._grid, self._grid.window_.workspace.tokens
        whole = QRect()
        painter.setFont(grid.cells.font)
        for row, texts in zip(self.rows, self.values(), strict=True):
            for place, typed in enumerate(texts, self.block.left):
                text = self._shown(typed, grid.cell_model.columns[place])
                rect = grid.visualRect(grid.cell_model.index(row, place))
                whole = whole.united(rect)
                painter.fillRect(rect, QColor(tokens.surface.panel))
                painter.fillRect(rect, QColor(tokens.accent.soft))
                painter.setPen(QColor(tokens.accent.base))
                right = grid.cell_model.columns[place].right
                side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
                area = rect.adjusted(PAD, 0, -PAD, -1)
                words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
                painter.drawText(area, int(side | Qt.AlignmentFlag.AlignVCenter), words)
        painter.setPen(QPen(QColor(tokens.accent.base), 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(whole).adjusted(0.5, 0.5, -0.5, -0.5))

    def _shown(self, typed: str, column: GridColumn) -> str:
        """A typed text as its cell would show it: dates short, days as a bare number."""
        today = self._grid.window_.workspace.today
        if column.kind == "date" and typed:
            return short_date(parse_instant(typed, today, 0), to_date(day_of(today)).year)
        return typed.removesuffix("d") if column.id == "duration" and typed[:-1].isdigit() else typed

    def _scroll(self) -> None:
        bar = self._grid.verticalScrollBar()
        bar.setValue(bar.value() + (-self._grid.row_height if self._at.y() <= EDGE else self._grid.row_height))
        self.move(self._at, self._other)
