"""Counts that follow edits are those of the whole plan."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.analysis.counts import Counts, counts, counts_after
from tests.examples import tries
from tests.pocket import plan as pocket
from tests.schedule.plans import SHAPING, edits, plans


def test_summaries_and_blank_rows_are_not_counted() -> None:
    assert counts(pocket("Build\n  Design 3d\n  Ready 0d\nTest 1d")) == Counts(2, 1)


@settings(max_examples=tries(150), deadline=None)
@given(st.data())
def test_counts_after_edits_are_those_of_the_whole_plan(data: st.DataObject) -> None:
    plan = data.draw(plans(14))
    known = counts(plan)
    for _ in range(data.draw(st.integers(1, 4))):
        draft = data.draw(edits(plan, SHAPING))
        after = draft.plan
        known = counts_after(known, plan, after, draft.changes().ids("task"))
        plan = after
        assert known == counts(plan)
