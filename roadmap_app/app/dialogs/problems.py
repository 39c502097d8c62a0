"""What is wrong, or worth a look: findings of the file, of the schedule and of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.analysis import checks
from roadmap_app.app.dialogs import listing

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow) -> QDialog:
    document = window.document
    advice = checks.findings(document.plan, document.schedule, window.workspace.today)
    found = [*window.origin.findings, *document.schedule.problems, *advice]

    def go(row: int) -> None:
        id = found[row].id
        if id in document.plan.tasks:
            window.workspace.reveal(id)
            window.workspace.select([id])

    return listing.show(
        window,
        "Problems",
        ("Where", "What", "What to do"),
        [(finding.where, finding.message, finding.fix) for finding in found],
        empty="Nothing to worry about: no damage, no loop, no missed deadline.",
        opened=go,
    )
