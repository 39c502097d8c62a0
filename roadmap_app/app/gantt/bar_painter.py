"""Painting bars and their marks with Qt: each kind of row, its states, and what can be grabbed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from roadmap_app.app.gantt.link_painter import handle
from roadmap_app.app.theme import inks
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.colouring import Paint
from roadmap_app.scene.hits import DOT
from roadmap_app.scene.tokens import (
    ARROW_HALF,
    ARROW_LENGTH,
    BASELINE_GAP,
    BASELINE_HEIGHT,
    MILESTONE_RADIUS,
    SUMMARY_HEIGHT,
    SUMMARY_LEG,
    Tokens,
)

Solid = Qt.PenStyle.NoPen
INNER_RADIUS = 4.5  # of milestones on a folded summary


def bar(painter: QPainter, drawn: Bar, tokens: Tokens, *, hovered: bool, selected: bool) -> None:
    """One bar with its states."""
    painter.setOpacity(tokens.stepped_back if drawn.dimmed else 1.0)
    body(painter, drawn, tokens, hovered, selected)
    painter.setOpacity(1.0)


def marks_below(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """What lies below links: the baseline and the slack."""
    painter.setOpacity(tokens.stepped_back if bar.dimmed else 1.0)
    _baseline(painter, bar, tokens)
    _slack(painter, bar, tokens)
    painter.setOpacity(1.0)


def marks_above(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """What lies over bars: the deadline and the pin of a constraint."""
    _deadline(painter, bar, tokens)
    _pin(painter, bar, tokens)


def body(painter: QPainter, bar: Bar, tokens: Tokens, hovered: bool, selected: bool) -> None:
    if bar.kind in ("summary", "project"):
        _summary(painter, bar, tokens)
        if selected:
            _ring(painter, QRectF(bar.x0, bar.top, bar.x1 - bar.x0, bar.height), tokens.accent.focus_ring)
        return
    if bar.kind == "milestone":
        _diamond(painter, bar.x0, bar.middle, bar, tokens, selected)
        return
    rect = QRectF(bar.x0, bar.top, bar.x1 - bar.x0, bar.height)
    shape = _pieces(bar)
    painter.setPen(outline(bar, tokens, hovered))
    painter.setBrush(inks.colour(tokens.colour(bar.paint.fill)))
    painter.drawPath(shape)
    if bar.progress_x > bar.x0 and bar.paint.fill != bar.paint.done:
        painter.save()
        clip = QRectF(bar.x0, bar.top, bar.progress_x - bar.x0, bar.height)
        painter.setClipRect(clip, Qt.ClipOperation.IntersectClip)
        painter.setBrush(inks.colour(tokens.colour(bar.paint.done)))
        painter.drawPath(shape)
        painter.restore()
    if bar.gaps:
        _joins(painter, bar, tokens)
    if selected:
        _ring(painter, rect, tokens.accent.focus_ring)


def outline(bar: Bar, tokens: Tokens, hovered: bool = False) -> QPen:
    """The pen round a bar: dashed where its dates were entered, strong where it says critical."""
    edge, width = tokens.colour(bar.paint.edge), 2 if bar.paint.strong else 1
    if not (hovered or bar.manual or bar.pinned):
        return inks.pen(edge, width)
    colour = QColor(edge)
    if hovered and not bar.done:
        colour = colour.lighter(140) if tokens.is_dark else colour.darker(150)
    pen = QPen(colour, width)
    if bar.manual or bar.pinned:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen


def sample(painter: QPainter, mark: str, rect: QRectF, paint: Paint, tokens: Tokens) -> None:
    """A small example of a mark (of `scene.legend.Swatch`), in the middle of a rectangle of a bar's height."""
    centre, left, right = rect.center(), rect.left(), rect.right()
    kind = {"baseline": "task", "slack": "task", "bar": "task"}.get(mark, "milestone")
    bar = Bar("", kind, left, right, rect.top(), rect.height(), rect.top() - 6, 24, (left + right) / 2, paint)
    if mark == "bar":
        body(painter, bar, tokens, False, False)
    elif mark == "critical":
        outlined = Paint("surface.panel", "surface.panel", "gantt.critical", strong=True)
        body(painter, replace(bar, kind="task", paint=outlined), tokens, False, False)
    elif mark == "milestone":
        shown = Paint(done="gantt.milestone")
        body(painter, replace(bar, x0=centre.x(), x1=centre.x(), paint=shown), tokens, False, False)
    elif mark == "baseline":
        _baseline(painter, replace(bar, top=centre.y() - 3, height=0, baseline=(left, right)), tokens)
    elif mark == "slack":
        _slack(painter, replace(bar, slack=(left, right - 1)), tokens)
    elif mark in ("deadline", "missed"):
        _deadline(painter, replace(bar, deadline=centre.x(), missed=mark == "missed"), tokens)


