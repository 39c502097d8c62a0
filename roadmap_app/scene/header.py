"""The time header: two rows of ticks, chosen so that no label touches the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from roadmap_app.model.text import MONTHS, WEEKDAYS
from roadmap_app.model.time import EPOCH_DAY, FIRST_DAY, LAST_DAY, to_date, weekday
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.labels import Measure
from roadmap_app.scene.taken import Span
from roadmap_app.scene.tokens import DAY_NUMBERS_FROM

UPPER_INDENT = 7  # px from a tick of the upper row to its words
AIR = 4  # px that words need beyond their own width


@dataclass(frozen=True, slots=True)
class Tick:
    """A span of the header; an empty text where there is no room for one."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True)
class Header:
    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]


@dataclass(frozen=True)
class Scale:
    """Units of the two rows, from so many pixels a day on."""

    least: float
    upper: str
    lower: str


SCALES = (
    Scale(700, "date", "hour"),
    Scale(192, "date", "hours"),
    Scale(70, "dated week", "weekday"),
    Scale(DAY_NUMBERS_FROM, "month", "day"),
    Scale(2.5, "month", "week"),
    Scale(0.9, "year", "month of it"),
    Scale(0.12, "year", "quarter"),
    Scale(0, "decade", "year"),  # only on paper: the window does not zoom out so far
)


def scale_of(px_per_day: float) -> Scale:
    return next(scale for scale in SCALES if px_per_day >= scale.least)


def header(axis: TimeAxis, width: float, week_start: int = 0) -> Header:
    """Ticks for a chart of some width in pixels."""
    scale = scale_of(axis.px_per_day)
    return Header(_row(axis, width, scale.upper, week_start), _row(axis, width, scale.lower, week_start))


def _row(axis: TimeAxis, width: float, unit: str, week_start: int) -> tuple[Tick, ...]:
    ticks = []
    for start, end, text in _spans(*axis.days(width), unit, week_start):
        x0, x1 = axis.day_x(start), axis.day_x(end)
        if x1 > 0 and x0 < width:
            ticks.append(Tick(x0, x1, text))
    return tuple(ticks)


def _spans(first: int, last: int, unit: str, week_start: int) -> Iterator[tuple[float, float, str]]:
    """(from, to, text) of each unit that touches the days from `first` to before `last`, in days."""
    if first >= last:
        return
    if unit in ("hour", "hours"):
        step = 1 if unit == "hour" else 3
        for day in range(first, last):
            for hour in range(0, 24, step):
                yield (
                    day + hour / 24,
                    day + (hour + step) / 24,
                    f"{hour:02d}:00" if unit == "hour" else f"{hour:02d}",
                )
        return
    if unit in ("day", "weekday", "date"):
        for day in range(first, last):
            yield day, day + 1, _day_text(day, unit)
        return
    if unit in ("week", "dated week"):
        day = first - (weekday(first) - week_start) % 7
        while day < last:
            yield day, day + 7, _day_text(max(day, FIRST_DAY), "day" if unit == "week" else "year")
            day += 7
        return
    months = {"month": 1, "month of it": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
    at = to_date(first)
    index = (at.year * 12 + at.month - 1) // months * months
    while True:
        start, end = _month_day(index), _month_day(index + months)
        if start >= last:
            return
        yield start, end, _month_text(index, unit)
        index += months


def _month_day(index: int) -> int:
    """The day on which a month begins, counted from the year 0; held within the calendar."""
    year, month = divmod(index, 12)
    if year < date.min.year:
        return FIRST_DAY
    return date(year, month + 1, 1).toordinal() - EPOCH_DAY if year <= date.max.year else LAST_DAY + 1


def _month_text(index: int, unit: str) -> str:
    year, month = divmod(index, 12)
    words = {
        "month": f"{MONTHS[month]} {year}",
        "month of it": MONTHS[month],
        "quarter": f"Q{month // 3 + 1}",
        "decade": f"{year}s",
    }
    return words.get(unit, str(year))


def _day_text(day: int, unit: str) -> str:
    date = to_date(day)
    month, name = MONTHS[date.month - 1], WEEKDAYS[weekday(day)]
    return {
        "day": str(date.day),
        "weekday": f"{name} {date.day}",
        "date": f"{name} {date.day} {month}",
        "year": f"{date.day} {month} {date.year}",
    }[unit]


def upper_words(ticks: Iterable[Tick], width: float, measure: Measure) -> Iterator[tuple[float, str]]:
    """(x, words) of the upper row in a chart of some width: at the left of what is seen of a tick, and shorter where
    room is short."""
    for tick in ticks:
        left, right = max(tick.x0, 0) + UPPER_INDENT, min(tick.x1, width)
        words = tick.text
        while " " in words and measure(words, True) + AIR > right - left:
            words = words.rpartition(" ")[0]  # the year, the month: what can be done without first
        if measure(words, True) + AIR <= right - left:
            yield left, words


def lower_words(
    ticks: Iterable[Tick], axis: TimeAxis, width: float, taken: Sequence[Span], measure: Measure
) -> Iterator[tuple[float, str]]:
    """(x, words) of the lower row: each whole within its tick and the chart, none over what is `taken`."""
    centred = axis.px_per_day >= DAY_NUMBERS_FROM and not axis.clock
    for tick in ticks:
        room = measure(tick.text, False)
        left = tick.x0 + ((tick.x1 - tick.x0 - room) / 2 if centred else AIR)
        right = left + room
        fits = room + AIR <= tick.x1 - tick.x0 and left >= 0 and right + 1 <= width
        if fits and not any(left < end and right > start for start, end in taken):
            yield left, tick.text
