"""The order of a network under change: what is linked upwards is put behind what it waits for, and nothing is computed
anew for it."""

from __future__ import annotations

import random

import pytest

from roadmap_app.commands import Refusal, links
from roadmap_app.model.plan import Draft
from roadmap_app.schedule import compute, update
from tests.bench.plans import plan_of
from tests.examples import tries
from tests.laws.test_schedule_laws import answers


@pytest.mark.parametrize("seed", range(2))
def test_links_in_any_direction_are_taken_up_without_computing_anew(seed: int) -> None:
    hand = random.Random(seed)
    plan = plan_of(240)
    schedule = compute(plan)
    made = 0
    for _ in range(tries(40)):
        draft = Draft(plan)
        try:
            links.add(draft, *hand.sample(plan.outline.order, 2))
        except Refusal:  # it would close a loop
            continue
        after = update(schedule, draft.plan, draft.changes())
        assert after.network.line is schedule.network.line  # that of the first network
        plan, schedule, made = draft.plan, after, made + 1
    assert made > 10
    assert answers(schedule) == answers(compute(plan))
