"""Columns of the grid by choice: which are shown, in which order, remembered with the plan."""

from __future__ import annotations

from PySide6.QtCore import Qt

from roadmap_app.app import remembered
from roadmap_app.app.grid.columns import DEFAULT
from roadmap_app.app.screenshot import settle
from tests.gui.conftest import Open
from tests.gui.robot import click_cell, editor, id_of, keys, type_into

SOURCE = "A 3d; B 2d after A; C 1d; D 4d"


def test_columns_are_shown_by_choice_and_in_order(opened: Open) -> None:
    window = opened(SOURCE)
    assert window.workspace.columns == DEFAULT
    window.workspace.set_columns(["wbs", "deadline", "name", "notes", "nonsense", "start"])
    settle()
    assert window.workspace.columns == ("wbs", "deadline", "name", "notes", "start")
    a = id_of(window, "A")
    lefts = [window.grid.cell_rect(a, column).left() for column in window.workspace.columns]
    assert lefts == sorted(lefts)
    assert window.grid.cell_rect(a, "finish").isEmpty()
    type_into(window, "A", "deadline", "2026-05-20")
    assert window.document.plan.tasks[a].deadline is not None
    window.workspace.set_columns(["start"])
    assert window.workspace.columns == ("name", "start")


def test_what_is_selected_and_current_follows_its_columns(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "start")
    click_cell(window, "C", "finish", Qt.KeyboardModifier.ShiftModifier)
    block = window.grid.block()
    assert block is not None and block.size == (2, 2)
    window.workspace.set_columns(["wbs", "name", "notes", "start", "finish"])
    block = window.grid.block()
    assert block is not None
    assert (block.left, block.right) == (3, 4)
    assert window.grid.current_column == "finish"
    window.workspace.set_columns(["wbs", "name", "notes"])
    assert window.grid.block() is None
    assert window.workspace.selected_tasks == (id_of(window, "B"), id_of(window, "C"))
    assert window.grid.current_column == "name"


def test_an_open_editor_goes_on_in_its_column(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "duration")
    keys("7")
    window.workspace.set_columns(["wbs", "name", "notes", "duration"])
    found = editor(window)
    assert found is not None
    assert found.text() == "7"
    keys(Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "B")].duration == 7 * 480
    click_cell(window, "B", "duration")
    keys("9")
    window.workspace.set_columns(["wbs", "name"])
    assert editor(window) is None
    assert window.document.plan.tasks[id_of(window, "B")].duration == 7 * 480


def test_columns_are_remembered_with_the_plan(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["name", "percent", "owner"])
    remembered.keep_view(window)
    window.workspace.set_columns(DEFAULT)
    remembered.restore_view(window)
    assert window.workspace.columns == ("name", "percent", "owner")
