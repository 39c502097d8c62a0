"""Every column shows what it holds, takes back what it shows, and refuses what it cannot mean."""

from __future__ import annotations

import pytest

from roadmap_app.commands import Refusal, fields
from roadmap_app.commands.typed import parse_flag, parse_money, parse_number, parse_words
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Assignment, Baseline, BaselineTask, Calendar, Field, Project, Resource, Sprint
from roadmap_app.model.time import instant
from roadmap_app.schedule import compute
from tests.pocket import plan as pocket

TODAY = instant(2026, 5, 4)
TYPES = ("text", "number", "date", "list", "flag", "duration", "cost")
TYPED = {
    "text": "as it is", "number": "12.5", "date": "2026-06-01", "list": "red", "flag": "Yes", "duration": "3d",
    "cost": "1,200.50",
}  # fmt: skip


def rich() -> Plan:
    """A plan with something of each kind."""
    draft = Draft(pocket("S { A 3d; B 2d after A }; C 4d"))
    draft.put(Resource(id="core", name="Core", type="team"))
    draft.put(Resource(id="ann", name="Ann", type="person"))
    draft.put(Sprint(id="s1", name="Sprint 1"))
    draft.put(Calendar(id="night", name="Night shift"))
    draft.put(Assignment(id="a1", task=id_of(draft.plan, "B"), resource="ann", units=500_000, work=480, cost=12_345))
    draft.put(Baseline(id="b0", name="First"))
    draft.change(draft.project, baseline="b0")
    start = instant(2026, 5, 4, 8)
    draft.put(
        BaselineTask(id="bt", baseline="b0", of=id_of(draft.plan, "A"), start=start, finish=start + 540, duration=480)
    )
    for type in TYPES:
        draft.put(Field(id=type, name=f"My {type}", type=type, choices=("Green", "Red") if type == "list" else ()))
    return draft.plan


def id_of(plan: Plan, name: str) -> str:
    return next(task.id for task in plan.tasks.values() if task.name == name)


def shown(plan: Plan, name: str, column: str) -> str:
    return fields.text(plan, compute(plan), id_of(plan, name), column, TODAY)


def typed(plan: Plan, name: str, column: str, text: str) -> Plan:
    draft = Draft(plan)
    fields.set(draft, compute(plan), id_of(plan, name), column, text, TODAY)
    return draft.plan


def test_every_column_can_be_asked_of_every_task() -> None:
    plan = rich()
    schedule = compute(plan)
    columns = fields.all_columns(plan)
    assert len(columns) > 60
    assert {column.group for column in columns.values()} == {*fields.GROUPS}
    for id in columns:
        for task in plan.tasks:
            assert isinstance(fields.text(plan, schedule, task, id, TODAY), str), id


@pytest.mark.parametrize("name", ["A", "S"])
def test_what_a_cell_shows_can_be_typed_again(name: str) -> None:
    plan = rich()
    schedule = compute(plan)
    id = id_of(plan, name)
    for column in fields.all_columns(plan):
        text = fields.edit_text(plan, schedule, id, column, TODAY)
        if fields.refusal(plan, id, column) or not text or column in ("actual_finish", "code"):
            continue
        draft = Draft(plan)
        fields.set(draft, schedule, id, column, text, TODAY)
        after = compute(draft.plan)
        assert fields.edit_text(draft.plan, after, id, column, TODAY) == text, column
        assert (after.start(id), after.finish(id)) == (schedule.start(id), schedule.finish(id)), column


