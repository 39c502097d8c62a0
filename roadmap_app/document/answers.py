"""Another answer to a conflict than any version has: typed, and read as the task's own column reads it."""

from __future__ import annotations

from roadmap_app.commands import Refusal, fields
from roadmap_app.commands.columns import custom
from roadmap_app.document import wording
from roadmap_app.document.comparison import Comparison, Other
from roadmap_app.model.plan import Draft
from roadmap_app.model.records import Task
from roadmap_app.storage.merge_values import Clash
from roadmap_app.storage.schema import schema_of

COLUMNS = {"constraint_date": "constraint_date", "ord": "", "parent": ""}  # whose columns are not named as they are


def column_of(comparison: Comparison, clash: Clash) -> str:
    """The column that a conflict can be typed into; "" where there is none."""
    plan = comparison.merged.plan
    if clash.kind != "task" or clash.id not in plan.tasks or not clash.field:
        return ""
    name, _, part = clash.field.partition(".")
    column = custom.column_id(part) if name == "fields" and part else COLUMNS.get(name, name)
    if not column or not fields.has(plan, column) or fields.refusal(plan, clash.id, column):
        return ""
    return column


def typed(comparison: Comparison, clash: Clash, words: str, today: int) -> Other:
    """What was typed, as an answer; Refusal says what would be right."""
    plan, column = comparison.merged.plan, column_of(comparison, clash)
    if not column:
        raise Refusal("This cannot be typed; take one of the answers above.")
    draft = Draft(plan)
    fields.set(draft, comparison.merged_schedule, clash.id, column, words, today)
    name, _, part = clash.field.partition(".")
    task = draft.tasks[clash.id]
    value = dict(task.fields).get(part) if part else getattr(task, name)
    if part:
        return Other(value, words.strip() or "none")
    member = next(each for each, found in schema_of(Task).members.items() if found.attr == name)
    return Other(value, wording.value(draft.plan, task, member))


def start(comparison: Comparison, clash: Clash, today: int) -> str:
    """What the field begins with."""
    column = column_of(comparison, clash)
    plan, schedule = comparison.merged.plan, comparison.merged_schedule
    return fields.edit_text(plan, schedule, clash.id, column, today) if column else ""
