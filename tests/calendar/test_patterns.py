"""Exceptions that recur."""

from __future__ import annotations

import pytest

from roadmap_app.calendar.holidays import UnknownCountry, public_holidays
from roadmap_app.calendar.patterns import days_of
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.time import day_from_iso, to_date

FROM, TO = day_from_iso("2026-01-01"), day_from_iso("2026-12-31")


def dates(**members: object) -> list[str]:
    members.setdefault("first", FROM)
    members.setdefault("last", TO)
    exception = CalendarException(**members)  # type: ignore[arg-type]
    return [to_date(day).isoformat()[5:] for day in days_of(exception, FROM, TO)]


def test_without_a_pattern_each_day_from_first_to_last() -> None:
    assert dates(first=FROM + 2, last=FROM + 4) == ["01-03", "01-04", "01-05"]


def test_every_third_day_three_times() -> None:
    assert dates(recur="daily", every=3, count=3) == ["01-01", "01-04", "01-07"]


def test_every_second_week_on_monday_and_friday() -> None:
    found = dates(recur="weekly", every=2, weekdays=0b10001, last=day_from_iso("2026-01-31"))
    assert found == ["01-02", "01-12", "01-16", "01-26", "01-30"]


def test_the_31st_of_each_month_is_its_last_day() -> None:
    assert dates(recur="monthly", month_day=31)[:4] == ["01-31", "02-28", "03-31", "04-30"]


def test_the_last_friday_of_every_third_month() -> None:
    found = dates(recur="monthly", every=3, position=5, weekdays=0b10000)
    assert found == ["01-30", "04-24", "07-31", "10-30"]


def test_the_second_workday_of_a_month() -> None:
    assert dates(recur="monthly", position=2, weekdays=0b11111)[:3] == ["01-02", "02-03", "03-03"]


def test_a_yearly_day_and_a_yearly_position() -> None:
    assert dates(recur="yearly", month=7, month_day=4) == ["07-04"]
    assert dates(recur="yearly", month=11, position=4, weekdays=0b1000) == ["11-26"]


def test_occurrences_before_the_window_count() -> None:
    early = day_from_iso("2024-06-01")
    assert dates(recur="yearly", month=6, month_day=1, first=early, count=2) == []
    assert dates(recur="yearly", month=6, month_day=1, first=early, count=3) == ["06-01"]


def test_public_holidays_are_named_days_off_with_their_source() -> None:
    holidays = public_holidays("US", "", 2026, 2026)
    named = {to_date(holiday.first).isoformat(): holiday for holiday in holidays}
    assert named["2026-12-25"].name == "Christmas Day"
    assert all(holiday.times == () and holiday.source == "holidays:US" for holiday in holidays)
    assert [holiday.first for holiday in holidays] == sorted(holiday.first for holiday in holidays)


def test_an_unknown_country_is_said() -> None:
    with pytest.raises(UnknownCountry, match="no list of public holidays for 'XX'"):
        public_holidays("XX", "", 2026, 2026)
