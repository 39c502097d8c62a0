"""The links of a part of the chart: which are drawn, along which way, and in which state."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from roadmap_app.model.plan import Plan
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.chains import Chain
from roadmap_app.scene.detail import shows_link
from roadmap_app.scene.gutters import Line, spread
from roadmap_app.scene.marks import lateness
from roadmap_app.scene.routes import LinkIndex, Route, route
from roadmap_app.schedule.schedule import Schedule


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


ORDER = {"back": 0, "normal": 1, "critical": 2, "late": 3, "lit": 4}


def drawn_links(
    plan: Plan,
    schedule: Schedule,
    index: LinkIndex,
    first_row: int,
    last_row: int,
    bars: Mapping[str, Bar],
    outside: Callable[[str], Bar | None],
    px_per_day: float,
    lit: Chain,
    steps_back: bool,
) -> tuple[tuple[DrawnLink, ...], tuple[DrawnJoin, ...]]:
    """Links that cross the rows, in the order of drawing, and their joins.

    `outside` gives the bar of a row out of view: the line still has to know where it goes. What is not `lit`
    `steps_back` where that is asked.
    """
    lines: list[Line] = []
    states: dict[str, tuple[str, bool]] = {}
    for link in index.visible(first_row, last_row):
        source = bars.get(link.from_) or outside(link.from_)
        target = bars.get(link.to) or outside(link.to)
        if source is None or target is None:
            continue
        drives = link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link)
        state = _state(plan, schedule, link.id, source, target, drives, lit, steps_back)
        if shows_link(state, drives, px_per_day):
            states[link.id] = state, drives
            lines.append(Line(link.id, link.from_, link.to, route(link.type, source, target)))
    routes, joins = spread(lines, bars.values())
    drawn = [DrawnLink(line.id, line.from_, line.to, routes[line.id], *states[line.id]) for line in lines]
    drawn.sort(key=lambda link: (ORDER[link.state], link.drives))
    return tuple(drawn), tuple(_join(join.x, join.y, (states[id] for id in join.links)) for join in joins)


def _state(
    plan: Plan,
    schedule: Schedule,
    id: str,
    source: Bar,
    target: Bar,
    drives: bool,
    lit: Chain,
    steps_back: bool,
) -> str:
    if id in lit.links:
        return "lit"
    if steps_back:
        return "back"
    if plan.contracts and _breaks(plan, schedule, source.id, target.id):
        return "late"
    return "critical" if source.critical and target.critical and drives else "normal"


def _join(x: float, y: float, states: Iterable[tuple[str, bool]]) -> DrawnJoin:
    state, drives = max(states, key=lambda each: (ORDER[each[0]], each[1]))
    return DrawnJoin(x, y, state, drives)


def _breaks(plan: Plan, schedule: Schedule, source: str, target: str) -> bool:
    """True where a link carries, too late, what its source's contract promises to the target's team."""
    team = plan.tasks[target].team
    return any(
        c.task == source and (c.consumer_task == target or c.consumer == team) and lateness(schedule, c)
        for c in plan.contracts.values()
    )
