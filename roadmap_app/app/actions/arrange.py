"""View > Arrange: filter, sort and group the rows; in the menus of heads, by the column there. Never an edit, but for
keeping an order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from roadmap_app.analysis.facets import GROUPED
from roadmap_app.app.actions.conditions import any_tasks, writable
from roadmap_app.app.actions.table import Action
from roadmap_app.app.arranging import views
from roadmap_app.app.arranging.telling import title_of
from roadmap_app.app.main_window import MainWindow
from roadmap_app.commands import outline
from roadmap_app.scene.arranged import PLAIN, Arrangement

ARRANGE, GROUPS, VIEWS = "View > Arrange", "View > Group by", "View > Views"
OFFERED = ("team", "owner", "sprint", "tags", "status", "lane", "start", "finish")  # to group by, in the menu
OTHERWISE = {"team": "owner", "owner": "owner assignee resource", "lane": "phase stream"}  # words for some of them


def set_arrangement(window: MainWindow, arrangement: Arrangement) -> None:
    """Arrange the rows so, keeping what is selected in view."""
    current = window.workspace.current
    window.workspace.set_arrangement(arrangement)
    if current and window.workspace.rows.index(current) is not None:
        window.workspace.reveal_requested.emit(current)


def sort(descending: bool, *, also: bool = False) -> Callable[[MainWindow], None]:
    """Sort by the current column; `also` (or Shift held) after what is sorted by already."""

    def run(window: MainWindow) -> None:
        column, before = window.grid.current_column, window.workspace.arrangement
        adds = also or bool(QApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        others = tuple(each for each in before.sort if each[0] != column) if adds else ()
        set_arrangement(window, before.but(sort=(*others, (column, descending))))

    return run


def sorts(descending: bool) -> Callable[[MainWindow], bool]:
    return lambda window: (window.grid.current_column, descending) in window.workspace.arrangement.sort


def unsort(window: MainWindow) -> None:
    set_arrangement(window, window.workspace.arrangement.but(sort=()))


def group_by(facet: str) -> Callable[[MainWindow], None]:
    return lambda window: set_arrangement(window, window.workspace.arrangement.but(group=facet))


def group_column(window: MainWindow) -> None:
    column, before = window.grid.current_column, window.workspace.arrangement
    set_arrangement(window, before.but(group="" if before.group == column else column))


def filter_values(window: MainWindow) -> None:
    from roadmap_app.app.arranging import values

    values.show(window, window.grid.current_column)


def unfilter(window: MainWindow) -> None:
    set_arrangement(window, window.workspace.arrangement.but(filter=""))


def keep_order(window: MainWindow) -> None:
    """Make the order on screen the plan's own, as one step."""
    workspace = window.workspace
    rank, words = workspace.arranging.applied.rank, title_of(window, workspace.arrangement.sort[0][0])
    if window.edit(f"Keep the order by {words}", lambda draft: outline.reorder(draft, rank)):
        set_arrangement(window, workspace.arrangement.but(sort=()))
        window.notice.tell("done", "This is the order of the plan now.", "Undo", window.verbs["edit.undo"])


# Why not -----------------------------------------------------------------------------------------------


def _sorted(window: MainWindow) -> str:
    return any_tasks(window) or ("" if window.workspace.arrangement.sort else "The rows are not sorted.")


def _grouped(window: MainWindow) -> str:
    return "" if window.workspace.arrangement.group else "The rows are not grouped."


def _filtered(window: MainWindow) -> str:
    return "" if window.workspace.arrangement.filter else "No filter is on: all tasks are shown."


def _arranged(window: MainWindow) -> str:
    return "" if window.workspace.arrangement != PLAIN else "The rows are in the order of the plan already."


def _viewed(window: MainWindow) -> str:
    reason = writable(window)
    return reason or ("" if views.shown(window) is not None else "Choose one of the saved views first.")


def _keepable(window: MainWindow) -> str:
    reason = writable(window) or _sorted(window)
    if not reason and window.workspace.arrangement.group:
        return "Groups are not the outline: choose No Groups first, then keep the order."
    return reason


def _groupable(window: MainWindow) -> str:
    facet = window.workspace.arranging.facts.facets.get(window.grid.current_column)
    if facet is None or facet.kind in GROUPED:
        return any_tasks(window)
    return f"{facet.title} is another one for nearly every task: choose a column such as the owner, or the status."


