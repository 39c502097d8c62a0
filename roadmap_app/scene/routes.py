"""Links as lines: which way they go from bar to bar, by type, and which of many are in view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import copysign

from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.scene.bars import Bar, Rect
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.tokens import ARROW_HALF, ARROW_LENGTH, LINK_EXIT

Point = tuple[float, float]
NARROW = 13  # px between two bars below which a link drops into the top edge
BUCKET = 64  # rows
KEPT = 2048  # lines, some screens full
REACH = 32  # px that the upright part of a link may go out of its way
FAR = 200  # rows beyond which nobody follows a line: only its two ends are drawn, where nothing lights it
STUB = 26  # px of such an end

# Which end of the predecessor a link leaves, and which end of the successor it enters.
ENDS = {"FS": ("right", "left"), "SS": ("left", "left"), "FF": ("right", "right"), "SF": ("left", "right")}


@dataclass(frozen=True, slots=True)
class Route:
    """A line through `points`, its corners to be rounded; the arrow's tip is the last point.

    The upright part from `points[bend]` to the next one can be moved within `low` and `high`; it is shared by all
    links of one end, that of the `source` or of the `target` (`shares`; "": it stays where it is, and alone).
    """

    points: tuple[Point, ...]
    into: str  # left right top bottom: the side of the successor that the arrow enters; "": it has no arrow
    shares: str = ""
    bend: int = 0
    low: float = 0.0
    high: float = 0.0

    def bent(self, x: float) -> Route:
        """The route with its upright part at another place."""
        points = list(self.points)
        for place in (self.bend, self.bend + 1):
            points[place] = (x, points[place][1])
        return self._along(tuple(points))

    def moved(self, dx: float, dy: float) -> Route:
        """The route so many pixels further right and down."""
        return self._along(tuple([(x + dx, y + dy) for x, y in self.points]), dx)

    def _along(self, points: tuple[Point, ...], dx: float = 0.0) -> Route:
        # a frame has hundreds: `replace` takes four times as long
        return Route(points, self.into, self.shares, self.bend, self.low + dx, self.high + dx)

    @property
    def bounds(self) -> Rect:
        """Left, top, right and bottom of all that is drawn of it."""
        return _bounds(self.points)

    @property
    def head(self) -> Rect:
        """The rectangle around the arrow."""
        x, y = self.points[-1]
        long, half = ARROW_LENGTH, ARROW_HALF
        if not self.into:
            return (x, y, 0, 0)
        if self.into in ("left", "right"):
            return (x - long if self.into == "left" else x, y - half, long, 2 * half)
        return (x - half, y - long if self.into == "top" else y, 2 * half, long)


@lru_cache(KEPT)
def _bounds(points: tuple[Point, ...]) -> Rect:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - ARROW_HALF, min(ys) - ARROW_HALF, max(xs) + ARROW_HALF, max(ys) + ARROW_HALF


def route(type: str, source: Bar, target: Bar) -> Route:
    """The line of a link between two bars."""
    leaves, enters = ENDS[type]
    outward = 1 if leaves == "right" else -1
    inward = -1 if enters == "left" else 1
    points: tuple[Point, ...]
    x0, y0 = source.ends[1 if leaves == "right" else 0], round(source.middle) + 0.5
    x1, y1 = target.ends[0 if enters == "left" else 1], round(target.middle) + 0.5
    out, into = x0 + outward * LINK_EXIT, x1 + inward * LINK_EXIT
    if outward != inward:  # the ends face each other: FS or SF
        room = (x1 - x0) * outward
        if room >= NARROW:
            points = ((x0, y0), (out, y0), (out, y1), (x1, y1))
            far = x1 - outward * (LINK_EXIT + 1)  # room for the arrow
            return Route(points, enters, "source", 1, min(out, far), max(out, far))
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
            points = ((x0, y0), (drop, y0), (drop, edge))
            low, high = (max(x0 + 2, x1 + 2), target.x1 - 4) if outward > 0 else (target.x0 + 4, min(x0 - 2, x1 - 2))
            return Route(points, "top" if down else "bottom", "target", 1, low, high)
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
        points = ((x0, y0), (out, y0), (out, between), (into, between), (into, y1), (x1, y1))
        low, high = (into - REACH, into) if inward < 0 else (into, into + REACH)
        return Route(points, enters, "target", 3, low, high)
    turn = max(out, into) if outward > 0 else min(out, into)
    low, high = (turn, turn + REACH) if outward > 0 else (turn - REACH, turn)
    return Route(((x0, y0), (turn, y0), (turn, y1), (x1, y1)), enters, "source", 1, low, high)


def stubs(whole: Route) -> tuple[Route, Route]:
    """The two ends of a line that is too long to be followed."""
    begin, end = _along(whole.points), _along(whole.points[::-1])
    return Route(begin, ""), Route(end[::-1], whole.into)


def _along(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The first STUB pixels of a line whose parts are level or upright."""
    line, rest = [points[0]], float(STUB)
    for (xa, ya), (xb, yb) in pairwise(points):
        length = abs(xb - xa) + abs(yb - ya)
        if length >= rest:
            line.append((xa + copysign(rest, xb - xa), ya) if xb != xa else (xa, ya + copysign(rest, yb - ya)))
            break
        line.append((xb, yb))
        rest -= length
    return tuple(line)


