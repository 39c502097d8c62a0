"""Help menu: shortcuts, sample, about."""

from __future__ import annotations

from roadmap_app.app import boxes
from roadmap_app.app.actions.table import Action
from roadmap_app.app.dialogs import about
from roadmap_app.app.disk import files

ACTIONS = (
    Action(
        id="help.guide", label="Guide", place=("Help", 1), run=boxes.guide, shortcuts=("F1",),
        icon="help", tip="Every action and gesture, with a search",
        words="help manual gestures documentation mouse how to learn",
    ),
    Action(
        id="help.shortcuts", label="Keyboard Shortcuts", place=("Help", 1), run=boxes.shortcuts,
        shortcuts=("Ctrl+/",), words="keys hotkeys keyboard bindings accelerators",
    ),
    Action(
        id="help.sample", label="Open the Sample Programme", place=("Help", 1), run=files.open_sample,
        icon="plan", words="example demo tutorial",
    ),
    Action(id="help.about", label="About Roadmap", place=("Help", 2), run=about.show, words="version licence license"),
)  # fmt: skip
