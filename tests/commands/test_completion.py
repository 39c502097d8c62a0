"""What is offered while a cell is typed into."""

from __future__ import annotations

import pytest

from roadmap_app.commands import Refusal, completion
from roadmap_app.commands.typed import parse_lag, parse_predecessors
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field, Resource
from tests.pocket import id_of, plan

SOURCE = 'Build { "API freeze" 3d; "Freeze the menu" 1d }; "Beta test" 2d; Launch 1d'


def made() -> Plan:
    draft = Draft(plan(SOURCE))
    for name in ("Core", "Mobile core", "Data"):
        draft.put(Resource(id=name.lower(), name=name, type="team"))
    draft.put(Field(id="f", name="Phase", type="list", choices=("Alpha", "Beta", "Gamma ray")))
    draft.change(draft.tasks[id_of(draft.plan, "Beta test")], tags=("ops", "api"))
    return draft.plan


def offered(text: str, column: str = "predecessors", name: str = "Launch", cursor: int | None = None) -> list[str]:
    found = made()
    place = len(text) if cursor is None else cursor
    return [offer.text for offer in completion.offers(found, id_of(found, name), column, text, place).items]


@pytest.mark.parametrize(
    ("text", "then"),
    [
        ("free", ["1.2", "1.1"]),  # a name that begins so goes before one with such a word
        ("api freeze", ["1.1"]),
        ("1", ["1", "1.1", "1.2"]),
        ("1.2", ["1.2"]),
        ("4", ["4"]),  # a row that has another number: what is typed is what is meant
        ("1.1; 4", ["4"]),
        ("5", []),  # the row of the task itself
        ("1.1FS+2d", []),
        ("", []),
        ("1.1; be", ["2"]),
        ("1.1; ", []),
        ("2; be", []),  # it is there already
        ("laun", []),  # the task itself
    ],
)
def test_tasks_are_offered_by_number_and_name(text: str, then: list[str]) -> None:
    assert offered(text) == then


def test_what_a_task_lies_in_or_holds_is_not_offered() -> None:
    assert offered("buil", name="API freeze") == []
    assert offered("api", name="Build") == []


def test_an_offer_takes_the_place_of_its_part() -> None:
    found = made()
    text = "1.1; be; 1.2"
    offers = completion.offers(found, id_of(found, "Launch"), "predecessors", text, 7)
    assert offers.taken(text, offers.items[0]) == "1.1; 2; 1.2"


@pytest.mark.parametrize(
    ("column", "text", "then"),
    [
        ("team", "cor", ["Core", "Mobile core"]),
        ("team", "x", []),
        ("field:f", "a", ["Alpha", "Beta", "Gamma ray"]),
        ("field:f", "ray", ["Gamma ray"]),
        ("tags", "o", ["ops"]),
        ("tags", "ops, a", ["api"]),
        ("constraint", "must", ["Must start on", "Must finish on"]),
        ("milestone", "y", ["Yes"]),
        ("notes", "a", []),
        ("start", "m", []),
    ],
)
def test_choices_are_offered(column: str, text: str, then: list[str]) -> None:
    assert offered(text, column) == then


def test_a_number_that_no_task_has_is_that_of_a_row() -> None:
    found = made()
    assert parse_predecessors("5FS+2d", found)[0].task == id_of(found, "Launch")
    assert parse_predecessors("3", found)[0].task == id_of(found, "Launch"), "a WBS number goes before a row"
    with pytest.raises(Refusal, match="No task is called '99'"):
        parse_predecessors("99", found)
    assert parse_predecessors("#4SS+1d", found)[0].task == id_of(found, "Beta test")


def test_all_choices_can_be_asked_for() -> None:
    found = made()
    for column, count in (("team", 3), ("field:f", 3), ("tags", 2), ("predecessors", 4), ("constraint", 8)):
        asked = completion.offers(found, id_of(found, "Launch"), column, "", 0, everything=True)
        assert len(asked.items) == count, column


def test_a_lag_may_have_a_minus_sign_as_it_is_shown() -> None:
    found = made()
    (entry,) = parse_predecessors("5FS−2d", found)
    assert entry == parse_predecessors("5FS-2d", found)[0] and entry.lag < 0
    assert parse_lag("−1ed", found.project) == parse_lag("-1ed", found.project)
