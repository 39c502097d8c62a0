"""What would win days: each change that is told was tried, and wins what it says."""

from __future__ import annotations

from hypothesis import given

from roadmap_app.analysis.gains import gains
from roadmap_app.model.plan import Plan, apply
from roadmap_app.schedule import compute
from tests.pocket import START, id_of, plan
from tests.schedule.plans import plans

DAY = 480


def told(made: Plan, goal: str) -> dict[str, int]:
    return {gain.sentence: gain.won // DAY for gain in gains(made, compute(made), id_of(made, goal), START)}


def test_shortening_and_overlapping_the_chain_wins_a_day_each() -> None:
    assert told(plan("A 3d; B 2d after A; Side 1d; M 0d after B, Side"), "M") == {
        "Shorten 'B' by 1 d, to 1 d": 1,
        "Shorten 'A' by 1 d, to 2 d": 1,
        "Overlap 'A' and 'B': FS-1d": 1,
    }


def test_a_weekend_wins_its_two_days_where_the_chain_passes_over_it() -> None:
    found = told(plan("A 8d; M 0d after A"), "M")
    assert found["Work the weekend of Sat 9 May and Sun 10 May"] == 2


def test_what_holds_the_chain_can_be_lifted() -> None:
    found = told(plan("A 1d; B 1d after A snet 2026-05-14; M 0d after B"), "M")
    assert found["Lift the constraint of 'B' (Thu 14 May)"] == 7
    assert "Shorten 'A' by 1 d, to 0 d" not in found


def test_two_chains_of_one_length_tell_that_no_single_change_wins() -> None:
    assert told(plan("A 2d; B 2d; M 0d after A, B"), "M") == {}


def test_what_is_done_is_left_alone() -> None:
    made = plan("A 3d 100% actual 2026-05-04..2026-05-06; B 2d after A; M 0d after B")
    assert not any("'A'" in sentence and "Shorten" in sentence for sentence in told(made, "M"))


@given(plans(loops=False))
def test_every_gain_is_what_a_schedule_computed_anew_gives(made: Plan) -> None:
    schedule = compute(made)
    goal = made.outline.order[-1]
    for gain in gains(made, schedule, goal, START - 30 * 1440):
        after = compute(apply(made, gain.changes))
        assert schedule.worktime(goal).worked(after.finish(goal), schedule.finish(goal)) == gain.won > 0
