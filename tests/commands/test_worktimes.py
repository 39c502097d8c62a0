"""Working times as people type them, and weeks with shifts over midnight."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.calendar.compile import tidy
from roadmap_app.commands import Refusal, worktimes
from roadmap_app.commands.worktimes import parse_times, times_text
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.records import Project
from tests.examples import tries

SETTINGS = Project(id="p")
WORKDAY = ((480, 720), (780, 1020))


@pytest.mark.parametrize(
    ("typed", "times"),
    [
        ("9-12, 13-17:30", ((540, 720), (780, 1050))),
        ("9–12 13–17.30", ((540, 720), (780, 1050))),
        ("9 to 12 and 13 until 17", ((540, 720), (780, 1020))),
        ("13-17; 9-12", ((540, 720), (780, 1020))),
        ("0930-1200", ((570, 720),)),
        ("8h-12h", ((480, 720),)),
        ("8h30 - 12", ((510, 720),)),
        ("9am-5pm", ((540, 1020),)),
        ("9-5 p.m.", ((540, 1020),)),
        ("1-5pm", ((780, 1020),)),
        ("9-noon", ((540, 720),)),
        ("8-12,12-16", ((480, 720), (720, 960))),
        ("16-midnight", ((960, 1440),)),
        ("16-0", ((960, 1440),)),
        ("8h", WORKDAY),
        ("7.5 hours", ((480, 720), (780, 990))),
        ("4h", ((480, 720),)),
        ("24h", ((0, 1440),)),
        ("All day", ((0, 1440),)),
        ("off", ()),
        (" - ", ()),
        ("0h", ()),
    ],
)
def test_times_are_read_as_people_write_them(typed: str, times: DayTimes) -> None:
    assert parse_times(typed, SETTINGS) == times


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("nine to five", "not working times.*9-12, 13-17:30"),
        ("9-12, 13-17 or so", "not working times"),
        ("9-5", "could end at 17 or on the next day. Type 9-17 or 9-29"),
        ("9-12, 11-15", "11 lies within"),
        ("9-9", "Type 24h for a whole day"),
        ("9:75-12", "not a time of day"),
        ("14pm-18", "there is no 14 pm"),
        ("20h", "runs past midnight"),
        ("", "no working times"),
        ("22-6", "ends at 24:00. Type 22-24 here, and 0-6 on the day after"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_would_be_right(typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        parse_times(typed, SETTINGS)


@pytest.mark.parametrize(
    ("typed", "times"),
    [("22-6", ((1320, 1800),)), ("14-18, 22-6", ((840, 1080), (1320, 1800))), ("9-29", ((540, 1740),))],
)
def test_a_shift_may_run_over_midnight(typed: str, times: DayTimes) -> None:
    assert parse_times(typed, SETTINGS, over_midnight=True) == times


def days() -> st.SearchStrategy[DayTimes]:
    minute = st.integers(0, 96).map(lambda quarter: quarter * 15)
    return st.lists(st.tuples(minute, minute), max_size=3).map(
        lambda pairs: tidy(tuple((min(pair), max(pair)) for pair in pairs))
    )


@settings(max_examples=tries(150), deadline=None)
@given(days())
def test_what_is_shown_reads_back_as_the_same(times: DayTimes) -> None:
    assert parse_times(times_text(times), SETTINGS) == times


@settings(max_examples=tries(150), deadline=None)
@given(st.lists(days(), min_size=7, max_size=7))
def test_a_week_and_its_shifts_tell_the_same(week: list[DayTimes]) -> None:
    begun = worktimes.shifts(week)
    assert list(worktimes.days(begun)) == week
    for times in begun:
        assert parse_times(times_text(times), SETTINGS, over_midnight=True) == times
