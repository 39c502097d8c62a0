"""A message box: the mark of the program, a sentence, what more there is to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from roadmap_app.app.theme import icons

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MARK = 48  # px


def message(window: MainWindow, title: str, sentence: str, more: str) -> QMessageBox:
    """Not yet shown; it takes its buttons from the caller."""
    box = QMessageBox(window)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIconPixmap(icons.pixmap("app", "", MARK, window.devicePixelRatioF()))
    box.setText(sentence)
    box.setInformativeText(more)
    return box
