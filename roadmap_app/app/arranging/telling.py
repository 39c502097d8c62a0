"""An arrangement in words: for the status line, and where it is the reason that something cannot be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roadmap_app.commands import fields

if TYPE_CHECKING:
    from roadmap_app.app.main_window import MainWindow


def title_of(window: MainWindow, facet: str) -> str:
    """What a column is called, as its head or a chooser does."""
    plan = window.document.plan
    if fields.has(plan, facet):
        return fields.column_of(plan, facet).title
    found = window.workspace.arranging.facts.facets.get(facet)
    return found.title if found is not None else facet


def in_words(window: MainWindow) -> str:
    """`Filtered, sorted by Finish, grouped by Owner`; "" where the rows stand as in the plan."""
    arrangement = window.workspace.arrangement
    parts = ["filtered"] if arrangement.filter else []
    if arrangement.sort:
        parts.append(f"sorted by {', '.join(title_of(window, id) for id, _ in arrangement.sort[:2])}")
    if arrangement.group:
        parts.append(f"grouped by {title_of(window, arrangement.group)}")
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def out_of_outline(window: MainWindow) -> str:
    """Why rows cannot be put elsewhere in the outline: their order on screen is not the plan's. "" where it is."""
    arrangement = window.workspace.arrangement
    if arrangement.group:
        return f"The rows are grouped by {title_of(window, arrangement.group)}: choose No Groups to change the outline."
    if arrangement.sort:
        words = title_of(window, arrangement.sort[0][0])
        return f"The rows are sorted by {words}: choose Keep This Order, or No Sort, to put rows elsewhere."
    return ""
