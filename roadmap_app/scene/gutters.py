"""Many links side by side: the long upright part of each gets a place where it lies over no other one.

Links that leave one end, or come to one end, share their upright part, a trunk with a dot where they part. The
others keep GUTTER pixels apart, and take the place in their reach that crosses the fewest bars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from roadmap_app.scene.bars import Bar
from roadmap_app.scene.routes import Point, Route
from roadmap_app.scene.tokens import LINK_ELBOW

GUTTER = 4  # px between two trunks
TRIED = 7  # places for a trunk
STEPS = sorted(range(-TRIED, TRIED + 1), key=lambda step: (abs(step), -step))  # from the wanted one outwards
MOST_WEIGHED = 160  # trunks in view up to which bars in the way are counted
FARTHEST = 40  # rows between which they are


@dataclass(frozen=True, slots=True)
class Line:
    """A link with its first route."""

    id: str
    from_: str
    to: str
    route: Route


@dataclass(frozen=True, slots=True)
class Join:
    """A dot where links part or meet, and the link whose state it shows."""

    x: float
    y: float
    links: tuple[str, ...]


@dataclass(frozen=True)
class Trunk:
    """Lines that share an upright part: where it would like to be, how far it can move, and from where to where."""

    lines: tuple[Line, ...]
    x: float
    low: float
    high: float
    top: float
    bottom: float
    shares: str


def spread(lines: Sequence[Line], bars: Iterable[Bar]) -> tuple[dict[str, Route], tuple[Join, ...]]:
    """The routes by the links' ids, and the dots of their trunks."""
    placed = _Placed()
    routes = {line.id: line.route for line in lines}
    for line in lines:
        if not line.route.shares:
            for (xa, ya), (xb, yb) in zip(line.route.points, line.route.points[1:], strict=False):
                if xa == xb:
                    placed.add(xa, min(ya, yb), max(ya, yb))
    trunks = _trunks(line for line in lines if line.route.shares)
    crowd = _Crowd(bars) if len(trunks) <= MOST_WEIGHED else None
    joins: list[Join] = []
    for trunk in trunks:
        x = _best(trunk, placed, crowd)
        placed.add(x, trunk.top, trunk.bottom)
        for line in trunk.lines:
            routes[line.id] = line.route.bent(x)
        joins += _joins(trunk, x)
    return routes, tuple(joins)


def _trunks(lines: Iterable[Line]) -> list[Trunk]:
    """Lines by what they share, in the order in which trunks are placed: the inner ones first, which cross least."""
    groups: dict[tuple[str, str, float], list[Line]] = defaultdict(list)
    for line in lines:
        route = line.route
        end = line.from_ if route.shares == "source" else line.to
        groups[route.shares, end, route.points[route.bend][0]].append(line)
    found = []
    for (shares, _, x), members in groups.items():
        ys = [y for line in members for _, y in line.route.points[line.route.bend : line.route.bend + 2]]
        low = max(line.route.low for line in members)
        high = min(line.route.high for line in members)
        found.append(Trunk(tuple(members), x, min(low, x), max(high, x), min(ys), max(ys), shares))
    return sorted(found, key=lambda trunk: (trunk.x, trunk.bottom - trunk.top))


def _best(trunk: Trunk, placed: _Placed, crowd: _Crowd | None) -> float:
    """The place nearest to the wanted one that is free and crosses the fewest bars; the wanted one where none is."""
    best, least = trunk.x, None
    for x in _places(trunk):
        if placed.crosses(x, trunk.top, trunk.bottom):
            continue
        crossed = crowd.crossed(x, trunk.top, trunk.bottom) if crowd else 0
        if least is None or crossed < least:
            best, least = x, crossed
        if not crossed:
            break
    return best


def _places(trunk: Trunk) -> list[float]:
    """Where it can be, nearest first."""
    return [x for step in STEPS if trunk.low <= (x := trunk.x + step * GUTTER) <= trunk.high][:TRIED]


def _joins(trunk: Trunk, x: float) -> list[Join]:
    """A dot at each branch but the farthest, on either side of the end that is shared."""
    if len(trunk.lines) < 2:
        return []
    shared = 0 if trunk.shares == "source" else 1
    ends: dict[bool, list[tuple[float, Point, str]]] = {True: [], False: []}
    for line in trunk.lines:
        points = line.route.points[line.route.bend : line.route.bend + 2]
        root, branch = points[shared], points[1 - shared]
        ends[branch[1] > root[1]].append((abs(branch[1] - root[1]), branch, line.id))
    found = []
    for down, branches in ends.items():
        branches.sort()
        for number, (far, branch, _) in enumerate(branches[:-1]):
            if branches[number + 1][0] == far:
                continue  # two at one height: one dot, with the farther
            back = min(LINK_ELBOW, far / 2)
            ids = tuple(id for _, _, id in branches[number:])
            found.append(Join(x, branch[1] - back if down else branch[1] + back, ids))
    return found


class _Placed:
    """Upright parts that are there already."""

    def __init__(self) -> None:
        self._at: dict[int, list[tuple[float, float, float]]] = defaultdict(list)

    def add(self, x: float, top: float, bottom: float) -> None:
        self._at[int(x // GUTTER)].append((x, top, bottom))

    def crosses(self, x: float, top: float, bottom: float) -> bool:
        """Whether one there would lie over, or too near beside, another."""
        cell = int(x // GUTTER)
        for near in (cell - 1, cell, cell + 1):
            for other, from_, to in self._at.get(near, ()):
                if abs(other - x) < GUTTER and from_ < bottom and to > top:
                    return True
        return False


class _Crowd:
    """Where bars lie, row by row."""

    def __init__(self, bars: Iterable[Bar]) -> None:
        self._spans: dict[int, tuple[float, float]] = {}
        self._height, self._top = 1.0, 0.0
        for bar in bars:
            if not self._spans:
                self._height, self._top = bar.row_height, bar.row_top
            if bar.kind in ("task", "milestone"):
                left, right = bar.ends
                self._spans[round((bar.row_top - self._top) / self._height)] = (left - 1, right + 1)

    def crossed(self, x: float, top: float, bottom: float) -> int:
        """How many bars lie in rows wholly between two heights, at an x."""
        first = max(ceil((top - self._top) / self._height), 0)
        last = int((bottom - self._top) / self._height)
        if last - first > FARTHEST:
            return 0
        found = 0
        spans = self._spans
        for row in range(first, last):
            span = spans.get(row)
            if span is not None and span[0] < x < span[1]:
                found += 1
        return found
