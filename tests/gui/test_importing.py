"""Opening another program's file: in a job, with the plan on screen alive meanwhile, shown, and cancelled at once."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from roadmap_app.app import jobs, running
from roadmap_app.app.disk import files, importing
from roadmap_app.app.launch import start
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.exchange import formats
from roadmap_app.storage import planfile
from tests.exchange.mspdi_text import project, task
from tests.gui.conftest import Open
from tests.gui.robot import TODAY, type_into, wait


@pytest.fixture
def xml(tmp_path: Path) -> str:
    path = tmp_path / "theirs.xml"
    path.write_text(project(task(1, "Theirs")), "utf-8")
    return str(path)


@pytest.fixture
def endless(xml: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A file whose reading takes ten minutes."""
    monkeypatch.setitem(formats.READ, ".xml", "tests.exchange.readers:sleeps")
    monkeypatch.setattr(running, "SOON", 0)
    return xml


def names(window: MainWindow) -> list[str]:
    return [each.name for each in window.document.plan.tasks.values()]


def test_another_programs_file_opens_as_a_plan_that_is_saved_nowhere(opened: Open, xml: str) -> None:
    window = opened("A 3d")
    files.open_path(window, xml)
    wait(lambda: names(window) == ["Theirs"])
    assert window.document.path is None and window.origin.imported_from == xml
    assert window.importing is None


def test_a_file_given_to_the_program_is_read_with_its_window_there(xml: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[MainWindow] = []

    def exec_(*_: object) -> int:
        shown.extend(each for each in QApplication.topLevelWidgets() if isinstance(each, MainWindow))
        wait(lambda: names(shown[0]) == ["Theirs"])
        return 0

    monkeypatch.setattr(QApplication, "exec", exec_)
    assert start.run(xml, TODAY) == 0
    (window,) = shown
    assert window.origin.imported_from == xml
    window.close()
    settle()


def test_what_cannot_be_read_is_told_and_the_plan_stays(opened: Open, xml: str) -> None:
    window = opened("A 3d")
    Path(xml).write_text("<!DOCTYPE x><Project/>", "utf-8")
    files.open_path(window, xml)
    wait(lambda: "document type definition" in window.notice.words.text())
    assert names(window) == ["A"]


def test_reading_is_shown_and_cancelled_while_the_plan_is_edited(opened: Open, endless: str) -> None:
    window = opened("A 3d")
    files.open_path(window, endless)
    shown = window.status.running
    wait(shown.isVisible)
    assert shown.words.text() == "Reading theirs.xml …"
    type_into(window, "A", "name", "Edited")
    assert names(window) == ["Edited"]
    QTest.mouseClick(shown.button, Qt.MouseButton.LeftButton)
    wait(lambda: window.importing is None)
    assert window.notice.words.text() == "Opening theirs.xml was cancelled."
    assert names(window) == ["Edited"]
    wait(lambda: not shown.isVisible())


def test_a_file_that_is_cancelled_while_its_dates_are_worked_out_is_not_shown(
    opened: Open, xml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    go, real = threading.Event(), files.read_document

    def read(path: str, today: int, report: jobs.Report) -> importing.Opened:
        assert go.wait(10)
        return real(path, today)

    monkeypatch.setattr(files, "read_document", read)
    files.open_path(window, xml)
    window.status.running.cancel()
    go.set()
    wait(lambda: window.importing is None)
    assert names(window) == ["A"] and "was cancelled" in window.notice.words.text()


def test_a_plan_that_was_edited_meanwhile_is_asked_about(
    opened: Open, xml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    type_into(window, "A", "name", "Edited")
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    files.open_path(window, xml)
    wait(lambda: bool(asked))
    wait(lambda: window.importing is None)
    assert names(window) == ["Edited"]


def test_closing_gives_up_what_is_being_read(opened: Open, endless: str) -> None:
    window = opened("A 3d")
    files.open_path(window, endless)
    job = window.importing
    assert job is not None
    window.close()
    assert job.over and not job.went_wrong


def test_the_second_file_takes_the_place_of_the_first(
    opened: Open, endless: str, xml: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened("A 3d")
    files.open_path(window, endless)
    first = window.importing
    monkeypatch.undo()
    files.open_path(window, xml)
    assert first is not None and first.over
    wait(lambda: names(window) == ["Theirs"])


def test_a_large_plan_of_our_own_is_read_in_a_job_too(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    window, other = opened("A 3d"), opened("B 2d")
    path = str(other.document.path)
    monkeypatch.setattr(files, "LARGE", 0)
    seen: list[tuple[int, int]] = []
    real = planfile.load

    def load(path: str, report: jobs.Report) -> planfile.Loaded:
        return real(path, lambda done, whole: (seen.append((done, whole)), report(done, whole))[1])

    monkeypatch.setattr(planfile, "load", load)
    files.open_path(window, path)
    wait(lambda: names(window) == ["B"])
    assert window.document.path == path
    size = Path(path).stat().st_size
    assert seen == [(size, size)]
