"""Stored dates first: what differs from our own is listed with the reason, pinned, and released."""

from __future__ import annotations

from roadmap_app.exchange import stored
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.time import from_iso
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan


def stored_as(made: Plan, **dates: tuple[str, str]) -> dict[str, tuple[int, int]]:
    """Our own dates as stored, but for the tasks that are named."""
    schedule = compute(made)
    ours = {id: (schedule.start(id), schedule.finish(id)) for id in schedule.ids}
    return ours | {id_of(made, name): (from_iso(start), from_iso(finish)) for name, (start, finish) in dates.items()}


def listed(made: Plan, dates: dict[str, tuple[int, int]]) -> list[tuple[str, str]]:
    found = stored.differences(made, compute(made), dates)
    return [(made.tasks[each.task].name, each.reason) for each in found if not each.slight]


def test_equal_dates_are_no_difference() -> None:
    made = plan("A 3d; B 2d after A")
    assert listed(made, stored_as(made)) == []


def test_a_minute_of_rounding_is_none_either() -> None:
    made = plan("A 3d")
    assert listed(made, stored_as(made, A=("2026-05-04T08:01", "2026-05-06T16:59"))) == []


def test_a_minute_is_kept_all_the_same_and_makes_no_other_task_a_difference() -> None:
    made = plan("A 3d; B 2d after A; C 1d after B")
    later = ("2026-05-18T08:00", "2026-05-18T17:00")
    dates = stored_as(made, A=("2026-05-04T08:01", "2026-05-06T16:59"), C=later)
    found = stored.differences(made, compute(made), dates)
    assert [(made.tasks[each.task].name, each.slight) for each in found] == [("A", True), ("B", True), ("C", False)]
    assert found[2].reason == "Its link from 'B' sets its start at Mon 11 May 2026 08:00."
    draft = Draft(made)
    stored.keep(draft, found)
    kept = compute(draft.plan)
    assert {id: (kept.start(id), kept.finish(id)) for id in kept.ids} == dates


def test_another_start_is_explained_by_what_set_ours() -> None:
    made = plan("A 3d; B 2d after A; C 1d")
    dates = stored_as(made, B=("2026-05-11T08:00", "2026-05-12T17:00"), C=("2026-05-05T08:00", "2026-05-05T17:00"))
    assert listed(made, dates) == [
        ("B", "Its link from 'A' sets its start at Thu 7 May 2026 08:00."),
        ("C", "The project's start sets its start at Mon 4 May 2026 08:00."),
    ]


def test_another_finish_is_explained_by_the_duration() -> None:
    made = plan("A 3d")
    dates = stored_as(made, A=("2026-05-04T08:00", "2026-05-08T17:00"))
    assert listed(made, dates) == [("A", "From its start, 3d by its calendar end Wed 6 May 2026 17:00.")]


def test_what_follows_a_difference_says_so() -> None:
    made = plan("A 3d; B 2d after A")
    later = ("2026-05-11T08:00", "2026-05-13T17:00")
    dates = stored_as(made, A=later, B=("2026-05-14T08:00", "2026-05-15T17:00"))
    assert listed(made, dates)[1] == ("B", "It follows 'A', whose dates differ.")


def test_with_all_kept_every_task_shows_what_was_stored() -> None:
    made = plan("A 3d; B 2d after A; C 1d after B; S { D 1d after A; E 1d after D }")
    # B, C, D and E are stored as we compute them; keeping A later would move them all.
    dates = stored_as(made, A=("2026-05-18T08:00", "2026-05-20T17:00"))
    found = stored.differences(made, compute(made), dates)
    draft = Draft(made)
    stored.keep(draft, found)
    kept = compute(draft.plan)
    for id, span in dates.items():
        assert (kept.start(id), kept.finish(id)) == span
    assert found[1].reason == "Our own dates are these too, but a task before it is kept as stored."


def test_summaries_are_not_listed_since_they_span_their_tasks() -> None:
    made = plan("S { A 1d }")
    dates = stored_as(made, S=("2026-05-04T08:00", "2026-05-29T17:00"))
    assert listed(made, dates) == []


def test_released_tasks_have_our_dates_again() -> None:
    made = plan("A 3d; B 2d after A")
    dates = stored_as(made, B=("2026-05-11T08:00", "2026-05-12T17:00"))
    draft = Draft(made)
    stored.keep(draft, stored.differences(made, compute(made), dates))
    assert draft.plan != made
    stored.release(draft, [id_of(made, "A"), id_of(made, "B"), "not there"])
    assert draft.plan == made