ACTIONS = (
    Action(
        id="arrange.filter", label="Filter…", place=(ARRANGE, 1), icon="filter", shortcuts=("Ctrl+Shift+F",), toolbar=4,
        run=lambda w: w.filter_line.open_line(), refusal=any_tasks, tip="Show only the tasks that are looked for",
        words="search show only hide late critical unfinished team owner narrow overdue",
    ),
    Action(
        id="arrange.filter_values", label="Filter by Values…", place=(ARRANGE, 1), run=filter_values, head=True,
        icon="filter", refusal=any_tasks, tip="Which values of the column are shown", words="autofilter column",
    ),
    Action(
        id="arrange.unfilter", label="Show All Tasks", place=(ARRANGE, 1), run=unfilter, refusal=_filtered, head=True,
        words="clear filter off",
    ),
    Action(
        id="arrange.sort_up", label="Sort Ascending", place=(ARRANGE, 2), run=sort(False), refusal=any_tasks,
        checked=sorts(False), head=True, words="order column a-z earliest first", icon="arrow-up",
        tip="By the current column; with Shift, after what is sorted by already",
    ),
    Action(
        id="arrange.sort_down", label="Sort Descending", place=(ARRANGE, 2), run=sort(True), refusal=any_tasks,
        checked=sorts(True), head=True, words="order column z-a latest first", icon="arrow-down",
        tip="By the current column; with Shift, after what is sorted by already",
    ),
    Action(
        id="arrange.also_up", label="Then Sort Ascending", place=(ARRANGE, 2), run=sort(False, also=True),
        refusal=_sorted, tip="By the current column, where what is sorted by already is the same", words="order second",
    ),
    Action(
        id="arrange.also_down", label="Then Sort Descending", place=(ARRANGE, 2), run=sort(True, also=True),
        refusal=_sorted, tip="By the current column, where what is sorted by already is the same", words="order second",
    ),
    Action(
        id="arrange.unsort", label="No Sort", place=(ARRANGE, 2), run=unsort, refusal=_sorted, head=True,
        tip="The rows in the order of the plan", words="unsorted order",
    ),
    Action(
        id="arrange.keep_order", label="Keep This Order", place=(ARRANGE, 2), run=keep_order, refusal=_keepable,
        tip="Make the order on screen the plan's own", words="sort reorder apply",
    ),
    Action(
        id="arrange.group_column", label="Group by This Column", place=(ARRANGE, 3), run=group_column, head=True,
        refusal=_groupable, words="swimlanes lanes",
        checked=lambda w: w.workspace.arrangement.group == w.grid.current_column,
    ),
    Action(
        id="arrange.again", label="Apply Again", place=(ARRANGE, 4), refusal=_arranged,
        run=lambda w: set_arrangement(w, w.workspace.arrangement),
        tip="Filter and sort anew, with what was edited since", words="refresh reapply filter sort",
    ),
    Action(
        id="arrange.plain", label="As in the Plan", place=(ARRANGE, 4), refusal=_arranged,
        run=lambda w: set_arrangement(w, PLAIN), tip="No filter, no sort, no groups", words="clear reset arrangement",
    ),
    Action(
        id="arrange.ungroup", label="No Groups", place=(GROUPS, 1), run=group_by(""), refusal=_grouped,
        words="ungroup outline",
    ),
    *(
        Action(
            id=f"arrange.group_{facet}", label=f"Group by {label}", place=(GROUPS, 2), run=group_by(facet),
            refusal=any_tasks, checked=lambda w, facet=facet: w.workspace.arrangement.group == facet,
            words=f"lanes swimlanes {OTHERWISE.get(facet, '')}",
        )
        for facet, label in zip(
            OFFERED,
            ("Team", "Person", "Sprint", "Tags", "Status", "Lane", "Month of Start", "Month of Finish"),
            strict=True,
        )
    ),
    Action(
        id="views.save", label="Save View…", place=(VIEWS, 1), run=lambda w: w.view_line.open_line(), refusal=writable,
        tip="Keep filter, sort, groups, columns and colours under a name, with the plan", words="named filter layout",
    ),
    Action(
        id="views.delete", label="Delete This View", place=(VIEWS, 1), run=views.delete, refusal=_viewed,
        words="remove named",
    ),
)  # fmt: skip
