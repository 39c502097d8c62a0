"""The columns beside the chart: which of them fit and how wide, their heads and their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nlargest

from roadmap_app.commands import fields
from roadmap_app.exchange.pictures.content import Content
from roadmap_app.exchange.pictures.display import Box, Group, Icon, Item, Ruler, Words, baseline, elided
from roadmap_app.model.bidi import from_right
from roadmap_app.model.plan import Plan
from roadmap_app.model.text import signed
from roadmap_app.scene.marks import mark
from roadmap_app.scene.rows import Row
from roadmap_app.scene.tokens import RowSize, Tokens

PAD = 6
INDENT = 14
ARROW = 20  # px before a name, for the sign of a fold
DOT = 14  # before a team's name
STATUS = 28
LEAST_NAME, MOST_NAME = 220, 300
MOST_TEXT = 180
LONGEST = 24  # texts of a column that are measured: the longest ones
MUTED = ("wbs", "predecessors", "percent")
TITLES = {
    "wbs": "", "name": "Task", "duration": "Days", "predecessors": "After", "team": "Owner", "percent": "%",
    "status": "",
}  # fmt: skip
CAPTION = 11


@dataclass(frozen=True, slots=True)
class Column:
    id: str
    title: str
    width: float
    right: bool = False


def title_of(plan: Plan, id: str) -> str:
    """The head of a column; KeyError for one that the plan does not have."""
    return TITLES[id] if id in TITLES else fields.column_of(plan, id).title


def columns(content: Content, ids: Sequence[str], font: float, room: float, ruler: Ruler) -> tuple[Column, ...]:
    """Of the wanted columns those that fit into a room, each as wide as its widest text; the name always.

    The name gives way down to LEAST_NAME first; then columns are left out from the right.
    """
    found = [_column(content, id, font, ruler) for id in dict.fromkeys((*ids, *(() if "name" in ids else ("name",))))
             if fields.has(content.plan, id)]  # fmt: skip
    while len(found) > 1 and sum(min(c.width, LEAST_NAME) if c.id == "name" else c.width for c in found) > room:
        found.remove(next(column for column in reversed(found) if column.id != "name"))
    over = sum(column.width for column in found) - room
    if over <= 0:
        return tuple(found)
    return tuple(
        Column(c.id, c.title, max(c.width - over, min(c.width, LEAST_NAME)), c.right) if c.id == "name" else c
        for c in found
    )


def _column(content: Content, id: str, font: float, ruler: Ruler) -> Column:
    column = fields.column_of(content.plan, id)
    title = title_of(content.plan, id)
    right = column.right
    if id == "status":
        return Column(id, title, STATUS)
    least = ruler(title, CAPTION, True) + 2 * PAD + 1
    before = {"name": ARROW, "team": DOT}.get(id, 0)
    longest = content.once(f"longest {id}", lambda: _longest(content, id))
    widest = max((ruler(text, font, strong) + shift for text, strong, shift in longest if text), default=0)
    most = MOST_NAME if id == "name" else MOST_TEXT
    return Column(id, title, round(max(least, min(widest + before + 2 * PAD + 1, most))), right)


def _longest(content: Content, id: str) -> list[tuple[str, bool, int]]:
    """The longest texts of a column: with whether they are strong, and how far they stand in."""
    right = fields.column_of(content.plan, id).right
    texts = (
        (
            text := _text(content, row, id, right),
            row.has_children or row.kind == "project",
            row.depth * INDENT * (1 + from_right(text)) * (id == "name"),
        )
        for row in content.rows.rows
    )
    return nlargest(LONGEST, texts, key=lambda each: len(each[0]) + each[2] / 7)


def _text(content: Content, row: Row, id: str, right: bool) -> str:
    """The text of a cell, as it is drawn."""
    text = content.cell(row, id)
    return signed(text) if right else text


def heads(shown: Sequence[Column], height: float, lower: float, tokens: Tokens, ruler: Ruler) -> list[Item]:
    """The heads in the lower part of a band of some height."""
    items: list[Item] = []
    middle, x = height - lower / 2 - 0.5, 0.0
    for place, column in enumerate(shown):
        if column.id == "status":
            items.append(Icon("deadline", x + column.width / 2 - 7, middle - 7, 14, tokens.text.secondary))
        elif column.title:
            title = elided(column.title, CAPTION, True, column.width - 2 * PAD, ruler)
            items.append(_words(column, x + PAD, x + column.width - PAD, middle, title, CAPTION, True,
                                tokens.text.secondary))  # fmt: skip
        x += column.width
        if place < len(shown) - 1 and column.id != "wbs":
            items.append(Box(x - 1, height - lower + 2, 1, lower - 3, tokens.line.border))
    return items


def _words(
    column: Column, left: float, right: float, middle: float, text: str, size: float, strong: bool, colour: str
) -> Words:
    side, x = ("right", right) if column.right or from_right(text) else ("left", left)
    return Words(x, baseline(middle, size), text, size, colour, strong, side)  # type: ignore[arg-type]


def cells(
    content: Content, row: Row, shown: Sequence[Column], top: float, size: RowSize, tokens: Tokens, ruler: Ruler
) -> list[Item]:
    """The cells of one row, whose top lies at `top`."""
    items: list[Item] = []
    x, middle = 0.0, top + (size.height - 1) / 2
    for column in shown:
        if column.id == "status":
            items += _status(content, row, x + column.width / 2, middle, tokens)
        else:
            items += _cell(content, row, column, x, middle, size.font, tokens, ruler)
        x += column.width
    return items


def _cell(
    content: Content, row: Row, column: Column, x: float, middle: float, font: float, tokens: Tokens, ruler: Ruler
) -> list[Item]:
    text = _text(content, row, column.id, column.right)
    strong = row.kind == "project" or row.has_children
    colour = tokens.text.primary
    left, right = x + PAD, x + column.width - PAD
    items: list[Item] = []
    size = font
    if column.id in MUTED:
        colour, strong, size = tokens.text.secondary, strong and column.id == "percent", font
        size = font if column.id == "percent" else font - 1
    if column.id == "name":
        left = x + ARROW + row.depth * INDENT
        right -= row.depth * INDENT if from_right(text) else 0
        if row.has_children:
            sign = "expand" if row.collapsed else "collapse"
            items.append(Icon(sign, x + row.depth * INDENT + 3, middle - 6.5, 13, tokens.text.primary))
    elif column.id == "team" and text:
        slot = _slot(content, row)
        items.append(Box(left, middle - 4, 8, 8, tokens.team(slot).fill, radius=2))
        left += DOT
    elif column.id == "finish" and _late(content, row):
        colour, strong = tokens.state.late, True
    if row.dimmed:
        colour = tokens.text.tertiary
    shown = elided(text, size, strong, right - left, ruler)
    if shown:
        drawn = _words(column, left, right, middle, shown, size, strong, colour)
        items.append(drawn if shown == text else Group((drawn,), title=text))
    return items


def _status(content: Content, row: Row, centre: float, middle: float, tokens: Tokens) -> list[Item]:
    if row.kind != "task" or row.has_children or not content.plan.tasks[row.id].name:
        return []
    found = mark(content.plan, content.schedule, row.id, content.today)
    sign = Icon(found.icon, centre - 7, middle - 7, 14, tokens.colour(found.role))
    return [Group((sign,), title=found.words)]


def _slot(content: Content, row: Row) -> int:
    team = content.plan.resources.get(content.plan.tasks[row.id].team)
    return team.colour if team else 0


def _late(content: Content, row: Row) -> bool:
    if row.kind != "task":
        return False
    task = content.plan.tasks[row.id]
    return task.deadline is not None and task.percent < 100 and content.schedule.finish(row.id) > task.deadline
