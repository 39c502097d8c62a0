"""Where Enter and Tab go, as in a spreadsheet: on, back to where a row was begun, or around the selected cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent

from roadmap_app.app.grid.block import Block
from roadmap_app.app.grid.choosing import CONTROL, SHIFT
from roadmap_app.app.grid.columns import first_typed

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

Cell = tuple[str, str]  # row, column
Flag = QItemSelectionModel.SelectionFlag
ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)


def leaping(event: QEvent | None) -> Flag | None:
    """What an arrow with Ctrl selects: the cell that it goes to, or with Shift all up to it; None for others."""
    if not isinstance(event, QKeyEvent) or event.key() not in ARROWS or not event.modifiers() & CONTROL:
        return None
    return Flag.SelectCurrent if event.modifiers() & SHIFT else Flag.ClearAndSelect


class Going:
    """Remembers in which column a run of Tabs began, for as long as nothing but Tab goes anywhere."""

    def __init__(self, grid: GridView) -> None:
        self._grid, self._model = grid, grid.cell_model
        self._began, self._at = "", ("", "")

    def _cell(self, index: QModelIndex) -> Cell:
        return self._model.row(index).id, self._model.column(index).id

    def step(self, index: QModelIndex, rows: int, columns: int) -> None:
        """Enter (a row on) or Tab (a column on), or with Shift back, from a cell."""
        block = self._grid.block()
        if block is not None and block.size != (1, 1) and block.has(index.row(), index.column()):
            self._around(block, index, rows, columns)
            return
        row, column = self._cell(index)
        running = self._at == (row, column)
        if columns:
            began = self._began if running else column
            self.straight(index, 0, columns)
            self._began, self._at = began, self._cell(self._grid.currentIndex())
        else:
            start = self._model.index(index.row(), self._grid.place(self._began)) if running else index
            self.straight(start, rows, 0)

    def _around(self, block: Block, index: QModelIndex, rows: int, columns: int) -> None:
        """The next of the selected cells, which stay selected: Enter goes down them, Tab across."""
        (height, width), down, across = block.size, index.row() - block.top, index.column() - block.left
        if columns:
            place = (down * width + across + columns) % (height * width)
            down, across = divmod(place, width)
        else:
            place = (across * height + down + rows) % (height * width)
            across, down = divmod(place, height)
        there = self._model.index(block.top + down, block.left + across)
        self._grid.selectionModel().setCurrentIndex(there, Flag.NoUpdate)
        self._grid.scrollTo(there)

    def straight(self, index: QModelIndex, rows: int, columns: int) -> None:
        """A neighbouring cell; past the last column in the next row, before the first in the one above."""
        self._at = ("", "")
        last = self._model.rowCount() - 1
        row, column = index.row() + rows, index.column() + columns
        first, count = first_typed(self._model.columns), len(self._model.columns)
        if column >= count:
            row, column = row + 1, first
        elif column < 0 or (columns < 0 and column < first):
            row, column = row - 1, count - 1
        if 0 <= row <= last or not columns:
            self._grid.setCurrentIndex(self._model.index(min(max(row, 0), last), column))

    def leap(self, index: QModelIndex, beside: QModelIndex) -> QModelIndex:
        """Where an arrow with Ctrl goes from a cell, in place of the one `beside` it: to the end of its row, or to the
        first or last task of its column."""
        down, right = beside.row() - index.row(), beside.column() - index.column()
        if not index.isValid() or abs(down) + abs(right) != 1:
            return beside
        if right:
            first, last = first_typed(self._model.columns), self._model.columnCount() - 1
            ahead = last if right > 0 else min(first, beside.column())
            return self._model.index(index.row(), ahead)
        rows = self._grid.window_.workspace.rows.rows
        from_end = range(len(rows) - 1, index.row(), -1) if down > 0 else range(index.row())
        end = next((place for place in from_end if rows[place].kind == "task"), beside.row())
        return self._model.index(end, index.column())

    def moved(self, index: QModelIndex) -> None:
        """Another cell is the current one now; a run of Tabs ends where something else went on."""
        if self._at[0] and self._at != self._cell(index):
            self._at = ("", "")
