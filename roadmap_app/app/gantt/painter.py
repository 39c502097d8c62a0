"""Painting a frame of the scene with Qt. Knows shapes and colours, no plan."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from roadmap_app.app.theme import fonts
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.frame import DrawnLink, Frame
from roadmap_app.scene.header import Header
from roadmap_app.scene.labels import Label
from roadmap_app.scene.routes import Point, Route
from roadmap_app.scene.shading import Shade
from roadmap_app.scene.tokens import (
    ARROW_HALF,
    ARROW_LENGTH,
    BASELINE_GAP,
    BASELINE_HEIGHT,
    LINK_ELBOW,
    MILESTONE_RADIUS,
    SUMMARY_HEIGHT,
    SUMMARY_LEG,
    Tokens,
)

Solid = Qt.PenStyle.NoPen
INNER_RADIUS = 4.5  # of milestones on a folded summary


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


def frame(painter: QPainter, drawn: Frame, tokens: Tokens, *, hovered: str, selected: frozenset[str]) -> None:
    """Bars, links and labels of a frame, in the order of the look."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for bar in drawn.bars:
        _baseline(painter, bar, tokens)
        _slack(painter, bar, tokens)
    for bar in drawn.ghosts:
        ghost(painter, bar, tokens)
    for link in drawn.links:
        link_line(painter, link, tokens)
    for bar in drawn.bars:
        body(painter, bar, tokens, bar.id == hovered, bar.id in selected)
    for bar in drawn.bars:
        _deadline(painter, bar, tokens)
        _pin(painter, bar, tokens)


def body(painter: QPainter, bar: Bar, tokens: Tokens, hovered: bool, selected: bool) -> None:
    """One bar with its states."""
    if bar.kind in ("summary", "project"):
        _summary(painter, bar, tokens)
        if selected:
            _ring(painter, QRectF(bar.x0, bar.top, bar.x1 - bar.x0, bar.height), tokens.accent.focus_ring)
        return
    if bar.kind == "milestone":
        _diamond(painter, bar.x0, bar.middle, bar, tokens, selected)
        return
    rect = QRectF(bar.x0, bar.top, bar.x1 - bar.x0, bar.height)
    gantt = tokens.gantt
    fill, done, edge = gantt.bar, gantt.progress, gantt.progress
    if bar.done:
        fill = done = edge = gantt.done_progress
    elif bar.critical:
        fill, done, edge = gantt.critical_bar, gantt.critical, gantt.critical
    elif bar.near:
        edge = gantt.critical
    if bar.inactive:
        fill, edge = tokens.surface.sunken, tokens.line.border_strong
    outline = QPen(QColor(edge), 1)
    if bar.manual or bar.pinned:
        outline.setStyle(Qt.PenStyle.DashLine)
    if hovered and not bar.done:
        outline.setColor(QColor(edge).darker(150) if tokens.theme == "light" else QColor(edge).lighter(140))
    shape = QPainterPath()
    shape.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setPen(outline)
    painter.setBrush(QColor(fill))
    painter.drawPath(shape)
    if bar.progress_x > bar.x0 and not bar.done:
        painter.save()
        painter.setClipRect(QRectF(bar.x0, bar.top, bar.progress_x - bar.x0, bar.height))
        painter.setBrush(QColor(done))
        painter.drawPath(shape)
        painter.restore()
    if selected:
        _ring(painter, rect, tokens.accent.focus_ring)


def handles(painter: QPainter, bar: Bar, tokens: Tokens, offset: float) -> None:
    """What can be grabbed: grips within the ends, and the dots that links are drawn from."""
    if bar.kind == "project":
        return
    left, right = bar.ends
    if bar.kind == "task" and not bar.done and right - left >= 18:
        painter.setPen(Solid)
        painter.setBrush(QColor(tokens.gantt.critical if bar.critical else tokens.accent.hover))
        for x in (left + 2.5, right - 5):
            painter.drawRoundedRect(QRectF(x, bar.top + 2.5, 2.5, bar.height - 5), 1, 1)
        grip = min(max(bar.progress_x, left + 8), right - 8)
        marker = QPolygonF([QPointF(grip - 4, bar.top + bar.height + 3), QPointF(grip + 4, bar.top + bar.height + 3),
                            QPointF(grip, bar.top + bar.height - 3)])  # fmt: skip
        painter.setBrush(QColor(tokens.text.primary))
        painter.drawPolygon(marker)
    for x in (left - offset, right + offset):
        handle(painter, QPointF(x, bar.middle), tokens)


