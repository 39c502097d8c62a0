"""Drawing a dependency from the end of one bar to the end of another, and laying one to another bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.gantt import bar_painter, link_painter
from roadmap_app.app.gantt.gesture import Change, Gesture, Pointer
from roadmap_app.commands import links
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import quoted
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.drawn_links import DrawnLink
from roadmap_app.scene.preview import Tooltip, tooltip
from roadmap_app.scene.routes import ENDS, route

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

TYPES = {
    ("finish", "start"): "FS",
    ("start", "start"): "SS",
    ("finish", "finish"): "FF",
    ("start", "finish"): "SF",
}
WORDS = {
    "FS": "starts after",
    "SS": "starts with",
    "FF": "finishes with",
    "SF": "finishes after the start of",
}
REACH = 12  # px beside a bar that count as on it


class DrawLink(Gesture):
    """The two ends give the type; a target that cannot be linked says why while it is hovered.

    `anchor` is the task whose end stays, the predecessor unless the link is drawn from its successor.
    """

    label = "Drawing a link"
    backwards = False

    def __init__(self, chart: GanttView, start: Pointer, anchor: str, end: str) -> None:
        super().__init__(chart, start)
        self.anchor, self.end = anchor, end
        self.target: Bar | None = None
        self.type = "FS"

    @property
    def ends(self) -> tuple[str, str]:
        """Predecessor and successor, with the target as the one that is looked for."""
        other = self.target.id if self.target else ""
        return (other, self.anchor) if self.backwards else (self.anchor, other)

    def change(self) -> Change | None:
        self.target = bar = self._target()
        if bar is None:
            return None
        end = "start" if self.pointer.x < (bar.x0 + bar.x1) / 2 else "finish"
        if bar.kind == "milestone":
            end = "finish" if self.backwards else "start"
        self.type = TYPES[(end, self.end) if self.backwards else (self.end, end)]
        return self._made(*self.ends, self.type)

    def _made(self, from_: str, to: str, kind: str) -> Change | None:
        def add(draft: Draft) -> str:
            return links.add(draft, from_, to, kind)

        return add

    def _target(self) -> Bar | None:
        """The bar under the pointer; its row's whole height and a little beside it count.

        It is looked for where it stood before: the link in preview may have moved it from under the pointer.
        """
        number = self.chart.row_at(self.pointer.y)
        if number is None:
            return None
        row = self.workspace.rows.rows[number]
        bar = self.chart.bar_of(row.id, before=True) if row.kind == "task" and row.id != self.anchor else None
        if bar and bar.ends[0] - REACH <= self.pointer.x <= bar.ends[1] + REACH:
            return bar
        return None

    def tooltip(self) -> Tooltip | None:
        plan = self.document.plan
        if self.target is None:
            name = quoted(plan.tasks[self.anchor].name)
            return Tooltip("Draw to another bar", f"from the {self.end} of {name}", (), "Esc cancels.")
        from_, to = self.ends
        if self.refusal:
            wbs = plan.outline.wbs
            return Tooltip(f"✕ Can’t link {wbs[from_]} to {wbs[to]}", self.refusal, (), "")
        shown = self.workspace
        moved = tuple(self.chart.moves().values())
        words = tooltip(shown.plan, self.document.schedule, shown.schedule, (to,), moved, exact=self.exact)
        title = f"{quoted(plan.tasks[to].name)} {WORDS[self.type]} {quoted(plan.tasks[from_].name)}"
        return Tooltip(title, words.title, words.rows, "Esc cancels.")

    def paint(self, painter: QPainter) -> None:
        tokens = self.workspace.tokens
        anchor = self.chart.bar_of(self.anchor)
        if anchor is None:
            return
        if self.target is not None and self.refusal:
            source, target = (self.target, anchor) if self.backwards else (anchor, self.target)
            drawn = DrawnLink("", "", "", route(self.type, source, target), "refused")
            link_painter.link_line(painter, drawn, tokens, dashed=True)
            bar_painter.refused(painter, self.target, tokens)
            return
        if self.target is not None:
            return  # the preview draws the link itself
        x = anchor.ends[0 if self.end == "start" else 1]
        pen = QPen(QColor(tokens.accent.base), 1.75)
        pen.setDashPattern([3, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(x, anchor.middle, self.pointer.x, self.pointer.y))
        link_painter.handle(painter, QPointF(self.pointer.x, self.pointer.y), tokens)

    def name(self) -> str:
        return f"Link {self._names()}"

    def _names(self) -> str:
        tasks = self.document.plan.tasks
        return " → ".join(quoted(tasks[id].name) for id in self.ends if id in tasks)


class RerouteLink(DrawLink):
    """Drag the head or the tail of a link to another bar; its lag stays."""

    label = "Moving a link"

    def __init__(self, chart: GanttView, start: Pointer, id: str, part: str) -> None:
        self.link = chart.workspace.document.plan.links[id]
        self.backwards = part == "tail"
        sides = ENDS[self.link.type]
        anchor, side = (self.link.to, sides[1]) if self.backwards else (self.link.from_, sides[0])
        super().__init__(chart, start, anchor, "start" if side == "left" else "finish")

    def _made(self, from_: str, to: str, kind: str) -> Change | None:
        link = self.link
        if (from_, to, kind) == (link.from_, link.to, link.type):
            return None
        return lambda draft: links.reroute(draft, link.id, from_, to, kind)

    def name(self) -> str:
        return f"Move link to {self._names()}"
