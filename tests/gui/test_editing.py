"""Typed text is never lost without a word: it is taken, or it stays where it was typed, with the reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from roadmap_app.app.inspector.fields import Choice, Field
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.storage import planfile
from tests.gui.conftest import Open
from tests.gui.robot import (
    LEFT,
    NONE,
    START,
    centre,
    click_cell,
    drag,
    editor,
    id_of,
    keys,
    outline_of,
    type_into,
    wait,
)

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
DAY = 1440


def type_only(window: MainWindow, name: str, column: str, text: str) -> None:
    """Type into a cell and leave the editor open."""
    click_cell(window, name, column)
    keys(Qt.Key.Key_F2)
    field = editor(window)
    assert field is not None
    field.selectAll()
    keys(text)


def assert_refused(window: MainWindow, text: str, said: str) -> None:
    field = editor(window)
    assert field is not None
    assert field.text() == text
    assert field.hint.isVisible()
    assert said in field.hint.text()
    assert QApplication.focusWidget() is field
    keys(Qt.Key.Key_Escape)
    assert editor(window) is None


Leave = Callable[[MainWindow], object]
LEAVING: dict[str, Leave] = {
    "another cell": lambda w: click_cell(w, "A", "name"),
    "a double click": lambda w: QTest.mouseDClick(
        w.grid.viewport(), LEFT, NONE, w.grid.cell_rect(id_of(w, "A"), "name").center()
    ),
    "the chart": lambda w: QTest.mouseClick(w.gantt.viewport(), LEFT, NONE, QPoint(50, 300)),
    "a bar": lambda w: QTest.mouseClick(w.gantt.viewport(), LEFT, NONE, centre(w, "A")),
    "insert": lambda w: keys(Qt.Key.Key_Insert),
    "save": lambda w: keys(Qt.Key.Key_S, held=CTRL),
    "density": lambda w: w.verbs["view.compact"].trigger(),
    "undo": lambda w: w.verbs["edit.undo"].trigger(),
    "delete": lambda w: w.verbs["task.delete"].trigger(),
    "select all": lambda w: w.verbs["edit.select_all"].trigger(),
    "a new plan": lambda w: w.verbs["file.new"].trigger(),
    "closing": lambda w: w.close(),
}


@pytest.mark.parametrize("way", LEAVING)
def test_text_that_cannot_be_taken_stays_whatever_is_done(opened: Open, way: str) -> None:
    window = opened("A 3d; B 2d; C 1d")
    click_cell(window, "A", "name")
    window.verbs["task.longer"].trigger()
    before = window.document.plan
    type_only(window, "C", "duration", "garbage")
    LEAVING[way](window)
    settle()
    assert window.isVisible()
    assert window.document.plan is before
    assert_refused(window, "garbage", "3d, 2w, 4h")


@pytest.mark.parametrize("verb", ["task.new", "task.milestone"])
@pytest.mark.parametrize("typed", ["", "Draft"])
def test_esc_while_a_new_task_is_named_leaves_no_trace(opened: Open, verb: str, typed: str) -> None:
    window = opened("A 3d; B 2d; C 1d")
    type_into(window, "C", "duration", "4d")
    window.workspace.select([id_of(window, "B")])
    before, steps = window.document.plan, window.document.history
    window.verbs[verb].trigger()
    settle()
    if typed:
        keys(typed)
    keys(Qt.Key.Key_Escape)
    assert editor(window) is None
    assert window.document.plan == before and window.document.history == steps
    assert not window.document.can_redo
    assert window.workspace.selection == (id_of(window, "B"),) and window.grid.hasFocus()


def test_esc_in_a_task_that_was_named_keeps_it(opened: Open) -> None:
    window = opened("A 3d")
    window.verbs["task.new"].trigger()
    settle()
    keys("Dig", Qt.Key.Key_Return)
    id = id_of(window, "Dig")
    window.grid.edit_cell(id, "name")
    keys("Other", Qt.Key.Key_Escape)
    assert window.document.plan.tasks[id].name == "Dig"


@pytest.mark.parametrize("way", [way for way in LEAVING if way not in ("undo", "a new plan", "closing")])
def test_text_that_can_be_taken_is_taken_first(opened: Open, way: str) -> None:
    window = opened("A 3d; B 2d; C 1d")
    type_only(window, "C", "duration", "9d")
    LEAVING[way](window)
    settle()
    wait(lambda: not window.document.saving)
    assert "Duration of 'C' 9d" in window.document.history
    if editor(window) is not None:
        keys(Qt.Key.Key_Escape)


def test_a_save_holds_what_was_being_typed(opened: Open) -> None:
    window = opened("A 3d")
    type_only(window, "A", "name", "Dig")
    keys(Qt.Key.Key_S, held=CTRL)
    wait(lambda: not window.document.saving)
    loaded = planfile.load(str(window.document.path)).plan
    assert [task.name for task in loaded.tasks.values()] == ["Dig"]
    assert window.document.is_saved


def test_an_editor_goes_on_where_its_row_is_when_rows_change_under_it(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d")
    type_only(window, "C", "duration", "gar")
    with window.document.edit("someone else") as draft:
        draft.remove("task", id_of(window, "A"))
    settle()
    field = editor(window)
    assert field is not None
    assert field.text() == "gar"
    keys(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "4d", Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "C")].duration == 4 * 480
    assert window.document.plan.tasks[id_of(window, "B")].duration == 2 * 480


def test_a_drawn_task_and_its_name_are_one_step(opened: Open) -> None:
    window = opened("A 3d")
    before = window.document.plan
    row = window.gantt.row_top(window.workspace.rows.index("") or 0) + 10
    drag(window, QPoint(150, row), QPoint(250, row))
    field = editor(window)
    assert field is not None
    keys("Dig", Qt.Key.Key_Return)
    assert outline_of(window) == ["A", "Dig"]
    assert window.document.history == ["Add 'Dig'"]
    window.verbs["edit.undo"].trigger()
    assert window.document.plan == before


def test_an_inserted_task_and_its_name_are_one_step_and_a_later_name_another(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "A", "name")
    keys(Qt.Key.Key_Insert)
    keys("Dig", Qt.Key.Key_Return)
    assert window.document.history == ["Add 'Dig'"]
    click_cell(window, "Dig", "name")
    keys(Qt.Key.Key_F2, "Pour", Qt.Key.Key_Return)
    assert window.document.history == ["Add 'Dig'", "Rename 'Dig' to 'Pour'"]


def test_deleting_goes_on_with_the_next_row_and_undo_selects_again(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d; D 4d")
    click_cell(window, "B", "wbs")
    keys(Qt.Key.Key_Down, held=SHIFT)
    keys(Qt.Key.Key_Delete)
    assert outline_of(window) == ["A", "D"]
    assert window.workspace.selection == (id_of(window, "D"),)
    assert window.workspace.current == id_of(window, "D")
    index = window.grid.currentIndex()
    assert window.grid.model().row(index).id == id_of(window, "D")
    keys(Qt.Key.Key_Z, held=CTRL)
    assert window.workspace.selection == (id_of(window, "B"), id_of(window, "C"))
    click_cell(window, "C", "wbs")
    keys(Qt.Key.Key_Delete)
    assert window.workspace.selection == (id_of(window, "D"),)
    keys(Qt.Key.Key_Delete)
    assert window.workspace.selection == (id_of(window, "B"),), "the last one is followed by the one above"


def test_indenting_below_a_folded_summary_unfolds_it(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    window.workspace.set_collapsed(id_of(window, "S"), True)
    click_cell(window, "C", "name")
    keys(Qt.Key.Key_Right, held=ALT | SHIFT)
    assert outline_of(window) == ["S", "  A", "  B", "  C"]
    assert window.workspace.selection == (id_of(window, "C"),)
    assert not window.grid.cell_rect(id_of(window, "C"), "name").isEmpty()


def test_folding_selects_what_hides_the_selected_row(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }; C 1d")
    click_cell(window, "B", "name")
    window.workspace.set_collapsed(id_of(window, "S"), True)
    assert window.workspace.selection == (id_of(window, "S"),)


def test_the_first_row_of_an_empty_plan_is_open_to_be_typed_into(fresh: MainWindow) -> None:
    field = editor(fresh)
    assert field is not None
    assert QApplication.focusWidget() is field
    assert field.placeholderText() == "Type a task name"
    keys("Dig", Qt.Key.Key_Return)
    assert outline_of(fresh) == ["Dig"]
    keys("Pour", Qt.Key.Key_Return)
    assert outline_of(fresh) == ["Dig", "Pour"]


# The inspector ---------------------------------------------------------------------------------------


def field_of(window: MainWindow, column: str) -> Field:
    found = window.inspector.area.widget().findChild(QLineEdit, f"field-{column}")
    assert isinstance(found, Field)
    return found


def type_field(window: MainWindow, column: str, text: str) -> None:
    field = field_of(window, column)
    QTest.mouseClick(field, LEFT)
    field.setFocus()
    field.selectAll()
    keys(text)


def test_an_inspector_field_that_cannot_be_taken_says_so_when_another_task_is_selected(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    type_field(window, "finish", "garbage")
    click_cell(window, "B", "name")
    assert "Finish of 'A' is as it was: 'garbage' is not a date" in window.notice.words.text()
    assert window.document.history == []


def test_an_inspector_field_that_can_be_taken_is_when_another_task_is_selected(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    type_field(window, "duration", "5d")
    window.workspace.select([id_of(window, "B")])  # as a click in the palette does: the field keeps the focus
    settle()
    assert window.document.plan.tasks[id_of(window, "A")].duration == 5 * 480
    assert field_of(window, "duration").text() == "2d"


def test_verbs_wait_for_an_inspector_field(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    type_field(window, "finish", "garbage")
    window.verbs["task.delete"].trigger()
    window.close()
    settle()
    assert window.isVisible()
    assert outline_of(window) == ["A", "B"]
    field = field_of(window, "finish")
    assert field.text() == "garbage"
    assert "is not a date" in field.accessibleDescription()
    keys(Qt.Key.Key_Escape)
    type_field(window, "duration", "4d")
    keys(Qt.Key.Key_S, held=CTRL)
    wait(lambda: not window.document.saving)
    assert window.document.history == ["Duration of 'A' 4d"]
    assert window.document.is_saved


def test_text_in_a_field_survives_an_edit_elsewhere(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    click_cell(window, "A", "name")
    type_field(window, "deadline", "12 m")
    with window.document.edit("someone else") as draft:
        draft.change(draft.tasks[id_of(window, "B")], name="Bee")
    settle()
    assert field_of(window, "deadline").text() == "12 m"
    keys("ay", Qt.Key.Key_Return)
    assert window.document.plan.tasks[id_of(window, "A")].deadline == START + 8 * DAY + 9 * 60


def test_the_name_is_edited_in_the_inspector_and_typing_it_twice_is_one_step(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "A", "name")
    for name in ("Dig", "Dig deep"):
        type_field(window, "name", name)
        keys(Qt.Key.Key_Return)
    assert outline_of(window) == ["Dig deep"]
    assert window.document.history == ["Rename 'A' to 'Dig deep'"]


def test_an_unknown_owner_makes_a_team_in_the_same_step(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "A", "team")
    keys("zzz", Qt.Key.Key_Return)
    assert [team.name for team in window.document.plan.resources.values()] == ["zzz"]
    assert window.document.history == ["New team 'zzz', owner of 'A'"]
    window.verbs["edit.undo"].trigger()
    assert not window.document.plan.resources


def test_the_inspector_offers_a_new_team(opened: Open) -> None:
    window = opened("A 3d")
    click_cell(window, "A", "name")
    box = window.inspector.area.widget().findChild(QComboBox, "field-team")
    assert isinstance(box, Choice)
    box.setFocus()
    keys(Qt.Key.Key_End)
    assert box.currentText() == ""
    keys("Ops", Qt.Key.Key_Return)
    assert window.document.history == ["New team 'Ops', owner of 'A'"]
    box = window.inspector.area.widget().findChild(QComboBox, "field-team")
    assert box.currentText() == "Ops"
    assert [box.itemText(n) for n in range(box.count())] == ["None", "Ops", "New team…"]


def test_a_task_that_its_link_holds_says_so_when_it_is_moved_earlier(opened: Open) -> None:
    window = opened("Norm 3d; Succ 2d after Norm")
    click_cell(window, "Succ", "wbs")
    window.verbs["task.earlier"].trigger()
    assert window.document.history == []
    assert window.notice.words.text() == "'Succ' waits for 'Norm' (finish-to-start); it cannot start earlier."


def test_longer_takes_the_tasks_of_a_selection_and_tells_of_its_summaries(opened: Open) -> None:
    window = opened("S { A 3d; B 2d }")
    window.workspace.select([id_of(window, "S"), id_of(window, "A")])
    window.verbs["task.longer"].trigger()
    assert window.document.plan.tasks[id_of(window, "A")].duration == 4 * 480
    assert window.notice.words.text() == "1 summary was left: a duration there comes from the tasks below."
