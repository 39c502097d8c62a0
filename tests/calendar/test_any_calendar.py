"""Calendars of all features against the minute-by-minute reference."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.calendar import worktime_of
from roadmap_app.model.ids import stable_id
from roadmap_app.model.parts import CalendarException, DayTimes, WorkWeek
from roadmap_app.model.plan import make_plan
from roadmap_app.model.records import Calendar, Project
from roadmap_app.model.time import DAY, from_iso
from tests.calendar.slow import minutes_of
from tests.examples import tries

FIRST = from_iso("2026-02-16") // DAY
ROOM, SPAN = 45, 30  # days walked over before and after the SPAN days that are asked about
BASE, OWN = stable_id(2), stable_id(3)

shifts: st.SearchStrategy[DayTimes] = st.sampled_from(
    [
        (),
        ((480, 720), (780, 1020)),
        ((1320, 1440),),
        ((0, 120), (180, 360), (1320, 1440)),
        ((0, 360),),
        ((0, 1440),),
        ((721, 722),),
    ]
)


@st.composite
def weeks(draw: st.DrawFn) -> tuple[DayTimes | None, ...]:
    return tuple(draw(st.lists(st.none() | shifts, min_size=7, max_size=7)))


@st.composite
def exceptions(draw: st.DrawFn) -> CalendarException:
    first = FIRST + draw(st.integers(-400, SPAN))
    position = draw(st.integers(0, 5))
    return CalendarException(
        first=first,
        last=first + draw(st.sampled_from([0, 2, 40, 800])),
        times=draw(shifts),
        recur=draw(st.sampled_from(["", "daily", "weekly", "monthly", "yearly"])),
        every=draw(st.integers(1, 3)),
        count=draw(st.sampled_from([0, 0, 1, 5])),
        weekdays=draw(st.integers(1, 127)),
        month=draw(st.integers(2, 4)),
        month_day=draw(st.sampled_from([1, 15, 28, 30, 31])),
        position=position if position < 5 or draw(st.booleans()) else 0,
    )


@st.composite
def work_weeks(draw: st.DrawFn) -> WorkWeek:
    first = FIRST + draw(st.integers(-10, SPAN))
    return WorkWeek(first=first, last=first + draw(st.integers(0, 14)), days=draw(weeks()))


@st.composite
def calendars(draw: st.DrawFn, id: str, base: str) -> Calendar:
    return Calendar(
        id=id,
        base=base,
        week=draw(weeks()),
        weeks=tuple(draw(st.lists(work_weeks(), max_size=2))),
        exceptions=tuple(draw(st.lists(exceptions(), max_size=3))),
    )


@settings(max_examples=tries(60), deadline=None)
@given(calendars(BASE, ""), calendars(OWN, BASE), st.data())
def test_shifts_patterns_and_bases_work_as_the_clock_tells(base: Calendar, own: Calendar, data: st.DataObject) -> None:
    plan = make_plan("any", [Project(id=stable_id(1)), base, own])
    slow = minutes_of(plan.calendars, OWN, range(FIRST - ROOM, FIRST + SPAN + ROOM))
    fast = worktime_of(plan, OWN)
    begin, end = FIRST * DAY, (FIRST + SPAN) * DAY
    before, after = slow.worked((FIRST - ROOM) * DAY, begin), slow.worked(end, (FIRST + SPAN + ROOM) * DAY)
    instants = st.integers(begin, end) | st.integers(0, SPAN * 4).map(lambda six_hours: begin + six_hours * 360)
    for _ in range(8):
        a, b = data.draw(instants), data.draw(instants)
        amount = data.draw(st.integers(-min(before, 9000), min(after, 9000)))
        assert fast.worked(a, b) == slow.worked(a, b)
        assert fast.add(a, amount) == slow.add(a, amount)
        if after:
            assert fast.next_start(a) == slow.next_start(a)
        if before:
            assert fast.last_finish(a) == slow.last_finish(a)
        for _ in range(2):  # the second time from what was kept
            if amount > 0:
                start = slow.next_start(a)
                assert fast.span_from(a, amount) == (start, slow.add(start, amount))
            if amount < 0:
                finish = slow.last_finish(a)
                assert fast.span_to(a, -amount) == (slow.add(finish, amount), finish)
