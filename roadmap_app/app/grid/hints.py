"""What the first keys do, told below the first row of an empty plan."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QStyle

from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.tokens import Tokens

LEFT, HIGH = 14, 26  # px before the longest key, and of a line
HINTS = (
    ("Enter", "adds the task and starts the next one"),
    ("Alt Shift →", "indents it under the task above"),
    ("Ctrl V", "pastes rows from Excel: names, days, dates, links"),
    ("0d", "makes it a milestone"),
)


def paint(painter: QPainter, tokens: Tokens, place: QRect) -> None:
    """Draw them from a row's place on, no wider than it is, instead of the lines of rows."""
    metrics, height, direction = fonts.metrics(11), place.height(), QGuiApplication.layoutDirection()
    mirrored = direction == Qt.LayoutDirection.RightToLeft
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = place.left() + LEFT + round(max(map(metrics.horizontalAdvance, (keys for keys, _ in HINTS)))) + 14
    free = height - 1 + -(-len(HINTS) * HIGH // height) * height
    painter.fillRect(QRect(place.left(), place.top() - height, place.width(), free), QColor(tokens.surface.panel))
    for number, (keys, words) in enumerate(HINTS):
        top = place.top() + number * HIGH
        wide = round(metrics.horizontalAdvance(keys)) + 14
        cap = QStyle.visualRect(direction, place, QRect(right - wide, top + 3, wide, 20))
        painter.setPen(QColor(tokens.line.border))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawRoundedRect(cap.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(fonts.sized(11))
        painter.setPen(QColor(tokens.text.secondary))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, readable(keys))
        painter.setFont(fonts.sized(12))
        line = QRect(right + 10, top, place.right() - right - 12, HIGH)
        side = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, max(line.width(), 0))
        painter.drawText(
            QStyle.visualRect(direction, place, line),
            side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter,
            readable(shown),
        )
