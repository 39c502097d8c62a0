"""Drawing a dependency: from the end of one bar to the end of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from roadmap_app.app.gantt import painter as draw
from roadmap_app.app.gantt.gesture import Change, Gesture, Pointer
from roadmap_app.commands import links
from roadmap_app.model.plan import Draft
from roadmap_app.model.text import quoted
from roadmap_app.scene.bars import Bar
from roadmap_app.scene.frame import DrawnLink
from roadmap_app.scene.preview import Tooltip, tooltip
from roadmap_app.scene.routes import route

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


class DrawLink(Gesture):
    """The two ends give the type; a target that cannot be linked says why while it is hovered."""

    label = "Drawing a link"

    def __init__(self, chart: GanttView, start: Pointer, source: str, end: str) -> None:
        super().__init__(chart, start)
        self.source, self.end = source, end
        self.target: Bar | None = None
        self.type = "FS"

    def change(self) -> Change | None:
        self.target = self._target()
        if self.target is None:
            return None
        bar, source, to = self.target, self.source, self.target.id
        end = "start" if bar.kind == "milestone" or self.pointer.x < (bar.x0 + bar.x1) / 2 else "finish"
        self.type = kind = TYPES[self.end, end]

        def add(draft: Draft) -> str:
            return links.add(draft, source, to, kind)

        return add

    def _target(self) -> Bar | None:
        """The bar under the pointer; its row's whole height and a little beside it count."""
        number = self.chart.row_at(self.pointer.y)
        if number is None:
            return None
        row = self.workspace.rows.rows[number]
        bar = self.chart.bar_of(row.id) if row.kind == "task" and row.id != self.source else None
        reach = 12
        if bar and bar.ends[0] - reach <= self.pointer.x <= bar.ends[1] + reach:
            return bar
        return None

    def tooltip(self) -> Tooltip | None:
        plan = self.document.plan
        name = plan.tasks[self.source].name
        if self.target is None:
            return Tooltip(
                "Draw to another bar", f"from the {self.end} of {quoted(name)}", (), "Esc cancels."
            )
        other = plan.tasks[self.target.id].name
        if self.refusal:
            wbs = plan.outline.wbs
            title = f"✕ Can’t link {wbs[self.source]} to {wbs[self.target.id]}"
            return Tooltip(title, self.refusal, (), "")
        shown = self.workspace
        moved = tuple(self.chart.moves().values())
        words = tooltip(shown.plan, self.document.schedule, shown.schedule, (self.target.id,), moved)
        return Tooltip(
            f"{quoted(other)} {WORDS[self.type]} {quoted(name)}", words.title, words.rows, "Esc cancels."
        )

    def paint(self, painter: QPainter) -> None:
        tokens = self.workspace.tokens
        source = self.chart.bar_of(self.source)
        if source is None:
            return
        if self.target is not None and self.refusal:
            drawn = DrawnLink("", "", "", route(self.type, source, self.target), "refused")
            draw.link_line(painter, drawn, tokens, dashed=True)
            draw.refused(painter, self.target, tokens)
            return
        if self.target is not None:
            return  # the preview draws the link itself
        x = source.ends[0 if self.end == "start" else 1]
        pen = QPen(QColor(tokens.accent.base), 1.75)
        pen.setDashPattern([3, 2.5])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawLine(QLineF(x, source.middle, self.pointer.x, self.pointer.y))
        painter.setBrush(QColor(tokens.surface.panel))
        painter.setPen(QPen(QColor(tokens.accent.base), 1.5))
        painter.drawEllipse(QPointF(self.pointer.x, self.pointer.y), 4, 4)

    def name(self) -> str:
        plan = self.document.plan
        to = plan.tasks[self.target.id].name if self.target else ""
        return f"Link {quoted(plan.tasks[self.source].name)} → {quoted(to)}"
