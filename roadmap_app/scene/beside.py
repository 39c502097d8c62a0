"""Where a box of words stands beside what it tells of, so that it hides the least."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from roadmap_app.scene.bars import Rect

MARGIN, ACROSS, ABOVE = 8, 80, 44  # px to the edges of the room, past the pointer, and over the row in hand
STEP, STEPS = 24, 8  # px by which it moves away from the usual place, and how often at most
MOVING, OTHER = 4.0, 1.0  # what it costs to hide something
SIDE, AWAY = 0.5, 0.75  # what it costs to stand at another side, and each step away
STEADY = 1.5  # what it must win to leave its place: a box that jumps cannot be read

Side = tuple[int, int, int]  # whether at the left, whether above, and so many steps away


class Beside(NamedTuple):
    """Where the box stands, and on which side."""

    rect: Rect
    side: Side | None


def box_beside(
    place: tuple[float, float],
    size: tuple[float, float],
    room: Rect,
    moving: Iterable[Rect] = (),
    others: Iterable[Rect] = (),
    before: Side | None = None,
) -> Beside:
    """The usual place is below and right of `place`; sides and steps away follow where it would hide things there.

    `moving` are those that should be seen most, `others` the rest; `before` is the side where it stood last.
    """
    spared = [(*rect, MOVING) for rect in moving] + [(*rect, OTHER) for rect in others]
    best = Beside((*_held(place, size, room), *size), None)
    least = float("inf")
    for side, at in _places(place, size, room):
        left, above, step = side
        cost = 2 * SIDE * left + SIDE * above + AWAY * step - (STEADY if side == before else 0)
        cost += _hidden(at, size, spared)
        if cost < least:
            best, least = Beside((*at, *size), side), cost
    return best


def _places(
    place: tuple[float, float], size: tuple[float, float], room: Rect
) -> Iterator[tuple[Side, tuple[float, float]]]:
    """All that are within the room from top to bottom; none covers the row in hand."""
    (x, y), (width, height) = place, size
    top, bottom = room[1] + MARGIN, room[1] + room[3] - MARGIN - height
    for left in (0, 1):
        for above in (0, 1):
            for step in range(STEPS):
                at = y - height - ABOVE - step * STEP if above else y + step * STEP
                if top <= at <= bottom:
                    yield (left, above, step), _held((x - left * (width + ACROSS), at), size, room)


def _held(at: tuple[float, float], size: tuple[float, float], room: Rect) -> tuple[float, float]:
    """A place on whole pixels within the room."""
    x, y = (
        round(max(min(at[axis], room[axis] + room[axis + 2] - MARGIN - size[axis]), room[axis] + MARGIN))
        for axis in (0, 1)
    )
    return x, y


def _hidden(at: tuple[float, float], size: tuple[float, float], spared: Iterable[tuple[float, ...]]) -> float:
    left, top = at
    right, bottom = left + size[0], top + size[1]
    return sum(
        cost for x, y, width, height, cost in spared
        if x < right and y < bottom and x + width > left and y + height > top
    )  # fmt: skip
