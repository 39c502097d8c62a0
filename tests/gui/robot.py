"""Hands for the tests: real mouse and key events on the window."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.model.time import instant

START = instant(2026, 5, 4, 8)  # the pocket plans' Monday morning
TODAY = instant(2026, 5, 4)
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier


def id_of(window: MainWindow, name: str) -> str:
    return next(task.id for task in window.document.plan.tasks.values() if task.name == name)


def centre(window: MainWindow, name: str, part: str = "body") -> QPoint:
    rect = window.gantt.bar_rect(id_of(window, name), part)
    assert rect is not None, f"{name} has no {part}"
    return rect.center()


def press(window: MainWindow, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseMove(window.gantt.viewport(), at)
    QTest.mousePress(window.gantt.viewport(), LEFT, keys, at)


def move(window: MainWindow, *places: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Move with the button down, as a hand does: in steps."""
    viewport = window.gantt.viewport()
    for at in places:
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(viewport.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, keys
        )
        QApplication.sendEvent(viewport, event)


def release(window: MainWindow, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseRelease(window.gantt.viewport(), LEFT, keys, at)
    settle()


def drag(window: MainWindow, start: QPoint, end: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
    """Press, move over the threshold and half way, and release at the end."""
    press(window, start, keys)
    half = QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2)
    move(window, start + QPoint(3, 0), start + QPoint(6, 0), half, end, keys=keys)
    release(window, end, keys)


def drag_by_days(window: MainWindow, name: str, part: str, days: float, keys: Qt.KeyboardModifier = NONE) -> None:
    start = centre(window, name, part)
    drag(window, start, start + QPoint(round(days * window.workspace.axis.px_per_day), 0), keys)


def wheel(window: MainWindow, at: QPoint, delta: int, keys: Qt.KeyboardModifier = NONE) -> None:
    viewport = window.gantt.viewport()
    event = QWheelEvent(
        QPointF(at), QPointF(viewport.mapToGlobal(at)), QPoint(), QPoint(0, delta), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def type_into(window: MainWindow, name: str, column: str, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Open the editor of a cell as F2 does, replace its text and leave it with a key."""
    window.grid.edit_cell(id_of(window, name) if name else "", column)
    editor = window.grid.findChild(QLineEdit)
    assert editor is not None, f"no editor opened in {column} of {name}"
    editor.selectAll()
    QTest.keyClicks(editor, text)
    QTest.keyClick(editor, key)
    settle()


def wait(until: Callable[[], bool], seconds: float = 5) -> None:
    """Let the window live until something holds."""
    end = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < end, "it never came to be"
        settle()
        time.sleep(0.005)


def editor(window: MainWindow) -> QLineEdit | None:
    found = window.grid.findChild(QLineEdit)
    return found if found is not None and found.isVisible() else None


def click_cell(window: MainWindow, name: str, column: str, keys: Qt.KeyboardModifier = NONE) -> None:
    """Click a cell; the empty name is the row that takes a new task."""
    place = window.grid.cell_rect(id_of(window, name) if name else "", column).center()
    QTest.mouseMove(window.grid.viewport(), place)
    QTest.mouseClick(window.grid.viewport(), LEFT, keys, place)
    settle()


def drag_cells(window: MainWindow, start: QPoint, *places: QPoint, drop: bool = True) -> None:
    """Press in the grid, move through places with the button down, and let go at the last."""
    QTest.mousePress(window.grid.viewport(), LEFT, NONE, start)
    move_held(window, *places)
    if drop:
        QTest.mouseRelease(window.grid.viewport(), LEFT, NONE, places[-1])
    settle()


def move_held(window: MainWindow, *places: QPoint) -> None:
    """Move over the grid with the button down."""
    viewport = window.grid.viewport()
    for at in places:
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(viewport.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(viewport, event)


def move_over(widget: QWidget, *places: QPoint) -> None:
    """Move over a widget with the button down."""
    for at in places:
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), QPointF(widget.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, NONE
        )
        QApplication.sendEvent(widget, event)


def keys(*pressed: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
    """Keys, or text, to whatever has the focus, one after the other."""
    for key in (each for part in pressed for each in (part if isinstance(part, str) else (part,))):
        focus = QApplication.focusWidget()
        assert focus is not None, "nothing has the focus"
        QTest.keyClick(focus, key, held)
        if not isinstance(key, str):
            settle()
    settle()


def outline_of(window: MainWindow) -> list[str]:
    """The names of all tasks, indented by level."""
    plan = window.document.plan
    return ["  " * plan.outline.depth[id] + plan.tasks[id].name for id in plan.outline.order]
