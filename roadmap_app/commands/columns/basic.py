"""What a task is: its name, numbers, kind, words about it."""

from __future__ import annotations

from roadmap_app.commands.columns.column import Ask, Column, Entry, flags, named_choice, sets
from roadmap_app.commands.refusal import Refusal
from roadmap_app.commands.typed import parse_words
from roadmap_app.model import text as written
from roadmap_app.model.plan import Draft, Plan

LONGEST_NAME = 4000
TASK_TYPES = {"fixed_units": "Fixed units", "fixed_duration": "Fixed duration", "fixed_work": "Fixed work"}
SCOPES = {"": "", "candidate": "Candidate", "added": "Added", "removed": "Removed"}


def name_of(typed: str) -> str:
    """A name as typed or pasted, on one line; Refusal for one that is too long."""
    name = written.one_line(typed)
    if len(name) > LONGEST_NAME:
        raise Refusal(
            f"A name can have {LONGEST_NAME:,} letters; this one has {len(name):,}. Put the rest into the notes."
        )
    return name


def _take_name(entry: Entry, typed: str) -> None:
    entry.change(name=name_of(typed))


def _take_code(entry: Entry, typed: str) -> None:
    """An own number in place of the computed one; two tasks cannot have the same."""
    code = name_of(typed)
    other = entry.draft.outline.by_wbs.get(code)
    if code and other not in (None, entry.id):
        whom = written.quoted(entry.draft.tasks[other or ""].name)
        raise Refusal(f"{whom} has the number {code} already. Type another, or nothing for the computed one.")
    entry.change(code=code)


def _take_priority(entry: Entry, typed: str) -> None:
    if not typed.strip().isdigit() or int(typed) > 1000:
        raise Refusal(f"'{typed.strip()}' is not a priority. Type a whole number from 0 to 1000; 500 is usual.")
    entry.change(priority=int(typed))


def _take_milestone(entry: Entry, value: bool) -> None:
    if not value and not entry.task.duration:
        raise Refusal(f"{written.quoted(entry.task.name)} takes no time, so it is a milestone. Type a duration.")
    entry.change(milestone=value)


def _take_manual(entry: Entry, value: bool) -> None:
    """By hand, a task keeps the dates that it has; else its links set them again."""
    id, schedule = entry.id, entry.schedule
    known = id in schedule
    entry.change(
        manual=value,
        start=schedule.start(id) if value and known else None,
        finish=schedule.finish(id) if value and known else None,
    )


def _take_tags(entry: Entry, typed: str) -> None:
    entry.change(tags=parse_words(typed))


def tags_of(plan: Plan | Draft) -> tuple[str, ...]:
    """All tags that a plan uses, in alphabetical order."""
    return tuple(sorted({tag for task in plan.tasks.values() for tag in task.tags}, key=str.casefold))


def _parent(ask: Ask) -> str:
    parent = ask.plan.outline.parent[ask.id]
    return ask.plan.tasks[parent].name if parent else ""


def _links(ask: Ask) -> str:
    return ", ".join(link.label or link.url for link in ask.task.hyperlinks)


COLUMNS: dict[str, Column] = {
    "wbs": Column("WBS", lambda a: a.task.code or a.plan.outline.wbs[a.id]),
    "name": Column("Name", lambda a: a.task.name, _take_name, of_summaries=True),
    "notes": Column("Notes", lambda a: a.task.notes, lambda e, typed: e.change(notes=typed), of_summaries=True),
    "tags": Column(
        "Tags", lambda a: ", ".join(a.task.tags), _take_tags, of_summaries=True, kind="words", choices=tags_of
    ),
    "priority": Column(
        "Priority", lambda a: str(a.task.priority), _take_priority, of_summaries=True, right=True, kind="number"
    ),
    "milestone": flags("Milestone", lambda a: a.schedule.is_milestone(a.id), _take_milestone, "Task"),
    "active": flags("Active", lambda a: a.task.active, sets("active"), "Task"),
    "scope": named_choice("Scope", "scope", SCOPES),
    "horizon": Column(
        "Horizon", lambda a: a.task.horizon, lambda e, typed: e.change(horizon=name_of(typed)), of_summaries=True
    ),
    "code": Column("Own number", lambda a: a.task.code, _take_code, of_summaries=True),
    "parent": Column("Summary task", _parent),
    "level": Column(
        "Level", lambda a: str(a.plan.outline.depth[a.id] + 1), right=True, kind="number"
    ),
    "hyperlinks": Column("Hyperlinks", _links),
    "id": Column(
        "Row", lambda a: str(a.plan.outline.position[a.id] + 1), right=True, kind="number"
    ),
    "uid": Column(
        "Unique ID", lambda a: "" if a.task.uid is None else str(a.task.uid), right=True, kind="number"
    ),
    "type": named_choice("Type of task", "task_type", TASK_TYPES, "Scheduling"),
    "manual": flags("By hand", lambda a: a.task.manual, _take_manual, "Scheduling"),
    "estimated": flags("Estimated", lambda a: a.task.estimated, sets("estimated"), "Scheduling"),
    "effort_driven": flags("Effort driven", lambda a: a.task.effort_driven, sets("effort_driven"), "Scheduling"),
}  # fmt: skip
