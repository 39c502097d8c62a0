"""Laws of the schedule: what must hold for every plan."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_app.model.plan import apply, diff
from roadmap_app.schedule import Schedule, compute, update
from tests.examples import tries
from tests.schedule.plans import SHAPING, edits, plans

ROOMY = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def answers(schedule: Schedule) -> dict[str, Any]:
    """All that a schedule tells."""
    return {
        "project": (schedule.project_start, schedule.project_finish, schedule.ids, schedule.problems),
        "done": schedule.weight(""),
        **{
            id: (
                schedule.start(id),
                schedule.finish(id),
                schedule.late_start(id),
                schedule.late_finish(id),
                schedule.total_slack(id),
                schedule.free_slack(id),
                schedule.is_critical(id),
                schedule.is_milestone(id),
                schedule.duration(id),
                schedule.percent(id),
                schedule.start_driver(id),
                schedule.finish_driver(id),
            )
            for id in schedule.ids
        },
    }


@settings(max_examples=tries(300), deadline=None, suppress_health_check=ROOMY)
@given(st.data())
def test_an_update_gives_what_computing_anew_gives(data: st.DataObject) -> None:
    plan = data.draw(plans())
    schedule = compute(plan)
    for _ in range(data.draw(st.integers(1, 3))):
        if data.draw(st.booleans()):
            answers(schedule)  # late dates that were asked for are built upon, others are not
        told = answers(schedule) if data.draw(st.booleans()) else None
        draft = data.draw(edits(plan))
        changes, after = draft.changes(), draft.plan
        updated = update(schedule, after, changes)
        assert answers(updated) == answers(compute(after))
        if told is not None:
            assert answers(schedule) == told
        plan, schedule = apply(plan, changes), updated


@settings(max_examples=tries(200), deadline=None, suppress_health_check=ROOMY)
@given(st.data())
def test_so_does_a_long_chain_of_tasks_that_come_go_and_move(data: st.DataObject) -> None:
    plan = data.draw(plans(8, plain=True))
    schedule = compute(plan)
    before = plan, schedule
    for _ in range(data.draw(st.integers(4, 12))):
        answers(schedule)
        draft = data.draw(edits(plan, SHAPING))
        before, plan = (plan, schedule), draft.plan
        schedule = update(schedule, plan, draft.changes())
        assert answers(schedule) == answers(compute(plan))
    back = update(schedule, before[0], diff(plan, before[0]))
    assert answers(back) == answers(before[1])


@settings(max_examples=tries(100), deadline=None, suppress_health_check=ROOMY)
@given(plans())
def test_every_task_has_dates_in_order(plan: Any) -> None:
    schedule = compute(plan)
    assert set(schedule.ids) == set(plan.tasks)
    for id in schedule.ids:
        assert id in schedule
        assert schedule.start(id) <= schedule.finish(id)
        assert schedule.late_start(id) <= schedule.late_finish(id)
        assert schedule.free_slack(id) >= 0
