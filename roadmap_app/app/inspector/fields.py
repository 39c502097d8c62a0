"""A field of the inspector: typed text goes through the same door as a cell of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from roadmap_app.app.grid.editor import Hint
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import Refusal, fields, labels
from roadmap_app.document.document import Preview

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class Field(QLineEdit):
    """One field of the selected tasks; where they differ it is empty and says so."""

    def __init__(self, window: MainWindow, ids: tuple[str, ...], column: str) -> None:
        super().__init__()
        self._window, self._ids, self._column = window, ids, column
        self.setObjectName(f"field-{column}")
        self.setAccessibleName(fields.COLUMNS[column].title)
        self._hint = Hint(window, window.workspace.tokens)
        self.destroyed.connect(self._hint.deleteLater)
        self._shown = self._present(edit=False)
        self.setText(self._shown)
        asked = ids[:1] if fields.COLUMNS[column].of_summaries else ids
        refusal = next((said for id in asked if (said := fields.refusal(window.document.plan, id, column))), "")
        if refusal or window.document.read_only:
            self.setReadOnly(True)
            self.setToolTip(refusal or "This plan is open for reading only.")
        self.setCursorPosition(0)

    def _present(self, edit: bool) -> str:
        document, today = self._window.document, self._window.workspace.today
        read = fields.edit_text if edit else fields.text
        texts = (read(document.plan, document.schedule, id, self._column, today) for id in self._ids)
        first = next(texts)
        if any(text != first for text in texts):
            self.setPlaceholderText("mixed")
            return ""
        return first

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isReadOnly() and not self._hint.isVisible():
            self._shown = self._present(edit=True)
            self.setText(self._shown)
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take()
        elif event.key() == Qt.Key.Key_Escape:
            self._mark("")
            self.setText(self._shown)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    @property
    def pending(self) -> bool:
        """True while it holds text that the plan has not."""
        return not self.isReadOnly() and self.text() != self._shown

    def take(self) -> bool:
        """Put the text into the plan; where it cannot be taken, keep it, say why, and answer False."""
        said = self._set(self.text()) if self.pending else ""
        self._mark(said)
        return not said

    def resume(self, text: str, refusal: str) -> None:
        """Go on with text that was in the field before the page was made anew."""
        self.setText(text)
        self._mark(refusal)

    def give_up(self) -> None:
        """The field goes away: its text is taken, or the window says what was not and why."""
        if self.pending and all(id in self._window.document.plan.tasks for id in self._ids):
            said = self._set(self.text())
            if said:
                title = fields.COLUMNS[self._column].title
                whom = labels.named(self._window.document.plan, self._ids)
                self._window.workspace.message.emit("refused", f"{title} of {whom} is as it was: {said}")
        self._shown = self.text()
        self._hint.hide()

    def _set(self, text: str) -> str:
        """Make the edit; answers the refusal."""
        said = put(self._window, self._ids, self._column, text)
        self._shown = self._shown if said else text
        return said

    def _mark(self, refusal: str) -> None:
        if bool(self.property("invalid")) != bool(refusal):
            self.setProperty("invalid", bool(refusal))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(refusal)
        self._hint.tell(refusal, self.mapTo(self._window, QPoint(0, self.height() + 3)))


def put(window: MainWindow, ids: tuple[str, ...], column: str, text: str) -> str:
    """Give a column of some tasks a value as typed, as one step; answers the refusal, or ""."""
    document, today = window.document, window.workspace.today

    def label(made: Preview) -> str:
        return labels.cells(made.plan, made.schedule, made.changes, ids, column, today)

    try:
        with document.edit(label, merge_key=f"name {ids}" if column == "name" else None) as draft:
            for id in ids:
                fields.set(draft, document.schedule, id, column, text, today)
    except Refusal as refusal:
        return str(refusal)
    return ""


class Choice(QComboBox):
    """One of a few named values, such as the constraint or the team; `new` is the words for one more."""

    def __init__(
        self,
        window: MainWindow,
        ids: tuple[str, ...],
        column: str,
        choices: list[tuple[str, str]],
        now: str,
        new: str = "",
    ) -> None:
        super().__init__()
        self._window, self._ids, self._column, self._new = window, ids, column, new
        self.setObjectName(f"field-{column}")
        self.setAccessibleName(fields.COLUMNS[column].title)
        for words, value in choices:
            self.addItem(words, value)
        if new:
            self.addItem(f"{new}…", None)
        self.setCurrentIndex(max(self.findData(now), 0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEnabled(not window.document.read_only)
        self.activated.connect(self._take)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # scrolling the panel must not change a value

    def _take(self) -> None:
        if self.currentData() is None:
            self._ask()
        elif not self.isEditable():
            self._put(str(self.currentData()))

    def _ask(self) -> None:
        """Let the new value be typed in place; leaving it empty changes nothing."""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        line = self.lineEdit()
        line.clear()
        line.setPlaceholderText(f"{self._new}: its name")
        line.editingFinished.connect(lambda: self._put(line.text()) if line.text().strip() else None)
        line.editingFinished.connect(self._window.inspector.later)
        line.setFocus()

    def _put(self, text: str) -> None:
        if said := put(self._window, self._ids, self._column, text):
            self._window.workspace.message.emit("refused", said)
            self._window.inspector.later()


def labelled(words: str, field: QWidget) -> QWidget:
    """A field under its caption."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(caption(words))
    column.addWidget(field)
    return box
