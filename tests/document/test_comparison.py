"""Comparing versions of a plan, and choosing between them: a sentence each."""

from __future__ import annotations

import pytest

from roadmap_app.document import comparison as compared
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan
from tests.sides import deleted, edited, linked

BASE = "Build {A 3d; B 2d after A}; C 1d after B; D 1d; GA 0d after C"


def test_changes_tell_whose_they_are_and_what_about() -> None:
    base = plan(BASE)
    mine = edited(edited(base, "A", percent=50), "D", notes="by the way")
    theirs = edited(edited(base, "A", percent=50), "C", duration=960)
    found = compared.compare(base, mine, theirs).changes
    assert [(each.by, each.subject) for each in found] == [("both", "dates"), ("mine", "text"), ("theirs", "dates")]
    assert "'C'" in found[2].change.sentence


def test_effect_on_milestones_is_told_in_days() -> None:
    base = plan(BASE)
    version = compared.compare(base, base, edited(base, "A", duration=1440 + 960))
    assert compared.effect_in_words(version.base_schedule, version.merged_schedule) == "GA +2 d, Project finish +2 d"
    quiet = compared.compare(base, base, edited(base, "D", notes="x"))
    assert compared.effect_in_words(quiet.base_schedule, quiet.merged_schedule) == "No milestone moves"


@pytest.mark.parametrize(("side", "minutes"), [("mine", 960), ("theirs", 480), ("base", 1440)])
def test_a_field_that_both_changed_is_as_the_chosen_side_has_it(side: str, minutes: int) -> None:
    base = plan(BASE)
    version = compared.compare(base, edited(base, "A", duration=960), edited(base, "A", duration=480))
    (clash,) = version.open({})
    assert compared.title(version, clash) == "'A': duration"
    assert compared.sentence(version, clash) == "You have 2d, they have 1d. It was 3d."
    choice = {compared.place_of(clash): side}
    assert version.chosen(choice).tasks[id_of(base, "A")].duration == minutes
    assert not version.open(choice)
    assert version.chosen({}) == version.merged.plan


@pytest.mark.parametrize("side", ["mine", "theirs"])
def test_a_task_edited_here_and_deleted_there(side: str) -> None:
    base = plan(BASE)
    version = compared.compare(base, edited(base, "B", name="Beta"), deleted(base, "B"))
    (clash,) = version.open({})
    assert "deleted" in compared.sentence(version, clash)
    made = version.chosen(compared.all_of(version, side))
    assert (id_of(base, "B") in made.tasks) == (side == "mine")
    ends = {end for link in made.links.values() for end in (link.from_, link.to)}
    assert ends <= set(made.tasks), "no link leads to nothing"


def test_of_two_links_that_make_a_loop_the_chosen_one_stands() -> None:
    base = plan(BASE)
    version = compared.compare(base, linked(base, "D", "A", "mine"), linked(base, "B", "D", "theirs"))
    assert version.open({})
    kept = version.chosen(compared.all_of(version, "mine"))
    other = version.chosen(compared.all_of(version, "theirs"))
    assert ("mine" in kept.links, "theirs" in kept.links) == (True, False)
    assert ("mine" in other.links, "theirs" in other.links) == (False, True)
    assert not [each for each in compute(other).problems if each.code == "plan.loop"]


@pytest.mark.parametrize("side", ["mine", "theirs", "base"])
def test_two_moves_below_each_other_give_an_outline_whatever_is_chosen(side: str) -> None:
    base = plan("A 1d; B 1d")
    a, b = id_of(base, "A"), id_of(base, "B")
    version = compared.compare(base, edited(base, "A", parent=b), edited(base, "B", parent=a))
    made = version.chosen(compared.all_of(version, side))
    parents = {made.tasks[a].parent, made.tasks[b].parent}
    assert "" in parents
    if side == "theirs":
        assert made.tasks[b].parent == a


def test_two_versions_without_a_common_one_conflict_in_nothing() -> None:
    base = plan(BASE)
    version = compared.two_way(base, edited(base, "D", duration=960))
    assert not version.open({})
    assert [each.by for each in version.changes] == ["theirs"]


def test_a_choice_of_what_is_no_conflict_is_refused() -> None:
    base = plan(BASE)
    version = compared.compare(base, base, base)
    with pytest.raises(KeyError):
        version.chosen({("task", "x", "name"): "mine"})


def test_what_each_change_moves_by_itself() -> None:
    base = plan(BASE)
    theirs = linked(edited(edited(base, "A", duration=1440 + 480), "D", duration=960), "D", "A", "new")
    version = compared.compare(base, base, theirs)
    found = {each.change.id: compared.shifts_in_words(version.moved_by(each), base) for each in version.changes}
    assert found[id_of(base, "A")] == "GA +1 d, Project finish +1 d"
    assert not found[id_of(base, "D")]
    assert found["new"] == "GA +1 d, Project finish +1 d"


def test_a_deadline_that_is_missed_then_is_told() -> None:
    base = plan(BASE)
    before = compute(edited(base, "GA", deadline=compute(base).finish(id_of(base, "GA"))))
    after = compute(edited(before.plan, "A", duration=5 * 480))
    said = compared.missed_in_words(before, after)
    assert said.startswith("GA misses its deadline ")
    assert said.endswith(" by 2 d")
    assert not compared.missed_in_words(after, after), "it was missed before"
