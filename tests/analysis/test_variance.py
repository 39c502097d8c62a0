"""Variance against a baseline."""

from __future__ import annotations

from roadmap_app.analysis import variance
from roadmap_app.schedule import compute
from tests.analysis.records import BASELINE, with_baseline
from tests.pocket import at, id_of, plan

DAY = 480


def test_a_task_that_takes_longer_slips_itself_and_what_follows() -> None:
    now = with_baseline(plan("A 3d; B 2d after A"), plan("A 5d; B 2d after A"))
    seen = variance.of(now, compute(now))
    a, b = id_of(now, "A"), id_of(now, "B")
    assert (seen.start(a), seen.finish(a)) == (0, 2 * DAY)
    assert (seen.start(b), seen.finish(b)) == (2 * DAY, 2 * DAY)


def test_slip_counts_working_days_over_a_weekend() -> None:
    now = with_baseline(plan("A 5d"), plan("A 6d"))
    assert variance.of(now, compute(now)).finish(id_of(now, "A")) == DAY


def test_earlier_is_negative() -> None:
    now = with_baseline(plan("A 5d"), plan("A 3d"))
    assert variance.of(now, compute(now)).finish(id_of(now, "A")) == -2 * DAY


def test_a_summary_that_the_baseline_did_not_take_spans_those_below() -> None:
    now = with_baseline(plan("S { A 3d; B 2d after A }"), plan("S { A 4d; B 2d after A }"))
    seen = variance.of(now, compute(now))
    summary = id_of(now, "S")
    assert seen.baseline_start(summary) == at("2026-05-04")
    assert seen.baseline_finish(summary) == at("2026-05-08", 1020)
    assert seen.finish(summary) == DAY


def test_a_new_task_and_a_plan_without_baseline_have_none() -> None:
    old = plan("A 3d")
    grown = with_baseline(old, plan("A 3d; B 2d"))
    assert variance.of(grown, compute(grown)).finish(id_of(grown, "B")) is None
    bare = variance.of(old, compute(old))
    assert (bare.finish(id_of(old, "A")), bare.project_finish) == (None, None)


def test_a_baseline_can_be_named() -> None:
    now = with_baseline(plan("A 3d"), plan("A 4d"))
    assert variance.of(now, compute(now), BASELINE).finish(id_of(now, "A")) == DAY
    assert variance.of(now, compute(now), "no such one").finish(id_of(now, "A")) is None
