"""Whether the open plan's file is still what was opened: a look every three seconds, off the window's thread.

Only looks at the file's facts and, when these differ, at its bytes: that works on shares and in folders of sync
clients, which tell of nothing. Times are set back by some of them, and coarse on some shares: so the bytes are looked
at every minute, too. A file that is being written, or gone for a moment, is looked at again.
"""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_app.app import jobs

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

EVERY = 3000  # milliseconds
BYTES = 20  # looks after which the bytes are looked at whatever the facts say
LOOKS = 2  # in a row before a file counts as gone or damaged: others replace files in steps
CHANGED, GONE, EARLIER = "Changed on disk", "Not on disk", "Earlier version on disk"
EMPTY = "Empty on disk"
MISSING = {"gone": "is no longer in its folder", "empty": "is empty on disk"}
NOTHING = hashlib.sha256(b"").hexdigest()

Facts = tuple[int, int, int, int]  # time of writing, size, inode, time of any change where the system has it


@dataclass(frozen=True)
class Seen:
    """`kind`: same, read (with its SHA-256), empty, gone, or unclear (a folder, or out of reach)."""

    kind: str
    facts: Facts | None = None
    sha: str = ""


def look(path: str, known: Facts | None) -> Seen:
    """What stands at a path; its bytes are read only where its facts are not the known ones."""
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            return Seen("unclear")
        facts = (found.st_mtime_ns, found.st_size, found.st_ino, found.st_ctime_ns)
        if not found.st_size:
            return Seen("empty", facts)
        if facts == known:
            return Seen("same", facts)
        return Seen("read", facts, hashlib.sha256(Path(path).read_bytes()).hexdigest())
    except (FileNotFoundError, NotADirectoryError):
        return Seen("gone")
    except OSError:
        return Seen("unclear")


class Watching(QObject):
    """Looks at one window's file. `state` is what the status line says of it, "" while all is as it should be."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.state = ""
        self._known: Facts | None = None
        self._looks = 0
        self._missed = 0  # looks in a row that found nothing to read
        self._job: jobs.Job[Seen] | None = None
        self.timer = QTimer(self)
        self.timer.timeout.connect(self._look)
        self.timer.start(EVERY)

    @property
    def expected(self) -> str:
        """The SHA-256 of what a save may replace: what was opened, or a file that stays empty and so holds nothing."""
        return NOTHING if self.state == EMPTY else self._window.origin.sha

    @property
    def is_idle(self) -> bool:
        """True while no look is under way."""
        return self._job is None or self._job.over

    def forget(self) -> None:
        """Another plan is in the window."""
        self.state, self._known, self._missed, self._job = "", None, 0, None

    def changed(self, state: str = CHANGED) -> None:
        """What is on disk waits to be decided, or to be saved over."""
        self.state = state

    def settled(self) -> None:
        """What is on disk is merged into the plan in the window, or is what was saved from it just now."""
        if self.state:
            self._window.notice.clear()
        self._window.outside.forget()
        self.state, self._missed = "", 0

    def _look(self) -> None:
        window = self._window
        document, path = window.document, window.document.path
        if path is None or not window.origin.sha or document.saving or window.outside.busy or not self.is_idle:
            return

        def done(seen: Seen) -> None:
            if window.document is document and document.path == path and not document.saving:
                self._follow(seen)

        self._looks += 1
        known = self._known if self._looks % BYTES else None
        self._job = jobs.start(window, lambda _: look(path, known), done, lambda error: None, ())

    def _follow(self, seen: Seen) -> None:
        window = self._window
        if seen.kind in ("gone", "empty", "unclear"):
            self._miss(seen)
        elif seen.kind == "same":
            self._missed = 0
        elif seen.sha == window.origin.sha:
            self._back(seen)
        elif window.outside.found is None or window.outside.found.sha != seen.sha:
            self._known = seen.facts
            window.outside.forget()
            window.outside.meet(failed=self._unread)

    def _miss(self, seen: Seen) -> None:
        self._known = None
        self._missed += 1
        if self._missed != LOOKS:
            return
        window, name = self._window, Path(str(self._window.document.path)).name
        self.state = EMPTY if seen.kind == "empty" else GONE
        window.document.mark_lost()
        window.refresh()
        why = MISSING.get(seen.kind, "cannot be reached, or a folder stands there")
        window.workspace.message.emit("refused", f"{name} {why}. Your plan is whole here; save it to keep it.")

    def _back(self, seen: Seen) -> None:
        """The file is what was opened, or saved from here."""
        window = self._window
        self._known, self._missed = seen.facts, 0
        if self.state:
            window.outside.forget()
            if self.state in (GONE, EMPTY) and window.origin.plan is not None:
                window.document.mark_saved(str(window.document.path), window.origin.plan)
            self.state = ""
            window.notice.clear()
            window.refresh()

    def _unread(self, why: str) -> None:
        """It changed into something that cannot be merged: looked at again, and told once it stays so."""
        self._known = None
        self._missed += 1
        if self._missed == LOOKS:
            self.state = CHANGED
            self._window.refresh()
            self._window.workspace.message.emit("refused", why)
