"""What a press within a cell does by itself: fold a summary, release a pin, turn a yes into a no."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint

from roadmap_app.app.gantt import clicks
from roadmap_app.app.grid import entry
from roadmap_app.app.grid.painter import disclosure_rect, flag_rect

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView


def press(grid: GridView, index: QModelIndex, at: QPoint) -> bool:
    """Do what a press there does; False where it is none of these, or selects the cell too."""
    if not index.isValid():
        return False
    if over_disclosure(grid, index, at):
        fold(grid, index)
        return True
    if over_pin(grid, index):
        clicks.release_pin(grid.window_.gantt, grid.cell_model.row(index).id)
        return True
    return False


def over_disclosure(grid: GridView, index: QModelIndex, at: QPoint) -> bool:
    row = grid.cell_model.row(index)
    if grid.cell_model.column(index).id != "name" or not row.has_children:
        return False
    return disclosure_rect(grid.visualRect(index), row.depth).contains(at)


def over_pin(grid: GridView, index: QModelIndex) -> bool:
    """Whether a cell shows the pin of a constraint, which a click takes away."""
    if grid.cell_model.column(index).id != "status" or grid.window_.document.read_only:
        return False
    found = grid.cells.mark(grid.cell_model.row(index))
    return found is not None and found.icon == "constraint"


def over_flag(grid: GridView, index: QModelIndex, at: QPoint) -> bool:
    return index.isValid() and is_flag(grid, index) and flag_rect(grid.visualRect(index)).contains(at)


def is_flag(grid: GridView, index: QModelIndex) -> bool:
    return grid.cell_model.column(index).kind == "flag" and grid.cell_model.row(index).kind == "task"


def fold(grid: GridView, index: QModelIndex) -> None:
    row = grid.cell_model.row(index)
    grid.window_.workspace.set_collapsed(row.id, not row.collapsed)


def toggle_flags(grid: GridView, index: QModelIndex) -> None:
    """Turn a yes into a no, or a no into a yes, in all selected cells of the column."""
    workspace = grid.window_.workspace
    if refusal := grid.cell_model.refusal(index):
        workspace.message.emit("refused", refusal)
        return
    block, id = grid.block(), grid.cell_model.row(index).id
    within = block is not None and block.has(index.row(), index.column())
    others = [each for each in workspace.selected_tasks if each != id] if within else []
    entry.toggle(grid.window_, [*others, id], grid.cell_model.column(index).id)
