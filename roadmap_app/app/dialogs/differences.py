"""Dates of an import that we would compute otherwise: keep them, or use ours, one by one or all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.app.dialogs import listing
from roadmap_app.exchange import stored
from roadmap_app.model.text import clock, long_date

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def show(window: MainWindow) -> QDialog:
    plan = window.document.plan
    pinned = [
        d for d in window.origin.differences
        if d.task in plan.tasks and plan.tasks[d.task].pinned_start is not None
    ]  # fmt: skip
    rows = [
        (
            f"{plan.outline.wbs[d.task]} {plan.tasks[d.task].name}",
            _span(d.stored_start, d.stored_finish),
            _span(d.our_start, d.our_finish),
            d.reason,
        )
        for d in pinned
    ]

    def release(chosen: list[int]) -> None:
        ids = [pinned[row].task for row in chosen]
        window.edit("Use our own dates", lambda draft: stored.release(draft, ids))

    def go(row: int) -> None:
        window.workspace.reveal(pinned[row].task)
        window.workspace.select([pinned[row].task])

    return listing.show(
        window,
        "Dates kept from the import",
        ("Task", "As stored", "Ours", "Why they differ"),
        rows,
        empty="No task keeps dates from an import.",
        opened=go,
        buttons=(("Use our dates for the chosen", release),),
    )


def _span(start: int, finish: int) -> str:
    return f"{long_date(start)} {clock(start)} – {long_date(finish)} {clock(finish)}"
