"""Painting a frame of the scene with Qt, layer by layer. Knows shapes and colours, no plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.gantt import bar_painter, link_painter
from roadmap_app.app.theme import inks
from roadmap_app.scene.axis import pixel
from roadmap_app.scene.bands import Band
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.header import Header
from roadmap_app.scene.shading import Shade
from roadmap_app.scene.tokens import Tokens


def shading(painter: QPainter, shades: Iterable[Shade], area: QRect, tokens: Tokens) -> None:
    for shade in shades:
        left, right = pixel(shade.x0), pixel(shade.x1)
        if left <= area.right() and right > area.left():
            colour = tokens.gantt.holiday if shade.name else tokens.gantt.weekend
            painter.fillRect(left, area.top(), right - left, area.height(), inks.colour(colour))


def row_lines(painter: QPainter, above: int, step: int, area: QRect, tokens: Tokens) -> None:
    """Hairlines below the rows, also where no task stands; `above` are the pixels of rows above the viewport."""
    first = (area.top() + above) // step * step - above
    lines = [QRect(area.left(), y, area.width(), 1) for y in range(first + step - 1, area.bottom() + 1, step)]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(inks.colour(tokens.line.grid))
    painter.drawRects(lines)


def month_lines(painter: QPainter, header: Header, height: float, tokens: Tokens) -> None:
    for tick in header.upper:
        painter.fillRect(QRectF(pixel(tick.x0), 0, 1, height), inks.colour(tokens.line.border))


def vertical(
    painter: QPainter, x: int, above: int, height: float, colour: str, width: float, dash: tuple[int, ...] = ()
) -> None:
    """A line through all rows: today, the status date, a guide; `above` are the pixels of rows above the viewport."""
    top = -(above % sum(dash)) if dash else 0  # so that dashes move with the rows
    pen = QPen(QColor(colour), width)
    if dash:
        pen.setDashPattern([part / width for part in dash])
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.drawLine(QLineF(x + 0.5, top, x + 0.5, height))


def bands(painter: QPainter, drawn: Iterable[Band], left: float, width: float, tokens: Tokens) -> None:
    """Tints across rows from an x on: heads of groups, and of lanes."""
    for band in drawn:
        painter.fillRect(QRectF(left, band.top, width, band.height), QColor(tokens.colour(band.role)))
        if band.span is not None:
            begin, end = band.span
            middle = round(band.top + band.height / 2)
            colour = QColor(tokens.text.tertiary)
            painter.fillRect(QRectF(begin, middle, max(end - begin, 1), 1), colour)
            for x in (begin, end - 1):
                painter.fillRect(QRectF(x, middle - 3, 1, 7), colour)


def ring_sides(area: QRect) -> tuple[QRect, ...]:
    """Where the focus ring of an area lies."""
    return (
        QRect(area.left(), area.top(), area.width(), 2),
        QRect(area.left(), area.bottom() - 1, area.width(), 2),
        QRect(area.left(), area.top(), 2, area.height()),
        QRect(area.right() - 1, area.top(), 2, area.height()),
    )


def focus_ring(painter: QPainter, area: QRect, tokens: Tokens) -> None:
    """The chart has the keyboard."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for side in ring_sides(area):
        painter.fillRect(side, inks.colour(tokens.accent.focus_ring))


def frame(painter: QPainter, drawn: Frame, tokens: Tokens, *, hovered: str, is_selected: Callable[[str], bool]) -> None:
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
        bar_painter.bar(painter, bar, tokens, hovered=bar.id == hovered, selected=is_selected(bar.id))
    for bar in drawn.bars:
        bar_painter.marks_above(painter, bar, tokens)
