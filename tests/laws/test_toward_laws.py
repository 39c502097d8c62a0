"""Laws of the slack towards a task: what slips within it leaves the goal, what slips further moves it."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule, compute, toward, update
from tests.pocket import id_of, plan
from tests.schedule.plans import plans, simple_plans

DAY = 480


def finish_after_slip(made: Plan, schedule: Schedule, id: str, by: int, goal: str) -> int:
    """The goal's finish when a task starts so many worked minutes later."""
    work = schedule.worktime(id)
    start = work.next_start(work.add(schedule.start(id), by)) if by else schedule.start(id)
    draft = Draft(made)
    draft.change(draft.tasks[id], constraint="snet", constraint_date=start)
    return update(schedule, draft.plan, draft.changes()).finish(goal)


@given(st.data())
def test_a_slip_within_the_slack_leaves_the_goal_and_a_longer_one_moves_it(data: st.DataObject) -> None:
    made = data.draw(simple_plans())
    assume(not any(made.outline.is_summary(each.from_) and each.type[0] == "S" for each in made.links.values()))
    schedule = compute(made)
    goal = data.draw(st.sampled_from(schedule.ids))
    slack = toward(schedule, goal).slack
    for id in schedule.ids:
        if made.outline.is_summary(id) or not schedule.duration(id) or id == goal:
            continue
        before = schedule.finish(goal)
        if id not in slack:
            assert finish_after_slip(made, schedule, id, 10 * DAY, goal) == before
            continue
        room = slack[id]
        if room >= 0:
            within = finish_after_slip(made, schedule, id, room, goal)
            assert schedule.worktime(goal).worked(before, within) <= 0  # the same working instant at most
        assert finish_after_slip(made, schedule, id, max(room, 0) + DAY, goal) > before


@given(plans(loops=True))
def test_every_task_of_every_plan_can_be_a_goal(made: Plan) -> None:
    schedule = compute(made)
    for goal in schedule.ids:
        paths = toward(schedule, goal)
        assert goal in paths.slack
        assert set(paths.within(1 << 50)) == set(paths.slack)


def test_another_deadline_on_the_way_does_not_count() -> None:
    made = plan("A 5d deadline 2026-05-06; B 2d; M 0d after A, B")
    schedule = compute(made)
    a, b, m = (id_of(made, name) for name in "ABM")
    assert schedule.total_slack(a) == -2 * DAY
    assert toward(schedule, m).slack == {a: 0, b: 3 * DAY, m: 0}
    assert toward(schedule, m).within(0) == (a, m)
    assert toward(schedule, m).within(3 * DAY) == (a, b, m)
