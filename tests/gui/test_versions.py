"""The window of versions: a timeline in sentences, compared with now and each other, restored whole or in part."""

from __future__ import annotations

import os
import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QListWidgetItem, QPushButton, QWidget

from roadmap_app.app import jobs, paths
from roadmap_app.app.disk import beside, keeping
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.merging.changelist import GAP, PAD, SIGN
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.preferences import window as preferences
from roadmap_app.app.preferences.pages import ChoicesPage
from roadmap_app.app.screenshot import settle
from roadmap_app.app.sharing import comparing
from roadmap_app.app.versions import stands
from roadmap_app.app.versions.timelist import MOMENT, SAID
from roadmap_app.app.versions.window import BEFORE, VersionsWindow
from roadmap_app.commands import outline
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Log
from roadmap_app.storage import backups, planfile
from tests.gui.conftest import Open
from tests.gui.robot import id_of, type_into, wait
from tests.gui.test_journal import saved

BASE = "A 3d; B 2d after A; C 4d; GA 0d after B, C"
DAY, HOUR = 86_400, 3600


def keep(plan: Plan, ago: int) -> None:
    """Keep a version as a save so many seconds ago did."""
    now = int(time.time())
    backups.keep(paths.backups(), plan.doc, planfile.encode(plan), now - ago, now)


def shown(window: MainWindow) -> VersionsWindow:
    """Open the window by its verb and let it find its words."""
    window.verbs["file.versions"].trigger()
    box = window.findChild(VersionsWindow)
    assert box is not None
    come_to_rest(box)
    return box


def come_to_rest(box: VersionsWindow) -> None:
    settle()
    wait(lambda: not box.list.wanting and box.picks.note.text() != "Comparing …")
    settle()


def rows(box: VersionsWindow) -> list[QListWidgetItem]:
    items = (box.list.item(row) for row in range(box.list.count()))
    return [item for item in items if item.data(MOMENT) is not None]


def click_row(box: VersionsWindow, number: int) -> None:
    area = box.list.visualItemRect(rows(box)[number])
    QTest.mouseClick(box.list.viewport(), Qt.MouseButton.LeftButton, pos=area.center())
    come_to_rest(box)


def click(button: QPushButton) -> None:
    assert button.isEnabled(), button.toolTip()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def tick(box: VersionsWindow, words: str) -> None:
    """Click the box of a change."""
    listed = box.picks.listed
    item = next(each for each in (listed.item(n) for n in range(listed.count())) if words in each.text())
    listed.scrollToItem(item)
    area = listed.visualItemRect(item)
    box_of_it = QRect(area.left() + PAD, area.top() + GAP, SIGN, SIGN)
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=box_of_it.center())
    settle()


def listed(box: VersionsWindow) -> list[str]:
    return [f"{row.words}\n{row.detail}" for row in box.picks.listed.rows if row.told is not None]


def edited_twice(opened: Open) -> MainWindow:
    """A was 3 d, then 5 d and saved by Ann; then B was renamed and C deleted, and saved."""
    window = opened(BASE)
    window.settings.name = "Ann"
    window.settings.name_asked = True
    type_into(window, "A", "duration", "5d")
    saved(window)
    type_into(window, "B", "name", "Build")
    window.edit("Delete 'C'", lambda draft: outline.delete(draft, [id_of(window, "C")]))
    saved(window)
    return window


