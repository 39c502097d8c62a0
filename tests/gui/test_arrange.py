"""Filter, sort and group in the window: by the line above the charts, by the heads' verbs, and what follows edits."""

from __future__ import annotations

from random import Random

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidgetItem, QMenu

from roadmap_app.app.arranging.values import Values
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Resource
from roadmap_app.scene.arranged import PLAIN, Arrangement
from tests.examples import tries
from tests.gui.conftest import Open
from tests.gui.robot import (
    TODAY,
    centre,
    click_cell,
    drag,
    drag_by_days,
    drag_cells,
    id_of,
    move,
    press,
    release,
    type_into,
)
from tests.pocket import id_of as pocket_id
from tests.pocket import plan as pocket

TEXT = "Alpha { Cut 3d; Bolt 1d 100%; Arm 2d after Cut }; Beta { Dig 4d; Eat 2d }; Fin 0d after Arm"
RED, BLUE = stable_id(1), stable_id(2)


def teams() -> Plan:
    red, blue = (Resource(id=id, name=name, type="team") for id, name in ((RED, "Red"), (BLUE, "Blue")))
    base = pocket(TEXT, red, blue)
    draft = Draft(base)
    for name, team in {"Cut": RED, "Arm": RED, "Bolt": BLUE, "Dig": BLUE}.items():
        draft.change(base.tasks[pocket_id(base, name)], team=team)
    return draft.plan


def shown(window: MainWindow) -> list[str]:
    """Names of the rows, dimmed ones in brackets, heads of groups with a colon."""
    tasks, found = window.document.plan.tasks, []
    for row in window.workspace.rows.rows:
        if row.kind == "group":
            found.append(f"{row.words}:")
        elif row.kind == "task":
            found.append(f"({tasks[row.id].name})" if row.dimmed else tasks[row.id].name)
    return found


def verb(window: MainWindow, id: str) -> None:
    assert window.verbs[id].isEnabled(), window.verbs[id].toolTip()
    window.verbs[id].trigger()
    settle()


def filter_by(window: MainWindow, text: str) -> None:
    window.grid.setFocus()
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settle()
    field = window.filter_line.field
    assert field.hasFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    settle()


def sort_by(window: MainWindow, column: str, verb_id: str = "arrange.sort_up") -> None:
    window.grid.go_to_column(column)
    settle()
    verb(window, verb_id)


# Filtering ------------------------------------------------------------------------------------------------


def test_the_filter_line_filters_while_it_is_typed_into(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "team:red -done")
    assert shown(window) == ["(Alpha)", "Cut", "Arm"]
    assert window.filter_line.words.text() == "2 of 8 rows"
    assert window.status.arranged.text().startswith("Filtered")
    assert window.gantt.bar_rect(id_of(window, "Dig")) is None
    QTest.keyClick(window.filter_line.field, Qt.Key.Key_Return)
    assert window.grid.hasFocus() and window.filter_line.isVisible()
    QTest.mouseClick(window.status.arranged, Qt.MouseButton.LeftButton)
    settle()
    assert window.workspace.arrangement == PLAIN
    assert not window.filter_line.isVisible() and not window.status.arranged.isVisible()
    assert not window.document.history  # a way of looking is no edit


def test_what_cannot_be_read_is_told_and_the_rows_stay(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "done")
    before = shown(window)
    QTest.keyClicks(window.filter_line.field, " temm:x")
    settle()
    assert shown(window) == before == ["(Alpha)", "Bolt"]
    assert "Is it team?" in window.filter_line.words.accessibleName()
    assert window.filter_line.field.property("invalid")
    QTest.keyClick(window.filter_line.field, Qt.Key.Key_Escape)  # all again
    settle()
    assert not window.filter_line.isVisible()
    assert len(shown(window)) == 8


