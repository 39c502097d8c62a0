"""What a question to a calendar costs: days are resolved once, and no question walks over them."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from roadmap_app.calendar import WorkTime
from roadmap_app.calendar.worktime import FIRST_DAY, KEPT, LAST_DAY, SPAN, day_table
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, from_iso, weekday

WORKDAY: DayTimes = ((480, 720), (780, 1020))
MONDAY = from_iso("2026-05-04")
ALL_DAYS = LAST_DAY - FIRST_DAY


class Counted:
    """Resolves days and counts them."""

    def __init__(self, week: tuple[DayTimes, ...]) -> None:
        self.week = week
        self.days: list[int] = []

    def __call__(self, first: int, last: int) -> tuple[list[DayTimes], Mapping[int, str]]:
        self.days += range(first, last)
        return [self.week[weekday(day)] for day in range(first, last)], {}


STANDARD = Counted((WORKDAY,) * 5 + ((),) * 2).week
ROUND_THE_CLOCK = (((0, DAY),),) * 7
ONE_MINUTE = ((),) * 6 + (((77, 78),),)
EMPTY: tuple[DayTimes, ...] = ((),) * 7


def ask_everything(work: WorkTime, instant: int) -> None:
    work.next_start(instant)
    work.last_finish(instant)
    work.worked(instant, MONDAY)
    work.add(instant, 480)
    work.add(instant, -480)
    work.span_from(instant, 480)
    work.span_to(instant, 480)
    work.shifts(instant // DAY)


@pytest.mark.parametrize("week", [STANDARD, ROUND_THE_CLOCK])
def test_near_questions_resolve_one_window_and_then_nothing(week: tuple[DayTimes, ...]) -> None:
    counted = Counted(week)
    work = WorkTime(counted)
    for days in range(-300, 300):
        ask_everything(work, MONDAY + days * DAY + 600)
    assert len(counted.days) == 2 * SPAN


@pytest.mark.parametrize("week", [STANDARD, ROUND_THE_CLOCK, ONE_MINUTE, EMPTY])
def test_however_far_away_each_day_is_resolved_once(week: tuple[DayTimes, ...]) -> None:
    counted = Counted(week)
    work = WorkTime(counted)
    for instant in (FIRST_PLANNED, LAST_PLANNED - 1, MONDAY, -(10**15), 10**15, from_iso("2150-01-01"), 0):
        ask_everything(work, instant)
        work.add(instant, 10**9)
        work.add(instant, -(10**9))
    assert len(counted.days) == len(set(counted.days)) <= ALL_DAYS


def test_a_calendar_keeps_a_bounded_number_of_the_spans_it_found() -> None:
    work = WorkTime(Counted(STANDARD))
    for minute in range(0, 3 * KEPT, 2):
        start = work.next_start(MONDAY + minute)
        assert work.span_from(MONDAY + minute, 90) == (start, work.add(start, 90))
        finish = work.last_finish(MONDAY + minute)
        assert work.span_to(MONDAY + minute, 90) == (work.add(finish, -90), finish)
        assert max(map(len, (work._starts, work._finishes, work._ends, work._begins))) <= KEPT


@pytest.mark.parametrize("years", [1, 10, 100])
def test_a_far_look_up_touches_as_few_tables_as_a_near_one(years: int) -> None:
    work = WorkTime(Counted(STANDARD))
    far = work.add(MONDAY, years * 260 * 480)
    touched: list[int] = []
    first, before, tables = work._window
    work._window = (first, Touched(before, touched), tables)
    assert work.add(MONDAY, years * 260 * 480) == far
    assert work.worked(MONDAY, far) == years * 260 * 480
    assert work.next_start(far) > far and work.last_finish(far) == far
    assert 0 < len(touched) <= 4 * (2 + len(before).bit_length())


class Touched(list[int]):
    """A list that counts which of its places are looked at."""

    def __init__(self, values: list[int], touched: list[int]) -> None:
        super().__init__(values)
        self.touched = touched

    def __getitem__(self, place: int) -> int:  # type: ignore[override]
        self.touched.append(place)
        return super().__getitem__(place)


def test_a_calendar_without_work_answers_by_the_clock_and_never_hangs() -> None:
    counted = Counted(EMPTY)
    work = WorkTime(counted)
    assert work.empty and len(counted.days) == ALL_DAYS
    assert work.add(MONDAY, 10**4) == MONDAY + 10**4
    assert work.next_start(MONDAY + 5) == work.last_finish(MONDAY + 5) == MONDAY + 5
    assert work.worked(MONDAY, LAST_PLANNED - 1) == LAST_PLANNED - 1 - MONDAY
    assert len(counted.days) == ALL_DAYS


def test_days_of_one_kind_share_one_table() -> None:
    work = WorkTime(Counted(STANDARD))
    work.add(MONDAY, 50 * 260 * 480)
    assert {id(table) for table in work._window[2]} == {id(day_table(WORKDAY)), id(day_table(()))}
