"""The project's calendar as a spreadsheet can count it: a week of working days and a list of days off.

Such a calendar is *plain*: every working day has the same hours, as long as the project's day, and no day
off of the week is worked. Where it is not, figures are written as values instead of formulas.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from roadmap_app.calendar import WorkTime
from roadmap_app.model.time import weekday

STANDARD = "0000011"


@dataclass(frozen=True)
class Workdays:
    """`mask` has a 1 for each day off from Monday to Sunday; `holidays` are days off besides, with names."""

    mask: str
    holidays: tuple[tuple[int, str], ...]
    plain: bool

    def count(self, first: int, last: int) -> int:
        """Working days from a day to a later one, both counted; as the spreadsheet counts, so signed."""
        if last < first:
            return -self.count(last, first)
        weeks, rest = divmod(last - first + 1, 7)
        worked = weeks * self.mask.count("0")
        worked += sum(self.mask[weekday(first + place)] == "0" for place in range(rest))
        return worked - sum(first <= day <= last for day, _ in self.holidays)

    def formula(self, first: str, last: str) -> str:
        """The count of working days between two cells or expressions."""
        off = ",Holidays" if self.holidays else ""
        if self.mask == STANDARD:
            return f"NETWORKDAYS({first},{last}{off})"
        return f'NETWORKDAYS.INTL({first},{last},"{self.mask}"{off})'

    def weekend_formula(self, first: str, last: str) -> str:
        """The count of days from one cell to another that are no days off of the week."""
        if self.mask == STANDARD:
            return f"NETWORKDAYS({first},{last})"
        return f'NETWORKDAYS.INTL({first},{last},"{self.mask}")'


def workdays_of(worktime: WorkTime, minutes_per_day: int, first: int, last: int) -> Workdays:
    """How a calendar works over some days (both counted); the week is what most weeks have."""
    worked: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    hours = set()
    for day in range(first, last + 1):
        total = worktime.day_minutes(day)
        seen[weekday(day)] += 1
        worked[weekday(day)] += total > 0
        hours.add(total)
    mask = "".join("0" if 2 * worked[place] > seen[place] else "1" for place in range(7))
    if mask == "1111111":
        return Workdays(STANDARD, (), False)
    holidays = []
    plain = hours <= {0, minutes_per_day}
    for day in range(first, last + 1):
        works = worktime.is_workday(day)
        if works and mask[weekday(day)] == "1":
            plain = False
        elif not works and mask[weekday(day)] == "0":
            holidays.append((day, worktime.day_name(day)))
    return Workdays(mask, tuple(holidays), plain)
