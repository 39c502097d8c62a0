"""The selected cells: a rectangle as in a spreadsheet, or whole rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractItemModel, QItemSelection, QItemSelectionModel


@dataclass(frozen=True)
class Block:
    """Rows and columns by their places on screen, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> tuple[int, int]:
        """(rows, columns)"""
        return self.bottom - self.top + 1, self.right - self.left + 1

    def has(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def block_of(selection: QItemSelection, columns: int) -> Block | None:
    """The one rectangle that is selected; None for whole rows, for several rectangles and for nothing."""
    ranges = list(selection)
    if len(ranges) != 1 or ranges[0].width() == columns:
        return None
    found = ranges[0]
    return Block(found.top(), found.left(), found.bottom(), found.right())


def rows_of(selection: QItemSelection) -> Sequence[int]:
    """The rows that are touched, top to bottom."""
    parts = [range(part.top(), part.bottom() + 1) for part in selection]
    return parts[0] if len(parts) == 1 else sorted(set().union(*parts))


def whole_rows(model: QAbstractItemModel, rows: Sequence[int]) -> QItemSelection:
    """A selection of whole rows, in as few parts as there are runs of them."""
    chosen = QItemSelection()
    last = model.columnCount() - 1
    start = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            chosen.append(QItemSelection(model.index(rows[start], 0), model.index(row, last)))
            start = place + 1
    return chosen


def select_block(chooser: QItemSelectionModel, block: Block) -> None:
    model = chooser.model()
    chosen = QItemSelection(model.index(block.top, block.left), model.index(block.bottom, block.right))
    chooser.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
