"""What is closed is gone: neither a window nor its plan stays in memory."""

from __future__ import annotations

import weakref
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from roadmap_app.app.disk import files
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.model import garbage
from roadmap_app.storage import saving
from tests.gui import robot
from tests.gui.robot import TODAY
from tests.pocket import plan as pocket


def used(path: Path) -> MainWindow:
    """A window in which somebody worked."""
    saving.save(path, pocket("Build\n  Design 3d\n  Ship 2d after Design\nTest 1d after Ship"))
    window = open_window(path, today=TODAY)
    window.show()
    settle()
    robot.click_cell(window, "Design", "name")
    window.verbs["task.new"].trigger()
    settle()
    QTest.keyClick(window.grid.cells.editor, Qt.Key.Key_Escape)
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.select_all"].trigger()
    for tab in range(window.inspector.tabs.count()):
        window.inspector.tabs.setCurrentIndex(tab)
        settle()
    window.open_palette()
    settle()
    return window


def test_a_closed_window_leaves_nothing_of_its_plan(qtbot: QtBot, tmp_path: Path) -> None:
    window = used(tmp_path / "plan.roadmap")
    gone = [weakref.ref(each) for each in (window, window.document, window.document.plan, window.document.schedule)]
    window.document._saved_plan = window.document.plan  # closing must not ask in a test
    window.close()
    del window
    settle()
    garbage.sweep()
    assert [each() for each in gone] == [None] * 4


def test_another_plan_in_the_window_takes_the_place_of_the_first(qtbot: QtBot, tmp_path: Path) -> None:
    window = used(tmp_path / "plan.roadmap")
    gone = [weakref.ref(each) for each in (window.document, window.document.plan, window.document.schedule)]
    window.document._saved_plan = window.document.plan
    files.new(window)
    settle()
    window.inspector.flush()
    garbage.sweep()
    left = [each() for each in gone]
    window.close()
    settle()
    assert left == [None] * 3
