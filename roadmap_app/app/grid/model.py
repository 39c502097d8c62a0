"""The rows of the workspace as a Qt table model: a thin reader, it holds no data of its own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from roadmap_app.app.grid.columns import GridColumn, grid_column
from roadmap_app.app.workspace import Workspace
from roadmap_app.commands import fields, shown
from roadmap_app.scene.rows import Row

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
CELL = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable
HINTS = {"name": "Type a task name"}


class GridModel(QAbstractTableModel):
    """Texts of cells for display, edit, tooltip and screen readers."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self.columns: tuple[GridColumn, ...] = ()
        self._take_columns()

    def _take_columns(self) -> None:
        plan = self._workspace.document.plan
        columns = tuple(grid_column(plan, id) for id in self._workspace.columns)
        if columns == self.columns:  # what is kept of their cells holds
            return
        self.columns = columns
        self.places = {column.id: place for place, column in enumerate(self.columns)}

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._workspace.rows.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def row(self, index: Index) -> Row:
        return self._workspace.rows.rows[index.row()]

    def column(self, index: Index) -> GridColumn:
        return self.columns[index.column()]

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.row(index), self.column(index)
        if role == Role.DisplayRole:
            return self.text(row, column.id)
        if role == Role.EditRole:
            return self.edit_text(row, column.id)
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        if role == Role.AccessibleTextRole:
            return f"{column.title or column.id}: {self.text(row, column.id)}"
        return None

    def text(self, row: Row, column: str) -> str:
        """What a cell shows."""
        workspace = self._workspace
        if row.kind == "placeholder":
            return ""
        plan, schedule, today = workspace.plan, workspace.schedule, workspace.today
        if row.kind == "project":
            return shown.project_cell(plan, schedule, column, today, workspace.percent)
        if row.kind == "group":
            return shown.group_cell(plan, workspace.arranging.totals(row.id), row.words, column, today)
        return shown.task_cell(plan, schedule, row.id, column, today)

    def edit_text(self, row: Row, column: str) -> str:
        """What the editor of a cell starts with."""
        workspace = self._workspace
        if row.kind == "placeholder":
            return ""
        if row.kind == "project":
            return workspace.plan.project.name if column == "name" else ""
        if row.kind == "group":
            return ""
        return fields.edit_text(workspace.plan, workspace.schedule, row.id, column, workspace.today)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return CELL

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        if role == Role.DisplayRole:
            return column.title
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignBottom)
        if role == Role.ToolTipRole:
            return fields.column_of(self._workspace.document.plan, column.id).title
        return None

    def refusal(self, index: Index) -> str:
        """Why a cell cannot be typed into; "" where it can."""
        row, column = self.row(index), self.column(index)
        return self.closed(row, column.id)

    def closed(self, row: Row, column: str) -> str:
        """The same of a row and the id of a column."""
        if self._workspace.document.read_only:
            return "This plan is open read-only. Save it under another name to change it."
        if row.kind == "placeholder":
            return "" if column == "name" else "Type the name of the new task first."
        if row.kind == "project":
            return "" if column == "name" else "The first row sums up the plan: change the tasks below."
        if row.kind == "group":
            return "This row sums up a group: change the tasks below."
        return fields.refusal(self._workspace.plan, row.id, column)

    def remake(self) -> None:
        """The rows or the columns are others now."""
        self.beginResetModel()
        self._take_columns()
        self.endResetModel()
