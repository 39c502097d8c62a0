"""Painting words and badges beside bars with Qt."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

from roadmap_app.app.theme import fonts, icons, inks
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.holidays import Upright
from roadmap_app.scene.labels import Label
from roadmap_app.scene.tokens import Tokens

Solid = Qt.PenStyle.NoPen


def labels(
    painter: QPainter, drawn: Iterable[Label], tokens: Tokens, size: int, halo: dict[str, str]
) -> None:
    """Words and badges beside bars, on a halo in the colour of their row so that no line runs through them; words
    within bars stand on these."""
    for label in drawn:
        colour = tokens.colour(label.role)
        if label.inside:
            _words(painter, label, colour, size - 1)
            continue
        left, top, width, height = label.rect
        box = QRectF(left - 3, top - 1, width + 6, height + 2)
        painter.setPen(Solid)
        painter.setBrush(inks.colour(halo.get(label.id) or tokens.colour(label.ground)))
        painter.drawRoundedRect(box, 3, 3)
        if label.icon:
            icons.paint(painter, label.icon, colour, QRectF(left, top, width, height))
        else:
            _words(painter, label, colour, size)


def _words(painter: QPainter, label: Label, colour: str, size: int) -> None:
    metrics = fonts.metrics(size, label.strong)
    baseline = label.y + (metrics.ascent() - metrics.descent()) / 2
    if label.clip is not None:
        left, right = label.clip
        painter.save()
        painter.setClipRect(QRectF(left, label.y - 20, right - left, 40), Qt.ClipOperation.IntersectClip)
    painter.setFont(fonts.shared(size, label.strong))
    painter.setPen(inks.colour(colour))
    painter.drawText(QPointF(label.x, baseline), readable(label.words))
    if label.clip is not None:
        painter.restore()


def uprights(painter: QPainter, drawn: Iterable[Upright], tokens: Tokens) -> None:
    """Names of holidays, running upwards in their columns."""
    painter.setFont(fonts.font("caption"))
    painter.setPen(inks.colour(tokens.gantt.holiday_text))
    metrics = fonts.metrics(11)
    for name in drawn:
        painter.save()
        painter.translate(name.x + (metrics.ascent() - metrics.descent()) / 2, name.bottom)
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), readable(name.words))
        painter.restore()
