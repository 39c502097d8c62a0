"""A field of the inspector: typed text goes through the same door as a cell of the grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from roadmap_app.app.grid.editor import Hint
from roadmap_app.app.theme.controls import caption
from roadmap_app.commands import Refusal, fields, labels

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
        refusal = next((said for id in ids if (said := fields.refusal(window.document.plan, id, column))), "")
        if refusal or window.document.read_only:
            self.setReadOnly(True)
            self.setToolTip(refusal or "This plan is open for reading only.")
        self.setCursorPosition(0)

    def _present(self, edit: bool) -> str:
        document, today = self._window.document, self._window.workspace.today
        read = fields.edit_text if edit else fields.text
        texts = {read(document.plan, document.schedule, id, self._column, today) for id in self._ids}
        if len(texts) > 1:
            self.setPlaceholderText("mixed")
            return ""
        return texts.pop()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.isReadOnly() and not self._hint.isVisible():
            self._shown = self._present(edit=True)
            self.setText(self._shown)
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._take()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        elif event.key() == Qt.Key.Key_Escape:
            self._mark("")
            self.setText(self._shown)
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _take(self) -> None:
        text = self.text()
        if self.isReadOnly() or text == self._shown:
            self._mark("")
            return
        document, today = self._window.document, self._window.workspace.today
        try:
            with document.edit(
                labels.field(document.plan, self._ids[0], fields.COLUMNS[self._column].title, text)
            ) as draft:
                for id in self._ids:
                    fields.set(draft, document.schedule, id, self._column, text, today)
        except Refusal as refusal:
            self._mark(str(refusal))
            return
        self._shown = text
        self._mark("")

    def _mark(self, refusal: str) -> None:
        if bool(self.property("invalid")) != bool(refusal):
            self.setProperty("invalid", bool(refusal))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setAccessibleDescription(refusal)
        self._hint.tell(refusal, self.mapTo(self._window, QPoint(0, self.height() + 3)))


class Choice(QComboBox):
    """One of a few named values, such as the constraint or the team."""

    def __init__(
        self, window: MainWindow, ids: tuple[str, ...], column: str, choices: list[tuple[str, str]], now: str
    ) -> None:
        super().__init__()
        self._window, self._ids, self._column = window, ids, column
        self.setObjectName(f"field-{column}")
        self.setAccessibleName(fields.COLUMNS[column].title)
        for words, value in choices:
            self.addItem(words, value)
        self.setCurrentIndex(max(self.findData(now), 0))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEnabled(not window.document.read_only)
        self.activated.connect(self._take)

    def wheelEvent(self, event: object) -> None:
        event.ignore()  # scrolling the panel must not change a value

    def _take(self) -> None:
        text = str(self.currentData())
        document, today = self._window.document, self._window.workspace.today
        label = labels.field(
            document.plan, self._ids[0], fields.COLUMNS[self._column].title, self.currentText()
        )

        def change(draft: object) -> None:
            for id in self._ids:
                fields.set(draft, document.schedule, id, self._column, text, today)

        if not self._window.edit(label, change):
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
