"""The shape of an action and the whole table.

`refusal` answers why an action cannot be done now ("": it can), which its tooltip shows. `place` is the
menu and the group within it, so that adding an action is one entry in one list and nothing else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

MENUS = ("File", "Edit", "View", "Insert", "Task", "Schedule", "Window", "Help")


def always(window: MainWindow) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """One verb of the user."""

    id: str
    label: str
    place: tuple[str, int]  # menu (or `View > Columns`, a menu within one), group
    run: Callable[[MainWindow], None]
    icon: str = ""
    shortcuts: tuple[str, ...] = ()  # as QKeySequence reads them; the first is shown
    refusal: Callable[[MainWindow], str] = always
    checked: Callable[[MainWindow], bool] | None = None
    live_label: Callable[[MainWindow], str] | None = None  # a label that tells the state ("Undo Move ...")
    tip: str = ""
    toolbar: int = 0  # group in the toolbar, 0: not there
    context: bool = False  # in the context menu of rows and bars
    head: bool = False  # in the menu of a column head; acts on the grid's current column
    words: str = ""  # other words that the palette finds it by


@cache
def all_actions() -> tuple[Action, ...]:
    """The table, in the order of menus and groups."""
    from roadmap_app.app.actions import arrange, columns, edit, file, help_, insert, schedule, task, view, window

    rooms = (file, edit, view, arrange, columns, insert, task, schedule, window, help_)
    return tuple(action for room in rooms for action in room.ACTIONS)
