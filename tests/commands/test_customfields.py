"""Custom fields: made, renamed, retyped with what tasks have in them, and deleted."""

from __future__ import annotations

import pytest

from roadmap_app.commands import Refusal, customfields, fields
from roadmap_app.model.plan import Draft
from roadmap_app.model.time import instant
from roadmap_app.schedule import compute
from tests.pocket import id_of, plan

TODAY = instant(2026, 5, 4)


def filled(type: str, *texts: str) -> tuple[Draft, str]:
    """A field with such values of tasks A, B, C …"""
    made = plan("; ".join(f"{name} 1d" for name in "ABCDE"[: len(texts)]))
    draft = Draft(made)
    id = customfields.add(draft, "Mine", type, {"list": texts}.get(type, ()))
    for name, text in zip("ABCDE", texts, strict=False):
        fields.set(draft, compute(made), id_of(made, name), f"field:{id}", text, TODAY)
    return draft, id


def shown(draft: Draft, id: str) -> list[str]:
    schedule = compute(draft.plan)
    return [fields.text(draft, schedule, task, f"field:{id}", TODAY) for task in draft.outline.order]


@pytest.mark.parametrize(
    ("before", "texts", "after", "then", "lost"),
    [
        ("text", ("3", "2.5", "many"), "number", ["3", "2.5", ""], 1),
        ("text", ("red", "blue", "red"), "list", ["red", "blue", "red"], 0),
        ("text", ("2026-05-06", "x"), "date", ["6 May", ""], 1),
        ("number", ("3", "2"), "duration", ["3d", "2d"], 0),
        ("number", ("1", "0", "7"), "flag", ["Yes", "No", ""], 1),
        ("list", ("red", "blue"), "text", ["red", "blue"], 0),
        ("date", ("2026-05-06",), "text", ["2026-05-06"], 0),
        ("cost", ("1,200.50",), "number", ["1200.5"], 0),
    ],
)
def test_another_type_reads_what_is_there(
    before: str, texts: tuple[str, ...], after: str, then: list[str], lost: int
) -> None:
    draft, id = filled(before, *texts)
    assert customfields.retype(draft, compute(draft.plan), id, after, TODAY) == lost
    assert shown(draft, id) == then
    if after == "list":
        assert draft.fields[id].choices == ("blue", "red")


def test_choices_are_renamed_and_removed_with_their_values() -> None:
    draft, id = filled("list", "red", "blue")
    assert customfields.rename_choice(draft, id, "red", "Rosé") == 1
    assert shown(draft, id) == ["Rosé", "blue"]
    customfields.add_choice(draft, id, "green")
    with pytest.raises(Refusal, match="'Green' is a choice already"):
        customfields.add_choice(draft, id, "Green")
    customfields.order_choices(draft, id, ("green", "blue", "Rosé"))
    assert customfields.remove_choice(draft, id, "blue") == 1
    assert draft.fields[id].choices == ("green", "Rosé")
    assert shown(draft, id) == ["Rosé", ""]


def test_deleting_tells_how_many_values_go() -> None:
    draft, id = filled("text", "x", "y")
    assert customfields.count_of(draft, id) == 2
    assert customfields.delete(draft, id) == 2
    assert not fields.has(draft, f"field:{id}")
    assert all(task.fields == () for task in draft.tasks.values())


@pytest.mark.parametrize("name", ["", "  ", "mine", "Notes", "finish"])
def test_a_name_that_is_none_or_taken_is_refused(name: str) -> None:
    draft, _ = filled("text", "x")
    with pytest.raises(Refusal):
        customfields.add(draft, name)
