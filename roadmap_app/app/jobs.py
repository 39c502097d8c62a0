"""Slow work off the window's thread.

A job takes a snapshot (plans are immutable), touches no widget, and returns a value or raises an error
that the caller named; either comes back on the window's thread. A short job is waited for, so that a
save of an ordinary plan is over when its menu closes.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QObject, QThread, Signal

T = TypeVar("T")
PATIENCE = 60  # milliseconds that nobody notices


class Job(QThread, Generic[T]):
    """One piece of work; `done` and `failed` are called once, on the thread that started it."""

    ended = Signal()

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        expected: tuple[type[Exception], ...],
    ) -> None:
        super().__init__(parent)
        self._work, self._done, self._failed, self._expected = work, done, failed, expected
        self._answer: tuple[T] | None = None
        self._error: BaseException | None = None
        self._told = False
        self.ended.connect(self._tell)

    def run(self) -> None:
        try:
            self._answer = (self._work(),)
        except BaseException as error:  # raised again on the window's thread, in _tell
            self._error = error
        self.ended.emit()

    def _tell(self) -> None:
        if self._told:
            return
        self._told = True
        self.wait()
        self.deleteLater()
        if self._answer is not None:
            self._done(self._answer[0])
        elif isinstance(self._error, self._expected):
            self._failed(self._error)
        elif self._error is not None:
            raise self._error


def start(
    parent: QObject,
    work: Callable[[], T],
    done: Callable[[T], None],
    failed: Callable[[Exception], None],
    expected: tuple[type[Exception], ...] = (OSError, ValueError),
) -> Job[T]:
    """Run `work` in a thread of its own; wait a moment, in case it is over at once."""
    job = Job(parent, work, done, failed, expected)
    job.start()
    if job.wait(QDeadlineTimer(PATIENCE)):
        job._tell()
    return job


def finish(job: Job[T]) -> None:
    """Wait for a job, with the window alive but deaf to the mouse and keys (used when closing)."""
    while not job._told:
        pause()


def pause() -> None:
    """Let the window paint and jobs report for a moment, without taking input."""
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
