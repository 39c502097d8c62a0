"""What MS Project XML has no place for: counted and told, so that nothing is left out in silence.

What finds a place or none by the rest of the plan (a free slot, a length) is counted where it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from roadmap_app.exchange.mspdi.project import MANAGER
from roadmap_app.exchange.told import Told
from roadmap_app.model.plan import EMPTY, Plan
from roadmap_app.model.records import Record, Reference

# Kinds of record, and members of the others, that MS Project knows nothing of, as people call them.
KINDS = {
    "risk": "risks", "contract": "contracts", "sprint": "sprints", "scenario": "scenarios", "view": "saved views",
    "log": "log entries", "conflict": "open conflicts", "unknown": "records of a newer version",
}  # fmt: skip
MEMBERS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("task", ("sprint",), "sprints of tasks"),
    ("link", ("notes",), "notes of links"),
    ("resource", ("colour",), "colours of teams"),
    ("calendar", ("country", "region"), "countries of calendars"),
    ("baseline", ("taken", "notes"), "dates and notes of baselines"),
    ("baseline_task", ("percent",), "progress in baselines"),
    ("reference", ("doc", "notes"), "identities of other plans"),
    ("project", ("milestone",), "the milestone that answers when it is done"),
)
PARTS: Mapping[str, tuple[str, ...]] = {
    "task": ("splits", "hyperlinks"),
    "calendar": ("weeks", "exceptions"),
    "resource": ("availability", "rates"),
    "assignment": ("segments",),
}


def tell_lost(plan: Plan, lost: Counter[str], told: Told) -> None:
    """One finding for all that the format has no place for: what `lost` counts already, and the rest."""
    for words, count in _counts(plan):
        lost[words] += count
    if words := ", ".join(f"{words} ({count:,})" for words, count in lost.items() if count):
        told.add("mspdi.lost", f"MS Project XML has no place for: {words}.", problem=False)


def _counts(plan: Plan) -> Iterator[tuple[str, int]]:
    for kind, words in KINDS.items():
        yield words, len(plan.tables.get(kind, EMPTY))
    for kind, members, words in MEMBERS:
        yield words, sum(_holds(record, members) for record in plan.tables.get(kind, EMPTY).values())
    for kind, table in plan.tables.items():
        if kind != "unknown":
            words = "what a newer version or another program put into records"
            yield words, sum(_newer(kind, record) for record in table.values())
    wbs = plan.outline.wbs
    yield "further hyperlinks", sum(max(len(task.hyperlinks) - 1, 0) for task in plan.tasks.values())
    yield "WBS codes that are those of the outline", sum(task.code == wbs.get(id) for id, task in plan.tasks.items())
    exceptions = (each for calendar in plan.calendars.values() for each in calendar.exceptions)
    yield "sources of exceptions", sum(each.source != "" for each in exceptions)
    yield from _of_baselines(plan)
    used = {task.reference for task in plan.tasks.values()}
    for other in plan.table(Reference).values():
        yield "references to other plans", other.id not in used
        yield "names of other plans", other.id in used and other.name != file_name(other.path)
    project = plan.project
    yield "a part of a day of the critical slack", project.critical_slack % max(project.minutes_per_day, 1) != 0


def _of_baselines(plan: Plan) -> Iterator[tuple[str, int]]:
    with_rows = {row.baseline for row in plan.baseline_tasks.values()}
    for baseline in plan.baselines.values():
        yield "names of baselines", baseline.name not in ("", usual_name(baseline.number))
        yield "baselines of nothing", baseline.id not in with_rows
    yield "rows of baselines that are not there", sum(
        row.baseline not in plan.baselines for row in plan.baseline_tasks.values()
    )


def _holds(record: Record, members: tuple[str, ...]) -> bool:
    """True where one of the members is not at its default."""
    return any(getattr(record, member) != getattr(type(record), member) for member in members)


def _newer(kind: str, record: Record) -> bool:
    """True where a record or one of its parts holds what this version does not know."""
    if any(name != MANAGER for name, _ in record.extra):
        return True
    return any(part.extra for name in PARTS.get(kind, ()) for part in getattr(record, name))


def usual_name(number: int) -> str:
    """The name of a baseline as MS Project counts them."""
    return f"Baseline {number}" if number else "Baseline"


def file_name(path: str) -> str:
    """The last part of a path of any system: what a plan referred to by path is called."""
    return path.replace("\\", "/").rpartition("/")[2]
