"""Finding by a few letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_app.model.fuzzy import Texts, match

NAMES = ["API freeze", "Freeze the schema", "Unfreeze", "Final rehearsal", "Zoom In", "Café opening", "Übergabe"]


def first(query: str, *texts: str) -> str:
    """The text that answers best."""
    met = {text: found.score for text in texts if (found := match(query, text))}
    return max(met, key=lambda text: met[text])


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("fr", "Freeze the schema", "API freeze"),
        ("freeze", "API freeze", "Unfreeze"),
        ("af", "API freeze", "Safe"),
        ("zi", "Zoom In", "Zooming"),
        ("fit", "Fit the Plan", "Front item"),
        ("load", "Load test", "Reload"),
        ("api", "API", "API freeze"),
    ],
)
def test_starts_go_before_what_lies_within(query: str, better: str, worse: str) -> None:
    assert first(query, worse, better) == better


def test_the_letters_that_were_found_are_told() -> None:
    found = match("apfr", "API freeze")
    assert found is not None
    assert [("API freeze")[place] for place in found.places] == ["A", "P", "f", "r"]
    assert match("ÜB", "übergabe").places == (0, 1)  # type: ignore[union-attr]


def test_words_come_in_any_order_and_a_missing_letter_is_no_answer() -> None:
    assert match("freeze api", "API freeze") is not None
    assert match("freeze apx", "API freeze") is None
    assert match("", "anything").places == ()  # type: ignore[union-attr]


def test_capitals_that_grow_when_small_do_not_move_the_places() -> None:
    assert match("st", "İst").places == (1, 2)  # type: ignore[union-attr]


@given(st.text(max_size=12), st.text(max_size=40))
def test_places_rise_and_hold_the_letters(query: str, text: str) -> None:
    found = match(query, text)
    if found is not None:
        assert list(found.places) == sorted(set(found.places))
        assert all(0 <= place < len(text) for place in found.places)
        wanted = {letter for letter in query.lower() if not letter.isspace()}
        assert wanted <= {part for place in found.places for part in text[place].lower()} | wanted - set(text.lower())


@given(st.lists(st.text("abcdef -", max_size=14), max_size=30), st.text("abcdef ", min_size=1, max_size=5))
def test_looking_through_many_finds_what_looking_at_each_does(texts: list[str], query: str) -> None:
    found = Texts(texts).best(query)
    assert len(found) == len(set(found))
    if query.strip():
        by_words = {number for number, text in enumerate(texts) if all(part in text for part in query.split())}
        assert by_words <= set(found)
        parts_alone = len(query.split()) == 1
        answered = {number for number, text in enumerate(texts) if match(query, text) is not None}
        assert not parts_alone or answered == set(found)


def test_among_many_the_best_kinds_come_first() -> None:
    texts = Texts([f"Rework {n}" for n in range(500)] + ["Work", "Home work"])
    assert texts.best("work")[:2] == [500, 501]
    assert {NAMES[n] for n in Texts(NAMES).best("af")} == {"API freeze", "Café opening"}
