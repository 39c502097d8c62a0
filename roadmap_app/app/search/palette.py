"""The command palette: type a few letters, find a task, an action or a setting, press Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QApplication,
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
from shiboken6 import isValid

from roadmap_app.app.arranging import views
from roadmap_app.app.gantt import scale
from roadmap_app.app.grid.model import Index
from roadmap_app.app.search import finding
from roadmap_app.app.search.finding import Entry, Finder
from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.model.bidi import directed, places_of

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH = 520
HINT = "Find tasks, commands, settings"
MOST_REMEMBERED = 12


class Palette(QFrame):
    """A field and a list, over the window; it goes when something is chosen or the focus leaves."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._finder = Finder(window)
        self._back: QWidget | None = None  # who had the keyboard
        self.setObjectName("palette")
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(HINT)
        self.field.setAccessibleName(HINT)
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
        self._back = QApplication.focusWidget()
        self.field.clear()
        self._search()
        self.show()
        self.raise_()
        self.field.setFocus()

    def _search(self) -> None:
        self.list.clear()
        for entry in self._finder.entries(self.field.text()):
            item = QListWidgetItem(entry.words)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.words} {entry.aside}")
            self.list.addItem(item)
        if not self.list.count():
            item = QListWidgetItem("Nothing matches. Try fewer letters.")
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setFixedHeight(self.list.count() * _Line.HEIGHT)
        self.adjustSize()

    def _run(self, item: QListWidgetItem | None = None) -> None:
        item = item or self.list.currentItem()
        entry: Entry | None = item.data(Qt.ItemDataRole.UserRole) if item else None
        if entry is None:
            return
        if not entry.enabled:
            self._window.workspace.message.emit("refused", entry.aside)
            return
        self._leave()
        if entry.kind == "task":
            self._window.grid.setFocus()
            self._choose((entry.go,))
        elif entry.kind == "setting":
            finding.take(self._window, entry.go)
        elif entry.kind == "view":
            views.show(self._window, self._window.document.plan.views[entry.go])
        else:
            before = [id for id in self._window.settings.commands if id != entry.go]
            self._window.settings.commands = [entry.go, *before][:MOST_REMEMBERED]
            if entry.about:
                self._choose(entry.about)
            action = self._window.verbs[entry.go]
            if action.isEnabled():
                action.trigger()
            else:
                self._window.workspace.message.emit("refused", action.toolTip().splitlines()[-1])

    def _choose(self, ids: tuple[str, ...]) -> None:
        """Select tasks, wherever they are folded away, and show the first."""
        for id in ids:
            self._window.workspace.reveal(id)
        self._window.workspace.select(ids, ids[0])
        scale.show_task(self._window.gantt, ids[0])

    def _leave(self) -> None:
        """Go, and give the keyboard back to who had it."""
        back = self._back if self._back is not None and isValid(self._back) and self._back.isVisible() else None
        self.hide()
        home = back if back is not None and not self.isAncestorOf(back) else self._window.grid
        (self._window.grid if home is self._window.tool_strip.search else home).setFocus()

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
                self._leave()
                return True
            if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
                down = event.key() == Qt.Key.Key_PageDown
                self.list.setCurrentRow(self.list.count() - 1 if down else 0)
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
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if entry and entry.icon:
            colour = tokens.text.secondary if usable else tokens.text.disabled
            left = area.right() - 23 if mirrored else area.left() + 8
            icons.paint(painter, entry.icon, colour, QRectF(left, area.center().y() - 7, 15, 15))
        painter.setFont(fonts.font("caption"))
        aside = entry.aside if entry else ""
        aside = painter.fontMetrics().elidedText(aside, Qt.TextElideMode.ElideRight, 230)
        painter.setPen(QColor(tokens.text.tertiary))
        side = Qt.AlignmentFlag.AlignLeft if mirrored else Qt.AlignmentFlag.AlignRight
        side |= Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(area.adjusted(10, 0, -10, 0), int(side | Qt.AlignmentFlag.AlignVCenter), readable(aside))
        room = area.adjusted(32, 0, -20 - painter.fontMetrics().horizontalAdvance(aside), 0)
        if mirrored:
            room = area.adjusted(20 + painter.fontMetrics().horizontalAdvance(aside), 0, -32, 0)
        tone = QColor(tokens.text.primary if usable else tokens.text.tertiary)
        places = entry.places if entry else ()
        _letters(painter, QRectF(room), words, places, tone, QColor(tokens.accent.base), mirrored)


def _letters(
    painter: QPainter, room: QRectF, words: str, places: tuple[int, ...], tone: QColor, found: QColor, mirrored: bool
) -> None:
    """Words on one line, the letters that were found strong, underlined and in the accent."""
    wider = 12 if places else 0  # strong letters are
    metrics = QFontMetricsF(fonts.font())
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(room.width() - wider, 0))
    kept = len(words) if shown == words else len(shown) - 1
    marked = directed(shown, mirrored=True)
    letters = places_of(marked)
    layout = QTextLayout(marked, fonts.font())
    strong = QTextCharFormat()
    strong.setFontWeight(fonts.STRONG)
    strong.setForeground(found)
    strong.setFontUnderline(True)
    formats = []
    for start, length in _runs(tuple(letters[place] for place in places if place < kept)):
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = start, length, strong
        formats.append(part)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    layout.endLayout()
    painter.setPen(tone)
    left = room.right() - line.naturalTextWidth() if mirrored else room.x()
    layout.draw(painter, QPointF(left, room.center().y() - line.height() / 2))


def _runs(places: tuple[int, ...]) -> list[tuple[int, int]]:
    """Places side by side as (start, length)."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and sum(runs[-1]) == place:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs
