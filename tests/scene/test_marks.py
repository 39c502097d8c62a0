"""The mark of a row: the most urgent thing to know of a task, with its words."""

from __future__ import annotations

import pytest

from roadmap_app.scene.marks import mark
from roadmap_app.schedule import compute
from tests.pocket import at, id_of, plan


@pytest.mark.parametrize(
    ("text", "name", "icon", "words"),
    [
        ("A 2d 100%", "A", "done", "Done"),
        ("A 5d deadline 2026-05-06", "A", "deadline", "Misses its deadline of Wed 6 May by 2 d"),
        ("A 5d; B 2d after A mso 2026-05-05", "B", "warning", "The constraint is kept."),
        ("A 5d; B 2d manual 2026-05-05..2026-05-06 after A", "B", "warning", "before 'A' allows"),
        ("A 2d manual 2026-05-09..2026-05-12", "A", "warning", "when nobody works"),
        ("A 1d inactive; B 1d after A", "B", "warning", "the link has no effect"),
        ("A 1d pinned 2026-05-06..2026-05-06", "A", "fixed", "Keeps the dates of the import"),
        ("A 1d snet 2026-05-06", "A", "constraint", "Has a constraint of Wed 6 May"),
        ("A 9d 10%", "A", "in-progress", "10 % done"),
        ("A 9d", "A", "not-started", "Not started"),
    ],
)
def test_a_row_shows_what_is_most_urgent(text: str, name: str, icon: str, words: str) -> None:
    made = plan(text)
    found = mark(made, compute(made), id_of(made, name), at("2026-05-04", 0))
    assert found.icon == icon
    assert words in found.words
