"""Drawing and editing of cells: one delegate for all columns."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QRegion
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip, QWidget

from roadmap_app.app.arranging.findbar import Drawn
from roadmap_app.app.grid import frozen
from roadmap_app.app.grid.block import Block
from roadmap_app.app.grid.columns import GridColumn
from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.grid.helping import Help
from roadmap_app.app.grid.model import Index
from roadmap_app.app.grid.widths import PAD
from roadmap_app.app.theme import fonts, icons, texts
from roadmap_app.commands.columns.column import YES
from roadmap_app.scene.marks import Mark, mark
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from roadmap_app.app.grid.model import GridModel
    from roadmap_app.app.main_window import MainWindow

INDENT = 14
MOST_MEASURED = 5000  # rows whose texts are measured when a column is fitted to them
LEAST_EDITOR = 104
MOST_WIDTH = 640  # of a column that is fitted
MUTED = ("wbs", "predecessors", "percent")


def disclosure_rect(cell: QRect, depth: int) -> QRect:
    """Where a summary's arrow can be clicked, within its name cell."""
    return QRect(cell.left() + depth * INDENT, cell.top(), 20, cell.height())


def flag_rect(cell: QRect) -> QRect:
    """The box of a yes or no within its cell."""
    return QRect(cell.left() + PAD, middle_of(cell) - 6, 14, 14)


def middle_of(cell: QRect) -> int:
    """Half the height of a cell; QRect.center rounds otherwise above the viewport than within it."""
    return cell.top() + (cell.height() - 1) // 2


