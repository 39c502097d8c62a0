"""Slow work off the window's thread.

A job takes a snapshot (plans are immutable), touches no widget, and returns a value or raises an error
that the caller named; either comes back on the window's thread. A short job is waited for, so that a
save of an ordinary plan is over when its menu closes. Long work reports how far it is: the report raises
Cancelled once someone has cancelled the job.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer

T = TypeVar("T")
PATIENCE = 0.06  # seconds that nobody notices
GLANCE = 15  # milliseconds between two looks at a running job

Report = Callable[[int, int], None]  # done, all


class Cancelled(Exception):
    """Raised within the work of a job that was cancelled; what the work cleans up on errors is cleaned up."""


class Job(Generic[T]):
    """One piece of work; `done` or `failed` is called once, on the thread that started it.

    `share` tells how much is done, from 0 to 1.
    """

    def __init__(
        self,
        parent: QObject,
        work: Callable[[Report], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        expected: tuple[type[Exception], ...],
    ) -> None:
        self.over = False
        self.share = 0.0
        self._cancelled = False
        self._work, self._done, self._failed, self._expected = work, done, failed, expected
        self._answer: tuple[T] | None = None
        self._error: BaseException | None = None
        # one that hangs on a folder that does not answer must not hold up the end of the program
        self._thread = threading.Thread(target=self._run, name="roadmap job", daemon=True)
        self._watch = QTimer(parent)
        self._watch.setTimerType(Qt.TimerType.PreciseTimer)
        self._watch.timeout.connect(lambda: self.look())  # a closure keeps the job alive, a method would not
        self._thread.start()
        self._thread.join(PATIENCE)
        self._watch.start(GLANCE)

    def cancel(self) -> None:
        """Ask the work to stop where it reports next; `failed` is then called with Cancelled."""
        self._cancelled = True

    @property
    def went_wrong(self) -> bool:
        """True when the job has ended with an error; being cancelled is none."""
        return self.over and self._error is not None and not isinstance(self._error, Cancelled)

    def _report(self, done: int, total: int) -> None:
        if self._cancelled:
            raise Cancelled
        self.share = done / total if total else 0.0

    def _run(self) -> None:
        try:
            self._answer = (self._work(self._report),)
        except BaseException as error:  # raised again on the window's thread, in look
            self._error = error

    def look(self) -> None:
        """Tell the outcome if the work has ended."""
        if self.over or self._thread.is_alive():
            return
        self.over = True
        self._watch.stop()
        self._watch.deleteLater()
        if self._answer is not None:
            self._done(self._answer[0])
        elif isinstance(self._error, (Cancelled, *self._expected)):
            self._failed(self._error)
        elif self._error is not None:
            raise self._error


def start(
    parent: QObject,
    work: Callable[[Report], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    expected: tuple[type[Exception], ...] = (OSError, ValueError),
) -> Job[T]:
    """Run `work(report)` in a thread of its own; wait a moment, in case it is over at once."""
    job = Job(parent, work, done, failed, expected)
    job.look()
    return job


def finish(job: Job[T]) -> None:
    """Wait for a job, with the window alive but deaf to the mouse and keys (used when closing)."""
    while not job.over:
        pause()


def pause() -> None:
    """Let the window paint and jobs report for a moment, without taking input."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
