"""The dark box beside a drag: what it does, in words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from roadmap_app.app.theme import fonts, icons
from roadmap_app.scene.preview import Tooltip
from roadmap_app.scene.tokens import Tokens

PAD, LINE, LABELS = 12, 18, 92
WIDEST = 340


def tooltip(painter: QPainter, words: Tooltip | None, place: QPointF, room: QRect, tokens: Tokens) -> None:
    """Draw the box near a point, held inside the chart."""
    if words is None:
        return
    refused = words.title.startswith("✕ ")
    title = words.title.removeprefix("✕ ")
    bold, plain, small = fonts.metrics(12, True), fonts.metrics(12), fonts.metrics(11)
    lead = 26 if refused else 0
    widths = [bold.horizontalAdvance(title) + lead, plain.horizontalAdvance(words.subtitle) + lead,
              small.horizontalAdvance(words.foot)]  # fmt: skip
    for label, text, _ in words.rows:
        widths.append((LABELS if label else 0) + bold.horizontalAdvance(text))
    width = min(max(max(widths), 180), WIDEST) + 2 * PAD
    below = _wrapped(words.subtitle, width - 2 * PAD - lead)
    height = 2 * PAD + (1 + len(below)) * LINE + (len(words.rows) * LINE + 13 if words.rows else 0)
    height += LINE + 4 if words.foot else 0
    left = min(max(place.x(), room.left() + 8.0), room.right() - width - 8)
    top = place.y() if place.y() + height < room.bottom() - 8 else place.y() - height - 44
    box = QRectF(round(left), round(max(top, room.top() + 8)), round(width), round(height))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface.tooltip))
    painter.drawRoundedRect(box, 8, 8)
    x, y = box.left() + PAD, box.top() + PAD
    if refused:
        icons.paint(painter, "unlink", tokens.text.tooltip_late, QRectF(x, y + 1, 16, 16))
    _line(
        painter, QRectF(x + lead, y, box.width() - 2 * PAD - lead, LINE), title, True, tokens.text.on_tooltip
    )
    y += LINE
    for words_ in below:
        muted = tokens.text.on_tooltip_muted
        _line(painter, QRectF(x + lead, y, box.width() - 2 * PAD - lead, LINE), words_, False, muted)
        y += LINE
    if words.rows:
        y += 6
        line = QColor(tokens.text.on_tooltip_muted)
        line.setAlphaF(0.35)
        painter.fillRect(QRectF(x, y, box.width() - 2 * PAD, 1), line)
        y += 7
    for label, text, tone in words.rows:
        colour = {"late": tokens.text.tooltip_late, "critical": tokens.text.tooltip_critical}.get(
            tone, tokens.text.on_tooltip
        )
        indent = LABELS if label else 0
        if label:
            _line(painter, QRectF(x, y, LABELS - 6, LINE), label, False, tokens.text.on_tooltip_muted)
        _line(painter, QRectF(x + indent, y, box.width() - 2 * PAD - indent, LINE), text, bool(tone), colour)
        y += LINE
    if words.foot:
        _line(
            painter,
            QRectF(x, y + 4, box.width() - 2 * PAD, LINE),
            words.foot,
            False,
            tokens.text.on_tooltip_muted,
            11,
        )


def _line(painter: QPainter, area: QRectF, words: str, strong: bool, colour: str, size: int = 12) -> None:
    painter.setFont(fonts.sized(size, strong))
    painter.setPen(QColor(colour))
    words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()) + 1)
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, words)


def _wrapped(words: str, width: float) -> list[str]:
    """A sentence as lines of at most a width."""
    lines: list[str] = []
    metrics = fonts.metrics(12)
    for word in words.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