@pytest.mark.parametrize(
    ("column", "text", "then"),
    [
        ("tags", "api, ux; API", "api, ux"),
        ("priority", "700", "700"),
        ("owner", "ann", "Ann"),
        ("sprint", "spr", "Sprint 1"),
        ("calendar", "night shift", "Night shift"),
        ("scope", "cand", "Candidate"),
        ("type", "Fixed duration", "Fixed duration"),
        ("milestone", "x", "Yes"),
        ("active", "no", "No"),
        ("manual", "yes", "Yes"),
        ("code", "X.1", "X.1"),
        ("constraint", "must start", "Must start on"),
        ("deadline", "1 jun", "1 Jun"),
        ("actual_start", "2026-05-04", "4 May"),
        ("actual_finish", "2026-05-07", "7 May"),
        ("remaining_duration", "5d", "5d"),
        ("optimistic", "2d", "2d"),
        ("work", "16h", "16h"),
        ("fixed_cost", "€1.5k", "1,500"),
        ("budget", "12.50", "12.50"),
        ("physical_percent", "40", "40"),
        ("successors", "C", "2"),
        *((f"field:{type}", TYPED[type], {"date": "1 Jun", "list": "Red"}.get(type, TYPED[type])) for type in TYPES),
    ],
)
def test_typing_is_understood(column: str, text: str, then: str) -> None:
    plan = typed(rich(), "A", column, text)
    assert shown(plan, "A", column) == then
    if fields.column_of(plan, column).kind != "flag" and column not in ("remaining_duration", "priority"):
        assert shown(typed(plan, "A", column, ""), "A", column) != then


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("milestone", "perhaps", "neither yes nor no"),
        ("sprint", "9", "There are Sprint 1"),
        ("scope", "some", "Candidate, Added, Removed"),
        ("field:list", "blue", "Green, Red"),
        ("field:number", "many", "is not a number"),
        ("field:date", "soon", "is not a date"),
        ("field:duration", "long", "is not a duration"),
        ("field:cost", "cheap", "not an amount of money"),
        ("field:cost", "1.200", "could be 1200 or 1.20"),
        ("budget", "1.234,567", "more than 2 decimals"),
        ("field:flag", "maybe", "Type Yes or No"),
        ("total_slack", "3d", "computed"),
        ("actual_finish", "2026-05-01", "it was finished after that"),
        ("code", "2", "has the number 2 already"),
        ("successors", "S", "is part of"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_what_would_be_right(column: str, text: str, words: str) -> None:
    plan = rich()
    base = typed(plan, "A", "actual_start", "2026-05-04") if column == "actual_finish" else plan
    with pytest.raises(Refusal, match=words):
        typed(base, "A", column, text)


def test_columns_of_work_and_baseline() -> None:
    plan = rich()
    assert shown(plan, "B", "assigned") == "Ann 50 %"
    assert shown(plan, "B", "work") == "8h"
    assert shown(plan, "B", "cost") == "123.45"
    assert shown(plan, "A", "baseline_start") == "4 May"
    assert shown(plan, "A", "finish_variance") == "+2 d"
    assert shown(plan, "C", "finish_variance") == ""
    with pytest.raises(Refusal, match="comes from its 1 assignment"):
        typed(plan, "B", "work", "3d")


def test_dates_by_hand_stay_where_they_are() -> None:
    plan = typed(rich(), "B", "manual", "yes")
    before = compute(plan).start(id_of(plan, "B"))
    later = typed(plan, "A", "duration", "10d")
    assert compute(later).start(id_of(later, "B")) == before
    released = typed(later, "B", "manual", "no")
    assert compute(released).start(id_of(released, "B")) > before


def test_remaining_work_on_a_task_that_has_begun() -> None:
    plan = typed(typed(rich(), "C", "percent", "50"), "C", "remaining_duration", "6d")
    assert shown(plan, "C", "duration") == "8d"
    assert shown(plan, "C", "percent") == "25"
    assert shown(plan, "C", "remaining_duration") == "6d"
    assert shown(plan, "C", "actual_duration") == "2d"
    assert shown(typed(plan, "C", "remaining_duration", "0"), "C", "percent") == "100"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1200", 1200), ("1,200", 1200), ("1 200,5", "1200.5"), ("-3", -3), ("(3)", -3), ("12,5", "12.5"),
        (".5", "0.5"),
        ("1.200.000", 1_200_000), ("1.200,50", "1200.5"), ("1'000'000.25", "1000000.25"),
        ("2.0", 2), ("1.125", "1.125"),
    ],
)  # fmt: skip
def test_numbers_as_people_write_them(text: str, value: int | str) -> None:
    assert parse_number(text) == value


def test_other_texts_as_people_write_them() -> None:
    project = Project(id="p")
    assert [parse_money(text, project) for text in ("3m", "$ 1,000", "EUR 12,5")] == [300_000_000, 100_000, 1250]
    assert [parse_flag(text) for text in ("TRUE", "✓", "0", "Off")] == [True, True, False, False]
    assert parse_words(" a ,b;; A") == ("a", "b")
