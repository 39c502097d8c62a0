"""What the window says in one line above the charts: a banner that waits, or a line that passes.

Never a dialog: a refusal, a consequence or a finding does not stop the work. A banner has a place of its own;
what passes lies over the status line, so that no row moves under the hand and no head is hidden.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QRegion
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from roadmap_app.app.theme import motion
from roadmap_app.app.theme.controls import Sign
from roadmap_app.app.theme.icons import icon
from roadmap_app.document.document import Update

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
        self.place = QWidget(window)  # in the window's layout: what a banner takes
        self.place.setFixedHeight(0)
        self.place.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.setSpacing(10)
        self._icon = Sign(16, self)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.button = QPushButton(self)
        self._close = QToolButton(self)
        self._close.setAccessibleName("Close this message")
        self._close.clicked.connect(self.clear)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        row.addWidget(self._close)
        self._verb: QAction | None = None
        self.button.clicked.connect(self._run)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        window.workspace.plan_changed.connect(self._after_edit)
        self.hide()

    def tell(self, tone: str, sentence: str, label: str = "", verb: QAction | None = None) -> None:
        """Say one sentence, with something to do about it where there is; it passes by itself."""
        self._show(tone, sentence, verb)
        self.button.setText(label)
        self._timer.start(PASSES_AFTER)

    def banner(self, sentence: str, label: str, verb: QAction) -> None:
        """Say one sentence with something to do about it; it stays until it is closed."""
        self._timer.stop()
        self._show("banner", sentence, verb)
        self.button.setText(label)

    def clear(self) -> None:
        self._timer.stop()
        self.hide()
        self.place.setFixedHeight(0)

    def _after_edit(self, update: Update) -> None:
        """A refusal, and what the last edit offers, are out of date with the next edit that is made."""
        tone = self.property("tone")
        if update.origin == "note":  # a save, which takes nothing of that back
            return
        if tone == "refused" or (tone != "banner" and self._verb is not None):
            self.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._settle()
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Lie on the banner's place, or over the status line."""
        if self.isHidden():
            return
        lasting = self.property("tone") == "banner"
        window = self._window
        width = self.place.width()
        least = window.workspace.tokens.size.time_header if lasting else window.status.height()
        height = max(self.layout().totalHeightForWidth(width), least)
        self.place.setFixedHeight(height if lasting else 0)
        foot = QPoint(0, window.status.height() - height)
        corner = self.place.mapTo(window, QPoint(0, 0)) if lasting else window.status.mapTo(window, foot)
        self.setGeometry(corner.x(), corner.y(), width, height)
        self.raise_()

    def _show(self, tone: str, sentence: str, verb: QAction | None) -> None:
        self._verb = verb
        self.button.setVisible(verb is not None)
        self.button.setProperty("primary", tone == "banner")
        self.words.setText(sentence)
        self.setProperty("tone", tone)
        for part in (self, self.words, self.button):
            part.style().unpolish(part)
            part.style().polish(part)
        tokens = self._window.workspace.tokens
        dark_line = tone in ("info", "done")
        for button in (self.button, self._close):
            button.setProperty("onDark", dark_line)
        colour = tokens.text.on_tooltip if dark_line else tokens.state.warn
        if tone == "refused":
            colour = tokens.state.late
        self._icon.show_icon(ICONS[tone], colour)
        role = "text.on_tooltip" if dark_line else "text.secondary"
        self._close.setIcon(icon("close", tokens, role=role))
        fresh = self.isHidden()
        self._window.status.installEventFilter(self)
        self.show()
        self._settle()
        if fresh:
            self._slide_in()

    def _slide_in(self) -> None:
        """Grow into its place, over what it will lie on."""

        def step(share: float) -> bool:
            self.setMask(QRegion(0, 0, self.width(), math.ceil(self.height() * (0.3 + 0.7 * share))))
            if share >= 1 or self.isHidden():
                self.clearMask()
            return share < 1

        motion.ease(self, self._window.settings.motion, step)

    def _run(self) -> None:
        if self._verb:
            self._verb.trigger()
