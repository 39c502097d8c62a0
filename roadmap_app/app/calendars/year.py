"""The year's page: twelve months of days to look at, choose and switch, by mouse and by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from roadmap_app.app.theme.fonts import font, metrics
from roadmap_app.calendar.days import DayFacts
from roadmap_app.commands.worktimes import times_text
from roadmap_app.model.text import WEEKDAYS, long_date
from roadmap_app.model.time import DAY, FIRST_PLANNED, LAST_PLANNED, to_date
from roadmap_app.scene.tokens import Tokens
from roadmap_app.scene.year import GAP, HEADS, TITLE, YearPage, month_later, title

LEGEND = 22
LOW = 16  # height of a day up to which its figures make room for the line below them
ROOMY = 17  # width of a day from which two figures keep a distance in the larger type
KINDS = (("working", "Working"), ("off", "Not worked"), ("holiday", "Day off"), ("other", "Other hours"))
Facts = Callable[[int, int], tuple[DayFacts, ...]]  # the days from first to last


class YearView(QWidget):
    """The days of `year`; `chosen` are days since 1970-01-01, `current` the one that keys act on."""

    chosen_changed = Signal()
    year_changed = Signal(int)
    toggled = Signal()
    editing = Signal()
    cleared = Signal()

    def __init__(self, tokens: Tokens, facts: Facts, today: int, week_start: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._tokens, self._read, self._today = tokens, facts, today
        self.calendar = ""  # the id whose own exceptions are told from inherited ones
        self.names: dict[str, str] = {}  # of calendars, by id
        self._week_start = week_start
        self._facts: dict[int, DayFacts] = {}
        self._anchor = self.current = today
        self._kept: frozenset[int] = frozenset()  # chosen before a drag that adds to them
        self.chosen: frozenset[int] = frozenset({today})
        self._dragging = False
        self._hovered: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(QSize(3 * 124, 300))
        self.setMouseTracking(True)
        self.setAccessibleName("Year")
        self._page_of = self._page(to_date(today).year)

    # What is shown -----------------------------------------------------------------------------------

    @property
    def year(self) -> int:
        return self._page_of.year

    def _page(self, year: int) -> YearPage:
        return YearPage(year, max(self.width() - 2, 1), max(self.height() - LEGEND - 4, 1), self._week_start)

    def show_year(self, year: int) -> None:
        """Turn to a year; what can be planned has an end on both sides."""
        year = min(max(year, to_date(FIRST_PLANNED // DAY).year), to_date(LAST_PLANNED // DAY).year - 1)
        if year != self.year:
            self._page_of = self._page(year)
            self.year_changed.emit(year)
        self.refresh()

    def refresh(self) -> None:
        """Read the days anew."""
        page = self._page_of
        self._facts = {facts.day: facts for facts in self._read(page.first, page.last)}
        self._tell_current()
        self.update()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    def facts(self, day: int) -> DayFacts:
        """What is known of a day, of whatever year."""
        return self._facts.get(day) or self._read(day, day)[0]

    def day_rect(self, day: int) -> QRectF | None:
        """Where a day lies in the widget; None for one of another year."""
        box = self._page_of.day_box(day)
        return QRectF(*box).translated(1, 1) if box else None

    def choose(self, days: frozenset[int], current: int | None = None) -> None:
        """Choose days, and turn to the year of the current one."""
        if current is not None:
            self.current = current
            if to_date(current).year != self.year:
                self.show_year(to_date(current).year)
        self._tell_current()
        if days != self.chosen:
            self.chosen = days
            self.chosen_changed.emit()
        self.update()

    def day_text(self, day: int) -> str:
        """`Tue 12 May 2026: Feast, off (usually 8–12, 13–17), from 'Standard'`."""
        facts = self.facts(day)
        words = [facts.name] if facts.name else []
        if facts.season and not facts.source:
            words.append("other hours for a season")
        words.append(times_text(facts.times) if facts.times else "not worked")
        if facts.times != facts.usual:
            words[-1] += f" (usually {times_text(facts.usual)})"
        if facts.source and facts.source != self.calendar:
            words.append(f"from '{self.names.get(facts.source, '')}'")
        today = ", today" if day == self._today else ""
        return f"{long_date(day * DAY)} {to_date(day).year}{today}: {', '.join(words)}"

    def _tell_current(self) -> None:
        self.setAccessibleDescription(self.day_text(self.current))

    # Mouse ----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        day = self._page_of.day_at(event.position().x() - 1, event.position().y() - 1)
        if day is None or event.button() != Qt.MouseButton.LeftButton:
            return
        keys = event.modifiers()
        if keys & Qt.KeyboardModifier.ShiftModifier:
            self._kept = frozenset()
            self.choose(_between(self._anchor, day), day)
        elif keys & Qt.KeyboardModifier.ControlModifier:
            self._anchor, self._kept = day, self.chosen
            self.choose(self.chosen ^ {day}, day)
        else:
            self._anchor, self._kept = day, frozenset()
            self.choose(frozenset({day}), day)
        self._dragging = True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        day = self._page_of.day_at(event.position().x() - 1, event.position().y() - 1)
        if self._dragging and day is not None and day != self.current:
            self.choose(self._kept | _between(self._anchor, day), day)

        if day != self._hovered:
            self._hovered = day
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragging = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._page_of.day_at(event.position().x() - 1, event.position().y() - 1) is not None:
            self.editing.emit()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            day = self._page_of.day_at(event.pos().x() - 1, event.pos().y() - 1)
            QToolTip.showText(event.globalPos(), self.day_text(day) if day is not None else "", self)
            return True
        return super().event(event)

    # Keys -----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, keys = event.key(), Qt.Key
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_Up: -7, keys.Key_Down: 7}
        page = self._page_of
        if key in steps and not held:
            self._go(self.current + steps[keys(key)], event)
        elif key in (keys.Key_PageUp, keys.Key_PageDown):
            months = (12 if held else 1) * (1 if key == keys.Key_PageDown else -1)
            self._go(month_later(self.current, months), event)
        elif key in (keys.Key_Home, keys.Key_End):
            self._go(page.first if key == keys.Key_Home else page.last, event)
        elif key == keys.Key_Space:
            self.toggled.emit()
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_F2):
            self.editing.emit()
        elif key in (keys.Key_Delete, keys.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)

    def _go(self, day: int, event: QKeyEvent) -> None:
        day = min(max(day, FIRST_PLANNED // DAY), LAST_PLANNED // DAY - 1)
        self._kept = frozenset()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.choose(_between(self._anchor, day), day)
        else:
            self._anchor = day
            self.choose(frozenset({day}), day)

    # Drawing --------------------------------------------------------------------------------------------

    def resizeEvent(self, event: object) -> None:
        self._page_of = self._page(self.year)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(1, 1)
        for month in range(1, 13):
            self._draw_head(painter, month)
        for day, facts in self._facts.items():
            self._draw_day(painter, day, facts)
        self._draw_legend(painter, self._page_of.needed + GAP // 2)

    def _draw_head(self, painter: QPainter, month: int) -> None:
        tokens, (x, y, width, _) = self._tokens, self._page_of.month_box(month)
        painter.setFont(font("caption", strong=True))
        painter.setPen(QColor(tokens.text.primary))
        painter.drawText(QRectF(x, y, width, TITLE), Qt.AlignmentFlag.AlignVCenter, f" {title(month)}")
        painter.setFont(font("micro"))
        painter.setPen(QColor(tokens.text.tertiary))
        wide = self._page_of.cell[0]
        for place in range(7):
            name = WEEKDAYS[(place + self._week_start) % 7][0]
            painter.drawText(QRectF(x + place * wide, y + TITLE, wide, HEADS), Qt.AlignmentFlag.AlignCenter, name)

    def _draw_day(self, painter: QPainter, day: int, facts: DayFacts) -> None:
        rect = self.day_rect(day)
        if rect is None:
            return
        tokens = self._tokens
        cell = rect.translated(-1, -1).adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = day in self.chosen
        _draw_kind(painter, tokens, cell, facts.kind, inherited=facts.source not in ("", self.calendar))
        if chosen:
            painter.setPen(QPen(QColor(tokens.accent.base), 1))
            fill = QColor(tokens.accent.base)
            fill.setAlphaF(0.16)
            painter.setBrush(fill)
            painter.drawRoundedRect(cell, 2, 2)
        if day == self._hovered and not chosen:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.line.border_strong), 1))
            painter.drawRoundedRect(cell, 2, 2)
        if day == self.current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.accent.focus_ring), 2))
            painter.drawRoundedRect(cell, 2, 2)
        today = day == self._today
        size = "caption" if cell.width() >= ROOMY else "micro"
        painter.setFont(font(size, strong=today or facts.kind in ("holiday", "other")))
        painter.setPen(QColor(_ink(tokens, facts.kind)))
        lifted = 1.5 if cell.height() < LOW and facts.kind in ("holiday", "other") else 0
        painter.drawText(cell.translated(0, -lifted), Qt.AlignmentFlag.AlignCenter, str(to_date(day).day))
        if today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(tokens.gantt.today), 1.25))
            side = min(cell.width(), cell.height()) - 2
            painter.drawEllipse(cell.center(), side / 2 + 2, side / 2)

    def _draw_legend(self, painter: QPainter, y: float) -> None:
        tokens, x = self._tokens, 0.0
        painter.setFont(font("caption"))
        samples = [(kind, words, False) for kind, words in KINDS]
        if any(facts.source and facts.source != self.calendar for facts in self._facts.values()):
            samples.append(("holiday", "Inherited", True))
        for kind, words, inherited in samples:
            box = QRectF(x + 0.5, y + 3.5, 18, 14)
            _draw_kind(painter, tokens, box, kind, inherited=inherited)
            painter.setFont(font("micro", strong=kind in ("holiday", "other")))
            painter.setPen(QColor(_ink(tokens, kind)))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "8")
            painter.setFont(font("caption"))
            painter.setPen(QColor(tokens.text.secondary))
            width = metrics(tokens.font.caption).horizontalAdvance(words)
            painter.drawText(QPointF(x + 23, y + 14.5), words)
            x += 23 + width + 12

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()


def _ink(tokens: Tokens, kind: str) -> str:
    inks = {"holiday": tokens.gantt.holiday_text, "off": tokens.text.tertiary, "other": tokens.accent.base}
    return inks.get(kind, tokens.text.primary)


def _draw_kind(painter: QPainter, tokens: Tokens, cell: QRectF, kind: str, *, inherited: bool) -> None:
    """What a day is: a fill for days off, and a line below for an exception, dashed where it is inherited."""
    fills = {"off": tokens.surface.sunken, "holiday": tokens.gantt.holiday, "other": tokens.accent.soft}
    painter.setPen(QPen(QColor(tokens.line.grid), 1))
    painter.setBrush(QColor(fills.get(kind, tokens.surface.panel)))
    painter.drawRect(cell)
    if kind in ("holiday", "other"):
        style = Qt.PenStyle.DotLine if inherited else Qt.PenStyle.SolidLine
        painter.setPen(QPen(QColor(_ink(tokens, kind)), 1.5 if not inherited else 1, style))
        y = cell.bottom() - 0.75
        inset = 2 if kind == "holiday" else cell.width() / 3  # a short line: only the hours differ
        painter.drawLine(QPointF(cell.left() + inset, y), QPointF(cell.right() - inset, y))


def _between(a: int, b: int) -> frozenset[int]:
    return frozenset(range(min(a, b), max(a, b) + 1))


