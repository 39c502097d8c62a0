"""The merge window: decided by mouse and keys, applied as one step."""

from __future__ import annotations

import threading
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from roadmap_app.app.disk import files
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.merging import window as merging
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.sharing import comparing
from roadmap_app.document import comparison as compared
from roadmap_app.exchange.pictures import versions
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link, Task
from roadmap_app.storage import conflicts, planfile, saving
from roadmap_app.storage.merge import merge
from roadmap_app.storage.settling import SIDES
from tests.gui.conftest import Open
from tests.gui.robot import drag_by_days, id_of, type_into, wait
from tests.gui.test_outside import colleague, on_disk, save, watch
from tests.pocket import id_of as id_in
from tests.pocket import plan as pocket
from tests.sides import edited

BASE = "A 3d; B 2d after A; C 4d; GA 0d after B, C"


def conflicting(opened: Open) -> tuple[MainWindow, MergeWindow]:
    """A 3d is 4d here and 10d with Ann; she has noted something elsewhere, too."""
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    colleague(window, "C", who="Bob", notes="from Bob", tags=("later",))
    colleague(window, "A", duration=4800)
    save(window)
    window.notice.button.click()
    box = window.findChild(MergeWindow)
    settle()
    return window, box


def duration(window: MainWindow) -> int:
    return window.document.plan.tasks[id_of(window, "A")].duration


@pytest.mark.parametrize(("key", "minutes"), [("M", 1920), ("T", 4800), ("B", 1440)])
def test_a_conflict_is_decided_by_a_key_and_applied_as_one_step(opened: Open, key: str, minutes: int) -> None:
    window, box = conflicting(opened)
    before = len(window.document.history)
    mine = window.document.plan
    assert not box.apply_button.isEnabled()
    QTest.keyClick(box, getattr(Qt.Key, f"Key_{key}"), Qt.KeyboardModifier.AltModifier)
    assert box.apply_button.isEnabled()
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.findChild(MergeWindow) is None)
    assert duration(window) == minutes
    assert window.document.plan.tasks[id_of(window, "C")].notes == "from Bob"
    assert len(window.document.history) == before + 1
    assert not window.verbs["file.merge"].isEnabled()
    save(window)
    assert on_disk(window) == window.document.plan
    window.verbs["edit.undo"].trigger()
    assert window.document.plan.tasks == mine.tasks


@pytest.mark.parametrize(("button", "minutes"), [("all_mine", 1920), ("all_theirs", 4800)])
def test_one_side_for_all(opened: Open, button: str, minutes: int) -> None:
    window, box = conflicting(opened)
    getattr(box, button).click()
    box.apply_button.click()
    assert duration(window) == minutes


def test_cancel_leaves_all_as_it_is_and_it_can_be_opened_again(opened: Open) -> None:
    window, box = conflicting(opened)
    mine = window.document.plan
    QTest.keyClick(box, Qt.Key.Key_Escape)
    wait(lambda: window.findChild(MergeWindow) is None)
    assert window.document.plan is mine
    window.verbs["file.merge"].trigger()
    assert window.findChild(MergeWindow) is not None
    window.findChild(MergeWindow).reject()


def test_each_choice_tells_what_it_moves(opened: Open) -> None:
    _, box = conflicting(opened)
    said = {side: box.cards[side].effect.text() for side in SIDES}
    assert said["theirs"].startswith("GA +7\u00a0d")
    assert said["base"] == "No milestone moves"
    assert box.cards["theirs"].value.text() == "10d"
    assert box.deciding.asked.text() == "'A': duration"
    box.reject()


def test_the_list_is_narrowed(opened: Open) -> None:
    _, box = conflicting(opened)

    def listed() -> str:
        return " ".join(box.listed.item(row).text() for row in range(box.listed.count()))

    assert "notes" in listed()
    box.narrowed.setCurrentIndex(box.narrowed.findData("links"))
    assert "notes" not in listed()
    assert "'A': duration" in listed(), "conflicts are always listed"
    box.reject()


