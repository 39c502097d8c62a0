"""Members and their values in a person's words, for comparisons, histories and readable text."""

from __future__ import annotations

import json
from typing import Any

from roadmap_app.commands import fields
from roadmap_app.commands.columns import basic
from roadmap_app.model import text
from roadmap_app.model.plan import Plan
from roadmap_app.model.records import FULL_UNITS, Link, Record, Task
from roadmap_app.model.text import plain
from roadmap_app.model.time import DAY
from roadmap_app.storage import limits
from roadmap_app.storage.references import REFERENCES
from roadmap_app.storage.schema import schema_of

NO_YEAR = 0  # so that the year is always said
NAMES = {"ord": "place", "from": "predecessor", "to": "successor", "percent": "percent complete"}
REFERS = {reference.name for reference in REFERENCES}
ELAPSED = {"levelling_delay"}
WORDS = {"constraint": fields.CONSTRAINT_NAMES, "task_type": basic.TASK_TYPES}  # of a task's attributes that are codes


def member_name(name: str) -> str:
    """`percent complete`: a member in a sentence."""
    return NAMES.get(name, name.replace("_", " "))


def title(plan: Plan, record: Record) -> str:
    """`task 'API freeze'`, `link 'A' → 'B'`: a record in a sentence."""
    kind = record.kind.replace("_", " ")
    if isinstance(record, Link):
        return f"link from {_named(plan, record.from_)} to {_named(plan, record.to)}"
    name = getattr(record, "name", "")
    if name:
        return f"{kind} {text.quoted(plain(name))}"
    of = next((getattr(record, attr) for attr in ("task", "of") if getattr(record, attr, "")), "")
    return f"{kind} of {_named(plan, of)}" if of else f"{kind} {record.id}"


def _named(plan: Plan, id: str) -> str:
    """The name of the record that an id refers to, of whatever kind."""
    found = next((table[id] for table in plan.tables.values() if id in table), None)
    return text.quoted(plain(getattr(found, "name", "") or id)) if found else id or "nothing"


def value(plan: Plan, record: Record, name: str) -> str:
    """The value of a member in words; `name` as in the file."""
    member = schema_of(type(record)).members[name]
    found = getattr(record, member.attr)
    if found is None or found in ("", ()):
        return "none"
    if type(found) is bool:
        return "yes" if found else "no"
    if isinstance(record, Task) and found in (words := WORDS.get(member.attr, {})):
        return words[found][0].lower() + words[found][1:]
    if type(found) is str:
        return _named(plan, found) if name in REFERS else text.quoted(plain(found))
    if type(found) is tuple and name in REFERS and all(type(each) is str for each in found):
        return ", ".join(_named(plan, each) for each in found)
    if type(found) is tuple and all(type(each) is str for each in found):
        return ", ".join(text.quoted(plain(each)) for each in found)
    if type(found) is int:
        return _integer(plan, record, name, found)
    return plain(member.write(found))


def _integer(plan: Plan, record: Record, name: str, found: int) -> str:
    project, span = plan.project, limits.span_of(record.kind, name)
    if span is limits.INSTANT:
        return f"{text.long_date(found, NO_YEAR)} {text.clock(found)}"
    if span is limits.ON_DAY:
        return text.long_date(found * DAY, NO_YEAR)
    if span is limits.PERCENT:
        return f"{found} %"
    if name == "units":
        return f"{text.number(found * 100, FULL_UNITS)} %"
    if isinstance(record, Task) and name == "duration":
        return text.task_duration(record, project)
    if isinstance(record, Link) and name == "lag":
        return text.signed(text.lag(record, project)) or "0d"
    if span is limits.MINUTES or span is limits.SIGNED:
        return text.signed(text.duration(found, project, elapsed=name in ELAPSED))
    return f"{found}"


def raw(record: Record | None, name: str) -> Any:
    """The value of a member as JSON, None where there is no record."""
    if record is None:
        return None
    member = schema_of(type(record)).members[name]
    found = getattr(record, member.attr)
    return None if found is None else json.loads(member.write(found))
