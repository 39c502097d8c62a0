"""Dragging rows by their numbers: up and down to reorder, sideways to indent, to another group for its value."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.arranging.telling import out_of_outline
from roadmap_app.app.theme import fonts
from roadmap_app.app.theme.reading import readable
from roadmap_app.commands import labels, outline, regroup
from roadmap_app.model.outline import Outline
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import plural, quoted
from roadmap_app.scene.arranged import Group
from roadmap_app.scene.preview import moves
from roadmap_app.scene.rows import RowList
from roadmap_app.schedule import changed_ids

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

THRESHOLD = 4  # px before a press becomes a drag
STEP = 14  # px to the side for one outline level
EDGE = 16  # px from the top or bottom where the rows begin to scroll


@dataclass(frozen=True)
class Drop:
    """A place in the outline, and between which rows of the screen it is."""

    parent: str
    before: str | None
    depth: int
    gap: int  # rows above it


def drop_at(rows: RowList, tree: Outline, moving: Collection[str], gap: int, depth: int) -> Drop:
    """The place nearest to `depth` between the rows above and below a gap; `moving` rows count as not there."""
    above = next((row.id for row in reversed(rows.rows[:gap]) if row.kind == "task" and row.id not in moving), "")
    below = next((row.id for row in rows.rows[gap:] if row.kind == "task" and row.id not in moving), "")
    if not above:
        return Drop("", below or None, 0, gap)
    least = tree.depth[below] if below else 0
    depth = min(max(depth, least), tree.depth[above] + 1)
    if depth > tree.depth[above]:
        return Drop(above, below if below and tree.parent[below] == above else None, depth, gap)
    line = (above, *tree.ancestors(above))  # what the row above ends at each level
    sibling = line[tree.depth[above] - depth]
    parent = tree.parent[sibling]
    family = tree.children[parent]
    after = (id for id in family[family.index(sibling) + 1 :] if id not in moving)
    return Drop(parent, next(after, None), depth, gap)


class RowDrag:
    """One press on a row's number: a click until it moves, then a drag until the button or Esc ends it."""

    def __init__(self, grid: GridView, at: QPoint, ids: tuple[str, ...], again: bool) -> None:
        self._grid, self._ids = grid, ids
        self.again = again  # the row was selected already: a mere click leaves only it selected
        self.cancelled = False  # nothing moves any more, until the button is let go
        self._start = self._at = at
        self.drop: Drop | None = None
        tree = grid.window_.document.plan.outline
        self._moving = frozenset(below for id in ids for below in tree.branch(id))
        self._depth = tree.depth[ids[0]]
        self._scroller = QTimer(grid)
        self._scroller.timeout.connect(self._scroll)

    def move(self, at: QPoint, other: bool = False) -> None:
        """Follow the hand; Ctrl (`other`) means nothing to rows."""
        self._at = at
        if self.cancelled:
            return
        if self.drop is None and (at - self._start).manhattanLength() < THRESHOLD:
            return
        viewport = self._grid.viewport()
        self.aim(at)
        if EDGE < at.y() < viewport.height() - EDGE:
            self._scroller.stop()
        elif not self._scroller.isActive():
            self._scroller.start(40)
        viewport.setCursor(Qt.CursorShape.ClosedHandCursor)
        viewport.update()

    def aim(self, at: QPoint) -> None:
        """Where letting go here would put the rows."""
        workspace = self._grid.window_.workspace
        top = at.y() + self._grid.verticalScrollBar().value()
        gap = min(max(round(top / self._grid.row_height), 0), len(workspace.rows) - 1)
        depth = self._depth + round((at.x() - self._start.x()) / STEP)
        self.drop = drop_at(workspace.rows, workspace.document.plan.outline, self._moving, gap, depth)

    def cancel(self) -> None:
        self.cancelled, self.drop = True, None
        self._rest()

    def release(self, at: QPoint) -> None:
        """The button is let go: nothing of the drag stays on screen. A click on a row that was selected already
        leaves only that one selected."""
        self._rest()
        self._scroller.deleteLater()
        if self.drop is not None:
            self.commit()
        elif self.again and not self.cancelled:
            index = self._grid.indexAt(at)
            ids = [self._grid.cell_model.row(index).id] if index.isValid() else []
            self._grid.window_.workspace.select(ids)

    def _rest(self) -> None:
        self._scroller.stop()
        self._grid.viewport().unsetCursor()
        self._grid.viewport().update()

    def commit(self) -> None:
        """Put the rows there, if that is somewhere else."""
        window, drop = self._grid.window_, self.drop
        if drop is None:
            return

        def change(draft: Draft) -> None:
            outline.move(draft, self._ids, parent=drop.parent, before=drop.before)

        if window.edit(f"Move {self.words()}", change):
            window.workspace.select(self._ids, self._ids[0])
            window.workspace.reveal(self._ids[0])

    def paint(self, painter: QPainter) -> None:
        """The line where the rows would go, at the level they would have, and that in words."""
        if self.drop is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._grid.window_.workspace.tokens.accent.base), 2))
        self.paint_place(painter, self.drop)
        self.paint_words(painter)

    def paint_place(self, painter: QPainter, drop: Drop) -> None:
        grid, tokens = self._grid, self._grid.window_.workspace.tokens
        y = drop.gap * grid.row_height - grid.verticalScrollBar().value()
        level = drop.depth + (1 if grid.window_.workspace.rows.rows[0].kind == "project" else 0)
        x = grid.columnViewportPosition(grid.place("name")) + 6 + level * STEP
        painter.setBrush(QColor(tokens.surface.panel))
        painter.drawLine(QPointF(x + 4, y), QPointF(grid.viewport().width(), y))
        painter.drawEllipse(QPointF(x, y), 3.5, 3.5)

    def paint_words(self, painter: QPainter) -> None:
        """What letting go would do, beside the hand."""
        grid, tokens = self._grid, self._grid.window_.workspace.tokens
        words = self.words()
        painter.setFont(fonts.sized(11))
        width = min(painter.fontMetrics().horizontalAdvance(words) + 18, grid.viewport().width() - 16)
        left = min(self._at.x() + 14, grid.viewport().width() - width - 8)
        box = QRect(left, min(self._at.y() + 12, grid.viewport().height() - 32), width, 24)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tokens.surface.tooltip))
        painter.drawRoundedRect(QRectF(box), 6, 6)
        painter.setPen(QColor(tokens.text.on_tooltip))
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, width - 18)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, readable(text))

    def words(self) -> str:
        """What letting go would do: `'API freeze' into 'Build'`."""
        plan, drop = self._grid.window_.document.plan, self.drop
        whom = labels.named(plan, self._ids)
        if drop is None:
            return whom
        if drop.parent:
            return f"{whom} into {quoted(plan.tasks[drop.parent].name)}"
        return f"{whom} above {quoted(plan.tasks[drop.before].name)}" if drop.before else f"{whom} to the end"

    def _scroll(self) -> None:
        bar = self._grid.verticalScrollBar()
        step = -self._grid.row_height if self._at.y() <= EDGE else self._grid.row_height
        bar.setValue(bar.value() + step)
        self.move(self._at)


