"""The mouse and the keys over the chart: from a press to a selection or to a gesture and its end.

A press waits until the pointer has moved far enough; then the part it fell on decides the gesture
(`gestures.begin`). All gestures share what stands here: the threshold, scrolling at the edges, Esc, and that
they end with the plan that they began on.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent

from roadmap_app.app.gantt import clicks
from roadmap_app.app.gantt.gesture import Gesture, Pointer
from roadmap_app.app.gantt.gestures import begin
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.model.plan import Plan
from roadmap_app.scene.axis import TimeAxis
from roadmap_app.scene.chains import NOTHING, Chain
from roadmap_app.scene.hits import BADGES, EMPTY, LINK_PARTS, Hit, badge_at, hit, hit_link, hit_link_end

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

EDGE = 24  # px from the edge at which a drag scrolls
STEP = 60  # px that an arrow key scrolls
SHAPES = Qt.CursorShape
CURSORS = {
    "start": SHAPES.SizeHorCursor,
    "finish": SHAPES.SizeHorCursor,
    "progress": SHAPES.SplitHCursor,
    "link_start": SHAPES.CrossCursor,
    "link_finish": SHAPES.CrossCursor,
    "body": SHAPES.SizeAllCursor,
    "pin": SHAPES.PointingHandCursor,
    "link": SHAPES.PointingHandCursor,
    "head": SHAPES.CrossCursor,
    "tail": SHAPES.CrossCursor,
    "pan": SHAPES.ClosedHandCursor,
    **dict.fromkeys(BADGES, SHAPES.PointingHandCursor),
}
MODIFIERS = {Qt.Key.Key_Alt: "alt", Qt.Key.Key_Control: "control", Qt.Key.Key_Shift: "shift"}


@dataclass(frozen=True)
class Press:
    """Which button went down where, on which plan, and whether that has selected its row already."""

    hit: Hit
    pointer: Pointer
    plan: Plan
    button: Qt.MouseButton
    selected: bool = False


class Pointing:
    """What the mouse is doing in one chart."""

    def __init__(self, chart: GanttView) -> None:
        self.chart = chart
        self.workspace = chart.workspace
        self.gesture: Gesture | None = None
        self.hovered_link = ""
        self._pressed: Press | None = None
        self._space = False
        self._carried_from: tuple[TimeAxis, int] | None = None  # the view before a drag scrolled it
        self._edge_timer = QTimer(chart)
        self._edge_timer.setInterval(30)
        self._edge_timer.timeout.connect(self._scroll_on)
        self.workspace.rows_changed.connect(self._follow)
        self.workspace.plan_changed.connect(self._follow)
        self.workspace.selection_changed.connect(self._after_selection)

    def hit_at(self, point: QPointF) -> Hit:
        """What is under a point: a part of a bar, or a link; for an empty place the row's id with `empty`."""
        number = self.chart.row_at(point.y())
        row = self.workspace.rows.rows[number].id if number is not None else PLACEHOLDER
        sizes, drawn = self.workspace.tokens.hit, self.chart.shown_frame()
        x, y = point.x(), point.y()
        chosen = next((link for link in drawn.links if link.id == self.link), None)
        found = hit_link_end(chosen, x, y, sizes) if chosen else EMPTY
        if found is EMPTY:
            found = hit(drawn.bars, x, y, sizes, handles_of=frozenset() if chosen else frozenset([row]))
        if found is EMPTY and (badge := badge_at(drawn.labels, x, y)):
            found = Hit(badge.icon, badge.id)
        if found is EMPTY:
            found = hit_link(drawn.links, x, y, sizes)
        return Hit("empty", row) if found is EMPTY else found

    @property
    def link(self) -> str:
        """The link that is selected."""
        return self.workspace.link

    def lit(self) -> Chain:
        """What stands out: the chain of the task that is hovered or selected alone, the link that is."""
        asked = self.chart.asked
        hovered = self.workspace.hovered if self.gesture is None else ""
        found = asked.chain(hovered)
        return found | self.kept_lit() | Chain(links=frozenset(id for id in (self.link, self.hovered_link) if id))

    def kept_lit(self) -> Chain:
        """The chain of the one selected task, behind which the rest steps back; nothing during a drag, or where the
        task hangs on nothing."""
        workspace = self.workspace
        if self.gesture is not None or not workspace.look.show_chain or len(workspace.selection) != 1:
            return NOTHING
        found = self.chart.asked.chain(workspace.selection[0])
        return found if found.links else NOTHING

    # Mouse ----------------------------------------------------------------------------------------

    def press(self, event: QMouseEvent) -> None:
        if self._pressed:  # the button that went down first goes on
            return
        self.chart.setFocus(Qt.FocusReason.MouseFocusReason)
        pointer, button = Pointer.of(event), event.button()
        left = button == Qt.MouseButton.LeftButton
        plan = self.workspace.document.plan
        if button == Qt.MouseButton.MiddleButton or (self._space and left):
            self._pressed = Press(Hit("pan"), pointer, plan, button)
            self._begin(pointer)
        elif left:
            found = self.hit_at(event.position())
            new = self._is_new(found) and (pointer.control or not pointer.shift)  # with Shift, a click extends: later
            if new:
                clicks.select_row(self.workspace, found.id, pointer)
            self._pressed = Press(found, pointer, plan, button, selected=new)

    def _is_new(self, hit: Hit) -> bool:
        """Whether a hit is on a row that is not selected."""
        return hit.part not in ("empty", "pan", *LINK_PARTS) and hit.id not in self.workspace.selection

    def move(self, event: QMouseEvent) -> None:
        pointer = Pointer.of(event)
        if self._pressed and not event.buttons() & self._pressed.button:  # it was let go where nobody told of it
            self.cancel()
        if self.gesture:
            self._drag(pointer)
            self._scroll_at_edge(self.gesture.pointer)
        elif self._pressed:
            start = self._pressed.pointer
            far = abs(pointer.x - start.x) + abs(pointer.y - start.y)
            if far >= self.workspace.tokens.hit.drag_threshold:
                self._begin(pointer)
        else:
            self.hover(event.position())

    def release(self, event: QMouseEvent) -> None:
        pressed = self._pressed
        if pressed is None or event.button() != pressed.button:
            return
        if self.gesture:
            self._drag(Pointer.of(event))
            self._pressed = None
            self._end(commit=True)
            self.hover(event.position())
        else:
            self._pressed = None
            clicks.click(self.chart, pressed.hit, pressed.pointer, selected=pressed.selected)
            self.hover(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        clicks.double_click(self.chart, self.hit_at(event.position()), event.position())

    def hover(self, point: QPointF) -> None:
        """Show what a press at a point would act on."""
        number = self.chart.row_at(point.y())
        self.workspace.hover(self.workspace.rows.rows[number].id if number is not None else "")
        found = self.hit_at(point)
        self._hover_link(found.id if found.part in LINK_PARTS else "")
        known = found.part != "empty" and found.id != self.workspace.plan.project.id
        draws = found == Hit("empty", PLACEHOLDER) and not self.workspace.document.read_only
        shape = CURSORS[found.part] if known else SHAPES.CrossCursor if draws else SHAPES.ArrowCursor
        self.chart.viewport().setCursor(shape)

    def lose_keys(self) -> None:
        """The keyboard is elsewhere: a key that is let go there is not told here."""
        self._space = False

    def leave(self) -> None:
        """The mouse is gone."""
        self.workspace.hover("")
        self._hover_link("")

    def _hover_link(self, id: str) -> None:
        if id != self.hovered_link:
            self.hovered_link = id
            self.chart.paper.after_hover()

    def select_link(self, id: str) -> None:
        """Select a link in place of rows; "" for none."""
        self.workspace.select_link(id)
        if id:
            self.workspace.select(())
        self.chart.forget()

    # Following the workspace ----------------------------------------------------------------------

    def _follow(self, *_: object) -> None:
        """Let go of what belonged to another plan: one that was edited meanwhile, or another document's."""
        plan = self.workspace.document.plan
        if self._pressed and self._pressed.plan is not plan:
            self.cancel()
        if self.link not in plan.links:
            self.workspace.select_link("")
        if self.hovered_link not in plan.links:
            self.hovered_link = ""

    def _after_selection(self) -> None:
        if self.link and self.workspace.selection:
            self.select_link("")

    # Gestures -------------------------------------------------------------------------------------

    def _begin(self, pointer: Pointer) -> None:
        assert self._pressed is not None
        if self._is_new(self._pressed.hit):  # pressed with Shift, which means the axis of a drag
            self.workspace.select([self._pressed.hit.id])
        self.gesture = begin(self.chart, self._pressed.hit, self._pressed.pointer)
        if self.gesture:
            self.leave()
            self._carried_from = None
            self.chart.window_.grid.setAutoScroll(False)  # what the drag selects must not scroll away under it
            self._drag(pointer)
            self.chart.forget()

    def _drag(self, pointer: Pointer) -> None:
        """Let the gesture follow the pointer, and the cursor tell whether it may end here."""
        gesture = self.gesture
        if gesture is None:
            return
        gesture.move(gesture.held(pointer))
        if self._pressed:
            shape = CURSORS.get(self._pressed.hit.part, SHAPES.ArrowCursor)
            self.chart.viewport().setCursor(SHAPES.ForbiddenCursor if gesture.refusal else shape)
        self.chart.viewport().update()

    def _end(self, *, commit: bool) -> None:
        gesture, self.gesture = self.gesture, None
        self._edge_timer.stop()
        if gesture:
            self.chart.window_.grid.setAutoScroll(True)
            self.workspace.show_preview(None)
            (gesture.commit if commit else gesture.cancel)()
            if self._carried_from and not commit:
                axis, down = self._carried_from
                self.workspace.set_axis(axis)
                self.chart.verticalScrollBar().setValue(down)
        self.chart.viewport().unsetCursor()
        self.chart.forget()
        self.chart.time_header.update()
        self.chart.window_.status.refresh()

    def cancel(self) -> bool:
        """Give up what the mouse is doing; answers whether it was doing anything."""
        if not (self.gesture or self._pressed):
            return False
        self._pressed = None
        self._end(commit=False)
        return True

    def paper_moved(self) -> None:
        """The chart was scrolled or zoomed, by whatever: the drag under way goes on from what it began on."""
        if self.gesture and self.gesture.scrolls:
            self.gesture.follow_paper()
            self._drag(self.gesture.pointer)

    def _scroll_at_edge(self, pointer: Pointer) -> None:
        """Scroll while a drag is held at an edge."""
        inside = QRectF(self.chart.viewport().rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        if self.gesture and self.gesture.scrolls and not inside.contains(pointer.x, pointer.y):
            if not self._edge_timer.isActive():
                self._edge_timer.start()
        else:
            self._edge_timer.stop()

    def _scroll_on(self) -> None:
        if self.gesture is None:
            self._edge_timer.stop()
            return
        x, y = self.gesture.pointer.x, self.gesture.pointer.y
        width, height = self.chart.viewport().width(), self.chart.viewport().height()
        bar = self.chart.verticalScrollBar()
        self._carried_from = self._carried_from or (self.workspace.axis, bar.value())
        dx = min(x - EDGE, 0) + max(x - width + EDGE, 0)
        dy = min(y - EDGE, 0) + max(y - height + EDGE, 0)
        if dx:
            self.workspace.set_axis(self.workspace.axis.scrolled(dx / 2))
        if dy:
            bar.setValue(bar.value() + int(dy / 2))

    # Keys -----------------------------------------------------------------------------------------

    def key_press(self, event: QKeyEvent) -> bool:
        """Act on a key; answers whether it meant something here."""
        key, workspace = event.key(), self.workspace
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = True
            self.chart.viewport().setCursor(QCursor(SHAPES.OpenHandCursor))
        elif key == Qt.Key.Key_Delete and self.link:
            clicks.delete_link(self.chart, self.link)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            extend = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            clicks.step(workspace, -1 if key == Qt.Key.Key_Up else 1, extend)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            workspace.set_axis(workspace.axis.scrolled(-STEP if key == Qt.Key.Key_Left else STEP))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_F2) and workspace.current:
            workspace.edit_requested.emit(workspace.current, "name")
        else:
            return self._modifier(event, True)
        return True

    def key_release(self, event: QKeyEvent) -> bool:
        """Act on a key let go; answers whether it meant something here."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.chart.viewport().unsetCursor()
            return True
        return self._modifier(event, False)

    def _modifier(self, event: QKeyEvent, down: bool) -> bool:
        """A modifier that changes what the drag under way does."""
        name = MODIFIERS.get(Qt.Key(event.key()))
        if name is None or self.gesture is None:
            return False
        self._drag(self.gesture.pointer.but(**{name: down}))
        return True

    def _escape(self) -> bool:
        if self.cancel():
            return True
        chosen = bool(self.link)
        self.select_link("")
        return chosen
