"""Days that are not worked, as spans to tint."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_app.calendar import WorkTime
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.tokens import HIDE_WEEKENDS_BELOW


@dataclass(frozen=True, slots=True)
class Shade:
    """A span of days off; `name` is the holiday's, empty for the weekend."""

    x0: float
    x1: float
    name: str


def shading(axis: TimeAxis, width: float, worktime: WorkTime) -> tuple[Shade, ...]:
    """Weekends and holidays of the visible span, neighbours merged; plain weekends vanish when far out."""
    first, last = axis.days(width)
    shades: list[Shade] = []
    begun, name = first, ""
    open_ = False
    for day in range(first, last + 1):
        off = day < last and not worktime.is_workday(day)
        here = worktime.day_name(day) if off else ""
        if open_ and (not off or here != name):
            if name or axis.px_per_day >= HIDE_WEEKENDS_BELOW:
                shades.append(Shade(axis.day_x(begun), axis.day_x(day), name))
            open_ = False
        if off and not open_:
            begun, name, open_ = day, here, True
    return tuple(shades)
