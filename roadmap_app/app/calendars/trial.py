"""Changes on trial: what they move is worked out a moment after each, off the window's thread where that takes long."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from roadmap_app.analysis import moved
from roadmap_app.analysis.moved import Consequences
from roadmap_app.app import jobs
from roadmap_app.app.workspace import Workspace
from roadmap_app.document.document import Preview
from roadmap_app.document.pending import Pending
from roadmap_app.model.plan import Draft

PAUSE = 120  # milliseconds of quiet after an edit

Answer = tuple[int, Preview, Consequences]


class Trial(QObject):
    """Steps on top of the document. The chart shows what they give until they are taken or dropped."""

    changed = Signal()  # other steps wait now
    counted = Signal(object, list)  # Consequences, and the ids of the calendars that changed

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.pending = Pending(workspace.document)
        self.consequences: Consequences | None = None  # of the steps as they are; None until they are known
        self._job: jobs.Job[Answer] | None = None
        self._number = 0  # of the last change: an answer to an older one is let go
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._later.timeout.connect(self.count)

    def do(self, label: str, change: Callable[[Draft], object]) -> bool:
        """Add a step; False where it changes nothing. A Refusal goes on up."""
        made = self.pending.do(label, change)
        if made:
            self._after()
        return made

    def undo(self) -> str:
        """Take the last step back and answer its name; "" where there is none."""
        label = self.pending.undo()
        if label:
            self._after()
        return label

    def redo(self) -> str:
        label = self.pending.redo()
        if label:
            self._after()
        return label

    def discard(self) -> None:
        """Forget all steps."""
        self.pending.clear()
        self._after()

    def follow(self) -> list[str]:
        """The plan changed behind: the steps are done anew on it; answers the refusals of those that can't be."""
        refusals = self.pending.follow()
        self._after()
        return refusals

    def take(self, name: str) -> str:
        """Make the steps one of the plan; answers its name with what it moved, "" where they came to nothing."""
        before = self._workspace.document.schedule
        said: list[str] = []

        def label(preview: Preview) -> str:
            said.append(name + moved.in_label(moved.consequences(before, preview.schedule)))
            return said[-1]

        self.stop()
        self.pending.take(label)
        self.changed.emit()
        return said[-1] if said else ""

    def stop(self) -> None:
        """Show the document again and wait for what is under way."""
        self._later.stop()
        self._number += 1
        if self._job is not None and not self._job.over:
            jobs.finish(self._job)
        self.consequences = None
        self._workspace.show_preview(None)

    def count(self) -> None:
        """Work out what the steps move."""
        if self._job is not None and not self._job.over:
            self._later.start()  # one at a time
            return
        number, pending, before = self._number, self.pending, self._workspace.document.schedule

        def work(report: jobs.Report) -> Answer:
            preview = pending.preview()
            _ = preview.schedule.late  # the chart asks for slack as soon as it shows this: better found here
            return number, preview, moved.consequences(before, preview.schedule)

        self._job = jobs.start(self, work, self._tell, _fail, ())

    def _tell(self, answer: Answer) -> None:
        number, preview, consequences = answer
        if number == self._number:
            self.consequences = consequences
            self._workspace.show_preview(preview)
            self.counted.emit(consequences, [id for kind, id in preview.changes.pairs if kind == "calendar"])

    def _after(self) -> None:
        self._number += 1
        self.consequences = None
        if self.pending.changes:
            self._later.start()
        else:
            self._later.stop()
            self._workspace.show_preview(None)
        self.changed.emit()


def _fail(error: Exception) -> None:
    raise error
