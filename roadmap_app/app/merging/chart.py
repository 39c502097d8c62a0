"""The chart of versions: their rows under a time header, with links; it fits what is shown until it is zoomed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QScrollArea, QScrollBar, QToolTip, QVBoxLayout, QWidget

from roadmap_app.app.paper.pictures import Brush, ruler
from roadmap_app.calendar import worktime_of
from roadmap_app.document.comparison import Comparison
from roadmap_app.exchange.pictures import chart, versions
from roadmap_app.exchange.pictures.display import Box, Group, Item, Words, baseline, elided
from roadmap_app.exchange.pictures.timehead import time_head
from roadmap_app.model.bidi import isolated
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.header import header
from roadmap_app.scene.shading import shading

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

LABEL = 130  # px at the right, for the dates behind bars


class VersionsChart(QWidget):
    """Header and rows; `choose` marks the row of a task and scrolls to it, `picked` tells which row was clicked.

    `names` of the earlier and the later one make it a chart of two versions, with rows from `versions.since`.
    """

    picked = Signal(str)  # a task's id

    def __init__(
        self, window: MainWindow, comparison: Comparison, parent: QWidget, names: tuple[str, str] | None = None,
        rows: tuple[versions.Versions, ...] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.workspace = window.workspace
        self.comparison = comparison
        self._names = names
        if rows is None:
            mine, theirs = comparison.schedule_of(comparison.mine), comparison.schedule_of(comparison.theirs)
            rows = versions.rows(comparison, mine, theirs)
        self.rows = rows
        self._span = versions.span_of(rows) or (self.workspace.today, self.workspace.today + 14 * 1440)
        self._near = versions.near_links(comparison, rows)
        self.chosen = ""
        self._zoomed: TimeAxis | None = None  # None: what is shown fits into the width
        self._head = _Painted(self, self._head_items)
        self._head.setFixedHeight(window.workspace.tokens.size.time_header)
        self.body = _Painted(self, self._body_items)
        self.body.setMinimumHeight(min(len(self.rows), versions.MOST) * versions.ROW)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        self.area.setWidget(self.body)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(self.area, 1)
        self.along = QScrollBar(Qt.Orientation.Horizontal, self)
        self.along.setAccessibleName("Time that is shown")
        self.along.valueChanged.connect(self._scroll)
        self.along.hide()
        column.addWidget(self.along)
        said = ", ".join(f"{isolated(row.name)}: {row.said}" for row in self.rows[:20])
        self.setAccessibleName(f"Chart of versions. {said}" if said else "Chart of versions: no date differs")

    @property
    def axis(self) -> TimeAxis:
        """What is shown in the width; that fits it unless someone has zoomed."""
        return self._zoomed or self._fitting

    @property
    def _fitting(self) -> TimeAxis:
        return TimeAxis(0, 24.0).fitting(*self._span, self._room, label=LABEL)

    @property
    def _room(self) -> int:
        """Pixels beside the names."""
        return max(self.body.width() - versions.NAMES, 1)

    def zoom(self, factor: float, at: float | None = None) -> None:
        """Look closer (above 1) or from further away, the day at a place (px beside the names) staying; 0 fits all."""
        axis = self.axis.zoomed(factor, self._room / 2 if at is None else at) if factor else None
        whole = self._fitting.px_per_day
        self._show(None if axis is None or axis.px_per_day <= whole else axis)

    def _show(self, axis: TimeAxis | None) -> None:
        self._zoomed = axis
        fitting = self._fitting
        with QSignalBlocker(self.along):
            self.along.setVisible(axis is not None)
            if axis is not None:
                whole = self._room * axis.px_per_day / fitting.px_per_day
                self.along.setRange(0, max(round(whole - self._room), 0))
                self.along.setPageStep(self._room)
                self.along.setSingleStep(40)
                self.along.setValue(round((axis.first - fitting.first) / 1440 * axis.px_per_day))
        if axis is not None and axis.first != (held := fitting.first + self.along.value() * 1440 / axis.px_per_day):
            self._zoomed = replace(axis, first=held)
        self._head.update()
        self.body.update()

    def _scroll(self, value: int) -> None:
        if self._zoomed is not None:
            first = self._fitting.first + value * 1440 / self._zoomed.px_per_day
            self._zoomed = replace(self._zoomed, first=first)
            self._head.update()
            self.body.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._zoomed is not None:
            self._show(self._zoomed)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl zooms at the pointer, Shift goes along the time; what the rows leave is no one's."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1.2 ** (turn / 120), max(event.position().x() - versions.NAMES, 0))
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x():
            self.along.setValue(self.along.value() - turn)
        event.accept()

    def row_at(self, y: float) -> versions.Versions | None:
        place = int(y // versions.ROW)
        return self.rows[place] if 0 <= place < min(len(self.rows), versions.MOST) else None

    def choose(self, id: str) -> None:
        self.chosen = id
        place = next((number for number, row in enumerate(self.rows) if row.id == id), None)
        if place is not None:
            self.area.ensureVisible(0, place * versions.ROW + versions.ROW // 2, 0, versions.ROW)
            self._reveal(self.rows[place])
        self.body.update()

    def _reveal(self, row: versions.Versions) -> None:
        """Scroll along the time to a row whose bars are out of sight."""
        span = versions.span_of([row])
        if self._zoomed is None or span is None:
            return
        x0, x1 = (self._zoomed.x_of(at) for at in span)
        if x1 < 0 or x0 > self._room:
            self.along.setValue(round(self.along.value() + (x0 + x1) / 2 - self._room / 2))

    def _head_items(self) -> list[Item]:
        workspace, axis = self.workspace, self.axis
        tokens, height = workspace.tokens, self._head.height()
        width = self.body.width() - versions.NAMES
        items: list[Item] = [Box(0, 0, self._head.width(), height, tokens.surface.sunken)]
        ticks = header(axis, width, workspace.document.plan.project.week_start)
        head = time_head(ticks, axis, width, height, workspace.today, tokens, ruler)
        items.append(Group(tuple(head), versions.NAMES))
        items.append(Box(0, 0, versions.NAMES, height, tokens.surface.sunken))
        x = 12.0
        earlier, later = (name[:1].upper() + name[1:] for name in self._names or ("Before", "Mine"))
        before = (earlier, tokens.merge.base, "", (3.0, 3.0))
        mine = (later, tokens.merge.mine, tokens.merge.mine_bar, ())
        theirs = ("Theirs", tokens.merge.theirs, tokens.merge.theirs_bar, ())
        for place, (words, line, fill, dash) in enumerate((before, mine) if self._names else (mine, theirs, before)):
            middle = height / 2
            if self._names:  # names of versions are long: one below the other
                x, middle = 12.0, height * (0.28 + 0.42 * place)
                words = elided(words, 11, False, versions.NAMES - 40, ruler)
            items.append(Box(x + 0.5, round(middle) - 4.5, 12, 9, fill, line, radius=2, dash=dash))
            items.append(Words(x + 17, baseline(middle, 11), words, 11, tokens.text.primary))
            x += 17 + ruler(words, 11, False) + 10
        items.append(Box(0, height - 1, self._head.width(), 1, tokens.line.border))
        return items

    def _body_items(self) -> list[Item]:
        tokens, width = self.workspace.tokens, float(self.body.width())
        items: list[Item] = [Box(0, 0, width, self.body.height(), tokens.surface.panel)]
        if not self.rows:
            words = "No date differs."
            items.append(Words(width / 2, 48, words, 12, tokens.text.secondary, side="middle"))
        shown = self.body.visibleRegion().boundingRect()
        seen, axis = (float(shown.top()), float(shown.bottom())), self.axis
        height = float(min(len(self.rows), versions.MOST) * versions.ROW)
        workspace, room = self.workspace, self._room
        shades = shading(axis, room, worktime_of(self.comparison.merged.plan, ""))
        items.append(Group(tuple(chart.shading(shades, height, tokens)), versions.NAMES))
        today = axis.x_of(workspace.now_on(axis))
        line = [chart.today_line(today, height, tokens)] if 0 <= today <= room else []
        return items + versions.draw(
            self.comparison, self.rows, axis, width, self.chosen, tokens, ruler, self._near, seen, line
        )


class _Painted(QWidget):
    """A widget that shows drawing items, asked for anew each time."""

    def __init__(self, chart: VersionsChart, items: Callable[[], list[Item]]) -> None:
        super().__init__(chart)
        self._chart, self._items = chart, items

    def sizeHint(self) -> QSize:
        return QSize(400, 120)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self is self._chart.body:
            row = self._chart.row_at(event.pos().y())
            QToolTip.showText(event.globalPos(), f"{row.name}: {row.said}" if row else "", self)
            return True
        return super().event(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        if plain and event.angleDelta().y():
            event.ignore()  # the rows scroll
        else:
            self._chart.wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = self._chart.row_at(event.position().y()) if self is self._chart.body else None
        if row is not None and event.button() == Qt.MouseButton.LeftButton:
            self._chart.picked.emit(row.id)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.setPen(QColor(0, 0, 0))
        Brush(painter).paint(self._items(), QRectF(event.rect()))
        painter.end()
