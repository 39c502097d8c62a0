"""Export Picture, Print, Copy Picture: pages shown live; files, paper and clipboard with what the window shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog

from roadmap_app.app import jobs
from roadmap_app.app.dialogs.paper import PaperDialog
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from tests.gui.conftest import Open
from tests.gui.robot import wait
from tests.pocket import id_of

PLAN = "S { A 3d; B 2d after A }; C 4d after B; M 0d after C"
LONG = "; ".join(["T0 2d", *(f"T{n} 2d after T{n - 1}" for n in range(1, 70))])
Ask = Callable[[MainWindow, str], PaperDialog]


@pytest.fixture
def asked() -> Iterator[Ask]:
    boxes: list[PaperDialog] = []

    def ask(window: MainWindow, verb: str) -> PaperDialog:
        settle()
        window.verbs[verb].trigger()
        (box,) = window.findChildren(PaperDialog)
        boxes.append(box)
        settle()
        return box

    yield ask
    from shiboken6 import isValid

    for box in boxes:
        if isValid(box):
            box.reject()
    settle()


def choose(box: PaperDialog, choice: QComboBox, id: str) -> None:
    """Take an entry by keys, as a person would."""
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    for _ in range(choice.findData(id) - choice.currentIndex()):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert choice.currentData() == id
    shown = box.layout_
    wait(lambda: not box._later.isActive())
    assert shown is not None
    settle()


def saves_to(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(path)])
    monkeypatch.setattr(QFileDialog, "exec", lambda _: 1)


def texts(path: Path) -> list[str]:
    return [found.text or "" for found in ElementTree.parse(path).getroot().iter("{http://www.w3.org/2000/svg}text")]


def test_print_shows_its_pages_and_turns_them(opened: Open, asked: Ask) -> None:
    window = opened(LONG)
    QTest.keyClick(window.grid, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (box,) = window.findChildren(PaperDialog)
    settle()
    assert box.windowTitle() == "Print" and box.view.count == 3
    assert box.page.text() == "Page 1 of 3" and not box.back.isEnabled()
    QTest.mouseClick(box.forward, Qt.MouseButton.LeftButton)
    QTest.keyClick(box.view, Qt.Key.Key_PageDown)
    assert box.page.text() == "Page 3 of 3" and not box.forward.isEnabled()
    QTest.keyClick(box.view, Qt.Key.Key_Escape)
    wait(lambda: not window.findChildren(PaperDialog))


def test_choices_are_shown_at_once(opened: Open, asked: Ask) -> None:
    box = asked(opened(LONG), "file.export_picture")
    assert box.layout_ is not None and not box.told.isVisible()
    wide = box.view.page_rect()
    assert wide.width() > wide.height()
    choose(box, box.lies, "portrait")
    upright = box.view.page_rect()
    assert upright.height() > upright.width() and box.view.count == 2
    assert not box.wide.isVisible() and not box.across.isVisible() and not box.scale.isVisible()
    choose(box, box.fit, "tiles")
    assert box.across.isVisible() and box.layout_.across == 2
    choose(box, box.fit, "page")
    assert "too small to read" in box.told.text() and box.told.isVisible()
    choose(box, box.paper, "endless")
    assert box.view.count == 1 and not box.lies.isVisible() and box.fit.currentData() == "width"
    choose(box, box.paper, "custom")
    box.wide.setFocus()
    box.wide.selectAll()
    QTest.keyClicks(box.wide, "60")
    wait(lambda: not box._later.isActive())
    assert box.layout_ is None and "no room for a chart" in box.told.text() and not box.go.isEnabled()


def test_a_page_too_large_for_its_format_is_told_before_it_is_written(opened: Open, asked: Ask) -> None:
    window = opened("; ".join(f"T{n} 2d" for n in range(850)))
    box = asked(window, "file.export_picture")
    choose(box, box.paper, "endless")
    assert box.layout_ is None and "at most 5 m" in box.told.text() and not box.go.isEnabled()
    box.format.setCurrentIndex(box.format.findData("svg"))
    wait(lambda: box.layout_ is not None)
    assert "upper part" in box.told.text() and box.go.isEnabled()
    shown = box.view.page_rect()
    assert shown.height() == pytest.approx(1.5 * shown.width(), abs=2)


def test_a_click_shows_the_page_at_its_true_size(opened: Open, asked: Ask) -> None:
    box = asked(opened(LONG), "file.export_picture")
    choose(box, box.paper, "A1")
    fitted = box.view.page_rect()
    QTest.mouseClick(box.view, Qt.MouseButton.LeftButton, pos=QPoint(round(fitted.x()) + 5, round(fitted.y()) + 5))
    assert box.layout_ is not None
    true = box.view.page_rect()
    assert true.width() == box.layout_.width and true.x() > 0 and true.y() > 0  # the corner that was clicked
    QTest.mouseClick(box.view, Qt.MouseButton.LeftButton)
    assert box.view.page_rect() == fitted


@pytest.mark.parametrize(("format", "head"), [("pdf", b"%PDF"), ("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_picture_is_written(
    opened: Open, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, head: bytes
) -> None:
    window = opened(PLAN)
    box = asked(window, "file.export_picture")
    choose(box, box.format, format)
    target = tmp_path / f"out.{format}"
    saves_to(monkeypatch, target)
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait(lambda: window.notice.words.text() == f"The picture is in {target}.")
    assert target.read_bytes().startswith(head)
    wait(lambda: not window.findChildren(PaperDialog))


def test_rows_days_and_columns_are_those_of_the_window(
    opened: Open, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(PLAN)
    plan = window.document.plan
    window.workspace.set_collapsed(id_of(plan, "S"), True)
    window.workspace.set_columns(("wbs", "name", "finish"))
    box = asked(window, "file.export_picture")
    choose(box, box.format, "svg")
    saves_to(monkeypatch, tmp_path / "folded.svg")
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait((tmp_path / "folded.svg").exists)
    shown = texts(tmp_path / "folded.svg")
    assert {"S", "C", "Finish", "Page 1 of 1"} <= {*shown} and not {"A", "B", "Start"} & {*shown}

    box = asked(window, "file.export_picture")
    assert box.format.currentData() == "svg"  # as chosen before
    choose(box, box.rows, "all")
    choose(box, box.days, "view")
    assert box.layout_ is not None
    first, _ = window.workspace.axis.days(window.gantt.viewport().width())
    assert box.layout_.pages[0].axis.day_x(first) == pytest.approx(0, abs=0.5)
    QTest.keyClicks(box.title, "For the board")
    saves_to(monkeypatch, tmp_path / "all.svg")
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait((tmp_path / "all.svg").exists)
    assert {"A", "B", "For the board"} <= {*texts(tmp_path / "all.svg")}


def test_days_from_and_to(opened: Open, asked: Ask) -> None:
    box = asked(opened(PLAN), "file.export_picture")
    choose(box, box.days, "between")
    box.first.setDate(QDate(2026, 6, 1))
    wait(lambda: box.layout_ is None)
    assert "exchange them" in box.told.text()
    box.last.setDate(QDate(2026, 6, 30))
    wait(lambda: box.layout_ is not None)


def test_the_pages_follow_the_plan(opened: Open, asked: Ask) -> None:
    window = opened(PLAN)
    box = asked(window, "file.export_picture")
    before = box.layout_
    window.verbs["task.new"].trigger()
    wait(lambda: box.layout_ is not before)
    assert box.layout_ is not None and len(box.layout_.content.rows) == len(window.workspace.rows) - 1


def test_pages_of_pictures_are_numbered_and_never_replace(
    opened: Open, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(LONG)
    box = asked(window, "file.export_picture")
    choose(box, box.format, "png")
    saves_to(monkeypatch, tmp_path / "out.png")
    (tmp_path / "out-2.png").write_text("earlier")
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    assert "out-2.png is there already" in window.notice.words.text()
    (tmp_path / "out-2.png").unlink()
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait(lambda: "The 3 pages are in" in window.notice.words.text())
    assert sorted(path.name for path in tmp_path.glob("out*")) == ["out-1.png", "out-2.png", "out-3.png"]


def test_an_export_can_be_cancelled(
    opened: Open, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(LONG)
    original = jobs.Job._report

    def report(self: jobs.Job[Any], done: int, total: int) -> None:
        self.cancel()
        original(self, done, total)

    monkeypatch.setattr(jobs.Job, "_report", report)
    box = asked(window, "file.export_picture")
    saves_to(monkeypatch, tmp_path / "out.pdf")
    (tmp_path / "out.pdf").write_text("earlier")
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait(lambda: "was cancelled; out.pdf was not written" in window.notice.words.text())
    assert (tmp_path / "out.pdf").read_text() == "earlier"


def test_the_printer_gets_the_pages_that_are_asked_for(
    opened: Open, asked: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(LONG)
    box = asked(window, "file.print")
    assert box.paper.findData("endless") < 0

    def answer(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "printed.pdf"))
        dialog.printer().setFromTo(2, 3)
        return 1

    monkeypatch.setattr(QPrintDialog, "exec", answer)
    QTest.mouseClick(box.go, Qt.MouseButton.LeftButton)
    wait(lambda: window.notice.words.text() == "2 pages went to the printer.")
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_selected_rows_are_copied_as_a_picture(opened: Open) -> None:
    window = opened(PLAN)
    plan = window.document.plan
    QApplication.clipboard().clear()
    window.workspace.select([id_of(plan, "A"), id_of(plan, "B")])
    window.verbs["file.copy_picture"].trigger()
    two = QApplication.clipboard().image()
    assert window.notice.words.text() == "A picture of 2 rows is on the clipboard."
    window.workspace.select([])
    window.verbs["file.copy_picture"].trigger()
    whole = QApplication.clipboard().image()
    size = window.gantt.row_size.height
    rows = len(window.workspace.rows) - 1
    assert whole.height() - two.height() == (rows - 2) * size * 2  # at 2x
    QApplication.clipboard().clear()


def test_a_picture_too_large_for_the_clipboard_is_refused(opened: Open) -> None:
    window = opened(LONG)
    window.workspace.set_axis(window.workspace.axis.at_scale(1400, 0))
    window.verbs["file.copy_picture"].trigger()
    assert "too large for the clipboard" in window.notice.words.text()
