"""Where lines and arrows run through the middle of rows, so that words keep off them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, floor

from roadmap_app.scene.routes import Route

Span = tuple[float, float]  # from x to x
TEXT = 7.0  # px above and below a row's middle that words cover


def taken(routes: Iterable[Route], top: float, height: float, count: int) -> list[list[Span]]:
    """For each of `count` rows, of which the first lies at `top`: the spans in which links cross its words."""
    rows: list[list[Span]] = [[] for _ in range(count)]
    for route in routes:
        for (xa, ya), (xb, yb) in pairwise(route.points):
            span = (min(xa, xb), max(xa, xb))
            for row in _rows(min(ya, yb), max(ya, yb), top, height, count):
                rows[row].append(span)
    return rows


def heads(routes: Iterable[Route], top: float, height: float, count: int) -> list[list[Span]]:
    """Likewise the spans of arrows, which words never cover."""
    rows: list[list[Span]] = [[] for _ in range(count)]
    for route in routes:
        x, y, width, long = route.head
        for row in _rows(y, y + long, top, height, count):
            rows[row].append((x, x + width))
    return rows


def _rows(upper: float, lower: float, top: float, height: float, count: int) -> range:
    """The rows whose words lie between two heights."""
    middle = top + height / 2
    first = max(ceil((upper - middle - TEXT) / height), 0)
    return range(first, min(floor((lower - middle + TEXT) / height), count - 1) + 1)
