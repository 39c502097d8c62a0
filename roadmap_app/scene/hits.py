"""What lies under a point: part by part, with the sizes that a hand needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from roadmap_app.scene.bars import Bar, Rect
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.labels import Label
from roadmap_app.scene.routes import Point
from roadmap_app.scene.tokens import PIN_REACH
from roadmap_app.scene.tokens import Hit as Sizes


@dataclass(frozen=True, slots=True)
class Hit:
    """What is there. Of a bar: body, start, finish, progress, pin, link_start or link_finish, and the row's id.
    Of a link: link, tail or head, and the link's id. Of a badge: its icon's name, and the row's id. Else empty, and
    the id of the row, if there is one."""

    part: str
    id: str = ""


EMPTY = Hit("empty")
GRIPS = ("link_start", "link_finish", "pin", "progress", "start", "finish", "body")
LINK_PARTS = ("link", "tail", "head")
BADGES = ("warning", "risk", "note")
BADGE_REACH = 3  # px around a badge
DOT = 5  # px from the end of a bar to the middle of the dot for links, in the gap before its words
DOT_RADIUS = 3.25


def part_rect(bar: Bar, part: str, sizes: Sizes) -> Rect | None:
    """The rectangle in which a part can be grabbed; None for a part that the bar does not have."""
    x, y, width, height = bar.rect
    resizable = bar.kind == "task" and not bar.done
    grip = sizes.edge_grip
    handle = sizes.link_handle
    middle = y + height / 2
    if part == "body":
        return (x, y, width, height)
    if part in ("link_start", "link_finish") and bar.kind != "project":
        left = x - handle if part == "link_start" else x + width
        return (left, middle - handle / 2, handle, handle)
    if part == "pin" and bar.constrained:
        return (bar.x0 - PIN_REACH, bar.row_top, 2 * PIN_REACH, y + 2 - bar.row_top)
    if not resizable or width < sizes.edge_grip_minimum_bar:
        return None  # a short bar is for moving: its edges can be had by zooming in
    if part == "start":
        return (x, y, grip, height)
    if part == "finish":
        return (x + width - grip, y, grip, height)
    if part == "progress":
        centre = min(max(bar.progress_x, x + grip + 4), x + width - grip - 4)
        return (centre - 4, y + height - 5, 8, 8)
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


def badge_at(labels: Iterable[Label], x: float, y: float) -> Label | None:
    """The badge at a point."""
    for label in labels:
        left, top, width, height = label.rect
        if label.icon and abs(x - left - width / 2) <= width / 2 + BADGE_REACH and abs(y - top - height / 2) <= height:
            return label
    return None


def hit_link(links: Iterable[DrawnLink], x: float, y: float, sizes: Sizes) -> Hit:
    """The link whose line is nearest to a point and within reach of it; of two on one line the upper one."""
    found, nearest = EMPTY, sizes.link_line / 2
    for link in links:
        distance = min((_distance(a, b, x, y) for a, b in pairwise(link.route.points)), default=nearest + 1)
        if distance <= nearest:
            found, nearest = Hit("link", link.id), distance
    return found


def hit_link_end(link: DrawnLink, x: float, y: float, sizes: Sizes) -> Hit:
    """The end of a selected link that can be dragged to another bar: its head, or its tail."""
    reach = sizes.link_handle / 2
    for part, point in (("head", link.route.points[-1]), ("tail", link.route.points[0])):
        if abs(point[0] - x) <= reach and abs(point[1] - y) <= reach:
            return Hit(part, link.id)
    return EMPTY


def _distance(a: Point, b: Point, x: float, y: float) -> float:
    """From a point to a segment between two."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    whole = dx * dx + dy * dy
    share = min(max(((x - a[0]) * dx + (y - a[1]) * dy) / whole, 0.0), 1.0) if whole else 0.0
    return float(((a[0] + share * dx - x) ** 2 + (a[1] + share * dy - y) ** 2) ** 0.5)
