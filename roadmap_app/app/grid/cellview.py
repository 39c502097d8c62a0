"""A table view whose columns are the workspace's: where they stand, how wide they are, and which stay in view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSignalBlocker
from PySide6.QtWidgets import QAbstractItemView, QTableView

from roadmap_app.app.grid import columns, frozen, widths
from roadmap_app.app.grid.model import GridModel
from roadmap_app.app.grid.painter import CellPainter

if TYPE_CHECKING:
    from roadmap_app.app.grid.head import GridHead
    from roadmap_app.app.main_window import MainWindow


class CellView(QTableView):
    """Cells by task and column. What Qt asks of places goes by where cells are seen."""

    head: GridHead

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._workspace = window.workspace
        self.window_ = window  # for its helpers
        self._measured: object = None  # the outline that the widest number was looked for in
        self._number = ""
        self._widths: dict[str, int] = {}
        self._column = "name"  # the column that keys act on, while no cell is current
        self.cell_model = GridModel(self._workspace)
        self.cells = CellPainter(window)

    def take_head(self, head: GridHead) -> None:
        """Show the model below the heads of its columns."""
        self.head = head
        self.setHorizontalHeader(head)
        self.setModel(self.cell_model)
        self.setItemDelegate(self.cells)
        self.size_columns()
        head.sectionResized.connect(self._keep_width)
        self._workspace.frozen_changed.connect(self._after_freezing)

    # Geometry -----------------------------------------------------------------------------------

    def cell_rect(self, task_id: str, column: str) -> QRect:
        """A cell in viewport coordinates; an empty rectangle for a row or a column that is not shown."""
        row, place = self._workspace.rows.index(task_id), self.cell_model.places.get(column)
        return QRect() if row is None or place is None else self.visualRect(self.cell_model.index(row, place))

    def place(self, column: str) -> int:
        """Where a column stands, from 0 at the left; that of the name for one that is not shown."""
        return self.cell_model.places.get(column, self.cell_model.places["name"])

    def show_columns(self, ids: Sequence[str]) -> None:
        """Show columns after the others, and bring the last of them into view."""
        workspace = self._workspace
        workspace.set_columns([*(id for id in workspace.columns if id not in ids), *ids])
        row = max(self.indexAt(QPoint(1, 1)).row(), 0)
        self.scrollTo(self.cell_model.index(row, self.place(ids[-1])))

    @property
    def current_column(self) -> str:
        """The id of the column that keys and the verbs of heads act on."""
        index = self.currentIndex()
        return self.cell_model.columns[index.column()].id if index.isValid() else self._column

    def is_number(self, index: QModelIndex) -> bool:
        """Whether a cell is that of a row's number, which stands for the row."""
        return index.isValid() and self.cell_model.column(index).id == "wbs"

    def preferred_width(self) -> int:
        """As wide as all columns with their texts."""
        return sum(self._widths.values()) + 1

    def size_columns(self) -> None:
        """Columns as wide as their texts or as they were set by hand, the name as wide as the grid leaves it."""
        outline = self.window_.document.plan.outline
        if self._measured is not outline:
            self._measured, self._number = outline, widths.deepest(outline)
        size = self._workspace.tokens.rows[self._workspace.look.density].font
        known = self.cell_model.columns
        kept = self.window_.settings.columns
        self._widths = widths.natural(known, size, self._number, kept)
        self.setMinimumWidth(widths.least(known, self._widths))
        shown = self._widths if "name" in kept else widths.fitted(known, self._widths, self.viewport().width())
        places = {self.cell_model.places[id]: width for id, width in shown.items()}
        if all(self.columnWidth(place) == width for place, width in places.items()):
            return
        with QSignalBlocker(self.head):  # else Qt draws all now, and again a moment after
            for place, width in places.items():
                self.setColumnWidth(place, width)
        self.updateGeometries()
        self.updateEditorGeometries()
        self.viewport().update()

    def _keep_width(self, place: int, old: int, new: int) -> None:
        """Remember a width that was set by hand."""
        self.window_.settings.columns[self.cell_model.columns[place].id] = new

    def fit_columns(self, ids: Iterable[str]) -> None:
        """Make columns as wide as their widest texts."""
        for id in ids:
            self.window_.settings.columns[id] = self.cells.width_of(self.cell_model, self.cell_model.places[id])
        self.size_columns()
        self.viewport().update()

    def reset_columns(self) -> None:
        """The columns, widths and what stays in view as the grid comes."""
        self.window_.settings.columns.clear()
        self._workspace.set_frozen(columns.FROZEN)
        self._workspace.set_columns(columns.DEFAULT)
        self.size_columns()
        self.viewport().update()

    def go_to_column(self, id: str) -> None:
        """Make a column the current one, in the row where the grid is; nothing else is selected by that."""
        self._column = id
        current = self.currentIndex()
        if self.cell_model.rowCount():
            index = self.cell_model.index(max(current.row(), 0), self.cell_model.places[id])
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        self.setFocus()
        self.head.viewport().update()

    # What stays in view while the grid is scrolled sideways ----------------------------------------------

    def indexAt(self, point: QPoint) -> QModelIndex:
        row, place = self.rowAt(point.y()), frozen.place_at(self, point.x())
        return self.cell_model.index(row, place) if row >= 0 and place >= 0 else QModelIndex()

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rect = super().visualRect(index)
        return rect.translated(frozen.shift(self, index.column()), 0) if index.isValid() else rect

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        bar, fixed = self.horizontalScrollBar(), frozen.count(self)
        before = bar.value()
        super().scrollTo(index, hint)
        if not fixed:
            return
        bar.setValue(before)
        left, edge = self.columnViewportPosition(index.column()), frozen.width(self, fixed)
        over = left + self.columnWidth(index.column()) - self.viewport().width()
        if index.column() >= fixed and left < edge:
            bar.setValue(before + left - edge)
        elif index.column() >= fixed and over > 0:
            bar.setValue(before + min(over, left - edge))

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        if dx:  # what stays in view must not be shifted with the rest
            self.viewport().update()
            self.head.viewport().update()

    def _after_freezing(self) -> None:
        self.updateEditorGeometries()
        self.viewport().update()
        self.head.viewport().update()
