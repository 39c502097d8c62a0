"""Opening another program's file: read in a job, shown with progress, cancelled at any time.

The plan on screen stays, and can be worked on, until the other one is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.app import jobs
from roadmap_app.app.disk import files, leaving
from roadmap_app.document.document import Document
from roadmap_app.model.findings import Unreadable

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

Opened = tuple[Document, "files.Origin"]


def begin(window: MainWindow, path: str) -> jobs.Job[Opened]:
    """Read a file and put its plan into the window; whatever was being read before is given up."""
    stop(window)
    name, today = Path(path).name, window.workspace.today

    def work(report: jobs.Report) -> Opened:
        opened = files.read_document(path, today, report)
        report(1, 1)  # cancelled while its dates were worked out: not shown after all
        return opened

    def done(opened: Opened) -> None:
        window.importing = None
        if leaving.may_leave(window):  # asked now: it may have been edited meanwhile
            files.take(window, path, *opened)

    def failed(error: Exception) -> None:
        window.importing = None
        if isinstance(error, jobs.Cancelled):
            window.workspace.message.emit("info", f"Opening {name} was cancelled.")
        else:
            window.settings.forget(path)
            window.workspace.message.emit("refused", str(error))

    job = jobs.start(window, work, done, failed, (Unreadable,))
    if not job.over:
        window.importing = job
        window.status.running.follow(job, f"Reading {name}")
    return job


def stop(window: MainWindow) -> None:
    """Give up what is being read."""
    if window.importing is not None:
        window.importing.cancel()
        jobs.finish(window.importing)
