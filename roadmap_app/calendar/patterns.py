"""The days on which a calendar's exception holds."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from roadmap_app.model.parts import CalendarException
from roadmap_app.model.time import to_date, weekday

LAST_POSITION = 5


def days_of(exception: CalendarException, first: int, last: int) -> Iterator[int]:
    """The days of an exception within `first` to `last` (days since 1970-01-01, both included), rising."""
    if not exception.recur:
        yield from range(max(exception.first, first), min(exception.last, last) + 1)
        return
    ends = exception.last if exception.last >= exception.first else last
    stop = min(ends, last)
    days = _pattern(exception, stop)
    if exception.count > 0:
        days = islice(days, exception.count)
    for day in days:
        if day >= first:
            yield day


def _pattern(exception: CalendarException, stop: int) -> Iterator[int]:
    """Occurrences from the exception's first day to `stop`."""
    every = max(1, exception.every)
    first = exception.first
    if exception.recur == "daily":
        yield from range(first, stop + 1, every)
    elif exception.recur == "weekly":
        monday = first - weekday(first)
        offsets = [bit for bit in range(7) if exception.weekdays >> bit & 1] or [weekday(first)]
        for week in range(monday, stop + 1, 7 * every):
            for offset in offsets:
                if first <= week + offset <= stop:
                    yield week + offset
    elif exception.recur in ("monthly", "yearly"):
        start, end = to_date(first), to_date(stop)
        month = start.year * 12 + start.month - 1
        step = every
        if exception.recur == "yearly":
            month = start.year * 12 + (exception.month or start.month) - 1
            step = 12 * every
        while month <= end.year * 12 + end.month - 1:
            day = _in_month(exception, month)
            if first <= day <= stop:
                yield day
            month += step


def _in_month(exception: CalendarException, month: int) -> int:
    """The day of a pattern in a month (years * 12 + month - 1); the last day where there is no such."""
    opening = _month_start(month)
    closing = _month_start(month + 1) - 1
    if not exception.position:
        return min(opening + max(1, exception.month_day) - 1, closing)
    mask = exception.weekdays or 0x7F
    wanted = [day for day in range(opening, closing + 1) if mask >> weekday(day) & 1]
    if exception.position >= LAST_POSITION or exception.position > len(wanted):
        return wanted[-1]
    return wanted[exception.position - 1]


def _month_start(month: int) -> int:
    year, index = divmod(month, 12)
    days = (year - 1) * 365 + (year - 1) // 4 - (year - 1) // 100 + (year - 1) // 400
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    lengths = (31, 29 if leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30)
    return days + sum(lengths[:index]) + 1 - EPOCH_DAY


EPOCH_DAY = 719_163  # ordinal of 1970-01-01
