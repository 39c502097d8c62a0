"""Conflicts as records: nothing is lost by keeping them, and each can be settled later."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.commands import outline
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field, Link
from roadmap_app.schedule import compute
from roadmap_app.storage import planfile
from roadmap_app.storage.conflicts import conflict_id, kept_as_records, settle, value_of
from roadmap_app.storage.merge import merge
from roadmap_app.storage.repair import repaired
from roadmap_app.storage.settling import SIDES, Unsettled
from roadmap_app.storage.whole import findings
from tests.examples import tries
from tests.laws.test_merge_laws import sides
from tests.pocket import id_of, plan, task

BASE = "Build {A 3d; B 2d after A}; C 1d after B; D 1d"


def edited(base: Plan, which: str, **members: object) -> Plan:
    draft = Draft(base)
    draft.change(draft.tasks[id_of(base, which)], **members)
    return draft.plan


def kept(base: Plan, mine: Plan, theirs: Plan) -> Plan:
    merged = merge(base, mine, theirs)
    return kept_as_records(merged.plan, merged.conflicts, "Kim")


def settled(plan: Plan, choice: str) -> Plan:
    draft = Draft(plan)
    for id in sorted(plan.conflicts):
        settle(draft, id, choice)
    return draft.plan


@pytest.mark.parametrize(("choice", "days"), [("mine", 2), ("theirs", 1), ("base", 3)])
def test_a_field_is_settled_with_either_answer(choice: str, days: int) -> None:
    base = plan(BASE)
    both = kept(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    (conflict,) = both.conflicts.values()
    assert (conflict.base, conflict.mine, conflict.theirs, conflict.who) == ("1440", "960", "480", "Kim")
    assert conflict.id == conflict_id("task", id_of(base, "A"), "duration")
    assert planfile.decode(planfile.encode(both)).plan == both
    after = settled(both, choice)
    assert task(after, "A").duration == days * 480
    assert not after.conflicts


@pytest.mark.parametrize(("choice", "value"), [("mine", 2), ("theirs", 3), ("base", 1)])
def test_a_custom_field_is_settled_alone(choice: str, value: int) -> None:
    draft = Draft(plan(BASE))
    draft.put(Field(id="f1", name="Risk"))
    base = edited(draft.plan, "A", fields=(("f1", 1), ("f2", "x")))
    both = kept(base, edited(base, "A", fields=(("f1", 2), ("f2", "x"))), edited(base, "A", fields=(("f1", 3),)))
    assert [each.field for each in both.conflicts.values()] == ["fields.f1"]
    assert dict(task(settled(both, choice), "A").fields)["f1"] == value


@pytest.mark.parametrize(("choice", "there"), [("mine", False), ("theirs", True), ("base", True)])
def test_what_was_deleted_here_and_edited_there_goes_or_stays(choice: str, there: bool) -> None:
    base = plan(BASE)
    draft = Draft(base)
    outline.delete(draft, [id_of(base, "B")])
    both = kept(base, draft.plan, edited(base, "B", name="Beta"))
    after = settled(both, choice)
    assert (id_of(base, "B") in after.tasks) == there
    if there:
        assert after.tasks[id_of(base, "B")].name == ("Beta" if choice == "theirs" else "B")
    assert not list(findings(after, lambda _: ""))


def test_a_link_that_was_set_aside_waits_until_there_is_room_for_it() -> None:
    base = plan("A 1d; B 1d; C 1d after B")

    def linked(from_: str, to: str, id: str) -> Plan:
        draft = Draft(base)
        draft.put(Link(id=id, from_=id_of(base, from_), to=id_of(base, to)))
        return draft.plan

    both = kept(base, linked("A", "B", "mine"), linked("C", "A", "theirs"))
    (id,) = both.conflicts
    draft = Draft(both)
    with pytest.raises(Unsettled, match="would make a loop"):
        settle(draft, id, "theirs")
    assert draft.plan == both
    draft.remove("link", "mine")
    settle(draft, id, "theirs")
    assert "theirs" in draft.links
    assert not compute(draft.plan).problems


def test_a_task_that_is_moved_below_what_it_holds_changes_places_with_it() -> None:
    base = plan("A {A1 1d}; B {B1 1d}")
    a, b = id_of(base, "A"), id_of(base, "B")
    both = kept(base, edited(base, "A", parent=b), edited(base, "B", parent=a))
    after = settled(both, "theirs")
    assert (after.tasks[b].parent, after.tasks[a].parent) == (a, "")


def test_an_answer_that_cannot_be_read_is_told() -> None:
    base = plan(BASE)
    both = kept(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    draft = Draft(both)
    (conflict,) = both.conflicts.values()
    broken = draft.change(conflict, theirs="never")
    with pytest.raises(Unsettled):
        settle(draft, broken.id, "theirs")
    with pytest.raises(ValueError, match="not a side"):
        settle(draft, broken.id, "ours")


@settings(max_examples=tries(100))
@given(st.data())
def test_any_answers_leave_a_sound_plan_and_records_keep_each_value(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    merged = merge(base, mine, theirs)
    both = kept_as_records(merged.plan, merged.conflicts)
    assert planfile.decode(planfile.encode(both)).plan == both
    for clash in merged.conflicts:
        record = both.conflicts[conflict_id(clash.kind, clash.id, clash.field.rstrip("_"))]
        for side in SIDES:
            found, value = value_of(record, side), getattr(clash, side)
            assert found == value or value is None
    draft = Draft(both)
    for id, conflict in sorted(both.conflicts.items()):
        if id not in draft.conflicts:  # an answer before took away what it was about
            assert draft.get(conflict.of_kind, conflict.of) is None
            continue
        try:
            settle(draft, id, data.draw(st.sampled_from(SIDES)))
        except Unsettled:
            continue
    assert repaired(draft.plan) == (draft.plan, ())
