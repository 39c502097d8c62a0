"""What fields that are typed into share: they show a source, and take what is typed or keep it, saying why."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from roadmap_app.app.grid.editor import Hint
from roadmap_app.app.inspector.source import Source

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MIXED = "mixed"


class Typed:
    """What fields that are typed into share. The widget beside it says by `line` where the text is."""

    _window: MainWindow
    _source: Source | None
    _shown: str
    _empty: str  # the placeholder where there is no value
    _hint: Hint | None

    def _begin(self, window: MainWindow, name: str, empty: str) -> None:
        self._window, self._source, self._shown, self._empty, self._hint = window, None, "", empty, None
        self.setObjectName(f"field-{name}")

    @property
    @abstractmethod
    def line(self) -> QLineEdit:
        """Where the text is: the field itself, or within it."""

    def show_source(self, source: Source) -> None:
        """Show another value, or the same one as it is now; text that was not taken yet stays with its task."""
        if self._source is None or self._source.about != source.about:
            self.give_up()
            self._mark("")
        elif self.pending:
            self._source = source
            return
        self._source = source
        refusal = source.refusal()
        if self.line.isReadOnly() != bool(refusal):
            self.line.setReadOnly(bool(refusal))
            self.line.style().polish(self.line)
        if self.accessibleName() != source.column.title:
            self.setAccessibleName(source.column.title)
        self._present(edit=self.hasFocus() and not refusal)
        tip = refusal or (self._shown if self._too_long() else "")
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _too_long(self) -> bool:
        room = self.width() - (46 if isinstance(self, QComboBox) else 20)
        return bool(self.line.fontMetrics().horizontalAdvance(self._shown) > max(room, 0))

    def _present(self, edit: bool) -> None:
        if self._source is None or not self._source.there():
            return
        text = self._source.read(edit)
        self.line.setPlaceholderText(MIXED if text is None else self._empty)
        self._shown = text or ""
        if self.line.text() != self._shown:
            self.line.setText(self._shown)
            self.line.setCursorPosition(0)

    def _enter(self) -> None:
        """The keyboard is here: the text becomes what would be typed."""
        self._window.inspector.flush()
        if not self.line.isReadOnly() and self._source is not None and not self.pending:
            self._present(edit=True)
            self.line.selectAll()

    def _leave(self) -> None:
        if self.take() and self._source is not None:
            self._present(edit=False)

    def _key(self, event: QKeyEvent) -> bool:
        """True for a key that is dealt with."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
            return True
        if event.key() == Qt.Key.Key_Escape and self.pending:
            self._mark("")
            self.line.setText(self._shown)
            self.line.selectAll()
            return True
        return False

    @property
    def pending(self) -> bool:
        """True while it holds text that the plan has not."""
        source = self._source
        return (
            source is not None and not self.line.isReadOnly() and self.line.text() != self._shown and source.there()
        )

    def take(self) -> bool:
        """Put the text into the plan; where it cannot be taken, keep it, say why, and answer False."""
        said = self._put(self.line.text()) if self.pending else ""
        self._mark(said)
        return not said

    def give_up(self) -> None:
        """The field goes to something else: its text is taken, or the window says what was not and why."""
        source = self._source
        if source is not None and self.pending and source.there():
            whom = source.whom()
            if said := self._put(self.line.text()):
                title = source.column.title
                self._window.workspace.message.emit("refused", f"{title} of {whom} is as it was: {said}")
        self._shown = self.line.text()
        self._mark("")

    def _put(self, text: str) -> str:
        """Make the edit; answers the refusal."""
        assert self._source is not None
        before, self._shown = self._shown, text  # the edit shows the plan again, which must not find it pending
        said = self._source.put(text)
        if said:
            self._shown = before
        return said

    def _mark(self, refusal: str) -> None:
        if bool(self.property("invalid")) != bool(refusal):
            self.setProperty("invalid", bool(refusal))
            self.style().unpolish(self)
            self.style().polish(self)
            self.setAccessibleDescription(refusal)
        if self._hint is not None:
            self._hint.hide()
            self._hint.deleteLater()
            self._hint = None
        if refusal:  # made anew, in the colours of the theme as it is now
            self._hint = Hint(self._window, self._window.workspace.tokens)
            self.destroyed.connect(self._hint.deleteLater)
            self._hint.tell(refusal, self.mapTo(self._window, QPoint(0, self.height() + 3)))
