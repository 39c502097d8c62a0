"""A page as drawing items: title, columns and chart with their heads, legend and page number."""

from __future__ import annotations

from roadmap_app.exchange.pictures import chart, legend, table
from roadmap_app.exchange.pictures.cut import cut
from roadmap_app.exchange.pictures.display import Box, Group, Item, Words, baseline, elided
from roadmap_app.exchange.pictures.layout import (
    HEADS,
    SUBTITLE_LINE,
    TITLE_LINE,
    Layout,
    Page,
    in_full,
)
from roadmap_app.exchange.pictures.timehead import time_head
from roadmap_app.model.time import DAY, day_of
from roadmap_app.scene import holidays
from roadmap_app.scene.header import header
from roadmap_app.scene.shading import shading
from roadmap_app.scene.sheet import frame

BAND = 128  # rows that are drawn together, so that what is not on screen can be passed over
NO_TASKS = "This plan has no tasks yet."
ALL_FILTERED = "The filter leaves no rows to show."


def draw(layout: Layout, page: Page) -> tuple[Item, ...]:
    """Everything on a page, from the paper up."""
    tokens = layout.tokens
    return (
        Box(0, 0, layout.width, layout.height, tokens.surface.panel),
        *_head(layout),
        Group(tuple(_body(layout, page)), layout.margin, layout.margin + layout.head, layout.scale),
        *_foot(layout, page),
    )


def _head(layout: Layout) -> list[Item]:
    tokens, margin, right = layout.tokens, layout.margin, layout.width - layout.margin
    font, items = tokens.font, list[Item]()
    date = f"As of {in_full(day_of(layout.content.today))}" if layout.setup.date else ""
    room = right - margin - (layout.ruler(date, font.caption, False) + 16 if date else 0)
    title = elided(layout.title, font.heading, True, room, layout.ruler)
    top = margin + (TITLE_LINE / 2 if layout.title or date else 0)
    if title:
        y = baseline(top, font.heading)
        items.append(Words(margin, y, title, font.heading, tokens.text.primary, True))
    if date:
        y = baseline(top, font.heading)
        items.append(Words(right, y, date, font.caption, tokens.text.secondary, side="right"))
    if layout.subtitle:
        y = baseline(margin + layout.head - 10 - SUBTITLE_LINE / 2, font.caption)
        text = elided(layout.subtitle, font.caption, False, right - margin, layout.ruler)
        items.append(Words(margin, y, text, font.caption, tokens.text.secondary))
    return items


def _foot(layout: Layout, page: Page) -> list[Item]:
    tokens, margin, lines = layout.tokens, layout.margin, layout.legend
    top = layout.height - margin - len(lines) * legend.LINE
    items = legend.drawn(lines, margin, top, tokens)
    if layout.setup.numbers:
        y = baseline(layout.height - margin - legend.LINE / 2, tokens.font.caption)
        text = f"Page {page.number} of {len(layout.pages)}"
        items.append(Words(layout.width - margin, y, text, tokens.font.caption, tokens.text.secondary, side="right"))
    return items


def _body(layout: Layout, page: Page) -> list[Item]:
    """Columns and chart, in pixels before scaling; (0, 0) is the left top of the heads."""
    tokens, size = layout.tokens, layout.size
    width, count = layout.table_width + layout.chart_width, page.last_row - page.first_row + 1
    height = HEADS + max(count, 1) * size.height
    ticks = header(page.axis, layout.chart_width, layout.content.plan.project.week_start)
    time = time_head(ticks, page.axis, layout.chart_width, HEADS, layout.content.today, tokens, layout.ruler)
    items: list[Item] = [
        Box(0, 0, width, HEADS, tokens.surface.sunken),
        *table.heads(layout.columns, HEADS, tokens.size.time_header_row, tokens, layout.ruler),
        Group(cut(time, (0, 0, layout.chart_width, HEADS)), layout.table_width),
    ]
    for first in range(page.first_row, page.last_row + 1, BAND):
        last = min(first + BAND - 1, page.last_row)
        top = HEADS + (first - page.first_row) * size.height
        part = (last - first + 1) * size.height
        cells = tuple(_rows(layout, first, last))
        drawn = cut(_chart(layout, page, first, last), (0, 0, layout.chart_width, part))
        items.append(Group(drawn, layout.table_width, top, extent=(0, 0, layout.chart_width, part)))
        items.append(Group(cells, 0, top, extent=(0, 0, layout.table_width, part)))
    if count <= 0:
        words = ALL_FILTERED if layout.content.plan.tasks else NO_TASKS
        middle = baseline(HEADS + size.height / 2, size.font)
        items.append(Words(table.PAD, middle, words, size.font, tokens.text.secondary))
    items += [
        Box(0, HEADS - 1, width, 1, tokens.line.border),
        Box(round(layout.table_width) - 1, 0, 1, height, tokens.line.border_strong),
        Box(0.5, 0.5, width - 1, height - 0.5, "", tokens.line.border),
    ]
    return items


def _rows(layout: Layout, first: int, last: int) -> list[Item]:
    """Cells and hairlines of some rows, the first at 0; the heads of groups across the columns."""
    tokens, size, content = layout.tokens, layout.size, layout.content
    width = layout.table_width
    items: list[Item] = []
    for number in range(first, last + 1):
        row, top = content.rows.rows[number], (number - first) * float(size.height)
        if row.kind == "group":
            items.append(Box(0, top, width, size.height, tokens.surface.sunken))
        items += table.cells(content, row, layout.columns, top, size, tokens, layout.ruler)
        items.append(Box(0, top + size.height - 1, layout.table_width, 1, tokens.line.grid))
    return items


def _chart(layout: Layout, page: Page, first: int, last: int) -> list[Item]:
    """The chart of some rows, the first at 0."""
    tokens, size, content, axis = layout.tokens, layout.size, layout.content, page.axis
    width, height = layout.chart_width, (last - first + 1) * float(size.height)
    shades = shading(axis, width, content.worktime)
    items: list[Item] = []
    items += (Box(0, y * size.height - 1, width, 1, tokens.line.grid) for y in range(1, last - first + 2))
    ticks = header(axis, width, content.plan.project.week_start).upper
    items += (Box(round(tick.x0), 0, 1, height, tokens.line.border) for tick in ticks if tick.x0 > 0)
    status = content.plan.project.status_date
    if status is not None and 0 <= axis.x_of(status) <= width:
        items.append(chart.status_line(axis.x_of(status), height, tokens))
    today = axis.x_of(content.today // DAY * DAY + axis.day_from)
    if 0 <= today <= width:
        items.append(chart.today_line(today, height, tokens))
    label = size.font - 1
    drawn = frame(
        content.plan, content.schedule, content.rows, axis, first_row=first, last_row=last, width=width,
        size=size, look=content.look, links=layout.links, today=content.today, variance=content.variance,
        standing=content.standing, measure=lambda text, strong: layout.ruler(text, label, strong),
        texts=content.text, advice=content.advice, readers=content.readers,
    )  # fmt: skip
    items = [*chart.shading(shades, height, tokens), *chart.bands(drawn.bands, width, tokens), *items]
    named = holidays.names(shades, drawn, height, lambda text, strong: layout.ruler(text, chart.CAPTION, strong))
    return items + chart.frame(drawn, tokens, label, layout.ruler, width, content.told) + chart.uprights(named, tokens)
