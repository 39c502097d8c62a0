"""Small controls of our own: the search field, the zoom slider, the filled button."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from roadmap_app.app.theme import icons
from roadmap_app.app.theme.fonts import font
from roadmap_app.scene.tokens import Tokens


class PrimaryButton(QPushButton):
    """The one filled button of an area, with an icon."""

    def __init__(self, text: str, icon: str, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setProperty("primary", True)
        self.setIconSize(QSize(16, 16))
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        self.setIcon(icons.icon(self._icon, tokens, role="text.on_accent"))


class SearchField(QWidget):
    """Looks like a field and opens the palette: by a click, or by typing into it."""

    activated = Signal()

    def __init__(self, hint: str, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint, self._tokens = hint, tokens
        self.setFixedHeight(tokens.size.field)
        self.setMinimumWidth(150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAccessibleName(hint)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(272, self._tokens.size.field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Space) or event.text().strip():
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        pen = QPen(QColor(tokens.line.border_strong), 1)
        if self.hasFocus():
            pen = QPen(QColor(tokens.accent.focus_ring), 2)
            frame.adjust(0.5, 0.5, -0.5, -0.5)
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawRoundedRect(frame, 6, 6)
        middle = self.height() / 2
        icons.paint(painter, "search", tokens.text.secondary, QRectF(9, middle - 7, 14, 14))
        painter.setFont(font("caption"))
        keys = "Ctrl K"
        width = painter.fontMetrics().horizontalAdvance(keys) + 10
        cap = QRectF(self.width() - width - 8, middle - 8, width, 16)
        painter.setPen(QPen(QColor(tokens.line.border), 1))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setPen(QColor(tokens.text.secondary))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
        painter.setFont(font("body"))
        room = QRectF(30, 0, cap.left() - 36, self.height())
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)


class ZoomSlider(QWidget):
    """A thin line with a round handle; the share from 0 to 1 is the place of the handle."""

    moved = Signal(float)

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._share = 0.5
        self.setFixedHeight(24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def set_share(self, share: float) -> None:
        """Show a share without telling anybody."""
        self._share = min(max(share, 0.0), 1.0)
        self.update()

    def _move_to(self, x: float) -> None:
        self.set_share((x - 7) / max(self.width() - 14, 1))
        self.moved.emit(self._share)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -0.05, Qt.Key.Key_Right: 0.05}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.set_share(self._share + step)
            self.moved.emit(self._share)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        x = 7 + self._share * (self.width() - 14)
        painter.setPen(QPen(QColor(tokens.accent.base), 2))
        painter.drawLine(0, int(middle), int(x), int(middle))
        painter.setPen(QPen(QColor(tokens.line.border_strong), 2))
        painter.drawLine(int(x), int(middle), self.width(), int(middle))
        painter.setPen(QPen(QColor(tokens.accent.base), 2 if self.hasFocus() else 1.5))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawEllipse(QRectF(x - 5.5, middle - 5.5, 11, 11))


def chip(text: str, tone: str, parent: QWidget | None = None) -> QLabel:
    """A small rounded label: neutral, critical, late, ok or warn."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("chip", tone)
    return made


def caption(text: str, role: str = "caption", parent: QWidget | None = None) -> QLabel:
    """A label in one of the style sheet's roles: caption, muted, section, title, heading, box, key."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made
