"""Hands on the chart: links, pins, copies, cursors, and plans that change under a drag."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_app.app.disk import files
from roadmap_app.app.gantt import clicks
from roadmap_app.app.gantt.link_editor import LinkEditor
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.commands import outline
from roadmap_app.scene.axis import TimeAxis
from tests.gui.conftest import Open
from tests.gui.robot import START, TODAY, centre, drag, drag_by_days, id_of, move, press, release

DAY = 1440
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip
CHAIN = "A 3d; B 2d after A; C 1d after B"


def zoom(window: MainWindow, px_per_day: float) -> None:
    window.workspace.set_axis(TimeAxis(START - 3 * DAY, px_per_day))
    settle()


def cursor(window: MainWindow) -> Qt.CursorShape:
    return window.gantt.viewport().cursor().shape()


def start_of(window: MainWindow, name: str) -> int:
    return window.document.schedule.start(id_of(window, name))


def on_link(window: MainWindow, from_: str, to: str) -> QPoint:
    """A point on a link's line, away from all bars."""
    wanted = (id_of(window, from_), id_of(window, to))
    link = next(link for link in window.gantt.shown_frame().links if (link.from_, link.to) == wanted)
    (x, y0), (_, y1) = link.route.points[1], link.route.points[2]
    return QPoint(round(x), round((y0 + y1) / 2))


def click(window: MainWindow, at: QPoint) -> None:
    QTest.mouseMove(window.gantt.viewport(), at)
    press(window, at)
    release(window, at)


# Links --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("wobble", range(6))
def test_the_target_of_a_link_stays_while_its_preview_moves_it(opened: Open, wobble: int) -> None:
    window = opened("A 5d; B 2d; C 1d")
    start, target = centre(window, "A", "link_finish"), centre(window, "B")
    press(window, start)
    steps = [start + QPoint(6, 0)] + [target + QPoint(-8 + n % 2, n % 3) for n in range(wobble + 1)]
    move(window, *steps)
    assert window.workspace.schedule.start(id_of(window, "B")) > start_of(window, "B"), "the preview moves it away"
    release(window, steps[-1])
    links = window.document.plan.links.values()
    assert [(link.from_, link.to) for link in links] == [(id_of(window, "A"), id_of(window, "B"))]


def test_a_link_is_selected_by_a_click_and_removed_by_delete(opened: Open) -> None:
    window = opened("A 3d; B 2d after A+3d; C 1d")
    place = on_link(window, "A", "B")
    QTest.mouseMove(window.gantt.viewport(), place)
    link = next(iter(window.document.plan.links))
    assert window.gantt.pointing.hovered_link == link
    assert cursor(window) == Qt.CursorShape.PointingHandCursor
    assert next(drawn.state for drawn in window.gantt.shown_frame().links) == "lit"
    window.workspace.select([id_of(window, "C")])
    click(window, place)
    assert window.gantt.pointing.link == link
    assert window.workspace.selection == ()
    QTest.keyClick(window.gantt, Qt.Key.Key_Delete)
    assert not window.document.plan.links
    assert window.document.history == ["Remove link 'A' → 'B'"]
    assert len(window.document.plan.tasks) == 3
    window.verbs["edit.undo"].trigger()
    click(window, place)
    click(window, centre(window, "C"))
    assert window.gantt.pointing.link == ""
    QTest.keyClick(window.gantt, Qt.Key.Key_Delete)
    assert link in window.document.plan.links


def test_a_links_head_is_dragged_to_another_bar(opened: Open) -> None:
    window = opened("A 3d; B 2d after A+3d; C 4d")
    click(window, on_link(window, "A", "B"))
    link = next(iter(window.document.plan.links))
    drawn = next(link for link in window.gantt.shown_frame().links)
    head = QPoint(*(round(part) for part in drawn.route.points[-1]))
    drag(window, head, centre(window, "C") - QPoint(20, 0))
    moved = window.document.plan.links[link]
    assert (moved.from_, moved.to, moved.type, moved.lag) == (id_of(window, "A"), id_of(window, "C"), "FS", 3 * 480)
    assert window.document.history == ["Move link to 'A' → 'C'"]


