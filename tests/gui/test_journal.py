"""What is edited is on disk before it is saved, and is gone from there once it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from roadmap_app.app import jobs, paths
from roadmap_app.app.crashes import journalling
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.model.plan import apply
from roadmap_app.storage import backups, journal, planfile
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, id_of, type_into, wait


def journals() -> list[journal.Found]:
    folder = paths.journals()
    found = [journal.read(file) for file in sorted(folder.iterdir())] if folder.is_dir() else []
    return [each for each in found if each is not None]


def saved(window: MainWindow) -> None:
    window.verbs["file.save"].trigger()
    while window.document.saving:
        jobs.pause()


def test_each_edit_undo_and_redo_is_on_disk_at_once(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    before = window.document.plan
    assert journals() == []
    type_into(window, "A", "duration", "5d")
    type_into(window, "B", "name", "Build")
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.redo"].trigger()
    window.journal.flush()
    (found,) = journals()
    assert (found.head.doc, found.head.base) == (before.doc, window.origin.sha)
    assert [entry.origin for entry in found.entries] == ["edit", "edit", "undo", "redo"]
    plan = before
    for entry in found.entries:
        plan = apply(plan, entry.changes)
    assert plan == window.document.plan
    assert journal.crashed(paths.journals()) == ()
    kept = backups.version(paths.backups(), before.doc, window.origin.sha)
    assert kept == Path(window.document.path or "").read_bytes()


def test_a_save_ends_the_journal_and_the_next_edit_begins_one_on_the_new_file(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    type_into(window, "A", "duration", "5d")
    window.journal.flush()
    first = window.origin.sha
    saved(window)
    assert journals() == []
    type_into(window, "B", "duration", "3d")
    window.journal.flush()
    (found,) = journals()
    assert found.head.base == window.origin.sha != first
    assert len(found.entries) == 1


def test_edits_during_a_save_stay_in_the_journal_of_the_new_file(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    type_into(window, "A", "duration", "5d")
    written = len(window.journal.since)
    type_into(window, "B", "duration", "3d")
    window.journal.saved(written)
    (found,) = journals()
    assert [entry.changes.ids("task") for entry in found.entries] == [{id_of(window, "B")}]
    type_into(window, "B", "duration", "4d")
    window.journal.flush()
    (found,) = journals()
    assert len(found.entries) == 2


def test_a_plan_that_is_in_no_file_is_whole_in_its_journal(opened: Open) -> None:
    opened("A 1d")
    window = open_window(today=TODAY)
    try:
        plan = window.document.plan
        type_into(window, "", "name", "First")
        window.journal.flush()
        (found,) = journals()
        assert found.plan is not None and set(found.plan.records()) == set(plan.records())
    finally:
        window.document.mark_saved("", window.document.plan)
        window.close()
    assert journals() == []


def test_a_save_is_logged_and_kept_with_the_version_before(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    path, first = Path(window.document.path or ""), window.origin.sha
    type_into(window, "A", "duration", "5d")
    type_into(window, "B", "name", "Build")
    window.verbs["edit.undo"].trigger()
    saved(window)
    (log,) = planfile.load(str(path)).plan.log.values()
    assert log.who == "" and len(log.labels) == 1 and "A" in log.labels[0]
    assert window.document.is_saved and window.document.history == list(log.labels)
    assert "log of saves" in window.notice.words.text() and not window.notice.isHidden()
    window.notice.clear()
    window.settings.name = "Ann"
    type_into(window, "A", "duration", "6d")
    saved(window)
    assert window.notice.isHidden()
    assert {log.who for log in planfile.load(str(path)).plan.log.values()} == {"", "Ann"}
    shas = [each.sha for each in backups.versions(paths.backups(), window.document.plan.doc)]
    assert len(shas) == 3 and set(shas) >= {first, window.origin.sha}
    assert backups.version(paths.backups(), window.document.plan.doc, window.origin.sha) == path.read_bytes()


def test_versions_that_cannot_be_kept_break_no_save_and_are_told_once(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    paths.backups().write_text("a file where the folder should be")
    said: list[str] = []
    window.workspace.message.connect(lambda tone, words: said.append(words))
    for days in ("5d", "6d"):
        type_into(window, "A", "duration", days)
        saved(window)
        assert window.document.is_saved
        assert planfile.load(window.document.path or "").plan == window.document.plan
    assert len([words for words in said if "versions cannot be kept" in words]) == 1


@contextmanager
def no_room() -> Iterator[None]:
    """No file can grow beyond a few letters, as on a full disk."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_journal_that_a_full_disk_cut_off_goes_with_its_window(opened: Open) -> None:
    window = opened("A 1d; B 2d")
    type_into(window, "A", "duration", "5d")
    assert window.journal.flush()
    with no_room():
        type_into(window, "B", "duration", "6d")
        assert not window.journal.flush()
    wait(lambda: "cannot be kept safe" in window.notice.words.text())
    (left,) = journals()
    assert len(left.entries) == 1
    window.journal.end()  # as when the edits are given up
    assert journals() == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_once_there_is_room_again_all_edits_are_on_disk(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journalling, "RETRY", 0.02)
    window = opened("A 1d; B 2d")
    before = window.document.plan
    type_into(window, "A", "duration", "5d")
    assert window.journal.flush()
    with no_room():
        type_into(window, "B", "duration", "6d")
        wait(lambda: "cannot be kept safe" in window.notice.words.text())
        type_into(window, "B", "name", "Build")
    wait(lambda: "kept safe from a crash again" in window.notice.words.text())
    type_into(window, "Build", "duration", "7d")
    assert window.journal.flush()
    (found,) = journals()
    plan = before
    for entry in found.entries:
        plan = apply(plan, entry.changes)
    assert plan == window.document.plan and len(found.entries) == 4
