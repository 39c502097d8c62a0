"""Painting links with Qt: lines with round corners, their arrows, and where they join."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF

from roadmap_app.app.theme import inks
from roadmap_app.scene.drawn_links import DrawnJoin, DrawnLink, stroke
from roadmap_app.scene.hits import DOT_RADIUS
from roadmap_app.scene.routes import Point, Route
from roadmap_app.scene.tokens import ARROW_HALF, ARROW_LENGTH, LINK_ELBOW, Tokens

KEPT = 2048  # lines, some screens full
Solid = Qt.PenStyle.NoPen


def handle(painter: QPainter, at: QPointF, tokens: Tokens) -> None:
    """The dot that a link is drawn by."""
    painter.setPen(inks.pen(tokens.accent.base, 1.5))
    painter.setBrush(inks.colour(tokens.surface.panel))
    painter.drawEllipse(at, DOT_RADIUS, DOT_RADIUS)


def link_line(painter: QPainter, link: DrawnLink, tokens: Tokens, *, dashed: bool = False) -> None:
    """A link with its arrow; one that sets a date is stronger."""
    colour, width = stroke(link.state, link.drives, tokens)
    painter.setPen(inks.pen(colour, width, (3, 2.5) if dashed else (), round_joins=True))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip = link.route.points[-1]
    painter.drawPath(rounded(link.route.points, link.route.into))
    if link.route.into:
        _arrow(painter, tip, link.route, colour)


def join(painter: QPainter, at: DrawnJoin, tokens: Tokens) -> None:
    """The dot where links part or meet."""
    colour, width = stroke(at.state, at.drives, tokens)
    painter.setPen(Solid)
    painter.setBrush(inks.colour(colour))
    painter.drawEllipse(QPointF(at.x, at.y), 1.5 + width / 2, 1.5 + width / 2)


@lru_cache(KEPT)
def rounded(points: tuple[Point, ...], into: str) -> QPainterPath:
    """A line with round corners; it ends a little before its tip, where the arrow begins."""
    dx, dy = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}.get(into, (0, 0))
    tip = points[-1]
    end = (tip[0] + dx * (ARROW_LENGTH - 1), tip[1] + dy * (ARROW_LENGTH - 1))
    line = [*points[:-1], end]
    path = QPainterPath(QPointF(*line[0]))
    for before, corner, after in zip(line, line[1:], line[2:], strict=False):
        radius = min(LINK_ELBOW, _length(before, corner) / 2, _length(corner, after) / 2)
        path.lineTo(_toward(corner, before, radius))
        path.quadTo(QPointF(*corner), _toward(corner, after, radius))
    path.lineTo(QPointF(*line[-1]))
    return path


def _arrow(painter: QPainter, tip: Point, route: Route, colour: str) -> None:
    x, y = tip
    long, half = ARROW_LENGTH, ARROW_HALF
    shape = {
        "left": [(x, y), (x - long, y - half), (x - long, y + half)],
        "right": [(x, y), (x + long, y - half), (x + long, y + half)],
        "top": [(x, y), (x - half, y - long), (x + half, y - long)],
        "bottom": [(x, y), (x - half, y + long), (x + half, y + long)],
    }[route.into]
    painter.setPen(Solid)
    painter.setBrush(inks.colour(colour))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in shape]))


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(a: Point, b: Point, by: float) -> QPointF:
    whole = _length(a, b)
    share = by / whole if whole else 0
    return QPointF(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
