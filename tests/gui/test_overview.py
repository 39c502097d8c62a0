"""The strip below the chart, by hand."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from roadmap_app.app.gantt import scale
from roadmap_app.app.screenshot import settle
from roadmap_app.scene.axis import TimeAxis
from tests.gui.conftest import Open
from tests.gui.robot import LEFT, START, id_of, wait

LONG = "A 20d; B 30d after A; C 40d after B"


def test_the_strip_stands_below_the_chart_only_where_the_plan_reaches_beyond_it(opened: Open) -> None:
    window = opened(LONG)
    assert window.overview.isVisible()
    assert window.overview.mapTo(window, QPoint(0, 0)).x() == window.gantt.mapTo(window, QPoint(0, 0)).x()
    scale.fit(window.gantt)
    settle()
    assert not window.overview.isVisible()
    window.workspace.set_axis(TimeAxis(START, 24.0))
    assert window.overview.isVisible()
    window.verbs["view.overview"].trigger()
    assert not window.overview.isVisible()


def test_a_click_outside_the_shown_span_jumps_there(opened: Open) -> None:
    window = opened(LONG)
    strip = window.overview
    at = strip.width() - 40
    QTest.mouseClick(strip, LEFT, pos=QPoint(at, 12))
    x0, x1 = strip.shown_span()
    assert abs((x0 + x1) / 2 - at) < 2


def test_the_shown_span_is_dragged_and_stretched(opened: Open) -> None:
    window = opened(LONG)
    strip = window.overview
    x0, x1 = strip.shown_span()
    middle = QPoint(round((x0 + x1) / 2), 12)
    QTest.mousePress(strip, LEFT, pos=middle)
    QTest.mouseMove(strip, middle + QPoint(50, 0))
    QTest.mouseRelease(strip, LEFT, pos=middle + QPoint(50, 0))
    moved0, moved1 = strip.shown_span()
    assert (round(moved0 - x0), round(moved1 - x1)) == (50, 50)
    before = window.workspace.axis.px_per_day
    end = QPoint(round(moved1), 12)
    QTest.mousePress(strip, LEFT, pos=end)
    QTest.mouseMove(strip, end + QPoint(40, 0))
    QTest.mouseRelease(strip, LEFT, pos=end + QPoint(40, 0))
    assert window.workspace.axis.px_per_day < before
    assert round(strip.shown_span()[0] - moved0) == 0


def test_a_double_click_shows_the_whole_plan(opened: Open) -> None:
    window = opened(LONG)
    QTest.mouseDClick(window.overview, LEFT, Qt.KeyboardModifier.NoModifier, QPoint(30, 12))
    axis, schedule = window.workspace.axis, window.document.schedule
    assert axis.x_of(schedule.project_start) > 0
    assert axis.x_of(schedule.project_finish) < window.gantt.viewport().width()


def test_the_strip_follows_an_edit_when_hands_rest(opened: Open) -> None:
    window = opened(LONG)
    first, _ = window.overview.shown_span()
    window.edit("Longer", lambda draft: draft.change(draft.tasks[id_of(window, "C")], duration=480 * 200))
    settle()
    assert window.overview.shown_span()[0] == first
    wait(lambda: window.overview.shown_span()[0] != first)
    x = window.overview.strip_axis().x_of(window.document.schedule.project_finish)
    assert 0 < x < window.overview.width()
