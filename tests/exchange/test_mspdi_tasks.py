"""Tasks of MS Project XML: what is read, in which units, and what is no fact."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_app.exchange.mspdi.project import manager_of
from roadmap_app.model.parts import Hyperlink
from tests.exchange.mspdi_text import after, at, element, messages, named, opened, project, task


def test_levels_make_the_outline(tmp_path: Path) -> None:
    imported = opened(tmp_path, project(task(1, "A"), task(2, "B", 2), task(3, "C", 3), task(4, "D", 2), task(5, "E")))
    outline, tasks = imported.plan.outline, imported.plan.tasks
    assert [(outline.wbs[id], tasks[id].name) for id in outline.order] == [
        ("1", "A"), ("1.1", "B"), ("1.1.1", "C"), ("1.2", "D"), ("2", "E"),
    ]  # fmt: skip
    assert not imported.findings


def test_the_project_summary_is_the_project_not_a_task(tmp_path: Path) -> None:
    text = project(task(0, "Programme", 0, Notes="All of it"), task(1, "A")).replace("<Title>Test</Title>", "")
    plan = opened(tmp_path, text).plan
    assert plan.project.name == "Programme" and plan.project.notes == "All of it"
    assert [t.name for t in plan.tasks.values()] == ["A"]


def test_a_blank_line_stays_where_it_is_and_takes_no_part(tmp_path: Path) -> None:
    blank = {"UID": 2, "ID": 2, "IsNull": 1}
    imported = opened(tmp_path, project(task(1, "A"), blank, task(3, "B", 2)))
    blank_task = named(imported, "")
    assert blank_task.parent == named(imported, "A").id and not blank_task.active
    assert [imported.plan.tasks[id].uid for id in imported.plan.outline.order] == [1, 2, 3]


@pytest.mark.parametrize(
    ("format", "unit", "elapsed", "estimated"),
    [(3, "m", False, False), (5, "h", False, False), (7, "d", False, False), (8, "d", True, False),
     (9, "w", False, False), (12, "mo", True, False), (39, "d", False, True), (40, "d", True, True),
     (21, "d", False, False), (53, "d", False, True)],
)  # fmt: skip
def test_the_format_of_a_duration_tells_its_unit(
    tmp_path: Path, format: int, unit: str, elapsed: bool, estimated: bool
) -> None:
    read = named(opened(tmp_path, project(task(1, "A", DurationFormat=format))), "A")
    assert (read.duration, read.duration_unit, read.elapsed, read.estimated) == (
        960,
        unit,
        elapsed,
        estimated,
    )


def test_seconds_are_rounded_to_the_minute(tmp_path: Path) -> None:
    read = opened(tmp_path, project(task(1, "A", Duration="PT1H0M30S", Deadline="2026-05-08T16:59:45")))
    assert named(read, "A").duration == 61
    assert named(read, "A").deadline == at("2026-05-08T17:00")


@pytest.mark.parametrize(
    ("number", "name"),
    list(enumerate(["asap", "alap", "mso", "mfo", "snet", "snlt", "fnet", "fnlt"])),
)
def test_constraints(tmp_path: Path, number: int, name: str) -> None:
    text = project(task(1, "A", ConstraintType=number, ConstraintDate="2026-05-06T08:00:00"))
    read = named(opened(tmp_path, text), "A")
    dated = name not in ("asap", "alap")
    assert (read.constraint, read.constraint_date) == (name, at("2026-05-06T08:00") if dated else None)


def test_entered_dates_are_those_of_manual_and_inactive_tasks_only(tmp_path: Path) -> None:
    dates: dict[str, object] = {"Start": "2026-05-06T08:00:00", "Finish": "2026-05-07T17:00:00"}
    imported = opened(
        tmp_path,
        project(
            task(1, "Auto", **dates),
            task(2, "Manual", Manual=1, ManualStart="2026-05-05T08:00:00", **dates),
            task(3, "Inactive", Active=0, **dates),
            task(4, "Other plan", ExternalTask=1, ExternalTaskProject="C:\\plans\\b.mpp", **dates),
        ),
    )
    span = (at("2026-05-06T08:00"), at("2026-05-07T17:00"))
    assert (named(imported, "Auto").start, named(imported, "Auto").finish) == (None, None)
    assert (named(imported, "Manual").start, named(imported, "Manual").finish) == (
        at("2026-05-05T08:00"),
        span[1],
    )
    assert (named(imported, "Inactive").start, named(imported, "Inactive").finish) == span
    assert named(imported, "Other plan").external == "C:\\plans\\b.mpp"
    assert imported.stored[named(imported, "Auto").id] == span


def test_progress_is_read_and_what_is_rolled_up_is_not(tmp_path: Path) -> None:
    done: dict[str, object] = {
        "PercentComplete": 50,
        "ActualStart": "2026-05-04T08:00:00",
        "ActualDuration": "PT8H0M0S",
        "RemainingDuration": "PT8H0M0S",
        "Stop": "2026-05-04T17:00:00",
        "Resume": "2026-05-06T08:00:00",
        "Work": "PT16H0M0S",
    }
    imported = opened(tmp_path, project(task(1, "Sum", Summary=1, **done), task(2, "Leaf", 2, **done)))
    leaf, summary = named(imported, "Leaf"), named(imported, "Sum")
    assert (leaf.percent, leaf.actual_start, leaf.stop, leaf.resume) == (
        50, at("2026-05-04T08:00"), at("2026-05-04T17:00"), at("2026-05-06T08:00"),
    )  # fmt: skip
    assert (leaf.actual_duration, leaf.remaining_duration, leaf.work) == (480, 480, 960)
    assert (summary.percent, summary.actual_start, summary.work) == (0, None, None)


def test_what_stands_for_no_date_is_learnt_and_told_once(tmp_path: Path) -> None:
    never = "2000-01-01T00:00:00"
    nothing = {"ActualStart": never, "ActualFinish": never, "Deadline": never}
    imported = opened(tmp_path, project(task(1, "A", **nothing), task(2, "B", **nothing)))
    assert [(t.actual_start, t.deadline) for t in imported.plan.tasks.values()] == [(None, None)] * 2
    assert [found.code for found in imported.findings] == ["mspdi.placeholder"]


def test_small_facts_of_a_task(tmp_path: Path) -> None:
    imported = opened(
        tmp_path,
        project(
            task(
                1,
                "A",
                WBS="API-1",
                OutlineNumber="1",
                Milestone=1,
                Priority=700,
                LevelingDelay=4800,
                Type=2,
                EffortDriven=1,
                IgnoreResourceCalendar=1,
                Notes="Careful",
                FixedCost=125000,
                FixedCostAccrual=1,
                Recurring=1,
                Hyperlink="Wiki",
                HyperlinkAddress="https://example.org",
                HyperlinkSubAddress="top",
            )
        ),
    )
    read = named(imported, "A")
    assert (read.code, read.milestone, read.priority, read.levelling_delay) == ("API-1", True, 700, 480)
    assert (read.task_type, read.effort_driven, read.ignore_resource_calendars) == ("fixed_work", True, True)
    assert (read.notes, read.fixed_cost, read.fixed_cost_accrual, read.recurring) == (
        "Careful",
        125000,
        "start",
        True,
    )
    assert read.hyperlinks == (Hyperlink(label="Wiki", url="https://example.org#top"),)


def test_a_link_that_could_run_something_is_kept_as_text_only(tmp_path: Path) -> None:
    imported = opened(tmp_path, project(task(1, "A", HyperlinkAddress="file:///etc/passwd")))
    assert named(imported, "A").hyperlinks == (Hyperlink(label="file:///etc/passwd"),)
    assert "mspdi.hyperlink" in messages(imported)


def test_custom_fields_keep_their_names_types_and_values(tmp_path: Path) -> None:
    definitions = element(
        "ExtendedAttributes",
        {
            "ExtendedAttribute": [
                {"FieldID": 188743731, "FieldName": "Text1", "Alias": "Squad"},
                {"FieldID": 188743767, "FieldName": "Number1"},
                {"FieldID": 188743752, "FieldName": "Flag1"},
                {"FieldID": 188743783, "FieldName": "Duration1"},
                {"FieldID": 205520904, "FieldName": "Text1", "Alias": "Of a resource"},
            ]
        },
    )
    values = [
        {"FieldID": 188743731, "Value": "Blue"},
        {"FieldID": 188743767, "Value": "2.50"},
        {"FieldID": 188743752, "Value": "1"},
        {"FieldID": 188743783, "Value": "PT8H0M0S"},
    ]
    imported = opened(tmp_path, project(task(1, "A", ExtendedAttribute=values), sections=definitions))
    fields = imported.plan.fields
    found = {fields[id].name: (fields[id].type, value) for id, value in named(imported, "A").fields}
    assert found == {
        "Squad": ("text", "Blue"), "Number1": ("number", "2.50"), "Flag1": ("flag", 1),
        "Duration1": ("duration", 480),
    }  # fmt: skip
    assert len(fields) == 4


def test_outline_codes_become_lists_with_paths(tmp_path: Path) -> None:
    codes = element(
        "OutlineCodes",
        {
            "OutlineCode": {
                "FieldID": 188744096,
                "Alias": "Area",
                "Values": {
                    "Value": [
                        {"ValueID": 1, "Value": "EU", "ParentValueID": 0},
                        {"ValueID": 2, "Value": "DE", "ParentValueID": 1},
                    ]
                },
            }
        },
    )
    imported = opened(tmp_path, project(task(1, "A", OutlineCode={"FieldID": 188744096, "ValueID": 2}), sections=codes))
    (field,) = imported.plan.fields.values()
    assert (field.name, field.type, field.choices) == ("Area", "list", ("EU", "EU.DE"))
    assert named(imported, "A").fields == ((field.id, "EU.DE"),)


def test_baselines_of_a_task(tmp_path: Path) -> None:
    baselines = [
        {
            "Number": 0,
            "Start": "2026-05-04T08:00:00",
            "Finish": "2026-05-05T17:00:00",
            "Duration": "PT16H0M0S",
        },
        {"Number": 3, "Start": "2026-05-11T08:00:00", "Work": "PT4H0M0S", "Cost": 5000},
        {"Number": 4},
    ]
    imported = opened(tmp_path, project(task(1, "A", Baseline=baselines)))
    plan = imported.plan
    by_number = {plan.baselines[row.baseline].number: row for row in plan.baseline_tasks.values()}
    assert sorted(by_number) == [0, 3]
    assert (by_number[0].start, by_number[0].duration) == (at("2026-05-04T08:00"), 960)
    assert (by_number[3].work, by_number[3].cost, by_number[3].finish) == (240, 5000, None)
    assert plan.baselines[plan.project.baseline].name == "Baseline"


@pytest.mark.parametrize(("number", "type"), list(enumerate(["FF", "FS", "SF", "SS"])))
def test_links_have_types_and_lags_in_tenths_of_minutes(tmp_path: Path, number: int, type: str) -> None:
    imported = opened(tmp_path, project(task(1, "A"), task(2, "B", PredecessorLink=after(1, number, -4800))))
    (link,) = imported.plan.links.values()
    assert (link.from_, link.to) == (named(imported, "A").id, named(imported, "B").id)
    assert (link.type, link.lag, link.lag_kind, link.lag_unit) == (type, -480, "worked", "d")


@pytest.mark.parametrize(
    ("lag", "format", "read"),
    [(14400, 8, (1440, "elapsed", "d")), (-25, 19, (-25, "percent", "d")), (600, 5, (60, "worked", "h"))],
)
def test_lags_may_be_elapsed_or_percent(tmp_path: Path, lag: int, format: int, read: tuple[int, str, str]) -> None:
    text = project(task(1, "A"), task(2, "B", PredecessorLink=after(1, 1, lag, format)))
    (link,) = opened(tmp_path, text).plan.links.values()
    assert (link.lag, link.lag_kind, link.lag_unit) == read


def test_a_link_from_another_plan_keeps_its_name(tmp_path: Path) -> None:
    foreign = {**after(9), "CrossProject": 1, "CrossProjectName": "C:\\b.mpp\\7"}
    (link,) = opened(tmp_path, project(task(1, "A", PredecessorLink=foreign))).plan.links.values()
    assert (link.from_, link.external) == ("", "C:\\b.mpp\\7")


def test_reading_twice_gives_the_same_ids(tmp_path: Path) -> None:
    text = project(task(1, "A"), task(2, "B", PredecessorLink=after(1)), task("", "no id"))
    assert opened(tmp_path, text).plan == opened(tmp_path, text).plan


def test_settings_of_the_project(tmp_path: Path) -> None:
    settings = (
        "<ScheduleFromStart>0</ScheduleFromStart><FinishDate>2026-06-30T17:00:00</FinishDate>"
        "<MinutesPerDay>450</MinutesPerDay><MinutesPerWeek>2250</MinutesPerWeek><DaysPerMonth>21</DaysPerMonth>"
        "<DefaultStartTime>09:00:00</DefaultStartTime><DefaultFinishTime>17:30:00</DefaultFinishTime>"
        "<WeekStartDay>0</WeekStartDay><HonorConstraints>0</HonorConstraints><CriticalSlackLimit>2</CriticalSlackLimit>"
        "<StatusDate>2026-05-08T17:00:00</StatusDate><CurrencyCode>EUR</CurrencyCode><CurrencyDigits>0</CurrencyDigits>"
        "<NewTasksAreManual>1</NewTasksAreManual><Manager>Ann</Manager>"
    )
    found = opened(tmp_path, project(task(1, FixedCost=1200), settings=settings)).plan
    read = found.project
    assert (read.name, manager_of(found), read.schedule_from) == ("Test", "Ann", "finish")
    assert (read.start, read.finish) == (at("2026-05-04T08:00"), at("2026-06-30T17:00"))
    assert (read.minutes_per_day, read.minutes_per_week, read.days_per_month) == (450, 2250, 21)
    assert (read.default_start, read.default_finish, read.week_start) == (540, 1050, 6)
    assert (read.honour_constraints, read.critical_slack, read.new_tasks_manual) == (False, 900, True)
    assert (read.currency, read.currency_digits, read.status_date) == ("EUR", 0, at("2026-05-08T17:00"))
    assert next(iter(found.tasks.values())).fixed_cost == 12  # the file counts hundredths, a yen has none