def test_words_are_offered_and_taken_with_tab(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "te")
    assert window.filter_line.offers[0].text == "team:"
    QTest.keyClick(window.filter_line.field, Qt.Key.Key_Tab)
    assert [offer.text for offer in window.filter_line.offers] == ["Blue", "Red", "none"]
    QTest.keyClick(window.filter_line.field, Qt.Key.Key_Down)
    QTest.keyClick(window.filter_line.field, Qt.Key.Key_Return)
    settle()
    assert window.filter_line.field.text() == "team:Blue "
    assert shown(window) == ["(Alpha)", "Bolt", "(Beta)", "Dig"]


def test_a_filter_opens_what_hides_and_folds_it_again(opened: Open) -> None:
    window = opened(teams())
    window.workspace.set_collapsed(id_of(window, "Alpha"), True)
    filter_by(window, "arm")
    assert shown(window) == ["(Alpha)", "Arm"]
    verb(window, "arrange.unfilter")
    assert shown(window) == ["Alpha", "Beta", "Dig", "Eat", "Fin"]


def test_a_filter_that_finds_nothing_says_so_with_a_way_out(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "zebra")
    assert shown(window) == [] and window.workspace.rows.rows[-1].kind == "placeholder"
    assert window.nothing.isVisible()
    QTest.mouseClick(window.nothing.button, Qt.MouseButton.LeftButton)
    settle()
    assert len(shown(window)) == 8 and not window.nothing.isVisible()


def test_what_is_edited_or_made_stays_until_the_filter_is_applied_again(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "team:red")
    type_into(window, "Cut", "team", "Blue")
    assert shown(window) == ["(Alpha)", "Cut", "Arm"]
    type_into(window, "", "name", "Brand new")
    assert "Brand new" in shown(window)
    verb(window, "arrange.again")
    assert shown(window) == ["(Alpha)", "Arm"]
    window.document.undo()
    window.document.undo()
    verb(window, "arrange.again")
    assert shown(window) == ["(Alpha)", "Cut", "Arm"]


def test_values_of_a_column_are_ticked(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "-summary")
    window.grid.go_to_column("team")
    verb(window, "arrange.filter_values")
    box = window.findChild(Values)
    assert [box.list.item(row).text() for row in range(3)] == ["Blue  (2)", "Red  (2)", "No team  (2)"]
    item: QListWidgetItem = box.list.item(1)
    item.setCheckState(Qt.CheckState.Unchecked)
    settle()
    assert window.workspace.arrangement.filter == "-summary team=Blue,none"
    assert window.filter_line.field.text() == "-summary team=Blue,none"
    assert shown(window) == ["(Alpha)", "Bolt", "(Beta)", "Dig", "Eat", "Fin"]
    box.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    box.list.item(2).setCheckState(Qt.CheckState.Unchecked)  # the last one: it has to stay
    assert window.workspace.arrangement.filter == "-summary team=none"
    assert "at least one value" in box.words.text()
    QTest.mouseClick(box.all_button, Qt.MouseButton.LeftButton)
    assert window.workspace.arrangement.filter == "-summary"
    QTest.keyClicks(box.search, "re")
    QTest.keyClick(box.search, Qt.Key.Key_Return)
    settle()
    assert window.workspace.arrangement.filter == "-summary team=Red"


# Sorting ----------------------------------------------------------------------------------------------------


def test_rows_are_sorted_and_the_order_can_be_kept(opened: Open) -> None:
    window = opened(teams())
    sort_by(window, "duration", "arrange.sort_down")
    assert shown(window) == ["Alpha", "Cut", "Arm", "Bolt", "Beta", "Dig", "Eat", "Fin"]
    assert window.verbs["arrange.sort_down"].isChecked() and not window.document.history
    verb(window, "arrange.keep_order")
    assert window.document.history == ["Keep the order by Duration"]
    assert window.workspace.arrangement == PLAIN
    assert shown(window)[:4] == ["Alpha", "Cut", "Arm", "Bolt"]
    window.document.undo()
    assert shown(window)[:4] == ["Alpha", "Cut", "Bolt", "Arm"]