def handle(painter: QPainter, at: QPointF, tokens: Tokens) -> None:
    """The dot that a link is drawn by."""
    painter.setPen(QPen(QColor(tokens.accent.base), 1.5))
    painter.setBrush(QColor(tokens.surface.panel))
    painter.drawEllipse(at, 4, 4)


def _pin(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """A needle that holds the start of a constrained task."""
    if not bar.constrained:
        return
    x, head = bar.x0 + (0.5 if bar.kind == "milestone" else 1.5), bar.row_top + 3.5
    foot = bar.rect[1] + 1 if bar.kind == "milestone" else bar.middle + 2
    colour = QColor(tokens.text.secondary)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QLineF(x, head, x, foot))
    painter.setPen(Solid)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, head), 3, 3)


def ghost(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """Where a bar was before the drag."""
    pen = QPen(QColor(tokens.gantt.drag_ghost), 1)
    pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if bar.kind == "milestone":
        painter.drawPolygon(_diamond_at(bar.x0, bar.middle, MILESTONE_RADIUS - 0.5))
    else:
        painter.drawRoundedRect(
            QRectF(bar.x0 + 0.5, bar.top + 0.5, bar.x1 - bar.x0 - 1, bar.height - 1), 3, 3
        )


def refused(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    """A target that cannot be linked: outlined, with the sign."""
    x, y, width, height = bar.rect
    _ring(painter, QRectF(x, y, width, height), tokens.state.late)
    centre = QPointF(x + width / 2, y + height / 2)
    painter.setPen(QPen(QColor(tokens.state.late), 2))
    painter.setBrush(QColor(tokens.surface.panel))
    painter.drawEllipse(centre, 7, 7)
    painter.drawLine(QLineF(centre.x() - 4.5, centre.y() - 4.5, centre.x() + 4.5, centre.y() + 4.5))


def _ring(painter: QPainter, rect: QRectF, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(-3, -3, 3, 3), 5, 5)


def _summary(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    colour = QColor(tokens.gantt.summary)
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
    painter.setPen(QPen(QColor(tokens.surface.panel), 1))
    for inner in bar.inner:
        gantt = tokens.gantt
        fill = gantt.done_progress if inner.done else gantt.critical if inner.critical else gantt.milestone
        painter.setBrush(QColor(fill))
        painter.drawPolygon(_diamond_at(inner.x, top + SUMMARY_HEIGHT / 2, INNER_RADIUS))


def _diamond_at(x: float, y: float, radius: float) -> QPolygonF:
    return QPolygonF(
        [QPointF(x, y - radius), QPointF(x + radius, y), QPointF(x, y + radius), QPointF(x - radius, y)]
    )


def _diamond(painter: QPainter, x: float, y: float, bar: Bar, tokens: Tokens, selected: bool) -> None:
    gantt = tokens.gantt
    colour = gantt.done_progress if bar.done else gantt.critical if bar.critical else gantt.milestone
    painter.setPen(QPen(QColor(tokens.surface.panel), 1))
    painter.setBrush(QColor(colour))
    painter.drawPolygon(_diamond_at(x, y, MILESTONE_RADIUS + 0.5))
    if selected:
        painter.setPen(QPen(QColor(tokens.accent.focus_ring), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(_diamond_at(x, y, MILESTONE_RADIUS + 4))


def _baseline(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.baseline is None:
        return
    x0, x1 = bar.baseline
    if bar.kind == "milestone":
        painter.setPen(QPen(QColor(tokens.gantt.baseline), 1.25))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawPolygon(_diamond_at(x1, bar.middle, 5))
        return
    painter.setPen(Solid)
    painter.setBrush(QColor(tokens.gantt.baseline))
    top = bar.top + bar.height + BASELINE_GAP
    painter.drawRoundedRect(QRectF(x0, top, max(x1 - x0, 3), BASELINE_HEIGHT), 1.5, 1.5)


def _slack(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.slack is None:
        return
    x0, x1 = bar.slack
    y = round(bar.middle) + 0.5
    pen = QPen(QColor(tokens.line.slack), 1.25)
    pen.setDashPattern([1.2, 2])
    painter.setPen(pen)
    painter.drawLine(QLineF(x0 + 1, y, x1, y))
    painter.setPen(QPen(QColor(tokens.line.slack), 1.25))
    painter.drawLine(QLineF(x1 + 0.5, y - 4, x1 + 0.5, y + 4))


def _deadline(painter: QPainter, bar: Bar, tokens: Tokens) -> None:
    if bar.deadline is None or bar.kind in ("summary", "project"):
        return
    x, top = bar.deadline + 0.5, bar.row_top + 2
    colour = QColor(tokens.state.late if bar.missed else tokens.state.ok)
    painter.setPen(QPen(colour, 1.5))
    painter.drawLine(QLineF(x, top + 3, x, bar.row_top + bar.row_height - 3))
    flag = QPolygonF([QPointF(x - 4.5, top), QPointF(x + 4.5, top), QPointF(x, top + 5.5)])
    painter.setPen(QPen(colour, 1.25))
    painter.setBrush(QBrush(colour) if bar.missed else QColor(tokens.surface.panel))
    painter.drawPolygon(flag)


def link_line(painter: QPainter, link: DrawnLink, tokens: Tokens, *, dashed: bool = False) -> None:
    """A link with its arrow."""
    colour, width = {
        "normal": (tokens.line.link, 1.0),
        "critical": (tokens.gantt.critical, 1.75),
        "late": (tokens.state.late, 2.0),
        "lit": (tokens.accent.base, 2.0),
        "refused": (tokens.state.late, 1.75),
    }[link.state]
    pen = QPen(QColor(colour), width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dashed:
        pen.setDashPattern([3, 2.5])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    tip = link.route.points[-1]
    painter.drawPath(rounded(link.route.points, link.route.into))
    _arrow(painter, tip, link.route, colour, None if link.drives else tokens.surface.panel)


def rounded(points: tuple[Point, ...], into: str) -> QPainterPath:
    """A line with round corners; it ends a little before its tip, where the arrow begins."""
    dx, dy = {"left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1)}[into]
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


def _arrow(painter: QPainter, tip: Point, route: Route, colour: str, hollow: str | None) -> None:
    """The head of a link, filled where it sets a date, else `hollow` within."""
    x, y = tip
    long, half = ARROW_LENGTH, ARROW_HALF
    shape = {
        "left": [(x, y), (x - long, y - half), (x - long, y + half)],
        "right": [(x, y), (x + long, y - half), (x + long, y + half)],
        "top": [(x, y), (x - half, y - long), (x + half, y - long)],
        "bottom": [(x, y), (x - half, y + long), (x + half, y + long)],
    }[route.into]
    painter.setPen(QPen(QColor(colour), 1) if hollow else Solid)
    painter.setBrush(QColor(hollow or colour))
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in shape]))


def _length(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _toward(a: Point, b: Point, by: float) -> QPointF:
    whole = _length(a, b)
    share = by / whole if whole else 0
    return QPointF(a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)


def labels(
    painter: QPainter, drawn: Iterable[Label], tokens: Tokens, size: int, halo: dict[str, str]
) -> None:
    """Words beside bars, on a halo in the colour of their row so that no line runs through them."""
    for label in drawn:
        font = fonts.sized(size, label.strong)
        metrics = fonts.metrics(size, label.strong)
        width = metrics.horizontalAdvance(label.words)
        baseline = label.y + (metrics.ascent() - metrics.descent()) / 2
        painter.setPen(Solid)
        painter.setBrush(QColor(halo.get(label.id, tokens.surface.panel)))
        painter.drawRoundedRect(
            QRectF(label.x - 3, label.y - metrics.height() / 2 + 1, width + 6, metrics.height() - 2), 3, 3
        )
        painter.setFont(font)
        painter.setPen(QColor(tokens.colour(label.role)))
        painter.drawText(QPointF(label.x, baseline), label.words)
