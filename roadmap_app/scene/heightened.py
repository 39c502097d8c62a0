"""High contrast: a theme whose colours are pushed apart until all can be told from all that they lie on.

Text has at least 7:1, a line or mark at least 4.5:1 (WCAG 2.2, AAA for text). Hues stay, as colour means the same
in every theme. What only sets a ground off (rows, weekends, soft fills) is held near the panel and carries no
meaning of its own: the text and the outline on it do.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TypeVar

from roadmap_app.scene.tokens import Theme, Tokens, contrast, mixed

TEXT, MARK, FAINT = 7.0, 4.5, 1.25
R = TypeVar("R")

# Roles that others lie on, and how much of them is left beside the panel's black or white.
GROUNDS = {
    "surface": {"window": 0.0, "panel": 0.0, "sunken": 0.6, "raised": 0.0},
    "accent": {"soft": 0.8, "selection": 0.8, "hover_row": 0.8},
    "gantt": {
        "bar": 0.45, "done_bar": 0.5, "critical_bar": 0.5, "weekend": 0.6, "holiday": 0.6, "holiday_hatch": 0.8,
    },
    "state": {"ok_soft": 0.6, "warn_soft": 0.6, "late_soft": 0.6},
    "merge": {"mine_bar": 0.45, "theirs_bar": 0.6},
    "heat": {"over": 0.6},
}  # fmt: skip
# Roles that are read: against every ground of the window.
READ = {
    "text": ("primary", "secondary", "tertiary"),
    "accent": ("base", "hover"),
    "gantt": ("critical_text", "critical_chip_text", "holiday_text"),
    "state": ("ok", "warn", "late"),
    "merge": ("mine", "theirs"),
    "heat": ("over_line",),
}
# Lines and marks: against the panel and what may lie below them.
DRAWN = {
    "line": ("border", "border_strong", "link", "slack"),
    "text": ("disabled",),
    "accent": ("focus_ring",),
    "gantt": (
        "progress", "done_progress", "critical", "summary", "milestone", "baseline", "today", "status_date",
        "drag_ghost",
    ),
    "state": ("warn_fill",),
    "merge": ("base",),
}  # fmt: skip


def heightened(look: Tokens, theme: Theme) -> Tokens:
    """The look in high contrast, under the name of that theme."""
    far, near = ("#FFFFFF", "#000000") if look.is_dark else ("#000000", "#FFFFFF")
    made = replace(look, theme=theme)
    for group, kept in GROUNDS.items():
        made = _with(made, group, {role: mixed(near, look.colour(f"{group}.{role}"), kept[role]) for role in kept})
    ramp = tuple(mixed(near, step, 0.6) for step in look.heat.ramp)
    made = replace(made, heat=replace(made.heat, ramp=ramp))
    grounds = [made.colour(f"{group}.{role}") for group, kept in GROUNDS.items() for role in kept]
    below = [near, made.surface.sunken, made.accent.selection, made.accent.hover_row, made.gantt.weekend]
    for group, roles in READ.items():
        made = _with(made, group, {role: pushed(look.colour(f"{group}.{role}"), far, grounds, TEXT) for role in roles})
    for group, roles in DRAWN.items():
        made = _with(made, group, {role: pushed(look.colour(f"{group}.{role}"), far, below, MARK) for role in roles})
    made = _with(made, "line", {"grid": pushed(look.line.grid, far, [near], FAINT)})
    made = _with(made, "surface", {"tooltip": far})
    on_tooltip = ("on_tooltip_muted", "tooltip_late", "tooltip_critical")
    texts = {role: pushed(look.colour(f"text.{role}"), near, [far], TEXT) for role in on_tooltip}
    made = _with(made, "text", {**texts, "primary": far, "on_tooltip": near, "on_accent": near})
    teams = []
    for team in look.teams:
        soft, tint = mixed(near, team.soft, 0.5), mixed(near, team.tint, 0.8)
        text, fill = pushed(team.text, far, [near, soft, tint], TEXT), pushed(team.fill, far, [near], TEXT)
        teams.append(replace(team, fill=fill, soft=soft, tint=tint, text=text, on_fill=near))
    return replace(made, teams=tuple(teams))


def pushed(colour: str, toward: str, grounds: list[str], least: float) -> str:
    """The colour, mixed with `toward` by as little as gives it that contrast on each of the grounds."""
    for step in range(33):
        tried = mixed(colour, toward, step / 32)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return toward


def _with(look: Tokens, group: str, values: dict[str, str]) -> Tokens:
    record = getattr(look, group)
    assert values.keys() <= {field.name for field in fields(record)}
    return replace(look, **{group: replace(record, **values)})
