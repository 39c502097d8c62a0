"""Custom fields of a plan: made, renamed, given another type or other choices, and taken away with their values."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roadmap_app.commands import fields
from roadmap_app.commands.columns import custom
from roadmap_app.commands.columns.basic import name_of
from roadmap_app.commands.columns.column import Ask, Entry
from roadmap_app.commands.refusal import Refusal
from roadmap_app.model.ids import new_id
from roadmap_app.model.order import between, is_key
from roadmap_app.model.plan import Draft, Plan
from roadmap_app.model.records import Field
from roadmap_app.model.text import quoted
from roadmap_app.schedule import Schedule

TYPES = {
    "text": "Text", "number": "Number", "date": "Date", "list": "List of choices", "flag": "Yes or no",
    "duration": "Duration", "cost": "Money",
}  # fmt: skip
MOST_CHOICES = 500


def add(draft: Draft, name: str, type: str = "text", choices: Iterable[str] = ()) -> str:
    """A new field, last of all; answers its id. Refuses no name, and one that is taken."""
    name = _free(draft, name, "")
    last = max((field.ord for field in draft.fields.values()), default="")
    ord = between(last, "") if is_key(last) or not last else ""
    return draft.put(Field(id=new_id(), name=name, type=type, choices=_distinct(choices), ord=ord)).id


def rename(draft: Draft, id: str, name: str) -> None:
    draft.change(draft.fields[id], name=_free(draft, name, id))


def retype(draft: Draft, schedule: Schedule, id: str, type: str, today: int) -> int:
    """Give a field another type: each value becomes what its text means there. Answers how many meant nothing and
    went; a list takes its choices from what is there."""
    old = draft.fields[id]
    texts = {
        task: custom.column(old).typed or custom.column(old).shown
        for task in [each.id for each in draft.tasks.values() if custom.value_of(each, id) is not None]
    }
    said = {task: read(Ask(draft, schedule, task, today)) for task, read in texts.items()}
    choices = old.choices
    if type == "list" and not choices:
        choices = _distinct(sorted(set(said.values()), key=str.casefold))
    field = draft.change(old, type=type, choices=choices)
    lost = 0
    for task, text in said.items():
        try:
            value: custom.Value | None = custom.parse(field, text, Entry(draft, schedule, task, today))
        except Refusal:
            value, lost = None, lost + 1
        record = draft.tasks[task]
        draft.change(record, fields=custom.with_value(record, id, value))
    return lost


def add_choice(draft: Draft, id: str, name: str) -> None:
    """One more choice, last of all."""
    field = draft.fields[id]
    draft.change(field, choices=(*field.choices, _free_choice(field, name, "")))


def rename_choice(draft: Draft, id: str, old: str, name: str) -> int:
    """Give a choice another name, also where tasks have it; answers how many do. KeyError for no such choice."""
    field = draft.fields[id]
    if old not in field.choices:
        raise KeyError(old)
    name = _free_choice(field, name, old)
    draft.change(field, choices=tuple(name if each == old else each for each in field.choices))
    return _replace(draft, id, old, name)


def remove_choice(draft: Draft, id: str, name: str) -> int:
    """Take a choice away, and from the tasks that have it; answers how many had."""
    field = draft.fields[id]
    draft.change(field, choices=tuple(each for each in field.choices if each != name))
    return _replace(draft, id, name, None)


def order_choices(draft: Draft, id: str, choices: Sequence[str]) -> None:
    """The same choices in another order."""
    field = draft.fields[id]
    if sorted(choices) != sorted(field.choices):
        raise ValueError(f"these are not the choices of '{field.name}'")
    draft.change(field, choices=tuple(choices))


def delete(draft: Draft, id: str) -> int:
    """Take a field away with the values that tasks have in it; answers how many those were."""
    count = 0
    for task in list(draft.tasks.values()):
        if custom.value_of(task, id) is not None:
            draft.change(task, fields=custom.with_value(task, id, None))
            count += 1
    draft.remove("field", id)
    return count


def count_of(plan: Plan | Draft, id: str) -> int:
    """How many tasks have a value in a field."""
    return sum(custom.value_of(task, id) is not None for task in plan.tasks.values())


def _replace(draft: Draft, id: str, old: str, new: str | None) -> int:
    count = 0
    for task in list(draft.tasks.values()):
        if custom.value_of(task, id) == old:
            draft.change(task, fields=custom.with_value(task, id, new))
            count += 1
    return count


def _free(draft: Draft, typed: str, id: str) -> str:
    """A name that no other column has: columns are told apart by their names, also when rows are pasted."""
    name = name_of(typed)
    if not name:
        raise Refusal("A field needs a name.")
    own = custom.column_id(id)
    for other, column in fields.all_columns(draft).items():
        if other != own and column.title.casefold() == name.casefold():
            raise Refusal(f"There is a field {quoted(name)} already. Choose another name.")
    return name


def _free_choice(field: Field, typed: str, old: str) -> str:
    name = name_of(typed)
    if not name:
        raise Refusal("A choice needs a name.")
    if any(each.casefold() == name.casefold() for each in field.choices if each != old):
        raise Refusal(f"{quoted(name)} is a choice already.")
    if not old and len(field.choices) >= MOST_CHOICES:
        raise Refusal(f"A field can have {MOST_CHOICES} choices.")
    return name


def _distinct(choices: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for choice in map(name_of, choices):
        if choice:
            found.setdefault(choice.casefold(), choice)
    return tuple(found.values())[:MOST_CHOICES]
