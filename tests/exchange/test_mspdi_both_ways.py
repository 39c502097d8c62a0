"""MS Project XML both ways: what is written is read again as the same plan."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.exchange.mspdi.reader import read
from roadmap_app.exchange.mspdi.writer import write
from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import (
    Availability,
    CalendarException,
    DayTimes,
    Hyperlink,
    Rate,
    Segment,
    Split,
    WorkWeek,
)
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import (
    CONSTRAINTS,
    DURATION_UNITS,
    LINK_TYPES,
    Assignment,
    Baseline,
    BaselineTask,
    Calendar,
    Field,
    Link,
    Project,
    Record,
    Resource,
    Task,
)
from roadmap_app.model.time import day_from_iso, from_iso
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.pocket import plan

EPOCH = from_iso("2026-05-04T08:00")
DAY = day_from_iso("2026-05-04")
PROJECT, STANDARD, SHIFT, BASELINE = (stable_id(n) for n in range(1, 5))
TASKS, RESOURCES, ASSIGNMENTS = 100, 200, 300

# Text that XML can hold; a carriage return alone or before a line feed must survive too.
names = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r<&>'\""), max_size=12)
instants = st.integers(0, 400 * 1440).map(lambda minute: EPOCH + minute)
minutes = st.integers(0, 40 * 480)
days = st.integers(DAY, DAY + 900)
times: st.SearchStrategy[DayTimes] = st.sampled_from(
    [(), ((480, 720), (780, 1020)), ((0, 1440),), ((0, 180), (240, 480), (1380, 1440))]
)
weeks = st.just(()) | st.tuples(*[st.none() | times] * 7).filter(lambda week: any(d is not None for d in week))


@st.composite
def exceptions(draw: st.DrawFn) -> CalendarException:
    first, last = sorted((draw(days), draw(days)))
    members: dict[str, Any] = {"name": draw(names), "first": first, "last": last, "times": draw(times)}
    recur = draw(st.sampled_from(["", "daily", "weekly", "monthly", "yearly"]))
    if recur:
        members |= {"recur": recur, "every": draw(st.integers(1, 12)), "count": draw(st.integers(0, 20))}
    if recur == "weekly":
        members["weekdays"] = draw(st.integers(0, 127))
    if recur == "yearly":
        members["month"] = draw(st.integers(1, 12))
    if recur in ("monthly", "yearly"):
        if draw(st.booleans()):
            members["month_day"] = draw(st.integers(1, 31))
        else:
            members["position"] = draw(st.integers(1, 5))
            members["weekdays"] = draw(st.sampled_from([127, 31, 96, *(1 << bit for bit in range(7))]))
    return CalendarException(**members)


@st.composite
def calendars(draw: st.DrawFn) -> list[Calendar]:
    made = []
    for uid, id in enumerate((STANDARD, SHIFT), 1):
        first, last = sorted((draw(days), draw(days)))
        work_week = WorkWeek(name=draw(names), first=first, last=last, days=draw(weeks))
        made.append(
            Calendar(
                id=id,
                uid=uid,
                name=draw(names),
                week=draw(weeks),
                weeks=draw(st.sampled_from([(), (work_week,)])),
                exceptions=tuple(draw(st.lists(exceptions(), max_size=2))),
            )
        )
    return made


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """Members of a task that is no summary, each as it is read again."""
    duration = draw(minutes)
    members: dict[str, Any] = {
        "duration": duration,
        "milestone": duration > 0 and draw(st.booleans()),
        "optimistic": None,
    }
    constraint = draw(st.sampled_from(CONSTRAINTS))
    dated = constraint not in ("asap", "alap")
    members |= {"constraint": constraint, "constraint_date": draw(instants) if dated else None}
    kind = draw(st.sampled_from(["auto", "manual", "inactive", "external"]))
    if kind != "auto":
        members["start"], members["finish"] = sorted((draw(instants), draw(instants)))
        members |= {
            "manual": kind == "manual",
            "active": kind != "inactive",
            "external": "C:\\other.mpp" if kind == "external" else "",
        }
    if draw(st.booleans()):
        percent = draw(st.integers(1, 99))
        done = duration * percent // 100
        members |= {
            "percent": percent,
            "percent_work": draw(st.none() | st.integers(1, 100)),
            "physical_percent": draw(st.none() | st.integers(1, 100)),
            "actual_start": draw(instants),
            "actual_duration": done,
            "remaining_duration": duration - done if done else None,
            "stop": draw(st.none() | instants),
            "resume": draw(st.none() | instants),
        }
    members["work"] = draw(st.none() | st.integers(1, 9999))
    return members


@st.composite
def tasks(draw: st.DrawFn, field: Field) -> list[Task]:
    """An outline of tasks, siblings in the order in which reading puts them."""
    depths = [0]
    for _ in range(draw(st.integers(0, 6))):
        depths.append(draw(st.integers(0, depths[-1] + 1)))
    branch: list[int] = []
    parents: list[int] = []
    for place, depth in enumerate(depths):
        del branch[depth:]
        parents.append(branch[-1] if branch else -1)
        branch.append(place)
    keys = {parent: iter(spread("", "", parents.count(parent))) for parent in parents}
    link = st.builds(Hyperlink, label=st.sampled_from(["", "Wiki"]), url=st.just("https://example.org/a?b=1&c=2#d"))
    made = []
    for place, parent in enumerate(parents):
        summary = place in parents
        made.append(
            Task(
                id=stable_id(TASKS + place),
                uid=place + 1,
                name=draw(names.filter(bool)),
                parent=stable_id(TASKS + parent) if parent >= 0 else "",
                ord=next(keys[parent]),
                code=draw(st.sampled_from(["", "API-1"])),
                duration_unit=draw(st.sampled_from(DURATION_UNITS)),
                elapsed=draw(st.booleans()),
                estimated=draw(st.booleans()),
                deadline=draw(st.none() | instants),
                calendar=draw(st.sampled_from(["", SHIFT])),
                ignore_resource_calendars=draw(st.booleans()),
                priority=draw(st.integers(0, 1000)),
                levelling_delay=draw(st.integers(0, 9999)),
                task_type=draw(st.sampled_from(["fixed_units", "fixed_duration", "fixed_work"])),
                effort_driven=draw(st.booleans()),
                notes=draw(names),
                hyperlinks=tuple(draw(st.lists(link, max_size=1))),
                fixed_cost=draw(st.integers(0, 10**9)),
                fixed_cost_accrual=draw(st.sampled_from(["start", "prorated", "end"])),
                recurring=draw(st.booleans()),
                fields=() if draw(st.booleans()) else ((field.id, draw(st.integers(-(10**6), 10**6))),),
                **({} if summary else draw(leaves())),
            )
        )
    return made


@st.composite
def people(draw: st.DrawFn) -> list[Resource]:
    keys = spread("", "", 4)
    kinds = ("team", "person", "material", "cost")
    made = []
    for place, kind in enumerate(kinds):
        rate = Rate(standard=draw(st.integers(1, 10**6)), overtime=draw(st.integers(0, 10**6)), per_use=150)
        later = rate.__class__(table="B", first=draw(instants), standard=500)
        made.append(
            Resource(
                id=stable_id(RESOURCES + place),
                uid=place + 1,
                name=f"{kind} {draw(st.integers(0, 99))}",
                type=kind,
                code=draw(st.sampled_from(["", "LED"])),
                team=stable_id(RESOURCES) if kind == "person" and draw(st.booleans()) else "",
                email=draw(st.sampled_from(["", "ann@example.org"])),
                calendar=draw(st.sampled_from(["", STANDARD, SHIFT])),
                units=draw(st.integers(0, 9_000_000)),
                availability=draw(
                    st.sampled_from([(), (Availability(last=EPOCH, units=500_000), Availability(first=EPOCH))])
                ),
                rates=draw(st.sampled_from([(), (rate,), (rate, later)])),
                accrual=draw(st.sampled_from(["start", "prorated", "end"])),
                material_label="t" if kind == "material" else "",
                generic=kind != "team" and draw(st.booleans()),
                active=draw(st.booleans()),
                notes=draw(names),
                ord=keys[place],
            )
        )
    return made


@st.composite
def assignments(draw: st.DrawFn, place: int, task: Task, resource: Resource) -> Assignment:
    members: dict[str, Any] = {
        "units": draw(st.integers(0, 3_000_000)),
        "work": draw(st.none() | minutes),
        "overtime_work": draw(st.integers(0, 480)),
        "rate_table": draw(st.sampled_from("ABCDE")),
        "notes": draw(names),
    }
    if resource.type == "cost":
        members |= {"cost": draw(st.integers(0, 10**9)), "actual_cost": draw(st.integers(0, 10**9))}
    shape = draw(st.sampled_from(["plain", "contour", "delay", "begun"]))
    if shape != "plain":
        start = draw(instants)
        members |= {
            "start": start,
            "finish": start + 3000,
            "segments": (
                Segment(start=start, finish=start + 540, work=480, type="remaining"),
                Segment(start=start + 1440, finish=start + 3000, work=240, type="remaining"),
            ),
        }
    if shape == "contour":
        members["contour"] = draw(st.sampled_from(["back_loaded", "bell", "contoured"]))
    if shape == "delay":
        members |= {"delay": draw(st.integers(1, 999)), "levelling_delay": draw(st.integers(0, 999))}
    if shape == "begun":
        members |= {
            "actual_start": members["start"],
            "actual_work": draw(minutes),
            "remaining_work": draw(st.none() | minutes),
            "percent": draw(st.integers(0, 100)),
            "stop": draw(st.none() | instants),
            "resume": draw(st.none() | instants),
        }
    return Assignment(id=stable_id(ASSIGNMENTS + place), uid=place, task=task.id, resource=resource.id, **members)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    field = Field(id=stable_id(9), name="Points", type="number", source="Number1", ord="V")
    made_tasks = draw(tasks(field))
    made_people = draw(people())
    digits = draw(st.sampled_from([0, 2, 3]))
    pairs = [(i, j) for j in range(len(made_tasks)) for i in range(j)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    links = [
        Link(
            id=stable_id(400 + number),
            from_=made_tasks[i].id,
            to=made_tasks[j].id,
            type=draw(st.sampled_from(LINK_TYPES)),
            lag=draw(st.integers(-5000, 5000)),
            lag_kind=draw(st.sampled_from(["worked", "elapsed"])),
            lag_unit=draw(st.sampled_from(DURATION_UNITS)),
        )
        for number, (i, j) in enumerate(chosen)
    ]
    parents = {task.parent for task in made_tasks}
    leaf_tasks = [task for task in made_tasks if task.id not in parents]
    work = [
        draw(assignments(place, task, resource))
        for place, (task, resource) in enumerate(zip(leaf_tasks, made_people, strict=False), 1)
    ]
    rows = [
        BaselineTask(
            id=stable_id(500 + place), baseline=BASELINE, of=of.id, start=draw(instants), finish=draw(instants),
            duration=draw(st.none() | minutes), work=draw(st.none() | minutes), cost=draw(st.none() | minutes),
        )
        for place, of in enumerate([made_tasks[0], made_people[0], *work[:1]])
    ]  # fmt: skip
    project = Project(
        id=PROJECT,
        name=draw(names.filter(bool)),
        start=EPOCH,
        schedule_from="start",
        status_date=draw(st.none() | instants),
        calendar=STANDARD,
        minutes_per_day=draw(st.integers(60, 1440)),
        minutes_per_week=draw(st.integers(60, 10080)),
        days_per_month=draw(st.integers(1, 31)),
        default_start=draw(st.integers(0, 1439)),
        week_start=draw(st.integers(0, 6)),
        fiscal_month=draw(st.integers(1, 12)),
        honour_constraints=draw(st.booleans()),
        multiple_critical_paths=draw(st.booleans()),
        splits_in_progress=draw(st.booleans()),
        move_completed_back=draw(st.booleans()),
        move_remaining_forward=draw(st.booleans()),
        new_tasks_manual=draw(st.booleans()),
        currency=draw(st.sampled_from(["", "EUR"])),
        currency_digits=digits,
        baseline=BASELINE,
        owner=draw(st.sampled_from(["", stable_id(RESOURCES), stable_id(RESOURCES + 1)])),
        notes=draw(names),
        tags=draw(st.sampled_from([(), ("alpha", "beta")])),
    )
    records: list[Record] = [project, field, *draw(calendars()), *made_tasks, *made_people, *links, *work, *rows]
    return make_plan(stable_id(7), [*records, Baseline(id=BASELINE, name="Baseline")])


def there_and_back(made: Plan) -> Plan:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xml"
        write(path, made, compute(made), today=0)
        imported = read(path)
    assert not imported.findings
    return imported.plan


def content(made: Plan) -> dict[str, object]:
    """A plan without the ids that the format has no place for: those of links, fields, baselines."""
    names_of = {id: found.name for id, found in made.fields.items()}
    used = {id for task in made.tasks.values() for id, _ in task.fields}
    return {
        "project": made.project.but(baseline=""),
        "tasks": {
            id: task.but(fields=tuple((names_of[field], value) for field, value in task.fields))
            for id, task in made.tasks.items()
        },
        "links": {(link.from_, link.to): link.but(id="") for link in made.links.values()},
        "calendars": dict(made.calendars),
        "resources": dict(made.resources),
        "assignments": dict(made.assignments),
        "baselines": {
            (made.baselines[row.baseline].number, row.of): row.but(id="", baseline="")
            for row in made.baseline_tasks.values()
        },
        "fields": {found.name: found.but(id="") for found in made.fields.values() if found.id in used},
        "order": made.outline.order,
        "doc": made.doc,
    }


@given(plans())
def test_write_then_read_gives_the_same_plan(made: Plan) -> None:
    before, after = content(made), content(there_and_back(made))
    for part, expected in before.items():
        assert after[part] == expected, part


@settings(max_examples=tries(30))
@given(plans())
def test_the_second_time_nothing_changes_at_all(made: Plan) -> None:
    once = there_and_back(made)
    assert there_and_back(once) == once


def test_splits_of_a_task_are_kept() -> None:
    made = plan("A 5d")
    (task,) = made.tasks.values()
    splits = (Split(after=480, gap=960), Split(after=1440, gap=480))
    split = make_plan(made.doc, [*made.records(), task.but(splits=splits)])
    (read_again,) = there_and_back(split).tasks.values()
    assert read_again.splits == splits


def test_what_the_format_cannot_hold_is_told_in_one_finding(tmp_path: Path) -> None:
    made = plan("A 3d")
    (task,) = made.tasks.values()
    changed = make_plan(made.doc, [*made.records(), task.but(tags=("x",), optimistic=480)])
    (found,) = write(tmp_path / "plan.xml", changed, compute(changed), today=0)
    assert "tags (1)" in found.message and "three-point estimates (1)" in found.message
    assert not found.problem


def test_characters_that_xml_forbids_do_not_break_the_file(tmp_path: Path) -> None:
    made = plan("A 3d")
    (task,) = made.tasks.values()
    odd = make_plan(made.doc, [*made.records(), task.but(name="a\0b\x1bc\ud800d\r\n]]>")])
    (read_again,) = there_and_back(odd).tasks.values()
    assert read_again.name == "a\ufffdb\ufffdc\ufffdd\r\n]]>"
