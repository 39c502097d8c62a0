"""A frame: everything that is drawn for a part of the chart, as plain geometry.

The window and the writers of pictures draw the same frame, so what you see is what you send.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bars import Bar, bar_of
from roadmap_app.scene.detail import at_scale, shows_link
from roadmap_app.scene.labels import Label, Measure, late_contracts, place, words_of
from roadmap_app.scene.preview import Move
from roadmap_app.scene.routes import LinkIndex, Route, route
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.taken import taken
from roadmap_app.scene.tokens import RowSize
from roadmap_app.schedule.schedule import Schedule


@dataclass(frozen=True)
class Look:
    """What of the chart is shown, and how densely."""

    density: str = "normal"
    show_baseline: bool = True
    show_slack: bool = True
    show_links: bool = True
    show_labels: bool = True
    show_overview: bool = True
    project_row: bool = True
    goal: str = ""  # the task whose critical path is shown; "": the project's finish
    near_days: int = 0  # slack up to which tasks are shown as nearly critical; 0: they are not
    colour_by: str = "critical"  # what fills bars: critical team status lane rule
    label_left: tuple[str, ...] = ()  # columns whose texts stand before bars
    label_right: tuple[str, ...] = ("team",)  # and after them


@dataclass(frozen=True, slots=True)
class DrawnLink:
    """A route and its state: normal, critical, late (breaks a contract) or lit (of a selected task).

    `drives` tells the links that set a date of their successor from those that have room.
    """

    id: str
    from_: str
    to: str
    route: Route
    state: str
    drives: bool = True


@dataclass(frozen=True)
class Frame:
    """Bars by row, old places of what a drag moves, links (drawn in this order) and labels."""

    bars: tuple[Bar, ...]
    ghosts: tuple[Bar, ...]
    links: tuple[DrawnLink, ...]
    labels: tuple[Label, ...]


ORDER = {"normal": 0, "critical": 1, "late": 2, "lit": 3}


def frame(
    plan: Plan,
    schedule: Schedule,
    rows: RowList,
    axis: TimeAxis,
    *,
    first_row: int,
    last_row: int,
    top: float,
    width: float,
    size: RowSize,
    look: Look,
    links: LinkIndex,
    measure: Measure,
    today: int,
    variance: Variance | None = None,
    before: Schedule | None = None,
    moved: dict[str, Move] | None = None,
    lit: frozenset[str] = frozenset(),
    standing: Standing | None = None,
) -> Frame:
    """The frame of rows `first_row` to `last_row` (both included), of which the first lies at `top`.

    `before` and `moved` are the dates before a drag, which hides the baseline, and what it moves; `lit` links and
    those of `lit` tasks stand out; `standing` tells what is critical (None: for the project's finish).
    """
    look = at_scale(look, axis.px_per_day)
    shown_variance = variance if look.show_baseline and before is None else None
    last_row = min(last_row, len(rows) - 1)
    bars: list[Bar] = []
    for number in range(first_row, last_row + 1):
        row_top = top + (number - first_row) * size.height
        bar = bar_of(plan, schedule, shown_variance, axis, rows.rows[number], row_top, size, standing)
        if bar is not None:
            bars.append(bar if look.show_slack else _without_slack(bar))
    by_id = {bar.id: bar for bar in bars}
    drawn = (
        _links(plan, schedule, rows, axis, by_id, links, first_row, last_row, top, size, lit, standing)
        if look.show_links
        else []
    )
    ghosts = _ghosts(plan, before, rows, axis, bars, moved, first_row, top, size) if before and moved else []
    labels: list[Label] = []
    if look.show_labels:
        crossed = taken((link.route for link in drawn), top, size.height, last_row - first_row + 1)
        was = {ghost.id: ghost.ends for ghost in ghosts}
        year = to_date(day_of(today)).year
        for bar in bars:
            words = words_of(plan, schedule, variance, bar, year, axis.px_per_day)
            if moved and bar.id in moved and bar.kind != "project":
                words = _moved_words(plan, words, moved[bar.id], bar)
            lines = crossed[round((bar.row_top - top) / size.height)]
            labels += place(bar, words, measure, width, [*lines, was[bar.id]] if bar.id in was else lines)
    return Frame(tuple(bars), tuple(ghosts), tuple(drawn), tuple(labels))


def _without_slack(bar: Bar) -> Bar:
    return replace(bar, slack=None)


def _moved_words(
    plan: Plan, words: list[tuple[str, bool, str]], move: Move, bar: Bar
) -> list[tuple[str, bool, str]]:
    if not move.by or bar.kind == "summary":
        return words
    slip = (text.slip(move.by, plan.project), True, "accent.base")
    return [*words, slip] if bar.kind == "milestone" else [slip]


def _links(
    plan: Plan,
    schedule: Schedule,
    rows: RowList,
    axis: TimeAxis,
    bars: dict[str, Bar],
    index: LinkIndex,
    first_row: int,
    last_row: int,
    top: float,
    size: RowSize,
    lit: frozenset[str],
    standing: Standing | None,
) -> list[DrawnLink]:
    drawn = []
    for link in index.visible(first_row, last_row):
        ends = []
        for id in (link.from_, link.to):
            bar = bars.get(id)
            if bar is None:  # its row lies outside: the line still has to know where it goes
                number = rows.index(id)
                if number is None:
                    break
                bar = bar_of(
                    plan,
                    schedule,
                    None,
                    axis,
                    rows.rows[number],
                    top + (number - first_row) * size.height,
                    size,
                    standing,
                )
                if bar is None:
                    break
            ends.append(bar)
        if len(ends) < 2:
            continue
        source, target = ends
        drives = link.id in (schedule.start_driver(link.to).link, schedule.finish_driver(link.to).link)
        if link.id in lit or link.from_ in lit or link.to in lit:
            state = "lit"
        elif late_contracts(plan, schedule, link.from_) and _consumer(plan, link.from_, link.to):
            state = "late"
        elif source.critical and target.critical and drives:
            state = "critical"
        else:
            state = "normal"
        line = DrawnLink(link.id, link.from_, link.to, route(link.type, source, target), state, drives)
        if shows_link(line, axis.px_per_day):
            drawn.append(line)
    drawn.sort(key=lambda link: ORDER[link.state])
    return drawn


def _consumer(plan: Plan, source: str, target: str) -> bool:
    """True where a link carries what its source's contract promises to the target's team."""
    team = plan.tasks[target].team
    return any(
        c.task == source and (c.consumer_task == target or c.consumer == team)
        for c in plan.contracts.values()
    )


def _ghosts(
    plan: Plan,
    before: Schedule,
    rows: RowList,
    axis: TimeAxis,
    bars: list[Bar],
    moved: dict[str, Move],
    first_row: int,
    top: float,
    size: RowSize,
) -> list[Bar]:
    found = []
    for bar in bars:
        if bar.id not in moved or bar.kind in ("summary", "project"):
            continue
        number = rows.index(bar.id)
        if number is None:
            continue
        ghost = bar_of(
            plan, before, None, axis, rows.rows[number], top + (number - first_row) * size.height, size
        )
        if ghost is not None and (ghost.x0, ghost.x1) != (bar.x0, bar.x1):
            found.append(ghost)
    return found
