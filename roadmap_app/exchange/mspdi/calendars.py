"""Calendars: weeks, exceptions old and new, work weeks; and the calendars of resources.

A resource's own calendar that changes nothing of its base is not kept: the resource uses the base. MS
Project writes one for every resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_app.exchange.mspdi.elements import Element
from roadmap_app.exchange.mspdi.ids import Ids, id_in
from roadmap_app.exchange.mspdi.values import Source, minute_of_day, shown
from roadmap_app.exchange.told import Told
from roadmap_app.model import time
from roadmap_app.model.parts import CalendarException, DayTimes, WorkWeek
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import DAY, day_from_iso

USUAL: DayTimes = ((480, 720), (780, 1020))  # what a working day without times means
OPEN = ("false", "true")  # so ours spell whether a day is worked that they leave to the standard week
SUNDAY_FIRST = (6, 0, 1, 2, 3, 4, 5)  # our weekday of theirs, 0 Sunday
ALL_DAYS, WORKDAYS, WEEKEND = 0b1111111, 0b0011111, 0b1100000
FIRST_DAY, LAST_DAY = time.FIRST_PLANNED // DAY, time.LAST_PLANNED // DAY


@dataclass(frozen=True)
class ReadCalendar:
    """A calendar with what is needed to tie it to others."""

    record: Calendar
    derived: bool  # a resource's own
    place: str
    based_on_zero: bool = False  # which is no calendar, where the file has none of this number

    @property
    def changes_nothing(self) -> bool:
        own = self.record
        return bool(own.base) and not (own.week or own.weeks or own.exceptions)


def read_calendar(element: Element, ids: Ids, told: Told) -> ReadCalendar | None:
    """A calendar; None for one without a unique id, since nothing can refer to it."""
    name = element.texts.get("Name", "")
    place = f"Calendar {shown(name)}" if name else f"Calendar UID {element.texts.get('UID', '')}"
    source = Source(element, told, place)
    uid = source.number("UID")
    if uid is None:
        source.tell("uid", "A calendar without a unique id cannot be used by anything; it was left out.")
        return None
    base = source.number("BaseCalendarUID")
    guid = element.texts.get("GUID", "")
    is_base = source.flag("IsBaseCalendar", default=base is None or base < 0)
    derived = not is_base and not id_in(guid)  # one of ours is one that somebody made
    days = element.all("WeekDays", "WeekDay")
    if id_in(guid):
        days = [day for day in days if day.texts.get("DayWorking") not in OPEN]
    week, old = _week(source, days)
    new = element.all("Exceptions", "Exception")
    # The old style repeats the new one, day by day where a pattern recurs.
    exceptions = [_exception(source.inner(part, "an exception")) for part in new] or [
        _old_exception(source.inner(part, "an exception")) for part in old
    ]
    weeks = [_work_week(source.inner(part, "a work week")) for part in element.all("WorkWeeks", "WorkWeek")]
    ids.name("calendar", uid, guid)
    record = Calendar(
        id=ids.of("calendar", uid),
        name=name,
        base=ids.of("calendar", base) if base is not None and base >= 0 else "",
        week=week if any(times is not None for times in week) else (),
        weeks=tuple(found for found in weeks if found),
        exceptions=tuple(found for found in exceptions if found),
        uid=uid,
    )
    return ReadCalendar(record, derived, place, based_on_zero=base == 0)


def settle(read: list[ReadCalendar], told: Told) -> tuple[list[Calendar], Mapping[str, str]]:
    """Calendars that are kept, and for each id that may be referred to the id that stands for it.

    Doubled ids, unknown bases and bases in a circle are told and cut.
    """
    by_id: dict[str, ReadCalendar] = {}
    for calendar in read:
        if calendar.record.id in by_id:
            told.add("mspdi.uid", f"{calendar.place} has the unique id of another; the first one was taken.",
                     calendar.place)  # fmt: skip
        else:
            by_id[calendar.record.id] = calendar
    bases: dict[str, str] = {}
    for id, calendar in by_id.items():
        base = calendar.record.base
        if base and base not in by_id:
            if not calendar.based_on_zero:
                told.add("mspdi.calendar", "Its base is not in the file; it stands on its own.", calendar.place)
            base = ""
        elif _circles(id, base, bases):
            told.add("mspdi.calendar", "Its base calendars lead back to itself; it stands on its own.",
                     calendar.place, "Choose another base calendar.")  # fmt: skip
            base = ""
        bases[id] = base
    stands_for: dict[str, str] = {}
    kept: list[Calendar] = []
    for id, calendar in by_id.items():
        if calendar.derived and bases[id] and calendar.changes_nothing:
            continue
        stands_for[id] = id
        kept.append(calendar.record.but(base=bases[id]))
    for id in by_id:
        target = id
        while target not in stands_for:
            target = bases[target]
        stands_for[id] = target
    return [calendar.but(base=stands_for.get(calendar.base, "")) for calendar in kept], stands_for


def _circles(id: str, base: str, bases: Mapping[str, str]) -> bool:
    """Whether a calendar's base, through the bases settled so far, leads back to it."""
    while base:
        if base == id:
            return True
        base = bases.get(base, "")
    return False


