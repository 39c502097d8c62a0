"""A second window beside the first, on another plan, with the same settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from roadmap_app.app.disk import files
from roadmap_app.document.document import Document

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

STEP = 32  # px to the right and down of the first
_open: list[MainWindow] = []  # a window lives as long as Python knows it


def open_beside(window: MainWindow, document: Document, origin: files.Origin) -> MainWindow:
    """Show a document in a window of its own."""
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.app.preferences import remembered

    made = MainWindow(document, window.workspace.today, window.settings)
    made.origin = origin
    _open.append(made)
    made.destroyed.connect(lambda: _open.remove(made))
    remembered.restore_view(made)
    made.resize(window.size())
    made.move(window.pos() + QPoint(STEP, STEP))
    made.refresh()
    made.show()
    made.activateWindow()
    return made
