"""What the head of a column says of the arrangement: an arrow where rows are sorted by it, a funnel where filtered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from roadmap_app.analysis.filters import values_of
from roadmap_app.app.theme import icons
from roadmap_app.app.workspace import Workspace

SIZE, GAP = 11, 2


def marks(workspace: Workspace, column: str) -> list[str]:
    """The icons that the head of a column shows, from the right."""
    arrangement = workspace.arrangement
    names = ["arrow-down" if descending else "arrow-up" for id, descending in arrangement.sort if id == column]
    return [*names, "filter"] if arrangement.filter and is_filtered(workspace, column) else names


def width(names: list[str]) -> int:
    """How much room marks take."""
    return len(names) * (SIZE + GAP)


def paint(painter: QPainter, area: QRect, names: list[str], colour: str) -> None:
    """Draw marks at the right of an area."""
    x = area.right() - GAP
    for name in names:
        x -= SIZE
        icons.paint(painter, name, colour, QRectF(x, area.center().y() - SIZE / 2, SIZE, SIZE))
        x -= GAP


def is_filtered(workspace: Workspace, column: str) -> bool:
    """Whether the filter asks for values of a column."""
    named = workspace.arranging.facts.named
    names = frozenset(name for name, id in named.items() if id == column)
    return values_of(workspace.arrangement.filter, names) is not None
