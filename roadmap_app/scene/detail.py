"""How much the chart tells at a scale: zooming out summarises instead of shrinking into noise.

At weeks and finer all is shown. At months, links that set no date step back. At years single tasks lose
their words and slack, and summaries tell how many tasks they hold.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from roadmap_app.scene.frame import Look

MONTHS = 1.5  # px per day below which only links that set a date are drawn
YEARS = 0.8  # and below which single tasks are told no more


def at_scale(look: Look, px_per_day: float) -> Look:
    """What of a look is shown at a scale."""
    return replace(look, show_slack=False) if px_per_day < YEARS else look


def shows_link(state: str, drives: bool, px_per_day: float) -> bool:
    """Whether a link is drawn: far out only those that set a date, then only what stands out."""
    if px_per_day >= MONTHS or state == "lit":
        return True
    if px_per_day >= YEARS:
        return drives or state == "late"
    return state == "late"


def tells_tasks(px_per_day: float) -> bool:
    """Whether ordinary tasks have words beside their bars."""
    return px_per_day >= YEARS


def tells_counts(px_per_day: float, folded: bool) -> bool:
    """Whether a summary says how many tasks it holds: where it hides them, and where they are too small to tell."""
    return folded or px_per_day < YEARS
