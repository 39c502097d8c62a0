"""The order of a network under change: what is linked upwards is put behind what it waits for, and nothing is computed
anew for it."""

from __future__ import annotations

import random

import pytest

from roadmap_app.commands import Refusal, links, outline
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Link
from roadmap_app.schedule import compute, update
from tests.bench.plans import plan_of
from tests.examples import tries
from tests.laws.test_schedule_laws import answers
from tests.pocket import id_of
from tests.pocket import plan as pocket


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


def test_a_link_into_its_own_summary_is_left_out_and_binds_again_without_computing_anew() -> None:
    made = pocket("A 2d; B 3d after A; C 1d after B; D 1d")
    before = schedule = compute(made)
    for verb, count in ((outline.indent, 1), (outline.outdent, 0)):
        draft = Draft(made)
        verb(draft, [id_of(made, "B")])
        schedule, made = update(schedule, draft.plan, draft.changes()), draft.plan
        assert schedule.network.line is before.network.line
        assert [finding.kind for finding in schedule.problems] == ["link"] * count
        assert answers(schedule) == answers(compute(made))
    assert answers(schedule) == answers(before)


def test_a_link_to_nowhere_makes_no_edit_slower() -> None:
    made = pocket("A 2d; B 3d after A; C 1d after B")
    draft = Draft(made)
    draft.put(Link(id=stable_id(77), from_=stable_id(78), to=id_of(made, "B")))
    made = draft.plan
    schedule = before = compute(made)
    draft = Draft(made)
    outline.add_task(draft, after=id_of(made, "A"), name="New")
    schedule = update(schedule, draft.plan, draft.changes())
    assert schedule.network.line is before.network.line
    assert [finding.id for finding in schedule.problems] == [stable_id(77)]
    assert answers(schedule) == answers(compute(draft.plan))
