"""Small controls of our own. Those that draw take the tokens, and new ones by `set_tokens`; the rest is styled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QWidget,
)

from roadmap_app.app.theme import icons
from roadmap_app.app.theme.fonts import font, metrics
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.tokens import Tokens


class PrimaryButton(QPushButton):
    """The one filled button of an area; `icon` may be empty."""

    def __init__(self, text: str, icon: str, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setProperty("primary", True)
        self.setIconSize(icons.BESIDE_WORDS)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        if self._icon:
            self.setIcon(icons.icon(self._icon, tokens, role="text.on_accent"))


class Segment(NamedTuple):
    """One choice of a SegmentedControl: what it answers, what it says, its icon."""

    id: str
    label: str
    icon: str


class SegmentedControl(QFrame):
    """One of a few choices in a row, as the views; the arrow keys go along it."""

    chosen = Signal(str)  # the id, when a person chose it

    def __init__(self, segments: Sequence[Segment], tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setFixedHeight(tokens.size.button)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments = tuple(segments)
        self._buttons: dict[str, QToolButton] = {}  # by id
        self._group = QButtonGroup(self)  # exclusive, hence arrows move and choose
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        for place, segment in enumerate(self._segments):
            button = QToolButton(self)
            button.setText(segment.label)
            button.setAccessibleName(segment.label)
            button.setCheckable(True)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(icons.BESIDE_WORDS)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            words = metrics(tokens.font.body, strong=True).horizontalAdvance(segment.label)
            button.setFixedWidth(round(words) + 16 + 6 + 2 * 11)  # the same, chosen or not
            self._buttons[segment.id] = button
            self._group.addButton(button, place)
            row.addWidget(button)
        self._group.idClicked.connect(self._tell)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        for segment in self._segments:
            self._buttons[segment.id].setIcon(icons.icon(segment.icon, tokens, on="text.primary"))

    @property
    def chosen_id(self) -> str:
        """The id that is chosen, "" while none is."""
        place = self._group.checkedId()
        return self._segments[place].id if place >= 0 else ""

    def choose(self, id: str) -> None:
        """Show a choice without telling anybody; KeyError for an id that is not in the row."""
        self._buttons[id].setChecked(True)

    def button(self, id: str) -> QToolButton:
        """The button of a choice, for its tooltip or state."""
        return self._buttons[id]

    def _tell(self, place: int) -> None:
        self.chosen.emit(self._segments[place].id)


class SearchField(QWidget):
    """Looks like a field and asks for the palette: by a click, by Enter, by typing into it."""

    activated = Signal()

    def __init__(self, hint: str, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint, self._tokens = hint, tokens
        self.keys = ""
        self.setFixedHeight(tokens.size.field)
        self.setMinimumWidth(150)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(hint)

    def show_keys(self, keys: str) -> None:
        """The keys that do the same, as a key's cap in the field."""
        self.keys = keys.replace("+", " ")
        self.setAccessibleDescription(self.keys)
        self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(268, self._tokens.size.field)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.activated.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) or event.text().strip():
            self.activated.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _draw_frame(painter, QRectF(self.rect()), tokens, self.hasFocus(), self.underMouse())
        middle = self.height() / 2
        icons.paint(painter, "search", tokens.text.secondary, self._mirrored(QRectF(9, middle - 8, 16, 16)))
        width = round(metrics(tokens.font.caption).horizontalAdvance(self.keys)) + 11 if self.keys else 0
        cap = self._mirrored(QRectF(self.width() - width - 9, middle - 9, width, 18))
        painter.setPen(QPen(QColor(tokens.line.border), 1))
        if self.keys:
            painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 3.5, 3.5)
        painter.setPen(QColor(tokens.text.secondary))
        painter.setFont(font("caption"))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, readable(self.keys))
        painter.setFont(font("body"))
        room = self._mirrored(QRectF(31, 0, self.width() - width - 46, self.height()))
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, readable(hint))

    def _mirrored(self, rect: QRectF) -> QRectF:
        """Where it lies in the direction of the layout."""
        if self.isLeftToRight():
            return rect
        return QRectF(self.width() - rect.right(), rect.y(), rect.width(), rect.height())


def _draw_frame(painter: QPainter, rect: QRectF, tokens: Tokens, focused: bool, hovered: bool) -> None:
    """A field's outline, as the style sheet draws those of fields."""
    line = tokens.line.border_strong if hovered else tokens.line.border
    pen = QPen(QColor(tokens.accent.focus_ring), 2) if focused else QPen(QColor(line), 1)
    half = pen.widthF() / 2
    painter.setPen(pen)
    painter.setBrush(QColor(tokens.surface.panel))
    radius = tokens.radius.field - half
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


