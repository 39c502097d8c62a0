"""What would win days for a task or milestone: each change was tried, and can be taken with one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.analysis.gains import Gain, gains
from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section, Verb
from roadmap_app.model import text
from roadmap_app.model.plan import Draft

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

NONE = (
    "No single change of a day saves anything here: two or more chains are equally long, or what drives the date has "
    "happened already."
)


def show(window: MainWindow, goal: str) -> QDialog:
    name = text.quoted(window.document.plan.tasks[goal].name)

    def rows() -> list[Row]:
        document = window.document
        if goal not in document.plan.tasks:
            return []
        found = gains(document.plan, document.schedule, goal, window.workspace.today)
        project = document.plan.project
        return [
            Row((gain.sentence, text.days(gain.won, project), text.long_date(gain.finish)), gain.task, gain)
            for gain in found
        ]

    def verbs(chosen: Sequence[Row]) -> list[Verb]:
        if len(chosen) != 1 or not isinstance(chosen[0].about, Gain):
            return []
        gain = chosen[0].about
        return [("Do it", lambda: window.edit(gain.sentence, lambda draft: _take(draft, gain)))]

    section = Section("Gains", ("Change", "Saves", f"{name} would finish"), rows, NONE, verbs, figures=(1,))
    lead = f"Changes are tried one by one: those that bring {name} forward are listed. Doing one can be undone."
    return listing.show(window, f"What would save days for {name}", [section], lead)


def _take(draft: Draft, gain: Gain) -> None:
    for (kind, id), (_, after) in gain.changes.pairs.items():
        if after is None:
            draft.remove(kind, id)
        else:
            draft.put(after)
