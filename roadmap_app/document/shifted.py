"""What a step does beyond what it touched, behind its name: `Duration of 'Build' 5d (12 tasks shifted)`."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_app.model.changes import ChangeSet
from roadmap_app.model.records import Link
from roadmap_app.model.text import plural
from roadmap_app.schedule import Schedule, changed_ids

TOLD = " shifted"


def named(label: str, before: Schedule, after: Schedule, changes: ChangeSet, in_hand: Iterable[str] = ()) -> str:
    """The name of a step with how many tasks follow it, beside those that it changed, linked or had in hand, and what
    lies in them.

    A name that tells so already stays as it is, and so do those of steps that put rows elsewhere.
    """
    outline = after.plan.outline
    if TOLD in label or outline is not before.plan.outline:
        return label
    linked = [link.to for _, *ends in changes.of("link") for link in ends if isinstance(link, Link)]
    touched = {id for id in (*changes.ids("task"), *linked, *in_hand) if id in outline.position}
    held = {below for id in touched for below in outline.branch(id)}
    shifted = sum(1 for id in changed_ids(before, after) if id not in held and not outline.is_summary(id))
    return f"{label} ({plural(shifted, 'task')}{TOLD})" if shifted else label
