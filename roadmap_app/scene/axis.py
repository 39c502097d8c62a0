"""The time axis: instants to pixels and back.

At day scale and coarser a day is a column whose width is its working time: its first working minute lies
at the left edge, its last at the right one, so that whole days fill their columns. At hour scales it is
the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import floor

from roadmap_app.model.time import DAY, FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT
from roadmap_app.scene.tokens import MAX_PX_PER_DAY, MIN_PX_PER_DAY

CLOCK_FROM = 192.0  # px per day from which hours are told apart


def pixel(x: float) -> int:
    """The whole pixel nearest to a place, of two the right one; wherever a chart is scrolled to, it is the same."""
    return floor(x + 0.5)


@dataclass(frozen=True)
class TimeAxis:
    """`first` is the instant at x = 0, to the nearest whole pixel of the paper that the plan is drawn on: scrolled by
    any way, everything moves by the same whole number of pixels. `day_from` and `day_to` are minutes into the day.
    """

    first: float
    px_per_day: float
    day_from: int = 480
    day_to: int = 1020

    @property
    def clock(self) -> bool:
        return self.px_per_day >= CLOCK_FROM

    @cached_property
    def origin(self) -> int:
        """The pixel of the paper, which begins in 1970, that lies at x = 0."""
        return pixel(self.first / DAY * self.px_per_day)

    def paper(self) -> TimeAxis:
        """The axis of the paper itself, on which nothing moves when it is scrolled."""
        return replace(self, first=0.0)

    def _place(self, minute: float) -> float:
        """Days since 1970, with the share of the day's column."""
        day, rest = divmod(minute, DAY)
        if self.clock:
            return day + rest / DAY
        return day + min(max((rest - self.day_from) / (self.day_to - self.day_from), 0.0), 1.0)

    def x_of(self, minute: float) -> float:
        """Pixels from the left edge."""
        return self._place(minute) * self.px_per_day - self.origin

    def pixel(self, minute: float) -> int:
        """The whole pixel nearest to an instant, of two the right one."""
        return pixel(self._place(minute) * self.px_per_day) - self.origin

    def day_x(self, day: float) -> float:
        """Pixels of the left edge of a day's column."""
        return day * self.px_per_day - self.origin

    def days(self, width: float) -> tuple[int, int]:
        """The first day that a chart of some width shows, and the one after the last; none beyond the calendar."""
        days = self.origin / self.px_per_day // 1, (self.origin + width) / self.px_per_day // 1 + 1
        first, last = (int(min(max(day, FIRST_DAY), LAST_DAY + 1)) for day in days)
        return first, last

    def minute_at(self, x: float) -> int:
        """The instant at a pixel; at the edge of two columns that of the right one."""
        place = (self.origin + x) / self.px_per_day
        day = int(place // 1)
        share = place - day
        if share > 1 - 1e-9:
            day, share = day + 1, 0.0
        inside = share * DAY if self.clock else self.day_from + share * (self.day_to - self.day_from)
        return min(max(day * DAY + round(inside), FIRST_INSTANT), LAST_INSTANT)

    def scrolled(self, dx: float) -> TimeAxis:
        """The axis after moving the content by `dx` pixels to the left."""
        return replace(self, first=self._held(self.first + dx / self.px_per_day * DAY))

    def zoomed(self, factor: float, at_x: float) -> TimeAxis:
        """The axis at another scale, the day under `at_x` staying there; held within the limits."""
        return self.at_scale(self.px_per_day * factor, at_x)

    def at_scale(self, px_per_day: float, at_x: float) -> TimeAxis:
        scale = min(max(px_per_day, MIN_PX_PER_DAY), MAX_PX_PER_DAY)
        place = (self.origin + at_x) / self.px_per_day
        return replace(self, first=self._held((place - at_x / scale) * DAY), px_per_day=scale)

    def fitting(
        self, first: int, last: int, width: float, margin: float = 24, label: float = 110
    ) -> TimeAxis:
        """The axis that shows a span, with room for labels at the right."""
        days = max((last - first) / DAY, 1.0)
        scale = max(width - margin - label, 60) / days
        scale = min(max(scale, MIN_PX_PER_DAY), 60.0)
        return replace(self, first=self._held((first // DAY - margin / scale) * DAY), px_per_day=scale)

    @staticmethod
    def _held(first: float) -> float:
        return min(max(first, float(FIRST_INSTANT)), float(LAST_INSTANT))
