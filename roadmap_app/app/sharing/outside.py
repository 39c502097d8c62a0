"""What others saved to the open plan's file: read in a job, merged into the document as one step, never over it.

Where nothing conflicts it is taken at once and told in a line; else a banner offers to decide. What is being typed
or dragged is waited for.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_app.app import jobs, paths
from roadmap_app.app.sharing.watching import EARLIER
from roadmap_app.document import comparison as compared
from roadmap_app.document.ancestry import alike, ancestor
from roadmap_app.document.comparison import Comparison
from roadmap_app.document.document import Document
from roadmap_app.model import text
from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.storage import backups, planfile

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

AGAIN = 300  # milliseconds until what is being typed is looked at again


class Apart(Exception):
    """What stands on disk cannot be merged, in a sentence."""


@dataclass(frozen=True)
class Found:
    """What stands on disk, compared with the plan in the window."""

    comparison: Comparison
    sha: str
    who: str

    @property
    def conflicts(self) -> int:
        return len(self.comparison.merged.conflicts)


def read(path: str, base: Plan, mine: Plan, versions: Path, *, whole: bool) -> Found:
    """The file as it is now against what it comes from: the version that was opened, or an earlier one of those kept
    in `versions`. Unreadable, or Apart where it is no version of it.

    `whole` refuses one that is damaged or half written; else what it lacks counts as not deleted.
    """
    loaded = planfile.load(path)
    name = Path(path).name
    if whole and not loaded.is_whole:
        raise Unreadable(f"{name} on disk is damaged or only half written; your plan here is whole.")
    if any(each.code == "file.conflict" for each in loaded.findings):
        raise Apart(f"{name} on disk holds an unfinished merge of git. Save yours under another name, then open it.")
    if loaded.read_only:
        raise Apart(f"{name} on disk needs a newer version of Roadmap now. Save yours under another name.")
    if loaded.plan.doc != base.doc:
        raise Apart(f"{name} on disk is another plan now. Save yours under another name.")
    saves = sorted(diff(base, loaded.plan).of("log"), key=lambda each: getattr(each[2], "at", 0) or 0)
    who = next((log.who for _, _, log in reversed(saves) if log is not None and getattr(log, "who", "")), "")
    began = ancestor(base, loaded.plan, versions) or alike(mine, loaded.plan)
    return Found(compared.compare(began, mine, loaded.plan, theirs_whole=loaded.is_whole), loaded.sha, who)


def keep(path: str, found: Found, versions: Path) -> None:
    """Keep a version that was merged, as later ones may come from it."""
    there = backups.content_of(path)
    if there is None or hashlib.sha256(there[0]).hexdigest() != found.sha:
        return  # it changed again, and is met again
    try:
        backups.keep(versions, found.comparison.theirs.doc, *there, int(time.time()))
    except OSError:
        return  # saving tells of such a disk


def again(found: Found, mine: Plan) -> Comparison:
    """The same for the plan as it is in the window by now."""
    return compared.compare(found.comparison.base, mine, found.comparison.theirs)


class Outside(QObject):
    """The meeting of one window's plan with what others saved. `found` is what waits to be decided."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._meeting = False
        self.found: Found | None = None

    @property
    def busy(self) -> bool:
        return self._meeting

    def forget(self) -> None:
        self.found = None

    def meet(
        self,
        save: Callable[[], object] | None = None,
        refused: str = "",
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Read what is on disk and merge it. `save` is what wanted to write, and does so once all is merged;
        `refused` is why it could not. `failed` is told why nothing could be read; without it the window is."""
        window = self._window
        document, base = window.document, window.origin.plan
        if self._meeting or document.path is None or base is None:
            return
        path, mine, versions = document.path, document.plan, paths.backups()
        self._meeting = True
        document.saving = document.saving or save is not None
        window.refresh()

        def over() -> None:
            self._meeting = False
            if save is not None:
                document.saving = False
            window.refresh()

        def done(found: Found) -> None:
            if window.document is not document:
                over()
            elif typing(window):
                QTimer.singleShot(AGAIN, self, lambda: done(found))
            elif document.plan is not mine:
                over()
                self.meet(save, refused, failed)
            else:
                over()
                self._settle(document, found, save)

        def unread(error: Exception) -> None:
            over()
            if not isinstance(error, (Unreadable, Apart)):
                raise error
            if failed is not None:
                failed(str(error))
            else:
                window.workspace.message.emit("refused", str(error) if isinstance(error, Apart) else refused)

        whole = save is None
        jobs.start(window, lambda _: read(path, base, mine, versions, whole=whole), done, unread, (Exception,))

    def show(self) -> None:
        """Decide what both changed, in a window."""
        found = self.found
        if found is None or not self._window.finish_editing():
            return
        from roadmap_app.app.merging import window as merging

        fresh = replace(found, comparison=again(found, self._window.document.plan))
        name = Path(str(self._window.document.path)).name
        lead = f"{found.who or 'Someone'} saved {name} after you opened it. Both versions are kept until you apply."
        self._meeting = True  # nothing else is merged meanwhile
        purpose = merging.Purpose(lead, who=lambda place: fresh.who)
        merging.show(self._window, fresh.comparison, purpose, lambda plan: self.take(fresh, plan), self._decided)

    def _decided(self) -> None:
        self._meeting = False

    def take(self, found: Found, plan: Plan) -> None:
        """Take the plan that was decided, as one step; what is on disk then counts as what was opened."""
        window, document = self._window, self._window.document
        comparison = found.comparison
        changes = diff(document.plan, compared.onto(document.plan, comparison.mine, plan))
        count = compared.touched(changes)
        if changes:
            label = f"Merge changes of {found.who or 'others'}" + (f" ({count})" if count else "")
            window.edit(label, lambda draft: put(draft, changes))
        steps = window.origin.steps + bool(changes)
        document.mark_saved(str(document.path), comparison.theirs)
        if document.is_saved:
            steps = len(document.history)
        window.origin = replace(window.origin, sha=found.sha, plan=comparison.theirs, steps=steps)
        if document.is_saved:
            window.journal.saved(len(window.journal.since))
        path, versions = str(document.path), paths.backups()
        jobs.start(window, lambda _: keep(path, found, versions), lambda _: None, lambda error: None, ())
        window.watching.settled()
        window.notice.clear()
        if count:
            who = found.who or "Someone"
            effect = compared.effect_in_words(comparison.schedule_of(comparison.mine), document.schedule)
            said = f"{who} also saved this plan: {text.plural(count, 'change')} merged. {effect}."
            window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])
        window.refresh()

    def _settle(self, document: Document, found: Found, save: Callable[[], object] | None) -> None:
        if found.conflicts:
            self.found = found
            self._window.watching.changed()
            self._window.refresh()
            who, count = found.who or "Someone", text.plural(found.conflicts, "conflict")
            wait = " Nothing is saved until you decide." if save is not None else ""
            self._window.notice.banner(
                f"{who} also changed this plan: {count}.{wait}", "Show…", self._window.verbs["file.merge"]
            )
            return
        self.take(found, found.comparison.merged.plan)
        if save is not None:
            save()
        elif found.comparison.theirs == found.comparison.base:
            self._window.watching.changed(EARLIER)
            name = Path(str(document.path)).name
            said = f"An earlier version of {name} is back on disk. Your plan here has what was saved since."
            self._window.notice.banner(said, "Save", self._window.verbs["file.save"])
            self._window.refresh()


def put(draft: Draft, changes: ChangeSet) -> None:
    """Make the changes of a set in a draft."""
    for (kind, id), (_, after) in changes.pairs.items():
        if after is None:
            draft.remove(kind, id)
        else:
            draft.put(after)


def typing(window: MainWindow) -> bool:
    """True while something is dragged, or typed and not taken yet."""
    if window.gantt.gesture is not None or window.grid.cells.editor is not None or window.workspace.preview:
        return True
    return window.inspector.is_typing
