"""Who else has the plan open: a sign beside its file while this window lives, and a look for those of others.

Advisory: it is told in the status line and blocks nobody. A folder that cannot be written or reached has none.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from roadmap_app.app import jobs
from roadmap_app.app.undo import past
from roadmap_app.model.text import plural
from roadmap_app.storage.presence import Other, Presence, others

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

EVERY = 10_000  # milliseconds
GOODBYE = 1.0  # seconds that the window's end waits for a folder to answer

Answer = tuple[Presence | None, tuple[Other, ...]]


class Company(QObject):
    """The sign of one window, and `others` as they were seen last."""

    changed = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._sign: Presence | None = None
        self._job: jobs.Job[Answer] | None = None
        self._left = threading.Event()
        self.others: tuple[Other, ...] = ()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(EVERY)

    def look(self) -> None:
        """Leave a sign beside the plan that is in the window now, or a fresh one, and see who else is there."""
        window, sign, left = self._window, self._sign, self._left
        path = None if window.origin.copy_only else window.document.path  # nobody shares what comes with the program
        name = window.settings.name
        idle = self._job is None or self._job.over
        if left.is_set() or not idle or not window.isVisible() or (path is None and sign is None):
            return

        def work(report: jobs.Report) -> Answer:
            answer = _looked(sign, path, name)
            if left.is_set() and answer[0] is not None:
                answer[0].remove()
            return answer

        def done(answer: Answer) -> None:
            self._sign, found = answer
            if found != self.others:
                self.others = found
                self.changed.emit()

        self._job = jobs.start(window, work, done, lambda error: None, ())  # a share may hang: never in the window

    def leave(self) -> None:
        """The window closes, or is nobody's."""
        self._left.set()
        self.timer.stop()
        if self._sign is not None:
            going = threading.Thread(target=self._sign.remove, daemon=True)
            going.start()
            going.join(GOODBYE)
            self._sign = None


def _looked(sign: Presence | None, path: str | None, name: str) -> Answer:
    now = time.time()
    if sign is not None and (path is None or sign.plan != Path(path) or sign.gone()):
        sign.remove()
        sign = None
    if path is None:
        return None, ()
    try:
        sign = sign or Presence(Path(path), name, now)
        sign.beat(name, now)
        return sign, sign.others(now)
    except OSError:
        return sign, _unsigned(Path(path), now)


def _unsigned(plan: Path, now: float) -> tuple[Other, ...]:
    """Who is there where we can leave no sign ourselves; nobody where the folder is out of reach."""
    try:
        return others(plan, now)
    except OSError:
        return ()


def in_words(found: tuple[Other, ...], own: str) -> str:
    """`Also open: Ann, since 09:40`, or the first of them and how many others; "" for nobody."""
    if not found:
        return ""
    first = f"{who(found[0], own)}, since {past.time_of(found[0].since)}"
    rest = len(found) - 1
    return f"Also open: {first}" + (f" · and {plural(rest, 'other')}" if rest else "")


def who(other: Other, own: str) -> str:
    """How another window is called in a sentence."""
    if other.here:
        return "another window here" if other.name in ("", own) else f"{other.name}, here"
    if other.name == own != "":
        return "you on another computer"
    return other.name or "someone"
