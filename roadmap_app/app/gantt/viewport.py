"""The chart: draws the scene for the visible rows and hands the mouse to gestures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip

from roadmap_app.analysis.moved import Moved
from roadmap_app.app import verbs
from roadmap_app.app.gantt import clicks, scale
from roadmap_app.app.gantt.asked import Asked
from roadmap_app.app.gantt.gesture import Gesture
from roadmap_app.app.gantt.paper import Paper
from roadmap_app.app.gantt.pointing import Pointing
from roadmap_app.app.gantt.timeheader import Corner, TimeHeader
from roadmap_app.scene import holidays, preview
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.bars import Bar, bar_of
from roadmap_app.scene.chains import NOTHING, Chain
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.hits import part_rect
from roadmap_app.scene.holidays import Upright
from roadmap_app.scene.sheet import Sheet
from roadmap_app.scene.tokens import RowSize
from roadmap_app.schedule import changed_ids

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


class GanttView(QAbstractScrollArea):
    """One row list with the grid, one vertical scroll bar for both."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window_ = window
        self.workspace = window.workspace
        self.paper = Paper(self)
        self.pointing = Pointing(self)
        self._sheet: Sheet | None = None
        self._frame: Frame | None = None  # what is seen, on the sheet
        self._shown: Frame | None = None  # the same in viewport coordinates
        self._names: tuple[Upright, ...] | None = None  # of holidays, upright in their columns
        self._lights: tuple[Chain, bool] = NOTHING, False
        self._chosen: frozenset[str] = frozenset()
        self._drawn_at = (0, 0)
        self._fit_pending = False
        self._following = False
        self._moved_for: object = None
        self._moved: dict[str, Moved] = {}
        self.setAccessibleName("Gantt chart")
        self.setFrameShape(QFrame.Shape.NoFrame)  # so that its rows lie beside those of the grid
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that scrolling shifts what is drawn
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.time_header = TimeHeader(self)
        for part in (self.viewport(), self.time_header):
            part.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setViewportMargins(0, self.workspace.tokens.size.time_header, 0, 0)
        self.addScrollBarWidget(Corner(self), Qt.AlignmentFlag.AlignTop)  # the bar is beside the rows only
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        grid_bar = window.grid.verticalScrollBar()
        self.verticalScrollBar().valueChanged.connect(grid_bar.setValue)
        grid_bar.valueChanged.connect(self.verticalScrollBar().setValue)
        workspace = self.workspace
        workspace.plan_changed.connect(self.forget)
        workspace.rows_changed.connect(self._after_rows)
        workspace.preview_changed.connect(self.forget)
        workspace.selection_changed.connect(self.paper.after_selection)
        workspace.hover_changed.connect(self.paper.after_hover)
        workspace.axis_changed.connect(self._scrolled)
        workspace.look_changed.connect(self._after_rows)

    # Geometry -----------------------------------------------------------------------------------

    @property
    def row_size(self) -> RowSize:
        return self.workspace.tokens.rows[self.workspace.look.density]

    def x_of(self, minute: int) -> float:
        """Viewport pixels of an instant."""
        return self.workspace.axis.x_of(minute)

    def minute_at(self, x: float) -> int:
        """The instant at a viewport pixel."""
        return self.workspace.axis.minute_at(x)

    def row_top(self, number: int) -> float:
        return number * self.row_size.height - self.verticalScrollBar().value()

    def row_at(self, y: float) -> int | None:
        """The number of the row at a viewport pixel, None below the last."""
        number = int((y + self.verticalScrollBar().value()) // self.row_size.height)
        return number if 0 <= number < len(self.workspace.rows) else None

    def bar_of(self, id: str, *, before: bool = False) -> Bar | None:
        """The bar of a row that is shown, also when it lies outside the viewport; `before` the drag under way."""
        workspace = self.workspace
        number = workspace.rows.index(id)
        if number is None:
            return None
        row, top = workspace.rows.rows[number], self.row_top(number)
        shown = workspace.document if before else workspace
        standing = None if before else workspace.standing
        return bar_of(shown.plan, shown.schedule, None, workspace.axis, row, top, self.row_size, standing)

    def bar_rect(self, task_id: str, part: str = "body") -> QRect | None:
        """Where a part of a bar can be grabbed, in viewport coordinates; None for a row that is not shown."""
        bar = self.bar_of(task_id)
        rect = part_rect(bar, part, self.workspace.tokens.hit) if bar else None
        return QRectF(*rect).toRect() if rect else None

    def fit_when_shown(self) -> None:
        """Fit as soon as the chart has its size; one that is shown may still get another with its new plan."""
        self._fit_pending = not self.isVisible()
        if self.isVisible():
            scale.fit(self)
            fitted = self.workspace.axis
            QTimer.singleShot(0, self, lambda: self._fit_again(fitted))

    def _fit_again(self, fitted: TimeAxis) -> None:
        if self.workspace.axis is fitted:  # nobody has looked elsewhere meanwhile
            scale.fit(self)

    # Drawing --------------------------------------------------------------------------------------

    @property
    def gesture(self) -> Gesture | None:
        """The drag that is under way."""
        return self.pointing.gesture

    @property
    def gesture_label(self) -> str:
        return self.gesture.label if self.gesture else ""

    def gesture_dates(self) -> list[tuple[int, bool]]:
        """Instants that the time header marks during a gesture."""
        return self.gesture.dates() if self.gesture else []

    def moves(self) -> dict[str, Moved]:
        """What the preview moves, by id; empty without one."""
        shown = self.workspace.preview
        if shown is not self._moved_for:
            self._moved_for = shown
            before = self.workspace.document.schedule
            found = preview.moves(before, shown.schedule, changed_ids(before, shown.schedule)) if shown else ()
            self._moved = {move.id: move for move in found}
        return self._moved

    def shown_frame(self) -> Frame:
        """The frame of the rows in view, in viewport coordinates."""
        return self.paper.shown_frame()

    @property
    def asked(self) -> Asked:
        """What is known of the tasks that are drawn."""
        return self.paper.asked

    def forget(self, *_: object) -> None:
        """What is drawn is out of date."""
        self.paper.forget()

    def _after_rows(self) -> None:
        self.set_range()
        self.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        brush = QPainter(self.viewport())
        brush.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # also in a picture of a mirrored window
        self.paper.paint(brush, event.region())
        brush.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.pointing.lose_keys()
        self.viewport().update()

    # Mouse and keys -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pointing.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.pointing.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pointing.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.pointing.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        if not self.gesture:
            self.pointing.leave()
        super().leaveEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            point = QPointF(event.pos())
            words = clicks.words_of(self, self.pointing.hit_at(point))
            words = words or holidays.told(self.workspace.worktime, self.workspace.axis, point.x())
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def event(self, event: QEvent) -> bool:
        # Delete belongs to the chart while a link is selected, not to the window's shortcut for rows
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Delete and self.pointing.link:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.pointing.key_press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.pointing.key_release(event):
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.gesture:
            return
        found = self.pointing.hit_at(QPointF(event.pos()))
        if found.id and found.id not in self.workspace.selection:
            self.workspace.select([found.id])
        menu = verbs.context_menu(self.window_)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            x = self.viewport().mapFromGlobal(event.globalPosition().toPoint()).x()
            scale.zoom_at(self, 1.0015 ** (delta.y() or delta.x()), x)
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or abs(delta.x()) > abs(delta.y()):
            self.workspace.set_axis(self.workspace.axis.scrolled(-(delta.x() or delta.y()) / 1.5))
        else:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - round(delta.y() / 120 * 3 * self.row_size.height))
        event.accept()

    # Scrolling ------------------------------------------------------------------------------------

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        return  # Qt would draw all of it again

    def _scrolled(self) -> None:
        self.paper.scrolled()
        self.pointing.paper_moved()

    def set_range(self) -> None:
        """Scroll so far that the last row is seen in both views, also where the grid has a scroll bar below it."""
        bar = self.verticalScrollBar()
        whole = len(self.workspace.rows) * self.row_size.height
        room = min(self.viewport().height(), self.window_.grid.viewport().height())
        bar.setSingleStep(self.row_size.height)
        bar.setPageStep(room)
        bar.setRange(0, max(whole - room, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = self.viewport().x()  # the scroll bar is at the left where the layout is mirrored; time never is
        self.time_header.setGeometry(side, 0, self.viewport().width(), self.workspace.tokens.size.time_header)
        self.set_range()
        if self._fit_pending and self.isVisible():
            self._fit_pending = False
            scale.fit(self)
        self.forget()

    def showEvent(self, event: QEvent) -> None:
        super().showEvent(event)
        if self._fit_pending:
            self._fit_pending = False
            scale.fit(self)
