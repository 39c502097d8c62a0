"""What this program is and which version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from roadmap_app import __version__
from roadmap_app.app.dialogs.message import message

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow) -> None:
    about = (
        "Plans of many teams: when they are done, why that date, what changed.\n\n"
        f"No work is ever lost, and no date moves without a reason that can be shown.\n\nQt {qVersion()}"
    )
    message(window, "About Roadmap", f"Roadmap {__version__}", about).exec()
