"""Going back to where one was: undo and redo restore what was selected and looked at, and show what they changed."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from roadmap_app.app.gantt import scale
from roadmap_app.app.grid.choosing import Ends
from roadmap_app.document.document import Document, Update
from roadmap_app.scene.axis import TimeAxis

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


@dataclass(frozen=True)
class Place:
    """What was selected and looked at. `down` and `across` are the grid's scroll positions."""

    selection: tuple[str, ...]
    current: str
    column: str
    cells: Ends
    down: int
    across: int
    axis: TimeAxis


class Returning(QObject):
    """Notes the place before and after every step, and goes there when the step is undone or redone."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._document: weakref.ref[Document] | None = None  # of which the places are
        self._done = 0  # steps, as it was last seen
        self._before: dict[int, Place] = {}  # by the number of a step, from 1
        self._after: dict[int, Place] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._settle)
        window.workspace.about_to_follow.connect(self._note)
        window.workspace.plan_changed.connect(self._return)

    def _note(self, update: Update) -> None:
        if self._document is None or self._document() is not self._window.document:
            self._document, self._done = weakref.ref(self._window.document), 0
            self._before.clear()
            self._after.clear()
        if update.origin == "note":
            return
        done = len(self._window.document.history)
        if update.origin == "edit":
            if done > self._done:  # else it grew the last step, whose place stands
                self._before[done] = self._here()
            for kept in (self._before, self._after):
                for number in [number for number in kept if number > done]:
                    del kept[number]
            self._soon.start()  # what the edit itself selects and shows belongs to it
        else:
            self._soon.stop()
        self._done = done

    def _settle(self) -> None:
        self._after[self._done] = self._here()

    def _here(self) -> Place:
        workspace, grid = self._window.workspace, self._window.grid
        return Place(
            workspace.selection, workspace.current, grid.current_column, grid.choosing.ends,
            grid.verticalScrollBar().value(), grid.horizontalScrollBar().value(), workspace.axis,
        )  # fmt: skip

    def _return(self, update: Update) -> None:
        if update.origin == "undo":
            place = self._before.get(self._done + 1)
        elif update.origin == "redo":
            place = self._after.get(self._done)
        else:
            return
        if place is not None:
            self._go(place)
        self._show_changed(update)

    def _go(self, place: Place) -> None:
        workspace, grid = self._window.workspace, self._window.grid
        shown = [id for id in place.selection if workspace.rows.index(id) is not None]
        if shown or not place.selection:
            workspace.select(shown, place.current if workspace.rows.index(place.current) is not None else None)
            grid.choosing.again(place.cells, place.column)
        if place.axis.px_per_day == workspace.axis.px_per_day:  # another zoom was chosen on purpose
            workspace.set_axis(place.axis)
        grid.horizontalScrollBar().setValue(place.across)
        grid.verticalScrollBar().setValue(place.down)

    def _show_changed(self, update: Update) -> None:
        """Where nothing that changed is in view, go to the first of it."""
        workspace, chart = self._window.workspace, self._window.gantt
        changed = [id for id in touched(update) if id in workspace.document.plan.tasks]
        if not changed:
            return
        height = chart.viewport().height()
        numbers = {id: number for id in changed if (number := workspace.rows.index(id)) is not None}
        seen = [
            id
            for id, number in numbers.items()
            if chart.row_top(number) >= 0 and chart.row_top(number) + chart.row_size.height <= height
        ]
        if not seen:
            first = min(numbers, key=lambda id: numbers[id]) if numbers else changed[0]
            workspace.reveal(first)
            seen = [first]
        if not any(_in_view(self._window, id) for id in seen):
            scale.show_task(chart, seen[0])


def touched(update: Update) -> list[str]:
    """The ids of the tasks that a change is about: themselves, or by their links."""
    found = dict.fromkeys(update.changes.ids("task"))
    for _, before, after in update.changes.of("link"):
        link = after or before
        found.update(dict.fromkeys((getattr(link, "to", ""), getattr(link, "from_", ""))))
    return list(found)


def _in_view(window: MainWindow, id: str) -> bool:
    bar = window.gantt.bar_of(id)
    return bar is None or (bar.x1 >= 0 and bar.x0 <= window.gantt.viewport().width())
