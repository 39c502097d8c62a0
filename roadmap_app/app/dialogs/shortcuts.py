"""All keys, from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog

from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

GESTURES = (
    ("Chart", "Zoom at the cursor", "Ctrl+wheel"),
    ("Chart", "Scroll sideways", "Shift+wheel"),
    ("Chart", "Place without snapping while dragging", "Alt"),
    ("Chart", "Cancel a drag", "Esc"),
    ("Grid", "Edit a cell", "F2, or type"),
    ("Grid", "Next cell, next row", "Tab, Enter"),
)


def show(window: MainWindow) -> QDialog:
    native = QKeySequence.SequenceFormat.NativeText
    rows = [
        (
            action.place[0].partition(" > ")[0],
            action.label.rstrip("…"),
            ", ".join(QKeySequence(k).toString(native) for k in action.shortcuts),
        )
        for action in all_actions()
        if action.shortcuts
    ]
    keys = Section("Keys", ("Menu", "What", "Keys"), lambda: [Row(words) for words in (*rows, *GESTURES)], "")
    return listing.show(window, "Keyboard shortcuts", [keys])
