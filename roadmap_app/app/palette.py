"""The command palette: type a few letters, find a task or an action, press Enter."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.gantt import scale
from roadmap_app.app.grid.model import Index
from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.verbs import keys_text

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, MOST = 520, 12


@dataclass(frozen=True)
class Entry:
    """One line: `go` is an action's id or a task's."""

    kind: str  # action | task
    go: str
    words: str
    icon: str
    aside: str = ""  # shortcut, WBS number, or why it cannot be done
    enabled: bool = True


def score(query: str, words: str, aside: str = "") -> int:
    """How well a name answers a query, 0 for not at all: best where it starts so, then where one of its words
    does, then anywhere within it; then by other words it is known by (`aside`), then letter by letter."""
    query, words, aside = query.casefold().strip(), words.casefold(), aside.casefold()
    if not query:
        return 1
    if query in words:
        starts = [found.start() for found in re.finditer(rf"(?<!\w){re.escape(query)}", words)]
        return 1500 - starts[0] if starts else 1000 - words.index(query)
    if query in aside:
        return 800 if re.search(rf"(?<!\w){re.escape(query)}", aside) else 500
    if all(part in f"{words} {aside}" for part in query.split()):
        return 300
    place = -1
    for letter in query.replace(" ", ""):
        place = words.find(letter, place + 1)
        if place < 0:
            return 0
    return max(100 - place, 1)


def entries(window: MainWindow, query: str) -> list[Entry]:
    """The best answers to a query, actions and tasks together."""
    found: list[tuple[int, int, Entry]] = []
    for order, action in enumerate(all_actions()):
        reason = action.refusal(window)
        label = action.live_label(window) if action.live_label else action.label
        rank = score(query, label, action.words)
        if rank and action.id != "edit.find":
            entry = Entry(
                "action", action.id, label.rstrip("…"), action.icon, reason or keys_text(action), not reason
            )
            found.append((-rank + (2000 if reason else 0), order, entry))
    if query.strip():
        outline = window.document.plan.outline
        for order, id in enumerate(outline.order):
            task = window.document.plan.tasks[id]
            rank = score(query, task.name, outline.wbs[id])
            if rank:
                mark = "milestone" if window.document.schedule.is_milestone(id) else "plan"
                found.append((-rank - 50, order, Entry("task", id, task.name, mark, outline.wbs[id])))
    found.sort(key=lambda item: item[:2])
    return [entry for _, _, entry in found[:MOST]]


class Palette(QFrame):
    """A field and a list, over the window; it goes when something is chosen or the focus leaves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("palette")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText("Find a task or run a command")
        self.field.setAccessibleName("Find a task or run a command")
        self.list = QListWidget(self)
        self.list.setItemDelegate(_Line(window))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self.hide()

    def open_at(self, place: QWidget) -> None:
        """Open below a widget of the window."""
        corner = place.mapTo(self._window, QPoint(0, 0))
        left = min(max(corner.x() + (place.width() - WIDTH) // 2, 8), self._window.width() - WIDTH - 8)
        self.move(left, corner.y() - 4)
        self.field.clear()
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def _search(self) -> None:
        self.list.clear()
        for entry in entries(self._window, self.field.text()):
            item = QListWidgetItem(entry.words)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words} {entry.aside}")
            self.list.addItem(item)
        if not self.list.count():
            item = QListWidgetItem("Nothing is called that. Try fewer letters.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(self.list.count() * _Line.HEIGHT + 8)
        self.adjustSize()

    def _run(self, item: QListWidgetItem | None = None) -> None:
        item = item or self.list.currentItem()
        entry: Entry | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        if entry is None:
            return
        if not entry.enabled:
            self._window.workspace.message.emit("refused", entry.aside)
            return
        self.hide()
        self._window.grid.setFocus()
        if entry.kind == "task":
            self._window.workspace.reveal(entry.go)
            self._window.workspace.select([entry.go])
            scale.show_task(self._window.gantt, entry.go)
        else:
            self._window.verbs[entry.go].trigger()

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = -1 if event.key() == Qt.Key.Key_Up else 1
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.hide()
                self._window.grid.setFocus()
                return True
        return super().eventFilter(watched, event)


class _Line(QStyledItemDelegate):
    HEIGHT = 28

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 40, self.HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = self._window.workspace.tokens
        entry: Entry | None = index.data(Qt.ItemDataRole.UserRole)
        area = option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver) and entry:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent.soft))
            painter.drawRoundedRect(QRectF(area), 4, 4)
        words = entry.words if entry else str(index.data())
        usable = entry is not None and entry.enabled
        if entry and entry.icon:
            colour = tokens.text.secondary if usable else tokens.text.disabled
            icons.paint(painter, entry.icon, colour, QRectF(area.left() + 8, area.center().y() - 7, 15, 15))
        painter.setFont(fonts.font("caption"))
        aside = entry.aside if entry else ""
        aside = painter.fontMetrics().elidedText(aside, Qt.TextElideMode.ElideRight, 230)
        painter.setPen(QColor(tokens.text.tertiary))
        right = area.adjusted(0, 0, -10, 0)
        painter.drawText(right, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), aside)
        room = area.adjusted(32, 0, -20 - painter.fontMetrics().horizontalAdvance(aside), 0)
        painter.setFont(fonts.font())
        painter.setPen(QColor(tokens.text.primary if usable else tokens.text.tertiary))
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), words)
