"""Typing in the grid: like a spreadsheet, with refusals that keep the editor open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from tests.gui.conftest import Open
from tests.gui.robot import START, editor, id_of, type_into

DAY = 1440


def test_a_plan_is_typed_from_nothing_with_the_keyboard_alone(fresh: MainWindow) -> None:
    window = fresh
    window.grid.setFocus()
    window.grid.setCurrentIndex(window.grid.model().index(0, 1))
    for name in ("Dig", "Pour", "Build"):
        QTest.keyClicks(window.grid, name[0])
        field = editor(window)
        assert field is not None
        QTest.keyClicks(field, name[1:])
        QTest.keyClick(field, Qt.Key.Key_Return)
        settle()
    assert [window.document.plan.tasks[id].name for id in window.document.plan.outline.order] == [
        "Dig",
        "Pour",
        "Build",
    ]
    window.workspace.select([id_of(window, name) for name in ("Dig", "Pour", "Build")])
    window.verbs["task.link"].trigger()
    assert len(window.document.plan.links) == 2
    assert not window.start_panel.isVisible()


@pytest.mark.parametrize(
    ("column", "typed", "member", "value"),
    [
        ("duration", "2w", "duration", 10 * 480),
        ("duration", "3ed", "duration", 3 * DAY),
        ("duration", "0", "duration", 0),
        ("name", "  Dig   deep ", "name", "Dig deep"),
        ("percent", "40 %", "percent", 40),
    ],
)
def test_cells_take_what_is_typed(opened: Open, column: str, typed: str, member: str, value: object) -> None:
    window = opened("A 3d; B 2d")
    task = id_of(window, "A")
    type_into(window, "A", column, typed)
    assert getattr(window.document.plan.tasks[task], member) == value
    assert editor(window) is None
    assert len(window.document.history) == 1


def test_a_typed_start_is_a_visible_constraint(opened: Open) -> None:
    window = opened("A 3d")
    type_into(window, "A", "start", "11 may 2026")
    assert window.document.schedule.start(id_of(window, "A")) == START + 7 * DAY
    assert window.document.plan.tasks[id_of(window, "A")].constraint == "snet"


def test_predecessors_are_typed_as_people_write_them(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d")
    type_into(window, "C", "predecessors", "1FS+2d; 'B' SS")
    found = {(link.from_, link.type, link.lag) for link in window.document.plan.links.values()}
    assert found == {(id_of(window, "A"), "FS", 960), (id_of(window, "B"), "SS", 0)}
    type_into(window, "C", "predecessors", "2")
    assert [(link.from_, link.type) for link in window.document.plan.links.values()] == [(id_of(window, "B"), "FS")]


@pytest.mark.parametrize(
    ("column", "typed", "said"),
    [
        ("duration", "-3x", "3d, 2w, 4h"),
        ("start", "31 nov", "Nov 2026 has 30 days"),
        ("start", "someday", "4 May"),
        ("predecessors", "99", "No task is called '99'"),
        ("predecessors", "2", "Would make a loop: A → B → A"),
        ("percent", "140", "0 to 100"),
    ],
)
def test_what_cannot_be_keeps_the_editor_open_and_says_what_would_be_right(
    opened: Open, column: str, typed: str, said: str
) -> None:
    window = opened("A 3d; B 2d after A")
    before = window.document.plan
    type_into(window, "A", column, typed)
    field = editor(window)
    assert field is not None
    assert field.text() == typed
    assert said in field.hint.text()
    assert window.document.plan is before
    QTest.keyClick(field, Qt.Key.Key_Escape)
    settle()
    assert editor(window) is None
    assert window.document.plan is before


def test_tab_goes_right_and_enter_down(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    type_into(window, "A", "name", "Alpha", Qt.Key.Key_Tab)
    assert window.grid.currentIndex().column() == 2
    type_into(window, "Alpha", "duration", "4d", Qt.Key.Key_Return)
    assert window.grid.model().row(window.grid.currentIndex()).id == id_of(window, "B")


def test_copied_cells_come_back_as_rows(opened: Open) -> None:
    window = opened("S { A 3d; B 2d after A }; C 1d")
    window.workspace.select([id_of(window, "S"), id_of(window, "A"), id_of(window, "B")])
    window.verbs["edit.copy"].trigger()
    text = QApplication.clipboard().text()
    assert "  A\t3d" in text
    QApplication.clipboard().setText("Dig\t3d\nPour\t1w\n  Wait\t2d")
    window.grid.setCurrentIndex(window.grid.model().index(window.grid.model().rowCount() - 1, 1))
    window.verbs["edit.paste"].trigger()
    plan = window.document.plan
    pour = id_of(window, "Pour")
    assert plan.tasks[id_of(window, "Dig")].duration == 3 * 480
    assert plan.tasks[id_of(window, "Wait")].parent == pour
    assert plan.tasks[id_of(window, "Wait")].duration == 2 * 480
    assert window.document.history == ["Paste 3 rows"]


def test_a_cell_that_cannot_be_pasted_names_itself_and_the_others_are_taken(opened: Open) -> None:
    window = opened("A 3d")
    QApplication.clipboard().setText("Dig\t3d\nPour\tlong")
    window.grid.setCurrentIndex(window.grid.model().index(window.grid.model().rowCount() - 1, 1))
    window.verbs["edit.paste"].trigger()
    assert [task.name for task in window.document.plan.tasks.values()] == ["A", "Dig", "Pour"]
    assert "Row 2, Duration: 'long' is not a duration" in window.notice.words.text()
    window.verbs["edit.undo"].trigger()
    assert len(window.document.plan.tasks) == 1


def test_rows_and_bars_share_their_places(opened: Open) -> None:
    window = opened("; ".join(f"T{n} 1d" for n in range(60)))
    window.gantt.verticalScrollBar().setValue(333)
    settle()
    for name in ("T15", "T30"):
        cell = window.grid.cell_rect(id_of(window, name), "name")
        bar = window.gantt.bar_rect(id_of(window, name), "body")
        assert bar is not None
        assert cell.top() < bar.top() < bar.bottom() < cell.bottom()


def test_outline_keys_indent_outdent_and_move(opened: Open) -> None:
    window = opened("A 1d; B 1d; C 1d")
    window.workspace.select([id_of(window, "B")])
    window.verbs["task.indent"].trigger()
    assert window.document.plan.tasks[id_of(window, "B")].parent == id_of(window, "A")
    window.verbs["task.outdent"].trigger()
    window.verbs["task.move_down"].trigger()
    assert [window.document.plan.tasks[id].name for id in window.document.plan.outline.order] == ["A", "C", "B"]
    for _ in range(3):
        window.verbs["edit.undo"].trigger()
    assert [window.document.plan.tasks[id].name for id in window.document.plan.outline.order] == ["A", "B", "C"]


def test_folding_hides_rows_in_both_panes(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    window.workspace.set_collapsed(id_of(window, "S"), True)
    assert window.gantt.bar_rect(id_of(window, "A"), "body") is None
    assert window.grid.cell_rect(id_of(window, "A"), "name").isEmpty()
    assert window.document.is_saved, "folding is no edit"
