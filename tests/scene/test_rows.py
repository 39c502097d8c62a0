"""The rows on screen: what is folded is left out, and few of them are made anew after an edit or a fold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.scene.rows import rows_after, visible_rows
from tests.examples import tries
from tests.schedule.plans import SHAPING, edits, plans


@settings(max_examples=tries(150), deadline=None)
@given(st.data())
def test_rows_made_after_others_are_those_made_anew(data: st.DataObject) -> None:
    plan = data.draw(plans(14, plain=True))
    project_row = data.draw(st.booleans())
    collapsed: frozenset[str] = frozenset()
    rows = visible_rows(plan, collapsed, project_row=project_row)
    for _ in range(data.draw(st.integers(1, 6))):
        old, ids = plan.outline, set()
        if data.draw(st.booleans()):
            draft = data.draw(edits(plan, SHAPING))
            plan, ids = draft.plan, draft.changes().ids("task")
        if data.draw(st.booleans()) and old.order:
            toggled = data.draw(st.sets(st.sampled_from(old.order), max_size=3))
            collapsed, ids = collapsed ^ toggled, ids | toggled
        if not old.order or not plan.tasks or old.mended or plan.outline.mended:
            rows = visible_rows(plan, collapsed, project_row=project_row)
            continue
        rows = rows_after(rows, old, plan.outline, ids, collapsed)
        assert rows == visible_rows(plan, collapsed, project_row=project_row)
