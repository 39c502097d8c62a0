"""The window as a whole: actions, files, the palette, themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QToolButton

from roadmap_app.app import paths
from roadmap_app.app.actions.table import MENUS, all_actions
from roadmap_app.app.disk import files, leaving
from roadmap_app.app.gantt import scale
from roadmap_app.app.launch import start
from roadmap_app.app.launch.template_card import TemplateCard
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.preferences import settings
from roadmap_app.app.screenshot import picture_of, settle
from roadmap_app.app.search.finding import Finder
from roadmap_app.app.theme.focus import FocusRing
from roadmap_app.app.theme.icons import pixmap
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.time import instant
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.storage import planfile
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, centre, drag_by_days, id_of, move, press, release, type_into, wait


def test_the_table_is_whole(fresh: MainWindow) -> None:
    actions = all_actions()
    assert len({action.id for action in actions}) == len(actions)
    assert {action.place[0].partition(" > ")[0] for action in actions} == set(MENUS)
    keys = [QKeySequence(key).toString() for action in actions for key in action.shortcuts]
    assert len(keys) == len(set(keys)), "two actions share a shortcut"
    assert all(keys), "a shortcut that Qt does not know"
    for action in actions:
        if action.icon:
            assert not pixmap(action.icon, "#000000", 16).isNull()


def test_a_disabled_action_says_why(fresh: MainWindow) -> None:
    for action in all_actions():
        verb = fresh.verbs[action.id]
        if not verb.isEnabled():
            assert action.refusal(fresh) in verb.toolTip()
            assert action.refusal(fresh).endswith(".")


def test_undo_names_what_it_takes_back(opened: Open) -> None:
    window = opened("A 3d")
    type_into(window, "A", "duration", "5d")
    assert window.verbs["edit.undo"].text() == "Undo Duration of 'A' 5d"
    window.verbs["edit.undo"].trigger()
    assert window.verbs["edit.redo"].text() == "Redo Duration of 'A' 5d"


def test_what_was_done_is_on_disk_after_a_save(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    drag_by_days(window, "A", "body", 2)
    assert not window.document.is_saved
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    assert window.document.is_saved
    assert planfile.load(str(window.document.path)).plan == window.document.plan
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.redo"].trigger()
    assert window.document.is_saved, "redo survives a save"


def test_closing_asks_about_unsaved_work(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened("A 3d")
    drag_by_days(window, "A", "body", 2)
    asked: list[str] = []

    def cancel(box: QMessageBox) -> int:
        asked.append(box.text())
        return 0

    monkeypatch.setattr(QMessageBox, "exec", cancel)
    window.close()
    assert asked and window.isVisible()


def test_a_file_that_changed_meanwhile_into_a_conflict_is_not_overwritten(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    path = Path(str(window.document.path))
    other = planfile.load(str(path)).plan
    from roadmap_app.model.plan import Draft
    from roadmap_app.storage import saving

    draft = Draft(other)
    draft.remove("task", id_of(window, "A"))
    saving.save(path, draft.plan)
    theirs = path.read_bytes()
    drag_by_days(window, "A", "body", 2)
    window.verbs["file.save"].trigger()
    wait(lambda: not window.document.saving)
    assert path.read_bytes() == theirs
    assert not window.document.is_saved
    assert "changed" in window.notice.words.text()


def test_export_writes_a_workbook(opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened("A 3d; B 2d after A; M 0d after B")
    target = tmp_path / "out.xlsx"
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(target)])
    window.verbs["file.export_excel"].trigger()
    wait(lambda: "is in" in window.notice.words.text())
    settle()
    assert target.read_bytes()[:2] == b"PK"
    assert str(target) in window.notice.words.text()


def test_nonsense_is_refused_in_one_sentence_and_the_plan_stays(opened: Open, tmp_path: Path) -> None:
    window = opened("A 3d")
    document = window.document
    (tmp_path / "picture.roadmap").write_bytes(b"\x89PNG\r\n\x1a\n")
    for name in ("picture.roadmap", "nowhere.roadmap"):
        files.open_path(window, str(tmp_path / name))
        assert window.document is document
        assert window.notice.words.text()
        assert "Traceback" not in window.notice.words.text()
    with pytest.raises(Unreadable):
        open_window(tmp_path / "nowhere.roadmap", today=TODAY)


def test_an_ms_project_file_shows_its_stored_dates(opened: Open, shared: Path, tmp_path: Path) -> None:
    import gzip

    source = sorted((shared / "data" / "mspdi" / "inputs").glob("mpxj-slack9.xml.gz"))[0]
    target = tmp_path / "slack.xml"
    target.write_bytes(gzip.decompress(source.read_bytes()))
    window = opened("A 1d")
    files.open_path(window, str(target))
    wait(lambda: len(window.document.plan.tasks) > 10)
    assert window.document.path is None
    assert window.origin.imported_from == str(target)


def test_the_palette_finds_tasks_and_actions(opened: Open) -> None:
    window = opened("Dig the hole 3d; Pour 2d")
    found = Finder(window).entries("hole")
    assert found[0].kind == "task"
    assert found[0].words == "Dig the hole"
    assert any(entry.go == "task.milestone" for entry in Finder(window).entries("milest"))
    window.open_palette()
    assert window.palette_box.isVisible()
    QTest.keyClicks(window.palette_box.field, "pour")
    from PySide6.QtCore import Qt

    QTest.keyClick(window.palette_box.field, Qt.Key.Key_Return)
    assert window.workspace.selection == (id_of(window, "Pour"),)
    assert not window.palette_box.isVisible()


def test_the_sample_opens_and_says_when_it_is_done(opened: Open, sample: Path) -> None:
    window = opened("A 1d")
    files.open_path(window, str(sample))
    assert window.status.verdict.text() == "GA launch Wed 6 Jan 2027,"
    assert window.status.slipped.text() == "4 d after baseline"
    assert "20 tasks" in window.status.whole.text()


def test_themes_and_densities_change_live(opened: Open) -> None:
    window = opened("A 3d")
    window.verbs["view.theme_dark"].trigger()
    assert window.workspace.tokens.theme == "dark"
    height = window.gantt.row_size.height
    window.verbs["view.comfortable"].trigger()
    assert window.gantt.row_size.height > height
    assert window.grid.cell_rect(id_of(window, "A"), "name").height() == window.gantt.row_size.height
    window.verbs["view.theme_light"].trigger()
    assert window.workspace.tokens.theme == "light"


def test_the_window_remembers_zoom_and_folding(opened: Open) -> None:
    window = opened("S { A 3d }; B 1d")
    path = str(window.document.path)
    scale.zoom_by(window.gantt, 2)
    window.workspace.set_collapsed(id_of(window, "S"), True)
    axis, folded = window.workspace.axis, window.workspace.collapsed
    window.close()
    settle()
    again = open_window(path, today=TODAY)
    try:
        assert again.workspace.axis.px_per_day == axis.px_per_day
        assert again.workspace.collapsed == folded
        assert settings.load().recent[0] == path
    finally:
        again.close()
        settle()


def test_the_start_panel_goes_with_the_first_task(fresh: MainWindow) -> None:
    assert fresh.start_panel.isVisible()
    type_into(fresh, "", "name", "First")
    assert not fresh.start_panel.isVisible()


def test_lists_open_and_say_what_belongs_there(opened: Open) -> None:
    window = opened("A 3d deadline 2026-05-04; B 1d after A")
    for id in ("schedule.problems", "help.shortcuts"):
        window.verbs[id].trigger()
        settle()
        from PySide6.QtWidgets import QDialog

        boxes = [box for box in window.findChildren(QDialog) if box.isVisible()]
        assert boxes, id
        for box in boxes:
            box.close()
        settle()


def test_a_refusal_moves_no_row_and_passes_with_the_next_edit(opened: Open) -> None:
    window = opened("A 3d 50% actual 2026-05-04; B 2d")
    tops = [part.mapTo(window, QPoint(0, 0)) for part in (window.grid, window.gantt, window.panes)]
    drag_by_days(window, "A", "body", 3)
    assert window.notice.isVisible()
    assert [part.mapTo(window, QPoint(0, 0)) for part in (window.grid, window.gantt, window.panes)] == tops
    status = window.status.mapTo(window, QPoint(0, 0)).y()
    assert status - 20 <= window.notice.geometry().top() <= status, "it lies over the status line"
    assert window.notice.geometry().bottom() < window.height()
    middles = [part.geometry().center().y() for part in (window.notice._icon, window.notice.words)]
    assert abs(middles[0] - middles[1]) <= 1
    type_into(window, "B", "duration", "4d")
    assert not window.notice.isVisible()


def test_a_banner_has_a_place_of_its_own(opened: Open) -> None:
    window = opened("A 3d")
    top = window.panes.mapTo(window, QPoint(0, 0)).y()
    window.notice.banner("Something to know.", "Show…", window.verbs["schedule.problems"])
    settle()
    assert window.panes.mapTo(window, QPoint(0, 0)).y() > window.notice.geometry().bottom() > top
    window.notice.clear()
    settle()
    assert window.panes.mapTo(window, QPoint(0, 0)).y() == top


def test_the_start_panel_keeps_its_size_through_a_switch_of_theme(fresh: MainWindow) -> None:
    before = fresh.start_panel.geometry()
    assert before.height() > 300
    for theme in ("dark", "light"):
        fresh.verbs[f"view.theme_{theme}"].trigger()
        settle()
        assert fresh.start_panel.geometry() == before


@pytest.mark.parametrize("name", ["Programme", "Team roadmap", "Release train"])
def test_a_template_is_chosen_by_a_click_fitted_and_ready_for_keys(fresh: MainWindow, name: str) -> None:
    fresh.activateWindow()
    card = next(card for card in fresh.start_panel.findChildren(TemplateCard) if card._template.name == name)
    QTest.mouseClick(card, Qt.MouseButton.LeftButton)
    settle()
    settle()
    assert len(fresh.document.plan.tasks) > 10
    assert QApplication.focusWidget() is fresh.grid
    assert not fresh.start_panel.isVisible()
    schedule, width = fresh.document.schedule, fresh.gantt.viewport().width()
    finish = fresh.gantt.x_of(schedule.project_finish)
    assert 0 < fresh.gantt.x_of(schedule.project_start) < 60
    assert width / 2 < finish < width
    assert fresh.document.history == [f"Start from '{name}'"]


def test_the_unsaved_question_counts_since_the_last_save(opened: Open) -> None:
    window = opened("A 3d")
    for days in ("4d", "5d", "6d"):
        type_into(window, "A", "duration", days)
    assert leaving.unsaved_in_words(window) == "3 changes since it was opened would be lost."
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    type_into(window, "A", "duration", "7d")
    assert leaving.unsaved_in_words(window) == "1 change since it was last saved would be lost."
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.undo"].trigger()
    assert leaving.unsaved_in_words(window) == "1 undone change since it was last saved would be lost."


def test_the_ring_around_a_dialogs_button_is_whole(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened("A 3d")
    type_into(window, "A", "duration", "4d")
    rings: list[bool] = []

    def look(box: QMessageBox) -> int:
        box.show()
        box.activateWindow()
        box.defaultButton().setFocus()
        settle()
        (ring,) = box.findChildren(FocusRing)
        rings.append(ring.visibleRegion().boundingRect() == ring.rect())
        box.hide()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    assert not leaving.may_leave(window)
    assert rings == [True]


def test_the_status_line_tells_what_letting_go_would_do(opened: Open, sample: Path) -> None:
    window = opened("A 1d")
    files.open_path(window, str(sample))
    window.workspace.set_axis(TimeAxis(instant(2026, 10, 19), 8))
    start = centre(window, "Reconciliation reports")
    press(window, start)
    move(window, start + QPoint(8, 0), start + QPoint(80, 0))
    assert window.status.slipped.text() == "Release to move 8 items. GA launch would miss its deadline by 1 d."
    assert window.status.slipped.property("tone") == "late"
    assert window.status.dates.text() == "Fri 13 Nov – Tue 1 Dec    +8 working days"
    QTest.keyClick(window.gantt, Qt.Key.Key_Escape)
    release(window, start)
    assert window.status.slipped.text() == "4 d after baseline"


def test_the_status_line_has_no_gap(opened: Open, fresh: MainWindow) -> None:
    assert fresh.status.dates.text() == "Calendar: Mon to Fri, 8 h"
    window = opened("A 3d; M 0d after A")
    settle()
    assert not window.status.selected.isVisible()
    assert window.status.whole.mapTo(window.status, QPoint(0, 0)).x() == 10
    assert window.status.whole.text() == "1 task · 1 milestone ·"


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("inde", ["task.indent", "task.outdent"]),
        ("new", ["task.new", "task.milestone"]),
        ("fit", ["view.fit"]),
        ("zoom i", ["view.zoom_in"]),
        ("in order", ["task.link"]),
    ],
)
def test_the_palette_puts_starts_of_words_first(opened: Open, query: str, first: list[str]) -> None:
    window = opened("A 3d; B 2d")
    window.workspace.select([id_of(window, "A"), id_of(window, "B")])
    found = [entry.go for entry in Finder(window).entries(query)]
    assert [id for id in found if id != "file.new"][: len(first)] == first


def test_tools_are_as_sharp_as_the_picture(opened: Open) -> None:
    window = opened("A 3d")
    image = picture_of(window.tool_strip, 2)
    tools = {tool.defaultAction(): tool for tool in window.tool_strip.findChildren(QToolButton)}
    button = tools[window.verbs["task.new"]]
    place = button.mapTo(window.tool_strip, button.rect().center()) * 2
    column = [image.pixelColor(place.x() + 8, place.y() + y).lightness() for y in range(-8, 9)]
    sharp = [column[n] for n in range(len(column)) if min(column) < column[n] < max(column)]
    assert len(sharp) <= 2, "a stroke of 3 px has at most one soft pixel to each side"


def test_saving_under_another_name_asks_before_it_replaces_a_file(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    precious = tmp_path / "precious.roadmap"
    precious.write_text("precious")
    asked: list[tuple[str, str]] = []

    def choose(dialog: QFileDialog) -> int:
        asked.append((dialog.defaultSuffix(), dialog.selectedFiles()[0]))
        return int(len(asked) == 1)

    chosen = str(tmp_path / "precious")
    monkeypatch.setattr(QFileDialog, "exec", choose)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda dialog: [chosen])
    files.save_as(window)
    assert len(asked) == 2, "the name with its ending is asked about again"
    assert asked[0][0] == "roadmap"
    assert precious.read_text() == "precious"
    chosen = str(tmp_path / "Other.ROADMAP")
    asked.clear()
    files.save_as(window)
    wait(lambda: not window.document.saving)
    assert window.document.path == chosen


def test_slack_of_a_task_on_the_clock_is_told_in_days_of_the_project(opened: Open) -> None:
    window = opened("E 2ed; B 12d")
    window.workspace.select([id_of(window, "E")])
    settle()
    assert "10 d slack" in [label.text() for label in window.inspector.findChildren(QLabel)]
    assert window.status.dates.text() == "Mon 4 May – Wed 6 May    2ed"


def test_the_title_is_seen_and_the_strip_lies_below_the_chart_from_right_to_left(opened: Open) -> None:
    QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    try:
        window = opened("A 200d")
        title, menus = window.title_bar._title.geometry(), window.title_bar.menu_bar
        assert title.width() >= window.title_bar._title.sizeHint().width()
        heads = [menus.actionGeometry(entry).translated(menus.pos()) for entry in menus.actions()]
        assert not any(head.intersects(title) for head in heads)
        assert window.overview.width() == window.gantt.width()
        assert window.overview.mapTo(window, QPoint(0, 0)).x() == window.gantt.mapTo(window, QPoint(0, 0)).x()
    finally:
        QApplication.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_key_finds_the_verbs_as_what_came_just_before_left_them(opened: Open) -> None:
    window = opened("A 1d")
    assert not window.verbs["edit.undo"].isEnabled()
    task = window.document.plan.tasks[id_of(window, "A")]
    window.edit("Rename", lambda draft: draft.change(task, name="B"))
    QTest.keyClick(window.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)  # before any turn of the event loop
    assert window.document.plan.tasks[task.id].name == "A"
    assert window.verbs["edit.undo"].toolTip().endswith("Nothing has been done yet.")
    assert window.verbs["edit.redo"].isEnabled()


def test_a_defect_is_told_in_the_window_and_its_details_are_kept(opened: Open) -> None:
    window = opened("A 1d")
    start.tell_defect(KeyError("missing"))
    assert "This is a defect in Roadmap: KeyError" in window.notice.words.text()
    (note,) = paths.data_folder().glob("crash-*.txt")
    assert "KeyError" in note.read_text(encoding="utf-8")
