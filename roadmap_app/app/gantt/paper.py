"""What the chart draws: kept from one frame to the next, so that scrolling and hovering draw only what is new."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from roadmap_app.app.gantt import bar_painter, label_painter, link_painter, overlay, painter
from roadmap_app.app.gantt.asked import Asked
from roadmap_app.app.theme import fonts, inks
from roadmap_app.scene import holidays
from roadmap_app.scene.bars import Rect
from roadmap_app.scene.beside import Side
from roadmap_app.scene.chains import NOTHING, Chain
from roadmap_app.scene.frame import Frame
from roadmap_app.scene.header import header
from roadmap_app.scene.holidays import Upright
from roadmap_app.scene.labels import Label
from roadmap_app.scene.routes import LinkIndex
from roadmap_app.scene.shading import Shade, shading
from roadmap_app.scene.sheet import Sheet

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

FEW = 60  # rows beyond which the whole view is drawn
MOST_PARTS = 8  # of a view that are drawn one by one
RING = 3  # px that what is drawn of a row reaches out of it
CAPTION = 11  # px, the size of the names of holidays


class Paper:
    """The sheet below the window of one chart, and what of it is in view."""

    def __init__(self, chart: GanttView) -> None:
        self._chart, self._workspace = chart, chart.workspace
        self.asked = Asked(chart.workspace)
        self._index: LinkIndex | None = None
        self._sheet: Sheet | None = None
        self._before: Sheet | None = None  # the one that is out of date
        self._frame: Frame | None = None  # what is seen, on the sheet
        self._shown: Frame | None = None  # the same in viewport coordinates
        self._names: tuple[Upright, ...] | None = None  # of holidays, upright in their columns
        self._lights: tuple[Chain, bool] = NOTHING, False
        self._chosen: frozenset[str] = frozenset()
        self._drawn_at = (0, 0)
        self._told_on: Side | None = None  # the side on which the words of a gesture stand

    # What is seen -------------------------------------------------------------------------------

    @property
    def place(self) -> tuple[int, int]:
        """Which place of the sheet lies at the top left of the viewport."""
        return self._workspace.axis.origin, self._chart.verticalScrollBar().value()

    def shown_frame(self) -> Frame:
        """The frame of the rows in view, in viewport coordinates, made when it is first asked for."""
        if self._shown is None:
            x, y = self.place
            self._shown = self.seen().moved(-x, -y)
        return self._shown

    def seen(self) -> Frame:
        """The frame of the rows in view, as it lies on the sheet."""
        if self._frame is None:
            if self._sheet is None or self._sheet.axis != self._workspace.axis.paper():
                self._sheet, before = self._made(), self._before
                self._before = None
                if before is not None:
                    self._sheet.take_over(before)
            x, y = self.place
            height, port = self._chart.row_size.height, self._chart.viewport()
            first, last = y // height - 1, (y + port.height()) // height + 1  # with what reaches into view
            self._frame = self._sheet.frame(max(first, 0), last, x, x + port.width())
        return self._frame

    def _made(self) -> Sheet:
        workspace = self._workspace
        self._lights = lit, steps_back = self._lit()
        return Sheet(
            workspace.plan, workspace.schedule, workspace.rows, workspace.axis.paper(), size=self._chart.row_size,
            look=workspace.look, links=self._links(), measure=self._measure, today=workspace.today,
            variance=workspace.variance, before=workspace.document.schedule if workspace.preview else None,
            moved=self._chart.moves(), lit=lit, steps_back=steps_back, standing=workspace.standing,
            texts=self.asked.text, advice=self.asked.advice, readers=workspace.arranging.readers,
        )  # fmt: skip

    def _lit(self) -> tuple[Chain, bool]:
        """What stands out, and whether the rest steps back."""
        return self._chart.pointing.lit(), bool(self._chart.pointing.kept_lit().links)

    def _links(self) -> LinkIndex:
        """The links of the plan as shown, by the rows that they cross."""
        plan, rows = self._workspace.plan, self._workspace.rows
        self._index = self._index.after(plan, rows) if self._index else LinkIndex(plan, rows)
        return self._index

    def _measure(self, words: str, strong: bool) -> float:
        return fonts.width(words, self._label_size, strong)

    @property
    def _label_size(self) -> int:
        return self._chart.row_size.font - 1

    # What is drawn again ------------------------------------------------------------------------

    def forget(self) -> None:
        """What is drawn is out of date."""
        self._before, self._sheet = self._sheet or self._before, None
        self._frame = self._shown = self._names = None
        self._chart.viewport().update()

    def after_hover(self, *ids: str) -> None:
        """Draw the rows again on which the pointer is and was, and all where another chain is lit now."""
        if self._lit() != self._lights:
            self._light()
        else:
            self.draw_again(ids)

    def _light(self) -> None:
        """Draw all of it again, as another chain is lit now."""
        self._lights = self._lit()
        if self._sheet is not None:
            self._sheet = self._sheet.lit_otherwise(*self._lights)
        self._frame = self._shown = self._names = None
        self._chart.viewport().update()

    def after_selection(self) -> None:
        before, self._chosen = self._chosen, self._workspace.chosen
        if self._lit() != self._lights:
            self._light()
        elif len(before) + len(self._chosen) > FEW:
            self._chart.viewport().update()
        else:
            self.draw_again(before ^ self._chosen)

    def draw_again(self, ids: Collection[str]) -> None:
        """Draw rows again, as far as they are in view."""
        if len(ids) > FEW:
            self._chart.viewport().update()
            return
        height, width = self._chart.row_size.height, self._chart.viewport().width()
        for id in ids:
            number = self._workspace.rows.index(id)
            if number is not None:
                self._chart.viewport().update(0, round(self._chart.row_top(number)) - RING, width, height + 2 * RING)

    def scrolled(self) -> None:
        """Move what is drawn with the sheet, and draw what comes into view."""
        before, now = self._drawn_at, self.place
        self._drawn_at = now
        kept, names = self._frame, self._names or ()
        self._frame = self._shown = self._names = None
        dx, dy = before[0] - now[0], before[1] - now[1]
        port = self._chart.viewport()
        same = kept is not None and self._sheet is not None and self._sheet.axis == self._workspace.axis.paper()
        near = abs(dx) < port.width() and abs(dy) < port.height()
        if kept is None or not same or not near or self._chart.gesture or not on_pixels(port, dx, dy):
            port.update()
        elif dx or dy:
            port.scroll(dx, dy)
            self._mend(kept, names, dx, dy)

    def _mend(self, kept: Frame, names: tuple[Upright, ...], dx: int, dy: int) -> None:
        """Draw again what stands otherwise now that what was drawn has been moved: words that must be seen whole, and
        what keeps to the edges of the view."""
        port = self._chart.viewport()
        if dx:
            before, after = (_by_row(frame.labels) for frame in (kept, self.seen()))
            self.draw_again([id for id in before.keys() | after.keys() if before.get(id) != after.get(id)])
        for name in (*(name.moved(dx, dy) for name in names), *self._uprights()) if dx or dy else ():
            port.update(QRectF(name.x - CAPTION, name.top, 2 * CAPTION, name.bottom - name.top).toAlignedRect())
        if self._chart.hasFocus():
            for side in painter.ring_sides(port.rect()):
                port.update(side)
                port.update(side.translated(dx, dy))

    # Drawing ------------------------------------------------------------------------------------

    def paint(self, brush: QPainter, region: QRegion) -> None:
        """Draw what is asked for, part by part; all of it at once where there are many."""
        for area in [region.boundingRect()] if region.rectCount() > MOST_PARTS else region:
            brush.setClipRect(area)
            self._paint(brush, area)

    def _paint(self, brush: QPainter, area: QRect) -> None:
        """Draw a part of the viewport."""
        workspace, tokens, axis = self._workspace, self._workspace.tokens, self._workspace.axis
        width, height = self._chart.viewport().width(), self._chart.viewport().height()
        x, y = self.place
        drawn = self.seen().within(area.left() + x, area.top() + y, area.right() + 1 + x, area.bottom() + 1 + y)
        brush.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        brush.fillRect(area, inks.colour(tokens.surface.panel))
        painter.shading(brush, self._shades(), area, tokens)
        brush.translate(-x, -y)
        painter.bands(brush, drawn.bands, x, width, tokens)
        brush.translate(x, y)
        halo = self._tint_rows(brush, area)
        painter.row_lines(brush, y, self._chart.row_size.height, area, tokens)
        painter.month_lines(brush, _header(axis, width), height, tokens)
        status = workspace.plan.project.status_date
        if status is not None:
            painter.vertical(brush, axis.pixel(status), y, height, tokens.gantt.status_date, 1, (4, 3))
        today = axis.pixel(workspace.now_on(axis))
        painter.vertical(brush, today, y, height, tokens.gantt.today, 1.5)
        for instant, _ in self._chart.gesture_dates():
            painter.vertical(brush, axis.pixel(instant), y, height, tokens.accent.base, 1, (3, 3))
        hovered = workspace.hovered if self._chart.gesture is None else ""
        brush.translate(-x, -y)
        painter.frame(brush, drawn, tokens, hovered=hovered, is_selected=workspace.is_selected)
        brush.translate(x, y)
        label_painter.uprights(brush, self._uprights(), tokens)
        brush.translate(-x, -y)
        label_painter.labels(brush, drawn.labels, tokens, self._label_size, halo)
        handled, held = self._handled(), self._chart.gesture.ids if self._chart.gesture else ()
        for bar in drawn.bars:
            if bar.id in handled:
                bar_painter.handles(brush, bar, tokens)
            elif bar.id in held:
                bar_painter.grips(brush, bar, tokens)
        if held:
            bars = {bar.id: bar for bar in drawn.bars}
            for ghost in drawn.ghosts:
                if ghost.id in held and ghost.id in bars:
                    bar_painter.way(brush, ghost, bars[ghost.id], tokens)
        for link in drawn.links:
            if link.id == self._chart.pointing.link and not self._chart.gesture:
                for end in (link.route.points[0], link.route.points[-1]):
                    link_painter.handle(brush, QPointF(*end), tokens)
        brush.translate(x, y)
        if self._chart.gesture:
            self._chart.gesture.paint(brush)
            self._told_on = self._tell(brush)
        else:
            self._told_on = None
        if self._chart.hasFocus():
            painter.focus_ring(brush, self._chart.viewport().rect(), tokens)

    def _tell(self, brush: QPainter) -> Side | None:
        """What the gesture does, in words that hide as little as they can; answers on which side of it they stand."""
        gesture, moves, port = self._chart.gesture, self._chart.moves(), self._chart.viewport()
        words = gesture.tooltip() if gesture else None
        if gesture is None or words is None:
            return None
        moving: list[Rect] = []
        others: list[Rect] = []
        seen, (x, y) = self.seen(), self.place
        for part in (*seen.bars, *seen.labels):
            left, top, width, height = part.rect
            lies = moving if part.id in gesture.ids or part.id in moves else others
            lies.append((left - x, top - y, width, height))
        at, room = gesture.place(), (0, 0, port.width(), port.height())
        tokens = self._workspace.tokens
        return overlay.tooltip(brush, words, (at.x(), at.y()), room, tokens, moving, others, self._told_on)

    def _shades(self) -> tuple[Shade, ...]:
        return _shading(self._workspace.axis, self._chart.viewport().width(), self._workspace.worktime)

    def _uprights(self) -> tuple[Upright, ...]:
        """The names of holidays, which stand where there is room in what is seen."""
        if self._names is None:
            named = [shade for shade in self._shades() if shade.name and shade.x1 - shade.x0 >= holidays.NARROWEST]
            drawn, height = self.shown_frame() if named else None, self._chart.viewport().height()
            self._names = holidays.names(named, drawn, height, _caption) if drawn is not None else ()
        return self._names

    def _tint_rows(self, brush: QPainter, area: QRect) -> dict[str, str]:
        """Tint the hovered and the selected rows; answers the colour behind each row's words."""
        workspace, tokens, height = self._workspace, self._workspace.tokens, self._chart.row_size.height
        halo = {}
        above = self._chart.verticalScrollBar().value()
        first, last = (area.top() + above) // height, (area.bottom() + above) // height
        for number, row in enumerate(workspace.rows.rows[first : last + 1], first):
            selected = row.id and workspace.is_selected(row.id)
            if selected or (row.id and row.id == workspace.hovered):
                halo[row.id] = colour = tokens.accent.selection if selected else tokens.accent.hover_row
                brush.fillRect(area.left(), number * height - above, area.width(), height - 1, inks.colour(colour))
        return halo

    def _handled(self) -> frozenset[str]:
        """Rows whose bars show what can be grabbed."""
        if self._chart.gesture or self._chart.pointing.link or self._chart.window_.document.read_only:
            return frozenset()
        return frozenset([self._workspace.hovered]) if self._workspace.hovered else frozenset()


_shading = lru_cache(2)(shading)  # as a frame is drawn in parts
_header = lru_cache(2)(header)


def on_pixels(port: QWidget, dx: int, dy: int) -> bool:
    """Whether so far is a whole number of pixels of the screen, which is finer or not: what is drawn can be moved."""
    ratio = port.devicePixelRatioF()
    return (dx * ratio).is_integer() and (dy * ratio).is_integer()


def _caption(words: str, strong: bool) -> float:
    return fonts.width(words, CAPTION, strong)


def _by_row(labels: Iterable[Label]) -> dict[str, list[Label]]:
    found: dict[str, list[Label]] = {}
    for label in labels:
        found.setdefault(label.id, []).append(label)
    return found
