"""Parts of records: small frozen values that live inside one (a calendar's exception, a split).

They follow the rules of records: members at their default are left out of the file, and `extra`
keeps what this version does not know.
"""

from __future__ import annotations

from dataclasses import dataclass

# The working periods of one day: (from, to) in minutes into the day, rising, to <= 1440. () is a day off.
DayTimes = tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Part:
    extra: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Hyperlink(Part):
    label: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Split(Part):
    """A gap in a task: after so many worked minutes of its duration, nothing for so many worked minutes."""

    after: int = 0
    gap: int = 0


@dataclass(frozen=True, kw_only=True)
class Segment(Part):
    """Time-phased work of an assignment: so much work from one instant to another."""

    start: int = 0
    finish: int = 0
    work: int = 0
    type: str = "remaining"  # remaining actual overtime


@dataclass(frozen=True, kw_only=True)
class WorkWeek(Part):
    """A week that holds from one day to another (days since 1970-01-01, both included)."""

    name: str = ""
    first: int = 0
    last: int = 0
    days: tuple[DayTimes | None, ...] = ()


@dataclass(frozen=True, kw_only=True)
class CalendarException(Part):
    """Days that differ from the week: holidays, or days worked otherwise.

    Without `recur` it holds on every day from `first` to `last`. With it, on the days of the pattern
    within that span: every `every` days; every `every` weeks on `weekdays`; on day `month_day` (or the
    `position`-th of `weekdays`; 5 is the last) every `every` months; the same in month `month` of a year.
    `count` ends the pattern after so many occurrences (0: at `last`).
    """

    name: str = ""
    first: int = 0
    last: int = 0
    times: DayTimes = ()
    recur: str = ""  # "" daily weekly monthly yearly
    every: int = 1
    weekdays: int = 0  # bit 0 Monday ... bit 6 Sunday
    month: int = 0
    month_day: int = 0
    position: int = 0
    count: int = 0
    source: str = ""  # such as "holidays:US": put in by a country's list


@dataclass(frozen=True, kw_only=True)
class Availability(Part):
    """Units of a resource from one instant to another; None is an open end."""

    first: int | None = None
    last: int | None = None
    units: int = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Rate(Part):
    """What a resource costs from an instant on, in minor units of money an hour and a use."""

    table: str = "A"
    first: int | None = None
    standard: int = 0
    overtime: int = 0
    per_use: int = 0


@dataclass(frozen=True, kw_only=True)
class ScenarioEdit(Part):
    """One field that a scenario sets; `value` is its JSON text, "" deletes the record."""

    kind: str = ""
    id: str = ""
    field: str = ""
    value: str = ""
