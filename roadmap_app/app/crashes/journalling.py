"""The journal of a window: each edit goes to the disk at once, in a thread that writes what waits and syncs it.

The window never waits for the disk; only closing does.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from roadmap_app.app import paths
from roadmap_app.document.document import Document, Update, now
from roadmap_app.model.plan import Plan
from roadmap_app.storage import backups, planfile
from roadmap_app.storage.journal import Entry, Head, Journal

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


RETRY = 5.0  # seconds until what the disk refused is tried again


class Writer:
    """Writes the entries of one journal, which is made with the first of them, on the plan of the file that they begin
    from (`base`) or on one that no file holds (`plan`).

    What the disk refuses is tried again, all of it in a journal of its own, until there is room. `trouble` is called in
    the writer's thread: with why nothing can be written, and with "" once it is."""

    def __init__(self, head: Head, plan: Plan | None, base: Plan | None, trouble: Callable[[str], None]) -> None:
        self._head, self._plan, self._base, self._trouble = head, plan, base, trouble
        self._entries: list[Entry] = []
        self._written = 0  # of these, to the journal
        self._changed = threading.Condition()
        self._idle = True
        self._broken = False  # the disk refused an entry, so no later one would fit
        self._ending = False
        self._journal: Journal | None = None
        self._thread: threading.Thread | None = None

    def add(self, entries: Sequence[Entry]) -> None:
        """Write entries soon: they are synced within a few milliseconds of a disk that is at rest."""
        with self._changed:
            self._entries += entries
            self._idle = self._broken
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="roadmap journal", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def flush(self) -> bool:
        """Wait until all that was added is on disk, or cannot be; answers which."""
        with self._changed:
            self._changed.wait_for(lambda: self._idle)
            return not self._broken

    def end(self) -> None:
        """Remove the journal: its edits are saved, or given up."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
        if self._journal is not None:
            self._journal.remove()

    def _run(self) -> None:
        while True:
            try:
                while self._write_next():
                    pass
                return
            except OSError as error:
                self._rest(broken=True)
                self._trouble(error.strerror or type(error).__name__)
            while not self._try_again():
                if self._ending:
                    return

    def _rest(self, *, broken: bool) -> None:
        """Nothing more is to be written just now."""
        with self._changed:
            self._broken, self._idle = broken, True
            self._changed.notify_all()

    def _write_next(self) -> bool:
        """Write what waits, or wait for it; False once the journal ends."""
        with self._changed:
            if self._written == len(self._entries):
                self._idle = True
                self._changed.notify_all()
            self._changed.wait_for(lambda: self._written < len(self._entries) or self._ending)
            if self._ending:
                return False
            entries = self._entries[self._written :]
        if self._journal is None:
            self._journal = self._begin()
        _append(self._journal, entries)
        self._written += len(entries)
        return True

    def _try_again(self) -> bool:
        """After a while, write all there is to a new journal, which takes the place of the one that was cut off."""
        with self._changed:
            if self._changed.wait_for(lambda: self._ending, RETRY):
                return False
            entries = list(self._entries)
        try:
            fresh = self._begin()
        except OSError:
            return False
        try:
            _append(fresh, entries)
        except OSError:
            fresh.remove()
            return False
        before, self._journal, self._written = self._journal, fresh, len(entries)
        if before is not None:
            before.remove()
        self._rest(broken=False)
        self._trouble("")
        return True

    def _begin(self) -> Journal:
        journal = Journal(paths.journals(), self._head, self._plan)
        if self._head.base and self._base is not None:
            keep_base(paths.backups(), self._head, self._base)
        return journal


def _append(journal: Journal, entries: Sequence[Entry]) -> None:
    for entry in entries:
        journal.append(entry)
    journal.sync()


def keep_base(versions: Path, head: Head, base: Plan) -> None:
    """Keep the version that edits begin from: a crash, or a colleague's save, may leave another file in its place."""
    found = backups.content_of(head.path)
    if found is None or hashlib.sha256(found[0]).hexdigest() != head.base:
        found = planfile.encode(base), int(time.time())
    try:
        backups.keep(versions, head.doc, *found, int(time.time()))
    except OSError:
        return  # without it what was edited still merges, record by record; saving tells of such a disk


class Recorder(QObject):
    """Follows the document of a window, whichever it is, and hands its edits to a writer."""

    troubled = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: Document | None = None
        self._writer: Writer | None = None
        self._since: list[Entry] = []
        self.troubled.connect(self._tell)

    def follow(self) -> None:
        """Begin with the window's document; what was written of the one before is given up."""
        self.end()
        self._document = document = self._window.document
        self._since = []
        document.subscribe(lambda update: self._take(document, update))

    def end(self) -> None:
        """The plan is left: saved, or given up by the person."""
        if self._writer is not None:
            self._writer.end()
            self._writer = None

    def leave(self) -> None:
        """The plan is left, and nobody knows whether it is saved: what was written stays for the next start."""
        self.flush()
        self._writer = None

    def flush(self) -> bool:
        """Wait until all edits are on disk, or cannot be; answers which."""
        return self._writer is None or self._writer.flush()

    @property
    def since(self) -> tuple[Entry, ...]:
        """The entries since the last save; a save tells `saved` how many there were."""
        return tuple(self._since)

    def saved(self, count: int) -> None:
        """So many entries are in the file now. What came after them begins a journal on that file."""
        self._since = self._since[count:]
        before, self._writer = self._writer, None
        if self._since:
            self._writer = self._begin()
            self._writer.add(self._since)
            self._writer.flush()
        if before is not None:
            before.end()

    def _take(self, document: Document, update: Update) -> None:
        if document is not self._document or update.origin == "note":
            return
        entry = Entry(update.label, now(), update.changes, update.origin)
        self._since.append(entry)
        if self._writer is None:
            self._writer = self._begin(update.before)
        self._writer.add([entry])

    def _begin(self, plan: Plan | None = None) -> Writer:
        document, origin = self._window.document, self._window.origin
        path = str(Path(document.path).absolute()) if document.path else ""
        in_file = bool(path and origin.sha)
        name = document.plan.project.name or (Path(path).stem if path else "")
        head = Head(document.plan.doc, name, path, origin.sha if in_file else "")
        return Writer(head, None if in_file else plan or document.plan, origin.plan, self.troubled.emit)

    def _tell(self, why: str) -> None:
        if why:
            said = f"Unsaved work cannot be kept safe from a crash ({why}). Save often."
            self._window.workspace.message.emit("refused", said)
        else:
            self._window.workspace.message.emit("done", "Unsaved work is kept safe from a crash again.")
