"""What the window says in one line above the charts: a banner that waits, or a dark line that passes.

Never a dialog: a refusal, a consequence or a finding does not stop the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton

from roadmap_app.app.theme.icons import icon, pixmap

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

PASSES_AFTER = 8000  # milliseconds
ICONS = {"info": "info", "done": "done", "refused": "warning", "banner": "info"}


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.setObjectName("notice")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        self._icon = QLabel(self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.clear)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self._verb: QAction | None = None
        self.button.clicked.connect(self._run)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    def tell(self, tone: str, sentence: str) -> None:
        """Say one sentence; it passes by itself."""
        self._show(tone, sentence, None)
        self._timer.start(PASSES_AFTER)

    def banner(self, sentence: str, label: str, verb: QAction) -> None:
        """Say one sentence with something to do about it; it stays until it is closed."""
        self._timer.stop()
        self._show("banner", sentence, verb)
        self.button.setText(label)

    def clear(self) -> None:
        self._timer.stop()
        self.hide()

    def _show(self, tone: str, sentence: str, verb: QAction | None) -> None:
        self._verb = verb
        self.button.setVisible(verb is not None)
        self.words.setText(sentence)
        self.setProperty("tone", tone)
        for part in (self, self.words):
            part.style().unpolish(part)
            part.style().polish(part)
        tokens = self._window.workspace.tokens
        dark_line = tone in ("info", "done")
        for button in (self.button, self._close):
            button.setProperty("onDark", dark_line)
        colour = tokens.text.on_tooltip if dark_line else tokens.state.warn
        if tone == "refused":
            colour = tokens.state.late
        self._icon.setPixmap(pixmap(ICONS[tone], colour, 16, self.devicePixelRatioF()))
        role = "text.on_tooltip" if dark_line else "text.secondary"
        self._close.setIcon(icon("close", tokens, role=role))
        self.show()

    def _run(self) -> None:
        if self._verb:
            self._verb.trigger()
