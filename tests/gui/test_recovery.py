"""After a crash the work is there again: offered, compared with the file, taken whole or in part, or given up."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from roadmap_app.app import paths
from roadmap_app.app.crashes import recovery
from roadmap_app.app.disk import beside
from roadmap_app.app.disk.files import open_path
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.merging.changelist import GAP, PAD, SIGN
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.preferences import settings
from roadmap_app.app.screenshot import settle
from roadmap_app.app.versions.crashed import CrashedWindow
from roadmap_app.model.plan import Draft
from roadmap_app.storage import journal, planfile, saving, seals
from tests.gui.conftest import Open
from tests.gui.robot import id_of, type_into, wait
from tests.gui.test_merging import left_by_git

ROOT = Path(__file__).parents[2]


def crash(window: MainWindow) -> None:
    """What the window has on disk now, as the start after a crash finds it: nobody holds it."""
    window.journal.flush()
    writer = window.journal._writer
    assert writer is not None and writer._journal is not None
    file = writer._journal.file
    left = file.read_bytes()
    window.document.mark_saved(window.document.path or "", window.document.plan)
    window.close()
    file.write_bytes(left)


def offered(window: MainWindow) -> tuple[recovery.Offer, ...]:
    job = recovery.offer(window)
    wait(lambda: job.over)
    return window.crashed


def shown(window: MainWindow) -> CrashedWindow:
    """Open the window of unsaved work by the banner."""
    QTest.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    box = window.recovery_box
    assert box is not None
    come_to_rest(box)
    return box


def come_to_rest(box: CrashedWindow) -> None:
    wait(lambda: box.ready is not None)
    settle()


def click(button: QPushButton) -> None:
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def tick(box: CrashedWindow, words: str) -> None:
    listed = box.picks.listed
    item = next(each for each in (listed.item(n) for n in range(listed.count())) if words in each.text())
    listed.scrollToItem(item)
    area = listed.visualItemRect(item)
    spot = QRect(area.left() + PAD, area.top() + GAP, SIGN, SIGN).center()
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    settle()


def listed(box: CrashedWindow) -> list[str]:
    return [f"{row.words}\n{row.detail}" for row in box.picks.listed.rows if row.told is not None]


def files(suffix: str = journal.SUFFIX) -> list[Path]:
    """The journals that nobody holds."""
    found = [file for file in paths.journals().iterdir() if file.name.endswith(suffix)]
    return [file for file in found if not journal.is_held(file)]


@pytest.fixture(autouse=True)
def no_window_stays() -> Iterator[None]:
    yield
    for window in list(beside._open):
        window.document._saved_plan = window.document.plan
        window.close()
    settle()


def three_edits(opened: Open) -> MainWindow:
    """A window that crashed after A was made longer and C renamed; the renaming of B was undone."""
    first = opened("A 1d; B 2d; C 3d; GA 0d after A")
    type_into(first, "A", "duration", "5d")
    type_into(first, "B", "name", "Build")
    first.verbs["edit.undo"].trigger()
    type_into(first, "C", "name", "Check")
    return first


def test_all_that_was_not_saved_comes_back_as_steps_that_can_be_undone(opened: Open, fresh: MainWindow) -> None:
    first = three_edits(opened)
    path, after = first.document.path or "", first.document.plan
    crash(first)
    offered(fresh)
    assert "2 edits since" in fresh.notice.words.text() and "'Pocket'" in fresh.notice.words.text()
    box = shown(fresh)
    assert any("from 1d to 5d" in each and "Moves GA +4 d" in each for each in listed(box))
    assert any("Check" in each for each in listed(box)) and len(listed(box)) == 2
    assert box.picks.chart is not None and {row.name.split()[-1] for row in box.picks.chart.rows} == {"A", "GA"}
    click(box.all)
    assert fresh.document.plan == after
    assert (fresh.document.path, fresh.document.is_saved, len(fresh.document.steps)) == (path, False, 2)
    assert files() == [] and fresh.recovery_box is None
    assert [each.head.path for each in map(journal.read, paths.journals().iterdir()) if each] == [path]
    fresh.verbs["edit.undo"].trigger()
    fresh.verbs["edit.undo"].trigger()
    assert fresh.document.is_saved and fresh.document.plan != after
    assert not fresh.verbs["file.recover"].isEnabled()


def test_some_of_it_comes_back_and_the_rest_is_kept_for_a_while(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    offered(fresh)
    box = shown(fresh)
    assert not box.some.isEnabled()
    tick(box, "duration changed")
    click(box.some)
    names = {task.name: task for task in fresh.document.plan.tasks.values()}
    assert set(names) == {"A", "B", "C", "GA"} and names["A"].duration == 5 * 480
    assert fresh.document.history == ["Recover 1 change that was not saved"]
    assert files() == [] and len(files(journal.ASIDE)) == 1
    assert box.isVisible() and "discarded" in box.list.item(0).text() and box.drop.text() == "Delete for good"
    come_to_rest(box)
    assert any("Check" in each for each in listed(box)), "what was not picked can still be taken"
    click(box.drop)
    assert files(journal.ASIDE) == [] and fresh.recovery_box is None


def test_closing_loses_nothing_and_what_is_discarded_can_be_taken_back(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    (left,) = files()
    data = left.read_bytes()
    offered(fresh)
    box = shown(fresh)
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert left.read_bytes() == data and fresh.verbs["file.recover"].isEnabled()
    fresh.verbs["file.recover"].trigger()
    assert fresh.recovery_box is not None
    come_to_rest(fresh.recovery_box)
    click(fresh.recovery_box.drop)
    (aside,) = files(journal.ASIDE)
    assert aside.read_bytes() == data and not left.exists()
    fresh.recovery_box.reject()
    (again,) = offered(fresh)
    assert again.discarded and fresh.notice.isHidden(), "nobody is asked again"
    fresh.verbs["file.recover"].trigger()
    assert fresh.recovery_box is not None
    come_to_rest(fresh.recovery_box)
    click(fresh.recovery_box.all)
    assert "Check" in {task.name for task in fresh.document.plan.tasks.values()}
    assert files(journal.ASIDE) == []


def test_what_was_discarded_goes_after_two_weeks(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    (left,) = files()
    aside = journal.set_aside(left)
    old = time.time() - (recovery.KEPT_FOR - 1) * recovery.DAY
    os.utime(aside, (old, old))
    assert len(offered(fresh)) == 1
    os.utime(aside, (old - 2 * recovery.DAY, old - 2 * recovery.DAY))
    assert offered(fresh) == () and not aside.exists()


@pytest.mark.parametrize("place", [0, 1])
def test_a_journal_that_fits_nowhere_keeps_no_other_work_from_coming_back(
    opened: Open, fresh: MainWindow, place: int
) -> None:
    first, second = opened("A 1d; B 2d"), opened("C 2d")
    type_into(first, "A", "name", "One")
    type_into(first, "One", "name", "Two")
    type_into(second, "C", "duration", "6d")
    crash(second)
    before = set(files())
    crash(first)
    (broken,) = set(files()) - before
    lines = broken.read_bytes().splitlines(keepends=True)
    body = seals.opened(lines[1 + place].rstrip())[0]
    was = '"name":"A"' if place == 0 else '"name":"One"'
    lines[1 + place] = seals.sealed(body.replace(was, '"name":"Another"'))
    broken.write_bytes(b"".join(lines))
    found = {each.found.file: each for each in offered(fresh)}
    assert len(found) == 2 and broken.exists()
    (other,) = before
    assert found[other].ground is not None
    ground = found[broken].ground
    assert ground is None if place == 0 else len(ground.recovered.steps) == 1, "what fits comes back"


def test_a_double_click_on_discard_deletes_nothing_for_good(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    offered(fresh)
    box = shown(fresh)
    for _ in range(3):
        QTest.mouseClick(box.drop, Qt.MouseButton.LeftButton)
    assert len(files(journal.ASIDE)) == 1 and box.drop.text() == "Delete for good"
    wait(box.drop.isEnabled)
    click(box.drop)
    assert not files(journal.ASIDE)


@pytest.mark.parametrize("lost", [False, True])
def test_on_a_changed_file_recovered_edits_are_merged(opened: Open, fresh: MainWindow, lost: bool) -> None:
    first = opened("A 1d; B 2d")
    path, plan = first.document.path or "", first.document.plan
    type_into(first, "A", "duration", "5d")
    ids = {name: id_of(first, name) for name in "AB"}
    crash(first)
    draft = Draft(plan)
    draft.change(draft.tasks[ids["B"]], name="Changed by another")
    saving.save(path, draft.plan)
    if lost:
        shutil.rmtree(paths.backups())
    (left,) = offered(fresh)
    box = shown(fresh)
    assert len(listed(box)) == 1 and "was changed since" in box.effect.text()
    click(box.all)
    tasks = fresh.document.plan.tasks
    assert (tasks[ids["A"]].duration, tasks[ids["B"]].name) == (5 * 480, "Changed by another")
    fresh.verbs["file.save"].trigger()
    wait(lambda: not fresh.document.saving)
    assert planfile.load(path).plan.tasks[ids["A"]].duration == 5 * 480
    assert not left.found.file.exists()


def conflicting(opened: Open, fresh: MainWindow) -> tuple[str, dict[str, str]]:
    """A was 5 d and C renamed in the window that crashed; then somebody saved A as 9 d and noted something at B."""
    first = three_edits(opened)
    path = first.document.path or ""
    base = planfile.load(path).plan
    ids = {name: id_of(first, name) for name in ("A", "B")}
    crash(first)
    draft = Draft(base)
    draft.change(draft.tasks[ids["A"]], duration=9 * 480)
    draft.change(draft.tasks[ids["B"]], notes="theirs")
    saving.save(path, draft.plan)
    offered(fresh)
    return path, ids


@pytest.mark.parametrize(("side", "days"), [("mine", 5), ("theirs", 9), ("base", 1)])
def test_what_both_changed_is_decided_in_the_merge_window(
    opened: Open, fresh: MainWindow, side: str, days: int
) -> None:
    path, ids = conflicting(opened, fresh)
    box = shown(fresh)
    assert any("you decide" in each for each in listed(box)) and "1 thing changed in both" in box.effect.text()
    click(box.all)
    merging = fresh.findChild(MergeWindow)
    assert merging is not None and not merging.apply_button.isEnabled()
    assert files(), "until it is decided nothing goes"
    merging.choose(side)
    click(merging.apply_button)
    tasks = fresh.document.plan.tasks
    assert tasks[ids["A"]].duration == days * 480 and tasks[ids["B"]].notes == "theirs"
    assert "Check" in {task.name for task in tasks.values()}
    assert fresh.document.path == path and not fresh.document.is_saved and files() == []


def test_cancelling_the_decision_leaves_all_as_it_is(opened: Open, fresh: MainWindow) -> None:
    conflicting(opened, fresh)
    box = shown(fresh)
    click(box.all)
    fresh.findChild(MergeWindow).reject()
    settle()
    assert len(files()) == 1 and not fresh.document.plan.tasks and fresh.crashed


def test_picks_without_a_conflict_need_no_decision(opened: Open, fresh: MainWindow) -> None:
    _, ids = conflicting(opened, fresh)
    box = shown(fresh)
    tick(box, "Check")
    click(box.some)
    assert fresh.findChild(MergeWindow) is None
    tasks = fresh.document.plan.tasks
    assert tasks[ids["A"]].duration == 9 * 480 and "Check" in {task.name for task in tasks.values()}
    assert len(files(journal.ASIDE)) == 1


def test_a_picked_conflict_is_decided_alone(opened: Open, fresh: MainWindow) -> None:
    _, ids = conflicting(opened, fresh)
    box = shown(fresh)
    tick(box, "duration changed")
    click(box.some)
    merging = fresh.findChild(MergeWindow)
    merging.choose("mine")
    click(merging.apply_button)
    tasks = fresh.document.plan.tasks
    assert tasks[ids["A"]].duration == 5 * 480
    assert "Check" not in {task.name for task in tasks.values()}


def test_several_crashed_windows_are_listed_and_each_comes_back_beside_the_others(
    opened: Open, fresh: MainWindow
) -> None:
    first, second = opened("A 1d"), opened("B 2d")
    type_into(first, "A", "duration", "5d")
    type_into(second, "B", "duration", "6d")
    for window in (first, second):
        crash(window)
    assert len(offered(fresh)) == 2
    assert "and 1 other plan." in fresh.notice.words.text()
    box = shown(fresh)
    assert box.list.count() == 2
    click(box.all)
    assert box.list.count() == 1, "the other stays"
    come_to_rest(box)
    click(box.all)
    assert fresh.recovery_box is None
    windows = [fresh, beside._open[-1]]
    assert {task.duration for window in windows for task in window.document.plan.tasks.values()} == {2400, 2880}
    assert not any(window.document.is_saved for window in windows)


def test_the_start_panel_lists_what_was_not_saved(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    offered(fresh)
    assert fresh.start_panel.isVisible()
    (row,) = [each for each in fresh.start_panel.findChildren(QPushButton) if "2 edits since" in each.accessibleName()]
    panel: QWidget = fresh.start_panel
    assert panel.rect().contains(row.mapTo(panel, row.rect().center()))
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    box = fresh.recovery_box
    assert box is not None
    come_to_rest(box)
    click(box.all)
    assert not fresh.start_panel.isVisible() and fresh.document.plan.tasks


def test_what_was_saved_after_all_is_not_offered(opened: Open) -> None:
    first = opened("A 1d; B 2d")
    type_into(first, "A", "duration", "5d")
    saving.save(first.document.path or "", first.document.plan)
    crash(first)
    window = opened("Other 1d")
    assert offered(window) == () and not list(paths.journals().iterdir())


def test_a_file_that_is_gone_is_no_obstacle_and_without_any_version_it_is_told(
    opened: Open, fresh: MainWindow
) -> None:
    first = three_edits(opened)
    path = first.document.path or ""
    crash(first)
    Path(path).unlink()
    offered(fresh)
    box = shown(fresh)
    assert len(listed(box)) == 2
    box.reject()
    shutil.rmtree(paths.backups())
    (left,) = offered(fresh)
    box = shown(fresh)
    assert path in box.picks.note.text() and not box.all.isEnabled() and box.drop.isEnabled()
    box.reject()
    assert left.found.file.exists()


def test_of_a_damaged_file_the_records_that_are_missing_were_not_deleted(opened: Open, fresh: MainWindow) -> None:
    first = three_edits(opened)
    path, after = Path(first.document.path or ""), first.document.plan
    crash(first)
    lines = path.read_bytes().splitlines(keepends=True)
    hurt = next(n for n, line in enumerate(lines) if b'"name":"B"' in line)
    path.write_bytes(b"".join([*lines[:hurt], lines[hurt][:20] + b"\n", *lines[hurt + 1 :]]))
    offered(fresh)
    box = shown(fresh)
    click(box.all)
    assert {task.name for task in fresh.document.plan.tasks.values()} == {task.name for task in after.tasks.values()}


def test_what_another_window_recovered_is_told(opened: Open, fresh: MainWindow) -> None:
    crash(three_edits(opened))
    offered(fresh)
    box = shown(fresh)
    files()[0].unlink()
    click(box.all)
    assert "in another window" in fresh.notice.words.text()
    assert fresh.crashed == () and fresh.recovery_box is None and not fresh.document.plan.tasks


def test_a_merge_of_what_git_left_comes_back_as_decided(opened: Open, fresh: MainWindow, tmp_path: Path) -> None:
    first, (path, _) = opened("Other 1d"), left_by_git(tmp_path)
    open_path(first, str(path))
    wait(lambda: first.findChild(MergeWindow) is not None)
    box = first.findChild(MergeWindow)
    box.choose("theirs")
    click(box.apply_button)
    wait(lambda: bool(first.document.history))
    type_into(first, "GA", "name", "Launch")
    after = first.document.plan
    crash(first)
    offered(fresh)
    click(shown(fresh).all)
    assert fresh.document.plan == after
    assert not fresh.document.read_only and not fresh.document.is_saved
    fresh.verbs["file.save"].trigger()
    wait(lambda: not fresh.document.saving)
    assert planfile.load(str(path)).is_whole and planfile.load(str(path)).plan.tasks == after.tasks


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_the_journal_stays_where_a_full_disk_takes_no_new_one(opened: Open, fresh: MainWindow) -> None:
    import resource

    first = opened("A 1d; B 2d")
    type_into(first, "A", "duration", "5d")
    type_into(first, "B", "duration", "6d")
    crash(first)
    (left,) = offered(fresh)
    box = shown(fresh)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50, hard))
    try:
        click(box.all)
        type_into(fresh, "A", "name", "Edited")  # which waits for no writer that has ended
        assert not fresh.journal.flush()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert {task.duration for task in fresh.document.plan.tasks.values()} == {2400, 2880}
    assert left.found.file.exists() and "Recovered" not in fresh.notice.words.text()
    assert offered(fresh)[0].count == 2, "the next start offers it again"
    fresh.verbs["file.save"].trigger()
    wait(lambda: not fresh.document.saving)
    assert offered(fresh) == (), "until it is saved"


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_a_file_whose_name_is_no_utf8_is_recovered(opened: Open, fresh: MainWindow, tmp_path: Path) -> None:
    first, path = opened("Other 1d"), os.fsdecode(os.fsencode(tmp_path) + b"/Pl\xe4n.roadmap")
    saving.save(path, first.document.plan)
    open_path(first, path)
    type_into(first, "Other", "name", "Not saved")
    crash(first)
    offered(fresh)
    click(shown(fresh).all)
    fresh.verbs["file.save"].trigger()
    wait(lambda: not fresh.document.saving)
    assert [task.name for task in planfile.load(path).plan.tasks.values()] == ["Not saved"]
    assert settings.save(fresh.settings) == "" and path in settings.load().recent


# Real windows that are really killed ---------------------------------------------------------------

EDITING = """
import sys
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from roadmap_app.app.main_window import open_window
from roadmap_app.app.screenshot import settle
window = open_window(sys.argv[1] or None, today=0)
window.show()
settle()
for number in range(100_000):
    window.grid.edit_cell("", "name")
    editor = window.grid.findChild(QLineEdit)
    QTest.keyClicks(editor, f"Task {number}")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    window.journal.flush()
    print(number, flush=True)
