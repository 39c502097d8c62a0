"""The grid: a table view on the workspace's rows, with the keys and the editing of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from roadmap_app.app import verbs
from roadmap_app.app.gantt.paper import on_pixels
from roadmap_app.app.grid import cellclicks, entry, filldrag, frozen, hints, pasteboard, rowdrag
from roadmap_app.app.grid.block import Block
from roadmap_app.app.grid.cellview import CellView
from roadmap_app.app.grid.choosing import CONTROL, SHIFT, Choosing
from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.grid.going import Going, leaping
from roadmap_app.app.grid.head import GridHead
from roadmap_app.app.grid.redraw import Redraw
from roadmap_app.app.grid.rowdrag import RowDrag
from roadmap_app.app.theme import inks
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.document.document import Update
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

LEFT = Qt.MouseButton.LeftButton
TABS = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class GridView(CellView):
    """Rows and bars share one height and one scroll bar: the chart's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._made = ""  # the task that the placeholder row was just typed into
        self._naming = ""  # the task whose name is asked for right after it was made
        self._drag: RowDrag | filldrag.FillDrag | None = None
        self.kept_rows: pasteboard.Kept | None = None
        self._model = self.cell_model
        self.choosing, self.going = Choosing(self), Going(self)
        self.take_head(GridHead(self, self._workspace))
        self.setAccessibleName("Tasks")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._size_rows()
        self.viewport().installEventFilter(self)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling shifts what is drawn
        workspace = self._workspace
        workspace.rows_changed.connect(self._remake)
        workspace.columns_changed.connect(self._remake)
        workspace.plan_changed.connect(self._after_edit)
        self.redraw = Redraw(self)
        workspace.look_changed.connect(self._after_look)
        workspace.reveal_requested.connect(self._reveal)
        workspace.edit_requested.connect(self._edit_requested)
        self.choosing.follow()

    def _size_rows(self) -> None:
        height = self._workspace.tokens.rows[self._workspace.look.density].height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.size_columns()
        if event.size().height() != event.oldSize().height():
            self.window_.gantt.set_range()

    @property
    def row_height(self) -> int:
        return self.verticalHeader().defaultSectionSize()

    # Following the workspace ----------------------------------------------------------------------

    def _remake(self) -> None:
        """The rows or columns are others now; an editor that is open goes on where its cell is, a drag does not."""
        self._cancel_drag()
        editor, (id, column) = self.cells.editor, self.cells.edits
        typed = editor if editor is not None and not editor.over else None
        if typed is not None:
            typed.abandon()
        place = self.verticalScrollBar().value()
        self.choosing.remake()
        self.executeDelayedItemsLayout()  # else Qt draws all now, and again once it has laid out the rows
        self.verticalScrollBar().setValue(place)
        self.size_columns()
        if self.hasFocus() and not self._workspace.selection:  # of another plan, keys begin anew
            self._begin()
        if typed is not None and self._workspace.rows.index(id) is not None and column in self._model.places:
            self.edit_cell(id, column)
            if self.cells.editor is not None:
                self.cells.editor.setText(typed.text())
                self.cells.editor.mark(typed.accessibleDescription())

    def _after_edit(self, update: Update) -> None:
        self._cancel_drag()
        self.viewport().update()

    def _cancel_drag(self) -> None:
        if self._drag is not None:
            self._drag.cancel()

    def _after_look(self) -> None:
        self._size_rows()
        self.cells.take_look()
        self.head.take_look()
        self.size_columns()
        self.viewport().update()

    def block(self) -> Block | None:
        """The selected cells, as a rectangle; None where whole rows are selected."""
        return self.choosing.block()

    def leads(self) -> bool:
        """True while the grid, and not the chart, is where things are selected."""
        return not self.window_.gantt.hasFocus()

    def cell_text(self, row: Row, column: str) -> str:
        """The text of a cell as it would be typed."""
        return self._model.edit_text(row, column)

    def selectionCommand(
        self, index: QModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        command = leaping(event) or super().selectionCommand(index, event)
        return command | QItemSelectionModel.SelectionFlag.Rows if self.choosing.by_rows(index, event) else command

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        index = super().moveCursor(action, modifiers)
        return self.going.leap(self.currentIndex(), index) if modifiers & CONTROL else index

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        """Follow the current cell. Qt would close an open editor here, whatever was typed into it."""
        if current.isValid():
            self._column = self._model.column(current).id
            self.going.moved(current)
            self.head.viewport().update()
            self.window_.refresh()  # verbs of heads act on it
        if self.cells.editor is None:
            super().currentChanged(current, previous)
        else:
            self.viewport().update()

    def _reveal(self, id: str) -> None:
        row = self._workspace.rows.index(id)
        if row is not None:
            index = self._model.index(row, self.place(self.current_column))
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self.window_.gantt.verticalScrollBar().setValue(self.verticalScrollBar().value())

    # Editing --------------------------------------------------------------------------------------

    def finish_editing(self) -> bool:
        """Take what is being typed; False where it cannot be taken and the editor stays open with the reason."""
        return self.cells.editor is None or self.cells.editor.take()

    def _edit_requested(self, id: str, column: str) -> None:
        naming = column == "name" and self.window_.document.made_last("task", id)
        self.edit_cell(id, column)
        self._naming = id if naming and self.cells.editor is not None else ""

    def edit_cell(self, id: str, column: str) -> None:
        """Open the editor of a cell; another one that is open is settled first."""
        row = self._workspace.rows.index(id)
        editor = self.cells.editor
        if editor is not None and self.cells.edits == (id, column):
            editor.setFocus()
        elif row is not None and column in self._model.places and self.finish_editing():
            self.setFocus()
            self.open_editor(self._model.index(self._workspace.rows.index(id) or 0, self.place(column)))

    def open_editor(self, index: QModelIndex, typed: str = "") -> None:
        """Edit a cell; `typed` replaces its text. What cannot be edited says why."""
        refusal = self._model.refusal(index)
        if refusal:
            self._workspace.message.emit("refused", refusal)
            return
        block = self.block()
        keep = block is not None and block.has(index.row(), index.column())
        flag = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flag.NoUpdate if keep else flag.ClearAndSelect)
        self.scrollTo(index)
        self.edit(index)
        editor = self.cells.editor
        if editor is not None and typed:
            editor.setText(typed)
        if editor is not None and editor.help is not None:
            editor.help.begin(bool(typed))
        self.window_.refresh()  # what is typed into the last row can be indented at once

    @property
    def adding(self) -> bool:
        """Whether a new task is being typed into the last row."""
        return self.cells.editor is not None and self.cells.edits[0] == PLACEHOLDER

    def commit(self, id: str, column: str, text: str) -> str:
        """Put typed text into a cell; answers "" or the refusal that keeps the editor open."""
        place = self._workspace.rows.index(id)
        if place is None:
            return ""
        row = self._workspace.rows.rows[place]
        naming, self._naming = bool(id) and self._naming == id, ""
        if text == self._model.edit_text(row, column):
            return ""
        entered = entry.enter(self.window_, row, column, text, naming=naming)
        if entered.refusal and naming:
            self._naming = id
        self._made = entered.made
        if entered.made:  # keys and verbs go on from it, wherever the typing was ended
            self._workspace.select([entered.made], entered.made)
        return entered.refusal

    def leave_unnamed(self, editor: CellEditor) -> None:
        """Close an editor without taking its text; a task that waited for its name stays as it is."""
        editor.close_untaken()
        self._naming = ""

    def give_up(self, id: str) -> None:
        """Esc was pressed in a cell; a task whose name was asked for goes, as though it had never been made."""
        naming, self._naming = self._naming, ""
        if naming and naming == id and self.window_.document.made_last("task", id):
            self.window_.document.withdraw()

    def leave(self, id: str, column: str, rows: int, columns: int, straight: bool) -> None:
        """Go on from a cell whose editor closed; from the placeholder row, from the task that it made."""
        place = self._workspace.rows.index(self._made or id)
        self._made = ""
        if place is not None:
            index = self._model.index(place, self.place(column))
            (self.going.straight if straight else self.going.step)(index, rows, columns)

    # Events ---------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._begin()
        super().focusInEvent(event)
        self.head.viewport().update()

    def _begin(self) -> None:
        """Keys begin at the first task's name; Qt would begin at the number of the first row."""
        if not self.currentIndex().isValid():
            rows = self._workspace.rows.rows
            row = next((place for place, row in enumerate(rows) if row.kind != "project"), 0)
            index = self._model.index(row, self.place("name"))
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.head.viewport().update()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        # what a drag draws stays where the pointer is
        if self._drag is not None or not on_pixels(self.viewport(), dx, dy):
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, height, painter = self._workspace.tokens, self.row_height, QPainter(self.viewport())
        for area in event.region():
            painter.setClipRect(area)
            painter.fillRect(area, inks.colour(tokens.surface.panel))
            self.cells.paint_cells(painter, area)
            y = len(self._workspace.rows) * height - self.verticalScrollBar().value()
            while y < area.bottom():
                y += height
                painter.fillRect(0, y - 1, self.viewport().width(), 1, inks.colour(tokens.line.grid))
            frozen.paint(self, painter, area)
        painter.setClipping(False)
        if not self.window_.document.plan.tasks:
            panel, port = self.window_.start_panel, self.viewport()
            room, left = port.width(), port.mapTo(self.window_, QPoint()).x()
            if panel.isVisible():  # which lies over the grid in a small window
                over = panel.x() + panel.width() - left if self.isRightToLeft() else left + room - panel.x()
                room -= max(over + 8, 0)
            first = port.width() - room if self.isRightToLeft() else 0
            hints.paint(painter, tokens, QRect(first, 2 * height, room, height))
        filldrag.paint_handle(self, painter)
        if self._drag is not None:
            self._drag.paint(painter)
        drop = self.head.drag.line_x() if self.head.drag is not None else None
        if drop is not None:
            painter.fillRect(drop - 1, 0, 2, self.viewport().height(), QColor(tokens.accent.base))

    def event(self, event: QEvent) -> bool:
        # Tab would move the focus to another pane before keyPressEvent sees it
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in TABS:
            self.keyPressEvent(event)
            return True
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key, plain = event.key(), not event.modifiers() & ~SHIFT
        back = bool(event.modifiers() & SHIFT)
        if key == Qt.Key.Key_Escape and self.head.cancel_drag():
            return
        if self._drag is not None and key == Qt.Key.Key_Escape:
            self._drag.cancel()
        elif self.cells.editor is not None:  # which had no use for the key, or lost the keyboard
            event.ignore()
            if key == Qt.Key.Key_Escape:
                self.leave_unnamed(self.cells.editor)
        elif not index.isValid():
            super().keyPressEvent(event)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._model.row(index).kind == "placeholder":
                self.open_editor(self._model.index(index.row(), self.place("name")))
            else:
                self.going.step(index, -1 if back else 1, 0)
        elif plain and key == Qt.Key.Key_F2:
            self.open_editor(index)
        elif plain and key == Qt.Key.Key_Backspace:
            self.open_editor(self._typed_into(index))
            if self.cells.editor is not None:
                self.cells.editor.clear()
        elif plain and key in TABS:
            self.going.step(index, 0, -1 if back or key == Qt.Key.Key_Backtab else 1)
        elif not event.modifiers() and key == Qt.Key.Key_Space and cellclicks.is_flag(self, index):
            cellclicks.toggle_flags(self, index)
        elif back and plain and key == Qt.Key.Key_Space:
            self.choosing.select_rows()
        elif plain and key == Qt.Key.Key_Space and self._model.row(index).has_children:
            cellclicks.fold(self, index)
        elif plain and event.text() and event.text().isprintable() and not event.text().isspace():
            self.open_editor(self._typed_into(index), event.text())
        else:
            super().keyPressEvent(event)

    def _typed_into(self, index: QModelIndex) -> QModelIndex:
        """Typing on the placeholder row always names the new task."""
        if self._model.row(index).kind == "placeholder":
            return self._model.index(index.row(), self.place("name"))
        return index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if not self.finish_editing():
            return
        index = self.indexAt(at)
        if event.button() == LEFT and filldrag.over_handle(self, at):
            self._drag = filldrag.FillDrag(self, at)
            return
        if cellclicks.press(self, index, at):
            return
        if cellclicks.over_flag(self, index, at):
            super().mousePressEvent(event)
            cellclicks.toggle_flags(self, index)
            return
        if event.modifiers() & CONTROL:
            self.choosing.select_rows()
        held = index.isValid() and event.button() == LEFT and not event.modifiers() & (SHIFT | CONTROL)
        if held and self.is_number(index) and self._model.row(index).kind == "task":
            id = self._model.row(index).id
            again = self._workspace.is_selected(id) and self.block() is None
            if not again:
                super().mousePressEvent(event)
            self.setState(QAbstractItemView.State.NoState)
            if not self.window_.document.read_only:
                self._drag = rowdrag.begin(self, at, self._workspace.selected_tasks if again else (id,), again)
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        if drag is None:
            super().mouseReleaseEvent(event)
        else:
            drag.release(event.position().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and cellclicks.is_flag(self, index):
            self.mousePressEvent(event)  # the second of two clicks
            return
        over = index.isValid() and cellclicks.over_disclosure(self, index, event.position().toPoint())
        if self.finish_editing() and index.isValid() and not over:
            self.open_editor(self._typed_into(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        index = self.indexAt(at)
        self._workspace.hover(self._model.row(index).id if index.isValid() else "")
        if self._drag is not None:
            self._drag.move(at, bool(event.modifiers() & CONTROL))
            return
        if not event.buttons():
            self._show_grip(index, at)
        super().mouseMoveEvent(event)

    def _show_grip(self, index: QModelIndex, at: QPoint) -> None:
        """The cursor tells what a drag from here would do: fill cells, move rows, or select."""
        number = index.isValid() and self.is_number(index) and self._model.row(index).kind == "task"
        if filldrag.over_handle(self, at):
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        elif number and not self.window_.document.read_only:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def leaveEvent(self, event: QEvent) -> None:
        self._workspace.hover("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if not self.finish_editing():
            return
        if index.isValid() and not self._workspace.is_selected(self._model.row(index).id):
            self.setCurrentIndex(index)
        menu = verbs.context_menu(self.window_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if sideways or abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            self.window_.gantt.wheelEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.ToolTip:
            return self.cells.show_tooltip(self, event.pos(), event.globalPos())
        return super().eventFilter(watched, event)
