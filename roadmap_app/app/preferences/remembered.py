"""What a window remembers of itself, and of how each plan was last looked at."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from roadmap_app.analysis.filters import FilterError
from roadmap_app.app.preferences import looks
from roadmap_app.scene.arranged import Arrangement, sort_of, sort_text
from roadmap_app.scene.axis import TimeAxis

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.app.workspace import Workspace

PREFERRED = QSize(1440, 900)
MAX_VIEWS = 50
LEAST_CHART = 340
ROOMY = 1200  # px of a window in which grid, chart and inspector have room beside each other


def restore_window(window: MainWindow) -> None:
    """Size and place as last time, else a sensible one for the screen."""
    if not window.take_geometry():
        room = QApplication.primaryScreen().availableSize()
        window.resize(PREFERRED.boundedTo(room))
    window.charts.splitterMoved.connect(lambda: _keep_grid(window))
    window.panes.splitterMoved.connect(lambda: _keep_inspector(window))
    share_out(window)


def share_out(window: MainWindow) -> None:
    """Give the grid and the inspector the widths that a person chose or that they need, and the chart the rest.

    In a narrow window the grid gives way to the chart, and has its width again in a wider one.
    """
    settings = window.settings
    beside = settings.inspector_width if window.inspector_shown and window.document.plan.tasks else 0
    window.panes.setSizes([window.width() - beside, beside])
    room = window.width() - beside
    wanted = settings.grid_width or window.grid.preferred_width()
    grid = max(min(wanted, room - LEAST_CHART), window.grid.minimumWidth())
    window.charts.setSizes([grid, room - grid])


def _keep_grid(window: MainWindow) -> None:
    window.settings.grid_width = window.grid.width()


def _keep_inspector(window: MainWindow) -> None:
    window.settings.inspector_width = window.inspector.width()


def keep_window(window: MainWindow) -> None:
    window.keep_geometry()


def keep_view(window: MainWindow) -> None:
    """Zoom, place, folded rows, columns and look of the plan that is shown."""
    workspace = window.workspace
    views = window.settings.views
    views.pop(workspace.document.plan.doc, None)
    views[workspace.document.plan.doc] = {
        "first": workspace.axis.first,
        "px_per_day": workspace.axis.px_per_day,
        "collapsed": sorted(workspace.arranging.folds),
        "filter": workspace.arrangement.filter,
        "sort": sort_text(workspace.arrangement.sort),
        "group": workspace.arrangement.group,
        "columns": list(workspace.columns),
        "frozen": workspace.frozen,
        "look": looks.kept(workspace.look),
    }
    for doc in list(views)[:-MAX_VIEWS]:
        del views[doc]


def restore_view(window: MainWindow) -> None:
    """Show the plan as it was last looked at; one that was never open is fitted into the chart."""
    workspace = window.workspace
    view = window.settings.views.get(workspace.document.plan.doc, {})
    first, px_per_day, collapsed = view.get("first"), view.get("px_per_day"), view.get("collapsed")
    if isinstance(collapsed, list):
        tasks = workspace.document.plan.tasks
        workspace.set_all_collapsed(id for id in collapsed if id in tasks)
    _restore_arrangement(workspace, view)
    columns = view.get("columns")
    if isinstance(columns, list):
        workspace.set_columns(id for id in columns if isinstance(id, str))
    if isinstance(view.get("frozen"), str):
        workspace.set_frozen(view["frozen"])
    if look := looks.taken(view.get("look")):
        workspace.set_look(**look)
    if isinstance(first, float | int) and isinstance(px_per_day, float | int):
        workspace.set_axis(TimeAxis(first, float(px_per_day)))
    else:
        window.gantt.fit_when_shown()


def _restore_arrangement(workspace: Workspace, view: dict[str, Any]) -> None:
    """Filter, sort and groups as they were; a filter that can no longer be read is left out."""
    filter, sort, group = (view.get(name) for name in ("filter", "sort", "group"))
    wanted = Arrangement(
        filter if isinstance(filter, str) else "",
        sort_of(sort) if isinstance(sort, str) else (),
        group if isinstance(group, str) else "",
    )
    for arrangement in (wanted, wanted.but(filter="")):
        if arrangement != workspace.arrangement:
            with contextlib.suppress(FilterError):
                workspace.set_arrangement(arrangement)
                return
