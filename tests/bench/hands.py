"""What a person does in the window, by real events, one frame after the other: each call ends when all is drawn.

`told` is when rows, cells, verbs and status last knew of it, and only their frame was still to be drawn.
"""

from __future__ import annotations

import time
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from roadmap_app.app.grid.painter import disclosure_rect
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.scene.arranged import Arrangement
from roadmap_app.scene.axis import TimeAxis
from tests.gui import robot

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ROOM = (1920, 1080)
told = 0.0


def shown(path: str) -> MainWindow:
    """A window in full HD on a plan, at a scale that shows some weeks."""
    window = open_window(path, today=0)
    window.resize(*ROOM)
    window.show()
    settle()
    home(window)
    return window


def home(window: MainWindow) -> None:
    """Show the first rows and the first weeks."""
    window.gantt.verticalScrollBar().setValue(0)
    window.workspace.set_axis(TimeAxis(window.document.schedule.project_start, 6.0).scrolled(-200))
    settle()


def close(window: MainWindow) -> None:
    window.document._saved_plan = window.document.plan  # so that nobody is asked
    window.close()
    settle()


def wheel(window: MainWindow, clicks: float, keys: Qt.KeyboardModifier = robot.NONE) -> None:
    middle = window.gantt.viewport().rect().center()
    robot.wheel(window, middle, round(clicks * 120), keys)
    settle()


def paint(window: MainWindow, *, anew: bool = False) -> None:
    """Draw all of both panes; `anew` with nothing kept of where bars, links and words stand."""
    if anew:
        window.gantt.forget()
    window.gantt.viewport().repaint()
    window.grid.viewport().repaint()


def key(window: MainWindow, pressed: Qt.Key, keys: Qt.KeyboardModifier = robot.NONE) -> None:
    QTest.keyClick(window.grid, pressed, keys)
    settle()


def click(window: MainWindow, id: str, column: str = "name") -> None:
    place = window.grid.cell_rect(id, column).center()
    QTest.mouseClick(window.grid.viewport(), robot.LEFT, robot.NONE, place)
    settle()


def _draw(window: MainWindow) -> None:
    """Let everything follow what was done, as it does before a frame, then draw that."""
    global told
    window.flush()
    told = time.perf_counter()
    settle()


def fold(window: MainWindow, id: str) -> None:
    """Click the arrow of a summary that is in view."""
    rows = window.workspace.rows
    row = rows.rows[rows.index(id) or 0]
    place = disclosure_rect(window.grid.cell_rect(id, "name"), row.depth).center()
    QTest.mouseClick(window.grid.viewport(), robot.LEFT, robot.NONE, place)
    _draw(window)


def arrange(window: MainWindow, **members: Any) -> None:
    """Filter, sort and group the rows so."""
    window.workspace.set_arrangement(Arrangement(**members))
    _draw(window)


def insert(window: MainWindow) -> None:
    """A new task below the selected one, its name left as it is."""
    window.verbs["task.new"].trigger()
    _draw(window)


def leave(window: MainWindow) -> None:
    """Close the editor of a cell, if one is open."""
    editor = window.grid.cells.editor
    if editor is not None:
        QTest.keyClick(editor, Qt.Key.Key_Escape)
    settle()


def name(window: MainWindow, words: str) -> None:
    """Type a name into the cell that is open, and go to the next."""
    editor = window.grid.cells.editor
    assert editor is not None, "no cell is open"
    QTest.keyClicks(editor, words)
    QTest.keyClick(editor, Qt.Key.Key_Tab)
    settle()


def verb(window: MainWindow, id: str) -> None:
    window.verbs[id].trigger()
    _draw(window)


def in_view(window: MainWindow, *, summaries: bool = False) -> list[str]:
    """Tasks, or summaries, whose rows are wholly in view."""
    height, gantt = window.grid.row_height, window.gantt
    first = -(-gantt.verticalScrollBar().value() // height)
    rows = window.workspace.rows.rows[first : first + gantt.viewport().height() // height]
    return [row.id for row in rows if row.kind == "task" and row.has_children == summaries]


def show_bar(window: MainWindow, id: str) -> None:
    """Show the weeks in which a task begins."""
    window.workspace.set_axis(TimeAxis(window.document.schedule.start(id), 6.0).scrolled(-200))
    settle()


def held(window: MainWindow) -> QPoint | None:
    """Where a bar in view can be taken hold of."""
    area = window.gantt.viewport().rect().adjusted(20, 0, -20, 0)
    for id in in_view(window):
        rect = window.gantt.bar_rect(id)
        if rect is not None and area.contains(rect.center()) and rect.width() > 30:
            return rect.center()
    return None
