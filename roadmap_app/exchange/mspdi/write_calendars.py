"""Writing calendars: those of the plan, and one of its own for each resource that uses a shared one."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_app.calendar.standard import STANDARD_WEEK
from roadmap_app.exchange.mspdi.calendars import ALL_DAYS, OPEN, WEEKEND, WORKDAYS
from roadmap_app.exchange.mspdi.ids import guid_of
from roadmap_app.exchange.mspdi.out import Out
from roadmap_app.exchange.told import Told
from roadmap_app.model.parts import CalendarException, DayTimes
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Calendar, Resource
from roadmap_app.model.time import DAY

MONDAY_FIRST = (2, 3, 4, 5, 6, 7, 1)  # their DayType of our weekday


def write_calendars(out: Out, plan: Plan, uids: Mapping[str, int], of_resources: Mapping[str, int], told: Told) -> None:
    """All calendars; `of_resources` gives the unique ids of the derived ones by resource id."""
    out.open("Calendars")
    for calendar in sorted(plan.calendars.values(), key=lambda each: uids[each.id]):
        _calendar(out, calendar, uids, told)
    for id, uid in of_resources.items():
        _derived(out, plan.resources[id], uid, uids)
    out.close("Calendars")


def _derived(out: Out, resource: Resource, uid: int, uids: Mapping[str, int]) -> None:
    out.open("Calendar")
    out.number("UID", uid)
    out.name("Name", resource.name)
    out.number("IsBaseCalendar", 0)
    out.number("BaseCalendarUID", uids[resource.calendar])
    out.close("Calendar")


def _calendar(out: Out, calendar: Calendar, uids: Mapping[str, int], told: Told) -> None:
    out.open("Calendar")
    out.number("UID", uids[calendar.id])
    out.text("GUID", guid_of(calendar.id))
    out.name("Name", calendar.name)
    out.flag("IsBaseCalendar", not calendar.base)
    out.number("BaseCalendarUID", uids.get(calendar.base, -1))
    if calendar.week or not calendar.base:
        _week(out, calendar.week, closed=not calendar.base)
    if calendar.exceptions:
        out.open("Exceptions")
        for exception in calendar.exceptions:
            _exception(out, exception, calendar, told)
        out.close("Exceptions")
    if calendar.weeks:
        out.open("WorkWeeks")
        for week in calendar.weeks:
            out.open("WorkWeek")
            _period(out, week.first, week.last)
            out.name("Name", week.name)
            _week(out, week.days)
            out.close("WorkWeek")
        out.close("WorkWeeks")
    out.close("Calendar")


def _week(out: Out, week: tuple[DayTimes | None, ...], closed: bool = False) -> None:
    """The days of a week. A `closed` one has all seven, as other programs need of a calendar without a base.

    XML spells truth in two ways: days that the calendar leaves open have the long one, and are read as open again.
    """
    days = dict(zip(MONDAY_FIRST, week, strict=False))
    out.open("WeekDays")
    for type in range(1, 8):
        times = days.get(type)
        if times is not None or closed:
            out.open("WeekDay")
            out.number("DayType", type)
            if times is None:
                times = STANDARD_WEEK[MONDAY_FIRST.index(type)]
                out.number("DayWorking", OPEN[bool(times)])
            else:
                out.flag("DayWorking", bool(times))
            _periods(out, times)
            out.close("WeekDay")
    out.close("WeekDays")


def _times(out: Out, times: DayTimes) -> None:
    out.flag("DayWorking", bool(times))
    _periods(out, times)


def _periods(out: Out, times: DayTimes) -> None:
    if times:
        out.open("WorkingTimes")
        for start, finish in times:
            out.open("WorkingTime")
            out.number("FromTime", _clock(start))
            out.number("ToTime", _clock(finish % DAY))
            out.close("WorkingTime")
        out.close("WorkingTimes")


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}:00"


def _period(out: Out, first: int, last: int) -> None:
    out.open("TimePeriod")
    out.instant("FromDate", first * DAY)
    out.instant("ToDate", last * DAY + DAY - 1)
    out.close("TimePeriod")


def _exception(out: Out, exception: CalendarException, calendar: Calendar, told: Told) -> None:
    recur = exception.recur
    item = _month_item(exception.weekdays)
    if recur in ("monthly", "yearly") and exception.position and item is None:
        told.add(
            "mspdi.calendar",
            f"The exception '{exception.name}' of the calendar '{calendar.name}' recurs on several weekdays of a"
            " month, which MS Project cannot hold; it was left out.",
        )
        return
    by_position = recur in ("monthly", "yearly") and exception.position > 0
    out.open("Exception")
    out.flag("EnteredByOccurrences", exception.count > 0)
    _period(out, exception.first, exception.last)
    out.number("Occurrences", exception.count or exception.last - exception.first + 1)
    out.name("Name", exception.name)
    types = {"": 1, "daily": 7, "weekly": 6, "monthly": 5 if by_position else 4, "yearly": 3 if by_position else 2}
    out.number("Type", types.get(recur, 1))
    if recur:
        out.number("Period", exception.every)
    if recur == "weekly":
        out.number("DaysOfWeek", (exception.weekdays << 1 | exception.weekdays >> 6) & ALL_DAYS)
    if by_position:
        out.number("MonthItem", item)
        out.number("MonthPosition", exception.position - 1)
    if recur == "yearly":
        out.number("Month", max(exception.month, 1) - 1)
    if recur in ("monthly", "yearly") and not by_position:
        out.number("MonthDay", max(exception.month_day, 1))
    _times(out, exception.times)
    out.close("Exception")


def _month_item(weekdays: int) -> int | None:
    """The number of "day", "weekday", "weekend day" or one weekday; None for other sets of days."""
    if weekdays in (ALL_DAYS, WORKDAYS, WEEKEND):
        return (ALL_DAYS, WORKDAYS, WEEKEND).index(weekdays)
    if weekdays.bit_count() != 1:
        return None
    return MONDAY_FIRST[weekdays.bit_length() - 1] + 2
