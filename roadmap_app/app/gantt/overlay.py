"""The dark box beside a drag: what it does, in words. Nothing in it is cut off; what is long goes on a next line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.bars import Rect
from roadmap_app.scene.beside import Side, box_beside
from roadmap_app.scene.preview import Tooltip
from roadmap_app.scene.tokens import Tokens

PAD, LINE, LABELS, LEAD = 12, 18, 92, 26
NARROWEST, WIDEST = 180, 340
REFUSED = "✕ "


class Line(NamedTuple):
    """One line of words: `x` and `y` from the box's padding, `colour` as in the theme's text."""

    x: float
    y: float
    words: str
    strong: bool
    colour: str
    size: int = 12


def tooltip(
    painter: QPainter,
    words: Tooltip,
    place: tuple[float, float],
    room: Rect,
    tokens: Tokens,
    moving: Iterable[Rect] = (),
    others: Iterable[Rect] = (),
    before: Side | None = None,
) -> Side | None:
    """Draw the box beside a point, held inside the chart, where it hides the least; answers the side where it stands
    now, to be given as `before` next time."""
    lines, rule = _lines(words, tokens)
    width = max([NARROWEST, *(line.x + _width(line) for line in lines)]) + 2 * PAD
    height = lines[-1].y + LINE + 2 * PAD
    rect, side = box_beside(place, (round(width), round(height)), room, moving, others, before)
    box = QRectF(*rect)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.surface.tooltip))
    painter.drawRoundedRect(box, 8, 8)
    x, y = box.left() + PAD, box.top() + PAD
    if words.title.startswith(REFUSED):
        icons.paint(painter, "unlink", tokens.text.tooltip_late, QRectF(x, y + 1, 16, 16))
    if words.rows:
        muted = QColor(tokens.text.on_tooltip_muted)
        muted.setAlphaF(0.35)
        painter.fillRect(QRectF(x, y + rule, box.width() - 2 * PAD, 1), muted)
    for line in lines:
        painter.setFont(fonts.sized(line.size, line.strong))
        painter.setPen(QColor(line.colour))
        area = QRectF(x + line.x, y + line.y, box.width(), LINE)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, readable(line.words))
    return side


def _lines(words: Tooltip, tokens: Tokens) -> tuple[list[Line], float]:
    """The lines of a tooltip, top to bottom, and where the rule below its head lies."""
    lines: list[Line] = []
    text = tokens.text
    lead = LEAD if words.title.startswith(REFUSED) else 0
    y = 0.0
    for part, strong, colour in (
        (words.title.removeprefix(REFUSED), True, text.on_tooltip),
        (words.subtitle, False, text.on_tooltip_muted),
    ):
        for line in wrapped(part, WIDEST - lead, strong):
            lines.append(Line(lead, y, line, strong, colour))
            y += LINE
    rule = y + 6
    y += 13 if words.rows else 0
    for label, part, tone in words.rows:
        colour = {"late": text.tooltip_late, "critical": text.tooltip_critical}.get(tone, text.on_tooltip)
        indent = LABELS if label else 0
        if label:
            lines.append(Line(0, y, _shortened(label, LABELS - 6), False, text.on_tooltip_muted))
        for line in wrapped(part, WIDEST - indent, bool(tone)):
            lines.append(Line(indent, y, line, bool(tone), colour))
            y += LINE
    if words.foot:
        lines.append(Line(0, y + 4, words.foot, False, text.on_tooltip_muted, 11))
    return lines, rule


def wrapped(words: str, width: float, strong: bool = False, size: int = 12) -> list[str]:
    """A sentence as lines of at most a width, broken between words."""
    lines: list[str] = []
    metrics = fonts.metrics(size, strong)
    for word in words.split():
        if lines and metrics.horizontalAdvance(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _shortened(name: str, width: float) -> str:
    return fonts.metrics(12).elidedText(name, Qt.TextElideMode.ElideRight, width)


def _width(line: Line) -> float:
    return fonts.metrics(line.size, line.strong).horizontalAdvance(line.words)
