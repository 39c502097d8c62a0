"""Who else has the plan open is told in the status line, and nobody is kept out."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from roadmap_app.app import screenshot
from roadmap_app.app.main_window import MainWindow, open_window
from roadmap_app.app.screenshot import settle
from roadmap_app.storage import saving
from roadmap_app.storage.presence import Other, Presence
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, drag_by_days, id_of, wait
from tests.pocket import plan as pocket


def signs(window: MainWindow) -> list[Path]:
    return sorted(Path(str(window.document.path)).parent.glob(".*.open"))


def test_a_colleague_comes_and_goes(opened: Open) -> None:
    window = opened("A 3d")
    window.company.timer.start(30)
    wait(lambda: len(signs(window)) == 1)
    assert window.status.company.isHidden()
    ann = Presence(Path(str(window.document.path)), "Ann", time.time())
    wait(lambda: window.status.company.text().startswith("Also open: Ann, here, since "))
    assert "Ann, here, since" in window.status.company.toolTip()
    ann.remove()
    wait(window.status.company.isHidden)
    path = Path(str(window.document.path))
    window.document._saved_plan = window.document.plan
    window.close()
    assert not list(path.parent.glob(".*.open"))


def test_two_windows_of_one_person_on_one_file_see_each_other_and_both_edits_are_kept(opened: Open) -> None:
    first = opened("A 3d; B 2d")
    second = open_window(first.document.path, today=TODAY)
    second.resize(1280, 800)
    second.show()
    settle()
    for window in (first, second):
        window.company.timer.start(30)
        window.watching.timer.start(30)
        wait(lambda window=window: window.status.company.text().startswith("Also open: another window here, since "))
    drag_by_days(first, "A", "finish", 1)
    drag_by_days(second, "B", "finish", 1)
    wanted = [window.document.plan.tasks[id_of(window, name)].duration
              for window, name in ((first, "A"), (second, "B"))]  # fmt: skip
    for window in (first, second):
        window.verbs["file.save"].trigger()
        wait(lambda window=window: not window.document.saving and not window.outside.busy)
    wait(lambda: first.document.plan == second.document.plan)
    assert [first.document.plan.tasks[id_of(first, name)].duration for name in "AB"] == wanted
    second.document._saved_plan = second.document.plan
    second.close()
    settle()
    wait(first.status.company.isHidden)


def test_a_plan_under_another_name_has_its_sign_there(opened: Open, tmp_path: Path) -> None:
    window = opened("A 3d")
    window.company.timer.start(30)
    wait(lambda: len(signs(window)) == 1)
    from roadmap_app.app.disk import files

    files.write(window, str(tmp_path / "other.roadmap"), onto=True)
    wait(lambda: [file.name.startswith(".other.roadmap.") for file in signs(window)] == [True])


def test_a_folder_that_cannot_be_written_keeps_nobody_from_working(opened: Open) -> None:
    window = opened("A 3d")
    path = Path(str(window.document.path))
    wait(lambda: len(signs(window)) == 1)
    signs(window)[0].unlink()
    window.document.path = str(path.parent / "gone" / path.name)  # a share that vanished
    window.company.look()
    wait(lambda: window.company._sign is None)
    assert window.status.company.isHidden()
    window.document.path = str(path)
    window.company.look()
    wait(lambda: len(signs(window)) == 1)


def test_in_a_narrow_window_the_status_line_cuts_nothing(opened: Open) -> None:
    window = opened("A 3d; B 2d after A; GA 0d after B")
    window.company.others = tuple(Other(f"Someone with a long name {n}", 1, here=True) for n in range(3))
    window.workspace.select(list(window.document.plan.tasks)[:1])
    for width in (1600, 1024, 1280, 1024):
        window.resize(width, 640)
        window.company.changed.emit()
        settle()
        labels = [each for each in window.status.findChildren(QLabel) if each.isVisible()]
        assert labels
        for each in labels:
            assert each.width() >= each.sizeHint().width()


def test_a_sign_that_was_made_to_do_harm_does_none(opened: Open) -> None:
    window = opened("A 3d")
    path, now = Path(str(window.document.path)), int(time.time())
    for number, (name, since) in enumerate([("big", 10**30), ("past", -(10**20)), ("\u202eEve\\n<b>", now // 60)]):
        sign = path.with_name(f".{path.name}.0000000{number}.open")
        sign.write_text(f'{{"format":"roadmap-open","here":"x","name":"{name}","seen":{now},"since":{since}}}')
    window.company.timer.start(30)
    wait(lambda: window.status.company.text().startswith("Also open: "))
    assert [each.since for each in window.company.others] == [now // 60]


def test_a_picture_of_a_plan_is_nobodys_window(tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "plan.roadmap"
    saving.save(path, pocket("A 3d"))
    assert screenshot.take(str(path), str(tmp_path / "plan.png"), today=TODAY)
    assert sorted(each.name for each in tmp_path.iterdir()) == ["plan.png", "plan.roadmap"]


def test_what_comes_with_the_program_has_no_sign(opened: Open) -> None:
    window = opened("A 3d")
    window.origin = replace(window.origin, copy_only=True)
    window.company.look()
    wait(lambda: not signs(window))
