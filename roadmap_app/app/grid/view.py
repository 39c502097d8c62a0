"""The grid: a table view on the workspace's rows, with the keys and the editing of a spreadsheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from roadmap_app.app import verbs
from roadmap_app.app.gantt import clicks
from roadmap_app.app.grid import widths
from roadmap_app.app.grid.columns import COLUMNS, INDEX
from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.grid.head import GridHead
from roadmap_app.app.grid.model import GridModel
from roadmap_app.app.grid.painter import CellPainter, disclosure_rect
from roadmap_app.app.theme import fonts
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.commands import Refusal, clipboard, fields, labels, outline
from roadmap_app.document.document import Update
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import quoted
from roadmap_app.scene.rows import Row

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HINTS = (
    ("Enter", "adds the task and starts the next one"),
    ("Alt Shift →", "indents it under the task above"),
    ("Ctrl V", "pastes rows from Excel: names, days, dates, links"),
    ("0d", "makes it a milestone"),
)


class GridView(QTableView):
    """Rows and bars share one height and one scroll bar: the chart's."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._following = False
        self._sizing = False
        self._measured: object = None  # the outline that the widest number was looked for in
        self._number = ""
        self._widths: dict[str, int] = {}
        self._made = ""  # the task that the placeholder row was just typed into
        self._model = GridModel(self._workspace)
        self.setModel(self._model)
        self.cells = CellPainter(window)
        self.setItemDelegate(self.cells)
        self.setAccessibleName("Tasks")
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.head = GridHead(self, self._workspace)
        self.setHorizontalHeader(self.head)
        self.head.sectionResized.connect(self._keep_width)
        self._size_rows()
        self._size_columns()
        self.viewport().installEventFilter(self)
        workspace = self._workspace
        workspace.rows_changed.connect(self._remake)
        workspace.plan_changed.connect(self._after_edit)
        workspace.preview_changed.connect(self.viewport().update)
        workspace.selection_changed.connect(self._take_selection)
        workspace.hover_changed.connect(lambda old, new: self.viewport().update())
        workspace.look_changed.connect(self._after_look)
        workspace.reveal_requested.connect(self._reveal)
        workspace.edit_requested.connect(self.edit_cell)
        self.selectionModel().selectionChanged.connect(self._give_selection)
        self.selectionModel().currentChanged.connect(self._give_selection)

    # Geometry -----------------------------------------------------------------------------------

    def cell_rect(self, task_id: str, column: str) -> QRect:
        """A cell in viewport coordinates; an empty rectangle for a row that is not shown."""
        row = self._workspace.rows.index(task_id)
        return QRect() if row is None else self.visualRect(self._model.index(row, INDEX[column]))

    def preferred_width(self) -> int:
        """As wide as all columns with their texts."""
        return sum(self._widths.values()) + 1

    def _size_columns(self) -> None:
        """Columns as wide as their texts, the name as wide as the grid leaves it."""
        outline = self._window.document.plan.outline
        if self._measured is not outline:
            self._measured, self._number = outline, widths.deepest(outline)
        size = self._workspace.tokens.rows[self._workspace.look.density].font
        self._widths = widths.natural(size, self._number, self._window.settings.columns)
        self.setMinimumWidth(widths.least(self._widths))
        self._sizing = True
        for id, width in widths.fitted(self._widths, self.viewport().width()).items():
            self.setColumnWidth(INDEX[id], width)
        self._sizing = False

    def _keep_width(self, place: int, old: int, new: int) -> None:
        """Remember a width that was set by hand."""
        if not self._sizing and not COLUMNS[place].stretch:
            self._window.settings.columns[COLUMNS[place].id] = new

    def _size_rows(self) -> None:
        height = self._workspace.tokens.rows[self._workspace.look.density].height
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._size_columns()

    # Following the workspace ----------------------------------------------------------------------

    def _remake(self) -> None:
        self._following = True
        place = self.verticalScrollBar().value()
        self._model.remake()
        self.verticalScrollBar().setValue(place)
        self._following = False
        self._size_columns()
        self._take_selection()

    def _after_edit(self, update: Update) -> None:
        self.viewport().update()

    def _after_look(self) -> None:
        self._size_rows()
        self.cells.take_look()
        self.head.take_look()
        self._size_columns()
        self.viewport().update()

    def _take_selection(self) -> None:
        """Show the workspace's selection."""
        rows = self._workspace.rows
        chosen = QItemSelection()
        for id in self._workspace.selection:
            row = rows.index(id)
            if row is not None:
                chosen.select(self._model.index(row, 0), self._model.index(row, len(COLUMNS) - 1))
        self._following = True
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        row = rows.index(self._workspace.current) if self._workspace.current else None
        if row is not None:
            column = max(self.currentIndex().column(), 0) or INDEX["name"]
            self.selectionModel().setCurrentIndex(self._model.index(row, column), flags.NoUpdate)
        self._following = False
        self.viewport().update()

    def _give_selection(self, *_: object) -> None:
        """Tell the workspace what was selected here."""
        if self._following:
            return
        rows = self._workspace.rows.rows
        ids = [rows[index.row()].id for index in self.selectionModel().selectedRows()]
        current = self.currentIndex()
        self._workspace.select(ids, rows[current.row()].id if current.isValid() else PLACEHOLDER)

    def _reveal(self, id: str) -> None:
        row = self._workspace.rows.index(id)
        if row is not None:
            index = self._model.index(row, max(self.currentIndex().column(), 0))
            self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            self._window.gantt.verticalScrollBar().setValue(self.verticalScrollBar().value())

    # Editing --------------------------------------------------------------------------------------

    def edit_cell(self, id: str, column: str) -> None:
        """Open the editor of a cell."""
        row = self._workspace.rows.index(id)
        if row is not None:
            self.setFocus()
            self.open_editor(self._model.index(row, INDEX[column]))

    def open_editor(self, index: QModelIndex, typed: str = "") -> None:
        """Edit a cell; `typed` replaces its text. What cannot be edited says why."""
        refusal = self._model.refusal(index)
        if refusal:
            self._workspace.message.emit("refused", refusal)
            return
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.edit(index)
        editor = self.findChild(CellEditor)
        if editor and typed:
            editor.setText(typed)

    def commit(self, index: QModelIndex, text: str) -> str:
        """Put typed text into a cell; answers "" or the refusal that keeps the editor open."""
        row, column = self._model.row(index), COLUMNS[index.column()].id
        if text == self._model.edit_text(row, column):
            return ""
        if row.kind == "placeholder" and not text.strip():
            return ""
        document = self._window.document
        made: list[str] = []

        def change(draft: Draft) -> None:
            if row.kind == "placeholder":
                made.append(outline.add_task(draft, after=None, name=text.strip()))
            elif row.kind == "project":
                draft.change(draft.project, name=text.strip())
            else:
                fields.set(draft, document.schedule, row.id, column, text, self._workspace.today)

        try:
            with document.edit(self._label(row, column, text)) as draft:
                change(draft)
        except Refusal as refusal:
            return str(refusal)
        self._made = made[0] if made else ""
        return ""

    def _label(self, row: Row, column: str, text: str) -> str:
        if row.kind == "placeholder":
            return f"Add {quoted(text)}"
        if row.kind == "project":
            return "Rename the plan"
        return labels.field(self._window.document.plan, row.id, fields.COLUMNS[column].title, text)

    def move_from(self, index: QModelIndex, rows: int, columns: int) -> None:
        """Go to a neighbouring cell after an editor closed; from a row that was just made, to its neighbour."""
        made = self._workspace.rows.index(self._made) if self._made else None
        self._made = ""
        if made is not None:
            index = self._model.index(made, index.column())
        row = min(max(index.row() + rows, 0), self._model.rowCount() - 1)
        column = index.column() + columns
        if column >= len(COLUMNS):
            row, column = min(row + 1, self._model.rowCount() - 1), INDEX["name"]
        self.setCurrentIndex(self._model.index(row, max(column, 0)))

    # Clipboard ------------------------------------------------------------------------------------

    def copy(self) -> None:
        plan, schedule = self._window.document.plan, self._window.document.schedule
        ids = self._workspace.selected_tasks
        columns = [column.id for column in COLUMNS if column.id not in ("status",)]
        QApplication.clipboard().setText(clipboard.copy(plan, schedule, ids, columns, self._workspace.today))

    def cut(self) -> None:
        self.copy()
        self._window.verbs["task.delete"].trigger()

    def paste(self) -> None:
        text = QApplication.clipboard().text()
        if not text.strip():
            self._workspace.message.emit("refused", "The clipboard holds no text to paste.")
            return
        current = self.currentIndex()
        row = self._model.row(current) if current.isValid() else None
        at = row.id if row is not None and row.kind == "task" else None
        column = COLUMNS[max(current.column(), 1)].id
        schedule, today = self._window.document.schedule, self._workspace.today
        self._window.edit("Paste", lambda draft: clipboard.paste(draft, schedule, text, at, column, today))

    # Events ---------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens, painter = self._workspace.tokens, QPainter(self.viewport())
        height = self._workspace.tokens.rows[self._workspace.look.density].height
        y = len(self._workspace.rows) * height - self.verticalScrollBar().value()
        while y < self.viewport().height():
            y += height
            painter.fillRect(0, y - 1, self.viewport().width(), 1, QColor(tokens.line.grid))
        if not self._window.document.plan.tasks:
            self._paint_hints(painter, 2 * height)

    def _paint_hints(self, painter: QPainter, top: int) -> None:
        """What the first keys do, below the first row of an empty plan."""
        tokens, metrics = self._workspace.tokens, fonts.metrics(11)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        right = 96
        for keys, words in HINTS:
            width = metrics.horizontalAdvance(keys) + 14
            cap = QRectF(right - width, top + 3, width, 20)
            painter.setPen(QColor(tokens.line.border))
            painter.setBrush(QColor(tokens.surface.panel))
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
            painter.setFont(fonts.sized(11))
            painter.setPen(QColor(tokens.text.secondary))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
            painter.setFont(fonts.sized(12))
            area = QRectF(right + 10, top, self.viewport().width() - right - 12, 26)
            painter.fillRect(area.adjusted(-4, 0, 0, 0), QColor(tokens.surface.panel))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)
            top += 26

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        key, plain = event.key(), not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if not index.isValid():
            super().keyPressEvent(event)
        elif plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._model.row(index).kind == "placeholder":
                self.open_editor(self._model.index(index.row(), INDEX["name"]))
            else:
                self.move_from(index, -1 if back else 1, 0)
        elif plain and key == Qt.Key.Key_F2:
            self.open_editor(index)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.move_from(index, 0, -1 if key == Qt.Key.Key_Backtab else 1)
        elif plain and key == Qt.Key.Key_Space and self._model.row(index).has_children:
            self._toggle(index)
        elif plain and event.text() and event.text().isprintable() and not event.text().isspace():
            self.open_editor(self._typed_into(index), event.text())
        else:
            super().keyPressEvent(event)

    def _typed_into(self, index: QModelIndex) -> QModelIndex:
        """Typing on the placeholder row always names the new task."""
        if self._model.row(index).kind == "placeholder":
            return self._model.index(index.row(), INDEX["name"])
        return index

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._over_disclosure(index, event.position().toPoint()):
            self._toggle(index)
            return
        if index.isValid() and self._over_pin(index):
            clicks.release_pin(self._window.gantt, self._model.row(index).id)
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._over_disclosure(index, event.position().toPoint()):
            self.open_editor(self._typed_into(index))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        self._workspace.hover(self._model.row(index).id if index.isValid() else "")
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._workspace.hover("")
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        if index.isValid() and self._model.row(index).id not in self._workspace.selection:
            self.setCurrentIndex(index)
        menu = verbs.context_menu(self._window)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if sideways or abs(event.angleDelta().x()) > abs(event.angleDelta().y()):
            super().wheelEvent(event)
        else:
            self._window.gantt.wheelEvent(event)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if watched is self.viewport() and event.type() == QEvent.Type.ToolTip:
            return self.cells.show_tooltip(self, event.pos(), event.globalPos())
        return super().eventFilter(watched, event)

    def _over_disclosure(self, index: QModelIndex, point: QPoint) -> bool:
        row = self._model.row(index)
        if COLUMNS[index.column()].id != "name" or not row.has_children:
            return False
        return disclosure_rect(self.visualRect(index), row.depth).contains(point)

    def _over_pin(self, index: QModelIndex) -> bool:
        """Whether a cell shows the pin of a constraint, which a click takes away."""
        if COLUMNS[index.column()].id != "status" or self._window.document.read_only:
            return False
        found = self.cells.mark(self._model.row(index))
        return found is not None and found.icon == "constraint"

    def _toggle(self, index: QModelIndex) -> None:
        row = self._model.row(index)
        self._workspace.set_collapsed(row.id, not row.collapsed)
