"""Damaged plans in the window: open as a repaired copy, with the file as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from roadmap_app.app import paths
from roadmap_app.app.dialogs import problems
from roadmap_app.app.disk import files
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.merging.window import MergeWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.app.versions.timelist import MOMENT
from roadmap_app.app.versions.window import VersionsWindow
from roadmap_app.storage import backups, planfile, saving
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, drag_by_days, type_into, wait
from tests.gui.test_merging import left_by_git
from tests.gui.test_outside import newer
from tests.pocket import plan


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A plan of A, B after A, C, in which the line of A is damaged."""
    path = tmp_path / "in" / "plan.roadmap"
    path.parent.mkdir()
    saving.save(str(path), plan("A 3d; B 2d after A; C 1d"))
    path.write_bytes(path.read_bytes().replace(b'"name":"A"', b'"name":"X"'))
    return path


@pytest.fixture
def window(qtbot: object, damaged: Path) -> Iterator[MainWindow]:
    made = open_window(damaged, today=TODAY)
    made.resize(1280, 800)
    made.show()
    settle()
    yield made
    made.document._saved_plan = made.document.plan
    made.close()
    settle()


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    def choose(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)
        monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])

    return choose


def set_aside(path: Path) -> int:
    return planfile.load(str(path)).damaged[0].number


def test_it_opens_as_a_copy_that_is_whole_and_says_so(window: MainWindow, damaged: Path) -> None:
    assert sorted(task.name for task in window.document.plan.tasks.values()) == ["B", "C"]
    assert not window.document.plan.links  # of A, which is not there: mended in the copy
    assert window.document.path is None
    assert window.windowTitle().endswith("(repaired copy)[*] – Roadmap")
    assert window.title_bar._place.text() == "plan.roadmap (repaired copy)"
    assert window.status.saved.text() == "Not saved yet"
    assert window.notice.words.text() == (
        "plan.roadmap is damaged: 1 line of it cannot be read and is set aside. This is a repaired copy; the file "
        "stays as it is."
    )


def test_what_was_set_aside_and_mended_is_listed_with_its_lines(window: MainWindow, damaged: Path) -> None:
    window.notice.button.click()
    box = problems.show(window)
    rows = [finding.message for finding in window.origin.findings]
    assert any(message.startswith(f"Line {set_aside(damaged)} is set aside: its seal") for message in rows)
    assert any("was removed" in message for message in rows)
    box.close()


def test_earlier_versions_of_it_are_at_hand(damaged: Path, window: MainWindow) -> None:
    """What was kept when the plan was whole is found by the plan, not by its place on disk."""
    data = damaged.read_bytes().replace(b'"name":"X"', b'"name":"A"')
    backups.keep(paths.backups(), window.document.plan.doc, data, 1)
    assert window.verbs["file.versions"].isEnabled()
    window.verbs["file.versions"].trigger()
    box = window.findChild(VersionsWindow)
    assert box is not None
    wait(lambda: not box.list.wanting and box.picks.note.text() != "Comparing …")
    assert len([row for row in range(box.list.count()) if box.list.item(row).data(MOMENT) is not None]) == 1
    box.close()


def test_saving_asks_where_and_keeps_what_was_set_aside_beside_the_copy(
    window: MainWindow, damaged: Path, tmp_path: Path, choose: Callable[[Path], None]
) -> None:
    before = damaged.read_bytes()
    type_into(window, "B", "name", "Edited")
    copy = tmp_path / "mended.roadmap"
    choose(copy)
    window.verbs["file.save"].trigger()
    wait(lambda: window.document.is_saved)
    settle()
    assert damaged.read_bytes() == before and list(damaged.parent.iterdir()) == [damaged]
    assert sorted(task.name for task in planfile.load(str(copy)).plan.tasks.values()) == ["C", "Edited"]
    assert not planfile.load(str(copy)).findings
    (aside,) = tmp_path.glob("mended.roadmap.damaged-*.txt")
    assert f"# Line {set_aside(damaged)}: its seal does not match" in aside.read_text("utf-8")
    assert '"name":"X"' in aside.read_text("utf-8")
    assert window.document.path == str(copy) and "repaired" not in window.windowTitle()


@pytest.mark.parametrize("way", ["itself", "symlink", "hard link"])
def test_the_copy_never_replaces_the_original(
    window: MainWindow, damaged: Path, tmp_path: Path, choose: Callable[[Path], None], way: str
) -> None:
    before, path = damaged.read_bytes(), tmp_path / "alias.roadmap"
    if way == "itself":
        path = damaged
    elif way == "symlink":
        path.symlink_to(damaged)
    else:
        os.link(damaged, path)
    choose(path)
    type_into(window, "B", "name", "Edited")
    window.verbs["file.save"].trigger()
    wait(lambda: not window.document.saving)
    settle()
    assert window.notice.words.text() == (
        "plan.roadmap is damaged and stays as it is. Save this copy under another name."
    )
    assert damaged.read_bytes() == before and not window.document.is_saved


def test_a_file_that_was_cut_off_is_a_copy_too(window: MainWindow, tmp_path: Path) -> None:
    path = tmp_path / "cut.roadmap"
    saving.save(str(path), plan("A 3d; B 2d"))
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    files.open_path(window, str(path))
    settle()
    assert window.document.path is None and "(repaired copy)" in window.windowTitle()
    assert window.notice.words.text() == "cut.roadmap is damaged. This is a repaired copy; the file stays as it is."


def half_marked(path: Path) -> None:
    first, rest = path.read_bytes().split(b"\n", 1)
    path.write_bytes(first + b"\n<<<<<<< yours\n" + rest)


@pytest.mark.parametrize(("harm", "said"), [(newer, "needs a newer version"), (half_marked, "markers are not whole")])
def test_what_opens_read_only_says_why_and_how_to_go_on(
    opened: Open, harm: Callable[[Path], None], said: str
) -> None:
    window = opened("A 1d; B 2d")
    path = Path(str(window.document.path))
    harm(path)
    files.open_path(window, str(path))
    wait(lambda: window.document.read_only)
    words = window.notice.words.text()
    assert said in words and "open read-only" in words and "a copy" in words
    assert window.status.saved.text() == "Read-only"
    before = path.read_bytes()
    drag_by_days(window, "A", "finish", 1)
    assert not window.document.history and path.read_bytes() == before


def test_a_file_with_markers_says_read_only_until_they_are_decided(opened: Open, tmp_path: Path) -> None:
    window, (path, _) = opened("A 1d"), left_by_git(tmp_path)
    files.open_path(window, str(path))
    wait(lambda: window.findChild(MergeWindow) is not None)
    window.flush()
    assert window.status.saved.text() == "Read-only"
    box = window.findChild(MergeWindow)
    assert box is not None
    box.choose_all("mine")
    box.apply_button.click()
    wait(lambda: bool(window.document.history))
    window.flush()
    assert window.status.saved.text() == "Not saved yet"