class LaneDrag(RowDrag):
    """Rows that are grouped or sorted: another group is another value; no row stands elsewhere by that."""

    def __init__(self, grid: GridView, at: QPoint, ids: tuple[str, ...], again: bool) -> None:
        super().__init__(grid, at, ids, again)
        self.lane: Group | None = None
        self.refusal = ""

    def aim(self, at: QPoint) -> None:
        window = self._grid.window_
        arranging, by = window.workspace.arranging, window.workspace.arrangement.group
        row = (at.y() + self._grid.verticalScrollBar().value()) // self._grid.row_height
        self.lane = arranging.group_of(max(row, 0)) if by else None
        stays = self.lane is not None and set(self._ids) <= set(self.lane.members)
        if by and self.lane is not None and not stays:
            self.refusal = regroup.refusal(window.document.plan, by)
        else:
            self.refusal = "" if stays or by else out_of_outline(window)
            self.lane = None
        first = self._grid.window_.workspace.rows.index(self.lane.id) if self.lane is not None else None
        self.drop = Drop("", None, 0, first or 0) if self.lane is not None or self.refusal else None

    def paint_place(self, painter: QPainter, drop: Drop) -> None:
        """A line around the rows of the group."""
        if self.lane is None or self.refusal:
            return
        grid, rows = self._grid, self._grid.window_.workspace.rows
        count = 1 + sum(rows.index(id) is not None for id in self.lane.members)
        top = drop.gap * grid.row_height - grid.verticalScrollBar().value()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(1, top, grid.viewport().width() - 2, count * grid.row_height - 1))

    def words(self) -> str:
        plan = self._grid.window_.document.plan
        if self.refusal:
            return f"✕ {self.refusal}"
        return f"{labels.named(plan, self._ids)} to {self.lane.words}" if self.lane else labels.named(plan, self._ids)

    def commit(self) -> None:
        """Give the rows the group's value; what that moves is told."""
        window, lane = self._grid.window_, self.lane
        if self.refusal:
            window.workspace.message.emit("refused", self.refusal)
        if self.refusal or lane is None:
            return
        document, by, today = window.document, window.workspace.arrangement.group, window.workspace.today
        before, ids = document.schedule, [id for id in self._ids if id not in lane.members]

        def change(draft: Draft) -> None:
            regroup.put(draft, before, ids, by, lane.key, today)

        name = regroup.label(document.plan, ids, lane.words)
        if window.edit(name, change):
            window.workspace.select(self._ids, self._ids[0])
            window.workspace.reveal(self._ids[0])
            moved = len(moves(before, document.schedule, changed_ids(before, document.schedule)))
            if moved:
                said = f"{name}: {plural(moved, 'task')} moved with it."
                window.notice.tell("done", said, "Undo", window.verbs["edit.undo"])


def begin(grid: GridView, at: QPoint, ids: tuple[str, ...], again: bool) -> RowDrag:
    """The drag of rows that are as in the plan, or grouped or sorted."""
    arranged = out_of_outline(grid.window_)
    return (LaneDrag if arranged else RowDrag)(grid, at, ids, again)