def test_a_links_tail_is_dragged_and_a_loop_refused(opened: Open) -> None:
    window = opened("A 3d; B 2d; C 1d after A+3d; D 1d after C")
    click(window, on_link(window, "A", "C"))
    link = window.gantt.pointing.link
    drawn = next(drawn for drawn in window.gantt.shown_frame().links if drawn.id == link)
    tail, target = QPoint(*(round(part) for part in drawn.route.points[0])), centre(window, "D")
    press(window, tail)
    move(window, tail + QPoint(6, 0), target)
    assert window.gantt.gesture is not None
    assert "loop" in window.gantt.gesture.refusal
    assert cursor(window) == Qt.CursorShape.ForbiddenCursor
    target = centre(window, "B") + QPoint(10, 0)
    move(window, target)
    assert cursor(window) == Qt.CursorShape.CrossCursor
    release(window, target)
    assert window.document.plan.links[link].from_ == id_of(window, "B")


@pytest.mark.parametrize(
    ("typed", "kind", "expected"),
    [
        ("+2d", "FS", (960, "worked", "FS")),
        ("-1ed", "SS", (-DAY, "elapsed", "SS")),
        ("50%", "FF", (50, "percent", "FF")),
    ],
)
def test_a_double_click_edits_a_links_type_and_lag(
    opened: Open, typed: str, kind: str, expected: tuple[int, str, str]
) -> None:
    window = opened("A 3d; B 2d after A+3d")
    box = open_editor(window, "A", "B")
    box.type.setCurrentIndex(box.type.findData(kind))
    box.lag.selectAll()
    QTest.keyClicks(box.lag, typed)
    QTest.keyClick(box.lag, Qt.Key.Key_Return)
    settle()
    link = next(iter(window.document.plan.links.values()))
    assert (link.lag, link.lag_kind, link.type) == expected
    assert len(window.document.history) == 1


def test_a_lag_that_cannot_be_read_keeps_the_box_open_and_esc_changes_nothing(opened: Open) -> None:
    window = opened("A 3d; B 2d after A+3d")
    box = open_editor(window, "A", "B")
    box.lag.selectAll()
    QTest.keyClicks(box.lag, "soon")
    QTest.keyClick(box.lag, Qt.Key.Key_Return)
    assert box.isVisible()
    assert "is not a lag. Type one such as +2d" in box._reason.text()
    QTest.keyClick(box.lag, Qt.Key.Key_Escape)
    settle()
    assert window.document.history == []


def test_leaving_the_links_box_takes_what_it_says(opened: Open) -> None:
    window = opened("A 3d; B 2d after A+3d; C 1d")
    window.activateWindow()
    box = open_editor(window, "A", "B")
    box.lag.selectAll()
    QTest.keyClicks(box.lag, "1w")
    click(window, centre(window, "C"))
    settle()
    assert next(iter(window.document.plan.links.values())).lag == 5 * 480
    assert window.workspace.selection == (id_of(window, "C"),)
    assert not any(box.isVisible() for box in window.findChildren(LinkEditor))


def open_editor(window: MainWindow, from_: str, to: str) -> LinkEditor:
    place = on_link(window, from_, to)
    click(window, place)
    QTest.mouseDClick(window.gantt.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    settle()
    return next(box for box in window.findChildren(LinkEditor) if box.isVisible())


# Bars ---------------------------------------------------------------------------------------------


def test_a_short_bar_moves_when_zoomed_out(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    zoom(window, 4)
    for dx in (1, 3, 6, 10):
        body = window.gantt.bar_rect(id_of(window, "A"))
        assert body is not None
        at = QPoint(body.left() + dx, body.center().y())
        drag(window, at, at + QPoint(28, 0))
        assert window.document.plan.tasks[id_of(window, "A")].duration == 3 * 480
        assert start_of(window, "A") > START
        window.verbs["edit.undo"].trigger()


def test_dragging_there_and_back_says_nothing_of_there(opened: Open) -> None:
    window = opened(CHAIN)
    start = centre(window, "B")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(72, 0))
    assert window.gantt.gesture is not None
    tip = window.gantt.gesture.tooltip()
    assert tip and any("Will start no earlier" in words for _, words, _ in tip.rows)
    move(window, start + QPoint(1, 0))
    tip = window.gantt.gesture.tooltip()
    assert tip and tip.rows == ()
    release(window, start + QPoint(1, 0))


def test_the_undo_step_of_a_summary_with_started_tasks_names_what_moved(opened: Open) -> None:
    window = opened("S { A 3d 50% actual 2026-05-04; B 2d snet 2026-05-08; C 1d after B }; D 1d after C")
    drag_by_days(window, "S", "body", 3)
    assert start_of(window, "A") == START
    assert window.document.history == ["Move 'S' +1 d (1 task shifted)"]


def test_ctrl_drags_a_copy_and_its_preview_is_what_is_kept(opened: Open) -> None:
    window = opened("S { A 3d; B 2d after A }; C 1d after B")
    before = window.document.plan
    start = centre(window, "S")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(24 * 7, 0), keys=CONTROL)
    shown = window.workspace.preview
    assert shown is not None
    release(window, start + QPoint(24 * 7, 0), CONTROL)
    plan, schedule = window.document.plan, window.document.schedule
    names = [plan.tasks[id].name for id in plan.outline.order]
    assert names == ["S", "A", "B", "S", "A", "B", "C"]
    copies = [id for id in plan.outline.order if id not in before.tasks]
    assert [schedule.start(id) - START for id in copies] == [7 * DAY, 7 * DAY, 10 * DAY]
    assert [shown.schedule.start(id) for id in copies] == [schedule.start(id) for id in copies]
    assert [(link.from_, link.to) for link in plan.links.values() if link.id not in before.links] == [
        (copies[1], copies[2])
    ]
    assert all(plan.tasks[id] == before.tasks[id] for id in before.tasks)
    assert window.document.history == ["Copy 'S'"]
    assert window.workspace.selection == (copies[0],)
    window.verbs["edit.undo"].trigger()
    assert window.document.plan == before


