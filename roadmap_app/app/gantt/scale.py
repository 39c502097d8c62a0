"""How much time the chart shows, and which: fitting, zooming, going to a day or a task."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from roadmap_app.app.theme import motion
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.tokens import MAX_PX_PER_DAY, MIN_PX_PER_DAY

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

LEAST, MOST = math.log(MIN_PX_PER_DAY), math.log(MAX_PX_PER_DAY)


def fit(chart: GanttView) -> None:
    """Show the whole plan in time; an empty one from today."""
    chart.workspace.set_axis(fitted(chart))


def glide_to_fit(chart: GanttView) -> None:
    """The same, so that the eye can follow; whatever else moves the time axis meanwhile ends it."""
    workspace, end = chart.workspace, fitted(chart)
    begin = now = workspace.axis

    def step(share: float) -> bool:
        nonlocal now
        if workspace.axis is not now:
            return False
        now = end if share >= 1 else between(begin, end, share)
        workspace.set_axis(now)
        now = workspace.axis
        return True

    motion.ease(chart, chart.window_.settings.motion, step)


def between(begin: TimeAxis, end: TimeAxis, share: float) -> TimeAxis:
    """An axis on the way from one to another: the scale by equal factors, the left edge along with it."""
    scale = begin.px_per_day * (end.px_per_day / begin.px_per_day) ** share
    if begin.px_per_day == end.px_per_day:
        along = share
    else:
        along = (1 / scale - 1 / begin.px_per_day) / (1 / end.px_per_day - 1 / begin.px_per_day)
    return replace(end, first=begin.first + (end.first - begin.first) * along, px_per_day=scale)


def fitted(chart: GanttView) -> TimeAxis:
    workspace, axis = chart.workspace, chart.workspace.axis
    if workspace.document.plan.tasks:
        schedule = workspace.document.schedule
        return axis.fitting(schedule.project_start, schedule.project_finish, chart.viewport().width())
    axis = axis.at_scale(8, 0)
    return axis.scrolled(axis.x_of(workspace.today) - 64)


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