class ZoomSlider(QSlider):
    """A thin line with a round, hollow handle; its share from 0 to 1 is the place of the handle."""

    moved = Signal(float)  # the share, when a person moved it
    STEPS = 1000
    HANDLE = 12

    def __init__(self, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._tokens = tokens
        self.setRange(0, self.STEPS)
        self.setSingleStep(self.STEPS // 20)
        self.setPageStep(self.STEPS // 5)
        self.setValue(self.STEPS // 2)
        self.setFixedHeight(24)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName("Zoom")
        self.valueChanged.connect(lambda value: self.moved.emit(value / self.STEPS))

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    @property
    def share(self) -> float:
        return self.value() / self.STEPS

    def set_share(self, share: float) -> None:
        """Show a share, held within 0 and 1, without telling anybody."""
        with QSignalBlocker(self):
            self.setValue(round(min(max(share, 0.0), 1.0) * self.STEPS))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(92, 24)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def _move_to(self, x: float) -> None:
        half = self.HANDLE / 2 + 1
        if not self.isLeftToRight():
            x = self.width() - x
        self.setValue(round((x - half) / max(self.width() - 2 * half, 1) * self.STEPS))

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isLeftToRight():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        middle = self.height() / 2
        half = self.HANDLE / 2 + 1
        x = half + self.share * (self.width() - 2 * half)
        accent = QColor(tokens.accent.base if self.isEnabled() else tokens.text.disabled)
        painter.fillRect(QRectF(0, middle - 1, self.width(), 2), QColor(tokens.line.border_strong))
        painter.fillRect(QRectF(0, middle - 1, x, 2), accent)
        painter.setBrush(QColor(tokens.surface.panel))
        painter.setPen(QPen(accent, 1.5))
        radius = self.HANDLE / 2 - 0.75
        painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent.focus_ring), 2))
            painter.drawEllipse(QRectF(x - half - 1, middle - half - 1, 2 * half + 2, 2 * half + 2))


class Sign(QWidget):
    """An icon in a colour, drawn at whatever scale it is shown."""

    def __init__(self, size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._colour = "", ""
        self.setFixedSize(size, size)

    def show_icon(self, icon: str, colour: str) -> None:
        self._icon, self._colour = icon, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._icon:
            painter = QPainter(self)
            icons.paint(painter, self._icon, self._colour, QRectF(self.rect()))


class Chip(QLabel):
    """A small rounded label, with an icon in its text's colour where one is named."""

    def __init__(self, text: str, tone: str, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._icon = icon
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("chip", tone)
        self.setProperty("marked", bool(icon))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._icon:
            painter = QPainter(self)
            colour = self.palette().color(self.foregroundRole()).name()
            icons.paint(painter, self._icon, colour, QRectF(8, self.height() / 2 - 6, 12, 12))


def chip(text: str, tone: str, parent: QWidget | None = None, *, icon: str = "") -> Chip:
    """A small rounded label in a tone.

    Tones: neutral critical late ok warn theirs, team-0 to team-8 by slot, and step and step-critical, a number
    in a circle.
    """
    return Chip(text, tone, icon, parent)


def caption(text: str, role: str = "caption", parent: QWidget | None = None) -> QLabel:
    """A label in one of the style sheet's roles: caption, muted, section, title, heading, box, key."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    return made


def key_cap(keys: str, parent: QWidget | None = None) -> QLabel:
    """A key or a chord, such as `Ctrl V`, drawn as a key's cap."""
    made = caption(keys, "key", parent)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class Banner(QFrame):
    """One sentence with what can be done about it. Tones: `warn`, `late`, and `line`, dark, after a change."""

    ICON_ROLES = {"warn": "state.warn", "late": "state.late", "line": "text.on_tooltip"}

    def __init__(self, message: str, tone: str, icon: str, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setProperty("banner", tone)
        self.setAccessibleName(message)
        self.setFixedHeight(34)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 6, 0)
        self._row.setSpacing(8)
        self._sign = QLabel(self)
        self._sign.setVisible(bool(icon))
        self._row.addWidget(self._sign)
        self.words = QLabel(message, self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self._row.addWidget(self.words, 1)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        if self._icon:
            colour = tokens.colour(self.ICON_ROLES[self.property("banner")])
            self._sign.setPixmap(icons.pixmap(self._icon, colour, 16, self.devicePixelRatioF()))

    def add_button(self, text: str, *, primary: bool = False) -> QPushButton:
        """One more thing that can be done, at the right; the caller connects it."""
        made = QPushButton(text, self)
        made.setProperty("small", True)
        made.setProperty("primary", primary)
        made.setProperty("onDark", self.property("banner") == "line")
        self._row.addWidget(made)
        return made