def test_rows_are_sorted_by_one_column_then_the_next(opened: Open) -> None:
    window = opened(teams())
    sort_by(window, "team")
    sort_by(window, "name", "arrange.also_down")
    assert window.workspace.arrangement.sort == (("team", False), ("name", True))
    assert shown(window) == ["Fin", "Beta", "Dig", "Eat", "Alpha", "Bolt", "Cut", "Arm"]
    verb(window, "arrange.unsort")
    assert shown(window)[0] == "Alpha"


def test_a_sorted_outline_is_not_moved_about_in(opened: Open) -> None:
    window = opened(teams())
    sort_by(window, "name")
    click_cell(window, "Bolt", "name")
    for id in ("task.indent", "task.move_up"):
        assert "sorted by Name" in window.verbs[id].toolTip()
        assert not window.verbs[id].isEnabled()
    drag_by_days(window, "Cut", "body", 5)  # its row stays under the hand
    assert shown(window)[1:4] == ["Arm", "Bolt", "Cut"]


def test_move_up_passes_what_the_filter_hides(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "team:red")
    click_cell(window, "Arm", "name")
    verb(window, "task.move_up")
    assert shown(window) == ["(Alpha)", "Arm", "Cut"]
    verb(window, "task.move_down")
    assert shown(window) == ["(Alpha)", "Cut", "Arm"]


# Groups -----------------------------------------------------------------------------------------------------


