"""One plan in which every member of every kind of record has a value that is not its default."""

from __future__ import annotations

from typing import Any

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import (
    Availability,
    CalendarException,
    Hyperlink,
    Rate,
    ScenarioEdit,
    Segment,
    Split,
    WorkWeek,
)
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import (
    Assignment,
    Baseline,
    BaselineTask,
    Calendar,
    Conflict,
    Contract,
    Field,
    Link,
    Log,
    Project,
    Record,
    Reference,
    Resource,
    Risk,
    Scenario,
    Sprint,
    Task,
    Unknown,
    View,
)
from roadmap_app.model.time import day_from_iso, from_iso

MONDAY = from_iso("2026-05-04T08:00")
DAY = day_from_iso("2026-05-04")
MORNING, WHOLE = ((480, 720),), ((480, 720), (780, 1020))
EXTRA = (("colour_of_hair", '"red"'),)
DOC = stable_id(7)


def uid(number: int) -> str:
    return stable_id(number)


def _calendars() -> list[Record]:
    common: dict[str, Any] = {"first": DAY, "last": DAY + 900, "times": MORNING}
    recurring = [
        {"recur": "daily", "every": 3},
        {"recur": "weekly", "every": 2, "weekdays": 0b0010001},
        {"recur": "monthly", "every": 2, "month_day": 15},
        {"recur": "monthly", "every": 1, "position": 5, "weekdays": 1 << 4},
        {"recur": "yearly", "month": 12, "month_day": 24, "count": 3},
        {"recur": "yearly", "month": 2, "position": 1, "weekdays": 0b0011111},
    ]
    exceptions = (
        CalendarException(name="Holiday", first=DAY + 10, last=DAY + 11, source="holidays:DE", extra=EXTRA),
        *(CalendarException(name=f"R{place}", **common, **members) for place, members in enumerate(recurring)),
    )
    weeks = (WorkWeek(name="Summer", first=DAY + 60, last=DAY + 90, days=(MORNING,) * 5 + ((), None)),)
    return [
        Calendar(id=uid(10), uid=1, name="Standard", week=(WHOLE,) * 5 + ((), ()), country="DE", region="BY"),
        Calendar(
            id=uid(11), uid=2, name="Night", base=uid(10), week=(((0, 360), (1320, 1440)),) * 5 + (None, None),
            weeks=weeks, exceptions=exceptions, extra=EXTRA,
        ),
        Calendar(id=uid(12), uid=3, name="As the base", base=uid(10)),
    ]  # fmt: skip


def _resources() -> list[Record]:
    orders = spread("", "", 4)
    rates = (
        Rate(standard=5000, overtime=7550, per_use=100),
        Rate(table="A", first=MONDAY + 1440 * 90, standard=6000),
        Rate(table="C", standard=100),
    )
    return [
        Resource(id=uid(20), uid=1, ord=orders[0], name="Web", type="team", team=uid(20), colour=3),
        Resource(
            id=uid(21), uid=2, ord=orders[1], name="Ann", code="A", team=uid(20), email="ann@example.org",
            calendar=uid(11), units=1_500_000, rates=rates, accrual="end", active=False, notes="On leave in May",
            availability=(Availability(last=MONDAY, units=500_000), Availability(first=MONDAY)), extra=EXTRA,
        ),
        Resource(id=uid(22), uid=3, ord=orders[2], name="Sand", type="material", material_label="t", generic=True),
        Resource(id=uid(23), uid=4, ord=orders[3], name="Travel", type="cost"),
    ]  # fmt: skip


