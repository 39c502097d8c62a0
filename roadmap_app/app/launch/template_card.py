"""A template as a card: a small drawing of its plan, its name, and what it holds."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QWidget

from roadmap_app.app.launch.templates import Template
from roadmap_app.app.theme import fonts, icons
from roadmap_app.app.theme.reading import readable
from roadmap_app.scene.tokens import Tokens

WIDTH, DRAWING, HEIGHT = 148, 56, 98
LINE = 11.5  # px from line to line of the drawing


class TemplateCard(QPushButton):
    """The drawing is framed, the words stand below it."""

    def __init__(self, template: Template, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template, self._tokens = template, tokens
        self.setFixedSize(WIDTH, HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{template.name}, {template.about}")
        self.setToolTip(template.about)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, template = self._tokens, self._template
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(0.5, 0.5, WIDTH - 1, DRAWING - 1)
        pen = QPen(QColor(tokens.line.link if self.underMouse() else tokens.line.border_strong), 1)
        if not template.picture:
            pen.setDashPattern([3, 2.5])
        painter.setPen(pen)
        painter.setBrush(QColor(tokens.accent.hover_row if self.underMouse() else tokens.surface.panel))
        painter.drawRoundedRect(frame, tokens.radius.button, tokens.radius.button)
        if template.picture:
            self._draw(painter)
        else:
            icons.paint(painter, "add-task", tokens.text.secondary, QRectF(WIDTH / 2 - 9, DRAWING / 2 - 9, 18, 18))
        painter.setPen(QColor(tokens.text.primary))
        painter.setFont(fonts.font("body", True))
        painter.drawText(QRectF(0, DRAWING + 5, WIDTH, 18), Qt.AlignmentFlag.AlignVCenter, readable(template.name))
        painter.setPen(QColor(tokens.text.secondary))
        painter.setFont(fonts.font("caption"))
        about = painter.fontMetrics().elidedText(template.about, Qt.TextElideMode.ElideRight, WIDTH)
        painter.drawText(QRectF(0, DRAWING + 22, WIDTH, 16), Qt.AlignmentFlag.AlignVCenter, readable(about))

    def _draw(self, painter: QPainter) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        lines = self._template.picture
        lanes = lines[0][0][0].startswith("team")
        step = (DRAWING - 4) / len(lines) if lanes else LINE
        y = DRAWING / 2 - (len(lines) - 1) * step / 2
        for line in lines:
            if lanes:
                tint = self._tokens.team(int(line[0][0].split()[1])).tint
                painter.fillRect(QRectF(2, y - step / 2 + 1, WIDTH - 4, step - 2), QColor(tint))
            for shape, start, end in line:
                self._shape(painter, shape, start * WIDTH / 100, end * WIDTH / 100, y)
            y += step

    def _shape(self, painter: QPainter, shape: str, x0: float, x1: float, y: float) -> None:
        tokens = self._tokens
        painter.setBrush(QColor(self._colour(shape)))
        if shape.endswith("milestone"):
            size = 4.5
            corners = ((x0, y - size), (x0 + size, y), (x0, y + size), (x0 - size, y))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        else:
            painter.drawRoundedRect(QRectF(x0, y - 3, x1 - x0, 6), tokens.radius.bar / 2, tokens.radius.bar / 2)

    def _colour(self, shape: str) -> str:
        gantt = self._tokens.gantt
        kind, _, slot = shape.partition(" ")
        if kind in ("team", "soft"):
            team = self._tokens.team(int(slot))
            return team.fill if kind == "team" else team.soft
        return {
            "summary": gantt.summary,
            "progress": gantt.progress,
            "bar": gantt.bar,
            "milestone": gantt.milestone,
            "critical": gantt.critical,
        }[kind]
