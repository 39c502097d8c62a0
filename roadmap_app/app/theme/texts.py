"""Texts of one line that are drawn again and again: shaped and cut off once, then only put down."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QStaticText, QTextLayout, QTransform

from roadmap_app.app.theme import fonts
from roadmap_app.model.bidi import directed, from_right, places_of

KEPT = 2048  # some screens of a grid
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@lru_cache(KEPT)
def shaped(words: str, pixels: int, strong: bool) -> tuple[QStaticText, float, float, bool]:
    """Words in a font of `fonts.sized`, their width, their height, and whether they run from right to left."""
    made = QStaticText(directed(words))
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), fonts.sized(pixels, strong))
    return made, fonts.width(words, pixels, strong), made.size().height(), from_right(words)


def spans(words: str, pixels: int, strong: bool, start: int, end: int) -> list[tuple[float, float]]:
    """From where to where letters of words stand that `shaped` draws, from the left edge of these: one span, or more
    where two directions of writing meet."""
    marked = directed(words)
    places = places_of(marked)
    layout = QTextLayout(marked, fonts.sized(pixels, strong))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    found: list[tuple[float, float]] = []
    for run in line.glyphRuns(places[start], places[end - 1] + 1 - places[start]):
        lefts = [point.x() for point in run.positions()]
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        found.append((min(lefts), max(left + step.x() for left, step in zip(lefts, advances, strict=True))))
    joined: list[tuple[float, float]] = []
    for left, right in sorted(found):
        if joined and left - joined[-1][1] < 1:
            left = joined.pop()[0]
        joined.append((left, right))
    return joined


@lru_cache(KEPT)
def elided(words: str, pixels: int, strong: bool, width: int) -> str:
    """Words cut off at their end to a width in pixels."""
    return fonts.metrics(pixels, strong).elidedText(words, Qt.TextElideMode.ElideRight, width)


def draw(painter: QPainter, area: QRect, words: str, pixels: int, strong: bool, *, right: bool = False) -> None:
    """Words in the middle of an area's height, in the painter's pen: where they begin, at the left or, of Hebrew and
    Arabic, at the right, and cut off to fit; or at the `right`, where what does not fit is clipped."""
    painter.setFont(fonts.shared(pixels, strong))
    put(painter, area.x(), area.y(), area.width(), area.height(), words, pixels, strong, right=right)


def put(
    painter: QPainter, x: int, y: int, room: int, tall: int, words: str, pixels: int, strong: bool, *, right: bool
) -> None:
    """The same for one that has the font already, in an area `room` wide and so `tall`."""
    if not right:
        words = elided(words, pixels, strong, room)
    text, width, height, leftward = shaped(words, pixels, strong)
    if width > room:
        painter.drawText(QRect(x, y, room, tall), RIGHT if right else LEFT, words)
    else:
        painter.drawStaticText(QPointF(x + (room - width if right or leftward else 0), y + (tall - height) // 2), text)
