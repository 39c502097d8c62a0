"""The history of the open plan: click a step to be there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from roadmap_app.app.grid.model import Index
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.theme.reading import readable
from roadmap_app.app.undo import past
from roadmap_app.app.undo.past import Moment
from roadmap_app.document import told

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

WIDTH, HEIGHT, ROW = 460, 480, 26
LINES = 6
ROLE = Qt.ItemDataRole.UserRole


def show(window: MainWindow) -> HistoryWindow:
    """Open the one window of the history that there is."""
    box = window.findChild(HistoryWindow) or HistoryWindow(window)
    box.show()
    box.activateWindow()
    return box


class HistoryWindow(QDialog):
    """Every step with its time, oldest first; those that were undone are muted and come last."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("History")
        self.resize(WIDTH, HEIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 12)
        column.setSpacing(8)
        column.addWidget(caption("History", "heading"))
        column.addWidget(caption("Click a step, or press Enter on it, to be where it was done.", "muted"))
        self.list = QListWidget(self)
        self.list.setAccessibleName("Steps, oldest first")
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_Step(window))
        column.addWidget(self.list, 1)
        self.note = caption("")
        self.note.setWordWrap(True)
        self.note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.note.setFixedHeight(fonts.metrics(11).lineSpacing().__ceil__() * (LINES + 1))
        column.addWidget(self.note)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = QPushButton("Close", self)
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)
        self.list.itemClicked.connect(self._go)
        self.list.itemActivated.connect(self._go)
        self.list.itemEntered.connect(self._tell)
        self.list.currentItemChanged.connect(self._tell)
        window.workspace.plan_changed.connect(self._fill)
        window.workspace.rows_changed.connect(self._follow)
        self._shown: object = None
        self._fill()
        self.list.setFocus()

    def _follow(self) -> None:
        """Another plan in the window has another history."""
        if self._window.document is not self._shown:
            self._fill()

    def _fill(self, update: object = None) -> None:
        self._shown = self._window.document
        document = self._window.document
        self.list.clear()
        for moment in past.moments(document):
            item = QListWidgetItem(moment.words)
            item.setData(ROLE, moment)
            state = ", undone" if moment.undone else ""
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{moment.words} {moment.at}{state}".strip())
            self.list.addItem(item)
        self.list.setCurrentRow(len(document.steps))

    def _go(self, item: QListWidgetItem) -> None:
        self._window.go_to_step(item.data(ROLE).done)

    def _tell(self, item: QListWidgetItem | None, before: object = None) -> None:
        """What a click would do, and what the step itself did."""
        if item is None:
            return
        document, moment = self._window.document, item.data(ROLE)
        lines = [past.told(document, moment.done)]
        steps = (*document.steps, *reversed(document.undone))
        if 0 < moment.done <= len(document.steps):
            after = steps[moment.done - 1 : len(document.steps)]
            stages = list(told.backwards(after, document.plan, document.schedule))
            lines += told.of_step(stages[-1], LINES - 1)
        self.note.setText("\n".join(lines))


class _Step(QStyledItemDelegate):
    """A step's name, and its time at the end of the line; a dot marks where one is."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(WIDTH - 60, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, moment, area = self._window.workspace.tokens, index.data(ROLE), option.rect
        assert isinstance(moment, Moment)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent.soft))
            painter.drawRoundedRect(area, 4, 4)
        here = moment.done == len(self._window.document.steps)
        line = area.adjusted(24, 0, -10, 0)
        if here:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(tokens.accent.base))
            dot = QRect(area.left() + 9, area.center().y() - 3, 7, 7)
            painter.drawEllipse(QStyle.visualRect(option.direction, area, dot))
        painter.setPen(QColor(tokens.text.tertiary))
        painter.setFont(fonts.font("caption"))
        centre = Qt.AlignmentFlag.AlignVCenter
        end = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight | centre)
        start = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | centre)
        line = QStyle.visualRect(option.direction, area, line)
        aside = f"undone · {moment.at}".removesuffix(" · ") if moment.undone else moment.at
        painter.drawText(line, end | Qt.AlignmentFlag.AlignAbsolute, readable(aside))
        room = line.width() - painter.fontMetrics().horizontalAdvance(aside) - 12
        painter.setFont(fonts.font(strong=here))
        painter.setPen(QColor(tokens.text.tertiary if moment.undone else tokens.text.primary))
        words = painter.fontMetrics().elidedText(moment.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, start | Qt.AlignmentFlag.AlignAbsolute, readable(words))
        painter.restore()
