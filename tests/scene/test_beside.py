"""The box beside a drag stands where it hides the least, and stays there."""

from __future__ import annotations

import random

import pytest

from roadmap_app.scene.bars import Rect
from roadmap_app.scene.beside import ABOVE, box_beside
from tests.examples import tries

ROOM: Rect = (0, 0, 800, 600)
SIZE = (200, 100)
PLACE = (400, 300)
BELOW: Rect = (420, 320, 60, 14)
OVER: Rect = (430, 180, 60, 14)


def overlap(a: Rect, b: Rect) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]


def test_it_stands_below_and_right_where_nothing_is() -> None:
    assert box_beside(PLACE, SIZE, ROOM).rect == (*PLACE, *SIZE)


def test_it_goes_to_another_side_where_it_would_hide_a_bar_that_moves() -> None:
    assert box_beside(PLACE, SIZE, ROOM, [BELOW]).rect[1] + SIZE[1] < PLACE[1]
    left, top, *_ = box_beside(PLACE, SIZE, ROOM, [BELOW, OVER]).rect
    assert left + SIZE[0] < PLACE[0]
    assert top == PLACE[1]


def test_what_moves_is_spared_more_than_what_does_not() -> None:
    wide: Rect = (0, 305, 800, 290)  # all below
    rest = [(0.0, float(y), 800.0, 12.0) for y in (20, 60, 100)]
    assert box_beside(PLACE, SIZE, ROOM, [wide], rest).rect[1] < PLACE[1]


def test_it_goes_away_as_far_as_it_must_to_hide_no_words() -> None:
    words = [(float(x), float(y), 90.0, 12.0) for x in (150, 420) for y in (310, 334, 180, 210)]
    rect = box_beside(PLACE, SIZE, ROOM, (), words).rect
    assert not any(overlap(rect, each) for each in words)


def test_it_stays_where_it_is_for_a_small_gain_and_goes_for_a_large_one() -> None:
    first = box_beside(PLACE, SIZE, ROOM)
    one, four = [BELOW], [(420.0, 310.0 + 20 * n, 60.0, 12.0) for n in range(4)]
    assert box_beside(PLACE, SIZE, ROOM, (), one, first.side).side == first.side
    assert box_beside(PLACE, SIZE, ROOM, (), four, first.side).side != first.side


@pytest.mark.parametrize("seed", range(tries(20)))
def test_it_is_within_the_room_and_leaves_the_row_in_hand_free(seed: int) -> None:
    rng = random.Random(seed)
    place = (rng.uniform(-50, 850), rng.uniform(60, 590))
    bars = [(rng.uniform(0, 800), rng.uniform(0, 600), rng.uniform(5, 200), 12.0) for _ in range(30)]
    rect = box_beside(place, SIZE, ROOM, bars[:10], bars[10:]).rect
    assert 0 <= rect[0] <= 800 - SIZE[0]
    assert 0 <= rect[1] <= 600 - SIZE[1]
    row: Rect = (0, place[1] - 8 - 24, 800, 24)
    assert not overlap(rect, row), ABOVE