def test_the_chart_has_mine_above_theirs_within_what_was(opened: Open) -> None:
    _window, box = conflicting(opened)
    rows = {row.name.split()[-1]: row for row in box.chart.rows}
    a = rows["A"]
    assert a.conflict
    assert a.base and a.mine and a.theirs
    assert a.base[1] < a.mine[1] < a.theirs[1]
    assert "C" not in rows, "its dates are the same in all"
    assert versions.span_of(box.chart.rows)[1] == rows["GA"].theirs[1]
    box.reject()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_nothing_is_out_of_sight(opened: Open, size: tuple[int, int]) -> None:
    _window, box = conflicting(opened)
    box.resize(size[0] - 16, size[1] - 16)
    settle()
    assert box.width() <= size[0]
    assert box.height() <= size[1]
    parts: list[QWidget] = [box.apply_button, box.all_mine, *(card.button for card in box.cards.values()), box.state]
    for part in parts:
        corner = part.mapTo(box, part.rect().bottomRight())
        assert box.rect().contains(corner)
    box.reject()


def test_versions_that_do_not_differ_say_so(opened: Open) -> None:
    window = opened(BASE)
    plan = window.document.plan
    merging.show(window, compared.compare(plan, plan, plan), merging.Purpose(""), lambda plan: None)
    box = window.findChild(MergeWindow)
    settle()
    assert box.listed.item(0).text() == "No difference"
    assert not box.chart.rows
    assert id_in(plan, "A") in plan.tasks
    box.close()


def test_another_version_is_compared_and_taken_as_one_step(opened: Open, tmp_path: Path) -> None:
    window = opened(BASE)
    earlier = tmp_path / "earlier.roadmap"
    saving.save(str(earlier), window.document.plan)
    version = window.document.plan
    drag_by_days(window, "A", "finish", 2)
    mine = window.document.plan
    comparing.compare_with(window, str(earlier))
    box = window.findChild(MergeWindow)
    listed = [box.listed.item(row).text() for row in range(box.listed.count())]
    assert "Task 'A': duration changed from 5d to 3d.\nMoves GA −2 d, Project finish −2 d" in listed
    assert box.state.text() == "1 difference"
    box.apply_button.click()
    assert window.document.plan == version
    window.verbs["edit.undo"].trigger()
    assert window.document.plan == mine


def test_another_plan_is_no_version_to_compare_with(opened: Open, tmp_path: Path) -> None:
    window = opened(BASE)
    other = tmp_path / "other.roadmap"
    saving.save(str(other), Plan("another", window.document.plan.tables))
    comparing.compare_with(window, str(other))
    assert window.findChild(MergeWindow) is None
    assert "is another plan" in window.notice.words.text()


def test_a_version_without_a_difference_offers_nothing_to_take(opened: Open) -> None:
    window = opened(BASE)
    comparing.compare_with(window, str(window.document.path))
    box = window.findChild(MergeWindow)
    assert not box.apply_button.isEnabled()
    assert box.listed.item(0).text() == "No difference"
    box.reject()


def row_of(box: MergeWindow, words: str) -> int:
    return next(n for n, row in enumerate(box.listed.rows) if words in row.words and row.kind != "head")


def type_value(box: MergeWindow, words: str) -> None:
    field = box.deciding.field
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_another_value_is_read_as_its_column_reads_it(opened: Open) -> None:
    window, box = conflicting(opened)
    assert box.deciding.field.text() == "4d"
    type_value(box, "soon")
    assert box.deciding.reason.text()
    assert not box.choices
    assert box.deciding.field.text() == "soon"
    type_value(box, "6d")
    assert box.listed.rows[row_of(box, "'A': duration")].state == "6d set"
    box.apply_button.click()
    assert duration(window) == 6 * 480


