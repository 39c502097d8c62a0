"""The merge window: decided by mouse and keys, applied as one step."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from roadmap_app.app import comparing
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.merging import window as merging
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.document import comparison as compared
from roadmap_app.exchange.pictures import versions
from roadmap_app.model.plan import Plan
from roadmap_app.storage import saving
from roadmap_app.storage.settling import SIDES
from tests.gui.conftest import Open
from tests.gui.robot import drag_by_days, id_of, wait
from tests.gui.test_outside import colleague, on_disk, save
from tests.pocket import id_of as id_in

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
    assert said["theirs"].startswith("GA +7 d")
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
    assert "Task 'A': duration changed from 5d to 3d.\nMoves GA -2 d, Project finish -2 d" in listed
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
