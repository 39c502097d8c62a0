"""Where lines run through the middle of rows, so that words keep off them."""

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
    middle = top + height / 2
    for route in routes:
        for (xa, ya), (xb, yb) in pairwise(route.points):
            first = max(ceil((min(ya, yb) - middle - TEXT) / height), 0)
            last = min(floor((max(ya, yb) - middle + TEXT) / height), count - 1)
            span = (min(xa, xb), max(xa, xb))
            for row in range(first, last + 1):
                rows[row].append(span)
    return rows