def test_both_notes_are_kept(opened: Open) -> None:
    window = opened(edited(pocket(BASE), "A", notes="before"))
    window.edit("Note", lambda draft: draft.change(draft.tasks[id_of(window, "A")], notes="mine"))
    colleague(window, "A", notes="theirs")
    save(window)
    window.notice.button.click()
    box = window.findChild(MergeWindow)
    settle()
    QTest.keyClick(box, Qt.Key.Key_O, Qt.KeyboardModifier.AltModifier)
    box.apply_button.click()
    assert window.document.plan.tasks[id_of(window, "A")].notes == "mine\ntheirs"


def compared_with(opened: Open, tmp_path: Path) -> tuple[MainWindow, MergeWindow]:
    """The plan beside a version with A 2 days longer, B noted, and D added after B."""
    window = opened(BASE)
    draft = Draft(window.document.plan)
    draft.change(draft.tasks[id_of(window, "A")], duration=5 * 480)
    draft.change(draft.tasks[id_of(window, "B")], notes="noted")
    draft.put(Task(id="d", name="D", ord="zz", duration=480))
    draft.put(Link(id="bd", from_=id_of(window, "B"), to="d"))
    other = tmp_path / "other.roadmap"
    saving.save(str(other), draft.plan)
    comparing.compare_with(window, str(other))
    settle()
    return window, window.findChild(MergeWindow)


def test_changes_stand_under_the_milestone_that_they_move(opened: Open, tmp_path: Path) -> None:
    _, box = compared_with(opened, tmp_path)
    heads = [row.title for row in box.listed.rows if row.kind == "head"]
    assert heads == ["Moves 'GA' +2 d", "Moves the project's finish +3 d", "No effect on milestones"]
    assert row_of(box, "Task 'A'") < row_of(box, "Added task 'D'") < row_of(box, "notes")
    box.reject()


def test_single_changes_are_left_out_with_what_hangs_on_them(opened: Open, tmp_path: Path) -> None:
    window, box = compared_with(opened, tmp_path)
    box.listed.setCurrentRow(row_of(box, "Added task 'D'"))
    QTest.keyClick(box.listed, Qt.Key.Key_Space)
    assert not box.listed.rows[row_of(box, "Added link")].picked, "it is nothing without the task"
    place = row_of(box, "notes")
    item = box.listed.visualItemRect(box.listed.item(place))
    QTest.mouseClick(box.listed.viewport(), Qt.MouseButton.LeftButton, pos=item.topLeft() + QPoint(18, 14))
    assert box.apply_button.text() == "Take 1 of 4"
    box.apply_button.click()
    tasks = window.document.plan.tasks
    assert tasks[id_of(window, "A")].duration == 5 * 480
    assert "d" not in tasks
    assert not tasks[id_of(window, "B")].notes
    window.verbs["edit.undo"].trigger()
    assert window.document.plan.tasks[id_of(window, "A")].duration == 3 * 480


