"""The sheet that a plan is drawn on: what stands in each row, made when it is first asked for, and kept.

Its rows begin at 0, and x is that of its axis. Nothing on it hangs on what is in view but where words stand: each is
seen whole. So a chart that is scrolled only has to draw what comes into view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from roadmap_app.analysis.filtering import Readers
from roadmap_app.analysis.moved import Moved
from roadmap_app.analysis.standing import Standing
from roadmap_app.analysis.variance import Variance
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.scene import words as told
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bands import bands_of, lanes_of, named
from roadmap_app.scene.bars import Bar, bar_of, link_end
from roadmap_app.scene.chains import NOTHING, Chain
from roadmap_app.scene.colouring import UNREAD, Colouring
from roadmap_app.scene.detail import MONTHS, at_scale
from roadmap_app.scene.drawn_links import BLOCK, DrawnJoin, DrawnLink, Links
from roadmap_app.scene.frame import Frame, Look
from roadmap_app.scene.labels import Beside, Label, Measure, Part, beside, inside, placed
from roadmap_app.scene.lags import lags
from roadmap_app.scene.routes import LinkIndex, Route
from roadmap_app.scene.rows import RowList
from roadmap_app.scene.taken import Span, heads, taken
from roadmap_app.scene.tokens import RowSize
from roadmap_app.scene.words import Telling, Texts
from roadmap_app.schedule.schedule import Schedule

BEYOND = 20  # px that what is drawn reaches out of sight
MOST_KEPT = 400  # rows of which a sheet takes over what stands there: more than are in view were scrolled past


class Asked(NamedTuple):
    """What could stand beside a bar, and all that this was made of."""

    made_of: tuple[object, ...]
    found: Beside


class Lines(NamedTuple):
    """The links that cross a block of rows: where they cross the words of each, and where their arrows do."""

    routes: list[Route]
    crossed: list[list[Span]]
    arrows: list[list[Span]]


class Sheet:
    """`before` and `moved` are the dates before a drag, which hides the baseline, and what it moves; what is `lit`
    stands out, and the rest `steps_back` where that is asked; `standing` tells what is critical (None: for the
    project's finish). `texts` gives the columns that stand beside bars, `advice` what checks say of a task (as a
    sentence); `readers` read the dates in rules of colours.
    """

    def __init__(
        self,
        plan: Plan,
        schedule: Schedule,
        rows: RowList,
        axis: TimeAxis,
        *,
        size: RowSize,
        look: Look,
        links: LinkIndex,
        measure: Measure,
        today: int,
        variance: Variance | None = None,
        before: Schedule | None = None,
        moved: Mapping[str, Moved] | None = None,
        lit: Chain = NOTHING,
        steps_back: bool = False,
        standing: Standing | None = None,
        texts: Texts | None = None,
        advice: Callable[[str], str] | None = None,
        readers: Readers = UNREAD,
    ) -> None:
        self.axis, self.rows = axis, rows
        self._plan, self._schedule, self._size, self._measure = plan, schedule, size, measure
        self._look = look = at_scale(look, axis.px_per_day)
        self._standing = standing or Standing(schedule)
        self._colours = Colouring(plan, schedule, self._standing, look.colour_by, today, look.rules, readers)
        self._variance = variance if look.show_baseline and before is None else None
        self._before, self._moved = before, moved or {}
        self._lit, self._steps_back = lit, steps_back
        self._telling = Telling(
            plan, schedule, variance, today, axis.px_per_day, look.label_left, look.label_right, texts,
            advice if before is None else None,
        )  # fmt: skip
        self._links = Links(
            plan, schedule, links, self._end, self._obstacles, size.height, axis.px_per_day, self._standing,
            lit, steps_back,
        )
        self._bars: dict[int, Bar | None] = {}
        self._ends: dict[int, Bar | None] = {}
        self._spans: dict[int, Span | None] = {}
        self._beside: dict[tuple[int, bool], Asked] = {}
        self._known: dict[tuple[int, bool], Asked] = {}  # beside the same rows of the sheet before
        self._labels: dict[int, list[Label]] = {}  # as they stand where the sheet is seen
        self._seen = 0.0, 0.0
        self._lines: dict[int, Lines] = {}
        self._lines_known: dict[int, Lines] = {}  # in the same rows of the sheet before
        self._crossing: tuple[tuple[int, int], tuple[tuple[DrawnLink, ...], tuple[DrawnJoin, ...]]] | None = None

    def frame(self, first: int, last: int, left: float, right: float) -> Frame:
        """What stands in the rows from `first` to `last` (both included), seen from one x to another."""
        last = min(last, len(self.rows) - 1)
        bars = tuple(bar for number in range(first, last + 1) if (bar := self.bar(number)) is not None)
        links, joins = self.crossing(first, last)
        ghosts = tuple(ghost for number in range(first, last + 1) if (ghost := self._ghost(number)) is not None)
        bands = bands_of(
            self._plan, self._schedule, self.rows, self.axis, first, last, self._size.height, self._look.colour_by,
            self._lanes,
        )  # fmt: skip
        grounds = {band.id: band.role for band in bands}
        labels = [label for number in range(first, last + 1) for label in self.labels(number, left, right)]
        if grounds:
            labels = [replace(label, ground=grounds.get(label.id, label.ground)) for label in labels]
            labels += named(bands, self._measure, (left, right))
        return Frame(bars, ghosts, links, tuple(labels), joins, bands)

    def bar(self, number: int) -> Bar | None:
        """The bar of a row; None for one that has none."""
        if number not in self._bars:
            self._bars[number] = self._made(number)
        return self._bars[number]

    def crossing(self, first: int, last: int) -> tuple[tuple[DrawnLink, ...], tuple[DrawnJoin, ...]]:
        """The links that cross rows, and their joins there."""
        if not self._look.show_links:
            return (), ()
        if self._crossing is None or self._crossing[0] != (first, last):
            self._crossing = (first, last), self._links.crossing(first, last)
        return self._crossing[1]

    def labels(self, number: int, left: float, right: float) -> list[Label]:
        """Words and badges beside and within the bar of a row, where that much of the sheet is seen."""
        if self._seen != (left, right):
            self._seen, self._labels = (left, right), {}
        if number not in self._labels:
            self._labels[number] = self._placed(number, left, right)
        return self._labels[number]

    def _placed(self, number: int, left: float, right: float) -> list[Label]:
        bar = self.bar(number)
        if bar is None:
            return []
        found: list[Label] = []
        if self._look.show_labels and self._look.name_inside:
            found = inside(bar, told.name_inside(self._telling, bar), self._measure, left)
            if found and bar.dimmed:
                found = [replace(found[0], clip=None, role="text.primary")]
        key = number, bool(found)
        if key not in self._beside:
            self._beside[key] = self._asked(bar, number, bool(found))
        outside = placed(self._beside[key].found, left, right)
        found += list(map(_stepped, outside)) if bar.dimmed else outside
        if self._look.show_labels and self.axis.px_per_day >= MONTHS and self._is_lagged(bar.id):
            found += lags(self._plan, bar, self._block_links(number // BLOCK), found, self._measure, (left, right))
        return found

    def _is_lagged(self, id: str) -> bool:
        return self._look.show_links and any(link.lag for link in self._plan.links_into.get(id, ()))

    def _block_links(self, block: int) -> tuple[DrawnLink, ...]:
        """The links that cross a block of rows."""
        return self._links.crossing(block * BLOCK, block * BLOCK + BLOCK - 1)[0]

    def take_over(self, before: Sheet) -> None:
        """Keep what an edit, or a step of a drag, leaves as it stands on the sheet before."""
        known = {*before._bars, *before._ends, *before._spans}
        if (before.axis, before._size, before._look) != (self.axis, self._size, self._look) or len(known) > MOST_KEPT:
            return
        for number in before._bars:  # seen again
            if number < len(self.rows):
                self.bar(number)
        moved = {number for number in known if self._place(number) != before._place(number)}
        self._links.take_over(before._links, moved)
        self._known, self._lines_known = before._beside, before._lines

    def _place(self, number: int) -> tuple[object, ...] | None:
        """Where the bar of a row lies, and whose it is."""
        bar = self._end(number) if number < len(self.rows) else None
        return (bar.id, bar.kind, bar.x0, bar.x1) if bar is not None else None

    def lit_otherwise(self, lit: Chain, steps_back: bool) -> Sheet:
        """The same sheet where another chain is lit, with what need not be made again."""
        made = copy(self)
        made._lit, made._steps_back = lit, steps_back
        made.__dict__.pop("_around", None)
        made._ends = {**self._ends, **self._bars}  # that the links were made of
        made._bars, made._labels, made._crossing = {}, {}, None
        made._links = self._links.lit_otherwise(lit, steps_back)
        if self.axis.px_per_day < MONTHS:  # other links are drawn, which words keep off
            made._beside, made._lines = {}, {}
        return made

    def _made(self, number: int) -> Bar | None:
        row = self.rows.rows[number]
        bar = self._bar_by(self._schedule, number, self._variance)
        if bar is None:
            return None
        back = self._steps_back and bar.kind != "project" and bar.id not in self._around
        slack = bar.slack if self._look.show_slack else None
        if row.dimmed or back or slack != bar.slack:
            bar = replace(bar, dimmed=row.dimmed or back, slack=slack)
        return bar

    def _bar_by(self, schedule: Schedule, number: int, shown: Variance | None = None) -> Bar | None:
        top = number * self._size.height
        row = self.rows.rows[number]
        return bar_of(self._plan, schedule, shown, self.axis, row, top, self._size, self._standing, self._colours)

    def _ghost(self, number: int) -> Bar | None:
        """Where the bar of a row was before a drag that moves it."""
        bar = self.bar(number)
        if self._before is None or bar is None or bar.id not in self._moved or bar.kind in ("summary", "project"):
            return None
        ghost = self._bar_by(self._before, number)
        return ghost if ghost is not None and (ghost.x0, ghost.x1) != (bar.x0, bar.x1) else None

    @cached_property
    def _around(self) -> frozenset[str]:
        """What is lit, and the summaries in which it lies."""
        outline, lit = self._plan.outline, self._lit.tasks
        return lit.union(up for id in lit if id in outline.position for up in outline.ancestors(id))

    @cached_property
    def _lanes(self) -> Mapping[str, int]:
        return lanes_of(self._plan) if self._look.show_lanes else {}

    def _end(self, number: int) -> Bar | None:
        """The bar of a row as far as its links need it."""
        if number in self._bars:
            return self._bars[number]
        if number not in self._ends:
            top = number * self._size.height
            row = self.rows.rows[number]
            self._ends[number] = link_end(self._plan, self._schedule, self.axis, row, top, self._size)
        return self._ends[number]

    def _obstacles(self, first: int, last: int) -> list[Span]:
        """From where to where the bars lie that links should not cross, from a row to before another."""
        known = self._spans
        for number in range(first, last):
            if number not in known:
                bar = self._end(number)
                known[number] = bar.ends if bar is not None and bar.kind in ("task", "milestone") else None
        return [span for number in range(first, last) if (span := known[number]) is not None]

    def _asked(self, bar: Bar, number: int, named_inside: bool) -> Asked:
        """What is told beside a bar, and where there is room for it."""
        ask, look = self._telling, self._look
        after = told.words_of(ask, bar) if look.show_labels else []
        ahead = told.words_before(ask, bar) if look.show_labels else []
        if named_inside and "name" in look.label_right:
            name = told.name_inside(ask, bar)
            after = [part for part in after if part.words != name]
        if bar.id in self._moved and bar.kind != "project":
            after, ahead = self._moved_words(after, bar), []
        elif look.show_badges:
            after = [*after, *told.badges(ask, bar)]
        if not (after or ahead):
            return Asked((), Beside(bar, ()))
        crossed, arrows = self._lines_of(number)
        ghost = self._ghost(number)
        lines = [*crossed, ghost.ends] if ghost is not None else crossed
        made_of = bar, after, ahead, lines, arrows
        known = self._known.get((number, named_inside))
        if known is not None and known.made_of == made_of:
            return known
        return Asked(made_of, beside(bar, after, self._measure, lines, before=ahead, heads=arrows))

    def _lines_of(self, number: int) -> tuple[list[Span], list[Span]]:
        """Where links cross the words of a row, and where their arrows do."""
        block, place = divmod(number, BLOCK)
        if block not in self._lines:
            first = block * BLOCK
            links = self._block_links(block) if self._look.show_links else ()
            routes, height = [link.route for link in links], self._size.height
            known = self._lines_known.get(block)
            if known is None or known.routes != routes:
                known = Lines(routes, *(found(routes, first * height, height, BLOCK) for found in (taken, heads)))
            self._lines[block] = known
        lines = self._lines[block]
        return lines.crossed[place], lines.arrows[place]

    def _moved_words(self, words: list[Part], bar: Bar) -> list[Part]:
        move = self._moved[bar.id]
        if not move.by or bar.kind == "summary":
            return words
        slip = Part(text.slip(move.by, self._plan.project), True, "accent.base")
        return [*words, slip] if bar.kind == "milestone" else [slip]


def frame(
    plan: Plan, schedule: Schedule, rows: RowList, axis: TimeAxis, *,
    first_row: int, last_row: int, width: float, size: RowSize, **asked: Any,
) -> Frame:  # fmt: skip
    """The frame of rows `first_row` to `last_row` (both included) in a chart of some width, the first row at 0;
    what else is `asked` is a sheet's."""
    made = Sheet(plan, schedule, rows, axis, size=size, **asked)
    found = made.frame(first_row, last_row, 0, width).moved(0, -first_row * size.height)
    return replace(found, bars=tuple(_in_sight(bar, width) for bar in found.bars))


def _in_sight(bar: Bar, width: float) -> Bar:
    """A bar whose slack goes no farther than one sees: a long dotted line takes long to draw."""
    if bar.slack is None or bar.slack[1] <= width + BEYOND:
        return bar
    return replace(bar, slack=(bar.slack[0], max(bar.slack[0], width + BEYOND)))


def _stepped(label: Label) -> Label:
    """Words behind what is lit; what is late stays so."""
    return label if label.role == "state.late" else replace(label, role="text.tertiary")
