"""Which rows and which time go on which page, and how large; nothing is drawn yet.

A row is never split, heads and columns stand on every page, and no text is set smaller than LEAST_POINTS.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from roadmap_app.exchange.pictures import legend, table
from roadmap_app.exchange.pictures.content import Content
from roadmap_app.exchange.pictures.display import Ruler
from roadmap_app.exchange.pictures.legend import Entry
from roadmap_app.exchange.pictures.paper import LEAST_POINTS, MOST_PAGES, PT_PER_PX, PX_PER_MM, SCREEN, Setup, Unfit
from roadmap_app.exchange.pictures.table import Column
from roadmap_app.model.text import MONTHS, number, plural
from roadmap_app.model.time import DAY, LAST_DAY, day_of, to_date
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.tokens import RowSize, Tokens, load

HEADS = 40.0  # px of the band of heads: the time header's height
TITLE_LINE, SUBTITLE_LINE, UNDER_TITLE = 22.0, 16.0, 10.0
ABOVE_FOOT = 8.0
NUMBER_ROOM = 110.0  # px for `Page 12 of 417`
SHARE = 0.5  # of a page's width that columns may take
LEAST_CHART = 160.0  # px
BEFORE, AFTER = 24.0, 110.0  # px of the chart before the plan's start, and after its finish for labels
WIDEST_DAY = 60.0  # px per day that fitting gives at most
ALL_PAGES = 5000


@dataclass(frozen=True)
class Page:
    """Rows `first_row` to `last_row` (none: the last is before the first), and the time that they are drawn in."""

    number: int  # from 1
    first_row: int
    last_row: int
    axis: TimeAxis


@dataclass(frozen=True, eq=False)
class Layout:
    """Pages of one size, in pixels. What is drawn between title and foot is scaled by `scale`."""

    content: Content
    setup: Setup
    tokens: Tokens
    ruler: Ruler
    size: RowSize
    width: float
    height: float
    margin: float
    scale: float
    title: str
    subtitle: str
    head: float  # px above the body
    legend: Sequence[Sequence[tuple[float, Entry]]]
    columns: tuple[Column, ...]
    table_width: float
    chart_width: float
    pages: tuple[Page, ...]
    across: int
    links: LinkIndex
    told: tuple[str, ...]  # what was decided otherwise than asked, in sentences

    @property
    def points(self) -> tuple[float, float]:
        return self.width * PT_PER_PX, self.height * PT_PER_PX


def lay_out(content: Content, setup: Setup, ruler: Ruler) -> Layout:
    """The pages of a plan; Unfit, one sentence, where a setup gives none."""
    return _endless(content, setup, ruler) if setup.is_endless else _paged(content, setup, ruler)


def _paged(content: Content, setup: Setup, ruler: Ruler) -> Layout:
    for count in (setup.across, setup.down):
        if count is not None and not 1 <= count <= MOST_PAGES:
            raise Unfit(f"A plan is fitted to 1 to {MOST_PAGES} pages a side; choose such a number.")
    tokens = load(setup.theme)
    size = tokens.rows[content.look.density]
    width, height = (side * PX_PER_MM for side in setup.page)
    margin = setup.margin * PX_PER_MM
    inner, rows = width - 2 * margin, len(content.rows)
    span = _span(content, setup)
    title, subtitle, head = _title(content, setup)
    marks = _legend(content, setup, span, tokens)
    lines = legend.lines(marks, inner, NUMBER_ROOM if setup.numbers else 0, ruler) if inner > 0 else []
    body = height - 2 * margin - head - _foot(setup, lines)
    if inner < 2 * LEAST_CHART or body < HEADS + size.height + 1:
        raise Unfit("This paper with these margins has no room for a chart; choose larger paper or smaller margins.")
    told: list[str] = []
    scale, each = 1.0, floor((body - HEADS - 1) / size.height)
    if setup.down is not None and rows:
        wanted = body / (HEADS + 1 + ceil(rows / setup.down) * size.height)
        scale = min(wanted, 1.0)
        each = ceil(rows / setup.down) if wanted <= 1 else each
        least = LEAST_POINTS / (smallest_text(size) * PT_PER_PX)
        if scale < least:
            scale, each = least, floor((body / least - HEADS - 1) / size.height)
            told.append(_too_small(wanted * LEAST_POINTS / least, setup, ceil(rows / each)))
    room = inner / scale
    columns = table.columns(content, setup.columns or content.columns, size.font, room * SHARE, ruler)
    if setup.columns is not None and len(columns) < len(set(setup.columns)):
        kept = {column.id for column in columns}
        left = [table.title_of(content.plan, id) or "the marks" for id in setup.columns if id not in kept]
        told.append(f"Beside the chart there is no room for {', '.join(left)}; choose fewer columns or wider paper.")
    beside = sum(column.width for column in columns)
    chart = room - beside
    axis, across = _axes(setup, span, chart)
    down = max(ceil(rows / each), 1)
    if down * across > ALL_PAGES:
        raise Unfit(
            f"That would be {down * across:,} pages; choose larger paper, a smaller zoom, or fewer days or rows."
        )
    pages = tuple(
        Page(y * across + x + 1, y * each, min((y + 1) * each, rows) - 1,
             replace(axis, first=axis.first + x * chart / axis.px_per_day * DAY))
        for y in range(down) for x in range(across)
    )  # fmt: skip
    return Layout(
        content, setup, tokens, ruler, size, width, height, margin, scale, title, subtitle, head, lines, columns,
        beside, chart, pages, across, content.once("links", lambda: LinkIndex(content.plan, content.rows)), tuple(told),
    )  # fmt: skip


def _endless(content: Content, setup: Setup, ruler: Ruler) -> Layout:
    """One page that is as high as its rows and as wide as its time; without a zoom as wide as a screen."""
    tokens = load(setup.theme)
    size = tokens.rows[content.look.density]
    margin = setup.margin * PX_PER_MM
    span = _span(content, setup)
    title, subtitle, head = _title(content, setup)
    columns = table.columns(content, setup.columns or content.columns, size.font, SCREEN * SHARE, ruler)
    beside = sum(column.width for column in columns)
    chart = SCREEN - 2 * margin - beside
    if setup.px_per_day is not None:
        before, after = _margins(setup)
        chart = max((span[1] - span[0]) * setup.px_per_day + before + after, LEAST_CHART)
    axis, _ = _axes(replace(setup, across=1), span, chart)
    lines = legend.lines(_legend(content, setup, span, tokens), beside + chart, 0, ruler)
    height = head + HEADS + 1 + max(len(content.rows), 1) * size.height + _foot(setup, lines) + 2 * margin
    return Layout(
        content, setup, tokens, ruler, size, ceil(beside + chart + 2 * margin), ceil(height), margin, 1.0, title,
        subtitle, head, lines, columns, beside, chart, (Page(1, 0, len(content.rows) - 1, axis),), 1,
        content.once("links", lambda: LinkIndex(content.plan, content.rows)), (),
    )  # fmt: skip


def smallest_text(size: RowSize) -> float:
    """The smallest text between title and foot, in pixels before scaling."""
    return min(size.font - 1, table.CAPTION)


def _too_small(points: float, setup: Setup, down: int) -> str:
    asked = f"{setup.down} pages high" if setup.down != 1 else "One page high"
    high = f"{number(round(points * 10), 10)} pt" if points >= 1 else "less than 1 pt"
    return (
        f"{asked}, the text would be {high}, too small to read: at {LEAST_POINTS:g} pt the rows take "
        f"{plural(down, 'page')}. Choose larger paper or more pages, or fold or filter rows."
    )


def _span(content: Content, setup: Setup) -> tuple[int, int]:
    """The first day that is shown, and the one after the last."""
    schedule = content.schedule
    empty = not content.plan.tasks
    first = day_of(content.today if empty else schedule.project_start) if setup.first_day is None else setup.first_day
    last = day_of(content.today) + 90 if empty else day_of(schedule.project_finish)
    if setup.last_day is not None:
        last = setup.last_day
    if last < first:
        raise Unfit(f"The last day, {in_full(last)}, lies before the first, {in_full(first)}; exchange them.")
    return first, min(last, LAST_DAY) + 1


def _margins(setup: Setup) -> tuple[float, float]:
    """Pixels before and after the days; none beside a day that was asked for."""
    return BEFORE if setup.first_day is None else 0.0, AFTER if setup.last_day is None else 0.0


def _axes(setup: Setup, span: tuple[int, int], chart: float) -> tuple[TimeAxis, int]:
    """The axis of the first page from the left, and how many there are."""
    before, after = _margins(setup)
    days = span[1] - span[0]
    if setup.across is None and setup.px_per_day is not None:
        scale = setup.px_per_day
    else:
        scale = min(max(chart * (setup.across or 1) - before - after, chart / 4) / days, WIDEST_DAY)
        if setup.px_per_day is not None:
            scale = setup.px_per_day
    across = max(ceil((before + days * scale + after) / chart - 1e-6), 1)
    return TimeAxis((span[0] - before / scale) * DAY, scale), across


def _title(content: Content, setup: Setup) -> tuple[str, str, float]:
    """Title, subtitle, and the height that both take."""
    plan = content.plan
    title = (plan.project.name or "Untitled plan") if setup.title is None else setup.title
    subtitle = _facts(content) if setup.subtitle is None else setup.subtitle
    height = TITLE_LINE * bool(title or setup.date) + SUBTITLE_LINE * bool(subtitle)
    return title, subtitle, height + UNDER_TITLE if height else 0.0


def _facts(content: Content) -> str:
    """`7 Sep 2026 – 6 Jan 2027, 20 tasks, 5 milestones`."""
    plan, schedule = content.plan, content.schedule
    leaves = [id for id in plan.tasks if not plan.outline.is_summary(id)]
    if not leaves:
        return ""
    milestones = sum(map(schedule.is_milestone, leaves))
    first, last = (in_full(day_of(at)) for at in (schedule.project_start, schedule.project_finish))
    counts = [plural(len(leaves) - milestones, "task"), *([plural(milestones, "milestone")] if milestones else [])]
    return f"{first} – {last}, {', '.join(counts)}"


def in_full(day: int) -> str:
    """`6 Jan 2027`."""
    date = to_date(day)
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def _legend(content: Content, setup: Setup, span: tuple[int, int], tokens: Tokens) -> tuple[Entry, ...]:
    if not setup.legend or not content.plan.tasks:
        return ()
    return legend.entries(content, TimeAxis(span[0] * DAY, 4.0), (span[0] * DAY, span[1] * DAY), tokens)


def _foot(setup: Setup, lines: Sequence[Sequence[object]]) -> float:
    """The height of legend and page number."""
    if not setup.numbers and not any(lines):
        return 0.0
    return ABOVE_FOOT + len(lines) * legend.LINE
