"""What every gesture shares: the pointer, the live preview, the refusal, the tooltip.

A gesture is begun by a drag that starts, moved with the pointer, and committed or cancelled once. The plan
that it shows is the document's preview of one change; committing makes that same change an edit, so the
preview cannot differ from what is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent, QPainter

from roadmap_app.commands import Refusal
from roadmap_app.model.plan import Draft
from roadmap_app.scene.preview import Tooltip

if TYPE_CHECKING:
    from roadmap_app.app.gantt.viewport import GanttView

SENTENCE = re.compile(r"\. (?=(?:[^']*'[^']*')*[^']*$)")  # ends of sentences, but within no quoted name
Change = Callable[[Draft], object]


@dataclass(frozen=True)
class Pointer:
    """Where the mouse is in the viewport, and which modifier keys are down."""

    x: float
    y: float
    shift: bool = False
    control: bool = False
    alt: bool = False

    @classmethod
    def of(cls, event: QMouseEvent) -> Pointer:
        keys, key = event.modifiers(), Qt.KeyboardModifier
        place = event.position()
        return cls(
            place.x(), place.y(), bool(keys & key.ShiftModifier), bool(keys & key.ControlModifier),
            bool(keys & key.AltModifier),
        )  # fmt: skip

    def but(self, **members: bool) -> Pointer:
        return replace(self, **members)


class Gesture:
    """The base does nothing but hold the pointer; each gesture says what it changes.

    Where it began is an instant and a row, not a pixel: scrolling and zooming on the way move the paper under it.
    """

    label = ""
    ids: tuple[str, ...] = ()  # the tasks in hand
    scrolls = True
    keeps_axis = False  # Shift holds it on the axis along which it has gone further

    def __init__(self, chart: GanttView, start: Pointer) -> None:
        self.chart = chart
        self.workspace = chart.workspace
        self.document = chart.workspace.document
        self.start = start
        self._began = chart.minute_at(start.x), start.y + chart.verticalScrollBar().value()
        self.pointer = start
        self.refusal = ""
        self._change: Change | None = None
        self._outcome: object = None

    # What subclasses say --------------------------------------------------------------------------

    def change(self) -> Change | None:
        """The edit that the pointer's place means now; None for none."""
        return None

    def name(self) -> str:
        """The undo step's name, asked for when it is committed."""
        return self.label

    def tooltip(self) -> Tooltip | None:
        if not self.refusal:
            return None
        reason, *way_out = SENTENCE.split(self.refusal, maxsplit=1)
        return Tooltip(f"✕ {reason.rstrip('.')}", "".join(way_out), (), foot="")

    def dates(self) -> list[tuple[int, bool]]:
        """(instant, is a finish) to be marked in the time header."""
        return []

    def paint(self, painter: QPainter) -> None:
        """What is drawn over the chart."""

    def place(self) -> QPointF:
        """Where the tooltip stands."""
        return QPointF(self.pointer.x + 18, self.pointer.y + 26)

    # What they share ------------------------------------------------------------------------------

    @property
    def dx(self) -> float:
        return self.pointer.x - self.start.x

    @property
    def exact(self) -> bool:
        """True where times of day matter: at hour scales, and while Alt lets go of the grid."""
        return self.workspace.axis.clock or self.pointer.alt

    def held(self, pointer: Pointer) -> Pointer:
        """The pointer as this gesture takes it: with Shift on one axis."""
        if not (self.keeps_axis and pointer.shift):
            return pointer
        across = abs(pointer.x - self.start.x) >= abs(pointer.y - self.start.y)
        return replace(pointer, y=self.start.y) if across else replace(pointer, x=self.start.x)

    def follow_paper(self) -> None:
        """The chart was scrolled or zoomed: what it began on is at another place of the viewport."""
        instant, y = self._began
        self.start = replace(self.start, x=self.chart.x_of(instant), y=y - self.chart.verticalScrollBar().value())

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer: preview what a release here would do, or say why it cannot be."""
        self.pointer = pointer
        self._change = self.change()
        self._outcome = None
        self.refusal = ""
        if self._change is None:
            self.workspace.show_preview(None)
            self.chart.window_.status.refresh()
            return
        change = self._change

        def kept(draft: Draft) -> None:
            self._outcome = change(draft)

        try:
            self.workspace.show_preview(self.document.preview(kept))
        except Refusal as refusal:
            self.refusal = str(refusal)
            self.workspace.show_preview(None)
        self.chart.window_.status.refresh()

    def commit(self) -> None:
        """Make the previewed change an edit."""
        if self._change is not None and not self.refusal:
            self.chart.window_.edit(self.name(), self._change, in_hand=self.ids)
        elif self.refusal:
            self.workspace.message.emit("refused", self.refusal)

    def cancel(self) -> None:
        """Leave no trace."""
