"""What closed plans leave: windows and plans hang together in circles, which Python frees only when it looks for."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from roadmap_app.model import garbage

QUIET = 2000  # milliseconds after the last plan went


def later() -> None:
    """Give the memory back of a plan that was just closed, once the window is at rest."""
    application = QApplication.instance()
    timer = application.findChild(QTimer, "sweeping") if application is not None else None
    if timer is None:
        timer = QTimer(application)
        timer.setObjectName("sweeping")
        timer.setSingleShot(True)
        timer.timeout.connect(garbage.sweep)
    timer.start(QUIET)
