"""Columns of custom fields: what the `Field` records of a plan say, by ids such as `field:k3f…`."""

from __future__ import annotations

from functools import lru_cache

from roadmap_app.commands.columns.column import NO, YES, Ask, Column, Entry, date, one_of, typed_date
from roadmap_app.commands.columns.tracking import money
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_duration, parse_flag, parse_instant, parse_money, parse_number
from roadmap_app.model import text as written
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field, Task

PREFIX = "field:"
GROUP = "Custom fields"
Value = str | int
RIGHT = ("number", "date", "duration", "cost")
KINDS = {"cost": "money"}  # other types of fields are kinds of columns by the same name


def column_id(field: str) -> str:
    return PREFIX + field


def field_of(plan: Plan | Draft, column: str) -> Field | None:
    """The field that a column shows; None for other columns and for fields that are not there."""
    return plan.fields.get(column[len(PREFIX) :]) if column.startswith(PREFIX) else None


def title_of(field: Field) -> str:
    return field.name or field.source or "Field"


def value_of(task: Task, field: str) -> Value | None:
    return next((value for id, value in task.fields if id == field), None)


def with_value(task: Task, field: str, value: Value | None) -> tuple[tuple[str, Value], ...]:
    """The custom values of a task with another one for a field; None takes it away."""
    others = [pair for pair in task.fields if pair[0] != field]
    return tuple(sorted(others if value is None else [*others, (field, value)]))


def in_order(plan: Plan | Draft) -> list[Field]:
    """The fields of a plan as people see them."""
    return sorted(plan.fields.values(), key=lambda field: (field.ord, title_of(field), field.id))


@lru_cache(maxsize=512)
def column(field: Field) -> Column:
    """The column of a field."""

    def shown(ask: Ask) -> str:
        return words(field, value_of(ask.task, field.id), ask)

    def typed(ask: Ask) -> str:
        value = value_of(ask.task, field.id)
        if field.type == "date" and isinstance(value, int):
            return typed_date(value, ask.plan.project.default_start)
        return shown(ask)

    def take(entry: Entry, text: str) -> None:
        value = parse(field, text, entry) if text.strip() else None
        entry.change(fields=with_value(entry.task, field.id, value))

    choices = {"list": field.choices, "flag": (YES, NO)}.get(field.type, ())
    return Column(
        title_of(field), shown, take, typed, of_summaries=True, right=field.type in RIGHT,
        kind=KINDS.get(field.type, field.type), group=GROUP, choices=(lambda plan: choices) if choices else None,
    )  # fmt: skip


def words(field: Field, value: Value | None, ask: Ask) -> str:
    """A value as cells show it. One of another type than the field's is shown as it is."""
    if value is None:
        return ""
    if isinstance(value, int):
        if field.type == "date":
            return date(value, ask)
        if field.type == "duration":
            return ("-" if value < 0 else "") + written.duration(abs(value), ask.plan.project)
        if field.type == "cost":
            return money(value, ask.plan.project)
        if field.type == "flag":
            return YES if value else NO
    return str(value)


def parse(field: Field, text: str, entry: Entry) -> Value:
    """What typed text means in a field; Refusal where that cannot be told."""
    project = entry.draft.project
    if field.type == "number":
        return parse_number(text)
    if field.type == "date":
        return parse_instant(text, entry.today, project.default_start)
    if field.type == "duration":
        return parse_duration(text, project).minutes
    if field.type == "cost":
        return parse_money(text, project)
    if field.type == "flag":
        return int(parse_flag(text))
    if field.type == "list":
        if not field.choices:
            raise Refusal(f"{written.quoted(title_of(field))} has no choices yet. Add some under Edit Fields.")
        return one_of(text, {choice: choice for choice in field.choices}, f"choice of {title_of(field)}")
    return text.strip()
