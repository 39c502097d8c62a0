"""Starting: the guard against the pair of versions that crashes, and a window that survives much painting."""

from __future__ import annotations

import subprocess
import sys

import pytest

from roadmap_app.app.launch.startup_guard import check, refusal

PAINT = """
from PySide6.QtWidgets import QApplication, QWidget
from PySide6.QtGui import QPainter

class Canvas(QWidget):
    count = 0
    def paintEvent(self, event):
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window())
        painter.end()
        Canvas.count += 1

app = QApplication([])
canvas = Canvas()
canvas.resize(40, 40)
canvas.show()
app.processEvents()
for _ in range(20_000):
    canvas.repaint()
print(Canvas.count)
"""


@pytest.mark.parametrize(
    ("python", "pyside", "refused"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 10), "6.12.1", True),
        ((3, 11), "7.0.0", True),
        ((3, 11), "6.11.3", False),
        ((3, 12), "6.12.0", False),
        ((3, 13), "6.13.0", False),
    ],
)
def test_the_pair_that_crashes_is_refused(python: tuple[int, int], pyside: str, refused: bool) -> None:
    sentence = refusal(python, pyside)
    assert bool(sentence) is refused
    assert not sentence or pyside in sentence


def test_what_is_installed_may_start() -> None:
    assert check() is None


def test_twenty_thousand_paint_calls_survive() -> None:
    done = subprocess.run([sys.executable, "-c", PAINT], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) >= 20_000
