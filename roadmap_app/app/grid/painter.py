"""Drawing and editing of cells: one delegate for all columns."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QRegion
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView, QToolTip, QWidget

from roadmap_app.app.arranging.findbar import Drawn
from roadmap_app.app.grid import frozen, pasteboard
from roadmap_app.app.grid.block import Block
from roadmap_app.app.grid.columns import GridColumn
from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.grid.faces import INDENT, Face, Faces
from roadmap_app.app.grid.helping import Help
from roadmap_app.app.grid.model import Index
from roadmap_app.app.grid.widths import PAD
from roadmap_app.app.theme import fonts, icons, inks, texts
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.model.bidi import from_right
from roadmap_app.model.text import signed
from roadmap_app.scene.marks import Mark
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from roadmap_app.app.grid.model import GridModel
    from roadmap_app.app.main_window import MainWindow

MOST_MEASURED = 5000  # rows whose texts are measured when a column is fitted to them
LEAST_EDITOR = 104
MOST_WIDTH = 640  # of a column that is fitted


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
        self.faces = Faces(window)
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

    # Drawing ----------------------------------------------------------------------------------------

    def paint_cells(self, painter: QPainter, area: QRect, places: Iterable[int] | None = None, shift: int = 0) -> None:
        """Draw the cells in a part of the viewport, column by column, so that inks and fonts seldom change: all of
        them, or the columns at some `places`, so far to the right of where they are scrolled to."""
        view, tokens, height = self._window.grid, self._workspace.tokens, self._window.grid.row_height
        above, rows = view.verticalScrollBar().value(), self._workspace.rows.rows
        tall = range((area.top() + above) // height, min((area.bottom() + above) // height + 1, len(rows)))
        columns = [
            (place, left, width)
            for place in (places if places is not None else range(len(view.cell_model.columns)))
            if (left := view.columnViewportPosition(place) + shift) <= area.right()
            and left + (width := view.columnWidth(place)) > area.left()
        ]
        if not columns or not tall:
            return
        left, right = min(left for _, left, _ in columns), max(left + width for _, left, width in columns)
        top, accent = tall.start * height - above, inks.colour(tokens.accent.base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(left, top, right - left, len(tall) * height, inks.colour(tokens.surface.panel))
        for number in tall:
            ground = self._ground(rows[number])
            if ground != tokens.surface.panel:
                painter.fillRect(left, number * height - above, right - left, height, inks.colour(ground))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(inks.colour(tokens.line.grid))
        painter.drawRects([QRect(left, top + step * height - 1, right - left, 1) for step in range(1, len(tall) + 1)])
        if columns[0][0] == 0:
            for number in tall:
                if rows[number].kind != "placeholder" and self._workspace.is_selected(rows[number].id):
                    painter.fillRect(columns[0][1], number * height - above, 3, height, accent)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.faces.follow()
        for place, left, width in columns:
            self._paint_column(painter, place, left, width, tall, above)

    def _ground(self, row: Row) -> str:
        """The colour behind the cells of a row."""
        workspace, tokens = self._workspace, self._workspace.tokens
        if row.kind == "placeholder":
            alone = workspace.selection in ((), (PLACEHOLDER,)) and not workspace.link
            selected = workspace.current == row.id and alone
        else:
            selected = workspace.is_selected(row.id)
        if selected:
            return tokens.accent.selection
        if workspace.hovered == row.id != PLACEHOLDER:  # whose id is also that of no row
            return tokens.accent.hover_row
        return tokens.surface.sunken if row.kind == "group" else tokens.surface.panel

    def _paint_column(self, painter: QPainter, place: int, left: int, width: int, numbers: range, above: int) -> None:
        view, workspace, tokens = self._window.grid, self._workspace, self._workspace.tokens
        column, height, rows = view.cell_model.columns[place], view.row_height, workspace.rows.rows
        block, current = view.choosing.shown, view.currentIndex() if view.hasFocus() else QModelIndex()
        finds = self._window.find_bar.pattern is not None
        pen, font = "", (0, False)
        for number in numbers:
            row, top = rows[number], number * height - above
            face = self.faces.of(row, column)
            if workspace.preview and self._moved(row, column.id):
                painter.setPen(Qt.PenStyle.NoPen)
                selected = workspace.is_selected(row.id)
                painter.setBrush(inks.colour(tokens.surface.panel if selected else tokens.accent.soft))
                painter.drawRoundedRect(QRectF(left + 3, top + 2, width - 6, height - 5), 3, 3)
                face, pen = face._replace(colour=tokens.accent.base, strong=True), ""
            if face.icon or face.dot or face.flag:
                self._paint_marks(painter, QRect(left, top, width, height), row, column, face)
                pen = pen if not (face.dot or face.flag) else ""
            if face.text:
                begin, end = left + PAD + face.indent, left + width - PAD
                if column.id == "name" and from_right(face.text):  # the outline from the side where names begin
                    end -= row.depth * INDENT
                if finds:
                    here = row.id == workspace.current and column.id == view.current_column
                    room = QRect(begin, top, end - begin, height - 1)
                    self._paint_found(painter, room, row, face, column.right, here)
                    pen = ""
                if pen != face.colour:
                    pen = face.colour
                    painter.setPen(inks.colour(pen))
                if font != (face.size, face.strong):
                    font = face.size, face.strong
                    painter.setFont(fonts.shared(*font))
                texts.put(painter, begin, top, end - begin, height - 1, face.text, *font, right=column.right)
            if block is not None and block.has(number, place):
                self._paint_block(painter, QRect(left, top, width, height), number, place, block)
            if current.row() == number and current.column() == place:
                painter.setPen(inks.pen(tokens.accent.focus_ring, 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(left + 1, top + 1, width - 2, height - 3), 3, 3)
                pen = ""

    def _paint_marks(self, painter: QPainter, cell: QRect, row: Row, column: GridColumn, face: Face) -> None:
        """What stands in a cell beside its text: an arrow, a team's dot, the mark of a row, a tick in its box."""
        tokens, middle = self._workspace.tokens, middle_of(cell)
        if face.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(inks.colour(face.dot))
            painter.drawRoundedRect(QRectF(cell.left() + PAD, middle - 3.5, 8, 8), 2, 2)
        elif column.id == "name":
            arrow = disclosure_rect(cell, row.depth)
            icons.paint(painter, face.icon, tokens.text.primary, QRectF(arrow.left() + 3, middle - 6, 13, 13))
        elif column.id == "status":
            icons.paint(painter, face.icon, face.colour, QRectF(cell.center().x() - 6.5, middle - 6.5, 14, 14))
        else:
            box = QRectF(flag_rect(cell))
            if face.flag:
                painter.setPen(inks.pen(tokens.line.border_strong, 1))
                painter.setBrush(inks.colour(tokens.surface.panel))
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
            if face.icon:
                icons.paint(painter, face.icon, face.colour, box.adjusted(1, 1, -1, -1))

    def _paint_found(self, painter: QPainter, area: QRect, row: Row, face: Face, right: bool, here: bool) -> None:
        """What is looked for, behind the text of a task's cell."""
        if row.kind == "task":
            drawn = Drawn(face.size, face.strong, right)
            self._window.find_bar.paint_hits(painter, area, face.text, drawn, here)

    def _paint_block(self, painter: QPainter, cell: QRect, row: int, column: int, block: Block) -> None:
        """Several selected cells: a stronger tint, and one line around all of them."""
        colour = QColor(self._workspace.tokens.accent.base)
        edges = (
            (row == block.top, QRect(cell.left(), cell.top(), cell.width(), 1)),
            (row == block.bottom, QRect(cell.left(), cell.bottom() - 1, cell.width(), 1)),
            (column == block.left, QRect(cell.left(), cell.top(), 1, cell.height())),
            (column == block.right, QRect(cell.right() - 1, cell.top(), 1, cell.height())),
        )
        for drawn, edge in edges:
            if drawn:
                painter.fillRect(edge, colour)
        colour.setAlphaF(0.10)
        painter.fillRect(cell, colour)

    def mark(self, row: Row) -> Mark | None:
        """The mark of a row; summaries and blank rows have none."""
        return self.faces.mark(row)

    def width_of(self, model: GridModel, place: int) -> int:
        """How wide a column must be for the texts of its rows (of very many, those around the first in view)."""
        column, size = model.columns[place], self._plain.pixelSize()
        rows = self._workspace.rows.rows
        first = max(min(self._window.grid.rowAt(0) - MOST_MEASURED // 2, len(rows) - MOST_MEASURED), 0)
        widest = fonts.metrics(11, True).horizontalAdvance(column.title) + 18
        for row in rows[first : first + MOST_MEASURED]:
            text = signed(model.text(row, column.id))
            if text:
                strong = row.has_children or row.kind == "project" or column.id == "finish"
                deep = row.depth * INDENT * (1 + from_right(text))
                room = 2 * PAD + {"name": 16 + deep, "team": 14}.get(column.id, 0)
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
            go=lambda rows, columns, straight: view.leave(id, column.id, rows, columns, straight),
            close=lambda: self._close(editor),
            tokens=self._workspace.tokens,
            give_up=lambda: view.give_up(id),
            paste=lambda: pasteboard.paste_over(self._window),
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
                text = signed(text) if column.right else text
                room = view.visualRect(index).width() - 2 * PAD
                room -= 12 + row.depth * INDENT if column.id == "name" else 0
                room -= 14 if column.id == "team" else 0
                font = fonts.metrics(self._plain.pixelSize(), row.has_children or row.kind == "project")
                words = text if font.horizontalAdvance(text) > room else ""
        QToolTip.showText(place, words, view)
        return True
