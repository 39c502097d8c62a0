"""The history as a list to jump in: what was done, then what was undone, each with its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from roadmap_app.app.theme.reading import readable
from roadmap_app.document.document import Document
from roadmap_app.model.text import MONTHS, WEEKDAYS, plural

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

IN_MENU = 12
FIRST, LAST = 0, 500_000_000  # minutes UTC: 1970, and a year (2920) that every system's clock knows


@dataclass(frozen=True)
class Moment:
    """A place in the history: so many steps are done there. `words` name the step that led to it."""

    done: int
    words: str
    at: str  # its time of day, "" where it is not known
    undone: bool


def moments(document: Document) -> list[Moment]:
    """The beginning, then every step, oldest first; those that were undone last."""
    begun = Moment(0, "As it was opened" if document.path else "The beginning", "", False)
    steps = [*document.steps, *reversed(document.undone)]
    done = len(document.steps)
    return [
        begun,
        *(Moment(n, step.label, time_of(step.at), n > done) for n, step in enumerate(steps, 1)),
    ]


def time_of(at: int | None) -> str:
    """`14:05` on the clock here, from minutes UTC; `Yesterday 14:05` or with the date where that is another day."""
    if at is None:
        return ""
    then = _local(at)
    day = day_of(at)
    return f"{day} {then:%H:%M}".lstrip()


def _local(at: int) -> datetime:
    """An instant in minutes UTC, here; what others wrote beyond the years that clocks know is their first or last."""
    return datetime.fromtimestamp(min(max(at, FIRST), LAST) * 60, UTC).astimezone()


def day_of(at: int) -> str:
    """The day of an instant in minutes UTC, here: "" for today, `Yesterday`, `Fri 23 Oct`, with the year of others."""
    then, today = _local(at).date(), datetime.now().astimezone().date()
    ago = (today - then).days
    if 0 <= ago <= 1:
        return ("", "Yesterday")[ago]
    words = f"{WEEKDAYS[then.weekday()]} {then.day} {MONTHS[then.month - 1]}"
    return words if then.year == today.year else f"{words} {then.year}"


def told(document: Document, done: int) -> str:
    """What going to a place in the history does: `Undoes 3 steps, back to 14:05.`"""
    steps = len(document.steps)
    if done == steps:
        return "This is where you are."
    return f"{'Undoes' if done < steps else 'Does again'} {plural(abs(done - steps), 'step')}."


def fill_menu(window: MainWindow, menu: QMenu) -> None:
    """The last steps, newest first, each undone with all after it; then the way to the whole list."""
    menu.clear()
    menu.setToolTipsVisible(True)
    document = window.document
    steps = list(enumerate(document.steps, 1))
    for number, step in reversed(steps[-IN_MENU:]):
        entry = QAction(readable(step.label.replace("&", "&&")), menu)
        entry.setShortcut("")
        entry.setToolTip(told(document, number - 1))
        entry.triggered.connect(lambda _=False, done=number - 1: window.go_to_step(done))
        menu.addAction(entry)
    menu.addSeparator()
    menu.addAction(window.verbs["edit.history"])
