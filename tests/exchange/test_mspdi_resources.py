"""Resources and assignments of MS Project XML."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from roadmap_app.exchange.imported import Imported
from roadmap_app.model.parts import Availability, Rate, Segment, Split
from roadmap_app.model.records import Assignment, Resource
from tests.exchange.mspdi_text import at, element, messages, named, opened, project, task


def with_people(folder: Path, *people: dict[str, object], work: list[dict[str, object]] | None = None) -> Imported:
    later = element("Resources", {"Resource": list(people)}) + element("Assignments", {"Assignment": work or []})
    return opened(folder, project(task(1, "A"), task(2, "B"), later=later))


def resource(imported: Imported, name: str) -> Resource:
    (found,) = (one for one in imported.plan.resources.values() if one.name == name)
    return found


def test_people_material_and_costs(tmp_path: Path) -> None:
    imported = with_people(
        tmp_path,
        {"UID": 0},
        {"UID": 1, "Name": "Ann", "Type": 1, "Initials": "AN", "EmailAddress": "ann@example.org",
         "MaxUnits": "0.5", "IsGeneric": 1, "Notes": "From May"},
        {"UID": 2, "Name": "Steel", "Type": 0, "MaterialLabel": "t", "IsInactive": 1},
        {"UID": 3, "Name": "Travel", "Type": 0, "IsCostResource": 1, "AccrueAt": 2},
        {"UID": 4, "Name": "Fees", "Type": 2},
        {"UID": 5, "IsNull": 1},
    )  # fmt: skip
    ann = resource(imported, "Ann")
    assert (ann.type, ann.code, ann.email, ann.units, ann.generic, ann.notes) == (
        "person", "AN", "ann@example.org", 500_000, True, "From May",
    )  # fmt: skip
    steel = resource(imported, "Steel")
    assert (steel.type, steel.material_label, steel.active) == ("material", "t", False)
    assert (resource(imported, "Travel").type, resource(imported, "Travel").accrual) == ("cost", "end")
    assert resource(imported, "Fees").type == "cost"
    assert len(imported.plan.resources) == 4


def test_groups_become_teams(tmp_path: Path) -> None:
    imported = with_people(
        tmp_path,
        {"UID": 1, "Name": "Ann", "Group": "Ledger"},
        {"UID": 2, "Name": "Bob", "Group": "Ledger"},
        {"UID": 3, "Name": "Core", "Group": "Core", "IsGeneric": 1},
        {"UID": 4, "Name": "Cem", "Group": "Core"},
    )
    ledger, core = resource(imported, "Ledger"), resource(imported, "Core")
    assert (ledger.type, core.type, core.team) == ("team", "team", "")
    assert [resource(imported, name).team for name in ("Ann", "Bob", "Cem")] == [
        ledger.id,
        ledger.id,
        core.id,
    ]


def test_rates_and_availability(tmp_path: Path) -> None:
    rates = [
        {"RatesFrom": "1984-01-01T00:00:00", "RateTable": 0, "StandardRate": "10.5", "OvertimeRate": "12"},
        {"RatesFrom": "2026-07-01T00:00:00", "RateTable": 0, "StandardRate": "11", "CostPerUse": "500"},
        {"RatesFrom": "1984-01-01T00:00:00", "RateTable": 1, "StandardRate": "0", "OvertimeRate": "0"},
    ]
    periods = [
        {"AvailableFrom": "1984-01-01T00:00:00", "AvailableTo": "2026-06-30T23:59:00", "AvailableUnits": "2"},
        {
            "AvailableFrom": "2026-07-01T00:00:00",
            "AvailableTo": "2049-12-31T23:59:00",
            "AvailableUnits": "-0.0001",
        },
    ]
    imported = with_people(
        tmp_path,
        {
            "UID": 1,
            "Name": "Ann",
            "Rates": {"Rate": rates},
            "AvailabilityPeriods": {"AvailabilityPeriod": periods},
        },
        {"UID": 2, "Name": "Bob", "StandardRate": "30"},
    )
    assert resource(imported, "Ann").rates == (
        Rate(standard=1050, overtime=1200), Rate(first=at("2026-07-01"), standard=1100, per_use=500),
    )  # fmt: skip
    assert resource(imported, "Ann").availability == (
        Availability(last=at("2026-06-30T23:59"), units=2_000_000),
        Availability(first=at("2026-07-01"), units=0),
    )  # fmt: skip
    assert resource(imported, "Bob").rates == (Rate(standard=3000),)


def test_custom_values_of_resources_are_told_as_passed_over(tmp_path: Path) -> None:
    imported = with_people(tmp_path, {"UID": 1, "Name": "Ann", "ExtendedAttribute": [{"FieldID": 205520904}] * 3})
    (found,) = imported.findings
    assert "3 custom values" in found.message and not found.problem


def assigned(**more: object) -> dict[str, object]:
    return {
        "UID": 7, "TaskUID": 1, "ResourceUID": 1, "Units": "0.5", "Work": "PT8H0M0S",
        "Start": "2026-05-04T08:00:00", "Finish": "2026-05-05T17:00:00", **more,
    }  # fmt: skip


def period(first: str, last: str, work: str | None, type: int = 1) -> dict[str, object]:
    value = {} if work is None else {"Value": work}
    return {"Type": type, "Start": first, "Finish": last, "Unit": 2, **value}


def assignment(folder: Path, **more: object) -> Assignment | None:
    imported = with_people(folder, {"UID": 1, "Name": "Ann"}, work=[assigned(**more)])
    assert not imported.findings
    return next(iter(imported.plan.assignments.values()), None)


WHOLE = {"TimephasedData": [period("2026-05-04T08:00:00", "2026-05-05T17:00:00", "PT8H0M0S")]}


def test_a_plain_assignment_keeps_units_and_work_but_no_dates(tmp_path: Path) -> None:
    read = assignment(tmp_path, **WHOLE)
    assert read is not None
    assert (read.units, read.work, read.uid) == (500_000, 480, 7)
    assert (read.start, read.finish, read.segments) == (None, None, ())


@pytest.mark.parametrize(
    ("more", "member", "value"),
    [
        ({"Delay": 4800}, "delay", 480),
        ({"LevelingDelay": 14400}, "levelling_delay", 1440),
        ({"WorkContour": 2}, "contour", "front_loaded"),
        ({"ActualWork": "PT2H0M0S", "PercentWorkComplete": 25}, "actual_work", 120),
        ({"ActualStart": "2026-05-04T08:00:00"}, "actual_start", at("2026-05-04T08:00")),
    ],
)
def test_a_shaped_one_keeps_where_its_work_lies(
    tmp_path: Path, more: dict[str, Any], member: str, value: object
) -> None:
    read = assignment(tmp_path, **WHOLE, **more)
    assert read is not None and getattr(read, member) == value
    assert (read.start, read.finish) == (at("2026-05-04T08:00"), at("2026-05-05T17:00"))
    assert [(s.start, s.finish, s.work, s.type) for s in read.segments] == [
        (at("2026-05-04T08:00"), at("2026-05-05T17:00"), 480, "remaining")
    ]


def test_a_gap_in_worked_time_is_a_split(tmp_path: Path) -> None:
    parts = [
        period("2026-05-04T08:00:00", "2026-05-04T17:00:00", "PT4H0M0S"),
        period("2026-05-05T08:00:00", "2026-05-05T17:00:00", None),
        period("2026-05-06T08:00:00", "2026-05-06T17:00:00", "PT4H0M0S"),
    ]
    read = assignment(tmp_path, TimephasedData=parts)
    assert read is not None and len(read.segments) == 2


def test_a_night_or_a_weekend_is_none(tmp_path: Path) -> None:
    parts = [
        period("2026-05-08T08:00:00", "2026-05-08T17:00:00", "PT4H0M0S"),
        period("2026-05-08T17:00:00", "2026-05-11T08:00:00", "PT0H0M0S"),
        period("2026-05-11T08:00:00", "2026-05-11T17:00:00", "PT4H0M0S"),
    ]
    read = assignment(tmp_path, TimephasedData=parts)
    assert read is not None and read.segments == ()


def test_actual_and_overtime_work_are_told_apart(tmp_path: Path) -> None:
    parts = [
        period("2026-05-04T08:00:00", "2026-05-04T17:00:00", "PT4H0M0S", 2),
        period("2026-05-04T08:00:00", "2026-05-04T17:00:00", "PT1H0M0S", 3),
        period("2026-05-04T08:00:00", "2026-05-04T17:00:00", "PT9H0M0S", 4),
    ]
    read = assignment(tmp_path, TimephasedData=parts, ActualStart="2026-05-04T08:00:00")
    assert read is not None
    span = {"start": at("2026-05-04T08:00"), "finish": at("2026-05-04T17:00")}
    assert read.segments == (
        Segment(**span, work=240, type="actual"),
        Segment(**span, work=60, type="overtime"),
    )


def test_work_that_nobody_does_tells_how_a_task_is_split(tmp_path: Path) -> None:
    parts = [
        period("2026-05-04T08:00:00", "2026-05-04T17:00:00", "PT8H0M0S"),
        period("2026-05-06T08:00:00", "2026-05-06T17:00:00", "PT8H0M0S"),
    ]
    whole, split = (
        with_people(tmp_path, work=[assigned(ResourceUID=-65535, **more)])
        for more in (WHOLE, {"TimephasedData": parts})
    )
    assert not whole.plan.assignments and not split.plan.assignments
    assert named(whole, "A").splits == ()
    assert named(split, "A").splits == (Split(after=480, gap=480),)


@pytest.mark.parametrize(
    ("work", "told"),
    [
        (assigned(TaskUID=99), "Its task is not in the file"),
        (assigned(ResourceUID=99), "Its resource is not in the file"),
        (assigned(TaskUID=""), "names no task"),
        (assigned(Units="1e400"), "Units '1e400' is not a number"),
        (assigned(Units="-2"), "is not within"),
        (assigned(Work="8h"), "Work '8h' is not a duration"),
    ],
)
def test_what_is_wrong_with_an_assignment_is_told(tmp_path: Path, work: dict[str, object], told: str) -> None:
    assert told in messages(with_people(tmp_path, {"UID": 1, "Name": "Ann"}, work=[work]))
