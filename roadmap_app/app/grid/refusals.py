"""The cells that a paste or a fill could not take: where, what they said, and what would be right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section
from roadmap_app.commands import fields
from roadmap_app.commands.clipboard import Refused

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow, refused: Sequence[Refused]) -> None:
    """List them; a row goes to its task."""

    def rows() -> list[Row]:
        plan = window.document.plan
        return [
            Row((str(cell.row), _title(window, cell), cell.text, cell.reason), cell.task)
            for cell in refused
            if cell.task in plan.tasks
        ]

    heads = ("Row", "Column", "What it said", "What would be right")
    section = Section("Cells", heads, rows, "None of these tasks is in the plan any more.")
    lead = "These cells are as they were; all others were taken. Undo takes the whole paste back."
    listing.show(window, "Cells that could not be taken", [section], lead)


def _title(window: MainWindow, cell: Refused) -> str:
    plan = window.document.plan
    return fields.column_of(plan, cell.column).title if fields.has(plan, cell.column) else "(no longer there)"
