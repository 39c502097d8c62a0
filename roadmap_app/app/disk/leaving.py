"""What is asked before the plan in a window is left, so that no work is lost by it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox

from roadmap_app.app import jobs
from roadmap_app.app.dialogs.message import message
from roadmap_app.app.disk import files
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

PATIENCE = 8  # seconds that leaving a plan waits for its save before it asks


def may_leave(window: MainWindow) -> bool:
    """True when the plan in the window may be left: saved, saved now, or given up by the person."""
    document = window.document
    if not _waited(window):
        return True
    if document.is_saved:
        return True
    name = document.plan.project.name or "this plan"
    box = message(window, "Unsaved changes", f"Save the changes to {name}?", unsaved_in_words(window))
    keep = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton("Don’t Save", QMessageBox.ButtonRole.DestructiveRole)
    box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(keep)
    box.exec()
    if box.clickedButton() is drop:
        return True
    if box.clickedButton() is not keep:
        return False
    if document.path is None or window.origin.copy_only or document.read_only:
        files.save_as(window)
    else:
        files.write(window, document.path)
    return not _waited(window) or document.is_saved


def _waited(window: MainWindow) -> bool:
    """Wait for the save that is under way; False where its folder does not answer and the person leaves it to that.

    The edits stay in the journal then, and are offered by the next start.
    """
    begun = time.monotonic()
    while window.document.saving:
        jobs.pause()
        if time.monotonic() - begun > PATIENCE:
            if _leaves_it(window):
                window.journal.leave()
                return False
            begun = time.monotonic()
    return True


def _leaves_it(window: MainWindow) -> bool:
    place = Path(window.document.path or "").parent
    late = f"{place} does not answer, so the plan is not saved yet."
    kept = "Your edits are kept on this computer; the next start offers those that did not arrive."
    box = message(window, "Still saving", late, kept)
    box.addButton("Keep Waiting", QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton("Leave without Waiting", QMessageBox.ButtonRole.DestructiveRole)
    QTimer.singleShot(0, box, lambda: _close_when_saved(window, box))
    box.exec()
    return box.clickedButton() is leave


def _close_when_saved(window: MainWindow, box: QMessageBox) -> None:
    """The question goes by itself once the save has ended."""
    if window.document.saving:
        QTimer.singleShot(100, box, lambda: _close_when_saved(window, box))
    else:
        box.reject()


def unsaved_in_words(window: MainWindow) -> str:
    """`3 changes since it was last saved would be lost.`; undoing what was saved counts as a change too."""
    made = len(window.document.history) - window.origin.steps
    what = "change" if made >= 0 else "undone change"
    since = "last saved" if window.origin.steps else "opened"
    return f"{plural(max(abs(made), 1), what)} since it was {since} would be lost."
