"""The links of a chart: which are drawn, along which way, and in which state.

They are made as they are asked for, and kept. What a link looks like does not hang on what is in view: rows are taken
in blocks, and the links that begin or end in one are laid side by side; of two neighbours the odd one keeps off what
the even one has placed.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
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
from roadmap_app.scene.routes import LinkIndex, Route, route
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
    """A line that is drawn, and its state where nothing is lit."""

    line: Line
    state: str
    drives: bool


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
        self._drawn: dict[str, DrawnLink] = {}

    def lit_otherwise(self, lit: Chain, steps_back: bool) -> Links:
        """The same links where another chain is lit; each stays where it is, but far out, where others are drawn."""
        made = copy(self)
        made._lit, made._steps_back, made._drawn = lit, steps_back, {}
        if self._px_per_day < MONTHS:
            made._found, made._trunks, made._blocks, made._alone = {}, {}, {}, {}
        return made

    def crossing(self, first: int, last: int) -> tuple[tuple[DrawnLink, ...], tuple[DrawnJoin, ...]]:
        """Links that cross the rows from `first` to `last`, in the order of drawing, and the joins in these rows."""
        drawn: list[DrawnLink] = []
        homes: dict[int, Placed] = {}
        for link in self._index.visible(first, last):
            found = self._line(link)
            if found is None:
                continue
            trunk = self._trunk(found.line)
            placed = self._placed(trunk) if trunk is not None else None
            if placed is not None:
                homes[id(placed)] = placed
            drawn.append(self._drawn.get(link.id) or self._draw(found, placed))
        drawn.sort(key=lambda link: (ORDER[link.state], link.drives, link.route.points, link.id))
        top, bottom = first * self._height, (last + 1) * self._height
        joins = [join for placed in homes.values() for join in placed.joins if top <= join.y <= bottom]
        return tuple(drawn), tuple(map(self._join, sorted(joins, key=lambda join: (join.y, join.x))))

    def _draw(self, found: Found, placed: Placed | None) -> DrawnLink:
        line = found.line
        along = placed.routes[line.id] if placed is not None else line.route
        made = self._drawn[line.id] = DrawnLink(line.id, line.from_, line.to, along, self._state(found), found.drives)
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
        schedule = self._schedule
        drives = link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link)
        found = Found(
            Line(link.id, link.from_, link.to, route(link.type, source, target)),
            self._plain(source, target, drives), drives,
        )  # fmt: skip
        return found if shows_link(self._state(found), drives, self._px_per_day) else None

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
            for row in self._index.rows.rows[number * BLOCK : (number + 1) * BLOCK]:
                for shares, links in (("source", plan.links_from.get(row.id)), ("target", plan.links_into.get(row.id))):
                    for link in links or ():
                        if (found := self._line(link)) is not None and not found.line.route.shares:
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


def _breaks(plan: Plan, schedule: Schedule, source: str, target: str) -> bool:
    """True where a link carries, too late, what its source's contract promises to the target's team."""
    team = plan.tasks[target].team
    return any(
        c.task == source and (c.consumer_task == target or c.consumer == team) and lateness(schedule, c)
        for c in plan.contracts.values()
    )
