"""A day from 0 to 24 o'clock as a bar, whose working periods can be dragged at their ends."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from roadmap_app.commands.worktimes import times_text
from roadmap_app.model.parts import DayTimes
from roadmap_app.model.time import DAY
from roadmap_app.scene.tokens import Tokens

STEP, COARSE = 15, 30  # minutes that an end snaps to: with Alt, and without
REACH = 5


class DayBar(QWidget):
    """`dragged` gives the periods of the day once an end is let go; Esc is the caller's undo."""

    dragged = Signal(object)

    def __init__(self, tokens: Tokens, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens = tokens
        self._times: DayTimes = ()
        self._shown: DayTimes = ()
        self._inherited = False
        self._held: tuple[int, int] | None = None  # the period, and which end of it
        self.fixed = False
        self.setMouseTracking(True)
        self.setMinimumWidth(72)
        self.setFixedHeight(20)

    def sizeHint(self) -> QSize:
        return QSize(120, 20)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def show_times(self, times: DayTimes, *, inherited: bool) -> None:
        """Show the periods of a day."""
        self._times = self._shown = times
        self._inherited, self._held = inherited, None
        self.setToolTip(f"{times_text(times)}. Drag the ends to change them." if times else "Not worked")
        self.update()

    def x_of(self, minute: int) -> float:
        return 1 + minute * (self.width() - 2) / DAY

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and not self.fixed:
            self._held = self._end_at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None:
            near = not self.fixed and self._end_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor)
            return
        step = STEP if event.modifiers() & Qt.KeyboardModifier.AltModifier else COARSE
        minute = round((x - 1) / max(self.width() - 2, 1) * DAY / step) * step
        self._shown = _with_end(self._times, *self._held, minute)
        self.setToolTip(times_text(self._shown))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            if self._shown != self._times:
                self.dragged.emit(self._shown)

    def _end_at(self, x: float) -> tuple[int, int] | None:
        """The nearest end under the mouse."""
        ends = [
            (abs(self.x_of(minute) - x), place, side)
            for place, period in enumerate(self._times)
            for side, minute in enumerate(period)
        ]
        distance, place, side = min(ends, default=(REACH + 1.0, 0, 0))
        return (place, side) if distance <= REACH else None

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, high = 4.0, 12.0
        painter.setPen(QPen(QColor(tokens.line.border), 1))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawRoundedRect(QRectF(0.5, top + 0.5, self.width() - 1, high - 1), 2, 2)
        for begin, end in self._shown:
            x0, x1 = self.x_of(begin), self.x_of(end)
            painter.setPen(QPen(QColor(tokens.gantt.progress), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush if self._inherited else QColor(tokens.gantt.bar))
            painter.drawRoundedRect(QRectF(x0 + 0.5, top + 0.5, max(x1 - x0 - 1, 1), high - 1), 2, 2)
        painter.setPen(QPen(QColor(tokens.line.border_strong), 1))
        for hour in (6, 12, 18):
            x = round(self.x_of(hour * 60)) + 0.5
            painter.drawLine(QPointF(x, top + high), QPointF(x, top + high + 3))


def _with_end(times: DayTimes, place: int, side: int, minute: int) -> DayTimes:
    """Times with one end moved, between its neighbours; a period that comes to nothing is gone."""
    lowest = times[place - 1][1] if place else 0
    highest = times[place + 1][0] if place + 1 < len(times) else DAY
    begin, end = times[place]
    minute = min(max(minute, lowest), highest)
    begin, end = (min(minute, end), end) if side == 0 else (begin, max(minute, begin))
    kept = ((begin, end),) if begin < end else ()
    return (*times[:place], *kept, *times[place + 1 :])
