"""Loops: refused before they are entered, cut and named when they are found."""

from __future__ import annotations

from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Link, Task
from roadmap_app.schedule import compute, path_of_loop
from tests.pocket import id_of, plan


def loop(text: str, from_: str, to: str) -> list[str] | None:
    made = plan(text)
    path = path_of_loop(made, id_of(made, from_), id_of(made, to))
    return None if path is None else [made.tasks[id].name for id in path]


def test_a_link_back_along_a_chain_closes_a_loop() -> None:
    assert loop("A; B after A; C after B", "C", "A") == ["A", "B", "C"]
    assert loop("A; B after A; C after B", "A", "C") is None


def test_a_task_cannot_follow_itself_or_its_own_summary() -> None:
    assert loop("A", "A", "A") == ["A"]
    assert loop("S { A }", "A", "S") == ["S", "A"]
    assert loop("S { T { A } }", "S", "A") == ["A", "S"]


def test_summaries_pass_links_on_to_what_they_hold_and_from_it() -> None:
    text = "S { A; B after A }; C after S"
    assert loop(text, "C", "B") == ["B", "S", "C"]
    assert loop(text, "C", "S") == ["S", "C"]
    assert loop("S { A; B }; T after A { C }", "C", "B") is None
    assert loop("S { A; B }; T after S { C }", "C", "B") == ["B", "S", "T", "C"]


def test_a_manual_summary_breaks_the_way() -> None:
    assert loop("S manual 2026-05-04..2026-05-08 { A }; C after S", "C", "A") is None


def test_a_loop_in_a_plan_is_named_and_the_rest_is_dated() -> None:
    made = plan("A 2d; B 1d after A, D; C 1d after B; D 1d after C; E 1d after A")
    schedule = compute(made)
    (finding,) = schedule.problems
    assert finding.code == "plan.loop"
    for name in "BCD":
        assert f"'{name}'" in finding.message
    assert "'A'" not in finding.message and "'E'" not in finding.message
    assert schedule.start(id_of(made, "E")) == schedule.finish(id_of(made, "A")) + 15 * 60
    assert all(id in schedule for id in made.tasks)


def test_each_of_several_loops_is_named() -> None:
    made = plan("A after B; B after A; C after D; D after C; E after E")
    codes = [(finding.code, finding.where) for finding in compute(made).problems]
    assert [code for code, _ in codes] == ["plan.loop"] * 3


def test_a_link_to_a_missing_task_is_told_and_left_out() -> None:
    made = plan("A 1d; B 1d after A")
    tables = dict(made.tables)
    tables["task"] = {id: task for id, task in made.tasks.items() if task.name != "A"}
    (finding,) = compute(Plan("pocket", tables)).problems
    assert finding.code == "plan.link"
    assert "B" in finding.where


def test_a_chain_of_100_000_tasks_is_scheduled_and_its_ends_are_not_linked() -> None:
    count = 100_000
    ids = [stable_id(place + 1) for place in range(count)]
    tasks = [Task.build({"id": id, "name": "T", "duration": 480, "ord": "V"}) for id in ids]
    links = [
        Link.build({"id": stable_id(10**6 + place), "from_": ids[place], "to": ids[place + 1]})
        for place in range(count - 1)
    ]
    chain = make_plan("chain", [*tasks, *links])
    schedule = compute(chain)
    assert schedule.start(ids[1]) > schedule.finish(ids[0])
    assert schedule.finish(ids[-1]) > schedule.finish(ids[1])
    path = path_of_loop(chain, ids[-1], ids[0])
    assert path is not None and len(path) == count
