"""The grid's columns: no date is ever cut, and the grid has its width again in a wider window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitterHandle

from roadmap_app.app.grid import widths
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.theme import fonts
from tests.gui.conftest import Open
from tests.gui.robot import LEFT, id_of, type_into

PLAN = "S { T { U { A 3d; B 2d after A } } }; C 1d"


def in_view(window: MainWindow, column: str) -> bool:
    """The whole column is seen, and holds its texts."""
    grid = window.grid
    place = grid.place(column)
    right = grid.columnViewportPosition(place) + grid.columnWidth(place)
    size = window.gantt.row_size.font
    sample = grid.cell_model.columns[place].sample
    needed = fonts.metrics(size).horizontalAdvance(sample) + 2 * widths.PAD
    return right <= grid.viewport().width() and grid.columnWidth(place) >= needed


@pytest.mark.parametrize("density", ["compact", "normal", "comfortable"])
def test_dates_are_whole_in_the_smallest_window(opened: Open, density: str) -> None:
    window = opened(PLAN)
    window.verbs[f"view.{density}"].trigger()
    window.resize(1024, 640)
    settle()
    for column in ("duration", "start", "finish"):
        assert in_view(window, column), column
    places = range(window.grid.cell_model.columnCount())
    edges = [window.grid.columnViewportPosition(place) + window.grid.columnWidth(place) for place in places]
    assert window.grid.viewport().width() in edges, "the grid ends with a column"


def test_the_grid_has_its_width_again_in_a_wider_window(opened: Open) -> None:
    window = opened(PLAN)
    window.resize(1440, 900)
    settle()
    before = window.grid.width()
    assert before == window.grid.preferred_width()
    window.show_inspector(True)
    window.resize(1024, 640)
    settle()
    assert window.grid.width() < before
    assert window.gantt.width() >= 320
    window.resize(1440, 900)
    settle()
    assert window.grid.width() == before


def test_the_grid_is_as_wide_as_the_density_needs(opened: Open) -> None:
    window = opened(PLAN)
    window.resize(1440, 900)
    for density in ("comfortable", "compact", "normal"):
        window.verbs[f"view.{density}"].trigger()
        settle()
        assert window.grid.width() == window.grid.preferred_width()


def test_rows_of_the_grid_and_of_the_chart_lie_beside_each_other(opened: Open) -> None:
    window = opened(PLAN)
    tops = [view.viewport().mapTo(window, QPoint(0, 0)).y() for view in (window.grid, window.gantt)]
    assert tops[0] == tops[1]


def test_a_narrow_window_has_an_inspector_where_it_is_asked_for(opened: Open) -> None:
    window = opened(PLAN)
    assert window.inspector.isVisible()
    window.resize(1024, 640)
    settle()
    assert not window.inspector.isVisible()
    assert in_view(window, "status"), "all columns have room instead"
    window.verbs["view.inspector"].trigger()
    settle()
    assert window.inspector.isVisible()
    window.verbs["view.inspector"].trigger()
    window.resize(1280, 800)
    settle()
    assert window.inspector.isVisible(), "in a wider one it stands where it stood"


def test_a_width_that_was_dragged_is_kept_but_dates_are_never_cut(opened: Open) -> None:
    window = opened(PLAN)
    window.resize(1440, 900)
    settle()
    handle = window.charts.handle(1)
    assert isinstance(handle, QSplitterHandle)
    first = window.grid.width()
    for dx in (80, -900):
        QTest.mousePress(handle, LEFT, pos=QPoint(0, 50))
        QTest.mouseMove(handle, QPoint(dx // 2, 50))
        QTest.mouseMove(handle, QPoint(dx - dx // 2, 50))
        QTest.mouseRelease(handle, LEFT, pos=QPoint(0, 50))
        settle()
        dragged = window.grid.width()
        assert dragged > first + 60 if dx > 0 else dragged == window.grid.minimumWidth()
        assert in_view(window, "finish")
        window.resize(1300, 800)
        window.resize(1440, 900)
        settle()
        assert window.grid.width() == dragged


def test_the_deepest_number_is_whole(opened: Open) -> None:
    window = opened("A 1d; B 1d")
    narrow = window.grid.columnWidth(window.grid.place("wbs"))
    window = opened(PLAN)
    deepest = window.document.plan.outline.wbs[id_of(window, "B")]
    assert deepest == "1.1.1.2"
    needed = fonts.metrics(window.gantt.row_size.font - 1).horizontalAdvance(deepest) + 2 * widths.PAD
    assert window.grid.columnWidth(window.grid.place("wbs")) >= needed > narrow
    window.workspace.select([id_of(window, "C")])
    for _ in range(4):
        window.verbs["task.indent"].trigger()
    assert window.document.plan.outline.wbs[id_of(window, "C")].count(".") >= 1


def test_a_columns_own_width_is_remembered_by_hand_only(opened: Open) -> None:
    window = opened(PLAN)
    window.resize(1100, 700)
    type_into(window, "A", "duration", "4d")
    assert window.settings.columns == {}
    window.grid.head.resizeSection(window.grid.place("team"), 130)
    window.grid.head.resizeSection(window.grid.place("start"), 20)
    assert window.settings.columns == {"team": 130, "start": 24}
    window.resize(1280, 800)
    settle()
    assert window.grid.columnWidth(window.grid.place("team")) == 130
    assert in_view(window, "start")
