"""Texts of one line that are drawn again and again: shaped and cut off once, then only put down."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QStaticText, QTransform

from roadmap_app.app.theme import fonts

KEPT = 2048  # some screens of a grid
LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@lru_cache(KEPT)
def shaped(words: str, pixels: int, strong: bool) -> tuple[QStaticText, float, float]:
    """Words in a font of `fonts.sized`, their width and their height."""
    made = QStaticText(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.prepare(QTransform(), fonts.sized(pixels, strong))
    return made, fonts.width(words, pixels, strong), made.size().height()


@lru_cache(KEPT)
def elided(words: str, pixels: int, strong: bool, width: int) -> str:
    """Words cut off at their end to a width in pixels."""
    return fonts.metrics(pixels, strong).elidedText(words, Qt.TextElideMode.ElideRight, width)


def draw(painter: QPainter, area: QRect, words: str, pixels: int, strong: bool, *, right: bool = False) -> None:
    """Words in the middle of an area's height, in the painter's pen: at the left and cut off to fit, or at the right,
    where what does not fit is clipped."""
    painter.setFont(fonts.shared(pixels, strong))
    put(painter, area.x(), area.y(), area.width(), area.height(), words, pixels, strong, right=right)


def put(
    painter: QPainter, x: int, y: int, room: int, tall: int, words: str, pixels: int, strong: bool, *, right: bool
) -> None:
    """The same for one that has the font already, in an area `room` wide and so `tall`."""
    if not right:
        words = elided(words, pixels, strong, room)
    text, width, height = shaped(words, pixels, strong)
    if width > room:
        painter.drawText(QRect(x, y, room, tall), RIGHT if right else LEFT, words)
    else:
        painter.drawStaticText(QPointF(x + (room - width if right else 0), y + (tall - height) // 2), text)
