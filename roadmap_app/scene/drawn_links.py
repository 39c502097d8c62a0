"""The links of a chart: which are drawn, along which way, and in which state.

They are made as they are asked for, and kept. What a link looks like does not hang on what is in view: rows are taken
in blocks, and the links that begin or end in one are laid side by side; of two neighbours the odd one keeps off what
the even one has placed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from roadmap_app.analysis.standing import Standing
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import Link
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.chains import Chain
from roadmap_app.scene.detail import MONTHS, shows_link
from roadmap_app.scene.gutters import (
    FARTHEST,
    Join,
    Line,
    Placed,
    Spans,
    Trunk,
    Upright,
    spread,
    trunks_of,
    uprights_of,
)
from roadmap_app.scene.marks import lateness
from roadmap_app.scene.routes import FAR, LinkIndex, Point, Route, route, stubs
from roadmap_app.scene.rows import Row
from roadmap_app.scene.tokens import (
    LINK_WIDTH,
    LINK_WIDTH_CRITICAL,
    LINK_WIDTH_DRIVING,
    LINK_WIDTH_HOVER,
    LINK_WIDTH_LATE,
    Tokens,
)
from roadmap_app.schedule.schedule import Schedule

BLOCK = 16  # rows


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A route and its state: back (behind what is lit), normal, critical, late (breaks a contract) or lit.

    `drives` tells the links that set a date of their successor from those that have room.
    """

    id: str
    from_: str
    to: str
    route: Route
    state: str
    drives: bool = True


@dataclass(frozen=True, slots=True)
class DrawnJoin:
    """A dot where links that share a part of their way meet, in the state of the most telling one."""

    x: float
    y: float
    state: str
    drives: bool


class Found(NamedTuple):
    """A line that is drawn, and its state where nothing is lit; of a `far` one only the ends are, until it is."""

    line: Line
    state: str
    drives: bool
    far: bool = False


def stroke(state: str, drives: bool, tokens: Tokens) -> tuple[str, float]:
    """Colour and width of a link; one that sets a date is stronger."""
    return {
        "back": (tokens.line.border_strong, LINK_WIDTH),
        "normal": (tokens.line.link, LINK_WIDTH_DRIVING if drives else LINK_WIDTH),
        "critical": (tokens.gantt.critical, LINK_WIDTH_CRITICAL),
        "late": (tokens.state.late, LINK_WIDTH_LATE),
        "lit": (tokens.accent.base, LINK_WIDTH_HOVER),
        "refused": (tokens.state.late, LINK_WIDTH_CRITICAL),
    }[state]


ORDER = {"back": 0, "normal": 1, "critical": 2, "late": 3, "lit": 4}


