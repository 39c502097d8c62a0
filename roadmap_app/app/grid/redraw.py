"""Which rows of the grid are drawn again: those that look otherwise, not the whole of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from roadmap_app.app.grid.columns import DEFAULT
from roadmap_app.app.workspace import PLACEHOLDER
from roadmap_app.model.records import Link

if TYPE_CHECKING:
    from roadmap_app.app.grid.view import GridView

OWN = frozenset(DEFAULT)  # columns whose texts follow from their row's record, links and dates
FEW = 100  # rows beyond which the whole view is drawn


class Redraw:
    """Follows hover, selection and previews; what an edit changes is drawn whole."""

    def __init__(self, grid: GridView) -> None:
        self._grid = grid
        self._workspace = grid.window_.workspace
        self._previewed: frozenset[str] | None = frozenset()  # rows that the preview shown last drew otherwise
        self._chosen: set[str] | None = set()  # rows that were last drawn as selected or current; None: many
        self._workspace.hover_changed.connect(lambda *ids: self.rows(ids))
        self._workspace.link_changed.connect(lambda: self.rows([PLACEHOLDER]))  # it is not chosen while a link is
        self._workspace.preview_changed.connect(self._after_preview)

    def rows(self, ids: Iterable[str]) -> None:
        """Draw these rows again, as far as they are in view."""
        grid, viewport = self._grid, self._grid.viewport()
        for id in ids:
            row = self._workspace.rows.index(id)
            if row is not None:
                viewport.update(0, grid.rowViewportPosition(row), viewport.width(), grid.row_height)

    def chosen(self) -> None:
        """Draw the rows again that are selected or current now, or were before."""
        before, self._chosen = self._chosen, self._marked()
        if before is None or self._chosen is None:
            self._grid.viewport().update()
        else:
            self.rows(before | self._chosen)

    def _marked(self) -> set[str] | None:
        """Rows that look selected or current; None for many."""
        workspace, block = self._workspace, self._grid.choosing.shown
        rows = workspace.rows.rows[block.top : block.bottom + 1] if block is not None else ()
        if len(workspace.selection) + len(rows) > FEW:
            return None
        index = self._grid.currentIndex()
        here = workspace.rows.rows[index.row()].id if -1 < index.row() < len(workspace.rows) else workspace.current
        return {workspace.current, here, *workspace.selection, *(row.id for row in rows)}

    def _after_preview(self) -> None:
        """Draw the rows again that a drag shows otherwise now, or did before."""
        grid = self._grid
        before, self._previewed = self._previewed, self._touched()
        if before is None or self._previewed is None:
            grid.viewport().update()
            return
        first = max(grid.rowAt(0), 0)
        shown = self._workspace.rows.rows[first : first + grid.viewport().height() // grid.row_height + 2]
        self.rows(row.id for row in shown if row.id in before or row.id in self._previewed)

    def _touched(self) -> frozenset[str] | None:
        """Rows that a preview may show otherwise than the document; None where that may be any."""
        shown, outline = self._workspace.preview, self._workspace.plan.outline
        if shown is None:
            return frozenset()
        if not OWN.issuperset(self._workspace.columns):
            return None
        found = {shown.plan.project.id, *self._grid.window_.gantt.moves()}
        for (kind, id), (before, after) in shown.changes.pairs.items():
            if kind == "task" and before is not None and after is not None:
                found.update((id, *outline.ancestors(id)))
            elif kind == "link":
                found.update(link.to for link in (before, after) if isinstance(link, Link))
            else:
                return None
        return frozenset(found)
