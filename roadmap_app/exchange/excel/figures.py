"""Minutes as the figures of a sheet, each with the number format that shows its unit."""

from __future__ import annotations

from roadmap_app.exchange.excel import styles
from roadmap_app.exchange.excel.facts import Facts, Row
from roadmap_app.model.time import DAY

Figure = tuple[int | float, str]


def in_days(minutes: int, minutes_per_day: int) -> Figure:
    """Worked minutes in days."""
    if minutes % minutes_per_day == 0:
        return minutes // minutes_per_day, styles.DAYS
    return minutes / minutes_per_day, styles.PART_DAYS


def slip_in_days(minutes: int, minutes_per_day: int) -> Figure:
    """A slip in working days, with its sign."""
    days, _ = in_days(minutes, minutes_per_day)
    return days, styles.SLIP if isinstance(days, int) else styles.PART_SLIP


def in_units(minutes: int, facts: Facts, row: Row) -> Figure:
    """Minutes of a row's own time, its duration or slack: worked days, or days of the clock."""
    if not row.elapsed:
        return in_days(minutes, facts.project.minutes_per_day)
    if minutes % DAY == 0:
        return minutes // DAY, styles.ELAPSED
    return minutes / DAY, styles.PART_ELAPSED
