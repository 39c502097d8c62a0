"""The palette: finds actions, settings and tasks by a few letters, tells keys and reasons, remembers what was run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.preferences.window import PreferencesWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.search.finding import Entry, Finder
from roadmap_app.commands import dates, views
from tests.gui.conftest import Open
from tests.gui.robot import id_of, wait


@pytest.fixture
def window(opened: Open) -> MainWindow:
    made = opened("Phase { API freeze 3d; Build 5d after API freeze }; Audit 2d; Launch 0d after Build")
    made.activateWindow()
    wait(made.isActiveWindow)
    return made


def found(window: MainWindow, query: str) -> list[Entry]:
    return Finder(window).entries(query)


def run(window: MainWindow, query: str) -> None:
    """Open it by its keys, type and press Enter."""
    window.grid.setFocus()
    QTest.keyClick(window.grid, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.palette_box.field, query)
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    settle()


@pytest.mark.parametrize(
    ("query", "name"),
    [("frz", "API freeze"), ("freeze api", "API freeze"), ("1.2", "Build"), ("#4", "Audit"), ("AUD", "Audit")],
)
def test_tasks_are_found_by_letters_words_and_numbers(window: MainWindow, query: str, name: str) -> None:
    first = next(entry for entry in found(window, query) if entry.kind == "task")
    assert first.words == name


@pytest.mark.parametrize(
    ("query", "action"),
    [
        ("slack", "view.slack"), ("float", "view.slack"), ("total float", "view.slack"),
        ("dependency", "task.link"), ("dependencies", "view.links"), ("predecessors", "task.link"),
        ("lag", "task.details"), ("larger", "view.zoom_in"), ("smaller", "view.zoom_out"), ("whole plan", "view.fit"),
        ("critical path", "schedule.path"), ("near critical", "schedule.near_1"), ("baseline", "schedule.baseline"),
        ("plan of record", "schedule.baseline"), ("must start on", "task.set_constraint"),
        ("as late as possible", "task.set_constraint"), ("due date", "task.set_deadline"),
        ("demote", "task.indent"), ("subtask", "task.indent"), ("promote", "task.outdent"),
        ("public holidays", "calendar.edit"), ("vacation", "calendar.edit"), ("assignee", "task.set_owner"),
        ("dark mode", "view.theme_dark"), ("night", "view.theme_dark"), ("hotkeys", "help.shortcuts"),
        ("properties", "task.details"), ("task information", "task.details"), ("warnings", "schedule.problems"),
        ("fold", "view.collapse_all"), ("exit", "file.quit"), ("mpp", "file.open"), ("gantt", "file.export_picture"),
        ("audit log", "edit.history"), ("reschedule", "task.later"), ("swimlanes", "arrange.group_team"),
        ("disconnect", "task.unlink"),
        ("progress", "task.set_percent"), ("minimap", "view.overview"), ("contract", "task.details"),
    ],
)  # fmt: skip
def test_verbs_are_found_by_the_words_that_people_have_for_them(window: MainWindow, query: str, action: str) -> None:
    window.workspace.select([id_of(window, "Build")])
    first = [entry.go for entry in found(window, query) if entry.kind == "action"]
    assert action in first[:6]


def test_enter_goes_to_a_task_that_is_folded_away(window: MainWindow) -> None:
    window.workspace.set_collapsed(id_of(window, "Phase"), True)
    run(window, "build")
    assert window.workspace.selection == (id_of(window, "Build"),)
    assert window.workspace.rows.index(id_of(window, "Build")) is not None
    assert window.grid.hasFocus()


def test_settings_are_taken_at_once_or_opened(window: MainWindow) -> None:
    run(window, "motion off")
    assert window.settings.motion == "off"
    on = window.settings.start_panel
    run(window, "start panel")
    assert window.settings.start_panel is not on
    run(window, "your name")
    assert window.findChild(PreferencesWindow).isVisible()


def test_what_was_run_last_comes_first(window: MainWindow) -> None:
    window.settings.commands = []
    run(window, "collapse all")
    run(window, "zoom in")
    assert [entry.go for entry in found(window, "")[:2]] == ["view.zoom_in", "view.collapse_all"]
    assert window.settings.commands == ["view.zoom_in", "view.collapse_all"]
    assert found(window, "zoom")[0].go == "view.zoom_in"


def test_keys_and_reasons_are_shown(window: MainWindow) -> None:
    window.workspace.select(())
    by_id = {entry.go: entry for query in ("fit the plan", "indent") for entry in found(window, query)}
    assert by_id["view.fit"].aside == "Ctrl+0"
    assert by_id["task.indent"].aside == "Select a task first."
    assert not by_id["task.indent"].enabled
    run(window, "indent")
    assert window.notice.words.text() == "Select a task first."
    assert window.palette_box.isVisible()
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)
    assert not window.palette_box.isVisible()


def test_the_letters_that_were_found_are_told(window: MainWindow) -> None:
    entry = next(entry for entry in found(window, "apfr") if entry.kind == "task")
    assert "".join(entry.words[place] for place in entry.places) == "APfr"


def test_names_that_change_are_found_anew(window: MainWindow) -> None:
    finder = Finder(window)
    assert not any(entry.kind == "task" for entry in finder.entries("quarterly"))
    window.edit("Rename", lambda draft: draft.change(draft.tasks[id_of(window, "Audit")], name="Quarterly review"))
    assert finder.entries("quarterly")[0].words == "Quarterly review"


def test_esc_gives_the_keyboard_back(window: MainWindow) -> None:
    window.gantt.setFocus()
    QTest.keyClick(window.gantt, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_box.field.hasFocus()
    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is window.gantt


def test_who_drives_a_task_is_asked_in_a_sentence(window: MainWindow) -> None:
    run(window, "who drives Launch?")
    assert window.workspace.selection == (id_of(window, "Launch"),)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "section-why"
    assert focus.text().startswith("Why ")  # type: ignore[attr-defined]


def test_a_phase_moves_a_week_except_what_is_named(opened: Open) -> None:
    window = opened("Test { Unit 3d; Load 2d after Unit; Audit 2d }; Launch 0d after Load")
    window.activateWindow()
    wait(window.isActiveWindow)
    before = window.document.schedule
    run(window, "shift the whole test phase by a week, except the audit")
    after = window.document.schedule
    moved = {
        name: (after.start(id_of(window, name)) - before.start(id_of(window, name))) // 1440
        for name in ("Unit", "Load", "Audit", "Launch")
    }
    assert moved == {"Unit": 7, "Load": 7, "Audit": 0, "Launch": 7}
    assert window.document.history == ["Move 2 tasks +5 d (1 task shifted)"]
    assert window.workspace.selection == (id_of(window, "Unit"), id_of(window, "Load"))


def test_what_is_left_out_of_a_shift_and_moves_by_its_links_is_told_before(opened: Open) -> None:
    window = opened("Test { Unit 3d; Load 2d after Unit; Audit 2d after Unit; Review 1d }; Launch 0d after Load")
    offered = {entry.go: entry.words for entry in found(window, "move test a week later except audit")}
    assert offered["task.week_later"].endswith("except 'Audit', which moves with them by its links")
    free = next(entry for entry in found(window, "move test later except review") if entry.go == "task.later")
    assert free.words.endswith("except 'Review'")


def test_a_named_view_is_found_and_shown(window: MainWindow) -> None:
    with window.document.edit("Save the view") as draft:
        views.keep(draft, "Teams at work", filter="", sort="", group="team", columns=(), colour_by="critical")
    run(window, "teams at")
    assert window.workspace.arrangement.group == "team"
    assert window.document.history == ["Save the view"]  # looking is no edit


@pytest.mark.parametrize("query", ["make these five tasks follow each other", "one after the other"])
def test_selected_tasks_follow_each_other(window: MainWindow, query: str) -> None:
    window.workspace.select([id_of(window, name) for name in ("Build", "Audit", "Launch")])
    run(window, query)
    pairs = {(link.from_, link.to) for link in window.document.plan.links.values()}
    assert (id_of(window, "Build"), id_of(window, "Audit")) in pairs
    assert (id_of(window, "Audit"), id_of(window, "Launch")) in pairs


def test_tasks_named_in_a_sentence_are_linked(window: MainWindow) -> None:
    run(window, "link API freeze and Audit")
    assert window.document.history == ["Link 2 tasks"]


@pytest.mark.parametrize(
    ("query", "field"), [("deadline of launch", "field-deadline"), ("set tags audit", "field-tags")]
)
def test_a_field_of_a_task_is_found(window: MainWindow, query: str, field: str) -> None:
    run(window, query)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == field


def test_notes_are_written_at_once(window: MainWindow) -> None:
    run(window, "comment on audit")
    keys_typed = QApplication.focusWidget()
    assert keys_typed is window.inspector.notes.writing
    QTest.keyClicks(keys_typed, "Ask Ann.")
    assert window.finish_editing()
    assert window.document.plan.tasks[id_of(window, "Audit")].notes == "Ask Ann."


def test_a_sentence_about_nothing_known_finds_nothing(window: MainWindow) -> None:
    assert found(window, "bake the cake quickly") == []


def test_what_has_started_stays_and_that_is_said(opened: Open) -> None:
    window = opened("Test { Unit 3d; Load 2d }")
    unit, load = id_of(window, "Unit"), id_of(window, "Load")
    schedule = window.document.schedule
    window.edit("Begin", lambda draft: dates.set_percent(draft, schedule, unit, 40))
    before = window.document.schedule
    window.workspace.select([id_of(window, "Test")])
    window.verbs["task.week_later"].trigger()
    after = window.document.schedule
    assert after.start(load) == before.start(load) + 7 * 1440
    assert after.start(unit) == before.start(unit)
    assert window.notice.words.text() == "'Unit' has started and stays."