class LinkIndex:
    """The links that cross some rows, found from the tasks in these rows and around them: no plan is too large.

    Rows are taken in blocks, of each of which the links are found that begin (or end) there and lead down.
    """

    def __init__(self, plan: Plan, rows: RowList) -> None:
        self.plan, self.rows = plan, rows
        self._places: dict[str, int] = {}  # of the rows of the blocks that were asked for
        self._counted: set[int] = set()
        self._down: dict[int, list[tuple[int, int, Link]]] = {}

    def after(self, plan: Plan, rows: RowList) -> LinkIndex:
        """The index of another plan and its rows; what is known is kept where rows and links are the same."""
        made = LinkIndex(plan, rows)
        if rows is self.rows and plan.links is self.plan.links:
            made._places, made._counted, made._down = self._places, self._counted, self._down
        return made

    def visible(self, first: int, last: int) -> Iterator[Link]:
        """Links that cross the rows from `first` to `last`, each once; of those that are longer than FAR rows only
        such as begin or end there, and none from a task to itself."""
        first, last = max(first, 0), min(last, len(self.rows) - 1)
        for block in range(max(first - FAR, 0) // BUCKET, last // BUCKET + 1):
            for top, bottom, link in self._leading_down(block):
                if top <= last and bottom >= first:
                    yield link
        far = set()
        for number, row in enumerate(self.rows.rows[first : last + 1], first):
            for link in self._links_at(row.id):
                other = link.to if link.from_ == row.id else link.from_
                near = self._places.get(other)
                if (near is None or abs(near - number) > FAR) and link.id not in far:
                    far.add(link.id)
                    if self.is_far(link):
                        yield link

    def is_far(self, link: Link) -> bool:
        """Whether both ends are shown, but too many rows apart to be followed."""
        return (span := self.span(link)) is not None and span[1] - span[0] > FAR

    def span(self, link: Link) -> tuple[int, int] | None:
        """From which row to which one a link leads, the upper one first; None for one that is not shown."""
        source, target = self.rows.index(link.from_), self.rows.index(link.to)
        if source is None or target is None:
            return None
        return min(source, target), max(source, target)

    def _links_at(self, id: str) -> tuple[Link, ...]:
        return (*self.plan.links_into.get(id, ()), *self.plan.links_from.get(id, ()))

    def _leading_down(self, block: int) -> list[tuple[int, int, Link]]:
        if block not in self._down:
            for near in range(block, block + FAR // BUCKET + 2):
                self._count(near)
            places = self._places
            self._down[block] = [
                (number, other, link)
                for number, row in enumerate(self.rows.rows[block * BUCKET : (block + 1) * BUCKET], block * BUCKET)
                for link in self._links_at(row.id)
                if number < (other := places.get(link.to if link.from_ == row.id else link.from_, -1)) <= number + FAR
            ]
        return self._down[block]

    def _count(self, block: int) -> None:
        """Note the places of the rows of a block."""
        if block not in self._counted:
            self._counted.add(block)
            begin = block * BUCKET
            rows = self.rows.rows[begin : begin + BUCKET]
            self._places.update((row.id, place) for place, row in enumerate(rows, begin))
