"""Finding texts in cells, and putting others in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_app.commands import Refusal, finding
from roadmap_app.commands.finding import Hit, Query
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import compute
from tests.pocket import START, id_of, plan

COLUMNS = ("wbs", "name", "duration", "start", "team", "status")


def made() -> Plan:
    base = plan('"API freeze" 3d; "Rapid api tests" 2d; Docs 5d')
    draft = Draft(base)
    draft.change(base.tasks[id_of(base, "Docs")], notes="the API page\nand the APIs")
    return draft.plan


def found(query: Query) -> list[tuple[str, str]]:
    plan = made()
    looked = finding.texts(plan, compute(plan), plan.outline.order, COLUMNS, START)
    return [(plan.tasks[hit.id].name, hit.column) for hit in finding.hits(finding.pattern(query), looked)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query("api"), [("API freeze", "name"), ("Rapid api tests", "name"), ("Docs", "notes")]),
        (Query("api", case=True), [("Rapid api tests", "name")]),
        (Query("rapi", words=True), []),
        (Query("apis", words=True), [("Docs", "notes")]),
        (Query("a.i"), []),
        (Query("a.i t", regex=True), [("Rapid api tests", "name")]),
        (Query("x*", regex=True), []),  # never nothing
        (Query("5"), [("Docs", "duration")]),
        (Query("4 May"), [("API freeze", "start"), ("Rapid api tests", "start"), ("Docs", "start")]),
    ],
)
def test_cells_that_have_a_text(query: Query, expected: list[tuple[str, str]]) -> None:
    assert found(query) == expected


@pytest.mark.parametrize(("text", "letter"), [("(api", 1), ("api)", 4), ("a**", 3), ("[", 1), ("x{99999999999}", None)])
def test_an_expression_that_cannot_be_read_is_told_with_its_place(text: str, letter: int | None) -> None:
    with pytest.raises(Refusal) as told:
        finding.pattern(Query(text, regex=True))
    assert "cannot be read" in str(told.value)
    if letter is not None:
        assert f"At letter {letter}," in str(told.value)


@pytest.mark.parametrize(
    ("query", "by", "expected", "tasks"),
    [
        (Query("api"), "service", ["service freeze", "Rserviced service tests", "Docs"], 3),
        (Query("API", case=True), "Port", ["Port freeze", "Rapid api tests", "Docs"], 2),
        (Query(r"(\w+) freeze", regex=True), r"Freeze of \1", ["Freeze of API", "Rapid api tests", "Docs"], 1),
        (Query("api", words=True), r"\1", [r"\1 freeze", r"Rapid \1 tests", "Docs"], 3),  # as it is
    ],
)
def test_texts_are_replaced_in_names_and_notes(query: Query, by: str, expected: list[str], tasks: int) -> None:
    plan = made()
    looked = finding.texts(plan, compute(plan), plan.outline.order, COLUMNS, START)
    draft = Draft(plan)
    hits = finding.hits(finding.pattern(query), looked)
    assert finding.replace(draft, hits, query, by) == tasks
    assert [draft.tasks[id].name for id in plan.outline.order] == expected


def test_what_cannot_be_put_in_is_refused_and_only_names_and_notes_are_taken() -> None:
    plan = made()
    first = plan.outline.order[0]
    with pytest.raises(Refusal, match="cannot be put in"):
        finding.replace(Draft(plan), [Hit(first, "name")], Query("API", regex=True), r"\2")
    draft = Draft(plan)
    assert finding.replace(draft, [Hit(first, "duration")], Query("3"), "4") == 0
    assert not draft.changes()
    assert finding.label(plan, Query("API"), "", [first]) == "Replace 'API' with nothing in 'API freeze'"
    assert finding.label(plan, Query("API"), "X", plan.outline.order) == "Replace 'API' with 'X' in 3 tasks"


@given(st.text(min_size=1, max_size=8), st.text(max_size=8), st.text(max_size=30))
def test_what_is_replaced_is_what_was_found(text: str, by: str, whole: str) -> None:
    pattern = finding.pattern(Query(text, case=True))
    assert finding.replaced(whole, pattern, by, regex=False) == whole.replace(text, by)
    assert all(whole[start:end] == text for start, end in finding.spans(pattern, whole))
