"""Putting tasks into another group: what they are grouped by takes the group's value."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_app.analysis.facets import FACETS, FIELD, HOLDERS
from roadmap_app.commands import fields, labels
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule

FOLLOWS = {
    "status": "The status of a task follows from its progress and its dates: change those.",
    "start": "The month follows from the dates: drag the bar along the time axis.",
    "finish": "The month follows from the dates: drag the bar along the time axis.",
    "lane": "Lanes are the outline: choose No Groups to move tasks there.",
    "parent": "Summary tasks are the outline: choose No Groups to move tasks there.",
    "assigned": "Who is assigned, with how much, is changed in the inspector.",
}


def put(draft: Draft, schedule: Schedule, ids: Sequence[str], by: str, key: str, today: int) -> None:
    """Give tasks the value that the group of a facet has; Refusal where it is no value that is typed."""
    if reason := refusal(draft.plan, by):
        raise Refusal(reason)
    for id in ids:
        if by in HOLDERS:
            draft.change(draft.tasks[id], **{by: key})
        else:
            fields.set(draft, schedule, id, by, key, today)


def refusal(plan: Plan, by: str) -> str:
    """Why tasks cannot be put into another group of a facet; "" where they can."""
    if by in FOLLOWS:
        return FOLLOWS[by]
    if not fields.has(plan, by) or fields.column_of(plan, by).take is None:
        title = FACETS[by].title if by in FACETS else by
        return f"{title} is computed from other fields, so it cannot be set by moving a task to a group."
    return ""


def is_entered(by: str) -> bool:
    """Whether a new task can have any value of a facet from the begin."""
    return by in HOLDERS or by == "tags" or by.startswith(FIELD)


def label(plan: Plan, ids: Sequence[str], words: str) -> str:
    """`Move 'API freeze' to Payments`."""
    return f"Move {labels.named(plan, ids)} to {words}"
