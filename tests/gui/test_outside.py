"""What others save to the file that is open: merged, offered, told; nothing lost on either side."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.sharing import watching
from roadmap_app.app.sharing.watching import CHANGED, EARLIER, EMPTY, GONE, Seen
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Log
from roadmap_app.storage import planfile, saving, seals
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, click_cell, drag_by_days, editor, id_of, keys, type_into, wait
from tests.pocket import id_of as id_in

BASE = "A 3d; B 2d after A; GA 0d after B"


def path_of(window: MainWindow) -> Path:
    return Path(str(window.document.path))


def colleague(window: MainWindow, name: str, who: str = "Ann", **members: object) -> Plan:
    """Someone else changes a task of the file, and saves it."""
    path = path_of(window)
    draft = Draft(planfile.load(str(path)).plan)
    draft.change(draft.tasks[id_in(draft.plan, name)], **members)
    draft.put(Log(id=f"log{who}", at=1, who=who))
    saving.save(str(path), draft.plan)
    return draft.plan


def on_disk(window: MainWindow) -> Plan:
    return planfile.load(str(path_of(window))).plan


def save(window: MainWindow) -> None:
    window.verbs["file.save"].trigger()
    wait(lambda: not window.document.saving and not window.outside.busy)


def watch(window: MainWindow) -> None:
    window.watching.timer.start(30)


def test_a_save_over_anothers_merges_both_and_tells_it(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    mine = window.document.plan.tasks[id_of(window, "A")].duration
    colleague(window, "B", notes="from Ann")
    save(window)
    saved = on_disk(window)
    assert saved.tasks[id_of(window, "A")].duration == mine
    assert saved.tasks[id_of(window, "B")].notes == "from Ann"
    assert window.document.is_saved
    assert window.document.history[-1] == "Merge changes of Ann (1)"
    assert window.notice.words.text().startswith("Ann also saved this plan: 1 change merged.")
    window.verbs["edit.undo"].trigger()
    assert not window.document.plan.tasks[id_of(window, "B")].notes
    assert window.document.plan.tasks[id_of(window, "A")].duration == mine


def test_a_conflict_stops_the_save_and_waits_in_a_banner(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    mine = window.document.plan
    theirs = colleague(window, "A", duration=480)
    save(window)
    assert on_disk(window) == theirs
    assert window.document.plan == mine
    assert window.notice.words.text() == "Ann also changed this plan: 1 conflict. Nothing is saved until you decide."
    assert window.verbs["file.merge"].isEnabled()
    assert window.status.saved.text() == CHANGED


def test_a_file_that_is_another_plan_now_is_never_merged(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    other = Plan("another", on_disk(window).tables)
    saving.save(str(path_of(window)), other)
    save(window)
    assert on_disk(window) == other
    assert "another plan now" in window.notice.words.text()
    assert not window.document.is_saved


def test_a_change_on_disk_is_taken_without_a_save(opened: Open) -> None:
    window = opened(BASE)
    theirs = colleague(window, "B", notes="from Ann")
    watch(window)
    wait(lambda: window.document.plan == theirs)
    assert window.document.is_saved
    assert window.document.history == ["Merge changes of Ann (1)"]


def test_a_change_on_disk_joins_edits_that_are_not_saved(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    mine = window.document.plan.tasks[id_of(window, "A")].duration
    theirs = colleague(window, "B", notes="from Ann")
    watch(window)
    wait(lambda: bool(window.document.plan.tasks[id_of(window, "B")].notes))
    assert window.document.plan.tasks[id_of(window, "A")].duration == mine
    assert not window.document.is_saved
    assert on_disk(window) == theirs, "taking is not saving"
    save(window)
    assert on_disk(window).tasks[id_of(window, "A")].duration == mine


def test_a_conflict_on_disk_is_offered_once(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    colleague(window, "A", duration=480)
    watch(window)
    wait(lambda: window.outside.found is not None)
    assert window.notice.words.text() == "Ann also changed this plan: 1 conflict."
    window.notice.clear()
    looks = []
    window.watching.timer.timeout.connect(lambda: looks.append(1))
    wait(lambda: len(looks) > 4)
    assert window.notice.isHidden()


def test_typing_is_waited_for(opened: Open) -> None:
    window = opened(BASE)
    task = id_of(window, "A")
    window.grid.edit_cell(task, "name")
    keys("B", "e", "t")
    typed = editor(window)
    assert typed is not None
    words = typed.text()
    colleague(window, "B", notes="from Ann")
    looks = []
    window.watching.timer.timeout.connect(lambda: looks.append(1))
    watch(window)
    wait(lambda: len(looks) > 5)
    assert editor(window) is typed
    assert typed.text() == words
    assert not window.document.plan.tasks[id_of(window, "B")].notes
    window.finish_editing()
    wait(lambda: bool(window.document.plan.tasks[id_of(window, "B")].notes))
    assert window.document.plan.tasks[task].name == words


def test_a_file_that_is_gone_counts_as_not_saved_until_it_is_back(opened: Open) -> None:
    window = opened(BASE)
    path = path_of(window)
    data = path.read_bytes()
    path.unlink()
    watch(window)
    wait(lambda: window.watching.state == GONE)
    assert not window.document.is_saved
    assert window.status.saved.text() == GONE
    path.write_bytes(data)
    wait(lambda: not window.watching.state)
    assert window.document.is_saved


def test_a_folder_in_its_place_is_told_and_saving_says_why(opened: Open) -> None:
    window = opened(BASE)
    path = path_of(window)
    path.unlink()
    path.mkdir()
    watch(window)
    wait(lambda: window.watching.state == GONE)
    assert "a folder stands there" in window.notice.words.text()
    save(window)
    assert path.is_dir()
    assert not window.document.is_saved


def test_a_file_that_was_deleted_is_written_again_by_a_save(opened: Open) -> None:
    window = opened(BASE)
    path_of(window).unlink()
    watch(window)
    wait(lambda: window.watching.state == GONE)
    save(window)
    assert on_disk(window) == window.document.plan
    wait(lambda: not window.watching.state)
    assert window.document.is_saved


@pytest.mark.parametrize("how", ["in place", "replaced"])
def test_a_half_written_file_is_not_taken_until_it_is_whole(opened: Open, how: str) -> None:
    window = opened(BASE)
    path, before = path_of(window), window.document.plan
    theirs = colleague(window, "B", notes="from Ann")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    watch(window)
    wait(lambda: window.watching.state == CHANGED)
    assert window.document.plan is before
    if how == "in place":
        path.write_bytes(data)
    else:
        beside = path.with_suffix(".new")
        beside.write_bytes(data)
        os.replace(beside, path)
    wait(lambda: window.document.plan == theirs)
    assert not window.watching.state


def edit_on_an_old_version(window: MainWindow, old: bytes, name: str, who: str = "Ann", **members: object) -> None:
    """Someone who was out of reach saved on the version of these bytes, and a sync client brings that here."""
    path = path_of(window)
    path.write_bytes(old)
    colleague(window, name, who, **members)


def test_a_save_on_an_earlier_version_undoes_nothing_that_was_saved_since(opened: Open) -> None:
    window = opened(BASE)
    old = path_of(window).read_bytes()
    drag_by_days(window, "A", "finish", 1)
    save(window)
    mine = window.document.plan.tasks[id_of(window, "A")].duration
    edit_on_an_old_version(window, old, "B", notes="from Ann")
    watch(window)
    wait(lambda: bool(window.document.plan.tasks[id_of(window, "B")].notes))
    assert window.document.plan.tasks[id_of(window, "A")].duration == mine
    assert window.notice.words.text().startswith("Ann also saved this plan: 1 change merged.")
    assert not window.document.is_saved
    save(window)
    assert on_disk(window).tasks[id_of(window, "A")].duration == mine
    assert on_disk(window).tasks[id_of(window, "B")].notes == "from Ann"


def test_what_both_changed_since_an_earlier_version_is_a_conflict(opened: Open) -> None:
    window = opened(BASE)
    old = path_of(window).read_bytes()
    drag_by_days(window, "A", "finish", 1)
    save(window)
    mine = window.document.plan
    edit_on_an_old_version(window, old, "A", duration=480)
    watch(window)
    wait(lambda: window.outside.found is not None)
    assert window.document.plan == mine
    assert window.outside.found is not None
    (clash,) = window.outside.found.comparison.merged.conflicts
    assert (clash.base, clash.theirs) == (3 * 480, 480)


def test_an_earlier_version_that_is_back_is_told_and_a_save_puts_things_right(opened: Open) -> None:
    window = opened(BASE)
    old = path_of(window).read_bytes()
    drag_by_days(window, "A", "finish", 1)
    save(window)
    mine = window.document.plan
    path_of(window).write_bytes(old)
    watch(window)
    wait(lambda: not window.document.is_saved)
    assert window.document.plan == mine
    assert window.notice.words.text() == (
        "An earlier version of plan0.roadmap is back on disk. Your plan here has what was saved since."
    )
    window.flush()
    assert window.status.saved.text() == EARLIER
    window.watching.timer.stop()
    window.notice.button.click()
    wait(lambda: window.document.is_saved and not window.document.saving)
    window.flush()
    assert on_disk(window).tasks == mine.tasks
    assert window.notice.isHidden()
    assert window.status.saved.text() == "Saved"


def test_two_windows_on_one_file_take_what_the_other_saves(opened: Open) -> None:
    first = opened(BASE)
    second = open_window(path_of(first), today=TODAY)
    second.show()
    drag_by_days(first, "A", "finish", 1)
    second.edit("Tell", lambda draft: draft.change(draft.tasks[id_of(second, "B")], notes="from the second"))
    save(first)
    second.verbs["file.save"].trigger()
    wait(lambda: second.document.is_saved and not second.outside.busy)
    watch(first)
    wait(lambda: bool(first.document.plan.tasks[id_of(first, "B")].notes))
    assert first.document.plan == second.document.plan == on_disk(first)
    assert first.document.is_saved
    second.close()


def test_an_old_time_and_the_same_size_hide_no_change(opened: Open) -> None:
    window = opened("A 3d; B 2d")
    path = path_of(window)
    watch(window)
    wait(lambda: window.watching._known is not None)
    window.watching.timer.stop()
    before = path.stat()
    colleague(window, "B", who="Bo", duration=3 * 480)
    data = path.read_bytes()
    path.write_bytes(data)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    watch(window)
    wait(lambda: window.document.plan.tasks[id_of(window, "B")].duration == 3 * 480)


def test_a_share_whose_facts_never_change_is_read_all_the_same(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(BASE)
    really = watching.look

    def blind(path: str, known: watching.Facts | None) -> Seen:
        return really(path, None) if known is None else Seen("same", known)

    monkeypatch.setattr(watching, "look", blind)
    watch(window)
    wait(lambda: window.watching._known is not None)
    theirs = colleague(window, "B", notes="from Ann")
    wait(lambda: window.document.plan == theirs)


def test_our_own_saves_are_no_news(opened: Open) -> None:
    window = opened(BASE)
    watch(window)
    drag_by_days(window, "A", "finish", 1)
    save(window)
    looks = []
    window.watching.timer.timeout.connect(lambda: looks.append(1))
    wait(lambda: len(looks) > 4)
    assert window.document.is_saved
    assert len(window.document.history) == 1
    assert window.status.saved.text() == "Saved"


def test_text_in_the_filter_line_keeps_no_save_waiting(opened: Open) -> None:
    window = opened(BASE)
    type_into(window, "A", "name", "Mine")
    colleague(window, "B", notes="from Ann")
    window.verbs["arrange.filter"].trigger()
    keys(*"GA")
    focus = window.focusWidget()
    assert isinstance(focus, QLineEdit) and focus.isModified()
    keys(Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.document.is_saved and not window.document.saving)
    tasks = {task.name: task.notes for task in on_disk(window).tasks.values()}
    assert tasks["Mine"] == "" and tasks["B"] == "from Ann"


def test_notes_that_are_taken_keep_no_save_waiting(opened: Open) -> None:
    window = opened(BASE)
    click_cell(window, "A", "name")
    window.inspector.show_field("notes")
    keys(*"mine")
    colleague(window, "B", notes="from Ann")
    keys(Qt.Key.Key_S, held=Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.document.is_saved and not window.document.saving)
    tasks = {task.name: task.notes for task in on_disk(window).tasks.values()}
    assert (tasks["A"], tasks["B"]) == ("mine", "from Ann")


# What holds no plan of ours ---------------------------------------------------------------------------


def test_a_file_that_stays_empty_is_told_and_a_save_puts_the_plan_back(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    path_of(window).write_bytes(b"")
    watch(window)
    wait(lambda: window.watching.state == EMPTY)
    assert "is empty on disk. Your plan is whole here" in window.notice.words.text()
    window.watching.timer.stop()
    save(window)
    assert window.document.is_saved and on_disk(window) == window.document.plan
    assert not window.watching.state


def test_what_fills_an_empty_file_again_is_merged_by_the_save(opened: Open) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    mine = window.document.plan.tasks[id_of(window, "A")].duration
    before = path_of(window).read_bytes()
    path_of(window).write_bytes(b"")
    watch(window)
    wait(lambda: window.watching.state == EMPTY)
    window.watching.timer.stop()
    path_of(window).write_bytes(before)
    colleague(window, "B", notes="from Ann")
    save(window)
    tasks = on_disk(window).tasks
    assert window.document.is_saved and not window.watching.state
    assert (tasks[id_of(window, "A")].duration, tasks[id_of(window, "B")].notes) == (mine, "from Ann")


def newer(path: Path) -> None:
    first, rest = path.read_bytes().split(b"\n", 1)
    body = seals.opened(first)[0].replace('"needs":[]', '"needs":["teleporting"]')
    path.write_bytes(seals.sealed(body) + rest)


def marked(path: Path) -> None:
    first, rest = path.read_bytes().split(b"\n", 1)
    line, rest = rest.split(b"\n", 1)
    path.write_bytes(b"\n".join([first, b"<<<<<<< yours", line, b"=======", line, b">>>>>>> theirs", rest]))


@pytest.mark.parametrize(("change", "said"), [(newer, "needs a newer version"), (marked, "unfinished merge of git")])
def test_what_cannot_be_merged_is_told_with_what_to_do_and_never_saved_over(
    opened: Open, change: Callable[[Path], None], said: str
) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    change(path_of(window))
    there = path_of(window).read_bytes()
    save(window)
    assert said in window.notice.words.text() and "Save yours under another name" in window.notice.words.text()
    assert path_of(window).read_bytes() == there and not window.document.is_saved
