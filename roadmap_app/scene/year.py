"""A year on one page: twelve small months, where each day lies, and which day lies under a point."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from roadmap_app.model.text import MONTHS
from roadmap_app.model.time import day_from_iso, to_date, weekday

TITLE, HEADS, GAP = 18, 13, 12
WEEKS = 6
SMALLEST = 105  # width of a month; at least two stand in a row

Box = tuple[int, int, int, int]  # x, y, width, height


@dataclass(frozen=True)
class YearPage:
    """Twelve months in a box of `width` and `height`; weeks begin on `week_start` (0 Monday)."""

    year: int
    width: int
    height: int
    week_start: int = 0

    @property
    def columns(self) -> int:
        return next((count for count in (6, 4, 3, 2) if self.width >= count * (SMALLEST + GAP) - GAP), 2)

    @property
    def cell(self) -> tuple[int, int]:
        """Width and height of a day."""
        rows = 12 // self.columns
        wide = (self.width - GAP * (self.columns - 1)) // self.columns // 7
        high = ((self.height - GAP * (rows - 1)) // rows - TITLE - HEADS) // WEEKS
        return max(wide, 8), min(max(high, 9), 26)

    @property
    def needed(self) -> int:
        """The height that the page takes."""
        rows = 12 // self.columns
        return rows * (TITLE + HEADS + WEEKS * self.cell[1] + GAP) - GAP

    def month_box(self, month: int) -> Box:
        """Where a month (1 to 12) lies, its title included."""
        row, column = divmod(month - 1, self.columns)
        wide, high = self.cell
        room = (self.width + GAP) // self.columns
        tall = TITLE + HEADS + WEEKS * high
        return column * room, row * (tall + GAP), wide * 7, tall

    def day_box(self, day: int) -> Box | None:
        """Where a day lies; None for one of another year."""
        date = to_date(day)
        if date.year != self.year:
            return None
        x, y, _, _ = self.month_box(date.month)
        wide, high = self.cell
        place = date.day - 1 + self._offset(date.month)
        return x + place % 7 * wide, y + TITLE + HEADS + place // 7 * high, wide, high

    def day_at(self, x: float, y: float) -> int | None:
        """The day under a point; None between days."""
        wide, high = self.cell
        for month in range(1, 13):
            left, top, width, height = self.month_box(month)
            if not (left <= x < left + width and top + TITLE + HEADS <= y < top + height):
                continue
            place = int((y - top - TITLE - HEADS) // high) * 7 + int((x - left) // wide) - self._offset(month)
            if 0 <= place < monthrange(self.year, month)[1]:
                return day_from_iso(f"{self.year:04d}-{month:02d}-01") + place
        return None

    def _offset(self, month: int) -> int:
        """Cells before the first of a month."""
        return (weekday(day_from_iso(f"{self.year:04d}-{month:02d}-01")) - self.week_start) % 7

    @property
    def first(self) -> int:
        return day_from_iso(f"{self.year:04d}-01-01")

    @property
    def last(self) -> int:
        return day_from_iso(f"{self.year:04d}-12-31")


def month_later(day: int, months: int) -> int:
    """The same day of another month, or its last one."""
    date = to_date(day)
    year, index = divmod(date.year * 12 + date.month - 1 + months, 12)
    return day_from_iso(f"{year:04d}-{index + 1:02d}-{min(date.day, monthrange(year, index + 1)[1]):02d}")


def title(month: int) -> str:
    return MONTHS[month - 1]
