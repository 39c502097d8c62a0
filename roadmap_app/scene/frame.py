"""A frame: everything that is drawn for a part of the chart, as plain geometry.

The window and the writers of pictures draw the same frame, so what you see is what you send.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from roadmap_app.analysis.filtering import Readers
from roadmap_app.analysis.moved import Moved
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.scene import words as told
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bands import Band, bands_of, named
from roadmap_app.scene.bars import Bar, bar_of, link_end
from roadmap_app.scene.chains import NOTHING, Chain
from roadmap_app.scene.colouring import UNREAD, Colouring, Rule
from roadmap_app.scene.detail import at_scale
from roadmap_app.scene.drawn_links import DrawnJoin, DrawnLink, drawn_links
from roadmap_app.scene.labels import Label, Measure, Part, inside, place
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.rows import Row, RowList
from roadmap_app.scene.taken import heads, taken
from roadmap_app.scene.tokens import RowSize
from roadmap_app.scene.words import Telling, Texts
from roadmap_app.schedule.schedule import Schedule

BEYOND = 20  # px that what is drawn reaches out of sight


@dataclass(frozen=True)
class Look:
    """What of the chart is shown, and how densely."""

    density: str = "normal"
    show_baseline: bool = True
    show_slack: bool = True
    show_links: bool = True
    show_labels: bool = True
    show_overview: bool = True
    show_badges: bool = True
    show_chain: bool = True  # the chain of the selected task stays lit, and the rest steps back
    show_lanes: bool = False  # bands behind the summaries at the top
    show_legend: bool = False
    project_row: bool = True
    goal: str = ""  # the task whose critical path is shown; "": the project's finish
    near_days: int = 0  # slack up to which tasks are shown as nearly critical; 0: they are not
    colour_by: str = "critical"  # what fills bars: critical team status lane rule
    rules: tuple[Rule, ...] = ()  # own ones, the first that finds a task colours it
    label_left: tuple[str, ...] = ()  # columns whose texts stand before bars
    label_right: tuple[str, ...] = ("team",)  # and after them
    name_inside: bool = False  # names within the bars that have room for them


@dataclass(frozen=True)
class Frame:
    """Bands, bars by row, old places of what a drag moves, links (drawn in this order), their joins, and labels."""

    bars: tuple[Bar, ...]
    ghosts: tuple[Bar, ...]
    links: tuple[DrawnLink, ...]
    labels: tuple[Label, ...]
    joins: tuple[DrawnJoin, ...] = ()
    bands: tuple[Band, ...] = ()


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
    moved: dict[str, Moved] | None = None,
    lit: Chain = NOTHING,
    steps_back: bool = False,
    standing: Standing | None = None,
    texts: Texts | None = None,
    advice: Callable[[str], str] | None = None,
    readers: Readers = UNREAD,
) -> Frame:
    """The frame of rows `first_row` to `last_row` (both included), of which the first lies at `top`.

    `before` and `moved` are the dates before a drag, which hides the baseline, and what it moves; what is `lit` stands
    out, and the rest `steps_back` where that is asked; `standing` tells what is critical (None: for the project's
    finish). `texts` gives the columns that stand beside bars, `advice` what checks say of a task (as a sentence);
    `readers` read the dates in rules of colours.
    """
    look = at_scale(look, axis.px_per_day)
    standing = standing or Standing(schedule)
    colours = Colouring(plan, schedule, standing, look.colour_by, today, look.rules, readers)
    shown_variance = variance if look.show_baseline and before is None else None
    last_row = min(last_row, len(rows) - 1)

    def bar_at(number: int, schedule: Schedule, shown: Variance | None = None) -> Bar | None:
        row_top = top + (number - first_row) * size.height
        return bar_of(plan, schedule, shown, axis, rows.rows[number], row_top, size, standing, colours)

    bars = [bar for n in range(first_row, last_row + 1) if (bar := bar_at(n, schedule, shown_variance)) is not None]
    bars = [_in_sight(bar, width) if look.show_slack else replace(bar, slack=None) for bar in bars]
    bars = [replace(bar, dimmed=True) if _of(rows, bar).dimmed else bar for bar in bars]
    if steps_back:
        bars = _stepped_back(plan, bars, lit)
    if filtered := {row.id for row in rows.rows[first_row : last_row + 1] if row.dimmed}:
        bars = [replace(bar, dimmed=True) if bar.id in filtered else bar for bar in bars]
    by_id = {bar.id: bar for bar in bars}

    def outside(id: str) -> Bar | None:
        number = rows.index(id)
        if number is None or first_row <= number <= last_row:
            return None
        row_top = top + (number - first_row) * size.height
        return link_end(plan, schedule, axis, rows.rows[number], row_top, size, standing)

    drawn: tuple[DrawnLink, ...] = ()
    joins: tuple[DrawnJoin, ...] = ()
    if look.show_links:
        drawn, joins = drawn_links(
            plan, schedule, links, first_row, last_row, by_id, outside, axis.px_per_day, lit, steps_back
        )
    ghosts = []
    for bar in bars if before and moved else ():
        number = rows.index(bar.id)
        if moved and before and bar.id in moved and bar.kind not in ("summary", "project") and number is not None:
            ghost = bar_at(number, before)
            if ghost is not None and (ghost.x0, ghost.x1) != (bar.x0, bar.x1):
                ghosts.append(ghost)
    asked = Telling(
        plan, schedule, variance, today, axis.px_per_day, look.label_left, look.label_right, texts,
        advice if before is None else None,
    )  # fmt: skip
    labels = _labels(asked, look, bars, ghosts, drawn, measure, moved or {}, top, size, last_row - first_row + 1, width)
    bands = bands_of(plan, schedule, rows, axis, first_row, last_row, top, size.height, look.colour_by, look.show_lanes)
    if bands:
        grounds = {band.id: band.role for band in bands}
        labels = [replace(label, ground=grounds.get(label.id, label.ground)) for label in labels]
        labels += named(bands, measure, width)
    return Frame(tuple(bars), tuple(ghosts), drawn, tuple(labels), joins, bands)


def _in_sight(bar: Bar, width: float) -> Bar:
    """A bar whose slack goes no farther than one sees: a long dotted line takes long to draw."""
    if bar.slack is None or bar.slack[1] <= width + BEYOND:
        return bar
    return replace(bar, slack=(bar.slack[0], max(bar.slack[0], width + BEYOND)))


def _of(rows: RowList, bar: Bar) -> Row:
    return rows.rows[rows.places[bar.id]]


def _stepped_back(plan: Plan, bars: list[Bar], lit: Chain) -> list[Bar]:
    """All but what is lit, the summaries that it lies in, and the project."""
    around = {up for id in lit.tasks if id in plan.outline.position for up in plan.outline.ancestors(id)}
    return [
        bar if bar.kind == "project" or bar.id in lit.tasks or bar.id in around else replace(bar, dimmed=True)
        for bar in bars
    ]


def _labels(
    asked: Telling,
    look: Look,
    bars: list[Bar],
    ghosts: list[Bar],
    drawn: tuple[DrawnLink, ...],
    measure: Measure,
    moved: dict[str, Moved],
    top: float,
    size: RowSize,
    count: int,
    width: float,
) -> list[Label]:
    """Words and badges beside and within the bars."""
    labels: list[Label] = []
    routes = [link.route for link in drawn]
    crossed, arrows = (found(routes, top, size.height, count) for found in (taken, heads))
    was = {ghost.id: ghost.ends for ghost in ghosts}
    for bar in bars:
        after = told.words_of(asked, bar) if look.show_labels else []
        ahead = told.words_before(asked, bar) if look.show_labels else []
        if look.show_labels and look.name_inside:
            within = inside(bar, told.name_inside(asked, bar), measure)
            labels += [replace(within[0], clip=None, role="text.primary")] if within and bar.dimmed else within
            if within and "name" in look.label_right:
                after = [part for part in after if part.words != within[0].words]
        if bar.id in moved and bar.kind != "project":
            after, ahead = _moved_words(asked.plan, after, moved[bar.id], bar), []
        elif look.show_badges:
            after = [*after, *told.badges(asked, bar)]
        row = round((bar.row_top - top) / size.height)
        lines = [*crossed[row], was[bar.id]] if bar.id in was else crossed[row]
        found = place(bar, after, measure, width, lines, before=ahead, heads=arrows[row])
        labels += map(_stepped, found) if bar.dimmed else found
    return labels


def _stepped(label: Label) -> Label:
    """Words behind what is lit; what is late stays so."""
    return label if label.role == "state.late" else replace(label, role="text.tertiary")


def _moved_words(plan: Plan, words: list[Part], move: Moved, bar: Bar) -> list[Part]:
    if not move.by or bar.kind == "summary":
        return words
    slip = Part(text.slip(move.by, plan.project), True, "accent.base")
    return [*words, slip] if bar.kind == "milestone" else [slip]
