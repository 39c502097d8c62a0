"""A field that takes what is typed when it is left, and keeps it with the reason where it can't be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget


def restyle(widget: QWidget) -> None:
    """Let the style sheet look again at a widget whose property has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)

class Typed(QLineEdit):
    """`take` gets the text and answers the refusal, "" where it was taken."""

    def __init__(self, name: str, take: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._take = take
        self._shown = ""
        self._tip = ""
        self._taking = False

    def show_text(self, text: str, tip: str = "", *, inherited: bool = False) -> None:
        """Show a value; what is being typed and was refused stays."""
        if self.property("invalid") and self.hasFocus() and text == self._shown:
            return
        self._shown, self._tip = text, tip
        self.setText(text)
        self.setCursorPosition(0)
        self._mark("", inherited)

    @property
    def is_typed(self) -> bool:
        """Whether something was typed that is not taken yet."""
        return self.text() != self._shown

    def commit(self) -> bool:
        """Take what was typed; False where it is refused."""
        if self._taking or self.isReadOnly() or not self.is_typed:
            return True
        self._taking = True
        typed = self.text()
        refusal = self._take(typed)
        self._taking = False
        if refusal:
            self.setText(typed)
            self._mark(refusal, False)
        elif self.property("invalid"):
            self._mark("", False)
        return not refusal

    def revert(self) -> None:
        self.setText(self._shown)
        self._mark("", bool(self.property("inherited")))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.commit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.commit():
                self.selectAll()
        elif event.key() == Qt.Key.Key_Escape and (self.is_typed or self.property("invalid")):
            self.revert()
        else:
            super().keyPressEvent(event)

    def _mark(self, refusal: str, inherited: bool) -> None:
        self.setToolTip(refusal or self._tip)
        self.setProperty("invalid", bool(refusal))
        self.setProperty("inherited", inherited)
        restyle(self)
