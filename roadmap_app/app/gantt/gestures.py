"""Which gesture a drag begins, by the part of the chart that it starts on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_app.app.gantt.dragging import MoveTasks, ResizeTask, SetProgress
from roadmap_app.app.gantt.drawing import DrawTask, Marquee, Pan
from roadmap_app.app.gantt.gesture import Gesture, Pointer
from roadmap_app.app.gantt.linking import DrawLink, RerouteLink
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.scene.hits import BADGES, Hit

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView


def begin(chart: GanttView, hit: Hit, start: Pointer) -> Gesture | None:
    """The gesture of a drag from a place; None where a drag does nothing."""
    if hit.part == "pan":
        return Pan(chart, start)
    if chart.workspace.document.read_only:
        return None
    if hit.part in ("empty", "link", *BADGES):
        return DrawTask(chart, start) if hit.id == PLACEHOLDER else Marquee(chart, start)
    if hit.part in ("head", "tail"):
        return RerouteLink(chart, start, hit.id, hit.part)
    if hit.id not in chart.workspace.document.plan.tasks:
        return None
    if hit.part in ("link_start", "link_finish"):
        return DrawLink(chart, start, hit.id, "start" if hit.part == "link_start" else "finish")
    if hit.part in ("start", "finish"):
        return ResizeTask(chart, start, hit.id, hit.part)
    if hit.part == "progress":
        return SetProgress(chart, start, hit.id)
    return MoveTasks(chart, start, hit.id)
