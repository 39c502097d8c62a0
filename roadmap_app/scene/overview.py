"""The whole plan in one strip: how much runs when, how much of it is critical, and where the milestones lie."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from itertools import accumulate
from typing import cast

from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.schedule.schedule import Schedule

MARGIN = 0.02  # of the plan's length, free at either end
STEP = 200  # tasks
GRIP = 6  # px at the sides of the shown span that change it


@dataclass(frozen=True)
class Overview:
    """`running` and `critical` are shares (0 to 1) of the busiest day, one a day from `first_day`;
    `milestones` are (instant, critical), in time."""

    first_day: int
    running: tuple[float, ...]
    critical: tuple[float, ...]
    milestones: tuple[tuple[int, bool], ...]

    @property
    def days(self) -> int:
        return len(self.running)

    def axis(self, width: float, like: TimeAxis) -> TimeAxis:
        """The axis on which the whole plan fills a strip of some width."""
        free = max(self.days * MARGIN, 1.0)
        scale = width / (self.days + 2 * free)
        return TimeAxis((self.first_day - free) * DAY, scale, like.day_from, like.day_to)


def overview(plan: Plan, schedule: Schedule, standing: Standing) -> Overview:
    """What the strip shows; summaries count by what lies in them."""
    steps = in_steps(plan, schedule, standing)
    while True:
        try:
            next(steps)
        except StopIteration as done:
            return cast(Overview, done.value)


def in_steps(plan: Plan, schedule: Schedule, standing: Standing) -> Generator[None, None, Overview]:
    """The same, for large plans: stops every STEP tasks, so that other work can go on between."""
    first, last = schedule.project_start // DAY, schedule.project_finish // DAY
    begun = [0] * (last - first + 2)  # how many more run from a day on
    begun_critical = list(begun)
    milestones = []
    summaries, is_milestone, is_critical = plan.outline.children, schedule.is_milestone, standing.is_critical
    for place, id in enumerate(plan.outline.order):
        if place % STEP == STEP - 1:
            yield
        if id in summaries:
            continue
        finish = schedule.finish(id)
        if is_milestone(id):
            milestones.append((finish, is_critical(id)))
            continue
        from_, to = max(schedule.start(id) // DAY - first, 0), min((finish - 1) // DAY - first + 1, last - first + 1)
        begun[from_] += 1
        begun[to] -= 1
        if is_critical(id):
            begun_critical[from_] += 1
            begun_critical[to] -= 1
    running, critical = list(accumulate(begun[:-1])), list(accumulate(begun_critical[:-1]))
    most = max(running, default=0) or 1
    return Overview(
        first,
        tuple(count / most for count in running),
        tuple(count / most for count in critical),
        tuple(sorted(milestones)),
    )


def part_at(x: float, x0: float, x1: float) -> str:
    """What a press at a pixel of the strip takes hold of, the shown span being `x0` to `x1`: start, finish, span or
    outside. A narrow span has no sides to be taken by."""
    if x1 - x0 >= 4 * GRIP:
        if abs(x - x0) <= GRIP:
            return "start"
        if abs(x - x1) <= GRIP:
            return "finish"
    return "span" if min(x0, x1 - GRIP) <= x <= max(x1, x0 + GRIP) else "outside"


def showing(shown: TimeAxis, strip: TimeAxis, part: str, x: float, grabbed: float, width: float) -> TimeAxis:
    """The chart's axis after the pointer went to `x` of the strip.

    `part` is what was taken hold of, `grabbed` how far into the shown span that was (in pixels of the strip),
    `width` the chart's.
    """
    day = strip.first / DAY + x / strip.px_per_day
    if part in ("start", "finish"):
        from_ = shown.first / DAY
        to = from_ + width / shown.px_per_day
        if part == "start":
            return shown.at_scale(width / max(to - day, 0.1), width)
        return shown.at_scale(width / max(day - from_, 0.1), 0)
    return shown.scrolled(((day - grabbed / strip.px_per_day) * DAY - shown.first) / DAY * shown.px_per_day)
