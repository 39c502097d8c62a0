"""Cells of the grid as in a spreadsheet: ranges, the clipboard, filling down, and where the keys go."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QTableWidget

from roadmap_app.app.grid.block import Block
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.commands import assignments
from roadmap_app.commands.tables import read_html
from roadmap_app.model.time import instant
from roadmap_app.storage import planfile
from tests.gui.conftest import Open
from tests.gui.robot import click_cell, drag_cells, id_of, keys, outline_of, type_into

SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
SOURCE = "A 3d; B 2d after A; C 1d; D 4d"


def place(window: MainWindow, name: str, column: str) -> tuple[int, int]:
    row = window.workspace.rows.index(id_of(window, name) if name else "")
    assert row is not None
    return row, window.grid.place(column)


def current(window: MainWindow) -> tuple[int, int]:
    index = window.grid.currentIndex()
    return index.row(), index.column()


def durations(window: MainWindow) -> list[int]:
    plan = window.document.plan
    return [plan.tasks[id].duration // 480 for id in plan.outline.order]


def selected(window: MainWindow) -> list[str]:
    return [window.document.plan.tasks[id].name for id in window.workspace.selected_tasks]


def copied() -> str:
    keys(Qt.Key.Key_C, held=CTRL)
    return QApplication.clipboard().text()


def paste(text: str = "") -> None:
    if text:
        QApplication.clipboard().setText(text)
    keys(Qt.Key.Key_V, held=CTRL)


def test_keys_begin_at_the_first_task(opened: Open) -> None:
    window = opened(SOURCE)
    window.grid.setFocus()
    assert current(window) == place(window, "A", "name")
    assert window.workspace.selection == ()


def test_a_click_and_one_with_shift_select_the_cells_between(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "start")
    click_cell(window, "D", "duration", SHIFT)
    assert window.grid.block() == Block(*place(window, "B", "duration"), *place(window, "D", "start"))
    assert selected(window) == ["B", "C", "D"]


def test_shift_and_arrows_extend_the_cells(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "A", "name")
    keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, held=SHIFT)
    assert window.grid.block() == Block(*place(window, "A", "name"), *place(window, "C", "duration"))
    keys(Qt.Key.Key_Up)
    assert window.grid.block() == Block(*place(window, "B", "duration"), *place(window, "B", "duration"))


def test_dragging_over_cells_selects_them(opened: Open) -> None:
    window = opened(SOURCE)
    rect = {name: window.grid.cell_rect(id_of(window, name), "name") for name in "ABC"}
    end = window.grid.cell_rect(id_of(window, "C"), "finish").center()
    drag_cells(window, rect["A"].center(), rect["B"].center(), end)
    assert window.grid.block() == Block(*place(window, "A", "name"), *place(window, "C", "finish"))
    assert selected(window) == ["A", "B", "C"]


def test_numbers_ctrl_and_the_chart_select_whole_rows(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "A", "name")
    click_cell(window, "C", "finish", CTRL)
    assert window.grid.block() is None
    assert selected(window) == ["A", "C"]
    click_cell(window, "A", "name", CTRL)
    assert selected(window) == ["C"]
    click_cell(window, "B", "wbs")
    click_cell(window, "D", "name", SHIFT)
    assert window.grid.block() is None
    assert selected(window) == ["B", "C", "D"]
    window.workspace.select([id_of(window, "A")])
    assert window.grid.block() is None


def test_the_range_survives_an_edit_that_remakes_the_rows(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d; D 4d")
    click_cell(window, "C", "duration")
    click_cell(window, "D", "start", SHIFT)
    window.workspace.set_collapsed(id_of(window, "S"), True)
    assert window.grid.block() == Block(*place(window, "C", "duration"), *place(window, "D", "start"))


def test_one_cell_is_copied_and_pasted_as_one_cell(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "D", "duration")
    assert copied() == "4d\n"
    click_cell(window, "A", "duration")
    paste()
    assert durations(window) == [4, 2, 1, 4]
    assert window.document.history == ["Paste 1 cell (1 task shifted)"]


def test_a_range_goes_out_as_text_and_table_and_comes_back_elsewhere(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "A", "name")
    click_cell(window, "B", "duration", SHIFT)
    assert copied() == "A\t3d\nB\t2d\n"
    assert [[cell.text for cell in row] for row in read_html(QApplication.clipboard().mimeData().html())] == [
        ["A", "3d"], ["B", "2d"],
    ]  # fmt: skip
    click_cell(window, "C", "name")
    paste()
    assert outline_of(window) == ["A", "B", "A", "B"]
    assert durations(window) == [3, 2, 3, 2]


def test_a_single_value_fills_the_selected_cells(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "duration")
    click_cell(window, "D", "duration", SHIFT)
    paste("7")
    assert durations(window) == [3, 7, 7, 7]


def test_cells_pasted_on_the_last_row_are_new_tasks(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "", "name")
    paste("Dig\t3d\t\t\t1\tOps\nPour\t1w\t\t\tDig\tOps\n\n  Wait\t2d\r\n")
    assert outline_of(window) == ["A", "Dig", "Pour", "  Wait"]
    plan = window.document.plan
    assert {team.name for team in plan.resources.values()} == {"Ops"}
    assert plan.tasks[id_of(window, "Dig")].team == plan.tasks[id_of(window, "Pour")].team != ""
    assert len(plan.links) == 2
    assert window.document.history == ["Paste 3 rows, new team 'Ops'"]
    assert selected(window) == ["Dig", "Pour", "Wait"]


def test_start_and_finish_pasted_together_are_both_kept(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "", "name")
    paste("Task\tStart\tFinish\tAfter\nDig\t2026-05-11\t2026-05-15\t\nPour\t18 May\t19 May\tDig\n")
    schedule, plan = window.document.schedule, window.document.plan
    assert durations(window) == [3, 5, 2]
    assert schedule.start(id_of(window, "Pour")) == schedule.finish(id_of(window, "Dig")) + (48 + 15) * 60
    assert plan.tasks[id_of(window, "Pour")].constraint == "asap", "its link puts it there: no pin is hidden in it"


def test_rows_copied_whole_come_back_as_tasks_with_all_they_had(opened: Open) -> None:
    window = opened("S { A 3d 50% deadline 2026-05-20; B 2ed after A }; C 1d after S")
    click_cell(window, "S", "wbs")
    assert copied().startswith("S\t5d\t"), "text for spreadsheets goes out beside the rows"
    click_cell(window, "C", "name")
    paste()
    assert outline_of(window) == ["S", "  A", "  B", "C", "S", "  A", "  B"]
    plan = window.document.plan
    old, new = plan.outline.order[:3], plan.outline.order[4:]
    for before, after in zip(old, new, strict=True):
        one, other = plan.tasks[before], plan.tasks[after]
        assert one.but(id="", parent="", ord="", uid=None) == other.but(id="", parent="", ord="", uid=None)
    assert [link.from_ for link in plan.links_into[new[2]]] == [new[1]]
    assert window.document.history == ["Paste 3 rows"]


def test_rows_that_are_cut_come_back_as_the_same_tasks_and_then_as_copies(opened: Open) -> None:
    window = opened(SOURCE)
    before = window.document.plan
    click_cell(window, "B", "wbs")
    keys(Qt.Key.Key_X, held=CTRL)
    assert outline_of(window) == ["A", "C", "D"]
    assert window.document.history == ["Cut 'B'"]
    click_cell(window, "", "name")
    paste()
    assert outline_of(window) == ["A", "C", "D", "B"]
    assert window.document.plan.links == before.links
    assert window.document.plan.tasks.keys() == before.tasks.keys()
    paste()
    assert outline_of(window) == ["A", "C", "D", "B", "B"]
    assert len(window.document.plan.links) == 2
    for _ in range(3):
        window.verbs["edit.undo"].trigger()
    assert window.document.plan == before
    paste()
    assert len(window.document.plan.tasks) == 5, "a cut that was undone is a copy"


def test_moving_rows_by_cut_and_paste_changes_the_outline_only(opened: Open, sample: Path) -> None:
    window = opened(planfile.load(str(sample)).plan)
    before, wbs = window.document.plan, window.document.plan.outline.wbs
    ids = [id for number in ("2.1", "2.2", "2.3") for id in before.tasks if wbs[id] == number]
    window.workspace.select(ids)
    keys(Qt.Key.Key_X, held=CTRL)
    assert set(ids).isdisjoint(window.document.plan.tasks)
    window.workspace.select([next(id for id in before.tasks if wbs[id] == "3.1")])
    paste()
    after = window.document.plan
    assert {kind: table for kind, table in after.tables.items() if kind != "task"} == {
        kind: table for kind, table in before.tables.items() if kind != "task"
    }
    assert {id: task.but(parent="", ord="") for id, task in after.tasks.items()} == {
        id: task.but(parent="", ord="") for id, task in before.tasks.items()
    }
    assert [after.tasks[id].parent for id in ids] != [before.tasks[id].parent for id in ids]
    assert window.notice.isHidden()


def test_what_cannot_go_back_with_cut_rows_is_told(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d after B; D 4d after C")
    click_cell(window, "B", "wbs")
    keys(Qt.Key.Key_X, held=CTRL)
    click_cell(window, "C", "wbs")
    keys(Qt.Key.Key_Delete)
    click_cell(window, "D", "wbs")
    paste()
    assert outline_of(window) == ["S", "  A", "D", "B"]
    assert window.notice.words.text() == "1 link could not be put back at this place."


def test_delete_empties_cells_and_no_task_goes(opened: Open) -> None:
    window = opened("S { A 3d 50%; B 2d 20% after A }; C 1d snet 2026-05-20")
    click_cell(window, "A", "percent")
    click_cell(window, "B", "percent", SHIFT)
    keys(Qt.Key.Key_Delete)
    plan = window.document.plan
    assert len(plan.tasks) == 4
    assert [plan.tasks[id_of(window, name)].percent for name in "AB"] == [0, 0]
    assert window.document.history == ["Clear done of 2 tasks"]
    click_cell(window, "C", "start")
    keys(Qt.Key.Key_Delete)
    assert window.document.plan.tasks[id_of(window, "C")].constraint == "asap"
    click_cell(window, "B", "duration")
    click_cell(window, "B", "predecessors", SHIFT)
    keys(Qt.Key.Key_Delete)
    assert not window.document.plan.links
    assert window.notice.words.text().startswith("3 cells were left as they were.")


@pytest.mark.parametrize(
    ("name", "column", "said"),
    [("S", "name", "'S' keeps its name"), ("S", "duration", "comes from its 2 tasks"), ("A", "start", "is computed")],
)
@pytest.mark.parametrize("key", [(Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_X, CTRL)])
def test_what_cannot_be_emptied_is_left_and_told(
    opened: Open, name: str, column: str, said: str, key: tuple[Qt.Key, Qt.KeyboardModifier]
) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    before = window.document.plan
    click_cell(window, name, column)
    keys(key[0], held=key[1])
    assert window.document.plan is before
    assert said in window.notice.words.text()


def test_cut_cells_are_copied_and_emptied(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "predecessors")
    keys(Qt.Key.Key_X, held=CTRL)
    assert QApplication.clipboard().text() == "1\n"
    assert window.document.history == ["Cut predecessors of 'B'"]
    assert len(window.document.plan.tasks) == 4


def test_deleted_rows_say_what_went_with_them_and_offer_the_way_back(opened: Open) -> None:
    window = opened("S { A 3d; B 2d after A }; C 1d after B")
    before = window.document.plan
    click_cell(window, "S", "wbs")
    keys(Qt.Key.Key_Delete)
    assert outline_of(window) == ["C"]
    assert window.document.history == ["Delete 'S' (with 2 below)"]
    assert window.notice.words.text() == "Deleted 'S' (with 2 below), and 2 links with them."
    window.notice.button.click()
    assert window.document.plan == before
    assert window.notice.isHidden()
    click_cell(window, "S", "team")
    keys(Qt.Key.Key_Delete, held=CTRL)
    assert outline_of(window) == ["C"]


def test_ctrl_d_fills_down_and_is_named(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "A", "duration")
    keys(Qt.Key.Key_Down, Qt.Key.Key_Down, held=SHIFT)
    keys(Qt.Key.Key_D, held=CTRL)
    assert durations(window) == [3, 3, 3, 4]
    assert window.document.history == ["Fill down: duration of 2 tasks 3d"]
    click_cell(window, "D", "duration")
    keys(Qt.Key.Key_D, held=CTRL)
    assert durations(window) == [3, 3, 3, 3], "a single cell takes what is above it"


def test_computed_cells_are_left_and_that_is_said(opened: Open) -> None:
    window = opened("S { A 3d }; B 2d")
    click_cell(window, "S", "duration")
    paste("9d\n8d\n7d")
    assert durations(window)[1:] == [8, 7]
    assert "1 cell was left as it was: it is computed" in window.notice.words.text()
    click_cell(window, "S", "duration")
    before = window.document.plan
    paste("9d")
    assert window.document.plan is before
    assert "comes from its 1 task" in window.notice.words.text()


@pytest.mark.parametrize("text", ['"open quote\t3d\nnext\t2d', "\x00\x01bad", "a\rb\rc", "\t\t\t", "ü" * 5000])
def test_whatever_is_pasted_is_taken_or_refused_in_a_sentence(opened: Open, text: str) -> None:
    window = opened("A 3d")
    click_cell(window, "", "name")
    paste(text)
    assert window.notice.words.text() or len(window.document.plan.tasks) > 1


def test_an_empty_clipboard_is_said_to_be_empty(opened: Open) -> None:
    window = opened("A 3d")
    QApplication.clipboard().clear()
    click_cell(window, "A", "name")
    paste()
    assert window.notice.words.text() == "The clipboard holds no text to paste."
    assert window.document.history == []


def test_tab_goes_through_every_cell_and_on_to_the_next_row(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    for column in window.workspace.columns[2:]:
        keys(Qt.Key.Key_Tab)
        assert current(window) == place(window, "A", column)
        assert QApplication.focusWidget() is window.grid
    keys(Qt.Key.Key_Tab)
    assert current(window) == place(window, "B", "name")
    keys(Qt.Key.Key_Backtab, held=SHIFT)
    assert current(window) == place(window, "A", "status")
    keys(Qt.Key.Key_Backtab, held=SHIFT)
    assert current(window) == place(window, "A", "percent")


def test_cells_pasted_into_a_row_that_waits_for_a_name_are_rows(fresh: MainWindow) -> None:
    field = fresh.grid.findChild(QLineEdit)
    assert field is QApplication.focusWidget()
    paste("Name\tDuration\nDig\t3d\nPour\t2d\n")
    assert outline_of(fresh) == ["Dig", "Pour"]
    assert fresh.document.history == ["Paste 2 rows"]
    assert fresh.grid.findChild(QLineEdit) is None


@pytest.mark.parametrize(("typed", "text", "then"), [("", "Dig", "Dig"), ("X ", "Dig\tPour", "X Dig\tPour")])
def test_one_cell_or_text_amid_typing_is_pasted_as_text(
    fresh: MainWindow, typed: str, text: str, then: str
) -> None:
    keys(typed)
    paste(text)
    field = fresh.grid.findChild(QLineEdit)
    assert field is not None
    assert field.text() == then
    keys(Qt.Key.Key_Escape)
    assert fresh.document.history == []


def test_enter_goes_back_to_where_a_run_of_tabs_began(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d")
    click_cell(window, "A", "duration")
    keys("4d", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab, "C", Qt.Key.Key_Return)
    assert current(window) == place(window, "B", "duration")
    keys("5d", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Return)  # an arrow ends the run
    assert current(window) == (place(window, "", "finish"))
    assert durations(window) == [4, 5, 1]
    assert [link.to for link in window.document.plan.links.values()] == [id_of(window, "A")]


def test_backspace_opens_a_cell_emptied(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    keys(Qt.Key.Key_Backspace)
    assert window.grid.findChild(QLineEdit).text() == ""
    keys(Qt.Key.Key_Escape)
    assert window.document.history == []
    keys(Qt.Key.Key_Backspace, "Alpha", Qt.Key.Key_Return)
    assert outline_of(window) == ["Alpha", "B"]


def test_arrows_with_ctrl_go_to_the_ends(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d; D 4d")
    click_cell(window, "B", "duration")
    keys(Qt.Key.Key_Down, held=CTRL)
    assert current(window) == place(window, "D", "duration")
    assert selected(window) == ["D"]
    keys(Qt.Key.Key_Up, held=CTRL)
    assert current(window) == place(window, "A", "duration")
    keys(Qt.Key.Key_Right, held=CTRL)
    assert current(window) == place(window, "A", "status")
    keys(Qt.Key.Key_Left, held=CTRL)
    assert current(window) == place(window, "A", "name")
    click_cell(window, "B", "duration")
    keys(Qt.Key.Key_Down, held=CTRL | SHIFT)
    assert selected(window) == ["B", "C", "D"]
    column = window.grid.place("duration")
    assert window.grid.block() == Block(place(window, "B", "name")[0], column, place(window, "D", "name")[0], column)


def test_a_list_of_a_mail_is_pasted_as_tasks_at_its_levels(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "", "name")
    paste("• Draft\n• Review\n\t• Fix it\n\t• Ask Ann\n• Ship\n")
    assert outline_of(window) == ["A", "Draft", "Review", "  Fix it", "  Ask Ann", "Ship"]


def test_an_arrow_that_ends_typing_goes_straight_on(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    keys(Qt.Key.Key_Tab, "4d", Qt.Key.Key_Down, "5d", Qt.Key.Key_Down)
    assert durations(window) == [4, 5]


def test_new_tasks_are_typed_row_by_row(fresh: MainWindow) -> None:
    for name, days, after in (("Dig", "3d", ""), ("Pour", "2d", "1"), ("Dry", "5ed", "2")):
        keys(name, Qt.Key.Key_Tab, days, *[Qt.Key.Key_Tab] * 3, after, Qt.Key.Key_Return)
    plan = fresh.document.plan
    assert outline_of(fresh) == ["Dig", "Pour", "Dry"]
    assert [plan.tasks[id].duration for id in plan.outline.order] == [1440, 960, 7200]
    assert len(plan.links) == 2


def test_a_task_is_indented_while_it_is_typed(fresh: MainWindow) -> None:
    keys("Build", Qt.Key.Key_Return, "API")
    keys(Qt.Key.Key_Right, held=Qt.KeyboardModifier.AltModifier | SHIFT)
    assert outline_of(fresh) == ["Build", "  API"]
    assert current(fresh) == place(fresh, "API", "name")
    keys(Qt.Key.Key_Return, "Test", Qt.Key.Key_Return)
    assert outline_of(fresh) == ["Build", "  API", "  Test"]  # the next is typed at the level of the one above


def test_the_last_row_takes_a_task_at_the_level_of_the_one_above(opened: Open) -> None:
    window = opened("S { A 3d; T { B 2d } }")
    foot = window.workspace.rows.rows[-1]
    assert foot.depth == window.workspace.rows.rows[-2].depth
    click_cell(window, "", "name")
    keys("C", Qt.Key.Key_Return)
    window.workspace.set_collapsed(id_of(window, "T"), True)
    click_cell(window, "", "name")
    keys("D", Qt.Key.Key_Return)
    window.workspace.set_collapsed(id_of(window, "S"), True)
    click_cell(window, "", "name")
    keys("E", Qt.Key.Key_Return)
    assert outline_of(window) == ["S", "  A", "  T", "    B", "    C", "  D", "E"]


def test_keys_that_a_field_does_not_know_leave_its_cell_where_it_is(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d")
    click_cell(window, "A", "name")
    keys(Qt.Key.Key_F2, Qt.Key.Key_PageDown)
    assert current(window) == place(window, "A", "name")
    assert window.grid.findChild(QLineEdit).hasFocus()
    QTest.keyClick(window.grid, Qt.Key.Key_Escape)  # also where the keyboard was lost on the way
    assert window.grid.findChild(QLineEdit) is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Tab])
def test_typing_goes_around_the_selected_cells(opened: Open, key: Qt.Key) -> None:
    window = opened("A 3d; B 2d; C 1d")
    click_cell(window, "A", "duration")
    keys(Qt.Key.Key_Down, held=SHIFT)
    keys(*[Qt.Key.Key_Right] * 5, held=SHIFT)
    cells = window.grid.block()
    window.grid.selectionModel().setCurrentIndex(
        window.grid.model().index(cells.top, cells.left), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    before = current(window)
    keys("5d")
    keys(key)
    assert window.grid.block() == cells
    down, right = (cells.top + 1, cells.left), (cells.top, cells.left + 1)
    assert current(window) == (down if key == Qt.Key.Key_Return else right)
    for _ in range(cells.size[0] * cells.size[1] - 1):
        keys(key)
    assert current(window) == before
    assert durations(window) == [5, 2, 1]


def test_a_table_is_preferred_to_the_text_beside_it(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    data = QMimeData()
    data.setText("04/05/2026\n05/05/2026")
    cell = "<tr><td sdval='{}' sdnum='1033;0;DD/MM/YYYY'>{}</td></tr>"
    data.setHtml(f"<table>{cell.format(46146, '04/05/2026')}{cell.format(46147, '05/05/2026')}</table>")
    QApplication.clipboard().setMimeData(data)
    click_cell(window, "A", "start")
    paste()
    days = [window.document.schedule.start(id_of(window, name)) // 1440 for name in "AB"]
    assert days == [instant(2026, 5, 4) // 1440, instant(2026, 5, 5) // 1440]
    data = QMimeData()
    data.setText("5d\n6d")
    data.setHtml("<p>no table</p>")
    QApplication.clipboard().setMimeData(data)
    click_cell(window, "A", "duration")
    paste()
    assert durations(window) == [5, 6]
    QApplication.clipboard().clear()  # what Python made must not lie there when Qt ends


def test_cells_that_are_wrong_are_told_and_listed_and_the_others_are_taken(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d")
    click_cell(window, "A", "duration")
    paste("5d\nlong\nlonger")
    assert durations(window) == [5, 2, 1]
    assert len(window.document.history) == 1
    assert window.notice.words.text().startswith("2 cells could not be taken, the others were. Row 2, Duration: 'long'")
    QTest.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    table = window.findChild(QDialog).findChild(QTableWidget)
    assert table is not None
    assert [table.item(row, 2).text() for row in range(table.rowCount())] == ["long", "longer"]
    table.window().close()


def test_one_wrong_cell_is_told_in_full(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "duration")
    paste("5d\nlong")
    assert "Row 2, Duration: 'long' is not a duration" in window.notice.words.text()
    assert window.notice.words.text().endswith("The other cells were taken.")


COPIED_AT_THE_END = """
from PySide6.QtGui import QGuiApplication
from roadmap_app.app.main_window import open_window
from roadmap_app.commands import outline
window = open_window(None)
window.edit("Add", lambda draft: outline.add_task(draft, after=None, name="A"))
window.workspace.select(window.document.plan.tasks)
window.verbs["edit.copy"].trigger()
print(QGuiApplication.clipboard().text().split(chr(9))[0])
"""


def test_the_program_ends_well_with_cells_on_the_clipboard(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", COPIED_AT_THE_END], capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "XDG_CONFIG_HOME": str(tmp_path)},
    )  # fmt: skip
    assert (ended.returncode, ended.stdout.strip()) == (0, "A"), ended.stderr


def people_of(window: MainWindow) -> dict[str, list[str]]:
    """Who is assigned to each task, by names."""
    plan = window.document.plan
    return {
        plan.tasks[id].name: sorted(plan.resources[each.resource].name for each in assignments.of_task(plan, id))
        for id in plan.outline.order
    }


@pytest.mark.parametrize("head", ["Owner", "Assigned to", "Resource Names", "Assignee"])
def test_people_in_a_pasted_column_are_assigned_and_can_be_seen(opened: Open, head: str) -> None:
    window = opened("A 3d")
    click_cell(window, "", "name")
    paste(f"Task Name\t{head}\tDuration\nDig\tAnn Lee\t2 days\nFill\tAnn Lee, Bob[50%]\t1 day\nRest\t\t1 day\n")
    assert people_of(window) == {"A": [], "Dig": ["Ann Lee"], "Fill": ["Ann Lee", "Bob"], "Rest": []}
    assert {each.type for each in window.document.plan.resources.values()} == {"person"}
    assert window.document.history == ["Paste 3 rows, 2 new people"]
    assert window.notice.words.text() == "Assigned is filled, but not among the columns shown here."
    window.notice.button.click()
    settle()
    assert window.workspace.columns[-1] == "assigned"


def test_owners_that_the_plan_knows_as_teams_stay_teams(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    type_into(window, "A", "team", "Core")
    click_cell(window, "", "name")
    paste("Task Name\tOwner\nDig\tcore\nRest\t\n")
    plan = window.document.plan
    assert [plan.tasks[id_of(window, name)].team for name in ("Dig", "A")] == [plan.tasks[id_of(window, "A")].team] * 2
    assert not plan.assignments
    paste("Task Name\tTeam\nFly\tAir\n")
    assert "Air" in [each.name for each in window.document.plan.resources.values() if each.type == "team"]


def test_who_is_assigned_is_typed_into_a_cell(opened: Open) -> None:
    window = opened("A 3d")
    window.workspace.set_columns([*window.workspace.columns, "assigned"])
    type_into(window, "A", "assigned", "Ann, Ben 50 %")
    first = {each.resource: each.id for each in window.document.plan.assignments.values()}
    assert window.document.history == ["Assigned of 'A' Ann, Ben 50 %"]
    type_into(window, "A", "assigned", "Ben; Cy 12,5 %")
    plan = window.document.plan
    assert people_of(window) == {"A": ["Ben", "Cy"]}
    assert {each.units for each in plan.assignments.values()} == {1_000_000, 125_000}
    ben = next(each for each in plan.assignments.values() if plan.resources[each.resource].name == "Ben")
    assert ben.id == first[ben.resource], "who stays keeps what is known of the assignment"
