"""Many links side by side: the long upright part of each gets a place where it lies over no other one.

Links that leave one end, or come to one end, share their upright part, a trunk with a dot where they part. The
others keep GUTTER pixels apart, and take the place in their reach that crosses the fewest bars.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import NamedTuple

from roadmap_app.scene.routes import Point, Route
from roadmap_app.scene.taken import Span
from roadmap_app.scene.tokens import LINK_ELBOW

GUTTER = 4  # px between two trunks
TRIED = 7  # places for a trunk
STEPS = sorted(range(-TRIED, TRIED + 1), key=lambda step: (abs(step), -step))  # from the wanted one outwards
FARTHEST = 40  # rows between which bars in the way are counted, and trunks are moved at all

Spans = Callable[[int, int], list[Span]]  # from a row to before another -> from where to where the bars there lie


class Upright(NamedTuple):
    """An upright part of a line."""

    x: float
    top: float
    bottom: float


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


@dataclass(frozen=True, slots=True)
class Trunk:
    """Lines that share an upright part: where it would like to be, how far it can move, and from where to where."""

    lines: tuple[Line, ...]
    x: float
    low: float
    high: float
    top: float
    bottom: float
    shares: str


@dataclass(frozen=True, slots=True)
class Placed:
    """Routes by the links' ids, the dots of their trunks, and the places that these have taken."""

    routes: dict[str, Route]
    joins: tuple[Join, ...]
    uprights: tuple[Upright, ...]


def spread(trunks: Iterable[Trunk], others: Iterable[Upright], spans: Spans, height: float) -> Placed:
    """Give each trunk its place: off the `others` and off those before it, the inner ones first, which cross least.

    `spans` tells where bars lie that links should not cross; rows are so high and begin at 0.
    """
    taken = _Taken()
    for upright in others:
        taken.add(upright)
    routes: dict[str, Route] = {}
    joins: list[Join] = []
    uprights: list[Upright] = []
    for trunk in sorted(trunks, key=lambda trunk: (trunk.x, trunk.bottom - trunk.top)):
        x = _best(trunk, taken, spans, height)
        upright = Upright(x, trunk.top, trunk.bottom)
        taken.add(upright)
        uprights.append(upright)
        for line in trunk.lines:
            routes[line.id] = line.route if x == trunk.x else line.route.bent(x)
        joins += _joins(trunk, x)
    return Placed(routes, tuple(joins), tuple(uprights))


def trunks_of(lines: Iterable[Line]) -> list[Trunk]:
    """Lines by what they share."""
    groups: dict[tuple[str, str, float], list[Line]] = defaultdict(list)
    for line in lines:
        route = line.route
        end = line.from_ if route.shares == "source" else line.to
        groups[route.shares, end, route.points[route.bend][0]].append(line)
    found = []
    for (shares, _, x), members in groups.items():
        if len(members) == 1:
            route = members[0].route
            top, bottom = route.points[route.bend][1], route.points[route.bend + 1][1]
            low, high = min(route.low, x), max(route.high, x)
            found.append(Trunk((members[0],), x, low, high, min(top, bottom), max(top, bottom), shares))
            continue
        ys = [y for line in members for _, y in line.route.points[line.route.bend : line.route.bend + 2]]
        low = max(line.route.low for line in members)
        high = min(line.route.high for line in members)
        found.append(Trunk(tuple(members), x, min(low, x), max(high, x), min(ys), max(ys), shares))
    return found


def uprights_of(route: Route) -> list[Upright]:
    """The upright parts of a route."""
    return [Upright(xa, min(ya, yb), max(ya, yb)) for (xa, ya), (xb, yb) in pairwise(route.points) if xa == xb]


def _best(trunk: Trunk, taken: _Taken, spans: Spans, height: float) -> float:
    """The place nearest to the wanted one that is free and crosses the fewest bars; the wanted one where none is."""
    if trunk.bottom - trunk.top > FARTHEST * height:
        return trunk.x  # nobody follows it by eye, and it would have to know of all that it passes
    best, least = trunk.x, None
    rows = max(ceil(trunk.top / height), 0), int(trunk.bottom / height)  # that lie wholly between
    between = [span for span in spans(*rows) if span[0] <= trunk.high and span[1] >= trunk.low]
    for x in _places(trunk):
        if taken.crosses(x, trunk.top, trunk.bottom):
            continue
        crossed = sum(left - 1 < x < right + 1 for left, right in between)
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


class _Taken:
    """Upright parts that are there already."""

    def __init__(self) -> None:
        self._at: dict[int, list[Upright]] = defaultdict(list)

    def add(self, upright: Upright) -> None:
        self._at[int(upright.x // GUTTER)].append(upright)

    def crosses(self, x: float, top: float, bottom: float) -> bool:
        """Whether one there would lie over, or too near beside, another."""
        cell = int(x // GUTTER)
        for near in (cell - 1, cell, cell + 1):
            for other, from_, to in self._at.get(near, ()):
                if abs(other - x) < GUTTER and from_ < bottom and to > top:
                    return True
        return False
