"""What stands in the grid where the filter finds nothing: that sentence, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from roadmap_app.app.theme.controls import caption

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class Nothing(QWidget):
    """Over the grid, below its last row; there only while a filter hides every task."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window.grid.viewport())
        self._window = window
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(10)
        self.words = caption("No task is what the filter asks for.", "muted")
        self.button = QPushButton("Show All Tasks")
        self.button.setProperty("small", True)
        self.button.clicked.connect(window.verbs["arrange.unfilter"].trigger)
        row.addWidget(self.words)
        row.addWidget(self.button)
        row.addStretch(1)
        window.grid.viewport().installEventFilter(self)
        window.workspace.rows_changed.connect(self.settle)
        window.workspace.look_changed.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        workspace, grid = self._window.workspace, self._window.grid
        rows = workspace.rows
        self.setVisible(bool(workspace.arrangement.filter) and not any(row.kind == "task" for row in rows.rows[:3]))
        top = len(rows) * grid.row_height
        self.setGeometry(0, top, grid.viewport().width(), self.sizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.settle()
        return False
