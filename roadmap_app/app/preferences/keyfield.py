"""A field that takes the keys that are pressed in it, whatever they do elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from roadmap_app.app.preferences import keys

HINT = "Press the new keys"


class KeyField(QLineEdit):
    """Tab leaves it, Esc gives up, Backspace takes the keys away."""

    pressed = Signal(str)  # keys, as they are kept
    emptied = Signal()
    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setAccessibleName("New keys")
        self.setPlaceholderText(f"{HINT} here")

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # what is pressed is for this field, not for the action that has it now
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif plain and event.key() == Qt.Key.Key_Backspace:
            self.emptied.emit()
        elif found := keys.pressed(event.key(), event.modifiers()):
            self.pressed.emit(found)
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setPlaceholderText(HINT)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setPlaceholderText(f"{HINT} here")
