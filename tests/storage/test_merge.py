"""Merging what two people did to one plan: the cases that people meet, one sentence each."""

from __future__ import annotations

import pytest

from roadmap_app.model.order import between
from roadmap_app.model.parts import CalendarException, Hyperlink
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field, Resource, Task
from roadmap_app.schedule import compute
from roadmap_app.storage.merge import Merged, merge
from roadmap_app.storage.merge_values import paragraphs
from tests.pocket import STANDARD, id_of, plan, task
from tests.sides import deleted, edited, linked

BASE = "Build {A 3d; B 2d after A}; C 1d after B; D 1d"


def fields_of(merged: Merged) -> list[tuple[str, str]]:
    return [(clash.field, clash.kept) for clash in merged.conflicts]


def test_two_people_at_different_fields_of_one_task() -> None:
    base = plan(BASE)
    merged = merge(base, edited(base, "A", percent=50), edited(base, "A", name="API", duration=480))
    found = merged.plan.tasks[id_of(base, "A")]
    assert (found.percent, found.name, found.duration) == (50, "API", 480)
    assert not merged.conflicts
    assert not merged.repairs


def test_two_people_at_one_field_is_a_conflict_and_mine_stands() -> None:
    base = plan(BASE)
    merged = merge(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    (clash,) = merged.conflicts
    assert (clash.field, clash.base, clash.mine, clash.theirs, clash.kept) == ("duration", 1440, 960, 480, "mine")
    assert merged.plan.tasks[id_of(base, "A")].duration == 960


@pytest.mark.parametrize("deletes", ["mine", "theirs"])
def test_an_edit_beats_a_delete_with_all_that_hung_on_the_task(deletes: str) -> None:
    base = plan(BASE)
    gone, kept = deleted(base, "B"), edited(base, "B", name="Beta")
    merged = merge(base, gone, kept) if deletes == "mine" else merge(base, kept, gone)
    assert task(merged.plan, "Beta").id == id_of(base, "B")
    assert fields_of(merged) == [("", "theirs" if deletes == "mine" else "mine")]
    assert merged.plan.links == base.links
    assert not merged.repairs


def test_a_new_link_to_a_deleted_task_brings_it_back_with_its_summary() -> None:
    base = plan(BASE)
    merged = merge(base, deleted(base, "Build"), linked(base, "D", "B", "new"))
    assert {task.name for task in merged.plan.tasks.values()} >= {"Build", "B", "D"}
    assert "new" in merged.plan.links
    assert {clash.id for clash in merged.conflicts} >= {id_of(base, "B")}


def test_a_team_that_was_deleted_here_and_given_work_there_is_back() -> None:
    draft = Draft(plan(BASE))
    draft.put(Resource(id="team", name="Payments", type="team"))
    base = draft.plan
    without = Draft(base)
    without.remove("resource", "team")
    merged = merge(base, without.plan, edited(base, "A", team="team"))
    assert merged.plan.resources["team"].name == "Payments"
    assert merged.plan.tasks[id_of(base, "A")].team == "team"
    assert fields_of(merged) == [("", "theirs")]


def test_two_innocent_links_that_make_a_loop_are_a_conflict_and_theirs_is_set_aside() -> None:
    base = plan("A 1d; B 1d; C 1d after B")
    merged = merge(base, linked(base, "A", "B", "mine"), linked(base, "C", "A", "theirs"))
    assert "mine" in merged.plan.links
    assert "theirs" not in merged.plan.links
    (clash,) = merged.conflicts
    assert (clash.kind, clash.id, clash.field, clash.kept) == ("link", "theirs", "", "mine")
    assert not compute(merged.plan).problems


def test_two_moves_below_each_other_leave_theirs_where_it_was() -> None:
    base = plan("A {A1 1d}; B {B1 1d}")
    mine, theirs = edited(base, "A", parent=id_of(base, "B")), edited(base, "B", parent=id_of(base, "A"))
    merged = merge(base, mine, theirs)
    assert merged.plan.tasks[id_of(base, "A")].parent == id_of(base, "B")
    assert merged.plan.tasks[id_of(base, "B")].parent == ""
    assert fields_of(merged) == [("parent", "mine")]
    assert not merged.repairs


@pytest.mark.parametrize("moves", ["mine", "theirs"])
def test_a_task_that_is_active_again_below_what_waits_for_it_is_a_conflict_whoever_did_what(moves: str) -> None:
    base = edited(plan("A 3d; B 2d after A"), "A", active=False)
    moved, freed = edited(base, "A", parent=id_of(base, "B")), edited(base, "A", active=True)
    merged = merge(base, moved, freed) if moves == "mine" else merge(base, freed, moved)
    assert fields_of(merged) == [("active" if moves == "mine" else "parent", "mine")]
    assert not compute(merged.plan).problems


def test_a_move_into_a_summary_that_would_loop_is_set_aside() -> None:
    base = plan("S {A 1d}; B 1d; C 1d")
    mine = linked(base, "S", "B", "mine")
    theirs = edited(linked(base, "B", "C", "theirs"), "C", parent=id_of(base, "S"))
    merged = merge(base, mine, theirs)
    assert not compute(merged.plan).problems
    assert {clash.kind for clash in merged.conflicts} <= {"task", "link"}
    assert merged.conflicts


def test_a_move_elsewhere_beats_a_reordering() -> None:
    base = plan("S {X 1d}; A 1d; B 1d")
    moved = edited(base, "A", parent=id_of(base, "S"), ord="k")
    ordered = edited(base, "A", ord="zz")
    for merged in (merge(base, moved, ordered), merge(base, ordered, moved)):
        assert merged.plan.tasks[id_of(base, "A")].parent == id_of(base, "S")
        assert not merged.conflicts


def test_rows_that_both_put_at_one_place_stand_there_one_after_the_other() -> None:
    base = plan("A 1d; B 1d")
    place = between(task(base, "A").ord, task(base, "B").ord)

    def with_row(id: str, name: str) -> Plan:
        draft = Draft(base)
        draft.put(Task(id=id, name=name, ord=place, duration=480))
        return draft.plan

    merged = merge(base, with_row("mine", "Mine"), with_row("theirs", "Theirs"))
    names = [merged.plan.tasks[id].name for id in merged.plan.outline.order]
    assert names == ["A", "Mine", "Theirs", "B"]
    assert len({task.ord for task in merged.plan.tasks.values()}) == 4
    assert not merged.conflicts
    assert not merged.repairs


def test_tags_unite_and_what_either_took_out_is_gone() -> None:
    base = edited(plan(BASE), "A", tags=("api", "old"))
    merged = merge(base, edited(base, "A", tags=("api", "mine")), edited(base, "A", tags=("api", "old", "theirs")))
    assert merged.plan.tasks[id_of(base, "A")].tags == ("api", "mine", "theirs")
    assert not merged.conflicts


def test_custom_fields_are_merged_one_by_one() -> None:
    draft = Draft(plan(BASE))
    for id in ("f1", "f2", "f3"):
        draft.put(Field(id=id, name=id))
    base = edited(draft.plan, "A", fields=(("f1", 1), ("f2", "x")))
    mine = edited(base, "A", fields=(("f1", 2), ("f2", "x")))
    theirs = edited(base, "A", fields=(("f1", 3), ("f3", "n")))
    merged = merge(base, mine, theirs)
    assert merged.plan.tasks[id_of(base, "A")].fields == (("f1", 2), ("f3", "n"))
    assert fields_of(merged) == [("fields.f1", "mine")]


def test_holidays_and_pages_are_merged_item_by_item() -> None:
    base = plan(BASE)

    def with_day(name: str, day: int) -> Plan:
        draft = Draft(base)
        added = CalendarException(name=name, first=day, last=day)
        calendar = draft.calendars[STANDARD]
        draft.change(calendar, exceptions=(*calendar.exceptions, added))
        task = draft.tasks[id_of(base, "A")]
        draft.change(task, hyperlinks=(Hyperlink(label=name, url=f"https://{name}"),))
        return draft.plan

    merged = merge(base, with_day("one", 20600), with_day("two", 20700))
    assert {day.name for day in merged.plan.calendars[STANDARD].exceptions} >= {"one", "two"}
    assert [page.label for page in merged.plan.tasks[id_of(base, "A")].hyperlinks] == ["one", "two"]
    assert not merged.conflicts


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        ("one\nTWO\nthree", "one\ntwo\nTHREE", "one\nTWO\nTHREE"),
        ("zero\none\ntwo\nthree", "one\ntwo\nthree\nfour", "zero\none\ntwo\nthree\nfour"),
        ("one\ntwo\nthree\nmine", "one\ntwo\nthree\ntheirs", "one\ntwo\nthree\nmine\ntheirs"),
        ("one\nthree", "one\ntwo\nTHREE", "one\nTHREE"),
        ("one\nMINE\nthree", "one\nTHEIRS\nthree", None),
        ("one\nsame\nthree", "one\nsame\nthree", "one\nsame\nthree"),
        ("", "one\ntwo\nthree\nfour", "four"),
    ],
)
def test_notes_are_merged_by_paragraph(mine: str, theirs: str, merged: str | None) -> None:
    assert paragraphs("one\ntwo\nthree", mine, theirs) == merged


def test_an_empty_base_makes_all_an_addition_of_both() -> None:
    mine = plan(BASE)
    theirs = edited(mine, "A", percent=50)
    merged = merge(Plan(mine.doc), mine, theirs)
    assert merged.plan.tasks[id_of(mine, "A")].percent == 50
    assert not merged.conflicts


def test_what_is_missing_in_a_damaged_file_was_not_deleted() -> None:
    base = plan(BASE)
    draft = Draft(base)
    draft.remove("task", id_of(base, "D"))
    torn = draft.plan
    for merged in (
        merge(base, base, torn, theirs_whole=False),
        merge(base, torn, base, mine_whole=False),
    ):
        assert task(merged.plan, "D")


def test_a_link_that_both_deleted_does_not_come_back_with_its_task() -> None:
    base = plan("A 1d; B 1d after A; C 1d after A")
    draft = Draft(edited(base, "A", notes="still of use"))
    (link,) = draft.links_into[id_of(base, "B")]
    draft.remove("link", link.id)
    merged = merge(base, deleted(base, "A"), draft.plan)
    assert id_of(base, "A") in merged.plan.tasks
    assert {each.to for each in merged.plan.links.values()} == {id_of(base, "C")}
