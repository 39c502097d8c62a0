"""What MS Project XML has no place for: counted and told, so that nothing is left out in silence."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_app.exchange.mspdi.project import MANAGER
from roadmap_app.exchange.told import Told
from roadmap_app.model.plan import EMPTY, Plan
from roadmap_app.model.records import Record, Unknown

# Kinds of record, and members of the others, that MS Project knows nothing of, as people call them.
KINDS = {
    "risk": "risks", "contract": "contracts", "sprint": "sprints", "scenario": "scenarios", "view": "saved views",
    "log": "log entries", "conflict": "open conflicts", "unknown": "records of a newer version",
}  # fmt: skip
MEMBERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("task", ("team",), "teams of tasks"),
    ("task", ("owner",), "owners of tasks"),
    ("task", ("sprint",), "sprints of tasks"),
    ("task", ("tags",), "tags"),
    ("task", ("optimistic", "likely", "pessimistic"), "three-point estimates"),
    ("task", ("horizon",), "horizons"),
    ("task", ("scope",), "scopes"),
    ("task", ("budget",), "budgets"),
    ("task", ("colour",), "colours of tasks"),
    ("task", ("pinned_start", "pinned_finish"), "dates kept from an import"),
    ("link", ("notes",), "notes of links"),
    ("resource", ("colour",), "colours of teams"),
    ("calendar", ("country", "region"), "countries of calendars"),
    ("baseline", ("taken", "notes"), "dates and notes of baselines"),
    ("baseline_task", ("percent",), "progress in baselines"),
    ("project", ("milestone",), "the milestone that answers when it is done"),
)


def tell_lost(plan: Plan, told: Told) -> None:
    """One finding for all that the format has no place for, with how many of each."""
    lost = [f"{words} ({count:,})" for words, count in _counts(plan) if count]
    if lost:
        told.add("mspdi.lost", f"MS Project XML has no place for: {', '.join(lost)}.", problem=False)


def _counts(plan: Plan) -> Iterator[tuple[str, int]]:
    for kind, words in KINDS.items():
        yield words, len(plan.tables.get(kind, EMPTY))
    for kind, members, words in MEMBERS:
        yield words, sum(_holds(record, members) for record in plan.tables.get(kind, EMPTY).values())
    yield "further hyperlinks", sum(max(len(task.hyperlinks) - 1, 0) for task in plan.tasks.values())
    used = {task.reference for task in plan.tasks.values()}
    others = plan.tables.get("reference", EMPTY).values()
    yield "references to other plans", sum(each.id not in used for each in others)
    yield (
        "assignments of nobody, or to no task",
        sum(each.task not in plan.tasks or each.resource not in plan.resources for each in plan.assignments.values()),
    )
    yield (
        "what a newer version or another program put into records",
        sum(
            any(name != MANAGER for name, _ in record.extra)
            for record in plan.records()
            if record.extra and not isinstance(record, Unknown)
        ),
    )


def _holds(record: Record, members: tuple[str, ...]) -> bool:
    """True where one of the members is not at its default."""
    return any(getattr(record, member) != getattr(type(record), member) for member in members)
