"""Single changes of another version are taken, with what they need, and never into a loop."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.commands import Refusal, outline
from roadmap_app.document import differences, picking
from roadmap_app.document.picking import Pick
from roadmap_app.model.plan import Draft, Plan, diff
from roadmap_app.model.records import Log
from roadmap_app.schedule import compute
from roadmap_app.storage.references import REFERENCES, dangling
from tests.examples import tries
from tests.pocket import id_of, plan
from tests.sides import deleted, edited, linked


def picks(one: Plan, other: Plan) -> list[Pick]:
    return [picking.pick_of(each) for each in differences.told(diff(one, other), one, other)]


def test_one_member_of_one_task_is_taken_and_no_other():
    then = plan("A 3d; B 2d after A; C 4d")
    now = edited(edited(then, "A", duration=4800, notes="new"), "C", name="Check")
    back = picking.picked(now, then, [("task", id_of(then, "A"), "duration")])
    a = back.tasks[id_of(then, "A")]
    assert (a.duration, a.notes) == (3 * 480, "new")
    assert back.tasks[id_of(then, "C")].name == "Check"


def test_a_deleted_task_comes_back_with_its_links_and_one_that_was_added_goes():
    then = plan("A 3d; B 2d after A; C 4d")
    now = deleted(then, "B")
    changes = list(differences.told(diff(then, now), then, now))
    chosen = picking.along(("task", id_of(then, "B"), ""), changes, then, now)
    assert {kind for kind, _, _ in chosen} == {"task", "link"}
    assert picking.picked(now, then, chosen) == then
    assert picking.picked(then, now, chosen) == now


def test_a_task_comes_back_with_the_summary_that_it_stood_under():
    then = plan("S {A 1d; B 2d}; C 1d")
    now = deleted(then, "S")
    back = picking.picked(now, then, [("task", id_of(then, "A"), "")])
    assert {task.name for task in back.tasks.values()} == {"S", "A", "C"}
    assert back.tasks[id_of(then, "A")].parent == id_of(then, "S")
    whole = picking.along(("task", id_of(then, "S"), ""), differences.told(diff(then, now), then, now), then, now)
    assert picking.picked(now, then, whole) == then


def test_a_summary_that_goes_leaves_its_rows_where_they_were():
    then = plan("S {A 1d; B 2d}; C 1d")
    draft = Draft(then)
    outline.outdent(draft, [id_of(then, "B")])
    now = draft.plan
    back = picking.picked(then, now, [("task", id_of(then, "B"), "parent")])
    assert back.tasks[id_of(then, "B")].parent == ""
    assert back.tasks[id_of(then, "B")].ord == now.tasks[id_of(then, "B")].ord


def test_a_link_that_would_close_a_loop_is_refused_by_name():
    then = linked(plan("A 1d; B 1d"), "A", "B", "l1")
    now = linked(plan("A 1d; B 1d"), "B", "A", "l2")
    now = Plan(then.doc, {**now.tables, "task": then.tables["task"]})
    a, b = id_of(then, "A"), id_of(then, "B")
    link = next(iter(now.links.values()))
    now = Plan(now.doc, {**now.tables, "link": {link.id: link.but(from_=b, to=a)}})
    with pytest.raises(Refusal, match=r"'A'.*'B'"):
        picking.picked(now, then, [("link", "l1", "")])
    both = picking.picked(now, then, [("link", "l1", ""), ("link", link.id, "")])
    assert both == then


def test_a_whole_version_comes_back_but_the_log_of_saves_stays():
    then = plan("A 3d; B 2d")
    draft = Draft(edited(then, "A", duration=4800))
    draft.put(Log(id="log1", at=5, who="Ann", labels=("Longer",)))
    back = picking.whole(draft.plan, then)
    assert back.tasks == then.tasks and set(back.log) == {"log1"}


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_any_picks_give_a_sound_plan_and_all_of_them_the_other_version(data: st.DataObject) -> None:
    then = plan("S {A 1d; B 2d after A; T {C 3d after B; D 1d}}; E 2d after D; F 1d after E")
    now = then
    for _ in range(data.draw(st.integers(1, 4))):
        names = sorted(task.name for task in now.tasks.values())
        if not names:
            break
        name = data.draw(st.sampled_from(names))
        if data.draw(st.booleans()):
            now = deleted(now, name)
        else:
            now = edited(now, name, duration=data.draw(st.sampled_from((480, 960, 4800))))
    for one, other in ((now, then), (then, now)):
        found = picks(one, other)
        assert picking.picked(one, other, found) == other
        some = data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []
        made = picking.picked(one, other, some)
        compute(made)
        assert not [each for reference in REFERENCES for each in dangling(made, reference)]