def test_ctrl_and_click_adds_to_the_selection_and_takes_away(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    a, b = id_of(window, "A"), id_of(window, "B")
    click(window, centre(window, "A"))
    for expected in ((a, b), (a,)):
        at = centre(window, "B")
        press(window, at, CONTROL)
        release(window, at, CONTROL)
        assert window.workspace.selection == expected


def test_a_drag_that_begins_with_shift_moves_only_its_bar_and_a_click_extends(opened: Open) -> None:
    window = opened("A 2d; B 2d; C 2d; D 2d")
    window.workspace.select([id_of(window, "A")])
    start = centre(window, "C")
    drag(window, start, start + QPoint(48, 10), SHIFT)
    assert window.document.history == ["Move 'C' +2 d"]
    assert window.workspace.selection == (id_of(window, "C"),)
    press(window, centre(window, "A"), SHIFT)
    release(window, centre(window, "A"), SHIFT)
    assert window.workspace.selection == tuple(id_of(window, name) for name in "ABC")


def test_shift_keeps_a_drag_on_its_axis(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    start = centre(window, "A")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(30, 90), keys=SHIFT)
    assert window.workspace.preview is None, "a drag down moves nothing in time"
    move(window, start + QPoint(48, 40), keys=SHIFT)
    assert window.gantt.gesture is not None
    assert window.gantt.gesture.pointer.y == start.y()
    release(window, start + QPoint(48, 40), SHIFT)
    assert start_of(window, "A") == START + 2 * DAY


@pytest.mark.parametrize(("px_per_day", "keys"), [(480.0, Qt.KeyboardModifier.NoModifier), (24.0, ALT)])
def test_where_hours_matter_the_tooltip_gives_times(opened: Open, px_per_day: float, keys: Qt.KeyboardModifier) -> None:
    window = opened("A 2h; B 3d")
    window.workspace.set_axis(TimeAxis(START - 480, px_per_day))
    settle()
    start = centre(window, "A")
    press(window, start, keys)
    move(window, start + QPoint(8, 0), start + QPoint(round(px_per_day / 8), 0), keys=keys)
    assert window.gantt.gesture is not None
    tip = window.gantt.gesture.tooltip()
    assert tip is not None
    begun = window.workspace.schedule.start(id_of(window, "A"))
    assert tip.title.startswith(f"Mon 4 May {begun % DAY // 60:02d}:{begun % 60:02d} – ")
    assert "2 h long" in tip.subtitle
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)


def test_the_cursor_tells_what_can_be_done_at_once(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; C 1d 50% actual 2026-05-04")
    start = centre(window, "C")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(60, 0))
    assert window.gantt.gesture is not None
    assert "started on" in window.gantt.gesture.refusal
    assert cursor(window) == Qt.CursorShape.ForbiddenCursor
    release(window, start + QPoint(200, 0))
    assert cursor(window) == Qt.CursorShape.ArrowCursor
    at = centre(window, "A")
    drag(window, at, at + QPoint(48, 0))
    assert cursor(window) == Qt.CursorShape.SizeAllCursor


# Pins ---------------------------------------------------------------------------------------------


def test_a_click_on_the_pin_at_a_bar_takes_the_constraint_away(opened: Open) -> None:
    window = opened(CHAIN)
    assert window.gantt.bar_rect(id_of(window, "B"), "pin") is None
    drag_by_days(window, "B", "body", 4)
    pin = window.gantt.bar_rect(id_of(window, "B"), "pin")
    assert pin is not None
    QTest.mouseMove(window.gantt.viewport(), pin.center())
    assert cursor(window) == Qt.CursorShape.PointingHandCursor
    click(window, pin.center())
    assert window.document.plan.tasks[id_of(window, "B")].constraint == "asap"
    assert window.document.history[-1] == "Remove constraint of 'B' (1 task shifted)"
    assert window.gantt.bar_rect(id_of(window, "B"), "pin") is None


