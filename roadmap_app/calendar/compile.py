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

Chain = tuple[Calendar, ...]  # a calendar and its base calendars
Compiled = dict[str, tuple[Chain, WorkTime]]

# The calendars of the last few plans, by the identity of their table: edits of anything else share it. What was
# compiled holds while its records are the same ones, as a draft writes to its table, and a new table shares most.
_RECENT: list[tuple[Mapping[str, Calendar], Compiled]] = []
KEPT = 8


def worktime_of(plan: Tables, calendar_id: str = "") -> WorkTime:
    """The working time of a calendar of a plan; "" or an unknown id means the project's calendar.

    A plan whose project names no calendar has the standard week.
    """
    calendars = plan.calendars
    compiled = _compiled(calendars)
    id = calendar_id if calendar_id in calendars else plan.project.calendar
    found = compiled.get(id)
    if found is None or not _holds(found[0], calendars, id):
        records = chain(calendars, id)
        found = compiled[id] = records, compile_chain(records)
    return found[1]


def _compiled(calendars: Mapping[str, Calendar]) -> Compiled:
    for table, compiled in _RECENT:
        if table is calendars:
            return compiled
    made = dict(_RECENT[-1][1]) if _RECENT else {}
    _RECENT.append((calendars, made))
    del _RECENT[:-KEPT]
    return made


def _holds(records: Chain, calendars: Mapping[str, Calendar], id: str) -> bool:
    """Whether a chain that was found before is still that of a calendar."""
    for record in records:
        if calendars.get(id) is not record:
            return False
        id = record.base
    return id not in calendars or calendars[id] in records


def chain(calendars: Mapping[str, Calendar], id: str) -> Chain:
    """A calendar and its base calendars; one that is missing, or that leads in a circle, ends it."""
    found: list[Calendar] = []
    while id in calendars and calendars[id] not in found:
        found.append(calendars[id])
        id = found[-1].base
    return tuple(found)


def compile_calendar(calendars: Mapping[str, Calendar], id: str) -> WorkTime:
    """The WorkTime of a calendar with its base calendars."""
    return compile_chain(chain(calendars, id))


def compile_chain(records: Chain) -> WorkTime:
    return WorkTime(_resolver(records), records[0].name if records else "Standard")


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
