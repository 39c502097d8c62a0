"""The occasions on which versions are compared by hand: another file, what git left, what waits in the plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from roadmap_app.app import jobs
from roadmap_app.app.sharing.outside import put
from roadmap_app.document import comparison as compared
from roadmap_app.document import picking, unmerged
from roadmap_app.document.comparison import Place
from roadmap_app.model.findings import Unreadable
from roadmap_app.model.plan import Plan, diff
from roadmap_app.model.text import plural
from roadmap_app.storage import planfile

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def take(window: MainWindow, plan: Plan, label: str, seen: Plan | None = None) -> bool:
    """Make the plan in the window like another one, as one step that is told; answers whether anything changed.

    `seen` is the plan that was compared: what came into the window since then stays.
    """
    before, now = window.document.schedule, window.document.plan
    changes = diff(now, plan if seen is None else compared.onto(now, seen, plan))
    if not changes:
        meanwhile = seen is not None and seen is not now
        said = "The plan has these changes already."
        if meanwhile:
            said = "The plan was changed meanwhile, and stays as it is now."
        window.workspace.message.emit("info", said)
        return False
    count = compared.touched(changes)
    if not window.edit(f"{label} ({count})", lambda draft: put(draft, changes)):
        return False
    effect = compared.effect_in_words(before, window.document.schedule)
    said = f"{label}: {plural(count, 'change')}. {effect}."
    window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])
    return True


# Another file -------------------------------------------------------------------------------------


def compare(window: MainWindow) -> None:
    """Choose another version of this plan, and show what it has otherwise."""
    from roadmap_app.app.disk import files

    if window.finish_editing():
        folder = files.folder(window)
        path, _ = QFileDialog.getOpenFileName(window, "Compare with another version", folder, files.PLANS)
        if path:
            compare_with(window, path)


def compare_with(window: MainWindow, path: str) -> None:
    """Show what a file has otherwise than the plan in the window; all of it or some can be taken as one step."""
    from roadmap_app.app.merging import window as merging

    name, mine = Path(path).name, window.document.plan

    def done(theirs: Plan) -> None:
        if theirs.doc != mine.doc:
            said = f"{name} is another plan, not a version of this one: it shares no task with it. Choose another."
            window.workspace.message.emit("refused", said)
            return
        lead = f"Mine is the plan as it is here, theirs is {name}. Untick what you would rather leave out."
        purpose = merging.Purpose(lead, "Compare", "Take theirs", ("here", "theirs"), picks=True)
        found = compared.two_way(mine, theirs)

        def accept(plan: Plan) -> None:  # that somebody saved stays known
            take(window, picking.whole(mine, plan), f"Take the version of {name}", mine)

        merging.show(window, found, purpose, accept)

    def failed(error: Exception) -> None:
        window.workspace.message.emit("refused", str(error))

    job = jobs.start(window, lambda _: planfile.load(path).plan, done, failed, (Unreadable,))
    window.status.running.follow(job, f"Reading {name}")


# Conflicts that wait in the plan --------------------------------------------------------------------


def waiting(window: MainWindow) -> int:
    """How many conflicts wait in the plan as records."""
    return len(window.document.plan.conflicts)


def settle(window: MainWindow) -> None:
    """Decide conflicts that an earlier merge left in the plan."""
    from roadmap_app.app.merging import window as merging

    if not window.finish_editing():
        return
    plan = window.document.plan
    whose = {(each.of_kind, each.of): each.who for each in plan.conflicts.values()}

    def who(place: Place) -> str:
        return whose.get(place[:2], "")

    def done(found: compared.Comparison) -> None:
        strange = len(plan.conflicts) - len(found.merged.conflicts)
        more = f" {plural(strange, 'more')} cannot be read here and stay." if strange else ""
        if not found.merged.conflicts:
            window.workspace.message.emit("refused", f"No conflict of the plan can be settled here.{more}")
            return
        lead = f"An earlier merge left these in the plan. Each that you decide is settled; the others wait.{more}"
        purpose = merging.Purpose(
            lead, "Settle conflicts", "Settle", some=True, plan=compared.settled, who=who
        )
        merging.show(window, found, purpose, lambda made: take(window, made, "Settle conflicts", plan))

    jobs.start(window, lambda _: compared.waiting(plan), done, lambda error: None, ())


# What git left ------------------------------------------------------------------------------------


def is_unmerged(window: MainWindow) -> bool:
    """Whether the file still holds a merge of git that nobody has decided."""
    origin = window.origin
    return origin.unmerged is not None and not 0 < origin.merged_at <= len(window.document.history)


def offer(window: MainWindow) -> None:
    """Tell of an unfinished merge, or of conflicts that wait, and open the first to be decided."""
    name = Path(window.document.path or "").name
    if is_unmerged(window):
        said = f"{name} holds an unfinished merge of git. Nothing is saved over it until you decide."
        window.notice.banner(said, "Merge…", window.verbs["file.merge"])
        QTimer.singleShot(0, window, lambda: merge(window))
    elif count := waiting(window):
        wait = "waits" if count == 1 else "wait"
        said = f"{plural(count, 'open conflict')} {wait} in this plan: an earlier merge left both answers in it."
        window.notice.banner(said, "Settle…", window.verbs["file.settle"])


def merge(window: MainWindow) -> None:
    """Decide what git left, else what others saved."""
    found = window.origin.unmerged
    if found is None or not is_unmerged(window):
        window.outside.show()
        return
    from roadmap_app.app.merging import window as merging

    if window.findChild(merging.MergeWindow) is not None:
        return
    document, name = window.document, Path(str(window.document.path)).name
    common = "" if found.has_base else " The file does not hold the version both come from."
    lead = f"git left both versions in {name}: yours and theirs.{common} The file stays as it is until you save."

    def apply(plan: Plan) -> None:
        if window.document is not document:
            return
        document.read_only = False
        changes = diff(document.plan, compared.onto(document.plan, found.mine, plan))
        label = f"Merge both versions of {name} ({compared.touched(changes)})"
        window.edit(label, lambda draft: put(draft, changes))
        document.mark_saved(str(document.path), Plan(plan.doc))  # what is on disk is neither
        window.origin = replace(window.origin, merged_at=max(len(document.history), 1))
        window.notice.clear()
        window.workspace.message.emit("done", f"Both versions are merged. Save to put the merged plan into {name}.")
        window.refresh()

    def ready(comparison: compared.Comparison) -> None:
        merging.show(window, comparison, merging.Purpose(lead, "Merge what git left"), apply)

    jobs.start(window, lambda _: unmerged.compared(found), ready, lambda error: None, ())
