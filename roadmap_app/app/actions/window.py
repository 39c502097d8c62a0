"""Window menu: moving between the panes."""

from __future__ import annotations

from roadmap_app.app.actions.table import Action

ACTIONS = (
    Action(
        id="window.next_pane",
        label="Next Pane",
        place=("Window", 1),
        run=lambda w: w.next_pane(1),
        shortcuts=("F6",), words="focus keyboard switch",
    ),
    Action(
        id="window.previous_pane",
        label="Previous Pane",
        place=("Window", 1),
        run=lambda w: w.next_pane(-1),
        shortcuts=("Shift+F6",), words="focus keyboard switch",
    ),
)
