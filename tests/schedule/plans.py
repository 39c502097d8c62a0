"""Random plans of all features, and random edits of them, for laws and the oracle."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import between, spread
from roadmap_app.model.parts import CalendarException, Split
from roadmap_app.model.plan import Draft, Plan, make_plan
from roadmap_app.model.records import CONSTRAINTS, Assignment, Calendar, Link, Project, Record, Resource, Task
from roadmap_app.model.time import DAY
from tests.pocket import PROJECT, STANDARD, START

NIGHT, FOUR_DAYS = stable_id(3), stable_id(4)
ANN, BOB = stable_id(5), stable_id(6)
FIRST = 100

durations = st.sampled_from([0, 0, 60, 240, 480, 480, 960, 1440, 2400, 90])
instants = st.integers(-10, 40).flatmap(
    lambda day: st.sampled_from([0, 480, 720, 600, 1020]).map(lambda minute: START // DAY * DAY + day * DAY + minute)
)
lags = st.sampled_from([0, 0, 0, 480, 960, -480, 240, 1440])
types = st.sampled_from(["FS", "FS", "FS", "SS", "FF", "SF"])
calendars = st.sampled_from(["", "", "", NIGHT, FOUR_DAYS])


@st.composite
def settings(draw: st.DrawFn) -> dict[str, Any]:
    """What a task may hold beside name, place and links."""
    members: dict[str, Any] = {"duration": draw(durations)}
    kind = draw(st.sampled_from(["plain"] * 5 + ["constraint", "constraint", "manual", "begun", "other"]))
    if draw(st.integers(0, 5)) == 0:
        members["calendar"] = draw(calendars)
    if kind == "constraint":
        members["constraint"] = draw(st.sampled_from(CONSTRAINTS))
        members["constraint_date"] = draw(instants)
    elif kind == "manual":
        members["manual"] = True
        members["start"] = draw(st.none() | instants)
        members["finish"] = draw(st.none() | instants)
    elif kind == "begun":
        members["actual_start"] = draw(instants)
        members["percent"] = draw(st.integers(0, 100))
        if members["percent"] == 100:
            members["actual_finish"] = members["actual_start"] + draw(st.integers(0, 10)) * DAY
    elif kind == "other":
        extra = draw(st.sampled_from(["deadline", "levelling", "elapsed", "inactive", "percent", "pinned", "split"]))
        if extra == "deadline":
            members["deadline"] = draw(instants)
        elif extra == "levelling":
            members["levelling_delay"] = draw(st.integers(1, 3)) * DAY
        elif extra == "elapsed":
            members["elapsed"] = True
        elif extra == "inactive":
            members["active"] = False
        elif extra == "percent":
            members["percent"] = draw(st.integers(0, 100))
        elif extra == "split":
            members["splits"] = (Split(after=120, gap=480),)
        else:
            members["pinned_start"] = draw(instants)
            members["pinned_finish"] = members["pinned_start"] + draw(st.integers(0, 5)) * DAY
    return members


@st.composite
def link_members(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["worked", "worked", "worked", "elapsed", "percent"]))
    lag = draw(st.sampled_from([0, 50, -50, 100])) if kind == "percent" else draw(lags)
    return {"type": draw(types), "lag": lag, "lag_kind": kind}


@st.composite
def plans(draw: st.DrawFn, size: int = 12, loops: bool = True, plain: bool = False) -> Plan:
    """A plan of up to `size` tasks; with `loops`, links may lead anywhere, else only down the outline. In a `plain`
    one tasks have only durations, and no link leads into a task's own summary."""
    count = draw(st.integers(1, size))
    ids = [stable_id(FIRST + place) for place in range(count)]
    records: list[Record] = [
        Project(
            id=PROJECT,
            start=START,
            calendar=draw(st.sampled_from([STANDARD, STANDARD, FOUR_DAYS])),
            honour_constraints=draw(st.booleans()),
            multiple_critical_paths=draw(st.sampled_from([False, False, True])),
        ),
        Calendar(
            id=STANDARD,
            name="Standard",
            exceptions=(CalendarException(name="Holiday", first=START // DAY + 8, last=START // DAY + 8),),
        ),
        Calendar(id=NIGHT, name="Night", week=(((0, 240), (1320, 1440)),) * 7),
        Calendar(id=FOUR_DAYS, name="Four days", base=STANDARD, week=(None,) * 4 + ((),) * 3),
        Resource(id=ANN, name="Ann"),
        Resource(id=BOB, name="Bob", calendar=FOUR_DAYS),
    ]
    parents: list[str] = []
    above: list[set[int]] = []
    for place, (id, ord) in enumerate(zip(ids, spread("", "", count), strict=True)):
        depth = draw(st.integers(0, min(3, len(parents))))
        del parents[depth:]
        parent = parents[-1] if parents else ""
        above.append({ids.index(parent) for parent in parents})
        members = {"duration": draw(durations)} if plain else draw(settings())
        records.append(Task(id=id, name=f"T{place}", parent=parent, ord=ord, **members))
        parents.append(id)
        if draw(st.integers(0, 5)) == 0:
            records.append(
                Assignment(
                    id=stable_id(5000 + place),
                    task=id,
                    resource=draw(st.sampled_from([ANN, BOB])),
                    units=draw(st.sampled_from([1_000_000, 500_000])),
                    work=draw(st.sampled_from([None, 480, 960])),
                    delay=draw(st.sampled_from([0, 0, 240])),
                )
            )
    for number in range(draw(st.integers(0, count + 2))):
        begin, end = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        if plain or not loops:
            begin, end = min(begin, end), max(begin, end)
        if plain and (begin == end or begin in above[end]):
            continue
        records.append(Link(id=stable_id(9000 + number), from_=ids[begin], to=ids[end], **draw(link_members())))
    return make_plan("random", records)


@st.composite
def simple_plans(draw: st.DrawFn) -> Plan:
    """Leaves and summaries, links down the outline that never touch a task's own summary."""
    count = draw(st.integers(1, 9))
    ids = [stable_id(100 + place) for place in range(count)]
    records: list[Record] = [
        Project(id=PROJECT, start=START, calendar=STANDARD),
        Calendar(id=STANDARD, name="Standard"),
    ]
    branch: list[int] = []
    ancestors: list[set[int]] = []
    for place, (id, ord) in enumerate(zip(ids, spread("", "", count), strict=True)):
        del branch[draw(st.integers(0, min(2, len(branch)))) :]
        ancestors.append(set(branch))
        task = Task(
            id=id,
            ord=ord,
            parent=ids[branch[-1]] if branch else "",
            duration=draw(st.sampled_from([0, 30, 480, 700, 960, 1440])),
        )
        if draw(st.integers(0, 3)) == 0:
            day = START // DAY + draw(st.integers(-5, 12))
            minute = draw(st.sampled_from([480, 600, 1020]))
            task = task.but(constraint="snet", constraint_date=day * DAY + minute)
        records.append(task)
        branch.append(place)
    for number in range(draw(st.integers(0, count + 3))):
        begin, end = draw(st.integers(0, count - 1)), draw(st.integers(0, count - 1))
        begin, end = min(begin, end), max(begin, end)
        if begin == end or begin in ancestors[end]:
            continue
        records.append(
            Link(
                id=stable_id(9000 + number),
                from_=ids[begin],
                to=ids[end],
                type=draw(st.sampled_from(["FS", "SS", "FF", "SF"])),
                lag=draw(st.sampled_from([0, 0, 240, 480, -480])),
            )
        )
    return make_plan("simple", records)


KINDS = ["task", "task", "task", "one", "link", "relink", "unlink", "outline"]
SHAPING = ["new", "new", "gone", "gone", "place", "place", "link", "one"]


@st.composite
def edits(draw: st.DrawFn, plan: Plan, kinds: list[str] = KINDS + SHAPING) -> Draft:
    """A draft of a plan with one to three random changes."""
    draft = Draft(plan)
    for _ in range(draw(st.integers(1, 3))):
        kind = draw(st.sampled_from(kinds))
        ids = sorted(draft.tasks)
        if kind == "new" or not ids:
            _new(draw, draft)
            continue
        id = draw(st.sampled_from(ids))
        if kind == "task":
            task = draft.tasks[id]
            draft.put(Task(id=id, name=task.name, parent=task.parent, ord=task.ord, **draw(settings())))
        elif kind == "one":
            draft.change(draft.tasks[id], duration=draw(durations))
        elif kind == "link":
            other = draw(st.sampled_from(ids))
            draft.put(
                Link(
                    id=stable_id(9500 + draw(st.integers(0, 3))),
                    from_=id,
                    to=other,
                    **draw(link_members()),
                )
            )
        elif kind == "relink" and draft.links:
            link = draft.links[draw(st.sampled_from(sorted(draft.links)))]
            draft.change(link, **draw(link_members()))
        elif kind == "unlink" and draft.links:
            draft.remove("link", draw(st.sampled_from(sorted(draft.links))))
        elif kind == "gone":
            _gone(draw, draft, id)
        elif kind == "place":
            draft.change(draft.tasks[id], parent=draw(_holders(draft)), ord=draw(_places(draft)))
        elif kind == "outline":
            if draw(st.booleans()):
                draft.change(draft.tasks[id], parent=draw(st.sampled_from(["", *ids])))
            else:
                draft.put(Assignment(id=stable_id(6000), task=id, resource=draw(st.sampled_from([ANN, BOB]))))
    return draft


def _holders(draft: Draft) -> st.SearchStrategy[str]:
    return st.sampled_from(["", *sorted(draft.tasks)])


def _places(draft: Draft) -> st.SearchStrategy[str]:
    """Order keys: those of tasks, which siblings then share, and keys between and after them."""
    keys = sorted({task.ord for task in draft.tasks.values()})
    gaps = [between(low, high) for low, high in zip(["", *keys], [*keys, ""], strict=True)]
    return st.sampled_from([*keys, *gaps])


def _new(draw: st.DrawFn, draft: Draft) -> None:
    """A new task somewhere, often with a link."""
    id = stable_id(FIRST + 500 + draw(st.integers(0, 30)))
    if id in draft.tasks:
        return
    members = draw(settings()) if draw(st.booleans()) else {"duration": draw(durations)}
    draft.put(Task(id=id, name="New", parent=draw(_holders(draft)), ord=draw(_places(draft)), **members))
    if draw(st.booleans()):
        other = draw(st.sampled_from(sorted(draft.tasks)))
        ends = (id, other) if draw(st.booleans()) else (other, id)
        link = stable_id(9700 + draw(st.integers(0, 30)))
        draft.put(Link(id=link, from_=ends[0], to=ends[1], **draw(link_members())))


def _gone(draw: st.DrawFn, draft: Draft, id: str) -> None:
    """A task without its branch and its links, or with what a person would delete with it."""
    if draw(st.integers(0, 4)) == 0:
        draft.remove("task", id)
        return
    for inner in draft.outline.branch(id):
        for link in (*draft.links_into.get(inner, ()), *draft.links_from.get(inner, ())):
            if link.id in draft.links:
                draft.remove("link", link.id)
        for assignment in tuple(draft.assignments.values()):
            if assignment.task == inner:
                draft.remove("assignment", assignment.id)
        draft.remove("task", inner)
