"""The window of unsaved work: what each crashed window had, as a comparison with its file, to be taken or given up."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from roadmap_app.app import jobs
from roadmap_app.app.crashes import recovery
from roadmap_app.app.crashes.recovery import Offer
from roadmap_app.app.theme.controls import caption
from roadmap_app.app.versions import halves
from roadmap_app.app.versions.picks import Picks, Shown, prepare
from roadmap_app.app.versions.timelist import TwoLines
from roadmap_app.app.versions.window import HEIGHT, LEFT, WIDTH, plain_button
from roadmap_app.document import timeline
from roadmap_app.document.comparison import Told
from roadmap_app.document.recovery import pick_of_clash
from roadmap_app.document.timeline import Stand
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

BOTH = "The file has changed this, too: you decide before it is taken."


def show(window: MainWindow, which: Offer | None = None) -> CrashedWindow:
    """Open the one window of unsaved work that there is, at one crashed window's."""
    box = window.recovery_box or CrashedWindow(window)
    if which is not None:
        box.choose(which)
    box.show()
    box.activateWindow()
    return box


class CrashedWindow(QDialog):
    """Closing it settles nothing: what is listed is offered again."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.recovery_box = self
        self._offers: tuple[Offer, ...] = ()
        self.ready: Offer | None = None  # what is shown, on its file as that is now
        self._job: jobs.Job[tuple[Offer, Shown | None]] | None = None
        self._clashing: set[tuple[str, str, str]] = set()
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.timeout.connect(lambda: self._offer())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Unsaved work")
        self.resize(min(WIDTH, window.width() - 16), min(HEIGHT, window.height() - 16))
        self.list = QListWidget(self)
        self.list.setAccessibleName("Plans with work that was not saved")
        self.list.setItemDelegate(TwoLines(window, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.picks = Picks(window, self, self._mark)
        self._lay_out()
        self.list.itemSelectionChanged.connect(lambda: self._choose())
        self.picks.changed.connect(self._offer)
        self.finished.connect(lambda: self._leave())
        self.fill()
        self.list.setFocus()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(16, 12, 8, 12)
        column.setSpacing(6)
        column.addWidget(caption("Unsaved work", "heading"))
        lead = caption("The program ended before this was saved. It stays here until you recover or discard it.")
        lead.setWordWrap(True)
        column.addWidget(lead)
        column.addWidget(self.list, 1)
        right = QWidget(self)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(12, 12, 16, 12)
        beside.setSpacing(8)
        self.title, self.effect = caption("", "title"), caption("", "caption")
        for part in (self.title, self.effect):
            part.setWordWrap(True)
            beside.addWidget(part)
        beside.addWidget(self.picks, 1)
        self.all = plain_button("Recover all", self, lambda: self._take(whole=True))
        self.all.setProperty("primary", True)
        self.some = plain_button("Recover selected", self, lambda: self._take(whole=False))
        self.drop = plain_button("Discard", self, lambda: self._discard())
        close = plain_button("Close", self, self.accept)
        beside.addLayout(halves.foot((self.all, self.some, self.drop), close))
        halves.lay_out(self, left, right, LEFT)

    # What is listed -------------------------------------------------------------------------------

    def fill(self) -> None:
        """List what there is now; with nothing left the window goes."""
        if not self._window.crashed:
            self.accept()
            return
        before = self.chosen
        self._offers = self._window.crashed
        with QSignalBlocker(self.list):
            self.list.clear()
            for each in self._offers:
                aside = f"discarded, kept for {recovery.KEPT_FOR} days" if each.discarded else ""
                state = " · ".join(filter(None, (f"{plural(each.count, 'edit')} since {each.since}", aside)))
                item = QListWidgetItem(f"{each.name or 'Never saved'}\n{state}", self.list)
                item.setToolTip("\n".join((state, each.found.head.path or "It was in no file yet")))
        files = [each.found.file for each in self._offers]
        same = before is not None and before.found.file in files
        self.choose(before if before is not None and same else self._offers[0])

    @property
    def chosen(self) -> Offer | None:
        row = self.list.currentRow()
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def choose(self, wanted: Offer | None) -> None:
        """Show the work of one crashed window."""
        for row, each in enumerate(self._offers):
            if wanted is not None and each.found.file == wanted.found.file:
                with QSignalBlocker(self.list):
                    self.list.setCurrentRow(row)
        self._choose()

    def _choose(self) -> None:
        each = self.chosen
        if each is None:
            return
        self.title.setText(each.words)
        self.effect.setText("")
        self.ready = None
        self.picks.say("Comparing …")
        today = self._window.workspace.today
        if self._job is not None:
            self._job.cancel()

        def work(report: jobs.Report) -> tuple[Offer, Shown | None]:
            ground = recovery.stand_on(each.found, today)
            report(1, 2)
            if ground is None:
                return replace(each, ground=None), None
            start = Stand(ground.recovered.start, ground.document.schedule)
            shown = prepare(timeline.since(start, timeline.stand_of(ground.recovered.goal, start)), report)
            return replace(each, ground=ground), shown

        def done(answer: tuple[Offer, Shown | None]) -> None:
            if self.chosen is each:
                self._show(*answer)

        self._job = jobs.start(self, work, done, lambda error: None, ())
        self._offer()

    def _show(self, each: Offer, shown: Shown | None) -> None:
        self.ready = each
        if each.ground is None or shown is None:
            self.picks.say(
                f"Neither {each.found.head.path} nor a kept version of it can be read now, so there is no plan that "
                f"these edits could be made on. They stay in {each.found.file}. Bring the file back and look again."
            )
            self._offer()
            return
        found, name = each.ground.recovered, Path(each.found.head.path).name
        self._clashing = {pick_of_clash(clash) for clash in found.conflicts}
        clashes = len(found.conflicts)
        parts = [f"{plural(len(shown.told), 'change')}. {shown.effect}."]
        if found.base is not found.start and name:
            both = f" {plural(clashes, 'thing')} changed in both." if clashes else ""
            parts.append(f"{name} was changed since; what was saved there stays.{both}")
        self.effect.setText(" ".join(parts))
        earlier = "in the file" if name else "the new plan"
        self.picks.show_versions(shown, (earlier, "not saved"))
        self._offer()

    def _mark(self, told: Told) -> str:
        change = told.change
        exact = (change.kind, change.id, change.field) in self._clashing
        return BOTH if exact or (change.kind, change.id, "") in self._clashing else ""

    # What can be done -----------------------------------------------------------------------------

    def _offer(self) -> None:
        each, count = self.chosen, len(self.picks.picks)
        ready = self.ready is not None and self.ready.ground is not None
        self.all.setEnabled(ready)
        self.all.setToolTip("Each edit is a step that can be undone; nothing is in the file until you save")
        self.some.setText(f"Recover selected ({count:,})" if count else "Recover selected")
        self.some.setEnabled(ready and bool(count))
        self.some.setToolTip("One step, which can be undone" if count else "Tick changes in the list first")
        gone = each is not None and each.discarded
        self.drop.setEnabled(not self._resting.isActive())
        self.drop.setText("Delete for good" if gone else "Discard")
        kept = f"The file stays as it is. It can still be recovered for {recovery.KEPT_FOR} days"
        self.drop.setToolTip("It cannot be recovered after that" if gone else kept)

    def _take(self, *, whole: bool) -> None:
        if self.ready is not None and self._window.finish_editing():
            recovery.take(self._window, self.ready, None if whole else self.picks.picks)

    def _discard(self) -> None:
        each = self.chosen
        if each is None:
            return
        if not each.discarded:  # the second of two quick clicks must not delete what the first discards
            self._resting.start(QApplication.doubleClickInterval())
            self.list.setFocus()
        recovery.discard(self._window, each)

    def _leave(self) -> None:
        self._window.recovery_box = None
        if self._job is not None:
            self._job.cancel()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._leave()
        super().closeEvent(event)
