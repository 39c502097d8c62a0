"""WorkTime: arithmetic on worked minutes, in constant time for a look-up.

A window of days holds, for each day, the minutes worked before it (a prefix sum) and a table of the day.
The table answers "how much is worked before minute m" and its inverse by index; days are found by index
or, over longer spans, by bisection of the prefix sums. The window grows on demand up to `FIRST_PLANNED`
and `LAST_PLANNED`; what lies beyond stops at these ends, so no search is endless.

Every instant has two flavours where work pauses: Friday 17:00 (a finish) and Monday 08:00 (a start) are
the same point of working time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from roadmap_app.calendar.standard import WHOLE_DAY
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED

T = TypeVar("T")

FIRST_DAY = FIRST_PLANNED // DAY
LAST_DAY = LAST_PLANNED // DAY
SPAN = 732  # days of a fresh window on either side of its first day
KEPT = 1 << 14  # answers of each sort that a calendar keeps
NOWADAYS = 20_454  # 2026-01-01: where a search for any working time begins


class DayTable:
    """One kind of day: `into[m]` is the time worked before minute m; `starts[w]` and `finishes[w]` are the
    minute at which w minutes have been worked, as the start of what follows and the end of what was."""

    __slots__ = ("finishes", "into", "starts", "times", "total")

    def __init__(self, times: DayTimes) -> None:
        into: list[int] = []
        starts: list[int] = []
        finishes: list[int] = [times[0][0] if times else 0]
        worked = 0
        for begin, end in times:
            into.extend([worked] * (begin - len(into)))
            into.extend(range(worked, worked + end - begin))
            starts.extend(range(begin, end))
            finishes.extend(range(begin + 1, end + 1))
            worked += end - begin
        into.extend([worked] * (DAY + 1 - len(into)))
        starts.append(finishes[-1])
        self.times, self.total = times, worked
        self.into, self.starts, self.finishes = into, starts, finishes


@lru_cache(maxsize=4096)
def day_table(times: DayTimes) -> DayTable:
    """The table of a day's working periods."""
    return DayTable(times)


# The working periods of the days first, first + 1, ... last - 1, and the names of special ones.
Resolve = Callable[[int, int], tuple[list[DayTimes], Mapping[int, str]]]
Window = tuple[int, list[int], list[DayTable]]  # first day, minutes worked before each day, tables


