"""Copies of the open plan that a sync client left are offered, merged and put away; a renamed file is found."""

from __future__ import annotations

from pathlib import Path

from roadmap_app.app.disk import files
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.sharing.watching import GONE
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Log
from roadmap_app.storage import planfile, saving
from tests.gui.conftest import Open
from tests.gui.robot import drag_by_days, id_of, wait


def path_of(window: MainWindow) -> Path:
    return Path(str(window.document.path))


def conflict_copy(window: MainWindow, **members: object) -> Path:
    """What a client makes of a colleague's edit that came too late."""
    path = path_of(window)
    draft = Draft(planfile.load(str(path)).plan)
    draft.change(draft.tasks[id_of(window, "B")], **members)
    draft.put(Log(id="logann", at=1, who="Ann"))
    copy = path.with_name(f"{path.stem} (Ann's conflicted copy).roadmap")
    saving.save(str(copy), draft.plan)
    return copy


def look(window: MainWindow) -> None:
    window.copies.look()
    wait(lambda: window.copies._job is not None and window.copies._job.over)


def test_a_conflicted_copy_is_offered_once_merged_as_one_step_and_put_away(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    drag_by_days(window, "A", "finish", 1)
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    copy = conflict_copy(window, notes="from Ann")
    window.notice.clear()  # which asked for a name
    look(window)
    assert window.notice.words.text() == f"{copy.name} is a copy of this plan with edits that are not in here."
    window.notice.clear()
    look(window)
    assert window.notice.isHidden(), "offered once"
    assert window.verbs["file.merge_copy"].isEnabled()
    window.verbs["file.merge_copy"].trigger()
    wait(lambda: window.findChild(MergeWindow) is not None)
    box = window.findChild(MergeWindow)
    wait(box.apply_button.isEnabled)
    box.apply_button.click()
    wait(lambda: bool(window.document.plan.tasks[id_of(window, "B")].notes))
    assert window.document.history[-1].startswith(f"Merge {copy.name}")
    assert not window.verbs["file.put_away"].isEnabled(), "not before it is saved"
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    window.notice.clear()
    look(window)
    assert "can go to the versions" in window.notice.words.text()
    window.notice.button.click()
    wait(lambda: not copy.exists())
    window.verbs["edit.undo"].trigger()
    assert not window.document.plan.tasks[id_of(window, "B")].notes


def test_a_copy_whose_merge_is_undone_is_not_put_away_but_offered_again(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    copy = conflict_copy(window, notes="from Ann")
    look(window)
    window.verbs["file.merge_copy"].trigger()
    wait(lambda: window.findChild(MergeWindow) is not None)
    box = window.findChild(MergeWindow)
    wait(box.apply_button.isEnabled)
    box.apply_button.click()
    wait(lambda: bool(window.document.history))
    window.verbs["edit.undo"].trigger()
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    look(window)
    assert not window.copies.merged and not window.verbs["file.put_away"].isEnabled()
    assert [each.path for each in window.copies.waiting] == [copy]
    window.verbs["edit.redo"].trigger()
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    look(window)
    assert [each.path for each in window.copies.merged] == [copy] and not window.copies.waiting


def test_what_was_saved_here_and_stands_in_a_copy_only_is_offered(opened: Open) -> None:
    window = opened("A 3d; B 2d after A")
    path = path_of(window)
    before = path.read_bytes()
    drag_by_days(window, "A", "finish", 1)
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    mine = window.document.plan.tasks[id_of(window, "A")]
    path.rename(path.with_name(f"{path.stem}-LAPTOP.roadmap"))  # a colleague's file won
    path.write_bytes(before)
    files.open_path(window, str(path))
    look(window)
    assert window.document.plan.tasks[mine.id] != mine
    assert [each.path.name for each in window.copies.waiting] == [f"{path.stem}-LAPTOP.roadmap"]
    window.verbs["file.merge_copy"].trigger()
    wait(lambda: window.findChild(MergeWindow) is not None)
    box = window.findChild(MergeWindow)
    wait(box.apply_button.isEnabled)
    box.apply_button.click()
    wait(lambda: window.document.plan.tasks[mine.id] == mine)
    look(window)
    assert not window.copies.waiting


def test_a_copy_without_edits_of_its_own_is_left_alone(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    path = path_of(window)
    path.with_name(f"{path.stem} (1).roadmap").write_bytes(path.read_bytes())
    path.with_name("Elsewhere.roadmap").write_bytes(path.read_bytes().replace(b'"A"', b'"B"'))
    look(window)
    assert not window.copies.waiting
    assert window.notice.isHidden()


def test_a_renamed_file_is_found_and_gone_on_with(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    path = path_of(window)
    moved = path.with_name("Programme.roadmap")
    path.rename(moved)
    window.watching.timer.start(30)
    wait(lambda: window.watching.state == GONE)
    window.notice.clear()
    look(window)
    assert window.notice.words.text().startswith("The file is called Programme.roadmap now.")
    window.notice.button.click()
    wait(lambda: window.document.is_saved)
    assert path_of(window) == moved
    drag_by_days(window, "A", "finish", 1)
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    assert not path.exists()
    assert planfile.load(str(moved)).plan == window.document.plan
