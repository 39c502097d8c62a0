"""All windows beside the plan at once: nothing in them is cut, one button is filled, and their feet are alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QPushButton, QToolButton, QWidget

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from tests.gui.conftest import Open
from tests.gui.robot import drag_by_days

PLAN = "A 3d; B 2d after A; C 4d after A; GA 0d after B, C"
BOXES = (
    "calendar.edit", "columns.choose", "columns.fields", "edit.history", "edit.settings", "file.export_picture",
    "file.print", "file.versions", "help.guide", "help.shortcuts", "schedule.problems", "view.colour_rules",
)  # fmt: skip
SIZES = ((1024, 640), (1440, 900))
SIDE, FOOT = 16, 12  # px from the edges of a window to what it holds


def opened_box(window: MainWindow, verb: str) -> QDialog:
    window.verbs[verb].trigger()
    settle()
    boxes = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert len(boxes) == 1, boxes
    return boxes[0]


def place_in(box: QWidget, part: QWidget) -> QRect:
    return QRect(part.mapTo(box, QPoint()), part.size())


@pytest.mark.parametrize("verb", BOXES)
def test_a_window_beside_the_plan_is_whole(opened: Open, verb: str) -> None:
    window = opened(PLAN)
    drag_by_days(window, "A", "finish", 1)
    for size in SIZES:
        window.resize(*size)
        settle()
        box = opened_box(window, verb)
        assert box.width() <= window.width()
        assert box.height() <= window.height()
        for part in box.findChildren(QWidget):
            if part.isVisible() and part.window() is box:
                assert not is_cut(part), f"{part} '{part.text()}' at {size}"
        buttons = [each for each in box.findChildren(QPushButton) if each.isVisible() and each.window() is box]
        assert sum(bool(each.property("primary")) or each.isDefault() for each in buttons) <= 1
        lowest = max((place_in(box, each) for each in buttons), key=lambda place: place.bottom())
        foot = [each for each in buttons if place_in(box, each).bottom() == lowest.bottom()]
        assert {each.height() for each in foot} == {28}
        assert box.height() - lowest.bottom() - 1 == FOOT
        last = max(foot, key=lambda each: place_in(box, each).right())
        assert box.width() - place_in(box, last).right() - 1 == SIDE
        box.reject()
        settle()
        assert not [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def is_cut(part: QWidget) -> bool:
    """Whether words have less room than they need, and no tooltip says them."""
    if part.toolTip():
        return False
    if isinstance(part, QLabel):
        needed = part.heightForWidth(part.width()) if part.wordWrap() else part.sizeHint().height()
        return part.height() < needed or (not part.wordWrap() and part.width() < part.sizeHint().width())
    if isinstance(part, QAbstractButton) and part.text():
        behind = 2 * part.fontMetrics().horizontalAdvance(" ") if isinstance(part, QToolButton) else 0
        return part.width() < part.sizeHint().width() - behind - 1
    return False
