"""Which links a screen asks for: all that cross its rows, whatever came, went or moved since they were indexed."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.plan import Plan
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import RowList, visible_rows
from tests.examples import tries
from tests.schedule.plans import SHAPING, edits, plans


def crossing(plan: Plan, rows: RowList, first: int, last: int) -> set[str]:
    ends = {id: (rows.index(link.from_), rows.index(link.to)) for id, link in plan.links.items()}
    shown = {id: (min(a, b), max(a, b)) for id, (a, b) in ends.items() if a is not None and b is not None}
    return {id for id, (top, bottom) in shown.items() if bottom >= first and top <= last}


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_a_screen_shows_the_links_that_cross_it(data: st.DataObject) -> None:
    plan = data.draw(plans(14, plain=True))
    rows = visible_rows(plan, ())
    index = LinkIndex(plan, rows)
    for _ in range(data.draw(st.integers(0, 5))):
        draft = data.draw(edits(plan, SHAPING))
        plan, changes = draft.plan, draft.changes()
        rows = visible_rows(plan, ())
        index = index.after(plan, rows, changes)
        if data.draw(st.booleans()):
            rows = visible_rows(plan, data.draw(st.sets(st.sampled_from(sorted(plan.tasks) or [""]))))
            index = index.after(plan, rows, ChangeSet())
        first = data.draw(st.integers(0, len(rows)))
        last = data.draw(st.integers(first, len(rows)))
        found = [link.id for link in index.visible(first, last)]
        assert len(found) == len(set(found))
        assert set(found) == crossing(plan, rows, first, last)
