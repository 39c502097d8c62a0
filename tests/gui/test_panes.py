"""The keyboard everywhere: F6 through the panes, a ring where it is; motion that can be switched off; both layouts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from roadmap_app.app import panes
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.theme import motion
from roadmap_app.app.theme.focus import FocusRing
from tests.gui.conftest import Open
from tests.gui.pixels import colours
from tests.gui.robot import id_of, wait


@pytest.fixture
def window(opened: Open) -> Iterator[MainWindow]:
    made = opened("A 3d; B 2d after A; C 1d after B")
    made.activateWindow()
    wait(made.isActiveWindow)
    made.workspace.select([id_of(made, "B")])
    made.grid.setFocus()
    settle()
    yield made


def pane_of(window: MainWindow) -> QWidget:
    focus = QApplication.focusWidget()
    assert focus is not None
    return next(pane for pane in panes.shown(window) if pane is focus or pane.isAncestorOf(focus))


def test_f6_goes_through_all_panes_and_back(window: MainWindow) -> None:
    window.notice.tell("done", "Something was done.", "Undo", window.verbs["edit.undo"])
    settle()
    expected = [window.gantt, window.inspector, window.status, window.notice, window.tool_strip, window.grid]
    for pane in expected:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6)
        settle()
        assert pane_of(window) is pane
    for pane in reversed(expected[:-1]):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        settle()
        assert pane_of(window) is pane


def test_panes_that_are_hidden_are_left_out(window: MainWindow) -> None:
    window.show_inspector(False)
    settle()
    assert panes.shown(window) == [window.tool_strip, window.grid, window.gantt, window.status]


def test_a_pane_that_comes_later_is_found(window: MainWindow) -> None:
    line = QWidget(window)
    line.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    panes.mark(line)
    line.setGeometry(0, window.tool_strip.mapTo(window, QPoint(0, 0)).y() + 45, 50, 10)
    line.show()
    assert line in panes.shown(window)
    line.deleteLater()


def test_wherever_the_keyboard_is_there_is_a_ring(window: MainWindow) -> None:
    ring = window.workspace.tokens.accent.focus_ring
    parts = [
        part
        for part in window.findChildren(QWidget)
        if part.isVisible() and part.isEnabled() and part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not part.visibleRegion().isEmpty()
    ]  # fmt: skip
    assert len(parts) > 15
    for part in parts:
        around = QRect(part.mapTo(window, QPoint(0, 0)), part.size()).adjusted(-6, -6, 6, 6)
        (QApplication.focusWidget() or window).clearFocus()
        QApplication.processEvents()
        quiet = colours(window.grab(around).toImage())[ring]
        part.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        seen = colours(window.grab(around).toImage())[ring] - quiet
        assert seen > 25, f"{type(part).__name__} {part.accessibleName() or part.objectName()}: {seen}"


def test_words_with_a_link_have_a_ring(window: MainWindow) -> None:
    links = [part for part in window.inspector.findChildren(QLabel) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert links
    links[0].setFocus(Qt.FocusReason.TabFocusReason)
    settle()
    (ring,) = window.findChildren(FocusRing)
    assert ring.geometry().contains(links[0].mapTo(ring.parentWidget(), links[0].rect().center()))


# Motion ----------------------------------------------------------------------------------------------------


def test_fitting_glides_where_motion_is_wanted_and_ends_at_the_same_place(window: MainWindow) -> None:
    axes = []
    window.workspace.axis_changed.connect(lambda: axes.append(window.workspace.axis))
    begun = window.workspace.axis
    window.settings.motion = "off"
    window.verbs["view.fit"].trigger()
    end = window.workspace.axis
    assert axes == [end]
    window.workspace.set_axis(begun)
    window.settings.motion = "on"
    window.verbs["view.fit"].trigger()
    wait(lambda: window.workspace.axis == end)
    scales = [axis.px_per_day for axis in axes[2:]]
    assert scales == sorted(scales) or scales == sorted(scales, reverse=True)


def test_whoever_zooms_meanwhile_ends_the_glide(window: MainWindow) -> None:
    window.settings.motion = "on"
    window.verbs["view.fit"].trigger()
    window.workspace.set_axis(window.workspace.axis.at_scale(100, 0))
    chosen = window.workspace.axis
    QTest.qWait(motion.LONGEST + 60)
    assert window.workspace.axis == chosen


def test_a_message_slides_in_to_its_place(window: MainWindow) -> None:
    window.settings.motion = "off"
    window.notice.tell("info", "At once.")
    whole = window.notice.geometry()
    window.notice.clear()
    window.settings.motion = "on"
    window.notice.tell("info", "At once.")
    assert window.notice.geometry() == whole
    assert 0 < window.notice.mask().boundingRect().height() < whole.height()
    wait(lambda: window.notice.mask().isEmpty())


def test_nothing_takes_longer_than_it_may() -> None:
    assert motion.LONGEST <= 120
    assert not motion.wanted("off")
    assert motion.wanted("on")


# The other layout --------------------------------------------------------------------------------------------


@pytest.fixture
def mirrored(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_chrome_is_mirrored_and_time_is_not(mirrored: None, opened: Open) -> None:
    window = opened("A 3d; B 2d after A")

    def x(part: QWidget) -> int:
        return part.mapTo(window, QPoint(0, 0)).x()

    assert x(window.inspector) < x(window.gantt) < x(window.grid)
    assert x(window.tool_strip.export) < x(window.tool_strip.search)
    assert window.gantt.x_of(window.document.schedule.start(id_of(window, "B"))) > window.gantt.x_of(
        window.document.schedule.start(id_of(window, "A"))
    )
    assert window.gantt.viewport().layoutDirection() == Qt.LayoutDirection.LeftToRight
    assert x(window.gantt.time_header) == x(window.gantt.viewport())
    assert window.gantt.time_header.width() == window.gantt.viewport().width()
    window.activateWindow()
    wait(window.isActiveWindow)
    window.grid.setFocus()
    QTest.keyClick(window.grid, Qt.Key.Key_F6)
    assert window.gantt.hasFocus()


def test_the_zoom_slider_grows_towards_its_plus(mirrored: None, opened: Open) -> None:
    window = opened("A 3d")
    slider = window.tool_strip.zoom
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert slider.share > 0.8
