"""Instants and days as integers.

An instant is the number of minutes since 1970-01-01T00:00 in the plan's own local time; a day is
the number of days since 1970-01-01. The machine's time zone never enters.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

DAY = 1440
EPOCH = datetime(1970, 1, 1)
EPOCH_DAY = EPOCH.toordinal()

# The first and the last instant that every calendar, format and picture can show (years 1 and 9999).
FIRST_INSTANT = (date.min.toordinal() - EPOCH_DAY) * DAY
LAST_INSTANT = (date.max.toordinal() - EPOCH_DAY) * DAY + DAY - 1

FIRST_DAY, LAST_DAY = FIRST_INSTANT // DAY, LAST_INSTANT // DAY

# What a plan may hold: far beyond any programme, and near enough that arithmetic never overflows a date.
FIRST_PLANNED = (date(1900, 1, 1).toordinal() - EPOCH_DAY) * DAY
LAST_PLANNED = (date(2200, 1, 1).toordinal() - EPOCH_DAY) * DAY


def instant(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> int:
    """The instant of a calendar date and a time of day; ValueError where there is no such date."""
    return (date(year, month, day).toordinal() - EPOCH_DAY) * DAY + hour * 60 + minute


def from_iso(text: str) -> int:
    """An instant from `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM[:SS]`; seconds are rounded to the minute.

    ValueError where the text is neither. An offset or `Z` is dropped: a plan has no time zone.
    """
    moment = datetime.fromisoformat(text.strip().removesuffix("Z")).replace(tzinfo=None)
    seconds = moment.second + (moment.microsecond >= 500_000)
    whole = (moment.toordinal() - EPOCH_DAY) * DAY + moment.hour * 60 + moment.minute
    return min(whole + (seconds >= 30), LAST_INSTANT)


def to_datetime(minute: int) -> datetime:
    """The naive datetime of an instant, held within the years 1 to 9999."""
    return EPOCH + timedelta(minutes=min(max(minute, FIRST_INSTANT), LAST_INSTANT))


def to_iso(minute: int) -> str:
    """`YYYY-MM-DDTHH:MM` of an instant."""
    return to_datetime(minute).strftime("%Y-%m-%dT%H:%M").zfill(16)


def day_of(minute: int) -> int:
    """The day that holds an instant."""
    return minute // DAY


def day_from_iso(text: str) -> int:
    """The day of `YYYY-MM-DD`; ValueError where it is none."""
    return date.fromisoformat(text).toordinal() - EPOCH_DAY


def to_date(day: int) -> date:
    """The date of a day."""
    return date.fromordinal(day + EPOCH_DAY)


def weekday(day: int) -> int:
    """0 for Monday to 6 for Sunday (1970-01-01 was a Thursday)."""
    return (day + 3) % 7
