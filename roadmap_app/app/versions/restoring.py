"""Restoring a version, or some of it, as one step that can be undone; and opening one as a copy in its own window."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_app.app.disk import beside, files
from roadmap_app.app.sharing import comparing
from roadmap_app.commands import Refusal
from roadmap_app.document import picking
from roadmap_app.document.document import Document
from roadmap_app.document.picking import Pick
from roadmap_app.document.timeline import Stand
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def differs(now: Plan, goal: Plan) -> bool:
    """Whether restoring the whole of a version would change anything."""
    kinds = {*now.tables, *goal.tables} - {picking.LOG}
    return any(now.tables.get(kind, {}) != goal.tables.get(kind, {}) for kind in kinds)


def restore_whole(window: MainWindow, goal: Plan, when: str) -> bool:
    """Make the plan like a version; the log of saves stays. Answers whether anything changed."""
    return comparing.take(window, picking.whole(window.document.plan, goal), f"Restore the version of {when}")


def restore_some(window: MainWindow, goal: Plan, picks: Collection[Pick], when: str) -> bool:
    """Have the picked members as a version has them. Answers whether anything changed."""
    try:
        plan = picking.picked(window.document.plan, goal, picks)
    except Refusal as refusal:
        window.workspace.message.emit("refused", str(refusal))
        return False
    return comparing.take(window, plan, f"Restore {plural(len(picks), 'change')} from {when}")


def open_copy(window: MainWindow, stand: Stand, when: str) -> MainWindow:
    """Open a version in a window of its own; it is in no file until it is saved."""
    document = Document(stand.plan, today=window.workspace.today)
    name = Path(window.document.path or stand.plan.project.name or "Plan").stem
    origin = files.Origin(imported_from=f"{name}, {when.replace(':', '.')}")
    return beside.open_beside(window, document, origin)
