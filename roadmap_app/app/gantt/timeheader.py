"""The time header above the chart: two rows of ticks, today, and the dates of a drag."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from roadmap_app.app.gantt import scale
from roadmap_app.app.theme import fonts
from roadmap_app.model.text import short_date
from roadmap_app.model.time import day_of, to_date
from roadmap_app.scene import holidays
from roadmap_app.scene.header import header, lower_words, upper_words
from roadmap_app.scene.preview import when

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView


class TimeHeader(QWidget):
    """Drawn for the axis of the workspace; dragging it pans, the wheel zooms."""

    def __init__(self, chart: GanttView) -> None:
        super().__init__(chart)
        self._chart = chart
        self._workspace = chart.workspace
        self._pressed: float | None = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._workspace.axis_changed.connect(self.update)
        self._workspace.preview_changed.connect(self.update)
        self._workspace.look_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, axis = self._workspace.tokens, self._workspace.axis
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # also in a picture of a mirrored window
        painter.fillRect(self.rect(), QColor(tokens.surface.sunken))
        ticks = header(axis, self.width(), self._workspace.document.plan.project.week_start)
        half = tokens.size.time_header_row
        strong = fonts.font("caption", True)
        border = QColor(tokens.line.border)
        painter.fillRect(0, half - 1, self.width(), 1, border)
        painter.fillRect(0, self.height() - 1, self.width(), 1, border)
        painter.setFont(strong)
        for tick in ticks.upper:
            painter.fillRect(QRectF(round(tick.x0), 0, 1, half), QColor(tokens.line.border_strong))
        painter.setPen(QColor(tokens.text.primary))
        for x, words in upper_words(ticks.upper, self.width(), _measure):
            painter.drawText(QRectF(x, 0, self.width() - x, half - 1), Qt.AlignmentFlag.AlignVCenter, words)
        marks = self._marks()
        taken = [(x - width / 2 - 6, x + width / 2 + 6) for x, _, width, _ in marks]
        for tick in ticks.lower:
            painter.fillRect(QRectF(round(tick.x0), half, 1, half), border)
        painter.setFont(fonts.font("caption"))
        painter.setPen(QColor(tokens.text.secondary))
        for x, words in lower_words(ticks.lower, axis, self.width(), taken, _measure):
            painter.drawText(QRectF(x, half, self.width() - x, half - 1), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(strong)
        for x, words, width, colour in marks:
            rect = QRectF(round(x - width / 2), half + 1, width, half - 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(rect, 3, 3)
            painter.setPen(QColor(tokens.text.on_accent))
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, words)

    def _marks(self) -> list[tuple[float, str, float, str]]:
        """Today, and the dates of what is being dragged: (x, words, width, colour), none over another."""
        tokens, axis = self._workspace.tokens, self._workspace.axis
        measure = fonts.metrics(11, True)
        found: list[tuple[float, str, float, str]] = []
        gesture = self._chart.gesture
        exact = gesture is not None and gesture.exact
        for instant, _ in self._chart.gesture_dates():
            x = axis.x_of(instant)
            words = when(instant, exact)
            width = measure.horizontalAdvance(words) + 10
            if all(abs(x - other) > (width + w) / 2 + 2 for other, _, w, _ in found):
                found.append((x, words, width, tokens.accent.base))
        today = self._workspace.today
        x = axis.x_of(self._workspace.now_on(axis))
        words = short_date(today, to_date(day_of(today)).year)
        width = measure.horizontalAdvance(words) + 8
        if 0 <= x <= self.width():  # whole at an edge, and gone with its line
            x = min(max(x, width / 2 + 1), self.width() - width / 2 - 1)
            if all(abs(x - other) > (width + w) / 2 + 2 for other, _, w, _ in found):
                found.append((x, words, width, tokens.accent.base))
        return found

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = holidays.told(self._workspace.worktime, self._workspace.axis, event.pos().x())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position().x()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None:
            x = event.position().x()
            self._workspace.set_axis(self._workspace.axis.scrolled(self._pressed - x))
            self._pressed = x

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def wheelEvent(self, event: QWheelEvent) -> None:
        scale.zoom_at(self._chart, 1.0015 ** event.angleDelta().y(), event.position().x())


def _measure(words: str, strong: bool) -> float:
    return fonts.metrics(11, strong).horizontalAdvance(words)


class Corner(QWidget):
    """The end of the time header, above the scroll bar."""

    def __init__(self, chart: GanttView) -> None:
        super().__init__(chart)
        self._workspace = chart.workspace
        self.setFixedHeight(chart.workspace.tokens.size.time_header)
        chart.workspace.look_changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._workspace.tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface.sunken))
        for y in (tokens.size.time_header_row - 1, self.height() - 1):
            painter.fillRect(0, y, self.width(), 1, QColor(tokens.line.border))
