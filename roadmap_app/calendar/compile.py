"""From calendar records to WorkTime.

What is worked on a day (SCHEDULING.md, rule 3): the calendar's own exceptions, else its base calendars'
exceptions, else its work week for that date, else its weekday; then the base's, likewise.
"""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_app.calendar.patterns import days_of
from roadmap_app.calendar.standard import STANDARD_WEEK
from roadmap_app.calendar.worktime import Resolve, WorkTime
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.plan import Tables
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY, weekday

Compiled = dict[str, WorkTime]

# The calendars of the last few plans, by the identity of their table: edits of anything else share it.
_RECENT: list[tuple[Mapping[str, Calendar], Compiled]] = []
KEPT = 8


def worktime_of(plan: Tables, calendar_id: str = "") -> WorkTime:
    """The working time of a calendar of a plan; "" or an unknown id means the project's calendar.

    A plan whose project names no calendar has the standard week.
    """
    compiled = _compiled(plan.calendars)
    id = calendar_id if calendar_id in plan.calendars else plan.project.calendar
    found = compiled.get(id)
    if found is None:
        found = compiled[id] = compile_calendar(plan.calendars, id)
    return found


def _compiled(calendars: Mapping[str, Calendar]) -> Compiled:
    for table, compiled in _RECENT:
        if table is calendars:
            return compiled
    made: Compiled = {}
    _RECENT.append((calendars, made))
    del _RECENT[:-KEPT]
    return made


def compile_calendar(calendars: Mapping[str, Calendar], id: str) -> WorkTime:
    """A WorkTime; a base calendar that is missing, or that leads in a circle, ends the chain."""
    chain: list[Calendar] = []
    while id in calendars and calendars[id] not in chain:
        chain.append(calendars[id])
        id = chain[-1].base
    name = chain[0].name if chain else "Standard"
    return WorkTime(_resolver(tuple(chain)), name)


def _resolver(chain: tuple[Calendar, ...]) -> Resolve:
    def resolve(first: int, last: int) -> tuple[list[DayTimes], Mapping[int, str]]:
        offset = weekday(first)
        week = STANDARD_WEEK[offset:] + STANDARD_WEEK[:offset]
        times = list(week * ((last - first) // 7 + 1))[: last - first]
        for calendar in reversed(chain):
            for position, periods in enumerate(calendar.week[:7]):
                if periods is not None:
                    begin = (position - offset) % 7
                    times[begin::7] = [tidy(periods)] * len(range(begin, last - first, 7))
            for span in reversed(calendar.weeks):
                for day in range(max(span.first, first), min(span.last + 1, last)):
                    periods = span.days[weekday(day)] if len(span.days) == 7 else None
                    if periods is not None:
                        times[day - first] = tidy(periods)
        names: dict[int, str] = {}
        for calendar in reversed(chain):
            for exception in reversed(calendar.exceptions):
                periods = tidy(exception.times)
                for day in days_of(exception, first, last - 1):
                    times[day - first] = periods
                    names[day] = exception.name
        return times, names

    return resolve


def tidy(periods: DayTimes) -> DayTimes:
    """Working periods as they should be: within the day, rising, apart; the rest is dropped or joined."""
    last = 0
    for begin, end in periods:
        if begin < last or end <= begin or end > DAY:
            break
        last = end
    else:
        return periods
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((max(0, begin), min(DAY, end)) for begin, end in periods):
        if end <= begin:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return tuple(joined)


def intersect(a: WorkTime, b: WorkTime) -> WorkTime:
    """The time that both work; the same object each time it is asked for."""
    if a is b:
        return a
    found = a._with.get(b)
    if found is None:
        found = a._with[b] = WorkTime(_both(a, b), f"{a.name} and {b.name}")
    return found


def _both(a: WorkTime, b: WorkTime) -> Resolve:
    def resolve(first: int, last: int) -> tuple[list[DayTimes], Mapping[int, str]]:
        times = [common(a.shifts(day), b.shifts(day)) for day in range(first, last)]
        names = {day: name for day in range(first, last) if (name := a.day_name(day) or b.day_name(day))}
        return times, names

    return resolve


def common(a: DayTimes, b: DayTimes) -> DayTimes:
    """The periods that two days share."""
    if a == b:
        return a
    shared = [(max(p[0], q[0]), min(p[1], q[1])) for p in a for q in b]
    return tuple(sorted(period for period in shared if period[0] < period[1]))