def _pieces(bar: Bar) -> QPainterPath:
    """The outline of a bar, in as many pieces as its gaps leave."""
    inset = 1.0 if bar.paint.strong else 0.5
    shape = QPainterPath()
    edges = [bar.x0, *(edge for gap in bar.gaps for edge in gap), bar.x1]
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        piece = QRectF(left, bar.top, right - left, bar.height).adjusted(inset, inset, -inset, -inset)
        if piece.width() > 0:
            shape.addRoundedRect(piece, 3, 3)
        else:
            shape.addRect(QRectF(left, bar.top + inset, max(right - left, 1), bar.height - 2 * inset))
    return shape


def _joins(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """Dots from piece to piece of a split task."""
    painter.setPen(inks.pen(tokens.colour(bar.paint.edge), 1.25, (1.2, 2)))
    y = round(bar.middle) + 0.5
    for left, right in bar.gaps:
        painter.drawLine(QLineF(left + 1, y, right - 1, y))


def grips(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """What the ends of a bar are drawn by, within them."""
    if not _can_be_gripped(bar):
        return
    painter.setPen(Solid)
    painter.setBrush(inks.colour(tokens.gantt.critical if bar.critical else tokens.accent.hover))
    for x in (bar.x0 + 2.5, bar.x1 - 5):
        painter.drawRoundedRect(QRectF(x, bar.top + 2.5, 2.5, bar.height - 5), 1, 1)


def _can_be_gripped(bar: Bar) -> bool:
    return bar.kind == "task" and not bar.done and bar.x1 - bar.x0 >= 18


def handles(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """What can be grabbed: grips within the ends, and the dots that links are drawn from."""
    if bar.kind == "project":
        return
    left, right = bar.ends
    grips(painter, bar, tokens)
    if _can_be_gripped(bar):
        grip = min(max(bar.progress_x, left + 8), right - 8)
        marker = QPolygonF([QPointF(grip - 4, bar.top + bar.height + 3), QPointF(grip + 4, bar.top + bar.height + 3),
                            QPointF(grip, bar.top + bar.height - 3)])  # fmt: skip
        painter.setBrush(inks.colour(tokens.text.primary))
        painter.setPen(Solid)
        painter.drawPolygon(marker)
    for x in (left - DOT, right + DOT):
        handle(painter, QPointF(x, bar.middle), tokens)


def _pin(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """A needle that holds the start of a constrained task."""
    if not bar.constrained:
        return
    x, head = bar.x0 + (0.5 if bar.kind == "milestone" else 1.5), bar.row_top + 3.5
    foot = bar.rect[1] + 1 if bar.kind == "milestone" else bar.middle + 2
    colour = inks.colour(tokens.text.secondary)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QLineF(x, head, x, foot))
    painter.setPen(Solid)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, head), 3, 3)


def way(painter: QPainter, before: Bar, now: Bar, tokens: Tokens) -> None:
    """An arrow from where the bar in hand began or ended to where it does now."""
    start, end = (before.x0, now.x0) if before.x0 != now.x0 else (before.x1, now.x1)
    ring = 4 if end > start else -4
    if abs(end - ring - start) < 2 * ARROW_LENGTH:
        return
    end -= ring  # which the bar in hand has around it
    y, back = round(now.top + now.height) + 3.5, ARROW_LENGTH if end > start else -ARROW_LENGTH
    painter.setPen(inks.pen(tokens.accent.base, 1.5))
    painter.drawLine(QLineF(start, y - 2.5, start, y + 2.5))
    painter.drawLine(QLineF(start, y, end - back, y))
    painter.setPen(Solid)
    painter.setBrush(inks.colour(tokens.accent.base))
    tip = [QPointF(end, y), QPointF(end - back, y - ARROW_HALF), QPointF(end - back, y + ARROW_HALF)]
    painter.drawPolygon(QPolygonF(tip))


def ghost(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """Where a bar was before the drag."""
    painter.setPen(inks.pen(tokens.gantt.drag_ghost, 1, (3, 2.5)))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if bar.kind == "milestone":
        painter.drawPolygon(diamond_at(bar.x0, bar.middle, MILESTONE_RADIUS - 0.5))
    else:
        painter.drawRoundedRect(
            QRectF(bar.x0 + 0.5, bar.top + 0.5, bar.x1 - bar.x0 - 1, bar.height - 1), 3, 3
        )


def refused(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """A target that cannot be linked: outlined, with the sign."""
    x, y, width, height = bar.rect
    _ring(painter, QRectF(x, y, width, height), tokens.state.late)
    centre = QPointF(x + width / 2, y + height / 2)
    painter.setPen(inks.pen(tokens.state.late, 2))
    painter.setBrush(inks.colour(tokens.surface.panel))
    painter.drawEllipse(centre, 7, 7)
    painter.drawLine(QLineF(centre.x() - 4.5, centre.y() - 4.5, centre.x() + 4.5, centre.y() + 4.5))


def _ring(painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setPen(inks.pen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 5, 5)


def _summary(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    colour = inks.colour(tokens.colour(bar.paint.fill))
    top = bar.row_top + round(bar.row_height * 0.29)
    leg = min(SUMMARY_LEG, (bar.x1 - bar.x0) / 2)
    path = QPolygonF([
        QPointF(bar.x0, top), QPointF(bar.x1, top), QPointF(bar.x1, top + 10),
        QPointF(bar.x1 - leg, top + SUMMARY_HEIGHT),
        QPointF(bar.x0 + leg, top + SUMMARY_HEIGHT), QPointF(bar.x0, top + 10),
    ])  # fmt: skip
    painter.setPen(Solid)
    painter.setBrush(colour)
    painter.drawPolygon(path)
    painter.setPen(inks.pen(tokens.surface.panel, 1))
    for inner in bar.inner:
        gantt = tokens.gantt
        fill = gantt.done_progress if inner.done else gantt.critical if inner.critical else gantt.milestone
        painter.setBrush(inks.colour(fill))
        painter.drawPolygon(diamond_at(inner.x, top + SUMMARY_HEIGHT / 2, INNER_RADIUS))


def diamond_at(x: float, y: float, radius: float) -> QPolygonF:
    return QPolygonF(
        [QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius), QPointF(x - radius, y)]
    )


def _diamond(painter: QPainter, x: float, y: float, bar: Bar, tokens: Tokens, selected: bool) -> None:
    painter.setPen(inks.pen(tokens.surface.panel, 1))
    painter.setBrush(inks.colour(tokens.colour(bar.paint.done)))
    painter.drawPolygon(diamond_at(x, y, MILESTONE_RADIUS + 0.5))
    if bar.paint.strong:
        painter.setPen(inks.pen(tokens.colour(bar.paint.edge), 2))
        painter.drawPolygon(diamond_at(x, y, MILESTONE_RADIUS - 0.5))
    if selected:
        painter.setPen(inks.pen(tokens.accent.focus_ring, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(diamond_at(x, y, MILESTONE_RADIUS + 4))


def _baseline(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.baseline is None:
        return
    x0, x1 = bar.baseline
    if bar.kind == "milestone":
        painter.setPen(inks.pen(tokens.gantt.baseline, 1.25))
        painter.setBrush(inks.colour(tokens.surface.panel))
        painter.drawPolygon(diamond_at(x1, bar.middle, 5))
        return
    painter.setPen(Solid)
    painter.setBrush(inks.colour(tokens.gantt.baseline))
    top = bar.top + bar.height + BASELINE_GAP
    painter.drawRoundedRect(QRectF(x0, top, max(x1 - x0, 3), BASELINE_HEIGHT), 1.5, 1.5)


WHISKER = 4  # px from one dash of slack to the next


def _slack(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.slack is None:
        return
    x0, x1 = bar.slack
    y = round(bar.middle) + 0.5
    begin, end = x0 + 1, x1
    if painter.hasClipping():  # dashes beyond it cost as much as those within
        seen = painter.clipBoundingRect()
        begin += max(0, (seen.left() - x0) // WHISKER) * WHISKER
        end = min(end, seen.right() + WHISKER)
    if end > begin:
        painter.setPen(inks.pen(tokens.line.slack, 1.25, (1.2, 2)))
        painter.drawLine(QLineF(begin, y, end, y))
    painter.setPen(inks.pen(tokens.line.slack, 1.25))
    painter.drawLine(QLineF(x1 + 0.5, y - 4, x1 + 0.5, y + 4))


def _deadline(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.deadline is None or bar.kind in ("summary", "project"):
        return
    x, top = bar.deadline + 0.5, bar.row_top + 2
    colour = inks.colour(tokens.state.late if bar.missed else tokens.state.ok)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QLineF(x, top + 3, x, bar.row_top + bar.row_height - 3))
    flag = QPolygonF([QPointF(x - 4.5, top), QPointF(x + 4.5, top), QPointF(x, top + 5.5)])
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(QBrush(colour) if bar.missed else inks.colour(tokens.surface.panel))
    painter.drawPolygon(flag)
