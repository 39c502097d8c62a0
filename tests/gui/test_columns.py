"""Columns of the grid by choice: which are shown, in which order, remembered with the plan."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from roadmap_app.app.disk.files import Origin
from roadmap_app.app.grid import widths
from roadmap_app.app.grid.chooser import Chooser
from roadmap_app.app.grid.columns import DEFAULT
from roadmap_app.app.grid.customfields import CustomFields
from roadmap_app.app.grid.helping import Help
from roadmap_app.app.grid.painter import flag_rect
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.preferences import remembered
from roadmap_app.app.screenshot import settle
from roadmap_app.app.theme import fonts
from roadmap_app.document.document import Document
from roadmap_app.model.time import instant
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, click_cell, editor, id_of, keys, type_into
from tests.pocket import plan as pocket

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


# The heads -------------------------------------------------------------------------------------------------


def head_event(window: MainWindow, kind: QEvent.Type, at: QPoint, held: bool = True) -> None:
    viewport = window.grid.head.viewport()
    buttons = Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
    place = QPointF(at)
    event = QMouseEvent(kind, place, QPointF(viewport.mapToGlobal(at)), button, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, event)


def drag_head(window: MainWindow, start: QPoint, end: QPoint, drop: bool = True) -> None:
    head_event(window, QEvent.Type.MouseButtonPress, start)
    for at in (start + QPoint(6, 0), (start + end) / 2, end):
        head_event(window, QEvent.Type.MouseMove, at)
    if drop:
        head_event(window, QEvent.Type.MouseButtonRelease, end, held=False)
    settle()


def head_of(window: MainWindow, column: str) -> QRect:
    return window.grid.head.section_rect(window.grid.place(column))


def edge_of(window: MainWindow, column: str) -> QPoint:
    rect = head_of(window, column)
    return QPoint(rect.right(), rect.center().y() + 8)


def test_a_head_is_dragged_to_another_place(opened: Open) -> None:
    window = opened(SOURCE)
    order = window.workspace.columns
    start, to = head_of(window, "start").center(), edge_of(window, "team") + QPoint(8, 0)
    drag_head(window, start, to, drop=False)
    assert window.grid.head.drag is not None
    assert window.grid.head.drag.line_x() == head_of(window, "team").right() + 1
    keys(Qt.Key.Key_Escape)
    head_event(window, QEvent.Type.MouseButtonRelease, to, held=False)
    assert window.workspace.columns == order
    drag_head(window, start, to)
    assert window.workspace.columns == (
        "wbs", "name", "duration", "finish", "predecessors", "team", "start", "percent", "status",
    )  # fmt: skip
    drag_head(window, head_of(window, "start").center(), QPoint(2, 30))
    assert window.workspace.columns[0] == "start"
    assert window.document.history == []


def test_an_edge_is_dragged_to_another_width_and_esc_gives_it_back(opened: Open) -> None:
    window = opened(SOURCE)
    before = window.grid.columnWidth(window.grid.place("team"))
    at = edge_of(window, "team")
    drag_head(window, at, at + QPoint(40, 0), drop=False)
    assert window.grid.columnWidth(window.grid.place("team")) == before + 40
    window.grid.setFocus()
    keys(Qt.Key.Key_Escape)
    assert window.grid.columnWidth(window.grid.place("team")) == before
    assert window.settings.columns == {}
    drag_head(window, at, at + QPoint(40, 0))
    assert window.settings.columns == {"team": before + 40}
    at = edge_of(window, "name")
    wide = window.grid.columnWidth(window.grid.place("name"))
    drag_head(window, at, at + QPoint(30, 0))
    assert window.grid.columnWidth(window.grid.place("name")) == wide + 30


def test_a_double_click_at_an_edge_fits_the_column_to_its_texts(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["wbs", "name", "duration", "notes", "start"])
    type_into(window, "A", "notes", "some words that are a good deal longer than a column is when it comes")
    narrow = window.grid.columnWidth(window.grid.place("notes"))
    head_event(window, QEvent.Type.MouseButtonDblClick, edge_of(window, "notes"))
    wide = window.grid.columnWidth(window.grid.place("notes"))
    size = window.gantt.row_size.font
    text = window.document.plan.tasks[id_of(window, "A")].notes
    assert wide > narrow
    assert fonts.metrics(size).horizontalAdvance(text) + 2 * widths.PAD <= wide
    window.verbs["columns.reset"].trigger()
    assert window.workspace.columns == DEFAULT
    assert window.settings.columns == {}


def test_a_click_on_a_head_makes_its_column_current_and_selects_no_cells(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "B", "duration")
    head_event(window, QEvent.Type.MouseButtonPress, head_of(window, "team").center())
    head_event(window, QEvent.Type.MouseButtonRelease, head_of(window, "team").center(), held=False)
    assert window.grid.current_column == "team"
    assert window.workspace.selected_tasks == (id_of(window, "B"),)
    keys(Qt.Key.Key_Space, held=Qt.KeyboardModifier.ControlModifier)
    block = window.grid.block()
    assert block is not None
    assert block.size == (4, 1)


def test_the_menu_of_a_head_acts_on_its_column(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(SOURCE)
    menus: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: menus.append(menu))
    rect = head_of(window, "finish")
    at = rect.center()
    viewport = window.grid.head.viewport()
    QApplication.sendEvent(
        viewport, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    )
    assert window.grid.current_column == "finish"
    offered = {action.text() for action in menus[0].actions()}
    assert {"Hide Column", "Insert Column…", "Fit to Texts", "Freeze up to Here"} <= offered
    keys(Qt.Key.Key_Menu, held=Qt.KeyboardModifier.ControlModifier)
    assert len(menus) == 2
    window.verbs["columns.hide"].trigger()
    assert "finish" not in window.workspace.columns
    window.grid.go_to_column("name")
    window.refresh()
    assert not window.verbs["columns.hide"].isEnabled()


# Columns that stay -------------------------------------------------------------------------------------------


def test_frozen_columns_stay_in_view_and_take_clicks_there(opened: Open) -> None:
    window = opened(SOURCE)
    grid = window.grid
    window.workspace.set_columns([*DEFAULT, "notes", "tags", "deadline", "constraint", "total_slack"])
    window.charts.setSizes([460, 700])
    settle()
    bar = grid.horizontalScrollBar()
    assert bar.maximum() > 100
    b = id_of(window, "B")
    name, start = grid.cell_rect(b, "name"), grid.cell_rect(b, "start")
    bar.setValue(100)
    settle()
    assert grid.cell_rect(b, "name") == name
    assert grid.cell_rect(b, "start") == start.translated(-100, 0)
    assert head_of(window, "name").left() == name.left()
    click_cell(window, "B", "name")
    assert grid.current_column == "name"
    assert bar.value() == 100, "what is in view needs no scrolling"
    keys(Qt.Key.Key_Tab)
    assert grid.current_column == "duration"
    assert grid.cell_rect(b, "duration").left() >= name.right()
    bar.setValue(bar.maximum())
    keys(Qt.Key.Key_F2)
    found = editor(window)
    assert found is not None
    assert found.x() >= name.right()
    keys(Qt.Key.Key_Escape)
    window.workspace.set_frozen("")
    bar.setValue(80)
    assert grid.cell_rect(b, "name") == name.translated(-80, 0)
    window.grid.go_to_column("duration")
    window.verbs["columns.freeze"].trigger()
    assert window.workspace.frozen == "duration"


def test_the_last_row_can_be_seen_above_the_grids_own_scroll_bar(opened: Open) -> None:
    window = opened("; ".join(f"T{number} 1d" for number in range(60)))
    window.workspace.set_columns([*DEFAULT, "notes", "tags", "deadline", "constraint", "total_slack"])
    settle()
    window.gantt.verticalScrollBar().setValue(window.gantt.verticalScrollBar().maximum())
    settle()
    last = window.grid.cell_rect("", "name")
    assert last.bottom() <= window.grid.viewport().height()


# Choosing --------------------------------------------------------------------------------------------------


def chooser_of(window: MainWindow) -> Chooser:
    found = window.findChild(Chooser)
    assert found is not None
    return found


def test_the_chooser_finds_ticks_and_orders(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "A", "start")
    window.verbs["columns.insert"].trigger()
    box = chooser_of(window)
    settle()
    QTest.keyClicks(box.search, "baseline fin")
    QTest.keyClick(box.search, Qt.Key.Key_Return)
    columns = window.workspace.columns
    assert columns[columns.index("start") - 1] == "baseline_finish"
    box.shown.setCurrentRow(columns.index("baseline_finish"))
    QTest.keyClick(box.shown, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert window.workspace.columns.index("baseline_finish") == columns.index("baseline_finish") - 1
    QTest.keyClick(box.shown, Qt.Key.Key_Delete)
    assert "baseline_finish" not in window.workspace.columns
    box.search.clear()
    top = QModelIndex()
    assert box.shown.model().moveRow(top, 0, top, 4)  # as a drop does
    settle()
    assert window.workspace.columns[3] == "wbs"
    item = next(box.all.item(row) for row in range(box.all.count()) if box.all.item(row).text() == "Notes")
    item.setCheckState(Qt.CheckState.Checked)
    assert "notes" in window.workspace.columns
    QTest.keyClicks(box.search, "zzz")
    assert box.all.item(0).text() == "No field matches. Try fewer letters."
    box.close()
    assert window.document.history == []


# Custom fields ---------------------------------------------------------------------------------------------


def test_a_custom_field_is_made_filled_and_deleted(opened: Open) -> None:
    window = opened(SOURCE)
    window.verbs["columns.fields"].trigger()
    box = window.findChild(CustomFields)
    assert box is not None
    QTest.mouseClick(box.add, Qt.MouseButton.LeftButton)
    QTest.keyClicks(box.name, "Phase")
    QTest.keyClick(box.name, Qt.Key.Key_Return)
    box.type.setFocus()
    box.type.setCurrentIndex(box.type.findData("list"))
    box.type.activated.emit(box.type.currentIndex())
    for choice in ("Alpha", "Beta"):
        QTest.keyClicks(box.choice, choice)
        QTest.keyClick(box.choice, Qt.Key.Key_Return)
    field = next(iter(window.document.plan.fields.values()))
    assert (field.name, field.type, field.choices) == ("Phase", "list", ("Alpha", "Beta"))
    column = f"field:{field.id}"
    assert window.workspace.columns[-1] == column
    assert window.grid.viewport().rect().contains(window.grid.cell_rect(id_of(window, "A"), column).center())
    type_into(window, "A", column, "be")
    a = id_of(window, "A")
    assert window.document.plan.tasks[a].fields == ((field.id, "Beta"),)
    assert window.document.history[-1] == "Phase of 'A' Beta"
    box.choices.item(1).setText("Trial")
    assert window.document.plan.tasks[a].fields == ((field.id, "Trial"),)
    QTest.mouseClick(box.remove, Qt.MouseButton.LeftButton)
    assert window.document.plan.fields == {}
    assert column not in window.workspace.columns
    assert window.notice.words.text() == "Deleted field 'Phase' with 1 value."
    window.document.undo()
    assert window.workspace.columns[-1] == column
    assert window.grid.cell_rect(a, column).isValid()
    box.close()


# What helps while typing -----------------------------------------------------------------------------------


def help_of(window: MainWindow) -> Help:
    found = window.grid.cells.editor
    assert found is not None
    assert found.help is not None
    return found.help


def test_predecessors_are_completed_by_name(opened: Open) -> None:
    window = opened('"API freeze" 3d; "Beta test" 2d; C 1d')
    click_cell(window, "C", "predecessors")
    keys("api")
    assert [offer.text for offer in help_of(window).items] == ["1"]
    keys(Qt.Key.Key_Tab)
    found = editor(window)
    assert found is not None
    assert found.text() == "1"
    keys("; be")
    keys(Qt.Key.Key_Return)
    assert found.text() == "1; 2"
    keys(Qt.Key.Key_Return)
    assert editor(window) is None
    assert {link.from_ for link in window.document.plan.links.values()} == {
        id_of(window, "API freeze"), id_of(window, "Beta test"),
    }  # fmt: skip
    assert window.document.history == ["Predecessors of 'C' 1; 2"]


def test_a_number_that_is_whole_needs_one_enter(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "C", "predecessors")
    keys("2")
    assert help_of(window).is_open
    keys(Qt.Key.Key_Return)
    assert editor(window) is None
    assert id_of(window, "B") in {link.from_ for link in window.document.plan.links_into[id_of(window, "C")]}


def test_a_list_drops_down_and_takes_what_is_lit(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["wbs", "name", "constraint", "start"])
    click_cell(window, "C", "constraint")
    keys(Qt.Key.Key_F2)
    assert len(help_of(window).items) == 8
    keys(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert editor(window) is None
    assert window.document.plan.tasks[id_of(window, "C")].constraint == "snet"
    click_cell(window, "D", "constraint")
    keys("fin")
    offering = help_of(window).offering
    item = offering.list.item(1)
    QTest.mouseClick(
        offering.list.viewport(), Qt.MouseButton.LeftButton, pos=offering.list.visualItemRect(item).center()
    )
    settle()
    assert window.document.plan.tasks[id_of(window, "D")].constraint == "fnlt"
    keys(Qt.Key.Key_F2, Qt.Key.Key_Escape)
    assert editor(window) is not None, "the first Esc puts the list away"
    keys(Qt.Key.Key_Escape)
    assert editor(window) is None


def test_an_empty_cell_of_a_list_stays_empty_by_enter(opened: Open) -> None:
    window = opened(SOURCE)
    type_into(window, "A", "team", "Core")
    click_cell(window, "B", "team")
    keys(Qt.Key.Key_F2, Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "B")].team == ""


def test_a_day_is_chosen_from_a_month(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["wbs", "name", "deadline", "start"])
    click_cell(window, "C", "deadline")
    keys(Qt.Key.Key_F2)
    keys(Qt.Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    picker = help_of(window).picker
    assert picker is not None
    assert picker.isVisible()
    assert picker.day == TODAY // 1440
    keys(Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_Return)
    assert editor(window) is None
    assert window.document.plan.tasks[id_of(window, "C")].deadline == instant(2026, 6, 12, 17)
    click_cell(window, "C", "start")
    keys(Qt.Key.Key_F2)
    keys(Qt.Key.Key_Down, held=Qt.KeyboardModifier.AltModifier)
    picker = help_of(window).picker
    assert picker is not None
    day = instant(2026, 5, 20) // 1440
    QTest.mouseClick(picker, Qt.MouseButton.LeftButton, pos=picker.day_rect(day).center().toPoint())
    settle()
    assert window.document.schedule.start(id_of(window, "C")) == instant(2026, 5, 20, 8)
    assert editor(window) is None


def test_a_yes_or_no_is_turned_by_space_and_by_a_click(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_columns(["wbs", "name", "active", "critical"])
    tasks = lambda: [task.active for task in window.document.plan.tasks.values()]  # noqa: E731
    click_cell(window, "B", "active")
    keys(Qt.Key.Key_Space)
    assert not window.document.plan.tasks[id_of(window, "B")].active
    box = flag_rect(window.grid.cell_rect(id_of(window, "B"), "active")).center()
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, pos=box)
    settle()
    assert all(tasks())
    click_cell(window, "D", "active", Qt.KeyboardModifier.ShiftModifier)
    keys(Qt.Key.Key_Space)
    assert tasks() == [True, False, False, False]
    assert window.document.history[-1] == "Active of 3 tasks No"
    click_cell(window, "A", "critical")
    keys(Qt.Key.Key_Space)
    assert window.notice.words.text() == "Critical is computed from the plan."


def test_another_plan_in_the_window_begins_at_its_first_task(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "C", "duration")
    window.show_document(Document(pocket("X 1d; Y 2d")), Origin())
    settle()
    assert QApplication.focusWidget() is window.grid
    assert window.grid.currentIndex().isValid()
    keys("7", Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "7")].duration == 480
    window.document._saved_plan = window.document.plan


def test_days_of_the_clock_are_told_as_such(opened: Open) -> None:
    window = opened("A 3ed; B 2d; C 2w; S { D 3ed }")
    model = window.grid.cell_model
    texts = [model.text(row, "duration") for row in window.workspace.rows.rows if row.kind == "task"]
    assert texts[:3] == ["3ed", "2", "10"]
    summary = window.document.schedule
    start, finish = summary.start(id_of(window, "S")), summary.finish(id_of(window, "S"))
    worked = window.workspace.worktime.worked(start, finish)
    assert float(texts[3]) == worked / 480
