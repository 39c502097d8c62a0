"""What the head of a column says of the arrangement: an arrow where rows are sorted by it, a funnel where filtered."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter

from roadmap_app.analysis.filters import values_of
from roadmap_app.app.theme import icons
from roadmap_app.app.workspace import Workspace

SIZE = 11


def paint(painter: QPainter, area: QRect, workspace: Workspace, column: str) -> int:
    """Draw the marks of a column at the right of its head's lower half; answers how much room they take."""
    arrangement, names = workspace.arrangement, []
    for id, descending in arrangement.sort:
        if id == column:
            names.append("arrow-down" if descending else "arrow-up")
    if arrangement.filter and is_filtered(workspace, column):
        names.append("filter")
    x = area.right() - 2
    for name in names:
        x -= SIZE
        icons.paint(painter, name, workspace.tokens.accent.base, QRectF(x, area.center().y() - SIZE / 2, SIZE, SIZE))
        x -= 2
    return area.right() - 2 - x if names else 0


def is_filtered(workspace: Workspace, column: str) -> bool:
    """Whether the filter asks for values of a column."""
    named = workspace.arranging.facts.named
    names = frozenset(name for name, id in named.items() if id == column)
    return values_of(workspace.arrangement.filter, names) is not None
