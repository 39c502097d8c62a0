"""Laws of ChangeSets: what `model/changes.py` promises, over random plans and random edits of them."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap_app.model.changes import ChangeSet, Misfit, compose, invert
from roadmap_app.model.outline import make_outline
from roadmap_app.model.plan import Draft, Plan, apply, diff
from tests.examples import tries
from tests.schedule.plans import SHAPING, edits, plans


def drawn_edit(data: st.DataObject, plan: Plan) -> tuple[ChangeSet, Plan]:
    draft = data.draw(edits(plan))
    return draft.changes(), draft.plan


@given(st.data())
def test_applying_and_inverting_gives_the_plan_again(data: st.DataObject) -> None:
    plan = data.draw(plans())
    changes, after = drawn_edit(data, plan)
    assert apply(plan, changes) == after
    assert apply(after, invert(changes)) == plan
    assert invert(invert(changes)) == changes


@given(st.data())
def test_composing_is_one_change_after_the_other(data: st.DataObject) -> None:
    plan = data.draw(plans())
    first, middle = drawn_edit(data, plan)
    second, after = drawn_edit(data, middle)
    assert apply(plan, compose(first, second)) == apply(apply(plan, first), second) == after
    assert not compose(first, invert(first))
    assert invert(compose(first, second)) == compose(invert(second), invert(first))


@given(st.data())
def test_composing_goes_either_way_round(data: st.DataObject) -> None:
    plan = data.draw(plans())
    first, one = drawn_edit(data, plan)
    second, two = drawn_edit(data, one)
    third, _ = drawn_edit(data, two)
    assert compose(compose(first, second), third) == compose(first, compose(second, third))


@given(st.data())
def test_a_difference_leads_from_one_plan_to_the_other(data: st.DataObject) -> None:
    plan, other = data.draw(plans()), data.draw(plans())
    assert apply(plan, diff(plan, other)) == Plan(plan.doc, other.tables)
    assert not diff(plan, plan)
    assert invert(diff(plan, other)) == diff(other, plan)


@given(st.data())
def test_no_pair_of_a_set_has_two_equal_sides(data: st.DataObject) -> None:
    plan = data.draw(plans())
    first, middle = drawn_edit(data, plan)
    second, after = drawn_edit(data, middle)
    for changes in (first, compose(first, second), diff(plan, after)):
        assert all(before != now for before, now in changes.pairs.values())


@given(st.data())
def test_a_set_refuses_a_plan_that_it_was_not_made_for(data: st.DataObject) -> None:
    plan = data.draw(plans())
    changes, after = drawn_edit(data, plan)
    assume(changes)
    with pytest.raises(Misfit):
        apply(after, changes)
    with pytest.raises(Misfit):
        compose(changes, changes)
    assert apply(plan, changes) == after  # the refusal broke nothing


@given(st.data())
def test_what_is_derived_after_an_edit_is_what_a_new_plan_derives(data: st.DataObject) -> None:
    plan = data.draw(plans())
    assert plan.outline.wbs is not None
    assert plan.links_into is not None
    assert plan.pinned is not None
    changes, after = drawn_edit(data, plan)
    fresh = Plan(after.doc, after.tables)
    for made in (after, apply(plan, changes)):
        assert made.outline == fresh.outline
        assert (made.links_into, made.links_from) == (fresh.links_into, fresh.links_from)
        assert set(made.pinned) == set(fresh.pinned)


@settings(max_examples=tries(300))
@given(st.data())
def test_the_outline_follows_what_comes_goes_and_moves(data: st.DataObject) -> None:
    plan = data.draw(plans())
    for _ in range(data.draw(st.integers(1, 4))):
        assert plan.outline.position is not None and plan.outline.most is not None
        plan = data.draw(edits(plan, SHAPING)).plan
        made = plan.outline
        fresh = make_outline(plan.tasks)
        assert made == fresh
        assert (dict(made.position), made.most) == (fresh.position, fresh.most)
        numbers = {"": ""}
        for id in made.order:
            parent = made.parent[id]
            place = made.children[parent].index(id) + 1
            numbers[id] = f"{numbers[parent]}.{place}" if parent else str(place)
            assert made.wbs[id] == numbers[id]
        assert len(made.longest_wbs) >= max(map(len, numbers.values()))


@given(plans())
def test_a_draft_never_touches_its_plan(plan: Plan) -> None:
    kept = Plan(plan.doc, {kind: dict(table) for kind, table in plan.tables.items()})
    draft = Draft(plan)
    for id in tuple(plan.tasks):
        draft.change(draft.tasks[id], name="changed")
    assert draft.plan != plan
    for id in tuple(plan.links):
        draft.remove("link", id)
    assert plan == kept
