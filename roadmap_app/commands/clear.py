"""Emptying cells, as a spreadsheet does: the value goes, the task stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_app.commands import dates, fields, labels
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import plural, quoted
from roadmap_app.schedule import Schedule

ANCHORED = {"start": ("snet", "snlt", "mso"), "finish": ("fnet", "fnlt", "mfo")}  # what an emptied date releases


@dataclass(frozen=True)
class Cleared:
    """How many cells were emptied, how many were left, and why the first of these was."""

    done: int
    left: int
    reason: str = ""


def cells(draft: Draft, schedule: Schedule, ids: Sequence[str], columns: Sequence[str], today: int) -> Cleared:
    """Empty the cells of tasks; what is computed, and what a task cannot be without, is left.

    An emptied date is no longer asked for: its constraint goes. Refuses where no cell could be emptied.
    """
    done, reasons = 0, []
    for id in ids:
        for column in columns:
            if not _holds(draft, schedule, id, column, today):
                continue
            if reason := _kept(draft, id, column):
                reasons.append(reason)
                continue
            if column in ANCHORED:
                dates.release_constraint(draft, id)
            else:
                fields.set(draft, schedule, id, column, "", today)
            done += 1
    if not done:
        raise Refusal(reasons[0] if reasons else "These cells are empty already.")
    return Cleared(done, len(reasons), reasons[0] if reasons else "")


def label(plan: Plan, ids: Sequence[str], columns: Sequence[str], done: int, verb: str = "Clear") -> str:
    """`Clear owner of 'API freeze'`, `Clear 6 cells of 3 tasks`."""
    what = fields.column_of(plan, columns[0]).title.lower() if len(columns) == 1 else plural(done, "cell")
    return f"{verb} {what} of {labels.named(plan, ids)}"


def _holds(draft: Draft, schedule: Schedule, id: str, column: str, today: int) -> bool:
    text = fields.edit_text(draft, schedule, id, column, today)
    return bool(text) and not (column == "percent" and text == "0")


def _kept(draft: Draft, id: str, column: str) -> str:
    """Why a cell keeps what it holds; "" where it can be emptied."""
    task = draft.tasks[id]
    name = quoted(task.name)
    if column == "name":
        return f"{name} keeps its name. To delete the task, press Ctrl+Del, or click its number and press Del."
    if reason := fields.refusal(draft, id, column):
        return reason
    if column == "duration":
        return f"{name} keeps its duration: type 0 for a milestone."
    if column in ANCHORED and (task.manual or task.constraint not in ANCHORED[column]):
        entered = task.manual or task.pinned_start is not None
        return f"The {column} of {name} {'was entered: type another' if entered else 'is computed from the plan'}."
    return ""
