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
from roadmap_app.scene.header import header
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
        strong, plain = fonts.font("caption", True), fonts.font("caption")
        border = QColor(tokens.line.border)
        painter.fillRect(0, half - 1, self.width(), 1, border)
        painter.fillRect(0, self.height() - 1, self.width(), 1, border)
        painter.setFont(strong)
        measure = fonts.metrics(11, True)
        for tick in ticks.upper:
            painter.fillRect(QRectF(round(tick.x0), 0, 1, half), QColor(tokens.line.border_strong))
            left = max(tick.x0, 0) + 7
            words = tick.text
            while " " in words and measure.horizontalAdvance(words) + 9 > tick.x1 - left:
                words = words.rpartition(" ")[0]  # the year, the month: what can be done without first
            if measure.horizontalAdvance(words) + 4 < tick.x1 - left:
                painter.setPen(QColor(tokens.text.primary))
                painter.drawText(
                    QRectF(left, 0, tick.x1 - left, half - 1), Qt.AlignmentFlag.AlignVCenter, words
                )
        marks = self._marks()
        taken = [(x - width / 2 - 2, x + width / 2 + 2) for x, _, width, _ in marks]
        painter.setFont(plain)
        measure = fonts.metrics(11)
        day = axis.px_per_day >= 18 and not axis.clock
        free = -100.0
        for tick in ticks.lower:
            painter.fillRect(QRectF(round(tick.x0), half, 1, half), border)
            width = measure.horizontalAdvance(tick.text)
            left = tick.x0 + ((tick.x1 - tick.x0 - width) / 2 if day else 4)
            covered = any(left < end and left + width > start for start, end in taken)
            if left + width + 2 > max(tick.x1, left + width * 0.9 + 2) and not width + 4 < tick.x1 - tick.x0:
                continue
            if left < free or covered:
                continue
            painter.setPen(QColor(tokens.text.secondary))
            painter.drawText(
                QRectF(left, half, width + 2, half - 1), Qt.AlignmentFlag.AlignVCenter, tick.text
            )
            free = left + width + 3
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
