"""What lies under a point: part by part, with the sizes that a hand needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_app.scene.bars import Bar, Rect
from roadmap_app.scene.tokens import Hit as Sizes


@dataclass(frozen=True, slots=True)
class Hit:
    """`part` is body, start, finish, progress, link_start, link_finish or empty; `id` the row's."""

    part: str
    id: str = ""


EMPTY = Hit("empty")
GRIPS = ("link_start", "link_finish", "progress", "start", "finish", "body")


def part_rect(bar: Bar, part: str, sizes: Sizes) -> Rect | None:
    """The rectangle in which a part can be grabbed; None for a part that the bar does not have."""
    x, y, width, height = bar.rect
    resizable = bar.kind == "task" and not bar.done
    grip = min(sizes.edge_grip, max(width / 3, 2))
    handle, offset = sizes.link_handle, sizes.link_handle_offset
    middle = y + height / 2
    if part == "body":
        return (x, y, width, height)
    if part in ("link_start", "link_finish") and bar.kind != "project":
        centre = x - offset if part == "link_start" else x + width + offset
        return (centre - handle / 2, middle - handle / 2, handle, handle)
    if not resizable:
        return None
    if part == "start":
        return (x, y, grip, height)
    if part == "finish":
        return (x + width - grip, y, grip, height)
    if part == "progress":
        centre = min(max(bar.progress_x, x + grip + 4), x + width - grip - 4)
        return (centre - 4, y + height - 5, 8, 8) if width >= sizes.edge_grip_minimum_bar else None
    return None


def hit(
    bars: Iterable[Bar], x: float, y: float, sizes: Sizes, *, handles_of: frozenset[str] = frozenset()
) -> Hit:
    """The part of a bar at a point. Link handles only answer on the bars that show them (hovered, selected)."""
    for bar in bars:
        if not bar.row_top <= y < bar.row_top + bar.row_height:
            continue
        for part in GRIPS:
            if part.startswith("link") and bar.id not in handles_of:
                continue
            rect = part_rect(bar, part, sizes)
            if rect is None:
                continue
            slack = (sizes.milestone - rect[2]) / 2 if part == "body" and bar.kind == "milestone" else 0
            if part in ("body", "start", "finish"):  # a bar is thin: its whole row's height takes the hand
                rect = (rect[0] - slack, bar.row_top, rect[2] + 2 * slack, bar.row_height)
            if rect[0] <= x < rect[0] + rect[2] and rect[1] <= y < rect[1] + rect[3]:
                return Hit(part, bar.id)
    return EMPTY
