"""References from record to record: every member that holds ids, and which of them lead to nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from roadmap_app.model.plan import EMPTY, Tables
from roadmap_app.model.records import Conflict, Record


@dataclass(frozen=True)
class Reference:
    """A member of a kind that holds an id, ids, or pairs of an id and a value.

    `targets` are the kinds that it refers to; () for those of a conflict, which names the kind itself. `fix` tells what
    to do about a reference to nothing; an `essential` one leaves nothing of its record that says anything.
    """

    kind: str
    attr: str
    targets: tuple[str, ...]
    fix: str
    essential: bool = False

    @property
    def name(self) -> str:
        """Of the member in the file."""
        return self.attr.rstrip("_")


def _one(kind: str, attr: str, target: str, fix: str, essential: bool = False) -> Reference:
    return Reference(kind, attr, (target,), fix, essential)


# What others refer to comes first: a repair that removes a record may leave the next one without its subject.
REFERENCES = (
    _one("project", "calendar", "calendar", "Choose another calendar for the project."),
    _one("project", "milestone", "task", "Choose another milestone in the project's settings."),
    _one("project", "baseline", "baseline", "Choose another baseline."),
    _one("project", "owner", "resource", "Choose another owner for the project."),
    _one("calendar", "base", "calendar", "Choose another base calendar."),
    _one("resource", "calendar", "calendar", "Choose another calendar for it."),
    _one("resource", "team", "resource", "Choose another team for it."),
    _one("task", "parent", "task", "It stands at the top level until you move it."),
    _one("task", "calendar", "calendar", "Choose another calendar for it; until then it follows the project's."),
    _one("task", "team", "resource", "Choose another team for it."),
    _one("task", "owner", "resource", "Choose another person for it."),
    _one("task", "sprint", "sprint", "Choose another sprint for it."),
    _one("task", "reference", "reference", "Choose the other plan anew."),
    _one("task", "fields", "field", "Enter the value in a field that is there."),
    _one("link", "from_", "task", "Link the task anew, or remove this link.", essential=True),
    _one("link", "to", "task", "Link the task anew, or remove this link.", essential=True),
    _one("assignment", "task", "task", "Remove the assignment.", essential=True),
    _one("assignment", "resource", "resource", "Assign somebody else."),
    _one("baseline_task", "baseline", "baseline", "Remove the row, or take the baseline anew.", essential=True),
    Reference(
        "baseline_task", "of", ("task", "assignment", "resource"), "Remove the row, or take the baseline anew.", True
    ),
    _one("risk", "tasks", "task", "Choose other tasks for it."),
    _one("risk", "team", "resource", "Choose another team for it."),
    _one("risk", "owner", "resource", "Choose another person for it."),
    _one("contract", "provider", "resource", "Choose another team."),
    _one("contract", "consumer", "resource", "Choose another team."),
    _one("contract", "task", "task", "Choose another task."),
    _one("contract", "consumer_task", "task", "Choose another task."),
    _one("sprint", "team", "resource", "Choose another team."),
    Reference("conflict", "of", (), "Settle the conflict, or remove it.", True),
)


def dangling(plan: Tables, reference: Reference) -> Iterator[tuple[Record, tuple[str, ...]]]:
    """Each record whose reference leads to nothing, with the ids that are not in the plan."""
    attr = reference.attr
    there = _ids_of(plan, *reference.targets)
    table = plan.tables.get(reference.kind, EMPTY)
    if reference.kind != "conflict" and _all_there(table.values(), attr, there):
        return
    for record in table.values():
        value = record.__dict__.get(attr)
        if not value or (type(value) is str and value in there):  # quick, as nearly all are
            continue
        if isinstance(record, Conflict) and not record.field:
            continue  # of a whole record, which may be what one side deleted or what was set aside
        known = _ids_of(plan, record.of_kind, "unknown") if isinstance(record, Conflict) else there
        missing = tuple(id for id in _ids(value) if id and id not in known)
        if missing:
            yield record, missing


def _all_there(records: Collection[Record], attr: str, there: Collection[str]) -> bool:
    """A quick look, which nearly all plans pass: whether all that is referred to is there."""
    held = set(filter(None, map(attrgetter(attr), records)))
    return not held or (set(map(type, held)) == {str} and held.issubset(there))


def without(value: Any, missing: tuple[str, ...]) -> Any:
    """The value of a reference without the ids that are missing."""
    if type(value) is str:
        return ""
    return tuple(item for item in value if _id(item) not in missing)


def _ids(value: Any) -> tuple[str, ...]:
    return (value,) if type(value) is str else tuple(map(_id, value))


def _id(item: str | tuple[str, Any]) -> str:
    return item if isinstance(item, str) else item[0]


def _ids_of(plan: Tables, *kinds: str) -> Collection[str]:
    """The ids of the records of some kinds."""
    tables = [plan.tables.get(kind, EMPTY) for kind in kinds]
    return tables[0] if len(tables) == 1 else {id for table in tables for id in table}
