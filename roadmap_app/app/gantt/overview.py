"""The strip below the chart: the whole plan, and the part of it that the chart shows, to jump and drag along."""

from __future__ import annotations

from collections.abc import Generator
from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QWidget

from roadmap_app.analysis.standing import Standing
from roadmap_app.app.gantt import scale
from roadmap_app.model.text import long_date
from roadmap_app.model.time import DAY
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.overview import Overview, in_steps, overview, part_at, showing

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow
    from roadmap_app.document.document import Document, Update

HEIGHT = 24
SETTLED = 150  # ms after the last edit at which the strip follows
CURSORS = {
    "start": Qt.CursorShape.SizeHorCursor,
    "finish": Qt.CursorShape.SizeHorCursor,
    "span": Qt.CursorShape.OpenHandCursor,
    "outside": Qt.CursorShape.PointingHandCursor,
}


class OverviewStrip(QWidget):
    """Stands below the chart wherever the plan reaches beyond what the chart shows, unless it is switched off."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._workspace = window.workspace
        self._chart = window.gantt
        self._made: Overview | None = None
        self._made_of: Document | None = None
        self._drawn: tuple[object, QPixmap] | None = None  # and what it was drawn of
        self._held: tuple[str, float] | None = None  # what is dragged, and how far into the span it was taken
        self.place = QHBoxLayout()
        self.place.addWidget(self)
        self.setFixedHeight(HEIGHT)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.setAccessibleName("Overview of the whole plan")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLED)
        self._timer.timeout.connect(self._begin)
        self._steps: Generator[None, None, Overview] | None = None  # of an overview that is being made
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._go_on)
        workspace = self._workspace
        workspace.plan_changed.connect(self._after_edit)
        workspace.axis_changed.connect(self.refresh)
        workspace.rows_changed.connect(self._come_or_go)
        workspace.look_changed.connect(self._remake)
        self._chart.installEventFilter(self)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(0, HEIGHT)

    def refresh(self) -> None:
        """Show what the chart shows now; the strip comes and goes with the need for it."""
        self._come_or_go()
        self.update()

    def _come_or_go(self) -> None:
        if self._held is None:
            self.setVisible(self._is_needed())

    def _is_needed(self) -> bool:
        document, workspace = self._window.document, self._workspace
        if not (workspace.look.show_overview and document.plan.tasks):
            return False
        axis, schedule = workspace.axis, document.schedule
        return axis.x_of(schedule.project_start) < 0 or axis.x_of(schedule.project_finish) > self._chart_width

    @property
    def _chart_width(self) -> int:
        return max(self._chart.viewport().width(), 1)

    def _remake(self) -> None:
        self._made = None
        self.refresh()

    def _after_edit(self, update: Update) -> None:
        self._slices.stop()
        self._timer.start()

    def _begin(self) -> None:
        """Make the overview of the plan as it is now, a little at a time; until then the old one is shown."""
        document = self._window.document
        self._steps = in_steps(document.plan, document.schedule, self._standing())
        self._slices.start(0)

    def _go_on(self) -> None:
        assert self._steps is not None, "the timer runs only while there are steps"
        try:
            next(self._steps)
        except StopIteration as done:
            self._slices.stop()
            self._made, self._steps = done.value, None
            self.refresh()

    def _standing(self) -> Standing:
        workspace = self._workspace
        return workspace.standing if workspace.preview is None else Standing(self._window.document.schedule)

    def _overview(self) -> Overview:
        document = self._window.document
        if self._made is None or self._made_of is not document:
            self._slices.stop()
            self._made, self._made_of = overview(document.plan, document.schedule, self._standing()), document
        return self._made

    # Geometry -----------------------------------------------------------------------------------

    def strip_axis(self) -> TimeAxis:
        return self._overview().axis(max(self.width(), 1), self._workspace.axis)

    def shown_span(self) -> tuple[float, float]:
        """The pixels of the strip between which lies what the chart shows."""
        axis, strip = self._workspace.axis, self.strip_axis()
        x0 = strip.day_x(axis.first / DAY)
        return x0, x0 + self._chart_width / axis.px_per_day * strip.px_per_day

    # Drawing ------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._workspace.tokens
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._plan_drawn(painter.deviceTransform().m11()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x0, x1 = self.shown_span()
        span = QRectF(round(x0) + 0.5, 1.5, max(round(x1) - round(x0), 4), self.height() - 3)
        veil = QColor(tokens.surface.sunken)
        veil.setAlphaF(0.55)
        painter.fillRect(QRectF(0, 1, span.left(), self.height()), veil)
        painter.fillRect(QRectF(span.right(), 1, self.width() - span.right(), self.height()), veil)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens.accent.base), 1.5))
        painter.drawRoundedRect(span, 3, 3)

    def _plan_drawn(self, scale: float) -> QPixmap:
        """What lies below the shown span; drawn anew only where it is another plan, strip or theme."""
        tokens, strip, whole = self._workspace.tokens, self.strip_axis(), self._overview()
        drawn_of = (whole, strip, tokens, self.size(), scale)
        if self._drawn is not None and self._drawn[0] == drawn_of:
            return self._drawn[1]
        drawn = QPixmap(self.size() * scale)
        drawn.setDevicePixelRatio(scale)
        painter = QPainter(drawn)
        painter.fillRect(self.rect(), QColor(tokens.surface.sunken))
        painter.fillRect(QRectF(0, 0, self.width(), 1), QColor(tokens.line.border))
        floor, tall = self.height() - 3, self.height() - 10
        for shares, colour in ((whole.running, tokens.gantt.progress), (whole.critical, tokens.gantt.critical)):
            self._profile(painter, shares, whole.first_day, strip, floor, tall, colour)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        at = {round(strip.x_of(instant)): critical for instant, critical in sorted(whole.milestones, key=itemgetter(1))}
        for x, critical in at.items():
            painter.setBrush(QColor(tokens.gantt.critical if critical else tokens.gantt.milestone))
            painter.drawPolygon(QPolygonF([QPointF(x - 3, 5), QPointF(x, 2), QPointF(x + 3, 5), QPointF(x, 8)]))
        today = round(strip.x_of(self._workspace.today // DAY * DAY + strip.day_from))
        painter.fillRect(QRectF(today, 1, 1.5, self.height() - 1), QColor(tokens.gantt.today))
        painter.end()
        self._drawn = drawn_of, drawn
        return drawn

    @staticmethod
    def _profile(
        painter: QPainter, shares: tuple[float, ...], first: int, strip: TimeAxis, floor: int, tall: int, colour: str
    ) -> None:
        """A hill of shares by day; where a pixel holds many days, the busiest counts."""
        columns: dict[int, float] = {}
        for place, share in enumerate(shares):
            if share:
                from_ = int(strip.day_x(first + place))
                for x in range(from_, max(int(strip.day_x(first + place + 1)), from_ + 1)):
                    columns[x] = max(columns.get(x, 0.0), share)
        fill = QColor(colour)
        for x, share in columns.items():
            height = max(round(share * tall), 1)
            painter.fillRect(x, floor - height, 1, height, fill)

    # Mouse --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        x, (x0, x1) = event.position().x(), self.shown_span()
        part = part_at(x, x0, x1)
        self._held = ("span", (x1 - x0) / 2) if part == "outside" else (part, x - x0)
        if part == "outside":
            self._take(x)
        self.setCursor(Qt.CursorShape.ClosedHandCursor if part in ("span", "outside") else CURSORS[part])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is not None:
            self._take(x)
            return
        self.setCursor(CURSORS[part_at(x, *self.shown_span())])
        QToolTip.showText(event.globalPosition().toPoint(), long_date(self.strip_axis().minute_at(x)), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None
        self.refresh()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        scale.fit(self._chart)

    def wheelEvent(self, event: QWheelEvent) -> None:
        scale.zoom_at(self._chart, 1.0015 ** event.angleDelta().y(), self._chart_width / 2)
        event.accept()

    def _take(self, x: float) -> None:
        assert self._held is not None
        part, grabbed = self._held
        axis = self._workspace.axis
        self._workspace.set_axis(showing(axis, self.strip_axis(), part, x, grabbed, self._chart_width))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:  # of the chart: the strip lies below it
            chart = self._chart.geometry()
            beyond = max(self._window.charts.width() - chart.right() - 1, 0)
            self.place.setContentsMargins(chart.left(), 0, beyond, 0)
            self.refresh()
        return super().eventFilter(watched, event)
