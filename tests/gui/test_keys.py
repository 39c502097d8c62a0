"""Shortcuts: every key of the table does what it says, by real events; they can be changed, and conflicts are told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from roadmap_app.app import boxes, paths
from roadmap_app.app.actions.table import all_actions
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.preferences import keys, settings
from roadmap_app.app.preferences.window import PreferencesWindow
from roadmap_app.app.screenshot import settle
from tests.gui import robot
from tests.gui.conftest import Open
from tests.gui.robot import id_of

# The page on how it feels to work with says these.
PROMISED = {
    "Alt+Shift+Right": "task.indent", "Alt+Shift+Left": "task.outdent", "Alt+Shift+Up": "task.move_up",
    "Alt+Shift+Down": "task.move_down", "Ins": "task.new", "Ctrl+Return": "task.new", "Ctrl+F2": "task.link",
    "Ctrl+Shift+F2": "task.unlink", "Alt+Return": "task.details", "Ctrl+Alt+Left": "task.earlier",
    "Ctrl+Alt+Right": "task.later", "Ctrl+Alt+Shift+Left": "task.shorter", "Ctrl+Alt+Shift+Right": "task.longer",
    "Ctrl+0": "view.fit", "Ctrl++": "view.zoom_in", "Ctrl+-": "view.zoom_out", "Ctrl+Z": "edit.undo",
    "Ctrl+Shift+Z": "edit.redo", "Ctrl+K": "edit.find", "Ctrl+Shift+P": "edit.find", "Ctrl+/": "help.shortcuts",
    "Ctrl+,": "edit.settings", "Ctrl+Q": "file.quit", "F6": "window.next_pane", "Ctrl+D": "edit.fill_down",
}  # fmt: skip


@pytest.fixture
def window(opened: Open) -> Iterator[MainWindow]:
    made = opened("S { A 3d; B 2d; C 1d after B }; D 4d")
    made.activateWindow()
    made.workspace.select([id_of(made, "B"), id_of(made, "C")])
    made.grid.setFocus()
    settle()
    yield made


def press(sequence: str) -> None:
    """The keys of a sequence to whatever has the keyboard."""
    combination = QKeySequence(sequence)[0]
    focus = QApplication.focusWidget()
    assert focus is not None, "nothing has the keyboard"
    QTest.keyClick(focus, combination.key(), combination.keyboardModifiers())
    settle()


@pytest.mark.parametrize("pane", ["grid", "chart"])
def test_the_promised_keys_do_what_they_say(window: MainWindow, pane: str) -> None:
    robot.type_into(window, "A", "duration", "5d")
    robot.type_into(window, "A", "duration", "6d")
    window.document.undo()  # so that there is something to undo and to redo
    window.workspace.select([id_of(window, "B"), id_of(window, "C")])
    done: list[str] = []
    for id in dict.fromkeys(PROMISED.values()):
        window.verbs[id].triggered.disconnect()
        window.verbs[id].triggered.connect(lambda _=False, id=id: done.append(id))
    for sequence, id in PROMISED.items():
        (window.grid if pane == "grid" else window.gantt).setFocus()
        assert window.verbs[id].isEnabled(), window.verbs[id].toolTip()
        done.clear()
        press(sequence)
        assert done == [id], sequence


def test_every_key_of_the_table_reaches_its_action_and_no_other(window: MainWindow) -> None:
    done: list[str] = []
    for action in all_actions():
        verb = window.verbs[action.id]
        verb.triggered.disconnect()
        verb.setEnabled(True)
        verb.triggered.connect(lambda _=False, id=action.id: done.append(id))
    for action in all_actions():
        for sequence in action.shortcuts:
            done.clear()
            window.grid.setFocus()
            window.verbs[action.id].setEnabled(True)
            press(sequence)
            assert done == [action.id], sequence


def test_the_keys_work_for_real(window: MainWindow) -> None:
    press("Alt+Shift+Left")
    assert robot.outline_of(window)[:4] == ["S", "  A", "B", "C"]
    press("Ctrl+Z")
    assert window.document.history == []
    press("Ctrl+Shift+Z")
    assert window.document.history == ["Outdent 2 tasks"]
    press("Ctrl+,")
    assert window.findChild(PreferencesWindow).isVisible()


# Changing them -------------------------------------------------------------------------------------------


def page(window: MainWindow, action: str) -> PreferencesWindow:
    boxes.settings(window, "Shortcuts", action)
    box = window.findChild(PreferencesWindow)
    robot.wait(box.isActiveWindow)
    return box


def test_new_keys_are_pressed_and_hold_everywhere(window: MainWindow) -> None:
    box = page(window, "task.link")
    assert box.shortcuts.field.hasFocus()
    press("Ctrl+L")
    assert window.verbs["task.link"].shortcut() == QKeySequence("Ctrl+L")
    assert "Ctrl+L" in window.verbs["task.link"].toolTip()
    assert "'Link in Order' is now Ctrl+L." in box.shortcuts.note.text()
    box.close()
    window.activateWindow()
    robot.wait(window.isActiveWindow)
    window.workspace.select([id_of(window, "A"), id_of(window, "D")])
    window.grid.setFocus()
    press("Ctrl+L")
    assert window.document.history == ["Link 2 tasks"]
    window.document._saved_plan = window.document.plan
    window.close()
    assert json.loads(paths.settings_file().read_text())["shortcuts"] == {"task.link": ["Ctrl+L"]}
    assert settings.load().shortcuts == {"task.link": ["Ctrl+L"]}


def test_a_conflict_is_told_by_name_and_the_keys_can_be_moved(window: MainWindow) -> None:
    box = page(window, "task.link")
    press("Ctrl+D")
    assert window.verbs["task.link"].shortcut() == QKeySequence("Ctrl+F2"), "not yet"
    assert "Ctrl+D is 'Fill Down' now." in box.shortcuts.note.text()
    QTest.mouseClick(box.shortcuts.move_here, Qt.MouseButton.LeftButton)
    settle()
    assert window.verbs["task.link"].shortcut() == QKeySequence("Ctrl+D")
    assert window.verbs["edit.fill_down"].shortcuts() == []
    assert "'Fill Down' is without keys." in box.shortcuts.note.text()
    box.shortcuts.choose("edit.fill_down")
    QTest.mouseClick(box.shortcuts.reset, Qt.MouseButton.LeftButton)
    assert window.verbs["edit.fill_down"].shortcut() == QKeySequence("Ctrl+D")
    assert window.verbs["task.link"].shortcuts() == []
    QTest.mouseClick(box.shortcuts.reset_all, Qt.MouseButton.LeftButton)
    assert window.settings.shortcuts == {}
    assert window.verbs["task.link"].shortcut() == QKeySequence("Ctrl+F2")


@pytest.mark.parametrize(
    ("sequence", "reason"), [("A", "types or moves"), ("F2", "edits the cell"), ("Up", "Hold Ctrl")]
)
def test_keys_that_the_grid_needs_are_refused_with_the_reason(window: MainWindow, sequence: str, reason: str) -> None:
    box = page(window, "task.link")
    press(sequence)
    assert reason in box.shortcuts.note.text()
    assert window.settings.shortcuts == {}


def test_backspace_takes_keys_away_and_esc_gives_up(window: MainWindow) -> None:
    box = page(window, "task.link")
    press("Backspace")
    assert window.verbs["task.link"].shortcuts() == []
    box.shortcuts.choose("task.unlink")
    press("Esc")
    assert box.isVisible() and box.shortcuts.table.hasFocus()
    assert "task.unlink" not in window.settings.shortcuts


def test_actions_are_found_by_name_and_by_keys(window: MainWindow) -> None:
    box = page(window, "")
    for query, id in (("unlnk", "task.unlink"), ("ctrl+shift+f2", "task.unlink"), ("indent", "task.indent")):
        box.shortcuts.search.setText(query)
        assert box.shortcuts.chosen is not None
        assert id in [action.id for action in box.shortcuts._actions], query
    box.shortcuts.search.setText("zzzz")
    assert box.shortcuts.chosen is None
    assert "No action is called that" in box.shortcuts.note.text()


def test_no_key_of_the_table_would_be_refused() -> None:
    for action in all_actions():
        for sequence in action.shortcuts:
            assert keys.refusal(sequence) == "", sequence


def test_menus_and_the_search_field_show_the_keys_that_hold(window: MainWindow) -> None:
    assert window.tool_strip.search.keys == "Ctrl K"
    keys.take(window.settings, next(a for a in all_actions() if a.id == "edit.find"), "Ctrl+J")

    window.take_keys()
    assert window.tool_strip.search.keys == "Ctrl J"
    entry = next(a for a in window.menus["Edit"].actions() if a.objectName() == "edit.find")
    assert isinstance(entry, QAction) and entry.shortcut() == QKeySequence("Ctrl+J")


# Settings --------------------------------------------------------------------------------------------------


def test_what_is_set_holds_at_once_and_is_remembered(window: MainWindow) -> None:
    box = page(window, "")
    box.choose("Appearance")
    controls = {id: each for n in range(box.pages.count()) for id, each in _controls(box, n).items()}
    _pick(controls["theme"], "dark-contrast")
    assert window.workspace.tokens.theme == "dark-contrast"
    _pick(controls["density"], "comfortable")
    assert window.gantt.row_size.height == 30
    _pick(controls["working_day"], "9-17")
    QTest.keyClicks(controls["name"], "Ada")
    window.verbs["view.theme_light"].trigger()
    assert controls["theme"].currentData() == "light", "also what is set elsewhere"
    box.close()
    settle()
    kept = settings.load()
    assert (kept.theme, kept.density, kept.working_day, kept.name) == ("light", "comfortable", "9-17", "Ada")


def _controls(box: PreferencesWindow, place: int) -> dict[str, QComboBox | QLineEdit]:
    return getattr(box.pages.widget(place), "controls", {})


def _pick(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())
    settle()


def test_new_plans_have_the_working_time_that_was_set(window: MainWindow) -> None:
    window.settings.working_day, window.settings.working_week = "9-17", "sun-thu"
    window.verbs["file.new"].trigger()
    settle()
    plan = window.document.plan
    assert plan.calendars[plan.project.calendar].week[6] == ((540, 1020),)
    assert plan.calendars[plan.project.calendar].week[4] == ()
    assert plan.project.start % 1440 == 540


def test_settings_of_another_shape_are_left(window: MainWindow) -> None:
    file = paths.settings_file()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps({"shortcuts": {"task.link": "Ctrl+L", "task.new": ["Ctrl+J", 3]}, "theme": 7}))
    found = settings.load()
    assert found.shortcuts == {"task.new": ["Ctrl+J"]}
    assert found.theme == "system"
