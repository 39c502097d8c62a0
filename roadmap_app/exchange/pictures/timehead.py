"""The time header of a page: two rows of ticks, and today."""

from __future__ import annotations

from roadmap_app.exchange.pictures.display import Box, Item, Ruler, Words, baseline
from roadmap_app.model.text import short_date
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.header import Header, Tick
from roadmap_app.scene.tokens import DAY_NUMBERS_FROM, Tokens

CAPTION = 11
NARROWEST = 4.0  # px between two ticks that are drawn


def time_head(
    ticks: Header, axis: TimeAxis, width: float, height: float, today: int, tokens: Tokens, ruler: Ruler
) -> list[Item]:
    """Items for a header of some size; no label touches the next, nor today's."""
    half = height / 2
    items: list[Item] = [Box(0, half - 1, width, 1, tokens.line.border)]
    for tick in ticks.upper:
        items += _upper(tick, half, width, tokens, ruler)
    x, mark = axis.x_of(today // DAY * DAY + axis.day_from), ""
    if 0 <= x <= width:
        mark = short_date(today, to_date(day_of(today)).year)
    room = ruler(mark, CAPTION, True) + 8
    middle = min(max(x, room / 2 + 1), width - room / 2 - 1)
    taken = (middle - room / 2 - 2, middle + room / 2 + 2) if mark else (0.0, 0.0)
    items += _lower(ticks.lower, axis, half, width, taken, tokens, ruler)
    if mark:
        items.append(Box(round(middle - room / 2), half + 1, room, half - 3, tokens.accent.base, radius=3))
        y = baseline(half + half / 2 - 0.5, CAPTION)
        x = round(middle - room / 2) + room / 2
        items.append(Words(x, y, mark, CAPTION, tokens.text.on_accent, True, "middle"))
    return items


def _upper(tick: Tick, half: float, width: float, tokens: Tokens, ruler: Ruler) -> list[Item]:
    items: list[Item] = []
    if tick.x0 >= 0:
        items.append(Box(round(tick.x0), 0, 1, half, tokens.line.border_strong))
    left, right = max(tick.x0, 0) + 7, min(tick.x1, width)
    words = tick.text
    while " " in words and ruler(words, CAPTION, True) + 4 > right - left:
        words = words.rpartition(" ")[0]  # the year, the month: what can be done without first
    if ruler(words, CAPTION, True) + 4 <= right - left:
        items.append(Words(left, baseline(half / 2 - 0.5, CAPTION), words, CAPTION, tokens.text.primary, True))
    return items


def _lower(
    ticks: tuple[Tick, ...], axis: TimeAxis, half: float, width: float, taken: tuple[float, float], tokens: Tokens,
    ruler: Ruler,
) -> list[Item]:  # fmt: skip
    items: list[Item] = []
    centred = axis.px_per_day >= DAY_NUMBERS_FROM and not axis.clock
    free, line = 0.0, -NARROWEST
    for tick in ticks:
        if tick.x0 >= 0 and tick.x0 - line >= NARROWEST:
            line = tick.x0
            items.append(Box(round(tick.x0), half, 1, half, tokens.line.border))
        room = ruler(tick.text, CAPTION, False)
        left = tick.x0 + ((tick.x1 - tick.x0 - room) / 2 if centred else 4)
        covered = left < taken[1] and left + room > taken[0]
        if covered or left < free or left + room + 2 > min(tick.x1, width):
            continue
        y = baseline(half + half / 2 - 0.5, CAPTION)
        items.append(Words(left, y, tick.text, CAPTION, tokens.text.secondary))
        free = left + room + 3
    return items