def test_rows_are_grouped_with_figures_and_fold(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_team")
    assert shown(window) == ["Blue:", "Bolt", "Dig", "Red:", "Cut", "Arm", "No team:", "Eat", "Fin"]
    head = next(row for row in window.workspace.rows.rows if row.words == "Red")
    text = window.grid.cell_model.text
    assert [text(head, c) for c in ("name", "duration", "start", "finish", "percent")] == [
        "Red (2)", "5", "4 May", "8 May", "0",
    ]  # fmt: skip
    band = next(band for band in window.gantt.shown_frame().bands if band.words == "Red")
    cut, arm = window.gantt.bar_of(id_of(window, "Cut")), window.gantt.bar_of(id_of(window, "Arm"))
    assert cut is not None and arm is not None and band.span == (cut.x0, arm.x1)
    window.workspace.select([head.id])
    QTest.keyClick(window.grid, Qt.Key.Key_Space)
    assert shown(window) == ["Blue:", "Bolt", "Dig", "Red:", "No team:", "Eat", "Fin"]
    assert text(head, "name") == "Red (2)"


def test_an_edit_moves_a_row_to_its_group(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_team")
    type_into(window, "Eat", "team", "Red")
    assert shown(window) == ["Blue:", "Bolt", "Dig", "Red:", "Cut", "Arm", "Eat", "No team:", "Fin"]
    window.document.undo()
    assert shown(window) == ["Blue:", "Bolt", "Dig", "Red:", "Cut", "Arm", "No team:", "Eat", "Fin"]


# What is remembered -----------------------------------------------------------------------------------------


def test_an_arrangement_is_remembered_with_its_plan(opened: Open) -> None:
    window = opened(teams())
    window.workspace.set_collapsed(id_of(window, "Beta"), True)
    filter_by(window, "-done")
    sort_by(window, "name")
    path, wanted = window.document.path, Arrangement("-done", (("name", False),))
    window.close()
    settle()
    again = open_window(path, today=TODAY)
    again.show()
    settle()
    assert again.workspace.arrangement == wanted
    assert again.filter_line.isVisible() and again.filter_line.field.text() == "-done"
    verb(again, "arrange.plain")
    assert id_of(again, "Beta") in again.workspace.collapsed
    again.close()
    settle()


def test_the_figures_of_a_selection_are_told(opened: Open) -> None:
    window = opened(teams())
    window.workspace.select([id_of(window, name) for name in ("Cut", "Dig")])
    settle()
    assert window.status.dates.text() == "Mon 4 May – Thu 7 May    7 working days in all · 0 % done"


@pytest.mark.parametrize("filter", ["late", "team:none"])
def test_a_task_that_is_looked_for_is_shown_although_it_is_filtered(opened: Open, filter: str) -> None:
    window = opened(teams())
    filter_by(window, filter)
    window.workspace.reveal(id_of(window, "Dig"))
    assert "Dig" in shown(window)


# Between groups ---------------------------------------------------------------------------------------------


def team_of(window: MainWindow, name: str) -> str:
    plan = window.document.plan
    team = plan.resources.get(plan.tasks[id_of(window, name)].team)
    return team.name if team else ""


def number(window: MainWindow, id: str) -> QPoint:
    return window.grid.cell_rect(id, "wbs").center()


def test_a_row_is_dragged_to_another_group(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_team")
    start, end = number(window, id_of(window, "Cut")), number(window, id_of(window, "Bolt"))
    drag_cells(window, start, start - QPoint(0, 8), end)
    assert team_of(window, "Cut") == "Blue"
    assert window.document.history == ["Move 'Cut' to Blue"]
    assert shown(window)[:4] == ["Blue:", "Cut", "Bolt", "Dig"]
    window.document.undo()
    assert team_of(window, "Cut") == "Red"


def test_a_row_is_not_dragged_to_a_status_and_not_about_in_a_sort(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_status")
    before = window.document.plan
    start, end = number(window, id_of(window, "Cut")), number(window, id_of(window, "Bolt"))
    drag_cells(window, start, start + QPoint(0, 8), end)
    assert window.document.plan is before and "follows from its progress" in window.notice.words.text()
    verb(window, "arrange.plain")
    sort_by(window, "name")
    start, end = number(window, id_of(window, "Cut")), number(window, id_of(window, "Arm"))
    drag_cells(window, start, start - QPoint(0, 8), end)
    assert window.document.plan is before and "Keep This Order" in window.notice.words.text()


def test_a_bar_is_dragged_to_another_group_and_along_the_time(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_team")
    start = centre(window, "Dig")
    end = QPoint(start.x() + 48, centre(window, "Cut").y())
    press(window, start)
    move(window, start + QPoint(3, 0), start + QPoint(8, 0), end)
    gesture = window.gantt.gesture
    assert gesture is not None
    said = gesture.tooltip()
    assert said is not None and said.rows[0][:2] == ("Owner", "Red")
    window.gantt.viewport().repaint()
    release(window, end)
    assert team_of(window, "Dig") == "Red"
    assert window.document.history == ["Move 'Dig' to Red +2 d"]
    assert shown(window) == ["Blue:", "Bolt", "Red:", "Cut", "Arm", "Dig", "No team:", "Eat", "Fin"]
    window.document.undo()
    assert team_of(window, "Dig") == "Blue"


def test_a_bar_is_not_dragged_to_another_status(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_status")
    before = window.document.plan
    drag(window, centre(window, "Cut"), centre(window, "Bolt"))
    assert window.document.plan is before
    assert "follows from its progress" in window.notice.words.text()


def test_a_new_task_stays_in_the_group_where_it_was_made(opened: Open) -> None:
    window = opened(teams())
    verb(window, "arrange.group_team")
    click_cell(window, "Dig", "name")
    verb(window, "task.new")
    assert shown(window)[:5] == ["Blue:", "Bolt", "Dig", "New task", "Red:"]


# Named views ------------------------------------------------------------------------------------------------


def views_of(window: MainWindow) -> list[str]:
    """What View > Views lists, the one that is shown with a tick."""
    menu = next(menu for menu in window.menus["View"].findChildren(QMenu) if menu.title() == "Views")
    menu.aboutToShow.emit()
    return [f"{'✓' if entry.isChecked() else ''}{entry.text()}" for entry in menu.actions() if entry.property("view")]


def test_views_are_saved_by_name_shown_and_deleted(opened: Open) -> None:
    window = opened(teams())
    filter_by(window, "team:red")
    sort_by(window, "name")
    verb(window, "views.save")
    QTest.keyClick(window.view_line.field, Qt.Key.Key_Return)  # without a name
    assert "Type a name" in window.view_line.words.accessibleName() and window.view_line.isVisible()
    QTest.keyClicks(window.view_line.field, "Red work")
    QTest.keyClick(window.view_line.field, Qt.Key.Key_Return)
    settle()
    assert window.document.history == ["Save the view 'Red work'"]
    assert views_of(window) == ["✓Red work"] and not window.view_line.isVisible()
    verb(window, "arrange.plain")
    assert views_of(window) == ["Red work"] and not window.verbs["views.delete"].isEnabled()
    menu = next(menu for menu in window.menus["View"].findChildren(QMenu) if menu.title() == "Views")
    next(entry for entry in menu.actions() if entry.text() == "Red work").trigger()
    settle()
    assert window.workspace.arrangement == Arrangement("team:red", (("name", False),))
    assert shown(window) == ["(Alpha)", "Arm", "Cut"]
    verb(window, "views.delete")
    assert views_of(window) == [] and window.document.history[-1] == "Delete the view 'Red work'"
    window.document.undo()
    assert views_of(window) == ["✓Red work"]
    sort_by(window, "name", "arrange.sort_down")
    verb(window, "views.save")
    QTest.keyClicks(window.view_line.field, "red WORK")
    assert "will be changed" in window.view_line.words.text()
    QTest.keyClick(window.view_line.field, Qt.Key.Key_Return)
    settle()
    assert window.document.history[-1] == "Change the view 'red WORK'"
    assert views_of(window) == ["✓red WORK"]


# Whatever is done -------------------------------------------------------------------------------------------

STEPS = (
    "task.new", "task.delete_rows", "task.indent", "task.outdent", "task.move_up", "task.move_down", "edit.undo",
    "edit.redo", "arrange.again", "arrange.plain", "arrange.unfilter", "arrange.unsort", "arrange.sort_up",
    "arrange.keep_order", "arrange.group_team", "arrange.group_finish", "arrange.group_tags", "arrange.ungroup",
    "view.collapse_all", "view.expand_all", "edit.find_next", "task.later", "edit.copy", "edit.paste",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(tries(3)))
def test_random_hands_leave_rows_that_are_true(opened: Open, seed: int) -> None:
    rng, window = Random(seed), opened(teams())
    workspace = window.workspace
    window.find_bar.open_line()
    window.find_bar.field.setText("a")
    for _ in range(60):
        rows = [row.id for row in workspace.rows.rows]
        assert len(rows) == len(set(rows))
        tasks = window.document.plan.tasks
        assert all(row.id in tasks for row in workspace.rows.rows if row.kind == "task")
        assert set(workspace.selection) <= set(rows) and rows[-1] == ""
        match rng.randrange(4):
            case 0:
                workspace.select(rng.sample(rows, min(len(rows), rng.randrange(1, 4))))
            case 1:
                filter = rng.choice(["", "late", "team:red", "-done", "a | b", "zebra", "leaf finish>=2026-05-06"])
                workspace.set_arrangement(workspace.arrangement.but(filter=filter))
            case 2:
                window.grid.go_to_column(rng.choice(workspace.columns))
                settle()
            case 3:
                chosen = window.verbs[rng.choice(STEPS)]
                if chosen.isEnabled():
                    chosen.trigger()
                    settle()
                    if window.grid.cells.editor is not None:
                        QTest.keyClick(window.grid.cells.editor, Qt.Key.Key_Escape)
    window.grid.repaint()
    window.gantt.viewport().repaint()
