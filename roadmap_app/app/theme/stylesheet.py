"""The style sheet of the window: `resources/window.qss` with the tokens of a theme put in."""

from __future__ import annotations

import re

from roadmap_app import resources
from roadmap_app.scene.tokens import Tokens

# Drawings that a style sheet can only take from files: the text colour, that on the accent, the disabled one.
MARKS = {
    "tick": ("done", "text.primary"),
    "tick-on": ("done", "text.on_accent"),
    "tick-off": ("done", "text.disabled"),
    "dash-on": ("zoom-out", "text.on_accent"),
    "expand": ("expand", "text.secondary"),
    "collapse": ("collapse", "text.secondary"),
    "collapse-off": ("collapse", "text.disabled"),
    "up": ("chevron-up", "text.secondary"),
    "up-off": ("chevron-up", "text.disabled"),
}


def stylesheet(tokens: Tokens) -> str:
    """The style sheet of a theme; KeyError or AttributeError where the sheet names a token that there is not."""
    sheet = resources.path("window.qss").read_text(encoding="utf-8")
    return re.sub(r"<([a-z]+)\.([a-z_-]+)>", lambda found: _value(tokens, found[1], found[2]), sheet) + _teams(tokens)


def _value(tokens: Tokens, group: str, name: str) -> str:
    if group == "mark":
        drawing, role = MARKS[name]
        return resources.path(f"icons/marks/{drawing}-{role.partition('.')[2]}-{tokens.theme}.svg").as_posix()
    return str(getattr(getattr(tokens, group), name))


def _teams(tokens: Tokens) -> str:
    """A chip's colours for each slot of a team, the neutral one first."""
    return "\n".join(
        f'QLabel[chip="team-{slot}"] {{ background: {team.soft}; color: {team.text}; }}'
        for slot, team in enumerate(tokens.teams)
    )
