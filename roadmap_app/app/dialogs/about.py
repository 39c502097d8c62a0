"""What this program is and which version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QMessageBox

from roadmap_app import __version__

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow) -> None:
    box = QMessageBox(window)
    box.setWindowTitle("About Roadmap")
    box.setText(f"Roadmap {__version__}")
    box.setInformativeText(
        "Plans of many teams: when they are done, why that date, what changed.\n\n"
        f"No work is ever lost, and no date moves without a reason that can be shown.\n\nQt {qVersion()}"
    )
    box.exec()
