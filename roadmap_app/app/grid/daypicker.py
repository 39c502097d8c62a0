"""A month to choose a day from, below the date that is typed into. The keyboard stays in the cell."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QToolTip, QWidget

from roadmap_app.app.theme import fonts, icons
from roadmap_app.calendar import WorkTime
from roadmap_app.model.text import MONTHS, WEEKDAYS, long_date
from roadmap_app.model.time import DAY, day_of, instant, to_date, weekday
from roadmap_app.scene.tokens import Tokens

CELL, HEAD, PAD, WEEKS = 28, 30, 8, 6
WIDTH, HEIGHT = 7 * CELL + 2 * PAD, HEAD + 20 + WEEKS * CELL + 2 * PAD - 4


class DayPicker(QWidget):
    """`day` counts from 1970; `take` is told the day that a click chose; `work` tells the days off."""

    def __init__(
        self,
        window: QWidget,
        tokens: Tokens,
        work: WorkTime,
        week_start: int,
        today: int,
        take: Callable[[int], object],
    ) -> None:
        super().__init__(window)
        self._tokens, self._work, self._week_start, self._today, self._take = tokens, work, week_start, today, take
        self.day = today
        self._hovered = -1
        self.setObjectName("dayPicker")
        self.setAccessibleName("Choose a day")
        self.setFixedSize(WIDTH, HEIGHT)
        self.setMouseTracking(True)
        self.hide()

    def open_at(self, day: int, below: QWidget) -> None:
        """Show the month of a day below a field, within the window."""
        self.show_day(day)
        window = self.parentWidget()
        corner = below.mapTo(window, QPoint(0, below.height() + 2))
        top = corner.y() if corner.y() + HEIGHT < window.height() else corner.y() - below.height() - HEIGHT - 4
        self.move(max(min(corner.x(), window.width() - WIDTH - 8), 8), max(top, 8))
        self.show()
        self.raise_()

    def show_day(self, day: int) -> None:
        """Light a day, in its month."""
        self.day = day
        self.setAccessibleDescription(long_date(day * DAY, None))
        self.update()

    def step_months(self, by: int) -> None:
        date = to_date(self.day)
        year, month = divmod(date.year * 12 + date.month - 1 + by, 12)
        if 1900 <= year <= 2199:
            self.show_day(day_of(instant(year, month + 1, min(date.day, monthrange(year, month + 1)[1]))))

    def key(self, key: int) -> bool:
        """Move by a key: arrows by days and weeks, page keys by months. False for other keys."""
        days = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}.get(Qt.Key(key))
        if days is not None:
            self.show_day(self.day + days)
            return True
        months = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(key))
        if months is not None:
            self.step_months(months)
        return months is not None

    # Geometry -----------------------------------------------------------------------------------

    @property
    def first(self) -> int:
        """The day at the top left."""
        date = to_date(self.day)
        begin = day_of(instant(date.year, date.month, 1))
        return begin - (weekday(begin) - self._week_start) % 7

    def day_rect(self, day: int) -> QRectF:
        row, column = divmod(day - self.first, 7)
        return QRectF(PAD + column * CELL, PAD + HEAD + 18 + row * CELL, CELL, CELL)

    def day_at(self, point: QPoint) -> int | None:
        row, column = (point.y() - PAD - HEAD - 18) // CELL, (point.x() - PAD) // CELL
        return self.first + row * 7 + column if 0 <= row < WEEKS and 0 <= column < 7 else None

    def _arrow(self, by: int) -> QRectF:
        return QRectF(PAD if by < 0 else WIDTH - PAD - 24, PAD, 24, 24)

    # Events -------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        for by in (-1, 1):
            if self._arrow(by).contains(at):
                self.step_months(by)
                return
        day = self.day_at(at.toPoint())
        if day is not None:
            self._take(day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self.day_at(event.position().toPoint())
        self._hovered = -1 if day is None else day
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.step_months(-1 if event.angleDelta().y() > 0 else 1)
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            day = self.day_at(event.pos())
            off = day is not None and not self._works(day)
            QToolTip.showText(event.globalPos(), f"{long_date(day * DAY)}: a day off" if off and day else "", self)
            return True
        return bool(super().event(event))

    def _works(self, day: int) -> bool:
        return self._work.worked(day * DAY, (day + 1) * DAY) > 0

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, painter = self._tokens, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens.line.border_strong), 1))
        painter.setBrush(QColor(tokens.surface.raised))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        date, centre = to_date(self.day), Qt.AlignmentFlag.AlignCenter
        painter.setFont(fonts.font("body", True))
        painter.setPen(QColor(tokens.text.primary))
        painter.drawText(QRectF(PAD, PAD, WIDTH - 2 * PAD, 24), int(centre), f"{MONTHS[date.month - 1]} {date.year}")
        for by, name in ((-1, "chevron-left"), (1, "chevron-right")):
            icons.paint(painter, name, tokens.text.secondary, self._arrow(by).adjusted(5, 5, -5, -5))
        painter.setFont(fonts.font("caption"))
        painter.setPen(QColor(tokens.text.tertiary))
        for column in range(7):
            words = WEEKDAYS[(self._week_start + column) % 7][:2]
            painter.drawText(QRectF(PAD + column * CELL, PAD + HEAD, CELL, 16), int(centre), words)
        painter.setFont(fonts.font())
        for day in range(self.first, self.first + 7 * WEEKS):
            self._paint_day(painter, day, to_date(day).month == date.month)

    def _paint_day(self, painter: QPainter, day: int, in_month: bool) -> None:
        tokens, rect = self._tokens, self.day_rect(day).adjusted(1, 1, -1, -1)
        works = self._works(day)
        painter.setPen(Qt.PenStyle.NoPen)
        if day == self.day:
            painter.setBrush(QColor(tokens.accent.base))
            painter.drawRoundedRect(rect, 4, 4)
        elif day == self._hovered:
            painter.setBrush(QColor(tokens.accent.soft))
            painter.drawRoundedRect(rect, 4, 4)
        elif not works:
            painter.fillRect(rect, QColor(tokens.surface.sunken))
        if day == self._today and day != self.day:
            painter.setPen(QPen(QColor(tokens.accent.base), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        colour = tokens.text.primary if in_month and works else tokens.text.tertiary
        painter.setPen(QColor(tokens.text.on_accent if day == self.day else colour))
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(to_date(day).day))
