"""The fast scheduler agrees with the slow one on random plans."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_app.model.ids import stable_id
from roadmap_app.model.order import spread
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Calendar, Link, Project, Record, Task
from roadmap_app.model.time import DAY
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.pocket import PROJECT, STANDARD, START
from tests.schedule.oracle import Oracle


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


@settings(max_examples=tries(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(simple_plans())
def test_dates_and_slack_are_those_of_the_slow_scheduler(plan: Plan) -> None:
    oracle, schedule = Oracle(plan), compute(plan)
    assert not schedule.problems
    assert {id: (schedule.start(id), schedule.finish(id)) for id in schedule.ids} == oracle.dates
    for id in oracle.leaves:
        assert (schedule.late_start(id), schedule.late_finish(id)) == oracle.late[id]
        assert schedule.total_slack(id) == oracle.slack(id)