def _tasks() -> list[Record]:
    orders = spread("", "", 7)
    link = Hyperlink(label="Wiki", url="https://example.org/a?b=1&c=2#d")
    dates = {"start": MONDAY, "finish": MONDAY + 540}
    values = tuple(sorted(zip(map(uid, range(70, 77)), ("text", 25, MONDAY, "b", 1, 480, 12345), strict=True)))
    return [
        Task(id=uid(30), uid=1, ord=orders[0], name="Phase", collapsed=True, colour="#aa3311"),
        Task(
            id=uid(31), uid=2, ord=orders[1], name="Build", parent=uid(30), code="API-1", duration=2400,
            duration_unit="w", estimated=True, optimistic=960, likely=2400, pessimistic=4800, milestone=True,
            constraint="snet", constraint_date=MONDAY, deadline=MONDAY + 1440 * 30, calendar=uid(11),
            ignore_resource_calendars=True, priority=700, levelling_delay=90, task_type="fixed_work",
            effort_driven=True, work=4800, percent=40, percent_work=35, physical_percent=50,
            actual_start=MONDAY + 60, actual_duration=960, remaining_duration=1440, stop=MONDAY + 1440,
            resume=MONDAY + 2880, team=uid(20), owner=uid(21), sprint=uid(60), tags=("api", "a, b"),
            horizon="2026-Q2", scope="added", notes="First line\nSecond", hyperlinks=(link, link), fixed_cost=12345,
            fixed_cost_accrual="end", budget=99900, fields=values, pinned_start=MONDAY + 60,
            pinned_finish=MONDAY + 1440 * 9, recurring=True, extra=EXTRA,
        ),
        Task(
            id=uid(32), uid=3, ord=orders[2], name="Done", parent=uid(30), duration=480, elapsed=True, percent=100,
            actual_start=MONDAY, actual_finish=MONDAY + 480, actual_duration=480, remaining_duration=0,
        ),
        Task(id=uid(33), uid=4, ord=orders[3], name="By hand", duration=960, manual=True, **dates),
        Task(id=uid(34), uid=5, ord=orders[4], name="Dropped", duration=480, active=False, finish=MONDAY),
        Task(
            id=uid(35), uid=6, ord=orders[5], name="Elsewhere", duration=480, external="C:\\plans\\other.xml",
            reference=uid(61), **dates,
        ),
        Task(
            id=uid(36), uid=7, ord=orders[6], name="In parts", duration=2400,
            splits=(Split(after=480, gap=960), Split(after=1440, gap=480)),
        ),
    ]  # fmt: skip


def _links() -> list[Record]:
    return [
        Link(id=uid(40), from_=uid(31), to=uid(33), type="SS", lag=-480, lag_unit="w", notes="As agreed"),
        Link(id=uid(41), from_=uid(31), to=uid(36), type="FF", lag=60, lag_kind="elapsed", lag_unit="h"),
        Link(id=uid(42), from_=uid(31), to=uid(36), type="SF", lag=50, lag_kind="percent", extra=EXTRA),
        Link(id=uid(43), to=uid(36), external="C:\\plans\\other.xml\\17"),
    ]


def _assignments() -> list[Record]:
    late = MONDAY + 1440
    segments = (
        Segment(start=MONDAY, finish=MONDAY + 240, work=240, type="actual"),
        Segment(start=MONDAY + 240, finish=MONDAY + 300, work=60, type="overtime"),
        Segment(start=late, finish=late + 480, work=400, extra=EXTRA),
    )
    return [
        Assignment(
            id=uid(50), uid=1, task=uid(31), resource=uid(21), units=500_000, work=700, overtime_work=60,
            actual_work=300, remaining_work=400, percent=43, delay=30, levelling_delay=45, contour="bell",
            start=MONDAY, finish=late + 480, actual_start=MONDAY, stop=MONDAY + 300, resume=late,
            segments=segments, rate_table="B", notes="Mornings", extra=EXTRA,
        ),
        Assignment(id=uid(51), uid=2, task=uid(33), resource=uid(23), cost=50000, actual_cost=12000),
        Assignment(
            id=uid(52), uid=3, task=uid(32), resource=uid(22), actual_work=60, start=MONDAY, finish=MONDAY + 480,
            actual_start=MONDAY, actual_finish=MONDAY + 480, percent=100,
        ),
        Assignment(id=uid(53), uid=4, task=uid(36), work=480),
    ]  # fmt: skip


