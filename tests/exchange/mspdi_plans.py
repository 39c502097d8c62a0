"""Random plans of all that MS Project XML can hold, each value in the form in which it is read again."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import (
    Availability,
    CalendarException,
    DayTimes,
    Hyperlink,
    Rate,
    Segment,
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
    Reference,
    Resource,
    Task,
)
from roadmap_app.model.time import day_from_iso, from_iso

EPOCH = from_iso("2026-05-04T08:00")
DAY = day_from_iso("2026-05-04")
PROJECT, STANDARD, SHIFT, NIGHT, OTHER = (stable_id(n) for n in range(1, 6))
TASKS, RESOURCES, ASSIGNMENTS, LINKS, ROWS, BASELINES, FIELDS = range(100, 800, 100)
DIGITS = (0, 2, 3, 4)

# Text that XML can hold; a carriage return alone or before a line feed must survive too.
names = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t\r<&>'\""), max_size=12)
words = st.text("ab,\"' \n", min_size=1, max_size=5).map(str.strip).filter(bool)
tags = st.lists(words, max_size=3).map(tuple)
instants = st.integers(0, 400 * 1440).map(lambda minute: EPOCH + minute)
minutes = st.integers(0, 40 * 480)
money = st.integers(-(10**9), 10**9)
days = st.integers(DAY, DAY + 900)
times: st.SearchStrategy[DayTimes] = st.sampled_from(
    [(), ((480, 720), (780, 1020)), ((0, 1440),), ((0, 180), (240, 480), (1380, 1440))]
)
weeks = st.just(()) | st.tuples(*[st.none() | times] * 7).filter(lambda week: any(d is not None for d in week))
values: dict[str, st.SearchStrategy[str | int]] = {
    "text": names.filter(bool),
    "list": st.sampled_from(["a", "b", "a.b", "a.b.c"]),
    "number": st.integers(-(10**15), 10**15) | st.sampled_from(["0.25", "-1.5"]),
    "date": instants,
    "flag": st.integers(0, 1),
    "duration": st.integers(-9999, 9999),
    "cost": money,
}


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
    """Three calendars, the last two of which may build on the ones before."""
    made = []
    for uid, id in enumerate((STANDARD, SHIFT, NIGHT), 1):
        first, last = sorted((draw(days), draw(days)))
        work_week = WorkWeek(name=draw(names), first=first, last=last, days=draw(weeks))
        made.append(
            Calendar(
                id=id,
                uid=uid,
                name=draw(names),
                base=draw(st.sampled_from(["", *(each.id for each in made)])),
                week=draw(weeks),
                weeks=draw(st.sampled_from([(), (work_week,)])),
                exceptions=tuple(draw(st.lists(exceptions(), max_size=2))),
            )
        )
    return made


@st.composite
def fields(draw: st.DrawFn) -> list[Field]:
    types = draw(st.lists(st.sampled_from(sorted(values)), max_size=4))
    return [
        Field(
            id=stable_id(FIELDS + place),
            name=draw(names.filter(bool)),
            type=type,
            choices=draw(st.sampled_from([("a", "b"), ("a", "a.b", "a.b.c"), ()])) if type == "list" else (),
            source=draw(st.sampled_from(["", "Outline Code2"])) if type == "list" else "",
            ord=ord,
        )
        for place, (type, ord) in enumerate(zip(types, spread("", "", len(types)), strict=True))
    ]


@st.composite
def progress(draw: st.DrawFn, duration: int) -> dict[str, Any]:
    percent = draw(st.integers(1, 100))
    done = duration * percent // 100
    return {
        "percent": percent,
        "percent_work": draw(st.none() | st.integers(1, 100)),
        "physical_percent": draw(st.none() | st.integers(1, 100)),
        "actual_start": draw(instants),
        "actual_finish": draw(instants) if percent == 100 else None,
        "actual_duration": done,
        "remaining_duration": duration - done if done else None,
        "stop": draw(st.none() | instants),
        "resume": draw(st.none() | instants),
    }


@st.composite
def leaves(draw: st.DrawFn) -> dict[str, Any]:
    """Members of a task that is no summary, each as it is read again."""
    duration = draw(minutes)
    constraint = draw(st.sampled_from(CONSTRAINTS))
    members: dict[str, Any] = {
        "duration": duration,
        "milestone": duration > 0 and draw(st.booleans()),
        "optimistic": draw(st.none() | minutes),
        "likely": draw(st.none() | minutes),
        "pessimistic": draw(st.none() | minutes),
        "constraint": constraint,
        "constraint_date": draw(instants) if constraint not in ("asap", "alap") else None,
        "work": draw(st.none() | st.integers(1, 9999)),
        "pinned_start": draw(st.none() | instants),
        "pinned_finish": draw(st.none() | instants),
    }
    kind = draw(st.sampled_from(["auto", "manual", "inactive", "external", "inserted"]))
    if kind != "auto":
        start, finish = sorted((draw(instants), draw(instants)))
        members["start"], members["finish"] = draw(
            st.sampled_from([(start, finish), (start, None), (None, finish), (None, None)])
        )
        members |= {
            "manual": kind == "manual",
            "active": kind != "inactive",
            "external": "C:\\other.mpp" if kind in ("external", "inserted") else "",
            "reference": OTHER if kind == "inserted" else "",
        }
    return {**members, **(draw(progress(duration)) if draw(st.booleans()) else {})}


@st.composite
def tasks(draw: st.DrawFn, fields: list[Field]) -> list[Task]:
    """An outline of tasks, siblings in the order in which reading puts them; some lines are blank."""
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
    people = st.sampled_from(["", *(stable_id(RESOURCES + place) for place in range(4))])
    made = []
    for place, parent in enumerate(parents):
        summary = place in parents
        outline: dict[str, Any] = {
            "id": stable_id(TASKS + place),
            "uid": place + 1,
            "parent": stable_id(TASKS + parent) if parent >= 0 else "",
            "ord": next(keys[parent]),
        }
        if not summary and draw(st.integers(0, 9)) == 0:
            made.append(Task(**outline, active=False))
            continue
        made.append(
            Task(
                **outline,
                name=draw(names),
                code=draw(st.sampled_from(["", "API-1"])),
                duration_unit=draw(st.sampled_from(DURATION_UNITS)),
                elapsed=draw(st.booleans()),
                estimated=draw(st.booleans()),
                deadline=draw(st.none() | instants),
                calendar=draw(st.sampled_from(["", SHIFT, NIGHT])),
                ignore_resource_calendars=draw(st.booleans()),
                priority=draw(st.integers(0, 1000)),
                levelling_delay=draw(st.integers(-999, 9999)),
                task_type=draw(st.sampled_from(["fixed_units", "fixed_duration", "fixed_work"])),
                effort_driven=draw(st.booleans()),
                team=draw(people),
                owner=draw(people),
                tags=draw(tags),
                horizon=draw(st.sampled_from(["", "2027-Q2"])),
                scope=draw(st.sampled_from(["", "candidate", "removed"])),
                notes=draw(names),
                hyperlinks=tuple(draw(st.lists(link, max_size=1))),
                fixed_cost=draw(money),
                fixed_cost_accrual=draw(st.sampled_from(["start", "prorated", "end"])),
                budget=draw(money),
                collapsed=draw(st.booleans()),
                colour=draw(st.sampled_from(["", "#aa3311"])),
                recurring=draw(st.booleans()),
                fields=tuple((each.id, draw(values[each.type])) for each in fields if draw(st.booleans())),
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
        later = Rate(table=draw(st.sampled_from("ABCDE")), first=draw(instants), standard=500)
        made.append(
            Resource(
                id=stable_id(RESOURCES + place),
                uid=place + 1,
                name=f"Web {draw(st.integers(0, 99))}" if kind == "team" else draw(st.sampled_from([kind, "Ann", ""])),
                type=kind,
                code=draw(st.sampled_from(["", "LED"])),
                team=stable_id(RESOURCES) if kind != "team" and draw(st.booleans()) else "",
                email=draw(st.sampled_from(["", "ann@example.org"])),
                calendar=draw(st.sampled_from(["", STANDARD, SHIFT, NIGHT])),
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
def assignments(draw: st.DrawFn, place: int, task: Task, resource: Resource | None) -> Assignment:
    members: dict[str, Any] = {
        "units": draw(st.integers(0, 3_000_000)),
        "work": draw(st.none() | minutes),
        "overtime_work": draw(st.integers(0, 480)),
        "rate_table": draw(st.sampled_from("ABCDE")),
        "notes": draw(names),
    }
    if resource is not None and resource.type == "cost":
        members |= {"cost": draw(money), "actual_cost": draw(money)}
    shape = draw(st.sampled_from(["plain", "contour", "delay", "begun"]))
    if shape != "plain":
        start = draw(instants)
        kinds = st.sampled_from(["remaining", "actual", "overtime"])
        members |= {
            "start": start,
            "finish": start + 3000,
            "segments": (
                Segment(start=start, finish=start + 540, work=480, type=draw(kinds)),
                Segment(start=start + 1440, finish=start + 3000, work=240, type=draw(kinds)),
            ),
        }
    if shape == "contour":
        members["contour"] = draw(st.sampled_from(["back_loaded", "bell", "contoured"]))
    if shape == "delay":
        members |= {"delay": draw(st.integers(1, 999)), "levelling_delay": draw(st.integers(-999, 999))}
    if shape == "begun":
        members |= {
            "actual_start": members["start"],
            "actual_finish": draw(st.none() | instants),
            "actual_work": draw(minutes),
            "remaining_work": draw(st.none() | minutes),
            "percent": draw(st.integers(0, 100)),
            "stop": draw(st.none() | instants),
            "resume": draw(st.none() | instants),
        }
    id, worker = stable_id(ASSIGNMENTS + place), resource.id if resource is not None else ""
    return Assignment(id=id, uid=place, task=task.id, resource=worker, **members)


@st.composite
def links(draw: st.DrawFn, tasks: list[Task]) -> list[Link]:
    """Links of all kinds, at most two of them between the same tasks, and perhaps one from another plan."""
    pairs = [(i, j, type) for j in range(len(tasks)) for i in range(j) for type in LINK_TYPES[:2]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=4)) if pairs else []
    made = []
    for number, (i, j, type) in enumerate(chosen):
        kind = draw(st.sampled_from(["worked", "elapsed", "percent"]))
        made.append(
            Link(
                id=stable_id(LINKS + number),
                from_=tasks[i].id,
                to=tasks[j].id,
                type=type,
                lag=draw(st.integers(-5000, 5000)),
                lag_kind=kind,
                lag_unit="d" if kind == "percent" else draw(st.sampled_from(DURATION_UNITS)),
            )
        )
    if draw(st.booleans()):
        type = draw(st.sampled_from(LINK_TYPES))
        made.append(Link(id=stable_id(LINKS + 99), to=tasks[0].id, type=type, external="C:\\other.mpp\\17"))
    return made


@st.composite
def baselines(draw: st.DrawFn, task: Task, resource: Resource, work: list[Assignment]) -> list[Record]:
    made: list[Record] = []
    for place, number in enumerate(sorted(draw(st.sets(st.integers(0, 10), max_size=4)))):
        id = stable_id(BASELINES + number)
        made.append(Baseline(id=id, number=number, name=f"Baseline {number}" if number else "Baseline"))
        costs: dict[str, Any] = {"baseline": id, "work": draw(minutes), "cost": draw(st.none() | money)}
        dates: dict[str, Any] = {"start": draw(instants), "finish": draw(st.none() | instants)}
        row = ROWS + place * 3
        made.append(
            BaselineTask(id=stable_id(row), of=task.id, duration=draw(st.none() | minutes), **costs, **dates)
        )
        made.append(BaselineTask(id=stable_id(row + 1), of=resource.id, **costs))
        if work:
            made.append(BaselineTask(id=stable_id(row + 2), of=work[0].id, **costs, **dates))
    return made


@st.composite
def projects(draw: st.DrawFn, baselines: list[str]) -> Project:
    backward = draw(st.booleans())
    day = draw(st.integers(60, 1440))
    return Project(
        id=PROJECT,
        name=draw(names.filter(bool)),
        start=EPOCH,
        finish=draw(instants) if backward else None,
        schedule_from="finish" if backward else "start",
        status_date=draw(st.none() | instants),
        calendar=draw(st.sampled_from(["", STANDARD])),
        minutes_per_day=day,
        minutes_per_week=draw(st.integers(60, 10080)),
        days_per_month=draw(st.integers(1, 31)),
        default_start=draw(st.integers(0, 1439)),
        default_finish=draw(st.integers(0, 1439)),
        week_start=draw(st.integers(0, 6)),
        fiscal_month=draw(st.integers(1, 12)),
        honour_constraints=draw(st.booleans()),
        critical_slack=day * draw(st.integers(-3, 9)),
        multiple_critical_paths=draw(st.booleans()),
        splits_in_progress=draw(st.booleans()),
        move_completed_back=draw(st.booleans()),
        move_completed_forward=draw(st.booleans()),
        move_remaining_back=draw(st.booleans()),
        move_remaining_forward=draw(st.booleans()),
        new_tasks_manual=draw(st.booleans()),
        currency=draw(st.sampled_from(["", "EUR", "€", "XDR"])),
        currency_digits=draw(st.sampled_from(DIGITS)),
        baseline=draw(st.sampled_from(baselines)) if baselines else "",
        owner=draw(st.sampled_from(["", stable_id(RESOURCES)])),
        notes=draw(names),
        tags=draw(tags),
    )


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    made_fields = draw(fields())
    made_tasks = draw(tasks(made_fields))
    made_people = draw(people())
    parents = {task.parent for task in made_tasks}
    leaf_tasks = [task for task in made_tasks if task.id not in parents]
    work = [
        draw(assignments(place, task, resource))
        for place, (task, resource) in enumerate(zip(leaf_tasks, [*made_people, None], strict=False), 1)
    ]
    rows = draw(baselines(made_tasks[0], made_people[0], work))
    project = draw(projects([row.id for row in rows if isinstance(row, Baseline)]))
    other = [Reference(id=OTHER, name="other.mpp", path="C:\\other.mpp")]
    others = other if any(task.reference for task in made_tasks) else []
    records: list[Record] = [
        project, *made_fields, *draw(calendars()), *made_tasks, *made_people, *draw(links(made_tasks)), *work, *rows,
        *others,
    ]  # fmt: skip
    return make_plan(stable_id(7), records)
