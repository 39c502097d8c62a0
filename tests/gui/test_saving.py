"""Saving through the window: its states, what is asked meanwhile, and every way in which it can fail."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.qtbot import QtBot

from roadmap_app.app import paths
from roadmap_app.app.disk import files, leaving
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.model.plan import Draft
from roadmap_app.storage import journal, planfile, saving
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, id_of, keys, type_into, wait

FOUND = planfile.load


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is cleared, saves wait until it is set."""
    go, real = threading.Event(), saving.save
    go.set()

    def save(*words: object, **named: object) -> saving.Saved:
        assert go.wait(10)
        return real(*words, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(saving, "save", save)
    yield go
    go.set()


@pytest.fixture
def chosen(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Answers dialogs that ask for a file."""

    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])

    return choose


def path_of(window: MainWindow) -> Path:
    return Path(str(window.document.path))


def names(path: Path) -> list[str]:
    return sorted(task.name for task in FOUND(str(path)).plan.tasks.values())


def state(window: MainWindow) -> str:
    settle()
    return window.status.saved.text()


def save(window: MainWindow) -> None:
    window.verbs["file.save"].trigger()
    wait(lambda: not window.document.saving)


# States -------------------------------------------------------------------------------------------


def test_the_status_line_says_unsaved_saving_saved(opened: Open, held: threading.Event) -> None:
    window = opened("A 3d")
    held.clear()
    assert state(window) == "Saved"
    type_into(window, "A", "name", "Edited")
    assert state(window) == "Not saved yet"
    QTest.mouseClick(window.status.saved, Qt.MouseButton.LeftButton)
    assert state(window) == "Saving …" and not window.status.saved.isEnabled()
    held.set()
    wait(lambda: state(window) == "Saved")
    assert names(path_of(window)) == ["Edited"]


def test_what_is_saved_again_during_a_save_is_on_disk_after_it(opened: Open, held: threading.Event) -> None:
    window = opened("A 3d; B 1d")
    held.clear()
    type_into(window, "A", "name", "First")
    window.verbs["file.save"].trigger()
    type_into(window, "B", "name", "Second")
    keys(Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    keys(Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    assert state(window) == "Saving …"
    held.set()
    wait(lambda: window.document.is_saved)
    assert names(path_of(window)) == ["First", "Second"]


def test_a_place_chosen_during_a_save_is_not_forgotten(
    opened: Open, held: threading.Event, chosen: Callable[[Path], None], tmp_path: Path
) -> None:
    window = opened("A 3d")
    held.clear()
    before = path_of(window)
    type_into(window, "A", "name", "Edited")
    window.verbs["file.save"].trigger()
    chosen(tmp_path / "other.roadmap")
    window.verbs["file.save_as"].trigger()
    window.verbs["file.save"].trigger()
    held.set()
    wait(lambda: window.document.path == str(tmp_path / "other.roadmap"))
    wait(lambda: not window.document.saving)
    assert names(before) == names(tmp_path / "other.roadmap") == ["Edited"]


def test_closing_waits_for_a_save_and_asks_nothing(
    opened: Open, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    held.clear()
    path = path_of(window)
    type_into(window, "A", "name", "Edited")
    window.verbs["file.save"].trigger()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: pytest.fail("it asked"))
    QTimer.singleShot(100, held.set)
    assert window.close()
    assert names(path) == ["Edited"]


def test_save_on_close_is_on_disk_when_the_window_is_gone(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened("A 3d")
    path = path_of(window)
    type_into(window, "A", "name", "Edited")
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    assert window.close()
    assert names(path) == ["Edited"]


def test_another_plan_is_shown_only_after_the_save_of_this_one(
    opened: Open, held: threading.Event, tmp_path: Path, sample: Path
) -> None:
    """Else what was asked for meanwhile would be done to the other plan, in the file of this one."""
    window = opened("A 3d")
    held.clear()
    path = path_of(window)
    window.verbs["file.save"].trigger()
    window.verbs["file.save"].trigger()
    QTimer.singleShot(100, held.set)
    files.open_path(window, str(sample))
    wait(lambda: window.document.path == str(sample))
    settle()
    assert names(path) == ["A"]


# Places -------------------------------------------------------------------------------------------


def test_save_as_onto_itself_is_a_save_and_loses_nothing_of_others(
    opened: Open, chosen: Callable[[Path], None]
) -> None:
    window = opened("A 3d; B 1d")
    path = path_of(window)
    draft = Draft(FOUND(str(path)).plan)
    draft.change(draft.tasks[id_of(window, "B")], notes="from Ann")
    saving.save(str(path), draft.plan)
    type_into(window, "A", "name", "Edited")
    chosen(path.parent / "." / path.name)
    window.verbs["file.save_as"].trigger()
    wait(lambda: window.document.is_saved)
    there = FOUND(str(path)).plan
    assert names(path) == ["B", "Edited"]
    assert there.tasks[id_of(window, "B")].notes == "from Ann"


def test_a_plan_opened_through_a_link_is_saved_where_the_link_leads(opened: Open, tmp_path: Path) -> None:
    target = path_of(opened("A 3d"))
    (tmp_path / "links").mkdir()
    alias = tmp_path / "links" / "alias.roadmap"
    alias.symlink_to(target)
    window = open_window(alias, today=TODAY)
    window.edit("Rename", lambda draft: draft.change(draft.tasks[id_of(window, "A")], name="Edited"))
    save(window)
    assert alias.is_symlink() and names(target) == ["Edited"]
    assert sorted(alias.parent.iterdir()) == [alias]
    window.close()


# Failures -----------------------------------------------------------------------------------------


def no_space(path: Path, patch: pytest.MonkeyPatch) -> None:
    real = os.write

    def write(file: int, data: bytes) -> int:
        if str(path.parent) in os.readlink(f"/proc/self/fd/{file}"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, data)

    patch.setattr(os, "write", write)


def folder_read_only(path: Path, patch: pytest.MonkeyPatch) -> None:
    """As for anyone but root, whom permissions do not hold."""
    real = os.open

    def open_(name: str | Path, flags: int, *rest: int, **named: int) -> int:
        if flags & os.O_CREAT and Path(name).parent == path.parent:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(name, flags, *rest, **named)

    patch.setattr(os, "open", open_)


def file_read_only(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.chmod(0o444)


def folder_gone(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.parent.rename(path.parent.with_name("moved"))


def a_folder_there(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.rename(path.with_name("kept"))
    path.mkdir()


def disk_fails(path: Path, patch: pytest.MonkeyPatch) -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        if str(path.parent) in os.readlink(f"/proc/self/fd/{file}"):
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(file)

    patch.setattr(os, "fsync", fsync)


def a_pipe_there(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.rename(path.with_name("kept"))
    os.mkfifo(path)


def mended(path: Path) -> None:
    """What was done to the place of a plan is undone again."""
    if path.is_dir():
        path.rmdir()
    if (kept := path.with_name("kept")).exists():
        kept.replace(path)
    if (moved := path.parent.with_name("moved")).exists():
        moved.rename(path.parent)
    path.chmod(0o644)


@pytest.mark.parametrize(
    ("harm", "why", "advice"),
    [
        (no_space, "the disk is full", "Free some space, or save to another place."),
        (file_read_only, "the file is read-only", "under another name or in another folder"),
        (folder_read_only, "it may not be written there", "under another name or in another folder"),
        (folder_gone, "the folder", "Choose another folder."),
        (a_folder_there, "it is a folder", "Choose a file name."),
        (a_pipe_there, "it is not an ordinary file", "Save to another place."),
        (disk_fails, "Input/output error", "Save to another place."),
    ],
)
@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs Linux")
def test_a_save_that_fails_is_told_keeps_the_work_and_can_be_done_again(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    harm: Callable[[Path, pytest.MonkeyPatch], None], why: str, advice: str,
) -> None:  # fmt: skip
    window = opened("A 3d")
    folder = tmp_path / "plans"
    folder.mkdir()
    path = folder / "plan.roadmap"
    files.write(window, str(path), onto=True)
    wait(lambda: window.document.path == str(path))
    window.watching.timer.stop()
    before = path.read_bytes()
    type_into(window, "A", "name", "Edited")
    with monkeypatch.context() as patch:
        harm(path, patch)
        save(window)
    assert state(window).startswith(f"Not saved: {why}"[:30])
    told = window.status.saved.toolTip()
    assert told.startswith(f"plan.roadmap was not saved: {why}") and advice in told
    assert window.notice.words.text() == told
    assert not window.document.is_saved and window.document.plan.tasks[id_of(window, "Edited")]
    mended(path)
    assert path.read_bytes() == before and list(folder.iterdir()) == [path]
    QTest.mouseClick(window.status.saved, Qt.MouseButton.LeftButton)
    (menu,) = window.status.saved.findChildren(QMenu)
    assert [each.text() for each in menu.actions()] == ["Save", "Save As…"]
    menu.actions()[0].trigger()
    menu.close()
    wait(lambda: state(window) == "Saved")
    assert names(path) == ["Edited"]


def test_why_a_save_failed_is_no_news_once_others_changes_are_merged(opened: Open) -> None:
    window = opened("A 3d; B 1d")
    path = path_of(window)
    type_into(window, "A", "name", "Edited")
    path.chmod(0o444)
    save(window)
    assert state(window) == "Not saved: the file is read-only"
    path.chmod(0o644)
    draft = Draft(FOUND(str(path)).plan)
    draft.change(draft.tasks[id_of(window, "B")], notes="from Ann")
    saving.save(str(path), draft.plan)
    window.watching.timer.start(30)
    wait(lambda: window.document.plan.tasks[id_of(window, "B")].notes == "from Ann")
    assert state(window) == "Not saved yet"


def test_a_defect_in_a_save_leaves_a_window_that_can_save_and_close(
    opened: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    window = opened("A 3d")
    type_into(window, "A", "name", "Edited")
    with monkeypatch.context() as patch, qtbot.captureExceptions() as caught:
        patch.setattr(saving, "save", lambda *words, **named: {}["defect"])
        window.verbs["file.save"].trigger()
        wait(lambda: bool(caught))
    assert caught[0][0] is KeyError and state(window) == "Not saved yet"
    assert "the program failed at it" in window.notice.words.text()
    save(window)
    assert names(path_of(window)) == ["Edited"] and window.document.is_saved


def test_a_failed_save_on_close_keeps_the_window(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened("A 3d")
    path = path_of(window)
    type_into(window, "A", "name", "Edited")
    path.chmod(0o444)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: None)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda box: box.buttons()[0])
    assert not window.close()
    assert window.isVisible() and state(window) == "Not saved: the file is read-only"


def test_a_plan_that_lost_records_by_itself_is_not_saved(opened: Open) -> None:
    window = opened("A 3d; B 1d; C 2d")
    path = path_of(window)
    window.edit("Delete", lambda draft: draft.remove("task", id_of(window, "A")))
    save(window)
    assert names(path) == ["B", "C"] and window.document.is_saved  # deleted by a step: as it should be
    window.edit("Delete", lambda draft: draft.remove("task", id_of(window, "B")))
    window.journal._since.clear()  # as if a defect had done it, and no step of the person's
    save(window)
    assert state(window) == "Not saved: records may have been lost"
    assert names(path) == ["B", "C"]


def test_a_folder_that_does_not_answer_keeps_nobody_and_the_edits_wait_for_the_next_start(
    opened: Open, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    monkeypatch.setattr(leaving, "PATIENCE", 0.05)
    asked: list[str] = []

    def answer(box: QMessageBox) -> None:
        asked.append(box.text())
        box.buttons()[len(asked) - 1].click()  # keep waiting at first, then leave

    monkeypatch.setattr(QMessageBox, "exec", answer)
    type_into(window, "A", "name", "Edited")
    held.clear()
    window.verbs["file.save"].trigger()
    window.close()
    assert len(asked) == 2 and asked[0].endswith("does not answer, so the plan is not saved yet.")
    assert not window.isVisible()
    (file,) = paths.journals().iterdir()
    kept = journal.read(file)
    assert kept is not None and [each.label for each in kept.entries] == ["Rename 'A' to 'Edited'"]


def test_the_question_goes_by_itself_when_the_folder_answers(
    opened: Open, held: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    monkeypatch.setattr(leaving, "PATIENCE", 0.05)
    type_into(window, "A", "name", "Edited")
    held.clear()
    window.verbs["file.save"].trigger()
    QTimer.singleShot(300, held.set)
    window.close()
    assert not window.isVisible()
    assert names(path_of(window)) == ["Edited"]
