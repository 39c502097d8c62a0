"""Exports from the window: the earlier file, progress, cancelling, closing meanwhile, and the ending of the name."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from roadmap_app.app import jobs, running
from roadmap_app.app.disk import exporting
from roadmap_app.app.main_window import MainWindow
from roadmap_app.app.screenshot import settle
from roadmap_app.exchange import formats
from tests.gui.conftest import Open
from tests.gui.robot import wait

EARLIER = b"what somebody has worked on"
PLAN = "A 3d; B 2d after A; M 0d after B"


class Slow:
    """A writer that reports half, waits to be let go, and reports again."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.error: Exception | None = None

    def write(self, path: str, *_: Any, options: dict[str, Any], **__: Any) -> tuple[()]:
        report: Callable[[int, int], None] = options["progress"]
        report(50, 100)
        while not self.go.wait(0.005):
            report(50, 100)
        if self.error:
            raise self.error
        report(100, 100)
        Path(path).write_bytes(b"written")
        return ()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    writer = Slow()
    monkeypatch.setattr(formats, "write", writer.write)
    monkeypatch.setattr(running, "SOON", 0)
    yield writer
    writer.go.set()


def gone(window: MainWindow) -> bool:
    from shiboken6 import isValid

    return not isValid(window) or not window.isVisible()


def test_a_failed_export_leaves_the_earlier_workbook(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(PLAN)
    target = tmp_path / "out" / "plan.xlsx"
    target.parent.mkdir()
    target.write_bytes(EARLIER)
    done = 0

    def full(self: object, first: int, total: int) -> None:
        nonlocal done
        done += 1
        if done == 5:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(jobs.Job, "_report", full)
    job = exporting.export_to(window, str(target))
    jobs.finish(job)
    assert "disk is full" in window.notice.words.text()
    assert target.read_bytes() == EARLIER
    assert list(target.parent.iterdir()) == [target]


def test_a_long_export_is_shown_with_its_progress_and_passes(opened: Open, slow: Slow, tmp_path: Path) -> None:
    window = opened(PLAN)
    exporting.export_to(window, str(tmp_path / "plan.xlsx"))
    shown = window.status.running
    wait(shown.isVisible)
    assert shown.words.text() == "Writing plan.xlsx …"
    wait(lambda: shown.bar.value() == shown.bar.maximum() // 2)
    slow.go.set()
    wait(lambda: not shown.isVisible())
    assert "is in" in window.notice.words.text()


def test_cancel_stops_an_export_and_leaves_the_earlier_workbook(opened: Open, slow: Slow, tmp_path: Path) -> None:
    window = opened(PLAN)
    target = tmp_path / "plan.xlsx"
    target.write_bytes(EARLIER)
    job = exporting.export_to(window, str(target))
    wait(window.status.running.isVisible)
    QTest.mouseClick(window.status.running.button, Qt.MouseButton.LeftButton)
    wait(lambda: job.over)
    assert window.notice.words.text() == "The export was cancelled; plan.xlsx was not written."
    assert target.read_bytes() == EARLIER
    wait(lambda: not window.status.running.isVisible())


def test_a_real_export_can_be_cancelled_at_any_report(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(PLAN)
    target = tmp_path / "out" / "plan.xlsx"
    target.parent.mkdir()
    target.write_bytes(EARLIER)
    original = jobs.Job._report

    def report(self: jobs.Job[Any], done: int, total: int) -> None:
        self.cancel()
        original(self, done, total)

    monkeypatch.setattr(jobs.Job, "_report", report)
    jobs.finish(exporting.export_to(window, str(target)))
    assert "was cancelled" in window.notice.words.text()
    assert target.read_bytes() == EARLIER
    assert list(target.parent.iterdir()) == [target]


def test_closing_waits_for_an_export(opened: Open, slow: Slow, tmp_path: Path) -> None:
    window = opened(PLAN)
    target = tmp_path / "plan.xlsx"
    exporting.export_to(window, str(target))
    assert not window.close()
    wait(lambda: window.status.running.words.text() == "Writing plan.xlsx, then closing …")
    slow.go.set()
    wait(lambda: gone(window))
    assert target.read_bytes() == b"written"


def test_closing_again_cancels_the_export(opened: Open, slow: Slow, tmp_path: Path) -> None:
    window = opened(PLAN)
    target = tmp_path / "plan.xlsx"
    exporting.export_to(window, str(target))
    assert not window.close()
    assert not window.close()
    wait(lambda: gone(window))
    assert not target.exists()


def test_a_window_that_closes_after_an_export_stays_when_it_fails(opened: Open, slow: Slow, tmp_path: Path) -> None:
    window = opened(PLAN)
    slow.error = formats.Unwritable("plan.xlsx could not be written: the disk is full.")
    job = exporting.export_to(window, str(tmp_path / "plan.xlsx"))
    assert not window.close()
    slow.go.set()
    wait(lambda: job.over and not window.status.running.is_busy)
    settle()
    wait(lambda: not window.status.running.isVisible())
    assert window.isVisible()
    assert "disk is full" in window.notice.words.text()


def asked(monkeypatch: pytest.MonkeyPatch, *answers: Path) -> list[str]:
    """The file dialog answers with these paths in turn; the names that were chosen for it before each."""
    seen: list[str] = []
    left = list(answers)
    chosen: list[str] = []
    monkeypatch.setattr(QFileDialog, "selectFile", lambda _, name: chosen.append(name))
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _: [str(left.pop(0))])

    def answer(dialog: QFileDialog) -> int:
        assert dialog.defaultSuffix() == "xlsx"  # so the dialog asks about the name that is written
        seen.append(chosen[-1])
        return 1 if left else 0

    monkeypatch.setattr(QFileDialog, "exec", answer)
    return seen


@pytest.mark.parametrize(
    ("typed", "written"), [("A.XLSX", "A.XLSX"), ("a.xlsx", "a.xlsx"), ("plan.v2", "plan.v2.xlsx")]
)
def test_the_ending_is_known_in_any_case(
    typed: str, written: str, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(PLAN)
    asked(monkeypatch, tmp_path / typed)
    window.verbs["file.export_excel"].trigger()
    wait(lambda: "is in" in window.notice.words.text())
    assert (tmp_path / written).read_bytes()[:2] == b"PK"


def test_a_name_that_gets_its_ending_late_is_asked_about_again(
    opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(PLAN)
    (tmp_path / "plan.v2.xlsx").write_bytes(EARLIER)
    seen = asked(monkeypatch, tmp_path / "plan.v2")
    window.verbs["file.export_excel"].trigger()
    assert seen[-1] == str(tmp_path / "plan.v2.xlsx")
    assert (tmp_path / "plan.v2.xlsx").read_bytes() == EARLIER
