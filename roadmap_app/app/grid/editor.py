"""The editor of a cell: a line that stays open, saying what would be right, until its text can be taken."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from roadmap_app.app.grid.helping import Help
from roadmap_app.scene.tokens import Tokens

Commit = Callable[[str], str]  # text -> "" or a refusal
Go = Callable[[int, int, bool], None]  # rows, columns, straight on


class CellEditor(QLineEdit):
    """`commit` takes the text or answers why not; `go` is told where to move on; `close` ends the edit,
    and `give_up` is told after that where Esc ended it. `paste` may take what is pasted before anything was typed."""

    def __init__(
        self,
        parent: QWidget,
        commit: Commit,
        go: Go,
        close: Callable[[], None],
        tokens: Tokens,
        give_up: Callable[[], object] = lambda: None,
        paste: Callable[[], bool] = lambda: False,
    ) -> None:
        super().__init__(parent)
        self._commit, self._go, self._close, self._give_up, self._paste = commit, go, close, give_up, paste
        self.help: Help | None = None  # a list or a month to choose from
        self._over = False  # its text is taken, or being taken, or given up
        self.setProperty("cell", True)
        self.setFrame(False)
        self.hint = Hint(parent.window(), tokens)
        self.textEdited.connect(lambda: self.mark(""))
        self.destroyed.connect(self.hint.deleteLater)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.help is not None and self.help.key(event):
            return
        key = event.key()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(-1 if back else 1, 0)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._take(0, -1 if key == Qt.Key.Key_Backtab else 1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._take(-1 if key == Qt.Key.Key_Up else 1, 0, straight=True)
        elif key == Qt.Key.Key_Escape:
            self.close_untaken()
            self._give_up()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._paste():
            return
        else:
            super().keyPressEvent(event)

    def event(self, event: object) -> bool:
        # Tab would move the focus before keyPressEvent sees it
        pressed = isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress
        if pressed and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.keyPressEvent(event)
            return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self.help is not None and not self._over:
            self.help.close()
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
            self.take()

    def hideEvent(self, event: QHideEvent) -> None:
        self._put_away()
        super().hideEvent(event)

    @property
    def over(self) -> bool:
        """True once the text is settled: what happens to the field after that says nothing any more."""
        return self._over

    def take(self) -> bool:
        """Take the text and close; where it cannot be taken, stay open with the reason and answer False."""
        return self._over or self._take(0, 0)

    def abandon(self) -> None:
        """The field goes away for another reason than the keys here: its text must not be taken any more."""
        self._over = True
        self._put_away()

    def _put_away(self) -> None:
        self.hint.hide()
        if self.help is not None:
            self.help.close()

    def _take(self, rows: int, columns: int, *, straight: bool = False) -> bool:
        self._over = True  # the edit may take this field away with its row, which takes its focus first
        refusal = self._commit(self.text())
        if refusal:
            self._over = False
            self.mark(refusal)
            self.setFocus()
            return False
        self.close_untaken()
        if rows or columns:
            self._go(rows, columns, straight)
        return True

    def close_untaken(self) -> None:
        """End the edit and leave the cell as it was."""
        self.abandon()
        self._close()

    def mark(self, refusal: str) -> None:
        """Show the text as not valid, with the reason beside it."""
        if bool(self.property("invalid")) != bool(refusal):
            self.setProperty("invalid", bool(refusal))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(refusal)
        self.hint.tell(refusal, self.mapTo(self.window(), QPoint(0, self.height() + 3)))


class Hint(QLabel):
    """One sentence below a field that cannot be taken as it stands."""

    def __init__(self, parent: QWidget, tokens: Tokens) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMaximumWidth(360)
        self.take_tokens(tokens)
        self.hide()

    def take_tokens(self, tokens: Tokens) -> None:
        self.setStyleSheet(
            f"background: {tokens.surface.tooltip}; color: {tokens.text.on_tooltip};"
            "border-radius: 6px; padding: 6px 9px; font-size: 11px;"
        )

    def tell(self, sentence: str, place: QPoint) -> None:
        self.setVisible(bool(sentence))
        if sentence:
            self.setText(sentence)
            width = min(self.fontMetrics().horizontalAdvance(sentence) + 24, 360)
            self.setFixedWidth(width)
            self.adjustSize()
            room = self.parentWidget().rect()
            left = min(place.x(), room.width() - width - 8)
            top = place.y() if place.y() + self.height() < room.height() else place.y() - self.height() - 34
            self.move(max(left, 8), top)
            self.raise_()
