"""The time header of a page: two rows of ticks, and today."""

from __future__ import annotations

from roadmap_app.exchange.pictures.display import Box, Item, Ruler, Words, baseline
from roadmap_app.model.text import short_date
from roadmap_app.model.time import DAY, day_of, to_date
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.header import Header, lower_words, upper_words
from roadmap_app.scene.tokens import Tokens

CAPTION = 11
NARROWEST = 4.0  # px between two ticks that are drawn


def time_head(
    ticks: Header, axis: TimeAxis, width: float, height: float, today: int, tokens: Tokens, ruler: Ruler
) -> list[Item]:
    """Items for a header of some size; no label touches the next, nor today's."""
    half = height / 2
    strong = tokens.line.border_strong
    items: list[Item] = [Box(0, half - 1, width, 1, tokens.line.border)]
    items += [Box(round(tick.x0), 0, 1, half, strong) for tick in ticks.upper if tick.x0 >= 0]

    def measure(words: str, strong: bool) -> float:
        return ruler(words, CAPTION, strong)

    y = baseline(half / 2 - 0.5, CAPTION)
    for x, words in upper_words(ticks.upper, width, measure):
        items.append(Words(x, y, words, CAPTION, tokens.text.primary, True))
    x, mark = axis.x_of(today // DAY * DAY + axis.day_from), ""
    if 0 <= x <= width:
        mark = short_date(today, to_date(day_of(today)).year)
    room = ruler(mark, CAPTION, True) + 8
    middle = min(max(x, room / 2 + 1), width - room / 2 - 1)
    taken = [(middle - room / 2 - 2, middle + room / 2 + 2)] if mark else []
    line = -NARROWEST
    for tick in ticks.lower:
        if tick.x0 >= 0 and tick.x0 - line >= NARROWEST:
            line = tick.x0
            items.append(Box(round(tick.x0), half, 1, half, tokens.line.border))
    y = baseline(half + half / 2 - 0.5, CAPTION)
    for x, words in lower_words(ticks.lower, axis, width, taken, measure):
        items.append(Words(x, y, words, CAPTION, tokens.text.secondary))
    if mark:
        items.append(Box(round(middle - room / 2), half + 1, room, half - 3, tokens.accent.base, radius=3))
        x = round(middle - room / 2) + room / 2
        items.append(Words(x, y, mark, CAPTION, tokens.text.on_accent, True, "middle"))
    return items