class CellPainter(QStyledItemDelegate):
    """Flat cells: a tint for the row's state, text by column, no frames."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self.editor: CellEditor | None = None  # the open one, and the row's id and column that it edits
        self.edits = ("", "")
        self.take_look()

    def take_look(self) -> None:
        size = self._size = self._workspace.tokens.rows[self._workspace.look.density].font
        self._plain = fonts.sized(size)

    @property
    def font(self) -> QFont:
        """That of the cells."""
        return self._plain

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(20, self._workspace.tokens.rows[self._workspace.look.density].height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        workspace, tokens = self._workspace, self._workspace.tokens
        model: GridModel = index.model()  # type: ignore[assignment]
        row, column = model.row(index), model.column(index)
        cell = option.rect
        view = self._window.grid
        selected = row.kind != "placeholder" and workspace.is_selected(row.id)
        background = tokens.surface.sunken if row.kind == "group" else tokens.surface.panel
        if selected or (
            row.kind == "placeholder" and workspace.current == row.id and not workspace.selection
        ):
            background = tokens.accent.selection
        elif workspace.hovered == row.id:
            background = tokens.accent.hover_row
        painter.fillRect(cell, QColor(background))
        painter.fillRect(cell.left(), cell.bottom(), cell.width(), 1, QColor(tokens.line.grid))
        if selected and index.column() == 0:
            painter.fillRect(cell.left(), cell.top(), 3, cell.height(), QColor(tokens.accent.base))
        moved = self._moved(row, column.id)
        if moved:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.surface.panel if selected else tokens.accent.soft))
            painter.drawRoundedRect(QRectF(cell).adjusted(3, 2, -3, -3), 3, 3)
        if column.id == "status":
            self._paint_status(painter, cell, row)
        elif column.kind == "flag":
            self._paint_flag(painter, cell, model.text(row, column.id), model.refusal(index))
        else:
            self._paint_text(painter, cell, row, column, model.text(row, column.id), moved)
        block = view.choosing.shown
        if block is not None and block.has(index.row(), index.column()):
            self._paint_block(painter, cell, index, block)
        if index == view.currentIndex() and view.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens.accent.focus_ring), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(cell).adjusted(1, 1, -1, -2), 3, 3)

    def _paint_block(self, painter: QPainter, cell: QRect, index: Index, block: Block) -> None:
        """Several selected cells: a stronger tint, and one line around all of them."""
        colour = QColor(self._workspace.tokens.accent.base)
        edges = (
            (index.row() == block.top, QRect(cell.left(), cell.top(), cell.width(), 1)),
            (index.row() == block.bottom, QRect(cell.left(), cell.bottom() - 1, cell.width(), 1)),
            (index.column() == block.left, QRect(cell.left(), cell.top(), 1, cell.height())),
            (index.column() == block.right, QRect(cell.right() - 1, cell.top(), 1, cell.height())),
        )
        for drawn, edge in edges:
            if drawn:
                painter.fillRect(edge, colour)
        colour.setAlphaF(0.10)
        painter.fillRect(cell, colour)

    def _paint_text(
        self, painter: QPainter, cell: QRect, row: Row, shown: GridColumn, text: str, moved: bool
    ) -> None:
        tokens, column = self._workspace.tokens, shown.id
        strong = row.kind == "project" or row.has_children
        area = cell.adjusted(PAD, 0, -PAD, -1)
        colour = tokens.text.primary
        size = self._size
        if column in MUTED:
            colour = tokens.text.secondary
            if column != "percent":
                size, strong = max(size - 1, 10), False
        if column == "name":
            area.setLeft(cell.left() + 20 + row.depth * INDENT)
            if row.has_children:
                arrow = disclosure_rect(cell, row.depth)
                name = "expand" if row.collapsed else "collapse"
                middle = middle_of(arrow)
                icons.paint(painter, name, tokens.text.primary, QRectF(arrow.left() + 3, middle - 6, 13, 13))
            if row.kind == "placeholder":
                text, colour = "Type a task name", tokens.text.tertiary
        elif column == "team" and text and row.kind == "task":
            slot = self._slot(row)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.team(slot).fill))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawRoundedRect(QRectF(area.left(), middle_of(cell) - 3.5, 8, 8), 2, 2)
            area.setLeft(area.left() + 14)
        elif column == "finish" and self._late(row):
            colour, strong = tokens.state.late, True
        if row.dimmed:
            colour = tokens.text.tertiary
        if moved:
            colour, strong = tokens.accent.base, True
        if text:
            if row.kind == "task":
                grid = self._window.grid
                here = row.id == self._workspace.current and column == grid.current_column
                self._window.find_bar.paint_hits(painter, area, text, Drawn(size, strong, shown.right), here)
            painter.setPen(QColor(colour))
            texts.draw(painter, area, text, size, strong, right=shown.right)

    def _paint_status(self, painter: QPainter, cell: QRect, row: Row) -> None:
        found = self.mark(row)
        if found:
            colour = self._workspace.tokens.colour(found.role)
            area = QRectF(cell.center().x() - 6.5, middle_of(cell) - 6.5, 14, 14)
            icons.paint(painter, found.icon, colour, area)

    def _paint_flag(self, painter: QPainter, cell: QRect, text: str, refusal: str) -> None:
        """A tick, in a box where it can be changed by a click or with Space."""
        tokens, box = self._workspace.tokens, QRectF(flag_rect(cell))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if text and not refusal:
            painter.setPen(QPen(QColor(tokens.line.border_strong), 1))
            painter.setBrush(QColor(tokens.surface.panel))
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        if text == YES:
            icons.paint(painter, "done", tokens.text.primary, box.adjusted(1, 1, -1, -1))

    def mark(self, row: Row) -> Mark | None:
        """The mark of a row; summaries and blank rows have none."""
        if row.kind != "task" or row.has_children or not self._workspace.plan.tasks[row.id].name:
            return None
        return mark(self._workspace.plan, self._workspace.schedule, row.id, self._workspace.today)

    def _late(self, row: Row) -> bool:
        if row.kind != "task":
            return False
        task = self._workspace.plan.tasks[row.id]
        return (
            task.deadline is not None
            and task.percent < 100
            and self._workspace.schedule.finish(row.id) > task.deadline
        )

    def _slot(self, row: Row) -> int:
        plan = self._workspace.plan
        team = plan.resources.get(plan.tasks[row.id].team) if row.kind == "task" else None
        return team.colour if team else 0

    def width_of(self, model: GridModel, place: int) -> int:
        """How wide a column must be for the texts of its rows (of very many, those around the first in view)."""
        column, size = model.columns[place], self._plain.pixelSize()
        rows = self._workspace.rows.rows
        first = max(min(self._window.grid.rowAt(0) - MOST_MEASURED // 2, len(rows) - MOST_MEASURED), 0)
        widest = fonts.metrics(11, True).horizontalAdvance(column.title) + 18
        for row in rows[first : first + MOST_MEASURED]:
            text = model.text(row, column.id)
            if text:
                strong = row.has_children or row.kind == "project" or column.id == "finish"
                room = 2 * PAD + {"name": 16 + row.depth * INDENT, "team": 14}.get(column.id, 0)
                widest = max(widest, fonts.metrics(size, strong).horizontalAdvance(text) + room + 2)
        return min(ceil(widest), MOST_WIDTH)

    def _moved(self, row: Row, column: str) -> bool:
        """True for a date that the drag under way would change."""
        workspace = self._workspace
        if (
            not workspace.preview
            or column not in ("start", "finish", "duration")
            or row.kind == "placeholder"
        ):
            return False
        before, after = workspace.document.schedule, workspace.schedule
        if row.kind == "project":
            return column == "finish" and before.project_finish != after.project_finish
        if row.id not in before:
            return False
        return {
            "start": before.start(row.id) != after.start(row.id),
            "finish": before.finish(row.id) != after.finish(row.id),
            "duration": False,
        }[column]

    # Editing ----------------------------------------------------------------------------------------

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        view = self._window.grid
        model: GridModel = index.model()  # type: ignore[assignment]
        id, column = model.row(index).id, model.column(index)
        editor = CellEditor(
            parent,
            commit=lambda text: view.commit(id, column.id, text),
            go=lambda rows, columns: view.leave(id, column.id, rows, columns),
            close=lambda: self._close(editor),
            tokens=self._workspace.tokens,
        )
        editor.help = Help(self._window, editor, id, column.id)
        editor.setFont(self._plain)
        editor.setAccessibleName(column.title or column.id)
        if column.right:
            editor.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if model.row(index).kind == "placeholder":
            editor.setPlaceholderText("Type a task name")
        self.editor, self.edits = editor, (id, column.id)
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor):
            editor.abandon()
        if editor is self.editor:
            self.editor = None
        editor.setParent(None)  # gone at once for whoever looks for an open editor
        editor.deleteLater()

    def _close(self, editor: CellEditor) -> None:
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self._window.grid.setFocus()

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, CellEditor) and not editor.isModified():
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole) or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        return  # the editor commits by itself, and stays open while its text cannot be taken

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        rect = QRect(option.rect)
        model: GridModel = index.model()  # type: ignore[assignment]
        row = model.row(index)
        if model.column(index).id == "name":
            rect.setLeft(rect.left() + 14 + row.depth * INDENT)
        rect.setWidth(max(rect.width(), LEAST_EDITOR))
        grid = self._window.grid
        over = rect.right() + 1 - grid.viewport().width()
        if 0 < over <= LEAST_EDITOR and rect.left() - over >= 0:  # of a narrow column at the right
            rect.translate(-over, 0)
        editor.setGeometry(rect)
        fixed = frozen.count(grid)
        below = frozen.width(grid, fixed) - rect.left() if index.column() >= fixed else 0
        if below > 0:  # what stays in view covers it
            editor.setMask(QRegion(editor.rect().adjusted(below, 0, 0, 0)))
        else:
            editor.clearMask()

    def eventFilter(self, editor: object, event: QEvent) -> bool:
        return False  # the editor knows its keys

    def show_tooltip(self, view: QTableView, point: QPoint, place: QPoint) -> bool:
        """Say in full what a cell cuts off, and what its mark means."""
        index = view.indexAt(point)
        words = ""
        if index.isValid():
            model: GridModel = index.model()  # type: ignore[assignment]
            row, column = model.row(index), model.column(index)
            if column.id == "status":
                found = self.mark(row)
                words = found.words if found else ""
            else:
                text = model.text(row, column.id)
                room = view.visualRect(index).width() - 2 * PAD
                room -= 12 + row.depth * INDENT if column.id == "name" else 0
                room -= 14 if column.id == "team" else 0
                font = fonts.metrics(self._plain.pixelSize(), row.has_children or row.kind == "project")
                words = text if font.horizontalAdvance(text) > room else ""
        QToolTip.showText(place, words, view)
        return True
