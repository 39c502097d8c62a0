"""The time axis of the Plan sheet: one column for each day, week or month, chosen to fit a sheet."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from roadmap_app.model.text import MONTHS
from roadmap_app.model.time import EPOCH_DAY, to_date, weekday

LEAST_DAYS = 21  # below, a timeline looks like an afterthought
MOST_DAYS, MOST_WEEKS, MOST_COLUMNS = 64, 110, 360


@dataclass(frozen=True)
class Timeline:
    """`days` holds the first day of each column and, at its end, the day after the last column."""

    scale: str  # day week month
    days: tuple[int, ...]
    cut: bool = False  # the plan goes on after the last column

    @property
    def columns(self) -> int:
        return len(self.days) - 1

    def place(self, day: int) -> int | None:
        """The column that holds a day."""
        place = bisect_right(self.days, day) - 1
        return place if 0 <= place < self.columns else None

    def label(self, place: int) -> str:
        """What stands above a column: the day of the month, or the month's name."""
        first = to_date(self.days[place])
        return MONTHS[first.month - 1] if self.scale == "month" else str(first.day)

    def groups(self) -> list[tuple[int, int, str]]:
        """(first column, last column, text) of the upper row: months, or years over months."""
        found: list[tuple[int, int, str]] = []
        for place in range(self.columns):
            first = to_date(self.days[place])
            text = str(first.year) if self.scale == "month" else f"{MONTHS[first.month - 1]} {first.year}"
            if found and found[-1][2] == text:
                found[-1] = (found[-1][0], place, text)
            else:
                found.append((place, place, text))
        return found


def make_timeline(first: int, last: int, week_start: int = 0) -> Timeline:
    """A timeline that shows a plan's days from `first` to `last`, with some air behind."""
    span = last - first + 1
    if span <= MOST_DAYS:
        start = first - (weekday(first) - week_start) % 7
        return Timeline("day", tuple(range(start, max(last + 3, start + LEAST_DAYS) + 1)))
    start = first - (weekday(first) - week_start) % 7
    if span <= MOST_WEEKS * 7:
        return Timeline("week", tuple(range(start, last + 2 * 7 + 7, 7)))
    months = []
    day = to_date(first).replace(day=1)
    while True:
        months.append(day.toordinal() - EPOCH_DAY)
        past_last = months[-1] > last and len(months) > 1
        if past_last or len(months) > MOST_COLUMNS or (day.year, day.month) == (9999, 12):
            break
        day = _next_month(day)
    return Timeline("month", tuple(months), months[-1] <= last)


def _next_month(day: date) -> date:
    return date(day.year + (day.month == 12), day.month % 12 + 1, 1)
