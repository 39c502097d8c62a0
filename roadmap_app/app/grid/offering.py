"""The list below a cell that is typed into: what may be meant. The keyboard stays in the cell."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app.grid.model import Index
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.reading import readable
from roadmap_app.commands.completion import Offer
from roadmap_app.scene.tokens import Tokens

LINE, LEAST, MOST = 24, 140, 380
MOST_LINES = 10


class Offering(QFrame):
    """Hidden while there is nothing to offer; `take` is told what a click chose."""

    def __init__(self, window: QWidget, tokens: Tokens, take: Callable[[Offer], object]) -> None:
        super().__init__(window)
        self.setObjectName("offering")
        self.list = QListWidget(self)
        self.list.setItemDelegate(_Line(tokens, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("What may be meant")
        self.list.itemClicked.connect(lambda item: take(item.data(Qt.ItemDataRole.UserRole)))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self.list)
        self.hide()

    def offer(self, items: tuple[Offer, ...], below: QWidget, chosen: str | None = None) -> None:
        """Show these below a field, the one with the text `chosen` lit, if any (None: the first)."""
        self.list.clear()
        for offer in items:
            item = QListWidgetItem(offer.words)
            item.setData(Qt.ItemDataRole.UserRole, offer)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{offer.words} {offer.aside}".strip())
            item.setToolTip(offer.words)
            self.list.addItem(item)
        self.setVisible(bool(items))
        if not items:
            return
        texts = [offer.text for offer in items]
        self.list.setCurrentRow(0 if chosen is None else texts.index(chosen) if chosen in texts else -1)
        measure = fonts.metrics(12).horizontalAdvance
        wide = max(measure(offer.words) + (measure(offer.aside) + 24 if offer.aside else 0) for offer in items)
        width = int(min(max(wide + 40, LEAST, below.width()), MOST))
        height = min(len(items), MOST_LINES) * LINE + 12
        window = self.parentWidget()
        corner = below.mapTo(window, QPoint(0, below.height() + 2))
        top = corner.y() if corner.y() + height < window.height() else corner.y() - below.height() - height - 4
        self.setGeometry(max(min(corner.x(), window.width() - width - 8), 8), top, width, height)
        self.raise_()
        self.list.scrollToItem(self.list.currentItem())

    @property
    def lit(self) -> Offer | None:
        """The offer that Enter takes; None while nothing is offered."""
        item = self.list.currentItem() if self.isVisible() else None
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Offer) else None

    def step(self, by: int) -> None:
        """Light the one below or above; past an end, the other one."""
        here = max(self.list.currentRow(), 0 if by < 0 else -1)
        self.list.setCurrentRow((here + by) % max(self.list.count(), 1))


class _Line(QStyledItemDelegate):
    """The words, and at the right the number."""

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = tokens

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(LEAST, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer, tokens, area = index.data(Qt.ItemDataRole.UserRole), self._tokens, option.rect
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            lit = option.state & QStyle.StateFlag.State_Selected
            painter.setBrush(QColor(tokens.accent.soft if lit else tokens.accent.hover_row))
            painter.drawRoundedRect(QRectF(area), 4, 4)
        centre = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font("caption"))
        painter.setPen(QColor(tokens.text.tertiary))
        painter.drawText(area.adjusted(0, 0, -8, 0), int(centre | Qt.AlignmentFlag.AlignRight), readable(offer.aside))
        room = area.adjusted(8, 0, -8, 0)
        if offer.aside:
            room.setRight(room.right() - int(painter.fontMetrics().horizontalAdvance(offer.aside)) - 12)
        painter.setFont(fonts.font())
        painter.setPen(QColor(tokens.text.primary))
        words = painter.fontMetrics().elidedText(offer.words, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(centre), readable(words))
