"""Which links a screen asks for: all that cross its rows, whatever came, went or moved since they were indexed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Link
from roadmap_app.scene.chains import Chain
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.routes import FAR, LinkIndex
from roadmap_app.scene.rows import RowList, visible_rows
from tests.examples import tries
from tests.pocket import id_of
from tests.pocket import plan as plan_of
from tests.scene.frames import frame_of
from tests.schedule.plans import SHAPING, edits, plans


def crossing(plan: Plan, rows: RowList, first: int, last: int) -> set[str]:
    ends = {id: (rows.index(link.from_), rows.index(link.to)) for id, link in plan.links.items()}
    shown = {id: (min(a, b), max(a, b)) for id, (a, b) in ends.items() if a is not None and b is not None}
    return {id for id, (top, bottom) in shown.items() if bottom >= first and top <= last and top < bottom}


@settings(max_examples=tries(60), deadline=None)
@given(st.data())
def test_a_screen_shows_the_links_that_cross_it(data: st.DataObject) -> None:
    plan = data.draw(plans(14, plain=True))
    rows = visible_rows(plan, ())
    index = LinkIndex(plan, rows)
    for _ in range(data.draw(st.integers(0, 5))):
        draft = data.draw(edits(plan, SHAPING))
        plan = draft.plan
        rows = visible_rows(plan, ())
        index = index.after(plan, rows)
        if data.draw(st.booleans()):
            rows = visible_rows(plan, data.draw(st.sets(st.sampled_from(sorted(plan.tasks) or [""]))))
            index = index.after(plan, rows)
        first = data.draw(st.integers(0, len(rows)))
        last = data.draw(st.integers(first, len(rows)))
        found = [link.id for link in index.visible(first, last)]
        assert len(found) == len(set(found))
        assert set(found) == crossing(plan, rows, first, last)


def drawn(rows: int, type: str, lit: bool) -> list[DrawnLink]:
    """What is drawn of a link from the first row of a plan to the one so many below it."""
    draft = Draft(plan_of("; ".join(f"T{number} 2d" for number in range(rows + 10))))
    link = Link(id="L", from_=id_of(draft, "T1"), to=id_of(draft, f"T{rows + 1}"), type=type)
    draft.put(link)
    chain = Chain(links=frozenset(["L"])) if lit else Chain()
    return [link for link in frame_of(draft.plan, lit=chain).links if link.id == "L"]


@pytest.mark.parametrize("type", ["FS", "SS", "FF", "SF"])
def test_of_a_link_too_long_to_be_followed_both_ends_are_drawn_and_all_where_it_is_lit(type: str) -> None:
    (near,) = drawn(FAR, type, False)
    assert near.route.into
    (whole,) = drawn(FAR + 1, type, True)
    tail, head = sorted(drawn(FAR + 1, type, False), key=lambda link: link.route.into)
    assert not tail.route.into and tail.route.points[0] == whole.route.points[0]
    assert head.route.into == whole.route.into and head.route.points[-1] == whole.route.points[-1]
    for end in (tail, head):
        assert max(y for _, y in end.route.points) - min(y for _, y in end.route.points) < 30