def test_a_click_on_the_pin_in_the_rows_mark_does_so_too(opened: Open) -> None:
    window = opened(CHAIN)
    drag_by_days(window, "B", "body", 4)
    place = window.grid.cell_rect(id_of(window, "B"), "status").center()
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert window.document.plan.tasks[id_of(window, "B")].constraint == "asap"
    steps = len(window.document.history)
    QTest.mouseClick(window.grid.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert len(window.document.history) == steps, "where there is no pin a click selects"


# Plans that change meanwhile ----------------------------------------------------------------------


def begun(window: MainWindow, name: str) -> QPoint:
    start = centre(window, name)
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(48, 0))
    assert window.gantt.gesture is not None
    return start + QPoint(48, 0)


def test_an_edit_from_elsewhere_ends_a_drag_without_a_trace(opened: Open) -> None:
    window = opened(CHAIN)
    at, gone = begun(window, "B"), id_of(window, "B")
    window.edit("Delete", lambda draft: outline.delete(draft, [gone]))
    assert window.gantt.gesture is None
    QApplication.processEvents()
    release(window, at)
    assert window.document.history == ["Delete"]


def test_undo_during_a_drag_ends_it(opened: Open) -> None:
    window = opened("A 3d")
    drag_by_days(window, "A", "body", 2)
    at = begun(window, "A")
    window.verbs["edit.undo"].trigger()
    assert window.gantt.gesture is None
    release(window, at)
    assert window.document.history == []


def test_another_document_ends_a_drag(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    at = begun(window, "A")
    window.show_document(files.fresh_document(TODAY, window.settings), files.Origin())
    assert window.gantt.gesture is None
    settle()
    release(window, at)
    assert window.document.history == []


# What is said -------------------------------------------------------------------------------------


def test_a_refusal_is_told_in_full(opened: Open) -> None:
    from roadmap_app.app.gantt import overlay
    from roadmap_app.app.theme import fonts

    name = "'The integration with the payment provider, step 1. of 2'"
    window = opened(f'"{name[1:-1]}" 3d 50% actual 2026-05-04')
    start = centre(window, name[1:-1])
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(60, 0))
    assert window.gantt.gesture is not None
    tip = window.gantt.gesture.tooltip()
    assert tip is not None
    assert tip.title == f"✕ {name} started on Mon 4 May, so it cannot be moved"
    assert tip.subtitle == "Set its progress to 0 % first, or change its finish."
    lines = overlay.wrapped(tip.title, overlay.WIDEST, strong=True)
    assert " ".join(lines) == tip.title
    assert all(fonts.metrics(12, True).horizontalAdvance(line) <= overlay.WIDEST for line in lines)
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)


def test_the_plans_finish_tells_its_delta_during_a_drag(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    window.verbs["schedule.baseline"].trigger()
    project = window.document.plan.project.id
    start = centre(window, "A")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(24, 0))
    words = [label.words for label in window.gantt.shown_frame().labels if label.id == project]
    assert words == ["11 May, +1 d"]
    assert not any(bar.baseline for bar in window.gantt.shown_frame().bars)
    release(window, start + QPoint(24, 0))


@pytest.mark.parametrize("x", [2, 10, 300])
def test_the_chip_of_today_is_whole_at_the_edges(opened: Open, x: int) -> None:
    window = opened("A 3d")
    for edge in (x, window.gantt.viewport().width() - x):
        axis = window.workspace.axis
        window.workspace.set_axis(axis.scrolled(axis.x_of(TODAY + axis.day_from) - edge))
        ((at, _, width, _),) = window.gantt.time_header._marks()
        assert at - width / 2 >= 0
        assert at + width / 2 <= window.gantt.time_header.width()


def test_a_bar_tells_its_name_and_dates_where_the_mouse_rests(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; M 0d after B")
    window.edit("Progress", lambda draft: draft.change(draft.tasks[id_of(window, "A")], percent=30))
    words = [
        clicks.words_of(window.gantt, window.gantt.pointing.hit_at(QPointF(centre(window, name)))) for name in "ABM"
    ]
    assert words == [
        "A\nMon 4 May – Wed 6 May, 3 d\n30 % done, critical",
        "B\nThu 7 May – Fri 8 May, 2 d\n0 % done, critical",
        "M\nFri 8 May\n0 % done, critical",
    ]