"""


def killed(path: str, edits: int) -> int:
    """A real window types tasks into a plan until it is killed; the number of the last one that was surely written."""
    command = [sys.executable, "-c", EDITING, path]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT)
    assert child.stdout is not None
    for _ in range(edits):
        last = int(child.stdout.readline())
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    return last


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_killed_windows_come_back_with_a_plan_in_a_file_and_one_never_saved(opened: Open, fresh: MainWindow) -> None:
    base = opened("A 1d")
    path = base.document.path or ""
    base.close()
    unsaved, saved = killed("", 4), killed(path, 6)
    assert len(offered(fresh)) == 2
    box = shown(fresh)
    words = [box.list.item(row).text() for row in range(box.list.count())]
    assert "edits since" in words[0] and "Never saved" in words[1]
    click(box.all)
    names = {task.name for task in fresh.document.plan.tasks.values()}
    assert {"A", *(f"Task {number}" for number in range(saved + 1))} <= names
    assert fresh.document.path == path and len(fresh.document.steps) >= saved + 1
    come_to_rest(box)
    click(box.all)
    other = beside._open[-1]
    names = {task.name for task in other.document.plan.tasks.values()}
    assert {f"Task {number}" for number in range(unsaved + 1)} <= names and other.document.path is None
    assert fresh.recovery_box is None and files() == []