class Links:
    """The links of one plan at one scale. `bar_at` gives the bar of a row, `spans` where it lies; rows are `height`
    high and begin at 0. What is not `lit` `steps_back` where that is asked."""

    def __init__(
        self,
        plan: Plan,
        schedule: Schedule,
        index: LinkIndex,
        bar_at: Callable[[int], Bar | None],
        spans: Spans,
        height: float,
        px_per_day: float,
        standing: Standing,
        lit: Chain,
        steps_back: bool,
    ) -> None:
        self._plan, self._schedule, self._index = plan, schedule, index
        self._bar_at, self._spans, self._height = bar_at, spans, height
        self._px_per_day, self._standing, self._lit, self._steps_back = px_per_day, standing, lit, steps_back
        self._contracts = plan.contracts
        self._critical: dict[str, bool] = {}
        self._found: dict[str, Found | None] = {}
        self._trunks: dict[tuple[str, str], dict[str, Trunk]] = {}
        self._blocks: dict[int, Placed] = {}
        self._alone: dict[str, Placed] = {}
        self._drawn: dict[str, tuple[DrawnLink, ...]] = {}

    def lit_otherwise(self, lit: Chain, steps_back: bool) -> Links:
        """The same links where another chain is lit; each stays where it is, but far out, where others are drawn."""
        made = copy(self)
        made._lit, made._steps_back, made._drawn = lit, steps_back, {}
        made.__dict__.pop("_far", None)
        if self._px_per_day < MONTHS:
            made._found, made._trunks, made._blocks, made._alone = {}, {}, {}, {}
        return made

    def take_over(self, before: Links, moved: Collection[int]) -> None:
        """Keep what was found in the plan before, at the same scale and of rows as high; in the rows of these numbers
        bars lie elsewhere or are those of other tasks, as far as anyone asked for them."""
        if self._px_per_day < MONTHS:  # which links are drawn hangs on the slack of all
            return
        stale = self._stale(before, moved)
        for id, found in before._found.items():
            link = self._plan.links.get(id)
            if link is None or link.from_ in stale or link.to in stale:
                continue
            self._found[id] = found and self._stated(found, link)
        self._trunks = {key: found for key, found in before._trunks.items() if key[1] not in stale}
        for id, placed in before._alone.items():
            link = self._plan.links.get(id)
            if link is not None and not {link.from_, link.to} & stale:
                self._alone[id] = placed
        clean = {
            number for number, placed in before._blocks.items()
            if self._alike(before, number, stale) and not self._meets(placed, moved)
        }  # fmt: skip
        for number in clean:
            if number % 2 == 0 or {number - 1, number + 1} <= clean:
                self._blocks[number] = before._blocks[number]

    def _stale(self, before: Links, moved: Collection[int]) -> set[str]:
        """Tasks at which trunks are to be made anew: where a link begins or ends that is another now."""
        tasks = {
            rows[number].id for number in moved for rows in (before._index.rows.rows, self._index.rows.rows)
            if number < len(rows)
        }  # fmt: skip
        old, new = before._index.rows, self._index.rows
        for id in before._found if new is not old or self._plan.links is not before._plan.links else ():
            link = before._plan.links[id]
            ends = {link.from_, link.to}
            if self._plan.links.get(id) is not link or any(old.index(end) != new.index(end) for end in ends):
                tasks |= ends
        if self._plan.links is not before._plan.links:
            shown = {end for _, end in before._trunks}
            shown.update(row.id for number in before._blocks for row in self._rows_of(number))
            tasks.update(id for id in shown if self._links_at(id) != before._links_at(id))
        beyond = {end for id in tasks for plan in (before._plan, self._plan) for end in _neighbours(plan, id)}
        return tasks | beyond

    def _rows_of(self, block: int) -> tuple[Row, ...]:
        return self._index.rows.rows[block * BLOCK : (block + 1) * BLOCK]

    def _links_at(self, id: str) -> tuple[object, object]:
        return self._plan.links_into.get(id), self._plan.links_from.get(id)

    def _stated(self, found: Found, link: Link) -> Found:
        """What was found of a link that runs as before, in the state that it has now."""
        source, target = (self._bar_at(self._index.rows.index(end) or 0) for end in (link.from_, link.to))
        assert source is not None and target is not None
        drives = self._drives(link)
        return Found(found.line, self._plain(source, target, drives), drives, found.far)

    def _alike(self, before: Links, number: int, stale: Collection[str]) -> bool:
        """Whether the same links begin and end in a block as before."""
        old, new = before._rows_of(number), self._rows_of(number)
        return len(old) == len(new) and all(
            one.id == other.id and one.id not in stale for one, other in zip(old, new, strict=True)
        )

    def _meets(self, placed: Placed, moved: Collection[int]) -> bool:
        """Whether bars that lie otherwise now may have been in the way."""
        if not placed.uprights or not moved:
            return False
        first = min(upright.top for upright in placed.uprights) / self._height
        last = max(upright.bottom for upright in placed.uprights) / self._height
        return any(first <= number < last for number in moved)

    def crossing(self, first: int, last: int) -> tuple[tuple[DrawnLink, ...], tuple[DrawnJoin, ...]]:
        """Links that cross the rows from `first` to `last`, in the order of drawing, and the joins in these rows."""
        drawn: list[DrawnLink] = []
        homes: dict[int, Placed] = {}
        top, bottom = first * self._height, (last + 1) * self._height
        for link in chain(self._index.visible(first, last), self._passing(first, last)):
            found = self._line(link)
            if found is None:
                continue
            trunk = self._trunk(found.line)
            placed = self._placed(trunk) if trunk is not None else None
            if placed is not None:
                homes[id(placed)] = placed
            parts = self._drawn.get(link.id) or self._draw(found, placed)
            drawn += parts if len(parts) == 1 else (part for part in parts if top <= _end_of(part.route)[1] < bottom)
        drawn.sort(key=lambda link: (ORDER[link.state], link.drives, link.route.points, link.id))
        joins = [join for placed in homes.values() for join in placed.joins if top <= join.y <= bottom]
        return tuple(drawn), tuple(map(self._join, sorted(joins, key=lambda join: (join.y, join.x))))

    def _passing(self, first: int, last: int) -> Iterator[Link]:
        """Far links that are lit, and so drawn where they neither begin nor end, too."""
        for (top, bottom), link in self._far:
            if top < first and bottom > last:
                yield link

    @cached_property
    def _far(self) -> list[tuple[tuple[int, int], Link]]:
        """The far ones of the links that are lit, and from which row to which they lead."""
        links = self._plan.links
        lit = [links[id] for id in self._lit.links if id in links]
        return [(span, link) for link in lit if (span := self._index.span(link)) and self._index.is_far(link)]

    def _draw(self, found: Found, placed: Placed | None) -> tuple[DrawnLink, ...]:
        line, state = found.line, self._state(found)
        along = placed.routes[line.id] if placed is not None else line.route
        parts = stubs(along) if found.far and state != "lit" else (along,)
        made = tuple(DrawnLink(line.id, line.from_, line.to, part, state, found.drives) for part in parts)
        self._drawn[line.id] = made
        return made

    def _join(self, join: Join) -> DrawnJoin:
        states = [(self._state(found), found.drives) for id in join.links if (found := self._found[id]) is not None]
        return DrawnJoin(join.x, join.y, *max(states, key=lambda each: (ORDER[each[0]], each[1])))

    def _line(self, link: Link) -> Found | None:
        """The first route of a link, and its state; None for one that is not drawn."""
        if link.id not in self._found:
            self._found[link.id] = self._made(link)
        return self._found[link.id]

    def _made(self, link: Link) -> Found | None:
        places = self._index.rows.index(link.from_), self._index.rows.index(link.to)
        if places[0] is None or places[1] is None:
            return None
        source, target = self._bar_at(places[0]), self._bar_at(places[1])
        if source is None or target is None:
            return None
        drives = self._drives(link)
        way, far = route(link.type, source, target), abs(places[0] - places[1]) > FAR
        line = Line(link.id, link.from_, link.to, replace(way, shares="") if far else way)
        found = Found(line, self._plain(source, target, drives), drives, far)
        return found if shows_link(self._state(found), drives, self._px_per_day) else None

    def _drives(self, link: Link) -> bool:
        schedule = self._schedule
        return link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link)

    def _trunk(self, line: Line) -> Trunk | None:
        """The trunk that a line is a part of."""
        shares = line.route.shares
        if not shares:
            return None
        end = line.from_ if shares == "source" else line.to
        return self._trunks_at(shares, end)[line.id]

    def _trunks_at(self, shares: str, end: str) -> dict[str, Trunk]:
        """The trunks at one end of a task, by the ids of their links."""
        if (shares, end) not in self._trunks:
            links = (self._plan.links_from if shares == "source" else self._plan.links_into).get(end, ())
            found = [line for link in links if (line := self._line(link)) is not None]
            trunks = trunks_of(each.line for each in found if each.line.route.shares == shares)
            self._trunks[shares, end] = {line.id: trunk for trunk in trunks for line in trunk.lines}
        return self._trunks[shares, end]

    def _placed(self, trunk: Trunk) -> Placed:
        """Where a trunk is, and what was placed with it."""
        block = self._block_of(trunk)
        if block is not None:
            return self._block(block)
        first = trunk.lines[0].id
        if first not in self._alone:
            self._alone[first] = spread((trunk,), (), self._spans, self._height)
        return self._alone[first]

    def _block_of(self, trunk: Trunk) -> int | None:
        """The block in which a trunk begins; None for one that is so long that it stays where it is."""
        if trunk.bottom - trunk.top > FARTHEST * self._height:
            return None
        line = trunk.lines[0]
        place = self._index.rows.index(line.from_ if trunk.shares == "source" else line.to)
        return place // BLOCK if place is not None else None

    def _block(self, number: int) -> Placed:
        """The places of the trunks that begin in a block of rows."""
        if number not in self._blocks:
            trunks: dict[str, Trunk] = {}
            others: list[Upright] = []
            plan = self._plan
            for row in self._rows_of(number):
                for shares, links in (("source", plan.links_from.get(row.id)), ("target", plan.links_into.get(row.id))):
                    for link in links or ():
                        if (found := self._line(link)) is not None and not (found.line.route.shares or found.far):
                            others += uprights_of(found.line.route)
                    for id, trunk in self._trunks_at(shares, row.id).items() if links else ():
                        if self._block_of(trunk) is not None:
                            trunks[id] = trunk
                        else:
                            others.append(Upright(trunk.x, trunk.top, trunk.bottom))
            if number % 2:
                for beside in (number - 1, number + 1):
                    others += self._block(beside).uprights
            once = {id: trunk for id, trunk in trunks.items() if trunk.lines[0].id == id}
            self._blocks[number] = spread(once.values(), others, self._spans, self._height)
        return self._blocks[number]

    def _state(self, found: Found) -> str:
        if found.line.id in self._lit.links:
            return "lit"
        return "back" if self._steps_back else found.state

    def _plain(self, source: Bar, target: Bar, drives: bool) -> str:
        """The state where nothing is lit."""
        if self._contracts and _breaks(self._plan, self._schedule, source.id, target.id):
            return "late"
        critical = drives and self._is_critical(source) and self._is_critical(target)
        return "critical" if critical else "normal"

    def _is_critical(self, bar: Bar) -> bool:
        if bar.id not in self._critical:
            self._critical[bar.id] = bar.kind != "project" and self._standing.is_critical(bar.id)
        return self._critical[bar.id]


def _end_of(stub: Route) -> Point:
    """Where a stub meets its bar."""
    return stub.points[-1 if stub.into else 0]


def _neighbours(plan: Plan, id: str) -> Iterator[str]:
    """The other ends of a task's links."""
    yield from (link.from_ for link in plan.links_into.get(id, ()))
    yield from (link.to for link in plan.links_from.get(id, ()))


def _breaks(plan: Plan, schedule: Schedule, source: str, target: str) -> bool:
    """True where a link carries, too late, what its source's contract promises to the target's team."""
    team = plan.tasks[target].team
    return any(
        c.task == source and (c.consumer_task == target or c.consumer == team) and lateness(schedule, c)
        for c in plan.contracts.values()
    )
