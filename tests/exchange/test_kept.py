"""Dates kept from an import, as they are told later: from the pins in the plan, with what they hold back."""

from __future__ import annotations

from roadmap_app.exchange import stored
from roadmap_app.exchange.kept import kept
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan

DAY = 480


def name_of(made: Plan, id: str) -> str:
    return made.tasks[id].name if id else ""


def told(made: Plan) -> list[tuple[str, str, int]]:
    return [
        (made.tasks[each.difference.task].name, name_of(made, each.milestone), each.by // DAY)
        for each in kept(made, compute(made))
    ]


def test_what_moves_the_milestone_the_most_comes_first() -> None:
    made = plan(
        "A 1d pinned 2026-05-06..2026-05-06; B 1d pinned 2026-05-14..2026-05-14 after A; M 0d after B; "
        "Loose 1d pinned 2026-05-06..2026-05-06"
    )
    assert told(made) == [("B", "M", -5), ("A", "", 0), ("Loose", "", 0)]


def test_without_milestones_the_finish_counts() -> None:
    assert told(plan("A 1d pinned 2026-05-06..2026-05-06")) == [("A", "", -2)]


def test_the_milestone_of_the_plan_is_named_before_one_that_moves_more() -> None:
    text = "A 1d pinned 2026-05-14..2026-05-14; Near 0d after A; Hold 1d snet 2026-05-12; Goal 0d after A, Hold"
    made = plan(text)
    draft = Draft(made)
    draft.change(draft.project, milestone=id_of(made, "Goal"))
    assert told(draft.plan) == [("A", "Goal", -2)]


def test_stored_and_own_dates_stand_side_by_side_with_the_reason() -> None:
    made = plan("A 2d; B 1d pinned 2026-05-11..2026-05-11 after A")
    (each,) = kept(made, compute(made))
    found = each.difference
    assert (found.stored_start, found.our_start) == (at("2026-05-11"), at("2026-05-06"))
    assert found.reason == "Its link from 'A' sets its start at Wed 6 May 2026 08:00."


def test_a_plan_without_pins_keeps_nothing() -> None:
    assert kept(plan("A 2d"), compute(plan("A 2d"))) == ()


def test_using_ours_and_keeping_again_gives_the_same_plan() -> None:
    made = plan("A 2d; B 1d pinned 2026-05-11..2026-05-11 after A")
    (each,) = kept(made, compute(made))
    draft = Draft(made)
    stored.release(draft, [each.difference.task])
    assert draft.plan != made
    stored.keep(draft, [each.difference])
    assert draft.plan == made
