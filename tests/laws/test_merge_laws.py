"""Laws of merging: what `storage/merge.py` promises, over random plans and random edits of two people."""

from __future__ import annotations

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from roadmap_app.document import comparison as compared
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.model.records import Link, Record
from roadmap_app.schedule import compute
from roadmap_app.storage import planfile
from roadmap_app.storage.merge import Merged, merge
from roadmap_app.storage.repair import repaired
from roadmap_app.storage.settling import Unsettled
from tests.examples import tries
from tests.schedule.plans import edits, plans

Key = tuple[str, str]


def sides(data: st.DataObject) -> tuple[Plan, Plan, Plan]:
    """A plan and what two people made of it; each by itself is sound, but may hold loops."""
    base, _ = repaired(data.draw(plans(loops=data.draw(st.booleans()))))
    mine, theirs = data.draw(edits(base)).plan, data.draw(edits(base)).plan
    return base, repaired(mine)[0], repaired(theirs)[0]


def listed(merged: Merged) -> set[Key]:
    """Records that the outcome speaks of."""
    return {(clash.kind, clash.id) for clash in merged.conflicts} | {
        (repair.kind, repair.id) for repair in merged.repairs
    }


def clean(merged: Merged) -> bool:
    return not merged.conflicts and not merged.repairs


@given(st.data())
def test_nothing_against_something_is_that(data: st.DataObject) -> None:
    base, mine, _ = sides(data)
    for merged in (merge(base, mine, base), merge(base, base, mine), merge(base, mine, mine)):
        assert not merged.conflicts
        if not merged.repairs:
            assert not [key for key in diff(mine, merged.plan).pairs if not only_placed(key, mine, merged.plan)]


def only_placed(key: Key, one: Plan, other: Plan) -> bool:
    """A row that got an order of its own among rows that had shared one."""
    before, after = one.get(*key), other.get(*key)
    return before is not None and after is not None and before.but(ord="V") == after.but(ord="V")


@settings(max_examples=tries(200))
@given(st.data())
def test_no_record_that_anyone_made_or_changed_is_lost(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    merged = merge(base, mine, theirs)
    told = listed(merged)
    for side in (mine, theirs):
        for key, (_, after) in diff(base, side).pairs.items():
            assert after is None or merged.plan.get(*key) is not None or key in told, key


@settings(max_examples=tries(200))
@given(st.data())
def test_what_one_side_changed_is_there_as_that_side_has_it(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    merged = merge(base, mine, theirs)
    told = listed(merged)
    ours, others = diff(base, mine).pairs, diff(base, theirs).pairs
    for side, other in ((ours, others), (others, ours)):
        for key, (before, after) in side.items():
            if key in other or key in told or before is None or after is None:
                continue
            found = merged.plan.get(*key)
            assert found is not None
            assert same_but_place(found, after)


def same_but_place(found: Record, wanted: Record) -> bool:
    return found == wanted or (found.kind == "task" and found.but(ord="V") == wanted.but(ord="V"))


@settings(max_examples=tries(200))
@given(st.data())
def test_whoever_is_mine_only_what_clashes_differs(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    assume(not any(compute(plan).problems for plan in (base, mine, theirs)))  # loops of one side stay its own
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert (not one.conflicts) == (not other.conflicts)
    told = listed(one) | listed(other)
    ends = {end for kind, id in told if kind == "link" for end in _ends(id, mine, theirs, base)}
    for key in diff(one.plan, other.plan).pairs:
        found, same = one.plan.get(*key), other.plan.get(*key)
        placed = found is not None and same is not None and same_but_place(found, same)
        assert key in told or key[1] in ends or placed or hangs_on(key, told, base), key


def _ends(id: str, *plans: Plan) -> set[str]:
    links = [plan.links[id] for plan in plans if id in plan.links]
    return {end for link in links for end in (link.from_, link.to)}


def hangs_on(key: Key, told: set[Key], base: Plan) -> bool:
    """A link or an assignment of a record that one side deleted and that came back, or a task below one."""
    record = base.get(*key)
    ids = {id for _, id in told}
    ends = {record.from_, record.to} if isinstance(record, Link) else {getattr(record, "task", "")}
    return bool(ends & ids)


@settings(max_examples=tries(200))
@given(st.data())
def test_merging_again_changes_nothing(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    once = merge(base, mine, theirs)
    twice = merge(base, once.plan, theirs)
    if clean(once):
        assert twice.plan == once.plan
    assert not [key for key in diff(once.plan, twice.plan).pairs if key not in listed(once) | listed(twice)]


@settings(max_examples=tries(200))
@given(st.data())
def test_the_outcome_schedules_and_stands_in_a_file(data: st.DataObject) -> None:
    base, mine, theirs = sides(data)
    plan = merge(base, mine, theirs).plan
    schedule = compute(plan)
    assert all(schedule.start(id) <= schedule.finish(id) for id in plan.tasks)
    assert planfile.decode(planfile.encode(plan)).plan == plan


@given(st.data())
def test_edits_to_different_records_merge_clean(data: st.DataObject) -> None:
    base, _ = repaired(data.draw(plans()))
    ids = sorted(base.tasks)
    if len(ids) < 2:
        return
    first, second = ids[0], ids[1]
    mine = _renamed(base, first, "Mine")
    theirs = _renamed(base, second, "Theirs")
    merged = merge(base, mine, theirs)
    assert clean(merged)
    assert (merged.plan.tasks[first].name, merged.plan.tasks[second].name) == ("Mine", "Theirs")


def _renamed(plan: Plan, id: str, name: str) -> Plan:
    draft = Draft(plan)
    draft.change(draft.tasks[id], name=name)
    return draft.plan


@settings(max_examples=tries(100))
@given(st.data())
def test_any_answers_leave_a_sound_plan_or_are_refused(data: st.DataObject) -> None:
    version = compared.compare(*sides(data))
    choices = {
        compared.place_of(clash): data.draw(st.sampled_from(compared.answers_to(version, clash)))
        for clash in version.merged.conflicts
    }
    try:
        plan = version.chosen(choices)
    except Unsettled:
        return
    assert repaired(plan) == (plan, ())
    for clash in version.merged.conflicts:
        if clash.field and "." not in clash.field and clash.field not in ("parent", "ord"):
            record = plan.get(clash.kind, clash.id)
            wanted = compared.value_of(clash, choices[compared.place_of(clash)])
            gone = isinstance(wanted, str | tuple) and not getattr(record, clash.field, None)  # it led to nothing
            assert record is None or gone or getattr(record, clash.field) == wanted
