"""A bound of time for what cannot be stopped otherwise, such as a search by a regular expression."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeUp(Exception):
    """The time for it is over."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeUp in what takes longer. Without effect beside the main thread, within another bound, and on systems
    that have no alarms (Windows)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    if signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return
    over = False

    def ring(*_: object) -> None:
        if not over:  # it may ring while the bound is being taken away
            raise TimeUp

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        over = True
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
