"""Long jobs in the status line: what is being done, how far it is, and a button that cancels it.

Not in the notice: refusals and consequences of the work that goes on meanwhile must not hide it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from roadmap_app.app.jobs import Job

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

GLANCE = 100  # milliseconds between two looks at the progress
SOON = 250  # milliseconds within which a job ends without being shown
BAR = 96  # pixels
STEPS = 1000


class Running(QWidget):
    """Hidden while no long job runs; of several it shows the first, and how many there are besides."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._jobs: list[tuple[Job[Any], str]] = []
        self._closing = False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.words = QLabel(self)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, STEPS)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(BAR)
        self.button = QPushButton("Cancel", self)
        self.button.setProperty("inLine", True)
        self.button.clicked.connect(self.cancel)
        for part in (self.words, self.bar, self.button):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self.hide()

    def follow(self, job: Job[Any], words: str) -> None:
        """Show a job until it is over; `words` say what is being done, such as `Writing plan.xlsx`."""
        if not job.over:
            self._jobs.append((job, words))
            self._timer.start(GLANCE if self.isVisible() else SOON)

    @property
    def is_busy(self) -> bool:
        return any(not job.over for job, _ in self._jobs)

    def cancel(self) -> None:
        """Cancel the job that is shown."""
        if self._jobs:
            self._jobs[0][0].cancel()

    def close_after(self) -> None:
        """Close the window when all is over, unless something goes wrong; asked again, cancel all."""
        if self._closing:
            for job, _ in self._jobs:
                job.cancel()
        self._closing = True
        self._timer.start(GLANCE)
        self._look()

    def _look(self) -> None:
        self._timer.setInterval(GLANCE)
        if any(job.went_wrong for job, _ in self._jobs):
            self._closing = False  # the window stays, to tell it
        self._jobs = [(job, words) for job, words in self._jobs if not job.over]
        if not self._jobs:
            self._timer.stop()
            self.hide()
            self._window.status.fit()
            if self._closing:
                self._closing = False
                self._window.close()
            return
        job, words = self._jobs[0]
        more = f" and {len(self._jobs) - 1} more" if len(self._jobs) > 1 else ""
        self.words.setText(f"{words}{more}{', then closing' if self._closing else ''} …")
        self.bar.setValue(round(job.share * STEPS))
        self.bar.setAccessibleName(f"{words}: {job.share:.0%}")
        self.show()
        self._window.status.fit()
