"""The list of the merge window: conflicts, then changes under the milestones they move; each row drawn by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.document.comparison import Place, Told
from roadmap_app.model.bidi import directed, plain
from roadmap_app.scene.tokens import Tokens

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
PAD, SIGN, MARK = 10, 16, 28  # px: at the sides, an icon, and where words begin
HEAD, GAP = 30, 7
MOST_LINES = 3
MOST_LETTERS = 300
WHOSE = {"mine": "Mine", "theirs": "Theirs", "both": "Both"}


@dataclass(frozen=True)
class Row:
    """One row: a head, a conflict or a change. `state` stands at the right; `picked` None: there is no box to tick."""

    kind: str  # head conflict change note
    title: str
    detail: str = ""
    state: str = ""
    tone: str = ""  # open done mine theirs both
    place: Place | None = None
    told: Told | None = None
    moves: str = ""  # what a change moves
    picked: bool | None = None

    @property
    def words(self) -> str:
        """All of it, as it is read out."""
        if self.kind == "change" and self.told is not None:
            return "\n".join(filter(None, (self.told.change.sentence, f"Moves {self.moves}" if self.moves else "")))
        state = f" – {self.state}" if self.kind == "conflict" else f" ({self.state})" if self.state else ""
        return "\n".join(filter(None, (f"{self.title}{state}", self.detail)))


class ChangeList(QListWidget):
    """Shows rows; `ticked` tells that a person ticked or unticked one."""

    ticked = Signal(object)  # the row as it was

    def __init__(self, tokens: Callable[[], Tokens], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Conflicts and changes")
        self.setObjectName("changeList")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget#changeList { border: 0; border-radius: 0; padding: 0; }")
        self.setItemDelegate(_Rows(tokens, self))
        self.rows: list[Row] = []

    def fill(self, rows: Sequence[Row]) -> None:
        """Show other rows; the one that is chosen stays so, and as far from the top."""
        at = self.current
        top = self.visualItemRect(self.currentItem()).top() if at is not None and self.currentItem() else None
        self.blockSignals(True)
        self.clear()
        self.rows = list(rows)
        for row in rows:
            item = QListWidgetItem(self)
            if row.kind in ("head", "note"):
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._put(item, row)
        self.blockSignals(False)
        place = next((n for n, row in enumerate(rows) if at is not None and _same(row, at)), None)
        if place is None:
            place = next((n for n, row in enumerate(rows) if row.kind in ("conflict", "change")), None)
            top = None
        if place is not None:
            self.setCurrentRow(place)
            if top is not None:
                bar = self.verticalScrollBar()
                bar.setValue(bar.value() + self.visualItemRect(self.item(place)).top() - top)

    @staticmethod
    def _put(item: QListWidgetItem, row: Row) -> None:
        item.setText(row.words)
        item.setToolTip(row.words)
        item.setData(ROW, row)

    def change(self, place: int, row: Row) -> None:
        self.rows[place] = row
        self._put(self.item(place), row)

    @property
    def current(self) -> Row | None:
        place = self.currentRow()
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def choose(self, wanted: Callable[[Row], bool]) -> bool:
        """Go to the first row that is wanted; answers if there is one."""
        place = next((n for n, row in enumerate(self.rows) if row.kind in ("conflict", "change") and wanted(row)), None)
        if place is not None:
            self.setCurrentRow(place)
        return place is not None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()


def _same(one: Row, other: Row) -> bool:
    if one.place is not None or other.place is not None:
        return one.place == other.place
    return one.told is not None and one.told == other.told


class _Rows(QStyledItemDelegate):
    def __init__(self, tokens: Callable[[], Tokens], view: ChangeList) -> None:
        super().__init__(view)
        self._tokens, self._view = tokens, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: Row = index.data(ROW)
        width = self._view.viewport().width()
        if row.kind == "head":
            return QSize(width, HEAD)
        title, detail = self._laid(row, width)
        return QSize(width, round(2 * GAP + _height(title) + (_height(detail) + 2 if row.detail else 0)))

    def _laid(self, row: Row, width: int) -> tuple[QTextLayout, QTextLayout]:
        tokens = self._tokens()
        room = width - MARK - PAD - (SIGN + 4 if row.picked is not None else 0)
        state = fonts.metrics(tokens.font.caption, True).horizontalAdvance(row.state) + 12 if row.state else 0
        strong = row.kind == "conflict"
        title = _lines(row.title, tokens.font.body, strong, room - state)
        return title, _lines(row.detail, tokens.font.caption, False, room)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Row = index.data(ROW)
        tokens, rect = self._tokens(), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        ground = tokens.surface.sunken if row.kind == "head" else tokens.accent.selection if chosen else ""
        if not ground and option.state & QStyle.StateFlag.State_MouseOver and row.kind != "note":
            ground = tokens.accent.hover_row
        if ground:
            painter.fillRect(rect, QColor(ground))
        if chosen:
            painter.fillRect(QRectF(rect.x(), rect.y(), 3, rect.height()), QColor(tokens.accent.base))
        painter.fillRect(QRectF(rect.x(), rect.bottom() - 1, rect.width(), 1), QColor(tokens.line.border))
        if row.kind == "head":
            self._head(painter, rect, row, tokens)
        else:
            self._row(painter, rect, row, tokens)
        if chosen and self._view.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent.focus_ring), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def _head(self, painter: QPainter, rect: QRectF, row: Row, tokens: Tokens) -> None:
        x = rect.x() + PAD
        colour = _colour(row.tone, tokens)
        if colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(x + 2, rect.center().y() - 4, 8, 8), 2, 2)
        _words(painter, rect.adjusted(MARK, 0, -PAD - 46, 0), row.title, "caption", tokens.text.primary, strong=True)
        count = rect.adjusted(0, 0, -PAD, 0)
        _words(painter, count, row.state, "caption", tokens.text.secondary, right=True, strong=True)

    def _row(self, painter: QPainter, rect: QRectF, row: Row, tokens: Tokens) -> None:
        title, detail = self._laid(row, round(rect.width()))
        colour = _colour(row.tone, tokens)
        x, y = rect.x() + PAD, rect.y() + GAP
        if row.picked is not None:
            self._box(painter, QRectF(x, y, SIGN, SIGN), tokens, on=row.picked)
            x += SIGN + 4
        if row.kind == "conflict":
            name = "done" if row.tone == "done" else "warning"
            icons.paint(painter, name, colour, QRectF(x - 2, y, SIGN, SIGN))
        elif colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(QRectF(x + 3, y + 5, 7, 7), 2, 2)
        left = x - PAD + MARK
        painter.setPen(QColor(tokens.text.secondary if row.kind == "note" else tokens.text.primary))
        title.draw(painter, QRectF(left, y, 0, 0).topLeft())
        painter.setPen(QColor(tokens.text.secondary))
        detail.draw(painter, QRectF(left, y + _height(title) + 2, 0, 0).topLeft())
        strip = QRectF(rect.x(), y, rect.width() - PAD, 16)
        loud = row.kind == "conflict"
        said = colour if loud else tokens.text.secondary
        _words(painter, strip, row.state, "caption", said, right=True, strong=loud)

    @staticmethod
    def _box(painter: QPainter, rect: QRectF, tokens: Tokens, *, on: bool) -> None:
        frame = rect.adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(QPen(QColor(tokens.accent.base if on else tokens.line.border_strong), 1))
        painter.setBrush(QColor(tokens.accent.base) if on else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(frame, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if on:
            painter.setPen(QPen(QColor(tokens.text.on_accent), 1.6))
            x, y = frame.x(), frame.y()
            painter.drawPolyline([QRectF(x + 3, y + 6.5, 0, 0).topLeft(), QRectF(x + 5.5, y + 9, 0, 0).topLeft(),
                                  QRectF(x + 10, y + 4, 0, 0).topLeft()])  # fmt: skip

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """A click on the box, or Space, ticks."""
        row: Row = index.data(ROW)
        if row is None or row.picked is None:
            return False
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        if clicked and event.position().x() - option.rect.x() > PAD + SIGN + 4:
            return False
        key: Any = event
        if clicked or (event.type() == QEvent.Type.KeyPress and key.key() == Qt.Key.Key_Space):
            self._view.change(index.row(), replace(row, picked=not row.picked))
            self._view.ticked.emit(row)
            return True
        return False


def _colour(tone: str, tokens: Tokens) -> str:
    return {
        "open": tokens.state.late, "done": tokens.state.ok, "mine": tokens.merge.mine, "theirs": tokens.merge.theirs,
        "both": tokens.merge.base,
    }.get(tone, "")  # fmt: skip


def _words(
    painter: QPainter, rect: QRectF, words: str, size: str, colour: str, *, right: bool = False, strong: bool = False
) -> None:
    painter.setFont(fonts.font(size, strong))
    painter.setPen(QColor(colour))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, readable(said))


@lru_cache(maxsize=4096)
def _lines(words: str, pixels: int, strong: bool, room: float) -> QTextLayout:
    """Some lines of text, laid out; what is longer ends with `…`, and its tooltip has all."""
    font = fonts.shared(pixels, strong)
    said = words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1]}…"
    for _ in range(2):
        marked = directed(said, mirrored=True)
        layout = QTextLayout(marked, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        y = 0.0
        end = 0
        for _ in range(MOST_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(room, 40))
            line.setPosition(QRectF(0, y, 0, 0).topLeft())
            y += line.height()
            end = line.textStart() + line.textLength()
        layout.endLayout()
        if end >= len(marked):
            break
        said = f"{plain(marked[: max(end - 2, 1)]).rstrip()}…"
    return layout


def _height(layout: QTextLayout) -> float:
    return sum(layout.lineAt(line).height() for line in range(layout.lineCount()))
