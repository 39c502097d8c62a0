"""Working time, slow and obvious: what is worked on a day by asking rule after rule, and arithmetic by walking
over the worked minutes, each told by its beginning. No code of `roadmap_app.calendar` is used."""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date

from roadmap_app.model.parts import CalendarException, DayTimes
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY, to_date, weekday

LAST_IN_MONTH = 5


class Minutes:
    """The worked minutes of some days."""

    def __init__(self, days: Mapping[int, DayTimes]) -> None:
        self.minutes = [
            day * DAY + minute for day in sorted(days) for begin, end in days[day] for minute in range(begin, end)
        ]

    def next_start(self, instant: int) -> int:
        return self.minutes[self._place(instant)]

    def last_finish(self, instant: int) -> int:
        return self.minutes[self._place(instant) - 1] + 1

    def add(self, instant: int, amount: int) -> int:
        """So many worked minutes on: the end of the last of them; back: the beginning of the first."""
        if not amount:
            return instant
        place = self._place(instant) + amount
        assert place >= 0, "before the days that were walked over"
        return self.minutes[place - 1] + 1 if amount > 0 else self.minutes[place]

    def worked(self, a: int, b: int) -> int:
        return self._place(b) - self._place(a)

    def _place(self, instant: int) -> int:
        """How many worked minutes begin before an instant."""
        return bisect_left(self.minutes, instant)


def minutes_of(calendars: Mapping[str, Calendar], id: str, days: Iterable[int]) -> Minutes:
    """The worked minutes of a calendar on some days."""
    chain = []
    while id in calendars:
        chain.append(calendars[id])
        id = chain[-1].base
    return Minutes({day: times_of(chain, day) for day in days})


def times_of(chain: list[Calendar], day: int) -> DayTimes:
    """Rule 3: what a calendar, followed by its bases, works on a day."""
    for calendar in chain:
        for exception in calendar.exceptions:
            if holds(exception, day):
                return exception.times
    for calendar in chain:
        for week in calendar.weeks:
            if week.first <= day <= week.last and (times := week.days[weekday(day)]) is not None:
                return times
        if calendar.week and (times := calendar.week[weekday(day)]) is not None:
            return times
    return ((480, 720), (780, 1020)) if weekday(day) < 5 else ()


def holds(exception: CalendarException, day: int) -> bool:
    """Whether an exception holds on a day: its occurrences are counted from its first day on."""
    if not exception.first <= day <= exception.last:
        return False
    if not exception.recur:
        return True
    if not matches(exception, day):
        return False
    earlier = sum(matches(exception, before) for before in range(exception.first, day))
    return not exception.count or earlier < exception.count


def matches(exception: CalendarException, day: int) -> bool:
    """Whether a day is one of the pattern, by its date alone."""
    first, it = to_date(exception.first), to_date(day)
    if exception.recur == "daily":
        return (day - exception.first) % exception.every == 0
    if exception.recur == "weekly":
        weeks = (day - weekday(day) - exception.first + weekday(exception.first)) // 7
        return weeks % exception.every == 0 and bool(exception.weekdays >> weekday(day) & 1)
    if exception.recur == "yearly":
        fits = it.month == exception.month and (it.year - first.year) % exception.every == 0
    else:
        fits = (it.year * 12 + it.month - first.year * 12 - first.month) % exception.every == 0
    return fits and it.day == day_of_month(exception, it)


def day_of_month(exception: CalendarException, it: date) -> int:
    """The day of the pattern in the month of a date."""
    length = monthrange(it.year, it.month)[1]
    if not exception.position:
        return min(exception.month_day, length)
    fitting = [day for day in range(1, length + 1) if exception.weekdays >> date(it.year, it.month, day).weekday() & 1]
    return fitting[-1] if exception.position == LAST_IN_MONTH else fitting[exception.position - 1]
