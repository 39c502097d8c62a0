"""The windows that list things beside the plan: findings with fixes, kept dates, what would win days."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableWidget

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Plan
from tests.gui.robot import id_of
from tests.pocket import at

Open = Callable[[str | Plan], MainWindow]
DAY = 480


def listing(window: MainWindow, verb: str) -> QDialog:
    window.verbs[verb].trigger()
    settle()
    return window.findChildren(QDialog)[-1]


def table(box: QDialog) -> QTableWidget:
    found = box.findChild(QTableWidget)
    assert isinstance(found, QTableWidget)
    return found


def texts(box: QDialog, column: int) -> list[str]:
    rows = table(box)
    return [rows.item(row, column).text() for row in range(rows.rowCount())]


def press(box: QDialog, label: str) -> None:
    button = next(button for button in box.findChildren(QPushButton) if button.text() == label)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def test_a_fix_is_one_click_and_one_step_and_its_finding_goes(opened: Open) -> None:
    window = opened("A 5d; B 2d mso 2026-05-05 after A")
    box = listing(window, "schedule.problems")
    assert "1.1" not in texts(box, 0)
    row = next(n for n, words in enumerate(texts(box, 1)) if "predecessors ask for" in words)
    table(box).selectRow(row)
    settle()
    press(box, "Remove the constraint")
    assert window.document.history == ["Remove constraint of 'B'"]
    assert not any("predecessors ask for" in words for words in texts(box, 1))
    window.document.undo()
    settle()
    assert any("predecessors ask for" in words for words in texts(box, 1))
    box.close()


def test_the_same_fix_is_offered_once_for_several_findings(opened: Open) -> None:
    window = opened("A 5d deadline 2026-05-05; B 6d deadline 2026-05-06")
    box = listing(window, "schedule.problems")
    rows = [n for n, words in enumerate(texts(box, 1)) if "deadline" in words]
    table(box).setSelectionMode(QTableWidget.SelectionMode.MultiSelection)
    for row in rows:
        table(box).selectRow(row)
    settle()
    press(box, "Remove the deadline (2)")
    assert all(task.deadline is None for task in window.document.plan.tasks.values())
    box.close()


def test_a_row_shows_its_task_in_the_plan(opened: Open) -> None:
    window = opened("A 5d deadline 2026-05-05; B 1d")
    box = listing(window, "schedule.problems")
    table(box).itemActivated.emit(table(box).item(0, 0))
    assert window.workspace.selection == (id_of(window, "A"),)
    box.close()


def test_what_would_win_days_is_done_by_a_click(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; M 0d after B")
    goal = id_of(window, "M")
    window.workspace.select([goal])
    before = window.document.schedule.finish(goal)
    box = listing(window, "schedule.gains")
    row = texts(box, 0).index("Shorten 'B' by 1 d, to 1 d")
    table(box).selectRow(row)
    settle()
    press(box, "Do it")
    assert window.document.history == ["Shorten 'B' by 1 d, to 1 d (1 task shifted)"]
    assert window.document.schedule.finish(goal) < before
    box.close()


def test_where_no_change_wins_the_list_says_why(opened: Open) -> None:
    window = opened("A 2d; B 2d; M 0d after A, B")
    window.workspace.select([id_of(window, "M")])
    box = listing(window, "schedule.gains")
    assert not table(box).isVisible()
    box.close()


def test_kept_dates_are_let_go_and_kept_again(opened: Open) -> None:
    window = opened("A 2d; B 1d pinned 2026-05-11..2026-05-11 after A; C 1d pinned 2026-05-13..2026-05-13 after B")
    b = id_of(window, "B")
    box = listing(window, "schedule.differences")
    assert texts(box, 0) == ["2 B", "3 C"] or texts(box, 0) == ["3 C", "2 B"]
    table(box).selectRow(texts(box, 0).index("2 B"))
    settle()
    press(box, "Use ours")
    assert window.document.schedule.start(b) == at("2026-05-06")
    assert window.document.history == ["Use our own dates (1 task)"]
    table(box).selectRow(texts(box, 0).index("2 B"))
    settle()
    press(box, "Keep as stored")
    assert window.document.schedule.start(b) == at("2026-05-11")
    table(box).clearSelection()
    settle()
    press(box, "Use ours for all")
    assert all(task.pinned_start is None for task in window.document.plan.tasks.values())
    box.close()


def test_the_words_of_an_empty_list_stand_at_the_top(opened: Open) -> None:
    box = listing(opened("A 2d"), "schedule.differences")
    assert not table(box).isVisible()
    words = [label for label in box.findChildren(QLabel) if label.isVisible() and label.text()]
    assert max(label.geometry().bottom() for label in words) < box.height() / 2
    box.close()


def test_the_critical_path_can_lead_to_any_task(opened: Open) -> None:
    window = opened("A 3d; Gate 0d after A; B 9d; C 2d")
    a, b = id_of(window, "A"), id_of(window, "B")
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert (bars[a].critical, bars[b].critical) == (False, True)
    window.workspace.select([id_of(window, "Gate")])
    window.verbs["schedule.path"].trigger()
    settle()
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert (bars[a].critical, bars[b].critical) == (True, False)
    assert window.verbs["schedule.path"].isChecked()
    window.verbs["schedule.path"].trigger()
    settle()
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert (bars[a].critical, bars[b].critical) == (False, True)


def test_what_is_nearly_critical_stands_out_up_to_a_limit(opened: Open) -> None:
    window = opened("A 9d; B 7d; C 2d")
    b, c = id_of(window, "B"), id_of(window, "C")
    window.verbs["schedule.near_3"].trigger()
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert (bars[b].near, bars[c].near) == (True, False)
    window.verbs["schedule.near_3"].trigger()
    bars = {bar.id: bar for bar in window.gantt.shown_frame().bars}
    assert not bars[b].near


def test_links_that_have_room_are_told_from_those_that_drive(opened: Open) -> None:
    window = opened("A 3d; B 1d; C 1d after A, B")
    drives = {link.from_: link.drives for link in window.gantt.shown_frame().links}
    assert drives == {id_of(window, "A"): True, id_of(window, "B"): False}


def test_a_goal_that_is_deleted_is_no_goal_any_more(opened: Open) -> None:
    window = opened("A 3d; Gate 0d after A; B 9d")
    window.workspace.select([id_of(window, "Gate")])
    window.verbs["schedule.path"].trigger()
    window.verbs["task.delete"].trigger()
    settle()
    assert window.workspace.look.goal == ""
    assert not window.verbs["schedule.path"].isChecked()


def test_a_long_list_shows_its_first_rows_and_how_many_there_are(opened: Open) -> None:
    window = opened("; ".join(f"T{n} 5d deadline 2026-05-05" for n in range(450)))
    box = listing(window, "schedule.problems")
    assert table(box).rowCount() == 400
    assert any(label.text().startswith("The first 400 of") for label in box.findChildren(QLabel))
    box.close()
