"""What is selected, kept the same in the grid and in the workspace: cells there, the rows they touch here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent

from roadmap_app.app.grid.block import Block, block_of, rows_of, select_block, whole_rows
from roadmap_app.app.workspace import PLACEHOLDER

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

Flag = QItemSelectionModel.SelectionFlag
Ends = tuple[str, str, str, str]
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Choosing:
    """Follows both sides; what it does itself to one of them is not taken for the person's doing."""

    def __init__(self, grid: GridView) -> None:
        self._grid, self._workspace = grid, grid.window_.workspace
        self._following = self._giving = False
        self._ends: Ends = ("", "", "", "")
        self.shown: Block | None = None  # several selected cells, for the painter

    def follow(self) -> None:
        """Begin, once the grid has its model; Qt asks `by_rows` before that."""
        self._model, self._chooser = self._grid.cell_model, self._grid.selectionModel()
        self._workspace.selection_changed.connect(self.take)
        self._chooser.selectionChanged.connect(self._give)
        self._chooser.currentChanged.connect(self._give)

    def block(self) -> Block | None:
        """The selected cells, as a rectangle; None where whole rows are selected."""
        return block_of(self._chooser.selection(), self._model.columnCount())

    def take(self) -> None:
        """Show the workspace's selection: whole rows, unless the cells that are selected lie in just these."""
        if self._giving:
            return
        rows = self._workspace.rows
        places = self._workspace.selected_rows
        self._following = True
        if list(places) != list(rows_of(self._chooser.selection())):
            self._chooser.select(whole_rows(self._model, places), Flag.ClearAndSelect)
        current = self._grid.currentIndex()
        row = rows.index(self._workspace.current) if self._workspace.current else None
        if row is not None and row != current.row():
            column = self._grid.place(self._grid.current_column)
            self._chooser.setCurrentIndex(self._model.index(row, column), Flag.NoUpdate)
        self._following = False
        self._note()

    def _give(self, *_: object) -> None:
        """Tell the workspace what was selected here."""
        if self._following:
            return
        current = self._grid.currentIndex()
        id = self._workspace.rows.rows[current.row()].id if current.isValid() else PLACEHOLDER
        self._giving = True
        self._workspace.select_rows(rows_of(self._chooser.selection()), id)
        self._giving = False
        self._note()

    def remake(self) -> None:
        """The rows or columns are others now: select the same cells again where they still stand together."""
        block, ends = self.block(), self._ends
        self._following = True
        self._model.remake()
        self._following = False
        self.take()
        found = self._between(ends)
        if found and block and found.size == block.size and self._workspace.selection:
            self._select(found)

    @property
    def ends(self) -> Ends:
        """The selected cells by the ids of their first and last row, first and last column; "" for whole rows."""
        return self._ends

    def again(self, ends: Ends, column: str) -> None:
        """Select the cells between these again, and make a column the current one, of rows that are selected."""
        found = self._between(ends)
        if found and [row.id for row in self._workspace.rows.rows[found.top : found.bottom + 1]] == [
            *self._workspace.selection
        ]:
            self._select(found)
        row, place = self._workspace.rows.index(self._workspace.current), self._model.places.get(column)
        if row is not None and place is not None:
            self._following = True
            self._chooser.setCurrentIndex(self._model.index(row, place), Flag.NoUpdate)
            self._following = False
            self._note()

    def _between(self, ends: Ends) -> Block | None:
        top, bottom = (self._workspace.rows.index(id) for id in ends[:2])
        left, right = (self._model.places.get(id) for id in ends[2:])
        if top is None or bottom is None or left is None or right is None:
            return None
        return Block(top, left, bottom, right)

    def _select(self, cells: Block) -> None:
        self._following = True
        select_block(self._chooser, cells)
        self._following = False
        self._note()

    def _note(self) -> None:
        block, rows, columns = self.block(), self._workspace.rows.rows, self._model.columns
        self._ends = (
            (rows[block.top].id, rows[block.bottom].id, columns[block.left].id, columns[block.right].id)
            if block
            else ("", "", "", "")
        )
        self.shown = block if block is not None and block.size != (1, 1) else None
        self._grid.redraw.chosen()

    def select_rows(self) -> None:
        """Whole rows of what is selected."""
        self._chooser.select(whole_rows(self._model, rows_of(self._chooser.selection())), Flag.ClearAndSelect)

    def select_column(self, place: int) -> None:
        """The cells of all tasks in a column."""
        rows = [at for at, row in enumerate(self._workspace.rows.rows) if row.kind == "task"]
        if rows:
            select_block(self._chooser, Block(rows[0], place, rows[-1], place))

    def by_rows(self, index: QModelIndex, event: QEvent | None) -> bool:
        """True where an event selects whole rows: on their numbers, with Ctrl, and extending whole rows."""
        if isinstance(event, QMouseEvent) and (self._grid.is_number(index) or event.modifiers() & CONTROL):
            return True
        extends = isinstance(event, QMouseEvent | QKeyEvent) and bool(event.modifiers() & SHIFT)
        return extends and self.block() is None and bool(self._workspace.selection)
