"""WorkTime against a slow, obvious reference that walks minute by minute."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.calendar import CLOCK, WorkTime, intersect, worktime_of
from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import CalendarException, DayTimes, WorkWeek
from roadmap_app.model.plan import make_plan
from roadmap_app.model.records import Calendar, Project
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, from_iso, to_iso, weekday
from tests.calendar.slow import Minutes
from tests.examples import tries

FIRST = from_iso("2026-05-04") // DAY
SPAN = 15
STANDARD: DayTimes = ((480, 720), (780, 1020))


def worktime(*calendars: Calendar) -> WorkTime:
    """The working time of the first of some calendars."""
    project = Project(id=stable_id(1), calendar=calendars[0].id if calendars else "")
    return worktime_of(make_plan("calendar", [project, *calendars]))


def calendar(**members: object) -> Calendar:
    return Calendar.build({"id": stable_id(2), "name": "Own", **members})


@st.composite
def day_times(draw: st.DrawFn) -> DayTimes:
    edges = sorted(draw(st.sets(st.integers(0, 48), min_size=0, max_size=4).filter(lambda s: len(s) % 2 == 0)))
    return tuple((edges[i] * 30, edges[i + 1] * 30) for i in range(0, len(edges), 2))


@settings(max_examples=tries(40), deadline=None)
@given(st.lists(day_times(), min_size=7, max_size=7).filter(any), st.data())
def test_it_agrees_with_the_clock_minute_by_minute(week: list[DayTimes], data: st.DataObject) -> None:
    days = {day: week[weekday(day)] for day in range(FIRST - 50, FIRST + SPAN + 50)}
    slow = Minutes(days)
    fast = worktime(calendar(week=tuple(week)))
    instants = st.integers(FIRST * DAY, (FIRST + SPAN) * DAY)
    for _ in range(5):
        a, b = data.draw(instants), data.draw(instants)
        amount = data.draw(st.integers(-150, 150))
        assert fast.next_start(a) == slow.next_start(a)
        assert fast.last_finish(a) == slow.last_finish(a)
        assert fast.worked(a, b) == slow.worked(a, b)
        assert fast.add(a, amount) == slow.add(a, amount)


def test_a_finish_is_at_the_end_of_work_and_a_start_at_its_beginning() -> None:
    work = worktime()
    monday = from_iso("2026-05-04T08:00")
    assert to_iso(work.add(monday, 5 * 480)) == "2026-05-08T17:00"
    assert to_iso(work.next_start(work.add(monday, 5 * 480))) == "2026-05-11T08:00"
    assert to_iso(work.last_finish(from_iso("2026-05-11T08:00"))) == "2026-05-08T17:00"
    assert to_iso(work.add(from_iso("2026-05-08T17:00"), -480)) == "2026-05-08T08:00"


def test_own_exceptions_come_before_the_base_then_work_weeks_then_weekdays() -> None:
    base = Calendar(
        id=stable_id(3),
        name="Base",
        exceptions=(CalendarException(name="Holiday", first=FIRST + 1, last=FIRST + 2),),
    )
    own = calendar(
        base=base.id,
        exceptions=(CalendarException(name="Overtime", first=FIRST + 2, last=FIRST + 2, times=((600, 660),)),),
        weeks=(WorkWeek(first=FIRST, last=FIRST + 3, days=(((0, 60),),) * 7),),
        week=(None, None, None, None, (), None, None),
    )
    work = worktime(own, base)
    assert work.shifts(FIRST) == ((0, 60),)
    assert (work.shifts(FIRST + 1), work.day_name(FIRST + 1)) == ((), "Holiday")
    assert (work.shifts(FIRST + 2), work.day_name(FIRST + 2)) == (((600, 660),), "Overtime")
    assert work.shifts(FIRST + 3) == ((0, 60),)
    assert not work.is_workday(FIRST + 4)
    assert work.shifts(FIRST + 7) == STANDARD
    assert work.day_name(FIRST + 7) == ""


def test_calendars_whose_bases_run_in_a_circle_still_compile() -> None:
    one = calendar(base=stable_id(3))
    two = Calendar(id=stable_id(3), base=one.id, week=((),) + (None,) * 6)
    work = worktime(one, two)
    assert not work.is_workday(FIRST)
    assert work.is_workday(FIRST + 1)


def test_a_calendar_without_work_counts_the_clock_and_says_so() -> None:
    work = worktime(calendar(week=((),) * 7))
    assert work.empty
    assert work.add(100, 50) == 150
    assert not worktime().empty


def test_work_that_lies_all_in_one_far_week_is_found() -> None:
    far = from_iso("2150-06-01") // DAY
    week = CalendarException(first=far, last=far, times=STANDARD)
    work = worktime(calendar(week=((),) * 7, exceptions=(week,)))
    assert not work.empty
    assert work.next_start(FIRST * DAY) == far * DAY + 480
    assert work.add(FIRST * DAY, 10_000) == LAST_PLANNED
    assert work.add(FIRST * DAY, -1) == FIRST_PLANNED


@pytest.mark.parametrize("instant", [-(10**12), FIRST_PLANNED - 1, LAST_PLANNED, LAST_PLANNED + 1, 10**12])
def test_dates_far_away_stop_at_the_ends_of_what_can_be_planned(instant: int) -> None:
    work = worktime()
    assert work.add(instant, 480) <= max(instant, LAST_PLANNED)
    assert work.add(instant, -480) >= min(instant, FIRST_PLANNED)
    assert work.next_start(instant) >= min(instant, FIRST_PLANNED)
    assert work.last_finish(instant) <= max(instant, LAST_PLANNED)
    assert work.worked(instant, instant) == 0


def test_two_calendars_share_what_both_work() -> None:
    late = Calendar(id=stable_id(3), name="Late", week=(((720, 1320),),) * 7)
    plan = make_plan("two", [Project(id=stable_id(1)), calendar(), late])
    both = intersect(worktime_of(plan, stable_id(2)), worktime_of(plan, late.id))
    assert both.shifts(FIRST) == ((780, 1020),)
    assert both.shifts(FIRST + 5) == ()
    assert both is intersect(worktime_of(plan, stable_id(2)), worktime_of(plan, late.id))


def test_elapsed_time_is_the_clock() -> None:
    assert CLOCK.add(1000, 500) == 1500
    assert CLOCK.worked(1000, 400) == -600
    assert CLOCK.next_start(3) == CLOCK.last_finish(3) == 3


def test_periods_that_overlap_or_leave_the_day_are_put_right() -> None:
    work = worktime(calendar(week=(((600, 700), (480, 620), (900, 2000), (50, 40)),) + (None,) * 6))
    assert work.shifts(FIRST) == ((480, 700), (900, 1440))
