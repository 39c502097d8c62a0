"""Rows that are filtered, sorted and grouped: which, in which order, under which heads."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_app.analysis.facets import FACETS, GROUPED, Facts
from roadmap_app.analysis.standing import Standing
from roadmap_app.commands import outline
from roadmap_app.exchange.pictures.content import Content, without_placeholder
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Resource
from roadmap_app.scene.arranged import (
    Applied,
    Arrangement,
    arranged_rows,
    grouped,
    joined,
    known,
    ranked,
    sort_of,
    sort_text,
)
from roadmap_app.scene.frame import Look
from roadmap_app.scene.rows import visible_rows
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan

TEXT = "Alpha { c 3d; B 1d; a10 2d; a2 2d 100% }; Beta { D 1d snet 2026-06-01; Gamma { E 5d } }; f 4d"
RED, BLUE = stable_id(1), stable_id(2)


def made() -> Plan:
    base = plan(TEXT, Resource(id=RED, name="Red", type="team"), Resource(id=BLUE, name="Blue", type="team"))
    draft = Draft(base)
    for name, team in {"c": RED, "E": RED, "B": BLUE, "D": BLUE, "f": stable_id(77)}.items():
        draft.change(base.tasks[id_of(base, name)], team=team)
    return draft.plan


def facts_of(plan: Plan) -> Facts:
    schedule = compute(plan)
    return Facts(plan, schedule, Standing(schedule), at("2026-05-04"))


def told(plan: Plan, applied: Applied, collapsed: frozenset[str] = frozenset()) -> str:
    """Names top to bottom, by depth, dimmed ones in brackets."""
    rows = arranged_rows(plan, applied, collapsed, project_row=False).rows
    found = []
    for row in rows:
        words = row.words or (plan.tasks[row.id].name if row.kind == "task" else "+")
        found.append("." * row.depth + (f"({words})" if row.dimmed else words))
    return " ".join(found)


def find(plan: Plan, *names: str) -> frozenset[str]:
    return frozenset(id_of(plan, name) for name in names)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("name", "Alpha .a2 .a10 .B .c Beta .D .Gamma ..E f +"),
        ("-name", "f Beta .Gamma ..E .D Alpha .c .B .a10 .a2 +"),
        ("duration", "Alpha .B .a10 .a2 .c f Beta .D .Gamma ..E +"),
        ("duration,-name", "Alpha .B .a10 .a2 .c f Beta .D .Gamma ..E +"),
        ("team", "Alpha .B .c .a10 .a2 Beta .D .Gamma ..E f +"),  # without a team: last
        ("-team", "Alpha .c .B .a10 .a2 Beta .D .Gamma ..E f +"),  # and so when it is turned round
        ("-percent,name", "Alpha .a2 .a10 .B .c Beta .D .Gamma ..E f +"),
    ],
)
def test_siblings_are_sorted(sort: str, expected: str) -> None:
    plan = made()
    assert told(plan, Applied(rank=ranked(facts_of(plan), sort_of(sort)))) == expected
    assert sort_text(sort_of(sort)) == sort


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("E",), "(Beta) .(Gamma) ..E +"),
        (("Gamma", "B"), "(Alpha) .B (Beta) .Gamma +"),
        ((), "+"),  # the row for a new task is always there
        (("f", "Alpha"), "Alpha f +"),
    ],
)
def test_what_a_filter_finds_stands_below_its_dimmed_summaries(names: tuple[str, ...], expected: str) -> None:
    plan = made()
    found = find(plan, *names)
    assert told(plan, Applied(found)) == expected
    ranks = {id: place for place, id in enumerate(plan.outline.order)}
    assert told(plan, Applied(found, ranks)) == expected  # sorted as it was: the same


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("team", "Blue .B .D Red .c .E No team .a10 .a2 .f +"),
        ("status", "Not started .c .B .a10 .D .E .f Done .a2 +"),
        ("start", "May 2026 .c .B .a10 .a2 .E .f Jun 2026 .D +"),
        ("lane", "Alpha .c .B .a10 .a2 Beta .D .E At the top level .f +"),
        ("milestone", "Not milestone .c .B .a10 .a2 .D .E .f +"),
        ("deadline", "No deadline .c .B .a10 .a2 .D .E .f +"),
    ],
)
def test_tasks_stand_under_the_heads_of_groups(by: str, expected: str) -> None:
    plan = made()
    groups = grouped(facts_of(plan), by, None, {})
    assert told(plan, Applied(groups=groups)) == expected
    rows = arranged_rows(plan, Applied(groups=groups), {groups[0].id})
    assert rows.groups[groups[0].id] == groups[0].members  # known although it is folded
    assert [row.kind for row in rows.rows[1:3]] == ["group", "group" if len(groups) > 1 else "placeholder"]


def test_groups_take_filter_and_sort() -> None:
    plan = made()
    facts = facts_of(plan)
    rank = ranked(facts, sort_of("-duration"))
    groups = grouped(facts, "team", find(plan, "c", "E", "f"), rank)
    assert told(plan, Applied(None, rank, groups)) == "Red .E .c No team .f +"


def test_what_was_just_made_is_shown_below_its_sibling() -> None:
    plan = made()
    applied = Applied(find(plan, "B"), ranked(facts_of(plan), sort_of("-name")))
    draft = Draft(plan)
    new = outline.add_task(draft, after=id_of(plan, "B"), name="new")
    newer = outline.add_task(draft, after=new, name="newer")
    assert told(draft.plan, joined(applied, draft.plan.outline, [new, newer])) == "(Alpha) .B .new .newer +"


def test_an_order_can_be_kept() -> None:
    plan = made()
    rank = ranked(facts_of(plan), sort_of("name"))
    draft = Draft(plan)
    outline.reorder(draft, rank)
    plain = visible_rows(draft.plan, ())
    assert plain.rows == arranged_rows(plan, Applied(rank=rank), ()).rows
    again = Draft(draft.plan)
    outline.reorder(again, rank)
    assert not again.changes()


@given(
    st.sets(st.integers(0, 9)), st.lists(st.tuples(st.sampled_from(sorted(FACETS)), st.booleans()), max_size=2),
    st.sets(st.integers(0, 9)),
)  # fmt: skip
def test_every_arrangement_shows_each_task_once(
    found: set[int], sort: list[tuple[str, bool]], folded: set[int]
) -> None:
    plan = made()
    facts, order = facts_of(plan), plan.outline.order
    ids = frozenset(id for place, id in enumerate(order) if place in found)
    rank = ranked(facts, tuple(sort))
    collapsed = {id for place, id in enumerate(order) if place in folded}
    rows = arranged_rows(plan, Applied(ids, rank), ()).rows
    shown = [row.id for row in rows if row.kind == "task"]
    assert len(shown) == len(set(shown))
    assert {row.id for row in rows if row.kind == "task" and not row.dimmed} == ids
    above: list[str] = []
    for row in rows:  # each stands below its parent
        if row.kind == "task":
            del above[row.depth - 1 :]
            assert (above[-1] if above else "") == plan.outline.parent[row.id]
            above.append(row.id)
    closed = [row.id for row in arranged_rows(plan, Applied(ids, rank), collapsed).rows if row.kind == "task"]
    assert closed == [id for id in shown if not collapsed.intersection(plan.outline.ancestors(id))]
    for by in GROUPS:
        members = [id for group in grouped(facts, by, ids, rank) for id in group.members]
        assert sorted(members) == sorted(id for id in ids if id not in plan.outline.children)


GROUPS = [id for id, facet in FACETS.items() if facet.kind in GROUPED]


def test_what_the_plan_has_no_facet_for_is_left_out() -> None:
    facets = facts_of(made()).facets
    asked = Arrangement("late", (("field:gone", True), ("name", False)), "field:gone")
    assert known(asked, facets) == Arrangement("late", (("name", False),), "")
    assert known(Arrangement(group="duration"), facets).group == ""


def test_groups_are_on_paper_with_their_figures() -> None:
    plan = made()
    facts = facts_of(plan)
    groups = grouped(facts, "team", None, {})
    rows = without_placeholder(arranged_rows(plan, Applied(groups=groups), ()))
    content = Content(plan, facts.schedule, rows, Look(), facts.today)
    head = next(row for row in rows.rows if row.words == "Blue")
    assert [content.cell(head, column) for column in ("name", "duration", "start", "finish", "percent", "team")] == [
        "Blue (2)", "2", "4 May", "1 Jun", "0", "",
    ]  # fmt: skip
