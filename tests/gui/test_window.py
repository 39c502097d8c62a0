"""The window as a whole: actions, files, the palette, themes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox

from roadmap_app.app import files, palette, settings
from roadmap_app.app.actions.table import MENUS, all_actions
from roadmap_app.app.gantt import scale
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.app.theme.icons import pixmap
from roadmap_app.model.findings import Unreadable
from roadmap_app.storage import planfile
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, drag_by_days, id_of, type_into, wait


def test_the_table_is_whole(fresh: MainWindow) -> None:
    actions = all_actions()
    assert len({action.id for action in actions}) == len(actions)
    assert {action.place[0] for action in actions} == set(MENUS)
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


def test_a_file_that_changed_meanwhile_is_not_overwritten(opened: Open) -> None:
    window = opened("A 3d")
    path = Path(str(window.document.path))
    other = planfile.load(str(path)).plan
    from roadmap_app.model.plan import Draft
    from roadmap_app.storage import saving

    draft = Draft(other)
    draft.change(draft.project, notes="from a colleague")
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
    assert len(window.document.plan.tasks) > 10
    assert window.document.path is None
    assert window.origin.imported_from == str(target)


def test_the_palette_finds_tasks_and_actions(opened: Open) -> None:
    window = opened("Dig the hole 3d; Pour 2d")
    found = palette.entries(window, "hole")
    assert found[0].kind == "task"
    assert found[0].words == "Dig the hole"
    assert any(entry.go == "task.milestone" for entry in palette.entries(window, "milest"))
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
