"""How many tasks follow a step stands behind its name, whatever the step was."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from roadmap_app.commands import dates, links, outline
from roadmap_app.document.document import Document
from roadmap_app.model.plan import Draft
from tests.pocket import id_of, plan

SOURCE = "S { A 3d; B 2d after A }; C 1d after B; D 1d; E 1d after D"


def make(change: Callable[[Document, Draft], object], label: str = "Step", in_hand: str = "") -> str:
    document = Document(plan(SOURCE))
    hand = [id_of(document.plan, in_hand)] if in_hand else []
    with document.edit(label, in_hand=hand) as draft:
        change(document, draft)
    return document.history[-1]


@pytest.mark.parametrize(
    ("name", "label"), [("A", "Step (2 tasks shifted)"), ("D", "Step (1 task shifted)"), ("E", "Step")]
)
def test_a_duration_tells_what_follows(name: str, label: str) -> None:
    assert make(lambda document, draft: dates.set_duration(draft, id_of(draft, name), 2400)) == label


def test_a_link_tells_what_follows_its_successor() -> None:
    made = make(lambda document, draft: links.add(draft, id_of(draft, "C"), id_of(draft, "D")))
    assert made == "Step (1 task shifted)"


def test_what_lies_in_the_tasks_in_hand_is_not_counted() -> None:
    def shift(document: Document, draft: Draft) -> None:
        dates.move(draft, document.schedule, [id_of(draft, "S")], 2 * 1440)

    assert make(shift) == "Step (2 tasks shifted)"
    assert make(shift, in_hand="S") == "Step (1 task shifted)"


def test_a_name_that_tells_it_stays_as_it_is() -> None:
    told = "Step (9 tasks shifted, finish +1 d)"
    assert make(lambda document, draft: dates.set_duration(draft, id_of(draft, "A"), 2400), told) == told


def test_rows_that_go_elsewhere_are_no_dates() -> None:
    assert make(lambda document, draft: outline.delete(draft, [id_of(draft, "A")])) == "Step"


def test_steps_that_join_are_counted_from_the_first() -> None:
    document = Document(plan(SOURCE))
    a = id_of(document.plan, "A")
    for minutes in (2400, 2880, 960):
        with document.edit("Longer", merge_key="longer") as draft:
            dates.set_duration(draft, a, minutes)
    assert document.history == ["Longer (2 tasks shifted)"]
    with document.edit("Longer", merge_key="longer") as draft:
        dates.set_duration(draft, a, 1440)
    assert document.history == [], "a step that comes to nothing goes"
