"""The fast scheduler agrees with the slow one on random plans."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings

from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.examples import tries
from tests.schedule.oracle_late import scheduled
from tests.schedule.oracle_plans import any_plans


@settings(max_examples=tries(250), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_plans())
def test_dates_and_slack_are_those_of_the_slow_scheduler(plan: Plan) -> None:
    slow, fast = scheduled(plan), compute(plan)
    assert {finding.code for finding in fast.problems} <= {"plan.conflict", "calendar.empty"}
    assert {id: (fast.start(id), fast.finish(id)) for id in fast.ids} == slow.dates
    assert fast.project_finish == slow.oracle.finish
    for id in slow.oracle.leaves:
        told = (fast.total_slack(id), fast.free_slack(id), fast.is_critical(id))
        assert (fast.late_start(id), fast.late_finish(id)) == slow.late[id]
        assert told == (slow.total(id), slow.free(id), slow.critical(id))
