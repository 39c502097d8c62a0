"""Verbs on many tasks: the same as one by one, and linear - told by what they do, not by a clock."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from roadmap_app.commands import Refusal, links, outline
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule.loops import loop_within_reach, path_of_loop
from tests.pocket import id_of, plan


def shape(draft: Draft) -> list[str]:
    order = draft.outline
    return ["  " * order.depth[id] + draft.tasks[id].name for id in order.order]


def test_links_in_order_are_those_that_one_by_one_gives() -> None:
    made = plan("S { A 1d; B 1d }; C 1d after B; T { D 1d after C }; E 1d")
    draft = Draft(made)
    ids = [id_of(made, name) for name in "ABCDE"]
    links.chain(draft, ids)
    assert {(link.from_, link.to) for link in draft.links.values()} == set(pairwise(ids))


def test_a_loop_among_many_new_links_names_the_tasks_on_it() -> None:
    made = plan("A 1d; B 1d; C 1d; D 1d after C; E 1d")
    draft = Draft(made)
    with pytest.raises(Refusal, match="Would make a loop: C → D → B → C"):
        links.chain(draft, [id_of(made, name) for name in "ADBC"])


def test_where_one_walk_finds_no_loop_there_is_no_path_of_one() -> None:
    dice = random.Random(7)
    found = 0
    for _ in range(300):
        made = plan("S { A 1d; T { B 1d; C 1d } }; D 1d; U manual { E 1d; F 1d }; G 1d")
        draft = Draft(made)
        ids = list(made.tasks)
        for _ in range(dice.randint(1, 7)):
            from_, to = dice.sample(ids, 2)
            if not links.refusal(draft, from_, to):
                links.add(draft, from_, to)
        from_, to = dice.sample(ids, 2)
        closes = bool(path_of_loop(draft, from_, to))
        if from_ in draft.outline.ancestors(to) or to in draft.outline.ancestors(from_):
            continue
        links_before = Draft(draft.plan)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(links, "path_of_loop", lambda *_: None)
            if links.refusal(links_before, from_, to):
                continue
            links.add(links_before, from_, to)
        found += closes
        assert loop_within_reach(links_before, [to]) or not closes
    assert found > 20


def test_neighbours_indent_below_the_same_task_and_come_back() -> None:
    made = plan("H { h1 1d; h2 1d }; t 1d; u 1d")
    draft = Draft(made)
    outline.indent(draft, [id_of(made, name) for name in ("h2", "t", "u")])
    assert shape(draft) == ["H", "  h1", "    h2", "  t", "  u"]
    outline.outdent(draft, [id_of(made, "t")])
    assert shape(draft) == ["H", "  h1", "    h2", "t", "  u"]


def test_a_block_of_tasks_keeps_its_levels_wherever_it_goes() -> None:
    made = plan("S { A 1d; B 1d }; C 1d")
    draft = Draft(made)
    rows = [(level, outline.blank(draft, name=name)) for level, name in ((4, "x"), (6, "y"), (5, "z"), (4, "w"))]
    outline.add_block(draft, rows, parent=id_of(made, "S"), before=id_of(made, "B"))
    assert shape(draft) == ["S", "  A", "  x", "    y", "    z", "  w", "  B", "C"]


def test_a_draft_derives_the_same_after_each_write() -> None:
    made = plan("S { A 1d; B 1d after A }; C 1d after S, A; D 1d")
    draft = Draft(made)

    def check() -> None:
        fresh = Plan("", {kind: dict(table) for kind, table in draft.tables.items()})
        assert draft.outline == fresh.outline
        assert {name: set(ids) for name, ids in draft.named.items()} == {
            name: set(ids) for name, ids in fresh.named.items()
        }
        assert draft.links_into == fresh.links_into
        assert draft.links_from == fresh.links_from

    check()
    a, d = id_of(made, "A"), id_of(made, "D")
    new = links.add(draft, d, a)
    check()
    draft.change(draft.links[new], from_=id_of(made, "B"), to=d)
    check()
    taken = draft.plan  # the plan has taken the groups over: later writes must not reach it
    before = dict(taken.links_into)
    links.unlink(draft, [id_of(made, "C")])
    draft.change(draft.tasks[a], name="Alpha", parent=d)
    check()
    assert taken.links_into == before
    outline.delete(draft, [id_of(made, "S")])
    check()
