"""Undo as people expect: a list to jump in, the place restored with each step, what changed shown, steps named."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton

from roadmap_app.app.dialogs.history import HistoryWindow
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.undo import past
from roadmap_app.document.document import now
from tests.gui import robot
from tests.gui.conftest import Open
from tests.gui.robot import click_cell, drag_by_days, id_of, type_into

MANY = "; ".join(f"T{n} 1d" for n in range(80))


def bottom(window: MainWindow) -> None:
    bar = window.grid.verticalScrollBar()
    bar.setValue(bar.maximum())
    settle()


def in_view(window: MainWindow, name: str) -> bool:
    rect = window.grid.cell_rect(id_of(window, name), "name")
    return window.grid.viewport().rect().contains(rect.center())


def test_undo_and_redo_go_back_to_the_cell_and_the_place(opened: Open) -> None:
    window = opened(MANY)
    window.grid.setFocus()
    click_cell(window, "T3", "duration")
    type_into(window, "T3", "duration", "5d")
    after = (window.workspace.selection, window.grid.current_column, window.grid.verticalScrollBar().value())
    bottom(window)
    click_cell(window, "T79", "start")
    window.verbs["edit.undo"].trigger()
    settle()
    assert window.workspace.selection == (id_of(window, "T3"),)
    assert window.grid.current_column == "duration"
    assert in_view(window, "T3")
    assert window.grid.verticalScrollBar().value() == window.gantt.verticalScrollBar().value() == 0
    bottom(window)
    click_cell(window, "T79", "start")
    window.verbs["edit.redo"].trigger()
    settle()
    now = (window.workspace.selection, window.grid.current_column, window.grid.verticalScrollBar().value())
    assert now == after


def test_a_selection_of_cells_comes_back_as_cells(opened: Open) -> None:
    window = opened("A 1d; B 2d; C 3d")
    click_cell(window, "A", "duration")
    click_cell(window, "C", "duration", Qt.KeyboardModifier.ShiftModifier)
    window.verbs["edit.fill_down"].trigger()
    window.workspace.select([id_of(window, "B")])
    window.verbs["edit.undo"].trigger()
    settle()
    block = window.grid.block()
    assert block is not None and block.size == (3, 1)
    assert [window.document.plan.tasks[id_of(window, name)].duration for name in "ABC"] == [480, 960, 1440]


def test_deleted_rows_are_selected_again(opened: Open) -> None:
    window = opened("A 1d; B 2d; C 3d")
    window.workspace.select([id_of(window, "B")])
    chosen = window.workspace.selection
    window.verbs["task.delete_rows"].trigger()
    window.verbs["edit.undo"].trigger()
    assert window.workspace.selection == chosen


def test_what_was_changed_elsewhere_is_scrolled_into_view(opened: Open) -> None:
    window = opened(MANY)
    last = id_of(window, "T79")
    with window.document.edit("Rename the last") as draft:  # nobody looked at it
        draft.change(draft.tasks[last], name="Last")
    settle()
    window.verbs["edit.undo"].trigger()
    settle()
    assert in_view(window, "T79")
    with window.document.edit("Much later") as draft:
        draft.change(draft.tasks[last], constraint="snet", constraint_date=robot.START + 400 * 1440)
    settle()
    bar = window.gantt.bar_of(last)
    assert bar is not None and bar.x0 > window.gantt.viewport().width()
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.redo"].trigger()
    settle()
    bar = window.gantt.bar_of(last)
    assert bar is not None and 0 < bar.x0 < window.gantt.viewport().width()


def test_a_folded_change_is_unfolded(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    type_into(window, "A", "duration", "4d")
    window.workspace.set_collapsed(id_of(window, "S"), True)
    window.workspace.select([id_of(window, "C")])
    window.verbs["edit.undo"].trigger()
    settle()
    assert window.workspace.rows.index(id_of(window, "A")) is not None


def test_another_zoom_stays(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    drag_by_days(window, "A", "body", 2)
    window.verbs["view.zoom_in"].trigger()
    axis = window.workspace.axis
    window.verbs["edit.undo"].trigger()
    assert window.workspace.axis == axis


def test_one_step_a_gesture_and_nudges_add_up(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; C 1d after B")
    drag_by_days(window, "A", "body", 2)
    window.workspace.select([id_of(window, "A")])
    for _ in range(3):
        window.verbs["task.later"].trigger()
    assert window.document.history == ["Move 'A' +2 d (2 tasks shifted)", "Move 'A' +3 d (2 tasks shifted)"]
    assert window.verbs["edit.undo"].text() == "Undo Move 'A' +3 d (2 tasks shifted)"
    assert "Undo Move 'A' +3 d" in window.verbs["edit.undo"].toolTip()


# The list ------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(opened: Open) -> MainWindow:
    window = opened("A 1d; B 2d; C 3d")
    for days in ("2d", "3d", "4d"):
        type_into(window, "A", "duration", days)
    return window


def durations(window: MainWindow) -> int:
    return window.document.plan.tasks[id_of(window, "A")].duration // 480


def test_a_click_in_the_list_is_there_in_one_change(busy: MainWindow) -> None:
    updates: list[object] = []
    busy.document.subscribe(updates.append)
    busy.verbs["edit.history"].trigger()
    box = busy.findChild(HistoryWindow)
    assert [box.list.item(row).text() for row in range(4)][1:] == [f"Duration of 'A' {n}d" for n in (2, 3, 4)]
    settle()
    for row, days in ((1, 2), (3, 4), (0, 1), (2, 3)):
        place = box.list.visualItemRect(box.list.item(row)).center()
        QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
        settle()
        assert durations(busy) == days
        assert len(busy.document.history) == row
        assert box.list.currentRow() == row
    assert len(updates) == 4
    assert box.list.item(3).data(Qt.ItemDataRole.UserRole).undone


def test_the_list_is_worked_by_keys_and_tells_what_it_would_do(busy: MainWindow) -> None:
    busy.verbs["edit.history"].trigger()
    box = busy.findChild(HistoryWindow)
    robot.wait(box.isActiveWindow)
    QTest.keyClick(box.list, Qt.Key.Key_Up)
    QTest.keyClick(box.list, Qt.Key.Key_Up)
    assert box.note.text().startswith("Undoes 2 steps.")
    assert "'A'" in box.note.text()
    QTest.keyClick(box.list, Qt.Key.Key_Return)
    assert durations(busy) == 2
    assert past.told(busy.document, 3) == "Does again 2 steps."


def test_the_button_beside_undo_lists_the_last_steps(busy: MainWindow) -> None:
    (button,) = busy.tool_strip.findChildren(QToolButton, "undoList")
    past.fill_menu(busy, button.menu())
    entries = [entry for entry in button.menu().actions() if entry.text()]
    assert [entry.text() for entry in entries] == [
        "Duration of 'A' 4d", "Duration of 'A' 3d", "Duration of 'A' 2d", "History…"
    ]  # fmt: skip
    assert entries[1].toolTip() == "Undoes 2 steps."
    entries[1].trigger()
    assert durations(busy) == 2


def test_steps_tell_their_time(busy: MainWindow) -> None:
    moments = past.moments(busy.document)
    assert [moment.done for moment in moments] == [0, 1, 2, 3]
    assert all(len(moment.at) == 5 and moment.at[2] == ":" for moment in moments[1:])
    assert past.time_of(0).startswith(("Thu 1 Jan 1970", "Wed 31 Dec 1969"))
    assert past.time_of(now() - 1440).startswith("Yesterday ")


@pytest.mark.parametrize("at", [10**18, -(10**18)])
def test_times_that_no_clock_knows_are_told_all_the_same(at: int) -> None:
    assert ":" in past.time_of(at) and past.day_of(at)[-4:].isdigit()
