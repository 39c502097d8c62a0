"""Advice about a plan: each check finds what it names, and nothing in a sound plan."""

from __future__ import annotations

import pytest

from roadmap_app.analysis import checks
from roadmap_app.model.findings import Finding
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Plan, make_plan
from roadmap_app.model.records import Contract
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan, task


def advice(made: Plan, code: str, today: str = "2026-05-04") -> list[Finding]:
    found = checks.findings(made, compute(made), at(today, 0))
    return [one for one in found if one.code == f"advice.{code}"]


@pytest.mark.parametrize(
    ("code", "text", "today", "names"),
    [
        ("deadline_missed", "A 5d deadline 2026-05-06; B 5d deadline 2026-05-08", "2026-05-04", ["A"]),
        ("deadline_missed", "A 5d 100% deadline 2026-05-06", "2026-05-04", []),
        ("negative_slack", "A 5d; B 5d deadline 2026-05-13 after A", "2026-05-04", ["A"]),
        ("overdue", "A 3d 50%; B 3d 100%; C 9d", "2026-05-11", ["A"]),
        ("not_started", "A 9d; B 9d 10%; C 2d", "2026-05-06", ["A"]),
        ("progress_ahead", "A 3d; B 3d 20% after A; C 3d 10%", "2026-05-04", ["B"]),
        ("no_team", "A 3d; B 3d by Ann; C 3d 100%", "2026-05-04", ["A"]),
        ("not_linked", "A 3d; B 3d; C 3d after B; Gate 0d", "2026-05-04", ["A"]),
        ("not_linked", "S { A 3d }; B 3d after S", "2026-05-04", []),
        (
            "manual_too_early",
            "A 5d; B 2d manual 2026-05-05..2026-05-06 after A; C 2d manual 2026-05-11..2026-05-12 after A",
            "2026-05-04",
            ["B"],
        ),
    ],
)
def test_a_check_finds_the_tasks_it_is_about(code: str, text: str, today: str, names: list[str]) -> None:
    made = plan(text)
    assert [made.tasks[found.id].name for found in advice(made, code, today)] == names


def test_advice_says_where_and_what_to_do_and_is_no_problem() -> None:
    made = plan("S { A 5d deadline 2026-05-06 }")
    (found,) = advice(made, "deadline_missed")
    assert found.where == "1.1 A"
    assert found.message == "'A' finishes on Fri 8 May, 2 d after its deadline on Wed 6 May."
    assert found.fix
    assert not found.problem
    assert (found.kind, found.id) == ("task", id_of(made, "A"))


def test_a_rough_horizon_that_has_begun_wants_dates() -> None:
    made = plan("A 3d")
    rough = make_plan("", [*made.records(), task(made, "A").but(horizon="2026-Q2")])
    assert [one.id for one in advice(rough, "horizon_begun")] == [id_of(made, "A")]
    assert not advice(rough, "horizon_begun", "2026-03-31")


@pytest.mark.parametrize(
    ("horizon", "first"),
    [
        ("2027", "2027-01-01"),
        ("2027-H2", "2027-07-01"),
        ("2027-Q2", "2027-04-01"),
        ("2027-04", "2027-04-01"),
        ("2027-02-15/2027-05-15", "2027-02-15"),
        ("2027-Q9", None),
        ("soon", None),
        ("", None),
    ],
)
def test_when_a_horizon_begins(horizon: str, first: str | None) -> None:
    assert checks.horizon_start(horizon) == (None if first is None else at(first, 0))


def test_a_promise_that_comes_after_it_is_needed() -> None:
    made = plan("A 5d")
    promise = Contract(id=stable_id(77), name="API", task=id_of(made, "A"), need_by=at("2026-05-06", 1020))
    with_promise = make_plan("", [*made.records(), promise])
    (found,) = advice(with_promise, "contract_late")
    assert found.message == "'API' is needed by Wed 6 May, and 'A' delivers it on Fri 8 May."
    kept = make_plan("", [*made.records(), promise.but(status="delivered")])
    assert not advice(kept, "contract_late")


def test_a_sound_plan_gets_no_advice() -> None:
    made = plan("A 3d by Ann; B 2d after A by Bob; Done 0d after B by Ann")
    assert checks.findings(made, compute(made), at("2026-05-04", 0)) == ()
