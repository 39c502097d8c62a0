"""The history of one document: an immutable value, and the few ways it grows.

Laws (tests/laws): undoing every step gives the plan that was opened; redoing them all the last one.
Steps of one key made one after the other join into one ("typing"); a step that comes to nothing goes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap_app.model.changes import ChangeSet


@dataclass(frozen=True)
class Step:
    """One named edit. `key` joins it with the next edit of the same key; None never joins.

    `at` is when it was made, in minutes since 1970-01-01T00:00 UTC, as saves tell it.
    """

    label: str
    changes: ChangeSet
    key: str | None = None
    at: int | None = None


@dataclass(frozen=True)
class History:
    """Steps done, oldest first, and steps undone, the next to redo last."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


def joins(history: History, key: str | None) -> bool:
    """True where an edit of this key joins the last step."""
    return key is not None and not history.undone and bool(history.done) and history.done[-1].key == key


def push(history: History, step: Step, *, join: bool) -> History:
    """The history after an edit; what was undone can no longer be redone. With `join`, `step` is the last one grown."""
    rest = history.done[:-1] if join else history.done
    return History((*rest, step) if step.changes else rest)


def undo(history: History) -> tuple[History, Step]:
    """The history without its last step, and that step; IndexError where there is none."""
    step = history.done[-1]
    return History(history.done[:-1], (*history.undone, replace(step, key=None))), step


def redo(history: History) -> tuple[History, Step]:
    """The history with the step that was undone last done again; IndexError where there is none."""
    step = history.undone[-1]
    return History((*history.done, step), history.undone[:-1]), step
