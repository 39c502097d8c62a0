"""Names of holidays, written upright in their columns where nothing else stands; and in words for a tooltip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from roadmap_app.calendar import WorkTime
from roadmap_app.model.text import long_date
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.shading import Shade

NARROWEST = 14  # px of a column that an upright line of text needs
AIR = 6  # px around it


@dataclass(frozen=True, slots=True)
class Upright:
    """Words that run upwards: the middle of their line is at `x`, they begin at `bottom` and end at `top`."""

    x: float
    top: float
    bottom: float
    words: str

    def moved(self, dx: float, dy: float) -> Upright:
        return replace(self, x=self.x + dx, top=self.top + dy, bottom=self.bottom + dy)


def names(
    shades: Iterable[Shade], drawn: Frame, height: float, measure: Callable[[str, bool], float]
) -> tuple[Upright, ...]:
    """The name of each holiday whose column is wide enough, at the highest place that bars, words and links leave."""
    found = []
    for shade in shades:
        if not shade.name or shade.x1 - shade.x0 < NARROWEST:
            continue
        needed = measure(shade.name, False) + 2 * AIR
        end = 0.0
        for top, bottom in (*sorted(_taken(drawn, shade.x0, shade.x1)), (height, height)):
            if top - end >= needed:
                middle = (shade.x0 + shade.x1) / 2
                found.append(Upright(middle, end + AIR, end + needed - AIR, shade.name))
                break
            end = max(end, bottom)
    return tuple(found)


def told(worktime: WorkTime, axis: TimeAxis, x: float) -> str:
    """`Christmas Day, Fri 25 Dec 2026`: what is special about the day at a pixel; "" for an ordinary one."""
    day = axis.minute_at(x) // DAY
    name = worktime.day_name(day)
    if not name:
        return ""
    worked = ", a day that is worked" if worktime.is_workday(day) else ""
    return f"{name}, {long_date(day * DAY)}{worked}"


def _taken(drawn: Frame, x0: float, x1: float) -> Iterator[tuple[float, float]]:
    """Heights, from and to, in which something stands between two x."""
    for bar in drawn.bars:
        marks: list[float] = [*bar.ends, *(bar.slack or ()), *(bar.baseline or ())]
        if bar.deadline is not None:
            marks.append(bar.deadline)
        if min(marks) < x1 and max(marks) > x0:
            yield bar.row_top, bar.row_top + bar.row_height
    for label in drawn.labels:
        left, top, width, high = label.rect
        if left < x1 and left + width > x0:
            yield top, top + high
    for link in drawn.links:
        for (xa, ya), (xb, yb) in pairwise(link.route.points):
            if min(xa, xb) < x1 and max(xa, xb) > x0:
                yield min(ya, yb) - 2, max(ya, yb) + 2
