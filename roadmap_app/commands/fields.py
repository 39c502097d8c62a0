"""The columns of a task: what a cell shows, what its editor starts with, and what typing does.

One table for the grid, the inspector, the clipboard and the workbook. To add a column, add a row to the module of
its subject in `commands/columns`; a plan's custom fields are columns too.
"""

from __future__ import annotations

from roadmap_app.commands.columns import basic, custom, people, times, tracking
from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.columns.column import Ask, Column, Entry, finish_of, start_of
from roadmap_app.commands.columns.times import CONSTRAINT_NAMES
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model import text as written
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.schedule import Schedule

__all__ = [
    "COLUMNS", "CONSTRAINT_NAMES", "Column", "all_columns", "column_of", "edit_text", "finish_of", "has", "name_of",
    "refusal", "set", "start_of", "text",
]  # fmt: skip

# In the order in which a chooser lists them.
GROUPS = (
    "Task", "Dates", "Links and slack", "People", "Progress", "Baseline", "Work and cost", "Scheduling", custom.GROUP
)  # fmt: skip
COLUMNS: dict[str, Column] = {**basic.COLUMNS, **times.COLUMNS, **people.COLUMNS, **tracking.COLUMNS}


def all_columns(plan: Plan | Draft) -> dict[str, Column]:
    """Every column that the tasks of a plan can have, by id: the program's own, then its custom fields."""
    own = {custom.column_id(field.id): custom.column(field) for field in custom.in_order(plan)}
    return {**COLUMNS, **own}


def has(plan: Plan | Draft, column: str) -> bool:
    """Whether there is such a column for the tasks of a plan."""
    return column in COLUMNS or custom.field_of(plan, column) is not None


def column_of(plan: Plan | Draft, id: str) -> Column:
    """A column by its id; KeyError for one that the plan does not have."""
    found = COLUMNS.get(id)
    if found is not None:
        return found
    field = custom.field_of(plan, id)
    if field is None:
        raise KeyError(id)
    return custom.column(field)


def text(plan: Plan | Draft, schedule: Schedule, id: str, column: str, today: int) -> str:
    """What the cell shows; KeyError for a column or task that there is not."""
    return column_of(plan, column).shown(Ask(plan, schedule, id, today))


def edit_text(plan: Plan | Draft, schedule: Schedule, id: str, column: str, today: int) -> str:
    """What the editor starts with: the value as it would be typed."""
    entry = column_of(plan, column)
    return (entry.typed or entry.shown)(Ask(plan, schedule, id, today))


def refusal(plan: Plan | Draft, id: str, column: str) -> str:
    """Why a cell cannot be typed into; "" where it can."""
    entry, task = column_of(plan, column), plan.tasks[id]
    if entry.take is None:
        return f"{entry.title} is computed from the plan."
    if plan.outline.is_summary(id) and not entry.of_summaries and not (task.manual and column != "percent"):
        count = written.plural(len(plan.outline.children[id]), "task")
        return f"The {entry.title.lower()} of {written.quoted(task.name)} comes from its {count}. Change it there."
    return ""


def set(draft: Draft, schedule: Schedule, id: str, column: str, typed: str, today: int) -> None:
    """Take typed text into a column. `schedule` is that of the draft's origin. Refusal says what would be right."""
    if reason := refusal(draft, id, column):
        raise Refusal(reason)
    take = column_of(draft, column).take
    if take is not None:
        take(Entry(draft, schedule, id, today), typed)
