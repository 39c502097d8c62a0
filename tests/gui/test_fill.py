"""Filling cells: by the handle at the corner of what is selected, to the right, and what is not taken."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_app.app.grid.filldrag import FillDrag, handle_rect
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.model.time import instant
from tests.gui.conftest import Open
from tests.gui.robot import LEFT, NONE, click_cell, id_of, keys, type_into

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SOURCE = "A 3d; B 2d; C 1d; D 4d; E 1d"


def drag_handle(window: MainWindow, to: str, column: str, held: Qt.KeyboardModifier = NONE, drop: bool = True) -> None:
    """Drag the corner of the selected cells to the row of a task."""
    handle = handle_rect(window.grid)
    assert handle is not None
    viewport, end = window.grid.viewport(), window.grid.cell_rect(id_of(window, to), column).center()
    QTest.mousePress(viewport, LEFT, held, handle.center())
    for at in (handle.center() + QPoint(0, 6), (handle.center() + end) / 2, end):
        place = QPointF(at)
        event = QMouseEvent(
            QEvent.Type.MouseMove, place, QPointF(viewport.mapToGlobal(at)), Qt.MouseButton.NoButton, LEFT, held
        )
        QApplication.sendEvent(viewport, event)
    if drop:
        QTest.mouseRelease(viewport, LEFT, held, end)
    settle()


def days(window: MainWindow) -> list[int]:
    return [window.document.schedule.start(id) // 1440 for id in window.document.plan.outline.order]


def durations(window: MainWindow) -> list[int]:
    return [task.duration // 480 for task in window.document.plan.tasks.values()]


def test_dates_go_on_by_working_days_as_one_step(opened: Open) -> None:
    window = opened(SOURCE)
    type_into(window, "A", "start", "2026-05-07")
    click_cell(window, "A", "start")
    drag_handle(window, "C", "start", drop=False)
    drag = window.grid._drag
    assert isinstance(drag, FillDrag)
    assert drag.values() == [["2026-05-08"], ["2026-05-11"]]
    assert len(window.document.history) == 1, "nothing is done before the button is let go"
    QTest.mouseRelease(window.grid.viewport(), LEFT)
    settle()
    first = instant(2026, 5, 7) // 1440
    assert days(window)[:3] == [first, first + 1, first + 4]
    assert len(window.document.history) == 2
    assert window.document.history[-1] == "Fill down: start of 2 tasks"
    block = window.grid.block()
    assert block is not None
    assert block.size == (3, 1)


def test_two_durations_give_the_step_and_ctrl_makes_copies(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "C", "duration")
    click_cell(window, "D", "duration", SHIFT)
    drag_handle(window, "E", "duration")
    assert durations(window) == [3, 2, 1, 4, 7]
    window.document.undo()
    click_cell(window, "C", "duration")
    click_cell(window, "D", "duration", SHIFT)
    drag_handle(window, "E", "duration", CTRL)
    assert durations(window) == [3, 2, 1, 4, 1]


def test_the_handle_goes_up_too_and_esc_gives_up(opened: Open) -> None:
    window = opened(SOURCE)
    type_into(window, "C", "name", "Sprint 9")
    click_cell(window, "Sprint 9", "name")
    drag_handle(window, "A", "name", drop=False)
    keys(Qt.Key.Key_Escape)
    QTest.mouseRelease(window.grid.viewport(), LEFT)
    settle()
    assert len(window.document.history) == 1
    click_cell(window, "Sprint 9", "name")
    drag_handle(window, "A", "name")
    names = [task.name for task in window.document.plan.tasks.values()]
    assert names == ["Sprint 7", "Sprint 8", "Sprint 9", "D", "E"]


def test_what_cannot_be_filled_is_told_by_task(opened: Open) -> None:
    window = opened("A 3d; S { B 2d }; C 1d")
    click_cell(window, "A", "duration")
    drag_handle(window, "C", "duration")
    assert window.document.plan.tasks[id_of(window, "C")].duration == 3 * 480
    assert window.notice.words.text().startswith("1 cell was left as it was")
    click_cell(window, "A", "predecessors")
    type_into(window, "A", "predecessors", "3")
    click_cell(window, "A", "predecessors")
    drag_handle(window, "C", "predecessors")
    assert "'C', Predecessors: 'C' cannot wait for itself" in window.notice.words.text()


def test_fill_right(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["wbs", "name", "start", "deadline"])
    click_cell(window, "A", "start")
    click_cell(window, "B", "deadline", SHIFT)
    keys(Qt.Key.Key_R, held=CTRL)
    plan = window.document.plan
    assert plan.tasks[id_of(window, "A")].deadline == instant(2026, 5, 4, 17)
    assert plan.tasks[id_of(window, "B")].deadline is not None
    assert window.document.history == ["Fill right: deadline of 2 tasks Mon 4 May"]
    click_cell(window, "A", "start")
    keys(Qt.Key.Key_R, held=CTRL)
    assert "'A' is not a date" in window.notice.words.text()


def test_rows_that_are_cut_are_told(opened: Open) -> None:
    window = opened("A 3d; S { B 2d }; C 1d")
    click_cell(window, "S", "wbs")
    keys(Qt.Key.Key_X, held=CTRL)
    assert window.notice.words.text() == "Cut 'S' (with 1 below). Paste puts them where you want them."
    QTest.mouseClick(window.notice.button, LEFT)
    assert len(window.document.plan.tasks) == 4