def _week(source: Source, days: list[Element]) -> tuple[tuple[DayTimes | None, ...], list[Element]]:
    """Seven days from Monday, None where nothing is said; and the old exceptions among the elements."""
    week: list[DayTimes | None] = [None] * 7
    old: list[Element] = []
    for element in days:
        inner = source.inner(element, "a weekday")
        kind = inner.whole("DayType", 0, 7, -1)
        if kind == 0:
            old.append(element)
        elif kind > 0:
            week[SUNDAY_FIRST[kind - 1]] = _times(inner)
    return tuple(week), old


def _times(source: Source) -> DayTimes:
    """Working periods of a day, sorted and joined where they touch or overlap; () is a day off."""
    if not source.flag("DayWorking"):
        return ()
    elements = source.element.all("WorkingTimes", "WorkingTime")
    if not elements:
        return USUAL
    found: list[tuple[int, int]] = []
    for element in elements:
        texts = element.texts
        try:
            start = minute_of_day(texts.get("FromTime", ""))
            finish = minute_of_day(texts.get("ToTime", "")) or DAY
        except ValueError:
            shown_times = f"{texts.get('FromTime', '')}-{texts.get('ToTime', '')}"
            source.tell("calendar", f"A working time {shown(shown_times)} cannot be read; it was left out.")
            continue
        if finish < start:
            source.tell("calendar", "A working time ends before it starts; it was read as far as midnight.")
            finish = DAY
        if start == finish:
            source.tell("calendar", "A working time has no length; it was left out.")
        else:
            found.append((start, finish))
    return _joined(found)


def _joined(times: list[tuple[int, int]]) -> DayTimes:
    joined: list[tuple[int, int]] = []
    for start, finish in sorted(times):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], finish))
        else:
            joined.append((start, finish))
    return tuple(joined)


def _span(source: Source) -> tuple[int, int] | None:
    """First and last day of a period, held within 1900-2200; None where they cannot be read."""
    period = source.element.all("TimePeriod")
    texts = period[0].texts if period else {}
    days: list[int] = []
    for name in ("FromDate", "ToDate"):
        try:
            days.append(day_from_iso(texts.get(name, "")[:10]))
        except ValueError:
            source.tell("calendar", f"{name} {shown(texts.get(name, ''))} is not a date; the period was left out.")
            return None
    first, last = max(days[0], FIRST_DAY), min(days[1], LAST_DAY)
    if days[1] < days[0]:
        source.tell("calendar", "A period ends before it starts; it was left out.")
    elif [first, last] != days:
        done = "what lies within was taken" if first <= last else "it was left out"
        source.tell("calendar", f"A period lies outside the years 1900 to 2200; {done}.")
    return (first, last) if first <= last else None


def _old_exception(source: Source) -> CalendarException | None:
    span = _span(source)
    return CalendarException(first=span[0], last=span[1], times=_times(source)) if span else None


def _exception(source: Source) -> CalendarException | None:
    span = _span(source)
    if span is None:
        return None
    kind = source.whole("Type", 1, 9, 1)
    every = source.whole("Period", 1, 9999, 1)
    members: dict[str, object] = {
        "name": source.text("Name"),
        "first": span[0],
        "last": span[1],
        "times": _times(source),
    }
    if kind in (1, 9) and every == 1:
        return CalendarException(**members)  # type: ignore[arg-type]
    if kind == 8:
        source.tell("calendar", "It recurs by workdays, which no calendar here can; it was left out.")
        return None
    members["every"] = every
    if source.flag("EnteredByOccurrences"):
        members["count"] = source.whole("Occurrences", 0, 2**31, 0)
    if kind in (1, 7, 9):
        members["recur"] = "daily"
    elif kind == 6:
        members |= {"recur": "weekly", "weekdays": _weekdays(source.whole("DaysOfWeek", 0, 127, 0))}
    else:
        members["recur"] = "yearly" if kind in (2, 3) else "monthly"
        if kind in (2, 3):
            members["month"] = source.whole("Month", 0, 11, 0) + 1
        if kind in (2, 4):
            members["month_day"] = source.whole("MonthDay", 1, 31, 1)
        else:
            members["position"] = source.whole("MonthPosition", 0, 4, 0) + 1
            members["weekdays"] = _month_item(source.whole("MonthItem", 0, 9, 0))
    return CalendarException(**members)  # type: ignore[arg-type]


def _weekdays(theirs: int) -> int:
    """Our bits of weekdays (0 Monday) from theirs (0 Sunday)."""
    return theirs >> 1 | (theirs & 1) << 6


def _month_item(item: int) -> int:
    """Weekdays meant by "the first ... of a month": any, a workday, one of the weekend, or one by name."""
    return (ALL_DAYS, WORKDAYS, WEEKEND)[item] if item < 3 else 1 << SUNDAY_FIRST[item - 3]


def _work_week(source: Source) -> WorkWeek | None:
    span = _span(source)
    if span is None:
        return None
    days, _ = _week(source, source.element.all("WeekDays", "WeekDay"))
    kept = days if any(times is not None for times in days) else ()
    return WorkWeek(name=source.text("Name"), first=span[0], last=span[1], days=kept)
