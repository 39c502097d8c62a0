"""Dragging on the chart by real mouse events: geometry and document, never pixels."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_app.schedule import compute
from tests.gui import robot
from tests.gui.conftest import Open
from tests.gui.robot import START, centre, drag, drag_by_days, id_of, move, press, release

DAY = 1440
CHAIN = "A 3d; B 2d after A; C 1d after B; M 0d after C"


def days_from_start(minute: int) -> float:
    return (minute - START) / DAY


def test_a_bar_dragged_two_days_right_starts_two_days_later(opened: Open) -> None:
    window = opened(CHAIN)
    drag_by_days(window, "A", "body", 2)
    schedule = window.document.schedule
    assert days_from_start(schedule.start(id_of(window, "A"))) == 2
    assert window.document.plan.tasks[id_of(window, "A")].constraint == "snet"
    assert window.document.history == ["Move 'A' +2 d (3 tasks shifted)"]


def test_dragging_back_to_where_the_links_hold_it_releases_the_constraint(opened: Open) -> None:
    window = opened(CHAIN)
    drag_by_days(window, "B", "body", 4)
    assert window.document.plan.tasks[id_of(window, "B")].constraint == "snet"
    drag_by_days(window, "B", "body", -20)
    task = window.document.plan.tasks[id_of(window, "B")]
    assert (task.constraint, task.constraint_date) == ("asap", None)


def test_the_right_edge_changes_the_duration(opened: Open) -> None:
    window = opened(CHAIN)
    drag_by_days(window, "A", "finish", 1)
    assert window.document.plan.tasks[id_of(window, "A")].duration == 4 * 480
    assert window.document.history == ["Duration of 'A' +1 d (3 tasks shifted)"]


def test_the_left_edge_keeps_the_finish(opened: Open) -> None:
    window = opened("A 4d")
    finish = window.document.schedule.finish(id_of(window, "A"))
    drag_by_days(window, "A", "start", 1)
    assert window.document.schedule.finish(id_of(window, "A")) == finish
    assert window.document.plan.tasks[id_of(window, "A")].duration == 3 * 480


def test_an_edge_never_makes_a_task_vanish(opened: Open) -> None:
    window = opened("A 2d")
    drag_by_days(window, "A", "finish", -9)
    assert window.document.plan.tasks[id_of(window, "A")].duration == 480


def test_the_grip_sets_progress_and_moves_no_date(opened: Open) -> None:
    window = opened("A 4d")
    before = window.document.schedule.start(id_of(window, "A")), window.document.schedule.finish(id_of(window, "A"))
    grip = centre(window, "A", "progress")
    body = window.gantt.bar_rect(id_of(window, "A"), "body")
    assert body is not None
    drag(window, grip, QPoint(body.center().x(), grip.y()))
    assert window.document.plan.tasks[id_of(window, "A")].percent == 50
    assert before == (
        window.document.schedule.start(id_of(window, "A")), window.document.schedule.finish(id_of(window, "A")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("start", "half", "type"),
    [
        ("link_finish", "left", "FS"),
        ("link_start", "left", "SS"),
        ("link_finish", "right", "FF"),
        ("link_start", "right", "SF"),
    ],
)
def test_the_ends_give_a_link_its_type(opened: Open, start: str, half: str, type: str) -> None:
    window = opened("A 2d; B 4d snet 2026-05-08")
    body = window.gantt.bar_rect(id_of(window, "B"), "body")
    assert body is not None
    x = body.left() + body.width() // 4 if half == "left" else body.right() - body.width() // 4
    drag(window, centre(window, "A", start), QPoint(x, body.center().y()))
    links = list(window.document.plan.links.values())
    assert [(link.from_, link.to, link.type) for link in links] == [(id_of(window, "A"), id_of(window, "B"), type)]


def test_a_loop_is_refused_while_hovering_with_its_reason(opened: Open) -> None:
    window = opened(CHAIN)
    before = window.document.plan
    start, target = centre(window, "C", "link_finish"), centre(window, "A")
    press(window, start)
    move(window, start + QPoint(6, 0), target - QPoint(20, 0))
    assert window.gantt.gesture is not None
    assert "loop: A → B → C → A" in window.gantt.gesture.refusal
    release(window, target - QPoint(20, 0))
    assert window.document.plan is before
    assert window.document.history == []


def test_escape_leaves_no_trace(opened: Open) -> None:
    window = opened(CHAIN)
    before, schedule = window.document.plan, window.document.schedule
    start = centre(window, "A")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(100, 0))
    assert window.workspace.preview is not None
    assert window.workspace.schedule.start(id_of(window, "A")) > schedule.start(id_of(window, "A"))
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start + QPoint(100, 0))
    assert window.workspace.preview is None
    assert (window.document.plan, window.document.schedule) == (before, schedule)
    assert window.document.history == []


def test_a_click_without_moving_only_selects(opened: Open) -> None:
    window = opened(CHAIN)
    start = centre(window, "B")
    press(window, start)
    release(window, start)
    assert window.workspace.selection == (id_of(window, "B"),)
    assert window.document.history == []


def test_drawing_on_the_empty_row_makes_a_task_there(opened: Open) -> None:
    window = opened("A 1d")
    number = window.workspace.rows.index("")
    assert number is not None
    y = round(window.gantt.row_top(number)) + 10
    first = START + 7 * DAY
    x = round(window.gantt.x_of(first))
    drag(window, QPoint(x + 4, y), QPoint(x + (3 * 24) - 4, y))
    made = [task for task in window.document.plan.tasks.values() if task.name != "A"]
    assert len(made) == 1
    assert made[0].duration == 3 * 480
    assert window.document.schedule.start(made[0].id) == first
    assert robot.editor(window) is not None, "its name is asked for"


def test_a_selection_moves_together_as_one_step(opened: Open) -> None:
    window = opened("A 2d; B 2d; C 2d")
    window.workspace.select([id_of(window, "A"), id_of(window, "B")])
    drag_by_days(window, "A", "body", 1)
    schedule = window.document.schedule
    assert [days_from_start(schedule.start(id_of(window, name))) for name in "ABC"] == [1, 1, 0]
    assert len(window.document.history) == 1


def test_a_summary_moves_its_branch(opened: Open) -> None:
    window = opened("S { A 2d; B 1d after A }; C 1d")
    drag_by_days(window, "S", "body", 2)
    schedule = window.document.schedule
    assert [days_from_start(schedule.start(id_of(window, name))) for name in "AC"] == [2, 0]


def test_the_wheel_zooms_at_the_cursor(opened: Open) -> None:
    window = opened(CHAIN)
    at = QPoint(300, 60)
    under = window.gantt.minute_at(300)
    scale = window.workspace.axis.px_per_day
    robot.wheel(window, at, 120, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.axis.px_per_day > scale
    assert abs(window.gantt.minute_at(300) - under) < DAY


@pytest.mark.parametrize("seed", range(12))
def test_random_drags_keep_what_they_showed_and_undo_restores(opened: Open, seed: int) -> None:
    """The preview equals the commit, the schedule equals compute, undo gives the very same plan."""
    rng = random.Random(seed)
    names = "ABCDEFGH"
    text = "; ".join(
        f"{name} {rng.randint(1, 5)}d" + (f" after {rng.choice(names[:place])}" if place and rng.random() < 0.6 else "")
        for place, name in enumerate(names)
    )
    window = opened(text)
    first = window.document.plan
    for _ in range(6):
        name, part = rng.choice(names), rng.choice(["body", "body", "start", "finish", "progress"])
        rect = window.gantt.bar_rect(id_of(window, name), part)
        if rect is None:
            continue
        start = rect.center()
        end = start + QPoint(rng.randint(-120, 160), rng.randint(-3, 3))
        press(window, start)
        move(window, start + QPoint(6, 0), end)
        shown = window.workspace.preview
        before = window.document.plan
        release(window, end)
        if shown is None:
            assert window.document.plan is before
        else:
            assert window.document.plan == shown.plan
            for id in window.document.plan.tasks:
                assert window.document.schedule.start(id) == shown.schedule.start(id)
        again = compute(window.document.plan)
        for id in window.document.plan.tasks:
            assert window.document.schedule.start(id) == again.start(id)
            assert window.document.schedule.finish(id) == again.finish(id)
            assert window.document.schedule.total_slack(id) == again.total_slack(id)
    last = window.document.plan
    steps = len(window.document.history)
    for _ in range(steps):
        window.verbs["edit.undo"].trigger()
    assert window.document.plan == first
    for _ in range(steps):
        window.verbs["edit.redo"].trigger()
    assert window.document.plan == last


def test_a_task_on_the_clock_is_dragged_by_days_of_the_project(opened: Open) -> None:
    window = opened("E 3ed; B 12d")
    start = centre(window, "E")
    press(window, start)
    move(window, start + QPoint(6, 0), start + QPoint(48, 0))
    assert window.gantt.gesture is not None
    told = window.gantt.gesture.tooltip()
    assert told is not None
    assert told.subtitle == "+2 working days · still 3ed long"
    assert ("Slack", "2 d used up", "") in told.rows
    release(window, start + QPoint(48, 0))
    assert window.document.history == ["Move 'E' +2 d"]
    drag_by_days(window, "E", "finish", 1)
    assert window.document.history[1:] == ["Duration of 'E' +16eh"]  # to midnight


def test_over_a_weekend_the_clock_moves_a_task_by_no_working_day(opened: Open) -> None:
    window = opened("E 1ed snet 2026-05-09T00:00")
    drag_by_days(window, "E", "body", 1)
    assert window.document.history == ["Move 'E'"]


@pytest.mark.parametrize("scale", [24.0, 400.0])
@pytest.mark.parametrize("way", ["scroll", "zoom in", "zoom out", "fit"])
def test_the_bar_stays_under_the_pointer_while_the_paper_moves(opened: Open, scale: float, way: str) -> None:
    window = opened("A 3d; B 2d after A")
    id, axis = id_of(window, "A"), window.workspace.axis
    window.workspace.set_axis(replace(axis.at_scale(scale, 0), first=START - 100 / scale * DAY))
    rect = window.gantt.bar_rect(id, "body")
    assert rect is not None
    start = QPoint(round(window.gantt.x_of(START + DAY + 120)), rect.center().y())  # Tue 10:00
    there = start + QPoint(round(2 * scale), 0)
    press(window, start)
    move(window, start + QPoint(6, 0), there)
    if way == "scroll":
        robot.wheel(window, there, -240 if scale < 100 else -600, Qt.KeyboardModifier.ShiftModifier)
    elif way == "fit":
        window.verbs["view.fit"].trigger()
    else:
        robot.wheel(window, there, 240 if way == "zoom in" else -240, Qt.KeyboardModifier.ControlModifier)
    assert window.workspace.axis.px_per_day != scale or way == "scroll"
    shown = window.workspace.schedule
    grasped = shown.start(id) + DAY + 120  # what of the bar was under the pointer; it may have snapped to a day
    assert abs(window.gantt.x_of(grasped) - there.x()) < 0.8 * window.workspace.axis.px_per_day
    move(window, there + QPoint(1, 0), there)
    assert window.workspace.schedule.start(id) == shown.start(id)
    release(window, there)
    assert window.document.schedule.start(id) == shown.start(id)


def test_a_wheel_there_and_back_during_a_drag_changes_nothing(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    start = centre(window, "A")
    there = start + QPoint(48, 0)
    press(window, start)
    move(window, start + QPoint(6, 0), there)
    for delta in (-240, 240):
        robot.wheel(window, there, delta, Qt.KeyboardModifier.ShiftModifier)
    for delta in (480, -480):
        robot.wheel(window, there, delta, Qt.KeyboardModifier.ControlModifier)
    release(window, there)
    assert window.document.history == ["Move 'A' +2 d (1 task shifted)"]


def test_one_day_is_one_date_and_an_hour_an_hour(opened: Open) -> None:
    window = opened("A 1h; B 1d")
    start = centre(window, "A")
    press(window, start)
    move(window, start + QPoint(6, 0), start + QPoint(24, 0))
    assert window.gantt.gesture is not None
    told = window.gantt.gesture.tooltip()
    assert told is not None
    assert (told.title, told.subtitle) == ("Tue 5 May", "+1 working day · still 1 h long")
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)
    window.workspace.set_axis(window.workspace.axis.at_scale(960, window.gantt.x_of(START)))
    drag_by_days(window, "A", "body", 1 / 24)
    drag_by_days(window, "A", "finish", 1 / 24)
    assert window.document.history == ["Move 'A' +1 h", "Duration of 'A' +1 h"]


def test_a_marquee_selects_and_scrolls_nothing(opened: Open) -> None:
    window = opened("; ".join(f"T{n} 2d" for n in range(100)))
    bar = window.gantt.verticalScrollBar()
    bar.setValue(301)  # rows are cut at the top and at the bottom
    top, bottom = QPoint(700, 2), QPoint(300, window.gantt.viewport().height() - 30)
    press(window, bottom)
    move(window, bottom - QPoint(0, 6), QPoint(300, 60), QPoint(120, 60), top - QPoint(650, -20))
    assert window.workspace.selection
    assert bar.value() <= 301
    release(window, top - QPoint(650, -20))


def test_a_milestone_at_a_days_end_goes_a_day_for_a_day(opened: Open) -> None:
    window = opened(CHAIN)
    at_end = window.document.schedule.start(id_of(window, "M"))
    assert at_end % DAY == 1020, "it falls on an evening"
    drag_by_days(window, "M", "body", 2)  # from Monday evening
    assert window.document.schedule.start(id_of(window, "M")) == at_end + 2 * DAY
    assert window.document.history == ["Move 'M' +2 d"]


def test_esc_scrolls_back_what_a_drag_scrolled(opened: Open) -> None:
    window = opened(CHAIN)
    before = window.workspace.axis
    start = centre(window, "A")
    press(window, start)
    move(window, start + QPoint(6, 0), QPoint(window.gantt.viewport().width() - 3, start.y()))
    robot.wait(lambda: window.workspace.axis.first > before.first + DAY)
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)
    assert window.workspace.axis == before
    assert not window.document.history


def test_esc_gives_a_marquee_up_with_what_it_selected(opened: Open) -> None:
    window = opened(CHAIN)
    window.workspace.select([id_of(window, "C")])
    window.workspace.set_look(project_row=False)
    corner = QPoint(2, round(window.gantt.row_top(0)) + 1)
    press(window, corner)
    move(window, corner + QPoint(6, 3), centre(window, "B"))
    assert id_of(window, "A") in window.workspace.selection
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    assert window.workspace.selection == (id_of(window, "C"),)
    release(window, corner)
    assert window.workspace.selection == (id_of(window, "C"),)


def test_drawing_says_beforehand_that_the_task_will_be_pinned(opened: Open) -> None:
    window = opened(CHAIN)
    y = round(window.gantt.row_top(len(window.workspace.rows) - 1)) + 10
    start = QPoint(round(window.gantt.x_of(START + 7 * DAY)) + 2, y)
    QTest.mouseMove(window.gantt.viewport(), start)
    assert window.gantt.viewport().cursor().shape() == Qt.CursorShape.CrossCursor
    press(window, start)
    move(window, start + QPoint(6, 0), start + QPoint(40, 0))
    assert window.gantt.gesture is not None
    said = window.gantt.gesture.tooltip()
    assert said is not None
    assert said.rows == (("", "Will start no earlier than Mon 11 May", ""),)
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)


def test_a_drag_tells_which_milestone_moves_and_by_how_much(opened: Open) -> None:
    window = opened(CHAIN)
    start = centre(window, "B")
    press(window, start)
    move(window, start + QPoint(6, 0), start + QPoint(48, 0))
    assert window.gantt.gesture is not None
    said = window.gantt.gesture.tooltip()
    assert said is not None
    assert said.rows[:2] == (
        ("Also moves", "1 task, 1 milestone", ""),
        ("M", "+2 d, Mon 11 May to Wed 13 May", "strong"),
    )
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)


@pytest.mark.parametrize("other", [Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton])
def test_another_button_does_nothing_to_a_drag(opened: Open, other: Qt.MouseButton) -> None:
    window = opened(CHAIN)
    viewport, at = window.gantt.viewport(), centre(window, "A")
    there = at + QPoint(48, 0)
    press(window, at)
    move(window, at + QPoint(6, 0), there)
    gesture = window.gantt.gesture
    QTest.mousePress(viewport, other, robot.NONE, there)
    QTest.mouseRelease(viewport, other, robot.NONE, there)
    assert window.gantt.gesture is gesture
    assert window.document.history == []
    release(window, there)
    assert window.document.history == ["Move 'A' +2 d (3 tasks shifted)"]


def test_a_drag_ends_where_its_button_was_let_go_unseen(opened: Open) -> None:
    window = opened(CHAIN)
    viewport, at = window.gantt.viewport(), centre(window, "A")
    press(window, at)
    move(window, at + QPoint(6, 0), at + QPoint(48, 0))
    place = QPointF(at)
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, QPointF(viewport.mapToGlobal(at)), Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton, robot.NONE,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)
    assert window.gantt.gesture is None
    assert window.workspace.preview is None
    QTest.mouseRelease(viewport, robot.LEFT, robot.NONE, at)
    assert window.document.history == []


def test_a_space_bar_let_go_elsewhere_pans_no_more(opened: Open) -> None:
    window = opened(CHAIN)
    window.gantt.setFocus()
    QTest.keyPress(window.gantt, Qt.Key.Key_Space)
    window.grid.setFocus()
    QTest.keyRelease(window.grid, Qt.Key.Key_Space)
    drag_by_days(window, "A", "body", 2)
    assert window.document.history == ["Move 'A' +2 d (3 tasks shifted)"]


def test_what_has_started_stays_behind_in_a_drag_and_that_is_said(opened: Open) -> None:
    window = opened("A 3d actual 2026-05-04; B 2d; C 4d")
    window.workspace.select([id_of(window, name) for name in "ABC"])
    at = centre(window, "B")
    press(window, at)
    move(window, at + QPoint(6, 0), at + QPoint(48, 0))
    said = window.gantt.gesture.tooltip()
    assert [note for _, note, _ in said.rows] == ["Will start no earlier than Wed 6 May", "'A' has started and stays"]
    release(window, at + QPoint(48, 0))
    assert window.document.history == ["Move 2 tasks +2 d"]
    assert days_from_start(window.document.schedule.start(id_of(window, "A"))) == 0