def _baselines() -> list[Record]:
    made: list[Record] = [
        Baseline(id=uid(80 + number), number=number, name=f"Baseline {number}" if number else "Baseline")
        for number in range(10)
    ]
    made.append(Baseline(id=uid(90), number=10, name="Kick-off", taken=MONDAY, notes="As signed", extra=EXTRA))
    for place, baseline in enumerate(list(made)):
        made.append(
            BaselineTask(
                id=uid(100 + place), baseline=baseline.id, of=uid(31), start=MONDAY + place, finish=MONDAY + 480,
                duration=480, work=960, cost=4200, percent=10, extra=EXTRA,
            )
        )  # fmt: skip
    costs: dict[str, Any] = {"baseline": uid(80), "work": 5, "cost": 7}
    made.append(BaselineTask(id=uid(120), of=uid(50), start=MONDAY, finish=MONDAY + 1, **costs))
    made.append(BaselineTask(id=uid(121), of=uid(21), **costs))
    return made


def _fields() -> list[Record]:
    types = ("text", "number", "date", "list", "flag", "duration", "cost")
    return [
        Field(
            id=uid(70 + place), name=f"Our {type}", type=type, choices=("a", "b") if type == "list" else (), ord=ord,
            source=f"{type.capitalize()}5" if type == "text" else "", extra=EXTRA,
        )
        for place, (type, ord) in enumerate(zip(types, spread("", "", len(types)), strict=True))
    ]  # fmt: skip


def _elsewhere() -> list[Record]:
    """Kinds that other programs know nothing of."""
    risk = {
        "impact_min": 480, "impact_likely": 960, "impact_max": 1440, "cost_impact": 5, "tasks": (uid(31),),
        "due": MONDAY, "raised": MONDAY, "decided": MONDAY, "tags": ("x",), "strategy": "avoid", "probability": 30,
        "response": "Ask", "category": "People", "notes": "Soon", "code": "R1", "name": "Late",
    }  # fmt: skip
    return [
        Risk(id=uid(62), type="issue", status="closed", team=uid(20), owner=uid(21), **risk),  # type: ignore[arg-type]
        Contract(id=uid(63), name="API", provider=uid(20), consumer=uid(20), task=uid(31), status="agreed"),
        Sprint(id=uid(60), name="Sprint 1", team=uid(20), start=MONDAY, finish=MONDAY + 9999, capacity=4800),
        Scenario(id=uid(64), name="What if", edits=(ScenarioEdit(kind="task", id=uid(31), field="name"),)),
        View(id=uid(65), name="Mine", columns=("name",)),
        Reference(id=uid(61), name="other.xml", path="C:\\plans\\other.xml", doc=uid(1), notes="Theirs", extra=EXTRA),
        Log(id=uid(66), at=MONDAY, who="Ann", labels=("Move",)),
        Conflict(id=uid(67), of_kind="task", of=uid(31), field="name", mine='"a"', theirs='"b"'),
        Unknown(id=uid(68), t="mood", extra=EXTRA),
    ]


def everything() -> Plan:
    """The plan. Its project is scheduled from the start; every setting differs from its default."""
    project = Project(
        id=uid(1), name="All of it", start=MONDAY, status_date=MONDAY + 1440, calendar=uid(10), minutes_per_day=420,
        minutes_per_week=2100, days_per_month=18, default_start=540, default_finish=1080, week_start=6,
        fiscal_month=4, honour_constraints=False, critical_slack=840, multiple_critical_paths=True,
        splits_in_progress=False, move_remaining_forward=True, move_completed_back=True, move_remaining_back=True,
        move_completed_forward=True, new_tasks_manual=True, currency="EUR", currency_digits=3, milestone=uid(31),
        baseline=uid(83), owner=uid(21), notes="For the board", tags=("alpha", "beta, gamma"), extra=EXTRA,
    )  # fmt: skip
    parts = (_calendars, _fields, _tasks, _links, _resources, _assignments, _baselines, _elsewhere)
    return make_plan(DOC, [project, *(record for part in parts for record in part())])
