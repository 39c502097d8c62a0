"""The language of filters: what each sentence of it finds, and how it says no."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_app.analysis.facets import FACETS, Facts
from roadmap_app.analysis.filter_words import words_at
from roadmap_app.analysis.filtering import Readers, found
from roadmap_app.analysis.filters import FilterError, condition, parse, values_of, with_values
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.states import STATES
from roadmap_app.analysis.tallies import tallies
from roadmap_app.analysis.totals import totals
from roadmap_app.commands.typed import parse_date, parse_duration
from roadmap_app.model.ids import stable_id
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field, Resource, Risk
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan

TEXT = """
Design 3d 100%
Build 5d 40% after Design deadline 2026-05-11
"Test plan" 2d after Build
"API freeze" 0d after Build
Docs 2d manual 2026-05-04..2026-05-05
Group { "Phase 2" 1d; "Phase 10" 4d snet 2026-06-01 }
"""
PAY, MOB, COST = stable_id(1), stable_id(2), stable_id(3)


def made() -> Plan:
    base = plan(
        TEXT,
        Resource(id=PAY, name="Payments", type="team", code="PAY"),
        Resource(id=MOB, name="Mobile app", type="team"),
        Field(id=COST, name="Cost centre", type="list", choices=("North", "South")),
    )
    draft = Draft(base)
    for name, members in {
        "Design": {"team": PAY, "tags": ("launch", "Big one")},
        "Build": {"team": MOB, "notes": "See the API page", "priority": 700},
        "Docs": {"team": PAY, "fields": ((COST, "North"),), "fixed_cost": 120_000},
    }.items():
        draft.change(base.tasks[id_of(base, name)], **members)
    draft.put(Risk(id=stable_id(9), name="Slow", tasks=(id_of(base, "Build"),)))
    return draft.plan


def facts_of(plan: Plan, today: str = "2026-05-07") -> Facts:
    schedule = compute(plan)
    return Facts(plan, schedule, Standing(schedule), at(today, 480))


def readers(facts: Facts) -> Readers:
    project = facts.plan.project
    return Readers(lambda text: parse_date(text, facts.today), lambda text: parse_duration(text, project).minutes)


def names(filter: str) -> list[str]:
    facts = facts_of(made())
    ids = found(filter, facts, readers(facts))
    return [facts.plan.tasks[id].name for id in facts.plan.outline.order if id in ids]


@pytest.mark.parametrize(
    ("filter", "expected"),
    [
        ("", ["Design", "Build", "Test plan", "API freeze", "Docs", "Group", "Phase 2", "Phase 10"]),
        ("api", ["Build", "API freeze"]),  # in a name, in notes
        ('"API f"', ["API freeze"]),
        ("test plan", ["Test plan"]),
        ("6", ["Group", "Phase 2", "Phase 10"]),
        ("6.1", ["Phase 2"]),
        ("team:pay", ["Design", "Docs"]),
        ("team=pay", ["Design", "Docs"]),  # by its code
        ('TEAM="mobile app"', ["Build"]),
        ("team=payments,\"Mobile app\"", ["Design", "Build", "Docs"]),
        ("team!=payments -summary -team:none", ["Build"]),
        ("team:none leaf", ["Test plan", "API freeze", "Phase 2", "Phase 10"]),
        ("#launch", ["Design"]),
        ("#laun", []),
        ('#"big one"', ["Design"]),
        ("tag:laun", ["Design"]),
        ("done", ["Design"]),
        ('"done"', []),
        ("-done percent>0", ["Build"]),
        ("done | started", ["Design", "Build"]),
        ("(done | started) team:mob", ["Build"]),
        ("-(done | started) team:any | team:pay -done", ["Docs"]),
        ("is:milestone,manual", ["API freeze", "Docs"]),
        ("is!=leaf", ["Group"]),
        ("blocked", ["Test plan", "API freeze"]),
        ("late", ["Build", "Docs", "Phase 2"]),
        ("missed", ["Build"]),
        ("overdue", ["Docs", "Phase 2"]),
        ("risk", ["Build"]),
        ("now", ["Build", "Group"]),
        ("constrained", ["Phase 10"]),
        ("unassigned -milestone", ["Test plan", "Phase 2", "Phase 10"]),
        ("finish<2026-05-07", ["Design", "Docs", "Phase 2"]),
        ("finish<=2026-05-06", ["Design", "Docs", "Phase 2"]),
        ("finish:2026-06 leaf", ["Phase 10"]),
        ("start>2026-05", ["Phase 10"]),
        ("start>=+2w", ["Phase 10"]),
        ('finish="5 May"', ["Docs"]),
        ("deadline:none summary", ["Group"]),
        ("deadline!=none", ["Build"]),
        ("duration>=4d leaf", ["Build", "Phase 10"]),
        ("slack<0d", ["Design", "Build"]),
        ("slack<-2d", []),
        ("percent=40%", ["Build"]),
        ("percent:40,100", ["Design", "Build"]),
        ("milestone:yes", ["API freeze"]),
        ("cost>=1200", ["Docs"]),
        ("priority>500", ["Build"]),
        ('"Cost centre":nor', ["Docs"]),
        ("costcentre=north", ["Docs"]),
        ("status:prog", []),
        ("parent:group", ["Phase 2", "Phase 10"]),
    ],
)  # fmt: skip
def test_a_filter_finds(filter: str, expected: list[str]) -> None:
    assert names(filter) == expected


@pytest.mark.parametrize(
    ("filter", "words", "letter"),
    [
        ("done temm:pay", ["At letter 6", "'temm'", "Is it team?"], 5),
        ("finish<soon", ["'soon' is not a value of finish", "2026-12-01"], 0),
        ("finish<31.2.2026", ["not a value of finish"], 0),
        ("finish<", ["needs a value"], 0),
        ('"API', ["a quote is not closed"], 0),
        ("(done", ["a bracket is not closed"], 0),
        ("done)", ["not opened"], 4),
        ("done |", ["missing"], 5),
        ("| done", ["missing"], 0),
        ("is:donne", ["Is it done?"], 0),
        ("is:xqz", ["There are late, critical"], 0),
        ("team<x", ["no more and less", "team:x"], 0),
        ("milestone>yes", ["yes or no"], 0),
        ("percent>much", ["a number from 0 to 100"], 0),
        ("slack<none", ["none"], 0),
        ("(" * 50 + "a" + ")" * 50, ["brackets within brackets"], 40),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(filter: str, words: list[str], letter: int) -> None:
    facts = facts_of(made())
    with pytest.raises(FilterError) as told:
        found(filter, facts, readers(facts))
    assert all(part in str(told.value) for part in words), str(told.value)
    assert told.value.start == letter


@given(st.text(alphabet='ab:<>=!|()"#,- 1', max_size=24))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    facts = facts_of(made())
    try:
        assert found(text, facts, readers(facts)) <= set(facts.plan.tasks)
    except FilterError as error:
        assert str(error).endswith(".")
        assert 0 <= error.start <= len(text)


@given(st.lists(st.text(alphabet='ab ,|()-#"', min_size=1, max_size=6), min_size=1, max_size=3, unique=True))
def test_values_that_are_written_are_read_again(values: list[str]) -> None:
    wanted = tuple(value.replace('"', "'") for value in values)
    text = with_values("late | done", frozenset({"team"}), "team", tuple(values))
    assert values_of(text, frozenset({"team"})) == wanted
    parse(text)
    assert with_values(text, frozenset({"team"}), "team", None) == "(late | done)"


def test_a_condition_takes_the_place_of_the_one_before() -> None:
    owner = frozenset({"owner", "person"})
    text = with_values("late person=Ann -done", owner, "owner", ("Ann", "Ben O"))
    assert text == 'late owner=Ann,"Ben O" -done'
    assert with_values(text, owner, "owner", None) == "late -done"
    assert values_of("-owner=Ann", owner) is None
    assert condition("Cost centre", ("North",)) == '"Cost centre"=North'


def test_every_facet_and_state_can_be_asked_of_every_task() -> None:
    facts = facts_of(made())
    for facet in FACETS.values():
        read = facet.reads(facts)
        assert len([read(id) for id in facts.plan.tasks]) == len(facts.plan.tasks)
    for state in STATES.values():
        assert {type(state.tests(facts)(id)) for id in facts.plan.tasks} == {bool}


@pytest.mark.parametrize(
    ("typed", "first"),
    [("cri", "critical"), ("late -do", "done"), ("team:", '"Mobile app"'), ("team=Payments,mo", '"Mobile app"'),
     ("#la", "launch"), ("fin", "finish<"), ("is:crit", "critical"), ('"cost centre":', "North"), ("pe", "percent>="),
     ("late", None), ("", None)],
)  # fmt: skip
def test_words_are_offered_while_a_filter_is_typed(typed: str, first: str | None) -> None:
    words = words_at(typed, len(typed), facts_of(made()))
    assert (words.items[0][0] if words.items else None) == first
    if first:
        whole = typed[: words.start] + words.items[0][0]
        assert whole.endswith(first)


def test_values_are_counted() -> None:
    facts = facts_of(made())
    ids = [id for id in facts.plan.tasks if id not in facts.plan.outline.children]
    assert [(t.value, t.words, t.count) for t in tallies(facts, "team", ids)] == [
        ("Mobile app", "Mobile app", 1), ("Payments", "Payments", 2), ("none", "No team", 4),
    ]  # fmt: skip
    assert [(t.value, t.count) for t in tallies(facts, "start", ids)] == [("2026-05", 6), ("2026-06", 1)]
    assert [t.words for t in tallies(facts, "percent", ids)] == ["0 %", "40 %", "100 %"]
    for facet in facts.facets:  # each value finds as many tasks as it says
        key = facet if facet in FACETS else facts.facets[facet].title
        for each in tallies(facts, facet, ids):
            there = found(condition(key, (each.value,)), facts, readers(facts), ids)
            assert len(there) == each.count, (facet, each)


def test_totals_count_each_task_once() -> None:
    facts = facts_of(made())
    group, phase = id_of(facts.plan, "Group"), id_of(facts.plan, "Phase 2")
    figures = totals(facts.plan, facts.schedule, [group, phase, id_of(facts.plan, "Design")])
    assert (figures.count, figures.days) == (3, 8 * 480)
    assert (figures.start, figures.finish) == (at("2026-05-04", 480), at("2026-06-04", 1020))
    assert figures.percent == 38  # 3 of 8 days
    assert totals(facts.plan, facts.schedule, []).start is None
