"""A small table of records that are edited in place: dependencies, assignments, risks, addresses.

The last row takes a new one. Keys: arrows move, Enter or F2 or typing edits, Delete removes, Enter on a name that
leads somewhere goes there. What cannot be taken stays in its cell, with the reason below it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QIcon, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHeaderView,
    QMenu,
    QTableWidget,
    QTableWidgetItem,
)

from roadmap_app.app.grid.editor import CellEditor
from roadmap_app.app.theme.icons import icon
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.scene.tokens import Tokens

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

ROW = 26
MOST_ROWS = 12  # shown at once; more scroll
REMOVE_WIDTH = 20
NARROW = 300  # below which the columns go that are only for wide ones
OWN_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
MOST_OFFERED = 12  # choices in a menu; of more, the editor completes what is typed


@dataclass(frozen=True)
class Cell:
    """What a cell shows. `typed` is what its editor starts with, None where it cannot be edited.

    Tones: "" muted link late. `choices` are offered in a menu.
    """

    words: str
    typed: str | None = None
    tone: str = ""
    tip: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """One record: its key, its cells, and what it is called where it cannot be seen."""

    key: str
    cells: tuple[Cell, ...]
    name: str


@dataclass(frozen=True)
class Verbs:
    """What the table does: `put` and `add` answer a refusal or ""; those that are None cannot be done."""

    put: Callable[[str, int, str], str] | None = None
    add: Callable[[str], str] | None = None
    remove: Callable[[str], object] | None = None
    open: Callable[[str], object] | None = None
    choose: Callable[[str], object] | None = None  # a row became the current one
    offer: Callable[[], Sequence[str]] = tuple  # completions for what is added


class RecordTable(QTableWidget):
    """`widths` are those of the columns in letters, 0 for the one that takes the rest."""

    def __init__(
        self, window: MainWindow, name: str, heads: Sequence[str], widths: Sequence[int], hint: str, verbs: Verbs,
        wide_only: int = -1,
    ) -> None:  # fmt: skip
        super().__init__(0, len(heads) + 1)
        self._window, self._verbs, self._hint, self._widths = window, verbs, hint, tuple(widths)
        self._wide_only = wide_only
        self._lines: tuple[Line, ...] = ()
        self._drawn_in: Tokens | None = None  # the colours of what stands in it
        self._editor: CellEditor | None = None
        self._adding = True
        self.setObjectName(f"table-{name.replace(' ', '-').lower()}")
        self.setAccessibleName(name)
        self.setProperty("record", True)
        self.setItemDelegate(ReadableCells(self))
        self.setHorizontalHeaderLabels([*heads, "Remove"])
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.verticalHeader().setMinimumSectionSize(ROW)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setMinimumSectionSize(12)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMouseTracking(True)
        self.currentCellChanged.connect(self._after_move)

    # What is shown -------------------------------------------------------------------------------

    def fill(self, lines: Sequence[Line], *, adding: bool = True) -> None:
        """Show these records; an editor that is open stays, with its text, where its record is still there."""
        writable = not self._window.document.read_only
        adding = adding and writable and self._verbs.add is not None
        tokens = self._window.workspace.tokens
        same = tuple(lines) == self._lines and adding == self._adding and tokens is self._drawn_in
        if same and self.rowCount():
            return
        self._drawn_in = tokens
        here = (self.currentRow(), self.currentColumn())
        if self._editor is not None and [line.key for line in lines] != [line.key for line in self._lines]:
            self._close()
        self._lines, self._adding = tuple(lines), adding
        rows = len(self._lines) + adding
        self.blockSignals(True)
        self.clearSpans()
        self.setRowCount(rows)
        for row, line in enumerate(self._lines):
            for column, cell in enumerate(line.cells):
                self._put_item(row, column, cell, line.name)
            last = Cell("", tip=f"Remove {line.name} (Delete)" if self._verbs.remove and writable else "")
            self._put_item(row, len(line.cells), last, f"Remove {line.name}")
            if last.tip:
                self.item(row, len(line.cells)).setIcon(icon("close", self._window.workspace.tokens, size=12))
        if adding:
            self._put_item(rows - 1, 0, Cell(self._hint, typed="", tone="muted"), self._hint)
            self.setSpan(rows - 1, 0, 1, self.columnCount())
        if here[0] >= 0 and rows:
            self.setCurrentCell(min(here[0], rows - 1), here[1])
        self.blockSignals(False)
        self.setVisible(bool(rows))
        self.setFixedHeight(min(rows, MOST_ROWS) * ROW + 2)
        self._share_width()

    def _put_item(self, row: int, column: int, cell: Cell, name: str) -> None:
        tokens = self._window.workspace.tokens
        item = self.item(row, column)
        if item is None:
            item = QTableWidgetItem()
            self.setItem(row, column, item)
        item.setText(cell.words)
        item.setIcon(QIcon())
        tones = {"muted": tokens.text.tertiary, "link": tokens.accent.base, "late": tokens.state.late}
        item.setForeground(QColor(tones.get(cell.tone, tokens.text.primary)))
        item.setToolTip(cell.tip or cell.words)
        head = self.horizontalHeaderItem(column).text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{head} {cell.words or 'none'}, {name}".strip())

    def _share_width(self) -> None:
        hidden = self._wide_only if self.viewport().width() < NARROW else -1
        if self._wide_only >= 0:
            self.setColumnHidden(self._wide_only, hidden >= 0)
        letter = self.fontMetrics().horizontalAdvance("0")
        known = [round(count * letter) + 8 if count else 0 for count in self._widths]
        known = [0 if column == hidden else width for column, width in enumerate(known)]
        rest = max(self.viewport().width() - sum(known) - REMOVE_WIDTH, 40)
        for column, width in enumerate(known):
            if column != hidden:
                self.setColumnWidth(column, width or rest)
        self.setColumnWidth(len(known), REMOVE_WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def _cell(self, row: int, column: int) -> Cell | None:
        if row == len(self._lines) and self._adding:
            return Cell(self._hint, typed="")
        if 0 <= row < len(self._lines) and column < len(self._lines[row].cells):
            return self._lines[row].cells[column]
        return None

    # What is done --------------------------------------------------------------------------------

    def _after_move(self, row: int, column: int, old_row: int, old_column: int) -> None:
        if self._verbs.choose is not None and row != old_row and 0 <= row < len(self._lines):
            self._verbs.choose(self._lines[row].key)

    def activate(self, row: int, column: int) -> None:
        """Do what Enter or a click does on a cell: edit it, offer its choices, go to what it names, remove."""
        cell = self._cell(row, column)
        if row < len(self._lines) and column == len(self._lines[row].cells):
            self._remove(row)
        elif cell is None:
            return
        elif cell.tone == "link" and self._verbs.open is not None:
            self._verbs.open(self._lines[row].key)
        elif 0 < len(cell.choices) <= MOST_OFFERED and cell.typed is not None:
            self._offer(row, column, cell)
        else:
            self.edit_cell(row, column)

    def edit_cell(self, row: int, column: int, text: str | None = None) -> None:
        """Open the editor of a cell, with its value or with what was typed."""
        cell = self._cell(row, column)
        if cell is None or cell.typed is None or self._window.document.read_only:
            return
        if self._editor is not None and not self._editor.take():
            return
        adding = row >= len(self._lines)
        key = "" if adding else self._lines[row].key
        self.setCurrentCell(row, 0 if adding else column)

        def commit(typed: str) -> str:
            if not adding:
                unchanged = typed == cell.typed or self._verbs.put is None
                return "" if unchanged else self._verbs.put(key, column, typed)
            return self._verbs.add(typed) if typed.strip() and self._verbs.add else ""

        editor = CellEditor(self.viewport(), commit, self._go, self._close, self._window.workspace.tokens)
        editor.setAccessibleName(self.item(row, 0 if adding else column).data(Qt.ItemDataRole.AccessibleTextRole))
        self._editor = editor
        offered = self._verbs.offer() if adding else cell.choices
        if offered:
            completer = QCompleter(list(offered), editor)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            editor.setCompleter(completer)
        editor.setText(cell.typed if text is None else text)
        if text is None:
            editor.selectAll()
        editor.setGeometry(self.visualRect(self.model().index(row, 0 if adding else column)))
        editor.show()
        editor.setFocus()

    def finish_editing(self) -> bool:
        """Take what is being typed; False where it cannot be taken and stays."""
        return self._editor is None or self._editor.take()

    def _close(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            had_focus = editor.hasFocus()
            editor.abandon()
            editor.hide()
            editor.deleteLater()
            if had_focus:
                self.setFocus()

    def _go(self, rows: int, columns: int, straight: bool) -> None:
        row = min(max(self.currentRow() + rows, 0), self.rowCount() - 1)
        column = min(max(self.currentColumn() + columns, 0), self.columnCount() - 2)
        self.setCurrentCell(row, column)

    def _offer(self, row: int, column: int, cell: Cell) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        key = self._lines[row].key
        for words in cell.choices:
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(words.split(" ")[0] == cell.typed)
            action.triggered.connect(partial(self._chosen, key, column, words))
        rect = self.visualRect(self.model().index(row, column))
        menu.popup(self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(0, 2)))

    def _chosen(self, key: str, column: int, words: str, _: bool = False) -> None:
        if self._verbs.put is not None and (said := self._verbs.put(key, column, words)):
            self._window.workspace.message.emit("refused", said)

    def _remove(self, row: int) -> None:
        if self._verbs.remove is not None and row < len(self._lines) and not self._window.document.read_only:
            self._verbs.remove(self._lines[row].key)

    # Events --------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        # The plan's own verbs of these keys, such as Delete, must not reach past the table
        if event.type() == QEvent.Type.ShortcutOverride and self._is_ours(event):
            event.accept()
            return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier & ~Qt.KeyboardModifier.ShiftModifier
        return plain and (event.key() in OWN_KEYS or bool(event.text().strip()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._window.inspector.flush()  # what a key is about must be what is shown
        row, column = self.currentRow(), self.currentColumn()
        plain = self._is_ours(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.activate(row, column)
        elif event.key() == Qt.Key.Key_F2:
            self.edit_cell(row, column)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self._remove(row)
        elif plain and event.text().isprintable() and event.text().strip():
            cell = self._cell(row, column)
            if cell is not None and cell.typed is not None:
                self.edit_cell(row, column, event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)
        self._window.inspector.flush()
        if self.currentRow() < 0 and self.rowCount():
            self.setCurrentCell(0, 1 if self._lines else 0)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self._window.inspector.flush()
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid():
            self.activate(index.row(), index.column())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self.viewport().setCursor(self._cursor(index))

    def _cursor(self, index: QModelIndex) -> Qt.CursorShape:
        cell = self._cell(index.row(), index.column()) if index.isValid() else None
        removes = index.isValid() and index.row() < len(self._lines) and cell is None
        if removes or (cell is not None and cell.tone == "link"):
            return Qt.CursorShape.PointingHandCursor
        return Qt.CursorShape.IBeamCursor if cell is not None and cell.typed is not None else Qt.CursorShape.ArrowCursor

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()  # the plan's own menu is not about these records
