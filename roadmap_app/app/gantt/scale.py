"""How much time the chart shows, and which: fitting, zooming, going to a day or a task."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from roadmap_app.model.time import DAY
from roadmap_app.scene.tokens import MAX_PX_PER_DAY, MIN_PX_PER_DAY

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

LEAST, MOST = math.log(MIN_PX_PER_DAY), math.log(MAX_PX_PER_DAY)


def fit(chart: GanttView) -> None:
    """Show the whole plan in time; an empty one from today."""
    workspace, axis = chart.workspace, chart.workspace.axis
    if workspace.document.plan.tasks:
        schedule = workspace.document.schedule
        axis = axis.fitting(schedule.project_start, schedule.project_finish, chart.viewport().width())
    else:
        axis = axis.at_scale(8, 0)
        axis = axis.scrolled(axis.x_of(workspace.today) - 64)
    workspace.set_axis(axis)


def zoom_at(chart: GanttView, factor: float, x: float) -> None:
    """Zoom, the instant at a viewport pixel staying where it is."""
    chart.workspace.set_axis(chart.workspace.axis.zoomed(factor, x))


def zoom_by(chart: GanttView, factor: float) -> None:
    """Zoom around the selected task where it is in view, else around the middle."""
    bar = chart.bar_of(chart.workspace.current) if chart.workspace.current else None
    width = chart.viewport().width()
    zoom_at(chart, factor, bar.x0 if bar and 0 < bar.x0 < width else width / 2)


def share(chart: GanttView) -> float:
    """The scale as a share from 0 (years) to 1 (hours)."""
    return (math.log(chart.workspace.axis.px_per_day) - LEAST) / (MOST - LEAST)


def zoom_to_share(chart: GanttView, wanted: float) -> None:
    scale = math.exp(LEAST + wanted * (MOST - LEAST))
    chart.workspace.set_axis(chart.workspace.axis.at_scale(scale, chart.viewport().width() / 2))


def show_today(chart: GanttView) -> None:
    axis = chart.workspace.axis
    x = axis.x_of(chart.workspace.today // DAY * DAY + axis.day_from)
    chart.workspace.set_axis(axis.scrolled(x - chart.viewport().width() / 3))


def show_task(chart: GanttView, id: str) -> None:
    """Scroll in time until a task's bar is in view."""
    bar = chart.bar_of(id)
    width = chart.viewport().width()
    if bar and (bar.x1 < 20 or bar.x0 > width - 60):
        chart.workspace.set_axis(chart.workspace.axis.scrolled(bar.x0 - width / 3))
