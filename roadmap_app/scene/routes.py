"""Links as lines: which way they go from bar to bar, by type, and which of many are in view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.tokens import LINK_EXIT

Point = tuple[float, float]
NARROW = 13  # px between two bars below which a link drops into the top edge
BUCKET = 64  # rows

# Which end of the predecessor a link leaves, and which end of the successor it enters.
ENDS = {"FS": ("right", "left"), "SS": ("left", "left"), "FF": ("right", "right"), "SF": ("left", "right")}


@dataclass(frozen=True, slots=True)
class Route:
    """A line through `points`, its corners to be rounded; the arrow's tip is the last point."""

    points: tuple[Point, ...]
    into: str  # left right top bottom: the side of the successor that the arrow enters


def route(type: str, source: Bar, target: Bar) -> Route:
    """The line of a link between two bars."""
    leaves, enters = ENDS[type]
    outward = 1 if leaves == "right" else -1
    inward = -1 if enters == "left" else 1
    x0, y0 = source.ends[1 if leaves == "right" else 0], round(source.middle) + 0.5
    x1, y1 = target.ends[0 if enters == "left" else 1], round(target.middle) + 0.5
    out, into = x0 + outward * LINK_EXIT, x1 + inward * LINK_EXIT
    if outward != inward:  # the ends face each other: FS or SF
        room = (x1 - x0) * outward
        if room >= NARROW:
            return Route(((x0, y0), (out, y0), (out, y1), (x1, y1)), enters)
        if source.kind == "milestone" and target.kind != "milestone" and outward > 0 and y1 > y0 and room >= -20:
            middle, below = source.x0, source.rect[1] + source.rect[3]
            drop = max(target.x0 + LINK_EXIT + 2, middle)
            bend = source.row_top + source.row_height - 0.5
            line = ((middle, below), (middle, bend), (drop, bend), (drop, target.top - 1))
            return Route(line if drop > middle else (line[0], line[-1]), "top")
        if target.kind in ("task", "project", "summary") and room >= -4 and y0 != y1:
            down = y1 > y0
            edge = target.top - 1 if down else target.top + target.height + 1
            drop = x1 + outward * min(LINK_EXIT + 2, max((target.x1 - target.x0) / 2, 2))
            drop = max(drop, x0 + 2) if outward > 0 else min(drop, x0 - 2)
            return Route(((x0, y0), (drop, y0), (drop, edge)), "top" if down else "bottom")
        if target.kind == "milestone" and room >= -8 and y0 != y1:
            down = y1 > y0
            middle = target.x0
            edge = target.rect[1] - 1 if down else target.rect[1] + target.rect[3] + 1
            if abs(middle - x0) < 3:
                leave = source.top + source.height if down else source.top
                return Route(((middle, leave), (middle, edge)), "top" if down else "bottom")
            if (middle - x0) * outward >= 3:
                return Route(((x0, y0), (middle, y0), (middle, edge)), "top" if down else "bottom")
        between = source.row_top + source.row_height - 0.5 if y1 > y0 else source.row_top + 0.5
        return Route(((x0, y0), (out, y0), (out, between), (into, between), (into, y1), (x1, y1)), enters)
    turn = max(out, into) if outward > 0 else min(out, into)
    return Route(((x0, y0), (turn, y0), (turn, y1), (x1, y1)), enters)


class LinkIndex:
    """Links by the rows that they span, so that a screen asks only for those that cross it."""

    def __init__(self, plan: Plan, rows: RowList) -> None:
        self._spans: dict[int, list[tuple[int, int, Link]]] = defaultdict(list)
        self._long: list[tuple[int, int, Link]] = []
        index = rows.index
        for link in plan.links.values():
            source, target = index(link.from_), index(link.to)
            if source is None or target is None:
                continue
            top, bottom = (source, target) if source < target else (target, source)
            span = (top, bottom, link)
            if bottom - top > BUCKET * 8:
                self._long.append(span)
                continue
            for bucket in range(top // BUCKET, bottom // BUCKET + 1):
                self._spans[bucket].append(span)

    def visible(self, first: int, last: int) -> Iterator[Link]:
        """Links that cross the rows from `first` to `last`, each once."""
        seen: set[str] = set()
        for bucket in range(first // BUCKET, last // BUCKET + 1):
            for top, bottom, link in self._spans.get(bucket, ()):
                if bottom >= first and top <= last and link.id not in seen:
                    seen.add(link.id)
                    yield link
        for top, bottom, link in self._long:
            if bottom >= first and top <= last:
                yield link
