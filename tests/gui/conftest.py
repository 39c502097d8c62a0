"""A window on a small plan, driven by real events."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Plan
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.storage import saving
from tests.gui.robot import START, TODAY
from tests.pocket import plan as pocket

Open = Callable[[str | Plan], MainWindow]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """Opens a window on a plan in the pocket language, saved to a file first; closes it after the test."""
    windows: list[MainWindow] = []

    def open_(source: str | Plan) -> MainWindow:
        path = tmp_path / f"plan{len(windows)}.roadmap"
        saving.save(path, pocket(source) if isinstance(source, str) else source)
        window = open_window(path, today=TODAY)
        windows.append(window)
        window.resize(1280, 800)
        window.show()
        settle()
        window.workspace.set_axis(TimeAxis(START - 3 * 1440, 24.0))
        settle()
        return window

    yield open_
    for window in windows:
        if isValid(window):
            window.document._saved_plan = window.document.plan  # closing must not ask in a test
            window.close()
    settle()


@pytest.fixture
def fresh(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window on a new, empty plan."""
    window = open_window(None, today=TODAY)
    window.resize(1280, 800)
    window.show()
    settle()
    yield window
    window.document._saved_plan = window.document.plan
    window.close()
    settle()
