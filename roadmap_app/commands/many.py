"""One column of many tasks at once: the value that they have in common, and setting it for all of them or none."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_app.commands import fields
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.text import plural
from roadmap_app.schedule import Schedule


def common(
    plan: Plan, schedule: Schedule, ids: Sequence[str], column: str, today: int, *, edit: bool = False
) -> str | None:
    """What the cells of some tasks show (with `edit`: what their editors start with); None where they differ."""
    read = fields.edit_text if edit else fields.text
    texts = (read(plan, schedule, id, column, today) for id in ids)
    first = next(texts)
    return first if all(text == first for text in texts) else None


def refusal(plan: Plan, ids: Sequence[str], column: str) -> str:
    """Why a column of some tasks cannot be typed into, by the first that forbids it; "" where it can."""
    reasons = [reason for id in ids if (reason := fields.refusal(plan, id, column))]
    if not reasons or len(ids) == 1 or fields.column_of(plan, column).take is None:
        return reasons[0] if reasons else ""
    return f"{_share(len(reasons), len(ids))} cannot take it. {reasons[0]}"


def set_all(draft: Draft, schedule: Schedule, ids: Sequence[str], column: str, typed: str, today: int) -> None:
    """Give all of some tasks a value as typed, or none of them: the Refusal counts those that cannot, and says why."""
    reasons = []
    for id in ids:
        try:
            fields.set(draft, schedule, id, column, typed, today)
        except Refusal as reason:
            reasons.append(str(reason))
            if len(ids) == 1:
                raise
    if len(reasons) == len(ids) and len(set(reasons)) == 1:  # the text itself cannot be read
        raise Refusal(reasons[0])
    if reasons:
        raise Refusal(f"{_share(len(reasons), len(ids))} cannot take it: {reasons[0]} Nothing was changed.")


def _share(some: int, all: int) -> str:
    return f"{some:,} of {plural(all, 'task')}"
