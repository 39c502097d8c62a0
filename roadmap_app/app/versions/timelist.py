"""The list of versions: a line down the days, a dot for each save, its sentence, when and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from roadmap_app.app.grid.model import Index
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.reading import readable
from roadmap_app.app.undo import past
from roadmap_app.app.versions.stands import Words
from roadmap_app.document.timeline import Moment
from roadmap_app.scene.tokens import Tokens

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MOMENT, SAID = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
GUTTER, EDGE, ABOVE, LINES = 28, 10, 7, 2  # px left of the words, right of them, over them; lines of a sentence
BODY, CAPTION, DOT = 12, 11, 4.5
WAITING = "…"


class TimeList(QListWidget):
    """Shows moments by day. `seen` tells that others came into view; `wanting` are those without words yet."""

    seen = Signal()

    def __init__(self, window: MainWindow, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Versions, newest first")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setItemDelegate(_Drawn(window, self))
        self.verticalScrollBar().valueChanged.connect(lambda: self.seen.emit())

    def fill(self, moments: Sequence[Moment], words: dict[Moment, Words]) -> None:
        """List moments, the newest first, a head over each day."""
        self.clear()
        day = ""
        for moment in moments:
            if (named := past.day_of(moment.at) or "Today") != day:
                day = named
                head = QListWidgetItem(day, self)
                head.setFlags(Qt.ItemFlag.NoItemFlags)
            item = QListWidgetItem(self)
            item.setData(MOMENT, moment)
            self._say(item, words.get(moment))

    def tell(self, moment: Moment, words: Words) -> None:
        """Say what a version brought."""
        for item in self._items():
            if item.data(MOMENT) is moment:
                self._say(item, words)

    def _say(self, item: QListWidgetItem, words: Words | None) -> None:
        moment: Moment = item.data(MOMENT)
        item.setData(SAID, words)
        sentence = words.sentence if words else WAITING
        when = aside(moment, words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{past.time_of(moment.at)}: {sentence}, {when}")
        edits = [f"– {label}" for label in moment.labels[:20]]
        item.setToolTip("\n".join([sentence, when, *edits]))

    @property
    def chosen(self) -> Moment | None:
        item = self.currentItem()
        return item.data(MOMENT) if item is not None and item.isSelected() else None

    def choose(self, moment: Moment) -> None:
        for item in self._items():
            if item.data(MOMENT) == moment:
                self.setCurrentItem(item)

    @property
    def wanting(self) -> list[Moment]:
        """What is in view, or nearly so, and has no words yet."""
        port = self.viewport().rect().adjusted(0, -200, 0, 400)
        return [
            item.data(MOMENT) for item in self._items()
            if item.data(SAID) is None and port.intersects(self.visualItemRect(item))
        ]  # fmt: skip

    def _items(self) -> list[QListWidgetItem]:
        items = (self.item(row) for row in range(self.count()))
        return [item for item in items if item.data(MOMENT) is not None]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()
        self.seen.emit()


def aside(moment: Moment, words: Words | None) -> str:
    """`09:41 · Ann`, and that a save of the log has no version here."""
    who = words.who if words else moment.who
    time = past.time_of(moment.at).rpartition(" ")[2]
    return " · ".join(part for part in (time, who, "" if moment.version else "not kept here") if part)


class TwoLines(QStyledItemDelegate):
    """Draws the first line of an item strong and the second, an aside, below it."""

    def __init__(self, window: MainWindow, parent: QListWidget) -> None:
        super().__init__(parent)
        self._window = window

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, _line(BODY) + _line(CAPTION) + 2 * ABOVE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, area = self._window.workspace.tokens, option.rect
        painter.save()
        ground(painter, option, tokens)
        inner = area.adjusted(EDGE + 2, ABOVE, -EDGE, -ABOVE)
        name, _, aside_of_it = str(index.data()).partition("\n")
        for top, height, strong, colour, words in (
            (0, _line(BODY), True, tokens.text.primary, name),
            (_line(BODY), _line(CAPTION), False, tokens.text.secondary, aside_of_it),
        ):
            painter.setFont(fonts.font("body" if strong else "caption", strong))
            painter.setPen(QColor(colour))
            fitting = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
            leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
            painter.drawText(QRect(inner.left(), inner.top() + top, inner.width(), height), leading, readable(fitting))
        painter.restore()


def ground(painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens) -> None:
    """The tint of a row that is hovered or chosen, with the edge of a chosen one."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected)
    if chosen or option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(option.rect, QColor(tokens.accent.selection if chosen else tokens.accent.hover_row))
    if chosen:
        edge = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height())
        painter.fillRect(QStyle.visualRect(option.direction, option.rect, edge), QColor(tokens.accent.base))


