"""Cutting drawing items at the edge of a chart, so that no reader of a picture has to know of clipping.

What is cut has no outline along the cut: a bar that goes on, on the next page, is open there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from roadmap_app.exchange.pictures.display import Box, Group, Icon, Item, Path, Point, Rect, Words, polygon

CURVE = (0.25, 0.5, 0.75, 1.0)  # where a curve that is cut becomes straight
Edges = tuple[float, float, float, float]  # left, top, right, bottom


def cut(items: Iterable[Item], rect: Rect) -> tuple[Item, ...]:
    """The items, of which what lies outside a rectangle is gone; lines may stand over its edge by half their width."""
    edges = (rect[0], rect[1], rect[0] + rect[2], rect[1] + rect[3])
    return tuple(kept for item in items for kept in _cut(item, edges))


def _cut(item: Item, edges: Edges) -> Iterator[Item]:
    left, top, right, bottom = edges
    if isinstance(item, Group):
        x, y, scale = item.x, item.y, item.scale
        inner = ((left - x) / scale, (top - y) / scale, (right - left) / scale, (bottom - top) / scale)
        if kept := cut(item.items, inner):
            yield replace(item, items=kept)
    elif isinstance(item, Words):
        if left <= item.x <= right and top <= item.y <= bottom:
            yield item
    elif isinstance(item, Icon):
        if left <= item.x and item.x + item.size <= right and top <= item.y and item.y + item.size <= bottom:
            yield item
    else:
        yield from _cut_shape(item, edges)


def _cut_shape(item: Box | Path, edges: Edges) -> Iterator[Item]:
    left, top, right, bottom = edges
    x0, y0, x1, y1 = _bounds(item)
    if x0 >= left and y0 >= top and x1 <= right and y1 <= bottom:
        yield item
    elif x1 < left or x0 > right or y1 < top or y0 > bottom:
        return
    elif isinstance(item, Box) and not item.line and not item.radius:
        x, y = max(x0, left), max(y0, top)
        yield replace(item, x=x, y=y, width=min(x1, right) - x, height=min(y1, bottom) - y)
    else:
        points, closed = _points(item)
        if item.fill and len(inside := _polygon(points, edges)) > 2:
            yield polygon(inside, item.fill)
        if item.line:
            ring = [*points, points[0]] if closed else points
            for run in _runs(ring, edges):
                steps: list[tuple[str | float, ...]] = [("L", *point) for point in run[1:]]
                yield Path((("M", *run[0]), *steps), "", item.line, item.line_width, item.dash)


def _bounds(item: Box | Path) -> Edges:
    if isinstance(item, Box):
        return item.x, item.y, item.x + item.width, item.y + item.height
    numbers = [value for step in item.steps for value in step[1:]]
    xs, ys = [float(x) for x in numbers[::2]], [float(y) for y in numbers[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def _points(item: Box | Path) -> tuple[list[Point], bool]:
    """The corners of a shape, curves as a few of them, and whether it is closed."""
    if isinstance(item, Box):
        x0, y0, x1, y1 = _bounds(item)
        r = min(item.radius, item.width / 2, item.height / 2)
        steps: tuple[tuple[str | float, ...], ...] = (
            ("M", x0 + r, y0), ("L", x1 - r, y0), ("Q", x1, y0, x1, y0 + r), ("L", x1, y1 - r),
            ("Q", x1, y1, x1 - r, y1), ("L", x0 + r, y1), ("Q", x0, y1, x0, y1 - r), ("L", x0, y0 + r),
            ("Q", x0, y0, x0 + r, y0), ("Z",),
        )  # fmt: skip
        return _points(Path(steps))
    points: list[Point] = []
    for step in item.steps:
        letter, numbers = step[0], [float(value) for value in step[1:]]
        if letter == "Q":
            (x0, y0), (cx, cy, x1, y1) = points[-1], numbers
            points += (
                ((1 - t) ** 2 * x0 + 2 * t * (1 - t) * cx + t * t * x1,
                 (1 - t) ** 2 * y0 + 2 * t * (1 - t) * cy + t * t * y1)
                for t in CURVE
            )  # fmt: skip
        elif numbers:
            points.append((numbers[0], numbers[1]))
    return points, item.steps[-1][0] == "Z"


def _polygon(points: list[Point], edges: Edges) -> list[Point]:
    """What of a polygon lies within the edges (Sutherland and Hodgman)."""
    left, top, right, bottom = edges
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        found: list[Point] = []
        for place, point in enumerate(points):
            before = points[place - 1]
            was, now = (before[axis] - limit) * sign, (point[axis] - limit) * sign
            if (was < 0) != (now < 0):
                found.append(_between(before, point, was / (was - now)))
            if now >= 0:
                found.append(point)
        points = found
    return points


def _runs(points: list[Point], edges: Edges) -> Iterator[list[Point]]:
    """What of a line lies within the edges, as lines (Liang and Barsky, a segment at a time)."""
    run: list[Point] = []
    for a, b in pairwise(points):
        span = _share(a, b, edges)
        if span is None:
            continue
        start, end = _between(a, b, span[0]), _between(a, b, span[1])
        if not run or run[-1] != start:
            if len(run) > 1:
                yield run
            run = [start]
        run.append(end)
    if len(run) > 1:
        yield run


def _share(a: Point, b: Point, edges: Edges) -> tuple[float, float] | None:
    """From which share of a segment to which it lies within; None where nowhere."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high, step = edges[axis], edges[axis + 2], b[axis] - a[axis]
        if step == 0:
            if not low <= a[axis] <= high:
                return None
            continue
        enter, leave = sorted(((low - a[axis]) / step, (high - a[axis]) / step))
        first, last = max(first, enter), min(last, leave)
    return (first, last) if first < last else None


def _between(a: Point, b: Point, share: float) -> Point:
    if share <= 0:
        return a
    return b if share >= 1 else (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