def test_a_click_in_the_chart_goes_to_the_change_and_back(opened: Open, tmp_path: Path) -> None:
    window, box = compared_with(opened, tmp_path)
    place = next(n for n, row in enumerate(box.chart.rows) if row.id == "d")
    QTest.mouseClick(
        box.chart.body, Qt.MouseButton.LeftButton, pos=QPoint(40, place * versions.ROW + versions.ROW // 2)
    )
    assert box.listed.current.words.startswith("Added task 'D'")
    box.listed.setCurrentRow(row_of(box, "Task 'A'"))
    assert box.chart.chosen == id_of(window, "A")
    box.reject()


def test_the_chart_zooms_and_scrolls_along_the_time(opened: Open, tmp_path: Path) -> None:
    _, box = compared_with(opened, tmp_path)
    whole = box.chart.axis
    assert box.chart.along.isHidden()
    for _ in range(4):
        QTest.keyClick(box, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert box.chart.axis.px_per_day > whole.px_per_day
    assert not box.chart.along.isHidden()
    before = box.chart.axis.first
    box.chart.along.setValue(box.chart.along.maximum())
    assert box.chart.axis.first > before
    QTest.keyClick(box, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert box.chart.axis == whole
    box.reject()


def waiting(opened: Open) -> tuple[MainWindow, Plan]:
    """A plan in which an earlier merge left two answers on A and two on B."""
    base = pocket(BASE)
    mine = edited(edited(base, "A", duration=4 * 480), "B", percent=10)
    theirs = edited(edited(base, "A", duration=6 * 480), "B", percent=20)
    merged = merge(base, mine, theirs)
    plan = conflicts.kept_as_records(merged.plan, merged.conflicts, "Kim")
    return opened(plan), plan


def test_conflicts_that_wait_in_a_plan_are_told_and_settled_one_by_one(opened: Open) -> None:
    window, plan = waiting(opened)
    assert window.notice.words.text().startswith("2 open conflicts wait in this plan")
    assert window.status.waiting.text() == "2 open conflicts…"
    window.notice.button.click()
    box = window.findChild(MergeWindow)
    settle()
    assert not box.apply_button.isEnabled()
    assert box.deciding.cards["theirs"].whose.text() == "Kim"
    QTest.keyClick(box, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    box.apply_button.click()
    assert duration(window) == 6 * 480
    assert len(window.document.plan.conflicts) == 1
    assert window.status.waiting.text() == "1 open conflict…"
    window.verbs["edit.undo"].trigger()
    assert window.document.plan == plan
    assert window.verbs["file.settle"].isEnabled()


def test_what_somebody_else_settles_meanwhile_stays_and_is_told(opened: Open) -> None:
    window, _ = waiting(opened)
    window.notice.button.click()
    box = window.findChild(MergeWindow)
    draft = Draft(on_disk(window))
    for conflict in list(draft.conflicts):
        conflicts.settle(draft, conflict, "theirs")
    saving.save(str(window.document.path), draft.plan)
    watch(window)
    wait(lambda: not window.document.plan.conflicts)
    box.choose_all("mine")
    box.apply_button.click()
    wait(lambda: "was changed meanwhile" in window.notice.words.text())
    assert duration(window) == 6 * 480 and window.document.is_saved


def left_by_git(tmp_path: Path) -> tuple[Path, Plan]:
    base = pocket(BASE)
    mine, theirs = edited(base, "A", duration=4 * 480), edited(edited(base, "A", duration=6 * 480), "B", notes="theirs")
    parts = [planfile.encode(each).splitlines(keepends=True) for each in (base, mine, theirs)]
    lines: list[bytes] = []
    for was, ours, other in zip(*parts, strict=True):
        same = ours == other
        markers = (b"<<<<<<< yours\n", b"||||||| base\n", b"=======\n", b">>>>>>> theirs\n")
        lines += [ours] if same else [markers[0], ours, markers[1], was, markers[2], other, markers[3]]
    path = tmp_path / "left.roadmap"
    path.write_bytes(b"".join(lines))
    return path, base


@pytest.mark.parametrize(("side", "minutes"), [("mine", 1920), ("theirs", 2880)])
def test_what_git_left_opens_as_a_merge_and_is_saved_after_the_choice(
    fresh: MainWindow, tmp_path: Path, side: str, minutes: int
) -> None:
    path, _ = left_by_git(tmp_path)
    before = path.read_bytes()
    files.open_path(fresh, str(path))
    wait(lambda: fresh.findChild(MergeWindow) is not None)
    box = fresh.findChild(MergeWindow)
    assert fresh.document.read_only
    assert len(box.comparison.merged.conflicts) == 1
    box.choose(side)
    box.apply_button.click()
    assert not fresh.document.read_only
    assert not fresh.document.is_saved
    assert path.read_bytes() == before
    save(fresh)
    tasks = planfile.load(str(path)).plan.tasks
    assert tasks[id_of(fresh, "A")].duration == minutes
    assert tasks[id_of(fresh, "B")].notes == "theirs"
    assert fresh.document.is_saved
    assert not list(tmp_path.glob("*.damaged*"))


def test_nothing_is_saved_over_what_git_left_before_it_is_decided(fresh: MainWindow, tmp_path: Path) -> None:
    path, _ = left_by_git(tmp_path)
    before = path.read_bytes()
    files.open_path(fresh, str(path))
    wait(lambda: fresh.findChild(MergeWindow) is not None)
    fresh.findChild(MergeWindow).reject()
    assert "unfinished merge" in fresh.notice.words.text()
    wait(lambda: fresh.findChild(MergeWindow) is None)
    fresh.notice.button.click()
    box = fresh.findChild(MergeWindow)
    box.choose_all("mine")
    box.apply_button.click()
    fresh.verbs["edit.undo"].trigger()
    save(fresh)
    assert path.read_bytes() == before
    assert "undone" in fresh.notice.words.text()


# What comes into the plan while it is compared --------------------------------------------------------


def test_what_a_colleague_saves_while_versions_are_compared_stays(opened: Open, tmp_path: Path) -> None:
    window = opened(BASE)
    other = tmp_path / "other.roadmap"
    saving.save(str(other), edited(window.document.plan, "A", duration=4800))
    comparing.compare_with(window, str(other))
    wait(lambda: window.findChild(MergeWindow) is not None)
    box = window.findChild(MergeWindow)
    colleague(window, "B", notes="from Ann")
    watch(window)
    wait(lambda: bool(window.document.plan.tasks[id_of(window, "B")].notes))
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: duration(window) == 4800)
    save(window)
    found = on_disk(window).tasks
    assert (found[id_of(window, "A")].duration, found[id_of(window, "B")].notes) == (4800, "from Ann")
    window.verbs["edit.undo"].trigger()
    assert duration(window) == 1440 and window.document.plan.tasks[id_of(window, "B")].notes == "from Ann"


def test_what_is_typed_until_the_merge_window_is_there_stays(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(BASE)
    drag_by_days(window, "A", "finish", 1)
    colleague(window, "A", duration=4800)
    save(window)
    go, rows = threading.Event(), versions.rows
    monkeypatch.setattr(versions, "rows", lambda *given: (go.wait(10), rows(*given))[1])
    window.notice.button.click()
    type_into(window, "C", "name", "Typed meanwhile")
    go.set()
    wait(lambda: window.findChild(MergeWindow) is not None)
    box = window.findChild(MergeWindow)
    QTest.keyClick(box, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: window.findChild(MergeWindow) is None)
    assert duration(window) == 4800 and id_of(window, "Typed meanwhile")


def test_a_card_tells_the_dates_that_its_answer_gives_and_is_no_higher_than_its_words(opened: Open) -> None:
    _, box = conflicting(opened)
    wait(lambda: box.deciding.cards["mine"].effect.text() not in ("", "…"))
    for side in ("mine", "theirs", "base"):
        card = box.deciding.cards[side]
        assert " – " in card.dates.text()
        parts = [part for part in (card.value, card.dates, card.effect, card.finish) if part.isVisible()]
        for above, below in pairwise(parts):
            assert 0 <= below.y() - above.geometry().bottom() <= 8


def test_without_a_common_version_there_is_no_card_of_what_was_before(fresh: MainWindow, tmp_path: Path) -> None:
    path, _ = left_by_git(tmp_path)
    lines, inside = [], False
    for line in path.read_bytes().splitlines(keepends=True):
        inside = (inside or line.startswith(b"|||||||")) and not line.startswith(b"=======")
        lines += [] if inside else [line]
    path.write_bytes(b"".join(lines))
    files.open_path(fresh, str(path))
    wait(lambda: fresh.findChild(MergeWindow) is not None)
    box = fresh.findChild(MergeWindow)
    settle()
    assert box.clash is not None and "It was" not in box.deciding.why.text()
    assert not box.cards["mine"].isHidden() and box.cards["base"].isHidden()
    QTest.keyClick(box, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    assert not box.choices
