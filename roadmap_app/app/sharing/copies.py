"""Copies of the open plan that sync clients left beside it, and where the plan went when its file was renamed.

Each copy with edits of its own is offered for merging once; the File menu goes on offering it. One that is merged
and saved can be put away among the versions. Nothing is taken away without being asked for.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_app.app import jobs, paths
from roadmap_app.app.sharing import comparing
from roadmap_app.document import comparison as compared
from roadmap_app.document.ancestry import alike, ancestor
from roadmap_app.document.comparison import Comparison
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan
from roadmap_app.storage import backups, copies, planfile
from roadmap_app.storage.copies import Copy

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

EVERY = 15_000  # milliseconds
TOLD = 200  # copies that are remembered as offered

Answer = tuple[tuple[Copy, ...], frozenset[str]]  # the copies, and the SHA-256 of versions that were kept here


class Copies(QObject):
    """What stands beside one window's plan. `waiting` have edits of their own, `merged` are merged here."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._job: jobs.Job[Answer] | None = None
        self._found: tuple[Copy, ...] = ()
        self._merged: dict[Path, tuple[str, ChangeSet | None]] = {}  # its SHA-256, and the step where it gave one
        self._asked: set[Path] = set()  # whether they may be put away
        self.waiting: tuple[Copy, ...] = ()
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.look)
        self.timer.start(EVERY)

    @property
    def is_idle(self) -> bool:
        """True while no look is under way."""
        return self._job is None or self._job.over

    @property
    def merged(self) -> tuple[Copy, ...]:
        """Those whose edits are in the file of the plan now, as they still are."""
        saved = self._window.document.is_saved
        return tuple(each for each in self._found if saved and self._is_in(each))

    @property
    def renamed(self) -> Copy | None:
        """Where the plan's file went: the only one here that is what was opened."""
        same = [each for each in self._found if each.sha == self._window.origin.sha]
        gone = self._window.watching.state and not Path(str(self._window.document.path)).exists()
        return same[0] if gone and len(same) == 1 else None

    def forget(self) -> None:
        """Another plan is in the window."""
        self._found, self.waiting, self._job = (), (), None
        self._merged.clear()
        self._asked.clear()

    def look(self) -> None:
        """See what stands beside the plan."""
        window = self._window
        document, path = window.document, window.document.path
        if path is None or not self.is_idle or not window.isVisible() or not window.origin.sha:
            return
        doc, known, sha = document.plan.doc, self._found, window.origin.sha

        def work(report: jobs.Report) -> Answer:
            found = copies.beside(Path(path), doc, known)
            kept = {each.sha for each in backups.versions(paths.backups(), doc)} if found else set()
            return found, frozenset(kept | {sha})

        def done(answer: Answer) -> None:
            if window.document is document and document.path == path:
                self._follow(Path(path), *answer)

        self._job = jobs.start(window, work, done, lambda error: None)

    def _follow(self, plan: Path, found: tuple[Copy, ...], kept: frozenset[str]) -> None:
        self._found = found
        self.waiting = tuple(
            each for each in found
            if copies.grown_from(plan, each.path) and not self._is_in(each) and self._has_news(each, kept)
        )  # fmt: skip
        self._window.refresh()
        if self._window.notice.isHidden():
            self._offer()

    def _is_in(self, copy: Copy) -> bool:
        """Whether a copy as it is was merged here, and nobody has undone that."""
        sha, step = self._merged.get(copy.path, ("", None))
        return sha == copy.sha and (step is None or any(each.changes is step for each in self._window.document.steps))

    def _has_news(self, copy: Copy, kept: frozenset[str]) -> bool:
        """Whether the plan lacks a save of the copy: what was saved here, too, may have come to stand in a copy only.
        Without a log, whether it is no version that was kept here."""
        return bool(copy.saves - {*self._window.document.plan.log}) if copy.saves else copy.sha not in kept

    def _offer(self) -> None:
        """Say what waits, each once."""
        window, told = self._window, self._window.settings.copies
        if (moved := self.renamed) is not None and moved.path not in self._asked:
            self._asked.add(moved.path)
            said = f"The file is called {moved.path.name} now. Go on with it, or save to have one under the old name."
            window.notice.banner(said, "Go On with It", window.verbs["file.follow"])
            return
        for each in self.waiting:
            if told.get(str(each.path)) != each.sha:
                window.settings.copies = dict([*told.items(), (str(each.path), each.sha)][-TOLD:])
                said = f"{each.path.name} is a copy of this plan with edits that are not in here."
                window.notice.banner(said, "Merge…", window.verbs["file.merge_copy"])
                return
        for each in self.merged:
            if each.path not in self._asked:
                self._asked.add(each.path)
                said = f"{each.path.name} is merged and saved. It can go to the versions of this plan."
                window.notice.banner(said, "Put It Away", window.verbs["file.put_away"])
                return

    # What the verbs do --------------------------------------------------------------------------------

    def merge(self) -> None:
        """Show what the first copy that waits has otherwise, and take it as one step."""
        from roadmap_app.app.merging import window as merging

        window = self._window
        if not self.waiting or not window.finish_editing():
            return
        copy, mine = self.waiting[0], window.document.plan
        opened = window.origin.plan or mine

        def work(report: jobs.Report) -> tuple[Comparison, bool]:
            theirs = planfile.load(str(copy.path)).plan
            base = ancestor(opened, theirs, paths.backups())
            return compared.compare(base or alike(mine, theirs), mine, theirs), base is not None

        def done(answer: tuple[Comparison, bool]) -> None:
            found, based = answer
            lead = f"A sync client left {copy.path.name} beside this plan."
            if not based:
                lead += " The version that both come from is not kept here, so all that differs is yours to decide."
            purpose = merging.Purpose(lead, "Merge a copy", "Merge", ("here", "in the copy"), picks=not based)
            merging.show(window, found, purpose, lambda plan: self._take(copy, plan, mine))

        def failed(error: Exception) -> None:
            window.workspace.message.emit("refused", str(error))

        job = jobs.start(window, work, done, failed, (Unreadable,))
        window.status.running.follow(job, f"Reading {copy.path.name}")

    def _take(self, copy: Copy, plan: Plan, seen: Plan) -> None:
        made = comparing.take(self._window, plan, f"Merge {copy.path.name}", seen)
        self._merged[copy.path] = copy.sha, self._window.document.steps[-1].changes if made else None
        self.waiting = tuple(each for each in self.waiting if each is not copy)
        self._window.refresh()

    def put_away(self) -> None:
        """Move the copies that are merged to the versions of the plan."""
        window, most = self._window, backups.MOST_BYTES
        merged = self.merged

        def work(report: jobs.Report) -> list[bool]:
            return [copies.put_away(each, paths.backups(), int(time.time()), most) for each in merged]

        def done(gone: list[bool]) -> None:
            names = ", ".join(each.path.name for each, away in zip(merged, gone, strict=True) if away)
            said = f"{names} went to the versions of this plan." if names else "The copy was changed again and stays."
            window.workspace.message.emit("done" if names else "info", said)
            self.look()

        def failed(error: Exception) -> None:
            window.workspace.message.emit("refused", f"The copy stays where it is: {error}.")

        window.notice.clear()
        jobs.start(window, work, done, failed, (OSError,))

    def follow(self) -> None:
        """Go on with the file under its new name."""
        window, moved = self._window, self.renamed
        if moved is not None and window.origin.plan is not None:
            window.document.mark_saved(str(moved.path), window.origin.plan)
            window.settings.remember(str(moved.path))
            window.watching.forget()
            window.notice.clear()
            window.workspace.message.emit("done", f"This window goes on with {moved.path.name}.")
            window.refresh()
