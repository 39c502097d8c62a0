"""Working time: which minutes are worked, and arithmetic on them."""

from roadmap_app.calendar.compile import intersect, worktime_of
from roadmap_app.calendar.worktime import CLOCK, WorkTime

__all__ = ["CLOCK", "WorkTime", "intersect", "worktime_of"]
