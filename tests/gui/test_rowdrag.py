"""Rows dragged by their numbers: where they land, at which level, and that Esc leaves no trace."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from roadmap_app.app.grid.rowdrag import STEP, drop_at
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.scene.rows import visible_rows
from tests.gui.conftest import Open
from tests.gui.robot import LEFT, NONE, click_cell, drag_cells, id_of, keys, move_held, outline_of
from tests.pocket import id_of as id_in
from tests.pocket import plan

SOURCE = "S { A 1d; B 1d }; C 1d; D 1d"


def grip(window: MainWindow, name: str) -> QPoint:
    return window.grid.cell_rect(id_of(window, name), "wbs").center()


def above(window: MainWindow, name: str, levels: int = 0, start: str = "D") -> QPoint:
    top = window.grid.cell_rect(id_of(window, name), "wbs").top()
    return QPoint(grip(window, start).x() + levels * STEP, top)


def test_a_row_goes_where_it_is_dropped_as_one_step(opened: Open) -> None:
    window = opened(SOURCE)
    drag_cells(window, grip(window, "D"), grip(window, "C"), above(window, "C"))
    assert outline_of(window) == ["S", "  A", "  B", "D", "C"]
    assert window.document.history == ["Move 'D' above 'C'"]
    assert window.workspace.selection == (id_of(window, "D"),)
    window.verbs["edit.undo"].trigger()
    assert outline_of(window) == ["S", "  A", "  B", "C", "D"]


def test_sideways_gives_the_level(opened: Open) -> None:
    window = opened(SOURCE)
    at = grip(window, "D")
    drag_cells(window, at, at + QPoint(6, 0), at + QPoint(STEP + 3, 0))
    assert outline_of(window)[-1] == "  D"
    assert window.document.history == ["Move 'D' into 'C'"]
    at = grip(window, "B")
    drag_cells(window, at, at + QPoint(-6, 0), at + QPoint(-STEP - 3, 0))
    assert outline_of(window) == ["S", "  A", "B", "C", "  D"]


def test_a_selection_is_dragged_as_one_and_a_branch_goes_along(opened: Open) -> None:
    window = opened(SOURCE)
    click_cell(window, "C", "wbs")
    click_cell(window, "D", "wbs", Qt.KeyboardModifier.ShiftModifier)
    drag_cells(window, grip(window, "D"), grip(window, "B"), above(window, "B"))
    assert outline_of(window) == ["S", "  A", "  C", "  D", "  B"]
    drag_cells(window, grip(window, "S"), grip(window, "A"), QPoint(grip(window, "S").x(), 400))
    assert outline_of(window) == ["S", "  A", "  C", "  D", "  B"], "a branch cannot go into itself"


def test_dropping_into_a_folded_summary_unfolds_it(opened: Open) -> None:
    window = opened(SOURCE)
    window.workspace.set_collapsed(id_of(window, "S"), True)
    drag_cells(window, grip(window, "D"), grip(window, "C"), above(window, "C", 1))
    assert outline_of(window) == ["S", "  A", "  B", "  D", "C"]
    assert not window.grid.cell_rect(id_of(window, "D"), "name").isEmpty()


def test_escape_and_a_mere_click_leave_no_trace(opened: Open) -> None:
    window = opened(SOURCE)
    before = window.document.plan
    drag_cells(window, grip(window, "D"), grip(window, "C"), above(window, "C"), drop=False)
    keys(Qt.Key.Key_Escape)
    move_held(window, above(window, "A"))
    QTest.mouseRelease(window.grid.viewport(), LEFT, NONE, above(window, "C"))
    settle()
    assert window.document.plan is before
    assert window.workspace.selection == (id_of(window, "D"),), "moving on with the button down selects nothing"
    click_cell(window, "C", "wbs")
    click_cell(window, "D", "wbs", Qt.KeyboardModifier.ShiftModifier)
    click_cell(window, "C", "wbs")
    assert window.workspace.selection == (id_of(window, "C"),)
    drag_cells(window, grip(window, "D"), grip(window, "D") + QPoint(0, 5))
    assert window.document.plan is before, "back where it was is no step"
    assert window.document.history == []


def test_a_plan_that_changes_under_a_drag_cancels_it(opened: Open) -> None:
    window = opened(SOURCE)
    for verb in ("task.delete_rows", "edit.undo"):
        start, place = grip(window, "C"), above(window, "A", start="C")
        drag_cells(window, start, start - QPoint(0, 8), place, drop=False)
        window.verbs[verb].trigger()
        after = window.document.plan
        move_held(window, place)
        QTest.mouseRelease(window.grid.viewport(), LEFT, NONE, place)
        settle()
        assert window.document.plan is after
        if verb == "task.delete_rows":
            assert outline_of(window) == ["S", "  A", "  B", "D"]
            window.verbs["edit.undo"].trigger()
            click_cell(window, "D", "wbs")
            window.verbs["task.move_up"].trigger()


def test_levels_are_those_that_the_rows_around_allow() -> None:
    made = plan("S { A 1d; T { B 1d } }; C 1d; D 1d")
    rows, tree = visible_rows(made, (), project_row=False), made.outline
    ids = {name: id_in(made, name) for name in "SATBCD"}

    def drop(gap: int, depth: int, moving: str = "D") -> tuple[str, str, int]:
        found = drop_at(rows, tree, {ids[moving]}, gap, depth)
        names = {id: name for name, id in ids.items()}
        return names.get(found.parent, ""), names.get(found.before or "", ""), found.depth

    assert drop(0, 3) == ("", "S", 0)
    assert drop(1, 0) == ("S", "A", 1)
    assert drop(4, 9) == ("B", "", 3)
    assert drop(4, 2) == ("T", "", 2)
    assert drop(4, 1) == ("S", "", 1)
    assert drop(4, -5) == ("", "C", 0)
    assert drop(5, 0) == ("", "", 0)
    assert drop(4, 0, "C") == ("", "D", 0)


def test_the_cursor_tells_that_a_number_is_dragged(opened: Open) -> None:
    window = opened(SOURCE)
    viewport = window.grid.viewport()
    QTest.mouseMove(viewport, grip(window, "C"))
    assert viewport.cursor().shape() == Qt.CursorShape.OpenHandCursor
    QTest.mouseMove(viewport, window.grid.cell_rect(id_of(window, "C"), "name").center())
    assert viewport.cursor().shape() == Qt.CursorShape.ArrowCursor