class _Drawn(QStyledItemDelegate):
    """Draws a head as small strong words, a version as dot, sentence and aside."""

    def __init__(self, window: MainWindow, parent: TimeList) -> None:
        super().__init__(parent)
        self._window, self._list = window, parent

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self._list.viewport().width()
        if index.data(MOMENT) is None:
            return QSize(width, 30)
        lines = len(_lines(_sentence(index), width - GUTTER - EDGE))
        height = _line(BODY) * lines + _line(CAPTION) + 2 * ABOVE
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, area, moment = self._window.workspace.tokens, option.rect, index.data(MOMENT)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if moment is None:
            painter.setFont(fonts.font("caption", strong=True))
            painter.setPen(QColor(tokens.text.secondary))
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
            painter.drawText(area.adjusted(8, 0, -8, 0), middle, readable(index.data()))
            painter.restore()
            return
        ground(painter, option, tokens)
        self._dot(painter, option, index)
        words: Words | None = index.data(SAID)
        muted = moment.version is None or words is None or words.damaged
        inner = self._mirrored(option, area.adjusted(GUTTER, ABOVE, -EDGE, -ABOVE))
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
        painter.setFont(fonts.font())
        painter.setPen(QColor(tokens.text.secondary if muted else tokens.text.primary))
        y = inner.top()
        for line in _lines(_sentence(index), inner.width()):
            painter.drawText(QRect(inner.left(), y, inner.width(), _line(BODY)), leading, readable(line))
            y += _line(BODY)
        painter.setFont(fonts.font("caption"))
        painter.setPen(QColor(tokens.text.secondary))
        told = painter.fontMetrics().elidedText(aside(moment, words), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(QRect(inner.left(), y, inner.width(), _line(CAPTION)), leading, readable(told))
        painter.restore()

    def _dot(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """On the line down the days: full for a version that is kept, hollow for a save that only the log tells of."""
        tokens, area, model = self._window.workspace.tokens, option.rect, index.model()
        x = self._mirrored(option, QRect(area.left() + GUTTER // 2 - 1, area.top(), 1, 1)).left() + 0.5
        y = area.top() + ABOVE + _line(BODY) / 2
        painter.setPen(QPen(QColor(tokens.line.border_strong), 1))
        first = index.row() == 0 or model.index(index.row() - 1, 0).data(MOMENT) is None
        last = index.row() + 1 == model.rowCount() or model.index(index.row() + 1, 0).data(MOMENT) is None
        painter.drawLine(QPointF(x, y if first else area.top()), QPointF(x, y if last else area.bottom() + 1))
        kept = index.data(MOMENT).version is not None
        words: Words | None = index.data(SAID)
        damaged = words is not None and words.damaged
        colour = QColor(tokens.state.late if damaged else tokens.accent.base if kept else tokens.text.secondary)
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if kept and not damaged else QColor(tokens.surface.raised))
        painter.drawEllipse(QPointF(x, y), DOT - 0.75, DOT - 0.75)

    @staticmethod
    def _mirrored(option: QStyleOptionViewItem, rect: QRect) -> QRect:
        return QStyle.visualRect(option.direction, option.rect, rect)


def _sentence(index: Index) -> str:
    words: Words | None = index.data(SAID)
    return words.sentence if words else WAITING


def _line(pixels: int) -> int:
    return fonts.metrics(pixels).lineSpacing().__ceil__()


def _lines(sentence: str, width: int) -> list[str]:
    """A sentence over lines of a width, the last of them shortened where it is too long."""
    metrics, rest = fonts.metrics(BODY), sentence.split()
    lines: list[str] = []
    while rest and len(lines) < LINES - 1:
        count = len(rest)
        while count > 1 and metrics.horizontalAdvance(" ".join(rest[:count])) > width:
            count -= 1
        lines.append(metrics.elidedText(" ".join(rest[:count]), Qt.TextElideMode.ElideRight, width))
        rest = rest[count:]
    if rest:
        lines.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width))
    return lines or [""]
