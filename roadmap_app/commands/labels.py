"""Names of undo steps: what was done, to what."""

from __future__ import annotations

from collections.abc import Sequence

from roadmap_app.model.plan import Plan
from roadmap_app.model.text import plural, quoted, slip


def named(plan: Plan, ids: Sequence[str]) -> str:
    """`'API freeze'`, or `3 tasks`."""
    known = [id for id in ids if id in plan.tasks]
    return quoted(plan.tasks[known[0]].name) if len(known) == 1 else plural(len(known), "task")


def verb(name: str, plan: Plan, ids: Sequence[str]) -> str:
    """`Indent 'API freeze'`."""
    return f"{name} {named(plan, ids)}"


def delete(plan: Plan, ids: Sequence[str]) -> str:
    return verb("Delete", plan, ids)


def move(plan: Plan, ids: Sequence[str], worked: int, shifted: int = 0) -> str:
    """`Move 'API freeze' +3 d (12 tasks shifted)`: `shifted` counts what else moved."""
    also = f" ({plural(shifted, 'task')} shifted)" if shifted else ""
    return f"Move {named(plan, ids)} {slip(worked, plan.project)}{also}"


def field(plan: Plan, id: str, title: str, text: str) -> str:
    """`Duration of 'API freeze' 5d`."""
    value = " ".join(text.split())
    value = value if len(value) <= 30 else value[:29] + "…"
    return f"{title} of {named(plan, [id])} {value or 'cleared'}"
