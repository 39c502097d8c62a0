"""What the views of one window share: the document, the rows, the selection, the time axis.

Grid, chart and inspector read from here and tell it what the person did; none of them knows another.
A drag sets `preview`, which every view shows in place of the document until it is cleared.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from roadmap_app.analysis import variance
from roadmap_app.analysis.progress import complete
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.variance import Variance
from roadmap_app.app.arranging.state import Arranging
from roadmap_app.app.grid import columns
from roadmap_app.calendar import WorkTime, worktime_of
from roadmap_app.commands import fields
from roadmap_app.document.document import Document, Preview, Update
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Record, Task
from roadmap_app.model.time import DAY, EPOCH_DAY, day_of
from roadmap_app.scene.arranged import Arrangement
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.frame import Look
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.tokens import Tokens
from roadmap_app.schedule import Paths, Schedule, toward

PLACEHOLDER = ""  # the id of the row that takes a new task


class Workspace(QObject):
    """Shared state of one window; a signal for each thing that can change."""

    about_to_follow = Signal(object)  # an Update, while rows, selection and views are still as before it
    plan_changed = Signal(object)  # an Update, after rows and selection have followed it
    rows_changed = Signal()
    selection_changed = Signal()
    link_changed = Signal()  # another link of the chart is selected, or none
    hover_changed = Signal(str, str)  # old id, new id
    columns_changed = Signal()
    arrangement_changed = Signal()
    frozen_changed = Signal()
    axis_changed = Signal()
    preview_changed = Signal()
    look_changed = Signal()  # theme, density, what is shown
    message = Signal(str, str)  # tone ("info", "refused", "done"), one sentence
    reveal_requested = Signal(str)  # scroll a row into view
    edit_requested = Signal(str, str)  # open the editor of a row id and a column

    def __init__(self, document: Document, tokens: Tokens, today: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.tokens = tokens
        self.today = today
        self.look = Look()
        self.axis = TimeAxis(document.schedule.project_start, 4.0)
        self.collapsed = frozenset(task.id for task in document.plan.tasks.values() if task.collapsed)
        self.columns: tuple[str, ...] = columns.DEFAULT  # of the grid, by id, left to right
        self._gone_columns: dict[str, int] = {}  # where those of deleted fields stood
        self.frozen = columns.FROZEN  # the last of those that stay when it is scrolled sideways; "": none
        self.selection: tuple[str, ...] = ()
        self.current = PLACEHOLDER
        self.chosen: frozenset[str] = frozenset()  # what is selected, to be asked
        self._tasks: tuple[str, ...] = ()
        self._tasks_of: tuple[object, object] = (None, None)  # the selection and tasks that these are of
        self._placed: tuple[RowList | None, Sequence[int]] = (None, ())  # rows, and where the selected ones stand
        self.link = ""  # the selected link of the chart; it takes the place of rows
        self.hovered = ""
        self.preview: Preview | None = None
        self._forget()
        self.arranging = Arranging(self)
        self.rows: RowList = self.arranging.rows()
        document.subscribe(self._follow)

    def _forget(self) -> None:
        """Keep nothing that was found of another document."""
        self._weighed: Plan | None = None
        self._percent = 0
        self._compared: Schedule | None = None
        self._variance: Variance | None = None
        self._standing = Standing(self.document.schedule)
        self._stood: tuple[object, ...] = ()  # what it was made of
        self._paths: tuple[Schedule, Paths] | None = None

    # What is shown ---------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """The plan as shown: that of the preview while a drag lasts."""
        return self.preview.plan if self.preview else self.document.plan

    @property
    def schedule(self) -> Schedule:
        """The dates as shown: those of the preview while a drag lasts."""
        return self.preview.schedule if self.preview else self.document.schedule

    @property
    def worktime(self) -> WorkTime:
        """The project's calendar as shown: that of the preview while calendars are changed."""
        return worktime_of(self.plan, "")

    @property
    def variance(self) -> Variance | None:
        """How the document stands against the baseline that the project shows; None without one."""
        document = self.document
        if self._compared is not document.schedule:
            self._compared = document.schedule
            shown = document.plan.project.baseline
            self._variance = variance.of(document.plan, document.schedule) if shown else None
        return self._variance

    @property
    def standing(self) -> Standing:
        """What is critical as shown, for the goal that was chosen or for the project's finish."""
        schedule, look = self.schedule, self.look
        made_of = (schedule, look.goal, look.near_days)
        if self._stood != made_of:
            self._stood = made_of
            paths = self.paths_to(look.goal, schedule) if look.goal in schedule else None
            self._standing = Standing(schedule, paths, look.near_days * self.plan.project.minutes_per_day)
        return self._standing

    def paths_to(self, goal: str, schedule: Schedule) -> Paths:
        """What leads to a task, and with how much slack; KeyError for one that is not in the plan."""
        if self._paths is None or self._paths[0] is not schedule or self._paths[1].goal != goal:
            self._paths = schedule, toward(schedule, goal)
        return self._paths[1]

    @property
    def percent(self) -> int:
        """How much of the document is done; a drag does not change it."""
        if self._weighed is not self.document.plan:
            self._weighed = self.document.plan
            self._percent = complete(self._weighed, self.document.schedule)
        return self._percent

    def show_preview(self, preview: Preview | None) -> None:
        """Show what an edit would give, or (None) the document again."""
        if preview is not self.preview:
            self.preview = preview
            self.preview_changed.emit()

    def show_document(self, document: Document) -> None:
        """Take over another document: nothing of the old one stays selected, hovered or previewed."""
        self.document = document
        self.preview = None
        self._forget()
        self._choose((), PLACEHOLDER)
        self.hovered = ""
        self.collapsed = frozenset(task.id for task in document.plan.tasks.values() if task.collapsed)
        self.arranging = Arranging(self)
        self.rows = self.arranging.rows()
        document.subscribe(self._follow)
        self.columns, self.frozen, self._gone_columns = columns.DEFAULT, columns.FROZEN, {}
        self.columns_changed.emit()
        self.arrangement_changed.emit()
        self.rows_changed.emit()
        self.selection_changed.emit()

    # Rows ------------------------------------------------------------------------------------

    def set_collapsed(self, id: str, collapsed: bool) -> None:
        """Fold or unfold a summary. This is a way of looking, not an edit."""
        self.set_all_collapsed(self.collapsed | {id} if collapsed else self.collapsed - {id})

    def set_all_collapsed(self, ids: Iterable[str]) -> None:
        """Fold exactly these summaries."""
        self.collapsed = frozenset(ids)
        self._remake_rows()

    def reveal(self, id: str) -> None:
        """Unfold what hides a task, show it although the filter does not find it, and scroll to its row."""
        if id in self.document.plan.tasks and self.rows.index(id) is None:
            self.arranging.show([id])
            self.set_all_collapsed(self.collapsed - self.arranging.above(id))
        self.reveal_requested.emit(id)

    # Arrangement -----------------------------------------------------------------------------

    @property
    def arrangement(self) -> Arrangement:
        """How the rows are filtered, sorted and grouped."""
        return self.arranging.arrangement

    def set_arrangement(self, arrangement: Arrangement) -> None:
        """Filter, sort and group the rows anew. This is a way of looking, not an edit.

        FilterError where the filter cannot be read; all stays as it was then.
        """
        self.collapsed = self.arranging.apply(arrangement)
        self._remake_rows()
        self.arrangement_changed.emit()

    # Columns ---------------------------------------------------------------------------------

    def set_columns(self, ids: Iterable[str]) -> None:
        """Show these columns in the grid, in this order. Those that the plan does not have are left out, and the
        name is always there."""
        shown = columns.settled(self.document.plan, ids)
        if shown != self.columns:
            self.columns = shown
            self.columns_changed.emit()

    def set_frozen(self, id: str) -> None:
        """Keep the columns up to this one in view while the grid is scrolled sideways; "" for none."""
        if id != self.frozen:
            self.frozen = id
            self.frozen_changed.emit()

    # Selection -------------------------------------------------------------------------------

    def select(self, ids: Iterable[str], current: str | None = None) -> None:
        """Select these rows, top to bottom; `current` is the one that keys act on (default: the last)."""
        index = self.rows.index
        self.select_rows(sorted({place for id in ids if (place := index(id)) is not None}), current)

    def select_rows(self, places: Sequence[int], current: str | None = None) -> None:
        """Select the rows at these places, which rise."""
        rows = self.rows.rows
        chosen = tuple([rows[place].id for place in places])
        if current is None:
            current = chosen[-1] if chosen else PLACEHOLDER
        if (chosen, current) != (self.selection, self.current):
            self._choose(chosen, current)
            self._placed = self.rows, places
            self.selection_changed.emit()

    @property
    def selected_rows(self) -> Sequence[int]:
        """Where the selected rows stand, top to bottom."""
        rows, places = self._placed
        if rows is not self.rows:
            places = [place for id in self.selection if (place := self.rows.index(id)) is not None]
            self._placed = self.rows, places
        return places

    def _choose(self, chosen: tuple[str, ...], current: str) -> None:
        self.selection, self.current = chosen, current
        self.chosen = frozenset(chosen)
        self._placed = None, ()

    def is_selected(self, id: str) -> bool:
        return id in self.chosen

    @property
    def selected_tasks(self) -> tuple[str, ...]:
        """The selected rows that are tasks of the document, top to bottom."""
        made_of = (self.selection, self.document.plan.tasks)
        if not all(map(operator.is_, made_of, self._tasks_of)):  # every action asks, whatever is selected
            self._tasks_of = made_of
            self._tasks = tuple(filter(made_of[1].__contains__, self.selection))
        return self._tasks

    def select_link(self, id: str) -> None:
        """Note which link is selected; "" for none."""
        if id != self.link:
            self.link = id
            self.link_changed.emit()

    def hover(self, id: str) -> None:
        """Tell which row the mouse is over; "" for none."""
        if id != self.hovered:
            old, self.hovered = self.hovered, id
            self.hover_changed.emit(old, id)

    # Time axis and look ----------------------------------------------------------------------

    def set_axis(self, axis: TimeAxis) -> None:
        if axis != self.axis:
            self.axis = axis
            self.axis_changed.emit()

    def now_on(self, axis: TimeAxis) -> int:
        """The instant that the today line marks: the clock's where the axis tells hours and today is today, else the
        morning."""
        clock = datetime.now()
        if axis.clock and day_of(self.today) == clock.toordinal() - EPOCH_DAY:
            return self.today // DAY * DAY + clock.hour * 60 + clock.minute
        return self.today // DAY * DAY + axis.day_from

    def set_look(self, **members: object) -> None:
        """Change what is shown or how; the names are those of scene.frame.Look."""
        self.look = replace(self.look, **members)
        self._remake_rows()
        self.look_changed.emit()

    def set_tokens(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.look_changed.emit()

    # Following the document --------------------------------------------------------------------

    def _follow(self, update: Update) -> None:
        self.preview = None
        if self.look.goal and self.look.goal not in update.after.tasks:
            self.look = replace(self.look, goal="")
        self.about_to_follow.emit(update)
        if update.after.outline is not update.before.outline:
            placed = [id for id, before, after in update.changes.of("task") if _placed(before, after)]
            self.arranging.show(placed)
            self.collapsed -= {up for id in placed for up in update.after.outline.ancestors(id)}
            self.arranging.follow()
            self._remake_rows(update)
        elif self.arranging.follow():
            self._remake_rows()
        if update.changes.ids("field"):
            self._follow_fields(update.before)
        self.plan_changed.emit(update)

    def _follow_fields(self, before: Plan) -> None:
        """Columns of fields that are gone go, and are there again when that is undone."""
        gone = {id: place for place, id in enumerate(self.columns) if not fields.has(self.document.plan, id)}
        back = {id: place for id, place in self._gone_columns.items() if fields.has(self.document.plan, id)}
        self._gone_columns = {**self._gone_columns, **gone}
        shown = list(self.columns)
        for id, place in sorted(back.items(), key=lambda pair: pair[1]):
            del self._gone_columns[id]
            shown.insert(place, id)
        self.columns = columns.settled(self.document.plan, shown)
        self.columns_changed.emit()  # names and choices may be others, too

    def _remake_rows(self, update: Update | None = None) -> None:
        before, self.rows = self.rows, self.arranging.rows(update)
        self.rows_changed.emit()
        shown = tuple(id for id in self.selection if self.rows.index(id) is not None)
        if shown != self.selection or self.rows.index(self.current) is None:
            current = self.current if self.rows.index(self.current) is not None else ""
            if self.selection and not shown:
                current = self._next_to(self.selection, before)
                shown = (current,) if current else ()
            self._choose(shown, current or (shown[-1] if shown else PLACEHOLDER))
            self.selection_changed.emit()

    def _next_to(self, gone: tuple[str, ...], before: RowList) -> str:
        """Where to go on when the selected rows are gone: what hides them, else the row after, or before them."""
        outline = self.document.plan.outline
        for up in outline.ancestors(gone[0]) if gone[0] in outline.position else ():
            if self.rows.index(up) is not None:
                return up
        place = before.index(gone[0]) or 0
        around = (*before.rows[place:], *reversed(before.rows[:place]))
        return next((row.id for row in around if row.kind == "task" and self.rows.index(row.id) is not None), "")


def _placed(before: Record | None, after: Record | None) -> bool:
    """True for a task that was made or got another parent, and so must be seen."""
    if not isinstance(after, Task):
        return False
    return not isinstance(before, Task) or before.parent != after.parent
