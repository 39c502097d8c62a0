"""Choosing columns: every field there is, to tick; and those that are shown, to drag into their order.

It stands beside the plan, which follows at once: a way of looking needs no OK.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QToolButton,
    QVBoxLayout,
)

from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.icons import icon
from roadmap_app.app.theme.reading import ReadableCells
from roadmap_app.commands import fields

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT = 620, 560
ID = Qt.ItemDataRole.UserRole
MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


def show(window: MainWindow, before: str = "") -> QDialog:
    """Open the chooser, or come back to the one that is open. What is ticked comes `before` a column, else last."""
    found = window.findChild(Chooser)
    if found is not None:
        found.before = before
        found.raise_()
        found.search.setFocus()
        return found
    box = Chooser(window, before)
    box.show()
    return box


class Chooser(QDialog):
    """All fields at the left, the shown ones at the right."""

    def __init__(self, window: MainWindow, before: str) -> None:
        super().__init__(window)
        self._window, self._workspace = window, window.workspace
        self.before = before
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Columns")
        self.resize(WIDTH, HEIGHT)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText("Find a field")
        self.search.setAccessibleName("Find a field")
        self.search.setClearButtonEnabled(False)
        self.search.textChanged.connect(self._fill_all)
        self.search.installEventFilter(self)
        self.all = QListWidget(self)
        self.all.setAccessibleName("All fields")
        self.all.itemChanged.connect(self._ticked)
        self.shown = QListWidget(self)
        self.shown.setAccessibleName("Shown columns, from the left")
        self.shown.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.shown.setDefaultDropAction(Qt.DropAction.MoveAction)
        # A drop must be over before the list is made anew.
        self.shown.model().rowsMoved.connect(lambda: QTimer.singleShot(0, self, self._reordered))
        self.shown.installEventFilter(self)
        self.shown.currentRowChanged.connect(self._settle_buttons)
        for view in (self.all, self.shown):
            view.setItemDelegate(ReadableCells(view))
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        self._workspace.columns_changed.connect(self._fill)
        self._fill()
        self.search.setFocus()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(10)
        column.addWidget(caption("Columns", "heading"))
        halves = QHBoxLayout()
        halves.setSpacing(16)
        left, right = QVBoxLayout(), QVBoxLayout()
        for half in (left, right):
            half.setSpacing(6)
            halves.addLayout(half, 1)
        left.addWidget(caption("All fields", "section"))
        left.addWidget(self.search)
        left.addWidget(self.all, 1)
        right.addWidget(caption("Shown, from the left", "section"))
        right.addWidget(self.shown, 1)
        moves = QHBoxLayout()
        moves.setSpacing(4)
        self.buttons: dict[str, QToolButton] = {}
        for name, words, run in (
            ("arrow-up", "Further left (Alt+Up)", lambda: self._move(-1)),
            ("arrow-down", "Further right (Alt+Down)", lambda: self._move(1)),
            ("close", "Hide this column (Del)", self._hide),
        ):
            button = QToolButton(self)
            button.setIcon(icon(name, self._workspace.tokens))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(run)
            moves.addWidget(button)
            self.buttons[name] = button
        moves.addStretch(1)
        right.addLayout(moves)
        column.addLayout(halves, 1)
        foot = QHBoxLayout()
        custom = QPushButton("Custom Fields…", self)
        custom.clicked.connect(lambda: self._window.verbs["columns.fields"].trigger())
        reset = QPushButton("Reset", self)
        reset.setToolTip("The usual columns, widths and order")
        reset.clicked.connect(self._window.grid.reset_columns)
        close = QPushButton("Close", self)
        close.clicked.connect(self.accept)
        for each in (custom, reset, close):
            each.setAutoDefault(False)
        foot.addWidget(custom)
        foot.addWidget(reset)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)

    # Filling ------------------------------------------------------------------------------------

    def _fill(self) -> None:
        self._fill_all()
        here = self.shown.currentItem().data(ID) if self.shown.currentItem() else ""
        plan = self._window.document.plan
        with QSignalBlocker(self.shown):
            self.shown.clear()
            for id in self._workspace.columns:
                item = QListWidgetItem(fields.column_of(plan, id).title)
                item.setData(ID, id)
                self.shown.addItem(item)
                if id == here:
                    self.shown.setCurrentItem(item)
        self._settle_buttons()

    def _fill_all(self) -> None:
        """The fields that the search finds, under the heads of their groups."""
        wanted, place = self.search.text().casefold().split(), self.all.verticalScrollBar().value()
        here = self.all.currentItem().data(ID) if self.all.currentItem() else ""
        everything = fields.all_columns(self._window.document.plan)
        with QSignalBlocker(self.all):
            self.all.clear()
            for group in fields.GROUPS:
                found = [pair for pair in everything.items() if pair[1].group == group and _fits(*pair, wanted)]
                if found:
                    head = QListWidgetItem(group)
                    head.setFlags(Qt.ItemFlag.NoItemFlags)
                    font = head.font()
                    font.setBold(True)
                    head.setFont(font)
                    self.all.addItem(head)
                for id, column in found:
                    self._add(id, column.title)
                    if id == here:
                        self.all.setCurrentRow(self.all.count() - 1)
            if not self.all.count():
                none = QListWidgetItem("No field matches. Try fewer letters.")
                none.setFlags(Qt.ItemFlag.NoItemFlags)
                self.all.addItem(none)
        self.all.verticalScrollBar().setValue(place)
        if wanted and self.all.currentRow() < 0 and self.all.count() > 1:
            self.all.setCurrentRow(1)

    def _add(self, id: str, words: str) -> None:
        item = QListWidgetItem(words)
        item.setData(ID, id)
        ticked = id in self._workspace.columns
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        if id == "name":
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            item.setToolTip("The name of a task is always shown.")
        self.all.addItem(item)

    def _settle_buttons(self) -> None:
        row, last = self.shown.currentRow(), self.shown.count() - 1
        self.buttons["arrow-up"].setEnabled(row > 0)
        self.buttons["arrow-down"].setEnabled(0 <= row < last)
        self.buttons["close"].setEnabled(row >= 0 and self._workspace.columns[row] != "name")

    # Doing --------------------------------------------------------------------------------------

    def _ticked(self, item: QListWidgetItem) -> None:
        self._set(item.data(ID), item.checkState() == Qt.CheckState.Checked)

    def _set(self, id: str, shown: bool) -> None:
        columns = [each for each in self._workspace.columns if each != id]
        if shown:
            columns.insert(columns.index(self.before) if self.before in columns else len(columns), id)
        self._workspace.set_columns(columns)

    def _reordered(self) -> None:
        self._workspace.set_columns(self.shown.item(row).data(ID) for row in range(self.shown.count()))

    def _move(self, by: int) -> None:
        row = self.shown.currentRow()
        columns = list(self._workspace.columns)
        if 0 <= row + by < len(columns):
            columns.insert(row + by, columns.pop(row))
            self._workspace.set_columns(columns)

    def _hide(self) -> None:
        row = self.shown.currentRow()
        if row >= 0:
            self._set(self._workspace.columns[row], False)
            self.shown.setCurrentRow(min(row, self.shown.count() - 1))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if watched is self.search:
            return self._search_key(event)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in MOVES:
            self._move(MOVES[Qt.Key(event.key())])
            return True
        if event.key() == Qt.Key.Key_Delete:
            self._hide()
            return True
        return False

    def _search_key(self, event: QKeyEvent) -> bool:
        """Down goes into the list; Enter ticks what was found first."""
        item = self.all.currentItem()
        if event.key() == Qt.Key.Key_Down:
            self.all.setFocus()
            self.all.setCurrentRow(max(self.all.currentRow(), 1))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item is not None and self.search.text().strip():
                self._set(item.data(ID), item.data(ID) not in self._workspace.columns)
            return True
        return False


def _fits(id: str, column: fields.Column, wanted: list[str]) -> bool:
    """Whether a field answers all the words of a search, by its name, its group or the name it has in files."""
    known_as = "" if column.group == fields.GROUPS[-1] else id.replace("_", " ")
    words = f"{column.title} {column.group} {known_as}".casefold()
    return all(word in words for word in wanted)
