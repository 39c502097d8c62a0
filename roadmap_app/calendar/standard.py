"""The standard week: Monday to Friday, 8 to 12 and 13 to 17."""

from __future__ import annotations

from roadmap_app.model.parts import DayTimes
from roadmap_app.model.time import DAY

WORKDAY: DayTimes = ((480, 720), (780, 1020))
DAY_OFF: DayTimes = ()
WHOLE_DAY: DayTimes = ((0, DAY),)
STANDARD_WEEK: tuple[DayTimes, ...] = (WORKDAY,) * 5 + (DAY_OFF,) * 2
