"""What single changes move, and how they stand under milestones."""

from __future__ import annotations

from roadmap_app.document import comparison as compared
from roadmap_app.document import effects
from roadmap_app.document.comparison import Comparison
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link, Task
from tests.pocket import id_of, plan
from tests.sides import deleted, edited

BASE = "A 3d; B 2d after A; Beta 0d after A; GA 0d after B; X 1d"


def groups(version: Comparison) -> list[tuple[str, list[str]]]:
    moves = effects.weigh(version, version.changes)
    found = effects.grouped(version, version.changes, moves)
    plan = version.merged.plan
    return [(effects.title(each, plan), [told.change.short for told in each.found]) for each in found]


def two(base: Plan, other: Plan) -> Comparison:
    return compared.two_way(base, other)


def test_a_change_stands_with_the_first_milestone_it_moves_the_largest_first() -> None:
    base = plan(BASE)
    other = edited(edited(edited(base, "A", duration=4 * 480), "B", duration=5 * 480), "X", notes="n")
    assert groups(two(base, other)) == [
        ("Moves 'Beta' +1 d", ["duration 3d → 4d"]),
        ("Moves 'GA' +4 d", ["duration 2d → 5d"]),
        ("No effect on milestones", ["notes none → 'n'"]),
    ]


def test_the_projects_own_milestone_comes_first() -> None:
    base = plan(BASE)
    draft = Draft(base)
    draft.change(base.project, milestone=id_of(base, "GA"))
    version = two(draft.plan, edited(draft.plan, "A", duration=4 * 480))
    assert [title for title, _ in groups(version)] == ["Moves 'GA' +1 d"]


def test_members_of_one_record_are_weighed_apart() -> None:
    base = plan(BASE)
    version = two(base, edited(base, "B", duration=3 * 480, percent=10))
    assert groups(version) == [
        ("Moves 'GA' +1 d", ["duration 2d → 3d"]),
        ("No effect on milestones", ["percent complete 0 % → 10 %"]),
    ]


def test_a_new_task_moves_what_its_links_move_and_a_deleted_one_too() -> None:
    base = plan(BASE)
    draft = Draft(base)
    draft.put(Task(id="n", name="N", ord="zz", duration=960))
    for id, ends in (("1", ("n", id_of(base, "GA"))), ("2", (id_of(base, "B"), "n"))):
        draft.put(Link(id=id, from_=ends[0], to=ends[1]))
    (added, *rest) = groups(two(base, draft.plan))
    assert added[0] == "Moves 'GA' +2 d"
    assert "Added task 'N'" in added[1]
    assert "Added link from 'B' to 'N'" in added[1], "the link stands with its task"
    gone = groups(two(base, deleted(base, "B")))
    assert any("Removed task 'B'" in words for title, words in gone if title.startswith("Moves 'GA'"))
    assert not [words for title, words in rest if title.startswith("Moves")]


def test_causes_that_even_out_say_so() -> None:
    base = plan(BASE)
    other = edited(edited(base, "A", duration=4 * 480), "B", duration=480)
    assert ("Moves 'Beta' +1 d", ["duration 3d → 4d"]) in groups(two(base, other))
    assert ("Move 'GA', but even out together", ["duration 2d → 1d"]) in groups(two(base, other))
