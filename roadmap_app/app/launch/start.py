"""Starting the window: the application object, today, and opening a plan from the shell."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from roadmap_app.app.gantt import accessible
from roadmap_app.app.theme.icons import window_icon
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.time import DAY, EPOCH_DAY


def application() -> QApplication:
    """The one application object, made where there is none."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        accessible.install()
        return found
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    made = QApplication(sys.argv[:1])
    made.setApplicationName("Roadmap")
    made.setDesktopFileName("roadmap")
    made.setWindowIcon(window_icon())
    accessible.install()
    return made


def today() -> int:
    """Today by the machine's calendar, as the instant of its midnight: read once, at the edge."""
    return (date.today().toordinal() - EPOCH_DAY) * DAY


def tell_defect(defect: BaseException) -> None:
    """Say in the window that the program itself was wrong: what is open goes on, and its edits are in the journal."""
    from roadmap_app.app.crashes import crash
    from roadmap_app.app.main_window import MainWindow

    said = crash.told(defect, sys.argv[1:])
    print(said, file=sys.stderr)
    windows = [QApplication.activeWindow(), *QApplication.topLevelWidgets()]
    window = next((each for each in windows if isinstance(each, MainWindow) and each.isVisible()), None)
    if window is not None:
        window.workspace.message.emit("refused", said)


def run(path: str | None, today_instant: int | None) -> int:
    """Open the window on a plan and run until it is closed; answers the exit code."""
    from roadmap_app.app.crashes import recovery
    from roadmap_app.app.disk import files
    from roadmap_app.app.main_window import open_window

    app = application()
    imports = path is not None and not path.lower().endswith(files.SUFFIX)
    try:
        window = open_window(None if imports else path, today=today_instant)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    sys.excepthook = lambda kind, defect, trace: tell_defect(defect)
    window.show()
    window.activateWindow()
    recovery.offer(window)
    if imports:  # in a job, with the window there to show it and to cancel it
        files.open_path(window, str(Path(str(path)).absolute()))
    return app.exec()
