"""Painting a frame of the scene with Qt, layer by layer. Knows shapes and colours, no plan."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.gantt import bar_painter, link_painter
from roadmap_app.scene.frame import Band, Frame
from roadmap_app.scene.header import Header
from roadmap_app.scene.shading import Shade
from roadmap_app.scene.tokens import Tokens


def shading(painter: QPainter, shades: Iterable[Shade], height: float, tokens: Tokens) -> None:
    for shade in shades:
        colour = tokens.gantt.holiday if shade.name else tokens.gantt.weekend
        painter.fillRect(
            QRectF(round(shade.x0), 0, round(shade.x1) - round(shade.x0), height), QColor(colour)
        )


def row_lines(
    painter: QPainter, first: float, step: float, width: float, height: float, tokens: Tokens
) -> None:
    """Hairlines below the rows, also where no task stands."""
    colour = QColor(tokens.line.grid)
    y = first + step - 1
    while y < height:
        painter.fillRect(QRectF(0, y, width, 1), colour)
        y += step


def month_lines(painter: QPainter, header: Header, height: float, tokens: Tokens) -> None:
    for tick in header.upper:
        if tick.x0 > 0:
            painter.fillRect(QRectF(round(tick.x0), 0, 1, height), QColor(tokens.line.border))


def vertical(
    painter: QPainter, x: float, height: float, colour: str, width: float, dash: tuple[float, ...] = ()
) -> None:
    """A line through all rows: today, the status date, a guide."""
    pen = QPen(QColor(colour), width)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(round(x) + 0.5, 0, round(x) + 0.5, height))


def bands(painter: QPainter, drawn: Iterable[Band], width: float, tokens: Tokens) -> None:
    """Tints across rows: heads of groups, and of lanes."""
    for band in drawn:
        painter.fillRect(QRectF(0, band.top, width, band.height), QColor(tokens.colour(band.role)))
        if band.span is not None:
            left, right = band.span
            middle = round(band.top + band.height / 2)
            colour = QColor(tokens.text.tertiary)
            painter.fillRect(QRectF(left, middle, max(right - left, 1), 1), colour)
            for x in (left, right - 1):
                painter.fillRect(QRectF(x, middle - 3, 1, 7), colour)


def focus_ring(painter: QPainter, area: QRect, tokens: Tokens) -> None:
    """The chart has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for side in (
        QRect(area.left(), area.top(), area.width(), 2),
        QRect(area.left(), area.bottom() - 1, area.width(), 2),
        QRect(area.left(), area.top(), 2, area.height()),
        QRect(area.right() - 1, area.top(), 2, area.height()),
    ):
        painter.fillRect(side, QColor(tokens.accent.focus_ring))


def frame(painter: QPainter, drawn: Frame, tokens: Tokens, *, hovered: str, selected: frozenset[str]) -> None:
    """Bars and links of a frame, in the order of the look."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for bar in drawn.bars:
        bar_painter.marks_below(painter, bar, tokens)
    for bar in drawn.ghosts:
        bar_painter.ghost(painter, bar, tokens)
    for link in drawn.links:
        link_painter.link_line(painter, link, tokens)
    for join in drawn.joins:
        link_painter.join(painter, join, tokens)
    for bar in drawn.bars:
        bar_painter.bar(painter, bar, tokens, hovered=bar.id == hovered, selected=bar.id in selected)
    for bar in drawn.bars:
        bar_painter.marks_above(painter, bar, tokens)
