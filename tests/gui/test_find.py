"""The find bar: from match to match, in what is folded too, and another text in their place."""

from __future__ import annotations

import signal
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.commands import finding
from tests.gui.conftest import Open
from tests.gui.robot import id_of, keys

TEXT = 'Alpha { "API freeze" 3d; Bolt 1d }; "api tests" 2d; Docs 5d'
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def find(window: MainWindow, text: str) -> None:
    window.grid.setFocus()
    keys(Qt.Key.Key_F, held=CONTROL)
    assert window.find_bar.field.hasFocus()
    window.find_bar.field.selectAll()
    keys(Qt.Key.Key_Delete, text)


def here(window: MainWindow) -> tuple[str, str]:
    task = window.document.plan.tasks.get(window.workspace.current)
    return (task.name if task else "", window.grid.current_column)


def test_f3_goes_from_match_to_match_and_unfolds(opened: Open) -> None:
    window = opened(TEXT)
    window.workspace.set_collapsed(id_of(window, "Alpha"), True)
    find(window, "api")
    assert here(window) == ("API freeze", "name")
    assert id_of(window, "Alpha") not in window.workspace.collapsed
    assert window.find_bar.words.text() == "1 of 2"
    keys(Qt.Key.Key_F3)
    assert here(window) == ("api tests", "name") and window.find_bar.words.text() == "2 of 2"
    keys(Qt.Key.Key_Return)  # past the end
    assert here(window) == ("API freeze", "name")
    keys(Qt.Key.Key_F3, held=SHIFT)
    assert here(window) == ("api tests", "name")
    assert window.find_bar.field.hasFocus()
    keys(Qt.Key.Key_Escape)
    assert not window.find_bar.isVisible() and window.grid.hasFocus()
    assert not window.document.history


def test_all_columns_are_looked_through_and_notes_beside_them(opened: Open) -> None:
    window = opened(TEXT)
    draft_id = id_of(window, "Docs")
    window.edit("note", lambda draft: draft.change(draft.tasks[draft_id], notes="Ask Zoe"))
    find(window, "8 may")
    assert here(window) == ("Docs", "finish")
    find(window, "zoe")
    assert here(window) == ("Docs", "name")
    assert window.find_bar.words.text() == "1 of 1, in the notes"
    find(window, "xyz")
    assert window.find_bar.words.text() == "Not found"


def test_an_expression_that_cannot_be_read_is_told(opened: Open) -> None:
    window = opened(TEXT)
    find(window, "(api")
    QTest.mouseClick(window.find_bar.regex, Qt.MouseButton.LeftButton)
    settle()
    assert "At letter 1" in window.find_bar.words.accessibleName()
    assert window.find_bar.field.property("invalid")
    QTest.keyClicks(window.find_bar.field, ")")
    settle()
    assert window.find_bar.words.text() == "1 of 2"


def test_one_match_is_replaced_then_the_next_then_all(opened: Open) -> None:
    window = opened(TEXT)
    find(window, "a")
    keys(Qt.Key.Key_H, held=CONTROL)
    assert window.find_bar.replacing.field.hasFocus()
    find(window, "api")
    window.find_bar.replacing.field.setFocus()
    keys("Port")
    keys(Qt.Key.Key_Return)
    assert window.document.history == ["Replace 'api' with 'Port' in 'API freeze'"]
    assert here(window) == ("api tests", "name")
    window.document.undo()
    QTest.mouseClick(window.find_bar.replacing.all, Qt.MouseButton.LeftButton)
    settle()
    assert window.document.history == ["Replace 'api' with 'Port' in 2 tasks"]
    names = {task.name for task in window.document.plan.tasks.values()}
    assert {"Port freeze", "Port tests"} <= names
    assert window.find_bar.words.text() == "Not found"
    assert not window.find_bar.replacing.one.isEnabled()
    window.document.undo()
    assert window.find_bar.hits and window.find_bar.replacing.one.isEnabled()


def test_what_the_filter_hides_is_not_found_and_that_is_said(opened: Open) -> None:
    window = opened(TEXT)
    window.workspace.set_arrangement(window.workspace.arrangement.but(filter="docs"))
    find(window, "api")
    assert window.find_bar.words.text() == "Not found in the rows that the filter shows"


def test_find_next_opens_the_bar(opened: Open) -> None:
    window = opened(TEXT)
    window.grid.setFocus()
    keys(Qt.Key.Key_F3)
    assert window.find_bar.isVisible()


def test_an_expression_that_may_never_end_is_refused_at_once(opened: Open) -> None:
    window = opened(TEXT)
    window.edit("Notes", lambda draft: draft.change(draft.tasks[id_of(window, "Docs")], notes="a" * 40 + "!"))
    find(window, "(a+)+$")
    window.find_bar.regex.click()
    assert window.find_bar.words.accessibleName().startswith("(a+)+ fits one text in so many ways")
    assert not window.find_bar.hits
    window.find_bar.field.selectAll()
    keys("a+!")
    assert window.find_bar.words.text() == "1 of 1, in the notes"


def test_tab_goes_from_what_is_found_to_what_takes_its_place(opened: Open) -> None:
    window = opened(TEXT)
    window.grid.setFocus()
    keys(Qt.Key.Key_H, held=CONTROL)
    keys("api")
    QTest.keyClick(window.find_bar.field, Qt.Key.Key_Tab)
    assert window.find_bar.replacing.field.hasFocus()
    keys("service")
    QTest.keyClick(window.find_bar.replacing.field, Qt.Key.Key_Backtab, SHIFT)
    assert window.find_bar.field.hasFocus()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no alarms on this system")
def test_an_expression_that_takes_too_long_is_given_up_in_a_sentence(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    with window.document.edit("notes") as draft:
        draft.change(draft.tasks[id_of(window, "A")], notes="ab" * 20_000)
    find(window, "")
    window.find_bar.regex.click()
    window.find_bar.field.setFocus()
    began = time.monotonic()
    keys("a.*b.*a.*c")
    window.find_bar.settle()
    assert time.monotonic() - began < 9 * finding.PATIENCE  # some letters are looked for before the last
    assert "took more than 1 s" in window.find_bar.field.accessibleDescription()
    assert not window.find_bar.hits
    window.find_bar.field.selectAll()
    keys("a.a")
    window.find_bar.settle()
    assert window.find_bar.hits and not window.find_bar.field.accessibleDescription()
