"""The second tab: what people wrote about a task."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from roadmap_app.app.theme.controls import caption
from roadmap_app.model.text import quoted

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class Notes(QPlainTextEdit):
    """Notes of one task; typing is one undo step until the field is left."""

    def __init__(self, window: MainWindow, id: str) -> None:
        super().__init__()
        self._window, self._id = window, id
        self._shown = window.document.plan.tasks[id].notes
        self.setObjectName("field-notes")
        self.setAccessibleName("Notes")
        self.setPlainText(self._shown)
        self.setPlaceholderText("Decisions, links, questions …")
        self.setReadOnly(window.document.read_only)
        self.setTabChangesFocus(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.take()

    def take(self) -> bool:
        """Put the text into the plan, as one step; notes are never refused."""
        words, task = self.toPlainText(), self._window.document.plan.tasks.get(self._id)
        if task is not None and words != self._shown:
            self._shown = words
            self._window.edit(f"Notes of {quoted(task.name)}", lambda draft: draft.change(task, notes=words))
        return True


def page(window: MainWindow, ids: tuple[str, ...]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(14, 14, 14, 14)
    if len(ids) == 1:
        column.addWidget(caption(window.document.plan.tasks[ids[0]].name or "(no name)", "title"))
        column.addWidget(Notes(window, ids[0]), 1)
    else:
        column.addWidget(caption("Select one task to read and write its notes.", "muted"))
        column.addStretch(1)
    return made