class WorkTime:
    """A compiled calendar. Immutable to its users; the window behind it grows.

    `empty` tells that the calendar has no working time at all: it then counts every minute of the clock,
    and the schedule lists the finding.
    """

    __slots__ = ("_begins", "_ends", "_finishes", "_names", "_resolve", "_starts", "_window", "_with", "empty", "name")

    def __init__(self, resolve: Resolve, name: str = "") -> None:
        self.name = name
        self.empty = False
        self._resolve = resolve
        self._names: dict[int, str] = {}
        self._window: Window = (0, [0], [])
        self._with: dict[WorkTime, WorkTime] = {}
        # What was found: the start of what begins from an instant on, with the minutes worked before it, and the
        # finish at which so much is worked; the same from the end.
        self._starts: dict[int, tuple[int, int]] = {}
        self._finishes: dict[int, int] = {}
        self._ends: dict[int, tuple[int, int]] = {}
        self._begins: dict[int, int] = {}
        if not self._has_work():
            self.empty = True
            self._resolve = _every_minute
            self._window = (0, [0], [])

    def shifts(self, day: int) -> DayTimes:
        """The working periods of a day."""
        return self._table(day).times

    def is_workday(self, day: int) -> bool:
        return self._table(day).total > 0

    def day_minutes(self, day: int) -> int:
        """Minutes worked on a day."""
        return self._table(day).total

    def day_name(self, day: int) -> str:
        """The name of the exception (such as a holiday) that holds on a day, or nothing."""
        self._table(day)
        return self._names.get(day, "")

    def next_start(self, instant: int) -> int:
        """The first instant from here on that work can start at."""
        first, before, tables = self._window
        place = instant // DAY - first
        if not 0 <= place < len(tables):
            if not FIRST_PLANNED <= instant < LAST_PLANNED:
                return instant if instant >= LAST_PLANNED else self.next_start(FIRST_PLANNED)
            self._reach(instant // DAY)
            return self.next_start(instant)
        table = tables[place]
        minute = instant % DAY
        worked = table.into[minute]
        if worked < table.total:
            return instant - minute + table.starts[worked]
        place = bisect_right(before, before[place + 1]) - 1
        if place == len(tables):
            if first + place >= LAST_DAY:
                return LAST_PLANNED
            self._reach(first + place)
            return self.next_start(instant)
        return (first + place) * DAY + tables[place].starts[0]

    def last_finish(self, instant: int) -> int:
        """The last instant up to here that work can finish at."""
        first, before, tables = self._window
        place = instant // DAY - first
        if not 0 <= place < len(tables):
            if not FIRST_PLANNED <= instant < LAST_PLANNED:
                return instant if instant < FIRST_PLANNED else self.last_finish(LAST_PLANNED - 1)
            self._reach(instant // DAY)
            return self.last_finish(instant)
        table = tables[place]
        minute = instant % DAY
        worked = table.into[minute]
        if worked:
            return instant - minute + table.finishes[worked]
        place = bisect_left(before, before[place]) - 1
        if place < 0:
            if first <= FIRST_DAY:
                return FIRST_PLANNED
            self._reach(first - 1)
            return self.last_finish(instant)
        return (first + place) * DAY + tables[place].finishes[-1]

    def add(self, instant: int, minutes: int) -> int:
        """`minutes` of work on from an instant, as a finish (17:00); negative: back, as a start (08:00);
        0: the instant itself. Stops at the ends of what can be planned."""
        if not minutes:
            return instant
        first, before, tables = self._window
        place = instant // DAY - first
        if not 0 <= place < len(tables):
            held = min(max(instant, FIRST_PLANNED), LAST_PLANNED - 1)
            if held != instant and (held > instant) == (minutes < 0):
                return instant
            self._reach(held // DAY)
            return self.add(held, minutes)
        target = before[place] + tables[place].into[instant % DAY] + minutes
        if minutes > 0:
            if target > before[place + 1]:
                place = bisect_left(before, target, place) - 1
                if place == len(tables):
                    if first + place >= LAST_DAY:
                        return LAST_PLANNED
                    self._reach(first + 2 * place)
                    return self.add(instant, minutes)
            return (first + place) * DAY + tables[place].finishes[target - before[place]]
        if target < before[place]:
            place = bisect_right(before, target, 0, place + 1) - 1
            if place < 0:
                if first <= FIRST_DAY:
                    return FIRST_PLANNED
                self._reach(first - len(tables))
                return self.add(instant, minutes)
        return (first + place) * DAY + tables[place].starts[target - before[place]]

    def span_from(self, instant: int, minutes: int) -> tuple[int, int]:
        """Start and finish of `minutes` (above 0) of work that begins at an instant or after it: `next_start`, and
        `add` to that. The days that a plan works on are few beside its tasks, so what was found is kept."""
        begun = self._starts.get(instant)
        if begun is not None:
            finish = self._finishes.get(begun[1] + minutes)
            if finish is not None:
                return begun[0], finish
        start = self.next_start(instant)
        finish = self.add(start, minutes)
        if start > FIRST_PLANNED and finish < LAST_PLANNED:
            worked = self._before(start)
            _keep(self._starts, instant, (start, worked))
            _keep(self._finishes, worked + minutes, finish)
        return start, finish

    def span_to(self, instant: int, minutes: int) -> tuple[int, int]:
        """Start and finish of `minutes` (above 0) of work that ends at an instant or before it: `last_finish`, and
        `add` back from that."""
        ended = self._ends.get(instant)
        if ended is not None:
            start = self._begins.get(ended[1] - minutes)
            if start is not None:
                return start, ended[0]
        finish = self.last_finish(instant)
        start = self.add(finish, -minutes)
        if start > FIRST_PLANNED and finish < LAST_PLANNED:
            worked = self._before(finish)
            _keep(self._ends, instant, (finish, worked))
            _keep(self._begins, worked - minutes, start)
        return start, finish

    def worked(self, a: int, b: int) -> int:
        """Minutes worked from a to b; negative where b comes first."""
        if a == b:
            return 0
        first, before, tables = self._window
        place, other = a // DAY - first, b // DAY - first
        if 0 <= place < len(tables) > other >= 0:
            worked = tables[other].into[b % DAY] - tables[place].into[a % DAY]
            return before[other] - before[place] + worked
        return self._before(b) - self._before(a)

    def _before(self, instant: int) -> int:
        """Minutes worked before an instant, on a scale with an arbitrary but fixed zero."""
        first, before, tables = self._window
        place = instant // DAY - first
        if not 0 <= place < len(tables):
            held = min(max(instant, FIRST_PLANNED), LAST_PLANNED - 1)
            self._reach(held // DAY)
            return self._before(held)
        return before[place] + tables[place].into[instant % DAY]

    def _table(self, day: int) -> DayTable:
        first, _, tables = self._window
        if not 0 <= day - first < len(tables):
            day = min(max(day, FIRST_DAY), LAST_DAY - 1)
            self._reach(day)
            first, _, tables = self._window
        return tables[day - first]

    def _reach(self, day: int) -> None:
        """Grow the window so that it holds `day` (held within what can be planned), at least doubling."""
        first, before, tables = self._window
        day = min(max(day, FIRST_DAY), LAST_DAY - 1)
        if not tables:
            first = max(FIRST_DAY, day - SPAN)
            self._window = (first, *self._resolved(first, min(LAST_DAY, day + SPAN)))
            return
        last = first + len(tables)
        if day >= last:
            end = min(LAST_DAY, max(day + SPAN, last + len(tables)))
            added, more = self._resolved(last, end)
            self._window = (first, before + [before[-1] + n for n in added[1:]], tables + more)
        elif day < first:
            begin = max(FIRST_DAY, min(day - SPAN, first - len(tables)))
            added, more = self._resolved(begin, first)
            # The scale keeps its zero, so that sums taken before the growth stay comparable.
            shift = before[0] - added[-1]
            self._window = (begin, [n + shift for n in added[:-1]] + before, more + tables)

    def _resolved(self, first: int, last: int) -> tuple[list[int], list[DayTable]]:
        times, names = self._resolve(first, last)
        self._names.update(names)
        before, tables = [0], []
        total = 0
        for periods in times:
            table = day_table(periods)
            tables.append(table)
            total += table.total
            before.append(total)
        return before, tables

    def _has_work(self) -> bool:
        """Whether any minute is worked: the window grows until one is found."""
        self._reach(NOWADAYS)
        while True:
            first, before, tables = self._window
            if before[-1] > before[0]:
                return True
            if first <= FIRST_DAY and first + len(tables) >= LAST_DAY:
                return False
            self._reach(first + len(tables) if first + len(tables) < LAST_DAY else first - 1)


def _keep(found: dict[int, T], key: int, answer: T) -> None:
    """Keep an answer among those found before, of which the store holds a bounded number."""
    if len(found) >= KEPT:
        found.clear()
    found[key] = answer


def _every_minute(first: int, last: int) -> tuple[list[DayTimes], Mapping[int, str]]:
    return [WHOLE_DAY] * (last - first), {}


class Clock(WorkTime):
    """Elapsed time: every minute of every day, by plain arithmetic."""

    __slots__ = ()

    def next_start(self, instant: int) -> int:
        return instant

    def last_finish(self, instant: int) -> int:
        return instant

    def add(self, instant: int, minutes: int) -> int:
        return min(max(instant + minutes, FIRST_PLANNED), LAST_PLANNED)

    def span_from(self, instant: int, minutes: int) -> tuple[int, int]:
        return instant, self.add(instant, minutes)

    def span_to(self, instant: int, minutes: int) -> tuple[int, int]:
        return self.add(instant, -minutes), instant

    def worked(self, a: int, b: int) -> int:
        return b - a


CLOCK: WorkTime = Clock(_every_minute, "elapsed time")
