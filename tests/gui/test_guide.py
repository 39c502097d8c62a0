"""The guide: made from the table and the gestures, searchable, following keys and theme."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.dialogs import guide
from roadmap_app.app.dialogs.guide import GuideWindow
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.preferences import keys
from roadmap_app.app.preferences.settings import Settings
from tests.gui.robot import wait


@pytest.fixture
def box(fresh: MainWindow) -> GuideWindow:
    fresh.verbs["help.guide"].trigger()
    made = fresh.findChild(GuideWindow)
    wait(made.isActiveWindow)
    return made


def test_the_guide_tells_every_action_and_gesture(box: GuideWindow) -> None:
    text = box.text.toPlainText()
    for action in all_actions():
        assert action.label.rstrip("…") in text
        assert action.tip in text
        for key in action.shortcuts:
            assert keys.native(key) in text
    for section in ("In the chart", "In the grid", "Menu File"):
        assert section in text


@pytest.mark.parametrize(
    ("query", "says"),
    [("unlink", "Unlink"), ("ctrl+f2", "Link in Order"), ("wheel", "Zoom where"), ("idnt", "Indent")],
)
def test_it_can_be_searched(box: GuideWindow, query: str, says: str) -> None:
    QTest.keyClicks(box.search, query)
    text = box.text.toPlainText()
    assert says in text
    assert len(text) < 4000


def test_what_is_not_there_is_said_and_the_same_window_is_opened_again(fresh: MainWindow, box: GuideWindow) -> None:
    box.search.setText("qqqxxx")
    assert "Nothing in the guide mentions that" in box.text.toPlainText()
    fresh.verbs["help.guide"].trigger()
    assert fresh.findChildren(GuideWindow) == [box]


def test_it_follows_keys_and_theme_and_is_scrolled_from_the_field(fresh: MainWindow, box: GuideWindow) -> None:
    keys.take(fresh.settings, next(a for a in all_actions() if a.id == "edit.find"), "Ctrl+J")
    fresh.take_keys()
    assert "Ctrl+J" in box.text.toPlainText()
    fresh.set_theme("dark")
    assert fresh.workspace.tokens.text.primary.lower() in box.text.toHtml().lower()
    QTest.keyClick(box.search, Qt.Key.Key_PageDown)
    assert box.text.verticalScrollBar().value() > 0


def test_words_of_people_are_no_markup() -> None:
    line = guide.Line("<b>", "a < b & c", "Ctrl+<")
    from roadmap_app.scene.tokens import load

    assert "&lt;b&gt;" in guide.page([line], load("light"))
    assert "a &lt; b &amp; c" in guide.page([line], load("light"))
    assert guide.found("", Settings())