def test_each_version_is_a_sentence_with_who_and_when(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    said = [row.data(SAID) for row in rows(box)]
    assert [each.sentence for each in said] == [
        "'C' removed, 'Build' changed, 1 link removed",
        "'GA' +2 d, 'A': duration 3d → 5d",
        "The first version that is kept: 4 tasks",
    ]
    assert [each.who for each in said] == ["Ann", "Ann", ""]
    assert box.list.item(0).text() == "Today"
    told = rows(box)[1].data(Qt.ItemDataRole.AccessibleTextRole)
    assert "'GA' +2 d" in told and "Ann" in told
    box.close()


def test_versions_stand_below_their_days_and_saves_without_one_between_them(opened: Open) -> None:
    window = opened(BASE)
    plan = window.document.plan
    now = int(time.time())
    draft = Draft(plan)
    draft.put(Log(id="x", at=(now - 5 * DAY) // 60, who="Bob", labels=("Move 'A' +3 d",)))
    window.document.note(draft.changes(), "log")
    keep(plan, 3 * DAY)
    changed = Draft(plan)
    changed.change(changed.tasks[id_of(window, "B")], notes="later")
    keep(changed.plan, 2 * DAY)
    box = shown(window)
    heads = [box.list.item(n).text() for n in range(box.list.count()) if box.list.item(n).data(MOMENT) is None]
    assert len(heads) == 3
    assert [bool(row.data(MOMENT).version) for row in rows(box)] == [True, True, False]
    click_row(box, 2)
    assert box.picks.note.text() == "Move 'A' +3 d" and not box.picks.note.isHidden()
    assert box.title.text().startswith("Bob saved") and not box.whole.isEnabled()
    box.close()


def test_a_version_is_compared_with_now_in_chart_and_list(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    click_row(box, 2)
    assert box.title.text().startswith("Since ") and "4 changes" not in box.title.text()
    assert any("duration changed from 3d to 5d" in each and "Moves GA +2 d" in each for each in listed(box))
    assert box.picks.chart is not None
    by_name = {row.name.split()[-1]: row for row in box.picks.chart.rows}
    a = by_name["A"]
    assert a.base and a.mine and a.mine[1] > a.base[1] and (a.said, a.lanes) == ("Ends later", 1)
    assert by_name["C"].said == "Deleted" and by_name["C"].mine is None
    type_into(window, "A", "duration", "8d")
    wait(lambda: any("from 3d to 8d" in each for each in listed(box)))
    box.close()


def test_any_two_versions_are_compared(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    click_row(box, 1)
    box.against.setCurrentIndex(box.against.findData(BEFORE))
    box.against.activated.emit(box.against.currentIndex())
    wait(lambda: box.title.text().startswith("From"))
    assert len(listed(box)) == 1 and "from 3d to 5d" in listed(box)[0]
    click_row(box, 2)
    newest = next(n for n in range(box.against.count()) if box.against.itemData(n) == rows(box)[0].data(MOMENT))
    box.against.setCurrentIndex(newest)
    box.against.activated.emit(newest)
    wait(lambda: len(listed(box)) == 4)
    box.close()


def test_the_whole_plan_is_restored_as_one_step_with_what_it_moves(opened: Open) -> None:
    window = edited_twice(opened)
    mine, steps = window.document.plan, len(window.document.history)
    box = shown(window)
    click_row(box, 2)
    click(box.whole)
    assert window.document.plan.tasks[id_of(window, "A")].duration == 3 * 480
    assert {task.name for task in window.document.plan.tasks.values()} == {"A", "B", "C", "GA"}
    assert window.document.plan.log == mine.log, "that somebody saved stays known"
    assert len(window.document.history) == steps + 1
    assert window.document.history[-1].startswith("Restore the version of ")
    assert "GA −2 d" in window.notice.words.text()
    wait(lambda: not box.whole.isEnabled())
    assert "already" in box.whole.toolTip()
    QTest.mouseClick(window.notice.button, Qt.MouseButton.LeftButton)
    settle()
    assert window.document.plan == mine
    box.close()


def test_single_changes_are_restored_by_ticking_them(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    click_row(box, 2)
    assert not box.some.isEnabled()
    tick(box, "Removed task 'C'")
    assert box.some.text() == "Restore selected (2)", "its link goes with it"
    click(box.some)
    tasks = {task.name: task for task in window.document.plan.tasks.values()}
    assert set(tasks) == {"A", "Build", "C", "GA"} and tasks["A"].duration == 5 * 480
    before = {link.from_ for link in window.document.plan.links_into[tasks["GA"].id]}
    assert before == {tasks["Build"].id, tasks["C"].id}
    assert window.document.history[-1].startswith("Restore 2 changes from ")
    wait(lambda: len(listed(box)) == 2)
    window.verbs["edit.undo"].trigger()
    assert "C" not in {task.name for task in window.document.plan.tasks.values()}
    box.close()


def test_the_keyboard_goes_along_versions_and_ticks(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    box.activateWindow()
    rest = box.list.chosen
    QTest.keyClick(box.list, Qt.Key.Key_Down)
    come_to_rest(box)
    assert box.list.chosen is not rest and box.list.chosen is rows(box)[2].data(MOMENT)
    box.picks.listed.setFocus()
    QTest.keyClick(box.picks.listed, Qt.Key.Key_Home)
    QTest.keyClick(box.picks.listed, Qt.Key.Key_Space)
    settle()
    assert len(box.picks.picks) == 1
    QTest.keyClick(box.picks.listed, Qt.Key.Key_Space)
    assert not box.picks.picks
    click(box.picks.every)
    assert len(box.picks.picks) == 4 and box.some.text() == "Restore selected (4)"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    wait(lambda: window.findChild(VersionsWindow) is None)


def test_a_version_opens_as_a_copy_in_a_window_of_its_own(opened: Open) -> None:
    window = edited_twice(opened)
    mine = window.document.plan
    box = shown(window)
    click_row(box, 2)
    click(box.copy)
    copy = beside._open[-1]
    assert copy is not window and copy.isVisible() and copy.document.path is None
    assert {task.name for task in copy.document.plan.tasks.values()} == {"A", "B", "C", "GA"}
    assert window.document.plan is mine
    assert Path(window.document.path or "").stem in copy.origin.imported_from
    copy.close()
    settle()
    assert copy not in beside._open
    box.close()


def test_taking_the_version_of_a_file_keeps_who_saved(opened: Open, tmp_path: Path) -> None:
    window = edited_twice(opened)
    log, first = window.document.plan.log, backups.versions(paths.backups(), window.document.plan.doc)[-1]
    (tmp_path / "first.roadmap").write_bytes(backups.content(first) or b"")
    comparing.compare_with(window, str(tmp_path / "first.roadmap"))
    wait(lambda: window.findChild(MergeWindow) is not None)
    click(window.findChild(MergeWindow).apply_button)
    assert {task.name for task in window.document.plan.tasks.values()} == {"A", "B", "C", "GA"}
    assert window.document.plan.log == log and len(log) == 2


def test_words_are_found_in_a_job_and_only_for_what_is_seen(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(BASE)
    plan = window.document.plan
    for number in range(60):
        draft = Draft(plan)
        draft.change(draft.tasks[id_of(window, "B")], duration=480 * (number + 1))
        keep(draft.plan, 60 * DAY - number * DAY)
    went_on, threads = threading.Event(), set()
    usual = stands._words

    def slow(*asked: object) -> stands.Words:
        threads.add(threading.current_thread())
        went_on.wait(10)
        return usual(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(stands, "_words", slow)
    begun = time.monotonic()
    window.verbs["file.versions"].trigger()
    box = window.findChild(VersionsWindow)
    settle()
    assert time.monotonic() - begun < 2 and threading.current_thread() not in threads
    assert not box.reading.isHidden() and rows(box)[0].data(SAID) is None
    type_into(window, "A", "duration", "4d")
    assert window.document.plan.tasks[id_of(window, "A")].duration == 4 * 480, "the plan is edited meanwhile"
    went_on.set()
    wait(lambda: not box.list.wanting)
    told = [row.data(SAID) is not None for row in rows(box)]
    assert all(told[:5]) and not any(told[-5:]), "what is out of sight waits"
    box.list.scrollToBottom()
    wait(lambda: rows(box)[-1].data(SAID) is not None)
    assert box.reading.isHidden()
    box.close()


def test_closing_ends_the_reading(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = edited_twice(opened)
    usual, calls = stands._words, []

    def slow(*asked: object) -> stands.Words:
        calls.append(1)
        time.sleep(0.2)
        return usual(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(stands, "_words", slow)
    window.verbs["file.versions"].trigger()
    box = window.findChild(VersionsWindow)
    settle()
    job = box._telling
    assert isinstance(job, jobs.Job)
    box.reject()
    wait(lambda: not job._thread.is_alive())
    assert len(calls) < 3


def test_a_damaged_version_says_so_and_the_others_stay(opened: Open) -> None:
    window = edited_twice(opened)
    middle = backups.versions(paths.backups(), window.document.plan.doc)[1]
    facts = middle.file.stat()
    middle.file.write_bytes(b"damaged")
    os.utime(middle.file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    box = shown(window)
    click_row(box, 2)
    assert "duration changed" in " ".join(listed(box))
    box.list.setCurrentItem(rows(box)[1])
    wait(lambda: "damaged" in box.picks.note.text())
    assert not box.whole.isEnabled() and not box.copy.isEnabled()
    assert "damaged" in rows(box)[1].data(SAID).sentence
    box.close()


def test_a_save_adds_its_version_while_the_window_is_open(opened: Open) -> None:
    window = edited_twice(opened)
    box = shown(window)
    assert len(rows(box)) == 3
    type_into(window, "A", "name", "Alpha")
    assert "not saved" in box.state.text()
    saved(window)
    wait(lambda: len(rows(box)) == 4)
    come_to_rest(box)
    assert rows(box)[0].data(SAID).sentence == "'A' is now 'Alpha'"
    box.close()


def test_the_save_state_opens_it_and_a_plan_that_was_never_saved_has_none(opened: Open, fresh: MainWindow) -> None:
    assert not fresh.verbs["file.versions"].isEnabled()
    assert "never been saved" in fresh.status.saved.toolTip()
    window = edited_twice(opened)
    QTest.mouseClick(window.status.saved, Qt.MouseButton.LeftButton)
    box = window.findChild(VersionsWindow)
    assert box is not None and box.isVisible()
    come_to_rest(box)
    box.close()


def test_the_settings_tell_the_room_of_versions_and_a_lower_limit_holds_at_once(opened: Open) -> None:
    window = edited_twice(opened)
    other = paths.backups() / "other"
    other.mkdir()
    for number in range(4):
        with (other / f"{number}-{number:064x}.plan.z").open("wb") as stream:
            stream.truncate(50 << 20)
    box = preferences.show(window, "General")
    settle()
    page = box.pages.currentWidget()
    assert isinstance(page, ChoicesPage)
    (state,) = page.states
    wait(lambda: "7 versions of 2 plans: 200.1 MB" in state.text() or "200.0 MB" in state.text())
    assert str(paths.backups()) in state.text()
    rooms = page.controls["versions"]
    assert isinstance(rooms, QComboBox)
    rooms.setFocus()
    QTest.keyClick(rooms, Qt.Key.Key_Home)
    wait(lambda: "100.0 MB" in state.text())
    assert window.settings.versions == "128" and backups.room(paths.backups()).size < 128 << 20
    assert keeping.size(900) == "1 kB" and keeping.size(3 << 30) == "3.0 GB"
    box.close()


def test_nothing_is_out_of_sight_and_a_plan_that_is_read_only_is_not_restored(opened: Open) -> None:
    window = edited_twice(opened)
    window.document.read_only = True
    box = shown(window)
    click_row(box, 2)
    parts: list[QWidget] = [box.whole, box.some, box.copy, box.against, box.title, box.list, box.picks.listed]
    for size in ((1008, 624), (1424, 884)):
        box.resize(*size)
        settle()
        assert (box.width(), box.height()) == size
        for part in parts:
            assert box.rect().contains(part.mapTo(box, part.rect().topLeft()))
            assert box.rect().contains(part.mapTo(box, part.rect().bottomRight()))
        assert box.picks.listed.height() >= 100 and QApplication.activeModalWidget() is None
    assert not box.whole.isEnabled() and "read-only" in box.whole.toolTip()
    assert box.copy.isEnabled()
    box.close()
