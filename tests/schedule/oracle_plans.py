"""Random plans of what the oracle knows: all that its rules speak of, mostly a little of it at a time."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.parts import CalendarException
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import CONSTRAINTS, Assignment, Calendar, Link, Project, Record, Resource, Task
from roadmap_app.model.time import DAY
from tests.pocket import PROJECT, STANDARD, START

NIGHT, FOUR_DAYS, ALWAYS = stable_id(3), stable_id(4), stable_id(5)
ANN, BOB = stable_id(6), stable_id(7)
TODAY = START // DAY
POOL: list[Record] = [
    Calendar(
        id=STANDARD,
        name="Standard",
        exceptions=(
            CalendarException(first=TODAY + 8, last=TODAY + 8),
            CalendarException(first=TODAY, last=TODAY + 300, recur="weekly", every=2, weekdays=0b100),
        ),
    ),
    Calendar(id=NIGHT, name="Night", week=(((0, 240), (1320, 1440)),) * 7),
    Calendar(id=FOUR_DAYS, name="Four days", base=STANDARD, week=(None,) * 4 + ((),) * 3),
    Calendar(id=ALWAYS, name="Always", week=(((0, DAY),),) * 7),
    Resource(id=ANN, name="Ann"),
    Resource(id=BOB, name="Bob", calendar=FOUR_DAYS),
]

durations = st.sampled_from([0, 30, 480, 700, 960, 1440])
instants = st.integers(-5, 12).flatmap(
    lambda day: st.sampled_from([0, 480, 600, 720, 1020]).map(lambda minute: (TODAY + day) * DAY + minute)
)


@st.composite
def features(draw: st.DrawFn) -> dict[str, Any]:
    """What a leaf may have beside its duration and links: mostly nothing."""
    kind = draw(st.sampled_from(["plain"] * 4 + ["date", "date", "manual", "begun", "levelled", "elapsed", "inactive"]))
    members: dict[str, Any] = {"calendar": draw(st.sampled_from(["", "", "", NIGHT, FOUR_DAYS, ALWAYS]))}
    if kind in ("plain", "date", "manual") and draw(st.integers(0, 3)) == 0:
        members["deadline"] = draw(instants)
    if kind == "date":
        members["constraint"] = draw(st.sampled_from(CONSTRAINTS))
        if members["constraint"] not in ("asap", "alap"):
            members["constraint_date"] = draw(instants)
        members["levelling_delay"] = draw(st.sampled_from([0, 0, DAY]))
    elif kind == "manual":
        members.update(manual=True, start=draw(instants))
        members["finish"] = draw(st.none() | st.integers(0, 5).map(lambda days: members["start"] + days * DAY))
    elif kind == "begun":
        members.update(actual_start=draw(instants), percent=draw(st.sampled_from([0, 50, 80, 100])))
        if members["percent"] == 100:
            members["actual_finish"] = members["actual_start"] + draw(st.integers(0, 5)) * DAY
        elif draw(st.booleans()):
            members["resume"] = draw(instants)
            members["remaining_duration"] = draw(st.none() | st.just(240))
    elif kind == "levelled":
        members["levelling_delay"] = draw(st.integers(1, 3)) * DAY
    elif kind == "elapsed":
        members["elapsed"] = True
    elif kind == "inactive":
        members["active"] = False
    return members


@st.composite
def summary_features(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["plain"] * 4 + ["floor", "manual"]))
    if kind == "floor":
        return {"constraint": "snet", "constraint_date": draw(instants)}
    if kind == "manual":
        start = draw(instants)
        return {"manual": True, "start": start, "finish": start + draw(st.integers(0, 6)) * DAY}
    return {}


@st.composite
def link_members(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["worked", "worked", "elapsed", "percent"]))
    lags = [0, 50, -50, 100] if kind == "percent" else [0, 0, 240, 480, -480]
    return {
        "type": draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
        "lag_kind": kind,
        "lag": draw(st.sampled_from(lags)),
    }


@st.composite
def any_plans(draw: st.DrawFn, size: int = 9) -> Plan:
    """Leaves and summaries with links down the outline that never touch a task's own summary."""
    count = draw(st.integers(1, size))
    ids = [stable_id(100 + place) for place in range(count)]
    branch: list[int] = []
    ancestors: list[list[int]] = []
    for place in range(count):
        del branch[draw(st.integers(0, min(2, len(branch)))) :]
        ancestors.append(list(branch))
        branch.append(place)
    summaries = {above[-1] for above in ancestors if above}
    records: list[Record] = [*POOL, draw(projects())]
    for place, (id, ord) in enumerate(zip(ids, spread("", "", count), strict=True)):
        members = draw(summary_features() if place in summaries else features())
        task = Task(
            id=id,
            ord=ord,
            parent=ids[ancestors[place][-1]] if ancestors[place] else "",
            duration=draw(durations),
            **members,
        )
        records.append(task)
        if place not in summaries and draw(st.integers(0, 4)) == 0:
            records.append(draw(assignments(place, id)))
    for number in range(draw(st.integers(0, count + 3))):
        begin, end = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        begin, end = min(begin, end), max(begin, end)
        if begin == end or begin in ancestors[end]:
            continue
        members = draw(link_members())
        records.append(Link(id=stable_id(9000 + number), from_=ids[begin], to=ids[end], **members))
    return make_plan("any", records)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    return Project(
        id=PROJECT,
        start=START,
        calendar=draw(st.sampled_from([STANDARD, STANDARD, FOUR_DAYS, NIGHT])),
        honour_constraints=draw(st.booleans()),
        multiple_critical_paths=draw(st.sampled_from([False, False, True])),
        critical_slack=draw(st.sampled_from([0, 480])),
        status_date=START + 5 * DAY,
        move_remaining_forward=draw(st.booleans()),
    )


@st.composite
def assignments(draw: st.DrawFn, place: int, task: str) -> Assignment:
    return Assignment(
        id=stable_id(5000 + place),
        task=task,
        resource=draw(st.sampled_from([ANN, BOB])),
        units=draw(st.sampled_from([1_000_000, 500_000])),
        work=draw(st.sampled_from([None, 480, 960])),
    )
