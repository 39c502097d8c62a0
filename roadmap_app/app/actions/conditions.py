"""Reasons why an action cannot be done now, shared by the rooms of the table; "" where it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def writable(window: MainWindow) -> str:
    if window.document.read_only:
        return "This plan is open read-only. Save it under another name to change it."
    return ""


def some_tasks(window: MainWindow) -> str:
    return writable(window) or ("" if window.workspace.selected_tasks else "Select a task first.")


def something(window: MainWindow) -> str:
    """For verbs that only show what is selected: tasks, the plan, a link."""
    workspace = window.workspace
    chosen = workspace.selected_tasks or workspace.link or window.document.plan.project.id in workspace.selection
    return "" if chosen else "Select a task first."


def one_task(window: MainWindow) -> str:
    """For verbs that show something of one task."""
    return "" if len(window.workspace.selected_tasks) == 1 else "Select one task."


def two_tasks(window: MainWindow) -> str:
    return writable(window) or (
        "" if len(window.workspace.selected_tasks) >= 2 else "Select two or more tasks, in their order."
    )


def any_tasks(window: MainWindow) -> str:
    return "" if window.document.plan.tasks else "The plan has no tasks yet."


def any_crashed(window: MainWindow) -> str:
    return "" if window.crashed else "No earlier run of the program left unsaved work."


def any_versions(window: MainWindow) -> str:
    known = window.document.path or window.document.plan.log or window.origin.damaged
    return "" if known else "This plan has never been saved: each save keeps a version."


def can_undo(window: MainWindow) -> str:
    return "" if window.document.can_undo else "Nothing has been done yet."


def can_redo(window: MainWindow) -> str:
    return "" if window.document.can_redo else "Nothing has been undone."
