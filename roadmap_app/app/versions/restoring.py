"""Restoring a version, or some of it, as one step that can be undone; and opening one as a copy in its own window."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.app import beside, files
from roadmap_app.app.outside import put
from roadmap_app.commands import Refusal
from roadmap_app.document import comparison as compared
from roadmap_app.document import picking
from roadmap_app.document.document import Document
from roadmap_app.document.picking import Pick
from roadmap_app.document.timeline import Stand
from roadmap_app.model.plan import Plan, diff
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def differs(now: Plan, goal: Plan) -> bool:
    """Whether restoring the whole of a version would change anything."""
    kinds = {*now.tables, *goal.tables} - {picking.LOG}
    return any(now.tables.get(kind, {}) != goal.tables.get(kind, {}) for kind in kinds)


def restore_whole(window: MainWindow, goal: Plan, when: str) -> bool:
    """Make the plan like a version; the log of saves stays. Answers whether anything changed."""
    return _restore(window, picking.whole(window.document.plan, goal), f"Restore the version of {when}")


def restore_some(window: MainWindow, goal: Plan, picks: Collection[Pick], when: str) -> bool:
    """Have the picked members as a version has them. Answers whether anything changed."""
    try:
        plan = picking.picked(window.document.plan, goal, picks)
    except Refusal as refusal:
        window.workspace.message.emit("refused", str(refusal))
        return False
    return _restore(window, plan, f"Restore {plural(len(picks), 'change')} from {when}")


def _restore(window: MainWindow, plan: Plan, label: str) -> bool:
    before = window.document.schedule
    changes = diff(window.document.plan, plan)
    if not changes:
        window.workspace.message.emit("info", "The plan has that already.")
        return False
    count = compared.touched(changes)
    if not window.edit(f"{label} ({plural(count, 'record')})", lambda draft: put(draft, changes)):
        return False
    effect = compared.effect_in_words(before, window.document.schedule)
    window.notice.tell("done", f"{label}: {plural(count, 'record')}. {effect}.", "Undo", window.verbs["edit.undo"])
    return True


def open_copy(window: MainWindow, stand: Stand, when: str) -> MainWindow:
    """Open a version in a window of its own; it is in no file until it is saved."""
    document = Document(stand.plan, today=window.workspace.today)
    name = Path(window.document.path or stand.plan.project.name or "Plan").stem
    origin = files.Origin(imported_from=f"{name}, {when.replace(':', '.')}")
    return beside.open_beside(window, document, origin)
