"""Words beside bars: where they stand, and what they keep off."""

from __future__ import annotations

import pytest

from roadmap_app.scene.bars import Bar
from roadmap_app.scene.labels import FARTHEST, Part, beside, placed
from roadmap_app.scene.routes import Route, route
from roadmap_app.scene.taken import taken

WIDTH = 600
WORDS = [Part("Ledger", False, "text.secondary")]  # 60 px as measured here


def measure(words: str, strong: bool) -> float:
    return 10.0 * len(words)


def bar(x0: float, x1: float, row: int = 0, kind: str = "task", **members: object) -> Bar:
    top = row * 24.0
    return Bar("a", kind, x0, x1, top + 6, 12, top, 24, x0, **members)  # type: ignore[arg-type]


def span(made: Bar, lines: list[tuple[float, float]] | None = None) -> tuple[float, float] | None:
    labels = placed(beside(made, WORDS, measure, lines or []), 0, WIDTH)
    return (labels[0].x, labels[-1].x + 60) if labels else None


def test_words_stand_after_the_bar_and_before_it_where_they_would_be_cut_off() -> None:
    assert span(bar(100, 200)) == (210, 270)
    assert span(bar(400, 560)) == (330, 390)


def test_words_keep_off_lines_on_both_sides() -> None:
    assert span(bar(100, 200), [(200, 206), (206, 216)]) == (221, 281)
    entry = (380.0, 400.0)  # a link that comes in from the left
    found = span(bar(400, 560), [entry])
    assert found is not None
    assert found[1] <= entry[0] - 4


def test_words_go_over_a_line_rather_than_far_away_but_not_over_the_bars_own() -> None:
    crowd = [(224.0 + n, 224.0 + n) for n in range(FARTHEST + 80)]
    assert span(bar(100, 200), [*crowd, (0, 100)]) == (210, 270)
    assert span(bar(100, 200), [(200, 206), (206, 216), *crowd, (0, 100)]) == (221, 281)


def test_a_milestones_name_stands_before_the_link_that_comes_in() -> None:
    found = span(bar(580, 580, kind="milestone"), [(460, 573)])
    assert found is not None
    assert found[1] <= 460 - 4
    assert span(bar(560, 590), [(460, 560)]) is None, "a team's name is not worth that"


def test_a_milestones_name_keeps_off_its_baseline_and_its_deadline() -> None:
    made = bar(580, 580, kind="milestone", baseline=(520, 520), deadline=590)
    found = span(made)
    assert found is not None
    assert found[1] <= 520 - 5
    made = bar(200, 200, kind="milestone", baseline=(230, 230), deadline=250)
    found = span(made)
    assert found is not None
    assert found[0] >= 250 + 4.5


def test_the_projects_date_stands_at_its_end_only() -> None:
    assert span(bar(10, 500, kind="project")) == (508, 568)
    assert span(bar(300, 560, kind="project")) is None
    assert span(bar(300, 900, kind="project")) is None


@pytest.mark.parametrize("rows", [1, 2, 5])
def test_links_take_the_rows_that_they_cross(rows: int) -> None:
    made = route("FS", bar(0, 100), bar(200, 300, rows))
    crossed = taken([made], 0, 24, 8)
    turn = made.points[1][0]
    assert (100, turn) in crossed[0]
    assert (turn, 200) in crossed[rows]
    assert all(crossed[row] == [(turn, turn)] for row in range(1, rows))
    assert not any(crossed[rows + 1 :])


def test_a_line_between_two_rows_takes_neither() -> None:
    assert taken([Route(((0, 23.5), (90, 23.5)), "top")], 0, 24, 2) == [[], []]
