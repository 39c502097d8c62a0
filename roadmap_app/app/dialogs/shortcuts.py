"""All keys, from the table of actions, as they are set now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from roadmap_app.app import boxes
from roadmap_app.app.actions.table import Action, all_actions
from roadmap_app.app.dialogs import listing
from roadmap_app.app.dialogs.listing import Row, Section, Verb
from roadmap_app.app.gantt.gesture_list import GESTURES as IN_CHART
from roadmap_app.app.grid.gesture_list import GESTURES as IN_GRID
from roadmap_app.app.preferences import keys

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow

HEADS = ("Menu", "What", "Keys")


def show(window: MainWindow) -> QDialog:
    settings = window.settings

    def rows() -> list[Row]:
        held = ((action, keys.of(settings, action)) for action in all_actions())
        return [
            Row((action.place[0], action.label.rstrip("…"), ", ".join(map(keys.native, pressed))), about=action)
            for action, pressed in held
            if pressed
        ]

    def gestures() -> list[Row]:
        return [
            Row((where, what, how))
            for where, known in (("Chart", IN_CHART), ("Grid", IN_GRID))
            for what, how in known
        ]

    def verbs(chosen: Sequence[Row]) -> list[Verb]:
        action = chosen[0].about if len(chosen) == 1 else None
        id = action.id if isinstance(action, Action) else ""
        return [("Change…", lambda: boxes.settings(window, "Shortcuts", id))]

    sections = [
        Section("Keys", HEADS, rows, "No action has keys.", verbs, icon="settings"),
        Section("Mouse and cells", ("Where", "What", "How"), gestures, "", icon="info"),
    ]
    return listing.show(window, "Keyboard shortcuts", sections)
