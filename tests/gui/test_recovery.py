"""After a crash the work is there again: offered in the window, shown, taken as steps, or discarded."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from roadmap_app.app import paths, recovery
from roadmap_app.app.main_window import MainWindow
from roadmap_app.model.plan import Draft
from roadmap_app.storage import journal, planfile, saving
from tests.gui.conftest import Open
from tests.gui.robot import id_of, type_into

ROOT = Path(__file__).parents[2]


def crash(window: MainWindow) -> None:
    """What the window has on disk now, as the start after a crash finds it: nobody holds it."""
    window.journal.flush()
    (file,) = paths.journals().iterdir()
    left = file.read_bytes()
    window.document.mark_saved(window.document.path or "", window.document.plan)
    window.close()
    paths.journals().joinpath(f"1-crashed{journal.SUFFIX}").write_bytes(left)


def press(window: MainWindow, words: str) -> None:
    assert window.recovery_box is not None
    button = next(each for each in window.recovery_box.buttons if each.text() == words)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_recovered_edits_are_steps_that_can_be_undone(opened: Open) -> None:
    first = opened("A 1d; B 2d; C 3d")
    path, before = first.document.path or "", first.document.plan
    type_into(first, "A", "duration", "5d")
    type_into(first, "B", "name", "Build")
    first.verbs["edit.undo"].trigger()
    type_into(first, "C", "name", "Check")
    after = first.document.plan
    crash(first)
    window = opened("Other 1d")
    recovery.offer(window)
    assert "2 edits since" in window.notice.words.text() and not window.notice.isHidden()
    QTest.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    assert window.recovery_box is not None
    rows = [window.recovery_box.table.item(row, 2).text() for row in range(window.recovery_box.table.rowCount())]
    assert any("5" in row and "'A'" in row for row in rows) and any("Check" in row for row in rows)
    press(window, "Recover")
    assert window.document.plan == after
    assert (window.document.path, window.document.is_saved, len(window.document.steps)) == (path, False, 2)
    assert [each.head.path for each in map(journal.read, paths.journals().iterdir()) if each] == [path]
    window.verbs["edit.undo"].trigger()
    window.verbs["edit.undo"].trigger()
    assert window.document.plan == before
    assert not window.verbs["file.recover"].isEnabled()


def test_on_a_changed_file_recovered_edits_are_merged(opened: Open) -> None:
    first = opened("A 1d; B 2d")
    path, plan = first.document.path or "", first.document.plan
    type_into(first, "A", "duration", "5d")
    ids = {name: id_of(first, name) for name in "AB"}
    crash(first)
    draft = Draft(plan)
    draft.change(draft.tasks[ids["B"]], name="Changed by another")
    saving.save(path, draft.plan)
    for lost in (False, True):
        if lost:
            shutil.rmtree(paths.backups())
        window = opened("Other 1d")
        left = next(paths.journals().iterdir()).read_bytes()
        recovery.offer(window)
        assert recovery.take(window, window.crashed[0])
        tasks = window.document.plan.tasks
        assert tasks[ids["B"]].name == "Changed by another"
        assert tasks[ids["A"]].duration == 5 * 480
        window.verbs["file.save"].trigger()
        assert planfile.load(path).plan.tasks[ids["B"]].name == "Changed by another"
        window.close()
        saving.save(path, draft.plan)
        paths.journals().joinpath(f"1-crashed{journal.SUFFIX}").write_bytes(left)


def test_what_was_saved_after_all_is_not_offered(opened: Open) -> None:
    first = opened("A 1d; B 2d")
    type_into(first, "A", "duration", "5d")
    saving.save(first.document.path or "", first.document.plan)
    crash(first)
    window = opened("Other 1d")
    recovery.offer(window)
    assert window.crashed == () and not list(paths.journals().iterdir())


def test_discarded_work_is_gone_and_a_file_that_is_gone_is_no_obstacle(opened: Open) -> None:
    first = opened("A 1d; B 2d")
    type_into(first, "A", "duration", "5d")
    path = first.document.path or ""
    crash(first)
    Path(path).unlink()
    window = opened("Other 1d")
    recovery.offer(window)
    window.verbs["file.recover"].trigger()
    press(window, "Discard")
    assert window.crashed == () and not list(paths.journals().iterdir()) and window.recovery_box is None


EDITING = """
import sys
from roadmap_app.app import files
from roadmap_app.app.main_window import open_window
window = open_window(None, today=0)
for number in range(100000):
    window.edit(f"Add {number}", lambda draft: __import__("roadmap_app.commands.outline", fromlist=["x"]).add_task(
        draft, after=None, name=f"Task {number}"))
    window.journal.flush()
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_window_with_a_plan_never_saved_comes_back(opened: Open) -> None:
    child = subprocess.Popen([sys.executable, "-c", EDITING], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    for _ in range(12):
        last = int(child.stdout.readline())
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    window = opened("Other 1d")
    recovery.offer(window)
    assert recovery.take(window, window.crashed[0])
    names = {task.name for task in window.document.plan.tasks.values()}
    assert {f"Task {number}" for number in range(last + 1)} <= names
    assert window.document.path is None and len(window.document.steps) >= last + 1
