"""Calendars of MS Project XML."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.calendar import worktime_of
from roadmap_app.exchange.imported import Imported
from roadmap_app.model.parts import CalendarException, WorkWeek
from roadmap_app.model.records import Calendar
from roadmap_app.model.time import day_from_iso
from tests.exchange.mspdi_text import element, messages, named, opened, project, task

MORNING = {"FromTime": "08:00:00", "ToTime": "12:00:00"}


def day(type: int, *times: dict[str, str]) -> dict[str, object]:
    return {"DayType": type, "DayWorking": int(bool(times)), "WorkingTimes": {"WorkingTime": list(times)}}


def calendar(uid: int, name: str, base: int | None = None, **more: object) -> dict[str, object]:
    own = {"UID": uid, "Name": name, "IsBaseCalendar": int(base is None)}
    return {**own, "BaseCalendarUID": -1 if base is None else base, **more}


def with_calendars(folder: Path, *calendars: dict[str, object], settings: str = "") -> Imported:
    text = project(task(1), sections=element("Calendars", {"Calendar": list(calendars)}), settings=settings)
    return opened(folder, text)


def only(imported: Imported) -> Calendar:
    (found,) = imported.plan.calendars.values()
    return found


def test_weekdays_count_from_sunday_there_and_from_monday_here(tmp_path: Path) -> None:
    days = [day(1), day(2, MORNING), day(7, MORNING, {"FromTime": "13:00:00", "ToTime": "00:00:00"})]
    read = only(with_calendars(tmp_path, calendar(1, "Odd", WeekDays={"WeekDay": days})))
    assert read.week == (((480, 720),), None, None, None, None, ((480, 720), (780, 1440)), ())


def test_a_working_day_without_times_has_the_usual_ones(tmp_path: Path) -> None:
    days = [{"DayType": 2, "DayWorking": 1}]
    read = only(with_calendars(tmp_path, calendar(1, "Odd", WeekDays={"WeekDay": days})))
    assert read.week[0] == ((480, 720), (780, 1020))


def period(first: str, last: str) -> dict[str, str]:
    return {"FromDate": f"{first}T00:00:00", "ToDate": f"{last}T23:59:59"}


def test_exceptions_in_the_old_style(tmp_path: Path) -> None:
    old = {"DayType": 0, "DayWorking": 0, "TimePeriod": period("2026-12-24", "2027-01-01")}
    read = only(with_calendars(tmp_path, calendar(1, "Old", WeekDays={"WeekDay": [old]})))
    first, last = day_from_iso("2026-12-24"), day_from_iso("2027-01-01")
    assert read.exceptions == (CalendarException(first=first, last=last),)


def test_the_new_style_stands_for_the_old_one_that_repeats_it(tmp_path: Path) -> None:
    old = {"DayType": 0, "DayWorking": 0, "TimePeriod": period("2026-12-24", "2026-12-24")}
    new = {"Name": "Eve", "Type": 1, "DayWorking": 0, "TimePeriod": period("2026-12-24", "2026-12-24")}
    both = calendar(1, "Both", WeekDays={"WeekDay": [old]}, Exceptions={"Exception": [new]})
    assert [found.name for found in only(with_calendars(tmp_path, both)).exceptions] == ["Eve"]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"Type": 7, "Period": 3}, {"recur": "daily", "every": 3}),
        ({"Type": 6, "Period": 2, "DaysOfWeek": 33}, {"recur": "weekly", "every": 2, "weekdays": 0b1010000}),
        ({"Type": 4, "Period": 1, "MonthDay": 12}, {"recur": "monthly", "month_day": 12}),
        (
            {"Type": 5, "Period": 2, "MonthItem": 3, "MonthPosition": 4},
            {"recur": "monthly", "every": 2, "weekdays": 0b1000000, "position": 5},
        ),
        ({"Type": 2, "Month": 4, "MonthDay": 1}, {"recur": "yearly", "month": 5, "month_day": 1}),
        (
            {"Type": 3, "Month": 4, "MonthItem": 8, "MonthPosition": 1},
            {"recur": "yearly", "month": 5, "weekdays": 0b0010000, "position": 2},
        ),
        (
            {"Type": 3, "Month": 0, "MonthItem": 1, "MonthPosition": 0},
            {"recur": "yearly", "month": 1, "weekdays": 0b0011111, "position": 1},
        ),
        ({"Type": 6, "DaysOfWeek": 2, "EnteredByOccurrences": 1, "Occurrences": 8},
         {"recur": "weekly", "weekdays": 1, "count": 8}),
    ],
)  # fmt: skip
def test_recurring_exceptions(tmp_path: Path, given: dict[str, object], read: dict[str, object]) -> None:
    exception = {**given, "DayWorking": 0, "TimePeriod": period("2026-05-01", "2026-12-31")}
    found = only(with_calendars(tmp_path, calendar(1, "R", Exceptions={"Exception": [exception]})))
    span = {"first": day_from_iso("2026-05-01"), "last": day_from_iso("2026-12-31")}
    assert found.exceptions == (CalendarException(**span, **read),)  # type: ignore[arg-type]


def test_work_weeks(tmp_path: Path) -> None:
    week = {
        "Name": "Short",
        "TimePeriod": period("2026-07-01", "2026-08-31"),
        "WeekDays": {"WeekDay": [day(6)]},
    }
    read = only(with_calendars(tmp_path, calendar(1, "W", WorkWeeks={"WorkWeek": [week]})))
    days = (None, None, None, None, (), None, None)
    span = (day_from_iso("2026-07-01"), day_from_iso("2026-08-31"))
    assert read.weeks == (WorkWeek(name="Short", first=span[0], last=span[1], days=days),)


def test_the_calendar_of_a_resource_that_changes_nothing_is_its_base(tmp_path: Path) -> None:
    calendars = element(
        "Calendars",
        {
            "Calendar": [
                calendar(1, "Standard"),
                calendar(2, "Ann", 1),
                calendar(3, "Bob", 1, WeekDays={"WeekDay": [day(6)]}),
            ]
        },
    )
    people = element(
        "Resources",
        {
            "Resource": [
                {"UID": 1, "Name": "Ann", "CalendarUID": 2},
                {"UID": 2, "Name": "Bob", "CalendarUID": 3},
            ]
        },
    )
    plan = opened(tmp_path, project(task(1), sections=calendars, later=people)).plan
    by_name = {resource.name: plan.calendars[resource.calendar].name for resource in plan.resources.values()}
    assert by_name == {"Ann": "Standard", "Bob": "Bob"}
    assert {found.name for found in plan.calendars.values()} == {"Standard", "Bob"}


def test_the_calendars_of_project_and_tasks(tmp_path: Path) -> None:
    calendars = element("Calendars", {"Calendar": [calendar(1, "Standard"), calendar(4, "Night")]})
    text = project(
        task(1, "A", CalendarUID=4), task(2, "B", CalendarUID=-1), task(3, "C", CalendarUID=77),
        settings="<CalendarUID>1</CalendarUID>", sections=calendars,
    )  # fmt: skip
    imported = opened(tmp_path, text)
    plan = imported.plan
    assert plan.calendars[plan.project.calendar].name == "Standard"
    assert plan.calendars[named(imported, "A").calendar].name == "Night"
    assert named(imported, "B").calendar == named(imported, "C").calendar == ""
    assert [found.where for found in imported.findings] == ["Task UID 3 'C'"]


@pytest.mark.parametrize(
    ("calendars", "told"),
    [
        ([calendar(1, "A", 2, WeekDays={"WeekDay": [day(2)]}), calendar(2, "B", 1)], "lead back to itself"),
        ([calendar(1, "A", 9, WeekDays={"WeekDay": [day(2)]})], "base is not in the file"),
        ([calendar(1, "A"), calendar(1, "B")], "unique id of another"),
        ([{"Name": "A"}], "without a unique id"),
        (
            [calendar(1, "A", WeekDays={"WeekDay": [day(2, {"FromTime": "8", "ToTime": "9"})]})],
            "cannot be read",
        ),
        (
            [calendar(1, "A", WeekDays={"WeekDay": [day(2, {"FromTime": "08:00:00", "ToTime": "08:00:00"})]})],
            "has no length",
        ),
        (
            [calendar(1, "A", WeekDays={"WeekDay": [day(2, {"FromTime": "22:00:00", "ToTime": "06:00:00"})]})],
            "as far as midnight",
        ),
        (
            [calendar(1, "A", Exceptions={"Exception": [{"TimePeriod": period("0001-01-01", "9999-12-31")}]})],
            "outside the years",
        ),
        (
            [calendar(1, "A", Exceptions={"Exception": [{"TimePeriod": period("2026-05-09", "2026-05-01")}]})],
            "ends before it starts",
        ),
        (
            [calendar(1, "A", Exceptions={"Exception": [{"TimePeriod": period("soon", "late")}]})],
            "is not a date",
        ),
    ],
)
def test_what_is_wrong_with_a_calendar_is_told_and_survived(
    tmp_path: Path, calendars: list[dict[str, object]], told: str
) -> None:
    imported = with_calendars(tmp_path, *calendars, settings="<CalendarUID>1</CalendarUID>")
    assert told in messages(imported)
    assert worktime_of(imported.plan, imported.plan.project.calendar) is not None
