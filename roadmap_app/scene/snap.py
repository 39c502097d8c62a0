"""Where a dragged end comes to rest: on working time, on the scale's grid, or on another bar's end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.calendar import WorkTime
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis

TOLERANCE = 6.0


@dataclass(frozen=True, slots=True)
class Snapped:
    """`minute` is where it rests; `target` the instant of another bar's end that caught it, or None."""

    minute: int
    target: int | None = None


def snap_start(
    minute: int, axis: TimeAxis, worktime: WorkTime, targets: Iterable[int] = (), *, free: bool = False
) -> Snapped:
    """Rest a start: the nearest beginning of work. `free` (Alt) keeps the very instant, on working time."""
    if free:
        return Snapped(worktime.next_start(minute))
    caught = _caught(minute, axis, targets)
    if caught is not None:
        return Snapped(worktime.next_start(caught), caught)
    step = _step(axis)
    if step < DAY:
        return Snapped(worktime.next_start(round(minute / step) * step))
    day, rest = divmod(minute, DAY)
    middle = (axis.day_from + axis.day_to) / 2
    return Snapped(worktime.next_start((day + (rest > middle)) * DAY))


def snap_finish(
    minute: int, axis: TimeAxis, worktime: WorkTime, targets: Iterable[int] = (), *, free: bool = False
) -> Snapped:
    """Rest a finish: the nearest end of work."""
    if free:
        return Snapped(worktime.last_finish(minute))
    caught = _caught(minute, axis, targets)
    if caught is not None:
        return Snapped(worktime.last_finish(caught), caught)
    step = _step(axis)
    if step < DAY:
        return Snapped(worktime.last_finish(round(minute / step) * step))
    day, rest = divmod(minute, DAY)
    middle = (axis.day_from + axis.day_to) / 2
    return Snapped(worktime.last_finish((day + (rest > middle)) * DAY))


def _step(axis: TimeAxis) -> int:
    if not axis.clock:
        return DAY
    return 15 if axis.px_per_day >= 900 else 60


def _caught(minute: int, axis: TimeAxis, targets: Iterable[int]) -> int | None:
    x = axis.x_of(minute)
    nearest = min(targets, key=lambda target: abs(axis.x_of(target) - x), default=None)
    if nearest is None or abs(axis.x_of(nearest) - x) > TOLERANCE:
        return None
    return nearest
