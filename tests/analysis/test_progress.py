"""Status of tasks, states of milestones, health and what should be done by now."""

from __future__ import annotations

import pytest

from roadmap_app.analysis import progress, variance
from roadmap_app.model.plan import Plan
from roadmap_app.schedule import compute
from tests.analysis.records import with_baseline, with_project
from tests.pocket import at, id_of, plan


def state(made: Plan, name: str, today: str = "2026-05-04") -> str:
    schedule = compute(made)
    seen = variance.of(made, schedule)
    return progress.milestone_state(
        made, schedule, seen, id_of(made, name), progress.as_of(made, at(today, 0))
    )


def status(made: Plan, name: str, today: str) -> str:
    return progress.status(made, compute(made), id_of(made, name), progress.as_of(made, at(today, 0)))


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("A 3d", "2026-05-04", "Not started"),
        ("A 3d 10%", "2026-05-05", "In progress"),
        ("A 3d 10%", "2026-05-06", "In progress"),  # its last day is not over
        ("A 3d 10%", "2026-05-07", "Late"),
        ("A 3d 100%", "2026-05-07", "Done"),
        ("A 5d deadline 2026-05-06", "2026-05-04", "Late"),
        ("A 3d inactive", "2026-05-20", "Inactive"),
    ],
)
def test_the_status_of_a_task(text: str, today: str, expected: str) -> None:
    assert status(plan(text), "A", today) == expected


def test_a_status_date_stands_for_today_and_counts_to_its_end() -> None:
    made = with_project(plan("A 3d"), status_date=at("2026-05-06"))
    assert status(made, "A", "2026-05-04") == "Late"


def test_a_milestone_that_slack_saves_is_absorbed_and_one_without_is_at_risk() -> None:
    before = plan("A 3d; Ready 0d after A; B 9d; Launch 0d after Ready, B")
    longer = plan("A 5d; Ready 0d after A; B 9d; Launch 0d after Ready, B")
    critical = plan("A 3d; Ready 0d after A; B 12d; Launch 0d after Ready, B")
    assert state(with_baseline(before, longer), "Ready") == "Absorbed"
    assert state(with_baseline(before, longer), "Launch") == "On track"
    assert state(with_baseline(before, critical), "Launch") == "At risk"


def test_a_milestone_past_its_deadline_is_late_and_a_reached_one_is_done() -> None:
    assert state(plan("A 9d; Launch 0d deadline 2026-05-08 after A"), "Launch") == "Late"
    assert state(plan("A 9d; Launch 0d 100% after A"), "Launch") == "Done"


def test_health_is_that_of_the_key_milestone_and_at_risk_where_another_is_late() -> None:
    def health(text: str) -> str:
        made = plan(text)
        schedule = compute(made)
        return progress.health(made, schedule, variance.of(made, schedule), at("2026-05-04", 0))

    assert health("A 9d; Launch 0d after A") == "On track"
    assert health("A 9d; Launch 0d deadline 2026-05-08 after A") == "Late"
    assert health("A 9d; Beta 0d deadline 2026-05-08 after A; B 20d; Launch 0d after A, B") == "At risk"
    assert health("A 9d") == "On track"


def test_complete_is_weighted_by_duration() -> None:
    made = plan("S { A 6d 50%; B 2d 100% }; Old 9d inactive")
    assert progress.complete(made, compute(made)) == 63


def test_expected_follows_the_baseline_and_without_one_the_plan() -> None:
    before, after = plan("A 4d; B 4d after A"), plan("A 8d; B 4d after A")
    now = with_baseline(before, after)
    wednesday = at("2026-05-06", 0)  # two of four days of A
    for made, whole, due in ((now, 12, 8 * 2 / 4), (after, 12, 2)):
        schedule = compute(made)
        seen = variance.of(made, schedule)
        got = progress.expected(made, schedule, seen, made.outline.order, wednesday)
        assert got == int(due * 100 // whole)


def test_milestones_come_by_date_and_only_active_ones() -> None:
    made = plan("B 0d snet 2026-05-08; A 0d; Old 0d inactive; C 3d")
    names = [made.tasks[id].name for id in progress.milestones(made, compute(made))]
    assert names == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("A 9d; Launch 0d after A", ""),
        ("A 9d", ""),
        ("A 9d deadline 2026-05-08; B 1d", "'A' is late."),
        ("A 9d deadline 2026-05-08; B 9d deadline 2026-05-08", "'A' and 1 other task are late."),
        (
            "A 9d; Launch 0d deadline 2026-05-08 after A",
            "'Launch' finishes after its deadline, Fri 8 May.",
        ),
        ("A 9d; Beta 0d deadline 2026-05-08 after A; B 20d; Launch 0d after A, B", "'Beta' is late."),
    ],
)
def test_health_has_a_reason_where_not_all_is_well(text: str, told: str) -> None:
    made = plan(text)
    schedule = compute(made)
    reason, id = progress.health_reason(made, schedule, variance.of(made, schedule), at("2026-05-04", 0))
    assert reason == told
    assert (id == "") == (not told and "Launch" not in text)


def test_the_reason_tells_the_slip_and_what_slack_is_left() -> None:
    def reason(before: str, after: str) -> str:
        made = with_baseline(plan(before), plan(after))
        schedule = compute(made)
        return progress.health_reason(made, schedule, variance.of(made, schedule), at("2026-05-04", 0))[0]

    assert reason("A 5d; M 0d after A", "A 7d; M 0d after A") == (
        "'M' is 2 d later than in the baseline, and no slack is left."
    )
    assert reason("A 5d; M 0d after A; B 9d", "A 7d; M 0d after A; B 9d") == (
        "'M' is 2 d later than in the baseline; its slack of 2 d takes it."
    )
    late = plan("A 5d; M 0d after A")
    schedule = compute(late)
    told = progress.health_reason(late, schedule, variance.of(late, schedule), at("2027-01-04", 0))[0]
    assert told == "'M' was due on Fri 8 May 2026 and is not done."
