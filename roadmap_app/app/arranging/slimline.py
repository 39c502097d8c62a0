"""A slim line above the charts: a field with what belongs to it, open while it is used."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from roadmap_app.app import panes
from roadmap_app.app.grid.editor import Hint
from roadmap_app.app.theme.controls import Sign
from roadmap_app.app.theme.icons import icon

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HEIGHT = 36
FIELD = 340  # px that the field may grow to


class Field(QLineEdit):
    """A line edit whose keys the line may take first; Tab goes on to the next part of the line."""

    def __init__(self, parent: QWidget, take: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(parent)
        self._take = take

    def event(self, event: QEvent) -> bool:
        # Tab would move the focus, and Esc or F3 run a shortcut, before keyPressEvent sees them
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and self._take(event):
            return True
        return bool(super().event(event))

    def mark(self, refusal: str) -> None:
        """Show the text as not valid, with the reason for those who hear it."""
        if bool(self.property("invalid")) != bool(refusal):
            self.setProperty("invalid", bool(refusal))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(refusal)


class SlimLine(QFrame):
    """An icon, a field, words beside it, and a cross that closes it. Hidden until it is opened."""

    def __init__(self, window: MainWindow, sign: str, hint: str) -> None:
        super().__init__(window)
        self.window_ = window
        self._sign_name = sign
        self._icons: dict[QToolButton, str] = {}
        self.setObjectName("slimLine")
        panes.mark(self)
        self.setFixedHeight(HEIGHT)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(10, 0, 6, 0)
        self.row.setSpacing(8)
        self._sign = Sign(16, self)
        self.field = Field(self, self.key)
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.setMinimumWidth(160)
        self.field.setMaximumWidth(FIELD)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setMinimumWidth(40)
        self._hint = Hint(window, window.workspace.tokens)
        self._cross = QToolButton(self)
        self._cross.setAccessibleName("Close this line")
        self._cross.setToolTip("Close (Esc)")
        self._cross.clicked.connect(self.close_line)
        self.row.addWidget(self._sign)
        self.row.addWidget(self.field, 2)
        self.row.addWidget(self.words, 1)
        self.row.addWidget(self._cross)
        self.hide()
        window.workspace.look_changed.connect(self.take_look)
        self.take_look()

    def key(self, event: QKeyEvent) -> bool:
        """Whether a key in the field was taken here."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_line()
            return True
        return False

    def button(self, words: str, tip: str, run: Callable[[], object], *, icon_name: str = "") -> QToolButton:
        """One more thing in the line, before the cross."""
        made = QToolButton(self)
        made.setAccessibleName(tip)
        made.setToolTip(tip)
        self._icons[made] = icon_name
        if words:
            made.setText(words)
            made.setProperty("outlined", True)
        made.clicked.connect(run)
        self.row.insertWidget(self.row.count() - 1, made)
        return made

    def open_line(self) -> None:
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def close_line(self) -> None:
        self.hide()
        self.window_.grid.setFocus()

    def say(self, words: str, tone: str = "") -> None:
        """Words beside the field: what it finds, or why it cannot be read (tone late). What has no room there stands
        below."""
        whole = self.words.fontMetrics().horizontalAdvance(words) <= self.words.width() or not self.isVisible()
        self.words.setText(words if whole else "")
        self.words.setAccessibleName(words)
        self._hint.tell("" if whole else words, self.words.mapTo(self.window_, QPoint(0, self.words.height() + 4)))
        if self.words.property("tone") != tone:
            self.words.setProperty("tone", tone)
            self.words.style().unpolish(self.words)
            self.words.style().polish(self.words)

    def hideEvent(self, event: QHideEvent) -> None:
        self._hint.hide()
        super().hideEvent(event)

    def take_look(self) -> None:
        tokens = self.window_.workspace.tokens
        self._hint.take_tokens(tokens)
        self._sign.show_icon(self._sign_name, tokens.text.secondary)
        self._cross.setIcon(icon("close", tokens))
        for button, name in self._icons.items():
            if name:
                button.setIcon(icon(name, tokens))
