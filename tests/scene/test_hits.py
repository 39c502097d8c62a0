"""What lies under a point, by geometry alone."""

from __future__ import annotations

import pytest

from roadmap_app.scene.bars import Bar
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.hits import EMPTY, Hit, hit, hit_link, hit_link_end, part_rect
from roadmap_app.scene.routes import Route, route
from roadmap_app.scene.tokens import load

SIZES = load("light").hit


def bar(id: str, x0: float, x1: float, row: int = 0, **members: object) -> Bar:
    top = row * 24.0
    return Bar(id, "task", x0, x1, top + 6, 12, top, 24, x0, **members)  # type: ignore[arg-type]


def test_a_short_bar_is_for_moving() -> None:
    short, long = bar("a", 100, 117), bar("a", 100, 118)
    for part in ("start", "finish", "progress"):
        assert part_rect(short, part, SIZES) is None
        assert part_rect(long, part, SIZES) is not None
    assert [hit([short], x, 12, SIZES).part for x in (100, 108, 116)] == ["body"] * 3
    assert [hit([long], x, 8, SIZES).part for x in (100, 108, 117)] == ["start", "body", "finish"]


def test_a_pin_takes_the_hand_above_the_bar_only() -> None:
    pinned = bar("a", 100, 200, constrained=True)
    assert hit([pinned], 101, 3, SIZES) == Hit("pin", "a")
    assert hit([pinned], 101, 12, SIZES) == Hit("start", "a")
    assert hit([bar("a", 100, 200)], 101, 3, SIZES) == Hit("start", "a")


def test_a_link_is_hit_along_its_whole_line_and_nowhere_else() -> None:
    drawn = DrawnLink("l", "a", "b", route("FS", bar("a", 0, 100), bar("b", 200, 300, 2)), "normal")
    (_, y0), (turn, _), _, (tip, y1) = drawn.route.points
    for x, y in ((turn, y0 + 20), (turn + 3, y0 + 30), ((turn + tip) / 2, y1 + 3)):
        assert hit_link([drawn], x, y, SIZES) == Hit("link", "l")
    for x, y in ((turn + 6, y0 + 20), (tip + 20, y1), (turn, y1 + 6)):
        assert hit_link([drawn], x, y, SIZES) is EMPTY


def test_of_two_links_the_nearer_is_hit_and_on_one_line_the_upper() -> None:
    left = DrawnLink("left", "a", "b", Route(((0, 0), (0, 100)), "top"), "normal")
    right = DrawnLink("right", "a", "b", Route(((5, 0), (5, 100)), "top"), "normal")
    assert hit_link([left, right], 1, 50, SIZES).id == "left"
    assert hit_link([left, right], 4, 50, SIZES).id == "right"
    upper = DrawnLink("upper", "a", "b", left.route, "lit")
    assert hit_link([left, upper], 0, 50, SIZES).id == "upper"


@pytest.mark.parametrize(("x", "y", "part"), [(0, 2, "tail"), (0, 98, "head"), (0, 50, "empty")])
def test_a_link_is_moved_by_its_ends(x: float, y: float, part: str) -> None:
    drawn = DrawnLink("l", "a", "b", Route(((0, 0), (0, 100)), "top"), "normal")
    assert hit_link_end(drawn, x, y, SIZES).part == part
