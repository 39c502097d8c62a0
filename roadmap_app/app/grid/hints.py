"""What the first keys do, told below the first row of an empty plan."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

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


def paint(painter: QPainter, tokens: Tokens, top: int, width: int, height: int) -> None:
    """Draw them from `top` on instead of rows of a height, no wider than `width`."""
    metrics = fonts.metrics(11)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = LEFT + max(map(metrics.horizontalAdvance, (keys for keys, _ in HINTS))) + 14
    free = height - 1 + -(-len(HINTS) * HIGH // height) * height  # without the lines of rows
    painter.fillRect(QRectF(0, top - height, width, free), QColor(tokens.surface.panel))
    for keys, words in HINTS:
        wide = metrics.horizontalAdvance(keys) + 14
        cap = QRectF(right - wide, top + 3, wide, 20)
        painter.setPen(QColor(tokens.line.border))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawRoundedRect(cap.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.setFont(fonts.sized(11))
        painter.setPen(QColor(tokens.text.secondary))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, readable(keys))
        painter.setFont(fonts.sized(12))
        line = QRectF(right + 10, top, width - right - 12, HIGH)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(line.width()))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)
        top += HIGH
