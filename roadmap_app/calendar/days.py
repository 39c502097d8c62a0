"""The days of a calendar one by one, with where each comes from: what a page that shows a calendar asks.

The schedule asks WorkTime, which only counts; a test holds both to the same times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmap_app.calendar.compile import chain, tidy
from roadmap_app.calendar.patterns import days_of
from roadmap_app.calendar.standard import STANDARD_WEEK
from roadmap_app.model.parts import CalendarException, DayTimes, WorkWeek
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import weekday

Week = tuple[DayTimes, ...]  # seven days from Monday


@dataclass(frozen=True, slots=True)
class DayFacts:
    """One day: what is worked, what would be without exceptions, and the exception that holds.

    `source` is the calendar that the exception is written in, and `index` its place there; "" and -1 without one.
    `season` tells that a work week holds whose times are not those of the week.
    """

    day: int
    times: DayTimes
    usual: DayTimes
    name: str = ""
    source: str = ""
    index: int = -1
    season: bool = False

    @property
    def kind(self) -> str:
        """holiday (an exception that is not worked), other (hours that are not the usual ones), off, or working."""
        if self.source and not self.times:
            return "holiday"
        if self.times != self.usual or (self.season and not self.source):
            return "other" if self.times else "off"
        return "working" if self.times else "off"


def week_of(calendars: Mapping[str, Calendar], id: str) -> Week:
    """The usual week of a calendar, with what it takes from its base calendars."""
    week = list(STANDARD_WEEK)
    for calendar in reversed(chain(calendars, id)):
        for place, times in enumerate(calendar.week[:7]):
            if times is not None:
                week[place] = tidy(times)
    return tuple(week)


def usual_days(calendars: Mapping[str, Calendar], id: str, first: int, last: int) -> list[DayTimes]:
    """What is worked from `first` to `last` (both included) without any exception, work weeks counted."""
    times = [STANDARD_WEEK[weekday(day)] for day in range(first, last + 1)]
    for calendar in reversed(chain(calendars, id)):
        for day in range(first, last + 1):
            own = calendar.week[weekday(day)] if len(calendar.week) == 7 else None
            if own is not None:
                times[day - first] = tidy(own)
        for span in reversed(calendar.weeks):
            for day in range(max(span.first, first), min(span.last, last) + 1):
                own = span.days[weekday(day)] if len(span.days) == 7 else None
                if own is not None:
                    times[day - first] = tidy(own)
    return times


def facts_of(calendars: Mapping[str, Calendar], id: str, first: int, last: int) -> tuple[DayFacts, ...]:
    """The days from `first` to `last`, both included."""
    usual, week = usual_days(calendars, id, first, last), week_of(calendars, id)
    made = [
        DayFacts(day, times, times, season=times != week[weekday(day)]) for day, times in enumerate(usual, start=first)
    ]
    for calendar in reversed(chain(calendars, id)):
        for index, exception in reversed(tuple(enumerate(calendar.exceptions))):
            times = tidy(exception.times)
            for day in days_of(exception, first, last):
                old = made[day - first]
                made[day - first] = DayFacts(
                    day, times, old.usual, exception.name, calendar.id, index, season=old.season
                )
    return tuple(made)


def exceptions_of(
    calendars: Mapping[str, Calendar], id: str
) -> Iterator[tuple[Calendar, int, CalendarException]]:
    """All exceptions of a calendar and of its base calendars, its own first, each with its place."""
    for calendar in chain(calendars, id):
        for index, exception in enumerate(calendar.exceptions):
            yield calendar, index, exception


def span_on(calendar: Calendar, day: int) -> WorkWeek | None:
    """The work week of a calendar's own that holds on a day."""
    return next((span for span in calendar.weeks if span.first <= day <= span.last), None)
