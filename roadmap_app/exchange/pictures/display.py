"""What a page is made of: a few kinds of plain drawing items, in the order in which they are drawn.

Coordinates are CSS pixels, 96 to the inch; x grows to the right, y downwards. Colours are hex strings, "" for none.
Whoever draws a page (the SVG writer, Qt) knows these items and nothing of plans.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

Rect = tuple[float, float, float, float]  # x, y, width, height
Point = tuple[float, float]
Dash = tuple[float, ...]  # pixels drawn and left out, in turn
Ruler = Callable[[str, float, bool], float]  # text, size in pixels, strong -> width in pixels

BASELINE = 0.36  # of the size: how far below the middle of a line its letters stand


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with round corners where it has a radius; one of half its size is a circle."""

    x: float
    y: float
    width: float
    height: float
    fill: str = ""
    line: str = ""
    line_width: float = 1
    radius: float = 0
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Path:
    """Steps `("M", x, y)`, `("L", x, y)`, `("Q", cx, cy, x, y)` and `("Z",)`."""

    steps: tuple[tuple[str | float, ...], ...]
    fill: str = ""
    line: str = ""
    line_width: float = 1
    dash: Dash = ()


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text; `x` is its left or right end or its middle, `y` its baseline. `upright` text runs upwards from
    there."""

    x: float
    y: float
    text: str
    size: float
    colour: str
    strong: bool = False
    side: Literal["left", "right", "middle"] = "left"
    upright: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A drawing of resources/icons in a square."""

    name: str
    x: float
    y: float
    size: float
    colour: str


@dataclass(frozen=True, slots=True)
class Group:
    """Items moved by (x, y) and then scaled; `extent`, in their coordinates, is where all of them lie, if known.

    `id` and `title` tell which thing of the plan is drawn.
    """

    items: tuple[Item, ...]
    x: float = 0
    y: float = 0
    scale: float = 1
    extent: Rect | None = None
    id: str = ""
    title: str = ""


Item = Box | Path | Words | Icon | Group


def polygon(points: Iterable[Point], fill: str = "", line: str = "", width: float = 1) -> Path:
    steps: list[tuple[str | float, ...]] = [("L", *point) for point in points]
    return Path((("M", *steps[0][1:]), *steps[1:], ("Z",)), fill, line, width)


def segment(x0: float, y0: float, x1: float, y1: float, colour: str, width: float = 1, dash: Dash = ()) -> Path:
    return Path((("M", x0, y0), ("L", x1, y1)), "", colour, width, dash)


def dot(x: float, y: float, radius: float, fill: str = "", line: str = "", width: float = 1) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius, fill, line, width, radius)


def baseline(middle: float, size: float) -> float:
    """Where letters stand so that they lie in the middle of a line."""
    return middle + BASELINE * size


def elided(text: str, size: float, strong: bool, room: float, ruler: Ruler) -> str:
    """The text, cut and ended with `…` where it is wider than there is room; "" where nothing fits."""
    if ruler(text, size, strong) <= room:
        return text
    least, most = 0, len(text)  # what is kept of it
    while least < most:
        half = (least + most + 1) // 2
        if ruler(text[:half].rstrip() + "…", size, strong) <= room:
            least = half
        else:
            most = half - 1
    return text[:least].rstrip() + "…" if least else ""
