"""The time header: its ticks cover the chart without a gap, at every scale and at both ends of the calendar."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_app.calendar import worktime_of
from roadmap_app.model.time import DAY, FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT, instant
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.header import SCALES, header, lower_words, upper_words
from roadmap_app.scene.shading import shading
from tests.pocket import plan

WIDTH = 1440
scales = st.sampled_from([0.05, *(max(scale.least, 0.5) for scale in SCALES), 1440.0])
firsts = st.integers(FIRST_INSTANT, LAST_INSTANT)
ends = st.sampled_from([FIRST_INSTANT, LAST_INSTANT, instant(9999, 1, 1), instant(1, 3, 1)])


@given(firsts | ends, scales, st.integers(0, 6))
def test_ticks_cover_the_chart_as_far_as_the_calendar_goes(first: int, scale: float, week_start: int) -> None:
    axis = TimeAxis(first, scale)
    left, right = max(axis.day_x(FIRST_DAY), 0), min(axis.day_x(LAST_DAY + 1), WIDTH)
    for row in (header(axis, WIDTH, week_start).upper, header(axis, WIDTH, week_start).lower):
        assert row[0].x0 <= left + 1e-6 and row[-1].x1 >= right - 1e-6
        assert all(abs(a.x1 - b.x0) < 1e-6 for a, b in pairwise(row))
        assert all(tick.x0 < tick.x1 for tick in row)


@pytest.mark.parametrize("first", [-1e15, 1e15])
@pytest.mark.parametrize("scale", [0.05, 1, 3, 50, 100, 300, 1440])
def test_nothing_runs_away_beyond_the_calendar(first: float, scale: float) -> None:
    axis = TimeAxis(first, scale)
    assert header(axis, WIDTH).lower == () and shading(axis, WIDTH, worktime_of(plan("A 1d"))) == ()


def test_the_days_of_a_chart_are_those_it_touches() -> None:
    assert TimeAxis(10 * DAY + 1, 100).days(250) == (10, 13)


MONDAY = instant(2026, 5, 4)


@pytest.mark.parametrize(
    ("px_per_day", "upper", "lower"),
    [
        (1000, "Mon 4 May", "00:00"),
        (200, "Mon 4 May", "00"),
        (100, "4 May 2026", "Mon 4"),
        (24, "May 2026", "4"),
        (4, "May 2026", "4"),
        (1, "2026", "May"),
    ],
)
def test_the_header_tells_weekday_day_and_month_where_they_matter(px_per_day: float, upper: str, lower: str) -> None:
    made = header(TimeAxis(MONDAY, px_per_day), 900)
    assert next(tick.text for tick in made.upper if tick.x1 > 1) == upper
    assert next(tick.text for tick in made.lower if tick.x1 > 1) == lower


def _measure(words: str, strong: bool) -> float:
    return len(words) * (7.5 if strong else 6.5)


@given(st.integers(MONDAY, MONDAY + 400 * DAY), scales, st.integers(200, 900), st.floats(0, 900))
def test_words_of_the_header_stand_whole_in_the_chart_and_apart(
    first: int, scale: float, width: int, mark: float
) -> None:
    axis = TimeAxis(first, scale)
    ticks = header(axis, width)
    taken = (mark - 30, mark + 30)
    above = [(x, x + _measure(words, True)) for x, words in upper_words(ticks.upper, width, _measure)]
    below = [
        (x, x + _measure(words, False)) for x, words in lower_words(ticks.lower, axis, width, [taken], _measure)
    ]
    for row in (above, below):
        assert all(x >= 0 and end <= width for x, end in row)
        assert all(end < next_ for (_, end), (next_, _) in pairwise(row))
    assert all(end <= taken[0] or x >= taken[1] for x, end in below)


def test_what_is_cut_by_an_edge_of_the_chart_is_left_out_below_and_kept_in_sight_above() -> None:
    axis = TimeAxis(MONDAY + 2 * DAY, 4)
    ticks = header(axis, 100)
    assert [words for _, words in lower_words(ticks.lower, axis, 100, (), _measure)] == ["11", "18", "25"]
    assert next(iter(upper_words(ticks.upper, 100, _measure))) == (7, "May 2026")


@pytest.mark.parametrize("px_per_day", [0.92, 1.3, 1.9, 2.4])
def test_months_below_a_year_are_told_at_every_zoom(px_per_day: float) -> None:
    axis = TimeAxis(MONDAY, px_per_day)
    told = [words for _, words in lower_words(header(axis, 400).lower, axis, 400, (), _measure)]
    assert "".join(told).startswith(("MayJunJulAug", "JunJulAug"))
